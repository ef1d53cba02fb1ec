//! The permissions beside that of assuming a role: who passes session tags needs `sts:TagSession` too, and who sets a source
//! identity `sts:SetSourceIdentity` (IAM/id_session-tags; IAM/id_credentials_temp_control-access_monitor). A trust policy that
//! asks for either of whoever assumes the role, and gives the permission to nobody, lets nobody in.

use super::ask::Ask;
use super::can::can;
use super::inquiry::Access;
use crate::model::Key;
use crate::model::world::World;
use crate::question::{Conclusion, Prover};

/// What has to be allowed besides, for requests that have keys of these names (in small letters, a `/` at the end standing for
/// a family).
const SECOND: [(&str, &[&str]); 2] = [
    ("sts:TagSession", &["aws:requesttag/", "aws:tagkeys", "sts:transitivetagkeys"]),
    ("sts:SetSourceIdentity", &["sts:sourceidentity"]),
];

/// The keys of the request that ask for the permission, with their values.
fn passed(access: &Access, names: &[&str]) -> Vec<(Key, Vec<String>)> {
    let is_one = |key: &Key| {
        names
            .iter()
            .any(|name| if name.ends_with('/') { key.folded().starts_with(name) } else { key.is(name) })
    };
    let keys = access.request.iter().flat_map(|request| request.context.iter());
    keys.filter(|(key, _)| is_one(key)).map(|(key, values)| (key.clone(), values.to_vec())).collect()
}

/// What of the access is left with the second permissions, of a party that is `principal` and requests that `ask` is about:
/// another one that does without, the same, that it is unknown, or none.
pub(super) fn with_second_permissions(
    prover: &Prover,
    world: &World,
    principal: &str,
    ask: &Ask,
    access: Access,
) -> Access {
    let mut access = access;
    for (call, names) in SECOND {
        let keys = passed(&access, names);
        if access.conclusion != Conclusion::Holds || keys.is_empty() {
            continue;
        }
        let without = keys.iter().map(|(key, _)| (key.clone(), Vec::new()));
        let without = Ask { keys: ask.keys.iter().cloned().chain(without).collect(), ..ask.clone() };
        // A question that cannot be asked tells nothing.
        let plain = can(prover, world, principal, &without).map(|can| can.access);
        let plain_conclusion = plain.as_ref().map_or(Conclusion::Unknown, |plain| plain.conclusion);
        if let (Ok(plain), Conclusion::Holds) = (plain, plain_conclusion) {
            access = plain;
            continue;
        }
        let allowed = |keys: Vec<(Key, Vec<String>)>| {
            let second = Ask { actions: vec![call.to_owned()], resource: ask.resource.clone(), keys };
            can(prover, world, principal, &second).map_or(Conclusion::Unknown, |can| can.access.conclusion)
        };
        if allowed(keys) == Conclusion::Holds {
            continue;
        }
        let never = allowed(Vec::new()) == Conclusion::Fails && plain_conclusion == Conclusion::Fails;
        let conclusion = if never { Conclusion::Fails } else { Conclusion::Unknown };
        let reason =
            format!("whether `{call}` is allowed with what the trust policy asks for could not be decided");
        access = Access { conclusion, unknown: vec![reason], ..access };
    }
    access
}
