//! One policy (IAM/reference_policies_evaluation-logic).

use super::asked::Asked;
use super::reading::Reading;
use super::{action, condition, principal, resource};
use crate::model::{Assumptions, Effect, Policy, Request, Statement};

/// What evaluation takes for granted.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub struct Scope {
    /// The readings of contested rules.
    pub assumptions: Assumptions,
}

/// What a policy says of a request.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// A statement allows it and none denies it.
    Allow,
    /// A statement denies it.
    ExplicitDeny,
    /// No statement speaks of it.
    ImplicitDeny,
}

impl Decision {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Decision::Allow => "allow",
            Decision::ExplicitDeny => "explicitDeny",
            Decision::ImplicitDeny => "implicitDeny",
        }
    }
}

/// A decision and the indices of the statements that make it: the denying ones, else the allowing ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The decision.
    pub decision: Decision,
    /// The statements behind it, in the policy's order; none for [`Decision::ImplicitDeny`].
    pub statements: Vec<usize>,
}

/// Decides `request` by this policy alone: any matching `Deny` denies, else any matching `Allow` allows.
///
/// ```
/// use hornbeam::{eval, model::*, parse::Source};
/// # let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}"#;
/// let parsed = hornbeam::parse::read_policy(&Source::new("policy.json", text));
/// let (policy, _) = lower::lower(&parsed.document.unwrap(), PolicyType::Identity, "policy.json");
/// let request = Request {
///     principal: Caller::new("arn:aws:iam::111122223333:user/ana"),
///     action: "s3:GetObject".to_owned(),
///     resource: "arn:aws:s3:::example-bucket/key".to_owned(),
///     resource_account: None,
///     context: Context::default(),
/// };
/// let outcome = eval::evaluate(&policy.unwrap(), &request, eval::Scope::default());
/// assert_eq!(outcome.decision, eval::Decision::Allow);
/// ```
pub fn evaluate(policy: &Policy, request: &Request, scope: Scope) -> Outcome {
    let asked = Asked::new(request, Reading::of(scope));
    let matching = |effect: Effect| -> Vec<usize> {
        let of_effect = policy.statements.iter().filter(|statement| statement.effect == effect);
        of_effect.filter(|statement| speaks(statement, &asked)).map(|statement| statement.index).collect()
    };
    let denying = matching(Effect::Deny);
    if !denying.is_empty() {
        return Outcome { decision: Decision::ExplicitDeny, statements: denying };
    }
    let allowing = matching(Effect::Allow);
    let decision = if allowing.is_empty() { Decision::ImplicitDeny } else { Decision::Allow };
    Outcome { decision, statements: allowing }
}

/// Whether [`evaluate`] decides [`Decision::Allow`], without looking at more statements than it takes.
pub fn allows(policy: &Policy, request: &Request, scope: Scope) -> bool {
    let asked = Asked::new(request, Reading::of(scope));
    let says = |effect: Effect| {
        let mut statements = policy.statements.iter().filter(|statement| statement.effect == effect);
        statements.any(|statement| speaks(statement, &asked))
    };
    says(Effect::Allow) && !says(Effect::Deny)
}

/// Whether the statement speaks of the request: principal, action, resource and every condition match.
pub fn matches(statement: &Statement, request: &Request, scope: Scope) -> bool {
    speaks(statement, &Asked::new(request, Reading::of(scope)))
}

/// Whether the statement speaks of the request, if it speaks of its action.
pub(crate) fn matches_but_for_action(statement: &Statement, request: &Request, scope: Scope) -> bool {
    let asked = Asked::new(request, Reading::of(scope));
    principal::matches(&statement.principal, &asked) && concerns_rest(statement, &asked)
}

/// Whether the statement speaks of the request.
pub(super) fn speaks(statement: &Statement, asked: &Asked<'_>) -> bool {
    action::matches(&statement.action, asked)
        && principal::matches(&statement.principal, asked)
        && concerns_rest(statement, asked)
}

/// Whether the statement would speak of the request if its principals were everybody.
pub(super) fn speaks_to_everybody(statement: &Statement, asked: &Asked<'_>) -> bool {
    action::matches(&statement.action, asked) && concerns_rest(statement, asked)
}

fn concerns_rest(statement: &Statement, asked: &Asked<'_>) -> bool {
    let context = &asked.request.context;
    resource::matches(&statement.resource, asked)
        && statement.conditions.iter().all(|condition| condition::holds(condition, context, asked.reading))
}
