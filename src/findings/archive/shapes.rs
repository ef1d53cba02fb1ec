//! The findings there can be, as far as filters tell them apart: which keys a finding has, and values of what form.
//!
//! They are those of this program and those of the service, which has kinds and words that this program does not use. A finding
//! has one of a few shapes, by its kind and by who it speaks of, and within a shape the keys are taken to be independent.
//! Three ties are left out, so that a made-up finding may break them: of what type and account a resource is may show in its
//! ARN (a world may call a resource as it likes), and an id is made of all the rest. A proof stands all the same, since there are
//! only more findings for it.

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
    /// Any text with `*` or `?` in it.
    Wildcard,
    /// Any text, the empty one too.
    Any,
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

/// What a finding is about.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum What {
    Access(Kind),
    /// Something that nobody uses: the service's, and not this program's.
    Unused,
}

/// A shape of findings.
#[derive(Copy, Clone, Debug)]
pub(super) struct Shape {
    what: What,
    who: Who,
    is_public: bool,
}

const ARN: Form = Form::Starts("arn:");
const ACCOUNT: Form = Form::Digits(12);
const STAR: Form = Form::OneOf(&["*"]);
/// Unique ids of what has been deleted.
const ID: Form = Form::Starts("A");

/// All shapes, the plainest first.
pub(super) fn shapes() -> Vec<Shape> {
    let mut shapes = Vec::new();
    for kind in Kind::ALL {
        let what = What::Access(kind);
        match kind {
            Kind::ExternalAccess | Kind::OneSettingAway | Kind::RoleChain => {
                for is_public in [false, true] {
                    let of = [Who::Aws, Who::Federated, Who::Other];
                    shapes.extend(of.map(|who| Shape { what, who, is_public }));
                }
            }
            Kind::ServiceAccess => {
                shapes.extend([false, true].map(|is_public| Shape { what, who: Who::Other, is_public }));
            }
            Kind::InternalAccess => shapes.push(Shape { what, who: Who::Aws, is_public: false }),
            Kind::Error => shapes.push(Shape { what, who: Who::Other, is_public: false }),
        }
    }
    shapes.push(Shape { what: What::Unused, who: Who::Other, is_public: false });
    shapes
}

impl Shape {
    /// What values findings of this shape have of the key.
    pub(super) fn domain(&self, key: FilterKey) -> Domain {
        let is_unused = self.what == What::Unused;
        let is_error = self.what == What::Access(Kind::Error);
        let is_internal = self.what == What::Access(Kind::InternalAccess);
        match key {
            FilterKey::Resource => Domain::One(&[ARN]),
            // A world may say any type of a resource that is not known.
            FilterKey::ResourceType => Domain::One(&[Form::Starts("AWS::"), Form::Any]),
            FilterKey::ResourceOwnerAccount => Domain::One(&[ACCOUNT]),
            FilterKey::IsPublic if is_error || is_internal || is_unused => Domain::Absent,
            FilterKey::IsPublic if self.is_public => Domain::One(&[Form::OneOf(&["true"])]),
            FilterKey::IsPublic => Domain::One(&[Form::OneOf(&["false"])]),
            FilterKey::FindingType => Domain::One(types(self.what)),
            FilterKey::ResourceControlPolicyRestriction if is_unused => Domain::Absent,
            FilterKey::ResourceControlPolicyRestriction => Domain::One(&[RCP_RESTRICTION]),
            FilterKey::ServiceControlPolicyRestriction if is_internal => Domain::One(&[SCP_RESTRICTION]),
            FilterKey::ServiceControlPolicyRestriction => Domain::Absent,
            FilterKey::Error if is_error => Domain::One(&[Form::OneOf(&[INTERNAL_ERROR, "ACCESS_DENIED"])]),
            FilterKey::Error => Domain::Absent,
            FilterKey::PrincipalAws => match self.who {
                Who::Aws if is_internal => Domain::One(&[ARN]),
                // Everybody, or a pattern, which policies may hold and AWS does not take.
                Who::Aws if self.is_public => Domain::One(&[STAR, Form::Wildcard]),
                Who::Aws => Domain::One(&[ACCOUNT, ARN, STAR, ID, Form::Any]),
                Who::Federated | Who::Other => Domain::Absent,
            },
            FilterKey::PrincipalFederated => match self.who {
                // Anybody can have an account at a public provider.
                Who::Federated => Domain::One(&[Form::Any]),
                Who::Aws | Who::Other => Domain::Absent,
            },
            FilterKey::Condition(_) if is_error || is_unused => Domain::Absent,
            FilterKey::Condition(_) => Domain::Any(&[Form::Any]),
            FilterKey::Id => Domain::One(&[Form::Any]),
        }
    }
}

