//! Look-up in the table of condition keys.

use super::super::key::{Arity, KeyType, ValueType};

const TABLE: &str = include_str!("keys.txt");

/// Where the lines of keys begin, behind one that says where they are from.
const FIRST: usize = {
    let mut rest = TABLE.as_bytes();
    while let [byte, after @ ..] = rest
        && *byte != b'\n'
    {
        rest = after;
    }
    TABLE.len() - rest.len() + 1
};

/// The type of the key of this name (in small letters), if the table has it. A line such as
/// `aws:requesttag/*` covers every key that begins so; the longest such line counts.
///
/// ```
/// use hornbeam::model::{Arity, catalog};
/// assert_eq!(catalog::key_type("aws:tagkeys").map(|t| t.arity), Some(Arity::Multi));
/// assert!(catalog::key_type("aws:requesttag/team").is_some());
/// assert!(catalog::key_type("aws:nosuchkey").is_none());
/// ```
pub fn key_type(folded: &str) -> Option<KeyType> {
    find(folded, "").or_else(|| {
        let ends = folded.char_indices().rev().filter(|(_, c)| matches!(c, '/' | ':' | '.' | '-'));
        ends.filter_map(|(at, c)| folded.get(..at + c.len_utf8())).find_map(|prefix| find(prefix, "*"))
    })
}

/// Binary search for the line whose name is `front` followed by `back`.
fn find(front: &str, back: &str) -> Option<KeyType> {
    let table = TABLE.as_bytes();
    let (mut low, mut high) = (FIRST, table.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let (before, after) = table.split_at(middle);
        let start = before.iter().rposition(|byte| *byte == b'\n')? + 1;
        let end = middle + after.iter().position(|byte| *byte == b'\n')?;
        // A name ends with a space, which sorts before every character of a name.
        let line = table.get(start..end)?;
        let (line_front, rest) = line.split_at(front.len().min(line.len()));
        let (line_back, rest) = rest.split_at(back.len().min(rest.len()));
        let order = line_front.cmp(front.as_bytes()).then_with(|| line_back.cmp(back.as_bytes()));
        match order.then_with(|| rest.first().cmp(&Some(&b' '))) {
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
            std::cmp::Ordering::Equal => return parse(str::from_utf8(rest.get(1..)?).ok()?),
        }
    }
    None
}

fn parse(kind: &str) -> Option<KeyType> {
    let (arity, kind) = match kind.strip_prefix("ArrayOf") {
        Some(element) => (Arity::Multi, element),
        None => (Arity::Single, kind),
    };
    let value = match kind {
        "String" => ValueType::Text,
        "ARN" => ValueType::Arn,
        "Bool" => ValueType::Bool,
        "Numeric" => ValueType::Number,
        "Date" => ValueType::Date,
        "IPAddress" => ValueType::Ip,
        _ => return None,
    };
    Some(KeyType { arity, value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_found() {
        let lines: Vec<_> = TABLE.lines().skip(1).filter_map(|line| line.split_once(' ')).collect();
        assert!(lines.len() > 1_500 && lines.is_sorted_by_key(|(name, _)| *name));
        for (name, kind) in lines {
            let key = name.replace('*', "anything");
            assert_eq!(key_type(&key), parse(kind), "{name}");
            assert!(parse(kind).is_some(), "{kind}");
        }
    }
}
