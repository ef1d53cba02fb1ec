//! Which values the world gives to the attributes of a party's requests on a target
//! (IAM/reference_policies_condition-keys; IAM/reference_policies_variables, "Principal key values").
//!
//! Facts are exact in one direction: every request that AWS would see agrees with them. What may come out one way
//! or another is left open: keys that no fact names are any the universe allows.

use std::collections::BTreeMap;

use super::World;
use super::account::{Identity, IdentityKind};
use super::calls::Calls;
use super::credentials::{Credentials, OF_SESSIONS, lacking};
use super::known::{Known, Never, Spelling, Unless};
use super::resource::Resource;
use super::target::{FederatedUser, Party, Target};
use crate::model::{
    Action, Caller, CallerKind, Effect, Key, Piece, Policy, Principal, PrincipalElement, Request, Statement,
    Template, segments_of,
};

/// Names of attributes that stand for the open end of a text. No policy can ask for them.
pub mod hidden {
    /// The name of a role's session.
    pub const SESSION: &str = "HORNBEAM:SESSION";
    /// What stands in a resource's ARN after that of the target: an object's key.
    pub const INSIDE: &str = "HORNBEAM:INSIDE";
    /// The account of the caller, which follows from its ARN.
    pub const CALLER_ACCOUNT: &str = "HORNBEAM:CALLER-ACCOUNT";
    /// The name of a caller's role without its path, which follows from its ARN.
    pub const CALLER_ROLE: &str = "HORNBEAM:CALLER-ROLE";
}

/// What the world settles of the requests of one party on one target.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// How the caller is spelt; `None` for a class of callers.
    pub principal: Option<Spelling>,
    /// Keys with what is known of them.
    pub keys: BTreeMap<Key, Known>,
    /// Beginnings of key names, in small letters: of these families, keys not in `keys` are absent.
    pub families: Vec<&'static str>,
    /// Keys that every request has, with whatever values. That the caller's own have them is a rule of the universe; here it is
    /// for whoever is held against another.
    pub present: Vec<Key>,
    /// Keys with values that they do not have.
    pub excluded: Vec<(Key, Never)>,
    /// Keys of which something is known in the requests of most actions.
    pub unless: Vec<Unless>,
    /// What follows from how the caller is spelt: reserved keys, which no request shows.
    pub of_caller: BTreeMap<Key, Known>,
    /// Which calls there are.
    pub calls: Calls,
}

const PRINCIPAL_TAG: &str = "aws:principaltag/";
const RESOURCE_TAG: &str = "aws:resourcetag/";

impl Facts {
    /// What is known of the key; `None` if nothing is.
    pub fn known(&self, key: &Key) -> Option<&Known> {
        let family = || self.families.iter().any(|family| key.folded().starts_with(family));
        let of_caller = || self.of_caller.get(key).filter(|_| key.is_reserved());
        self.keys.get(key).or_else(of_caller).or_else(|| family().then_some(&Known::Absent))
    }

    /// The same, with the key that it is known of by itself, and not as one of a family.
    pub fn known_entry(&self, key: &Key) -> Option<(Option<&Key>, &Known)> {
        match self.keys.get_key_value(key) {
            Some((key, known)) => Some((Some(key), known)),
            None => self.known(key).map(|known| (None, known)),
        }
    }

    /// Takes note of the caller's account, and of its role's name.
    fn caller(&mut self, account: &str, role: Option<&str>) {
        let value = |text: &str| Known::Values(vec![text.to_owned()]);
        self.of_caller.insert(Key::reserved(hidden::CALLER_ACCOUNT), value(account));
        self.of_caller.insert(Key::reserved(hidden::CALLER_ROLE), role.map_or(Known::Absent, value));
    }

    /// Takes note of what the caller signs with.
    fn signs_with(&mut self, credentials: Credentials) {
        self.families.extend(lacking(credentials));
        if credentials == Credentials::Role {
            self.present.push(Key::new(OF_SESSIONS));
        }
    }

    /// Takes note that the requests tell whose the resource is.
    pub fn tell_owner(&mut self) {
        for key in ["aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths"] {
            if let Some(known) = self.keys.get_mut(&Key::new(key))
                && let Known::Perhaps(values) = known
            {
                *known = Known::Values(std::mem::take(values));
            }
        }
    }

    fn set(&mut self, key: &str, known: Known) {
        self.keys.insert(Key::new(key), known);
    }

