//! What cells are made of: the principals and conditions that the policies around a resource state.
//!
//! Conditions count on keys that say who calls or from where (IAM/access-analyzer-reference-filter-keys, and those of the
//! same kind that the list lacks). What others say, callers can see to by themselves (`aws:SecureTransport`) or is about
//! what is asked for; the cells leave it out, and so hold more than is allowed, never less.

use std::sync::Arc;

use super::cell::Cell;
use crate::model::world::is_point_key;
use crate::model::{
    Condition, Effect, Key, Operands, Operator, Policy, Principal, PrincipalElement, SetQualifier, Setting,
    Statement, Template, Test,
};
use crate::parse::Span;
use crate::question::world::Callers;

/// Keys that say who calls or from where.
const KEYS: [&str; 28] = [
    "accounts.google.com:aud",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
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
    "aws:vpcsourceip",
    "cognito-identity.amazonaws.com:amr",
    "cognito-identity.amazonaws.com:aud",
    "elasticfilesystem:accessedviamounttarget",
    "graph.facebook.com:app_id",
    "kms:calleraccount",
    "lambda:functionurlauthtype",
    "sns:endpoint",
    "sts:externalid",
    "www.amazon.com:app_id",
];

/// Ends of keys of identity providers: for whom and about whom a token was made.
const OF_TOKENS: [&str; 4] = [":aud", ":sub", ":iss", ":azp"];

/// Whether cells tell requests apart by this key.
pub(super) fn counts(key: &Key) -> bool {
    let name = key.folded();
    KEYS.contains(&name)
        || is_point_key(key)
        || is_claim(name)
        || OF_TOKENS.iter().any(|end| name.ends_with(end))
}

/// Whether it is the key of a claim: `PROVIDER:CLAIM`, where the provider has a domain name. No service's keys begin with
/// one.
fn is_claim(name: &str) -> bool {
    name.rsplit_once(':').is_some_and(|(provider, _)| provider.contains('.'))
}

/// The principals and conditions that the policies state, each once, in the order of the policies.
#[derive(Clone, Debug, Default)]
pub(super) struct Predicates {
    /// Those of the callers asked about.
    pub(super) principals: Vec<Principal>,
    /// By key.
    pub(super) conditions: Vec<Vec<Condition>>,
}

/// The policies on the resource's side of these settings, each once.
pub(super) fn policies_of<'s>(settings: impl Iterator<Item = &'s Setting>) -> Vec<Arc<Policy>> {
    let mut all: Vec<Arc<Policy>> = Vec::new();
    for setting in settings {
        let of_point = setting.access_point.as_ref().and_then(|point| point.policy.as_ref());
        let own = setting
            .resource_policy
            .iter()
            .chain(&setting.trust_policy)
            .chain(&setting.shares)
            .chain(of_point);
        for policy in own.chain(setting.rcps.iter().flatten()) {
            if !all.iter().any(|other| Arc::ptr_eq(other, policy) || other == policy) {
                all.push(Arc::clone(policy));
            }
        }
    }
    all
}

impl Predicates {
    pub(super) fn of(
        policies: &[Arc<Policy>],
        callers: Callers,
        in_zone: &dyn Fn(&str) -> bool,
    ) -> Predicates {
        let mut predicates = Predicates::default();
        for statement in policies.iter().flat_map(|policy| &policy.statements) {
            let named = match &statement.principal {
                PrincipalElement::Principal(named) | PrincipalElement::NotPrincipal(named) => {
                    named.as_slice()
                }
                PrincipalElement::Attached => &[],
            };
            for principal in named.iter().filter(|principal| is_of(principal, callers, in_zone)) {
                if !predicates.principals.contains(principal) {
                    predicates.principals.push(principal.clone());
                }
            }
            for condition in &statement.conditions {
                if let Some(stated) = stated(condition, statement.effect) {
                    predicates.note(stated);
                }
            }
        }
        predicates
    }

