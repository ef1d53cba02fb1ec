//! What has changed since the previous result.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::state::{AccountState, Entry, Status};

/// How a finding stands to the previous result.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// It was not there.
    New,
    /// It was there and said the same.
    Unchanged,
    /// It was there and said something else, or had been put aside and is not any more.
    Changed,
    /// It was there and is not any more.
    Resolved,
}

impl Change {
    /// All of them.
    pub const ALL: [Change; 4] = [Change::New, Change::Changed, Change::Unchanged, Change::Resolved];

    /// The name in the API's `changeType`, and one more for those that are gone.
    pub fn name(self) -> &'static str {
        match self {
            Change::New => "NEW",
            Change::Unchanged => "UNCHANGED",
            Change::Changed => "CHANGED",
            Change::Resolved => "RESOLVED",
        }
    }
}

/// A finding before and after. One of the two is there.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Compared<'s> {
    /// How it has changed.
    pub change: Change,
    /// The finding; as it was, if it is resolved.
    pub finding: &'s Entry,
    /// What it was, if it has changed.
    pub was: Option<&'s Entry>,
}

/// The findings of `now`, each with how it stands to those of `before`, and then those that are gone, account by account.
///
/// Findings are the same iff their ids are; of several with one id the first goes with the first, and so on.
pub fn changes<'s>(
    before: Option<&'s BTreeMap<String, Arc<AccountState>>>,
    now: &'s BTreeMap<String, Arc<AccountState>>,
) -> Vec<Compared<'s>> {
    let of = |all: Option<&'s BTreeMap<String, Arc<AccountState>>>, account: &str| -> &'s [Entry] {
        all.and_then(|all| all.get(account)).map_or(&[], |own| &own.findings)
    };
    let accounts: BTreeSet<&String> = before.into_iter().flatten().chain(now).map(|(id, _)| id).collect();
    let mut compared = Vec::new();
    for account in accounts {
        compare(of(before, account), of(Some(now), account), &mut compared);
    }
    compared
}

fn compare<'s>(before: &'s [Entry], now: &'s [Entry], compared: &mut Vec<Compared<'s>>) {
    let mut old: BTreeMap<&str, VecDeque<&'s Entry>> = BTreeMap::new();
    for entry in before {
        old.entry(&entry.id).or_default().push_back(entry);
    }
    for finding in now {
        let was = old.get_mut(finding.id.as_str()).and_then(VecDeque::pop_front);
        let (change, was) = match was {
            None => (Change::New, None),
            Some(was) if was.content == finding.content && !is_back(was, finding) => {
                (Change::Unchanged, None)
            }
            Some(was) => (Change::Changed, Some(was)),
        };
        compared.push(Compared { change, finding, was });
    }
    // In their order in the previous result.
    for entry in before {
        if let Some(gone) = old.get_mut(entry.id.as_str()).and_then(VecDeque::pop_front) {
            compared.push(Compared { change: Change::Resolved, finding: gone, was: None });
        }
    }
}

/// Whether it had been put aside and is to be looked at again. The other way nobody needs to be told: a rule says so.
fn is_back(was: &Entry, now: &Entry) -> bool {
    (was.status, now.status) == (Status::Archived, Status::Active)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(findings: &[(&str, &str)]) -> Arc<AccountState> {
        let entry = |(id, content): &(&str, &str)| Entry {
            id: (*id).to_owned(),
            content: (*content).to_owned(),
            status: Status::Active,
            json: String::new(),
        };
        Arc::new(AccountState { resources: 0, findings: findings.iter().map(entry).collect() })
    }

    fn told(before: &[(&str, &str)], now: &[(&str, &str)]) -> Vec<(&'static str, String, Option<String>)> {
        let all = |findings| BTreeMap::from([("1".to_owned(), account(findings))]);
        let (before, now) = (all(before), all(now));
        let told = |one: &Compared<'_>| {
            (one.change.name(), one.finding.id.clone(), one.was.map(|was| was.content.clone()))
        };
        changes(Some(&before), &now).iter().map(told).collect()
    }

    #[test]
    fn each_finding_is_told_once() {
        let told = told(&[("a", "1"), ("b", "1"), ("c", "1")], &[("c", "2"), ("a", "1"), ("d", "1")]);
        let own = |change, id: &str, was: Option<&str>| (change, id.to_owned(), was.map(str::to_owned));
        assert_eq!(
            told,
            [
                own("CHANGED", "c", Some("1")),
                own("UNCHANGED", "a", None),
                own("NEW", "d", None),
                own("RESOLVED", "b", None)
            ]
        );
    }

    #[test]
    fn what_was_put_aside_and_is_back_has_changed() {
        let of = |status| {
            let entry = Entry { id: "a".to_owned(), content: "1".to_owned(), status, json: String::new() };
            BTreeMap::from([("1".to_owned(), Arc::new(AccountState { resources: 0, findings: vec![entry] }))])
        };
        let change = |was, now| changes(Some(&of(was)), &of(now))[0].change;
        assert_eq!(change(Status::Archived, Status::Active), Change::Changed);
        assert_eq!(change(Status::Active, Status::Archived), Change::Unchanged);
        assert_eq!(change(Status::Archived, Status::Archived), Change::Unchanged);
    }

    #[test]
    fn of_several_with_one_id_each_has_its_own() {
        let changes = |before: &[(&str, &str)], now: &[(&str, &str)]| -> Vec<&'static str> {
            told(before, now).into_iter().map(|(change, ..)| change).collect()
        };
        assert_eq!(changes(&[("a", "1"), ("a", "2")], &[("a", "1"), ("a", "2")]), ["UNCHANGED", "UNCHANGED"]);
        assert_eq!(changes(&[("a", "1"), ("a", "2")], &[("a", "1")]), ["UNCHANGED", "RESOLVED"]);
        assert_eq!(changes(&[("a", "1")], &[("a", "1"), ("a", "1")]), ["UNCHANGED", "NEW"]);
    }

    #[test]
    fn accounts_come_and_go() {
        let one = |id: &str| BTreeMap::from([(id.to_owned(), account(&[("a", "1")]))]);
        let (before, now) = (one("1"), one("2"));
        let told: Vec<&str> = changes(Some(&before), &now).iter().map(|one| one.change.name()).collect();
        assert_eq!(told, ["RESOLVED", "NEW"]);
        assert_eq!(changes(None, &now).len(), 1);
    }
}
