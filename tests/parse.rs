//! Properties of the parser: no input breaks it, places are right, and what is printed is read back.

use std::time::{Duration, Instant};

use hornbeam::parse::{
    ConditionEntry, Diagnostic, Document, ListElement, MAX_BYTES, Member, Node, Parsed, PrincipalValue,
    Source, Span, Spanned, Statement, Value, read_document, read_json, read_policy, read_policy_value,
};
use proptest::prelude::*;

/// Policies of real shapes, whole, to be broken.
const POLICIES: [&str; 4] = [
    r#"{"Version": "2012-10-17", "Statement": [{"Sid": "A", "Effect": "Allow", "Action": ["s3:GetObject", "s3:Put*"],
        "Resource": "arn:aws:s3:::bücket/${aws:username}/*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"},
        "NumericLessThan": {"s3:max-keys": 10}, "Bool": {"aws:SecureTransport": [true, "false"]}}}]}"#,
    r#"{"Policy":"{\"Version\":\"2008-10-17\",\"Id\":\"x\",\"Statement\":{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":\"*\"},\"NotAction\":\"s3:*\",\"NotResource\":[\"\\u00e9\\n\"]}}"}"#,
    "%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%22%2A%22%2C%22Action%22%3A%22sts%3A%C3%A9%22%7D%5D%7D",
    "{\r\n\t\"Role\": {\"AssumeRolePolicyDocument\": \"%7B%22Statement%22%3A%20[]%7D\"},\r\n\t\"x\": \"\\ud83d\\ude00\"}",
];

fn check_span(text: &str, span: Span) {
    assert!(span.start <= span.end, "{span:?}");
    assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
}

fn check_diagnostics(text: &str, diagnostics: &[Diagnostic]) {
    for one in diagnostics {
        check_span(text, one.span);
        for line in [Some(&one.message), one.hint.as_ref()].into_iter().flatten() {
            assert!(!line.is_empty() && line.len() < 1000, "{line}");
            assert!(!line.ends_with('.') && !line.chars().any(char::is_control), "{line}");
        }
    }
}

fn check_node(text: &str, node: &Node) {
    check_span(text, node.span);
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| check_node(text, item)),
        Value::Object(members) => members.iter().for_each(|member| {
            check_span(text, member.key.span);
            check_node(text, &member.value);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn check_statement(text: &str, statement: &Statement) {
    let texts = |list: &[Spanned<String>]| list.iter().for_each(|one| check_span(text, one.span));
    check_span(text, statement.span);
    check_span(text, statement.effect.span);
    statement.sid.iter().for_each(|sid| check_span(text, sid.span));
    let list = |element: &ListElement| {
        check_span(text, element.span);
        texts(&element.values);
        assert!(!element.values.is_empty());
    };
    list(&statement.action);
    statement.resource.iter().for_each(list);
    if let Some(principal) = &statement.principal {
        check_span(text, principal.span);
        match &principal.value {
            PrincipalValue::Everyone(span) => check_span(text, *span),
            PrincipalValue::Map(entries) => entries.iter().for_each(|entry| {
                check_span(text, entry.kind.span);
                texts(&entry.values);
            }),
        }
    }
    for ConditionEntry { operator, key, values, span } in &statement.condition {
        [operator.span, key.span, *span].into_iter().for_each(|one| check_span(text, one));
        texts(values);
    }
}

fn check_parsed(text: &str, parsed: &Parsed) {
    check_diagnostics(text, &parsed.diagnostics);
    assert_eq!(parsed.document.is_none(), parsed.diagnostics.iter().any(Diagnostic::is_error));
    if let Some(Document { span, version, id, statements }) = &parsed.document {
        check_span(text, *span);
        version.iter().for_each(|one| check_span(text, one.span));
        id.iter().for_each(|one| check_span(text, one.span));
        assert!(!statements.is_empty());
        statements.iter().for_each(|one| check_statement(text, one));
    }
}

/// Reads the text in every way there is and checks what holds of any text.
fn check_text(text: &str) {
    let (node, diagnostics) = read_json(text);
    check_diagnostics(text, &diagnostics);
    assert_eq!(node.is_none(), diagnostics.iter().any(Diagnostic::is_error));
    if let Some(node) = &node {
        check_node(text, node);
        check_parsed(text, &read_policy_value(text, node));
        let (document, diagnostics) = read_document(node);
        check_parsed(text, &Parsed { document, diagnostics });
    }
    let source = Source::new("test", text);
    let parsed = read_policy(&source);
    check_parsed(text, &parsed);
    for one in &parsed.diagnostics {
        let position = source.position(one.span.start);
        let before = text.get(..one.span.start).unwrap_or(text);
        // One mark of byte order; a second one is a character like any.
        let before = before.strip_prefix('\u{feff}').unwrap_or(before);
        assert_eq!(position.offset, before.chars().count());
        assert!(position.column <= source.line_text(position.line).chars().count() + 1);
    }
}

/// JSON as a program prints it: every string escaped in one of several ways.
fn print(node: &Node, out: &mut String) {
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Number(text) => out.push_str(text),
        Value::String(text) => print_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { " ,\n" });
                print(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (at, member) in members.iter().enumerate() {
                out.push_str(if at == 0 { " " } else { "," });
                print_string(&member.key.value, out);
                out.push_str("\t: ");
                print(&member.value, out);
            }
            out.push('}');
        }
    }
}

