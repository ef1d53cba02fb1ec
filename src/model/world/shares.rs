//! ACLs, grants of KMS keys, and shares of snapshots, put as resource policies.
//!
//! They give and never deny, and are decided as a resource policy is: so they are one, and there is one place that
//! knows how a grant meets the other policies.

use std::sync::{Arc, OnceLock};

use super::World;
use super::canonical::{Readings, as_whoever_is_named};
use super::kinds::Kind;
use super::resource::{AclPermission, Grantee, KeyGrant, ObjectOwnership, Resource};
use crate::model::{
    Action, Comparison, Condition, Effect, Key, Operands, Operator, Policy, PolicyType, Principal,
    PrincipalElement, Resource as Element, ResourcePattern, SetQualifier, Statement, Template, Test, Version,
    is_account_number, lower, segments_of,
};
use crate::parse::Span;

/// The policies, made when they are first asked for.
pub(super) type Shares = OnceLock<Vec<Arc<Policy>>>;

/// What the world leaves open, found out when it is first asked for.
pub(super) type Doubtful = OnceLock<Arc<OnResource>>;

/// What the world leaves open of who is given access to a resource.
#[derive(Clone, Debug, Default)]
pub struct OnResource {
    /// What its policy may mean.
    pub policy: Option<Readings>,
    /// What each of its shares may mean, in their order.
    pub shares: Vec<Option<Readings>>,
    /// What the policies of its access points may mean, in their order.
    pub points: Vec<Option<Readings>>,
    /// What its policy gives to canonical users who are whoever else is named.
    pub if_named: Option<Arc<Policy>>,
    /// The same of its access points, in their order.
    pub points_if_named: Vec<Option<Arc<Policy>>>,
    /// The most that the ACLs of a bucket's objects, which the world does not tell, may give.
    pub object_acls: Option<Arc<Policy>>,
}

impl Resource {
    /// What gives access to the resource besides its policy. An ACL has no effect where bucket owners own all
    /// objects (S3/about-object-ownership), and its public grants none under `IgnorePublicAcls`. Who writes an
    /// object may give it an ACL of its own, which the world does not tell.
    pub fn shares(&self, world: &World) -> Vec<Arc<Policy>> {
        self.shares
            .get_or_init(|| {
                let ignored = world.public_access_block(self).is_some_and(|block| block.ignore_public_acls);
                let made = [acl(self, world, ignored), key_grants(self), shared_with(self)];
                made.into_iter().flatten().map(Arc::new).collect()
            })
            .clone()
    }

    /// The same without `IgnorePublicAcls`.
    pub fn shares_of_public_acls_too(&self, world: &World) -> Vec<Arc<Policy>> {
        let made = [acl(self, world, false), key_grants(self), shared_with(self)];
        made.into_iter().flatten().map(Arc::new).collect()
    }

    /// What the world leaves open of who is given access to it.
    pub fn doubtful(&self, world: &World) -> Arc<OnResource> {
        let find = || {
            let points = self.access_points.iter();
            let of_points = points.clone().map(|point| point.policy.as_deref());
            let policies: Vec<_> = std::iter::once(self.policy.as_deref()).chain(of_points).collect();
            // An account whose id is told is none of those whose account is not.
            let is_told = |account: &str| {
                world.accounts.get(account).is_some_and(|account| account.canonical_id.is_some())
            };
            let may_be = |principal: &Principal| {
                matches!(principal, Principal::Account(_) | Principal::Role { .. } | Principal::Arn(_))
                    && principal.account().is_none_or(|account| !is_told(account))
            };
            let mut if_named = as_whoever_is_named(&policies, may_be).into_iter();
            Arc::new(OnResource {
                if_named: if_named.next().flatten(),
                points_if_named: if_named.collect(),
                policy: self.policy.as_deref().and_then(Readings::of),
                shares: self.shares(world).iter().map(|share| Readings::of(share)).collect(),
                points: points.map(|point| point.policy.as_deref().and_then(Readings::of)).collect(),
                object_acls: object_acls(self, world).map(Arc::new),
            })
        };
        Arc::clone(self.doubtful.get_or_init(find))
    }
}

fn policy(name: &str, statements: Vec<Statement>) -> Option<Policy> {
    let policy = Policy {
        name: name.to_owned(),
        policy_type: PolicyType::Resource,
        version: Version::V2012,
        statements,
    };
    (!policy.statements.is_empty()).then_some(policy)
}

fn statement(
    index: usize,
    principal: Principal,
    actions: &[&str],
    resource: &str,
    conditions: Vec<Condition>,
) -> Statement {
    Statement {
        index,
        sid: None,
        span: Span::default(),
        effect: Effect::Allow,
        principal: PrincipalElement::Principal(vec![principal]),
        action: Action::Action(actions.iter().map(|action| Template::literal(action)).collect()),
        resource: Element::Resource(vec![ResourcePattern::new(Template::glob(resource))]),
        conditions,
    }
}

