//! Context keys that follow from a request's principal, resource and tags
//! (IAM/reference_policies_condition-keys; IAM/reference_policies_variables, "Request information").
//!
//! Only what follows is filled in. Left absent although every real request has it: the time, the caller's
//! address, `aws:SecureTransport`, `aws:UserAgent`. Left absent since the texts do not tell it: the unique id
//! in the `aws:userid` of users and role sessions, organization keys, the Region of a global service, the
//! `aws:PrincipalAccount` and `aws:PrincipalType` of a service.

use crate::model::{CallerKind, Key, Request, catalog, segments_of};

/// What the keys are derived from, besides the request.
#[derive(Clone, Debug, Default)]
pub(super) struct Derivation {
    /// The keys that the request names without a value: they stay absent.
    pub(super) absent: Vec<Key>,
    /// The tags of the caller.
    pub(super) principal_tags: Vec<(String, String)>,
    /// The tags of the resource.
    pub(super) resource_tags: Vec<(String, String)>,
}

/// Actions whose requests do not have `aws:ResourceAccount` (IAM/reference_policies_condition-keys,
/// `aws:ResourceAccount`). `*` stands for every action of the service.
const WITHOUT_RESOURCE_ACCOUNT: [&str; 16] = [
    "auditmanager:updateassessmentframeworkshare",
    "detective:acceptinvitation",
    "ds:acceptshareddirectory",
    "ebs:*",
    "ec2:accepttransitgatewaypeeringattachment",
    "ec2:acceptvpcendpointconnections",
    "ec2:acceptvpcpeeringconnection",
    "ec2:createtransitgatewaypeeringattachment",
    "ec2:createvpcendpoint",
    "ec2:createvpcpeeringconnection",
    "es:acceptinboundconnection",
    "guardduty:acceptadministratorinvitation",
    "macie2:acceptinvitation",
    "route53:associatevpcwithhostedzone",
    "route53:createvpcassociationauthorization",
    "securityhub:acceptadministratorinvitation",
];

/// Fills in the keys that follow and that the request does not name.
pub(super) fn derive(request: &mut Request, from: &Derivation) {
    let given: Vec<Key> = request.context.iter().map(|(key, _)| key.clone()).collect();
    let mut derived = of_principal(request, &from.principal_tags);
    derived.extend(of_resource(request, &from.resource_tags));
    derived.extend(of_request(request));
    for (key, values) in derived {
        if !given.contains(&key) && !from.absent.contains(&key) {
            request.context.set(key, values);
        }
    }
}

/// Keys with their values.
type Derived = Vec<(Key, Vec<String>)>;

fn of_principal(request: &Request, tags: &[(String, String)]) -> Derived {
    let mut derived = Derived::new();
    let mut add = |key: &str, value: &str| derived.push((Key::new(key), vec![value.to_owned()]));
    let caller = &request.principal;
    let partition = segments_of(caller.text()).map_or("aws", |[_, partition, ..]| partition);
    match caller.kind() {
        CallerKind::Anonymous => {
            add("aws:PrincipalAccount", "anonymous");
            add("aws:PrincipalType", "Anonymous");
            add("aws:userid", "anonymous");
            return derived;
        }
        CallerKind::Service(name) => {
            add("aws:PrincipalIsAWSService", "true");
            add("aws:PrincipalServiceName", name);
            return derived;
        }
        CallerKind::Federated(_) => return derived,
        CallerKind::CanonicalUser(_) | CallerKind::Other(_) => {}
        CallerKind::Root { account } => {
            add("aws:PrincipalArn", caller.text());
            add("aws:PrincipalType", "Account");
            add("aws:userid", account);
        }
        CallerKind::User { name, .. } => {
            add("aws:PrincipalArn", caller.text());
            add("aws:PrincipalType", "User");
            add("aws:username", name);
        }
        CallerKind::Role { .. } => {
            add("aws:PrincipalArn", caller.text());
            add("aws:PrincipalType", "AssumedRole");
        }
        CallerKind::RoleSession { account, role, .. } => {
            // The session's ARN does not show the role's path: a role with one has to be given.
            add("aws:PrincipalArn", &format!("arn:{partition}:iam::{account}:role/{role}"));
            add("aws:PrincipalType", "AssumedRole");
        }
        CallerKind::FederatedUser { account, name } => {
            add("aws:PrincipalArn", caller.text());
            add("aws:PrincipalType", "FederatedUser");
            add("aws:userid", &format!("{account}:{name}"));
        }
    }
    if let Some(account) = caller.account() {
        add("aws:PrincipalAccount", account);
        if is_of(request, "kms") {
            add("kms:CallerAccount", account);
        }
    }
    add("aws:PrincipalIsAWSService", "false");
    for (key, value) in tags {
        add(&format!("aws:PrincipalTag/{key}"), value);
    }
    derived
}

