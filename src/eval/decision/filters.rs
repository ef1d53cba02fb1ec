//! Policies that give nothing and can take away: RCPs, SCPs, VPC endpoint policies, Block Public Access.

use std::sync::Arc;

use super::super::asked::Asked;
use super::super::keys::{PRINCIPAL_ARN, SOURCE_VPCE};
use super::case::{Case, Layer};
use super::parties::{Parties, is_access_point, is_service_linked_role};
use super::public::{is_unclear, opens_access_point};
use super::spoken::{Heard, Places};
use crate::model::{Effect, EndpointPolicy, Policy, Request, Setting, Standing, segments_of};
use crate::parse::quoted;

/// The services whose resources RCPs cover (ORG/orgs_manage_policies_rcps, "List of AWS services that
/// support RCPs"), as prefixes of actions.
pub(crate) const RCP_SERVICES: [&str; 62] = [
    "appstream",
    "dsql",
    "clouddirectory",
    "cloudfront",
    "cloudsearch",
    "logs",
    "networkmonitor",
    "cognito-identity",
    "cognito-idp",
    "comprehend",
    "comprehendmedical",
    "firehose",
    "dynamodb",
    "dax",
    "autoscaling",
    "ecr",
    "ecr-public",
    "gamelift",
    "inspector-scan",
    "kendra",
    "kinesisvideo",
    "memorydb",
    "aoss",
    "personalize",
    "polly",
    "s3",
    "swf",
    "sqs",
    "textract",
    "timestream-influxdb",
    "transcribe",
    "translate",
    "workspaces",
    "appconfig",
    "autoscaling-plans",
    "budgets",
    "servicediscovery",
    "cloudtrail-data",
    "codeartifact",
    "codebuild",
    "codecommit",
    "codepipeline",
    "compute-optimizer",
    "cost-optimization-hub",
    "events",
    "fms",
    "fis",
    "health",
    "rolesanywhere",
    "kms",
    "opensearch",
    "pricing",
    "pca-connector-ad",
    "resource-groups",
    "secretsmanager",
    "sts",
    "signin",
    "support",
    "transfer",
    "notifications",
    "wafv2",
    "xray",
];

/// Whether the SCPs bind the caller (ORG/orgs_manage_policies_scps, "SCP effects on permissions"): users
/// and roles of member accounts and their root users, not the management account, not service-linked roles;
/// services and unsigned requests are in no account.
pub(super) fn scps_apply(asked: &Asked<'_>, setting: &Setting, parties: &Parties<'_>) -> bool {
    let in_management = parties.caller_account.is_some() && parties.caller_account == management(setting);
    match parties.standing {
        Standing::Root | Standing::Identity | Standing::FederatedUser => {
            !in_management && !calls_as_service_linked_role(asked)
        }
        Standing::Outsider => false,
    }
}

/// Whether the RCPs bind the request (ORG/orgs_manage_policies_rcps, "Resources and entities not restricted
/// by RCPs"): whoever asks, services and unsigned requests too, but not service-linked roles; for resources
/// of member accounts, of the services listed; not `kms:RetireGrant`.
pub(super) fn rcps_apply(asked: &Asked<'_>, setting: &Setting, parties: &Parties<'_>) -> bool {
    let action = asked.request.action.as_str();
    let owner = parties.resource_account.or(parties.caller_account);
    let in_management = owner.is_some() && owner == management(setting);
    let linked = || calls_as_service_linked_role(asked) || is_service_linked_role(asked.resource_segments());
    RCP_SERVICES.iter().any(|service| is_of_service(action, service))
        && !action.eq_ignore_ascii_case("kms:retiregrant")
        && !in_management
        && !linked()
}

/// Whether the request comes through the endpoint.
pub(super) fn meets_endpoint(request: &Request, endpoint: &EndpointPolicy) -> bool {
    match &endpoint.endpoint {
        Some(id) => request.context.values(&SOURCE_VPCE).contains(id),
        None => true,
    }
}

