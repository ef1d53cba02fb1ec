//! Diagnostics for people: `file:line:column: error: message`, the line, and a mark under the place.

use crate::parse::{Diagnostic, Severity, Source, Span};

/// The longest piece of a line that is shown.
const WIDTH: usize = 100;

/// One block of text for each diagnostic, in their order; each line ends in a newline.
///
/// ```text
/// policy.json:4:14: error: effect must be `Allow` or `Deny`, not `allow`
///    4 |     "Effect": "allow",
///      |               ^^^^^^^
///      = hint: write `Allow`
/// ```
pub fn render_diagnostics(source: &Source, diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| block(source, diagnostic)).collect()
}

fn block(source: &Source, diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut text = marked(source, diagnostic.span, severity, &diagnostic.message);
    if let Some(hint) = &diagnostic.hint {
        let digits = source.position(diagnostic.span.start).line.to_string().len();
        text.push_str(&format!("{} = hint: {hint}\n", " ".repeat(digits.max(4))));
    }
    text
}

/// `file:line:column: kind: message`, the line, and a mark under the place.
pub(super) fn marked(source: &Source, span: Span, kind: &str, message: &str) -> String {
    let (start, end) = (source.position(span.start), source.position(span.end));
    let mut text = format!("{}:{}:{}: {kind}: {message}\n", source.name(), start.line, start.column + 1);
    let line: Vec<char> = source.line_text(start.line).chars().collect();
    if !line.is_empty() {
        // A long line (a minified policy is one) is shown around the place.
        let from = start.column.saturating_sub(WIDTH / 2).min(start.column);
        let shown: String =
            line.iter().skip(from).take(WIDTH).map(|&c| if c.is_control() { ' ' } else { c }).collect();
        let last = if end.line == start.line { end.column } else { line.len() };
        let length =
            last.saturating_sub(start.column).clamp(1, (from + WIDTH).saturating_sub(start.column).max(1));
        let number = start.line.to_string();
        let margin = " ".repeat(number.len().max(4));
        text.push_str(&format!("{number:>4} | {}{shown}\n", if from > 0 { "…" } else { "" }));
        let indent = " ".repeat(start.column - from + usize::from(from > 0));
        text.push_str(&format!("{margin} | {indent}{}\n", "^".repeat(length)));
    }
    text
}
