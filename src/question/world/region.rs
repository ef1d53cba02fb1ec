//! Which Region a request calls, where the ARN of its resource tells (`aws:RequestedRegion`,
//! IAM/reference_policies_condition-keys).
//!
//! The Region in an ARN is where the resource is, the key's value the one whose endpoint was called. The two agree where the
//! service serves a resource in its own Region alone, which is taken of the few here; whatever is not certain stays open:
//!
//! - calls about a resource of one Region that are made in another (`ec2:CopySnapshot` and its kin, replicas of tables, keys and
//!   secrets), and functions that CloudFront copies to wherever it runs them;
//! - actions of other services, which only name the resource;
//! - resources without a Region in their ARN: S3's buckets have one nevertheless, and the global services' endpoints have theirs.

use crate::eval;
use crate::model::world::{Facts, Known};
use crate::model::{Context, Key, Piece, Template, segments_of};

/// Services whose actions on a resource are asked of the Region that its ARN names, and the actions, in small letters, of
/// which that is not certain: they are about a resource and its copies in other Regions.
const IN_OWN_REGION: [(&str, &[&str]); 4] = [
    ("kms", &["kms:replicatekey", "kms:synchronizemultiregionkey", "kms:updateprimaryregion"]),
    (
        "secretsmanager",
        &[
            "secretsmanager:removeregionsfromreplication",
            "secretsmanager:replicatesecrettoregions",
            "secretsmanager:stopreplicationtoreplica",
        ],
    ),
    ("sns", &[]),
    ("sqs", &[]),
];

/// The Region that every request on the ARN with one of the actions, which are in small letters, calls; `None` where that
/// is not certain.
fn called<'a>(arn: &'a str, actions: &[Template]) -> Option<&'a str> {
    let [_, _, service, region, _, _] = segments_of(arn)?;
    let (_, elsewhere) = IN_OWN_REGION.iter().find(|(own, _)| *own == service)?;
    let context = Context::default();
    let is_own = |action: &Template| match action.pieces().first() {
        Some(Piece::Text(text)) => text.split_once(':').is_some_and(|(prefix, _)| prefix == service),
        Some(Piece::Any | Piece::One | Piece::Variable(_)) | None => false,
    };
    let certain = actions.iter().all(|action| {
        is_own(action) && !elsewhere.iter().any(|call| eval::text::matches(action, call, &context))
    });
    (certain && !region.is_empty() && !region.contains(['*', '?'])).then_some(region)
}

/// Takes note of the Region that requests on the ARN with one of the actions call.
pub(super) fn note(facts: &mut Facts, arn: &str, actions: &[Template]) {
    if let Some(region) = called(arn, actions) {
        facts.keys.insert(Key::new("aws:RequestedRegion"), Known::Values(vec![region.to_owned()]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_where_it_is_certain() {
        let cases: [(&str, &[&str], Option<&str>); 10] = [
            ("arn:aws:sqs:eu-west-1:111122223333:q", &["sqs:*"], Some("eu-west-1")),
            ("arn:aws:sqs:eu-west-1:111122223333:q", &["sqs:sendmessage", "*"], None),
            (
                "arn:aws:kms:eu-west-1:111122223333:key/k",
                &["kms:decrypt", "kms:generate*"],
                Some("eu-west-1"),
            ),
            ("arn:aws:kms:eu-west-1:111122223333:key/k", &["kms:re*"], None),
            ("arn:aws:kms:eu-west-1:111122223333:key/k", &["kms:*", "events:*", "kinesis:*"], None),
            ("arn:aws:sns:*:111122223333:t", &["sns:publish"], None),
            ("arn:aws:s3:::b", &["s3:getobject"], None),
            ("arn:aws:ec2:eu-west-1::snapshot/snap-1", &["ec2:copysnapshot"], None),
            ("arn:aws:iam::111122223333:role/r", &["iam:getrole"], None),
            ("*", &["sqs:sendmessage"], None),
        ];
        for (arn, actions, expected) in cases {
            let actions: Vec<Template> = actions.iter().map(|action| Template::glob(action)).collect();
            assert_eq!(called(arn, &actions), expected, "{arn}");
        }
    }
}
