//! `REDUNDANT_ACTION`.

use super::report::report;
use super::wider::groups;
use crate::automata::Pattern;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "REDUNDANT_ACTION",
    title: "Redundant action",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A list of actions in which every action that one entry stands for, another entry stands for too.",
    why: "The narrower entry changes nothing. Whoever takes it out to forbid the action is surprised that it is still allowed.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["iam:Get*", "iam:GetCredentialReport"], "Resource": "arn:aws:iam::111122223333:user/app"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["iam:Get*", "iam:*CredentialReport"], "Resource": "arn:aws:iam::111122223333:user/app"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for list in subject.document.statements.iter().filter_map(|statement| statement.actions.as_ref()) {
        let folded: Vec<String> = list.items.iter().map(|item| item.text.to_ascii_lowercase()).collect();
        let texts: Vec<&str> = folded.iter().map(String::as_str).collect();
        let patterns: Vec<Pattern> = texts.iter().map(|text| Pattern::glob(text, false)).collect();
        let include = |outer: usize, inner: usize| {
            let pair = patterns.get(outer).zip(patterns.get(inner));
            pair.is_some_and(|(outer, inner)| outer.includes(inner) == Some(true))
        };
        for group in groups(&texts, include) {
            report(&group, &list.items, "action", findings);
        }
    }
}
