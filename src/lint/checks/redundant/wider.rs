//! Items of a list that lie within another item of it.

use std::collections::{BTreeMap, BTreeSet};

/// An item of a list that has others within it, and these.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The widest item.
    pub(super) widest: usize,
    /// The items, the widest one too, in order.
    pub(super) members: Vec<usize>,
}

/// The items that lie within others, grouped by the widest one that has them. An item within two of those counts to the
/// first; of equal items the first is the widest.
///
/// `include(a, b)` says whether item `b` lies within item `a`, and is a preorder. Only pairs are asked about in
/// which the text of `b` begins as that of `a` does, up to its first wildcard or variable: no other text lies within.
pub(super) fn groups(texts: &[&str], include: impl Fn(usize, usize) -> bool) -> Vec<Group> {
    let mut by_front: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        by_front.entry(front(text)).or_default().push(at);
    }
    // To look at each front of a long text would cost the square of its length.
    let lengths: BTreeSet<usize> = by_front.keys().map(|front| front.len()).collect();
    // The items that have item `at` within them, itself aside.
    let wider = |at: usize| -> Vec<usize> {
        let text = texts.get(at).copied().unwrap_or_default();
        let fronts = lengths.range(..=text.len()).filter_map(|&end| by_front.get(text.get(..end)?));
        fronts.flatten().copied().filter(|&other| other != at && include(other, at)).collect()
    };
    let within: Vec<Vec<usize>> = (0..texts.len()).map(wider).collect();
    let is_within = |at: usize, other: usize| within.get(at).is_some_and(|wider| wider.contains(&other));
    let is_widest =
        |at: usize| within.get(at).is_some_and(|wider| wider.iter().all(|&o| is_within(o, at) && at < o));
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, wider) in within.iter().enumerate().filter(|(_, wider)| !wider.is_empty()) {
        let widest = if is_widest(at) {
            Some(at)
        } else {
            wider.iter().copied().filter(|&other| is_widest(other)).min()
        };
        widest.into_iter().for_each(|widest| members.entry(widest).or_default().push(at));
    }
    let group = |(widest, mut members): (usize, Vec<usize>)| {
        if !members.contains(&widest) {
            members.push(widest);
            members.sort_unstable();
        }
        Group { widest, members }
    };
    members.into_iter().map(group).collect()
}

/// The text up to the first wildcard or variable.
fn front(text: &str) -> &str {
    text.find(['*', '?', '$']).map_or(text, |end| text.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::automata::Pattern;

    fn found(texts: &[&str]) -> Vec<(usize, Vec<usize>)> {
        let patterns: Vec<_> = texts.iter().map(|text| Pattern::glob(text, false)).collect();
        let include = |outer: usize, inner: usize| patterns[outer].includes(&patterns[inner]) == Some(true);
        groups(texts, include).into_iter().map(|group| (group.widest, group.members)).collect()
    }

    #[test]
    fn each_item_is_in_one_group() {
        assert_eq!(found(&["a", "b*", "a"]), [(0, vec![0, 2])]);
        assert_eq!(found(&["ab", "*b", "a*", "abc", "x"]), [(1, vec![0, 1]), (2, vec![2, 3])]);
        assert_eq!(found(&["a**", "a*", "ab*", "abc"]), [(0, vec![0, 1, 2, 3])]);
        assert_eq!(found(&["a*b", "*c", "?"]), []);
    }

    #[test]
    fn nothing_within_is_missed() {
        let letters = ['a', 'b', '*', '?'];
        let mut words = vec![String::new()];
        for length in 0..3 {
            let longer: Vec<String> = words.iter().filter(|word| word.len() == length).cloned().collect();
            words.extend(longer.iter().flat_map(|word| letters.map(|letter| format!("{word}{letter}"))));
        }
        for one in &words {
            for other in &words {
                let [p, q] = [one, other].map(|text| Pattern::glob(text, false));
                let expected = p.includes(&q) == Some(true) || q.includes(&p) == Some(true);
                assert_eq!(!found(&[one, other]).is_empty(), expected, "{one} {other}");
            }
        }
    }
}
