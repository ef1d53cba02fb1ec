//! What ties context keys to one another, and to their types.

use std::collections::BTreeSet;

use super::super::arena::Arena;
use super::super::subject::Subject;
use super::super::term::{Atom, TermId, Test};
use super::universe::Rules;
use crate::eval::Scope;
use crate::model::{Arity, Assumption, Decimal, Key, Order, Piece, Template, ValueType, Variable};

/// Keys that every request has, whoever sends it.
const ALWAYS: [&str; 6] = [
    "aws:currenttime",
    "aws:epochtime",
    "aws:requestedregion",
    "aws:securetransport",
    "aws:useragent",
    "aws:viaawsservice",
];

/// Pairs of keys of which the first is there only together with the second.
const TOGETHER: [(&str, &str); 20] = [
    ("aws:sourcevpce", "aws:sourcevpc"),
    ("aws:sourcevpce", "aws:vpcsourceip"),
    ("aws:vpceorgid", "aws:sourcevpce"),
    ("aws:vpceaccount", "aws:sourcevpce"),
    ("aws:sourceorgid", "aws:sourceaccount"),
    ("aws:calledvia", "aws:calledviafirst"),
    // Temporary credentials alone tell of MFA, or of root sessions.
    ("aws:multifactorauthage", "aws:tokenissuetime"),
    ("aws:multifactorauthpresent", "aws:tokenissuetime"),
    ("aws:assumedroot", "aws:tokenissuetime"),
    ("aws:calledviafirst", "aws:calledvia"),
    ("aws:calledvia", "aws:calledvialast"),
    ("aws:calledvialast", "aws:calledvia"),
    ("aws:calledviafirst", "aws:calledvialast"),
    ("aws:calledvialast", "aws:calledviafirst"),
    ("s3:dataaccesspointarn", "s3:dataaccesspointaccount"),
    ("s3:dataaccesspointaccount", "s3:dataaccesspointarn"),
    ("s3:accesspointnetworkorigin", "s3:dataaccesspointarn"),
    ("s3express:dataaccesspointarn", "s3express:dataaccesspointaccount"),
    ("s3express:dataaccesspointaccount", "s3express:dataaccesspointarn"),
    ("s3express:accesspointnetworkorigin", "s3express:dataaccesspointarn"),
];

/// Pairs of keys that are never there together: a request comes through a VPC endpoint or it does not.
const APART: [(&str, &str); 5] = [
    ("aws:sourceip", "aws:sourcevpc"),
    ("aws:sourceip", "aws:sourcevpce"),
    ("aws:sourceip", "aws:vpcsourceip"),
    ("aws:sourceip", "aws:vpceaccount"),
    ("aws:sourceip", "aws:sourcevpcarn"),
];

/// Pairs of keys of which the first is there only if the second is there and true.
const UNDER: [(&str, &str); 4] = [
    ("aws:calledvia", "aws:viaawsservice"),
    ("aws:calledviafirst", "aws:viaawsservice"),
    ("aws:calledvialast", "aws:viaawsservice"),
    ("aws:multifactorauthage", "aws:multifactorauthpresent"),
];

/// An organization's id and the paths in it.
const ORGANIZATIONS: [(&str, &str); 4] = [
    ("aws:principalorgid", "aws:principalorgpaths"),
    ("aws:resourceorgid", "aws:resourceorgpaths"),
    ("aws:sourceorgid", "aws:sourceorgpaths"),
    ("aws:vpceorgid", "aws:vpceorgpaths"),
];