    fn value(&mut self, key: &str, value: &str) {
        self.set(key, Known::Values(vec![value.to_owned()]));
    }

    /// Gives the request the keys that every request has, and the values of those that it has; those with an open end
    /// follow its caller or resource.
    pub fn fill(&self, request: &mut Request) {
        let end = |spelling: Option<&Spelling>, wanted: &str, text: &str| match spelling {
            Some(Spelling::Prefixed { prefix, tail }) if *tail == wanted => {
                text.strip_prefix(prefix.as_str()).map(str::to_owned)
            }
            _ => None,
        };
        for (key, known) in &self.keys {
            let values = match known {
                Known::Absent => continue,
                Known::Perhaps(_) if request.context.values(key).is_empty() => continue,
                Known::Perhaps(values) => values.clone(),
                Known::Values(values) => values.clone(),
                Known::Spelt(Spelling::Exact(value)) => vec![value.clone()],
                Known::Spelt(Spelling::Prefixed { prefix, tail }) => {
                    let rest = end(self.principal.as_ref(), tail, request.principal.text());
                    vec![format!("{prefix}{}", rest.unwrap_or_default())]
                }
            };
            request.context.set(key.clone(), values);
        }
        for unless in &self.unless {
            if let Some(value) = unless.missing(request) {
                request.context.set(unless.key.clone(), vec![value.to_owned()]);
            }
        }
    }

    /// Whether the request agrees with them: no request that AWS would see does not.
    pub fn admit(&self, request: &Request) -> bool {
        let keys = || request.context.iter();
        let never =
            |(key, never): &(Key, Never)| request.context.values(key).iter().any(|value| never.covers(value));
        ends_agree(request)
            && self.calls.admit(&request.action)
            && !self.excluded.iter().any(never)
            && self.unless.iter().all(|unless| unless.admits(request))
            && self.principal.as_ref().is_none_or(|spelling| spelling.covers(request.principal.text()))
            && self.keys.iter().all(|(key, known)| {
                let values = request.context.values(key);
                match known {
                    Known::Absent => values.is_empty(),
                    Known::Values(known) => same(values, known),
                    Known::Perhaps(known) => values.is_empty() || same(values, known),
                    Known::Spelt(spelling) => matches!(values, [value] if spelling.covers(value)),
                }
            })
            && keys().all(|(key, _)| self.known(key) != Some(&Known::Absent))
    }
}

/// Whether the name of a session is one: `aws:userid` is that of whoever called, then a colon and the name in the caller's
/// ARN (IAM/reference_policies_variables, "Principal key values").
fn ends_agree(request: &Request) -> bool {
    let (CallerKind::RoleSession { session: name, .. } | CallerKind::FederatedUser { name, .. }) =
        request.principal.kind()
    else {
        return true;
    };
    let is_named = |id: &String| id.rsplit_once(':').is_some_and(|(_, end)| end == name);
    request.context.values(&Key::new("aws:userid")).iter().all(is_named)
}

/// Whether these are the same values, in whatever order.
fn same(values: &[String], known: &[String]) -> bool {
    let listed = |one: &[String], other: &[String]| one.iter().all(|value| other.contains(value));
    listed(values, known) && listed(known, values)
}

impl World {
    /// What is known of the party's requests on the target.
    pub fn facts(&self, party: &Party<'_>, target: &Target<'_>) -> Facts {
        let mut facts = self.facts_of_party(party);
        self.facts_of_target(&mut facts, party, target);
        facts
    }

