//! Random settings and requests: the term of a decision has the value of the decision, under every reading.

use std::collections::BTreeMap;

use super::cast;
use super::requests::show;
use super::rng::Rng;
use super::run;
use super::scenes::{self, Scene};
use hornbeam::eval::{self, Decision, Scope, Verdict};
use hornbeam::formula::decision::Sides;
use hornbeam::formula::{Arena, Compiler, value};
use hornbeam::model::{
    Assumption, CallerKind, Policy, PolicyType, PrincipalElement, Request, Setting, Standing,
};

const REQUESTS: usize = 4;

/// What happened, to be counted: the request, what stood around it, and what came out.
struct Happened<'a> {
    request: &'a Request,
    setting: &'a Setting,
    sides: &'a Sides,
    verdict: &'a Verdict,
}

impl Happened<'_> {
    fn allowed(&self) -> bool {
        self.verdict.decision == Decision::Allow
    }

    /// Allowed, and a statement of a policy of this type was needed.
    fn by(&self, policy_type: PolicyType) -> bool {
        self.allowed() && self.verdict.by.iter().any(|deciding| deciding.policy_type == policy_type)
    }

    fn by_resource(&self) -> bool {
        self.by(PolicyType::Resource) || self.by(PolicyType::Trust)
    }

    /// Allowed by the resource's side with nothing said by identity-based policies, within an account.
    fn by_resource_alone(&self) -> bool {
        self.by_resource() && !self.by(PolicyType::Identity) && self.within()
    }

    fn limited(&self) -> bool {
        self.by(PolicyType::Boundary) || self.by(PolicyType::Session)
    }

    fn has_limits(&self) -> bool {
        self.setting.permissions_boundary.is_some() || !self.setting.session_policies.is_empty()
    }

    fn within(&self) -> bool {
        self.sides.same_account()
    }

    fn across(&self) -> bool {
        !self.within() && self.sides.standing != Standing::Outsider
    }

    fn standing(&self, standing: Standing) -> bool {
        self.sides.standing == standing
    }

    fn on_role(&self) -> bool {
        self.request.action.to_lowercase().starts_with("sts:assumerole")
            && self.request.resource.contains(":role/")
    }

    fn on_key(&self) -> bool {
        self.request.action.to_lowercase().starts_with("kms:") && self.request.resource.contains(":key/")
    }

    fn linked(&self) -> bool {
        self.request.principal.text().contains("AWSServiceRoleForX")
    }

    fn says(&self, words: &str) -> bool {
        self.verdict.decision == Decision::ImplicitDeny && self.verdict.explanation.contains(words)
    }

    /// Nothing but this was missing.
    fn only(&self, words: &str) -> bool {
        self.says(words) && !self.verdict.explanation.contains(';')
    }

    fn denied_by(&self, policy_type: PolicyType) -> bool {
        let one = |by: &eval::Deciding| by.policy_type == policy_type;
        self.verdict.decision == Decision::ExplicitDeny && self.verdict.by.iter().all(one)
    }

    fn kind(&self, wanted: fn(CallerKind<'_>) -> bool) -> bool {
        self.allowed() && wanted(self.request.principal.kind())
    }

    fn in_management(&self, account: Option<&String>) -> bool {
        account.is_some() && account == self.setting.management_account.as_ref()
    }
}

type Way = (&'static str, fn(&Happened<'_>) -> bool);

