//! One party, one target, one question: is there a request that is allowed?

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::ask::{Ask, AskError};
use super::case::{Beyond, Case};
use super::doubts::Doubt;
use super::memory::{Memory, Plain};
use super::outsiders::named_roles;
use super::region;
use super::request::{default_caller, fill_present, follow_caller, request};
use super::respell::{numbered, respellings};
use super::samples::{ALWAYS, mentioned};
use super::ways::{ALL_BUCKETS, LIST_BUCKETS};
use crate::decide::{Assignment, Budget, Reason, Verdict as Found};
use crate::eval::{self, Decision, Scope, Verdict, decision::looks_public};
use crate::formula::{Arena, Shared, TermId};
use crate::model::catalog::{Lack, lack};
use crate::model::world::{Facts, Known, Party, Spelling, Target, World};
use crate::model::{Assumption, Caller, Context, Key, Policy, Request, fill_in};
use crate::question::{Conclusion, Prover};
use crate::witness::{Candidates, known, shrink, spelt};

/// How long one engine may look for whether an answer hangs on an assumption.
const ASSUMPTION_TIME: Duration = Duration::from_secs(1);

/// What came of it.
#[derive(Clone, Debug)]
pub struct Access {
    /// `Holds` iff there is such a request, `Fails` iff there is none.
    pub conclusion: Conclusion,
    /// The request, replayed; with everything that the world says of it.
    pub request: Option<Request>,
    /// The keys that the question fixes, and those of the request that the world leaves open: the conditions that it
    /// had to meet. One without values in the request is absent.
    pub open: Vec<Key>,
    /// What the evaluator says of the request.
    pub verdict: Option<Verdict>,
    /// Why it is unknown.
    pub unknown: Vec<String>,
    /// The assumptions that the answer hangs on.
    pub assumptions: BTreeSet<Assumption>,
    /// The engine that decided; `terms` where none had to be asked.
    pub engine: &'static str,
}

impl Access {
    pub(super) fn of(conclusion: Conclusion, engine: &'static str) -> Access {
        Access {
            conclusion,
            request: None,
            open: Vec::new(),
            verdict: None,
            unknown: Vec::new(),
            assumptions: BTreeSet::new(),
            engine,
        }
    }

    /// What of the request AWS does not have today. Of keys those count that it had to have: a world's facts give requests keys
    /// that not every service supplies.
    pub fn lack(&self) -> Option<Lack> {
        let request = self.request.as_ref()?;
        if request.action.eq_ignore_ascii_case(LIST_BUCKETS) && request.resource == ALL_BUCKETS {
            return None;
        }
        let mut bare = Request { context: Context::default(), ..request.clone() };
        for key in &self.open {
            bare.context.set(key.clone(), request.context.values(key).to_vec());
        }
        lack(&bare)
    }

    pub(super) fn unknown(reason: String, engine: &'static str) -> Access {
        Access { unknown: vec![reason], ..Access::of(Conclusion::Unknown, engine) }
    }
}

/// Asks about one world, question after question. Holds terms of the policies it has met: one a thread.
pub struct Inquiry<'w> {
    pub(super) prover: &'w Prover,
    pub(super) world: &'w World,
    pub(super) scope: Scope,
    pub(super) arena: Arena,
    pub(super) shared: Shared,
    pub(super) consulted: BTreeSet<Assumption>,
    /// An arena in which the policies are declared, without terms.
    blank: Arena,
    /// What shared policies say under the other reading of one assumption each, in the same arena.
    others: BTreeMap<Assumption, Shared>,
    /// What was found out so far.
    pub(super) memory: Memory,
}