fn of_resource(request: &Request, tags: &[(String, String)]) -> Derived {
    let mut derived = Derived::new();
    let mut add = |key: &str, value: &str| derived.push((Key::new(key), vec![value.to_owned()]));
    let arn = segments_of(&request.resource);
    let is_account = |text: &&str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    let in_arn = arn.map(|[_, _, _, _, account, _]| account).filter(is_account);
    if let Some(account) = request.resource_account.as_deref().or(in_arn)
        && has_resource_account(&request.action)
    {
        add("aws:ResourceAccount", account);
        if is_of(request, "s3") {
            add("s3:ResourceAccount", account);
        }
    }
    if let Some([_, _, _, region, ..]) = arn
        && !region.is_empty()
    {
        add("aws:RequestedRegion", region);
    }
    if tags.is_empty() {
        return derived;
    }
    let of_action = request.action.split_once(':').map(|(service, _)| service);
    let of_resource = arn.map(|[_, _, service, ..]| service).filter(|service| of_action != Some(*service));
    let services = [of_action, of_resource].into_iter().flatten();
    let services: Vec<&str> = services.filter(|service| has_own_tag_key(service)).collect();
    for (key, value) in tags {
        add(&format!("aws:ResourceTag/{key}"), value);
        for service in &services {
            add(&format!("{service}:ResourceTag/{key}"), value);
        }
    }
    derived
}

/// Keys that follow from other keys.
fn of_request(request: &Request) -> Derived {
    let is_called_by_service =
        request.context.iter().any(|(key, _)| key.folded().starts_with("aws:calledvia"));
    let mut derived = vec![(Key::new("aws:ViaAWSService"), vec![is_called_by_service.to_string()])];
    const TAG: &str = "aws:requesttag/";
    let tag =
        |key: &Key| key.folded().starts_with(TAG).then(|| key.name().get(TAG.len()..).map(str::to_owned))?;
    let tags: Vec<String> = request.context.iter().filter_map(|(key, _)| tag(key)).collect();
    if !tags.is_empty() {
        derived.push((Key::new("aws:TagKeys"), tags));
    }
    derived
}

/// Whether the service authorization reference lists the service's own `…:ResourceTag/` keys. Some services
/// write the tag as `tag-key` there.
fn has_own_tag_key(service: &str) -> bool {
    let service = service.to_lowercase();
    let listed = |tag: &str| catalog::key_type(&format!("{service}:resourcetag/{tag}")).is_some();
    service != "aws" && (listed("any") || listed("tag-key"))
}

/// Whether the action is one of that service.
fn is_of(request: &Request, service: &str) -> bool {
    request.action.split_once(':').is_some_and(|(own, _)| own.eq_ignore_ascii_case(service))
}

fn has_resource_account(action: &str) -> bool {
    let own = action.split_once(':').map_or("", |(service, _)| service);
    let is_listed = |listed: &str| match listed.strip_suffix(":*") {
        Some(service) => own.eq_ignore_ascii_case(service),
        None => action.eq_ignore_ascii_case(listed),
    };
    !WITHOUT_RESOURCE_ACCOUNT.iter().any(|listed| is_listed(listed))
}
