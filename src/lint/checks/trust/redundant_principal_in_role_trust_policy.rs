//! `REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{PolicyType, segments_of};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY",
    title: "Redundant principal in role trust policy",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A trust policy names a session of a role beside the role itself.",
    why: "The role stands for all of its sessions already.",
    example: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::111122223333:role/deployer", "arn:aws:sts::111122223333:assumed-role/deployer/alice"]}, "Action": "sts:AssumeRole"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Trust,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/deployer"}, "Action": "sts:AssumeRole"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Trust {
        return;
    }
    for principals in subject.document.statements.iter().filter_map(|statement| statement.principals.as_ref())
    {
        for session in principals.of_kind("AWS") {
            let parent = role_of_session(session.text).and_then(|role| {
                principals.of_kind("AWS").find(|item| role_by_name(item.text) == Some(role))
            });
            if let Some(parent) = parent {
                let (one, other) = (quoted(session.text), quoted(parent.text));
                findings.add(
                    format!("{one} is a session of {other}, which is named too: remove it"),
                    [session.place],
                );
            }
        }
    }
}

/// Partition, account and name of the role of this session. AWS's page writes such ARNs with `iam` for `sts` as well.
fn role_of_session(arn: &str) -> Option<[&str; 3]> {
    let [_, partition, service, _, account, resource] = segments_of(arn)?;
    let (name, _) = resource.strip_prefix("assumed-role/")?.split_once('/')?;
    ["sts", "iam"].contains(&service).then_some([partition, account, name])
}

/// The same of a role's ARN. A session's ARN does not show the role's path.
fn role_by_name(arn: &str) -> Option<[&str; 3]> {
    let [_, partition, service, _, account, resource] = segments_of(arn)?;
    let name = resource.strip_prefix("role/")?.rsplit('/').next()?;
    (service == "iam").then_some([partition, account, name])
}
