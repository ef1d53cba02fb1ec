//! The requests that the service catalogue admits. Mirrors [`lack`](crate::model::catalog::lack).
//!
//! There are too many actions to name them all. What a question can tell apart is what its tests on the action say and
//! what resources and keys the action takes, so one action stands for all that are alike in both; and of those of which
//! the tests alone make the question's term empty, none is needed.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::super::arena::Arena;
use super::super::subject::Subject;
use super::super::term::{Atom, Node, TermId, Test};
use super::super::value::passes;
use super::universe::Rules;
use crate::model::catalog::{self, Action, ArnFormat};
use crate::model::{Context, Key, SEGMENTS, Template};

/// What a request for an action can be on, as a question sees it: the formats of the resource's ARN (none: it is
/// `*`, or of one of the services), and which of the question's keys are supplied.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Choice {
    formats: Vec<ArnFormat<'static>>,
    /// What stands for the service in ARNs of which any will do, besides `*`.
    services: Vec<&'static str>,
    supplied: Vec<bool>,
}

/// Requires that the catalogue admits the request, as far as `term` can tell.
pub(super) fn rules(rules: &mut Rules<'_>, term: TermId) {
    let keys: Vec<Key> = rules.keys.iter().cloned().collect();
    let tests = Tests::of(rules.arena, term);
    let plan = Plan::of(rules.arena, term, &tests);
    // For what the tests on the action say: whether a request can be in the term at all.
    let mut possible: FxHashMap<Vec<bool>, bool> = FxHashMap::default();
    let mut alike: IndexMap<Vec<Choice>, IndexMap<Vec<bool>, String, FxBuildHasher>, FxBuildHasher> =
        IndexMap::default();
    for service in catalog::services() {
        let names = catalog::names_in_arns(service);
        let tests_here = tests.of_service(service.prefix());
        for action in service.actions() {
            let name = action.to_string().to_ascii_lowercase();
            let said = tests.said(&tests_here, &name);
            if !*possible.entry(said.clone()).or_insert_with(|| plan.leave(&said)) {
                continue;
            }
            alike.entry(choices(action, &names, &keys)).or_default().entry(said).or_insert(name);
        }
    }
    let mut admitted = Vec::new();
    for (choices, actions) in &alike {
        let actions: Vec<TermId> = actions
            .values()
            .map(|name| rules.arena.test(&Subject::Action, Test::Text(Template::literal(name))))
            .collect();
        let action = rules.arena.or(actions);
        let choices: Vec<TermId> = choices.iter().map(|choice| on(rules.arena, choice, &keys)).collect();
        let choices = rules.arena.or(choices);
        admitted.push(rules.arena.and([action, choices]));
    }
    let admitted = rules.arena.or(admitted);
    rules.require(admitted);
    let names = names(rules.arena);
    rules.require(names);
}

/// The requests whose resource is `*` or has the name of a partition, an account and a Region; that accounts are digits and
/// Regions letters is left to the witness.
fn names(arena: &mut Arena) -> TermId {
    let of = |arena: &mut Arena, at: usize, names: &mut dyn Iterator<Item = Template>| {
        let one = |name: Template| {
            let mut fields: [Template; SEGMENTS] = std::array::from_fn(|_| Template::anything());
            fields.get_mut(at).into_iter().for_each(|field| *field = name.clone());
            fields
        };
        let tests: Vec<TermId> = names.map(|name| segments(arena, one(name))).collect();
        arena.or(tests)
    };
    let literals = |names: &'static [&'static str]| names.iter().map(|name| Template::literal(name));
    let number = Template::glob(&"?".repeat(12));
    let code = Template::glob("?*-?*-?*");
    let partition = of(arena, 1, &mut literals(&catalog::PARTITIONS));
    let region = of(arena, 3, &mut literals(&catalog::NO_REGION).chain([code]));
    let account = of(arena, 4, &mut literals(&catalog::NO_ACCOUNT).chain([number]));
    let arn = arena.and([partition, region, account]);
    let none = arena.test(&Subject::Resource, Test::Text(Template::literal("*")));
    arena.or([none, arn])
}

