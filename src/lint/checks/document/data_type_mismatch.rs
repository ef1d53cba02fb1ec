//! `DATA_TYPE_MISMATCH`.

use super::types::{Mismatch, mismatches};
use crate::lint::{Category, Check, Example, Findings, Origin, Subject};

pub(super) const CHECK: Check = Check {
    code: "DATA_TYPE_MISMATCH",
    title: "Data type mismatch",
    category: Category::Error,
    origin: Origin::Aws,
    finds: "A value has another JSON type than its element takes: a number as `Version`, an object as `Action`, `null` in a list.",
    why: "AWS refuses the whole policy, since it reads each element as one type only.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": {"s3": "GetObject"}, "Resource": "*"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}"#,
    ),
    run,
};

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    for Mismatch { place, owner, expected } in mismatches(&subject.document) {
        findings.add(format!("{owner} must be {expected}: change the value's type"), [place]);
    }
}
