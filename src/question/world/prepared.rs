//! Many questions about one case that differ only in which statements speak: what they share is put together once.
//!
//! [`Inquiry::answer`] compiles, puts in and closes each question by itself. Here the decision, what the world settles, and
//! the rules for every attribute that decision or statements look at are put together once; a question adds its own
//! statements' terms. Its conclusion is the same, but nothing is replayed: it is for searches whose results are asked
//! about again.

use std::time::Duration;

use super::case::{Beyond, Case};
use super::inquiry::Inquiry;
use super::request::{PLAIN_TIME, follow_caller, request};
use super::samples::ALWAYS;
use crate::decide::{Assignment, Budget, Verdict as Found};
use crate::formula::{Arena, Substitution, TermId};
use crate::model::catalog;
use crate::model::world::World;
use crate::model::{
    Action, ArnOperand, Caller, Condition, Key, Operands, Principal, PrincipalElement, Request, Statement,
    Template, Test, fill_in, is_account_number,
};
use crate::question::Conclusion;

/// A case with everything but the statements put together, for each spelling of its resource.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    /// The closed terms; `None` if what the world says contradicts itself.
    terms: Vec<Option<TermId>>,
    /// The requests that there are, nothing put in.
    pub(super) universe: TermId,
    /// What decision, statements and rules look at.
    keys: Vec<Key>,
}

impl Prepared {
    /// For questions whose statements look at nothing that neither these nor the case's policies look at.
    pub(super) fn new<'w>(
        inquiry: &mut Inquiry<'w>,
        case: &Case<'_, 'w>,
        statements: &[Statement],
    ) -> Prepared {
        let decision = inquiry.decision(case);
        let asked = inquiry.asked(case);
        let spoken: Vec<TermId> = statements
            .iter()
            .map(|statement| inquiry.compile(|compiler| compiler.statement(statement)))
            .collect();
        let arena = &mut inquiry.arena;
        let term = arena.and([decision, asked]);
        // A term that looks at all of it: whether an even number of them holds. No two of them can settle each other.
        let mut looked_at = term;
        for spoken in spoken {
            let both = arena.and([looked_at, spoken]);
            let either = arena.or([looked_at, spoken]);
            let neither = arena.not(either);
            looked_at = arena.or([both, neither]);
        }
        let (callers, rules) = inquiry.callers_and_rules(case, looked_at);
        let terms = case.spellings.iter().map(|spelling| {
            let mut put_in = Substitution::new(&case.facts, spelling.as_ref());
            let universe = inquiry.arena.and([callers, rules]);
            let exists = put_in.term(&mut inquiry.arena, universe);
            if exists == Arena::FALSE {
                return None;
            }
            let term = put_in.term(&mut inquiry.arena, term);
            let constraints = put_in.constraints(&mut inquiry.arena);
            let term = inquiry.arena.and([term, exists, constraints]);
            Some(inquiry.arena.simplify(term))
        });
        let terms = terms.collect();
        let keys = inquiry.arena.keys(looked_at).into_iter().collect();
        Prepared { terms, universe: inquiry.arena.and([callers, rules]), keys }
    }

    /// A request made of what the statement says, if it is one of those.
    pub(super) fn guess<'w>(&self, inquiry: &Inquiry<'w>, case: &Case<'_, 'w>) -> Option<Request> {
        let Beyond::Between(inside, _) = &case.beyond else { return None };
        let mut requests = case.spellings.iter().rev().flat_map(|spelling| {
            let plain = request(case, inquiry.world, spelling.as_ref(), &Assignment::default());
            self.made_of(case, inside, plain, inquiry.world)
        });
        requests.find(|request| inquiry.is_witness(case, self.universe, request))
    }

    /// The request with what the statement says put into it, for some of its actions.
    fn made_of(
        &self,
        case: &Case<'_, '_>,
        inside: &Statement,
        mut plain: Request,
        world: &World,
    ) -> Vec<Request> {
        spoken_of(case, inside, &mut plain);
        case.facts.fill(&mut plain);
        world.tie(&mut plain);
        // What every request has, and every request of such a caller, it has too where somebody looks.
        let follows = case.facts.principal.is_none() && plain.principal.account().is_some();
        let of_caller = CALLER_KEYS.iter().filter(|_| follows).map(|name| (*name, "?"));
        let of_case = case.facts.present.iter().map(|key| (key.name(), PLAIN_TIME));
        for (name, value) in ALWAYS.into_iter().chain(of_caller).chain(of_case) {
            if let Some(key) = self.keys.iter().find(|key| key.name().eq_ignore_ascii_case(name))
                && plain.context.values(key).is_empty()
                && case.facts.known(key).is_none()
            {
                plain.context.set(key.clone(), vec![value.to_owned()]);
            }
        }
        if follows {
            follow_caller(&mut plain);
        }
        let Action::Action(patterns) = &inside.action else { return Vec::new() };
        let named = patterns.iter().take(ACTIONS).flat_map(|pattern| match pattern.as_literal() {
            Some(action) => vec![action.to_owned()],
            None => {
                let wanted = filled_service(pattern, case);
                let known = catalog::actions(&wanted);
                let filled = fill_in(pattern, "example", 'x', "");
                known.take(ACTIONS).map(|action| action.to_string()).chain([filled]).collect()
            }
        });
        named.map(|action| Request { action, ..plain.clone() }).collect()
    }

    /// Whether some request of the case is allowed that `inside` speaks of and none of `others` does.
    pub(super) fn exists<'w>(
        &self,
        inquiry: &mut Inquiry<'w>,
        case: &Case<'_, 'w>,
        inside: &Statement,
        others: &[Statement],
    ) -> Conclusion {
        let between = inquiry.between(inside, others);
        let own = inquiry.prover.budget;
        let budget = Budget { time: own.time.min(TIME), steps: own.steps.min(STEPS), ..own };
        let mut conclusion = Conclusion::Fails;
        for (spelling, term) in case.spellings.iter().zip(&self.terms) {
            let &Some(term) = term else { return Conclusion::Unknown };
            if term == Arena::FALSE {
                continue;
            }
            let mut put_in = Substitution::new(&case.facts, spelling.as_ref());
            let between = put_in.term(&mut inquiry.arena, between);
            let constraints = put_in.constraints(&mut inquiry.arena);
            let term = inquiry.arena.and([term, between, constraints]);
            let term = inquiry.arena.simplify(term);
            if term == Arena::FALSE {
                continue;
            }
            match inquiry.verdict(term, &budget).0 {
                Found::Member(_) => return Conclusion::Holds,
                Found::Empty => {}
                Found::Unknown(_) => conclusion = Conclusion::Unknown,
            }
        }
        conclusion
    }
}

