use super::*;
use crate::parse::grammar::{read_policy, read_policy_value};
use crate::parse::source::Source;

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":{"Sid":"é","Effect":"Allow","Action":"s3:*"}}"#;

fn json_text(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// What the text has at the place of the first action, or the errors.
fn action(text: &str) -> Result<String, Vec<(String, String)>> {
    let parsed = read_policy(&Source::new("test", text));
    let at = |span: Span| text[span.start..span.end].to_owned();
    match parsed.document {
        Some(document) => Ok(at(document.statements[0].action.values[0].span)),
        None => Err(parsed.diagnostics.into_iter().map(|one| (at(one.span), one.message)).collect()),
    }
}

#[track_caller]
fn fails(text: &str, at: &str, message: &str) {
    assert_eq!(action(text), Err(vec![(at.to_owned(), message.to_owned())]), "{text}");
}

#[test]
fn the_shapes_that_awss_programs_print_are_unwrapped() {
    let text = json_text(POLICY);
    for shape in [
        POLICY.to_owned(),
        format!(r#"{{"PolicyVersion":{{"Document":{POLICY},"VersionId":"v1"}}}}"#),
        format!(r#"{{"Policy":{POLICY}}}"#),
        format!(r#"{{"PolicyName":"p","PolicyDocument":{POLICY}}}"#),
        format!(r#"{{"Role":{{"RoleName":"r","AssumeRolePolicyDocument":{POLICY}}}}}"#),
        format!(r#"{{"AssumeRolePolicyDocument":{POLICY}}}"#),
        format!(r#"{{"ResourcePolicy":{POLICY}}}"#),
        format!("\u{feff}{POLICY}"),
    ] {
        assert_eq!(action(&shape), Ok("\"s3:*\"".to_owned()), "{shape}");
    }
    for shape in [
        text.clone(),
        format!(r#"{{"Policy":{text},"RevisionId":"1"}}"#),
        format!(r#"{{"PolicyDocument":{text}}}"#),
        format!(r#"{{"Role":{{"AssumeRolePolicyDocument":{text}}}}}"#),
        format!(r#"{{"AssumeRolePolicyDocument":{text}}}"#),
        format!(r#"{{"ARN":"a","ResourcePolicy":{text}}}"#),
        format!(r#"{{"Attributes":{{"Policy":{text}}}}}"#),
        format!(r#"{{"Policy":{{"PolicySummary":{{}},"Content":{text}}}}}"#),
        format!(r#"{{"policyText":{text}}}"#),
    ] {
        assert_eq!(action(&shape), Ok("\\\"s3:*\\\"".to_owned()), "{shape}");
    }
}

#[test]
fn percent_encoded_texts_are_decoded() {
    let encoded = percent(POLICY);
    for shape in [
        encoded.clone(),
        format!("{encoded}\n"),
        format!("\u{feff} {encoded}"),
        encoded.replace("%7B", "%7b").replace("%2C", "%2c"),
        json_text(&encoded),
        format!(r#"{{"PolicyDocument":"{encoded}"}}"#),
        format!(r#"{{"Role":{{"AssumeRolePolicyDocument":"{encoded}"}}}}"#),
        percent(&json_text(POLICY)),
    ] {
        let found = action(&shape).unwrap();
        assert!(found == "%22s3%3A%2A%22" || found == "%5C%22s3%3A%2A%5C%22", "{found} in {shape}");
    }
    // A plus sign is a plus sign, and escapes need not be everywhere.
    let plus = "%7b\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a+b:%2A\"}}";
    assert_eq!(action(plus), Ok("\"a+b:%2A\"".to_owned()));
}

#[test]
fn errors_inside_texts_stand_at_their_place_in_the_file() {
    fails(
        r#"{"Policy":"{\"Statement\":{\"Effect\":\"allow\",\"Action\":\"s3:*\"}}"}"#,
        r#"\"allow\""#,
        "effect must be `Allow` or `Deny`, found `allow`",
    );
    fails(
        r#"{"Policy":"{\"Foo\":1,\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\"}}"}"#,
        r#"\"Foo\""#,
        "unknown policy element `Foo`",
    );
    fails(r#"{"Policy":"{\"Statement\": [tru]}"}"#, "tru", "expected a value, found `tru`");
    fails(r#"{"Policy":"{\n\t\"Id\": \"\\x\"}"}"#, r"\\x", "unknown escape `\\x`");
    fails(
        r#"{"Policy":"{\"Id\": \"é\\u00e9\u00e9\", \"a\" 1}"}"#,
        "1",
        "expected `:` after the key `a`, found `1`",
    );
    fails("%7B%22Statement%22%3A%20tru%7D", "tru", "expected a value, found `tru`");
    let twice = json_text(&json_text(r#"{"Id": tru}"#));
    fails(&twice, "tru", "expected a value, found `tru`");
    let mixed = percent(&json_text("{\"Id\": \"\\é\"}"));
    fails(&mixed, "%5C%5C%C3%A9", "unknown escape `\\é`");
}

#[test]
fn percent_encoding_is_checked() {
    fails("%7B%2", "%", "`%` must be followed by two hexadecimal digits, found `%2`");
    fails("%7B%+1", "%", "`%` must be followed by two hexadecimal digits, found `%+1`");
    fails("%7B%22%FF%22", "%FF", "the percent-encoded text is not UTF-8 from here on");
    // Not percent-encoded, only wrong.
    fails("%zz", "%zz", "expected a value, found `%zz`");
}

#[test]
fn strings_that_are_no_documents_are_refused() {
    fails(r#"{"Policy":""}"#, "\"\"", "the policy is an empty string");
    fails(
        r#"{"Policy":"file://p.json"}"#,
        "\"file://p.json\"",
        "expected a policy document, found the text `file://p.json`",
    );
    fails(r#"{"Policy":null}"#, "null", "a policy document must be an object, found `null`");
    fails("[1]", "[1]", "a policy document must be an object, found an array");
}

#[test]
fn objects_without_a_document_are_refused_once() {
    let described = r#"{"Policy":{"PolicyName":"p","Arn":"a","DefaultVersionId":"v1"}}"#;
    fails(
        described,
        r#"{"PolicyName":"p","Arn":"a","DefaultVersionId":"v1"}"#,
        "there is no policy document in this object",
    );
    let hint = read_policy(&Source::new("test", described)).diagnostics[0].hint.clone();
    assert!(hint.unwrap().contains("get-policy-version"));
    fails(r#"{"foo":1}"#, r#"{"foo":1}"#, "there is no policy document in this object");
    fails("{}", "{}", "the policy document has no `Statement`");
    // Nearly a document: the grammar says what is wrong with it.
    let nearly = action(r#"{"Statements":[]}"#).unwrap_err();
    assert!(nearly.iter().any(|(_, message)| message == "unknown policy element `Statements`"), "{nearly:?}");
}

#[test]
fn two_carriers_are_ambiguous() {
    fails(
        r#"{"Policy":{},"Document":{}}"#,
        "\"Document\"",
        "both `Policy` and `Document` may hold the policy",
    );
    fails(r#"{"Policy":{},"Policy":{}}"#, "\"Policy\"", "`Policy` appears twice in one object");
    // A document's own elements go before any carrier.
    let document = action(r#"{"Version":"2012-10-17","Policy":{}}"#).unwrap_err();
    assert!(document.iter().any(|(at, _)| at == "\"Policy\""), "{document:?}");
}

#[test]
fn wrapping_is_limited_exactly() {
    let wrapped = |times: usize| (0..times).fold("{\"foo\":1}".to_owned(), |text, _| json_text(&text));
    let message = |text: &str| action(text).unwrap_err()[0].1.clone();
    assert_eq!(message(&wrapped(MAX_LAYERS)), "there is no policy document in this object");
    assert_eq!(message(&wrapped(MAX_LAYERS + 1)), "the policy is wrapped in more than 8 strings");
}

#[test]
fn a_value_of_a_larger_file_keeps_the_files_places() {
    let larger = format!(r#"[{POLICY}, {}, {{"Policy":{}}}, 7]"#, json_text(POLICY), json_text(POLICY));
    let Value::Array(items) = read_json(&larger).0.unwrap().value else { panic!() };
    let action = |node: &Node| {
        let span = read_policy_value(&larger, node).document.unwrap().statements[0].action.values[0].span;
        (&larger[span.start..span.end], items[0].span.end < span.start)
    };
    assert_eq!(action(&items[0]), ("\"s3:*\"", false));
    assert_eq!(action(&items[1]), ("\\\"s3:*\\\"", true));
    assert_eq!(action(&items[2]), ("\\\"s3:*\\\"", true));
    let refused = read_policy_value(&larger, &items[3]);
    assert_eq!(refused.document, None);
    assert_eq!(refused.diagnostics[0].span, items[3].span);
    // A node of another text is refused, not misread.
    let refused = read_policy_value("[]", &items[1]);
    assert_eq!(refused.diagnostics[0].message, "this string could not be read again");
}
