//! Requests that a policy probably allows, made from its statements.
//!
//! Nothing rests on them: whether a sample exists in the universe and is allowed is found out by
//! [`Collection`](super::Collection), and one that is not is dropped. They are made to lie in few other policies: a
//! wildcard becomes a word that nobody writes, a key that is not asked for is absent.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::callers::context;
use crate::decide::{Budget, Engine, Search, Verdict};
use crate::eval::{self, Decision, Scope};
use crate::formula::{Arena, Compiler, Universe, wellformed};
use crate::model::{
    Action, Arity, ArnOperand, BoolOperand, Caller, Condition, Context, Effect, Key, Operands, Piece, Policy,
    Request, Resource, ResourcePattern, Segments, SetQualifier, Statement, Template, Test, format_instant,
    plain_values,
};
use crate::witness::{self, Candidates};

/// What stands for a wildcard.
const WORD: &str = "example";
/// The resource of statements that do not say which.
const RESOURCE: &str = "arn:aws:example:us-east-1:111122223333:example";
/// How many values of a statement's conditions are tried beyond the first of each.
const MOST_VALUES: usize = 64;
/// How many callers a statement's samples have.
const MOST_CALLERS: usize = 3;

/// One request: an action, under circumstances that many share.
pub(super) struct Sample {
    pub(super) action: String,
    /// The request but for its action, which is [`ANY_ACTION`].
    pub(super) circumstances: Arc<Request>,
}

/// The action that stands where none is meant.
pub(super) const ANY_ACTION: &str = "example:Action";

impl Sample {
    fn new(request: Request) -> Sample {
        let action = request.action.clone();
        Sample { action, circumstances: Arc::new(Request { action: ANY_ACTION.to_owned(), ..request }) }
    }
}

/// The policy's samples: for each `Allow` statement one for each of its actions, of its resources, and of the values of its
/// conditions, the rest being the first of each.
pub(super) fn samples(policy: &Policy, universe: Universe, scope: Scope) -> Vec<Sample> {
    let callers = callers(policy);
    let mut samples = Vec::new();
    for statement in policy.statements.iter().filter(|statement| statement.effect == Effect::Allow) {
        let matching = |request: &Request| eval::matches(statement, request, scope);
        let bases = callers.iter().filter_map(|caller| request(statement, caller, None)).filter(matching);
        let mut bases = bases.take(MOST_CALLERS);
        let allowed = |request: &Request| eval::evaluate(policy, request, scope).decision == Decision::Allow;
        let Some(base) = bases.next().filter(allowed).or_else(|| search(policy, statement, universe, scope))
        else {
            continue;
        };
        samples.extend(bases.map(Sample::new));
        if let Resource::Resource(patterns) = &statement.resource {
            for pattern in patterns.iter().skip(1) {
                samples.push(Sample::new(Request {
                    resource: resource(pattern, &base.context),
                    ..base.clone()
                }));
            }
        }
        let others = statement.conditions.iter().enumerate().flat_map(|(condition, asked)| {
            (1..count(&asked.operands)).map(move |operand| (condition, operand))
        });
        let others =
            others.take(MOST_VALUES).filter_map(|choice| request(statement, &base.principal, Some(choice)));
        samples.extend(others.map(Sample::new));
        let base = Sample::new(base);
        if let Action::Action(patterns) = &statement.action {
            for pattern in patterns.iter().skip(1) {
                samples.push(Sample {
                    action: action(pattern, &base.circumstances.context),
                    circumstances: Arc::clone(&base.circumstances),
                });
            }
        }
        samples.push(base);
    }
    samples
}

/// A request that the policy allows through the statement, where the first to come to mind is none.
fn search(policy: &Policy, statement: &Statement, universe: Universe, scope: Scope) -> Option<Request> {
    let mut arena = Arena::new();
    let mut compiler = Compiler::new(&mut arena, scope, &[policy]);
    let (allowed, through) = (compiler.allows(policy), compiler.statement(statement));
    let term = arena.and([allowed, through]);
    let rules = wellformed(&mut arena, term, universe, policy.policy_type, scope, &mut BTreeSet::new());
    let term = arena.and([term, rules]);
    match Search.decide(&arena, term, &Budget::default()) {
        Verdict::Empty | Verdict::Unknown(_) => None,
        Verdict::Member(assignment) => {
            let found = witness::complete(&assignment);
            // What the policy does not look at is as in other samples.
            let mut context = context(&found.principal);
            for key in assignment.context.keys() {
                context.set(key.clone(), found.context.values(key).to_vec());
            }
            Some(Request { context, ..found })
        }
    }
}

