//! `aws:SourceIp` against private networks.

use std::net::IpAddr;

use crate::lint::checks::condition::all::conditions;
use crate::lint::document::{Condition, Item};
use crate::lint::place::Place;
use crate::lint::{Findings, Subject};
use crate::model::{Comparison, Network, Test};

/// The conditions on `aws:SourceIp` that compare addresses, by `NotIpAddress` or by `IpAddress`.
fn on_source<'s, 'n>(subject: &'s Subject<'n>, not: bool) -> impl Iterator<Item = &'s Condition<'n>> {
    conditions(subject).filter(move |condition| {
        let test = condition.operator.map(|operator| operator.test);
        condition.is_key("aws:SourceIp")
            && test == Some(Test::Value { comparison: Comparison::IpAddress, negated: not })
    })
}

/// Whether every address of the network is private (RFC 1918).
fn is_private(network: &Network) -> bool {
    match network.address() {
        IpAddr::V4(address) => {
            let [a, b, _, _] = address.octets();
            let length = network.prefix();
            (a == 10 && length >= 8)
                || (a == 172 && b & 0xf0 == 16 && length >= 12)
                || (a == 192 && b == 168 && length >= 16)
        }
        IpAddr::V6(_) => false,
    }
}

/// The values that are private networks, and whether all values are.
fn private<'s, 'n>(condition: &'s Condition<'n>) -> (Vec<&'s Item<'n>>, bool) {
    let is_private = |item: &&Item<'n>| Network::parse(item.text).is_some_and(|network| is_private(&network));
    let private: Vec<_> = condition.items.iter().filter(is_private).collect();
    let all = private.len() == condition.items.len();
    (private, all)
}

/// Reports each such condition all of whose values are private.
pub(super) fn report_all(subject: &Subject<'_>, not: bool, details: &str, findings: &mut Findings) {
    for condition in on_source(subject, not) {
        let (private, all) = private(condition);
        if all && !private.is_empty() {
            findings.add(details, [condition.element.place]);
        }
    }
}

/// Reports each such condition some, but not all, of whose values are private, at these.
pub(super) fn report_some(subject: &Subject<'_>, not: bool, details: &str, findings: &mut Findings) {
    for condition in on_source(subject, not) {
        let (private, all) = private(condition);
        if !all {
            let places: Vec<Place<'_>> = private.iter().map(|item| item.place).collect();
            findings.add(details, places);
        }
    }
}
