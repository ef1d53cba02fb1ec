//! The actions that a pattern of a policy stands for.

use super::action::Action;
use super::service::{service, services};
use super::wildcard::matches_ignore_case;

/// Every action that an `Action` element with this pattern concerns, ordered: letter case does not count, `*` and `?` may
/// stand anywhere, in the service's part too.
///
/// ```
/// use hornbeam::model::catalog;
/// let names = |pattern| catalog::actions(pattern).map(|action| action.to_string()).collect::<Vec<_>>();
/// assert_eq!(names("S3:getobject"), ["s3:GetObject"]);
/// assert_eq!(names("sts:Assume*")[0], "sts:AssumeRole");
/// assert_eq!(names("s3:GetObejct"), Vec::<String>::new());
/// assert!(catalog::actions("*").count() > 20_000);
/// ```
pub fn actions(pattern: &str) -> impl Iterator<Item = Action> {
    let prefix =
        pattern.split_once(':').map(|(prefix, _)| prefix).filter(|prefix| !prefix.contains(['*', '?']));
    let only = prefix.and_then(service);
    // What stands before the first wildcard: the actions are ordered by name.
    let front = pattern.split_once(':').map_or("", |(_, name)| name.split(['*', '?']).next().unwrap_or(""));
    let all = if prefix.is_none() { Some(services()) } else { None };
    let actions = only
        .into_iter()
        .chain(all.into_iter().flatten())
        .flat_map(move |service| service.actions_from(front));
    // Without a wildcard only the one action has the name.
    actions.filter(move |action| concerns(pattern, *action))
}

/// Whether the pattern stands for the action.
fn concerns(pattern: &str, action: Action) -> bool {
    let prefix = action.service().prefix();
    // Mostly the service's part is written out, and only the rest is to be compared.
    let behind = pattern.get(..prefix.len()).filter(|front| front.eq_ignore_ascii_case(prefix));
    match behind.and_then(|_| pattern.get(prefix.len()..)).and_then(|rest| rest.strip_prefix(':')) {
        Some(name) => matches_ignore_case(name, action.name()),
        None => matches_ignore_case(pattern, &action.to_string()),
    }
}