/// Callers to try, plainest first.
fn callers(policy: &Policy) -> Vec<Caller> {
    let own = ["role", "user"].map(|kind| Caller::new(&format!("arn:aws:iam::111122223333:{kind}/{WORD}")));
    if !policy.policy_type.has_principal() {
        return own.into();
    }
    let named = Candidates::of(&[policy]).principals;
    named.iter().map(|principal| Caller::new(principal)).chain(own).collect()
}

/// The request of the first action and resource, with conditions satisfied one after the other by their first operand, or
/// one condition by another operand.
fn request(statement: &Statement, caller: &Caller, choice: Option<(usize, usize)>) -> Option<Request> {
    let mut context = context(caller);
    // Which keys must be there shows what `ForAllValues` and `IfExists` have to look at.
    let (nulls, others): (Vec<_>, Vec<_>) = statement
        .conditions
        .iter()
        .enumerate()
        .partition(|(_, condition)| condition.operator.test == Test::Null);
    for (at, condition) in nulls.into_iter().chain(others) {
        let operand = choice.filter(|(chosen, _)| *chosen == at).map_or(0, |(_, operand)| operand);
        satisfy(condition, operand, &mut context);
    }
    complete(&mut context);
    // Variables in patterns need values too.
    let element = match &statement.resource {
        Resource::Resource(patterns) => patterns.first(),
        Resource::NotResource(_) | Resource::Attached => None,
    };
    for variable in element.into_iter().flat_map(|pattern| pattern.whole().variables()) {
        if variable.default.is_none() && context.values(&variable.key).is_empty() {
            context.set(variable.key.clone(), vec![plain(&variable.key)]);
        }
    }
    let action = match &statement.action {
        Action::Action(patterns) => action(patterns.first()?, &context),
        Action::NotAction(_) => ANY_ACTION.to_owned(),
    };
    let resource = element.map_or_else(|| RESOURCE.to_owned(), |pattern| resource(pattern, &context));
    Some(Request { principal: caller.clone(), action, resource, resource_account: None, context })
}

/// A value that a key of this name may have.
fn plain(key: &Key) -> String {
    plain_values(key).into_iter().next().unwrap_or_default()
}

/// How many operands there are to choose from.
fn count(operands: &Operands) -> usize {
    match operands {
        Operands::StringEquals(list)
        | Operands::StringEqualsIgnoreCase(list)
        | Operands::StringLike(list) => list.len(),
        Operands::ArnLike(list) => list.len(),
        Operands::IpAddress(list) => list.len(),
        Operands::BinaryEquals(list) => list.len(),
        Operands::Numeric(_, list) | Operands::Date(_, list) => list.len(),
        Operands::Bool(list) => list.len(),
        Operands::Null(list) => list.len(),
    }
}

/// Gives the condition's key the value of an operand, where it needs one.
fn satisfy(condition: &Condition, operand: usize, context: &mut Context) {
    let (operator, key) = (condition.operator, &condition.key);
    let negated = match operator.test {
        Test::Value { comparison: _, negated } => negated,
        Test::Null => false,
    };
    if let Operands::Null(operands) = &condition.operands {
        match operands.get(operand) {
            Some(true) => context.set(key.clone(), Vec::new()),
            Some(false) if context.values(key).is_empty() => context.set(key.clone(), vec![plain(key)]),
            Some(false) | None => {}
        }
        return;
    }
    let absent_will_do = operator.if_exists || operator.qualifier == Some(SetQualifier::ForAllValues);
    if negated || (absent_will_do && operand == 0 && context.values(key).is_empty()) {
        if operator.qualifier == Some(SetQualifier::ForAnyValue) && context.values(key).is_empty() {
            context.set(key.clone(), vec![WORD.to_owned()]);
        }
        return;
    }
    let templates = match &condition.operands {
        Operands::StringEquals(list)
        | Operands::StringEqualsIgnoreCase(list)
        | Operands::StringLike(list) => list.get(operand),
        Operands::ArnLike(_)
        | Operands::IpAddress(_)
        | Operands::BinaryEquals(_)
        | Operands::Numeric(..)
        | Operands::Date(..)
        | Operands::Bool(_)
        | Operands::Null(_) => None,
    };
    for variable in templates.into_iter().flat_map(Template::variables) {
        if variable.default.is_none() && context.values(&variable.key).is_empty() {
            context.set(variable.key.clone(), vec![plain(&variable.key)]);
        }
    }
    let value = match &condition.operands {
        Operands::StringEquals(list)
        | Operands::StringEqualsIgnoreCase(list)
        | Operands::StringLike(list) => list.get(operand).map(|template| text(template, context)),
        Operands::ArnLike(list) => list.get(operand).map(|operand| match operand {
            ArnOperand::Segments(pattern) => arn(pattern.segments(), context),
            ArnOperand::Variable(_) => RESOURCE.to_owned(),
        }),
        Operands::IpAddress(list) => list.get(operand).map(|network| network.address().to_string()),
        Operands::BinaryEquals(list) => list.get(operand).cloned(),
        Operands::Numeric(_, list) => list.get(operand).map(ToString::to_string),
        Operands::Date(_, list) => list.get(operand).map(format_instant),
        Operands::Bool(list) => list.get(operand).map(|operand| match operand {
            BoolOperand::Literal(value) => value.to_string(),
            BoolOperand::Variable(_) => "true".to_owned(),
        }),
        Operands::Null(_) => None,
    };
    let Some(value) = value else { return };
    let mut values = context.values(key).to_vec();
    if values.contains(&value) {
        return;
    }
    // Another condition may want the value that is there, and a key with several values can have both.
    let both = key.arity() == Arity::Multi && operator.qualifier == Some(SetQualifier::ForAnyValue);
    if !both {
        values.clear();
    }
    values.push(value);
    context.set(key.clone(), values);
}

