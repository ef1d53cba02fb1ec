//! `STATEMENT_NEVER_MATCHES`.

use super::ask::Asking;
use super::condition_never_true::contradicts_alone;
use super::parts::{Pair, pairs};
use crate::lint::{Category, Check, Evidence, Example, Findings, Origin, Subject};
use crate::model::{PolicyType, catalog, catalog::Target};

pub(super) const CHECK: Check = Check {
    code: "STATEMENT_NEVER_MATCHES",
    title: "Statement never matches",
    category: Category::Warning,
    origin: Origin::Hornbeam,
    finds: "No request matches the statement: its conditions contradict one another, its principals or its resources (whatever actions AWS may add); or each of its actions needs a resource of a certain type, as AWS's service authorization reference has it today, and none of its resources is of that type.",
    why: "An Allow grants nothing and a Deny protects nothing, though both look as if they did.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "red"}, "StringNotEquals": {"aws:PrincipalTag/team": "red"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "red"}}}]}"#,
    ),
    run,
};

/// A statement that one condition alone makes empty has `CONDITION_NEVER_TRUE` instead.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(asking) = Asking::of(subject) else { return };
    for pair in pairs(subject) {
        if has_no_fitting_resource(subject, &pair) {
            let requests =
                "that have an action of the statement on one of its resources and that AWS has today";
            let evidence = Evidence::None { requests: requests.to_owned(), engine: "catalogue" };
            let details = "none of the statement's actions is done on one of its resources: name resources of the types that the actions have";
            findings.add_with(evidence, details, [pair.written.place]);
            continue;
        }
        if !asking.contradicts_itself(pair.read) {
            continue;
        }
        let (new, nothing) = (asking.allowing([pair.read]), asking.nothing());
        let Some(evidence) = asking.proof(&new, &nothing, "that the statement matches") else { continue };
        if !pair.read.conditions.iter().any(|condition| contradicts_alone(&asking, pair.read, condition)) {
            let details =
                "no request matches the statement: its conditions contradict one another or the rest of it";
            findings.add_with(evidence, details, [pair.written.place]);
        }
    }
}

/// Whether the catalogue has each of the actions, with a resource type that it requires or several of which it takes one, and
/// none of them on any of the resources. Of an action without such a type AWS may yet ask about some resource: `s3:ListAllMyBuckets` works on
/// `arn:aws:s3:::*`.
fn has_no_fitting_resource(subject: &Subject<'_>, pair: &Pair<'_, '_>) -> bool {
    let (actions, resources) = (pair.written.plain_actions(), pair.written.plain_resources());
    let is_everything = |text: &str| !text.starts_with("arn:") || text.contains("${");
    if subject.policy_type != PolicyType::Identity
        || actions.is_empty()
        || resources.is_empty()
        || resources.iter().any(|item| is_everything(item.text))
    {
        return false;
    }
    actions.iter().all(|item| {
        let mut known = false;
        let misses = catalog::actions(item.text).all(|action| {
            known = true;
            let fits = |target: Target| resources.iter().any(|r| target.resource_type().may_meet(r.text));
            let needs_one = action.targets().any(Target::required) || action.targets().nth(1).is_some();
            needs_one && !action.targets().any(fits)
        });
        known && misses
    })
}
