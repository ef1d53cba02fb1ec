//! What a misspelt name was meant to be.

use super::action::Action;
use super::service::{Service, service, services};

/// The service whose prefix is spelled most like this, if one is much like it; the first of equals.
///
/// ```
/// use hornbeam::model::catalog;
/// assert_eq!(catalog::nearest_service("dynamobd").map(|service| service.prefix()), Some("dynamodb"));
/// assert_eq!(catalog::nearest_service("qqqqqqqq"), None);
/// ```
pub fn nearest_service(text: &str) -> Option<Service> {
    let measured = services().filter_map(|service| Some((distance_within(text, service.prefix())?, service)));
    measured.min_by_key(|(distance, _)| *distance).map(|(_, service)| service)
}

/// The action that is spelled most like this `service:Name`, if one is much like it; the first of equals. Letter case does not
/// count; of services that are misspelt too the nearest ones are tried.
///
/// ```
/// use hornbeam::model::catalog;
/// let nearest = |text| catalog::nearest_action(text).map(|action| action.to_string());
/// assert_eq!(nearest("s3:GetObejct").as_deref(), Some("s3:GetObject"));
/// assert_eq!(nearest("dynamobd:GetItems").as_deref(), Some("dynamodb:GetItem"));
/// assert_eq!(nearest("s3:FlyToTheMoon"), None);
/// ```
pub fn nearest_action(text: &str) -> Option<Action> {
    let (prefix, name) = text.split_once(':')?;
    let known = service(prefix);
    let all = if known.is_none() { Some(services()) } else { None };
    let near = all
        .into_iter()
        .flatten()
        .filter_map(|service| Some((distance_within(prefix, service.prefix())?, service)));
    let services = known.map(|service| (0, service)).into_iter().chain(near);
    let measured = services.flat_map(|(of_prefix, service)| {
        let actions = service.actions();
        actions.filter_map(move |action| Some((of_prefix + distance_within(name, action.name())?, action)))
    });
    measured.min_by_key(|(distance, _)| *distance).map(|(_, action)| action)
}

/// How many edits part the two, if those are few for their length: one for every three characters, at most four.
fn distance_within(one: &str, other: &str) -> Option<usize> {
    let limit = (one.chars().count().min(64) / 3).clamp(1, 4);
    if one.len().abs_diff(other.len()) > limit || one.len() > 128 {
        return None;
    }
    let distance = distance(&folded(one), &folded(other));
    (distance <= limit).then_some(distance)
}

fn folded(text: &str) -> Vec<char> {
    text.chars().map(|character| character.to_ascii_lowercase()).collect()
}

/// How many characters must be put in, left out or replaced, or neighbours exchanged, none of them twice (the optimal
/// string alignment distance).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let of = |row: &[usize], at: Option<usize>| at.and_then(|at| row.get(at)).copied().unwrap_or(usize::MAX);
    for (i, mine) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, theirs) in other.iter().enumerate() {
            let replaced = of(&last, Some(j)).saturating_add(usize::from(mine != theirs));
            let edited = of(&row, Some(j)).min(of(&last, Some(j + 1))).saturating_add(1);
            let previous = |of: &[char], at: usize| at.checked_sub(1).and_then(|at| of.get(at)).copied();
            let crossed = previous(one, i) == Some(*theirs) && previous(other, j) == Some(*mine);
            let exchanged =
                if crossed { of(&before, j.checked_sub(1)).saturating_add(1) } else { usize::MAX };
            row.push(replaced.min(edited).min(exchanged));
        }
        before = std::mem::replace(&mut last, row);
    }
    of(&last, Some(other.len()))
}
