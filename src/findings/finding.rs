//! What is found.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::cell::Cell;
use crate::eval::decision::Deciding;
use crate::model::{Assumption, Condition, Key, Principal, Request, Segments, Template};
use crate::question::world::Callers;

/// What a finding is about.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody outside the zone of trust reaches a resource.
    ExternalAccess,
    /// An AWS service reaches it on behalf of whomever: a confused deputy.
    ServiceAccess,
    /// Somebody outside would reach it if one setting were taken away.
    OneSettingAway,
    /// A role is reached from outside through other roles.
    RoleChain,
    /// A user or role of the zone reaches a resource.
    InternalAccess,
    /// It could not be told.
    Error,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 6] = [
        Kind::ExternalAccess,
        Kind::ServiceAccess,
        Kind::OneSettingAway,
        Kind::RoleChain,
        Kind::InternalAccess,
        Kind::Error,
    ];

    /// The name in JSON and of `--kind`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::ExternalAccess => "external",
            Kind::ServiceAccess => "service",
            Kind::OneSettingAway => "one-setting-away",
            Kind::RoleChain => "role-chain",
            Kind::InternalAccess => "internal",
            Kind::Error => "error",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What gives the access (the API's `FindingSource`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// The resource's policy, or what else is attached to it.
    Policy,
    /// The bucket's ACL.
    BucketAcl,
    /// An access point, by ARN.
    AccessPoint(String),
    /// Access points of an account outside, by number, which the bucket leaves to it; `None` for whichever account.
    AccessPointAccount(Option<String>),
}

impl Source {
    /// The name in the API.
    pub fn name(&self) -> &'static str {
        match self {
            Source::Policy => "POLICY",
            Source::BucketAcl => "BUCKET_ACL",
            Source::AccessPoint(_) => "S3_ACCESS_POINT",
            Source::AccessPointAccount(_) => "S3_ACCESS_POINT_ACCOUNT",
        }
    }
}

/// One finding: every external request that it speaks of is by somebody of [`Finding::principal`], under all the
/// conditions, with one of the actions, on the resource or what lies in it. Not all such requests need be allowed.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it is about.
    pub kind: Kind,
    /// What was looked for: of an error, the kind that it would be.
    pub sought: Kind,
    /// The ARN of the resource.
    pub resource: String,
    /// `AWS::S3::Bucket` and the like.
    pub resource_type: String,
    /// The account that owns it.
    pub account: String,
    /// Which callers.
    pub callers: Callers,
    /// Who, and under which conditions.
    pub cell: Cell,
    /// Patterns of actions, as the policies have them.
    pub actions: Vec<String>,
    /// The catalogue's actions among them of which some request of these callers is allowed, on a resource that they work on;
    /// patterns as they are written where the catalogue has none. Sorted.
    pub allowed: Vec<String>,
    /// What gives the access.
    pub sources: Vec<Source>,
    /// Whether anybody at all is in it.
    pub is_public: bool,
    /// The statements that allow the witness.
    pub by: Vec<Deciding>,
    /// A request of the finding and of no other that is allowed; none in an error.
    pub witness: Option<Request>,
    /// The setting without which it would be: what it takes to open it. Or, of an error, why it could not be told.
    pub reason: Option<String>,
    /// The roles on the way, from the first that is assumed from outside.
    pub chain: Vec<String>,
    /// The assumptions that it hangs on.
    pub assumptions: BTreeSet<Assumption>,
}

impl Finding {
    /// The id: the same whenever kind, resource, principal, conditions and reason are, whatever the actions; and a condition is
    /// the same whatever the order of its values. It is spelt as the API spells ids.
    pub fn id(&self) -> String {
        let mut told = Sha256::new();
        let mut tell = |text: &str| {
            told.update(text.len().to_le_bytes());
            told.update(text.as_bytes());
        };
        tell(self.kind.name());
        tell(&self.resource);
        tell(&format!("{:?}", self.callers));
        tell(&self.principal());
        for condition in &self.cell.conditions {
            let (operator, key, mut values) = words(condition);
            values.sort();
            values.dedup();
            tell(&operator);
            tell(&key.to_ascii_lowercase());
            values.iter().for_each(|value| tell(value));
            tell("");
        }
        self.reason.iter().for_each(|reason| tell(reason));
        // Where a chain begins; which way it goes is what it says.
        self.chain.iter().take(1).for_each(|role| tell(role));
        let hex: String = told.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
        [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
    }

    /// What else the finding says: if this is another one under the same id, the finding has changed. Of the actions it is what
    /// is allowed, whatever patterns that is written with and whatever denies the rest.
    pub fn content(&self) -> String {
        let sources: Vec<String> = self.sources.iter().map(|source| format!("{source:?}")).collect();
        let chain = self.chain.join(",");
        format!("{}|{}|{}|{chain}", self.allowed.join(","), sources.join(","), self.is_public)
    }

    /// Who, as a policy names them: `*`, an account's number, an ARN, a service, a provider.
    pub fn principal(&self) -> String {
        principal(&self.cell.principal)
    }

    /// What kind of principal it is, as the `Principal` element of a policy has it.
    pub fn principal_type(&self) -> &'static str {
        match &self.cell.principal {
            Principal::CanonicalUser(_) => "CanonicalUser",
            Principal::Everyone
            | Principal::AnyAws
            | Principal::Account(_)
            | Principal::Role { .. }
            | Principal::Arn(_)
            | Principal::UniqueId(_)
            | Principal::Service(_)
            | Principal::Federated(_) => match self.callers {
                Callers::Aws => "AWS",
                Callers::Federated => "Federated",
                Callers::Service => "Service",
            },
        }
    }

    /// Whether the finding's conditions are about the key.
    pub fn tells(&self, key: &Key) -> bool {
        self.cell.conditions.iter().any(|condition| condition.key == *key)
    }

    /// The conditions: operator, key, values.
    pub fn conditions(&self) -> impl Iterator<Item = (String, String, Vec<String>)> {
        self.cell.conditions.iter().map(words)
    }
}

/// The principal as a policy names it.
pub(super) fn principal(principal: &Principal) -> String {
    match principal {
        Principal::Everyone | Principal::AnyAws => "*".to_owned(),
        Principal::Account(account) => account.to_string(),
        Principal::Role { role: arn, .. } | Principal::Arn(arn) => joined(arn),
        Principal::UniqueId(id) | Principal::CanonicalUser(id) | Principal::Service(id) => id.clone(),
        Principal::Federated(provider) => provider.to_string(),
    }
}

fn joined(arn: &Segments) -> String {
    arn.iter().map(Template::to_string).collect::<Vec<_>>().join(":")
}

/// The condition as a policy has it.
fn words(condition: &Condition) -> (String, String, Vec<String>) {
    (condition.operator.to_string(), condition.key.name().to_owned(), condition.operands.texts())
}
