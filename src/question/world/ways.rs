//! The ways to what is asked about.
//!
//! An object of a bucket is reached through the bucket and through each of its access points, by another ARN each, and with
//! other policies in the way: "who can read it" is about all of them. The list of an account's buckets is no resource at all,
//! and policies give it as all of S3's buckets too.

use super::ask::{Ask, AskError};
use super::case::Case;
use super::inquiry::{Access, Inquiry};
use super::needed::{Restriction, needed_of_all};
use crate::eval;
use crate::model::world::{Party, Target};
use crate::model::{Context, Setting, Template};
use crate::question::Conclusion;

/// One way.
#[derive(Clone, Debug)]
pub(super) struct Way<'w> {
    pub(super) target: Target<'w>,
    pub(super) ask: Ask,
}

/// The call that lists an account's buckets. Its request names no resource, and policies allow it on `*` or on
/// [`ALL_BUCKETS`] (S3/example-walkthroughs-managing-access-example1: "`s3:ListAllMyBuckets` ... `arn:aws:s3:::*`").
pub(super) const LIST_BUCKETS: &str = "s3:ListAllMyBuckets";
/// What that call is about, in a policy's words.
pub(super) const ALL_BUCKETS: &str = "arn:aws:s3:::*";

/// Every way, that by which it was asked about first.
pub(super) fn ways<'w>(target: &Target<'w>, ask: &Ask) -> Vec<Way<'w>> {
    let mut ways = vec![Way { target: target.clone(), ask: ask.clone() }];
    match target {
        Target::Resource(resource) => {
            let rest = ask.resource.strip_prefix(resource.arn.as_str());
            for point in &resource.access_points {
                for inside in rest.map(through_point).unwrap_or_default() {
                    let ask = Ask { resource: format!("{}{inside}", point.arn), ..ask.clone() };
                    ways.push(Way { target: Target::AccessPoint(resource, point), ask });
                }
            }
        }
        Target::Plain { arn, account } if arn == "*" && lists_buckets(ask) => {
            let target = Target::Plain { arn: ALL_BUCKETS.to_owned(), account: account.clone() };
            let actions = vec![LIST_BUCKETS.to_owned()];
            ways.push(Way { target, ask: Ask { actions, resource: ALL_BUCKETS.to_owned(), ..ask.clone() } });
        }
        Target::AccessPoint(..)
        | Target::Role(_)
        | Target::Plain { .. }
        | Target::Anywhere
        | Target::AnywhereIn(_) => {}
    }
    ways
}

/// Whether the list of buckets is among what is asked for.
fn lists_buckets(ask: &Ask) -> bool {
    let (call, context) = (LIST_BUCKETS.to_ascii_lowercase(), Context::default());
    let is_it =
        |action: &String| eval::text::matches(&Template::glob(&action.to_ascii_lowercase()), &call, &context);
    ask.actions.is_empty() || ask.actions.iter().any(is_it)
}

/// For what stands after the bucket in a pattern of ARNs, what stands after the access point: `/KEY` is `/object/KEY` there,
/// and what has the bucket itself has the access point.
fn through_point(rest: &str) -> Vec<String> {
    let object = |key: &str| format!("/object/{key}");
    if rest.is_empty() {
        return vec![String::new()];
    }
    if let Some(key) = rest.strip_prefix('/') {
        return vec![object(key)];
    }
    // Of one bucket, what is not the bucket goes on with a slash.
    if let Some(key) = rest.strip_prefix('?') {
        return vec![object(key)];
    }
    let Some(after) = rest.strip_prefix('*') else { return Vec::new() };
    let mut all = vec![object(rest)];
    all.extend(after.strip_prefix('/').map(object));
    if after.bytes().all(|byte| byte == b'*') {
        all.push(String::new());
    }
    all
}

impl<'w> Inquiry<'w> {
    /// Whether some request of the party is allowed, by whatever way: an allowed one, or else why it is unknown. `access` answers
    /// for one way. A way on which what is held fixed cannot be is none; if there is no other, that is the error.
    pub(super) fn by_any_way(
        &mut self,
        ways: &[Way<'w>],
        mut access: impl FnMut(&mut Self, &Way<'w>) -> Result<Access, AskError>,
    ) -> Result<Access, AskError> {
        let mut best: Option<Access> = None;
        let mut wrong: Option<AskError> = None;
        for way in ways {
            match access(self, way) {
                Err(error) => wrong = wrong.or(Some(error)),
                Ok(found) => match (found.conclusion, best.as_ref().map(|best| best.conclusion)) {
                    (Conclusion::Holds, _) => return Ok(found),
                    (Conclusion::Unknown, None | Some(Conclusion::Fails)) | (Conclusion::Fails, None) => {
                        best = Some(found);
                    }
                    (Conclusion::Unknown | Conclusion::Fails, Some(_)) => {}
                },
            }
        }
        match (best, wrong) {
            (Some(best), _) => Ok(best),
            (None, Some(wrong)) => Err(wrong),
            (None, None) => Ok(Access::of(Conclusion::Fails, "terms")),
        }
    }

    /// Where no request among those asked for is allowed, by no way: a minimal set of restrictions that this rests on.
    pub(super) fn needed_by_ways(&mut self, party: &Party<'w>, ways: &[Way<'w>]) -> Option<Vec<Restriction>> {
        let mut cases: Vec<Case<'_, 'w>> = Vec::new();
        for way in ways {
            // What is held fixed may not be on some ways.
            cases.extend(self.case(party, &way.target, &way.ask).ok().map(|case| case.at_most()));
        }
        let budget = self.prover.budget;
        // Of one way alone nobody asks which it is.
        let one = cases.len() == 1;
        let settings: Vec<(&str, &Setting)> =
            cases.iter().map(|case| (if one { "*" } else { case.target.arn() }, &case.setting)).collect();
        needed_of_all(&settings, &mut |at, relaxed| {
            cases.get(at).is_none_or(|case| {
                let relaxed = Case { setting: relaxed.clone(), ..case.clone() };
                self.decide(&relaxed, &budget).conclusion == Conclusion::Fails
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_a_bucket_is_inside_its_access_points() {
        let cases: [(&str, &[&str]); 7] = [
            ("", &[""]),
            ("/*", &["/object/*"]),
            ("/a/b", &["/object/a/b"]),
            ("*", &["/object/*", ""]),
            ("*/log", &["/object/*/log", "/object/log"]),
            ("?x", &["/object/x"]),
            ("-other/x", &[]),
        ];
        for (rest, expected) in cases {
            assert_eq!(through_point(rest), expected, "{rest}");
        }
    }
}
