//! The names of a policy's elements, and which of some names was meant by another.

/// The elements of a policy document.
pub(crate) const DOCUMENT: [&str; 3] = ["Version", "Id", "Statement"];

/// The elements of a statement.
pub(crate) const STATEMENT: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/// The longest name that is compared letter by letter with the known ones.
const MAX_COMPARED: usize = 40;

/// Whether a name is, or was likely meant to be, an element of a policy or a statement.
pub(super) fn is_near_element(name: &str) -> bool {
    nearest(name, &DOCUMENT).or_else(|| nearest(name, &STATEMENT)).is_some()
}

/// "did you mean", if one of the known names is near.
pub(super) fn did_you_mean(name: &str, known: &[&'static str]) -> Option<String> {
    nearest(name, known).map(|known| format!("did you mean `{known}`?"))
}

/// The known name that `name` equals but for letter case or at most two edits, the nearest, the first of
/// several. Names of up to three letters allow one edit only, else any short word would do.
fn nearest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    if name.len() > MAX_COMPARED {
        return None;
    }
    let near = known.iter().filter_map(|known| {
        let edits = edit_distance(name, known);
        let allowed = if known.len() <= 3 { 1 } else { 2 };
        (edits <= allowed).then_some((edits, *known))
    });
    near.min_by_key(|(edits, _)| *edits).map(|(_, known)| known)
}

/// How many letters must be put in, taken out or exchanged to make one text the other (Levenshtein), letter
/// case aside.
fn edit_distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    // The distances of what has been read of `one` to each prefix of `other`.
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.to_lowercase().chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        let mut left = at + 1;
        next.push(left);
        let pairs = row.iter().zip(row.iter().skip(1));
        for (target, (diagonal, above)) in other.iter().zip(pairs) {
            let exchanged = diagonal + usize::from(letter != *target);
            left = exchanged.min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        for (one, other, edits) in [
            ("", "", 0),
            ("", "ab", 2),
            ("Action", "action", 0),
            ("Actoin", "Action", 2),
            ("Sd", "Sid", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(edit_distance(one, other), edits, "{one} {other}");
            assert_eq!(edit_distance(other, one), edits, "{other} {one}");
        }
    }

    #[test]
    fn the_nearest_name_is_meant() {
        for (name, meant) in [
            ("action", Some("Action")),
            ("Actions", Some("Action")),
            ("NotActions", Some("NotAction")),
            ("Resources", Some("Resource")),
            ("Principle", Some("Principal")),
            ("Side", Some("Sid")),
            ("Seed", None),
            ("Foo", None),
        ] {
            assert_eq!(nearest(name, &STATEMENT), meant, "{name}");
        }
        assert_eq!(nearest(&"x".repeat(1000), &STATEMENT), None);
    }
}
