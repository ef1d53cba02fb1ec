//! Do two principals, or two tenants of one, share no object?
//!
//! Two requests on one resource: one of each party, or both of one party with different values of a key. Isolated iff
//! no resource is such that both are allowed. The second request's attributes are renamed, so that the
//! two terms share the resource and nothing else.

use std::time::{Duration, Instant};

use super::ask::{Ask, AskError};
use super::claim::{Case, of_one_session, request};
use super::inquiry::Inquiry;
use crate::decide::{Assignment, Reason, Verdict as Found};
use crate::formula::{Arena, Cuts, Second, Subject, TermId, Test, Universe};
use crate::model::world::{Facts, Known, Party, Spelling, Target, World, hidden};
use crate::model::{Key, Piece, Request, Template, Variable};
use crate::parse::quoted;
use crate::question::{Conclusion, Prover};

/// What came of it.
#[derive(Clone, Debug)]
pub struct Isolated {
    /// `Holds` iff no object is shared.
    pub conclusion: Conclusion,
    /// Two requests on one object, both allowed.
    pub requests: Option<Box<[Request; 2]>>,
    /// Why it is unknown.
    pub unknown: Vec<String>,
    /// How many pairs of parties and resources were looked at.
    pub pairs: usize,
    /// How long it took.
    pub elapsed: Duration,
}

/// Whether each two of the parties (with `by`: each one of them and any other or itself, with different values of that
/// key) share no object of `ask.resource`; of any resource of the world, if that is `*`.
pub fn isolated<'w>(
    prover: &'w Prover,
    world: &'w World,
    parties: &[Party<'w>],
    ask: &Ask,
    by: Option<&Key>,
) -> Result<Isolated, AskError> {
    let start = Instant::now();
    let targets: Vec<Target<'w>> = if ask.resource == "*" {
        let resources = world.resources().flat_map(|resource| {
            let points = resource.access_points.iter().map(move |point| Target::AccessPoint(resource, point));
            std::iter::once(Target::Resource(resource)).chain(points)
        });
        resources.collect()
    } else {
        vec![ask.target(world)?]
    };
    let mut inquiry = Inquiry::new(prover, world);
    let mut isolated = Isolated {
        conclusion: Conclusion::Holds,
        requests: None,
        unknown: Vec::new(),
        pairs: 0,
        elapsed: Duration::ZERO,
    };
    let mut differ = by.is_none();
    for (at, one) in parties.iter().enumerate() {
        let from = if by.is_some() { at } else { at + 1 };
        for other in parties.iter().skip(from) {
            for target in &targets {
                let ask = Ask {
                    resource: if ask.resource == "*" {
                        target.arn().to_owned()
                    } else {
                        ask.resource.clone()
                    },
                    ..ask.clone()
                };
                let cases = [inquiry.case(one, target, &ask)?, inquiry.case(other, target, &ask)?];
                differ |= by.is_some_and(|by| can_differ(&cases[0].facts, &cases[1].facts, by));
                isolated.pairs += 1;
                share(&mut inquiry, &cases, by, &mut isolated);
                if isolated.requests.is_some() {
                    isolated.conclusion = Conclusion::Fails;
                    isolated.elapsed = start.elapsed();
                    return Ok(isolated);
                }
            }
        }
    }
    if !differ && isolated.pairs > 0 {
        let key = by.map(|key| quoted(key.name())).unwrap_or_default();
        return Err(AskError(format!(
            "the world gives {key} one value in all of these requests, so they are no tenants by it"
        )));
    }
    if isolated.pairs == 0 {
        return Err(AskError(
            "there are no two parties to hold against each other, or no resource".to_owned(),
        ));
    }
    if !isolated.unknown.is_empty() {
        isolated.conclusion = Conclusion::Unknown;
    }
    isolated.elapsed = start.elapsed();
    Ok(isolated)
}

/// Whether two requests of these parties can have different values of the key.
fn can_differ(one: &Facts, other: &Facts, by: &Key) -> bool {
    match (one.known(by), other.known(by)) {
        (Some(Known::Values(one)), Some(Known::Values(other))) => one != other,
        (Some(Known::Absent), _) | (_, Some(Known::Absent)) => false,
        _ => true,
    }
}

/// Looks for an object of the target that both cases reach.
fn share<'w>(inquiry: &mut Inquiry<'w>, cases: &[Case<'_, 'w>; 2], by: Option<&Key>, found: &mut Isolated) {
    let [first, second] = cases;
    for spelling in &first.spellings {
        let spelling = spelling.as_ref();
        let (Some(one), Some(other)) =
            (reached(inquiry, first, spelling, by), reached(inquiry, second, spelling, by))
        else {
            found.unknown.push("what the world says of the caller contradicts itself".to_owned());
            continue;
        };
        // Only consistent requests are known to have no slash in them.
        let consistent = inquiry.prover.universe == Universe::Any;
        let plain_values = |key: &Key| consistent && holds_no_slash(key);
        let mut renaming = Second::default();
        let arena = &mut inquiry.arena;
        let other = renaming.term(arena, other);
        let apart = by.map_or(Arena::TRUE, |by| apart(arena, by));
        let sent = [arena.present(&Second::caller()), arena.present(&Second::action())];
        let term = arena.and([one, other, apart].into_iter().chain(sent));
        let (term, cuts) = arena.split(term, &Key::reserved(hidden::INSIDE), &plain_values);
        let term = arena.simplify(term);
        if term == Arena::FALSE {
            continue;
        }
        let (verdict, _) = inquiry.prover.portfolio.decide(&inquiry.arena, term, &inquiry.prover.budget);
        match verdict {
            Found::Empty => {}
            Found::Unknown(Reason(reason)) => found.unknown.push(reason),
            Found::Member(assignment) => {
                let (one, other) = parted(&with_path(&assignment, cuts));
                let found_first = of_one_session(request(first, inquiry.world(), spelling, &one));
                let found_second = of_one_session(request(second, inquiry.world(), spelling, &other));
                let mut pairs = found_first
                    .iter()
                    .flat_map(|one| found_second.iter().map(move |other| [one.clone(), other.clone()]));
                if let Some(requests) = pairs.find(|requests| is_shared(inquiry, cases, requests, by)) {
                    found.requests = Some(Box::new(plain(inquiry, cases, requests, by)));
                    return;
                }
                tracing::debug!(?found_first, ?found_second, "two requests do not replay");
                found.unknown.push("the two requests that were found do not replay".to_owned());
            }
        }
    }
}

