//! Which actions a finding is about: of those that its patterns stand for, the ones that are allowed.
//!
//! A finding's patterns are those of the policies, and they name more than there is: what a `Deny` takes away, and
//! actions that work on no resource that is given (`s3:*` on the objects of a bucket names what is done to the bucket).
//! An action counts iff the catalogue has it work on the resource or what lies in it, and some request of the finding's
//! callers with it, on such a resource, is allowed. The evaluator decides most, given the finding's witness with the
//! action exchanged; what it leaves is asked of the engines, all of it first and then halves of it, since mostly nothing of
//! it is allowed. What they leave open counts. A pattern for which the catalogue has no action at all stands for itself:
//! AWS may have added it.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Cell;
use super::finding::{Finding, Source};
use crate::eval::text::matches;
use crate::model::catalog::{self, ResourceType};
use crate::model::world::{Spelling, Target, extent, services};
use crate::model::{Context, Effect, Request, Resource, ResourcePattern, Statement, Template, fill_in};
use crate::question::Conclusion;
use crate::question::world::{Access, External, Inquiry, Variant};

/// Resources on which an action works, among those of a target.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Site {
    /// The pattern of all of them.
    pattern: String,
    /// One of them; none where it is not known how they are called.
    example: Option<String>,
}

/// An action that a pattern stands for, and where it works.
#[derive(Clone, Debug)]
struct Candidate {
    name: String,
    /// None if it may work anywhere.
    sites: Option<Vec<Site>>,
}

impl Candidate {
    /// The action on those of the resources that it works on, and on examples of them if asked for; none where it is not known
    /// what it works on: it can be asked of an engine.
    fn variants<'r>(&'r self, resources: impl Iterator<Item = &'r String>, examples: bool) -> Vec<Variant> {
        let sites = self.sites.as_deref().unwrap_or_default();
        let own = resources.filter(|resource| sites.iter().any(|site| site.covers(resource)));
        let examples = sites.iter().filter(|_| examples).filter_map(|site| site.example.as_ref());
        own.chain(examples).map(|resource| (self.name.clone(), resource.clone())).collect()
    }
}

/// Where resources of this type are, among those of the target.
fn sites(resource_type: ResourceType, spellings: &[Spelling]) -> Vec<Site> {
    let mut sites = Vec::new();
    for spelling in spellings {
        match spelling {
            Spelling::Exact(arn) if resource_type.may_name(arn) => {
                sites.push(Site { pattern: arn.clone(), example: Some(arn.clone()) });
            }
            Spelling::Exact(_) => {}
            Spelling::Prefixed { prefix, tail: _ } => {
                for format in resource_type.named_by() {
                    if !format.may_meet(&format!("{prefix}*")) {
                        continue;
                    }
                    let Some(tail) = tail(format.text(), prefix) else { continue };
                    let pattern = Template::glob(&format!("{prefix}{tail}"));
                    let example = fill_in(&pattern, "example", 'x', "");
                    let example = Some(example).filter(|example| format.may_name(example));
                    sites.push(Site { pattern: pattern.to_string(), example });
                }
            }
        }
    }
    sites.sort();
    sites.dedup();
    sites
}

/// Services whose names hold no `/`, though the catalogue's formats have any character in them: what lies in a table is none.
const PLAIN_NAMES: [&str; 3] = ["dynamodb", "kinesis", "s3"];

/// What of a format of ARNs stands behind a beginning, as a pattern. Where that is nothing, its last name may go on there (an
/// alias of a function is named as the function), but not everywhere.
fn tail(format: &str, prefix: &str) -> Option<String> {
    let path = |arn: &str| arn.splitn(6, ':').nth(5).unwrap_or_default().to_owned();
    let between = prefix.chars().last().unwrap_or('/');
    let depth = path(prefix).matches(between).count();
    let own = path(format);
    let rest: Vec<&str> = own.split(between).skip(depth).collect();
    if rest.is_empty() {
        let service = prefix.split(':').nth(2).unwrap_or_default();
        return (!PLAIN_NAMES.contains(&service)).then(|| "*".to_owned());
    }
    let mut tail = String::new();
    let mut rest = rest.join(&between.to_string());
    while let Some((front, behind)) = rest.split_once("${") {
        tail.push_str(front);
        tail.push('*');
        rest = behind.split_once('}').map_or("", |(_, after)| after).to_owned();
    }
    tail.push_str(&rest);
    Some(tail)
}

