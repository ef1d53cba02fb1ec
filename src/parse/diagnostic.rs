//! What is said about a user's file: a message at a place, and perhaps a hint.
//!
//! Style: lower case, no full stop, user input in backticks and cut short, never a Rust type's name.

use super::span::Span;

/// The most characters of user input that one message repeats.
pub(crate) const MAX_QUOTED: usize = 60;

/// Whether a diagnostic makes the file unusable.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, but likely does not say what was meant.
    Warning,
}

/// One remark about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it stands.
    pub span: Span,
    /// What to do about it, in one line, without the word "hint".
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error at `span`.
    pub fn error(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Error, message: message.into(), span, hint: None }
    }

    /// A warning at `span`.
    pub fn warning(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, message: message.into(), span, hint: None }
    }

    /// The same with a hint, in place of any it had.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// The same with the hint, if there is one.
    pub(crate) fn with_hint_if(mut self, hint: Option<String>) -> Diagnostic {
        self.hint = hint.or(self.hint);
        self
    }

    /// True iff the severity is [`Severity::Error`].
    pub fn is_error(&self) -> bool {
        matches!(self.severity, Severity::Error)
    }
}

/// User input for a message: in backticks, at most 60 characters, on one line, and safe to print on a
/// terminal (control characters and those that turn the writing direction are shown as escapes).
pub fn quoted(text: &str) -> String {
    let mut out = String::from("`");
    let mut characters = text.chars();
    for character in characters.by_ref().take(MAX_QUOTED) {
        let turns =
            matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if character.is_control() || turns || character == '\u{feff}' {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
    if characters.next().is_some() {
        out.push('…');
    }
    out.push('`');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_input_is_cut_and_made_safe() {
        assert_eq!(quoted("a\u{1b}[2J\n"), "`a\\u{1b}[2J\\n`");
        assert_eq!(quoted("\u{202e}x"), "`\\u{202e}x`");
        let long = quoted(&"é".repeat(100));
        assert_eq!(long, format!("`{}…`", "é".repeat(60)));
        assert_eq!(quoted(&"é".repeat(60)), format!("`{}`", "é".repeat(60)));
    }

    #[test]
    fn severity_and_hint() {
        let remark = Diagnostic::warning(Span::at(1), "odd").with_hint("do so");
        assert!(!remark.is_error());
        assert_eq!(remark.clone().with_hint_if(None).hint.as_deref(), Some("do so"));
        assert!(Diagnostic::error(Span::at(1), "bad").is_error());
    }
}
