use super::*;

/// Each error of `text` as what it stands at and its message.
fn errors(text: &str) -> Vec<(&str, String)> {
    let (node, diagnostics) = read_json(text);
    assert_eq!(node.is_some(), diagnostics.is_empty());
    diagnostics.into_iter().map(|one| (&text[one.span.start..one.span.end], one.message)).collect()
}

#[track_caller]
fn fails(text: &str, expected: &[(&str, &str)]) {
    let found = errors(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(at, message)| (*at, message.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

fn read(text: &str) -> Value {
    let (node, diagnostics) = read_json(text);
    node.unwrap_or_else(|| panic!("{diagnostics:?}")).value
}

#[test]
fn every_kind_of_value_is_read_with_its_place() {
    let text = " {\"a\": [null, true, false, -0.5e+2, \"x\"], \"b\": {}} ";
    let node = read_json(text).0.unwrap();
    assert_eq!(node.span, Span::new(1, text.len() - 1));
    let Value::Object(members) = &node.value else { panic!() };
    assert_eq!(members[0].key, Spanned::new("a".to_owned(), Span::new(2, 5)));
    let Value::Array(items) = &members[0].value.value else { panic!() };
    let written: Vec<&str> = items.iter().map(|item| &text[item.span.start..item.span.end]).collect();
    assert_eq!(written, ["null", "true", "false", "-0.5e+2", "\"x\""]);
    let kinds: Vec<&str> = items.iter().map(|item| item.value.kind()).collect();
    assert_eq!(kinds, ["`null`", "`true`", "`false`", "a number", "a string"]);
    assert_eq!(items[3].value, Value::Number("-0.5e+2".to_owned()));
    assert_eq!(members[1].value.value, Value::Object(Vec::new()));
}

#[test]
fn equal_keys_are_both_kept() {
    let Value::Object(members) = read("{\"a\":1,\"a\":2}") else { panic!() };
    assert_eq!(members.len(), 2);
}

#[test]
fn escapes_are_decoded() {
    let text = r#""\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\ude00é""#;
    assert_eq!(read(text), Value::String("\"\\/\u{8}\u{c}\n\r\té€😀é".to_owned()));
    assert_eq!(read("\"\u{7f}\u{2028}\""), Value::String("\u{7f}\u{2028}".to_owned()));
}

#[test]
fn wrong_escapes_are_reported_each_at_its_place() {
    fails(
        r#"["\x", "a\'b", "\u12", "\u+123", "\ud800", "\ud800x", "\ud800\u0041", "\udc00"]"#,
        &[
            (r"\x", r"unknown escape `\x`"),
            (r"\'", r"unknown escape `\'`"),
            (r"\u12", "`\\u` must be followed by four hexadecimal digits"),
            (r"\u", "`\\u` must be followed by four hexadecimal digits"),
            (r"\ud800", r"`\ud800` is half of a surrogate pair"),
            (r"\ud800", r"`\ud800` is half of a surrogate pair"),
            (r"\ud800", r"`\ud800` is half of a surrogate pair"),
            (r"\udc00", r"`\udc00` is half of a surrogate pair"),
        ],
    );
    fails("\"\\é\"", &[("\\é", "unknown escape `\\é`")]);
    fails("\"a\\\tb\"", &[("\\", "a backslash with nothing to escape"), ("\t", "tab inside a string")]);
}

#[test]
fn control_characters_in_strings_are_errors() {
    fails("\"a\tb\"", &[("\t", "tab inside a string")]);
    fails("\"a\u{1}b\"", &[("\u{1}", "control character U+0001 inside a string")]);
    fails("\"a\r\n b\"", &[("\r\n", "line break inside a string")]);
}

#[test]
fn numbers_are_strict() {
    for good in ["0", "-0", "10", "0.0", "1e5", "1E-5", "-1.5e+10", "123456789012345678901234567890"] {
        assert_eq!(read(good), Value::Number(good.to_owned()));
    }
    for bad in
        ["00", "01", "-01", "+1", ".5", "1.", "1.e5", "1e", "1e+", "-", "0x10", "1_000", "2012-10-17", "--1"]
    {
        fails(bad, &[(bad, &format!("malformed number `{bad}`"))]);
    }
    let account = read_json("[012345678901]").1;
    assert!(account[0].hint.as_deref().unwrap().contains("account id is a string"));
}

#[test]
fn words_that_are_no_values_are_reported_and_reading_goes_on() {
    let text = "[True, None, foo, NaN, nul]";
    let at = ["True", "None", "foo", "NaN", "nul"];
    let messages: Vec<String> = at.iter().map(|word| format!("expected a value, found `{word}`")).collect();
    let expected: Vec<(&str, &str)> = at.iter().copied().zip(messages.iter().map(String::as_str)).collect();
    fails(text, &expected);
    let hints: Vec<Option<String>> = read_json(text).1.into_iter().map(|one| one.hint).collect();
    assert_eq!(hints[0].as_deref(), Some("write `true`"));
    assert_eq!(hints[1].as_deref(), Some("write `null`"));
}

#[test]
fn nothing_and_too_much_are_errors() {
    fails("", &[("", "expected a value, found the end of the text")]);
    fails(" \n", &[("", "expected a value, found the end of the text")]);
    fails("{} {}", &[("{", "expected the end of the text, found `{`")]);
    fails("{}}", &[("}", "expected the end of the text, found `}`")]);
    fails("1 2", &[("2", "expected the end of the text, found `2`")]);
}

#[test]
fn commas_too_many_are_reported() {
    fails("[1,]", &[(",", "trailing comma before `]`")]);
    fails("{\"a\":1,}", &[(",", "trailing comma before `}`")]);
    fails("[,1,,2]", &[(",", "unexpected `,`"), (",", "unexpected `,`")]);
}

#[test]
fn commas_too_few_are_reported() {
    fails("[1 2]", &[("2", "expected `,` or `]`, found `2`")]);
    fails(
        "[\"a\" \"b\" \"c\"]",
        &[("\"b\"", "expected `,` or `]`, found `\"b\"`"), ("\"c\"", "expected `,` or `]`, found `\"c\"`")],
    );
    fails("{\"a\":1 \"b\":2}", &[("\"b\"", "expected `,` or `}`, found `\"b\"`")]);
    fails("{\"a\":1; \"b\":2}", &[(";", "expected `,` or `}`, found `;`")]);
    fails(
        "{\"a\":1 b: 2, \"c\": [1}",
        &[("b", "expected `,` or `}`, found `b`"), ("}", "expected `,` or `]`, found `}`")],
    );
    fails("{\"a\":1 {\"b\":2} }", &[("{", "expected `,` or `}`, found `{`")]);
}

#[test]
fn colons_and_keys_are_checked() {
    fails(
        "{\"a\" 1, \"b\"=2, \"c\"=>3, \"d\"}",
        &[
            ("1", "expected `:` after the key `a`, found `1`"),
            ("=2", "expected `:` after the key `b`, found `=2`"),
            ("=>3", "expected `:` after the key `c`, found `=>3`"),
            ("}", "expected `:` after the key `d`, found `}`"),
        ],
    );
    fails(
        "{a: 1, 2: 3, {}: 4}",
        &[
            ("a", "expected a key in double quotes, found `a`"),
            ("2", "expected a key in double quotes, found `2`"),
            ("{", "expected a key in double quotes, found `{`"),
        ],
    );
    fails("{\"a\":}", &[("}", "expected a value, found `}`")]);
    fails("[\"a\": 1, 2]", &[(":", "unexpected `:`")]);
    fails(
        "{: 1}",
        &[
            (":", "unexpected `:`"),
            ("1", "expected a key in double quotes, found `1`"),
            ("}", "expected `:` after the key `1`, found `}`"),
        ],
    );
}

#[test]
fn brackets_must_match() {
    fails("{\"a\":[1,2}", &[("}", "expected `,` or `]`, found `}`")]);
    fails("[{\"a\":1]", &[("]", "expected `,` or `}`, found `]`")]);
    fails("[1}]", &[("}", "expected `,` or `]`, found `}`")]);
    fails("{\"a\":[1,2", &[("[", "this array is never closed, the text ends first")]);
    fails("{\"a\":", &[("{", "this object is never closed, the text ends first")]);
    fails("]", &[("]", "expected a value, found `]`")]);
    // A container that is over is none that a stray bracket could close.
    fails("{\"a\":[1], \"b\":2], \"c\":3}", &[("]", "expected `,` or `}`, found `]`")]);
    fails("[{\"a\":1}, 2}, 3]", &[("}", "expected `,` or `]`, found `}`")]);
}

#[test]
fn comments_and_odd_spaces_are_reported_and_stepped_over() {
    fails(
        "// a\n{ /* b */ \"a\": # c\n 1\u{a0}}",
        &[
            ("// a", "JSON has no comments, found `// a`"),
            ("/* b */", "JSON has no comments, found `/* b */`"),
            ("# c", "JSON has no comments, found `# c`"),
            ("\u{a0}", "the invisible character U+00A0 is not white space in JSON"),
        ],
    );
    fails("1 /*/", &[("/*/", "JSON has no comments, found `/*/`")]);
}

#[test]
fn quotes_of_other_kinds_are_reported() {
    fails(
        "{'a': \u{201c}b\u{201d}, \"c\": 'd'}",
        &[
            ("'a'", "string in single quotes"),
            ("\u{201c}b\u{201d}", "string in curly quotes"),
            ("'d'", "string in single quotes"),
        ],
    );
    fails("['a]", &[("'a", "expected a value, found `'a`")]);
}

#[test]
fn a_string_that_is_not_closed_does_not_swallow_the_rest() {
    fails(
        "{\"a\": \"Allow,\n \"b\": tru}",
        &[
            ("\"Allow", "string is not closed before the end of its line"),
            ("tru", "expected a value, found `tru`"),
        ],
    );
    fails("{\"a\": \"Allow\n}", &[("\"Allow", "string is not closed before the end of its line")]);
    fails("{\"a\": \"b\n\", \"c\": 1}", &[("\n", "line break inside a string")]);
    fails("[\"a", &[("\"a", "string is never closed")]);
    fails("[\"a\\", &[("\"a\\", "string is never closed")]);
}

#[test]
fn errors_are_bounded() {
    let (node, diagnostics) = read_json(&"[tru".repeat(100));
    assert_eq!(node, None);
    assert_eq!(diagnostics.len(), 51);
    assert_eq!(diagnostics[50].message, "too many errors, the rest are not shown");
    let text = format!("[{}]", "tru,".repeat(100));
    let mut reader = Reader::<String>::new(&text);
    reader.value(0);
    assert!(reader.pos < text.len() * 3 / 4, "reading stops where reporting does");
}

#[test]
fn depth_is_limited_exactly() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read_json(&nested(MAX_DEPTH)).0.is_some());
    fails(&nested(MAX_DEPTH + 1), &[("[", "nested more than 128 levels deep")]);
    let (_, diagnostics) = read_json(&nested(MAX_DEPTH + 1));
    assert_eq!(diagnostics[0].span.start, MAX_DEPTH);
}

#[test]
fn a_byte_order_mark_is_skipped_once() {
    let node = read_json("\u{feff}1").0.unwrap();
    assert_eq!(node.span, Span::new(3, 4));
    fails("\u{feff}\u{feff}1", &[("\u{feff}", "the invisible character U+FEFF is not white space in JSON")]);
}

#[test]
fn offsets_of_a_string_lead_back_to_the_text() {
    let text = r#"["a\n\u00e9\ud83d\ude00é!"]"#;
    let map = offsets(text, Span::new(1, text.len() - 1)).unwrap();
    let decoded = "a\né😀é!";
    let places: Vec<&str> = decoded
        .char_indices()
        .map(|(at, character)| {
            let span = map.original_span(Span::new(at, at + character.len_utf8()));
            &text[span.start..span.end]
        })
        .collect();
    assert_eq!(places, ["a", r"\n", r"\u00e9", r"\ud83d\ude00", "é", "!"]);
    assert_eq!(map.original(decoded.len()), text.len() - 2);
    for span in [Span::new(0, 3), Span::new(3, 4), Span::new(2, 1), Span::new(7, 999)] {
        assert_eq!(offsets(text, span), None);
    }
}
