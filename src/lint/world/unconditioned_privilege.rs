//! `UNCONDITIONED_PRIVILEGE`.

use super::ask::{deciding, some_of, speaking_of, undecided, witness};
use super::check::{Subject, WorldCheck};
use super::finding::WorldFindings;
use super::sensitive;
use crate::lint::{Category, Evidence};
use crate::model::world::{Account, Party};
use crate::question::Conclusion;
use crate::question::world::{Inquiry, OwnSide};

pub(super) const CHECK: WorldCheck = WorldCheck {
    code: "UNCONDITIONED_PRIVILEGE",
    title: "Sensitive actions without a condition",
    category: Category::Warning,
    finds: "A user or role that may call an action which changes permissions (AWS's access level says so), changes something in IAM, passes or assumes a role, on every such resource of its account, with no condition in the way. That is decided by meaning, with boundary and SCPs: a request that tells nothing but who asks and what for is allowed, and on no such resource is one refused. So `Bool` on `aws:MultiFactorAuthPresent` keeps it away, a condition that an absent key meets does not, and one on the caller's own tags only as far as they are as it wants. One that may do everything has `FULL_WILDCARD_PERMISSIONS` instead.",
    why: "These actions hand out what others may do. Without a resource and without a condition a stolen session can use them on everything, from anywhere.",
    example: r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "deploy",
        "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "codebuild.amazonaws.com"}, "Action": "sts:AssumeRole"}},
        "policies": [{"name": "pass", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}}}]}]}]}"#,
    instead: r#"{"accounts": [{"id": "111122223333", "roles": [{"name": "deploy",
        "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "codebuild.amazonaws.com"}, "Action": "sts:AssumeRole"}},
        "policies": [{"name": "pass", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app-*", "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}}}}]}]}]}"#,
    run,
};

/// Actions with what they can be on.
struct Group {
    patterns: Vec<String>,
    /// A resource of each pattern.
    plain: Vec<String>,
    actions: Vec<String>,
}

/// An action that nothing stands in the way of, and a resource of it.
struct Found {
    action: String,
    plain: String,
}

fn groups(account: &Account) -> impl Iterator<Item = Group> {
    sensitive::actions().iter().map(|(templates, actions)| {
        let here = |template: &String| template.replace("@P", &account.partition).replace("@A", &account.id);
        let plain = |template: &String| match template.as_str() {
            "*" => "*".to_owned(),
            _ => here(template).replace("@R", "us-east-1").replace('*', "nobody-named"),
        };
        Group {
            patterns: templates.iter().map(|template| here(template).replace("@R", "*")).collect(),
            plain: templates.iter().map(plain).collect(),
            actions: actions.clone(),
        }
    })
}

/// Keeps the actions of which a plain request on each kind of resource is allowed: it refutes most.
fn keep_plainly_allowed<'w>(own: &OwnSide<'_, 'w>, bare: &Inquiry<'w>, group: &mut Group) {
    let plain = &group.plain;
    let pairs = group.actions.iter().flat_map(|action| plain.iter().map(|on| (action.as_str(), on.as_str())));
    let allowed = own.plainly_allowed(bare, pairs).unwrap_or_default();
    let mut of_actions = allowed.chunks(plain.len().max(1));
    group.actions.retain(|_| of_actions.next().is_some_and(|allowed| allowed.iter().all(|allowed| *allowed)));
}

fn run(subject: &mut Subject<'_, '_>, findings: &mut WorldFindings) {
    let Some(identity) = subject.identity.filter(|identity| !identity.policies.is_empty()) else { return };
    if subject.asking.is_full(identity) {
        return;
    }
    let party = Party::Identity(identity);
    let bare = &mut subject.asking.bare;
    let own = OwnSide::new(&party, subject.account);
    let keys = own.without_conditions(bare);
    let own = own.with_keys(keys);
    let mut found: Vec<Found> = Vec::new();
    let mut engine = "terms";
    for mut group in groups(subject.account) {
        keep_plainly_allowed(&own, bare, &mut group);
        while !group.actions.is_empty() {
            let actions = group.actions.iter().map(String::as_str);
            let of = speaking_of(actions, group.patterns.iter().map(String::as_str));
            let access = own.refused(bare, &of).unwrap_or_else(|error| undecided(error.0));
            match (access.conclusion, &access.request) {
                (Conclusion::Fails, _) => {
                    engine = access.engine;
                    let plain = group.plain.first().cloned().unwrap_or_default();
                    let with_plain = |action| Found { action, plain: plain.clone() };
                    found.extend(group.actions.drain(..).map(with_plain));
                }
                (Conclusion::Holds, Some(refused)) => {
                    let before = group.actions.len();
                    group.actions.retain(|action| !action.eq_ignore_ascii_case(&refused.action));
                    if group.actions.len() == before {
                        break;
                    }
                }
                (Conclusion::Holds, None) => break,
                (Conclusion::Unknown, _) => {
                    findings.note(&access);
                    break;
                }
            }
        }
    }
    // What IAM itself decides comes first: it is the gravest.
    let is_of_iam = |found: &Found| found.action.starts_with("iam:") || found.action.starts_with("sts:");
    found.sort_by(|one, other| (!is_of_iam(one), &one.action).cmp(&(!is_of_iam(other), &other.action)));
    let Some(first) = found.first() else { return };
    let shown = own.allowed(bare, &speaking_of([first.action.as_str()], [first.plain.as_str()]));
    let mut access = shown.unwrap_or_else(|error| undecided(error.0));
    if let Some(request) = &mut access.request {
        request.action.clone_from(&first.action);
    }
    let found: Vec<String> = found.into_iter().map(|found| found.action).collect();
    let details = format!(
        "sensitive actions are allowed on every resource without a condition: {}; name the resources, or add a condition",
        some_of(&found)
    );
    let requests = "of these without any condition key that is refused".to_owned();
    let evidence = witness(&access).into_iter().chain([Evidence::None { requests, engine }]).collect();
    findings.add(details, deciding(&access), evidence);
}