    /// What is known of the party's requests on whatever resource.
    pub fn facts_of_party(&self, party: &Party<'_>) -> Facts {
        let mut facts = Facts::default();
        match party {
            Party::Identity(identity) => self.of_identity(&mut facts, identity),
            Party::Session(role, arn) => self.of_session(&mut facts, role, arn),
            Party::Federated(session) => self.of_federated_user(&mut facts, session),
            Party::Root(account) => {
                facts.principal = Some(Spelling::Exact(account.root()));
                facts.value("aws:PrincipalArn", &account.root());
                facts.caller(&account.id, None);
                facts.value("aws:PrincipalType", "Account");
                facts.value("aws:userid", &account.id);
                facts.families.push(PRINCIPAL_TAG);
                facts.set("aws:username", Known::Absent);
                facts.signs_with(Credentials::Root);
                not_a_service(&mut facts);
                self.of_account(&mut facts, &account.id);
            }
            Party::Anonymous => {
                facts.principal = Some(Spelling::Exact("*".to_owned()));
                facts.value("aws:PrincipalAccount", "anonymous");
                facts.value("aws:PrincipalType", "Anonymous");
                facts.value("aws:userid", "anonymous");
                facts.families.push(PRINCIPAL_TAG);
                facts.signs_with(Credentials::None);
            }
            Party::Service(Some(name)) => {
                facts.principal = Some(Spelling::Exact(format!("service:{name}")));
                facts.value("aws:PrincipalIsAWSService", "true");
                facts.value("aws:PrincipalServiceName", name);
                self.of_service(&mut facts);
            }
            Party::Service(None) => self.of_service(&mut facts),
            Party::Provider(name) => {
                facts.principal = name.as_ref().map(|_| Spelling::Exact(party.name()));
                // Whoever has still to assume a role acts as none, not as a service-linked one either.
                facts.excluded.push((Key::new("aws:PrincipalArn"), Never::Arn("role/")));
                self.not_of_organization(&mut facts);
            }
            Party::Account(account) => {
                facts.value("aws:PrincipalAccount", account);
                let own = Known::Values(vec![account.clone()]);
                facts.of_caller.insert(Key::reserved(hidden::CALLER_ACCOUNT), own);
                self.of_outside(&mut facts, Some(account));
            }
            // Of the kin it may be as well.
            Party::Named(id) if !self.kin.is_empty() && party.canonical_id().is_some() => {
                facts.principal = Some(Spelling::Exact(id.clone()));
                not_a_service(&mut facts);
            }
            Party::Named(arn) => {
                of_named(&mut facts, arn);
                self.of_outside(&mut facts, party.account());
            }
            Party::Stranger => self.of_outside(&mut facts, None),
        }
        facts.calls = Calls::of(party);
        facts
    }

    /// What is known of one session: what is known of its role's, and its name.
    fn of_session(&self, facts: &mut Facts, role: &Identity, arn: &str) {
        self.of_identity(facts, role);
        facts.principal = Some(Spelling::Exact(arn.to_owned()));
        if let Some(id) = &role.id
            && let CallerKind::RoleSession { session, .. } = Caller::new(arn).kind()
        {
            facts.value("aws:userid", &format!("{id}:{session}"));
        }
    }

    /// What is known of a federated user session. It has the tags that were passed when it was made and those of its maker,
    /// so these stay open.
    fn of_federated_user(&self, facts: &mut Facts, session: &FederatedUser<'_>) {
        let account = &session.account.id;
        let arn = session.spelling(&session.prefix());
        let known = |spelling: Spelling| match spelling {
            Spelling::Exact(text) => Known::Values(vec![text]),
            Spelling::Prefixed { .. } => Known::Spelt(spelling),
        };
        facts.set("aws:PrincipalArn", known(arn.clone()));
        facts.set("aws:userid", known(session.spelling(&format!("{account}:"))));
        facts.principal = Some(arn);
        facts.caller(account, None);
        facts.value("aws:PrincipalType", "FederatedUser");
        facts.set("aws:username", Known::Absent);
        facts.signs_with(Credentials::User);
        not_a_service(facts);
        self.of_account(facts, account);
    }

    fn of_identity(&self, facts: &mut Facts, identity: &Identity) {
        let (account, name) = (identity.account(), identity.name());
        let partition = segments_of(&identity.arn).map_or("aws", |[_, partition, ..]| partition);
        facts.value("aws:PrincipalArn", &identity.arn);
        not_a_service(facts);
        match identity.kind {
            IdentityKind::User => {
                facts.principal = Some(Spelling::Exact(identity.arn.clone()));
                facts.caller(account, None);
                facts.signs_with(Credentials::User);
                facts.value("aws:PrincipalType", "User");
                facts.value("aws:username", name);
                if let Some(id) = &identity.id {
                    facts.value("aws:userid", id);
                }
            }
            IdentityKind::Role => {
                let prefix = format!("arn:{partition}:sts::{account}:assumed-role/{name}/");
                facts.principal = Some(Spelling::Prefixed { prefix, tail: hidden::SESSION });
                facts.caller(account, Some(name));
                facts.signs_with(Credentials::Role);
                facts.value("aws:PrincipalType", "AssumedRole");
                facts.set("aws:username", Known::Absent);
                if let Some(id) = &identity.id {
                    let prefix = format!("{id}:");
                    facts.set(
                        "aws:userid",
                        Known::Spelt(Spelling::Prefixed { prefix, tail: hidden::SESSION }),
                    );
                }
            }
        }
        if !takes_session_tags(identity) {
            for (tag, value) in &identity.tags {
                facts.value(&format!("aws:PrincipalTag/{tag}"), value);
            }
            facts.families.push(PRINCIPAL_TAG);
        }
        self.of_account(facts, account);
    }