/// What a permission of a bucket's ACL lets one do (S3/acl-overview, "Mapping of ACL permissions and access policy
/// permissions").
fn actions(permission: AclPermission) -> &'static [(&'static str, &'static [&'static str])] {
    const READ: (&str, &[&str]) =
        ("", &["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"]);
    const WRITE: (&str, &[&str]) = ("/*", &["s3:PutObject"]);
    const READ_ACP: (&str, &[&str]) = ("", &["s3:GetBucketAcl"]);
    const WRITE_ACP: (&str, &[&str]) = ("", &["s3:PutBucketAcl"]);
    match permission {
        AclPermission::Read => &[READ],
        AclPermission::Write => &[WRITE],
        AclPermission::ReadAcp => &[READ_ACP],
        AclPermission::WriteAcp => &[WRITE_ACP],
        AclPermission::FullControl => &[READ, WRITE, READ_ACP, WRITE_ACP],
    }
}

fn acl(resource: &Resource, world: &World, ignored: bool) -> Option<Policy> {
    if resource.object_ownership == ObjectOwnership::BucketOwnerEnforced {
        return None;
    }
    let mut statements = Vec::new();
    for grant in &resource.acl {
        let (principal, conditions) = match &grant.grantee {
            Grantee::AllUsers | Grantee::AuthenticatedUsers if ignored => continue,
            Grantee::AllUsers => (Principal::Everyone, Vec::new()),
            Grantee::AuthenticatedUsers => (Principal::AnyAws, vec![signed()]),
            Grantee::LogDelivery => (Principal::Service("logging.s3.amazonaws.com".to_owned()), Vec::new()),
            Grantee::CanonicalUser(id) => {
                let mut accounts = world.accounts.values();
                let principal = match accounts.find(|account| account.canonical_id.as_ref() == Some(id)) {
                    Some(account) => Principal::Account(Template::literal(&account.id)),
                    None => Principal::CanonicalUser(id.clone()),
                };
                (principal, Vec::new())
            }
        };
        for (inside, actions) in actions(grant.permission) {
            let on = format!("{}{inside}", resource.arn);
            statements.push(statement(statements.len(), principal.clone(), actions, &on, conditions.clone()));
        }
    }
    policy("ACL", statements)
}

/// The most that the ACLs of objects may give: whoever writes an object may give it one where ACLs count. Under
/// `IgnorePublicAcls` those count that name accounts (S3/access-control-block-public-access).
fn object_acls(resource: &Resource, world: &World) -> Option<Policy> {
    const ACTIONS: [&str; 6] = [
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:GetObjectAcl",
        "s3:GetObjectVersionAcl",
        "s3:PutObjectAcl",
        "s3:PutObjectVersionAcl",
    ];
    let has_acls = match resource.object_ownership {
        ObjectOwnership::BucketOwnerEnforced => false,
        ObjectOwnership::BucketOwnerPreferred | ObjectOwnership::ObjectWriter => true,
    };
    if !has_acls || !is_bucket(&resource.arn) {
        return None;
    }
    let ignored = world.public_access_block(resource).is_some_and(|block| block.ignore_public_acls);
    let to = if ignored { Principal::Account(Template::anything()) } else { Principal::Everyone };
    let on = format!("{}/*", resource.arn);
    policy("ACLs of objects", vec![statement(0, to, &ACTIONS, &on, Vec::new())])
}

/// Whether it is the ARN of a bucket.
fn is_bucket(arn: &str) -> bool {
    segments_of(arn).is_some_and(|[_, _, service, _, _, path]| service == "s3" && !path.contains('/'))
}

/// That the request is signed.
fn signed() -> Condition {
    Condition {
        operator: Operator {
            qualifier: None,
            test: Test::Value { comparison: Comparison::StringEquals, negated: true },
            if_exists: false,
        },
        key: Key::new("aws:PrincipalType"),
        operands: Operands::StringEquals(vec![Template::literal("Anonymous")]),
        span: Span::default(),
    }
}

/// The operations that take an encryption context: the only ones that a grant's constraints are about (KMS API reference,
/// `GrantConstraints`).
const WITH_CONTEXT: [&str; 8] = [
    "Encrypt",
    "Decrypt",
    "GenerateDataKey",
    "GenerateDataKeyWithoutPlaintext",
    "GenerateDataKeyPair",
    "GenerateDataKeyPairWithoutPlaintext",
    "ReEncryptFrom",
    "ReEncryptTo",
];

