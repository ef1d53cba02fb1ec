//! A finding as filters see it.

use std::collections::BTreeMap;

use super::key::FilterKey;
use crate::findings::finding::{Finding, Kind};
use crate::findings::restriction::{rcp_restriction, scp_restriction};
use crate::model::Key;
use crate::model::world::World;

/// The values that a finding has of each filter key.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Attributes {
    values: BTreeMap<FilterKey, Vec<String>>,
}

impl<const N: usize> From<[(FilterKey, Vec<String>); N]> for Attributes {
    fn from(values: [(FilterKey, Vec<String>); N]) -> Attributes {
        values.into_iter().collect()
    }
}

impl FromIterator<(FilterKey, Vec<String>)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (FilterKey, Vec<String>)>>(values: I) -> Attributes {
        Attributes { values: values.into_iter().filter(|(_, values)| !values.is_empty()).collect() }
    }
}

impl Attributes {
    /// Those of the finding, which is one of the world.
    ///
    /// As in the API, a finding of kind `error` tells of what resource it is and nothing of who reaches it, and an internal one
    /// does not say whether it is public. Kinds that the service has not are called so here: `ServiceAccess`, `OneSettingAway`,
    /// `RoleChain`.
    pub fn of(finding: &Finding, world: &World) -> Attributes {
        let mut values = vec![
            (FilterKey::Resource, vec![finding.resource.clone()]),
            (FilterKey::ResourceType, vec![finding.resource_type.clone()]),
            (FilterKey::ResourceOwnerAccount, vec![finding.account.clone()]),
            (FilterKey::FindingType, vec![finding_type(finding.kind).to_owned()]),
            (FilterKey::Id, vec![finding.id()]),
        ];
        let rcps = rcp_restriction(finding, world).to_owned();
        values.push((FilterKey::ResourceControlPolicyRestriction, vec![rcps]));
        if finding.kind == Kind::InternalAccess {
            let scps = scp_restriction(finding, world).to_owned();
            values.push((FilterKey::ServiceControlPolicyRestriction, vec![scps]));
        } else if finding.kind != Kind::Error {
            values.push((FilterKey::IsPublic, vec![finding.is_public.to_string()]));
        }
        if finding.kind == Kind::Error {
            values.push((FilterKey::Error, vec![INTERNAL_ERROR.to_owned()]));
            return values.into_iter().collect();
        }
        match finding.principal_type() {
            "AWS" => values.push((FilterKey::PrincipalAws, vec![finding.principal()])),
            "Federated" => values.push((FilterKey::PrincipalFederated, vec![finding.principal()])),
            _ => {}
        }
        for key in FilterKey::all() {
            if let FilterKey::Condition(name) = key {
                let of_key = finding.conditions().filter(|(_, key, _)| Key::new(key) == Key::new(name));
                values.push((key, of_key.flat_map(|(_, _, values)| values).collect()));
            }
        }
        values.into_iter().collect()
    }

    /// The values of the key, none if the finding has it not.
    pub fn values(&self, key: FilterKey) -> &[String] {
        self.values.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The keys that the finding has, with their values.
    pub fn iter(&self) -> impl Iterator<Item = (FilterKey, &[String])> {
        self.values.iter().map(|(key, values)| (*key, values.as_slice()))
    }
}

/// What `error` says of a finding of kind error.
pub(super) const INTERNAL_ERROR: &str = "INTERNAL_ERROR";

/// What the service calls findings of the kind, or would.
pub(super) const fn finding_type(kind: Kind) -> &'static str {
    match kind {
        Kind::ExternalAccess | Kind::Error => "ExternalAccess",
        Kind::InternalAccess => "InternalAccess",
        Kind::ServiceAccess => "ServiceAccess",
        Kind::OneSettingAway => "OneSettingAway",
        Kind::RoleChain => "RoleChain",
    }
}
