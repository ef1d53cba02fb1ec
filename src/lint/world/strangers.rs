//! Who could not have been meant: callers and claims that nobody named.

use crate::model::catalog::action_named;
use crate::model::world::{Identity, Party, World};
use crate::model::{Caller, Condition, Key, Policy};
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

/// An account that neither the world nor the trust policy's text would name.
pub(super) fn account(world: &World) -> &'static str {
    const ACCOUNTS: [&str; 3] = ["999988887777", "999977778888", "888877779999"];
    ACCOUNTS.into_iter().find(|account| !world.accounts.contains_key(*account)).unwrap_or("999988887776")
}

/// The question of assuming the role in this way.
pub(super) fn assuming(role: &Identity, action: &str, keys: Vec<(Key, Vec<String>)>) -> Ask {
    debug_assert!(action_named(action).is_some());
    Ask { actions: vec![action.to_owned()], resource: role.arn.clone(), keys }
}
