//! What a principal's own side lets it do: its identity-based policies, cut down by its boundary and the SCPs above it.
//!
//! Asked of whatever resource of the principal's own account that leaves the decision to the account. What is said of
//! the resource's side (RCPs, resource policies) or of the road (VPC endpoints) is left out: it is about those, whoever asks.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ask::{Ask, AskError};
use super::case::{Beyond, Case};
use super::inquiry::{Access, Inquiry};
use super::request::request;
use super::samples::mentioned;
use crate::decide::Assignment;
use crate::eval::{self, Decision};
use crate::model::world::{Account, Known, Party, Target};
use crate::model::{Key, Policy, Statement};

/// One principal's own side.
pub struct OwnSide<'q, 'w> {
    party: &'q Party<'w>,
    target: Target<'w>,
    ask: Ask,
    policies: Option<Vec<Arc<Policy>>>,
}

impl<'q, 'w> OwnSide<'q, 'w> {
    /// That of the party, who is of the account.
    pub fn new(party: &'q Party<'w>, account: &'w Account) -> OwnSide<'q, 'w> {
        let ask = Ask { resource: "*".to_owned(), ..Ask::default() };
        OwnSide { party, target: Target::AnywhereIn(account), ask, policies: None }
    }

    /// The same with keys held to values; without values, absent.
    #[must_use]
    pub fn with_keys(mut self, keys: Vec<(Key, Vec<String>)>) -> OwnSide<'q, 'w> {
        self.ask.keys = keys;
        self
    }

    /// The same with other identity-based policies.
    #[must_use]
    pub fn with_policies(mut self, policies: Vec<Arc<Policy>>) -> OwnSide<'q, 'w> {
        self.policies = Some(policies);
        self
    }

    /// A request that the statement speaks of and that the own side refuses; `Fails` iff it allows all of them, but for those
    /// that no policy could allow.
    ///
    /// # Errors
    /// A key that is held to a value which the world has otherwise.
    pub fn refused(&self, inquiry: &mut Inquiry<'w>, statement: &Statement) -> Result<Access, AskError> {
        let mut case = self.case(inquiry)?;
        case.beyond = Beyond::Refused(statement);
        Ok(inquiry.answer(&case, true))
    }

    /// A request that the statement speaks of and that the own side allows; `Fails` iff it allows none.
    ///
    /// # Errors
    /// A key that is held to a value which the world has otherwise.
    pub fn allowed(&self, inquiry: &mut Inquiry<'w>, statement: &Statement) -> Result<Access, AskError> {
        let mut case = self.case(inquiry)?;
        case.beyond = Beyond::Statement(statement);
        Ok(inquiry.answer(&case, true))
    }

    /// Of these pairs of an action and a resource, those for which a plain request is allowed that has no keys but
    /// those that follow from caller and resource.
    ///
    /// # Errors
    /// A key that is held to a value which the world has otherwise.
    pub fn plainly_allowed<'a>(
        &self,
        inquiry: &Inquiry<'w>,
        asked: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Vec<bool>, AskError> {
        let case = self.case(inquiry)?;
        let mut plain = request(&case, inquiry.world, None, &Assignment::default());
        let allows = |(action, resource): (&str, &str)| {
            action.clone_into(&mut plain.action);
            resource.clone_into(&mut plain.resource);
            let decided =
                eval::decide_request(&plain, &case.setting, inquiry.scope, &eval::decision::looks_public);
            decided.decision == Decision::Allow
        };
        Ok(asked.into_iter().map(allows).collect())
    }

    /// The keys that the own side looks at and the world does not settle, each held to be absent: of the requests that
    /// are left, the context tells nothing but who asks, and what for.
    pub fn without_conditions(&self, inquiry: &Inquiry<'w>) -> Vec<(Key, Vec<String>)> {
        let Ok(case) = self.case(inquiry) else { return Vec::new() };
        let mut keys = BTreeSet::new();
        for policy in case.setting.policies() {
            policy.statements.iter().for_each(|statement| mentioned(statement, &mut keys));
        }
        let is_open =
            |key: &Key| !key.is_reserved() && matches!(case.facts.known(key), None | Some(Known::Perhaps(_)));
        keys.into_iter().filter(is_open).map(|key| (key, Vec::new())).collect()
    }

    fn case<'c>(&'c self, inquiry: &Inquiry<'w>) -> Result<Case<'c, 'w>, AskError> {
        let mut case = inquiry.case(self.party, &self.target, &self.ask)?;
        case.setting.rcps.clear();
        case.setting.vpc_endpoint_policies.clear();
        if let Some(policies) = &self.policies {
            case.setting.identity_policies.clone_from(policies);
        }
        Ok(case)
    }
}
