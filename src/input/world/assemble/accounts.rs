//! Accounts with their users, roles and groups.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::managed::Managed;
use super::resources::{self, Owners};
use super::world::Assembly;
use crate::input::world::arns::identity_arn;
use crate::input::world::draft::{AccountDraft, GroupDraft, IdentityDraft, Kind};
use crate::input::world::keys::{Holder, joined};
use crate::model::Policy;
use crate::model::world::{Account, Identity};
use crate::parse::quoted;

/// The policies of each group, by its name.
type Groups = BTreeMap<String, Vec<Arc<Policy>>>;

/// The account of that id; in that partition, if it shows none itself.
pub(super) fn account(
    assembly: &mut Assembly<'_>,
    managed: &mut Managed,
    owners: &mut Owners,
    (id, partition): (&str, &str),
    draft: AccountDraft,
) -> Account {
    let mut account = Account::new(id);
    let of = |what: &str| format!("the {what} of account `{id}`");
    account.name = assembly.settle(draft.name, || of("name"));
    let said = assembly.settle(draft.partition, || of("partition"));
    account.partition = said.unwrap_or_else(|| partition.to_owned());
    account.canonical_id = assembly.settle(draft.canonical_id, || of("canonical id"));
    account.public_access_block = assembly.settle(draft.block, || of("Block Public Access"));
    let mut groups = Groups::new();
    for (name, draft) in draft.groups {
        let policies = group(assembly, managed, &account, &name, draft);
        let names = policies.iter().map(|policy| policy.name.clone()).collect();
        account.groups.insert(name.clone(), names);
        groups.insert(name, policies);
    }
    let mut keys = draft.keys;
    account.root_access_keys = joined(keys.remove(&Holder::Root).unwrap_or_default());
    let mut names: BTreeMap<(Kind, String), String> = BTreeMap::new();
    for ((kind, name), draft) in draft.identities {
        // Names of users, and of roles, differ by more than letter case (IAM/reference_iam-quotas, "Name requirements").
        let earlier = names.insert((kind, name.to_ascii_lowercase()), name.clone());
        if let (Some(earlier), Some(place)) = (earlier, draft.told) {
            let both = format!("{} and {}", quoted(&earlier), quoted(&name));
            let message =
                format!("account `{id}` cannot have two {}s {both}: letter case does not count", kind.word());
            assembly.error(place, message);
        }
        let mut identity = identity(assembly, managed, &account, &groups, kind, &name, draft);
        if kind == Kind::User {
            identity.access_keys = joined(keys.remove(&Holder::User(name)).unwrap_or_default());
        }
        account.identities.insert(identity.arn.clone(), identity);
    }
    for (holder, keys) in keys {
        if let (Holder::User(name), Some(key)) = (holder, keys.first()) {
            assembly.error(key.place, format!("no file tells a user {} of account `{id}`", quoted(&name)));
        }
    }
    for (arn, draft) in draft.resources {
        let resource = resources::resource(assembly, owners, &account, &arn, draft);
        account.resources.insert(arn, resource);
    }
    account
}

/// The policies of a group, each called `GROUP/` and its name.
fn group(
    assembly: &mut Assembly<'_>,
    managed: &mut Managed,
    account: &Account,
    name: &str,
    draft: GroupDraft,
) -> Vec<Arc<Policy>> {
    let of = |what: &str| format!("the {what} of group {}", quoted(name));
    assembly.settle(draft.path, || of("path"));
    let mut policies = Vec::new();
    let prefix = format!("{name}/");
    for attached in assembly.settle(draft.policies, || of("policies")).unwrap_or_default() {
        let policy = managed.attached(assembly, attached, &account.partition, &account.id);
        policies.extend(policy.map(|policy| {
            if policy.name.starts_with(&prefix) {
                return policy;
            }
            Arc::new(Policy { name: format!("{prefix}{}", policy.name), ..Policy::clone(&policy) })
        }));
    }
    policies
}

fn identity(
    assembly: &mut Assembly<'_>,
    managed: &mut Managed,
    account: &Account,
    groups: &Groups,
    kind: Kind,
    name: &str,
    draft: IdentityDraft,
) -> Identity {
    let of = |what: &str| format!("the {what} of {} {}", kind.word(), quoted(name));
    let path = assembly.settle(draft.path, || of("path"));
    let path = path.as_deref().unwrap_or("/");
    let mut policies = Vec::new();
    for attached in assembly.settle(draft.policies, || of("policies")).unwrap_or_default() {
        policies.extend(managed.attached(assembly, attached, &account.partition, &account.id));
    }
    let mut member_of = Vec::new();
    for group in assembly.settle(draft.groups, || of("groups")).unwrap_or_default() {
        match groups.get(&group.value) {
            Some(of_group) => policies.extend(of_group.iter().cloned()),
            None => {
                let message =
                    format!("no file tells a group {} of account `{}`", quoted(&group.value), account.id);
                assembly.error(group.place, message);
            }
        }
        member_of.push(group.value);
    }
    let boundary = assembly
        .settle(draft.boundary, || of("permissions boundary"))
        .and_then(|boundary| managed.boundary(assembly, boundary, &account.partition, &account.id));
    let trust = assembly.settle(draft.trust, || of("trust policy"));
    if let (Kind::Role, None, false, Some(place)) = (kind, &trust, draft.speaks_of_trust, draft.told) {
        let message = format!("the role {} has no trust policy, and every role has one", quoted(name));
        assembly.error_with_hint(place, message, "add its `trustPolicy`: it says who may assume the role");
    }
    Identity {
        kind: kind.of_model(),
        arn: identity_arn(&account.partition, &account.id, kind, path, name),
        id: assembly.settle(draft.id, || of("unique id")),
        policies,
        boundary,
        trust,
        tags: assembly.settle(draft.tags, || of("tags")).unwrap_or_default(),
        groups: member_of,
        access_keys: Vec::new(),
    }
}