/// How long an engine may take for one of many questions: a search goes on without an answer.
const TIME: Duration = Duration::from_secs(2);

/// And how many steps.
const STEPS: u64 = 100_000_000;

/// The keys that tell of a caller who has credentials.
const CALLER_KEYS: [&str; 4] =
    ["aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalType", "aws:userid"];

/// How many actions of a pattern are tried.
const ACTIONS: usize = 4;

/// The request's caller and keys as the statement would have them.
fn spoken_of(case: &Case<'_, '_>, inside: &Statement, request: &mut Request) {
    let mut named = match &inside.principal {
        PrincipalElement::Principal(named) => match named.as_slice() {
            [named] => caller(named, case),
            _ => None,
        },
        PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached => None,
    };
    for condition in &inside.conditions {
        let Some(value) = value(condition) else { continue };
        if condition.key.is("aws:principalarn") && value.starts_with("arn:") {
            named.get_or_insert_with(|| value.clone());
        }
        if condition.key.is("aws:principalaccount") && is_account_number(&value) {
            let account = Principal::Account(Template::literal(&value));
            named = named.or_else(|| caller(&account, case));
        }
        request.context.set(condition.key.clone(), vec![value]);
    }
    if case.facts.principal.is_none()
        && let Some(named) = named
    {
        request.principal = Caller::new(&named);
    }
}

/// The pattern of actions, of a service where it leaves that open.
fn filled_service(pattern: &Template, case: &Case<'_, '_>) -> String {
    let service = case.actions.first().map(ToString::to_string).unwrap_or_default();
    if pattern.is_anything() { service } else { pattern.to_string() }
}

/// Somebody whom the principal covers.
fn caller(principal: &Principal, case: &Case<'_, '_>) -> Option<String> {
    let partition =
        crate::model::segments_of(case.target.arn()).map_or("aws", |[_, partition, ..]| partition);
    let joined = |arn: &[Template; 6]| {
        let parts: Vec<String> = arn.iter().map(|part| fill_in(part, "example", 'x', "")).collect();
        parts.join(":")
    };
    match principal {
        Principal::Account(account) => {
            Some(format!("arn:{partition}:iam::{}:role/example", account.as_literal()?))
        }
        Principal::Role { sessions, .. } => Some(joined(sessions)),
        Principal::Arn(arn) => Some(joined(arn)),
        Principal::Everyone
        | Principal::AnyAws
        | Principal::UniqueId(_)
        | Principal::Service(_)
        | Principal::Federated(_)
        | Principal::CanonicalUser(_) => None,
    }
}

/// A value with which the condition holds; `None` where it is not plain which, or where none will do.
fn value(condition: &Condition) -> Option<String> {
    if let Test::Value { negated: true, .. } = condition.operator.test {
        return None;
    }
    let filled = |template: &Template| fill_in(template, "example", 'x', "");
    match &condition.operands {
        Operands::StringEquals(texts)
        | Operands::StringEqualsIgnoreCase(texts)
        | Operands::StringLike(texts) => texts.first().map(filled),
        Operands::IpAddress(networks) => networks.first().map(|network| network.address().to_string()),
        Operands::ArnLike(arns) => match arns.first()? {
            ArnOperand::Segments(pattern) => Some(filled(pattern.whole())),
            ArnOperand::Variable(_) => None,
        },
        Operands::Numeric(..)
        | Operands::Date(..)
        | Operands::Bool(_)
        | Operands::BinaryEquals(_)
        | Operands::Null(_) => None,
    }
}