/// What grants give: to the grantee the operations, those with an encryption context under the constraints; and to the
/// retiring principal and to the account that made the grant that they may retire it (KMS API reference, `RetireGrant`).
fn key_grants(resource: &Resource) -> Option<Policy> {
    let mut statements = Vec::new();
    for grant in &resource.key_grants {
        let mut give = |to: &str, operations: &[String], conditions: Vec<Condition>| {
            if operations.is_empty() {
                return;
            }
            let to = grantee(to);
            let actions: Vec<String> =
                operations.iter().map(|operation| format!("kms:{operation}")).collect();
            let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
            statements.push(statement(statements.len(), to, &actions, &resource.arn, conditions));
        };
        let constraints = constraints(grant);
        let (bound, free): (Vec<String>, Vec<String>) = grant
            .operations
            .iter()
            .cloned()
            .partition(|operation| !constraints.is_empty() && WITH_CONTEXT.contains(&operation.as_str()));
        give(&grant.grantee, &bound, constraints);
        give(&grant.grantee, &free, Vec::new());
        let retire = ["RetireGrant".to_owned()];
        if let Some(retiring) = &grant.retiring {
            give(retiring, &retire, Vec::new());
        }
        give(grant.issuer.as_ref().unwrap_or(&resource.account), &retire, Vec::new());
    }
    policy("KMS grants", statements)
}

/// Whom a grant names: a service, an account or an ARN.
pub(super) fn grantee(name: &str) -> Principal {
    if name.ends_with(".amazonaws.com") {
        Principal::Service(name.to_owned())
    } else if !name.contains(':') {
        Principal::Account(Template::literal(name))
    } else {
        lower::principal::principal_of(name)
    }
}

/// What the encryption context has to be for the grant.
fn constraints(grant: &KeyGrant) -> Vec<Condition> {
    let test = |comparison| Test::Value { comparison, negated: false };
    let pairs = grant.encryption_context.iter().chain(&grant.encryption_context_equals);
    let mut conditions: Vec<Condition> = pairs
        .map(|(name, value)| Condition {
            operator: Operator { qualifier: None, test: test(Comparison::StringEquals), if_exists: false },
            key: Key::new(&format!("kms:EncryptionContext:{name}")),
            operands: Operands::StringEquals(vec![Template::literal(value)]),
            span: Span::default(),
        })
        .collect();
    if !grant.encryption_context_equals.is_empty() {
        let names = grant.encryption_context_equals.iter().map(|(name, _)| Template::literal(name));
        conditions.push(Condition {
            operator: Operator {
                qualifier: Some(SetQualifier::ForAllValues),
                test: test(Comparison::StringEqualsIgnoreCase),
                if_exists: false,
            },
            key: Key::new("kms:EncryptionContextKeys"),
            operands: Operands::StringEqualsIgnoreCase(names.collect()),
            span: Span::default(),
        });
    }
    conditions
}

/// Whoever a snapshot or image is shared with may do what shares of its kind give, as far as its policies at home allow. What
/// a share of another kind gives is not known, and so anything.
fn shared_with(resource: &Resource) -> Option<Policy> {
    let shared = resource.kind().and_then(Kind::shared);
    let mut statements = Vec::new();
    for account in &resource.shared_with {
        let all = account == "all";
        let organization = of_organization(account);
        let actions = match shared {
            // It cannot be shared with everybody (EC2 and RDS API references, `Modify…SnapshotAttribute`).
            Some(_) if resource.encrypted && all => continue,
            Some(shared) if resource.encrypted => shared.encrypted,
            Some(shared) if all => shared.with_all,
            Some(shared) => shared.with_account,
            None => &["*"],
        };
        let principal = if all || organization.is_some() {
            Principal::AnyAws
        } else {
            Principal::Account(Template::literal(account))
        };
        let conditions = organization.into_iter().collect();
        let mut given = statement(statements.len(), principal, &[], &resource.arn, conditions);
        given.action = Action::Action(actions.iter().map(|action| Template::glob(action)).collect());
        statements.push(given);
    }
    policy("shares", statements)
}

/// That the caller is in the organization or unit of this ARN (Organizations, "Resource types defined by AWS
/// Organizations": `organization/ID`, `ou/ID/UNIT`); `None` if it is that of neither.
fn of_organization(arn: &str) -> Option<Condition> {
    let Some(["arn", _, "organizations", "", _, path]) = segments_of(arn) else { return None };
    let condition = |qualifier, comparison, key, operands| Condition {
        operator: Operator { qualifier, test: Test::Value { comparison, negated: false }, if_exists: false },
        key: Key::new(key),
        operands,
        span: Span::default(),
    };
    let ids: Vec<&str> = path.split('/').collect();
    match ids.as_slice() {
        ["organization", id] => {
            let operands = Operands::StringEquals(vec![Template::literal(id)]);
            Some(condition(None, Comparison::StringEquals, "aws:PrincipalOrgID", operands))
        }
        ["ou", id, unit] => {
            let [id, unit] = [id, unit].map(|id| id.replace(['*', '?', '$'], ""));
            let operands = Operands::StringLike(vec![Template::glob(&format!("{id}/*/{unit}/*"))]);
            let any = Some(SetQualifier::ForAnyValue);
            Some(condition(any, Comparison::StringLike, "aws:PrincipalOrgPaths", operands))
        }
        _ => None,
    }
}

/// Whether something can be shared with what has this name: an account, an organization or a unit of one by ARN, or `all`.
pub fn can_be_shared_with(name: &str) -> bool {
    name == "all" || is_account_number(name) || of_organization(name).is_some()
}
