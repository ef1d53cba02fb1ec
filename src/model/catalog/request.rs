//! Whether AWS has a request, as far as the catalogue says.

use super::action::{Action, Target};
use super::arn_format::ArnFormat;
use super::key::is_global;
use super::resource_type::ResourceType;
use super::service::{Service, service};
use crate::model::{Key, Request, is_account_number, segments_of};

/// What of a request AWS does not have today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// There is no such action.
    Action(String),
    /// The action works on no such resource.
    Resource(String),
    /// No partition, account or Region is called so.
    Arn(String),
    /// A request for the action on that resource has no such key.
    Key(String),
}

impl std::fmt::Display for Lack {
    /// In words that go on after "AWS has today".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Lack::Action(action) => write!(f, "no action `{action}`"),
            Lack::Resource(resource) => write!(f, "no resource `{resource}` that the action works on"),
            Lack::Arn(resource) => write!(f, "no partition, account or Region as in `{resource}`"),
            Lack::Key(key) => write!(f, "no key `{key}` in such a request"),
        }
    }
}

/// What a request lacks; none iff the catalogue admits it: there is the action, it works on a resource of such an ARN
/// (or takes none that the reference tells, and the resource is `*` or one of the service's), whose partition, account and Region
/// can be ones, and each key is one that it supplies there.
///
/// ```
/// use hornbeam::model::catalog::{Lack, lack};
/// use hornbeam::model::{Caller, Context, Request};
/// let mut request = Request {
///     principal: Caller::new("arn:aws:iam::111122223333:role/app"),
///     action: "s3:GetObject".to_owned(),
///     resource: "arn:aws:s3:::bucket/key".to_owned(),
///     resource_account: None,
///     context: Context::default(),
/// };
/// assert_eq!(lack(&request), None);
/// request.resource = "arn:aws:s3:::bucket".to_owned();
/// assert!(matches!(lack(&request), Some(Lack::Resource(_))));
/// request.action = "s3:GetObejct".to_owned();
/// assert!(matches!(lack(&request), Some(Lack::Action(_))));
/// ```
pub fn lack(request: &Request) -> Option<Lack> {
    let Some(action) = action_named(&request.action) else {
        return Some(Lack::Action(request.action.clone()));
    };
    let mut lack = Lack::Resource(request.resource.clone());
    for choice in choices(action) {
        if !may_be_on(action, choice, &request.resource) {
            continue;
        }
        if !is_wellformed(&request.resource) {
            return Some(Lack::Arn(request.resource.clone()));
        }
        let missing = request.context.iter().find(|(key, _)| !supplies(action, choice, key));
        match missing {
            None => return None,
            Some((key, _)) => lack = Lack::Key(key.name().to_owned()),
        }
    }
    Some(lack)
}

/// The action of this name, `service:Name` in any letter case.
pub fn action_named(name: &str) -> Option<Action> {
    let (prefix, name) = name.split_once(':')?;
    service(prefix)?.action(name)
}

/// What a request for the action can be on: a target, or none at all, and then its resource is `*`. Where the reference
/// requires no resource type it does not tell whether one of them has to be named (an object to `s3:GetObject`) or none
/// (a task to `ecs:ListTasks`), so both stay, and no proof leaves out a request there is. A type without ARNs cannot be named.
pub fn choices(action: Action) -> impl Iterator<Item = Option<Target>> {
    let named = action.targets().filter(|target| target.resource_type().arns().next().is_some());
    let none = !named.clone().any(Target::required);
    named.map(Some).chain(none.then_some(None))
}

/// Whether a request for the action, on that choice, may name this resource.
pub fn may_be_on(action: Action, choice: Option<Target>, resource: &str) -> bool {
    match choice {
        Some(target) => target.resource_type().may_name(resource),
        None => resource == "*" || (takes_any(action) && names_one_of(action.service(), resource)),
    }
}

/// Whether the reference lists nothing that the action works on. Mostly its requests have the resource `*`, but
/// `s3:ListAllMyBuckets` has `arn:aws:s3:::*` and `iam:ListUsers` the account's users: any ARN of the service may be.
pub fn takes_any(action: Action) -> bool {
    !action.targets().any(|target| target.resource_type().arns().next().is_some())
}