fn print_string(text: &str, out: &mut String) {
    out.push('"');
    for (at, character) in text.chars().enumerate() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '/' if at % 2 == 0 => out.push_str("\\/"),
            _ if character < ' ' || at % 3 == 0 => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// The value with all places forgotten.
fn without_places(node: Node) -> Node {
    let value = match node.value {
        Value::Array(items) => Value::Array(items.into_iter().map(without_places).collect()),
        Value::Object(members) => {
            let member = |one: Member| Member {
                key: Spanned { value: one.key.value, span: Span::default() },
                value: without_places(one.value),
            };
            Value::Object(members.into_iter().map(member).collect())
        }
        scalar @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => scalar,
    };
    Node { value, span: Span::default() }
}

fn plain(value: Value) -> Node {
    Node { value, span: Span::default() }
}

fn json_value() -> impl Strategy<Value = Node> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,5})?([eE][+-]?[0-9]{1,3})?".prop_map(Value::Number),
        any::<String>().prop_map(Value::String),
    ];
    scalar.prop_map(plain).prop_recursive(6, 64, 8, |inner| {
        let key = any::<String>().prop_map(|value| Spanned { value, span: Span::default() });
        let member = (key, inner.clone()).prop_map(|(key, value)| Member { key, value });
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::Array),
            prop::collection::vec(member, 0..6).prop_map(Value::Object),
        ]
        .prop_map(plain)
    })
}

/// Texts made of what JSON and policies are made of, in any order.
fn json_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "'",
            " ",
            "\n",
            "\r\n",
            "//",
            "/*",
            "*/",
            "#",
            "true",
            "nul",
            "-1.5e3",
            "01",
            "\\u12",
            "\\ud83d",
            "\\ude00",
            "é",
            "\u{feff}",
            "\u{a0}",
            "“",
            "”",
            "%7B",
            "%22",
            "%C3",
            "%",
            "=",
            ";",
            "\"a\"",
            "\"Statement\":",
            "\"Effect\":",
            "\"Allow\"",
            "\"Action\":",
            "\"Policy\":",
            "\"Condition\":{",
            "\"*\"",
            "\"Principal\":",
            "\u{1}",
            "\\\"",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// One of [`POLICIES`] with some characters taken out, put in or exchanged.
