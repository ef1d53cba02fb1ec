//! The policies that apply to a scenario's request, each with the statements that speak of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::policy::{self, Scope};
use super::filters;
use super::parties::{Parties, Resource};
use super::verdict::Deciding;
use crate::model::{
    Caller, CallerKind, Effect, Policy, PolicyType, PrincipalElement, Request, Setting, Standing, Statement,
    segments_of,
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

/// A policy with the statements that speak of the request, by their position in it.
#[derive(Clone, Debug)]
pub(super) struct Spoken<'a> {
    pub(super) layer: Layer,
    pub(super) policy: &'a Policy,
    denying: Vec<usize>,
    allowing: Vec<usize>,
}

/// Some statements: the policy's position in the case, and the statement's in the policy.
pub(super) type Places = BTreeSet<(usize, usize)>;

/// A scenario, taken apart.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) request: &'a Request,
    pub(super) setting: &'a Setting,
    pub(super) scope: Scope,
    pub(super) parties: Parties<'a>,
    /// For a federated user session, the request as if its user had sent it.
    pub(super) as_user: Option<Request>,
    /// The policies that apply, in the order of [`Layer`].
    spoken: Vec<Spoken<'a>>,
}

impl<'a> Case<'a> {
    pub(super) fn new(request: &'a Request, setting: &'a Setting, scope: Scope) -> Case<'a> {
        let parties = Parties::new(request);
        let as_user = federating_user(request);
        let mut case = Case { request, setting, scope, parties, as_user, spoken: Vec::new() };
        if filters::rcps_apply(request, setting, &parties) {
            for (level, policies) in setting.rcps.iter().enumerate() {
                case.hear(Layer::Rcp(level), policies);
            }
        }
        if filters::scps_apply(request, setting, &parties) {
            for (level, policies) in setting.scps.iter().enumerate() {
                case.hear(Layer::Scp(level), policies);
            }
        }
        for (at, endpoint) in setting.vpc_endpoint_policies.iter().enumerate() {
            if filters::meets_endpoint(request, endpoint) {
                case.hear(Layer::VpcEndpoint(at), [&endpoint.policy]);
            }
        }
        case.hear(Layer::Resource, resource_policies(setting, parties.resource));
        if matches!(parties.standing, Standing::Identity | Standing::FederatedUser) {
            case.hear(Layer::Identity, &setting.identity_policies);
            case.hear(Layer::Boundary, &setting.permissions_boundary);
            case.hear(Layer::Session, &setting.session_policies);
        }
        case
    }

    /// Asks the policies what they say.
    fn hear(&mut self, layer: Layer, policies: impl IntoIterator<Item = &'a Arc<Policy>>) {
        for policy in policies {
            let speaking = |effect: Effect| -> Vec<usize> {
                let of_effect =
                    policy.statements.iter().enumerate().filter(|(_, statement)| statement.effect == effect);
                of_effect.filter(|(_, statement)| self.speaks(statement)).map(|(at, _)| at).collect()
            };
            let (denying, allowing) = (speaking(Effect::Deny), speaking(Effect::Allow));
            self.spoken.push(Spoken { layer, policy, denying, allowing });
        }
    }

    /// Whether the statement speaks of the request.
    ///
    /// Beyond [`policy::matches`]: a statement that names a user speaks of the user's federated sessions
    /// (denyallow page, "AWS STS federated user principal"), and one that denies by `NotPrincipal` speaks of
    /// every principal that has a permissions boundary, whatever it lists (IAM/access_policies_boundaries,
    /// "Important").
    fn speaks(&self, statement: &Statement) -> bool {
        let request = self.request;
        if policy::matches(statement, request, self.scope) {
            return true;
        }
        match (&statement.principal, statement.effect) {
            (PrincipalElement::Principal(_), _) => {
                self.as_user.as_ref().is_some_and(|request| policy::matches(statement, request, self.scope))
            }
            (PrincipalElement::NotPrincipal(_), Effect::Deny) if self.is_bounded() => {
                let everybody = PrincipalElement::NotPrincipal(Vec::new());
                let statement = Statement { principal: everybody, ..statement.clone() };
                policy::matches(&statement, request, self.scope)
            }
            (PrincipalElement::NotPrincipal(_) | PrincipalElement::Attached, _) => false,
        }
    }

    /// Whether the caller has a permissions boundary.
    pub(super) fn is_bounded(&self) -> bool {
        let has_policies = match self.parties.standing {
            Standing::Identity | Standing::FederatedUser => true,
            Standing::Root | Standing::Outsider => false,
        };
        has_policies && self.setting.permissions_boundary.is_some()
    }

    /// The policies of the layers that `wanted` takes, with their positions.
    pub(super) fn layer(&self, wanted: impl Fn(Layer) -> bool) -> impl Iterator<Item = (usize, &Spoken<'a>)> {
        self.spoken.iter().enumerate().filter(move |(_, spoken)| wanted(spoken.layer))
    }

    /// Every denying statement.
    pub(super) fn denying(&self) -> Places {
        let all = self.spoken.iter().enumerate();
        all.flat_map(|(at, spoken)| spoken.denying.iter().map(move |&statement| (at, statement))).collect()
    }

    /// The allowing statements of the layers that `wanted` takes.
    pub(super) fn allowing(&self, wanted: impl Fn(Layer) -> bool) -> Places {
        let layers = self.layer(wanted);
        layers
            .flat_map(|(at, spoken)| spoken.allowing.iter().map(move |&statement| (at, statement)))
            .collect()
    }

    /// The statement at that place.
    pub(super) fn statement(&self, (policy, statement): (usize, usize)) -> Option<&'a Statement> {
        self.spoken.get(policy)?.policy.statements.get(statement)
    }

    /// The statements at those places, for an answer.
    pub(super) fn deciding(&self, places: &Places) -> Vec<Deciding> {
        let find = |&(policy, statement): &(usize, usize)| {
            let policy = self.spoken.get(policy)?.policy;
            Some(Deciding::new(policy, policy.statements.get(statement)?))
        };
        places.iter().filter_map(find).collect()
    }
}

