//! `NOT_RESOURCE_NAMES_NOTHING`.

use crate::lint::{Category, Check, Evidence, Example, Findings, Origin, Subject};
use crate::model::{catalog, segments_of};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "NOT_RESOURCE_NAMES_NOTHING",
    title: "NotResource names nothing",
    category: Category::Warning,
    origin: Origin::Hornbeam,
    finds: "An entry of `NotResource` that no ARN can match of the resource types in AWS's service authorization reference.",
    why: "`NotResource` excepts what it names. An entry with a misspelt service, or an account where the ARNs have none, excepts nothing: an Allow then also reaches what was to be kept back, and a Deny also what was to stay possible.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "NotResource": "arn:aws:s3::111122223333:secret/*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::secret/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for statement in &subject.document.statements {
        let Some(list) = statement.resources.as_ref().filter(|list| list.negated) else { continue };
        for item in &list.items {
            // What is no ARN, or is a pattern of services, may be anything.
            let Some(["arn", _, service, ..]) = segments_of(item.text) else { continue };
            let mut types = catalog::services().flat_map(|service| service.resource_types());
            if service.contains(['*', '?', '$']) || types.any(|kind| kind.may_meet(item.text)) {
                continue;
            }
            let effect = if statement.denies() { "denies" } else { "allows" };
            let details = format!(
                "no resource has an ARN like {}: it excepts nothing, and the statement {effect} more than was meant",
                quoted(item.text)
            );
            let requests = "on a resource that the entry excepts and that AWS has today".to_owned();
            findings.add_with(Evidence::None { requests, engine: "catalogue" }, details, [item.place]);
        }
    }
}