fn broken_policy() -> impl Strategy<Value = String> {
    let character =
        prop_oneof![prop::sample::select("{}[],:\"\\'%é \n1aA".chars().collect::<Vec<_>>()), any::<char>()];
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..3_usize, character), 0..6);
    (prop::sample::select(POLICIES.to_vec()), edits).prop_map(|(policy, edits)| {
        let mut text: Vec<char> = policy.chars().collect();
        for (at, edit, character) in edits {
            if text.is_empty() {
                break;
            }
            let at = at.index(text.len());
            match edit {
                0 => drop(text.remove(at)),
                1 => text.insert(at, character),
                _ => text.iter_mut().skip(at).take(1).for_each(|old| *old = character),
            }
        }
        text.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn no_bytes_break_the_parser(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        match Source::from_bytes("test", bytes.clone()) {
            Ok(source) => check_text(source.text()),
            Err(refusal) => prop_assert!(refusal.span.end <= bytes.len() && refusal.is_error()),
        }
    }

    #[test]
    fn no_text_breaks_the_parser(text in any::<String>()) {
        check_text(&text);
    }

    #[test]
    fn no_text_like_json_breaks_the_parser(text in json_like()) {
        check_text(&text);
    }

    #[test]
    fn no_broken_policy_breaks_the_parser(text in broken_policy()) {
        check_text(&text);
    }

    #[test]
    fn nested_texts_keep_their_places(text in broken_policy()) {
        let mut wrapped = "{\"Policy\": ".to_owned();
        print_string(&text, &mut wrapped);
        wrapped.push('}');
        check_text(&wrapped);
    }

    #[test]
    fn what_is_printed_is_read_back(value in json_value()) {
        let mut text = String::new();
        print(&value, &mut text);
        let (node, diagnostics) = read_json(&text);
        prop_assert_eq!(diagnostics, vec![]);
        prop_assert_eq!(without_places(node.unwrap()), value);
    }

    #[test]
    fn a_text_is_json_iff_serde_says_so(text in prop_oneof![json_like(), broken_policy()]) {
        let (node, _) = read_json(&text);
        let mark = text.starts_with('\u{feff}');
        prop_assume!(!mark);
        let serde = serde_json::from_str::<serde_json::Value>(&text);
        // Serde also refuses numbers beyond its own types, and reads no further: no matter of syntax.
        prop_assume!(!serde.as_ref().is_err_and(|error| error.to_string().contains("out of range")));
        prop_assert_eq!(node.is_some(), serde.is_ok(), "{}", text);
    }

    #[test]
    fn places_in_nested_texts_are_those_of_what_stands_there(before in any::<String>(), sid in any::<String>()) {
        // The document's text holds `before` and `sid`, escaped once; the file holds that text, escaped
        // again.
        let mut document = "{\"Id\":".to_owned();
        print_string(&before, &mut document);
        document.push_str(",\"Statement\":{\"Sid\":");
        print_string(&sid, &mut document);
        document.push_str(",\"Effect\":\"Allow\",\"Action\":\"a:b\"}}");
        let mut file = "{\"Policy\":".to_owned();
        print_string(&document, &mut file);
        file.push('}');
        let parsed = read_policy(&Source::new("test", file.clone()));
        prop_assert_eq!(&parsed.diagnostics, &vec![]);
        let found = parsed.document.unwrap();
        let read = |span: Span| -> String {
            // What stands there, read as a string's inside twice, is the value.
            let outer = serde_json::from_str::<String>(&format!("\"{}\"", &file[span.start..span.end])).unwrap();
            serde_json::from_str(&outer).unwrap()
        };
        let found_id = found.id.unwrap();
        prop_assert_eq!((read(found_id.span), found_id.value), (before.clone(), before));
        let found_sid = found.statements[0].sid.clone().unwrap();
        prop_assert_eq!((read(found_sid.span), found_sid.value), (sid.clone(), sid));
    }
}

#[test]
fn the_unbroken_policies_are_read() {
    for policy in POLICIES.iter().take(3) {
        let parsed = read_policy(&Source::new("test", *policy));
        assert!(parsed.document.is_some(), "{:?}", parsed.diagnostics);
        check_text(policy);
    }
}

#[test]
fn huge_texts_end_at_once() {
    let huge = |piece: &str| piece.repeat(MAX_BYTES / piece.len());
    for (piece, errors) in
        [("[", 1), ("{\"a\":", 1), ("\"", 1), ("'", 51), ("“ ", 51), ("\"\n", 51), ("„", 51), ("\n", 1)]
    {
        let text = huge(piece);
        let start = Instant::now();
        let (node, diagnostics) = read_json(&text);
        assert_eq!(node, None, "{piece}");
        assert!(diagnostics.len() <= errors, "{piece}: {} errors", diagnostics.len());
        let parsed = read_policy(&Source::new("test", text));
        assert_eq!(parsed.document, None);
        assert!(start.elapsed() < Duration::from_secs(20), "{piece}: {:?}", start.elapsed());
    }
    let (node, diagnostics) = read_json(&" ".repeat(MAX_BYTES + 1));
    assert_eq!((node, diagnostics.len()), (None, 1));
    assert!(diagnostics[0].message.contains("at most 10485760"), "{}", diagnostics[0].message);
}
