//! Whether a request is one of the universe, whatever two policies of a collection are asked about.
//!
//! A question's universe keeps the rules between the keys that the question looks at
//! ([`wellformed`](crate::formula::wellformed)). Here all rules between the keys of all policies are kept at once, and
//! those about the caller and the resource whether or not they are looked at, so a request that passes is in the
//! universe of every pair. Two things depend on more than which keys are looked at: the type of a key that the service
//! authorization reference does not list, and how many values such a key has. Requests are not taken where that could
//! make a difference.

use std::collections::{BTreeSet, HashSet};

use crate::eval::Scope;
use crate::formula::{Arena, Compiler, Subject, TermId, Test, Universe, value, wellformed};
use crate::model::catalog::lack;
use crate::model::{Arity, Key, Operands, Policy, PolicyType, Request, Resource, ResourcePattern, Template};

/// The rules that samples have to keep.
pub(super) struct Consistency {
    arena: Arena,
    rules: TermId,
    /// Unlisted keys to which some policy's operators give a type.
    typed: BTreeSet<Key>,
    /// Only requests that the service catalogue admits are taken.
    of_today: bool,
}

impl Consistency {
    /// The rules between everything that these policies look at.
    pub(super) fn new(policies: &[Policy], universe: Universe, scope: Scope) -> Consistency {
        let mut arena = Arena::new();
        let mut terms = Vec::new();
        let mut typed = BTreeSet::new();
        let mut seen = HashSet::new();
        let all: Vec<&Policy> = policies.iter().collect();
        let mut compiler = Compiler::new(&mut arena, scope, &all);
        for statement in policies.iter().flat_map(|policy| &policy.statements) {
            terms.push(compiler.principal(&statement.principal));
            if let Resource::Resource(patterns) | Resource::NotResource(patterns) = &statement.resource {
                let varies = |pattern: &&ResourcePattern| pattern.whole().variables().next().is_some();
                for pattern in patterns.iter().filter(varies) {
                    terms.push(compiler.resource_patterns(std::slice::from_ref(pattern)));
                }
            }
            for condition in &statement.conditions {
                if seen.insert((condition.operator, &condition.key, &condition.operands)) {
                    terms.push(compiler.condition(condition));
                }
                let gives_type = match condition.operands {
                    Operands::Numeric(..) | Operands::Date(..) | Operands::IpAddress(_) => true,
                    Operands::StringEquals(_)
                    | Operands::StringEqualsIgnoreCase(_)
                    | Operands::StringLike(_)
                    | Operands::Bool(_)
                    | Operands::BinaryEquals(_)
                    | Operands::ArnLike(_)
                    | Operands::Null(_) => false,
                };
                if gives_type && condition.key.key_type().is_none() {
                    typed.insert(condition.key.clone());
                }
            }
        }
        for subject in [Subject::Principal, Subject::Action, Subject::Resource] {
            terms.push(arena.test(&subject, Test::Text(Template::glob("?*example"))));
        }
        let rules = match universe {
            Universe::Free => Arena::TRUE,
            // What the catalogue admits is asked of each sample itself.
            Universe::Any | Universe::Known => {
                let policy_type = policies.first().map_or(PolicyType::Identity, |policy| policy.policy_type);
                // Only what the terms look at matters, not what they say. A mark on each, so that a term and its
                // complement do not come to nothing.
                let mark = |(at, term): (usize, TermId)| {
                    let mark = Test::Text(Template::literal(&format!("example:{at}")));
                    let mark = arena.test(&Subject::Action, mark);
                    arena.and([mark, term])
                };
                let marked: Vec<TermId> = terms.into_iter().enumerate().map(mark).collect();
                let looked_at = arena.or(marked);
                let mut consulted = BTreeSet::new();
                wellformed(&mut arena, looked_at, Universe::Any, policy_type, scope, &mut consulted)
            }
        };
        Consistency { arena, rules, typed, of_today: universe == Universe::Known }
    }

    /// True only if the request is in the universe of every question about two of the policies.
    pub(super) fn admits(&self, request: &Request) -> bool {
        let settled = |(key, values): (&Key, &[String])| {
            !self.typed.contains(key) && (values.len() == 1 || key.arity() == Arity::Multi)
        };
        let of_today = || !self.of_today || lack(request).is_none();
        request.context.iter().all(settled) && of_today() && value(&self.arena, self.rules, request)
    }
}
