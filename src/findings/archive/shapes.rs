//! The findings there can be, as far as filters tell them apart: which keys a finding has, and values of what form.
//!
//! A finding has one of a few shapes, by its kind and by who it speaks of, and within a shape the keys are taken to be
//! independent. Two ties are left out, so that a made-up finding may break them: of what type and account a resource is may
//! show in its ARN, and an id is made of all the rest. A proof stands all the same.

use super::attributes::{INTERNAL_ERROR, finding_type};
use super::key::FilterKey;
use crate::findings::finding::Kind;
use crate::findings::restriction::{APPLIED, NOT_APPLICABLE};

/// The form of a value.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One of these.
    OneOf(&'static [&'static str]),
    /// So many decimal digits.
    Digits(usize),
    /// This, and at least one character more.
    Starts(&'static str),
}

/// What values a key may have.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Domain {
    /// None.
    Absent,
    /// Exactly one, of one of these forms.
    One(&'static [Form]),
    /// None or any number, of one of these forms.
    Any(&'static [Form]),
}

/// Whom a finding speaks of.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Who {
    Aws,
    Federated,
    /// Somebody of whom no filter key tells: a service, a canonical user; or, in an error, nobody.
    Other,
}

/// A shape of findings.
#[derive(Copy, Clone, Debug)]
pub(super) struct Shape {
    kind: Kind,
    who: Who,
    is_public: bool,
}

const ARN: Form = Form::Starts("arn:");
const ACCOUNT: Form = Form::Digits(12);
const TEXT: Form = Form::Starts("");
const STAR: Form = Form::OneOf(&["*"]);

/// All shapes, the plainest first.
pub(super) fn shapes() -> Vec<Shape> {
    let mut shapes = Vec::new();
    for kind in Kind::ALL {
        match kind {
            Kind::ExternalAccess | Kind::ServiceAccess | Kind::OneSettingAway | Kind::RoleChain => {
                for is_public in [false, true] {
                    let of = [Who::Aws, Who::Federated, Who::Other];
                    shapes.extend(of.map(|who| Shape { kind, who, is_public }));
                }
            }
            Kind::InternalAccess => shapes.push(Shape { kind, who: Who::Aws, is_public: false }),
            Kind::Error => shapes.push(Shape { kind, who: Who::Other, is_public: false }),
        }
    }
    shapes
}

impl Shape {
    /// What values findings of this shape have of the key.
    pub(super) fn domain(&self, key: FilterKey) -> Domain {
        let is_error = self.kind == Kind::Error;
        let is_internal = self.kind == Kind::InternalAccess;
        match key {
            FilterKey::Resource => Domain::One(&[ARN]),
            FilterKey::ResourceType => Domain::One(&[Form::Starts("AWS::")]),
            FilterKey::ResourceOwnerAccount => Domain::One(&[ACCOUNT]),
            FilterKey::IsPublic if is_error || is_internal => Domain::Absent,
            FilterKey::IsPublic if self.is_public => Domain::One(&[Form::OneOf(&["true"])]),
            FilterKey::IsPublic => Domain::One(&[Form::OneOf(&["false"])]),
            FilterKey::FindingType => Domain::One(types(self.kind)),
            FilterKey::ResourceControlPolicyRestriction => Domain::One(&[RESTRICTION]),
            FilterKey::ServiceControlPolicyRestriction if is_internal => Domain::One(&[RESTRICTION]),
            FilterKey::ServiceControlPolicyRestriction => Domain::Absent,
            FilterKey::Error if is_error => Domain::One(&[Form::OneOf(&[INTERNAL_ERROR])]),
            FilterKey::Error => Domain::Absent,
            FilterKey::PrincipalAws => match self.who {
                Who::Aws if is_internal => Domain::One(&[ARN]),
                Who::Aws if self.is_public => Domain::One(&[STAR]),
                // Unique ids of what has been deleted begin with an A.
                Who::Aws => Domain::One(&[ACCOUNT, ARN, STAR, Form::Starts("A")]),
                Who::Federated | Who::Other => Domain::Absent,
            },
            FilterKey::PrincipalFederated => match self.who {
                Who::Federated if self.is_public => Domain::One(&[STAR]),
                Who::Federated => Domain::One(&[TEXT]),
                Who::Aws | Who::Other => Domain::Absent,
            },
            FilterKey::Condition(_) if is_error => Domain::Absent,
            FilterKey::Condition(_) => Domain::Any(&[TEXT]),
            FilterKey::Id => Domain::One(&[TEXT]),
        }
    }
}

const RESTRICTION: Form = Form::OneOf(&[NOT_APPLICABLE, APPLIED]);

/// The type of findings of the kind, as a form.
fn types(kind: Kind) -> &'static [Form] {
    match kind {
        Kind::ExternalAccess | Kind::Error => const { &[Form::OneOf(&[finding_type(Kind::ExternalAccess)])] },
        Kind::InternalAccess => const { &[Form::OneOf(&[finding_type(Kind::InternalAccess)])] },
        Kind::ServiceAccess => const { &[Form::OneOf(&[finding_type(Kind::ServiceAccess)])] },
        Kind::OneSettingAway => const { &[Form::OneOf(&[finding_type(Kind::OneSettingAway)])] },
        Kind::RoleChain => const { &[Form::OneOf(&[finding_type(Kind::RoleChain)])] },
    }
}

/// Values that a key is usually shown with, to be tried before others are made up.
pub(super) fn samples(key: FilterKey) -> &'static [&'static str] {
    match key {
        FilterKey::Resource => &["arn:aws:s3:::example-bucket", "arn:aws:sqs:eu-west-1:111122223333:example"],
        FilterKey::ResourceType => &["AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::IAM::Role"],
        FilterKey::ResourceOwnerAccount => &["111122223333", "444455556666"],
        FilterKey::PrincipalAws => &["999988887777", "*", "arn:aws:iam::999988887777:role/example"],
        FilterKey::PrincipalFederated => &["accounts.google.com", "www.amazon.com"],
        FilterKey::Id => &["22222222-dcba-4444-dcba-333333333333"],
        FilterKey::Condition("aws:SourceIp") => &["203.0.113.0/24"],
        FilterKey::Condition("aws:PrincipalOrgID" | "aws:VpceOrgID") => &["o-exampleorg"],
        FilterKey::Condition(_) => &["example"],
        FilterKey::IsPublic
        | FilterKey::FindingType
        | FilterKey::ResourceControlPolicyRestriction
        | FilterKey::ServiceControlPolicyRestriction
        | FilterKey::Error => &[],
    }
}
