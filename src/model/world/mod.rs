//! A world: everything attached around requests. Accounts in their organization, with users, groups, roles,
//! resources, endpoints, and the policies of every type.
//!
//! A world is plain data, read by `input` and complete: policies are attached where they act, each shared, and
//! every name has been looked up (a dangling reference never gets here). [`World::setting`] picks what stands
//! around the requests of one caller on one resource; [`Facts`] says which values the world gives to their keys.
//!
//! What a world does not say is not assumed away: a key that no fact settles stays open in questions.

mod access_key;
mod account;
mod astray;
mod calls;
mod canonical;
mod credentials;
mod extent;
mod facts;
mod kinds;
mod known;
mod organization;
mod ownerless;
mod points;
mod resource;
mod services;
mod setting;
mod shares;
mod shorthand;
mod target;
mod ties;
mod zone;

pub use access_key::AccessKey;
pub use account::{Account, Identity, IdentityKind, ManagedPolicy};
pub use calls::Calls;
pub use canonical::Readings;
pub use extent::extent;
pub use facts::{Facts, hidden};
pub use kinds::{Analysed, Given, Kind, Shared, UNKNOWN_TYPE};
pub use known::{Known, Never, Spelling, Unless};
pub use organization::{Organization, Unit};
pub use ownerless::{OWNERLESS_CALLS, OWNERLESS_SERVICES};
pub use points::{is_point_key, point_keys};
pub use resource::{AclGrant, AclPermission, Grantee, KeyGrant, ObjectOwnership, Resource, VpcEndpoint};
pub use services::services;
pub use setting::{calls_of_administrators, delegation, everything, open_policy, stand_in};
pub use shares::{OnResource, can_be_shared_with};
pub use target::{ELSEWHERE, FederatedUser, Maker, Party, Target};
pub use ties::Tie;

use std::collections::BTreeMap;

/// Everything around requests.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// The organization; `None` if the world does not tell one.
    pub organization: Option<Organization>,
    /// The accounts by id, twelve digits.
    pub accounts: BTreeMap<String, Account>,
    /// Accounts of the organization that are taken to be outside the world, by id, with the places of the units right above
    /// them: what is known of their callers is where these are, and nothing else ([`World::zone_of`]).
    pub kin: BTreeMap<String, usize>,
    /// Whether accounts outside may have access points of the world's buckets ([`World::zone_of`]): those in the world are told.
    pub foreign_points: bool,
    /// AWS's and customers' managed policies by ARN, attached or not.
    pub managed_policies: BTreeMap<String, ManagedPolicy>,
    /// The VPC endpoints.
    pub endpoints: Vec<VpcEndpoint>,
}