pub(super) fn rules(rules: &mut Rules<'_>, term: TermId, scope: Scope, consulted: &mut BTreeSet<Assumption>) {
    for key in ALWAYS.iter().filter_map(|name| rules.key(name)).collect::<Vec<_>>() {
        let present = rules.arena.present(&key);
        rules.require(present);
    }
    for (one, other) in both(rules, &TOGETHER) {
        let (one, other) = (rules.arena.present(&one), rules.arena.present(&other));
        rules.require_if(one, other);
    }
    for (one, other) in both(rules, &APART) {
        let (one, other) = (rules.arena.present(&one), rules.arena.present(&other));
        let other = rules.arena.not(other);
        rules.require_if(one, other);
    }
    for (one, other) in both(rules, &UNDER) {
        let (one, other) = (rules.arena.present(&one), rules.is_text(&other, "true"));
        rules.require_if(one, other);
    }
    for (id, paths) in both(rules, &ORGANIZATIONS) {
        let (has_id, has_paths) = (rules.arena.present(&id), rules.arena.present(&paths));
        let same = rules.arena.iff(has_id, has_paths);
        let own = Piece::Variable(Variable { key: id, default: None });
        let path = Template::new([own, Piece::Text("/".to_owned()), Piece::Any]);
        let inside = rules.arena.every(&paths, |arena, value| arena.test(value, Test::Text(path)));
        rules.require(same);
        rules.require(inside);
    }
    for name in ["aws:calledviafirst", "aws:calledvialast"] {
        if let (Some(one), Some(all)) = (rules.key(name), rules.key("aws:calledvia")) {
            let same = Template::new([Piece::Variable(Variable { key: one.clone(), default: None })]);
            let present = rules.arena.present(&one);
            let listed = rules.arena.some(&all, |arena, value| arena.test(value, Test::Text(same)));
            rules.require_if(present, listed);
        }
    }
    // The global keys with several values have no empty one: names of tags, paths, services.
    for key in rules.keys.clone() {
        if key.folded().starts_with("aws:") && rules.arena.arity(&key) == Arity::Multi {
            let empty =
                rules.arena.some(&key, |arena, value| arena.test(value, Test::Text(Template::default())));
            let none = rules.arena.not(empty);
            rules.require(none);
        }
    }
    names(rules);
    accounts(rules);
    time(rules, term);
    types(rules, term, scope, consulted);
}

/// The pairs of which the question looks at both keys.
fn both(rules: &Rules<'_>, pairs: &[(&str, &str)]) -> Vec<(Key, Key)> {
    pairs.iter().filter_map(|(one, other)| rules.key(one).zip(rules.key(other))).collect()
}

/// Keys that hold the names of those in a family of keys: `aws:TagKeys` those of the tags in the request (not only those,
/// as a request that takes tags away names them there and has no `aws:RequestTag`), `kms:EncryptionContextKeys` those of
/// the encryption context.
const NAMES: [(&str, &str); 2] =
    [("aws:tagkeys", "aws:requesttag/"), ("kms:encryptioncontextkeys", "kms:encryptioncontext:")];

fn names(rules: &mut Rules<'_>) {
    for (all, family) in NAMES {
        let Some(all) = rules.key(all) else { continue };
        for one in rules.keys.clone() {
            let Some(name) = one.folded().strip_prefix(family).map(str::to_owned) else { continue };
            let present = rules.arena.present(&one);
            let listed = rules
                .arena
                .some(&all, |arena, value| arena.test(value, Test::TextIgnoreCase(Template::literal(&name))));
            rules.require_if(present, listed);
        }
    }
}

/// Keys that tell an account, with those that tell an ARN in it.
const OWNED: [(&str, &str); 3] = [
    ("aws:sourceaccount", "aws:sourcearn"),
    ("s3:dataaccesspointaccount", "s3:dataaccesspointarn"),
    ("s3express:dataaccesspointaccount", "s3express:dataaccesspointarn"),
];

/// An account in a resource's ARN owns the resource; the account in `aws:SourceArn` is `aws:SourceAccount`, and that of an
/// access point is the one in its ARN.
fn accounts(rules: &mut Rules<'_>) {
    let owned = |key: &Key| {
        let own = Template::new([Piece::Variable(Variable { key: key.clone(), default: None })]);
        let of = |account| {
            let [a, b, c, d, f] = std::array::from_fn(|_| Template::anything());
            Test::Segments(Box::new([a, b, c, d, account, f]))
        };
        (of(own), of(Template::glob("????????????")))
    };
    if let Some(key) = rules.key("aws:resourceaccount") {
        let (own, shown) = owned(&key);
        let present = rules.arena.present(&key);
        let (own, shown) =
            (rules.arena.test(&Subject::Resource, own), rules.arena.test(&Subject::Resource, shown));
        let premise = rules.arena.and([present, shown]);
        rules.require_if(premise, own);
    }
    for (key, arn) in both(rules, &OWNED) {
        let (own, shown) = owned(&key);
        let present = rules.arena.present(&key);
        let shown = rules.arena.some(&arn, |arena, value| arena.test(value, shown));
        let own = rules.arena.some(&arn, |arena, value| arena.test(value, own));
        let premise = rules.arena.and([present, shown]);
        rules.require_if(premise, own);
    }
}

