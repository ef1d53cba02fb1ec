//! `UNCONDITIONED_PRIVILEGE`.

use super::ask::{deciding, some_of, speaking_of, undecided, witness};
use super::check::{Subject, WorldCheck};
use super::finding::WorldFindings;
use super::sensitive;
use crate::lint::{Category, Evidence};
use crate::model::catalog::action_named;
use crate::model::world::Party;
use crate::question::Conclusion;
use crate::question::world::{Access, OwnSide};

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

/// A resource of the pattern.
fn plain(pattern: &str) -> String {
    if pattern == "*" {
        "*".to_owned()
    } else {
        pattern.replace("@R", "us-east-1").replace('*', "nobody-named")
    }
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
    let mut found: Vec<String> = Vec::new();
    let mut shown: Option<Access> = None;
    let mut engine = "terms";
    for (patterns, actions) in sensitive::actions() {
        let here = |pattern: &String| {
            pattern.replace("@P", &subject.account.partition).replace("@A", &subject.account.id)
        };
        let templates: Vec<String> = patterns.iter().map(here).collect();
        let patterns: Vec<String> = templates.iter().map(|pattern| pattern.replace("@R", "*")).collect();
        let plain: Vec<String> = templates.iter().map(|pattern| plain(pattern)).collect();
        let each = |action: &str| -> Vec<(String, String)> {
            plain.iter().map(|resource| (action.to_owned(), resource.clone())).collect()
        };
        // A plain request refutes most.
        let mut left: Vec<String> = Vec::new();
        for action in actions {
            let asked = each(action);
            let asked = asked.iter().map(|(action, resource)| (action.as_str(), resource.as_str()));
            if own.plainly_allowed(bare, asked).is_ok_and(|allowed| allowed.iter().all(|allowed| *allowed)) {
                left.push(action.clone());
            }
        }
        while !left.is_empty() {
            let of = speaking_of(left.iter().map(String::as_str), patterns.iter().map(String::as_str));
            let access = own.refused(bare, &of).unwrap_or_else(|error| undecided(error.0));
            match (access.conclusion, &access.request) {
                (Conclusion::Fails, _) => {
                    engine = access.engine;
                    if shown.is_none() {
                        let first = left.first().map(String::as_str);
                        let first = speaking_of(first, plain.first().map(String::as_str));
                        shown = own.allowed(bare, &first).ok().filter(|access| access.request.is_some());
                    }
                    found.append(&mut left);
                }
                (Conclusion::Holds, Some(refused)) => {
                    let before = left.len();
                    left.retain(|action| !action.eq_ignore_ascii_case(&refused.action));
                    if left.len() == before {
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
    let Some(mut access) = shown else { return };
    if let Some(request) = &mut access.request
        && let Some(action) = action_named(&request.action)
    {
        request.action = format!("{}:{}", action.service().prefix(), action.name());
    }
    found.sort();
    let details = format!(
        "sensitive actions are allowed on every resource without a condition: {}; name the resources, or add a condition",
        some_of(&found)
    );
    let requests = "of these without any condition key that is refused".to_owned();
    let evidence = witness(&access).into_iter().chain([Evidence::None { requests, engine }]).collect();
    findings.add(details, deciding(&access), evidence);
}
