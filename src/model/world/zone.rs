//! A world as one zone of trust sees it (IAM/access-analyzer-concepts, "zone of trust").
//!
//! Whoever is in the zone is trusted; of everybody else nothing is taken to be known but where the organization has them,
//! even if the world tells their policies: those are others' to change.

use std::collections::BTreeMap;

use super::World;
use super::account::Account;
use super::shares::Doubtful;
use crate::model::{AccessPoint, segments_of};

impl World {
    /// The world around the resources of one account, for which every other account is outside: the other accounts of
    /// the organization are its kin. What stands above the account stays.
    #[must_use]
    pub fn zone_of(&self, account: &Account) -> World {
        let others = self.accounts.values().filter(|other| other.id != account.id);
        let kin = others.filter_map(|other| Some((other.id.clone(), other.unit?)));
        let account = self.in_zone(account, &|id| id == account.id);
        World {
            accounts: BTreeMap::from([(account.id.clone(), account)]),
            kin: self.kin.iter().map(|(id, unit)| (id.clone(), *unit)).chain(kin).collect(),
            foreign_points: true,
            organization: self.organization.clone(),
            managed_policies: BTreeMap::new(),
            endpoints: self.endpoints.clone(),
        }
    }

    /// The world around the resources of the organization's accounts, for which accounts that are not in it are outside.
    #[must_use]
    pub fn zone_of_organization(&self) -> World {
        let is_member = |id: &str| self.accounts.get(id).is_some_and(|account| account.unit.is_some());
        let members = self.accounts.values().filter(|account| account.unit.is_some());
        World {
            accounts: members
                .map(|account| (account.id.clone(), self.in_zone(account, &is_member)))
                .collect(),
            kin: BTreeMap::new(),
            foreign_points: true,
            organization: self.organization.clone(),
            managed_policies: self.managed_policies.clone(),
            endpoints: self.endpoints.clone(),
        }
    }
    /// The account without what others can change of it: access points of accounts outside are theirs. Whom its ACLs name, the
    /// whole world tells.
    fn in_zone(&self, account: &Account, is_inside: &dyn Fn(&str) -> bool) -> Account {
        let mut account = account.clone();
        for resource in account.resources.values_mut() {
            resource.shares(self);
            let own = |point: &AccessPoint| {
                segments_of(&point.arn).is_some_and(|[_, _, _, _, owner, _]| is_inside(owner))
            };
            if !resource.access_points.iter().all(own) {
                resource.access_points.retain(own);
                // It lists what is open of each point.
                resource.doubtful = Doubtful::new();
            }
        }
        account
    }
}
