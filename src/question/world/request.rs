//! From what an engine found to a request of the party, with what the world says filled in.

use super::case::Case;
use crate::decide::Assignment;
use crate::model::world::{Known, Party, Spelling, World};
use crate::model::{Caller, CallerKind, Key, Request, segments_of};
use crate::witness::complete;

/// The request as the other party would send it: what each party's facts fix is its own, a session has the same name.
pub(super) fn as_other(case: &Case<'_, '_>, other: &Case<'_, '_>, request: &Request) -> Request {
    let mut sent = request.clone();
    let session = match &case.facts.principal {
        Some(Spelling::Prefixed { prefix, .. }) => request.principal.text().strip_prefix(prefix.as_str()),
        Some(Spelling::Exact(_)) | None => None,
    };
    match &other.facts.principal {
        Some(Spelling::Exact(text)) => sent.principal = Caller::new(text),
        Some(Spelling::Prefixed { prefix, .. }) => {
            sent.principal = Caller::new(&format!("{prefix}{}", session.unwrap_or("session")));
        }
        None => {}
    }
    let known = |key: &Key| matches!(other.facts.known(key), Some(Known::Absent));
    let absent: Vec<Key> =
        sent.context.iter().map(|(key, _)| key).filter(|key| known(key)).cloned().collect();
    absent.into_iter().for_each(|key| sent.context.set(key, Vec::new()));
    other.facts.fill(&mut sent);
    fill_present(other, &mut sent);
    sent
}

/// A time that sessions may be of.
pub(super) const PLAIN_TIME: &str = "2026-01-01T00:00:00Z";

/// Gives the request the keys that every request of the case has, with whatever values.
pub(super) fn fill_present(case: &Case<'_, '_>, request: &mut Request) {
    for key in &case.facts.present {
        if request.context.values(key).is_empty() {
            request.context.set(key.clone(), vec![PLAIN_TIME.to_owned()]);
        }
    }
}

/// The request that the assignment describes, its open ends put back and what the world says filled in.
pub(super) fn request(
    case: &Case<'_, '_>,
    world: &World,
    spelling: Option<&Spelling>,
    assignment: &Assignment,
) -> Request {
    let mut request = complete(assignment);
    let end = |tail: &'static str, default: &str| {
        let key = Key::reserved(tail);
        request.context.values(&key).first().cloned().unwrap_or_else(|| default.to_owned())
    };
    let spelt = |spelling: &Spelling, default: &str| match spelling {
        Spelling::Exact(text) => text.clone(),
        Spelling::Prefixed { prefix, tail } => format!("{prefix}{}", end(tail, default)),
    };
    let resource = spelling.map(|spelling| spelt(spelling, "example"));
    let principal = case.facts.principal.as_ref().map(|spelling| spelt(spelling, "session"));
    let reserved: Vec<Key> =
        request.context.iter().map(|(key, _)| key).filter(|key| key.is_reserved()).cloned().collect();
    reserved.into_iter().for_each(|key| request.context.set(key, Vec::new()));
    if let Some(resource) = resource {
        request.resource = resource;
    } else if assignment.resource.is_none() && !case.resource.is_anything() {
        request.resource = crate::model::fill_in(&case.resource, "example", 'x', "");
    }
    if let Some(principal) = principal {
        request.principal = Caller::new(&principal);
    } else if assignment.principal.is_none() {
        request.principal = Caller::new(&default_caller(case, world));
    }
    if assignment.action.is_none()
        && let Some(action) = case.actions.first()
    {
        request.action = crate::model::fill_in(action, "Example", 'x', "");
    }
    request.resource_account = Some(case.target.account().to_owned());
    case.facts.fill(&mut request);
    world.tie(&mut request);
    // A name has at least one character, and no engine needs to know.
    if request.action.ends_with(':') {
        request.action.push_str("Example");
    }
    request
}

