//! What is asked, as a term, and whether a request is one that is asked for.

use crate::eval::{
    self, Decision,
    decision::{FREE_CALLS, looks_public},
};
use crate::formula::decision::{Sides, callers};
use crate::formula::{Arena, Compiler, Subject, Substitution, TermId, Test, value, wellformed};
use crate::model::world::{Party, Spelling, Target, Unless, World};
use crate::model::{
    Address, Caller, CallerKind, Context, Key, Network, Piece, PolicyType, Request, Setting, Statement,
    Template, is_account_number, segments_of,
};

use super::case::{Beyond, Case};
use super::inquiry::Inquiry;
use super::outsiders::{fits_account, fits_roles, has_names, of_accounts};
use super::request::as_other;

/// The requests asked for, in one spelling of the resource.
pub(super) struct Claim<'c> {
    /// What is decided: everything known put in.
    pub(super) term: TermId,
    /// The requests that there are, nothing put in.
    pub(super) universe: TermId,
    pub(super) spelling: Option<&'c Spelling>,
}

impl<'w> Inquiry<'w> {
    /// The requests that the setting allows, before anything is put in.
    pub(super) fn decision(&mut self, case: &Case<'_, 'w>) -> TermId {
        let sides = Sides::between(case.party, case.target);
        let around = self.memory.around(self.scope, &case.setting, &sides);
        if let Some(known) = around.as_ref().and_then(|around| self.memory.decision(around)) {
            return known;
        }
        let decision = self.compile(|compiler| compiler.decision(&case.setting, &sides, &looks_public));
        if let Some(around) = around {
            self.memory.note_decision(around, &case.setting, decision);
        }
        decision
    }