    /// A statement for each of them.
    pub(super) fn statements(&self) -> Vec<Statement> {
        let everything = Cell::everything();
        let of_principals = self.principals.iter().map(|principal| everything.of(principal));
        let of_conditions = self.conditions.iter().flatten().map(|condition| everything.under(condition));
        of_principals.chain(of_conditions).map(|cell| cell.statement(&[Template::anything()])).collect()
    }

    fn note(&mut self, condition: Condition) {
        let of_key = |all: &&mut Vec<Condition>| all.iter().any(|other| other.key == condition.key);
        match self.conditions.iter_mut().find(of_key) {
            Some(all) if all.contains(&condition) => {}
            Some(all) => all.push(condition),
            None => self.conditions.push(vec![condition]),
        }
    }
}

/// Whether the statement may be about callers of this kind outside.
pub(super) fn may_be_outside(
    statement: &Statement,
    callers: Callers,
    in_zone: &dyn Fn(&str) -> bool,
) -> bool {
    match &statement.principal {
        PrincipalElement::Principal(named) => named.iter().any(|principal| {
            matches!(principal, Principal::Everyone | Principal::AnyAws) || is_of(principal, callers, in_zone)
        }),
        PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached => true,
    }
}

/// Whether the principal is of these callers, outside, and not everybody.
fn is_of(principal: &Principal, callers: Callers, in_zone: &dyn Fn(&str) -> bool) -> bool {
    let outside = |account: Option<&str>| account.is_none_or(|account| !in_zone(account));
    match (principal, callers) {
        (Principal::Account(account), Callers::Aws) => outside(account.as_literal()),
        (Principal::Role { role: arn, .. } | Principal::Arn(arn), Callers::Aws) => {
            outside(arn.get(4).and_then(|account| account.as_literal()))
        }
        (Principal::CanonicalUser(_), Callers::Aws)
        | (Principal::Service(_), Callers::Service)
        | (Principal::Federated(_), Callers::Federated) => true,
        // An id that nobody has is nobody's.
        (Principal::Everyone | Principal::AnyAws | Principal::UniqueId(_), _)
        | (
            Principal::Account(_) | Principal::Role { .. } | Principal::Arn(_) | Principal::CanonicalUser(_),
            Callers::Federated | Callers::Service,
        )
        | (Principal::Service(_), Callers::Aws | Callers::Federated)
        | (Principal::Federated(_), Callers::Aws | Callers::Service) => false,
    }
}

/// The condition as cells state it, if they do.
pub(super) fn stated(condition: &Condition, effect: Effect) -> Option<Condition> {
    counts(&condition.key).then(|| positive(condition, effect)).flatten()
}

/// What the condition holds requests to: of an `Allow` that it holds, of a `Deny` that it does not. `None` where that
/// says what a value is not.
fn positive(condition: &Condition, effect: Effect) -> Option<Condition> {
    let of = |operator: Operator, operands: Operands| {
        Some(Condition { operator, key: condition.key.clone(), operands, span: Span::default() })
    };
    let operator = condition.operator;
    match (effect, operator.test) {
        (Effect::Allow, Test::Value { negated: false, .. } | Test::Null) => {
            of(operator, condition.operands.clone())
        }
        (Effect::Deny, Test::Value { comparison, negated: true }) => {
            let qualifier = match operator.qualifier {
                None => None,
                Some(SetQualifier::ForAnyValue) => Some(SetQualifier::ForAllValues),
                Some(SetQualifier::ForAllValues) => Some(SetQualifier::ForAnyValue),
            };
            let test = Test::Value { comparison, negated: false };
            // Without a qualifier, and with `IfExists`, an absent key is denied.
            of(Operator { qualifier, test, if_exists: false }, condition.operands.clone())
        }
        (Effect::Deny, Test::Null) => match &condition.operands {
            Operands::Null(absent) => {
                of(operator, Operands::Null(absent.iter().map(|absent| !absent).collect()))
            }
            _ => None,
        },
        (Effect::Allow, Test::Value { negated: true, .. })
        | (Effect::Deny, Test::Value { negated: false, .. }) => None,
    }
}