    /// The keys of a caller in an account of the world.
    fn of_account(&self, facts: &mut Facts, account: &str) {
        facts.value("aws:PrincipalAccount", account);
        own_account(facts, account);
        self.organization_keys(facts, account, "aws:PrincipalOrgID", "aws:PrincipalOrgPaths");
    }

    /// The id of the account's organization and its path there, if the world tells an organization.
    fn organization_keys(&self, facts: &mut Facts, account: &str, id: &str, paths: &str) {
        let (Some(organization), Some(account)) = (&self.organization, self.accounts.get(account)) else {
            return;
        };
        match account.unit {
            Some(unit) => {
                facts.value(id, &organization.id);
                facts.value(paths, &organization.path(unit));
            }
            None => {
                facts.set(id, Known::Absent);
                facts.set(paths, Known::Absent);
            }
        }
    }

    /// A service that calls by itself acts as no role, not as a service-linked one either, and is neither a caller in
    /// somebody's account nor unsigned. The table of "Principal key values" (IAM/reference_policies_variables) has no row
    /// for it, so what its keys are instead is not known.
    fn of_service(&self, facts: &mut Facts) {
        let mut never = |key: &str, never: Never| facts.excluded.push((Key::new(key), never));
        for resource in ["role/", "user/", "root", "federated-user/", "assumed-role/"] {
            never("aws:PrincipalArn", Never::Arn(resource));
        }
        never("aws:PrincipalAccount", Never::Account);
        never("aws:userid", Never::Account);
        for key in ["aws:PrincipalAccount", "aws:userid"] {
            never(key, Never::Text("anonymous".to_owned()));
        }
        for start in ["AROA", "AIDA"] {
            never("aws:userid", Never::Beginning(start.to_owned()));
        }
        for of_others in ["Account", "User", "FederatedUser", "AssumedRole", "Anonymous"] {
            never("aws:PrincipalType", Never::Text(of_others.to_owned()));
        }
        facts.families.push(PRINCIPAL_TAG);
        facts.set("aws:username", Known::Absent);
        facts.signs_with(Credentials::None);
        // Accounts are members of an organization, and a service calls from none.
        for key in ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths"] {
            facts.set(key, Known::Absent);
        }
    }

    /// A caller of an account that the world does not tell; `None` for whichever. The organization's accounts are all told,
    /// in the world or as its kin.
    fn of_outside(&self, facts: &mut Facts, account: Option<&str>) {
        not_a_service(facts);
        // A service-linked role does what its service wrote for it, at home: no policy of ours is about it, and RCPs
        // exempt it (ORG/orgs_manage_policies_rcps), so every perimeter would look open.
        facts.excluded.push((Key::new("aws:PrincipalArn"), Never::Arn("role/aws-service-role/")));
        if let Some(account) = account {
            own_account(facts, account);
        }
        let unit = account.and_then(|account| self.kin.get(account));
        match (unit, &self.organization) {
            (Some(&unit), Some(organization)) => {
                facts.value("aws:PrincipalOrgID", &organization.id);
                facts.value("aws:PrincipalOrgPaths", &organization.path(unit));
            }
            (Some(_), None) => {}
            // Whichever accounts are none of the kin, who are asked about by themselves.
            (None, _) => self.not_of_organization(facts),
        }
    }

    /// Whoever is in no account of the world is not of the world's organization, which tells all its accounts: neither is
    /// a user of an identity provider.
    fn not_of_organization(&self, facts: &mut Facts) {
        if let Some(organization) = &self.organization {
            facts.excluded.push((Key::new("aws:PrincipalOrgID"), Never::Text(organization.id.clone())));
            let paths = Never::Beginning(format!("{}/", organization.id));
            facts.excluded.push((Key::new("aws:PrincipalOrgPaths"), paths));
        }
    }

    fn facts_of_target(&self, facts: &mut Facts, party: &Party<'_>, target: &Target<'_>) {
        let account = target.account();
        if matches!(target, Target::Anywhere) {
            return;
        }
        // A few actions of other services have no such key.
        facts.set("aws:ResourceAccount", Known::Perhaps(vec![account.to_owned()]));
        facts.set("s3:ResourceAccount", Known::Perhaps(vec![account.to_owned()]));
        if let (Some(organization), Some(owner)) = (&self.organization, self.accounts.get(account)) {
            let (id, paths) = match owner.unit {
                Some(unit) => (
                    Known::Perhaps(vec![organization.id.clone()]),
                    Known::Perhaps(vec![organization.path(unit)]),
                ),
                None => (Known::Absent, Known::Absent),
            };
            facts.set("aws:ResourceOrgID", id);
            facts.set("aws:ResourceOrgPaths", paths);
        }
        match target {
            Target::Resource(resource) => tags(facts, resource),
            Target::AccessPoint(resource, point) => {
                tags(facts, resource);
                facts.through(point);
            }
            Target::Role(role) => of_target_identity(facts, role),
            Target::Plain { arn, .. } => {
                if let Some(user) = self.identity(arn) {
                    of_target_identity(facts, user);
                }
            }
            Target::Anywhere | Target::AnywhereIn(_) => {}
        }
        match target {
            Target::AccessPoint(..) | Target::AnywhereIn(_) => {}
            Target::Resource(resource) if self.has_foreign_points(resource, party) => {
                self.through_foreign_point(facts, resource);
            }
            Target::Resource(_) | Target::Role(_) | Target::Plain { .. } | Target::Anywhere => {
                facts.through_no_point(target.arn());
            }
        }
    }
}

