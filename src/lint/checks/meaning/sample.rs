//! One plain request of a statement, which refutes most of what might be said of all of its requests.

use crate::eval::{self, Scope};
use crate::model::{Caller, Context, Key, Policy, Request, Statement};
use crate::witness::Candidates;

/// What every request tells, by values that most requests have.
const USUAL: [(&str, &str); 3] =
    [("aws:securetransport", "true"), ("aws:viaawsservice", "false"), ("aws:requestedregion", "us-east-1")];

/// Whether a plain request of the policy's only statement is one that none of the others speaks of. (It is only a look:
/// whether there can be such a request is not asked.)
pub(super) fn refutes<'s>(of_one: &Policy, others: impl IntoIterator<Item = &'s Statement>) -> bool {
    let scope = Scope::default();
    let Some(statement) = of_one.statements.first() else { return false };
    let Some(request) = plain(&Candidates::of(&[of_one])) else { return false };
    eval::matches(statement, &request, scope)
        && !others.into_iter().any(|other| eval::matches(other, &request, scope))
}

/// A request with the plainest of the candidates.
pub(super) fn plain(candidates: &Candidates) -> Option<Request> {
    let mut context = Context::default();
    for (key, value) in USUAL {
        context.set(Key::new(key), vec![value.to_owned()]);
    }
    for (key, values) in &candidates.values {
        context.set(key.clone(), values.iter().take(1).cloned().collect());
    }
    Some(Request {
        principal: Caller::new(candidates.principals.first()?),
        action: candidates.actions.first()?.clone(),
        resource: candidates.resources.first()?.clone(),
        resource_account: None,
        context,
    })
}