impl Shape {
    /// Whether findings of this shape have the value of the key.
    pub(super) fn has(&self, key: FilterKey, value: &str) -> bool {
        match self.domain(key) {
            Domain::Absent => false,
            Domain::One(forms) | Domain::Any(forms) => forms.iter().any(|form| form.has(value)),
        }
    }

    /// ARNs of resources that findings of this shape are usually about, whose types and accounts they show.
    pub(super) fn resources(&self) -> &'static [&'static str] {
        const RESOURCES: &[&str] = &[
            "arn:aws:s3:::example-bucket",
            "arn:aws:sqs:eu-west-1:111122223333:example",
            "arn:aws:iam::111122223333:role/example",
            "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555",
            "arn:aws:sns:eu-west-1:111122223333:example",
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:example",
            "arn:aws:lambda:eu-west-1:111122223333:function:example",
            "arn:aws:ec2:eu-west-1:111122223333:snapshot/snap-0123456789abcdef0",
            "arn:aws:dynamodb:eu-west-1:111122223333:table/example",
            "arn:aws:ecr:eu-west-1:111122223333:repository/example",
        ];
        const ROLES: &[&str] = &["arn:aws:iam::111122223333:role/example"];
        let of_roles = self.who == Who::Federated || self.what == What::Access(Kind::RoleChain);
        if of_roles { ROLES } else { RESOURCES }
    }
}

/// What the API can say of the organization's policies; this program says one of the first two.
const RCP_RESTRICTION: Form = Form::OneOf(&[NOT_APPLICABLE, APPLIED, "APPLICABLE", "FAILED_TO_EVALUATE_RCP"]);
const SCP_RESTRICTION: Form = Form::OneOf(&[NOT_APPLICABLE, APPLIED, "APPLICABLE", "FAILED_TO_EVALUATE_SCP"]);

/// The type of such findings, as a form.
fn types(what: What) -> &'static [Form] {
    match what {
        What::Access(Kind::ExternalAccess) => const { &[Form::OneOf(&[finding_type(Kind::ExternalAccess)])] },
        // The service has errors of both.
        What::Access(Kind::Error) => {
            const { &[Form::OneOf(&[finding_type(Kind::ExternalAccess), finding_type(Kind::InternalAccess)])] }
        }
        What::Access(Kind::InternalAccess) => const { &[Form::OneOf(&[finding_type(Kind::InternalAccess)])] },
        What::Access(Kind::ServiceAccess) => const { &[Form::OneOf(&[finding_type(Kind::ServiceAccess)])] },
        What::Access(Kind::OneSettingAway) => const { &[Form::OneOf(&[finding_type(Kind::OneSettingAway)])] },
        What::Access(Kind::RoleChain) => const { &[Form::OneOf(&[finding_type(Kind::RoleChain)])] },
        What::Unused => &[Form::OneOf(&[
            "UnusedIAMRole",
            "UnusedIAMUserAccessKey",
            "UnusedIAMUserPassword",
            "UnusedPermission",
        ])],
    }
}

/// Values that a key is usually shown with, to be tried before others are made up.
pub(super) fn samples(key: FilterKey) -> &'static [&'static str] {
    match key {
        FilterKey::Resource => &["arn:aws:s3:::example-bucket", "arn:aws:sqs:eu-west-1:111122223333:example"],
        FilterKey::ResourceType => &["AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::IAM::Role"],
        FilterKey::ResourceOwnerAccount => &["111122223333", "444455556666"],
        FilterKey::PrincipalAws => {
            &["999988887777", "*", "arn:aws:iam::999988887777:role/example", "arn:aws:iam::*:role/example"]
        }
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
