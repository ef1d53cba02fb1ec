//! Random worlds: what a world settles can be put into the term of a decision without changing what it says of any
//! request that agrees with the world.

use std::collections::BTreeMap;

use super::atlas::{self, Atlas, OUTSIDE};
use super::operands::Kind;
use super::requests::show;
use super::rng::Rng;
use super::run;
use super::words::{TEXTS, Words};
#[cfg(feature = "z3")]
use hornbeam::decide::{Engine, Verdict, Z3};
use hornbeam::eval::{self, Decision, Scope};
use hornbeam::formula::decision::Sides;
use hornbeam::formula::{
    Arena, Compiler, Substitution, TermId, Universe, value, value_with_ends, wellformed,
};
use hornbeam::model::world::{Facts, Known, Party, Spelling, Target, hidden, services};
use hornbeam::model::{
    Arity, Assumption, Caller, CallerKind, Context, Key, Policy, PolicyType, Request, Setting,
};

const REQUESTS: usize = 5;

/// The open ends of a request: the session's name, and what stands after the target's ARN.
type Ends = [(&'static str, String); 2];

/// What one request is about.
struct Question<'a> {
    atlas: &'a Atlas,
    party: Party<'a>,
    target: Target<'a>,
    facts: Facts,
    setting: Setting,
    keys: Vec<(Key, Kind, Arity)>,
}

fn rest<'t>(spelling: &Spelling, text: &'t str) -> Option<(&'static str, &'t str)> {
    match spelling {
        Spelling::Exact(_) => None,
        Spelling::Prefixed { prefix, tail } => text.strip_prefix(prefix.as_str()).map(|rest| (*tail, rest)),
    }
}

fn spell(spelling: &Spelling, ends: &Ends) -> String {
    match spelling {
        Spelling::Exact(text) => text.clone(),
        Spelling::Prefixed { prefix, tail } => {
            let (_, end) = ends.iter().find(|(name, _)| name == tail).unwrap();
            format!("{prefix}{end}")
        }
    }
}