impl FederatedUser<'_> {
    /// The texts of an attribute that begins so and ends with the name of the session.
    fn spelling(&self, prefix: &str) -> Spelling {
        match &self.name {
            Some(name) => Spelling::Exact(format!("{prefix}{name}")),
            None => Spelling::Prefixed { prefix: prefix.to_owned(), tail: hidden::SESSION },
        }
    }
}

/// What is known of one caller of an account that the world does not tell, by its ARN: of a role, what is known of all its
/// sessions.
/// Keys that have the caller's own account if anything: not every request of every service has them.
fn own_account(facts: &mut Facts, account: &str) {
    for key in ["kms:CallerAccount", "aws:SourceOwner"] {
        facts.set(key, Known::Perhaps(vec![account.to_owned()]));
    }
}

fn of_named(facts: &mut Facts, arn: &str) {
    facts.principal = Some(Spelling::Exact(arn.to_owned()));
    let caller = Caller::new(arn);
    if let Some(account) = caller.account() {
        facts.value("aws:PrincipalAccount", account);
    }
    if let (CallerKind::Role { account, name }, Some([_, partition, ..])) = (caller.kind(), segments_of(arn))
    {
        let prefix = format!("arn:{partition}:sts::{account}:assumed-role/{name}/");
        facts.principal = Some(Spelling::Prefixed { prefix, tail: hidden::SESSION });
        facts.value("aws:PrincipalArn", arn);
        facts.caller(account, Some(name));
    }
}

/// The keys that mark a service's own call.
fn not_a_service(facts: &mut Facts) {
    facts.value("aws:PrincipalIsAWSService", "false");
    for key in ["aws:PrincipalServiceName", "aws:PrincipalServiceNamesList"] {
        facts.set(key, Known::Absent);
    }
}

/// Tags of a resource; whether an action's requests carry them, the world does not tell. The objects of a bucket
/// have tags of their own (`s3:ExistingObjectTag`), which stay open.
fn tags(facts: &mut Facts, resource: &Resource) {
    for (tag, value) in &resource.tags {
        facts.set(&format!("aws:ResourceTag/{tag}"), Known::Perhaps(vec![value.clone()]));
    }
    facts.families.push(RESOURCE_TAG);
}

