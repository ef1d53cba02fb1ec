//! Whether the organization's policies had a say in a finding, in the words of the API (access-analyzer APIReference,
//! `ExternalAccessDetails`, `InternalAccessDetails`): they are part of the evaluation here, where there are any.

use super::finding::Finding;
use crate::model::world::{World, services};
use crate::model::{Action, Effect, Policy, Statement, Template, catalog, segments_of};

/// The words.
pub(super) const APPLIED: &str = "APPLIED";
pub(super) const NOT_APPLICABLE: &str = "NOT_APPLICABLE";

fn restriction(restricts: bool) -> &'static str {
    if restricts { APPLIED } else { NOT_APPLICABLE }
}

/// `APPLIED` iff an RCP that takes something away is above the resource's account, and binds it.
pub fn rcp_restriction(finding: &Finding, world: &World) -> &'static str {
    let rcps = world.accounts.get(&finding.account).map(|account| world.rcps(account)).unwrap_or_default();
    let of_service = services(&finding.resource).into_iter().any(|service| {
        let service = if service == "iam" { "sts".to_owned() } else { service };
        catalog::service(&service).is_some_and(|service| service.supports_rcps())
    });
    let manages = world
        .organization
        .as_ref()
        .is_some_and(|organization| organization.management_account.as_ref() == Some(&finding.account));
    restriction(of_service && !manages && rcps.iter().flatten().any(|policy| takes_away(policy)))
}

/// `APPLIED` iff an SCP that takes something away is above the principal's account.
pub fn scp_restriction(finding: &Finding, world: &World) -> &'static str {
    let principal = finding.principal();
    let account = segments_of(&principal).and_then(|[_, _, _, _, account, _]| world.accounts.get(account));
    let scps = account.map(|account| world.scps(account)).unwrap_or_default();
    restriction(scps.iter().flatten().any(|policy| takes_away(policy)))
}

/// Whether it is another policy than AWS's own that allows everything.
fn takes_away(policy: &Policy) -> bool {
    policy.statements.iter().any(|statement| {
        statement.effect == Effect::Deny || !statement.conditions.is_empty() || !allows_everything(statement)
    })
}

fn allows_everything(statement: &Statement) -> bool {
    match &statement.action {
        Action::Action(patterns) => patterns.iter().any(Template::is_anything),
        Action::NotAction(_) => false,
    }
}
