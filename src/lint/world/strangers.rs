//! Who could not have been meant: callers and claims that nobody named.

use std::collections::BTreeSet;

use crate::model::world::{Identity, Party, World};
use crate::model::{Caller, Condition, Effect, Key, Operands, Policy, Principal, PrincipalElement, Template};
use crate::question::world::Ask;

/// What stands for names that nobody chose.
pub(super) const SOMEBODY: &str = "somebody-nobody-named";

/// Keys by which a policy can tell who asks besides by the caller's ARN and account, with what a stranger's request has; without a value, it
/// has none. Networks count, as they do for "public" access; an external id does not, nor do tags, which callers choose.
const OF_STRANGERS: [(&str, Option<&str>); 9] = [
    ("aws:principalorgid", None),
    ("aws:principalorgpaths", None),
    ("aws:sourcevpc", None),
    ("aws:sourcevpcarn", None),
    ("aws:sourcevpce", None),
    ("aws:vpceaccount", None),
    ("aws:vpceorgid", None),
    ("aws:sourceip", Some("198.51.100.213")),
    ("aws:userid", Some("AROANOBODYNAMEDHIMYET:somebody")),
];

/// The keys of a stranger's request that the conditions look at.
pub(super) fn keys<'p>(conditions: impl Iterator<Item = &'p Condition>) -> Vec<(Key, Vec<String>)> {
    let mut keys: Vec<(Key, Vec<String>)> = Vec::new();
    for condition in conditions {
        let strange = OF_STRANGERS.iter().find(|(name, _)| condition.key.is(name));
        if let Some((_, value)) = strange
            && !keys.iter().any(|(key, _)| *key == condition.key)
        {
            keys.push((condition.key.clone(), value.iter().map(|value| (*value).to_owned()).collect()));
        }
    }
    keys
}

/// The conditions of a policy.
pub(super) fn conditions(policy: &Policy) -> impl Iterator<Item = &Condition> {
    policy.statements.iter().flat_map(|statement| &statement.conditions)
}

/// A role of the account, which the world does not tell, that nobody named.
pub(super) fn of_account<'w>(world: &'w World, partition: &str, account: &str) -> Option<Party<'w>> {
    let party = world.party(&Caller::new(&format!("arn:{partition}:iam::{account}:role/{SOMEBODY}")))?;
    (!party.is_of_world()).then_some(party)
}

/// An account that neither the world nor the trust policy names.
pub(super) fn account(world: &World, trust: &Policy) -> &'static str {
    const ACCOUNTS: [&str; 3] = ["999988887777", "847362915048", "615048273936"];
    let named = accounts(trust);
    let is_strange = |account: &&str| !world.accounts.contains_key(*account) && !named.contains(*account);
    ACCOUNTS.into_iter().find(is_strange).unwrap_or("273936615048")
}

/// The accounts that the trust policy names as such, as principals or by `aws:PrincipalAccount`.
pub(super) fn accounts(trust: &Policy) -> BTreeSet<&str> {
    let mut accounts = BTreeSet::new();
    for statement in trust.statements.iter().filter(|statement| statement.effect == Effect::Allow) {
        if let PrincipalElement::Principal(principals) = &statement.principal {
            accounts.extend(principals.iter().filter_map(|principal| match principal {
                Principal::Account(account) => account.as_literal(),
                Principal::Everyone
                | Principal::AnyAws
                | Principal::Role { .. }
                | Principal::Arn(_)
                | Principal::UniqueId(_)
                | Principal::Service(_)
                | Principal::Federated(_)
                | Principal::CanonicalUser(_) => None,
            }));
        }
        let of_account = statement.conditions.iter().filter(|it| it.key.is("aws:principalaccount"));
        for condition in of_account {
            if let Operands::StringEquals(texts) | Operands::StringLike(texts) = &condition.operands {
                accounts.extend(texts.iter().filter_map(Template::as_literal));
            }
        }
    }
    accounts
}

/// The question of assuming the role in this way.
pub(super) fn assuming(role: &Identity, action: &str, keys: Vec<(Key, Vec<String>)>) -> Ask {
    Ask { actions: vec![action.to_owned()], resource: role.arn.clone(), keys }
}
