//! Values of one key that settle those of another: an endpoint is in one VPC and of one account, and an organization has
//! the accounts that the world tells (IAM/reference_policies_condition-keys, "Properties of the network", `aws:SourceOrgID`).
//!
//! They hold of every request, so they are tied in by themselves and not as facts of one party.

use super::World;
use crate::model::{Key, Request};

/// A request in which `key` has `value` has one of `others` for `other`, if it has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The key that settles.
    pub key: Key,
    /// Its value.
    pub value: String,
    /// The key that is settled.
    pub other: Key,
    /// Its values.
    pub others: Vec<String>,
}

/// The keys that settle others.
const SETTLING: [&str; 3] = ["aws:sourcevpce", "aws:sourceorgid", "aws:sourceaccount"];

impl Tie {
    fn new(key: &str, value: &str, other: &str, others: Vec<String>) -> Tie {
        Tie { key: Key::new(key), value: value.to_owned(), other: Key::new(other), others }
    }

    /// Whether the request agrees.
    fn admits(&self, request: &Request) -> bool {
        !request.context.values(&self.key).contains(&self.value)
            || request.context.values(&self.other).iter().all(|value| self.others.contains(value))
    }
}

impl World {
    /// The ties among keys that `looked_at` names in small letters.
    pub fn ties(&self, looked_at: &dyn Fn(&str) -> bool) -> Vec<Tie> {
        let mut ties = Vec::new();
        if looked_at("aws:sourcevpce") {
            for endpoint in &self.endpoints {
                let settled = [("aws:SourceVpc", &endpoint.vpc), ("aws:VpceAccount", &endpoint.account)];
                for (key, value) in settled {
                    let value = value.iter().filter(|_| looked_at(&key.to_ascii_lowercase()));
                    ties.extend(
                        value.map(|value| Tie::new("aws:SourceVpce", &endpoint.id, key, vec![value.clone()])),
                    );
                }
            }
        }
        if let Some(organization) = &self.organization
            && looked_at("aws:sourceorgid")
            && looked_at("aws:sourceaccount")
        {
            let members = self.accounts.values().filter(|account| account.unit.is_some());
            let members = members.map(|account| &account.id).chain(self.kin.keys());
            let members: Vec<String> = members.cloned().collect();
            for (id, account) in &self.accounts {
                let own = account.unit.iter().map(|_| organization.id.clone()).collect();
                ties.push(Tie::new("aws:SourceAccount", id, "aws:SourceOrgID", own));
            }
            for id in self.kin.keys() {
                let own = vec![organization.id.clone()];
                ties.push(Tie::new("aws:SourceAccount", id, "aws:SourceOrgID", own));
            }
            ties.push(Tie::new("aws:SourceOrgID", &organization.id, "aws:SourceAccount", members));
        }
        ties
    }

    /// Whether the values in the request are such as the world ties them.
    pub fn ties_admit(&self, request: &Request) -> bool {
        let mut settling = request.context.iter().map(|(key, _)| key.folded());
        if !settling.any(|key| SETTLING.contains(&key)) {
            return true;
        }
        let is_there = |name: &str| request.context.iter().any(|(key, _)| key.is(name));
        self.ties(&is_there).iter().all(|tie| tie.admits(request))
    }

    /// Gives a request that comes through an endpoint of the world the VPC that this is in, which every such request has.
    pub fn tie(&self, request: &mut Request) {
        let vpc = Key::new("aws:SourceVpc");
        if let [own] = request.context.values(&Key::new("aws:SourceVpce"))
            && request.context.values(&vpc).is_empty()
            && let Some(endpoint) = self.endpoints.iter().find(|endpoint| endpoint.id == *own)
            && let Some(of_endpoint) = &endpoint.vpc
        {
            request.context.set(vpc, vec![of_endpoint.clone()]);
        }
    }
}
