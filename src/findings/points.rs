//! Findings about access points of accounts outside the zone.
//!
//! A bucket that leaves access to them is open to whomever their accounts let in. The service shows that as public access
//! until Block Public Access is on for the bucket, and then as access of the points' accounts
//! (IAM/access-analyzer-resources, "Amazon S3 buckets"); so do we.

use super::cell::{Cell, is_open};
use super::finding::Source;
use super::predicates::Predicates;
use crate::model::world::{Target, World, is_point_key, point_keys};
use crate::model::{
    Comparison, Condition, Key, Operands, Operator, Principal, Request, Template, Test, segments_of,
};
use crate::parse::Span;

impl Predicates {
    /// Without those that tell points apart, where all requests come through one.
    pub(super) fn at(mut self, target: &Target<'_>) -> Predicates {
        if let Target::AccessPoint(..) = target {
            self.conditions.retain(|all| !all.iter().any(|condition| is_point_key(&condition.key)));
        }
        self
    }
}

/// The cell with what it holds of all requests on the target: a point that is bound to a VPC takes them from there alone.
pub(super) fn from_its_vpc(target: &Target<'_>, cell: &Cell) -> Cell {
    let Target::AccessPoint(_, point) = target else { return cell.clone() };
    let Some(vpc) = &point.vpc else { return cell.clone() };
    let bound = Condition {
        operator: Operator {
            qualifier: None,
            test: Test::Value { comparison: Comparison::StringEquals, negated: false },
            if_exists: false,
        },
        key: Key::new("aws:SourceVpc"),
        operands: Operands::StringEquals(vec![Template::literal(vpc)]),
        span: Span::default(),
    };
    if cell.conditions.iter().any(|condition| condition.key == bound.key) {
        return cell.clone();
    }
    cell.under(&bound)
}

/// The accounts whose access points a finding is about, as a source each; none if its witness comes through none.
pub(super) fn accounts(target: &Target<'_>, cell: &Cell, witness: &Request, world: &World) -> Vec<Source> {
    let told = |[arn, account]: [&Key; 2]| {
        let of_arn = witness.context.values(arn).first().and_then(|arn| account_of(arn));
        witness.context.values(account).first().cloned().or(of_arn)
    };
    let (Target::Resource(_), Some(witnessed)) = (target, point_keys().find_map(told)) else {
        return Vec::new();
    };
    let of_points = cell.conditions.iter().filter(|condition| is_point_key(&condition.key));
    let mut accounts: Vec<Option<String>> = of_points.flat_map(named).collect();
    accounts.retain(|account| account.as_ref().is_none_or(|account| !world.accounts.contains_key(account)));
    if accounts.is_empty() {
        accounts.push(Some(witnessed));
    }
    accounts.sort();
    accounts.dedup();
    accounts.into_iter().map(Source::AccessPointAccount).collect()
}

/// Whether anybody at all is in a cell of requests through such points: unless they cannot be public.
pub(super) fn is_public(target: &Target<'_>, cell: &Cell, world: &World) -> bool {
    let Target::Resource(resource) = target else { return false };
    let is_open =
        |condition: &Condition| is_point_key(&condition.key) || is_open(condition, "AWS::S3::Bucket");
    cell.principal == Principal::Everyone
        && cell.conditions.iter().all(is_open)
        && !world.restricts_points(resource)
}

/// The accounts that a condition on points names; `None` for whichever.
fn named(condition: &Condition) -> Vec<Option<String>> {
    let fixed = |account: String| Some(account).filter(|account| !account.contains(['*', '?', '$']));
    let is_arn = point_keys().any(|[arn, _]| *arn == condition.key);
    let values = condition.operands.texts().into_iter();
    values.map(|value| if is_arn { account_of(&value).and_then(fixed) } else { fixed(value) }).collect()
}

fn account_of(arn: &str) -> Option<String> {
    segments_of(arn).map(|[_, _, _, _, account, _]| account.to_owned())
}
