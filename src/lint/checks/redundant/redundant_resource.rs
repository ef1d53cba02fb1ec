//! `REDUNDANT_RESOURCE`.

use super::report::report;
use super::wider::groups;
use crate::containment::Resources;
use crate::lint::document::Statement;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};
use crate::model::{Resource, ResourcePattern};

pub(super) const CHECK: Check = Check {
    code: "REDUNDANT_RESOURCE",
    title: "Redundant resource",
    category: Category::Suggestion,
    origin: Origin::Aws,
    finds: "A list of resources in which every resource that one entry stands for, another entry stands for too.",
    why: "The narrower entry changes nothing. Whoever takes it out to close the resource is surprised that it stays open.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::reports*", "arn:aws:s3:::reports*/*"]}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"]}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in &subject.document.statements {
        let (Some(list), Some(patterns)) = (&statement.resources, patterns(subject, statement)) else {
            continue;
        };
        if patterns.len() != list.items.len() {
            continue;
        }
        let texts: Vec<&str> = list.items.iter().map(|item| item.text).collect();
        let resources: Vec<Resources> =
            patterns.iter().map(|pattern| Resources::new(pattern, &subject.prover.assumptions)).collect();
        let include = |outer: usize, inner: usize| {
            let pair = resources.get(outer).zip(resources.get(inner));
            pair.is_some_and(|(outer, inner)| outer.include(inner))
        };
        for group in groups(&texts, include) {
            report(&group, &list.items, "resource", findings);
        }
    }
}

/// The patterns of the statement's resources, as the policy's version reads them.
fn patterns<'s>(subject: &Subject<'s>, statement: &Statement<'_>) -> Option<&'s [ResourcePattern]> {
    let mut statements = subject.policy?.statements.iter();
    match &statements.find(|strict| strict.index == statement.index)?.resource {
        Resource::Resource(patterns) | Resource::NotResource(patterns) => Some(patterns),
        Resource::Attached => None,
    }
}
