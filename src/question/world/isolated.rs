//! Do two principals, or two tenants of one, share no object?
//!
//! Two requests on one object: one of each party, or both of one party with different values of a key. Isolated iff
//! no object is such that both are allowed. An object of a bucket has an ARN through the bucket and one through
//! each of its access points, so each pair of the two requests' ways there is looked at. The second request's
//! attributes are renamed, so that the two terms share what stands inside the bucket and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::ask::{Ask, AskError};
use super::case::Case;
use super::claim::USER_ID;
use super::inquiry::Inquiry;
use super::request::request;
use super::respell::of_one_session;
use crate::decide::{Assignment, Reason, Verdict as Found};
use crate::formula::{Arena, Cuts, Second, Subject, TermId, Test, Universe};
use crate::model::catalog::Lack;
use crate::model::world::{Facts, Known, Party, Resource, Spelling, Target, World, hidden};
use crate::model::{Caller, Key, Piece, Request, Template, Variable};
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
    /// What of what was asked for AWS does not have today.
    pub not_today: Option<Lack>,
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
    let objects = objects(world, ask)?;
    let mut inquiry = Inquiry::new(prover, world);
    let mut isolated = Isolated {
        conclusion: Conclusion::Holds,
        requests: None,
        unknown: Vec::new(),
        not_today: if ask.resource == "*" { None } else { ask.not_today(&ask.target(world)?) },
        pairs: 0,
        elapsed: Duration::ZERO,
    };
    let mut differ = by.is_none();
    for (at, one) in parties.iter().enumerate() {
        let from = if by.is_some() { at } else { at + 1 };
        for other in parties.iter().skip(from) {
            for ways in &objects {
                for (first, second) in ways.iter().flat_map(|one| ways.iter().map(move |other| (one, other)))
                {
                    let cases = [
                        inquiry.case(one, &first.target, &first.ask)?,
                        inquiry.case(other, &second.target, &second.ask)?,
                    ];
                    differ |= by.is_some_and(|by| can_differ(&cases[0].facts, &cases[1].facts, by));
                    isolated.pairs += 1;
                    share(&mut inquiry, &cases, by, &mut isolated);
                    share_if_open(&mut inquiry, &cases, by, &mut isolated);
                    if isolated.requests.is_some() {
                        isolated.conclusion = Conclusion::Fails;
                        isolated.elapsed = start.elapsed();
                        return Ok(isolated);
                    }
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

/// One way to an object: through the bucket or one of its access points; any other resource has one.
struct Way<'w> {
    target: Target<'w>,
    ask: Ask,
}

/// What is asked about, each with every way there.
fn objects<'w>(world: &'w World, ask: &Ask) -> Result<Vec<Vec<Way<'w>>>, AskError> {
    if ask.resource == "*" {
        let of = |target: Target<'w>| {
            let resource = target.arn().to_owned();
            Way { target, ask: Ask { resource, ..ask.clone() } }
        };
        return Ok(world.resources().map(|resource| ways(resource).into_iter().map(of).collect()).collect());
    }
    let target = ask.target(world)?;
    let (Target::Resource(resource) | Target::AccessPoint(resource, _)) = &target else {
        return Ok(vec![vec![Way { target, ask: ask.clone() }]]);
    };
    if resource.access_points.is_empty() {
        return Ok(vec![vec![Way { target, ask: ask.clone() }]]);
    }
    let inside = inside(&target, &ask.resource).ok_or_else(|| {
        AskError(format!(
            "{} is not one bucket, nor objects of one, and the bucket {} has access points; ask about `ARN` or `ARN/KEY`",
            quoted(&ask.resource),
            quoted(&resource.arn)
        ))
    })?;
    let of = |target: Target<'w>| {
        let resource = match inside {
            "" => target.arn().to_owned(),
            key => format!("{}{}{key}", target.arn(), between(&target)),
        };
        Way { target, ask: Ask { resource, ..ask.clone() } }
    };
    Ok(vec![ways(resource).into_iter().map(of).collect()])
}

/// A resource by itself and through each of its access points.
fn ways(resource: &Resource) -> Vec<Target<'_>> {
    let points = resource.access_points.iter().map(|point| Target::AccessPoint(resource, point));
    std::iter::once(Target::Resource(resource)).chain(points).collect()
}

