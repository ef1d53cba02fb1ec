//! The beginnings and ends of texts, as bytes: a UTF-8 text starts with another iff its bytes do, and folding
//! ASCII letters touches no others.
//!
//! Nothing is compared with no bytes: an empty box points nowhere, and a masked load from nowhere, as
//! `memcmp` may do one, costs more than a hundred nanoseconds.

fn same_bytes(one: &[u8], other: &[u8], ignore_case: bool) -> bool {
    if ignore_case { one.eq_ignore_ascii_case(other) } else { one == other }
}

/// Whether the text starts with these letters, A–Z and a–z taken as equal if case is ignored.
pub(super) fn starts(text: &[u8], start: &[u8], ignore_case: bool) -> bool {
    start.is_empty() || text.get(..start.len()).is_some_and(|text| same_bytes(text, start, ignore_case))
}

/// Whether it ends with them.
pub(super) fn ends(text: &[u8], end: &[u8], ignore_case: bool) -> bool {
    end.is_empty()
        || text
            .split_at_checked(text.len().wrapping_sub(end.len()))
            .is_some_and(|(_, text)| same_bytes(text, end, ignore_case))
}
