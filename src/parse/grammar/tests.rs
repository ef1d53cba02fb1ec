use super::*;
use crate::parse::document::{Effect, PrincipalKind, PrincipalValue};
use crate::parse::json::read_json;

fn read(text: &str) -> (Option<Document>, Vec<Diagnostic>) {
    let (node, errors) = read_json(text);
    read_document(&node.unwrap_or_else(|| panic!("{errors:?} in {text}")))
}

/// A policy of one statement, whose elements besides `Effect` and `Action` are `more`.
fn with(more: &str) -> String {
    format!(r#"{{"Statement":{{"Effect":"Allow","Action":"s3:*",{more}}}}}"#)
}

/// Checks that the policy has exactly these errors, each given as what it stands at and its message.
#[track_caller]
fn fails(text: &str, expected: &[(&str, &str)]) {
    let (document, diagnostics) = read(text);
    let found: Vec<(&str, &str)> =
        diagnostics.iter().map(|one| (&text[one.span.start..one.span.end], one.message.as_str())).collect();
    assert_eq!(found, expected, "{text}");
    assert!(diagnostics.iter().all(Diagnostic::is_error));
    assert_eq!(document, None);
}

#[track_caller]
fn warns(text: &str, at: &str, message: &str) -> Document {
    let (document, diagnostics) = read(text);
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    let warning = &diagnostics[0];
    assert!(!warning.is_error());
    assert_eq!((&text[warning.span.start..warning.span.end], warning.message.as_str()), (at, message));
    document.unwrap()
}

#[track_caller]
fn hint(text: &str) -> String {
    read(text).1[0].hint.clone().unwrap()
}

fn values(list: &[Spanned<String>]) -> Vec<&str> {
    list.iter().map(|one| one.value.as_str()).collect()
}

#[test]
fn a_whole_policy_is_read() {
    let text = r#"{
        "Version": "2012-10-17", "Id": "i",
        "Statement": [
            {"Sid": "a", "Effect": "Deny", "NotPrincipal": {"AWS": ["1", "2"], "Service": "x"},
             "NotAction": ["s3:*", "ec2:*"], "NotResource": "*",
             "Condition": {"StringEquals": {"k": ["a", 1.50, true], "l": false}, "Bool": {"K": "true"}}},
            {"Effect": "Allow", "Principal": "*", "Action": "a:b", "Resource": ["r"]}
        ]}"#;
    let (document, diagnostics) = read(text);
    assert_eq!(diagnostics, []);
    let document = document.unwrap();
    assert_eq!(document.span, crate::parse::Span::new(0, text.len()));
    assert_eq!(document.version.unwrap().value, Version::V2012);
    assert_eq!(document.id.unwrap().value, "i");
    let [first, second] = &document.statements[..] else { panic!() };
    assert_eq!((first.index, second.index), (0, 1));
    assert_eq!((first.effect.value, second.effect.value), (Effect::Deny, Effect::Allow));
    assert_eq!(first.sid.as_ref().unwrap().value, "a");
    assert!(first.action.negated && first.resource.as_ref().unwrap().negated);
    assert!(!second.action.negated && !second.resource.as_ref().unwrap().negated);
    assert_eq!(values(&first.action.values), ["s3:*", "ec2:*"]);
    assert_eq!(&text[second.action.span.start..second.action.span.end], r#""Action": "a:b""#);
    let principal = first.principal.as_ref().unwrap();
    assert!(principal.negated);
    let PrincipalValue::Map(entries) = &principal.value else { panic!() };
    assert_eq!(entries[0].kind.value, PrincipalKind::Aws);
    assert_eq!(values(&entries[0].values), ["1", "2"]);
    assert_eq!((entries[1].kind.value, values(&entries[1].values)), (PrincipalKind::Service, vec!["x"]));
    let everyone = second.principal.as_ref().unwrap();
    assert!(!everyone.negated && matches!(everyone.value, PrincipalValue::Everyone(_)));
    let conditions: Vec<(&str, &str, Vec<&str>)> = first
        .condition
        .iter()
        .map(|one| (one.operator.value.as_str(), one.key.value.as_str(), values(&one.values)))
        .collect();
    assert_eq!(
        conditions,
        [
            ("StringEquals", "k", vec!["a", "1.50", "true"]),
            ("StringEquals", "l", vec!["false"]),
            ("Bool", "K", vec!["true"]),
        ]
    );
    let entry = &first.condition[1];
    assert_eq!(&text[entry.span.start..entry.span.end], r#""l": false"#);
}

#[test]
fn every_principal_kind_and_the_older_version_are_read() {
    let text = r#"{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"a:b",
        "Principal":{"AWS":"1","Service":"2","Federated":"3","CanonicalUser":"4"}}}"#;
    let document = read(text).0.unwrap();
    assert_eq!(document.version.unwrap().value, Version::V2008);
    let PrincipalValue::Map(entries) = &document.statements[0].principal.as_ref().unwrap().value else {
        panic!()
    };
    assert_eq!(entries.iter().map(|one| one.kind.value).collect::<Vec<_>>(), PrincipalKind::ALL);
}