    /// Compiles something, keeping what shared policies say.
    pub(super) fn compile<T>(&mut self, compile: impl FnOnce(&mut Compiler<'_>) -> T) -> T {
        let mut compiler = Compiler::resume(&mut self.arena, self.scope, std::mem::take(&mut self.shared));
        let term = compile(&mut compiler);
        self.consulted.append(&mut compiler.consulted);
        self.shared = compiler.into_shared();
        term
    }

    /// The claim for one spelling of the resource; `None` if what the world says contradicts itself.
    pub(super) fn claim<'c>(
        &mut self,
        case: &'c Case<'_, 'w>,
        decision: TermId,
        spelling: Option<&'c Spelling>,
    ) -> Option<Claim<'c>> {
        let asked = self.asked(case);
        let decision = if case.wants_refused() { self.arena.not(decision) } else { decision };
        let term = self.arena.and([decision, asked]);
        let (outside, own) = self.outside(case, spelling);
        let looked_at = self.arena.and([term, own]);
        let (callers, rules) = self.callers_and_rules(case, looked_at);
        let universe = self.arena.and([callers, rules]);
        let signature = self.signature(case, spelling, [term, own, rules], [callers, outside]);
        if let Some(known) = self.memory.claim(&signature) {
            return known.map(|term| Claim { term, universe, spelling });
        }
        let mut put_in = Substitution::new(&case.facts, spelling);
        let exists = put_in.term(&mut self.arena, universe);
        if exists == Arena::FALSE {
            self.memory.note_claim(signature, None);
            return None;
        }
        let term = put_in.term(&mut self.arena, term);
        let own = put_in.term(&mut self.arena, own);
        let constraints = put_in.constraints(&mut self.arena);
        let term = self.arena.and([term, own, outside, exists, constraints]);
        let term = self.arena.simplify(term);
        self.memory.note_claim(signature, Some(term));
        Some(Claim { term, universe, spelling })
    }

    /// What the claim is a function of: the terms; what each of their tests becomes that the world may settle; and what
    /// ties to the world what is left. Two cases with one signature have one claim.
    fn signature(
        &mut self,
        case: &Case<'_, 'w>,
        spelling: Option<&Spelling>,
        terms: [TermId; 3],
        [callers, outside]: [TermId; 2],
    ) -> Vec<TermId> {
        let atoms = self.memory.atoms(&self.arena, terms);
        let mut put_in = Substitution::new(&case.facts, spelling);
        let mut signature = Vec::with_capacity(atoms.len() + 6);
        signature.extend(terms);
        signature.push(outside);
        signature.push(put_in.term(&mut self.arena, callers));
        signature.extend(atoms.iter().map(|&atom| put_in.term(&mut self.arena, atom)));
        signature.push(put_in.constraints(&mut self.arena));
        signature
    }

    /// The requests that count: in a term that everything is put into, and in one that nothing is yet put into.
    fn outside(&mut self, case: &Case<'_, 'w>, spelling: Option<&Spelling>) -> (TermId, TermId) {
        match &case.beyond {
            Beyond::Nothing => (Arena::TRUE, Arena::TRUE),
            Beyond::Policy(policy) => {
                let inside = self.compile(|compiler| compiler.allows(policy));
                // What everybody can do is nobody's permission.
                let free = FREE_CALLS.map(|call| Test::Text(Template::literal(call)));
                let free = free.map(|call| self.arena.test(&Subject::Action, call));
                let inside = self.arena.or(free.into_iter().chain([inside]));
                (Arena::TRUE, self.arena.not(inside))
            }
            Beyond::Statement(statement) | Beyond::Refused(statement) => {
                (Arena::TRUE, self.compile(|compiler| compiler.statement(statement)))
            }
            Beyond::Between(inside, others) => (Arena::TRUE, self.between(inside, others)),
            Beyond::Party(other) => {
                let decision = self.decision(other);
                let mut put_in = Substitution::beside(&other.facts, spelling);
                let inside = put_in.term(&mut self.arena, decision);
                let constraints = put_in.constraints(&mut self.arena);
                let outside = self.arena.not(inside);
                (self.arena.and([outside, constraints]), Arena::TRUE)
            }
        }
    }

    /// The requests that the first statement speaks of and none of the others does.
    pub(super) fn between(&mut self, inside: &Statement, others: &[Statement]) -> TermId {
        self.compile(|compiler| {
            let inside = compiler.statement(inside);
            let others: Vec<_> = others.iter().map(|other| compiler.statement(other)).collect();
            let others = compiler.arena.or(others);
            let outside = compiler.arena.not(others);
            compiler.arena.and([inside, outside])
        })
    }

    /// Why a request cannot be held against the other party's: this has a unique id that the world does not tell, and what
    /// it can do hangs on it.
    pub(super) fn unknown_id(&mut self, case: &Case<'_, 'w>) -> Option<String> {
        let Beyond::Party(other) = &case.beyond else { return None };
        let id = Key::new(USER_ID);
        if other.facts.known(&id).is_some() {
            return None;
        }
        let decision = self.decision(other);
        let mut put_in = Substitution::beside(&other.facts, None);
        let inside = put_in.term(&mut self.arena, decision);
        self.arena.keys(inside).contains(&id).then(|| {
            let name = crate::parse::quoted(&other.party.name());
            format!(
                "what {name} can do hangs on its unique id, which the world does not tell: give it its `id`"
            )
        })
    }

    /// The requests that the question is about.
    pub(super) fn asked(&mut self, case: &Case<'_, 'w>) -> TermId {
        let arena = &mut self.arena;
        let actions: Vec<_> = case
            .actions
            .iter()
            .map(|action| arena.test(&Subject::Action, Test::Text(action.clone())))
            .collect();
        let resource = arena.test(&Subject::Resource, Test::Text(case.resource.clone()));
        let mut terms = vec![arena.or(actions), resource];
        if let Some(account) = ruled_out(self.world, case) {
            terms.push(elsewhere(arena, account));
        }
        if let Target::AnywhereIn(account) = case.target {
            terms.push(at_home(arena, &account.id));
        }
        for spelling in &case.apart {
            let apart = match spelling {
                Spelling::Exact(text) => Template::literal(text),
                // Nothing has an empty name, so what ends where names would begin is nobody's.
                Spelling::Prefixed { prefix, tail: _ } => {
                    Template::new([Piece::Text(prefix.clone()), Piece::Any])
                }
            };
            let apart = arena.test(&Subject::Resource, Test::Text(apart));
            terms.push(arena.not(apart));
        }
        for call in FREE_CALLS.into_iter().filter(|call| case.may_ask_for(call) && !case.asks_for(call)) {
            let free = arena.test(&Subject::Action, Test::Text(Template::literal(call)));
            terms.push(arena.not(free));
        }
        for (key, values) in case.keys {
            let present = arena.present(key);
            terms.push(match values.as_slice() {
                [] => arena.not(present),
                [value] => arena
                    .some(key, |arena, subject| arena.test(subject, Test::Text(Template::literal(value)))),
                // Several values are put in with the facts.
                _ => present,
            });
        }
        arena.and(terms)
    }

    /// The requests that there are of the party, as far as the term can tell.
    pub(super) fn universe(&mut self, case: &Case<'_, 'w>, term: TermId) -> TermId {
        let (callers, rules) = self.callers_and_rules(case, term);
        self.arena.and([callers, rules])
    }

    /// The requests of the party's callers, and what holds of all requests that there are.
    pub(super) fn callers_and_rules(&mut self, case: &Case<'_, 'w>, term: TermId) -> (TermId, TermId) {
        let mentioned = match case.party {
            Party::Stranger => self.mentioned(case),
            _ => Vec::new(),
        };
        let arena = &mut self.arena;
        let callers = callers(arena, case.party, case.target, &mentioned);
        let mut terms = Vec::new();
        if case.wants_refused() {
            // What no policy could allow is no news: to reach into another partition, to assume a role as a root user.
            let refused = Sides::between(case.party, case.target).refused(arena);
            terms.push(arena.not(refused));
        }
        let keys = arena.keys(term);
        for tie in self.world.ties(&|name| keys.iter().any(|key| key.is(name))) {
            let is = |arena: &mut Arena, key: &Key, value: &str| {
                let test = Test::Text(Template::literal(value));
                arena.some(key, |arena, subject| arena.test(subject, test))
            };
            let settles = is(arena, &tie.key, &tie.value);
            let mut settled: Vec<_> = tie.others.iter().map(|other| is(arena, &tie.other, other)).collect();
            let present = arena.present(&tie.other);
            settled.push(arena.not(present));
            let settled = arena.or(settled);
            terms.push(arena.implies(settles, settled));
        }
        for (key, never) in case.facts.excluded.iter().filter(|(key, _)| keys.contains(key)) {
            let test = match never.ignores_case() {
                true => Test::TextIgnoreCase(never.template()),
                false => Test::Text(never.template()),
            };
            let never = arena.some(key, |arena, subject| arena.test(subject, test));
            terms.push(arena.not(never));
        }
        let calls = case.facts.calls;
        if case.actions.iter().any(may_be_of_sts) || !calls.only.is_empty() {
            let mut one_of = |patterns: &[&str]| {
                let each: Vec<_> = patterns
                    .iter()
                    .map(|pattern| arena.test(&Subject::Action, Test::Text(Template::glob(pattern))))
                    .collect();
                arena.or(each)
            };
            let (only, never) = (one_of(calls.only), one_of(calls.never));
            terms.push(arena.not(never));
            if !calls.only.is_empty() {
                terms.push(only);
            }
        }
        if let Some(address) = keys.iter().find(|key| key.is(SOURCE_IP)) {
            let private = arena.some(address, |arena, subject| {
                let each: Vec<_> =
                    private_networks().map(|network| arena.test(subject, Test::Within(network))).collect();
                arena.or(each)
            });
            terms.push(arena.not(private));
        }
        for unless in case.facts.unless.iter().filter(|unless| keys.contains(&unless.key)) {
            terms.push(bound(arena, unless));
        }
        if let Some(session) = named_session(case.party)
            && let Some(id) = keys.iter().find(|key| key.is(USER_ID))
        {
            let end = Template::new([Piece::Any, Piece::Text(format!(":{session}"))]);
            terms.push(arena.some(id, |arena, subject| arena.test(subject, Test::Text(end))));
        }
        terms.extend(of_accounts(arena, case, &keys));
        // Who exactly calls is nothing to the rules: that some caller is looked at is. So parties share them.
        let somebody = if case.party.is_of_world() {
            arena.test(&Subject::Principal, Test::Text(Template::glob("?*")))
        } else {
            callers
        };
        let looked_at = arena.and(terms.iter().copied().chain([somebody, term]));
        let rules = self.rules(looked_at);
        (callers, self.arena.and(terms.into_iter().chain([rules])))
    }

    /// The rules for the requests that the term looks at, collected once a term.
    fn rules(&mut self, looked_at: TermId) -> TermId {
        let (universe, scope) = (self.prover.universe, self.scope);
        if let Some(known) = self.memory.rules(scope, looked_at) {
            return known;
        }
        let (arena, consulted) = (&mut self.arena, &mut self.consulted);
        let rules = wellformed(arena, looked_at, universe, PolicyType::Resource, scope, consulted);
        self.memory.note_rules(scope, looked_at, rules);
        rules
    }

    /// Whether the statement may speak of the party at all.
    pub(super) fn names(&mut self, case: &Case<'_, 'w>, statement: &Statement) -> bool {
        let named = self.compile(|compiler| compiler.principal(&statement.principal));
        Substitution::new(&case.facts, None).term(&mut self.arena, named) != Arena::FALSE
    }

    /// The accounts of the world and its kin that the setting's policies mention.
    fn mentioned(&self, case: &Case<'_, 'w>) -> Vec<String> {
        match &case.mentioned {
            Some(mentioned) => mentioned.to_vec(),
            None => {
                let all = super::mentioned::mentioned(&case.setting);
                let told =
                    |id: &String| self.world.accounts.contains_key(id) || self.world.kin.contains_key(id);
                all.into_iter().filter(told).collect()
            }
        }
    }

    /// The same universe that the claim is over, for requests that are made plain.
    pub(super) fn whole_universe(&mut self, case: &Case<'_, 'w>) -> TermId {
        let (decision, asked) = (self.decision(case), self.asked(case));
        let (_, own) = self.outside(case, None);
        let term = self.arena.and([decision, asked, own]);
        self.universe(case, term)
    }

    /// Whether the request is one that the question asks for, as the world has it, and allowed by the evaluator.
    pub(super) fn is_witness(&self, case: &Case<'_, 'w>, universe: TermId, request: &Request) -> bool {
        self.is_asked(case, request)
            && value(&self.arena, universe, request)
            && self.allows(&case.setting, request) != case.wants_refused()
            && match &case.beyond {
                Beyond::Nothing => true,
                Beyond::Statement(statement) | Beyond::Refused(statement) => {
                    eval::matches(statement, request, self.scope)
                }
                Beyond::Between(inside, others) => {
                    let speaks = |statement| eval::matches(statement, request, self.scope);
                    speaks(inside) && !others.iter().any(speaks)
                }
                Beyond::Policy(policy) => {
                    !eval::allows(policy, request, self.scope)
                        && !FREE_CALLS.iter().any(|call| request.action.eq_ignore_ascii_case(call))
                }
                Beyond::Party(other) => !self.allows(&other.setting, &as_other(case, other, request)),
            }
    }

    pub(super) fn allows(&self, setting: &Setting, request: &Request) -> bool {
        eval::decision(request, setting, self.scope) == Decision::Allow
    }

    /// Whether the request is one that the question asks for, as the world has it.
    pub(super) fn is_asked(&self, case: &Case<'_, 'w>, request: &Request) -> bool {
        let context = Context::default();
        let is = |template: &Template, text: &str| eval::text::matches(template, text, &context);
        let account = request.principal.account();
        let told = |id: &str| self.world.accounts.contains_key(id) || self.world.kin.contains_key(id);
        let of_party = match case.party {
            Party::Account(id) => account == Some(id) && has_names(&request.principal),
            Party::Stranger => {
                account.is_some_and(|id| is_account_number(id) && !told(id)) && has_names(&request.principal)
            }
            Party::Service(None) => request.principal.text().starts_with("service:"),
            Party::Provider(None) => matches!(request.principal.kind(), CallerKind::Federated(_)),
            // How these are spelt, the facts tell.
            Party::Identity(_)
            | Party::Session(..)
            | Party::Federated(_)
            | Party::Root(_)
            | Party::Anonymous
            | Party::Service(Some(_))
            | Party::Provider(Some(_))
            | Party::Named(_) => true,
        };
        let spelt = |spelling: &Option<Spelling>| {
            spelling.as_ref().is_none_or(|spelling| spelling.covers(&request.resource))
        };
        of_party
            && fits_account(request)
            && fits_roles(&case.roles, request)
            && case.facts.admit(request)
            && self.world.ties_admit(request)
            && !comes_from_private_address(request)
            && case.spellings.iter().any(spelt)
            && is_placed(self.world, case, &request.resource)
            && !case.apart.iter().any(|apart| match apart {
                Spelling::Exact(text) => *text == request.resource,
                Spelling::Prefixed { prefix, tail: _ } => request.resource.starts_with(prefix.as_str()),
            })
            && is(&case.resource, &request.resource)
            && case.actions.iter().any(|action| is(action, &request.action.to_ascii_lowercase()))
            && FREE_CALLS.iter().all(|call| case.asks_for(call) || !request.action.eq_ignore_ascii_case(call))
            && case.keys.iter().all(|(key, values)| request.context.values(key) == values.as_slice())
    }
}