/// The actions that the patterns stand for and that work on the resource of this ARN, or what lies in it.
fn candidates(arn: &str, patterns: &[Template]) -> Vec<Candidate> {
    let (spellings, services) = (extent(arn), services(arn));
    let mut known: Vec<(ResourceType, Vec<Site>)> = Vec::new();
    let mut sites_of = |resource_type: ResourceType| match known.iter().find(|(own, _)| *own == resource_type)
    {
        Some((_, sites)) => sites.clone(),
        None => {
            let sites = sites(resource_type, &spellings);
            known.push((resource_type, sites.clone()));
            sites
        }
    };
    let mut all: BTreeMap<String, Candidate> = BTreeMap::new();
    for pattern in patterns {
        let named: Vec<catalog::Action> = if pattern.is_anything() {
            services
                .iter()
                .filter_map(|service| catalog::service(service))
                .flat_map(catalog::Service::actions)
                .collect()
        } else {
            let is_of_it = |action: &catalog::Action| {
                services.iter().any(|service| service == action.service().prefix())
            };
            catalog::actions(&pattern.to_string()).filter(is_of_it).collect()
        };
        if named.is_empty() {
            let name = pattern.to_string();
            all.insert(name.clone(), Candidate { name, sites: None });
        }
        for action in named {
            let mut sites: Vec<Site> = Vec::new();
            for target in action.targets() {
                sites.extend(sites_of(target.resource_type()));
            }
            sites.sort();
            sites.dedup();
            if !sites.is_empty() {
                let name = action.to_string();
                all.insert(name.clone(), Candidate { name, sites: Some(sites) });
            }
        }
    }
    all.into_values().collect()
}

/// What a finding is about, besides its actions.
pub(super) struct Scope<'s, 'c, 'w> {
    pub(super) external: &'s External<'c, 'w>,
    pub(super) target: &'s Target<'w>,
    pub(super) cell: &'s Cell,
    pub(super) patterns: &'s [Template],
}

/// How many questions may stay without an answer before no more are asked.
const MOST_OPEN: usize = 3;

impl<'w> Scope<'_, '_, 'w> {
    fn statement(&self) -> Statement {
        self.cell.statement(self.patterns)
    }

    /// The actions of which a request is allowed, sorted; `witness` is one.
    pub(super) fn allowed(&self, inquiry: &mut Inquiry<'w>, witness: &Request) -> Vec<String> {
        if let [pattern] = self.patterns
            && pattern.as_literal().is_some_and(|action| action.eq_ignore_ascii_case(&witness.action))
            && is_of_today(self.target, witness)
            && let Some(action) = catalog::action_named(&witness.action)
        {
            return vec![action.to_string()];
        }
        let mut open = candidates(self.target.arn(), self.patterns);
        let mut allowed: BTreeSet<String> = BTreeSet::new();
        // What the witness itself shows.
        open.retain(|candidate| {
            let same = candidate.name.eq_ignore_ascii_case(&witness.action) && works(candidate, witness);
            if same {
                allowed.insert(candidate.name.clone());
            }
            !same
        });
        self.exchange(inquiry, witness, &mut open, &mut allowed, &[]);
        if !open.is_empty() {
            let named = self.named_resources();
            self.exchange(inquiry, witness, &mut open, &mut allowed, &named);
        }
        self.ask(inquiry, open, &mut allowed);
        allowed.into_iter().collect()
    }

    /// Takes out of `open` what the witness shows with the action exchanged.
    fn exchange(
        &self,
        inquiry: &mut Inquiry<'w>,
        witness: &Request,
        open: &mut Vec<Candidate>,
        allowed: &mut BTreeSet<String>,
        resources: &[String],
    ) {
        let mut variants: Vec<Variant> = Vec::new();
        for candidate in open.iter() {
            let own = std::iter::once(&witness.resource).chain(resources);
            variants.extend(candidate.variants(own, resources.is_empty()));
        }
        variants.dedup();
        if variants.is_empty() {
            return;
        }
        let inside = self.statement();
        let shown = self.external.exchanged(inquiry, witness, [&[inside], &[]], &variants, variants.len());
        let shown = shown.into_iter().filter_map(|at| variants.get(at));
        allowed.extend(shown.map(|(action, _)| action.clone()));
        open.retain(|candidate| !allowed.contains(&candidate.name));
    }

    /// Resources of the target that policies give by name.
    fn named_resources(&self) -> Vec<String> {
        let spellings = extent(self.target.arn());
        let mut named: BTreeSet<String> = BTreeSet::new();
        for setting in self.external.settings() {
            let statements = setting.policies().flat_map(|policy| &policy.statements);
            for statement in statements.filter(|statement| statement.effect == Effect::Allow) {
                let Resource::Resource(patterns) = &statement.resource else { continue };
                let filled = patterns.iter().map(|pattern| fill_in(pattern.whole(), "example", 'x', ""));
                named.extend(filled.filter(|arn| spellings.iter().any(|spelling| spelling.covers(arn))));
            }
        }
        named.into_iter().collect()
    }

    /// Asks for the rest: all that work in the same places at once, then halves.
    fn ask(&self, inquiry: &mut Inquiry<'w>, open: Vec<Candidate>, allowed: &mut BTreeSet<String>) {
        let mut groups: BTreeMap<Option<Vec<Site>>, Vec<String>> = BTreeMap::new();
        for candidate in open {
            groups.entry(candidate.sites).or_default().push(candidate.name);
        }
        let mut lost = 0;
        for (sites, names) in groups {
            let resource = resource_of(sites.as_deref());
            let mut halves = vec![names];
            while let Some(names) = halves.pop() {
                // A pattern of a policy is asked about as it is.
                let actions: Vec<Template> = names.iter().map(|name| Template::glob(name)).collect();
                let inside = Statement { resource: resource.clone(), ..self.cell.statement(&actions) };
                let conclusion = self.external.exists(inquiry, &inside, &[]);
                lost += usize::from(conclusion == Conclusion::Unknown);
                match conclusion {
                    Conclusion::Fails => {}
                    Conclusion::Holds | Conclusion::Unknown if names.len() > 1 && lost < MOST_OPEN => {
                        let (front, behind) = names.split_at(names.len() / 2);
                        halves.push(behind.to_vec());
                        halves.push(front.to_vec());
                    }
                    Conclusion::Holds | Conclusion::Unknown => allowed.extend(names),
                }
            }
        }
    }

