//! Whether AWS has a request, as far as the catalogue says.

use super::action::{Action, Target};
use super::key::is_global;
use super::service::service;
use crate::model::{Key, Request};

/// What of a request AWS does not have today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// There is no such action.
    Action(String),
    /// The action works on no such resource.
    Resource(String),
    /// A request for the action on that resource has no such key.
    Key(String),
}

impl std::fmt::Display for Lack {
    /// In words that go on after "AWS has today".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Lack::Action(action) => write!(f, "no action `{action}`"),
            Lack::Resource(resource) => write!(f, "no resource `{resource}` that the action works on"),
            Lack::Key(key) => write!(f, "no key `{key}` in such a request"),
        }
    }
}

/// What a request lacks; none iff the catalogue admits it: there is the action, it works on a resource of such an ARN
/// (or takes none, and the resource is `*`), and each key is one that it supplies there.
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
        if !choice.is_none_or(|target| target.resource_type().admits(&request.resource)) {
            continue;
        }
        if choice.is_none() && request.resource != "*" {
            continue;
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

/// Whether requests for the action on the target may have the key: it is listed there, or it is one that any request may
/// have (a global key; one that an identity provider gave the session, or that goes with its credentials).
pub fn supplies(action: Action, target: Option<Target>, key: &Key) -> bool {
    let name = key.folded();
    if key.is_reserved()
        || of_provider(name)
        || OF_CREDENTIALS.contains(&name)
        || (is_global(name) && !is_listed(name))
    {
        return true;
    }
    let on_target =
        |target: Target| target.keys().chain(target.resource_type().keys()).any(|listed| listed.covers(name));
    action.keys().any(|listed| listed.covers(name)) || target.is_some_and(on_target)
}

/// Keys of services that go with the credentials a request is signed with, to whatever service
/// (IAM/reference_policies_condition-keys, "Cross-service condition keys").
const OF_CREDENTIALS: [&str; 9] = [
    "codebuild:buildarn",
    "codebuild:projectarn",
    "ec2:roledelivery",
    "ec2:sourceinstancearn",
    "glue:credentialissuingservice",
    "glue:roleassumedby",
    "identitystore:userid",
    "lambda:sourcefunctionarn",
    "ssm:sourceinstancearn",
];

/// The global keys that only some actions supply, each listed with them.
fn is_listed(name: &str) -> bool {
    name == "aws:tagkeys" || name.starts_with("aws:requesttag/") || name.starts_with("aws:resourcetag/")
}

/// Whether the key is an identity provider's: it is named for the provider's host, and stays with the session.
fn of_provider(name: &str) -> bool {
    name.split_once(':').is_some_and(|(prefix, _)| prefix == "saml" || prefix.contains('.'))
}
