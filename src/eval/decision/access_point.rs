//! A request through an S3 access point is two: "both the access point and the underlying bucket must permit the
//! request" (S3/access-points-policies). At the access point its own policy is the resource policy, at the bucket the
//! bucket's; the caller's policies are asked both times, about the ARN that is used there.

use super::super::policy::Decision;
use super::verdict::Verdict;
use crate::model::{AccessPoint, Key, PublicAccessBlock, Request, Setting, segments_of};
use crate::parse::quoted;

/// The request at the access point and at the bucket, if it goes through the setting's access point.
pub(super) fn parts(request: &Request, setting: &Setting) -> Option<[(Request, Setting); 2]> {
    let point = setting.access_point.as_ref()?;
    let inside = request.resource.strip_prefix(point.arn.as_str())?;
    let at_bucket = match inside.strip_prefix("/object/") {
        Some(key) => format!("{}/{key}", point.bucket),
        None if inside.is_empty() => point.bucket.clone(),
        None => return None,
    };
    let owner = segments_of(&point.arn).map(|[_, _, _, _, account, _]| account.to_owned());
    let of_point = Setting {
        resource_policy: point.policy.clone(),
        shares: Vec::new(),
        public_access_block: restricting(point),
        access_point: None,
        ..setting.clone()
    };
    let of_bucket = Setting { access_point: None, ..setting.clone() };
    Some([
        (Request { resource_account: owner, ..request.clone() }, of_point),
        (Request { resource: at_bucket, ..request.clone() }, of_bucket),
    ])
}

/// Block Public Access as it holds for the access point's own policy, which is never public if requests come from one VPC
/// alone (S3/access-control-block-public-access, "Access points").
pub(crate) fn restricting(point: &AccessPoint) -> Option<PublicAccessBlock> {
    point.public_access_block.filter(|_| point.vpc.is_none())
}

/// Whether the request comes from the VPC that the access point takes requests from, if it is bound to one.
pub(super) fn comes_from_its_vpc(request: &Request, point: &AccessPoint) -> bool {
    point.vpc.as_ref().is_none_or(|vpc| request.context.values(&Key::new("aws:SourceVpc")).contains(vpc))
}

/// The decision of both: an explicit deny of either denies, and both must allow.
pub(super) fn together(one: Decision, other: Decision) -> Decision {
    match (one, other) {
        (Decision::ExplicitDeny, _) | (_, Decision::ExplicitDeny) => Decision::ExplicitDeny,
        (Decision::Allow, Decision::Allow) => Decision::Allow,
        (Decision::ImplicitDeny, _) | (_, Decision::ImplicitDeny) => Decision::ImplicitDeny,
    }
}

/// The verdict of both, each in its own words.
pub(super) fn verdict(point: &AccessPoint, at_point: Verdict, at_bucket: Verdict) -> Verdict {
    let decision = together(at_point.decision, at_bucket.decision);
    let mut by = Vec::new();
    for deciding in at_point.by.iter().chain(&at_bucket.by) {
        // Where one side denies, what lets the request pass the other is no reason.
        let counts = at_point.by.contains(deciding) && at_point.decision == decision
            || at_bucket.by.contains(deciding) && at_bucket.decision == decision;
        if counts && !by.contains(deciding) {
            by.push(deciding.clone());
        }
    }
    let explanation = format!(
        "at the access point: {}; at the bucket {}: {}",
        at_point.explanation,
        quoted(&point.bucket),
        at_bucket.explanation
    );
    Verdict { decision, by, explanation }
}
