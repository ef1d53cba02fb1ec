//! Whether the organization's policies had a say in a finding, in the words of the API (access-analyzer APIReference,
//! `ExternalAccessDetails`, `InternalAccessDetails`): `NOT_APPLICABLE` if there are none, `APPLIED` if they are part of the
//! evaluation, as here they are for all findings. Policies that bind nobody of the finding are as none.

use super::finding::Finding;
use super::settings::denies;
use crate::automata::Pattern;
use crate::model::world::{World, services};
use crate::model::{Action, Effect, Policy, Statement, Template, catalog, segments_of};

/// The words.
pub(super) const APPLIED: &str = "APPLIED";
pub(super) const NOT_APPLICABLE: &str = "NOT_APPLICABLE";

fn restriction(restricts: bool) -> &'static str {
    if restricts { APPLIED } else { NOT_APPLICABLE }
}

/// The path of service-linked roles, which neither SCPs nor RCPs bind (Organizations user guide, service control policies).
const SERVICE_LINKED: &str = ":role/aws-service-role/";

/// `APPLIED` iff an RCP that denies actions of the resource's service is above the resource's account, and binds it.
pub fn rcp_restriction(finding: &Finding, world: &World) -> &'static str {
    let rcps = world.accounts.get(&finding.account).map(|account| world.rcps(account)).unwrap_or_default();
    let services: Vec<Pattern> = services(&finding.resource)
        .into_iter()
        .map(|service| if service == "iam" { "sts".to_owned() } else { service })
        .filter(|service| catalog::service(service).is_some_and(|service| service.supports_rcps()))
        .map(|service| Pattern::glob(&format!("{service}:*"), true))
        .collect();
    let binds = !manages(world, &finding.account) && !finding.resource.contains(SERVICE_LINKED);
    restriction(binds && rcps.iter().flatten().any(|policy| denies(policy, &services)))
}

/// `APPLIED` iff an SCP that takes something away is above the principal's account, and binds the principal.
pub fn scp_restriction(finding: &Finding, world: &World) -> &'static str {
    let principal = finding.principal();
    let account = segments_of(&principal).and_then(|[_, _, _, _, account, _]| world.accounts.get(account));
    let binds =
        account.is_some_and(|account| !manages(world, &account.id)) && !principal.contains(SERVICE_LINKED);
    let scps = account.map(|account| world.scps(account)).unwrap_or_default();
    restriction(binds && scps.iter().flatten().any(|policy| takes_away(policy)))
}

/// Whether it is the management account, which SCPs and RCPs do not bind.
fn manages(world: &World, account: &str) -> bool {
    let organization = world.organization.as_ref();
    organization
        .and_then(|organization| organization.management_account.as_deref())
        .is_some_and(|managing| managing == account)
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
