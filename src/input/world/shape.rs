//! What a file is, told by the names at its top; its own name counts only where these leave it open.

use super::names::FileName;
use super::own;
use crate::parse::{Member, Node, Value};

/// What a file holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The own format.
    Own,
    /// `iam get-account-authorization-details`.
    AuthorizationDetails,
    /// `organizations describe-organization`.
    Organization,
    /// `organizations list-roots`.
    Roots,
    /// `organizations list-organizational-units-for-parent`.
    Units,
    /// `organizations describe-organizational-unit`.
    Unit,
    /// `organizations list-accounts`, `list-accounts-for-parent`.
    Accounts,
    /// `organizations describe-account`.
    Account,
    /// `organizations list-children`.
    Children,
    /// `organizations list-parents`.
    Parents,
    /// `organizations list-policies`, `list-policies-for-target`.
    Controls,
    /// `organizations describe-policy`.
    Control,
    /// `organizations list-targets-for-policy`.
    Targets,
    /// `organizations list-delegated-administrators`.
    DelegatedAdministrators,
    /// `iam get-policy`.
    ManagedPolicy,
    /// `iam get-policy-version`.
    PolicyVersion,
    /// `iam list-access-keys`.
    AccessKeys,
    /// `iam get-credential-report`.
    CredentialReport,
    /// `ec2 describe-vpc-endpoints`.
    Endpoints,
    /// A policy document.
    Document,
    /// Something about a resource: its policy, tags, ACL, ….
    OfResource,
}

/// What the file holds; `None` for what nobody reads.
pub(super) fn recognise(node: &Node, name: &FileName) -> Option<Shape> {
    let Value::Object(members) = &node.value else { return None };
    let has = |name: &str| get(members, name).is_some();
    let none_is_capital = || {
        !members.iter().any(|member| member.key.value.starts_with(|first: char| first.is_ascii_uppercase()))
    };
    if own::FIELDS.iter().any(|field| has(field)) {
        return Some(Shape::Own);
    }
    if ["UserDetailList", "GroupDetailList", "RoleDetailList"].iter().any(|field| has(field)) {
        return Some(Shape::AuthorizationDetails);
    }
    if name.resource().is_some() {
        return Some(Shape::OfResource);
    }
    const TOPS: [(&str, Shape); 13] = [
        ("AccessKeyMetadata", Shape::AccessKeys),
        ("Organization", Shape::Organization),
        ("Roots", Shape::Roots),
        ("OrganizationalUnits", Shape::Units),
        ("OrganizationalUnit", Shape::Unit),
        ("Accounts", Shape::Accounts),
        ("Account", Shape::Account),
        ("Children", Shape::Children),
        ("Parents", Shape::Parents),
        ("Targets", Shape::Targets),
        ("DelegatedAdministrators", Shape::DelegatedAdministrators),
        ("VpcEndpoints", Shape::Endpoints),
        ("PolicyVersion", Shape::PolicyVersion),
    ];
    if let Some((_, shape)) = TOPS.iter().find(|(top, _)| has(top)) {
        return Some(*shape);
    }
    if let Some(Node { value: Value::Array(items), .. }) = get(members, "Policies") {
        return Some(if items.iter().any(|item| has_member(item, "PolicyVersionList")) {
            Shape::AuthorizationDetails
        } else if items.iter().any(|item| has_member(item, "PolicyName")) {
            // `iam list-policies` tells no policy's text.
            return None;
        } else {
            Shape::Controls
        });
    }
    if has("Content") && has("ReportFormat") {
        return Some(Shape::CredentialReport);
    }
    if let Some(policy) = get(members, "Policy") {
        if has_member(policy, "PolicySummary") {
            return Some(Shape::Control);
        }
        if has_member(policy, "Arn") {
            return Some(Shape::ManagedPolicy);
        }
    }
    if has("Statement") {
        return Some(Shape::Document);
    }
    if has("PublicAccessBlockConfiguration") && name.account().is_some() {
        return Some(Shape::OfResource);
    }
    // Nothing of AWS's: an own file with misspelt names, which are told apart there.
    none_is_capital().then_some(Shape::Own)
}

fn get<'n>(members: &'n [Member], name: &str) -> Option<&'n Node> {
    members.iter().find(|member| member.key.value == name).map(|member| &member.value)
}

fn has_member(node: &Node, name: &str) -> bool {
    matches!(&node.value, Value::Object(members) if get(members, name).is_some())
}