/// The requests of the case that are allowed, everything known put in; with `by` tied to what is known of it.
fn reached<'w>(
    inquiry: &mut Inquiry<'w>,
    case: &Case<'_, 'w>,
    spelling: Option<&Spelling>,
    by: Option<&Key>,
) -> Option<TermId> {
    let decision = inquiry.decision(case);
    let claim = inquiry.claim(case, decision, spelling)?;
    let Some(by) = by else { return Some(claim.term) };
    let arena = &mut inquiry.arena;
    // The key is put in wherever the world gives its value; to be held against the other request's it is tied to it.
    let value = match case.facts.known(by) {
        Some(Known::Values(values)) => values.first().map(|value| Template::literal(value)),
        Some(Known::Spelt(Spelling::Exact(value))) => Some(Template::literal(value)),
        Some(Known::Spelt(Spelling::Prefixed { prefix, tail })) => {
            let tail = Piece::Variable(Variable { key: Key::reserved(tail), default: None });
            Some(Template::new([Piece::Text(prefix.clone()), tail]))
        }
        Some(Known::Absent) => return Some(Arena::FALSE),
        Some(Known::Perhaps(_)) | None => None,
    };
    let present = arena.present(by);
    let tied = value.map_or(Arena::TRUE, |value| arena.test(&Subject::Key(by.clone()), Test::Text(value)));
    Some(arena.and([claim.term, present, tied]))
}

/// That the two requests have different values of the key.
fn apart(arena: &mut Arena, by: &Key) -> TermId {
    let other = Piece::Variable(Variable { key: Second::key(by), default: None });
    let same = arena.test(&Subject::Key(by.clone()), Test::Text(Template::new([other])));
    arena.not(same)
}

/// Whether no value of the key, of either request, holds a slash: names of sessions, ids, names of users.
fn holds_no_slash(key: &Key) -> bool {
    let key = key.of_first().unwrap_or_else(|| key.clone());
    ["aws:userid", "aws:username", "aws:principalaccount"].iter().any(|name| key.is(name))
        || key == Key::reserved(hidden::SESSION)
}

/// The assignment with the path put together again.
fn with_path(assignment: &Assignment, cuts: Cuts) -> Assignment {
    let mut whole = assignment.clone();
    let value = |key: &Key| assignment.context.get(key).and_then(|values| values.first()).cloned();
    if let Some(path) = cuts.path(&value) {
        whole.context.insert(Key::reserved(hidden::INSIDE), vec![path]);
    }
    whole
}

/// The assignment of each of the two requests.
fn parted(assignment: &Assignment) -> (Assignment, Assignment) {
    let mut one = assignment.clone();
    let mut other = Assignment {
        principal: None,
        action: None,
        resource: assignment.resource.clone(),
        context: Default::default(),
    };
    one.context.clear();
    for (key, values) in &assignment.context {
        match key.of_first() {
            None => {
                one.context.insert(key.clone(), values.clone());
                // What stands inside the resource is both requests'.
                if key.is_reserved() {
                    other.context.entry(key.clone()).or_insert_with(|| values.clone());
                }
            }
            Some(_) if *key == Second::caller() => other.principal = values.first().cloned(),
            Some(_) if *key == Second::action() => other.action = values.first().cloned(),
            Some(own) => drop(other.context.insert(own, values.clone())),
        }
    }
    (one, other)
}

/// Whether both requests are what they should be, by the evaluator.
fn is_shared<'w>(
    inquiry: &mut Inquiry<'w>,
    cases: &[Case<'_, 'w>; 2],
    requests: &[Request; 2],
    by: Option<&Key>,
) -> bool {
    let [first, second] = requests;
    let values = |request: &Request| by.map(|by| request.context.values(by).to_vec());
    first.resource == second.resource
        && (by.is_none() || values(first) != values(second))
        && cases.iter().zip(requests).all(|(case, request)| {
            let universe = inquiry.whole_universe(case);
            inquiry.is_witness(case, universe, request)
        })
}

/// The two requests, each made plain while the other stands and the object is theirs.
fn plain<'w>(
    inquiry: &mut Inquiry<'w>,
    cases: &[Case<'_, 'w>; 2],
    requests: [Request; 2],
    by: Option<&Key>,
) -> [Request; 2] {
    let [first, second] = requests;
    let value = |request: &Request| by.map(|by| request.context.values(by).to_vec());
    let keeps = |request: &Request, other: &Request| {
        request.resource == other.resource && (by.is_none() || value(request) != value(other))
    };
    let [of_first, of_second] = cases;
    let first = inquiry.plain(of_first, &first, &|request| keeps(request, &second));
    let second = inquiry.plain(of_second, &second, &|request| keeps(request, &first));
    [first, second]
}
