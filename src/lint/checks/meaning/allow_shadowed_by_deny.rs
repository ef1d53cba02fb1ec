//! `ALLOW_SHADOWED_BY_DENY`.

use super::ask::Asking;
use super::coverage::{Reach, may_cover};
use super::parts::{pairs, reduced};
use super::sample::refutes;
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "ALLOW_SHADOWED_BY_DENY",
    title: "Allow shadowed by Deny",
    category: Category::Warning,
    origin: Origin::Hornbeam,
    finds: "An Allow all of whose requests the policy's Deny statements deny.",
    why: "A Deny always wins: the Allow grants nothing, and either it or the Deny is not what was meant.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}, {"Effect": "Deny", "Action": "s3:Get*", "Resource": "arn:aws:s3:::*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}, {"Effect": "Deny", "Action": "s3:Get*", "Resource": "arn:aws:s3:::bucket/secret/*"}]}"#,
    ),
    run,
};

/// An Allow that matches nothing anyway is left to `STATEMENT_NEVER_MATCHES`.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(asking) = Asking::of(subject) else { return };
    let pairs = pairs(subject);
    let denies: Vec<_> = pairs.iter().filter(|pair| pair.written.denies()).collect();
    let reach: Vec<Reach> = denies.iter().map(|pair| Reach::of(pair.written)).collect();
    let reach: Vec<&Reach> = reach.iter().collect();
    for pair in pairs.iter().filter(|pair| pair.written.allows()) {
        if !may_cover(pair.written, &reach) {
            continue;
        }
        let small = asking.allowing([&reduced(pair.read)]);
        if refutes(&small, denies.iter().map(|deny| deny.read)) {
            continue;
        }
        let denied = asking.allowing(denies.iter().map(|deny| deny.read));
        if !asking.seems(&small, &denied) || asking.is_empty(pair.read) {
            continue;
        }
        let requests = "that this statement alone allows and no Deny of the policy denies";
        if let Some(evidence) = asking.proof(&asking.allowing([pair.read]), &denied, requests) {
            let details = "the policy's Deny statements deny everything that this Allow grants: remove it, or narrow the Deny";
            findings.add_with(evidence, details, [pair.written.place]);
        }
    }
}