/// What stands between the ARN of a bucket, or of an access point, and an object's key.
fn between(target: &Target<'_>) -> &'static str {
    match target {
        Target::AccessPoint(..) => "/object/",
        Target::Resource(_)
        | Target::Role(_)
        | Target::Plain { .. }
        | Target::Anywhere
        | Target::AnywhereIn(_) => "/",
    }
}

/// What of the bucket the ARN means: an object's key, or a pattern of keys; nothing for the bucket itself.
fn inside<'t>(target: &Target<'_>, arn: &'t str) -> Option<&'t str> {
    let rest = arn.strip_prefix(target.arn())?;
    if rest.is_empty() {
        Some(rest)
    } else {
        rest.strip_prefix(between(target)).filter(|key| !key.is_empty())
    }
}

/// The object that a request is about; the ARN itself of what is no bucket's.
fn object<'t>(case: &Case<'_, '_>, arn: &'t str) -> &'t str {
    match case.target {
        Target::Resource(resource) | Target::AccessPoint(resource, _)
            if !resource.access_points.is_empty() =>
        {
            inside(case.target, arn).unwrap_or(arn)
        }
        Target::Resource(_)
        | Target::AccessPoint(..)
        | Target::Role(_)
        | Target::Plain { .. }
        | Target::Anywhere
        | Target::AnywhereIn(_) => arn,
    }
}

/// The spellings of one object in the two requests.
fn pairs<'c>(cases: &'c [Case<'_, '_>; 2]) -> Vec<[Option<&'c Spelling>; 2]> {
    let [first, second] = cases;
    let mut pairs = Vec::new();
    let of = |case: &'c Case<'_, '_>, spelling: &'c Option<Spelling>| {
        spelling.as_ref().map(|spelling| match spelling {
            Spelling::Exact(text) => (object(case, text), false),
            Spelling::Prefixed { prefix, tail: _ } => {
                let start = format!("{}{}", case.target.arn(), between(case.target));
                // What stands before the key is the target's own; the rest of the beginning is the object's.
                (prefix.get(start.len()..).filter(|_| prefix.starts_with(&start)).unwrap_or(prefix), true)
            }
        })
    };
    for one in &first.spellings {
        for other in &second.spellings {
            if of(first, one) == of(second, other) {
                pairs.push([one.as_ref(), other.as_ref()]);
            }
        }
    }
    pairs
}

/// Whether two requests of these parties can have different values of the key.
fn can_differ(one: &Facts, other: &Facts, by: &Key) -> bool {
    match (one.known(by), other.known(by)) {
        (Some(Known::Values(one)), Some(Known::Values(other))) => one != other,
        (Some(Known::Absent), _) | (_, Some(Known::Absent)) => false,
        _ => true,
    }
}

/// Looks for an object that both may reach if what the world leaves open gives the most; then it is unknown whether they do.
fn share_if_open<'w>(
    inquiry: &mut Inquiry<'w>,
    cases: &[Case<'_, 'w>; 2],
    by: Option<&Key>,
    found: &mut Isolated,
) {
    if found.requests.is_some() || !cases.iter().any(Case::is_open) {
        return;
    }
    let most = cases.each_ref().map(Case::at_most);
    share(inquiry, &most, by, found);
    if found.requests.take().is_some() {
        for reason in cases.iter().flat_map(Case::open) {
            if !found.unknown.iter().any(|said| said == reason) {
                found.unknown.push(reason.to_owned());
            }
        }
    }
}

