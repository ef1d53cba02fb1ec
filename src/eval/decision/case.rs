//! The policies that apply to a scenario's request, and which statements speak of it.

use std::sync::Arc;

use super::super::asked::Asked;
use super::super::policy;
use super::super::reading::Reading;
use super::filters;
use super::parties::{Parties, Resource};
use super::special::{self, Settled};
use crate::model::world::ELSEWHERE;
use crate::model::{
    Caller, CallerKind, Effect, EndpointPolicy, FederatedBy, Policy, PrincipalElement, Request, Setting,
    Standing, Statement,
};

/// What a policy is in the decision; in the order of the denyallow page, the endpoint's put before those of
/// the two sides.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    /// An RCP, with its level from the root.
    Rcp(usize),
    /// An SCP, with its level from the root.
    Scp(usize),
    /// A VPC endpoint policy, with its place in the list.
    VpcEndpoint(usize),
    /// The resource's policy: for a role its trust policy.
    Resource,
    /// An identity-based policy.
    Identity,
    /// The permissions boundary.
    Boundary,
    /// A session policy.
    Session,
}

/// A scenario, taken apart: who asks, and which policies apply.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) setting: &'a Setting,
    pub(super) asked: Asked<'a>,
    pub(super) parties: Parties<'a>,
    /// For a federated user session, the request as if its user had sent it.
    pub(super) as_user: Option<Request>,
    /// The RCPs that apply, level by level.
    pub(super) rcps: &'a [Vec<Arc<Policy>>],
    /// The SCPs that apply, level by level.
    pub(super) scps: &'a [Vec<Arc<Policy>>],
}

impl<'a> Case<'a> {
    pub(super) fn new(request: &'a Request, setting: &'a Setting, reading: Reading<'a>) -> Case<'a> {
        let asked = Asked::new(request, reading);
        let parties = Parties::new(&asked);
        let (rcps, scps) = (setting.rcps.as_slice(), setting.scps.as_slice());
        // Without policies there is nothing to find out.
        let limits_resource = !rcps.is_empty() && filters::rcps_apply(&asked, setting, &parties);
        let limits_caller = !scps.is_empty() && filters::scps_apply(&asked, setting, &parties);
        Case {
            setting,
            parties,
            as_user: federating_user(&asked, &setting.federated_by),
            rcps: if limits_resource { rcps } else { &[] },
            scps: if limits_caller { scps } else { &[] },
            asked,
        }
    }

    /// The policies that apply, in the order of [`Layer`].
    pub(super) fn applying(&self) -> impl Iterator<Item = (Layer, &'a Policy)> {
        let levels = |levels: &'a [Vec<Arc<Policy>>], layer: fn(usize) -> Layer| {
            let levels = levels.iter().enumerate();
            levels
                .flat_map(move |(level, policies)| policies.iter().map(move |policy| (layer(level), policy)))
        };
        let endpoints = self.endpoints().map(|(at, endpoint)| (Layer::VpcEndpoint(at), &endpoint.policy));
        let of = |layer: Layer| move |policy: &'a Arc<Policy>| (layer, policy);
        levels(self.rcps, Layer::Rcp)
            .chain(levels(self.scps, Layer::Scp))
            .chain(endpoints)
            .chain(self.of_resource().map(of(Layer::Resource)))
            .chain(self.of_identity().iter().map(of(Layer::Identity)))
            .chain(self.boundary().map(of(Layer::Boundary)))
            .chain(self.of_session().iter().map(of(Layer::Session)))
            .map(|(layer, policy)| (layer, policy.as_ref()))
    }

    /// The VPC endpoint policies that the request meets, each with its place in the list.
    pub(super) fn endpoints(&self) -> impl Iterator<Item = (usize, &'a EndpointPolicy)> {
        let endpoints = self.setting.vpc_endpoint_policies.iter().enumerate();
        endpoints.filter(|(_, endpoint)| filters::meets_endpoint(self.asked.request, endpoint))
    }