    /// The witness, or where AWS has no such request one with another action or resource that it has, which none of `others`
    /// speaks of either.
    pub(super) fn of_today(&self, inquiry: &mut Inquiry<'w>, access: Access, others: &[Statement]) -> Access {
        let Some(request) = access.request.as_ref().filter(|request| !is_of_today(self.target, request))
        else {
            return access;
        };
        let mut variants: Vec<Variant> = Vec::new();
        let named = self.named_resources();
        for candidate in candidates(self.target.arn(), self.patterns) {
            variants.extend(candidate.variants(std::iter::once(&request.resource).chain(&named), true));
        }
        let inside = self.statement();
        let found =
            self.external.exchanged(inquiry, request, [std::slice::from_ref(&inside), others], &variants, 1);
        let Some((action, resource)) = found.first().and_then(|&at| variants.get(at)) else { return access };
        let (action, resource) = (action.clone(), resource.clone());
        let request = Request { action, resource, ..request.clone() };
        match self.external.told(inquiry, request, &inside) {
            Some(told) if told.conclusion == access.conclusion => told,
            _ => access,
        }
    }
}

impl Site {
    fn covers(&self, resource: &str) -> bool {
        matches(&Template::glob(&self.pattern), resource, &Context::default())
    }
}

/// Whether the candidate works on the request's resource.
fn works(candidate: &Candidate, request: &Request) -> bool {
    match &candidate.sites {
        None => true,
        Some(sites) => sites.iter().any(|site| site.covers(&request.resource)),
    }
}

/// The resources of these places; any where it is not known which.
fn resource_of(sites: Option<&[Site]>) -> Resource {
    let Some(sites) = sites else { return Resource::Attached };
    let pattern = |site: &Site| ResourcePattern::new(Template::glob(&site.pattern));
    Resource::Resource(sites.iter().map(pattern).collect())
}

/// Whether AWS has the request's action work on such a resource. That is more than that the catalogue
/// [admits](catalog::lack) the request, which has actions that work on nothing in particular go with every ARN; keys are left out:
/// a world's facts give requests keys that not every service supplies.
fn is_of_today(target: &Target<'_>, request: &Request) -> bool {
    let spellings = extent(target.arn());
    let spelling: Vec<Spelling> =
        spellings.into_iter().filter(|spelling| spelling.covers(&request.resource)).collect();
    let covered = |target: catalog::Target| {
        sites(target.resource_type(), &spelling).iter().any(|site| site.covers(&request.resource))
    };
    catalog::action_named(&request.action).is_some_and(|action| action.targets().any(covered))
}

impl Finding {
    /// Where the catalogue has no action for it, its patterns stand for themselves.
    pub(super) fn settle(&mut self) {
        if self.allowed.is_empty() {
            self.allowed.clone_from(&self.actions);
        }
    }

    /// The actions of today that its patterns stand for and that work on the resource, or what lies in it, allowed or
    /// not; sorted.
    pub fn named(&self) -> Vec<String> {
        let points = self.sources.iter().filter_map(|source| match source {
            Source::AccessPoint(arn) => Some(arn.as_str()),
            Source::Policy | Source::BucketAcl | Source::AccessPointAccount(_) => None,
        });
        let is_direct = self.sources.iter().any(|source| !matches!(source, Source::AccessPoint(_)));
        let own = Some(self.resource.as_str()).filter(|_| is_direct);
        let patterns: Vec<Template> = self.actions.iter().map(|action| Template::glob(action)).collect();
        let arns = points.chain(own);
        let all: BTreeSet<String> =
            arns.flat_map(|arn| candidates(arn, &patterns)).map(|candidate| candidate.name).collect();
        all.into_iter().collect()
    }
}

/// Of these patterns those whose every action at the resource is among the allowed ones, and the allowed ones that are of no such.
pub(super) fn told_by_patterns(arn: &str, patterns: &[Template], allowed: &[String]) -> Vec<String> {
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut rest: BTreeSet<&String> = allowed.iter().collect();
    for pattern in patterns {
        let all = candidates(arn, std::slice::from_ref(pattern));
        if all.len() > 1 && all.iter().all(|candidate| allowed.contains(&candidate.name)) {
            told.insert(pattern.to_string());
            all.iter().for_each(|candidate| {
                rest.remove(&candidate.name);
            });
        }
    }
    told.extend(rest.into_iter().cloned());
    told.into_iter().collect()
}
