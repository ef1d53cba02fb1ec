//! The decision alone: the same rules as in `decide`, `filters` and `grants`, asked only until it is clear.
//!
//! Nothing is kept, so nothing can be explained; what [`super::decide`] collects as statements is here whether
//! there is one. Tests hold the two against each other.

use std::sync::Arc;

use super::super::policy::{Decision, Scope};
use super::super::reading::Reading;
use super::case::Case;
use super::grants::{Grant, strength};
use super::parties::Resource;
use super::special::Settled;
use super::{access_point, filters, public};
use crate::model::{Effect, Policy, Request, Setting, Standing, Statement};

/// The decision that [`super::decide`] comes to, without what made it, and many times faster.
pub fn decision(request: &Request, setting: &Setting, scope: Scope) -> Decision {
    decision_with(request, setting, scope, &public::looks_public)
}

/// The same, with `is_public` as the judge of whether a bucket policy is public; see [`super::decide_with`].
pub fn decision_with(
    request: &Request,
    setting: &Setting,
    scope: Scope,
    is_public: &dyn Fn(&Policy) -> bool,
) -> Decision {
    let Some([(at_point, of_point), (at_bucket, of_bucket)]) = access_point::parts(request, setting) else {
        return plain_decision(Case::new(request, setting, Reading::of(scope)), is_public);
    };
    let point = setting.access_point.as_ref();
    if point.is_some_and(|point| !access_point::comes_from_its_vpc(request, point)) {
        return Decision::ImplicitDeny;
    }
    access_point::together(
        plain_decision(Case::new(&at_point, &of_point, Reading::of(scope)), is_public),
        plain_decision(Case::new(&at_bucket, &of_bucket, Reading::of(scope)), is_public),
    )
}

fn plain_decision(case: Case<'_>, is_public: &dyn Fn(&Policy) -> bool) -> Decision {
    let settled = case.settled();
    if settled == Some(Settled::Allowed) {
        return Decision::Allow;
    }
    if case.applying().any(|(_, policy)| case.says(policy, Effect::Deny)) {
        return Decision::ExplicitDeny;
    }
    let allowed = settled.is_none()
        && case.parties.different_partitions().is_none()
        && case.is_granted()
        && case.passes(is_public);
    if allowed { Decision::Allow } else { Decision::ImplicitDeny }
}

impl Case<'_> {
    /// Whether a statement of that effect speaks of the request.
    fn says(&self, policy: &Policy, effect: Effect) -> bool {
        self.statements(policy, effect).next().is_some()
    }

    /// Whether one of the policies allows the request.
    fn allows<'p>(&self, policies: impl IntoIterator<Item = &'p Arc<Policy>>) -> bool {
        policies.into_iter().any(|policy| self.says(policy, Effect::Allow))
    }

    /// The statements of that effect that speak of the request.
    fn statements<'p>(&self, policy: &'p Policy, effect: Effect) -> impl Iterator<Item = &'p Statement> {
        let of_effect = policy.statements.iter().filter(move |statement| statement.effect == effect);
        of_effect.filter(|statement| self.speaks(statement))
    }

    /// `filters::pass`: RCPs, SCPs, VPC endpoint policies, Block Public Access.
    fn passes(&self, is_public: &dyn Fn(&Policy) -> bool) -> bool {
        self.rcps.iter().all(|level| filters::has_full_access(level) || self.allows(level))
            && self.scps.iter().all(|level| self.allows(level))
            && self.endpoints().all(|(_, endpoint)| self.allows([&endpoint.policy]))
            && !filters::blocks_public_access(self, is_public)
    }

    /// `grants::granted`: within an account one side, between accounts both, for an outsider the resource's.
    fn is_granted(&self) -> bool {
        let is_role = self.parties.resource == Resource::Role;
        match self.parties.standing {
            Standing::Outsider => self.allows(self.of_resource()),
            Standing::Root if is_role => false,
            Standing::Root | Standing::Identity | Standing::FederatedUser => {
                if self.parties.same_account() {
                    self.is_granted_within_account()
                } else {
                    self.works_across_accounts() && self.own_side_allows() && self.allows(self.of_resource())
                }
            }
        }
    }

    fn is_granted_within_account(&self) -> bool {
        let by_itself = match self.parties.resource {
            Resource::Role | Resource::Key => false,
            Resource::Other => self.own_side_allows(),
        };
        let suffices = |statement: &Statement| match strength(self, statement) {
            Grant::Direct => true,
            Grant::Limited => self.limits_allow(),
            Grant::Delegated => self.own_side_allows(),
        };
        by_itself || self.of_resource().any(|policy| self.statements(policy, Effect::Allow).any(suffices))
    }

    /// What the caller's side allows: identity-based policies, within boundary and session policies.
    fn own_side_allows(&self) -> bool {
        self.parties.standing == Standing::Root || (self.allows(self.of_identity()) && self.limits_allow())
    }

    /// Whether boundary and session policies let it pass.
    fn limits_allow(&self) -> bool {
        let in_session = match (self.parties.standing, self.of_session()) {
            (Standing::FederatedUser, []) => false,
            (Standing::Root | Standing::Identity | Standing::Outsider, []) => true,
            (_, policies) => self.allows(policies),
        };
        in_session && self.boundary().is_none_or(|boundary| self.allows([boundary]))
    }
}
