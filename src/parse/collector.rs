//! Gathers the diagnostics of one stage up to a limit, so that no input makes a list without bound.

use super::diagnostic::{Diagnostic, Severity};

/// Diagnostics in the order they were found; errors and warnings are limited apart, so that neither hides the
/// other.
pub(crate) struct Collector {
    kept: Vec<Diagnostic>,
    limit: usize,
    errors: usize,
    warnings: usize,
}

impl Collector {
    /// Keeps at most `limit` errors and as many warnings.
    pub(crate) fn new(limit: usize) -> Collector {
        Collector { kept: Vec::new(), limit, errors: 0, warnings: 0 }
    }

    /// Takes one diagnostic; the first one beyond a limit is replaced by a remark that there are more.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let (count, more) = match diagnostic.severity {
            Severity::Error => (&mut self.errors, "too many errors, the rest are not shown"),
            Severity::Warning => (&mut self.warnings, "too many warnings, the rest are not shown"),
        };
        *count += 1;
        if *count <= self.limit {
            self.kept.push(diagnostic);
        } else if *count == self.limit + 1 {
            self.kept.push(Diagnostic { message: more.to_owned(), hint: None, ..diagnostic });
        }
    }

    /// How many errors have been taken, kept or not.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// True iff errors have been left out.
    pub(crate) fn is_full(&self) -> bool {
        self.errors > self.limit
    }

    /// What was kept, by place; those at one place stay in the order they were found.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.kept.sort_by_key(|diagnostic| diagnostic.span.start);
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::span::Span;

    #[test]
    fn errors_and_warnings_are_limited_apart() {
        let mut collector = Collector::new(2);
        for at in 0..5 {
            collector.push(Diagnostic::warning(Span::at(at), "w"));
        }
        assert_eq!((collector.errors(), collector.is_full()), (0, false));
        for at in 0..5 {
            collector.push(Diagnostic::error(Span::at(at), "e"));
        }
        assert_eq!((collector.errors(), collector.is_full()), (5, true));
        let kept = collector.finish();
        let messages: Vec<&str> = kept.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "w",
                "e",
                "w",
                "e",
                "too many warnings, the rest are not shown",
                "too many errors, the rest are not shown"
            ]
        );
    }
}