impl<'w> Inquiry<'w> {
    /// An inquiry into the world, under the prover's readings.
    pub fn new(prover: &'w Prover, world: &'w World) -> Inquiry<'w> {
        let mut blank = Arena::new();
        world.policies().for_each(|policy| blank.declare(policy));
        Inquiry::blank(prover, world, blank)
    }

    /// An inquiry that knows nothing yet of what this one has found out, for another thread. Less work than
    /// [`Inquiry::new`].
    #[must_use]
    pub fn afresh(&self) -> Inquiry<'w> {
        Inquiry::blank(self.prover, self.world, self.blank.clone())
    }

    fn blank(prover: &'w Prover, world: &'w World, blank: Arena) -> Inquiry<'w> {
        Inquiry {
            prover,
            world,
            scope: Scope { assumptions: prover.assumptions },
            arena: blank.clone(),
            shared: Shared::default(),
            consulted: BTreeSet::new(),
            blank,
            others: BTreeMap::new(),
            memory: Memory::default(),
        }
    }

    /// The world.
    pub fn world(&self) -> &'w World {
        self.world
    }

    /// Takes note of the keys of a policy that is not the world's, before anything is asked.
    pub(super) fn declare(&mut self, policy: &Policy) {
        self.arena.declare(policy);
        self.blank.declare(policy);
    }

    /// Whether some request of the party on the target, among those asked for, is allowed. A request that comes
    /// out is made plain if `plain`.
    pub fn access(
        &mut self,
        party: &Party<'w>,
        target: &Target<'w>,
        ask: &Ask,
        plain: bool,
    ) -> Result<Access, AskError> {
        let case = self.case(party, target, ask)?;
        Ok(self.answer(&case, plain))
    }

    /// The answer for the case, with what it hangs on.
    pub(super) fn answer(&mut self, case: &Case<'_, 'w>, plain: bool) -> Access {
        self.in_any_case(case, |inquiry, case| inquiry.settle(case, plain))
    }

    /// What is to be said of a request that is one of those asked for.
    pub(super) fn told(&mut self, case: &Case<'_, 'w>, request: Request) -> Access {
        let mut access = Access { request: Some(request), ..Access::of(Conclusion::Holds, "request") };
        self.decision(case);
        self.check_assumptions(case, &mut access);
        if let Some(request) = &access.request {
            access.verdict = Some(eval::decide_request(request, &case.setting, self.scope, &looks_public));
        }
        access
    }

    /// The same, with what is open as it stands in the case.
    fn settle(&mut self, case: &Case<'_, 'w>, plain: bool) -> Access {
        let (mut access, term) = self.find(case, &self.prover.budget);
        self.check_assumptions(case, &mut access);
        if let (Some(request), Some(term), true) = (&access.request, term, plain) {
            let mut plain = self.plain_of(case, request, term);
            respell(&mut plain, case.asked);
            access.request = Some(plain);
        }
        let mut shown: BTreeSet<Key> = case.keys.iter().map(|(key, _)| key.clone()).collect();
        if let Some(request) = &access.request {
            access.verdict = Some(eval::decide_request(request, &case.setting, self.scope, &looks_public));
            let open = request.context.iter().map(|(key, _)| key);
            shown.extend(open.filter(|key| !is_fixed(&case.facts, key)).cloned());
        }
        access.open = shown.into_iter().collect();
        access
    }

    /// A plain request among those asked for, and what the evaluator says of it: where none is allowed, this shows what
    /// stands in the way. None where what is plain is no request that there is.
    pub fn example(
        &self,
        party: &Party<'w>,
        target: &Target<'w>,
        ask: &Ask,
    ) -> Result<Option<(Request, Verdict)>, AskError> {
        let case = self.case(party, target, ask)?;
        let spelling = case.spellings.last().and_then(Option::as_ref);
        let mut request = request(&case, self.world, spelling, &Assignment::default());
        respell(&mut request, case.asked);
        // What every request has, it has as well, where a policy asks for it.
        let mut keys = BTreeSet::new();
        let statements = case.setting.policies().flat_map(|policy| &policy.statements);
        statements.for_each(|statement| mentioned(statement, &mut keys));
        let mut always = Request { context: Context::default(), ..request.clone() };
        ALWAYS.iter().for_each(|(name, value)| always.context.set(Key::new(name), vec![(*value).to_owned()]));
        fill_present(&case, &mut always);
        for (key, values) in always.context.iter().filter(|(key, _)| keys.contains(key)) {
            if request.context.values(key).is_empty() {
                request.context.set(key.clone(), values.to_vec());
            }
        }
        let verdict = eval::decide_request(&request, &case.setting, self.scope, &looks_public);
        // A request that is none AWS would see may be allowed; it shows nothing.
        Ok((verdict.decision != Decision::Allow).then_some((request, verdict)))
    }

    /// What is asked, with what stands around it.
    pub(super) fn case<'c>(
        &self,
        party: &'c Party<'w>,
        target: &'c Target<'w>,
        ask: &'c Ask,
    ) -> Result<Case<'c, 'w>, AskError> {
        let mut facts = self.world.facts(party, target);
        let actions = ask.actions(target);
        region::note(&mut facts, target.arn(), &actions);
        if target.arn() != "*" && !ask.may_lack_owner(target) {
            facts.tell_owner();
        }
        ask.fix(&mut facts)?;
        let mut setting = self.world.setting(party, target);
        let doubts = Doubt::of(self.world, party, target, &mut setting);
        let roles = named_roles(party, &setting);
        Ok(Case {
            party,
            target,
            setting,
            doubts,
            facts,
            actions,
            asked: &ask.actions,
            resource: ask.within(target),
            keys: &ask.keys,
            spellings: ask.spellings(target),
            mentioned: None,
            roles,
            beyond: Beyond::Nothing,
            apart: Vec::new(),
        })
    }

    pub(super) fn decide(&mut self, case: &Case<'_, 'w>, budget: &Budget) -> Access {
        self.find(case, budget).0
    }

    /// The same, with the term that the request comes from.
    fn find(&mut self, case: &Case<'_, 'w>, budget: &Budget) -> (Access, Option<TermId>) {
        let mut unknown = Vec::new();
        let mut engine = "terms";
        let decision = self.decision(case);
        if decision == Arena::FALSE && !case.wants_refused() {
            return (Access::of(Conclusion::Fails, engine), None);
        }
        if let Some(reason) = self.unknown_id(case) {
            return (Access::unknown(reason, engine), None);
        }
        for spelling in &case.spellings {
            let Some(claim) = self.claim(case, decision, spelling.as_ref()) else {
                let reason = "what the world says of the caller contradicts itself".to_owned();
                return (Access::unknown(reason, engine), None);
            };
            if claim.term == Arena::FALSE {
                continue;
            }
            let (found, by) = self.verdict(claim.term, budget);
            engine = by;
            match found {
                Found::Empty => {}
                Found::Unknown(Reason(reason)) => unknown.push(reason),
                Found::Member(assignment) => {
                    let request = request(case, self.world, claim.spelling, &assignment);
                    let mut requests = respellings(case, self.world, request).into_iter();
                    let request = requests.find(|request| self.is_witness(case, claim.universe, request));
                    if request.is_some() {
                        return (
                            Access { request, ..Access::of(Conclusion::Holds, engine) },
                            Some(claim.term),
                        );
                    }
                    tracing::debug!(?assignment, "a witness does not replay");
                    unknown.push("the request that was found does not replay".to_owned());
                }
            }
        }
        if unknown.is_empty() {
            return (Access::of(Conclusion::Fails, engine), None);
        }
        (Access { unknown, ..Access::of(Conclusion::Unknown, engine) }, None)
    }

    /// What the engines say of the term, which they are asked about once: one party's term is often another's.
    pub(super) fn verdict(&mut self, term: TermId, budget: &Budget) -> (Found, &'static str) {
        if let Some(known) = self.memory.verdict(term) {
            return known;
        }
        let found = self.prover.portfolio.decide(&self.arena, term, budget);
        self.memory.note_verdict(term, &found);
        found
    }

    /// The request made plain; as that of another party whose request comes from the same term, if it can be so.
    fn plain_of(&mut self, case: &Case<'_, 'w>, request: &Request, term: TermId) -> Request {
        if let Some(plain) = self.memory.plain(term) {
            let request = plain.by(case);
            let universe = self.whole_universe(case);
            if self.is_witness(case, universe, &request) {
                return request;
            }
        }
        let request = self.plain(case, request, &|_| true);
        self.memory.note_plain(term, Plain::of(case, &request));
        request
    }

    /// The request made plain: what the world settles is filled in again after each try.
    pub(super) fn plain(
        &mut self,
        case: &Case<'_, 'w>,
        request: &Request,
        also: &dyn Fn(&Request) -> bool,
    ) -> Request {
        let universe = self.whole_universe(case);
        let policies: Vec<&Policy> = case.setting.policies().map(AsRef::as_ref).collect();
        let mut candidates = Candidates::of(&policies);
        match &case.facts.principal {
            Some(Spelling::Prefixed { prefix, .. }) => {
                candidates.principals.insert(0, format!("{prefix}session"))
            }
            Some(Spelling::Exact(_)) => {}
            None => {
                // Whom the policies name by a key may as well call.
                let named = candidates.values.get(&Key::new("aws:PrincipalArn")).cloned().unwrap_or_default();
                let named = named.iter().filter_map(|arn| {
                    let account = Caller::new(arn).account().map(str::to_owned)?;
                    Some(arn.replacen(&account, &numbered(&account, '9'), 1))
                });
                candidates.principals.splice(0..0, named);
                candidates.principals.insert(0, default_caller(case, self.world));
            }
        }
        if case.spellings.contains(&None) && !case.resource.is_anything() {
            candidates.resources.insert(0, fill_in(&case.resource, "example", 'x', ""));
        }
        let filled = |open: &Request| {
            let mut request = open.clone();
            if case.facts.principal.is_none() {
                follow_caller(&mut request);
            }
            case.facts.fill(&mut request);
            self.world.tie(&mut request);
            request
        };
        let mut open = request.clone();
        let fixed: Vec<Key> = open
            .context
            .iter()
            .map(|(key, _)| key)
            .filter(|key| is_fixed(&case.facts, key))
            .cloned()
            .collect();
        fixed.into_iter().for_each(|key| open.context.set(key, Vec::new()));
        let holds = |open: &Request| {
            let request = filled(open);
            also(&request) && self.is_witness(case, universe, &request)
        };
        let plain = shrink(open, &candidates, &holds);
        // Where an action that AWS has shows it as well, nobody is shown another.
        let invented = matches!(lack(&plain), Some(Lack::Action(_) | Lack::Resource(_) | Lack::Arn(_)));
        let of_today = if invented { known(&plain, &policies, &candidates, &holds) } else { None };
        let told =
            spelt(filled(&of_today.unwrap_or(plain)), &|request| self.is_witness(case, universe, request));
        // What follows from the caller is filled in again after each try; where not even the first is one of those then, the
        // request stays as it was found.
        if also(&told) && self.is_witness(case, universe, &told) { told } else { request.clone() }
    }

    /// Decides anew under the other reading of each assumption that the policies depend on.
    pub(super) fn check_assumptions(&mut self, case: &Case<'_, 'w>, access: &mut Access) {
        if access.conclusion == Conclusion::Unknown {
            return;
        }
        let budget = Budget { time: self.prover.budget.time.min(ASSUMPTION_TIME), ..self.prover.budget };
        let decision = self.decision(case);
        for assumption in self.consulted.clone() {
            if self.hangs_on(case, access, decision, assumption, &budget) {
                access.assumptions.insert(assumption);
            }
        }
        if access.assumptions.contains(&Assumption::PlainOperatorOnMultivaluedKey) {
            access.conclusion = Conclusion::Unknown;
            access.unknown.push(
                "an operator without `ForAllValues` or `ForAnyValue` looks at a key with several values, and the answer \
                 depends on what that means"
                    .to_owned(),
            );
        }
    }

    /// Whether the answer is another one under the other reading of the assumption. `decision` is the case's term.
    fn hangs_on(
        &mut self,
        case: &Case<'_, 'w>,
        access: &Access,
        decision: TermId,
        assumption: Assumption,
        budget: &Budget,
    ) -> bool {
        let scope = Scope { assumptions: self.scope.assumptions.flip(assumption) };
        // Which values there are of keys that no reference lists hangs on one of them; of the others equal terms say the
        // same, and a request that is allowed there too is as good.
        let of_decision = assumption != Assumption::UnlistedKeysAreTyped
            && matches!(case.beyond, Beyond::Nothing | Beyond::Between(..));
        let between = self.between_of(case);
        let others = self.others.remove(&assumption).unwrap_or_default();
        let own = (std::mem::replace(&mut self.shared, others), std::mem::replace(&mut self.scope, scope));
        let same = of_decision
            && (access.request.as_ref().is_some_and(|request| self.is_still(case, request))
                || (self.decision(case) == decision && self.between_of(case) == between));
        let conclusion = if same { access.conclusion } else { self.decide(case, budget).conclusion };
        self.others.insert(assumption, std::mem::replace(&mut self.shared, own.0));
        self.scope = own.1;
        conclusion != access.conclusion
    }

    /// The requests that the case's statements leave, where it has some.
    fn between_of(&mut self, case: &Case<'_, 'w>) -> Option<TermId> {
        let Beyond::Between(inside, others) = &case.beyond else { return None };
        Some(self.between(inside, others))
    }

    /// Whether the request is allowed, and still one that the case's statements leave.
    fn is_still(&self, case: &Case<'_, 'w>, request: &Request) -> bool {
        let left = match &case.beyond {
            Beyond::Between(inside, others) => {
                let speaks = |statement| eval::matches(statement, request, self.scope);
                speaks(*inside) && !others.iter().any(speaks)
            }
            _ => true,
        };
        left && self.allows(&case.setting, request)
    }

    /// Whether some request of the case is allowed: the conclusion of [`Inquiry::access`], and little more about it.
    pub(super) fn reaches(&mut self, case: &Case<'_, 'w>) -> Access {
        self.in_any_case(case, Inquiry::reaches_as_it_is)
    }

    fn reaches_as_it_is(&mut self, case: &Case<'_, 'w>) -> Access {
        let mut access = self.decide(case, &self.prover.budget);
        let open = Assumption::PlainOperatorOnMultivaluedKey;
        if access.conclusion == Conclusion::Unknown || !self.consulted.contains(&open) {
            return access;
        }
        let decision = self.decision(case);
        let budget = Budget { time: self.prover.budget.time.min(ASSUMPTION_TIME), ..self.prover.budget };
        if self.hangs_on(case, &access, decision, open, &budget) {
            access.conclusion = Conclusion::Unknown;
        }
        access
    }
}

/// Writes the request's action as it was asked for: letter case does not count, and nobody reads `iam:createrole`.
fn respell(request: &mut Request, asked: &[String]) {
    if let Some(asked) = asked.iter().find(|asked| asked.eq_ignore_ascii_case(&request.action)) {
        request.action.clone_from(asked);
    }
}

/// Whether the world gives every request this key's values.
pub(super) fn is_fixed(facts: &Facts, key: &Key) -> bool {
    matches!(facts.known(key), Some(Known::Values(_) | Known::Spelt(_)))
}