/// Whether the pattern may have actions of STS: it begins as they do, up to its first wildcard.
fn may_be_of_sts(pattern: &Template) -> bool {
    match pattern.pieces().first() {
        Some(Piece::Text(start)) => start.starts_with("sts:") || "sts:".starts_with(start.as_str()),
        Some(Piece::Any | Piece::One | Piece::Variable(_)) | None => true,
    }
}

/// The requests that agree with what is known of the key.
fn bound(arena: &mut Arena, unless: &Unless) -> TermId {
    let is = |arena: &mut Arena, subject: &Subject, text: &str| {
        arena.test(subject, Test::Text(Template::literal(text)))
    };
    let mut one_of = |actions: &[&str]| {
        let terms: Vec<_> = actions.iter().map(|action| is(arena, &Subject::Action, action)).collect();
        arena.or(terms)
    };
    let (free, always) = (one_of(unless.free), one_of(unless.always));
    let present = arena.present(&unless.key);
    let absent = arena.not(present);
    let told = match &unless.value {
        None => absent,
        Some(value) => {
            let has = arena.some(&unless.key, |arena, subject| is(arena, subject, value));
            let always = arena.not(always);
            let absent = arena.and([absent, always]);
            arena.or([has, absent])
        }
    };
    arena.or([free, told])
}

