//! `OVERBROAD_TRUST`.

use super::ask::{deciding, undecided, witness};
use super::check::{Subject, WorldCheck};
use super::finding::WorldFindings;
use super::strangers::{self, SOMEBODY, assuming};
use crate::lint::Category;
use crate::lint::checks::meaning::claims::{APPLICATIONS, GITHUB, providers};
use crate::model::world::{Identity, Party, Target};
use crate::model::{
    Condition, Effect, Key, Operands, Policy, Principal, PrincipalElement, Statement, Template, fill_in,
};
use crate::parse::quoted;
use crate::question::Conclusion;
use crate::question::world::Ask;

pub(super) const CHECK: WorldCheck = WorldCheck {
    code: "OVERBROAD_TRUST",
    title: "Trust that anybody can satisfy",
    category: Category::SecurityWarning,
    finds: "A role that callers whom nobody named can assume: a principal of any account (an external id does not count, it is no secret), any subject of an OIDC provider, a GitHub job in anybody's repository, or any user of a SAML provider. Asked over the world, so that an RCP which keeps such callers out keeps the finding away. Roles that IAM Identity Center makes trust its SAML provider alone and are left out for that; service-linked roles always.",
    why: "Anybody can open an account at AWS, GitHub or another provider, and what the role may do is then theirs.",
    example: r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "deploy",
        "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}, "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}}}}]}]}"#,
    instead: r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "deploy",
        "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}, "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com", "token.actions.githubusercontent.com:sub": "repo:example/app:ref:refs/heads/main"}}}}}]}]}"#,
    run,
};

/// One class of callers, what they are called, and how they would ask.
struct Strangers<'w> {
    party: Party<'w>,
    details: String,
    asks: Vec<Ask>,
}

fn run(subject: &mut Subject<'_, '_>, findings: &mut WorldFindings) {
    let Some((role, trust)) = subject.identity.and_then(|role| Some((role, role.trust.as_ref()?))) else {
        return;
    };
    let inquiry = &mut subject.asking.inquiry;
    let mut classes: Vec<Strangers<'_>> = any_account(inquiry.world(), role, trust).into_iter().collect();
    let mut seen: Vec<&Principal> = Vec::new();
    for statement in trust.statements.iter().filter(|statement| statement.effect == Effect::Allow) {
        for principal in federated(statement) {
            if !seen.contains(&principal) {
                seen.push(principal);
                classes.extend(of_provider(role, trust, principal));
            }
        }
    }
    let target = Target::Role(role);
    for Strangers { party, details, asks } in classes {
        for ask in asks {
            let access = inquiry.access(&party, &target, &ask, true);
            let access = access.unwrap_or_else(|error| undecided(error.0));
            if access.conclusion == Conclusion::Unknown {
                findings.note(&access);
            }
            if access.conclusion == Conclusion::Holds {
                findings.add(details, deciding(&access), witness(&access).into_iter().collect());
                break;
            }
        }
    }
}

fn any_account<'w>(
    world: &'w crate::model::world::World,
    role: &Identity,
    trust: &Policy,
) -> Option<Strangers<'w>> {
    let partition = role.arn.split(':').nth(1).unwrap_or("aws");
    let party = strangers::of_account(world, partition, strangers::account(world, trust))?;
    let keys = strangers::keys(strangers::conditions(trust));
    let details = "a principal of any account can assume the role: name accounts, or an organization by `aws:PrincipalOrgID`";
    Some(Strangers { party, details: details.to_owned(), asks: vec![assuming(role, "sts:AssumeRole", keys)] })
}

fn federated(statement: &Statement) -> impl Iterator<Item = &Principal> {
    let principals = match &statement.principal {
        PrincipalElement::Principal(principals) => principals.as_slice(),
        PrincipalElement::Attached | PrincipalElement::NotPrincipal(_) => &[],
    };
    principals.iter().filter(|principal| matches!(principal, Principal::Federated(_)))
}