/// Adds the keys that those that are there do not come without.
fn complete(context: &mut Context) {
    let first = |context: &Context, name: &str| context.values(&Key::new(name)).first().cloned();
    for (one, other, value) in [
        ("aws:VpceOrgID", "aws:SourceVpce", "vpce-0123456789abcdef0"),
        ("aws:VpceAccount", "aws:SourceVpce", "vpce-0123456789abcdef0"),
        ("aws:SourceVpce", "aws:SourceVpc", "vpc-0123456789abcdef0"),
        ("aws:SourceVpce", "aws:VpcSourceIp", "10.0.0.9"),
        ("aws:MultiFactorAuthAge", "aws:MultiFactorAuthPresent", "true"),
    ] {
        if first(context, one).is_some() && first(context, other).is_none() {
            context.set(Key::new(other), vec![value.to_owned()]);
        }
    }
    let called = ["aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast"];
    if let Some(service) = called.iter().find_map(|name| first(context, name)) {
        for name in called.iter().filter(|name| first(context, name).is_none()).collect::<Vec<_>>() {
            context.set(Key::new(name), vec![service.clone()]);
        }
        context.set(Key::new("aws:ViaAWSService"), vec!["true".to_owned()]);
    }
    for owner in ["Principal", "Resource", "Source", "Vpce"] {
        let (id, paths) = (format!("aws:{owner}OrgID"), format!("aws:{owner}OrgPaths"));
        match (first(context, &id), first(context, &paths)) {
            (Some(id), None) => context.set(Key::new(&paths), vec![format!("{id}/r-{WORD}/")]),
            (None, Some(path)) => {
                let organization = path.split('/').next().unwrap_or_default().to_owned();
                context.set(Key::new(&id), vec![organization]);
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
    let names: Vec<String> = context
        .iter()
        .filter_map(|(key, _)| key.folded().strip_prefix("aws:requesttag/").map(str::len).zip(Some(key)))
        .filter_map(|(length, key)| key.name().get(key.name().len() - length..).map(str::to_owned))
        .collect();
    let tags = Key::new("aws:TagKeys");
    let mut listed = context.values(&tags).to_vec();
    for name in names {
        if !listed.iter().any(|tag| tag.eq_ignore_ascii_case(&name)) {
            listed.push(name);
        }
    }
    context.set(tags, listed);
}

/// A text of the template: wildcards become a word, variables what the context has.
fn text(template: &Template, context: &Context) -> String {
    template
        .pieces()
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::One => "x".to_owned(),
            Piece::Any => WORD.to_owned(),
            Piece::Variable(variable) => {
                let value = context.values(&variable.key).first().cloned();
                value.or_else(|| variable.default.clone()).unwrap_or_default()
            }
        })
        .collect()
}

/// An action of the pattern. A wildcard that has to, takes the colon in.
fn action(pattern: &Template, context: &Context) -> String {
    let plain = text(pattern, context);
    if plain.contains(':') {
        return plain;
    }
    let mut parts = plain.splitn(2, WORD);
    let (front, back) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    format!("{front}{WORD}:{WORD}{back}")
}

/// An ARN in the segments; wildcards alone become what stands there in real ones.
fn arn(segments: &Segments, context: &Context) -> String {
    let plain = ["arn", "aws", WORD, "us-east-1", "111122223333", WORD];
    let fill = |(segment, plain): (&Template, &str)| {
        if segment.is_anything() { plain.to_owned() } else { text(segment, context) }
    };
    segments.iter().zip(plain).map(fill).collect::<Vec<_>>().join(":")
}

fn resource(pattern: &ResourcePattern, context: &Context) -> String {
    match pattern {
        ResourcePattern::Whole(whole) if whole.is_anything() => RESOURCE.to_owned(),
        ResourcePattern::Whole(whole) => text(whole, context),
        ResourcePattern::Arn(pattern) => arn(pattern.segments(), context),
        ResourcePattern::Short { padded, whole: _ } => arn(padded, context),
    }
}
