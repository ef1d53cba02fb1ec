//! Who asks for what, as far as it decides which policies count.

use super::super::asked::Asked;
use super::super::keys::{PRINCIPAL_ACCOUNT, RESOURCE_ACCOUNT};
use crate::model::{CallerKind, Key, SEGMENTS, Standing};

/// A resource whose account is told neither by the request nor by its ARN (an S3 bucket's has none) is
/// taken to be in the caller's account.
pub(super) const UNKNOWN_OWNER_IS_THE_CALLERS_ACCOUNT: bool = true;

/// The account of a canonical user, where nothing tells it: a user is named so, and not by its account, because the account is
/// another's.
pub(super) const CANONICAL: &str = "that of a canonical user";

/// The two sides of a request.
#[derive(Copy, Clone, Debug)]
pub(super) struct Parties<'a> {
    caller: CallerKind<'a>,
    pub(super) standing: Standing,
    /// The caller's account; none for outsiders, and where it is not known.
    pub(super) caller_account: Option<&'a str>,
    /// The account of the resource; none where it is not known.
    pub(super) resource_account: Option<&'a str>,
    pub(super) resource: Resource,
    resource_partition: Option<&'a str>,
    caller_partition: Option<&'a str>,
}

/// What the resource is, where that changes the rules.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Resource {
    /// A role that is to be assumed: its trust policy must itself allow (denyallow page).
    Role,
    /// A KMS key: its key policy must itself allow, or leave it to the account (KMS/key-policies).
    Key,
    /// Any other.
    Other,
}

impl<'a> Parties<'a> {
    pub(super) fn new(asked: &Asked<'a>) -> Parties<'a> {
        let (request, caller) = (asked.request, asked.kind());
        let standing = caller.standing();
        let from_context = |key: &Key| match request.context.values(key) {
            [value] => Some(value.as_str()),
            _ => None,
        };
        let arn = asked.resource_segments();
        let in_arn = arn.map(|[_, _, _, _, account, _]| *account).filter(|account| !account.is_empty());
        let named = request.resource_account.as_deref().or(in_arn);
        let caller_account = match standing {
            Standing::Outsider => None,
            Standing::Root | Standing::Identity | Standing::FederatedUser => {
                let told = caller.account().or_else(|| from_context(&PRINCIPAL_ACCOUNT));
                told.or(matches!(caller, CallerKind::CanonicalUser(_)).then_some(CANONICAL))
            }
        };
        Parties {
            caller,
            standing,
            caller_account,
            resource_account: named.or_else(|| from_context(&RESOURCE_ACCOUNT)),
            resource: resource(&request.action, arn),
            resource_partition: arn.map(|[_, partition, ..]| *partition),
            caller_partition: asked.caller_segments().map(|[_, partition, ..]| *partition),
        }
    }

    /// Whether caller and resource are in one account; never for an outsider.
    pub(super) fn same_account(&self) -> bool {
        match (self.caller_account, self.resource_account) {
            _ if self.standing == Standing::Outsider => false,
            (Some(caller), Some(owner)) => caller == owner,
            (None, _) | (_, None) => UNKNOWN_OWNER_IS_THE_CALLERS_ACCOUNT,
        }
    }

    /// Whether an AWS service calls by itself.
    pub(super) fn is_service(&self) -> bool {
        matches!(self.caller, CallerKind::Service(_))
    }

    /// The two partitions, if they differ: no access then (IAM/access_policies-cross-account-resource-access:
    /// "only within a partition").
    pub(super) fn different_partitions(&self) -> Option<(&'a str, &'a str)> {
        let own = self.caller_partition.filter(|_| self.caller_account.is_some())?;
        let other = self.resource_partition?;
        (own != other).then_some((own, other))
    }
}

/// What kind of resource an action is about.
fn resource(action: &str, resource: Option<&[&str; SEGMENTS]>) -> Resource {
    let Some((service, name)) = action.split_once(':') else { return Resource::Other };
    match resource {
        Some([_, _, "iam", _, _, path]) if path.starts_with("role/") => {
            let name = name.to_ascii_lowercase();
            let trusts = ["tagsession", "setsourceidentity", "setcontext"].contains(&name.as_str());
            let assumes = service.eq_ignore_ascii_case("sts") && (name.starts_with("assumerole") || trusts);
            if assumes { Resource::Role } else { Resource::Other }
        }
        Some([_, _, "kms", _, _, path])
            if path.starts_with("key/") && service.eq_ignore_ascii_case("kms") =>
        {
            Resource::Key
        }
        _ => Resource::Other,
    }
}

/// Whether these are the segments of a service-linked role's ARN.
pub(super) fn is_service_linked_role(arn: Option<&[&str; SEGMENTS]>) -> bool {
    matches!(arn, Some([_, _, "iam", _, _, path]) if path.starts_with("role/aws-service-role/"))
}

/// Whether these are the segments of the ARN of an S3 access point, or of what is reached through it.
pub(super) fn is_access_point(arn: Option<&[&str; SEGMENTS]>) -> bool {
    matches!(arn, Some([_, _, "s3", _, _, path]) if path.starts_with("accesspoint/"))
}