/// Users of the provider of whom nothing was said but what all of them have.
fn of_provider<'w>(role: &Identity, trust: &Policy, principal: &Principal) -> Option<Strangers<'w>> {
    let Principal::Federated(name) = principal else { return None };
    let name = name.as_literal()?;
    let party = Party::Provider(Some(name.to_owned()));
    if name.contains(":saml-provider/") {
        if role.arn.contains(":role/aws-reserved/sso.amazonaws.com/") {
            return None;
        }
        let keys = claims(trust, "saml", &["aud", "iss", "doc"]);
        let details = format!(
            "any user of {} can assume the role: add a condition on a claim of its users, such as `SAML:sub` or `saml:edupersonaffiliation`",
            quoted(name)
        );
        let asks = vec![assuming(role, "sts:AssumeRoleWithSAML", keys)];
        return Some(Strangers { party, details, asks });
    }
    let only = Statement {
        principal: PrincipalElement::Principal(vec![principal.clone()]),
        ..super::ask::speaking_of([], [])
    };
    let (_, address) = providers(&only).into_iter().next()?;
    let subject = Key::new(&format!("{address}:sub"));
    let with_subject = |mut keys: Vec<(Key, Vec<String>)>, value: String| {
        keys.retain(|(key, _)| *key != subject);
        keys.push((subject.clone(), vec![value]));
        assuming(role, "sts:AssumeRoleWithWebIdentity", keys)
    };
    if address == GITHUB {
        let keys = claims(trust, &address, &["aud", "sub", "ref", "actor"]);
        let details = format!(
            "jobs of anybody's repositories at GitHub can assume the role: name the owner and a `/` behind it in `{GITHUB}:sub`"
        );
        let asks = repositories(trust).into_iter().map(|value| with_subject(keys.clone(), value)).collect();
        return Some(Strangers { party, details, asks });
    }
    let fixed: &[&str] = if APPLICATIONS.contains(&address.as_str()) { &["amr"] } else { &["aud", "amr"] };
    let asks = vec![with_subject(claims(trust, &address, fixed), SOMEBODY.to_owned())];
    let details = format!(
        "any subject of {} can assume the role: add a condition on `{address}:sub`",
        quoted(&address)
    );
    Some(Strangers { party, details, asks })
}

/// The claims that the policy looks at, except those, with a value that nobody chose.
fn claims(trust: &Policy, address: &str, except: &[&str]) -> Vec<(Key, Vec<String>)> {
    let mut keys = strangers::keys(strangers::conditions(trust));
    for Condition { key, .. } in strangers::conditions(trust) {
        let claim = key.folded().strip_prefix(address).and_then(|rest| rest.strip_prefix(':'));
        let counts = claim.is_some_and(|claim| !except.contains(&claim));
        if counts && !keys.iter().any(|(known, _)| known == key) {
            keys.push((key.clone(), vec![SOMEBODY.to_owned()]));
        }
    }
    keys
}

/// Subjects of jobs in repositories of an owner whom no pattern names, up to the slash behind the owner.
fn repositories(trust: &Policy) -> Vec<String> {
    let mut subjects = vec![format!("repo:{SOMEBODY}/{SOMEBODY}:ref:refs/heads/main")];
    let is_subject = |condition: &&Condition| condition.key.is("token.actions.githubusercontent.com:sub");
    for condition in strangers::conditions(trust).filter(is_subject) {
        let Operands::StringLike(patterns) = &condition.operands else { continue };
        for pattern in patterns.iter().filter(|pattern| !names_owner(pattern)) {
            let repository = format!("{SOMEBODY}/{SOMEBODY}");
            let job = format!("{repository}:ref:refs/heads/main");
            for any in [SOMEBODY, repository.as_str(), job.as_str()] {
                let subject = fill_in(pattern, any, 'x', SOMEBODY);
                // Subjects of jobs look so, whatever else a pattern takes.
                let looks_so = subject
                    .strip_prefix("repo:")
                    .and_then(|rest| rest.split_once('/'))
                    .is_some_and(|(_, rest)| rest.contains(':'));
                if looks_so && !subjects.contains(&subject) {
                    subjects.push(subject);
                }
            }
        }
    }
    subjects
}

/// Whether the pattern has all of the owner: `repo:OWNER/`, and what may follow.
fn names_owner(pattern: &Template) -> bool {
    let text = pattern.to_string();
    let rest = text.strip_prefix("repo:").unwrap_or_default();
    rest.find(['/', '*', '?', '$'])
        .is_some_and(|at| at > 0 && rest.get(at..).is_some_and(|rest| rest.starts_with('/')))
}
