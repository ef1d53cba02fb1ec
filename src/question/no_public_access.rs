//! Can an unconstrained principal use the resource?
//!
//! A request is *trusted* if something about it is one of the fixed values that the policy itself names: its
//! caller is a named principal, or one of the keys that say where a request comes from has a named value.
//! The policy is public iff it allows a request that is not trusted. For S3 this is the definition of
//! S3/access-control-block-public-access ("The meaning of public"), where a wildcard or variable makes a
//! value not fixed; elsewhere an ARN or path whose account or organization is fixed will do (derived).

use super::answer::Answer;
use super::no_new_access::containment;
use super::prover::Prover;
use super::reference;
use super::resource_types::ResourceType;
use crate::model::{
    ArnOperand, BoolOperand, Comparison, Condition, Effect, Key, Network, Operands, Operator, Piece, Policy,
    Principal, PrincipalElement, Segments, SetQualifier, Template, Test,
};
use crate::parse::Span;

/// Keys whose fixed values tell where a request comes from. `aws:referer` and its like are the caller's to
/// choose and not here.
const TRUSTED_KEYS: [&str; 32] = [
    "accounts.google.com:aud",
    "accounts.google.com:oaud",
    "accounts.google.com:sub",
    "aws:federatedprovider",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalservicename",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceip",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:sourceowner",
    "aws:sourcevpc",
    "aws:sourcevpcarn",
    "aws:sourcevpce",
    "aws:userid",
    "aws:vpceaccount",
    "aws:vpceorgid",
    "aws:vpceorgpaths",
    "cognito-identity.amazonaws.com:aud",
    "cognito-identity.amazonaws.com:sub",
    "graph.facebook.com:app_id",
    "graph.facebook.com:id",
    "kms:calleraccount",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
    "saml:iss",
    "www.amazon.com:app_id",
    "www.amazon.com:user_id",
];

/// Ranges that `aws:SourceIp` never has (RFC 1918).
const PRIVATE: [&str; 3] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/// Holds iff every request that the policy allows is trusted; fails with an untrusted one.
pub fn no_public_access(prover: &Prover, policy: &Policy, resource_type: ResourceType) -> Answer {
    containment(prover, "no-public-access", &trusted(policy, resource_type), policy)
}

/// The policy that allows exactly the trusted requests, made from the fixed values that `policy` names.
pub fn trusted(policy: &Policy, resource_type: ResourceType) -> Policy {
    let mut trusted = reference::empty("trusted access", policy.policy_type);
    let mut named = Vec::new();
    for statement in &policy.statements {
        if let PrincipalElement::Principal(principals) | PrincipalElement::NotPrincipal(principals) =
            &statement.principal
        {
            named.extend(principals.iter().filter(|principal| is_named(principal)).cloned());
        }
    }
    if !named.is_empty() {
        reference::add(&mut trusted, Effect::Allow, PrincipalElement::Principal(named), Vec::new());
    }
    let private = PRIVATE.iter().filter_map(|text| Network::parse(text)).collect();
    trust(&mut trusted, &Key::new("aws:SourceIp"), Comparison::IpAddress, Operands::IpAddress(private));
    for condition in policy.statements.iter().flat_map(|statement| &statement.conditions) {
        if is_trusted_key(&condition.key, resource_type)
            && let Some((comparison, operands)) = fixed(condition, resource_type)
        {
            trust(&mut trusted, &condition.key, comparison, operands);
        }
        if is_by_mount_target(condition, resource_type) {
            trust(&mut trusted, &condition.key, Comparison::Bool, condition.operands.clone());
        }
    }
    trusted
}

/// Whether every request for which the condition holds has one of the fixed values that it names, of a key that tells
/// where requests come from. Without a type, what is said of resources other than S3's buckets counts.
pub(crate) fn holds_to_fixed_values(condition: &Condition, resource_type: Option<ResourceType>) -> bool {
    let operator = condition.operator;
    let asks_for_a_value = match (operator.test, operator.qualifier) {
        (Test::Value { negated: false, .. }, None | Some(SetQualifier::ForAnyValue)) => !operator.if_exists,
        (Test::Value { .. } | Test::Null, _) => false,
    };
    let general = || ResourceType::parse("AWS::IAM::AssumeRolePolicyDocument");
    let Some(resource_type) = resource_type.or_else(general) else { return false };
    if asks_for_a_value && is_by_mount_target(condition, resource_type) {
        return true;
    }
    asks_for_a_value
        && is_trusted_key(&condition.key, resource_type)
        && fixed(condition, resource_type).is_some_and(|(_, kept)| kept == condition.operands)
}

/// Whether the condition holds requests to those of clients that mounted the file system in its VPC
/// (EFS/access-control-block-public-access, "The meaning of public").
fn is_by_mount_target(condition: &Condition, resource_type: ResourceType) -> bool {
    let is_true = |operand: &BoolOperand| matches!(operand, BoolOperand::Literal(true));
    let only = match &condition.operands {
        Operands::Bool(values) => !values.is_empty() && values.iter().all(is_true),
        _ => false,
    };
    only && condition.key.is("elasticfilesystem:accessedviamounttarget")
        && resource_type.name() == "AWS::EFS::FileSystem"
}

/// Whether fixed values of the key tell where a request comes from. Every request through an access point has
/// that access point's own ARN and account.
fn is_trusted_key(key: &Key, resource_type: ResourceType) -> bool {
    let of_access_point = key.folded().starts_with("s3:dataaccesspoint");
    TRUSTED_KEYS.contains(&key.folded())
        && !(of_access_point && resource_type.name().ends_with("::AccessPoint"))
}

