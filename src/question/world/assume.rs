//! Who can end up with a role's permissions, through whatever roles?

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::ask::{Ask, AskError};
use super::inquiry::Access;
use super::second::with_second_permissions;
use super::who_can::who_can;
use crate::model::Caller;
use crate::model::world::{IdentityKind, Party, World};
use crate::parse::quoted;
use crate::question::{Conclusion, Prover};

/// One step: whoever stands before it assumes this role.
#[derive(Clone, Debug)]
pub struct Hop {
    /// The role that is assumed.
    pub role: String,
    /// The request that does it.
    pub access: Access,
}

/// How somebody ends up with the role.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Who starts, by name.
    pub principal: String,
    /// The roles assumed one after the other; the last is the one asked for.
    pub hops: Vec<Hop>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Assume {
    /// A shortest chain for everybody who has one, or for whom one is unknown; short chains first.
    pub chains: Vec<Chain>,
    /// How long it took.
    pub elapsed: Duration,
}

/// Everybody, of the world or outside, who can come to act as a session of the role: by `sts:AssumeRole` and its
/// kin, from role to role. Chains are as short as can be.
pub fn assume(prover: &Prover, world: &World, role: &str) -> Result<Assume, AskError> {
    let start = Instant::now();
    let is_role = |party: Option<Party<'_>>| match party {
        Some(Party::Identity(identity)) => identity.kind == IdentityKind::Role,
        _ => false,
    };
    if !is_role(world.party(&Caller::new(role))) {
        return Err(AskError(format!("the world has no role {}", quoted(role))));
    }
    let mut chains: Vec<Chain> = Vec::new();
    let mut reached: BTreeSet<String> = BTreeSet::from([role.to_owned()]);
    let mut open: Vec<(String, Vec<Hop>)> = vec![(role.to_owned(), Vec::new())];
    while !open.is_empty() {
        let mut next = Vec::new();
        for (role, rest) in open {
            let ask =
                Ask { actions: vec!["sts:AssumeRole*".to_owned()], resource: role.clone(), keys: Vec::new() };
            for (principal, access) in who_can(prover, world, &ask)?.principals {
                if reached.contains(&principal) {
                    continue;
                }
                let access = with_second_permissions(prover, world, &principal, &ask, access);
                if access.conclusion == Conclusion::Fails {
                    continue;
                }
                reached.insert(principal.clone());
                let mut hops = vec![Hop { role: role.clone(), access }];
                hops.extend(rest.iter().cloned());
                if is_role(world.party(&Caller::new(&principal))) {
                    next.push((principal.clone(), hops.clone()));
                }
                chains.push(Chain { principal, hops });
            }
        }
        open = next;
    }
    Ok(Assume { chains, elapsed: start.elapsed() })
}