/// The account whose resources are not meant by any resource of an account outside: the caller's.
fn ruled_out<'c>(world: &World, case: &'c Case<'_, '_>) -> Option<&'c str> {
    let own = case.party.account().filter(|account| world.accounts.contains_key(*account));
    own.filter(|_| matches!(case.target, Target::Anywhere))
}

/// The requests whose resource is of this account, or of none by its ARN.
fn in_arn(arena: &mut Arena, account: &str) -> TermId {
    let [a, b, c, d, f] = std::array::from_fn(|_| Template::anything());
    let segments = [a, b, c, d, Template::literal(account), f];
    arena.test(&Subject::Resource, Test::Segments(Box::new(segments)))
}

/// The requests whose resource's ARN does not name the account.
fn elsewhere(arena: &mut Arena, account: &str) -> TermId {
    let own = in_arn(arena, account);
    arena.not(own)
}

/// The requests whose resource's ARN names the account, or none.
fn at_home(arena: &mut Arena, account: &str) -> TermId {
    let arn = arena
        .test(&Subject::Resource, Test::Segments(Box::new(std::array::from_fn(|_| Template::anything()))));
    let terms = [arena.not(arn), in_arn(arena, account), in_arn(arena, "")];
    arena.or(terms)
}

/// The same of one ARN, for whatever resource that the case is about.
fn is_placed(world: &World, case: &Case<'_, '_>, arn: &str) -> bool {
    let Some([_, _, _, _, account, _]) = segments_of(arn) else { return true };
    match case.target {
        Target::Anywhere => ruled_out(world, case) != Some(account),
        Target::AnywhereIn(own) => account.is_empty() || account == own.id,
        Target::Resource(_) | Target::AccessPoint(..) | Target::Role(_) | Target::Plain { .. } => true,
    }
}