/// The keys of requests about a user or role. Its boundary is in `iam:PermissionsBoundary` where an action has the key
/// (IAM/reference_policies_iam-condition-keys), but for the actions that set one, which have the one that is passed. A
/// boundary that is written in the world as a document has an ARN that nobody knows.
fn of_target_identity(facts: &mut Facts, identity: &Identity) {
    for (tag, value) in &identity.tags {
        facts.set(&format!("aws:ResourceTag/{tag}"), Known::Perhaps(vec![value.clone()]));
        facts.set(&format!("iam:ResourceTag/{tag}"), Known::Perhaps(vec![value.clone()]));
    }
    facts.families.extend([RESOURCE_TAG, "iam:resourcetag/"]);
    let value = identity.boundary.as_ref().map(|boundary| boundary.name.clone());
    if value.as_ref().is_none_or(|arn| arn.starts_with("arn:")) {
        let key = Key::new("iam:PermissionsBoundary");
        facts.unless.push(Unless { key, value, free: &PASS_A_BOUNDARY, always: &UNDER_A_BOUNDARY });
    }
}

/// The actions whose requests pass a permissions boundary (service authorization reference, IAM).
const PASS_A_BOUNDARY: [&str; 4] =
    ["iam:createrole", "iam:createuser", "iam:putrolepermissionsboundary", "iam:putuserpermissionsboundary"];

/// The actions whose requests have the boundary of whom they are about (service authorization reference, IAM).
const UNDER_A_BOUNDARY: [&str; 10] = [
    "iam:attachrolepolicy",
    "iam:attachuserpolicy",
    "iam:deleterolepermissionsboundary",
    "iam:deleterolepolicy",
    "iam:deleteuserpermissionsboundary",
    "iam:deleteuserpolicy",
    "iam:detachrolepolicy",
    "iam:detachuserpolicy",
    "iam:putrolepolicy",
    "iam:putuserpolicy",
];

/// Whether whoever assumes the role may be allowed to pass session tags, which override the role's own
/// (IAM/id_session-tags): then its tags settle nothing.
fn takes_session_tags(identity: &Identity) -> bool {
    let tags = |policy: &Policy| {
        policy.statements.iter().any(|statement| {
            statement.effect == Effect::Allow
                && match &statement.action {
                    Action::Action(patterns) => {
                        patterns.iter().any(|pattern| may_match(pattern, "sts:tagsession"))
                    }
                    Action::NotAction(_) => true,
                }
        })
    };
    let takes = |policy: &Policy| tags(policy) && !policy.statements.iter().any(refuses_session_tags);
    identity.kind == IdentityKind::Role && identity.trust.as_deref().is_some_and(takes)
}

/// Whether nobody may pass session tags by this statement of a trust policy.
fn refuses_session_tags(statement: &Statement) -> bool {
    let everybody = match &statement.principal {
        PrincipalElement::Principal(principals) => principals.contains(&Principal::Everyone),
        PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached => false,
    };
    let them = match &statement.action {
        Action::Action(patterns) => patterns.iter().any(|pattern| {
            let pattern = pattern.to_ascii_lowercase();
            match pattern.pieces() {
                [Piece::Any] => true,
                [Piece::Text(own)] => own == "sts:tagsession",
                [Piece::Text(start), Piece::Any] => "sts:tagsession".starts_with(start.as_str()),
                _ => false,
            }
        }),
        Action::NotAction(_) => false,
    };
    statement.effect == Effect::Deny && everybody && them && statement.conditions.is_empty()
}

/// Whether the pattern can match the action: it begins as the action does, up to its first wildcard.
fn may_match(pattern: &Template, action: &str) -> bool {
    let pattern = pattern.to_ascii_lowercase();
    match (pattern.as_literal(), pattern.pieces().first()) {
        (Some(literal), _) => literal == action,
        (None, Some(Piece::Text(start))) => action.starts_with(start.as_str()),
        (None, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::catalog;

    /// Actions that the reference gives the key as well, and that the pages about boundaries do not speak of: whether each of
    /// their requests has it stays open.
    const OPEN: [&str; 5] = [
        "iam:deleterole",
        "iam:getrole",
        "iam:updateassumerolepolicy",
        "iam:updaterole",
        "iam:updateroledescription",
    ];

    /// The lists stand beside the catalogue, which says the same and is made anew from time to time.
    #[test]
    fn the_catalogue_gives_the_boundary_to_the_actions_listed() {
        let iam = catalog::service("iam").unwrap();
        let has_it = iam.actions().filter(|action| action.has_key("iam:permissionsboundary"));
        let mut given: Vec<String> = has_it.map(|action| action.to_string().to_ascii_lowercase()).collect();
        let mut listed = [&PASS_A_BOUNDARY[..], &UNDER_A_BOUNDARY, &OPEN].concat();
        given.sort_unstable();
        listed.sort_unstable();
        assert_eq!(given, listed);
    }
}
