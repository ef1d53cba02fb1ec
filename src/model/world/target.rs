//! The two sides of a question over a world.

use super::World;
use super::account::{Account, Identity, IdentityKind};
use super::extent::extent_in;
use super::known::Spelling;
use super::resource::Resource;
use crate::model::{AccessPoint, Caller, CallerKind, Policy, is_account_number, segments_of};

/// Who asks: somebody of the world, or some of those outside.
#[derive(Clone, Debug)]
pub enum Party<'w> {
    /// A user, or any session of a role.
    Identity(&'w Identity),
    /// One session of a role, by its name.
    Session(&'w Identity, String),
    /// Sessions that an account of the world makes by `sts:GetFederationToken`.
    Federated(FederatedUser<'w>),
    /// The root user of an account of the world.
    Root(&'w Account),
    /// Unsigned requests.
    Anonymous,
    /// An AWS service acting by itself, by its name; without one, any service.
    Service(Option<String>),
    /// Users of an identity provider, a domain name or the provider's ARN; without one, of any provider.
    Provider(Option<String>),
    /// Any caller of this account, which the world does not tell.
    Account(String),
    /// One caller of an account that the world does not tell, by ARN; of a role, whatever session.
    Named(String),
    /// Any caller of any account that the world does not tell, its kin neither.
    Stranger,
}

/// Federated user sessions of an account. The name of a session need not be that of a user (STS API reference,
/// `GetFederationToken`), so who made it is told beside it.
#[derive(Clone, Debug)]
pub struct FederatedUser<'w> {
    /// The account.
    pub account: &'w Account,
    /// The name of the session; `None` for whatever name.
    pub name: Option<String>,
    /// Who made it.
    pub maker: Maker<'w>,
}

/// Who makes a federated user session, and so what it has beyond what policies on the resource's side give it by itself.
#[derive(Clone, Debug)]
pub enum Maker<'w> {
    /// It does not matter who: only what is given to the session itself counts.
    Anybody,
    /// The root user.
    Root,
    /// This user.
    User(&'w Identity),
}

impl FederatedUser<'_> {
    /// The ARNs of such sessions up to their names.
    pub fn prefix(&self) -> String {
        format!("arn:{}:sts::{}:federated-user/", self.account.partition, self.account.id)
    }
}

impl Party<'_> {
    /// The name in answers: an ARN, `*`, `service:NAME`, `federated:NAME`, `account:ID`; classes of callers are
    /// `service:*`, `federated:*`, `account:*` and `arn:aws:sts::ACCOUNT:federated-user/*`.
    pub fn name(&self) -> String {
        match self {
            Party::Identity(identity) => identity.arn.clone(),
            Party::Session(_, arn) => arn.clone(),
            Party::Federated(user) => format!("{}{}", user.prefix(), user.name.as_deref().unwrap_or("*")),
            Party::Root(account) => account.root(),
            Party::Anonymous => "*".to_owned(),
            Party::Service(name) => format!("service:{}", name.as_deref().unwrap_or("*")),
            Party::Provider(Some(name)) if name.starts_with("arn:") => name.clone(),
            Party::Provider(name) => format!("federated:{}", name.as_deref().unwrap_or("*")),
            Party::Account(id) => format!("account:{id}"),
            Party::Named(arn) => arn.clone(),
            Party::Stranger => "account:*".to_owned(),
        }
    }

    /// The account, where the party has one that is known.
    pub fn account(&self) -> Option<&str> {
        match self {
            Party::Identity(identity) | Party::Session(identity, _) => Some(identity.account()),
            Party::Root(account) => Some(&account.id),
            Party::Federated(user) => Some(&user.account.id),
            Party::Account(id) => Some(id),
            Party::Named(arn) => segments_of(arn).map(|[_, _, _, _, account, _]| account),
            Party::Anonymous | Party::Service(_) | Party::Provider(_) | Party::Stranger => None,
        }
    }

    /// Whether the party is somebody that the world tells all policies of. Of a federated user session the session
    /// policies are not told.
    pub fn is_of_world(&self) -> bool {
        matches!(self, Party::Identity(_) | Party::Session(..) | Party::Root(_))
    }

    /// The canonical user id of somebody of whom nothing else is known.
    pub fn canonical_id(&self) -> Option<&str> {
        match self {
            Party::Named(name) => match Caller::new(name).kind() {
                CallerKind::CanonicalUser(_) => name.strip_prefix("canonical:"),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The account that owns [`Target::Anywhere`]: no account has it, and it stands for all.
pub const ELSEWHERE: &str = "elsewhere";

/// What is asked for.
#[derive(Clone, Debug)]
pub enum Target<'w> {
    /// A resource with what lies inside it.
    Resource(&'w Resource),
    /// A bucket, through an access point.
    AccessPoint(&'w Resource, &'w AccessPoint),
    /// A role, to be assumed or passed.
    Role(&'w Identity),
    /// A resource that no policy is attached to: an ARN of an account.
    Plain {
        /// The ARN.
        arn: String,
        /// The account that owns it.
        account: String,
    },
    /// Any resource, in an account that the world does not tell, whose own side allows everything: what is allowed there
    /// is what the caller's side allows.
    Anywhere,
    /// Any resource of this account, whose own side allows everything to other accounts and leaves it to the account:
    /// what is allowed there is what the caller's side and the account's RCPs allow.
    AnywhereIn(&'w Account),
}

impl Target<'_> {
    /// The ARN.
    pub fn arn(&self) -> &str {
        match self {
            Target::Resource(resource) => &resource.arn,
            Target::AccessPoint(_, point) => &point.arn,
            Target::Role(role) => &role.arn,
            Target::Plain { arn, .. } => arn,
            Target::Anywhere | Target::AnywhereIn(_) => "*",
        }
    }

    /// The account that owns it.
    pub fn account(&self) -> &str {
        match self {
            Target::Resource(resource) | Target::AccessPoint(resource, _) => &resource.account,
            Target::Role(role) => role.account(),
            Target::Plain { account, .. } => account,
            Target::Anywhere => ELSEWHERE,
            Target::AnywhereIn(account) => &account.id,
        }
    }

    /// Whether it is any resource, and none that the world tells.
    pub fn is_anywhere(&self) -> bool {
        matches!(self, Target::Anywhere | Target::AnywhereIn(_))
    }

    /// The ARNs that requests about it can name; none of [`Target::Anywhere`], which can name all.
    pub fn extent(&self) -> Vec<Spelling> {
        match self {
            Target::Anywhere | Target::AnywhereIn(_) => Vec::new(),
            Target::Resource(_) | Target::AccessPoint(..) | Target::Role(_) | Target::Plain { .. } => {
                extent_in(self.arn(), self.account())
            }
        }
    }
}

impl World {
    /// The identity of this ARN.
    pub fn identity(&self, arn: &str) -> Option<&Identity> {
        let account = segments_of(arn).map(|[_, _, _, _, account, _]| account)?;
        self.accounts.get(account)?.identities.get(arn)
    }

    /// Every user and role, by account and ARN.
    pub fn identities(&self) -> impl Iterator<Item = &Identity> {
        self.accounts.values().flat_map(|account| account.identities.values())
    }

    /// Every resource, by account and ARN.
    pub fn resources(&self) -> impl Iterator<Item = &Resource> {
        self.accounts.values().flat_map(|account| account.resources.values())
    }

    /// Every policy that acts in the world, as often as it is attached.
    pub fn policies(&self) -> impl Iterator<Item = &Policy> {
        let units = self.organization.iter().flat_map(|organization| &organization.units);
        let of_units = units.flat_map(|unit| unit.scps.iter().chain(&unit.rcps));
        let of_accounts = self.accounts.values().flat_map(|account| account.scps.iter().chain(&account.rcps));
        let of_identities = self
            .identities()
            .flat_map(|identity| identity.policies.iter().chain(&identity.boundary).chain(&identity.trust));
        let of_resources = self.resources().flat_map(|resource| {
            let points = resource.access_points.iter().filter_map(|point| point.policy.as_ref());
            resource.policy.iter().chain(points)
        });
        let of_endpoints = self.endpoints.iter().filter_map(|endpoint| endpoint.policy.as_ref());
        let all = of_units.chain(of_accounts).chain(of_identities).chain(of_resources).chain(of_endpoints);
        all.map(AsRef::as_ref)
    }

    /// The account of the world that owns the ARN by its number, if the ARN is of another partition than the account:
    /// an account is in one (General Reference, "ARN format"), so there is no such thing.
    pub fn of_other_partition(&self, arn: &str) -> Option<&Account> {
        let ["arn", partition, _, _, account, _] = segments_of(arn)? else { return None };
        self.accounts.get(account).filter(|account| account.partition != partition)
    }

    /// Who sends the requests of this caller: a session of a role is that of the account's role of that name, a federated
    /// user session one that the root user made (others can have made it: [`FederatedUser::maker`]). `None` for a
    /// caller that cannot be.
    pub fn party(&self, caller: &Caller) -> Option<Party<'_>> {
        let text = caller.text();
        if self.of_other_partition(text).is_some() {
            return None;
        }
        let outside = |account: &str| is_account_number(account) && !self.accounts.contains_key(account);
        let named = |account: &str| outside(account).then(|| Party::Named(text.to_owned()));
        match caller.kind() {
            CallerKind::Anonymous => Some(Party::Anonymous),
            CallerKind::Service("*") => Some(Party::Service(None)),
            CallerKind::Service(name) => Some(Party::Service(Some(name.to_owned()))),
            CallerKind::Federated("*") => Some(Party::Provider(None)),
            CallerKind::Federated(name) => Some(Party::Provider(Some(name.to_owned()))),
            CallerKind::Root { account } => match self.accounts.get(account) {
                Some(account) => Some(Party::Root(account)),
                None => named(account),
            },
            CallerKind::User { account, .. } | CallerKind::Role { account, .. } => {
                match self.identity(text) {
                    Some(identity) => Some(Party::Identity(identity)),
                    // Somebody outside, whose account has no number.
                    None if caller.kind().is_origin_access_identity() => Some(Party::Named(text.to_owned())),
                    None => named(account),
                }
            }
            CallerKind::RoleSession { account, role, session } => match self.accounts.get(account) {
                Some(_) if session.is_empty() || session.contains('/') => None,
                Some(account) => {
                    let mut identities = account.identities.values();
                    let of_role =
                        |identity: &&Identity| identity.kind == IdentityKind::Role && identity.name() == role;
                    let role = identities.find(of_role);
                    // Whatever session is any that the role has.
                    role.map(|role| match session {
                        "*" => Party::Identity(role),
                        _ => Party::Session(role, text.to_owned()),
                    })
                }
                None => named(account),
            },
            CallerKind::FederatedUser { account, name } => match self.accounts.get(account) {
                Some(_) if name.is_empty() || name.contains('/') => None,
                Some(account) => Some(Party::Federated(FederatedUser {
                    account,
                    name: Some(name.to_owned()).filter(|name| name != "*"),
                    maker: Maker::Root,
                })),
                None => named(account),
            },
            CallerKind::Other("account:*") => Some(Party::Stranger),
            CallerKind::Other(other) => other
                .strip_prefix("account:")
                .filter(|account| outside(account))
                .map(|account| Party::Account(account.to_owned())),
            CallerKind::CanonicalUser(_) => None,
        }
    }

    /// What a request on this ARN is about: the resource, access point or role of the world that it is or lies in.
    /// An ARN whose account the world tells, and that none of its resources covers, is a plain one, unless it is of
    /// another partition than the account.
    pub fn target(&self, arn: &str) -> Option<Target<'_>> {
        if let Some(role) = self.identity(arn).filter(|identity| identity.kind == IdentityKind::Role) {
            return Some(Target::Role(role));
        }
        // How much of the ARN tells that it is, or lies in, that one.
        let told = |own: &str, account: &str| {
            let extent = extent_in(own, account);
            let covering = extent.iter().filter(|spelling| spelling.covers(arn));
            let length = |spelling: &Spelling| match spelling {
                Spelling::Exact(text) => text.len(),
                Spelling::Prefixed { prefix, .. } => prefix.len(),
            };
            covering.map(length).max()
        };
        for resource in self.resources() {
            let mut points = resource.access_points.iter();
            if let Some(point) = points.find(|point| told(&point.arn, &resource.account).is_some()) {
                return Some(Target::AccessPoint(resource, point));
            }
        }
        // Of several that cover it, such as log groups whose names begin alike, the longest. Where two are alike in
        // that, as the vaults that a recovery point may be in, it is not known which.
        let covering = self
            .resources()
            .filter_map(|resource| told(&resource.arn, &resource.account).map(|length| (length, resource)));
        let mut covering: Vec<(usize, &Resource)> = covering.collect();
        covering.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        match covering.as_slice() {
            [(length, _), (other, _), ..] if length == other => {}
            [(_, resource), ..] => return Some(Target::Resource(resource)),
            [] => {}
        }
        let [_, _, _, _, account, _] = segments_of(arn)?;
        let is_there = self.accounts.contains_key(account) && self.of_other_partition(arn).is_none();
        is_there.then(|| Target::Plain { arn: arn.to_owned(), account: account.to_owned() })
    }
}
