//! Literals of SMT-LIB.

use crate::model::Decimal;

/// The string literal for `text`: printable ASCII as it is, `"` doubled, all else (and `\`) as `\u{…}`.
pub fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\"\""),
            ' '..='~' if c != '\\' => literal.push(c),
            c => literal.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
        }
    }
    literal.push('"');
    literal
}

/// The text that the inside of a string literal stands for (the outer quotes taken off, `""` still doubled);
/// `None` where an escape names no character that Rust's texts can hold.
pub fn read_string(inside: &str) -> Option<String> {
    let mut text = String::with_capacity(inside.len());
    let undoubled = inside.replace("\"\"", "\"");
    let mut rest = undoubled.as_str();
    while let Some(c) = rest.chars().next() {
        match escape(rest) {
            Some((code, after)) => {
                text.push(char::from_u32(code)?);
                rest = after;
            }
            None => {
                text.push(c);
                rest = rest.get(c.len_utf8()..)?;
            }
        }
    }
    Some(text)
}

/// The code of the escape that `text` begins with, and what follows it: `\u{h…}` or `\uhhhh` (also `\xhh`,
/// which older solvers print).
fn escape(text: &str) -> Option<(u32, &str)> {
    let (digits, after) = if let Some(rest) = text.strip_prefix("\\u{") {
        rest.split_once('}')?
    } else if let Some(rest) = text.strip_prefix("\\u") {
        rest.split_at_checked(4)?
    } else {
        text.strip_prefix("\\x")?.split_at_checked(2)?
    };
    let hex = (1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten().map(|code| (code, after))
}

/// The real literal for `number`.
pub(super) fn real(number: &Decimal) -> String {
    let (whole, fraction) = number.digits();
    let fraction = if fraction.is_empty() { "0" } else { fraction };
    if number.is_negative() { format!("(- {whole}.{fraction})") } else { format!("{whole}.{fraction}") }
}
