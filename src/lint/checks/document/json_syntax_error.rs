//! `JSON_SYNTAX_ERROR`.

use std::collections::BTreeMap;

use crate::lint::document::Element;
use crate::lint::{Category, Check, Example, Findings, Origin, Step, Subject};
use crate::parse::{Value, quoted};

pub(in crate::lint) const CHECK: Check = Check {
    code: "JSON_SYNTAX_ERROR",
    title: "JSON syntax error",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "The text is not JSON: each place where it goes wrong is reported, and nothing else. Or it is, and an object in it has a key twice: both places are reported.",
    why: "Only JSON is a policy; nothing more can be said of any other text. Of a key that stands twice some readers take the first value and some the last, so the policy would say two things.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject" "Resource": "*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}"#,
    ),
    run,
};

/// A text that cannot be read is no subject: [`crate::lint::Validation`] reports it before any check runs. What is left are
/// objects that say two things of one key. Condition keys that differ in letter case have a check of their own.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let mut open = vec![(subject.document.node, subject.document.place)];
    while let Some((node, place)) = open.pop() {
        let members = Element::all(node, place);
        let mut first: BTreeMap<&str, Element<'_>> = BTreeMap::new();
        for member in &members {
            let earlier = *first.entry(member.key).or_insert(*member);
            if earlier.key_place != member.key_place {
                let details =
                    format!("{} stands twice in one object: keep one of the two", quoted(member.key));
                findings.add(details, [member.key_place, earlier.key_place]);
            }
        }
        // The last is taken first, so they go in the other way round.
        open.extend(members.iter().rev().map(|member| (member.value, member.place)));
        if let Value::Array(items) = &node.value {
            let items = items.iter().enumerate().rev();
            open.extend(items.map(|(index, item)| (item, place.then(Step::Index(index), item.span))));
        }
    }
}