/// What stands for the service in ARNs of its resources: mostly its prefix.
pub fn names_in_arns(service: Service) -> Vec<&'static str> {
    let of_format = |format: ArnFormat<'static>| format.text().split(':').nth(2);
    let formats = service.resource_types().flat_map(ResourceType::arns);
    let literal = formats.filter_map(of_format).filter(|name| !name.contains(['$', '*']));
    let mut names: Vec<&'static str> = std::iter::once(service.prefix()).chain(literal).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn names_one_of(service: Service, resource: &str) -> bool {
    segments_of(resource).is_some_and(|[arn, partition, name, _, _, rest]| {
        let filled = !partition.is_empty() && !rest.is_empty();
        arn == "arn" && filled && names_in_arns(service).contains(&name)
    })
}

/// AWS's partitions.
pub const PARTITIONS: [&str; 8] =
    ["aws", "aws-cn", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-us-gov"];

/// What an ARN has for the account of resources that are nobody's, AWS's own (such as Image Builder's components from the
/// marketplace), or in MediaConnect's format one field later.
pub const NO_ACCOUNT: [&str; 4] = ["", "aws", "aws-marketplace", "offering"];

/// What an ARN has for the Region of resources that are in none.
pub const NO_REGION: [&str; 2] = ["", "global"];

/// Whether partition, account and Region of the resource look as AWS's do; `*` is well-formed, and so is what is no ARN.
fn is_wellformed(resource: &str) -> bool {
    let Some([_, partition, _, region, account, _]) = segments_of(resource) else { return true };
    PARTITIONS.contains(&partition)
        && (is_account_number(account) || NO_ACCOUNT.contains(&account))
        && (NO_REGION.contains(&region) || is_region(region))
}

/// Whether the text looks like a Region's code: words in small letters, two at least, and a number, parted by dashes.
fn is_region(text: &str) -> bool {
    let Some((words, number)) = text.rsplit_once('-') else { return false };
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    matches!(number.len(), 1 | 2)
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && words.contains('-')
        && words.split('-').all(is_word)
}

/// Whether requests for the action on the target may have the key: it is listed there, or it is one that any request may
/// have (a global key; one that an identity provider gave the session, or a service did, or that goes with its credentials).
pub fn supplies(action: Action, target: Option<Target>, key: &Key) -> bool {
    let name = key.folded();
    if key.is_reserved() || of_provider(name) || of_session(name) || (is_global(name) && !is_listed(name)) {
        return true;
    }
    let on_target =
        |target: Target| target.keys().chain(target.resource_type().keys()).any(|listed| listed.covers(name));
    action.keys().any(|listed| listed.covers(name)) || target.is_some_and(on_target)
}

/// The global keys that only some actions supply, each listed with them.
fn is_listed(name: &str) -> bool {
    name == "aws:tagkeys" || name.starts_with("aws:requesttag/") || name.starts_with("aws:resourcetag/")
}

/// Whether the key is an identity provider's: it is named for the provider's host, and stays with the session.
fn of_provider(name: &str) -> bool {
    name.split_once(':').is_some_and(|(prefix, _)| prefix == "saml" || prefix.contains('.'))
}

/// Whether the key is one that a service gives to the sessions whose credentials it hands out, and that stays with them in their
/// calls to other services (IAM/reference_policies_condition-keys, "Cross-service condition keys"; for Transfer Family and
/// the credentials of IoT devices their own pages).
fn of_session(name: &str) -> bool {
    const KEYS: [&str; 16] = [
        "codebuild:buildarn",
        "codebuild:projectarn",
        "credentials-iot:awscertificateid",
        "credentials-iot:thingname",
        "credentials-iot:thingtypename",
        "ec2:roledelivery",
        "ec2:sourceinstancearn",
        "glue:credentialissuingservice",
        "glue:roleassumedby",
        "identitystore:userid",
        "lambda:sourcefunctionarn",
        "ssm:sourceinstancearn",
        "transfer:homebucket",
        "transfer:homedirectory",
        "transfer:homefolder",
        "transfer:username",
    ];
    KEYS.binary_search(&name).is_ok()
}
