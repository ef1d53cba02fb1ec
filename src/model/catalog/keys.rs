//! Look-up in the table of condition keys.

use std::cmp::Ordering;

use super::super::key::{Arity, KeyType, ValueType};

const TABLE: &str = include_str!("keys.txt");

/// How many lines there are, the first of which says where the others are from.
const COUNT: usize = {
    let (mut count, mut rest) = (0, TABLE.as_bytes());
    while let [byte, after @ ..] = rest {
        if *byte == b'\n' {
            count += 1;
        }
        rest = after;
    }
    count
};

/// Where each line ends, found by the compiler.
static ENDS: [usize; COUNT] = {
    let (mut ends, mut line, mut rest) = ([0; COUNT], 0, TABLE.as_bytes());
    while let [byte, after @ ..] = rest {
        if *byte == b'\n' {
            #[expect(clippy::indexing_slicing, reason = "there are so many lines")]
            {
                ends[line] = TABLE.len() - rest.len();
            }
            line += 1;
        }
        rest = after;
    }
    ends
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
    let kind = |line: usize| -> Option<Result<&str, Ordering>> {
        let line = TABLE.get(ENDS.get(line.checked_sub(1)?)? + 1..*ENDS.get(line)?)?;
        // A name ends with a space, which sorts before every character of a name.
        let (line_front, rest) = line.as_bytes().split_at(front.len().min(line.len()));
        let (line_back, rest) = rest.split_at(back.len().min(rest.len()));
        let order = line_front.cmp(front.as_bytes()).then_with(|| line_back.cmp(back.as_bytes()));
        Some(match order.then_with(|| rest.first().cmp(&Some(&b' '))) {
            Ordering::Equal => Ok(line.get(front.len() + back.len() + 1..)?),
            order @ (Ordering::Less | Ordering::Greater) => Err(order),
        })
    };
    let (mut low, mut high) = (1, COUNT);
    while low < high {
        let middle = low + (high - low) / 2;
        match kind(middle)? {
            Ok(kind) => return parse(kind),
            Err(Ordering::Less) => low = middle + 1,
            Err(Ordering::Equal | Ordering::Greater) => high = middle,
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