fn management(setting: &Setting) -> Option<&str> {
    setting.management_account.as_deref()
}

/// Whether the caller is a service-linked role. The ARN of a session does not show the role's path, so
/// `aws:PrincipalArn` counts as well.
fn calls_as_service_linked_role(asked: &Asked<'_>) -> bool {
    let mut arns = asked.request.context.values(&PRINCIPAL_ARN).iter();
    is_service_linked_role(asked.caller_segments())
        || arns.any(|arn| is_service_linked_role(segments_of(arn).as_ref()))
}

/// Passes the request through every filter: the statements that let it, or what stood in its way.
pub(super) fn pass(heard: &Heard<'_>, is_public: &dyn Fn(&Policy) -> bool) -> Result<Places, Vec<String>> {
    let case = &heard.case;
    let mut places = Places::new();
    let mut missing = Vec::new();
    for (level, policies) in case.rcps.iter().enumerate() {
        let allowing = heard.allowing(|layer| layer == Layer::Rcp(level));
        if allowing.is_empty() && !has_full_access(policies) {
            missing.push(format!("no RCP at level {} of {} allows it", level + 1, case.rcps.len()));
        }
        places.extend(allowing);
    }
    for level in 0..case.scps.len() {
        let allowing = heard.allowing(|layer| layer == Layer::Scp(level));
        if allowing.is_empty() {
            missing.push(format!("no SCP at level {} of {} allows it", level + 1, case.scps.len()));
        }
        places.extend(allowing);
    }
    for (at, endpoint) in case.endpoints() {
        let allowing = heard.allowing(|layer| layer == Layer::VpcEndpoint(at));
        if allowing.is_empty() {
            missing
                .push(format!("the VPC endpoint policy {} does not allow it", quoted(&endpoint.policy.name)));
        }
        places.extend(allowing);
    }
    if blocks_public_access(case, is_public) {
        let at_point = is_access_point(case.asked.resource_segments());
        let unclear =
            case.setting.resource_policy.as_ref().is_some_and(|policy| is_unclear(policy, at_point));
        let is_public =
            if unclear { "is taken to be public (S3's documents do not tell)" } else { "is public" };
        missing.push(format!(
            "the bucket policy {is_public}, and RestrictPublicBuckets then lets in only the bucket's account"
        ));
    }
    if missing.is_empty() { Ok(places) } else { Err(missing) }
}

/// Whether a level of RCPs allows everything although no document says so: AWS attaches
/// `RCPFullAWSAccess`, which cannot be detached, to every level, and what people write can only deny
/// (ORG/orgs_manage_policies_rcps_evaluation). A level that has an `Allow` is taken as it stands.
pub(super) fn has_full_access(policies: &[Arc<Policy>]) -> bool {
    let mut statements = policies.iter().flat_map(|policy| &policy.statements);
    !statements.any(|statement| statement.effect == Effect::Allow)
}

/// What `RestrictPublicBuckets` takes away: with a public bucket policy only services and callers of the
/// bucket's account get in, the other grants of that policy included
/// (S3/access-control-block-public-access).
pub(super) fn blocks_public_access(case: &Case<'_>, is_public: &dyn Fn(&Policy) -> bool) -> bool {
    let restricts = case.setting.public_access_block.is_some_and(|block| block.restrict_public_buckets);
    let is_s3 = || is_of_service(&case.asked.request.action, "s3");
    let outside = || !case.parties.is_service() && !case.parties.same_account();
    let policy = case.setting.resource_policy.as_ref();
    let at_point = || is_access_point(case.asked.resource_segments());
    restricts
        && is_s3()
        && outside()
        && policy.is_some_and(|policy| is_public(policy) || (opens_access_point(policy) && at_point()))
}

/// Whether the action is one of that service.
fn is_of_service(action: &str, service: &str) -> bool {
    action.split_once(':').is_some_and(|(own, _)| own.eq_ignore_ascii_case(service))
}