#[test]
fn all_errors_of_a_document_are_reported_at_once() {
    fails(
        r#"{"Version":"2020","Foo":1,"Statement":[{"Effect":"allow","Action":[]},{"Action":7},3]}"#,
        &[
            (r#""2020""#, "unknown policy version `2020`"),
            (r#""Foo""#, "unknown policy element `Foo`"),
            (r#""allow""#, "effect must be `Allow` or `Deny`, found `allow`"),
            ("[]", "`Action` is an empty list"),
            (r#"{"Action":7}"#, "the statement has no `Effect`"),
            ("7", "`Action` must be a string or a list of strings, found a number"),
            ("3", "a statement must be an object, found a number"),
        ],
    );
}

#[test]
fn keys_that_stand_twice_are_errors_in_every_object() {
    let twice = |key: &str, whole: &str| format!("`{key}` appears twice in {whole}");
    for (text, key, whole) in [
        (
            r#"{"Id":"a","Id":"b","Statement":{"Effect":"Allow","Action":"*"}}"#.to_owned(),
            "Id",
            "the policy document",
        ),
        (with(r#""Action":"*""#), "Action", "one statement"),
        (with(r#""Principal":{"AWS":"1","AWS":"2"}"#), "AWS", "one `Principal`"),
        (with(r#""Condition":{"Bool":{"a":"1"},"Bool":{"b":"1"}}"#), "Bool", "one condition"),
        (with(r#""Condition":{"Bool":{"a":"1","a":"1"}}"#), "a", "the operator `Bool`"),
    ] {
        fails(&text, &[(&format!("\"{key}\""), &twice(key, whole))]);
        let at = read(&text).1[0].span.start;
        assert_eq!(at, text.rfind(&format!("\"{key}\"")).unwrap(), "the second one, in {text}");
    }
}

#[test]
fn condition_keys_that_differ_in_letter_case_are_errors() {
    fails(
        &with(r#""Condition":{"Bool":{"aws:A":"1","AWS:a":"1"}}"#),
        &[(r#""AWS:a""#, "`AWS:a` appears twice in the operator `Bool`, first as `aws:A`")],
    );
    assert_eq!(read(&with(r#""Condition":{"Bool":{"aws:A":"1"},"Null":{"AWS:a":"1"}}"#)).1, []);
}

#[test]
fn unknown_elements_come_with_what_was_meant() {
    let element = |text: &str| {
        let (document, diagnostics) = read(text);
        assert_eq!(document, None);
        (diagnostics[0].message.clone(), diagnostics[0].hint.clone().unwrap_or_default())
    };
    for (name, meant) in [
        ("effect", "did you mean `Effect`?"),
        ("Resources", "did you mean `Resource`?"),
        ("Conditon", "did you mean `Condition`?"),
        ("Version", "`Version` stands at the top of the policy"),
        ("Foo", ""),
    ] {
        let (message, hint) = element(&with(&format!(r#""{name}":"1""#)));
        assert_eq!(
            (message.as_str(), hint.as_str()),
            (&*format!("unknown statement element `{name}`"), meant)
        );
    }
    let top = |name: &str| format!(r#"{{"{name}":"1","Statement":{{"Effect":"Allow","Action":"*"}}}}"#);
    for (name, meant) in [
        ("version", "did you mean `Version`?"),
        ("Action", "`Action` stands inside a statement"),
        ("Foo", ""),
    ] {
        let (message, hint) = element(&top(name));
        assert_eq!((message.as_str(), hint.as_str()), (&*format!("unknown policy element `{name}`"), meant));
    }
}

#[test]
fn version_and_id_and_sid_are_checked() {
    let top = |more: &str| format!(r#"{{{more},"Statement":{{"Effect":"Allow","Action":"*"}}}}"#);
    fails(&top(r#""Version":"2012-10-18""#), &[(r#""2012-10-18""#, "unknown policy version `2012-10-18`")]);
    assert!(hint(&top(r#""Version":"2012-10-18""#)).starts_with("write `2012-10-17`"));
    fails(&top(r#""Version":2012"#), &[("2012", "`Version` must be a string, found a number")]);
    fails(&top(r#""Id":null"#), &[("null", "`Id` must be a string, found `null`")]);
    fails(&with(r#""Sid":[]"#), &[("[]", "`Sid` must be a string, found an array")]);
}

#[test]
fn statement_is_required_and_not_empty() {
    fails("{}", &[("{}", "the policy document has no `Statement`")]);
    fails(r#"{"Statement":[]}"#, &[("[]", "`Statement` is empty")]);
    fails(
        r#"{"Statement":"x"}"#,
        &[(r#""x""#, "`Statement` must be an object or an array of objects, found a string")],
    );
    fails("[]", &[("[]", "a policy document must be an object, found an array")]);
}

#[test]
fn effect_is_required_and_case_sensitive() {
    let statement = |effect: &str| format!(r#"{{"Statement":{{{effect}"Action":"*"}}}}"#);
    fails(&statement(""), &[(r#"{"Action":"*"}"#, "the statement has no `Effect`")]);
    let wrong = |written: &str| statement(&format!(r#""Effect":"{written}","#));
    fails(&wrong("allow"), &[(r#""allow""#, "effect must be `Allow` or `Deny`, found `allow`")]);
    assert_eq!(hint(&wrong("DENY")), "write `Deny`");
    assert_eq!(read(&wrong("Permit")).1[0].hint, None);
    fails(&statement(r#""Effect":true,"#), &[("true", "`Effect` must be a string, found `true`")]);
}

#[test]
fn exactly_one_of_action_and_not_action() {
    fails(
        r#"{"Statement":{"Effect":"Allow"}}"#,
        &[(r#"{"Effect":"Allow"}"#, "the statement has no `Action` and no `NotAction`")],
    );
    fails(
        &with(r#""NotAction":"*""#),
        &[(r#""NotAction""#, "a statement has `Action` or `NotAction`, not both")],
    );
}

#[test]
fn at_most_one_of_each_other_pair() {
    fails(
        &with(r#""NotResource":"*","Resource":"*""#),
        &[(r#""Resource""#, "a statement has `Resource` or `NotResource`, not both")],
    );
    fails(
        &with(r#""Principal":"*","NotPrincipal":"*""#),
        &[(r#""NotPrincipal""#, "a statement has `Principal` or `NotPrincipal`, not both")],
    );
    let neither = read(r#"{"Statement":{"Effect":"Allow","Action":"*"}}"#).0.unwrap();
    assert!(neither.statements[0].principal.is_none() && neither.statements[0].resource.is_none());
}

#[test]
fn lists_are_not_empty_and_hold_strings_that_are_not_empty() {
    fails(&with(r#""Resource":[]"#), &[("[]", "`Resource` is an empty list")]);
    fails(&with(r#""Resource":"""#), &[(r#""""#, "`Resource` has an empty string")]);
    fails(&with(r#""NotResource":["a",""]"#), &[(r#""""#, "`NotResource` has an empty string")]);
    fails(
        r#"{"Statement":{"Effect":"Allow","NotAction":["","a",null,["b"]]}}"#,
        &[
            (r#""""#, "`NotAction` has an empty string"),
            ("null", "`NotAction` must list strings, found `null`"),
            (r#"["b"]"#, "`NotAction` must list strings, found an array"),
        ],
    );
    fails(
        &with(r#""Resource":{}"#),
        &[("{}", "`Resource` must be a string or a list of strings, found an object")],
    );
}

#[test]
fn principals_are_everyone_or_a_map_of_known_kinds() {
    let account = with(r#""Principal":"123456789012""#);
    fails(
        &account,
        &[(r#""123456789012""#, "`Principal` must be `*` or an object, found the string `123456789012`")],
    );
    assert_eq!(hint(&account), "write `{\"AWS\": …}` around it");
    assert_eq!(hint(&with(r#""Principal":"s3.amazonaws.com""#)), "write `{\"Service\": …}` around it");
    fails(
        &with(r#""Principal":["*"]"#),
        &[(r#"["*"]"#, "`Principal` must be `*` or an object, found an array")],
    );
    fails(&with(r#""NotPrincipal":{}"#), &[("{}", "`NotPrincipal` is an empty object")]);
    fails(&with(r#""Principal":{"aws":"*"}"#), &[(r#""aws""#, "unknown kind of principal `aws`")]);
    assert_eq!(hint(&with(r#""Principal":{"aws":"*"}"#)), "did you mean `AWS`?");
    assert!(hint(&with(r#""Principal":{"Group":"*"}"#)).starts_with("the kinds are `AWS`"));
    fails(&with(r#""Principal":{"AWS":[]}"#), &[("[]", "`AWS` is an empty list")]);
    fails(
        &with(r#""Principal":{"AWS":123456789012}"#),
        &[("123456789012", "`AWS` must be a string or a list of strings, found a number")],
    );
}

#[test]
fn conditions_are_objects_of_objects_of_scalars() {
    fails(
        &with(r#""Condition":[]"#),
        &[("[]", "`Condition` must be an object of operators, found an array")],
    );
    fails(
        &with(r#""Condition":{"Bool":"x"}"#),
        &[(r#""x""#, "the operator `Bool` must be an object of condition keys, found a string")],
    );
    let message = "values of `k` must be strings, numbers or Booleans, found";
    fails(
        &with(r#""Condition":{"Bool":{"k":[null,{},["a"],"b"]}}"#),
        &[
            ("null", &format!("{message} `null`")),
            ("{}", &format!("{message} an object")),
            (r#"["a"]"#, &format!("{message} an array")),
        ],
    );
    fails(&with(r#""Condition":{"Bool":{"k":null}}"#), &[("null", &format!("{message} `null`"))]);
}

#[test]
fn conditions_that_require_nothing_are_warned_of() {
    let document = warns(&with(r#""Condition":{}"#), "{}", "`Condition` is empty and restricts nothing");
    assert_eq!(document.statements[0].condition, []);
    let message = "the operator `Bool` has no condition keys and restricts nothing";
    let document = warns(&with(r#""Condition":{"Bool":{}}"#), "{}", message);
    assert_eq!(document.statements[0].condition, []);
    let message = "the condition key `k` has an empty list of values";
    let document = warns(&with(r#""Condition":{"Bool":{"k":[]}}"#), "[]", message);
    assert_eq!(document.statements[0].condition[0].values, []);
    assert_eq!(document.statements[0].condition[0].key.value, "k");
}

#[test]
fn diagnostics_are_bounded_and_the_document_still_refused() {
    let (document, diagnostics) = read(&with(&format!(r#""Resource":[{}""]"#, r#""","#.repeat(1000))));
    assert_eq!(document, None);
    assert_eq!(diagnostics.len(), MAX_DIAGNOSTICS + 1);
}