/// The policies on the resource's side. A role has only its trust policy, which may also be given as its
/// resource policy.
fn resource_policies(setting: &Setting, resource: Resource) -> impl Iterator<Item = &Arc<Policy>> {
    let (own, shares) = match resource {
        Resource::Role => (setting.trust_policy.as_ref().or(setting.resource_policy.as_ref()), &[][..]),
        Resource::Key | Resource::Other => (setting.resource_policy.as_ref(), setting.shares.as_slice()),
    };
    own.into_iter().chain(shares)
}

/// The request as if the user whose session it is had sent it. The documents say that the user's ARN in a
/// resource policy reaches the sessions it made by `GetFederationToken`, and name such a session like its
/// user; a scenario does not tell the user otherwise, so the one of that name (without a path) is taken.
fn federating_user(request: &Request) -> Option<Request> {
    let CallerKind::FederatedUser { account, name } = request.principal.kind() else { return None };
    let [_, partition, ..] = segments_of(request.principal.text())?;
    let user = Caller::new(&format!("arn:{partition}:iam::{account}:user/{name}"));
    Some(Request { principal: user, ..request.clone() })
}

/// What a policy of the layer is called in an explanation.
pub(super) fn name_of(policy_type: PolicyType) -> &'static str {
    match policy_type {
        PolicyType::Identity => "identity-based policy",
        PolicyType::Resource => "resource policy",
        PolicyType::Trust => "trust policy",
        PolicyType::Boundary => "permissions boundary",
        PolicyType::Session => "session policy",
        PolicyType::Scp => "SCP",
        PolicyType::Rcp => "RCP",
        PolicyType::VpcEndpoint => "VPC endpoint policy",
    }
}
