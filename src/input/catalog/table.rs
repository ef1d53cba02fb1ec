//! A table in a file.

use crate::model::catalog::{self, Line};
use crate::parse::{Diagnostic, Source, Span, quoted};

/// A table that was read.
#[derive(Clone, Debug)]
pub struct Table<'t> {
    /// Where it is from.
    pub source: catalog::Source<'t>,
    /// Its lines, in their order.
    pub lines: Vec<Line<'t>>,
}

/// The most errors that are told of one table.
const MAX_ERRORS: usize = 50;

/// Reads a table. It is there iff there is no diagnostic.
///
/// ```
/// use hornbeam::{input::catalog::read_table, parse::Source};
/// let source = Source::new("t", "# p 1 2026-01-02\ns3\t=\tAmazon S3\ns3\taction\tGetObject\tread\n");
/// let (table, diagnostics) = read_table(&source);
/// assert!(table.is_none());
/// assert_eq!(diagnostics[0].message, "`read`: this is no access level");
/// ```
pub fn read_table(source: &Source) -> (Option<Table<'_>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut texts = source.text().split_terminator('\n');
    let first = texts.next().unwrap_or("");
    let head = catalog::read_head(first);
    if head.is_none() {
        let message = "a table begins with a line such as `# package version 2026-01-02`";
        diagnostics.push(Diagnostic::error(Span::new(0, first.len()), message));
    }
    if !source.text().ends_with('\n') {
        let end = source.text().len();
        let message = "the table ends within a line: it has been cut off";
        diagnostics.push(Diagnostic::error(Span::at(end), message));
    }
    let (mut start, mut lines): (usize, Vec<Line<'_>>) = (first.len() + 1, Vec::new());
    for text in texts {
        if diagnostics.len() >= MAX_ERRORS {
            break;
        }
        match Line::read(text) {
            Ok(line) => {
                if lines.last().is_some_and(|last| last.place() >= line.place()) {
                    let message = "this line does not stand behind the one before it in order";
                    diagnostics.push(Diagnostic::error(Span::new(start, start + text.len()), message));
                }
                lines.push(line);
            }
            Err(error) => {
                let wrong = text.get(error.place.clone()).unwrap_or("");
                let span = Span::new(start + error.place.start, start + error.place.end);
                diagnostics.push(Diagnostic::error(span, format!("{}: {}", quoted(wrong), error.message)));
            }
        }
        start += text.len() + 1;
    }
    let table = head.filter(|_| diagnostics.is_empty()).map(|source| Table { source, lines });
    (table, diagnostics)
}
