//! `FULL_WILDCARD_PERMISSIONS`.

use std::sync::Arc;

use super::ask::{Asking, speaking_of, undecided};
use super::check::{Subject, WorldCheck};
use super::finding::WorldFindings;
use crate::eval::Deciding;
use crate::lint::{Category, Evidence};
use crate::model::world::{Account, Identity, Party};
use crate::model::{Effect, Policy};
use crate::question::Conclusion;
use crate::question::world::OwnSide;

pub(super) const CHECK: WorldCheck = WorldCheck {
    code: "FULL_WILDCARD_PERMISSIONS",
    title: "Full wildcard permissions",
    category: Category::SecurityWarning,
    finds: "A user or role that may do every action on every resource of its account, under any circumstances. That is decided of what its policies amount to, with its boundary and the SCPs above it: `*` on `*`, but also `NotAction` of one service in one policy and that service's `*` in another. Where a boundary, an SCP, a denial or a condition takes something away it is not found; `SERVICE_WILDCARD_PERMISSIONS` then says what is left. The proof is that no request is refused.",
    why: "Whoever takes over such a principal has the account. Nobody needs all of AWS for daily work.",
    example: r#"{"accounts": [{"id": "111122223333", "users": [{"name": "ana", "policies": [
        {"name": "most", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}}},
        {"name": "rest", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:*", "Resource": "*"}}}]}]}]}"#,
    instead: r#"{"accounts": [{"id": "111122223333", "users": [{"name": "ana", "policies": [
        {"name": "deploy", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "lambda:UpdateFunctionCode", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:app-*"}}}]}]}]}"#,
    run,
};

fn run(subject: &mut Subject<'_, '_>, findings: &mut WorldFindings) {
    let Some(identity) = subject.identity else { return };
    let access = subject.asking.refused(identity);
    match access.conclusion {
        Conclusion::Holds => {}
        Conclusion::Unknown => findings.note(&access),
        Conclusion::Fails => {
            let statements = responsible(subject.asking, subject.account, identity);
            let details =
                "every action on every resource is allowed: allow what is needed, on what it is needed";
            let requests = "that is refused".to_owned();
            let proof = Evidence::None { requests, engine: access.engine };
            findings.add(details.to_owned(), statements, vec![proof]);
        }
    }
}

/// How many statements may be tried one by one.
const MOST: usize = 64;

/// Statements that allow everything together, none of which can be left out; all, if there are too many to look.
fn responsible<'w>(asking: &mut Asking<'w>, account: &'w Account, identity: &'w Identity) -> Vec<Deciding> {
    let of = |policy: &Arc<Policy>| {
        let statements = 0..policy.statements.len();
        statements.map(|at| (Arc::clone(policy), at)).collect::<Vec<_>>()
    };
    let allows = |(policy, at): &(Arc<Policy>, usize)| {
        policy.statements.get(*at).is_some_and(|statement| statement.effect == Effect::Allow)
    };
    let mut kept: Vec<(Arc<Policy>, usize)> = identity.policies.iter().flat_map(of).filter(allows).collect();
    let party = Party::Identity(identity);
    let mut suffices = |statements: &[(Arc<Policy>, usize)]| {
        let one = |(policy, at): &(Arc<Policy>, usize)| {
            let statements = policy.statements.get(*at).cloned().into_iter().collect();
            Arc::new(Policy { statements, ..Policy::clone(policy) })
        };
        let own = OwnSide::new(&party, account).with_policies(statements.iter().map(one).collect());
        let access = own.refused(&mut asking.inquiry, &speaking_of(["*"], ["*"]));
        access.unwrap_or_else(|error| undecided(error.0)).conclusion == Conclusion::Fails
    };
    if kept.len() <= MOST {
        if let Some(alone) = kept.iter().find(|one| suffices(std::slice::from_ref(one))).cloned() {
            kept = vec![alone];
        }
        for at in (0..kept.len()).rev() {
            let mut fewer = kept.clone();
            fewer.remove(at);
            if !fewer.is_empty() && suffices(&fewer) {
                kept = fewer;
            }
        }
    }
    let deciding = |(policy, at): &(Arc<Policy>, usize)| {
        let statement = policy.statements.get(*at)?;
        Some(Deciding {
            policy_type: policy.policy_type,
            name: policy.name.clone(),
            statement_index: statement.index,
            sid: statement.sid.clone(),
        })
    };
    kept.iter().filter_map(deciding).collect()
}
