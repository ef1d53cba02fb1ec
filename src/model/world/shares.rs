//! ACLs, grants of KMS keys, and shares of snapshots, put as resource policies.
//!
//! They give and never deny, and are decided as a resource policy is: so they are one, and there is one place that
//! knows how a grant meets the other policies.

use std::sync::{Arc, OnceLock};

use super::World;
use super::resource::{AclPermission, Grantee, KeyGrant, ObjectOwnership, Resource};
use crate::model::{
    Action, Comparison, Condition, Effect, Key, Operands, Operator, Policy, PolicyType, Principal,
    PrincipalElement, Resource as Element, ResourcePattern, Statement, Template, Test, Version, lower,
};
use crate::parse::Span;

/// The policies, made when they are first asked for.
pub(super) type Shares = OnceLock<Vec<Arc<Policy>>>;

impl Resource {
    /// What gives access to the resource besides its policy. An ACL has no effect where bucket owners own all
    /// objects (S3/about-object-ownership), and its public grants none under `IgnorePublicAcls`. Who writes an
    /// object may give it an ACL of its own, which the world does not tell.
    pub fn shares(&self, world: &World) -> Vec<Arc<Policy>> {
        self.shares
            .get_or_init(|| {
                let made = [acl(self, world), key_grants(self), shared_with(self)];
                made.into_iter().flatten().map(Arc::new).collect()
            })
            .clone()
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

fn acl(resource: &Resource, world: &World) -> Option<Policy> {
    if resource.object_ownership == ObjectOwnership::BucketOwnerEnforced {
        return None;
    }
    let ignored = world.public_access_block(resource).is_some_and(|block| block.ignore_public_acls);
    let mut statements = Vec::new();
    for grant in &resource.acl {
        let (principal, conditions) = match &grant.grantee {
            Grantee::AllUsers | Grantee::AuthenticatedUsers if ignored => continue,
            Grantee::AllUsers => (Principal::Everyone, Vec::new()),
            Grantee::AuthenticatedUsers => (Principal::AnyAws, vec![signed()]),
            Grantee::LogDelivery => {
                (Principal::Service("delivery.logs.amazonaws.com".to_owned()), Vec::new())
            }
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

fn key_grants(resource: &Resource) -> Option<Policy> {
    let with_grant = |(index, grant): (usize, &KeyGrant)| {
        let principal = if grant.grantee.ends_with(".amazonaws.com") {
            Principal::Service(grant.grantee.clone())
        } else {
            lower::principal::principal_of(&grant.grantee)
        };
        let actions: Vec<String> =
            grant.operations.iter().map(|operation| format!("kms:{operation}")).collect();
        let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
        let conditions = grant.encryption_context.iter().map(|(name, value)| Condition {
            operator: Operator {
                qualifier: None,
                test: Test::Value { comparison: Comparison::StringEquals, negated: false },
                if_exists: false,
            },
            key: Key::new(&format!("kms:EncryptionContext:{name}")),
            operands: Operands::StringEquals(vec![Template::literal(value)]),
            span: Span::default(),
        });
        statement(index, principal, &actions, &resource.arn, conditions.collect())
    };
    policy("KMS grants", resource.key_grants.iter().enumerate().map(with_grant).collect())
}

/// Whoever a snapshot or image is shared with may do whatever its policies at home allow.
fn shared_with(resource: &Resource) -> Option<Policy> {
    let shared = resource.shared_with.iter().enumerate().map(|(index, account)| {
        let principal =
            if account == "all" { Principal::AnyAws } else { Principal::Account(Template::literal(account)) };
        let mut statement = statement(index, principal, &[], &resource.arn, Vec::new());
        statement.action = Action::Action(vec![Template::anything()]);
        statement
    });
    policy("shares", shared.collect())
}