/// `aws:CurrentTime` and `aws:EpochTime` are one point in time: they stand alike to every bound that the
/// question mentions. The bounds of numeric operators on the latter are seconds.
fn time(rules: &mut Rules<'_>, term: TermId) {
    let (current, epoch) = (Key::new("aws:currenttime"), Key::new("aws:epochtime"));
    let Some(epoch) = rules.key(epoch.folded()) else { return };
    let is_clock =
        |subject: &Subject| matches!(subject, Subject::Key(key) if *key == current || *key == epoch);
    let mut bounds: Vec<Decimal> = Vec::new();
    for atom in rules.arena.atoms(term) {
        if let Atom::Test(subject, Test::Number(_, bound) | Test::Instant(_, bound)) = atom
            && is_clock(subject)
        {
            bounds.push(bound.clone());
        }
    }
    bounds.sort();
    bounds.dedup();
    let clocks: Vec<Subject> =
        rules.key(current.folded()).into_iter().chain([epoch.clone()]).map(Subject::Key).collect();
    for bound in bounds {
        for order in [Order::LessThan, Order::Equals] {
            let as_number =
                rules.arena.test(&Subject::Key(epoch.clone()), Test::Number(order, bound.clone()));
            for clock in &clocks {
                let as_instant = rules.arena.test(clock, Test::Instant(order, bound.clone()));
                let same = rules.arena.iff(as_number, as_instant);
                rules.require(same);
            }
        }
    }
    let is_number = rules.arena.test(&Subject::Key(epoch), Test::IsNumber);
    rules.require(is_number);
}

/// Values are of their key's type.
fn types(rules: &mut Rules<'_>, term: TermId, scope: Scope, consulted: &mut BTreeSet<Assumption>) {
    for key in rules.keys.clone() {
        let value_type = match key.key_type() {
            Some(known) => Some(known.value),
            None => {
                let inferred = inferred_type(rules.arena, term, &key);
                inferred.filter(|_| {
                    consulted.insert(Assumption::UnlistedKeysAreTyped);
                    scope.assumptions.is_default(Assumption::UnlistedKeysAreTyped)
                })
            }
        };
        let Some(value_type) = value_type else { continue };
        let typed = rules.arena.every(&key, |arena, value| of_type(arena, &key, value_type, value));
        rules.require(typed);
    }
}

fn of_type(arena: &mut Arena, key: &Key, value_type: ValueType, value: &Subject) -> TermId {
    match value_type {
        ValueType::Text => Arena::TRUE,
        // Services list keys as ARNs whose values are not quite; the global ones are.
        ValueType::Arn if key.folded().starts_with("aws:") => {
            let arn = ["arn", "?*", "?*", "*", "*", "?*"].map(Template::glob);
            arena.test(value, Test::Segments(Box::new(arn)))
        }
        ValueType::Arn => Arena::TRUE,
        ValueType::Bool => {
            let yes = arena.test(value, Test::Text(Template::literal("true")));
            let no = arena.test(value, Test::Text(Template::literal("false")));
            arena.or([yes, no])
        }
        ValueType::Number => arena.test(value, Test::IsNumber),
        ValueType::Date => arena.test(value, Test::IsInstant),
        ValueType::Ip => arena.test(value, Test::IsAddress),
    }
}

/// The type that every test on an unlisted key agrees on, unless some test looks at its text.
fn inferred_type(arena: &Arena, term: TermId, key: &Key) -> Option<ValueType> {
    let mut found = None;
    for atom in arena.atoms(term) {
        let Atom::Test(subject, test) = atom else { continue };
        if test.variables().any(|variable| variable == key) {
            return None;
        }
        if *subject != Subject::Key(key.clone()) {
            continue;
        }
        let wants = match test {
            Test::Number(..) | Test::IsNumber => ValueType::Number,
            Test::Instant(..) | Test::IsInstant => ValueType::Date,
            Test::Within(_) | Test::IsAddress => ValueType::Ip,
            Test::Text(_) | Test::TextIgnoreCase(_) | Test::Segments(_) => return None,
        };
        if found.is_some_and(|found| found != wants) {
            return None;
        }
        found = Some(wants);
    }
    found
}
