//! One escape of a JSON string. Decoding and the offset map both read escapes here, so that they agree.

use crate::parse::diagnostic::quoted;

/// An escape that was read.
pub(super) struct Escape {
    /// What it stands for.
    pub(super) character: char,
    /// Its length in the text, in bytes.
    pub(super) length: usize,
}

/// An escape that is wrong.
pub(super) struct Malformed {
    /// Why.
    pub(super) message: String,
    /// What to write.
    pub(super) hint: Option<&'static str>,
    /// How many bytes to step over; at least 1, ends on a character boundary.
    pub(super) length: usize,
}

/// Reads the escape that `text` begins with; a text that begins with none is malformed.
pub(super) fn escape(text: &str) -> Result<Escape, Malformed> {
    let plain = |character| Ok(Escape { character, length: 2 });
    let mut characters = text.chars();
    let first = characters.next();
    match characters.next().filter(|_| first == Some('\\')) {
        Some(same @ ('"' | '\\' | '/')) => plain(same),
        Some('b') => plain('\u{8}'),
        Some('f') => plain('\u{c}'),
        Some('n') => plain('\n'),
        Some('r') => plain('\r'),
        Some('t') => plain('\t'),
        Some('u') => unicode(text),
        Some(other) if other >= ' ' => {
            let length = 1 + other.len_utf8();
            let hint = match other {
                'x' => "a character by its number is written `\\u00e9`",
                '\'' => "a single quote needs no escape",
                _ => "a backslash itself is written `\\\\`",
            };
            let message = format!("unknown escape {}", quoted(text.get(..length).unwrap_or("")));
            Err(Malformed { message, hint: Some(hint), length })
        }
        _ => {
            let message = "a backslash with nothing to escape".to_owned();
            Err(Malformed { message, hint: None, length: 1 })
        }
    }
}

/// Reads `\uXXXX`, or two of them that are a surrogate pair.
fn unicode(text: &str) -> Result<Escape, Malformed> {
    let Some(unit) = unit(text) else {
        let digits = text.chars().skip(2).take(4).take_while(char::is_ascii_hexdigit).count();
        let message = "`\\u` must be followed by four hexadecimal digits".to_owned();
        return Err(Malformed { message, hint: None, length: 2 + digits });
    };
    if let Some(character) = char::from_u32(unit) {
        return Ok(Escape { character, length: 6 });
    }
    let second = text.get(6..).and_then(self::unit).filter(|second| (0xdc00..0xe000).contains(second));
    let pair = second.filter(|_| unit < 0xdc00).map(|second| {
        let (high, low) = (unit - 0xd800, second - 0xdc00);
        0x1_0000 + (high << 10) + low
    });
    match pair.and_then(char::from_u32) {
        Some(character) => Ok(Escape { character, length: 12 }),
        None => {
            let message = format!("{} is half of a surrogate pair", quoted(text.get(..6).unwrap_or("")));
            let hint = Some("a character beyond U+FFFF is written as two escapes");
            Err(Malformed { message, hint, length: 6 })
        }
    }
}

/// The number after `\u`, four hexadecimal digits.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    // `from_str_radix` alone would take a sign.
    let valid = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    valid.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}
