//! `UNBOUNDED_DELEGATED_ADMINISTRATOR`.

use std::collections::BTreeSet;

use super::ask::{deciding, some_of, speaking_of, undecided, witness};
use super::check::{Subject, WorldCheck};
use super::finding::WorldFindings;
use crate::lint::Category;
use crate::model::Key;
use crate::model::world::{Account, IdentityKind, Party};
use crate::question::Conclusion;
use crate::question::world::{Access, OwnSide};

pub(super) const CHECK: WorldCheck = WorldCheck {
    code: "UNBOUNDED_DELEGATED_ADMINISTRATOR",
    title: "Delegated administrator without a boundary",
    category: Category::SecurityWarning,
    finds: "A user or role that may make users or roles, give them policies, or set their boundary, in a request in which `iam:PermissionsBoundary` is absent or a policy that nobody named; take a boundary off; change the trust of a role that has no boundary; or change a policy that serves as a boundary (any policy, in an account in which none does). Decided of what its policies amount to, with its own boundary and the SCPs. One that may do everything has `FULL_WILDCARD_PERMISSIONS` instead. Groups are not looked at: their policies are held by the boundaries of the members.",
    why: "Whoever can make a principal without a boundary can make one that may do everything, and use it: such an administrator is a full one.",
    example: r#"{"accounts": [{"id": "111122223333", "users": [{"name": "lead", "policies": [
        {"name": "delegated", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["iam:CreateRole", "iam:AttachRolePolicy"], "Resource": "arn:aws:iam::111122223333:role/team/*"}}}]}]}]}"#,
    instead: r#"{"accounts": [{"id": "111122223333", "users": [{"name": "lead", "policies": [
        {"name": "delegated", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["iam:CreateRole", "iam:AttachRolePolicy"], "Resource": "arn:aws:iam::111122223333:role/team/*",
            "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/team-boundary"}}}}}]}]}]}"#,
    run,
};

/// Actions whose requests tell the boundary of the user or role, if it has one (IAM/access_policies_boundaries).
const WITH_BOUNDARY: [&str; 6] = [
    "iam:CreateRole",
    "iam:CreateUser",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
];
/// Actions whose requests tell the boundary that is set.
const SETTING: [&str; 2] = ["iam:PutRolePermissionsBoundary", "iam:PutUserPermissionsBoundary"];
/// Actions that take a boundary off.
const TAKING_OFF: [&str; 2] = ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"];
/// Actions that change what a policy says.
const EDITING: [&str; 2] = ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"];

/// One thing to ask: an action, on resources, with `iam:PermissionsBoundary` held so.
struct Question {
    action: &'static str,
    resources: Vec<String>,
    boundary: Option<Vec<String>>,
}

fn run(subject: &mut Subject<'_, '_>, findings: &mut WorldFindings) {
    let Some(identity) = subject.identity.filter(|identity| !identity.policies.is_empty()) else { return };
    if subject.asking.is_full(identity) {
        return;
    }
    let party = Party::Identity(identity);
    let mut found: Vec<String> = Vec::new();
    let mut shown: Option<Access> = None;
    for question in questions(subject.account) {
        if found.last().is_some_and(|last| last == question.action) {
            continue;
        }
        let boundary = Key::new("iam:PermissionsBoundary");
        let keys = question.boundary.map(|values| (boundary, values)).into_iter().collect();
        let own = OwnSide::new(&party, subject.account).with_keys(keys);
        let asked = speaking_of([question.action], question.resources.iter().map(String::as_str));
        let access = own.allowed(&mut subject.asking.inquiry, &asked);
        let mut access = access.unwrap_or_else(|error| undecided(error.0));
        match access.conclusion {
            Conclusion::Fails => {}
            Conclusion::Unknown => findings.note(&access),
            Conclusion::Holds => {
                if let Some(request) = &mut access.request {
                    question.action.clone_into(&mut request.action);
                }
                found.push(question.action.to_owned());
                shown.get_or_insert(access);
            }
        }
    }
    let Some(access) = shown else { return };
    let details = format!(
        "can make principals stronger than any boundary lets them be: {}; demand a value of `iam:PermissionsBoundary`, and deny changes to boundaries",
        some_of(&found)
    );
    findings.add(details, deciding(&access), witness(&access).into_iter().collect());
}

fn questions(account: &Account) -> Vec<Question> {
    let all = |kind: &str| format!("arn:{}:iam::{}:{kind}/*", account.partition, account.id);
    // Each action is one on users, on roles or on policies: a pattern that takes others says nothing of it.
    let of_principals = |action: &str| {
        let kinds = [("User", "user"), ("Role", "role")];
        let kinds = kinds.into_iter().filter(|(word, _)| action.contains(word));
        kinds.map(|(_, kind)| all(kind)).collect::<Vec<_>>()
    };
    let strange = format!("arn:{}:iam::{}:policy/nobody-named", account.partition, account.id);
    let mut questions = Vec::new();
    for action in WITH_BOUNDARY {
        for boundary in [Vec::new(), vec![strange.clone()]] {
            questions.push(Question { action, resources: of_principals(action), boundary: Some(boundary) });
        }
    }
    for action in SETTING {
        let boundary = Some(vec![strange.clone()]);
        questions.push(Question { action, resources: of_principals(action), boundary });
    }
    for action in TAKING_OFF {
        questions.push(Question { action, resources: of_principals(action), boundary: None });
    }
    let unbounded = account.identities.values().filter(|identity| {
        identity.kind == IdentityKind::Role && identity.boundary.is_none() && !identity.is_service_linked()
    });
    let unbounded: Vec<String> = unbounded.map(|role| role.arn.clone()).collect();
    if !unbounded.is_empty() {
        let action = "iam:UpdateAssumeRolePolicy";
        questions.push(Question { action, resources: unbounded, boundary: None });
    }
    let boundaries = account.identities.values().filter_map(|identity| identity.boundary.as_ref());
    let own = |name: &&str| name.starts_with("arn:") && !name.contains(":iam::aws:");
    let boundaries: BTreeSet<&str> = boundaries.map(|policy| policy.name.as_str()).filter(own).collect();
    for action in EDITING {
        let resources = match boundaries.is_empty() {
            true => vec![all("policy")],
            false => boundaries.iter().map(|arn| (*arn).to_owned()).collect(),
        };
        questions.push(Question { action, resources, boundary: None });
    }
    questions
}