/// Every outcome and every way to it, each of which must be seen.
const WAYS: &[Way] = &[
    ("allow", |h| h.allowed()),
    ("implicit deny", |h| h.verdict.decision == Decision::ImplicitDeny),
    ("explicit deny", |h| h.verdict.decision == Decision::ExplicitDeny),
    ("identity alone", |h| h.by(PolicyType::Identity) && !h.by_resource() && h.within()),
    ("identity within limits", |h| h.by(PolicyType::Identity) && !h.by_resource() && h.limited()),
    ("direct", |h| h.by_resource_alone() && h.standing(Standing::Identity) && !h.limited()),
    ("direct past limits", |h| h.by_resource_alone() && h.has_limits() && !h.limited()),
    ("limited", |h| h.by_resource_alone() && h.limited()),
    ("delegated on a key", |h| h.on_key() && h.within() && h.by(PolicyType::Identity) && h.by_resource()),
    ("delegated on a role", |h| h.on_role() && h.within() && h.by(PolicyType::Identity) && h.by_resource()),
    ("direct on a key", |h| h.on_key() && h.by_resource_alone()),
    ("direct on a role", |h| h.on_role() && h.by_resource_alone()),
    ("across accounts", |h| h.across() && h.by(PolicyType::Identity) && h.by_resource()),
    ("across, on a key", |h| h.across() && h.on_key() && h.by_resource()),
    ("across, on a role", |h| h.across() && h.on_role() && h.by_resource()),
    ("root alone", |h| h.allowed() && h.standing(Standing::Root) && h.within() && !h.by_resource()),
    ("root on a key", |h| h.standing(Standing::Root) && h.on_key() && h.by_resource()),
    ("root across", |h| h.standing(Standing::Root) && h.across() && h.by_resource()),
    ("root on a role", |h| h.only("the root user of an account cannot assume a role")),
    ("federated by itself", |h| h.standing(Standing::FederatedUser) && h.by_resource_alone() && !h.limited()),
    ("federated as its user", |h| {
        h.standing(Standing::FederatedUser) && h.by_resource_alone() && h.limited()
    }),
    ("federated by identity", |h| h.standing(Standing::FederatedUser) && h.by(PolicyType::Identity)),
    ("federated across", |h| h.standing(Standing::FederatedUser) && h.across() && h.allowed()),
    ("anonymous", |h| h.kind(|kind| kind == CallerKind::Anonymous)),
    ("service", |h| h.kind(|kind| matches!(kind, CallerKind::Service(_)))),
    ("service on a role", |h| h.on_role() && h.kind(|kind| matches!(kind, CallerKind::Service(_)))),
    ("provider", |h| h.kind(|kind| matches!(kind, CallerKind::Federated(_)))),
    ("provider on a role", |h| h.on_role() && h.kind(|kind| matches!(kind, CallerKind::Federated(_)))),
    ("canonical user", |h| h.kind(|kind| matches!(kind, CallerKind::CanonicalUser(_)))),
    ("user", |h| h.kind(|kind| matches!(kind, CallerKind::User { .. }))),
    ("role", |h| h.kind(|kind| matches!(kind, CallerKind::Role { .. }))),
    ("role session", |h| h.kind(|kind| matches!(kind, CallerKind::RoleSession { .. }))),
    ("other caller", |h| h.kind(|kind| matches!(kind, CallerKind::Other(_)))),
    ("under SCPs", |h| h.by(PolicyType::Scp)),
    ("linked role past SCPs", |h| h.allowed() && h.linked() && !h.setting.scps.is_empty()),
    ("linked role past RCPs", |h| h.allowed() && h.linked() && !h.setting.rcps.is_empty()),
    ("management account past SCPs", |h| {
        h.allowed() && !h.setting.scps.is_empty() && h.in_management(h.sides.caller_account.as_ref())
    }),
    ("management account past RCPs", |h| {
        h.allowed() && !h.setting.rcps.is_empty() && h.in_management(h.sides.resource_account.as_ref())
    }),
    ("outsider past SCPs", |h| {
        h.allowed() && h.standing(Standing::Outsider) && h.setting.scps.iter().any(Vec::is_empty)
    }),
    ("under RCPs", |h| h.by(PolicyType::Rcp)),
    ("past RCPs by service", |h| {
        h.allowed() && h.request.action.starts_with("ec2:") && !h.setting.rcps.is_empty()
    }),
    ("past RCPs by kms:RetireGrant", |h| {
        h.allowed() && h.request.action == "kms:RetireGrant" && !h.setting.rcps.is_empty()
    }),
    ("no SCP", |h| h.only("no SCP at level")),
    ("no RCP", |h| h.only("no RCP at level")),
    ("through an endpoint", |h| h.by(PolicyType::VpcEndpoint)),
    ("past an endpoint", |h| {
        h.allowed() && !h.by(PolicyType::VpcEndpoint) && !h.setting.vpc_endpoint_policies.is_empty()
    }),
    ("no endpoint policy", |h| h.only("the VPC endpoint policy")),
    ("public bucket", |h| h.only("RestrictPublicBuckets")),
    ("other partition", |h| h.only("the caller is in the partition")),
    ("no identity-based policy", |h| h.only("no identity-based policy allows it")),
    ("no boundary", |h| h.only("the permissions boundary does not allow it")),
    ("no session policy", |h| h.only("no session policy allows it")),
    ("denied by an identity-based policy", |h| h.denied_by(PolicyType::Identity)),
    ("denied by a boundary", |h| h.denied_by(PolicyType::Boundary)),
    ("denied by a session policy", |h| h.denied_by(PolicyType::Session)),
    ("denied by an SCP", |h| h.denied_by(PolicyType::Scp)),
    ("denied by an RCP", |h| h.denied_by(PolicyType::Rcp)),
    ("denied by a resource policy", |h| h.denied_by(PolicyType::Resource)),
    ("denied by a trust policy", |h| h.denied_by(PolicyType::Trust)),
    ("denied by an endpoint policy", |h| h.denied_by(PolicyType::VpcEndpoint)),
];

