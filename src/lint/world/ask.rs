//! What the checks over a world ask.

use crate::decide::{Native, Portfolio};
use crate::eval::Deciding;
use crate::formula::Universe;
use crate::lint::Evidence;
use crate::model::world::{Identity, Party, World, stand_in};
use crate::model::{
    Action, Effect, PolicyType, PrincipalElement, Resource, ResourcePattern, Statement, Template,
};
use crate::parse::Span;
use crate::question::world::{Access, Inquiry, OwnSide};
use crate::question::{Conclusion, Prover};

/// Questions about one world.
pub struct Asking<'w> {
    /// About requests as AWS sends them.
    pub(super) inquiry: Inquiry<'w>,
    /// About requests of any context, also one without keys that every request has.
    pub(super) bare: Inquiry<'w>,
    /// The last who was looked at, and whether nothing is refused to it.
    full: Option<(String, Access)>,
}

impl std::fmt::Debug for Asking<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Asking").finish_non_exhaustive()
    }
}

impl<'w> Asking<'w> {
    /// The prover whose requests need not be consistent; otherwise it is as the given one.
    pub(super) fn strict(prover: &Prover) -> Prover {
        Prover {
            portfolio: Portfolio::of(vec![Box::new(Native)], false),
            budget: prover.budget,
            universe: Universe::Free,
            assumptions: prover.assumptions,
        }
    }

    pub(super) fn new(prover: &'w Prover, bare: &'w Prover, world: &'w World) -> Asking<'w> {
        Asking { inquiry: Inquiry::new(prover, world), bare: Inquiry::new(bare, world), full: None }
    }

    /// A request that is refused to the user or role; `Fails` iff nothing is.
    pub(super) fn refused(&mut self, identity: &'w Identity) -> Access {
        if let Some((arn, access)) = &self.full
            && *arn == identity.arn
        {
            return access.clone();
        }
        let access = match self.inquiry.world().accounts.get(identity.account()) {
            Some(account) => {
                let party = Party::Identity(identity);
                let own = OwnSide::new(&party, account);
                own.refused(&mut self.inquiry, &speaking_of(["*"], ["*"]))
            }
            None => Err(crate::question::world::AskError("its account is not there".to_owned())),
        };
        let access = access.unwrap_or_else(|error| undecided(error.0));
        self.full = Some((identity.arn.clone(), access.clone()));
        access
    }

    /// Whether the user or role can do everything: a proof.
    pub(super) fn is_full(&mut self, identity: &'w Identity) -> bool {
        self.refused(identity).conclusion == Conclusion::Fails
    }
}

/// The answer of a question that could not be asked.
pub(super) fn undecided(reason: String) -> Access {
    Access {
        conclusion: Conclusion::Unknown,
        request: None,
        open: Vec::new(),
        verdict: None,
        unknown: vec![reason],
        assumptions: std::collections::BTreeSet::new(),
        engine: "terms",
    }
}

/// A statement that speaks of these actions on these resources.
pub(super) fn speaking_of<'a>(
    actions: impl IntoIterator<Item = &'a str>,
    resources: impl IntoIterator<Item = &'a str>,
) -> Statement {
    let resources = resources.into_iter().map(|resource| ResourcePattern::new(Template::glob(resource)));
    Statement {
        index: 0,
        sid: None,
        span: Span::default(),
        effect: Effect::Allow,
        principal: PrincipalElement::Attached,
        action: Action::Action(actions.into_iter().map(Template::glob).collect()),
        resource: Resource::Resource(resources.collect()),
        conditions: Vec::new(),
    }
}

/// The request of the answer, as evidence.
pub(super) fn witness(access: &Access) -> Option<Evidence> {
    access.request.clone().map(|request| Evidence::Witness(Box::new(request)))
}

/// The statements that grant the answer's request. Those of boundaries and SCPs let through what others grant, and what
/// stands for the rest of the world is nobody's.
pub(super) fn deciding(access: &Access) -> Vec<Deciding> {
    let grants = |by: &&Deciding| match by.policy_type {
        PolicyType::Identity | PolicyType::Trust => true,
        PolicyType::Boundary
        | PolicyType::Session
        | PolicyType::Scp
        | PolicyType::Rcp
        | PolicyType::Resource
        | PolicyType::VpcEndpoint => false,
    };
    let all = access.verdict.iter().flat_map(|verdict| &verdict.by);
    all.filter(grants).filter(|by| by.name != stand_in::IDENTITY).cloned().collect()
}

/// Some of the names, and how many there are besides.
pub(super) fn some_of(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        1 => format!("{} and one other", shown.join(", ")),
        many => format!("{} and {many} others", shown.join(", ")),
    }
}