fn choices(action: Action, names: &[&'static str], keys: &[Key]) -> Vec<Choice> {
    let takes_any = catalog::takes_any(action);
    let choice = |target: Option<catalog::Target>| Choice {
        formats: target.into_iter().flat_map(|target| target.resource_type().named_by()).collect(),
        services: if takes_any && target.is_none() { names.to_vec() } else { Vec::new() },
        supplied: keys.iter().map(|key| catalog::supplies(action, target, key)).collect(),
    };
    let mut choices: Vec<Choice> = catalog::choices(action).map(choice).collect();
    choices.sort();
    choices.dedup();
    choices
}

fn on(arena: &mut Arena, choice: &Choice, keys: &[Key]) -> TermId {
    let formats: Vec<TermId> = choice.formats.iter().map(|format| fits(arena, *format)).collect();
    let none = arena.test(&Subject::Resource, Test::Text(Template::literal("*")));
    let whichever = |service: &&str| {
        let fields = ["arn", "?*", service, "*", "*", "?*"];
        fields.map(Template::glob)
    };
    let whichever: Vec<_> = choice.services.iter().map(whichever).collect();
    let mut resources = if formats.is_empty() { vec![none] } else { formats };
    resources.extend(whichever.into_iter().map(|fields| segments(arena, fields)));
    let mut terms = vec![arena.or(resources)];
    for (key, _) in keys.iter().zip(&choice.supplied).filter(|(_, supplied)| !**supplied) {
        let present = arena.present(key);
        terms.push(arena.not(present));
    }
    arena.and(terms)
}

/// The requests whose resource has the format. A bucket's name holds no slash, in an object's ARN too.
fn fits(arena: &mut Arena, format: ArnFormat<'_>) -> TermId {
    // A variable stands for some text that is not empty, for Region and account perhaps for none.
    let field = |(at, field): (usize, &str)| {
        let any = if format.least(at) == 0 { "*" } else { "?*" };
        Template::glob(&ArnFormat::new(field).filled(|_| any))
    };
    let mut fields = format.text().splitn(SEGMENTS, ':').enumerate().map(field);
    let fields = std::array::from_fn(|_| fields.next().unwrap_or_else(|| Template::literal("")));
    let mut terms = vec![segments(arena, fields)];
    let never: &[&str] = match format.text().split_once(":${BucketName}") {
        Some((_, "")) => &["*/*", "*:*"],
        Some(_) => &["/*"],
        None => &[],
    };
    for never in never {
        let mut wrong = std::array::from_fn(|_| Template::anything());
        if let Some(last) = wrong.last_mut() {
            *last = Template::glob(never);
        }
        let wrong = segments(arena, wrong);
        terms.push(arena.not(wrong));
    }
    arena.and(terms)
}

fn segments(arena: &mut Arena, segments: [Template; SEGMENTS]) -> TermId {
    arena.test(&Subject::Resource, Test::Segments(Box::new(segments)))
}

/// The tests of a question on the action, and what depends on them.
struct Tests {
    /// Each with its term.
    tests: Vec<(TermId, Test)>,
    places: FxHashMap<TermId, usize>,
    /// Of each, what stands before the colon if that is one text.
    services: Vec<Option<String>>,
}

impl Tests {
    fn of(arena: &Arena, term: TermId) -> Tests {
        let of_action = |(term, atom): (TermId, &Atom)| match atom {
            Atom::Test(Subject::Action, test) => Some((term, test.clone())),
            // What is asked of the elements of a key asks nothing of the action.
            Atom::Test(..) | Atom::Present(_) | Atom::Some(..) => None,
        };
        let tests: Vec<_> = arena.outer_atoms(&[term]).into_iter().filter_map(of_action).collect();
        let places = tests.iter().enumerate().map(|(at, (term, _))| (*term, at)).collect();
        let service = |test: &Test| match test {
            Test::Text(template) => {
                template.split_colons(2).first().and_then(|part| part.as_literal().map(str::to_owned))
            }
            Test::TextIgnoreCase(_)
            | Test::Segments(_)
            | Test::Number(..)
            | Test::IsNumber
            | Test::Instant(..)
            | Test::IsInstant
            | Test::Within(_)
            | Test::IsAddress => None,
        };
        let services = tests.iter().map(|(_, test)| service(test)).collect();
        Tests { tests, places, services }
    }

    /// The numbers of those that can be true of an action of the service.
    fn of_service(&self, prefix: &str) -> Vec<usize> {
        let here = |service: &Option<String>| service.as_ref().is_none_or(|service| service == prefix);
        self.services.iter().enumerate().filter(|(_, service)| here(service)).map(|(at, _)| at).collect()
    }

    /// What each says of the action; `here` are those that can be true of it.
    fn said(&self, here: &[usize], name: &str) -> Vec<bool> {
        let mut said = vec![false; self.tests.len()];
        let context = Context::default();
        for &at in here {
            if let (Some(said), Some((_, test))) = (said.get_mut(at), self.tests.get(at)) {
                *said = passes(test, name, &context);
            }
        }
        said
    }
}

/// The question's term, laid out so that what the tests on the action leave of it is found in one pass over its nodes: for
/// large policies that is asked thousands of times.
struct Plan {
    steps: Vec<Step>,
}

/// A node whose parts stand before it.
enum Step {
    Settled(bool),
    Open,
    Test(usize),
    Not(usize),
    And(Vec<usize>),
    Or(Vec<usize>),
}

impl Plan {
    fn of(arena: &Arena, term: TermId, tests: &Tests) -> Plan {
        let mut plan = Plan { steps: Vec::new() };
        plan.place(arena, term, tests, &mut FxHashMap::default());
        plan
    }

    /// Where the term stands. Recursion goes as deep as the term: a policy's terms are a handful of levels, whatever its size.
    fn place(
        &mut self,
        arena: &Arena,
        term: TermId,
        tests: &Tests,
        placed: &mut FxHashMap<TermId, usize>,
    ) -> usize {
        if let Some(&place) = placed.get(&term) {
            return place;
        }
        let mut parts = |terms: &[TermId]| -> Vec<usize> {
            terms.iter().map(|&part| self.place(arena, part, tests, placed)).collect()
        };
        let step = match arena.node(term) {
            Node::True => Step::Settled(true),
            Node::False => Step::Settled(false),
            Node::Not(inner) => Step::Not(self.place(arena, *inner, tests, placed)),
            Node::And(terms) => Step::And(parts(terms)),
            Node::Or(terms) => Step::Or(parts(terms)),
            Node::Atom(_) => tests.places.get(&term).map_or(Step::Open, |&at| Step::Test(at)),
        };
        self.steps.push(step);
        placed.insert(term, self.steps.len() - 1);
        self.steps.len() - 1
    }

    /// Whether what the tests say leaves the term open, or makes it true.
    fn leave(&self, said: &[bool]) -> bool {
        let mut values: Vec<Option<bool>> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let at = |place: &usize| values.get(*place).copied().flatten();
            let all = |parts: &[usize], stop: bool| {
                let mut open = false;
                for part in parts {
                    match at(part) {
                        Some(value) if value == stop => return Some(stop),
                        Some(_) => {}
                        None => open = true,
                    }
                }
                if open { None } else { Some(!stop) }
            };
            let value = match step {
                Step::Settled(value) => Some(*value),
                Step::Open => None,
                Step::Test(test) => said.get(*test).copied(),
                Step::Not(inner) => at(inner).map(|value| !value),
                Step::And(parts) => all(parts, false),
                Step::Or(parts) => all(parts, true),
            };
            values.push(value);
        }
        values.last().copied().flatten() != Some(false)
    }
}
