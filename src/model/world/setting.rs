//! What stands around the requests of one party on one target.

use std::sync::{Arc, LazyLock};

use super::World;
use super::account::Account;
use super::resource::Resource;
use super::target::{Maker, Party, Target};
use crate::model::{
    Action, Caller, Effect, EndpointPolicy, FederatedBy, Policy, PolicyType, Principal, PrincipalElement,
    PublicAccessBlock, Resource as Element, Setting, Statement, Template, Version,
};
use crate::parse::Span;

/// A policy of the type that allows everything to everybody.
pub fn open_policy(name: &str, policy_type: PolicyType) -> Arc<Policy> {
    let principal = if policy_type.has_principal() {
        PrincipalElement::Principal(vec![Principal::Everyone])
    } else {
        PrincipalElement::Attached
    };
    allowing(name, policy_type, principal)
}

/// A policy of the type, which names principals, that leaves everything to the accounts of those who ask.
pub fn delegation(policy_type: PolicyType) -> Arc<Policy> {
    let accounts = PrincipalElement::Principal(vec![Principal::Account(Template::anything())]);
    allowing(stand_in::RESOURCE, policy_type, accounts)
}

/// A policy, of the resource's side, that allows an account the calls by which an organization's administrators act on its other
/// accounts: AWS Organizations, AWS Account Management, and sessions of other accounts' root users (STS API reference,
/// `AssumeRoot`; ORG/orgs_integrate_delegated_admin).
pub fn calls_of_administrators(account: &str) -> Arc<Policy> {
    let accounts = PrincipalElement::Principal(vec![Principal::Account(Template::literal(account))]);
    let mut policy = allowing(stand_in::ADMINISTRATORS, PolicyType::Resource, accounts);
    let calls = ["sts:AssumeRoot", "organizations:*", "account:*"].map(Template::glob);
    for statement in &mut Arc::make_mut(&mut policy).statements {
        statement.action = Action::Action(calls.to_vec());
    }
    policy
}

/// A policy of the type that allows everything to these principals.
fn allowing(name: &str, policy_type: PolicyType, principal: PrincipalElement) -> Arc<Policy> {
    let statement = Statement {
        index: 0,
        sid: None,
        span: Span::default(),
        effect: Effect::Allow,
        principal,
        action: Action::Action(vec![Template::anything()]),
        resource: Element::Attached,
        conditions: Vec::new(),
    };
    let (name, version) = (name.to_owned(), Version::V2012);
    Arc::new(Policy { name, policy_type, version, statements: vec![statement] })
}

/// Names of the policies that stand for what a world does not tell.
pub mod stand_in {
    /// Identity-based policies of callers outside.
    pub const IDENTITY: &str = "policies of an account outside";
    /// Session policies of callers outside: without one a federated user session could do nothing.
    pub const SESSION: &str = "session policies of an account outside";
    /// What the root user passes on to a federated user session.
    pub const ROOT: &str = "the full access of the root user who made the session";
    /// Session policies of federated user sessions: whatever is passed when they are made.
    pub const PASSED: &str = "whatever session policies";
    /// Policies of resources elsewhere.
    pub const RESOURCE: &str = "policies of resources elsewhere";
    /// What an organization lets its administrators do in its other accounts.
    pub const ADMINISTRATORS: &str = "access of the organization's administrators to its accounts";
    /// Whatever identity-based policies one might attach.
    pub const WHATEVER: &str = "whatever identity-based policies";
}

static IDENTITY: LazyLock<Arc<Policy>> =
    LazyLock::new(|| open_policy(stand_in::IDENTITY, PolicyType::Identity));
static SESSION: LazyLock<Arc<Policy>> = LazyLock::new(|| open_policy(stand_in::SESSION, PolicyType::Session));
static ROOT: LazyLock<Arc<Policy>> = LazyLock::new(|| open_policy(stand_in::ROOT, PolicyType::Identity));
static PASSED: LazyLock<Arc<Policy>> = LazyLock::new(|| open_policy(stand_in::PASSED, PolicyType::Session));
static RESOURCE: LazyLock<Arc<Policy>> =
    LazyLock::new(|| open_policy(stand_in::RESOURCE, PolicyType::Resource));
static DELEGATION: LazyLock<Arc<Policy>> = LazyLock::new(|| delegation(PolicyType::Resource));
static WHATEVER: LazyLock<Arc<Policy>> =
    LazyLock::new(|| open_policy(stand_in::WHATEVER, PolicyType::Identity));

/// An identity-based policy that allows everything: whatever one might attach.
pub fn everything() -> Arc<Policy> {
    Arc::clone(&WHATEVER)
}

