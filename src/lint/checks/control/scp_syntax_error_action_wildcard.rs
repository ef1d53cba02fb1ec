//! `SCP_SYNTAX_ERROR_ACTION_WILDCARD`.

use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::PolicyType;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "SCP_SYNTAX_ERROR_ACTION_WILDCARD",
    title: "SCP syntax error action wildcard",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "An action of a service control policy has a `*` before its end.",
    why: "AWS's validation accepts `*` in the actions of service control policies only as the last character.",
    example: Example::of(
        PolicyType::Scp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "iam:*Role", "Resource": "*"}]}"#,
    ),
    instead: Example::of(
        PolicyType::Scp,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": ["iam:CreateRole", "iam:DeleteRole"], "Resource": "*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.policy_type != PolicyType::Scp {
        return;
    }
    let lists = subject.document.statements.iter().filter_map(|statement| statement.actions.as_ref());
    for item in lists.flat_map(|list| &list.items) {
        let front = item.text.trim_end_matches('*');
        if let Some(at) = front.find('*') {
            let details =
                format!("{} has a `*` before its end: list the actions one by one", quoted(item.text));
            findings.add(details, [item.part(at, at + 1)]);
        }
    }
}