/// Looks for an object of the target that both cases reach.
fn share<'w>(inquiry: &mut Inquiry<'w>, cases: &[Case<'_, 'w>; 2], by: Option<&Key>, found: &mut Isolated) {
    let [first, second] = cases;
    let one_arn = first.target.arn() == second.target.arn();
    let pairs = pairs(cases);
    if pairs.is_empty() {
        found.unknown.push("the objects of two ways there could not be held against each other".to_owned());
    }
    for [spelling, of_second] in pairs {
        let (Some(one), Some(other)) =
            (reached(inquiry, first, spelling, by), reached(inquiry, second, of_second, by))
        else {
            found.unknown.push("what the world says of the caller contradicts itself".to_owned());
            continue;
        };
        // Only consistent requests are known to have no slash in them.
        let consistent = inquiry.prover.universe != Universe::Free;
        let plain_values = |key: &Key| consistent && holds_no_slash(key);
        let mut renaming = if one_arn { Second::default() } else { Second::of_two_arns() };
        let arena = &mut inquiry.arena;
        let other = renaming.term(arena, other);
        let apart = by.map_or(Arena::TRUE, |by| apart(arena, by));
        let two_ids = two_ids(arena, cases);
        let sent = [arena.present(&Second::caller()), arena.present(&Second::action())];
        let term = arena.and([one, other, apart, two_ids].into_iter().chain(sent));
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
                let found_second = of_one_session(request(second, inquiry.world(), of_second, &other));
                let mut pairs = found_first
                    .iter()
                    .flat_map(|one| found_second.iter().map(move |other| [one.clone(), other.clone()]));
                if let Some(requests) = pairs.find(|requests| is_shared(inquiry, cases, requests, by)) {
                    let requests = legible(inquiry, cases, requests, by);
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

/// That two users or roles have two ids, where the world does not tell both. Ids are those of one user or role
/// (IAM/reference_identifiers, "Unique identifiers").
fn two_ids(arena: &mut Arena, cases: &[Case<'_, '_>; 2]) -> TermId {
    let [first, second] = cases;
    if first.party.name() == second.party.name() {
        return Arena::TRUE;
    }
    let id = Key::new(USER_ID);
    let own = |case: &Case<'_, '_>| match case.facts.known(&id) {
        Some(Known::Values(values)) => values.first().cloned(),
        Some(Known::Absent | Known::Perhaps(_) | Known::Spelt(_)) | None => None,
    };
    let same = match (first.facts.known(&id), second.facts.known(&id)) {
        (None, None) => return apart(arena, &id),
        (None, Some(_)) => own(second).map(|value| (id.clone(), value)),
        (Some(_), None) => own(first).map(|value| (Second::key(&id), value)),
        (Some(_), Some(_)) => None,
    };
    let Some((key, value)) = same else { return Arena::TRUE };
    let same = arena.test(&Subject::Key(key), Test::Text(Template::literal(&value)));
    arena.not(same)
}

/// Whether no value of the key, of either request, holds a slash: names of sessions, ids, names of users.
fn holds_no_slash(key: &Key) -> bool {
    let key = key.of_first().unwrap_or_else(|| key.clone());
    ["aws:userid", "aws:username", "aws:principalaccount", "aws:sourceidentity"]
        .iter()
        .any(|name| key.is(name))
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
    let [of_first, of_second] = cases;
    object(of_first, &first.resource) == object(of_second, &second.resource)
        && (by.is_none() || values(first) != values(second))
        && has_two_ids(cases, requests)
        && cases.iter().zip(requests).all(|(case, request)| {
            let universe = inquiry.whole_universe(case);
            inquiry.is_witness(case, universe, request)
        })
}

/// Whether two users or roles have two ids in the requests.
fn has_two_ids(cases: &[Case<'_, '_>; 2], [first, second]: &[Request; 2]) -> bool {
    let id = Key::new(USER_ID);
    let ids = |request: &Request| request.context.values(&id).to_vec();
    let [of_first, of_second] = cases;
    of_first.party.name() == of_second.party.name() || ids(first).is_empty() || ids(first) != ids(second)
}

/// The two requests with letters for the characters that nobody can read, the same for the same, if they can be so.
fn legible<'w>(
    inquiry: &mut Inquiry<'w>,
    cases: &[Case<'_, 'w>; 2],
    requests: [Request; 2],
    by: Option<&Key>,
) -> [Request; 2] {
    let texts = |request: &Request| {
        let values = request.context.iter().flat_map(|(_, values)| values.iter().cloned());
        [request.principal.text().to_owned(), request.resource.clone()].into_iter().chain(values).collect()
    };
    let all: Vec<String> = requests.iter().flat_map(|request| -> Vec<String> { texts(request) }).collect();
    let used: BTreeSet<char> = all.iter().flat_map(|text| text.chars()).collect();
    let mut free = ('a'..='z').chain('A'..='Z').chain('0'..='9').filter(|letter| !used.contains(letter));
    let unread = used.iter().filter(|letter| !letter.is_ascii_graphic() && **letter != ' ');
    let letters: BTreeMap<char, char> = unread.filter_map(|&letter| Some((letter, free.next()?))).collect();
    let respelt = |text: &str| -> String {
        text.chars().map(|letter| letters.get(&letter).copied().unwrap_or(letter)).collect()
    };
    let read = requests.clone().map(|request| {
        let mut read = request.clone();
        read.principal = Caller::new(&respelt(request.principal.text()));
        read.resource = respelt(&request.resource);
        for (key, values) in request.context.iter() {
            read.context.set(key.clone(), values.iter().map(|value| respelt(value)).collect());
        }
        read
    });
    if !letters.is_empty() && is_shared(inquiry, cases, &read, by) { read } else { requests }
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
    let [of_first, of_second] = cases;
    let keeps = |first: &Request, second: &Request| {
        object(of_first, &first.resource) == object(of_second, &second.resource)
            && (by.is_none() || value(first) != value(second))
            && has_two_ids(cases, &[first.clone(), second.clone()])
    };
    let first = inquiry.plain(of_first, &first, &|request| keeps(request, &second));
    let second = inquiry.plain(of_second, &second, &|request| keeps(&first, request));
    [first, second]
}