impl World {
    /// What stands around the party's requests on the target. Where the world does not tell the caller's side, it
    /// is taken to allow everything.
    pub fn setting(&self, party: &Party<'_>, target: &Target<'_>) -> Setting {
        let mut setting = Setting::default();
        match party {
            Party::Identity(identity) | Party::Session(identity, _) => {
                setting.identity_policies.clone_from(&identity.policies);
                setting.permissions_boundary.clone_from(&identity.boundary);
                setting.scps = self.account_of(identity.account(), Self::scps);
            }
            Party::Root(account) => setting.scps = self.scps(account),
            // What a session can do is what its maker can and its session policies let pass
            // (IAM/id_credentials_temp_control-access_getfederationtoken); those may be any.
            Party::Federated(session) => {
                setting.scps = self.scps(session.account);
                setting.federated_by = FederatedBy::NoUser;
                match session.maker {
                    Maker::Anybody => {}
                    Maker::Root => {
                        setting.identity_policies = vec![Arc::clone(&ROOT)];
                        setting.session_policies = vec![Arc::clone(&PASSED)];
                    }
                    Maker::User(user) => {
                        setting.identity_policies.clone_from(&user.policies);
                        setting.permissions_boundary.clone_from(&user.boundary);
                        setting.session_policies = vec![Arc::clone(&PASSED)];
                        setting.federated_by = FederatedBy::User(Caller::new(&user.arn));
                    }
                }
            }
            Party::Account(_) | Party::Named(_) | Party::Stranger => {
                setting.identity_policies = vec![Arc::clone(&IDENTITY)];
                setting.session_policies = vec![Arc::clone(&SESSION)];
            }
            Party::Anonymous | Party::Service(_) | Party::Provider(_) => {}
        }
        setting.rcps = self.account_of(target.account(), Self::rcps);
        match target {
            Target::Resource(resource) => self.attach(&mut setting, resource),
            Target::AccessPoint(resource, point) => {
                self.attach(&mut setting, resource);
                let mut point = (*point).clone();
                point.public_access_block = joined(setting.public_access_block, point.public_access_block);
                setting.access_point = Some(point);
            }
            Target::Role(role) => setting.trust_policy.clone_from(&role.trust),
            Target::Plain { .. } => {}
            Target::AnywhereIn(account) if party.account() == Some(&account.id) => {
                setting.resource_policy = Some(Arc::clone(&DELEGATION));
            }
            Target::Anywhere | Target::AnywhereIn(_) => {
                setting.resource_policy = Some(Arc::clone(&RESOURCE));
            }
        }
        let with_policy = self.endpoints.iter().filter_map(|endpoint| {
            let policy = Arc::clone(endpoint.policy.as_ref()?);
            Some(EndpointPolicy { endpoint: Some(endpoint.id.clone()), policy })
        });
        setting.vpc_endpoint_policies = with_policy.collect();
        setting.management_account =
            self.organization.as_ref().and_then(|organization| organization.management_account.clone());
        setting
    }

    fn attach(&self, setting: &mut Setting, resource: &Resource) {
        setting.resource_policy.clone_from(&resource.policy);
        setting.shares = resource.shares(self);
        setting.public_access_block = self.public_access_block(resource);
    }

    /// Block Public Access of organization, account and bucket together; `None` for what is no bucket.
    pub fn public_access_block(&self, resource: &Resource) -> Option<PublicAccessBlock> {
        if !resource.arn.contains(":s3:") {
            return None;
        }
        let account = self.accounts.get(&resource.account);
        let member = account.is_some_and(|account| account.unit.is_some());
        let organization = self.organization.as_ref().filter(|_| member);
        let above = joined(
            organization.and_then(|organization| organization.public_access_block),
            account.and_then(|account| account.public_access_block),
        );
        joined(above, resource.public_access_block)
    }

    fn account_of<T: Default>(&self, id: &str, take: impl Fn(&World, &Account) -> T) -> T {
        self.accounts.get(id).map(|account| take(self, account)).unwrap_or_default()
    }

    /// The SCPs above the account, the root's first; none where SCPs are not in use.
    pub fn scps(&self, account: &Account) -> Vec<Vec<Arc<Policy>>> {
        self.levels(account, true)
    }

    /// The RCPs above the account, the root's first; none where RCPs are not in use.
    pub fn rcps(&self, account: &Account) -> Vec<Vec<Arc<Policy>>> {
        self.levels(account, false)
    }

    fn levels(&self, account: &Account, scps: bool) -> Vec<Vec<Arc<Policy>>> {
        let (Some(organization), Some(unit)) = (&self.organization, account.unit) else { return Vec::new() };
        let in_use = if scps { organization.uses_scps } else { organization.uses_rcps };
        if !in_use {
            return Vec::new();
        }
        let units = organization.line(unit).into_iter();
        let of_units = units.map(|unit| if scps { unit.scps.clone() } else { unit.rcps.clone() });
        let own = if scps { account.scps.clone() } else { account.rcps.clone() };
        of_units.chain([own]).collect()
    }
}

/// What either level blocks.
fn joined(one: Option<PublicAccessBlock>, other: Option<PublicAccessBlock>) -> Option<PublicAccessBlock> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.and(other)),
        (one, other) => one.or(other),
    }
}
