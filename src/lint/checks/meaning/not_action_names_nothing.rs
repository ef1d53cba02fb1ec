//! `NOT_ACTION_NAMES_NOTHING`.

use crate::lint::{Category, Check, Evidence, Example, Findings, Origin, Subject};
use crate::model::catalog;
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "NOT_ACTION_NAMES_NOTHING",
    title: "NotAction names nothing",
    category: Category::Warning,
    origin: Origin::Hornbeam,
    finds: "An entry of `NotAction` that no action of AWS's service authorization reference matches.",
    why: "`NotAction` excepts what it names. A misspelt entry excepts nothing: an Allow then also grants what was to be kept back, and a Deny also denies what was to stay possible.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": ["iam:*", "organisations:*"], "Resource": "*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": ["iam:*", "organizations:*"], "Resource": "*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in &subject.document.statements {
        let Some(list) = statement.actions.as_ref().filter(|list| list.negated) else { continue };
        for item in list.items.iter().filter(|item| item.text.contains(':')) {
            if catalog::actions(item.text).next().is_some() {
                continue;
            }
            let nearest = catalog::nearest_action(item.text);
            let hint = nearest.map_or(String::new(), |action| format!(" (`{action}` exists)"));
            let effect = if statement.denies() { "denies" } else { "allows" };
            let details = format!(
                "no action is {}{hint}: it excepts nothing, and the statement {effect} more than was meant",
                quoted(item.text)
            );
            let requests = "with an action that the entry excepts and that AWS has today".to_owned();
            findings.add_with(Evidence::None { requests, engine: "catalogue" }, details, [item.place]);
        }
    }
}
