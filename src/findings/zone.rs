//! The zone of trust.

use crate::model::world::World;

/// Who is trusted: everybody else is outside (IAM/access-analyzer-concepts, "zone of trust").
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, Default)]
pub enum Zone {
    /// The account that owns the resource.
    #[default]
    Account,
    /// Every account of the organization.
    Organization,
}

impl Zone {
    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Zone::Account => "account",
            Zone::Organization => "organization",
        }
    }

    /// The zone of this name.
    pub fn parse(name: &str) -> Option<Zone> {
        [Zone::Account, Zone::Organization].into_iter().find(|zone| zone.name() == name)
    }

    /// The worlds whose resources are looked at, each as its zone sees it: one an account, or one for the organization.
    /// `None` if the world has no organization to trust.
    pub fn worlds(self, world: &World) -> Option<Vec<World>> {
        self.worlds_of(world, &|_| true)
    }

    /// Those of them that have one of these accounts.
    pub fn worlds_of(self, world: &World, wanted: &dyn Fn(&str) -> bool) -> Option<Vec<World>> {
        match self {
            Zone::Account => {
                let accounts = world.accounts.values().filter(|account| wanted(&account.id));
                Some(accounts.map(|account| world.zone_of(account)).collect())
            }
            Zone::Organization => {
                world.organization.as_ref()?;
                Some(vec![world.zone_of_organization()])
            }
        }
    }

    /// The world as the zone of this account sees it; `None` if there is none.
    pub fn around(self, world: &World, account: &str) -> Option<World> {
        let account = world.accounts.get(account)?;
        match self {
            Zone::Account => Some(world.zone_of(account)),
            Zone::Organization => {
                account.unit?;
                Some(world.zone_of_organization())
            }
        }
    }
}
