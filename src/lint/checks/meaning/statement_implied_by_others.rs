//! `STATEMENT_IMPLIED_BY_OTHERS`.

use super::ask::Asking;
use super::carry::{carrying, concerning_sessions, grants, to_sessions_of_users};
use super::coverage::{Reach, may_cover, may_share_an_action};
use super::parts::{Pair, pairs, reduced};
use super::sample::refutes;
use crate::eval::decision::Grant;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::Statement;

pub(super) const CHECK: Check = Check {
    code: "STATEMENT_IMPLIED_BY_OTHERS",
    title: "Statement implied by others",
    category: Category::Suggestion,
    origin: Origin::Hornbeam,
    finds: "An Allow all of whose requests other Allows of the policy allow, or a Deny all of whose requests other Denies deny. In the policy of a resource or role an Allow is implied only by those that give as directly: one to an account delegates to its policies, one to a role needs no other policy within boundary and session, one to a user or a session no other at all.",
    why: "Without the statement the policy says the same. Who narrows the statement later believes that access got smaller, and it did not.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::bucket/*"}, {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/reports/*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

/// Of statements that say the same, all but the first are reported; what `REDUNDANT_STATEMENT` says of texts is not
/// said again of those that are alike word for word.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(asking) = Asking::of(subject) else { return };
    let mut rest = pairs(subject);
    let reach: Vec<Reach> = rest.iter().map(|pair| Reach::of(pair.written)).collect();
    let mut kept: Vec<&Reach> = reach.iter().collect();
    for at in (0..rest.len()).rev() {
        let Some(pair) = rest.get(at).copied() else { continue };
        let is_near = |(index, (other, reach)): &(usize, (&Pair<'_, '_>, &&Reach))| {
            *index != at && other.read.effect == pair.read.effect && may_share_an_action(pair.written, reach)
        };
        let near: Vec<_> = rest.iter().zip(&kept).enumerate().filter(is_near).collect();
        let reach: Vec<&Reach> = near.iter().map(|(_, (_, reach))| **reach).collect();
        if !may_cover(pair.written, &reach) {
            continue;
        }
        let others = || near.iter().map(|(_, (other, _))| other.read);
        let small = asking.allowing([&reduced(pair.read)]);
        if refutes(&small, others()) {
            continue;
        }
        let others = asking.allowing(others());
        if !asking.seems(&small, &others) || asking.is_empty(pair.read) {
            continue;
        }
        let requests = "that this statement speaks of and no other of the same effect does";
        let Some(evidence) = asking.proof(&asking.allowing([pair.read]), &others, requests) else { continue };
        if !carry_as_far(
            &asking,
            pair.read,
            &near.iter().map(|(_, (other, _))| other.read).collect::<Vec<_>>(),
        ) {
            continue;
        }
        if !others.statements.iter().any(|other| is_same(other, pair.read)) {
            let effect = pair.read.effect.as_str();
            let details =
                format!("the other {effect} statements have all its requests: remove it, or narrow them");
            findings.add_with(evidence, details, [pair.written.place]);
        }
        rest.remove(at);
        kept.remove(at);
    }
}

/// Whether the others, which have the statement's requests, also carry as far for each of its principals.
fn carry_as_far(asking: &Asking<'_>, statement: &Statement, others: &[&Statement]) -> bool {
    let beyond = |least: Grant| others.iter().filter_map(|other| carrying(other, least)).collect::<Vec<_>>();
    let direct =
        grants(statement, asking.policy_type()).into_iter().filter(|grant| *grant > Grant::Delegated);
    let by_grant = direct.map(|grant| (carrying(statement, grant), beyond(grant)));
    // A grant to a user reaches the user's federated sessions as one to a role does.
    let gives = !grants(statement, asking.policy_type()).is_empty();
    let sessions = Some(statement).filter(|_| gives).and_then(to_sessions_of_users);
    let to_sessions = || beyond(Grant::Limited).iter().map(concerning_sessions).collect::<Vec<_>>();
    by_grant.chain(sessions.map(|sessions| (Some(sessions), to_sessions()))).all(|(part, others)| {
        part.is_none_or(|part| asking.holds(&asking.allowing([&part]), &asking.allowing(&others)))
    })
}

/// Whether both are the same in every element, `Sid` aside.
fn is_same(one: &Statement, other: &Statement) -> bool {
    let elements = |s: &Statement| (s.principal.clone(), s.action.clone(), s.resource.clone());
    let conditions = |s: &Statement| {
        s.conditions.iter().map(|c| (c.operator, c.key.clone(), c.operands.clone())).collect::<Vec<_>>()
    };
    elements(one) == elements(other) && conditions(one) == conditions(other)
}