/// Has the keys that follow from the caller's ARN follow from it, those of them that the request has: of a class of callers
/// any will do that these keys, too, are as asked for.
pub(super) fn follow_caller(request: &mut Request) {
    let caller = request.principal.clone();
    let (Some(account), Some([_, partition, ..])) = (caller.account(), segments_of(caller.text())) else {
        return;
    };
    let mut follow = |name: &str, value: Option<&str>, will_do: &dyn Fn(&str) -> bool| {
        let key = Key::new(name);
        match request.context.values(&key) {
            [] => {}
            [own] if will_do(own) => {}
            _ => request.context.set(key, value.iter().map(|&value| value.to_owned()).collect()),
        }
    };
    let text = caller.text();
    let only = |value: &str| {
        let value = value.to_owned();
        move |own: &str| own == value
    };
    follow("aws:PrincipalAccount", Some(account), &only(account));
    let (principal_type, name) = match caller.kind() {
        CallerKind::Root { .. } => {
            follow("aws:userid", Some(account), &only(account));
            ("Account", None)
        }
        CallerKind::User { name, .. } => {
            follow("aws:userid", Some("AIDAEXAMPLE"), &|own| own.starts_with("AIDA") && !own.contains(':'));
            ("User", Some(name))
        }
        CallerKind::Role { .. } => {
            let is_one = |own: &str| own.starts_with("AROA") && own.contains(':');
            follow("aws:userid", Some("AROAEXAMPLE:session"), &is_one);
            ("AssumedRole", None)
        }
        CallerKind::RoleSession { session, .. } => {
            let is_one = |own: &str| own.starts_with("AROA") && own.ends_with(&format!(":{session}"));
            follow("aws:userid", Some(&format!("AROAEXAMPLE:{session}")), &is_one);
            ("AssumedRole", None)
        }
        CallerKind::FederatedUser { name, .. } => {
            let id = format!("{account}:{name}");
            follow("aws:userid", Some(&id), &only(&id));
            ("FederatedUser", None)
        }
        CallerKind::Anonymous
        | CallerKind::Service(_)
        | CallerKind::Federated(_)
        | CallerKind::CanonicalUser(_)
        | CallerKind::Other(_) => return,
    };
    follow("aws:PrincipalType", Some(principal_type), &only(principal_type));
    follow("aws:username", name, &|own| Some(own) == name);
    if let CallerKind::RoleSession { role, .. } = caller.kind() {
        let arn = format!("arn:{partition}:iam::{account}:role/{role}");
        let is_one = |own: &str| match Caller::new(own).kind() {
            CallerKind::Role { account: of, name } => of == account && name == role,
            _ => false,
        };
        follow("aws:PrincipalArn", Some(&arn), &is_one);
    } else {
        follow("aws:PrincipalArn", Some(text), &only(text));
    }
}

/// A caller of a class, where nothing tells its callers apart.
pub(super) fn default_caller(case: &Case<'_, '_>, world: &World) -> String {
    let partition = segments_of(case.target.arn()).map_or("aws", |[_, partition, ..]| partition);
    match case.party {
        Party::Account(id) => format!("arn:{partition}:iam::{id}:role/example"),
        Party::Stranger => {
            // Of a world with more accounts than this, whatever comes out is checked.
            let mut accounts = ('1'..='9').rev().map(|digit| String::from_iter([digit; 12]));
            let told =
                |account: &String| world.accounts.contains_key(account) || world.kin.contains_key(account);
            let outside = accounts.find(|account| !told(account)).unwrap_or_default();
            format!("arn:{partition}:iam::{outside}:role/example")
        }
        Party::Service(None) => "service:example.amazonaws.com".to_owned(),
        Party::Provider(None) => "federated:accounts.google.com".to_owned(),
        Party::Identity(_)
        | Party::Session(..)
        | Party::Federated(_)
        | Party::Root(_)
        | Party::Anonymous
        | Party::Service(Some(_))
        | Party::Provider(Some(_))
        | Party::Named(_) => case.party.name(),
    }
}
