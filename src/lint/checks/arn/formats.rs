//! Whether an ARN looks like those of its service, and if not, which field is to blame.

use super::fields::{Arn, is_open};
use crate::model::catalog::{self, ArnFormat, Service};
use std::sync::LazyLock;

/// Services that have closed, though the reference has the format of their ARNs on another service's page.
const CLOSED: [&str; 1] = ["elastic-inference"];

/// The ARN formats on a page of another service than the one they name: `catalog` is on that of `servicecatalog`.
static ELSEWHERE: LazyLock<Vec<ArnFormat<'static>>> = LazyLock::new(|| {
    let of_page =
        |page: Service| page.resource_types().flat_map(|one| one.arns()).map(move |arn| (page, arn));
    let all = catalog::services().flat_map(of_page);
    all.filter(|(page, arn)| named(*arn) != Some(page.prefix())).map(|(_, arn)| arn).collect()
});

fn named(format: ArnFormat<'static>) -> Option<&'static str> {
    format.text().split(':').nth(2)
}

/// The ARN formats that name this service, or leave it open on the service's own page, as that of a backup's recovery point.
pub(super) fn formats(service: &str) -> impl Iterator<Item = ArnFormat<'static>> {
    let own = catalog::service(service).into_iter().flat_map(|page| page.resource_types());
    let own = own.flat_map(|one| one.arns()).filter(move |format| {
        named(*format).is_some_and(|named| named == service || named.starts_with("${"))
    });
    own.chain(ELSEWHERE.iter().copied().filter(move |format| named(*format) == Some(service)))
}

/// Whether ARNs name this service: letter case counts.
pub(super) fn is_service(service: &str) -> bool {
    let is_small = !service.bytes().any(|byte| byte.is_ascii_uppercase());
    is_small
        && !CLOSED.contains(&service)
        && (catalog::service(service).is_some() || formats(service).next().is_some())
}

/// What is wrong with an ARN as its service has them.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No resource of the service is written so.
    Resource,
    /// Resources that are written so have a Region, which is not there.
    RegionMissing,
    /// They have none, which is there.
    RegionNotAllowed,
    /// They have an account, which is not there.
    AccountMissing,
    /// They have none, which is there.
    AccountNotAllowed,
}

/// What is wrong with the ARN. Nothing if it is, or may become, one of a format, or if nothing is known of the service.
pub(super) fn faults(arn: &Arn<'_>) -> Vec<Fault> {
    if is_open(arn.service) || formats(arn.service).any(|format| format.overlaps(arn.text)) {
        return Vec::new();
    }
    let mut known = formats(arn.service).peekable();
    if known.peek().is_none() {
        return Vec::new();
    }
    let alike: Vec<Fields> =
        known.map(Fields::of).filter(|fields| fields.has_resource(arn.resource)).collect();
    if alike.is_empty() {
        return if is_unlisted(arn) { Vec::new() } else { vec![Fault::Resource] };
    }
    let all = |is: fn(&Fields) -> bool| alike.iter().all(is);
    let mut faults = Vec::new();
    if arn.region.is_empty() && all(|fields| !fields.region.is_empty()) {
        faults.push(Fault::RegionMissing);
    }
    if !arn.region.is_empty() && all(|fields| fields.region.is_empty()) {
        faults.push(Fault::RegionNotAllowed);
    }
    if arn.account.is_empty() && all(|fields| !fields.account.is_empty()) {
        faults.push(Fault::AccountMissing);
    }
    if !arn.account.is_empty() && all(|fields| fields.account.is_empty()) {
        faults.push(Fault::AccountNotAllowed);
    }
    faults
}

/// Resources that exist though no format tells: AWS's managed policies or documents name them.
const UNLISTED: [(&str, &str); 13] = [
    ("autoscaling", "scalingPolicy:"),
    ("bedrock-agentcore", "credential-provider/"),
    ("cloudformation", "transform/"),
    // As they were before they named their cluster.
    ("ecs", "container-instance/"),
    ("ecs", "service/"),
    ("ecs", "task/"),
    ("elasticloadbalancing", "listener/"),
    ("pricingplanmanager", "subscription:"),
    ("redshift-serverless", "snapshotcopyconfiguration/"),
    ("securityagent", "agent-instance"),
    ("sts", "assumed-role/"),
    ("waf", "changetoken/"),
    ("waf-regional", "changetoken/"),
];

/// Whether the resource may exist though no format tells: such a one, or a path, which the formats of APIs list in part.
fn is_unlisted(arn: &Arn<'_>) -> bool {
    let is_path = arn.resource.starts_with('/') || matches!(arn.service, "apigateway" | "execute-api");
    let fixed = arn.resource.split(['*', '?', '$']).next().unwrap_or("");
    let is_cut = fixed.len() < arn.resource.len();
    let fits = |front: &str| fixed.starts_with(front) || (is_cut && front.starts_with(fixed));
    is_path || UNLISTED.iter().any(|(service, front)| *service == arn.service && fits(front))
}

/// A format by its fields.
struct Fields {
    region: &'static str,
    account: &'static str,
    resource: &'static str,
}

impl Fields {
    fn of(format: ArnFormat<'static>) -> Fields {
        let mut fields = format.text().splitn(6, ':').skip(3);
        let mut next = || fields.next().unwrap_or("");
        Fields { region: next(), account: next(), resource: next() }
    }

    /// Whether the last field can look so.
    fn has_resource(&self, pattern: &str) -> bool {
        let format = format!("arn:a:a:a:a:{}", self.resource);
        ArnFormat::new(&format).overlaps(&format!("arn:a:a:a:a:{pattern}"))
    }
}
