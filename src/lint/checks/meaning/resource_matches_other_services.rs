//! `RESOURCE_MATCHES_OTHER_SERVICES`.

use super::ask::Asking;
use super::parts::{pairs, with};
use crate::lint::{Category, Check, Evidence, Example, Findings, Origin, Subject};
use crate::model::{Effect, Resource, ResourcePattern, Template, catalog, segments_of};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "RESOURCE_MATCHES_OTHER_SERVICES",
    title: "Resource matches other services",
    category: Category::SecurityWarning,
    origin: Origin::Hornbeam,
    finds: "An Allow with an ARN whose service is a pattern, such as `s3*`, that matches more than one service.",
    why: "The pattern reaches the resources of services that nobody thought of, and of those that AWS has yet to name. Name each service.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3*:::reports"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::reports"}]}"#,
    ),
    run,
};

/// A service that is `*` alone is meant to be any. An Allow of one service's actions may still reach several: S3's
/// actions are also done on the resources of `s3-outposts`.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(asking) = Asking::of(subject) else { return };
    for pair in pairs(subject).iter().filter(|pair| pair.read.effect == Effect::Allow) {
        for item in pair.written.plain_resources() {
            let Some([_, _, service, ..]) = segments_of(item.text) else { continue };
            if !service.contains(['*', '?']) || service.bytes().all(|byte| byte == b'*') {
                continue;
            }
            let pattern = crate::automata::Pattern::glob(service, false);
            let services: Vec<&str> =
                catalog::services().map(|s| s.prefix()).filter(|name| pattern.contains(name)).collect();
            let [first, .., last] = services.as_slice() else { continue };
            let other = item.text.replacen(&format!(":{service}:"), &format!(":{last}:"), 1);
            let mut narrowed = with(pair.read, []);
            narrowed.resource = Resource::Resource(vec![ResourcePattern::new(Template::glob(&other))]);
            if let Some(request) = asking.allowed(&asking.with_denials(vec![narrowed])) {
                let details = format!(
                    "{} matches resources of {} services, from {} to {}: name the service",
                    quoted(item.text),
                    services.len(),
                    quoted(first),
                    quoted(last)
                );
                findings.add_with(Evidence::Witness(Box::new(request)), details, [item.place]);
            }
        }
    }
}
