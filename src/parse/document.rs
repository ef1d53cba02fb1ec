//! The syntax tree of the policy grammar: what is written, each with its place, and nothing of what it means.
//!
//! A tree that [`super::read_document`] returns is well-formed: each `Statement` has exactly one of `Action`
//! and `NotAction`, no list but a condition's values is empty, no action or resource is the empty string, and
//! no key stands twice.

use super::span::{Span, Spanned};

/// The language version a policy is written in.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// `2008-10-17`, also what a policy without `Version` is read as.
    V2008,
    /// `2012-10-17`.
    V2012,
}

impl Version {
    /// Every version, oldest first.
    pub const ALL: [Version; 2] = [Version::V2008, Version::V2012];

    /// The version as a policy spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Version::V2008 => "2008-10-17",
            Version::V2012 => "2012-10-17",
        }
    }
}

/// What a statement does to the requests it matches.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// `Allow`.
    Allow,
    /// `Deny`.
    Deny,
}

impl Effect {
    /// Both effects.
    pub const ALL: [Effect; 2] = [Effect::Allow, Effect::Deny];

    /// The effect as a policy spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        }
    }
}

/// A policy document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document<T = String> {
    /// The whole object.
    pub span: Span,
    /// `Version`.
    pub version: Option<Spanned<Version>>,
    /// `Id`.
    pub id: Option<Spanned<T>>,
    /// `Statement`, in order; at least one.
    pub statements: Vec<Statement<T>>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<T = String> {
    /// The whole object.
    pub span: Span,
    /// Its place in `Statement`, from 0.
    pub index: usize,
    /// `Sid`.
    pub sid: Option<Spanned<T>>,
    /// `Effect`.
    pub effect: Spanned<Effect>,
    /// `Principal` or `NotPrincipal`.
    pub principal: Option<PrincipalElement<T>>,
    /// `Action` or `NotAction`.
    pub action: ListElement<T>,
    /// `Resource` or `NotResource`.
    pub resource: Option<ListElement<T>>,
    /// `Condition`, one entry for each pair of operator and key, in order; empty also if there is no
    /// `Condition`.
    pub condition: Vec<ConditionEntry<T>>,
}

/// `Action`, `NotAction`, `Resource` or `NotResource`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListElement<T = String> {
    /// Whether it is the `Not…` form.
    pub negated: bool,
    /// The key and the value.
    pub span: Span,
    /// The strings, in order; at least one, none empty.
    pub values: Vec<Spanned<T>>,
}

/// `Principal` or `NotPrincipal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalElement<T = String> {
    /// Whether it is `NotPrincipal`.
    pub negated: bool,
    /// The key and the value.
    pub span: Span,
    /// Who.
    pub value: PrincipalValue<T>,
}

/// The value of a principal element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrincipalValue<T = String> {
    /// `"*"`, at that place.
    Everyone(Span),
    /// Principals by kind, in order; at least one kind, none twice.
    Map(Vec<PrincipalEntry<T>>),
}

/// The principals of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalEntry<T = String> {
    /// The kind, at the key's place.
    pub kind: Spanned<PrincipalKind>,
    /// The strings, in order; at least one.
    pub values: Vec<Spanned<T>>,
}

/// What kind of principal a string names.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrincipalKind {
    /// `AWS`: an account, a user, a role, a session, or `*`.
    Aws,
    /// `Service`.
    Service,
    /// `Federated`.
    Federated,
    /// `CanonicalUser`.
    CanonicalUser,
}

impl PrincipalKind {
    /// Every kind.
    pub const ALL: [PrincipalKind; 4] =
        [PrincipalKind::Aws, PrincipalKind::Service, PrincipalKind::Federated, PrincipalKind::CanonicalUser];

    /// The kind as a policy spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            PrincipalKind::Aws => "AWS",
            PrincipalKind::Service => "Service",
            PrincipalKind::Federated => "Federated",
            PrincipalKind::CanonicalUser => "CanonicalUser",
        }
    }
}

/// One operator applied to one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionEntry<T = String> {
    /// The operator, set operator and `IfExists` included, as it was written.
    pub operator: Spanned<T>,
    /// The condition key, as it was written.
    pub key: Spanned<T>,
    /// The values, in order; numbers as they were written, `true` and `false` as these words. Empty iff the
    /// policy has an empty array there.
    pub values: Vec<Spanned<T>>,
    /// The key and its values, without the operator, which may stand for several entries.
    pub span: Span,
}