/// The forms in which the statement of a resource policy that allowed the request named its caller.
fn forms(happened: &Happened<'_>) -> Vec<&'static str> {
    let setting = happened.setting;
    let at_resource = setting.resource_policy.iter().chain(&setting.trust_policy).chain(&setting.shares);
    let mut forms = Vec::new();
    for policy in at_resource.filter(|_| happened.by_resource()) {
        for statement in &policy.statements {
            if let PrincipalElement::Principal(principals) = &statement.principal
                && let [only] = principals.as_slice()
                && eval::matches(statement, happened.request, Scope::default())
            {
                forms.push(cast::form(only));
            }
        }
    }
    forms
}

const FORMS: [&str; 11] = [
    "everyone",
    "any AWS",
    "account",
    "role",
    "user",
    "role session",
    "federated user session",
    "unique id",
    "service",
    "identity provider",
    "canonical user",
];

/// How bucket policies are judged to be public.
fn judge(case: usize) -> impl Fn(&Policy) -> bool {
    move |policy| match case % 4 {
        0 => true,
        1 => false,
        _ => eval::decision::looks_public(policy),
    }
}

/// Decides the requests by term and evaluator under this scope; panics where they differ.
fn decide(
    arena: &mut Arena,
    scene: &Scene,
    requests: &[Request],
    scope: Scope,
    case: usize,
) -> Vec<(Verdict, Vec<Assumption>)> {
    let is_public = judge(case);
    let mut compiler = Compiler::new(arena, scope, &scene.policies());
    let mut decided = Vec::new();
    for request in requests {
        let sides = Sides::of(request);
        let term = compiler.decision(&scene.setting, &sides, &is_public);
        let verdict = eval::decide_request(request, &scene.setting, scope, &is_public);
        assert_eq!(
            value(compiler.arena, term, request),
            verdict.decision == Decision::Allow,
            "case {case}: formula against evaluator: {}\n{scope:?}\n{}\n{:?}\n{sides:?}\n{}",
            verdict.explanation,
            show(request),
            request.resource_account,
            scene.show()
        );
        decided.push((verdict, compiler.consulted.iter().copied().collect()));
    }
    decided
}

#[test]
fn terms_of_settings_have_the_evaluators_value_under_every_reading() {
    let (seed, cases) = (run::seed(61), run::cases(1_100));
    let (mut pairs, mut changed) = (0, [0; Assumption::ALL.len()]);
    let mut counts: BTreeMap<&str, usize> = WAYS.iter().map(|(name, _)| (*name, 0)).collect();
    let mut named: BTreeMap<&str, usize> = FORMS.iter().map(|name| (*name, 0)).collect();
    for case in 0..cases {
        let mut rng = Rng::new(seed, case as u64);
        let scene = scenes::scene(&mut rng);
        let mut arena = Arena::new();
        Compiler::new(&mut arena, Scope::default(), &scene.policies());
        let source = scene.source(&arena);
        let requests: Vec<_> = (0..REQUESTS).map(|_| scene.request(&mut rng, &source)).collect();
        let usual = decide(&mut arena, &scene, &requests, Scope::default(), case);
        for (request, (verdict, _)) in requests.iter().zip(&usual) {
            pairs += 1;
            let sides = Sides::of(request);
            let happened = Happened { request, setting: &scene.setting, sides: &sides, verdict };
            for (name, holds) in WAYS {
                *counts.get_mut(name).unwrap() += usize::from(holds(&happened));
            }
            forms(&happened).into_iter().for_each(|form| *named.entry(form).or_default() += 1);
        }
        for (at, assumption) in Assumption::ALL.into_iter().enumerate() {
            let scope = Scope { assumptions: Scope::default().assumptions.flip(assumption) };
            let flipped = decide(&mut arena, &scene, &requests, scope, case);
            for ((verdict, consulted), (other, _)) in usual.iter().zip(&flipped) {
                let differs = (verdict.decision == Decision::Allow) != (other.decision == Decision::Allow);
                changed[at] += usize::from(differs);
                assert!(
                    !differs || consulted.contains(&assumption),
                    "case {case}: {assumption:?} was not consulted and matters\n{}",
                    scene.show()
                );
            }
        }
    }
    run::report(&format!(
        "seed {seed}, {cases} settings, {pairs} requests, each under {} readings",
        1 + changed.len()
    ));
    run::report(&format!("changed by another reading: {changed:?}"));
    run::report(&format!("{counts:#?}\n{named:#?}"));
    let unseen: Vec<_> = counts.iter().chain(&named).filter(|(_, count)| **count == 0).collect();
    assert!(unseen.is_empty(), "never seen: {unseen:?}");
    for (assumption, changed) in Assumption::ALL.into_iter().zip(changed) {
        // The last one is about which requests exist.
        let matters = assumption != Assumption::UnlistedKeysAreTyped;
        assert_eq!(changed > 0, matters, "{assumption:?} changed {changed} of {pairs} decisions");
    }
    assert!(counts["allow"] * 100 >= pairs * 15, "only {} of {pairs} requests are allowed", counts["allow"]);
}
