//! Policies and their statements.

use super::arn::{ArnOperand, ResourcePattern};
use super::date::format_instant;
use super::ip::Network;
use super::key::Key;
use super::number::Decimal;
use super::operator::{Operator, Order};
use super::principal::PrincipalElement;
use super::template::{Piece, Template, Variable};
use crate::parse::Span;

pub use crate::parse::{Effect, Version};

/// What a policy is attached to, and so which elements it has and whom it concerns.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum PolicyType {
    /// Attached to a user, group or role.
    Identity,
    /// Attached to a resource.
    Resource,
    /// A role's trust policy: the resource is the role itself.
    Trust,
    /// A permissions boundary.
    Boundary,
    /// Passed when a session is made.
    Session,
    /// A service control policy.
    Scp,
    /// A resource control policy.
    Rcp,
    /// Attached to a VPC endpoint.
    VpcEndpoint,
}

impl PolicyType {
    /// Every type, in the order of the design.
    pub const ALL: [PolicyType; 8] = [
        PolicyType::Identity,
        PolicyType::Resource,
        PolicyType::Trust,
        PolicyType::Boundary,
        PolicyType::Session,
        PolicyType::Scp,
        PolicyType::Rcp,
        PolicyType::VpcEndpoint,
    ];

    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            PolicyType::Identity => "identity",
            PolicyType::Resource => "resource",
            PolicyType::Trust => "trust",
            PolicyType::Boundary => "boundary",
            PolicyType::Session => "session",
            PolicyType::Scp => "scp",
            PolicyType::Rcp => "rcp",
            PolicyType::VpcEndpoint => "vpc-endpoint",
        }
    }

    /// The name with its article, in words.
    pub fn worded(self) -> &'static str {
        match self {
            PolicyType::Identity => "an identity policy",
            PolicyType::Resource => "a resource policy",
            PolicyType::Trust => "a trust policy",
            PolicyType::Boundary => "a permissions boundary",
            PolicyType::Session => "a session policy",
            PolicyType::Scp => "an SCP",
            PolicyType::Rcp => "an RCP",
            PolicyType::VpcEndpoint => "a VPC endpoint policy",
        }
    }

    /// The type of this name.
    pub fn parse(name: &str) -> Option<PolicyType> {
        PolicyType::ALL.into_iter().find(|policy_type| policy_type.name() == name)
    }

    /// Whether statements of this type name principals.
    pub fn has_principal(self) -> bool {
        match self {
            PolicyType::Resource | PolicyType::Trust | PolicyType::Rcp | PolicyType::VpcEndpoint => true,
            PolicyType::Identity | PolicyType::Boundary | PolicyType::Session | PolicyType::Scp => false,
        }
    }
}

/// One policy document of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// What to call it: a file's name, a managed policy's name.
    pub name: String,
    /// What it is attached to.
    pub policy_type: PolicyType,
    /// The version of the policy language; a document without one is of 2008-10-17.
    pub version: Version,
    /// The statements, in the document's order.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its place in the document, from 0.
    pub index: usize,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Where it stands in the file.
    pub span: Span,
    /// `Allow` or `Deny`.
    pub effect: Effect,
    /// Whom it concerns.
    pub principal: PrincipalElement,
    /// Which actions it concerns.
    pub action: Action,
    /// Which resources it concerns.
    pub resource: Resource,
    /// Its conditions, all of which must hold.
    pub conditions: Vec<Condition>,
}

/// `Action` or `NotAction`: patterns as written; letter case does not count when they are matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Actions in one of the patterns.
    Action(Vec<Template>),
    /// Actions in none of the patterns.
    NotAction(Vec<Template>),
}

/// `Resource` or `NotResource`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resource {
    /// Resources in one of the patterns.
    Resource(Vec<ResourcePattern>),
    /// Resources in none of the patterns.
    NotResource(Vec<ResourcePattern>),
    /// No such element: the resource the policy is attached to, whichever that is.
    Attached,
}

/// One operator on one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The operator as it was written.
    pub operator: Operator,
    /// The key it looks at.
    pub key: Key,
    /// What it compares with.
    pub operands: Operands,
    /// Where it stands in the file.
    pub span: Span,
}

/// The operands of a condition, read as the operator reads them. One that cannot be read so is left out,
/// with a warning: it compares with no value, and the operands are a disjunction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Operands {
    /// Texts, perhaps with variables, without wildcards.
    StringEquals(Vec<Template>),
    /// The same, for a comparison that takes A–Z and a–z as equal.
    StringEqualsIgnoreCase(Vec<Template>),
    /// Patterns.
    StringLike(Vec<Template>),
    /// Numbers.
    Numeric(Order, Vec<Decimal>),
    /// Points in time.
    Date(Order, Vec<Decimal>),
    /// Truth values.
    Bool(Vec<BoolOperand>),
    /// Base64 texts.
    BinaryEquals(Vec<String>),
    /// Networks.
    IpAddress(Vec<Network>),
    /// ARN patterns.
    ArnLike(Vec<ArnOperand>),
    /// For each operand, whether the key must be absent.
    Null(Vec<bool>),
}

impl Operands {
    /// The operands as a policy would have them.
    pub fn texts(&self) -> Vec<String> {
        fn all<T: ToString>(operands: &[T]) -> Vec<String> {
            operands.iter().map(T::to_string).collect()
        }
        match self {
            Operands::StringEquals(texts)
            | Operands::StringEqualsIgnoreCase(texts)
            | Operands::StringLike(texts) => all(texts),
            Operands::Numeric(_, numbers) => all(numbers),
            Operands::Date(_, instants) => instants.iter().map(format_instant).collect(),
            Operands::Bool(values) => values
                .iter()
                .map(|value| match value {
                    BoolOperand::Literal(value) => value.to_string(),
                    BoolOperand::Variable(variable) => {
                        Template::new([Piece::Variable(variable.clone())]).to_string()
                    }
                })
                .collect(),
            Operands::BinaryEquals(texts) => texts.clone(),
            Operands::IpAddress(networks) => all(networks),
            Operands::ArnLike(arns) => arns
                .iter()
                .map(|arn| match arn {
                    ArnOperand::Segments(pattern) => pattern.whole().to_string(),
                    ArnOperand::Variable(variable) => {
                        Template::new([Piece::Variable(variable.clone())]).to_string()
                    }
                })
                .collect(),
            Operands::Null(absent) => all(absent),
        }
    }
}

/// An operand of `Bool`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BoolOperand {
    /// `true` or `false`.
    Literal(bool),
    /// A variable whose value is read as one (assumption `bool-variables`).
    Variable(Variable),
}
