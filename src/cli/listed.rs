//! Findings as they are kept, compared and listed.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::exit::Exit;
use crate::findings::state::{AccountState, Entry, Status, short_digest};
use crate::findings::{Compared, Finding, Kind};
use crate::input::read_finding;
use crate::report::{Listed, access_finding_json};

/// The finding as it is kept.
pub(super) fn entry(finding: &Finding, status: Status) -> Entry {
    Entry {
        id: finding.id(),
        content: short_digest(&finding.content()),
        status,
        json: access_finding_json(finding).to_string(),
    }
}

/// Findings as they are kept, by account; `resources` says how many each account has.
pub(super) fn by_account(
    findings: &[Finding],
    statuses: &[Status],
    resources: &BTreeMap<String, usize>,
) -> BTreeMap<String, Arc<AccountState>> {
    let empty = |(id, count): (&String, &usize)| {
        (id.clone(), AccountState { resources: *count, findings: Vec::new() })
    };
    let mut accounts: BTreeMap<String, AccountState> = resources.iter().map(empty).collect();
    let entries: Vec<Entry> =
        findings.par_iter().zip(statuses).map(|(finding, status)| entry(finding, *status)).collect();
    for (finding, entry) in findings.iter().zip(entries) {
        accounts.entry(finding.account.clone()).or_default().findings.push(entry);
    }
    accounts.into_iter().map(|(id, account)| (id, Arc::new(account))).collect()
}

/// The finding of an entry, and what it was.
#[derive(Clone, Debug)]
pub(super) struct Told {
    finding: Finding,
    was: Option<Finding>,
}

/// The findings that the entries are of: those at hand, or read back from what is kept of them. One that is read back is what
/// was kept, or it is an error.
pub(super) fn told(all: &[Compared<'_>], at_hand: &[Finding]) -> Result<Vec<Told>, String> {
    let one = |entry: &Entry| -> Result<Finding, String> {
        let same =
            |finding: &Finding| access_finding_json(finding).to_string().as_str() == entry.json.as_str();
        let kept = read_finding(&entry.json).filter(same);
        kept.or_else(|| at_hand.iter().find(|own| own.id() == entry.id && same(own)).cloned()).ok_or_else(|| {
            format!("error: the finding {} of the previous result cannot be read back; `--format json` shows it\n", entry.id)
        })
    };
    all.par_iter()
        .map(|compared| Ok(Told { finding: one(compared.finding)?, was: compared.was.map(one).transpose()? }))
        .collect()
}

/// The findings that were told, as a list for people; changes are shown if `with_changes`.
pub(super) fn listed<'f>(all: &[Compared<'_>], told: &'f [Told], with_changes: bool) -> Vec<Listed<'f>> {
    let each = all.iter().zip(told);
    each.map(|(compared, told)| Listed {
        finding: &told.finding,
        change: with_changes.then_some(compared.change),
        status: compared.finding.status,
        was: told.was.as_ref(),
        was_status: compared.was.map(|was| was.status),
    })
    .collect()
}

impl Told {
    /// The finding itself.
    pub(super) fn into_finding(self) -> Finding {
        self.finding
    }
}

/// What the finding is about.
pub(super) fn kind_of(entry: &Entry) -> Option<Kind> {
    let (_, rest) = entry.json.split_once("\"kind\":\"")?;
    Kind::parse(rest.split('"').next()?)
}

/// 1 if there is a finding that nobody has put aside, 3 if all of these are errors, 0 if there is none.
pub(super) fn exit_of<'e>(entries: impl Iterator<Item = &'e Entry>) -> Exit {
    let active = entries.filter(|entry| entry.status == Status::Active);
    let exit = |entry: &Entry| if kind_of(entry) == Some(Kind::Error) { Exit::Unknown } else { Exit::Fails };
    active.map(exit).max().unwrap_or(Exit::Holds)
}
