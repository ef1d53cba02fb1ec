//! Questions that an encoding once got wrong, or could: each has a request, and no engine may deny it.

use std::time::Duration;

use super::document::{Condition, Document, Statement};
use super::requests::show;
use hornbeam::decide::smt::Script;
use hornbeam::decide::{Budget, Engine, Verdict, Z3};
use hornbeam::eval::{self, Decision, Scope};
use hornbeam::formula::{Arena, Compiler, Subject, Test, value};
use hornbeam::model::{Caller, Context, Key, PolicyType, Request, Template};

type Conditions<'a> = &'a [(&'a str, &'a str, &'a str)];

/// A policy that allows `s3:GetObject` under these conditions.
fn allow(conditions: Conditions<'_>) -> Document {
    let condition = |(operator, key, value): &(&str, &str, &str)| Condition {
        operator: (*operator).to_owned(),
        key: (*key).to_owned(),
        values: vec![(*value).to_owned()],
    };
    let statement = Statement {
        allow: true,
        principal: None,
        action: (false, vec!["s3:GetObject".to_owned()]),
        resource: Some((false, vec!["*".to_owned()])),
        conditions: conditions.iter().map(condition).collect(),
    };
    Document { policy_type: PolicyType::Identity, version: Some("2012-10-17"), statements: vec![statement] }
}

/// The request with this context is allowed by `new` and not by `existing`; Z3 must not say that there is
/// none such, and what it says instead must be right.
fn escapes(new: Conditions<'_>, existing: Conditions<'_>, context: &[(&str, &[&str])]) {
    let (new, existing) = (allow(new).policy().unwrap(), allow(existing).policy().unwrap());
    let mut request = Request {
        principal: Caller::new("arn:aws:iam::111122223333:role/a"),
        action: "s3:GetObject".to_owned(),
        resource: "arn:aws:s3:::a/b".to_owned(),
        resource_account: None,
        context: Context::default(),
    };
    for (key, values) in context {
        request.context.set(Key::new(key), values.iter().map(|value| (*value).to_owned()).collect());
    }
    let decide = |policy| eval::evaluate(policy, &request, Scope::default()).decision;
    assert_eq!(
        [decide(&new), decide(&existing)],
        [Decision::Allow, Decision::ImplicitDeny],
        "{}",
        show(&request)
    );
    let mut arena = Arena::new();
    let mut compiler = Compiler::new(&mut arena, Scope::default(), &[&new, &existing]);
    let (new, existing) = (compiler.allows(&new), compiler.allows(&existing));
    let outside = arena.not(existing);
    let term = arena.and([new, outside]);
    assert!(value(&arena, term, &request), "{}", show(&request));
    let verdict = Z3.decide(&arena, term, &Budget { time: Duration::from_secs(20), ..Budget::default() });
    assert_ne!(verdict, Verdict::Empty, "{}", show(&request));
    if let Verdict::Member(assignment) = verdict {
        let found = hornbeam::witness::complete(&assignment);
        let is_wider = !Script::new(&arena, term).widened.is_empty();
        assert!(is_wider || value(&arena, term, &found), "{} instead of {}", show(&found), show(&request));
    }
}

/// What no request satisfies: the key is absent and has a value.
const NOTHING: Conditions<'static> = &[("Null", "aws:username", "true"), ("StringLike", "aws:username", "*")];

#[test]
fn an_open_test_of_two_keys_is_two_tests() {
    let same = "${aws:username}";
    escapes(
        &[("StringEqualsIgnoreCase", "aws:PrincipalTag/a", same)],
        &[("StringEqualsIgnoreCase", "aws:PrincipalTag/b", same)],
        &[("aws:PrincipalTag/a", &["x"]), ("aws:PrincipalTag/b", &["y"]), ("aws:username", &["X"])],
    );
    escapes(
        &[("ForAnyValue:StringEqualsIgnoreCase", "aws:TagKeys", same)],
        &[("ForAllValues:StringEqualsIgnoreCase", "aws:TagKeys", same)],
        &[("aws:TagKeys", &["X", "y"]), ("aws:username", &["x"])],
    );
    let floats = "*${aws:username}?b*";
    escapes(
        &[("StringLike", "aws:PrincipalTag/a", floats)],
        &[("StringLike", "aws:PrincipalTag/b", floats)],
        &[("aws:PrincipalTag/a", &["axb"]), ("aws:PrincipalTag/b", &["y"]), ("aws:username", &["a"])],
    );
}

#[test]
fn keys_are_not_taken_for_other_things() {
    for word in ["action", "resource", "principal", "term-1", "in-segment", "true", "and", "element"] {
        escapes(&[("StringEquals", word, "x")], NOTHING, &[(word, &["x"])]);
    }
    escapes(
        &[
            ("ArnLike", "aws:PrincipalTag/a", "arn:aws:s3:::${aws:username}"),
            ("StringEquals", "aws:PrincipalTag/a segment 1", "x"),
        ],
        NOTHING,
        &[
            ("aws:PrincipalTag/a", &["arn:aws:s3:::u"]),
            ("aws:PrincipalTag/a segment 1", &["x"]),
            ("aws:username", &["u"]),
        ],
    );
    escapes(
        &[("ForAnyValue:StringEquals", "aws:TagKeys", "x"), ("StringEquals", "aws:TagKeys 1", "y")],
        NOTHING,
        &[("aws:TagKeys", &["x"]), ("aws:TagKeys 1", &["y"])],
    );
    escapes(
        &[("Null", "aws:PrincipalTag/a", "true"), ("StringEquals", "aws:PrincipalTag/a present", "x")],
        NOTHING,
        &[("aws:PrincipalTag/a present", &["x"])],
    );
}

#[test]
fn characters_beyond_those_of_smt_are_one_character() {
    escapes(
        &[("StringEquals", "aws:PrincipalTag/a", "\u{10ffff}"), ("StringLike", "aws:PrincipalTag/a", "?")],
        NOTHING,
        &[("aws:PrincipalTag/a", &["\u{10ffff}"])],
    );
    escapes(
        &[
            ("StringEquals", "aws:PrincipalTag/a", "${aws:username, '\u{10ffff}'}"),
            ("StringLike", "aws:PrincipalTag/a", "?"),
        ],
        NOTHING,
        &[("aws:PrincipalTag/a", &["\u{10ffff}"])],
    );
}

#[test]
fn a_key_that_is_a_set_and_a_variable_is_one_key() {
    let pair = &[
        ("ForAnyValue:StringEquals", "example:Flags", "a"),
        ("StringEquals", "aws:username", "${example:Flags, 'd'}"),
    ];
    escapes(pair, NOTHING, &[("example:Flags", &["a"]), ("aws:username", &["a"])]);
    escapes(pair, NOTHING, &[("example:Flags", &["a", "b"]), ("aws:username", &["d"])]);
    let guarded = |user| [pair[0], pair[1], ("StringEquals", "aws:username", user)];
    escapes(&guarded("d"), NOTHING, &[("example:Flags", &["a", "b"]), ("aws:username", &["d"])]);
}

#[test]
fn a_default_with_a_colon_is_no_segment() {
    let (arn, literal) = ("arn:aws:s3::${aws:TagKeys, 'a:b'}:c", "arn:aws:s3::a:b:c");
    let of_key = |operator, pattern| [(operator, "aws:SourceArn", pattern)];
    escapes(&of_key("StringEquals", literal), &of_key("ArnLike", arn), &[("aws:SourceArn", &[literal])]);
    escapes(&of_key("ArnNotLike", arn), NOTHING, &[("aws:SourceArn", &[literal])]);
}

#[test]
fn a_variable_inside_a_set_is_a_key_of_its_own() {
    escapes(
        &[("ForAnyValue:Bool", "aws:TagKeys", "${aws:username}")],
        &[("ForAllValues:StringNotEquals", "aws:TagKeys", "x")],
        &[("aws:TagKeys", &["x"]), ("aws:username", &["false"])],
    );
}

#[test]
fn a_type_alone_has_an_example() {
    for test in [Test::IsNumber, Test::IsInstant, Test::IsAddress] {
        let mut arena = Arena::new();
        let key = Key::new("aws:PrincipalTag/a");
        let term = arena.some(&key, |arena, subject: &Subject| arena.test(subject, test));
        let verdict = Z3.decide(&arena, term, &Budget { time: Duration::from_secs(20), ..Budget::default() });
        let Verdict::Member(assignment) = verdict else { panic!("{verdict:?}") };
        assert!(value(&arena, term, &hornbeam::witness::complete(&assignment)), "{assignment:?}");
    }
}

/// Solvers know capital letters; in an action they are small ones. Here they would choose `A` if they could.
#[test]
fn actions_have_no_capital_letters() {
    let letters = ('a'..='z').map(|letter| format!("s3:{letter}"));
    let mut arena = Arena::new();
    let mut action = |text: &str| arena.test(&Subject::Action, Test::Text(Template::glob(text)));
    let one = action("s3:?");
    let listed: Vec<_> = letters.map(|text| action(&text)).collect();
    let listed = arena.or(listed);
    let outside = arena.not(listed);
    let term = arena.and([one, outside]);
    let verdict = Z3.decide(&arena, term, &Budget { time: Duration::from_secs(20), ..Budget::default() });
    let Verdict::Member(assignment) = verdict else { panic!("{verdict:?}") };
    assert!(value(&arena, term, &hornbeam::witness::complete(&assignment)), "{assignment:?}");
}