fn borrowed(ends: &Ends) -> [(&'static str, &str); 2] {
    [(ends[0].0, ends[0].1.as_str()), (ends[1].0, ends[1].1.as_str())]
}

/// Ends of which each is one that policies have something to say of.
fn ends(rng: &mut Rng, atlas: &Atlas) -> Ends {
    let session = atlas::session(rng);
    let inside = match rng.below(6) {
        0 => session.clone(),
        1 if !atlas.member.id.is_empty() => atlas.member.id.clone(),
        2 if !atlas.member.id.is_empty() => format!("{}:{session}/k", atlas.member.id),
        3 => "a/k".to_owned(),
        4 => "k".to_owned(),
        _ => rng.word(&TEXTS[1..]).to_owned(),
    };
    [(hidden::SESSION, session), (hidden::INSIDE, inside)]
}

impl<'a> Question<'a> {
    fn new(rng: &mut Rng, atlas: &'a Atlas) -> Option<Question<'a>> {
        let world = &atlas.world;
        let outside = |path: &str| format!("arn:aws:iam::{OUTSIDE}:{path}");
        let others = [
            "*".to_owned(),
            "service:lambda.amazonaws.com".to_owned(),
            "service:*".to_owned(),
            "federated:accounts.google.com".to_owned(),
            outside("saml-provider/a"),
            outside("user/u"),
            outside("role/u"),
            outside("root"),
            format!("arn:aws:sts::{OUTSIDE}:assumed-role/u/s"),
            format!("arn:aws:sts::{OUTSIDE}:federated-user/u"),
            format!("account:{OUTSIDE}"),
            "account:*".to_owned(),
            format!("arn:aws:iam::{}:root", super::cast::ACCOUNTS[0]),
        ];
        let text = if rng.chance(80) { atlas.member.text.clone() } else { rng.pick(&others).clone() };
        let party = world.party(&Caller::new(&text))?;
        let target = world.target(&atlas.thing.arn)?;
        let (facts, setting) = (world.facts(&party, &target), world.setting(&party, &target));
        if !matches!(party, Party::Account(_) | Party::Stranger | Party::Service(None)) {
            let principal = facts.principal.as_ref().unwrap();
            assert!(principal.covers(&text), "{text} is not spelt {principal:?}");
        }
        Some(Question { atlas, party, target, facts, setting, keys: Vec::new() })
    }

    /// The keys that requests may have: those that policies may speak of, and those with something known of them.
    fn with_keys(mut self, arena: &Arena) -> Question<'a> {
        let mut keys: BTreeMap<Key, Kind> = Words::keys().collect();
        for key in self.facts.keys.keys() {
            keys.entry(key.clone()).or_insert(Kind::Text);
        }
        self.keys = keys
            .into_iter()
            .map(|(key, kind)| (arena.arity(&key), key, kind))
            .map(|(arity, key, kind)| (key, kind, arity))
            .collect();
        self
    }

    fn principal(&self, rng: &mut Rng, ends: &Ends) -> String {
        if let Some(spelling) = &self.facts.principal {
            return spell(spelling, ends);
        }
        let account = match &self.party {
            Party::Account(account) => account.clone(),
            Party::Stranger => rng.word(&[OUTSIDE, "123412341234"]).to_owned(),
            _ => return rng.word(&["service:lambda.amazonaws.com", "service:s3.amazonaws.com"]).to_owned(),
        };
        match rng.below(5) {
            0 => format!("arn:aws:sts::{account}:assumed-role/u/s"),
            1 => format!("arn:aws:iam::{account}:root"),
            2 => format!("arn:aws:sts::{account}:federated-user/u"),
            _ => format!("arn:aws:iam::{account}:{}", rng.word(&["user/u", "role/u"])),
        }
    }

    /// Some values for the key, as many as it can have; no two are equal.
    fn values(&self, rng: &mut Rng, key: &Key, kind: Kind, arity: Arity) -> Vec<String> {
        let count = match arity {
            _ if rng.chance(30) => 0,
            Arity::Single => 1,
            Arity::Multi => rng.between(1, 3),
        };
        let mut values: Vec<String> = Vec::new();
        for _ in 0..count {
            let value = self.atlas.words.value(rng, key, kind);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// A request on the target whose context is anything.
    fn free(&self, rng: &mut Rng, ends: &Ends) -> Request {
        let mut context = Context::default();
        for (key, kind, arity) in &self.keys {
            let values = self.values(rng, key, *kind, *arity);
            context.set(key.clone(), values);
        }
        let extent = self.target.extent();
        let own = self.atlas.thing.action.clone();
        let services = services(self.target.arn());
        let action =
            if rng.chance(85) || services.is_empty() { own } else { format!("{}:Put", rng.pick(&services)) };
        Request {
            principal: Caller::new(&self.principal(rng, ends)),
            action,
            resource: spell(rng.pick(&extent), ends),
            resource_account: Some(self.target.account().to_owned()),
            context,
        }
    }

    /// The same request, made to agree with what the world settles. Of what may be there or not, the request tells.
    fn agreeing(&self, rng: &mut Rng, request: &Request, ends: &Ends) -> Request {
        let mut request = request.clone();
        if let Some(spelling) = &self.facts.principal {
            request.principal = Caller::new(&spell(spelling, ends));
        }
        let present: Vec<Key> = request.context.iter().map(|(key, _)| key.clone()).collect();
        for key in present.iter().chain(self.facts.keys.keys()) {
            let values = match self.facts.known(key) {
                None => continue,
                Some(Known::Absent) => Vec::new(),
                Some(Known::Values(values)) => values.clone(),
                Some(Known::Perhaps(_)) if request.context.values(key).is_empty() => Vec::new(),
                Some(Known::Perhaps(values)) => values.clone(),
                Some(Known::Spelt(spelling)) => vec![spell(spelling, ends)],
            };
            let mut values = values;
            rng.shuffle(&mut values);
            request.context.set(key.clone(), values);
        }
        request
    }

    /// Whether the open ends of all attributes are these.
    fn ends_agree(&self, request: &Request, ends: &Ends) -> bool {
        let same = |spelling: &Spelling, text: &str| {
            rest(spelling, text).is_none_or(|found| borrowed(ends).contains(&found))
        };
        let of_keys = self.facts.keys.iter().all(|(key, known)| match known {
            Known::Spelt(spelling) => request.context.values(key).iter().all(|text| same(spelling, text)),
            Known::Absent | Known::Values(_) | Known::Perhaps(_) => true,
        });
        of_keys
            && self.facts.principal.as_ref().is_none_or(|spelling| same(spelling, request.principal.text()))
    }

    fn show(&self, request: &Request, ends: &Ends) -> String {
        let known: Vec<_> =
            self.facts.keys.iter().map(|(key, known)| format!("{}: {known:?}", key.name())).collect();
        format!(
            "{:?} on {:?}\n{}\n{ends:?}\n{:?}, {}\n{:?}\n{}",
            self.party.name(),
            self.target.arn(),
            show(request),
            self.facts.principal,
            known.join(", "),
            self.facts.families,
            self.atlas.shown
        )
    }
}

/// The terms that one request is held against: the decision, and what each policy says.
struct Compiled {
    decision: TermId,
    terms: Vec<TermId>,
    exists: TermId,
}

fn compile(arena: &mut Arena, question: &Question<'_>, sides: &Sides, scope: Scope) -> Compiled {
    let policies: Vec<&Policy> = question.setting.policies().map(AsRef::as_ref).collect();
    let mut compiler = Compiler::new(arena, scope, &policies);
    let decision = compiler.decision(&question.setting, sides, &eval::decision::looks_public);
    let mut terms = vec![decision];
    for policy in policies {
        terms.push(compiler.allows(policy));
        terms.push(compiler.speaks(policy, hornbeam::model::Effect::Deny));
    }
    let mut consulted = compiler.consulted;
    let exists = wellformed(arena, decision, Universe::Any, PolicyType::Resource, scope, &mut consulted);
    terms.push(exists);
    Compiled { decision, terms, exists }
}

/// Counts of what was seen.
#[derive(Debug, Default)]
struct Figures {
    requests: usize,
    allowed: usize,
    /// Requests that were not made to agree, and do.
    admitted: usize,
    refused: usize,
    /// Requests that do not agree and that constraints let pass, or not.
    held: usize,
    let_go: usize,
    /// Substitutions: those with constraints to tie attributes, and those that leave a constant.
    tied: usize,
    settled: usize,
    substitutions: usize,
    parties: BTreeMap<&'static str, [usize; 2]>,
    targets: BTreeMap<&'static str, [usize; 2]>,
}

fn party_name(party: &Party<'_>) -> &'static str {
    match party {
        Party::Identity(identity) if identity.is_service_linked() => "service-linked role",
        Party::Identity(identity) => match identity.kind {
            hornbeam::model::world::IdentityKind::User => "user",
            hornbeam::model::world::IdentityKind::Role => "role",
        },
        Party::Root(_) => "root",
        Party::Anonymous => "anonymous",
        Party::Service(Some(_)) => "service",
        Party::Service(None) => "any service",
        Party::Provider(_) => "provider",
        Party::Account(_) => "account outside",
        Party::Named(_) => "named outside",
        Party::Stranger => "stranger",
    }
}

fn target_name(target: &Target<'_>) -> &'static str {
    match target {
        Target::Resource(resource) => match resource.resource_type.as_str() {
            "AWS::S3::Bucket" => "bucket",
            "AWS::SQS::Queue" => "queue",
            "AWS::KMS::Key" => "key",
            "AWS::DynamoDB::Table" => "table",
            _ => "log group",
        },
        Target::AccessPoint(..) => "access point",
        Target::Role(_) => "role",
        Target::Plain { .. } => "plain",
    }
}

fn scope(rng: &mut Rng) -> Scope {
    let mut scope = Scope::default();
    if rng.chance(30) {
        scope.assumptions = scope.assumptions.flip(*rng.pick(&Assumption::ALL));
    }
    scope
}

/// Holds one request that agrees with the world against every law.
fn check(
    arena: &mut Arena,
    question: &Question<'_>,
    request: &Request,
    ends: &Ends,
    scope: Scope,
    figures: &mut Figures,
) -> bool {
    let verdict = eval::decide_request(request, &question.setting, scope, &eval::decision::looks_public);
    let allowed = verdict.decision == Decision::Allow;
    let explain =
        |law: &str| format!("{law} ({scope:?}): {}\n{}", verdict.explanation, question.show(request, ends));
    let of_request = compile(arena, question, &Sides::of(request), scope);
    assert_eq!(
        value(arena, of_request.decision, request),
        allowed,
        "{}",
        explain("formula against evaluator")
    );
    let between = compile(arena, question, &Sides::between(&question.party, &question.target), scope);
    let decided = value(arena, between.decision, request);
    // The callers of an account outside are taken to be users and roles of the target's partition, who can do most.
    let class = matches!(question.party, Party::Account(_) | Party::Stranger);
    let root = matches!(request.principal.kind(), CallerKind::Root { .. } | CallerKind::FederatedUser { .. });
    let partition = |arn: &str| arn.split(':').nth(1).map(str::to_owned);
    let usual = !root && partition(request.principal.text()) == partition(question.target.arn());
    if class && !usual {
        assert!(decided || !allowed, "{}", explain("a class of callers can do what one of them can"));
    } else {
        assert_eq!(decided, allowed, "{}", explain("sides between party and target"));
    }
    let extent = question.target.extent();
    let covering = extent.iter().filter(|spelling| spelling.covers(&request.resource)).map(Some);
    for spelling in covering.chain([None]) {
        let mut substitution = Substitution::new(&question.facts, spelling);
        let put_in: Vec<_> = between.terms.iter().map(|&term| substitution.term(arena, term)).collect();
        let constraints = substitution.constraints(arena);
        figures.substitutions += 1;
        figures.tied += usize::from(constraints != Arena::TRUE);
        figures.settled += usize::from(put_in[0] == Arena::TRUE || put_in[0] == Arena::FALSE);
        let borrowed = borrowed(ends);
        assert!(
            value_with_ends(arena, constraints, request, &borrowed),
            "{}",
            explain("an agreeing request satisfies the constraints")
        );
        for (&term, &put_in) in between.terms.iter().zip(&put_in) {
            let with = arena.and([put_in, constraints]);
            assert_eq!(
                value_with_ends(arena, with, request, &borrowed),
                value(arena, term, request),
                "{}\n{spelling:?}\n{:?}",
                explain("an agreeing request is in what is put in iff it is in the term"),
                arena.atoms(term)
            );
        }
    }
    allowed
}

/// Holds a request that need not agree with the world: where the constraints hold, what was put in says of it what the
/// term says of the request that agrees.
fn check_free(
    arena: &mut Arena,
    rng: &mut Rng,
    question: &Question<'_>,
    request: &Request,
    ends: &Ends,
    scope: Scope,
    figures: &mut Figures,
) {
    let between = compile(arena, question, &Sides::between(&question.party, &question.target), scope);
    let agreeing = question.agreeing(rng, request, ends);
    let extent = question.target.extent();
    let terms: Vec<_> = between.terms.iter().filter(|&&term| term != between.exists).collect();
    for spelling in &extent {
        let mut agreeing = agreeing.clone();
        agreeing.resource = spell(spelling, ends);
        let mut stray = request.clone();
        stray.principal = Caller::new(if rng.chance(50) { "*" } else { agreeing.principal.text() });
        if rng.chance(50) {
            stray.resource.clone_from(&agreeing.resource);
        }
        for &&term in &terms {
            let mut substitution = Substitution::new(&question.facts, Some(spelling));
            let put_in = substitution.term(arena, term);
            let constraints = substitution.constraints(arena);
            let borrowed = borrowed(ends);
            // Who asks is not known of a class of callers.
            if question.facts.principal.is_none() {
                stray.principal = agreeing.principal.clone();
            }
            if !value_with_ends(arena, constraints, &stray, &borrowed) {
                figures.held += 1;
                continue;
            }
            figures.let_go += 1;
            assert_eq!(
                value_with_ends(arena, put_in, &stray, &borrowed),
                value(arena, term, &agreeing),
                "what is put in, with its constraints, stands for the term ({scope:?})\n{spelling:?}\n{}\nstray: {}\n{:?}",
                question.show(&agreeing, ends),
                show(&stray),
                arena.atoms(term)
            );
        }
    }
}

#[test]
fn what_a_world_settles_changes_nothing_that_a_term_says() {
    let (seed, cases) = (run::seed(62), run::cases(300));
    let mut figures = Figures::default();
    for case in 0..cases {
        let mut rng = Rng::new(seed, case as u64);
        let atlas = atlas::atlas(&mut rng);
        let scope = scope(&mut rng);
        for _ in 0..REQUESTS {
            let Some(question) = Question::new(&mut rng, &atlas) else { continue };
            let mut arena = Arena::new();
            question.setting.policies().for_each(|policy| arena.declare(policy));
            let question = question.with_keys(&arena);
            let ends = ends(&mut rng, &atlas);
            let free = question.free(&mut rng, &ends);
            let request = question.agreeing(&mut rng, &free, &ends);
            assert!(question.facts.admit(&request), "not admitted: {}", question.show(&request, &ends));
            figures.requests += 1;
            let allowed = check(&mut arena, &question, &request, &ends, scope, &mut figures);
            figures.allowed += usize::from(allowed);
            let party = figures.parties.entry(party_name(&question.party)).or_default();
            party[usize::from(allowed)] += 1;
            let target = figures.targets.entry(target_name(&question.target)).or_default();
            target[usize::from(allowed)] += 1;
            // Another, of which a key or two are what they come to be.
            let mut other = request.clone();
            for _ in 0..rng.between(1, 2) {
                let (key, kind, arity) = rng.pick(&question.keys).clone();
                let values = question.values(&mut rng, &key, kind, arity);
                other.context.set(key, values);
            }
            if question.facts.admit(&other) && question.ends_agree(&other, &ends) {
                figures.admitted += 1;
                check(&mut arena, &question, &other, &ends, scope, &mut figures);
            } else {
                figures.refused += 1;
            }
            check_free(&mut arena, &mut rng, &question, &free, &ends, scope, &mut figures);
        }
    }
    run::report(&format!("seed {seed}, {cases} worlds\n{figures:?}"));
    assert!(figures.allowed * 100 >= figures.requests * 10);
    assert!(figures.admitted > 0 && figures.refused > 0 && figures.held > 0 && figures.let_go > 0);
    for (name, [refused, allowed]) in figures.parties.iter().chain(&figures.targets) {
        assert!(*refused > 0 && *allowed > 0, "{name}: {refused} refused, {allowed} allowed");
    }
}

/// The world's facts and the rules of well-formed requests are about the same requests: together they leave some.
#[cfg(feature = "z3")]
#[test]
fn what_a_world_settles_is_well_formed() {
    let (seed, cases) = (run::seed(63), run::cases(40));
    let mut unknown = 0;
    for case in 0..cases {
        let mut rng = Rng::new(seed, case as u64);
        let atlas = atlas::atlas(&mut rng);
        let Some(question) = Question::new(&mut rng, &atlas) else { continue };
        let mut arena = Arena::new();
        let sides = Sides::between(&question.party, &question.target);
        let compiled = compile(&mut arena, &question, &sides, Scope::default());
        let extent = question.target.extent();
        let mut substitution = Substitution::new(&question.facts, extent.first());
        let put_in = substitution.term(&mut arena, compiled.exists);
        let constraints = substitution.constraints(&mut arena);
        let left = arena.and([put_in, constraints]);
        match Z3.decide(&arena, left, &run::budget()) {
            Verdict::Empty => panic!(
                "no request is left of {} on {}\n{:?}\n{}",
                question.party.name(),
                question.target.arn(),
                question.facts.keys,
                atlas.shown
            ),
            Verdict::Member(_) => {}
            Verdict::Unknown(_) => unknown += 1,
        }
    }
    run::report(&format!("seed {seed}, {cases} worlds, {unknown} undecided"));
    assert!(unknown * 4 < cases, "{unknown} of {cases} undecided");
}