    /// The policies on the resource's side. A role has only its trust policy, which may also be given as its
    /// resource policy.
    pub(super) fn of_resource(&self) -> impl Iterator<Item = &'a Arc<Policy>> {
        let setting = self.setting;
        let (own, shares) = match self.parties.resource {
            Resource::Role => (setting.trust_policy.as_ref().or(setting.resource_policy.as_ref()), &[][..]),
            Resource::Key | Resource::Other => {
                let own = setting.resource_policy.as_ref();
                (own.filter(|_| !self.stands_above_bucket_policy()), setting.shares.as_slice())
            }
        };
        own.into_iter().chain(shares)
    }

    /// The identity-based policies.
    pub(super) fn of_identity(&self) -> &'a [Arc<Policy>] {
        if self.has_policies() { &self.setting.identity_policies } else { &[] }
    }

    /// The permissions boundary.
    pub(super) fn boundary(&self) -> Option<&'a Arc<Policy>> {
        self.setting.permissions_boundary.as_ref().filter(|_| self.has_policies())
    }

    /// The session policies.
    pub(super) fn of_session(&self) -> &'a [Arc<Policy>] {
        if self.has_policies() { &self.setting.session_policies } else { &[] }
    }

    /// What is settled of the call, whatever policies say.
    pub(super) fn settled(&self) -> Option<Settled> {
        let action = &self.asked.request.action;
        let service = action.get(..4)?;
        let can_be = service.eq_ignore_ascii_case("sts:") || service.eq_ignore_ascii_case("iam:");
        if can_be { special::settled(self.asked.kind(), &action.to_ascii_lowercase()) } else { None }
    }

    /// Whether a call from another account can have an effect at all. Of resources in whatever account, some are of the
    /// caller's own.
    pub(super) fn works_across_accounts(&self) -> bool {
        match self.parties.resource {
            _ if self.parties.resource_account == Some(ELSEWHERE) => true,
            Resource::Key => special::works_across_accounts(&self.asked.request.action.to_ascii_lowercase()),
            Resource::Role | Resource::Other => !self.is_about_bucket_policy(),
        }
    }

    /// Whether the root user of the bucket's account asks about the bucket's policy, which then has no say.
    fn stands_above_bucket_policy(&self) -> bool {
        self.parties.standing == Standing::Root
            && self.parties.same_account()
            && self.is_about_bucket_policy()
    }

    fn is_about_bucket_policy(&self) -> bool {
        special::is_about_bucket_policy(&self.asked.request.action)
    }

    /// Whether the caller has policies of its own.
    fn has_policies(&self) -> bool {
        match self.parties.standing {
            Standing::Identity | Standing::FederatedUser => true,
            Standing::Root | Standing::Outsider => false,
        }
    }

    /// Whether the statement speaks of the request.
    ///
    /// Beyond [`policy::matches`]: a statement that names a user speaks of the user's federated sessions
    /// (denyallow page, "AWS STS federated user principal"), and one that denies by `NotPrincipal` speaks of
    /// every principal that has a permissions boundary, whatever it lists (IAM/access_policies_boundaries,
    /// "Important").
    pub(super) fn speaks(&self, statement: &Statement) -> bool {
        if policy::speaks(statement, &self.asked) {
            return true;
        }
        match (&statement.principal, statement.effect) {
            (PrincipalElement::Principal(_), _) => {
                let speaks =
                    |user: &Request| policy::speaks(statement, &Asked::new(user, self.asked.reading));
                self.as_user.as_ref().is_some_and(speaks)
            }
            (PrincipalElement::NotPrincipal(_), Effect::Deny) if self.boundary().is_some() => {
                policy::speaks_to_everybody(statement, &self.asked)
            }
            (PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached, _) => false,
        }
    }
}

/// The request as if the user whose session it is had sent it. The documents say that the user's ARN in a
/// resource policy reaches the sessions it made by `GetFederationToken`, and name such a session like its
/// user; a scenario does not tell the user otherwise, so the one of that name (without a path) is taken.
fn federating_user(asked: &Asked<'_>, federated_by: &FederatedBy) -> Option<Request> {
    let CallerKind::FederatedUser { account, name } = asked.kind() else { return None };
    let user = match federated_by {
        FederatedBy::Namesake => {
            let [_, partition, ..] = asked.caller_segments()?;
            Caller::new(&format!("arn:{partition}:iam::{account}:user/{name}"))
        }
        FederatedBy::NoUser => return None,
        FederatedBy::User(user) => user.clone(),
    };
    Some(Request { principal: user, ..asked.request.clone() })
}
