//! A world as one zone of trust sees it (IAM/access-analyzer-concepts, "zone of trust").
//!
//! Whoever is in the zone is trusted; of everybody else nothing is taken to be known but where the organization has them,
//! even if the world tells their policies: those are others' to change.

use std::collections::BTreeMap;

use super::World;
use super::account::Account;

impl World {
    /// The world around the resources of one account, for which every other account is outside: the other accounts of
    /// the organization are its kin. What stands above the account stays.
    #[must_use]
    pub fn zone_of(&self, account: &Account) -> World {
        let others = self.accounts.values().filter(|other| other.id != account.id);
        let kin = others.filter_map(|other| Some((other.id.clone(), other.unit?)));
        World {
            accounts: BTreeMap::from([(account.id.clone(), account.clone())]),
            kin: self.kin.iter().map(|(id, unit)| (id.clone(), *unit)).chain(kin).collect(),
            organization: self.organization.clone(),
            managed_policies: BTreeMap::new(),
            endpoints: self.endpoints.clone(),
        }
    }

    /// The world around the resources of the organization's accounts, for which accounts that are not in it are outside.
    #[must_use]
    pub fn zone_of_organization(&self) -> World {
        let members = self.accounts.iter().filter(|(_, account)| account.unit.is_some());
        World {
            accounts: members.map(|(id, account)| (id.clone(), account.clone())).collect(),
            kin: BTreeMap::new(),
            organization: self.organization.clone(),
            managed_policies: self.managed_policies.clone(),
            endpoints: self.endpoints.clone(),
        }
    }
}
