//! Which statements speak of a request. Mirrors `eval/decision/case.rs`.

use std::sync::Arc;

use super::super::arena::Arena;
use super::super::compiler::Compiler;
use super::super::substitute::Substitution;
use super::super::term::TermId;
use super::parties::{Sides, on_key, on_role};
use super::{filters, special};
use crate::model::world::Spelling;
use crate::model::{Effect, FederatedBy, Policy, PrincipalElement, Setting, Standing, Statement};

/// A setting with its sides, being compiled.
pub(super) struct Case<'c, 'a> {
    pub(super) compiler: &'c mut Compiler<'a>,
    pub(super) setting: &'c Setting,
    pub(super) sides: &'c Sides,
    /// The requests about a role that is to be assumed, and those about a KMS key.
    pub(super) on_role: TermId,
    pub(super) on_key: TermId,
    /// The requests that RCPs, and SCPs, apply to.
    pub(super) under_rcps: TermId,
    pub(super) under_scps: TermId,
}

/// A policy on the resource's side, with the requests that it is asked about.
pub(super) type AtResource<'c> = (&'c Arc<Policy>, TermId);

impl<'c, 'a> Case<'c, 'a> {
    pub(super) fn new(
        compiler: &'c mut Compiler<'a>,
        setting: &'c Setting,
        sides: &'c Sides,
    ) -> Case<'c, 'a> {
        let arena = &mut *compiler.arena;
        let (on_role, on_key) = (on_role(arena), on_key(arena));
        let under_rcps = filters::under_rcps(arena, setting, sides);
        let under_scps = filters::under_scps(arena, setting, sides);
        Case { compiler, setting, sides, on_role, on_key, under_rcps, under_scps }
    }

    pub(super) fn arena(&mut self) -> &mut Arena {
        self.compiler.arena
    }

    /// The requests that some statement of this effect speaks of.
    pub(super) fn speaks<'p>(
        &mut self,
        policies: impl IntoIterator<Item = &'p Arc<Policy>>,
        effect: Effect,
    ) -> TermId {
        let mut terms = Vec::new();
        for policy in policies {
            let plain = !policy.policy_type.has_principal();
            terms.push(if plain {
                self.compiler.speaks_shared(policy, effect)
            } else {
                self.named(policy, effect)
            });
        }
        self.arena().or(terms)
    }

    /// The same of a policy whose statements name principals.
    fn named(&mut self, policy: &Policy, effect: Effect) -> TermId {
        let statements = policy.statements.iter().filter(|statement| statement.effect == effect);
        let terms: Vec<_> = statements.map(|statement| self.statement(statement)).collect();
        self.arena().or(terms)
    }

    /// The requests that the statement speaks of, with the two cases in which it speaks of more than its words say.
    fn statement(&mut self, statement: &Statement) -> TermId {
        let own = self.compiler.statement(statement);
        match (&statement.principal, statement.effect) {
            (PrincipalElement::Principal(_), _) => {
                let as_user = self.as_user(&statement.principal);
                let rest = self.compiler.beyond_principal(statement);
                let by_user = self.arena().and([as_user, rest]);
                self.arena().or([own, by_user])
            }
            (PrincipalElement::NotPrincipal(_), Effect::Deny) if self.is_bounded() => {
                self.compiler.beyond_principal(statement)
            }
            (PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached, _) => own,
        }
    }

    /// The requests in which the element would concern the user whose federated session it is; none for others.
    pub(super) fn as_user(&mut self, element: &PrincipalElement) -> TermId {
        let user = match &self.setting.federated_by {
            FederatedBy::Namesake => self.sides.as_user.as_ref(),
            FederatedBy::NoUser => None,
            FederatedBy::User(user) => Some(user).filter(|_| self.sides.standing == Standing::FederatedUser),
        };
        let Some(user) = user else { return Arena::FALSE };
        let spelling = Spelling::Exact(user.text().to_owned());
        let own = self.compiler.principal(element);
        Substitution::texts(Some(&spelling), None).term(self.compiler.arena, own)
    }

    /// Whether the caller has a permissions boundary.
    pub(super) fn is_bounded(&self) -> bool {
        self.has_policies() && self.setting.permissions_boundary.is_some()
    }

    /// Whether identity-based policies, boundary and session policies count.
    pub(super) fn has_policies(&self) -> bool {
        match self.sides.standing {
            Standing::Identity | Standing::FederatedUser => true,
            Standing::Root | Standing::Outsider => false,
        }
    }

    /// Every request that some policy that applies denies.
    pub(super) fn denying(&mut self) -> TermId {
        let setting = self.setting;
        let mut terms = Vec::new();
        let rcps = self.speaks(setting.rcps.iter().flatten(), Effect::Deny);
        let under_rcps = self.under_rcps;
        terms.push(self.arena().and([under_rcps, rcps]));
        let scps = self.speaks(setting.scps.iter().flatten(), Effect::Deny);
        let under_scps = self.under_scps;
        terms.push(self.arena().and([under_scps, scps]));
        for endpoint in &setting.vpc_endpoint_policies {
            let meets = filters::meets_endpoint(self.arena(), endpoint);
            let denies = self.speaks([&endpoint.policy], Effect::Deny);
            terms.push(self.arena().and([meets, denies]));
        }
        for (policy, about) in self.at_resource() {
            let denies = self.speaks([policy], Effect::Deny);
            terms.push(self.arena().and([about, denies]));
        }
        if self.has_policies() {
            terms.push(self.speaks(&setting.identity_policies, Effect::Deny));
            terms.push(self.speaks(&setting.permissions_boundary, Effect::Deny));
            terms.push(self.speaks(&setting.session_policies, Effect::Deny));
        }
        self.arena().or(terms)
    }

    /// The policies on the resource's side. A role has only its trust policy, which may also be given as its
    /// resource policy.
    pub(super) fn at_resource(&mut self) -> Vec<AtResource<'c>> {
        let setting = self.setting;
        let on_role = self.on_role;
        let elsewhere = self.arena().not(on_role);
        let own = match &setting.trust_policy {
            Some(_) => elsewhere,
            None => Arena::TRUE,
        };
        let own = if self.sides.standing == Standing::Root && self.sides.same_account() {
            // The bucket's policy has no say over the root user who asks about it.
            let about = special::about_bucket_policy(self.arena());
            let rest = self.arena().not(about);
            self.arena().and([own, rest])
        } else {
            own
        };
        let trust = setting.trust_policy.iter().map(|policy| (policy, on_role));
        let own = setting.resource_policy.iter().map(|policy| (policy, own));
        trust.chain(own).chain(setting.shares.iter().map(|policy| (policy, elsewhere))).collect()
    }
}
