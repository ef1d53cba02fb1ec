//! Requests that were allowed once, tried on others.
//!
//! Most pairs that are reached are reached alike: what one role may do to a bucket of its account, the same role of the
//! next account may do to one there. A request that an engine found is respelt for another party and another
//! resource, and replayed: the world's facts filled in, the evaluator asked, and the rules of the universe for every
//! key that any policy of the world mentions, which are all the rules that a question over this world can have. Nothing is
//! ever concluded from a request that is refused.

use std::collections::{BTreeMap, BTreeSet};

use super::case::Case;
use super::inquiry::Inquiry;
use super::memory::Plain;
use super::request::fill_present;
use crate::eval::Scope;
use crate::formula::{Arena, Subject, TermId, Test, value, wellformed};
use crate::model::world::{Known, World};
use crate::model::{
    ArnOperand, Assumption, BoolOperand, Condition, Key, Operands, PolicyType, Principal, PrincipalElement,
    Request, Resource, ResourcePattern, Statement, Template, Variable, segments_of,
};
use crate::question::Prover;

/// How many requests are kept for a service.
const MOST: usize = 24;

/// What requests have that no policy of their question asked for, in so far as others do.
pub(super) const ALWAYS: [(&str, &str); 6] = [
    ("aws:CurrentTime", "2026-01-01T00:00:00Z"),
    ("aws:EpochTime", "1767225600"),
    ("aws:RequestedRegion", "us-east-1"),
    ("aws:SecureTransport", "true"),
    ("aws:UserAgent", "example"),
    ("aws:ViaAWSService", "false"),
];

/// A request, ready to be respelt.
#[derive(Clone, Debug)]
struct Sample {
    plain: Plain,
    /// What stands in the resource's ARN after the target's.
    tail: String,
}

/// Requests by the service of their resource.
#[derive(Clone, Debug)]
pub(super) struct Samples {
    arena: Arena,
    /// The rules for all keys that the world's policies mention.
    universe: TermId,
    by_service: BTreeMap<String, Vec<Sample>>,
}

impl Samples {
    /// None yet.
    pub(super) fn new(prover: &Prover, world: &World) -> Samples {
        let mut arena = Arena::new();
        let mut keys = BTreeSet::from(["aws:PrincipalArn", "aws:SourceVpce"].map(Key::new));
        for policy in world.policies() {
            arena.declare(policy);
            policy.statements.iter().for_each(|statement| mentioned(statement, &mut keys));
        }
        let mut looked_at: Vec<TermId> = keys.iter().map(|key| arena.present(key)).collect();
        for subject in [Subject::Principal, Subject::Action, Subject::Resource] {
            looked_at.push(arena.test(&subject, Test::Text(Template::glob("?*"))));
        }
        let looked_at = arena.and(looked_at);
        let scope = Scope { assumptions: prover.assumptions };
        let mut consulted = BTreeSet::new();
        let universe =
            wellformed(&mut arena, looked_at, prover.universe, PolicyType::Resource, scope, &mut consulted);
        Samples { arena, universe, by_service: BTreeMap::new() }
    }

    /// Whether one of them is a request of the case that is allowed, whatever an operator without a set operator asks of
    /// a key with several values.
    pub(super) fn reach(&self, inquiry: &Inquiry<'_>, case: &Case<'_, '_>) -> bool {
        let Some(samples) = self.by_service.get(service(case)) else { return false };
        let assumptions = inquiry.scope.assumptions.flip(Assumption::PlainOperatorOnMultivaluedKey);
        samples.iter().any(|sample| {
            let request = sample.by(case);
            inquiry.allows(&case.setting, &request)
                && inquiry.is_asked(case, &request)
                && crate::eval::decision(&request, &case.setting, Scope { assumptions })
                    == crate::eval::Decision::Allow
                && value(&self.arena, self.universe, &request)
        })
    }

    /// Keeps the request, which is one of the case and allowed, unless there are enough or it is of no use: where keys
    /// that no reference lists would have to be of some type, nobody can tell for other cases.
    pub(super) fn learn(&mut self, case: &Case<'_, '_>, request: &Request) {
        let Some(tail) = request.resource.strip_prefix(case.target.arn()) else { return };
        let mut request = request.clone();
        for (name, plain) in ALWAYS {
            let key = Key::new(name);
            if request.context.values(&key).is_empty() {
                request.context.set(key, vec![plain.to_owned()]);
            }
        }
        fill_present(case, &mut request);
        let plain = Plain::of(case, &request);
        let samples = self.by_service.entry(service(case).to_owned()).or_default();
        if plain.is_listed() && samples.len() < MOST {
            samples.push(Sample { plain, tail: tail.to_owned() });
        }
    }

    /// Takes over what others have learnt.
    pub(super) fn extend(&mut self, other: Samples) {
        for (service, samples) in other.by_service {
            let own = self.by_service.entry(service).or_default();
            own.extend(samples);
            own.truncate(MOST);
        }
    }
}

impl Sample {
    /// The request as the party of the case would send it, on the case's target.
    fn by(&self, case: &Case<'_, '_>) -> Request {
        let mut request = self.plain.by(case);
        request.resource = format!("{}{}", case.target.arn(), self.tail);
        request.resource_account = Some(case.target.account().to_owned());
        let is_absent = |key: &Key| case.facts.known(key) == Some(&Known::Absent);
        let absent: Vec<Key> =
            request.context.iter().map(|(key, _)| key).filter(|key| is_absent(key)).cloned().collect();
        absent.into_iter().for_each(|key| request.context.set(key, Vec::new()));
        request
    }
}

/// The service in the target's ARN.
fn service<'c>(case: &'c Case<'_, '_>) -> &'c str {
    segments_of(case.target.arn()).map_or("", |[_, _, service, ..]| service)
}

/// Adds the keys that the statement looks at.
pub(super) fn mentioned(statement: &Statement, keys: &mut BTreeSet<Key>) {
    let Statement { principal, resource, conditions, .. } = statement;
    let principals = match principal {
        PrincipalElement::Principal(principals) | PrincipalElement::NotPrincipal(principals) => {
            principals.as_slice()
        }
        PrincipalElement::Attached => &[],
    };
    if principals.iter().any(|principal| matches!(principal, Principal::UniqueId(_))) {
        keys.insert(Key::new("aws:userid"));
    }
    let mut templates: Vec<&Template> = Vec::new();
    let mut variables: Vec<&Variable> = Vec::new();
    match resource {
        Resource::Resource(patterns) | Resource::NotResource(patterns) => {
            templates.extend(patterns.iter().map(ResourcePattern::whole));
        }
        Resource::Attached => {}
    }
    for Condition { key, operands, .. } in conditions {
        keys.insert(key.clone());
        match operands {
            Operands::StringEquals(texts)
            | Operands::StringEqualsIgnoreCase(texts)
            | Operands::StringLike(texts) => templates.extend(texts),
            Operands::ArnLike(arns) => arns.iter().for_each(|arn| match arn {
                ArnOperand::Segments(arn) => templates.extend(arn.segments()),
                ArnOperand::Variable(variable) => variables.push(variable),
            }),
            Operands::Bool(values) => values.iter().for_each(|value| match value {
                BoolOperand::Literal(_) => {}
                BoolOperand::Variable(variable) => variables.push(variable),
            }),
            Operands::Numeric(..)
            | Operands::Date(..)
            | Operands::BinaryEquals(_)
            | Operands::IpAddress(_)
            | Operands::Null(_) => {}
        }
    }
    variables.extend(templates.into_iter().flat_map(Template::variables));
    keys.extend(variables.into_iter().map(|variable| variable.key.clone()));
}