/// The key that holds the address a request comes from: one of the public Internet, as what comes through a VPC endpoint has
/// `aws:VpcSourceIp` in its place (IAM/reference_policies_condition-keys).
const SOURCE_IP: &str = "aws:sourceip";

/// The networks that no address of the public Internet lies in (RFC 1918).
fn private_networks() -> impl Iterator<Item = Network> {
    ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].into_iter().filter_map(Network::parse)
}

/// Whether the request says that it comes from such a network.
fn comes_from_private_address(request: &Request) -> bool {
    let addresses = request.context.values(&Key::new(SOURCE_IP)).iter();
    let mut addresses = addresses.filter_map(|text| text.parse::<Address>().ok());
    addresses.any(|address| private_networks().any(|network| network.contains(address)))
}

/// Whose end is the name of a session.
pub(super) const USER_ID: &str = "aws:userid";

/// The name of the session that the party is, if it is one.
fn named_session(party: &Party<'_>) -> Option<String> {
    let (Party::Named(arn) | Party::Session(_, arn)) = party else { return None };
    let caller = Caller::new(arn);
    let (CallerKind::RoleSession { session: name, .. } | CallerKind::FederatedUser { name, .. }) =
        caller.kind()
    else {
        return None;
    };
    Some(name.to_owned())
}
