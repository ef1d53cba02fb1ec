//! The answer of `reach`, resource by resource: an answer may have millions of pairs, and none is kept.

use serde_json::{Value, json};

use crate::question::world::{Reachability, Reached};

/// What has been told so far.
#[derive(Copy, Clone, Debug, Default)]
pub struct ReachTotals {
    /// How many users and roles there are.
    pub principals: usize,
    /// How many resources were told of.
    pub resources: usize,
    /// How many pairs are reachable.
    pub reachable: usize,
    /// Of how many pairs it is unknown.
    pub unknown: usize,
}

impl ReachTotals {
    /// With another resource.
    pub fn add(&mut self, reached: &Reached) {
        let unknown = unknown(reached);
        self.resources += 1;
        self.unknown += unknown;
        self.reachable += reached.principals.len() - unknown;
    }
}

fn unknown(reached: &Reached) -> usize {
    let principals = reached.principals.iter();
    principals.filter(|(_, reachability)| *reachability == Reachability::Unknown).count()
}

/// How many reach a resource, for people; nothing of one that nobody reaches.
pub fn render_reached(resource: &str, reached: &Reached) -> String {
    let unknown = unknown(reached);
    match (reached.principals.len() - unknown, unknown) {
        (0, 0) => String::new(),
        (reachable, 0) => format!("{reachable:>8}  {resource}\n"),
        (reachable, unknown) => format!("{reachable:>8}  {resource} (of {unknown} more it is unknown)\n"),
    }
}

/// How many pairs there are of each answer, for people.
pub fn render_reach_totals(totals: &ReachTotals) -> String {
    let pairs = totals.principals.saturating_mul(totals.resources);
    let mut text = format!("\n{} of {pairs} pairs of a user or role and a resource reach", totals.reachable);
    match totals.unknown {
        0 => text.push_str("; proved: the others do not\n"),
        unknown => text.push_str(&format!("; of {unknown} it is unknown; proved: the others do not\n")),
    }
    text
}

/// The first line of the table.
pub const REACH_CSV_HEAD: &str = "principal,resource,answer\n";

/// The pairs that are reachable or unknown, a line each. ARNs hold no quotes; they may hold commas.
pub fn reached_csv(resource: &str, reached: &Reached, principals: &[&str]) -> String {
    let field = |text: &str| {
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let resource = field(resource);
    let line = |(place, reachability): &(usize, Reachability)| {
        let principal = field(principals.get(*place).copied().unwrap_or_default());
        format!("{principal},{resource},{}\n", reachability.name())
    };
    reached.principals.iter().map(line).collect()
}

/// One resource with who reaches it, as an object.
pub fn reached_json(resource: &str, reached: &Reached, principals: &[&str]) -> Value {
    let of = |wanted: Reachability| -> Vec<&str> {
        let places = reached.principals.iter().filter(|(_, reachability)| *reachability == wanted);
        places.filter_map(|(place, _)| principals.get(*place).copied()).collect()
    };
    json!({
        "resource": resource,
        "reachable": of(Reachability::Reachable),
        "unknown": of(Reachability::Unknown),
    })
}

/// What stands before the resources, which commas part.
pub const REACH_JSON_HEAD: &str = "{\"question\":\"reach\",\"resources\":[";

/// What stands after them.
pub fn reach_json_tail(totals: &ReachTotals) -> String {
    let answer = if totals.unknown == 0 { "holds" } else { "unknown" };
    format!(
        "],\"answer\":\"{answer}\",\"principals\":{},\"pairs\":{},\"reachable\":{},\"unknown\":{}}}\n",
        totals.principals,
        totals.principals.saturating_mul(totals.resources),
        totals.reachable,
        totals.unknown
    )
}
