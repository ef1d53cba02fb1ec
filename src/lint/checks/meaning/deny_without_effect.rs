//! `DENY_WITHOUT_EFFECT`.

use super::ask::Asking;
use super::carry::tells_sessions_of_users_apart;
use super::coverage::{Reach, may_share_actions};
use super::parts::pairs;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{PolicyType, Statement};

pub(super) const CHECK: Check = Check {
    code: "DENY_WITHOUT_EFFECT",
    title: "Deny without effect on the policy's Allows",
    category: Category::Suggestion,
    origin: Origin::Hornbeam,
    finds: "A Deny of actions that the policy itself allows, which takes nothing away from these Allows, and would not without its conditions either: by principals or resources they meet on no request.",
    why: "Such a Deny mostly means to except something from the Allow and misses it, for example with the ARN of a bucket instead of that of its objects. If it is a guardrail against what other policies allow, it is right as it is. A Deny of actions that the policy does not allow, or one that only its conditions keep from the Allow, is taken for one and not reported.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}, {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}, {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/secret/*"}]}"#,
    ),
    run,
};

/// Policies that only set limits are not concerned, nor are denials that match nothing at all.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let grants = match subject.policy_type {
        PolicyType::Identity | PolicyType::Resource | PolicyType::Trust | PolicyType::VpcEndpoint => true,
        PolicyType::Boundary | PolicyType::Session | PolicyType::Scp | PolicyType::Rcp => false,
    };
    let Some(asking) = Asking::of(subject).filter(|_| grants) else { return };
    let pairs = pairs(subject);
    let allows: Vec<Reach> =
        pairs.iter().filter(|pair| pair.written.allows()).map(|pair| Reach::of(pair.written)).collect();
    let allows: Vec<&Reach> = allows.iter().collect();
    for deny in pairs.iter().filter(|pair| pair.written.denies()) {
        if !may_share_actions(deny.written, &allows) || tells_sessions_of_users_apart(deny.read) {
            continue;
        }
        let whole = Statement { conditions: Vec::new(), ..deny.read.clone() };
        let is_other = |statement: &&Statement| statement.index != whole.index;
        let others: Vec<Statement> = pairs.iter().map(|pair| pair.read).filter(is_other).cloned().collect();
        let all = others.iter().cloned().chain([whole.clone()]).collect();
        let (with, without) = (asking.of_statements(all), asking.of_statements(others));
        if !asking.seems(&without, &with) || asking.is_empty(&whole) {
            continue;
        }
        let requests = "that the policy allows without this Deny and not with it, whatever its conditions";
        if let Some(evidence) = asking.proof(&without, &with, requests) {
            let details = "the Deny takes nothing away from what the policy allows: if it was meant to, check its resources";
            findings.add_with(evidence, details, [deny.written.place]);
        }
    }
}