/// Lets in the requests in which some value of the key compares with one of the operands.
fn trust(trusted: &mut Policy, key: &Key, comparison: Comparison, operands: Operands) {
    let operator = Operator {
        qualifier: Some(SetQualifier::ForAnyValue),
        test: Test::Value { comparison, negated: false },
        if_exists: false,
    };
    let condition = Condition { operator, key: key.clone(), operands, span: Span::default() };
    reference::add(
        trusted,
        Effect::Allow,
        PrincipalElement::Principal(vec![Principal::Everyone]),
        vec![condition],
    );
}

/// Whether a principal is one, and not everybody or a pattern.
pub(crate) fn is_named(principal: &Principal) -> bool {
    let fixed = |segments: &Segments| !segments.iter().any(Template::has_wildcard);
    match principal {
        Principal::Everyone | Principal::AnyAws => false,
        Principal::Account(account) => !account.has_wildcard(),
        Principal::Role { role, sessions: _ } => fixed(role),
        Principal::Arn(arn) => fixed(arn),
        // Anybody can have an account at a public provider; a provider with an ARN is somebody's own.
        Principal::Federated(provider) => provider.as_literal().is_some_and(|name| name.starts_with("arn:")),
        Principal::UniqueId(_) | Principal::Service(_) | Principal::CanonicalUser(_) => true,
    }
}

/// The operands that are fixed values, with the comparison they belong to; `None` if there are none.
fn fixed(condition: &Condition, resource_type: ResourceType) -> Option<(Comparison, Operands)> {
    let key = &condition.key;
    let texts = |templates: &[Template]| -> Vec<Template> {
        templates.iter().filter(|template| is_fixed(key, template, resource_type)).cloned().collect()
    };
    let (comparison, operands, some) = match &condition.operands {
        Operands::StringEquals(templates) => {
            let kept = texts(templates);
            (Comparison::StringEquals, Operands::StringEquals(kept.clone()), !kept.is_empty())
        }
        Operands::StringEqualsIgnoreCase(templates) => {
            let kept = texts(templates);
            (
                Comparison::StringEqualsIgnoreCase,
                Operands::StringEqualsIgnoreCase(kept.clone()),
                !kept.is_empty(),
            )
        }
        Operands::StringLike(templates) => {
            let kept = texts(templates);
            (Comparison::StringLike, Operands::StringLike(kept.clone()), !kept.is_empty())
        }
        Operands::IpAddress(networks) => {
            let narrow =
                |network: &&Network| network.prefix() >= if network.address().is_ipv4() { 8 } else { 32 };
            let kept: Vec<Network> = networks.iter().filter(narrow).copied().collect();
            (Comparison::IpAddress, Operands::IpAddress(kept.clone()), !kept.is_empty())
        }
        Operands::ArnLike(patterns) => {
            let is_fixed = |pattern: &&ArnOperand| match pattern {
                ArnOperand::Segments(arn) => are_fixed(key, arn.segments(), resource_type),
                ArnOperand::Variable(_) => false,
            };
            let kept: Vec<ArnOperand> = patterns.iter().filter(is_fixed).cloned().collect();
            (Comparison::ArnLike, Operands::ArnLike(kept.clone()), !kept.is_empty())
        }
        Operands::Numeric(..)
        | Operands::Date(..)
        | Operands::Bool(_)
        | Operands::BinaryEquals(_)
        | Operands::Null(_) => return None,
    };
    some.then_some((comparison, operands))
}

/// Whether the pattern is one value, or a set of values of one owner.
fn is_fixed(key: &Key, template: &Template, resource_type: ResourceType) -> bool {
    if template.variables().next().is_some() {
        return false;
    }
    if let Some(value) = template.as_literal() {
        // Unsigned requests have this value, and everybody can have an account at a public provider.
        return value != "anonymous" && (!key.is("aws:federatedprovider") || value.starts_with("arn:"));
    }
    if resource_type.wants_fixed_values() && !key.is("s3:dataaccesspointarn") {
        return false;
    }
    if key.is("aws:userid") {
        // `AROAEXAMPLE:*` is every session of one role.
        let parts = template.split_colons(2);
        return parts.len() == 2
            && parts.first().is_some_and(|id| id.as_literal().is_some_and(|id| !id.is_empty()));
    }
    if ["aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths"].iter().any(|name| key.is(name)) {
        // `o-example/…*` is every path of one organization.
        return matches!(template.pieces().first(), Some(Piece::Text(text)) if text.contains('/'));
    }
    match <Segments>::try_from(template.split_colons(crate::model::SEGMENTS)) {
        // A wildcard of `StringLike` runs on over colons, and would let in other accounts.
        Ok(segments) => {
            !segments.iter().take(5).any(Template::has_wildcard) && are_fixed(key, &segments, resource_type)
        }
        Err(_) => false,
    }
}

/// The same of an ARN by segments: the account tells the owner.
fn are_fixed(key: &Key, segments: &Segments, resource_type: ResourceType) -> bool {
    if segments.iter().any(|segment| segment.variables().next().is_some()) {
        return false;
    }
    let owner_will_do = !resource_type.wants_fixed_values() || key.is("s3:dataaccesspointarn");
    let [_, _, _, _, account, _] = segments;
    let owned = account.as_literal().is_some_and(|account| account.len() == 12);
    !segments.iter().any(Template::has_wildcard) || (owner_will_do && owned)
}
