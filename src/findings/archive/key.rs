//! The keys of filters.

/// A key of the service's list that an archive rule may name.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FilterKey {
    /// The ARN of the resource.
    Resource,
    /// `AWS::S3::Bucket` and the like.
    ResourceType,
    /// The account that owns the resource.
    ResourceOwnerAccount,
    /// Whether anybody is let in: `true` or `false`.
    IsPublic,
    /// `ExternalAccess` and the like.
    FindingType,
    /// Whether RCPs had a say.
    ResourceControlPolicyRestriction,
    /// Whether SCPs had a say.
    ServiceControlPolicyRestriction,
    /// Why it could not be told.
    Error,
    /// Who: `*`, an account's number, an ARN.
    PrincipalAws,
    /// Which identity provider.
    PrincipalFederated,
    /// The values of a condition on this key.
    Condition(&'static str),
    /// The finding's id.
    Id,
}

/// Why a name is no key of an archive rule.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is none of the service's filter keys.
    Unknown,
    /// It is one, but not for archive rules.
    NotInRules,
}

/// The condition keys of the service's list.
const CONDITIONS: [&str; 15] = [
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:SourceIp",
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:UserId",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "cognito-identity.amazonaws.com:aud",
    "graph.facebook.com:app_id",
    "accounts.google.com:aud",
    "kms:CallerAccount",
    "www.amazon.com:app_id",
];

/// Filter keys of lists and of previews.
const NOT_IN_RULES: [&str; 4] = ["status", "changeType", "existingFindingId", "existingFindingStatus"];

/// The keys that are not about conditions, by name.
const PLAIN: [(FilterKey, &str); 11] = [
    (FilterKey::Resource, "resource"),
    (FilterKey::ResourceType, "resourceType"),
    (FilterKey::ResourceOwnerAccount, "resourceOwnerAccount"),
    (FilterKey::IsPublic, "isPublic"),
    (FilterKey::FindingType, "findingType"),
    (FilterKey::ResourceControlPolicyRestriction, "resourceControlPolicyRestriction"),
    (FilterKey::ServiceControlPolicyRestriction, "serviceControlPolicyRestriction"),
    (FilterKey::Error, "error"),
    (FilterKey::PrincipalAws, "principal.AWS"),
    (FilterKey::PrincipalFederated, "principal.Federated"),
    (FilterKey::Id, "id"),
];

impl FilterKey {
    /// All keys.
    pub fn all() -> impl Iterator<Item = FilterKey> {
        PLAIN.into_iter().map(|(key, _)| key).chain(CONDITIONS.into_iter().map(FilterKey::Condition))
    }

    /// The key of that name, spelt as the service spells it.
    pub fn parse(name: &str) -> Result<FilterKey, Refused> {
        if NOT_IN_RULES.contains(&name) {
            return Err(Refused::NotInRules);
        }
        FilterKey::all().find(|key| key.name() == name).ok_or(Refused::Unknown)
    }

    /// The name in a filter.
    pub fn name(self) -> String {
        match self {
            FilterKey::Condition(key) => format!("condition.{key}"),
            FilterKey::Resource
            | FilterKey::ResourceType
            | FilterKey::ResourceOwnerAccount
            | FilterKey::IsPublic
            | FilterKey::FindingType
            | FilterKey::ResourceControlPolicyRestriction
            | FilterKey::ServiceControlPolicyRestriction
            | FilterKey::Error
            | FilterKey::PrincipalAws
            | FilterKey::PrincipalFederated
            | FilterKey::Id => {
                let own = PLAIN.iter().find(|(key, _)| *key == self);
                own.map_or_else(String::new, |(_, name)| (*name).to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_keys() {
        for key in FilterKey::all() {
            assert_eq!(FilterKey::parse(&key.name()), Ok(key));
        }
        assert_eq!(FilterKey::all().count(), 26);
        assert_eq!(FilterKey::parse("status"), Err(Refused::NotInRules));
        assert_eq!(FilterKey::parse("condition.aws:SourceAccount"), Err(Refused::Unknown));
        assert_eq!(FilterKey::parse("ispublic"), Err(Refused::Unknown));
    }
}
