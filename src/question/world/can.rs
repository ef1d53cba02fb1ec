//! Is there a request by this party, with this action, on this resource?

use std::time::{Duration, Instant};

use super::ask::{Ask, AskError, party};
use super::federated::makers;
use super::inquiry::{Access, Inquiry};
use super::needed::Restriction;
use super::ways::{Way, ways};
use crate::eval::Verdict;
use crate::model::catalog::Lack;
use crate::model::world::{Party, Target, World};
use crate::model::{Caller, CallerKind, Request};
use crate::question::{Conclusion, Prover};

/// What came of it.
#[derive(Clone, Debug)]
pub struct Can {
    /// Who was asked about, by name.
    pub principal: String,
    /// Whether there is such a request, and which.
    pub access: Access,
    /// If there is none: what the evaluator says of a plain request of this kind, which shows what would have to change.
    pub refused: Option<(Request, Verdict)>,
    /// If there is none: a minimal set of restrictions without any one of which there would be one. Empty if nothing gives
    /// it, whatever is taken away; `None` if there are too many to look.
    pub needed: Option<Vec<Restriction>>,
    /// If there is none: what of what was asked for AWS does not have today, so that "none" says little.
    pub not_today: Option<Lack>,
    /// How long it took.
    pub elapsed: Duration,
}

/// Whether some request by the principal (an ARN of a user, a role or a session, or one of the names of [`Party`]) among those asked for is allowed.
pub fn can(prover: &Prover, world: &World, principal: &str, ask: &Ask) -> Result<Can, AskError> {
    let start = Instant::now();
    let party = party(world, principal)?;
    let target = match (ask.resource.as_str(), party.account()) {
        // An action that takes no resource is the caller's own account's.
        ("*", Some(account)) => {
            ask.check_keys()?;
            Target::Plain { arn: "*".to_owned(), account: account.to_owned() }
        }
        _ => ask.target(world)?,
    };
    let mut inquiry = Inquiry::new(prover, world);
    let ways = ways(&target, ask);
    let access = inquiry.by_any_way(&ways, |inquiry, Way { target, ask }| match &party {
        Party::Federated(session) => inquiry.federated_access(session, &makers(session.account), target, ask),
        Party::Named(arn) if matches!(Caller::new(arn).kind(), CallerKind::FederatedUser { .. }) => {
            inquiry.outside_access(&party, target, ask)
        }
        Party::Identity(_)
        | Party::Session(..)
        | Party::Root(_)
        | Party::Anonymous
        | Party::Service(_)
        | Party::Provider(_)
        | Party::Account(_)
        | Party::Named(_)
        | Party::Stranger => inquiry.access(&party, target, ask, true),
    })?;
    let (refused, needed, not_today) = match access.conclusion {
        Conclusion::Fails => (
            inquiry.example(&party, &target, ask).unwrap_or_default(),
            inquiry.needed_by_ways(&party, &ways),
            ask.not_today(&target),
        ),
        Conclusion::Holds | Conclusion::Unknown => (None, None, None),
    };
    Ok(Can { principal: party.name(), access, refused, needed, not_today, elapsed: start.elapsed() })
}
