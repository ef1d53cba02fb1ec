//! The keys that a plain request has by itself: those that follow from its caller, and those that every request has.

use crate::model::{Caller, CallerKind, Context, Key};

/// Keys that every request has, whoever sends it, with plain values. Regions and clients that policies are about would
/// hide differences, so these are ones that few policies name.
const ALWAYS: [(&str, &str); 6] = [
    ("aws:CurrentTime", "2026-01-01T00:00:00Z"),
    ("aws:EpochTime", "1767225600"),
    ("aws:RequestedRegion", "mx-central-1"),
    ("aws:SecureTransport", "true"),
    ("aws:UserAgent", "example"),
    ("aws:ViaAWSService", "false"),
];

/// The context of a plain request of this caller.
pub(super) fn context(caller: &Caller) -> Context {
    let mut context = Context::default();
    let mut set = |name: &str, value: &str| context.set(Key::new(name), vec![value.to_owned()]);
    ALWAYS.iter().for_each(|(name, value)| set(name, value));
    let kind = caller.kind();
    let own = "111122223333";
    let partition = caller.text().split(':').nth(1).unwrap_or("aws");
    set("aws:PrincipalAccount", caller.account().unwrap_or(own));
    match kind {
        CallerKind::Anonymous => {
            set("aws:PrincipalAccount", "anonymous");
            set("aws:PrincipalType", "Anonymous");
            set("aws:userid", "anonymous");
        }
        CallerKind::Root { account } => {
            set("aws:PrincipalArn", caller.text());
            set("aws:PrincipalType", "Account");
            set("aws:userid", account);
        }
        CallerKind::User { account: _, name } => {
            set("aws:PrincipalArn", caller.text());
            set("aws:PrincipalType", "User");
            set("aws:username", name);
            set("aws:userid", "AIDAEXAMPLE");
        }
        CallerKind::Role { account: _, name: _ } => {
            set("aws:PrincipalArn", caller.text());
            set("aws:PrincipalType", "AssumedRole");
            set("aws:userid", "AROAEXAMPLE:session");
        }
        CallerKind::RoleSession { account, role, session } => {
            set("aws:PrincipalArn", &format!("arn:{partition}:iam::{account}:role/{role}"));
            set("aws:PrincipalType", "AssumedRole");
            set("aws:userid", &format!("AROAEXAMPLE:{session}"));
        }
        CallerKind::FederatedUser { account, name } => {
            set("aws:PrincipalArn", caller.text());
            set("aws:PrincipalType", "FederatedUser");
            set("aws:userid", &format!("{account}:{name}"));
        }
        CallerKind::Service(name) => {
            set("aws:PrincipalServiceName", name);
            set("aws:PrincipalServiceNamesList", name);
            set("aws:PrincipalType", "Unknown");
            set("aws:userid", "unknown");
        }
        CallerKind::Federated(_) | CallerKind::CanonicalUser(_) | CallerKind::Other(_) => {
            set("aws:PrincipalType", "Unknown");
            set("aws:userid", "unknown");
        }
    }
    if kind != CallerKind::Anonymous {
        let is_service = matches!(kind, CallerKind::Service(_));
        set("aws:PrincipalIsAWSService", if is_service { "true" } else { "false" });
    }
    context
}
