//! Whole small tables: every order against every other, every shape of template against every short text.

use super::document::{Condition, Document, Statement};
use super::run;
use hornbeam::decide::smt::Script;
use hornbeam::decide::{Engine, Verdict, Z3};
use hornbeam::eval::Scope;
use hornbeam::formula::{Arena, Compiler, TermId, value};
use hornbeam::model::{Caller, Context, Key, PolicyType, Request};

/// The requests that pass each of these conditions.
fn passing(arena: &mut Arena, conditions: &[(&str, &str, &str)]) -> TermId {
    let condition = |(operator, key, value): &(&str, &str, &str)| Condition {
        operator: (*operator).to_owned(),
        key: (*key).to_owned(),
        values: vec![(*value).to_owned()],
    };
    let all = || vec!["*".to_owned()];
    let statement = Statement {
        allow: true,
        principal: None,
        action: (false, all()),
        resource: Some((false, all())),
        conditions: conditions.iter().map(condition).collect(),
    };
    let (policy_type, version) = (PolicyType::Identity, Some("2012-10-17"));
    let policy = Document { policy_type, version, statements: vec![statement] }.policy().unwrap();
    Compiler::new(arena, Scope::default(), &[&policy]).allows(&policy)
}

fn request(keys: &[(&str, &str)]) -> Request {
    let mut context = Context::default();
    keys.iter().for_each(|(key, value)| context.set(Key::new(key), vec![(*value).to_owned()]));
    let principal = Caller::new("arn:aws:iam::111122223333:role/a");
    let (action, resource) = ("s3:GetObject".to_owned(), "*".to_owned());
    Request { principal, action, resource, resource_account: None, context }
}

/// Whether Z3 says what it must; an answer that did not come in time counts as none.
fn right(arena: &Arena, term: TermId, is_empty: bool) -> Option<bool> {
    match Z3.decide(arena, term, &run::budget()) {
        Verdict::Empty => Some(is_empty),
        Verdict::Member(_) => Some(!is_empty || !Script::new(arena, term).widened.is_empty()),
        Verdict::Unknown(_) => None,
    }
}

#[test]
fn orders_are_told_apart() {
    let suffixes = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
    let samples = ["0", "1", "1.5", "2", "3", "x"];
    let mut decided = 0;
    for (family, key) in [("Numeric", "s3:max-keys"), ("Date", "aws:TokenIssueTime")] {
        for (one, other) in suffixes.iter().flat_map(|one| suffixes.iter().map(move |other| (one, other))) {
            for bound in ["1", "2"] {
                let mut arena = Arena::new();
                let one = passing(&mut arena, &[(&format!("{family}{one}"), key, "1")]);
                let other = passing(&mut arena, &[(&format!("{family}{other}"), key, bound)]);
                let outside = arena.not(other);
                let term = arena.and([one, outside]);
                let requests = samples.iter().map(|sample| request(&[(key, sample)])).chain([request(&[])]);
                let is_empty = !requests.into_iter().any(|request| value(&arena, term, &request));
                let right = right(&arena, term, is_empty);
                assert_ne!(right, Some(false), "{:?} {is_empty}", Script::new(&arena, term));
                decided += usize::from(right.is_some());
            }
        }
    }
    assert!(decided > 100);
}

#[test]
fn templates_with_variables_match_what_they_should() {
    let templates = [
        "${v}",
        "${v}*",
        "*${v}",
        "*${v}*",
        "${v}*b",
        "a*${v}",
        "${v}*${v}",
        "?${v}",
        "${v}?",
        "?${v}?b",
        "*${v}?",
        "*?${v}",
        "a${v}*",
        "*a${v}*b",
        "*${v}*${v}*",
        "${v}?*b",
        "${w, 'a'}*b",
        "*${w, 'ab'}",
        "?${w, ''}?",
    ];
    let mut decided = 0;
    for template in
        templates.map(|template| template.replace("${v}", "${aws:username}").replace("${w", "${s3:prefix"))
    {
        for name in ["", "a", "ab"] {
            for text in ["", "a", "b", "ab", "aa", "aab", "abb", "abab"] {
                for operator in ["StringLike", "StringNotLike"] {
                    let mut arena = Arena::new();
                    let key = "aws:PrincipalTag/team";
                    let fixed = [("StringEquals", key, text), ("StringEquals", "aws:username", name)];
                    let absent = ("Null", "s3:prefix", "true");
                    let term = passing(&mut arena, &[(operator, key, &template), fixed[0], fixed[1], absent]);
                    let request = request(&[(key, text), ("aws:username", name)]);
                    let is_empty = !value(&arena, term, &request);
                    let right = right(&arena, term, is_empty);
                    assert_ne!(
                        right,
                        Some(false),
                        "{template} {name} {text} {:?}",
                        Script::new(&arena, term)
                    );
                    decided += usize::from(right.is_some());
                }
            }
        }
    }
    assert!(decided > 800, "{decided}");
}

#[test]
fn arn_patterns_match_by_segment() {
    let patterns = [
        "arn:*:s3:::a",
        "arn:a*:s3:::*",
        "arn:aws:*:::a",
        "arn:aws:?:::a",
        "arn:aws:s3:*::?",
        "arn:aws:s3:::*:a",
        "arn:aws:s3:::a*",
        "arn:*",
        "arn:aws:s3",
        "*",
        "arn:aws:s?:*:*:a:b",
        "a*:aws:s3:::a",
    ];
    let texts = [
        "arn:aws:s3:::a",
        "arn:aws:s3:::a:b",
        "arn:aws:b:s3:::a",
        "arn:aws:s3::a",
        "arn:aws::::a",
        "arn::s3:::a",
        "arn:aws:s3:r:1:a:b",
        "arn:aws:s3",
        "arn:aws:x:::",
        "a:b:s3:::a",
    ];
    let key = "aws:PrincipalTag/team";
    let mut decided = 0;
    for (pattern, text) in patterns.iter().flat_map(|pattern| texts.iter().map(move |text| (pattern, text))) {
        for operator in ["ArnLike", "ArnNotLike"] {
            // With a test of the whole text, and without: the two are encoded in different ways.
            for whole in ["*", "*:*s*"] {
                let mut arena = Arena::new();
                let conditions =
                    [(operator, key, *pattern), ("StringEquals", key, *text), ("StringLike", key, whole)];
                let term = passing(&mut arena, &conditions);
                let is_empty = !value(&arena, term, &request(&[(key, text)]));
                let right = right(&arena, term, is_empty);
                assert_ne!(right, Some(false), "{pattern} {text} {:?}", Script::new(&arena, term));
                decided += usize::from(right.is_some());
            }
        }
    }
    assert!(decided > 400, "{decided}");
}
