//! From the blocks of a file to policies, requests and terms.

use hornbeam::eval::Scope;
use hornbeam::formula::{Arena, Compiler, Subject, TermId, Test, Universe, wellformed};
use hornbeam::input::read_request;
use hornbeam::model::{
    self, Address, Arity, Assumptions, Decimal, Key, Network, Order, PolicyType, Request, Template, lower,
    parse_instant,
};
use hornbeam::parse::{Source, read_json, read_policy};
use serde_json::{Map, Value, json};

use crate::file::{File, Law, Policy};

/// What a row's request has unless it says otherwise.
const PRINCIPAL: &str = "arn:aws:iam::111122223333:user/ana";
const ACTION: &str = "s3:GetObject";
const RESOURCE: &str = "arn:aws:s3:::example-bucket/key";

/// The policy that a fragment is part of: a document, a list of statements, or one statement. A statement
/// without `Effect` allows, and one without actions, resources or principals speaks of all.
pub(crate) fn policy(block: &Policy) -> model::Policy {
    let mut document: Value =
        serde_json::from_str(&block.fragment).unwrap_or_else(|e| panic!("{}: {e}", block.name));
    if document.get("Statement").is_none() {
        document = json!({"Version": "2012-10-17", "Statement": document});
    }
    match &mut document["Statement"] {
        Value::Array(statements) => {
            statements.iter_mut().for_each(|statement| fill(statement, block.policy_type))
        }
        statement => fill(statement, block.policy_type),
    }
    let parsed = read_policy(&Source::new(block.name.clone(), document.to_string()));
    let document = parsed.document.unwrap_or_else(|| panic!("{}: {:?}", block.name, parsed.diagnostics));
    let (policy, diagnostics) = lower::lower(&document, block.policy_type, &block.name);
    policy.unwrap_or_else(|| panic!("{}: {diagnostics:?}", block.name))
}

fn fill(statement: &mut Value, policy_type: PolicyType) {
    let Value::Object(elements) = statement else { panic!("{statement} is no statement") };
    let add = |elements: &mut Map<String, Value>, name: &str, other: &str, value: &str| {
        if !elements.contains_key(name) && !elements.contains_key(other) {
            elements.insert(name.to_owned(), json!(value));
        }
    };
    add(elements, "Effect", "Effect", "Allow");
    add(elements, "Action", "NotAction", "*");
    if policy_type != PolicyType::Trust {
        add(elements, "Resource", "NotResource", "*");
    }
    if policy_type.has_principal() {
        add(elements, "Principal", "NotPrincipal", "*");
    }
}

/// The request of a row.
pub(crate) fn request(text: &str) -> Request {
    let mut value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let Value::Object(fields) = &mut value else { panic!("{text} is no request") };
    for (name, default) in [("principal", PRINCIPAL), ("action", ACTION), ("resource", RESOURCE)] {
        fields.entry(name).or_insert_with(|| json!(default));
    }
    let (node, errors) = read_json(&value.to_string());
    read_request(&node.unwrap_or_else(|| panic!("{text}: {errors:?}")))
        .unwrap_or_else(|errors| panic!("{text}: {errors:?}"))
}

/// What the compiler makes of one policy.
pub(crate) fn allows(block: &Policy) -> (Arena, TermId) {
    let policy = policy(block);
    let mut arena = Arena::new();
    let scope = Scope { assumptions: block.assumptions };
    let term = Compiler::new(&mut arena, scope, &[&policy]).allows(&policy);
    (arena, term)
}

/// The requests that the law's claim describes: `not`, `and`, `or` and brackets over names of policies.
pub(crate) fn claim(file: &File, law: &Law) -> (Arena, TermId) {
    let spaced = law.claim.replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let is_name = |word: &&&str| !matches!(**word, "not" | "and" | "or" | "(" | ")");
    let policies: Vec<_> = words.iter().rev().filter(is_name).map(|name| policy(file.policy(name))).collect();
    let mut arena = Arena::new();
    let references: Vec<_> = policies.iter().collect();
    let mut compiler = Compiler::new(&mut arena, Scope { assumptions: law.assumptions }, &references);
    let mut term = union(&mut words, &mut compiler, &policies);
    assert!(words.is_empty(), "{}: `{}` goes on after its end", file.name, law.claim);
    let scope = compiler.scope;
    if law.universe != Universe::Free {
        let mut consulted = compiler.consulted;
        let policy_type = policies[0].policy_type;
        let universe = wellformed(&mut arena, term, law.universe, policy_type, scope, &mut consulted);
        term = arena.and([term, universe]);
    }
    (arena, term)
}

fn union(words: &mut Vec<&str>, compiler: &mut Compiler, policies: &[model::Policy]) -> TermId {
    let mut terms = vec![intersection(words, compiler, policies)];
    while words.pop_if(|word| *word == "or").is_some() {
        terms.push(intersection(words, compiler, policies));
    }
    compiler.arena.or(terms)
}

fn intersection(words: &mut Vec<&str>, compiler: &mut Compiler, policies: &[model::Policy]) -> TermId {
    let mut terms = vec![operand(words, compiler, policies)];
    while words.pop_if(|word| *word == "and").is_some() {
        terms.push(operand(words, compiler, policies));
    }
    compiler.arena.and(terms)
}

fn operand(words: &mut Vec<&str>, compiler: &mut Compiler, policies: &[model::Policy]) -> TermId {
    match words.pop().expect("a claim does not end here") {
        "not" => {
            let inside = operand(words, compiler, policies);
            compiler.arena.not(inside)
        }
        "(" => {
            let inside = union(words, compiler, policies);
            assert_eq!(words.pop(), Some(")"), "a bracket stays open");
            inside
        }
        name => compiler
            .allows(policies.iter().find(|policy| policy.name == name).expect("a policy of this name")),
    }
}

/// The requests of `term` that are this very one. What is read off a value is said of each value, so that no
/// reading is left open.
pub(crate) fn pinned(arena: &mut Arena, term: TermId, request: &Request) -> TermId {
    let mut terms = vec![term];
    let attributes = [
        (Subject::Principal, request.principal.text().to_owned()),
        (Subject::Action, request.action.to_ascii_lowercase()),
        (Subject::Resource, request.resource.clone()),
    ];
    terms
        .extend(attributes.map(|(subject, text)| arena.test(&subject, Test::Text(Template::literal(&text)))));
    for key in arena.keys(term).into_iter().filter(|key| !key.folded().starts_with("hornbeam:")) {
        terms.push(pinned_key(arena, &key, request.context.values(&key)));
    }
    arena.and(terms)
}

fn pinned_key(arena: &mut Arena, key: &Key, values: &[String]) -> TermId {
    if arena.arity(key) == Arity::Single {
        assert!(values.len() < 2, "{key} has one value");
    }
    let mut terms = Vec::new();
    for value in values {
        terms.push(arena.some(key, |arena, subject| is(arena, subject, value)));
    }
    terms.push(arena.every(key, |arena, subject| {
        let known: Vec<_> = values.iter().map(|value| is(arena, subject, value)).collect();
        arena.or(known)
    }));
    arena.and(terms)
}

fn is(arena: &mut Arena, subject: &Subject, value: &str) -> TermId {
    let mut reading = |is: Test, exactly: Option<Test>| {
        let is = arena.test(subject, is);
        match exactly {
            Some(exactly) => arena.test(subject, exactly),
            None => arena.not(is),
        }
    };
    let address = value.parse::<Address>().ok();
    let readings = [
        reading(Test::Text(Template::literal(value)), Some(Test::Text(Template::literal(value)))),
        reading(Test::IsNumber, Decimal::parse(value).map(|number| Test::Number(Order::Equals, number))),
        reading(Test::IsInstant, parse_instant(value).map(|instant| Test::Instant(Order::Equals, instant))),
        reading(Test::IsAddress, address.map(|address| Test::Within(Network::new(address, 128)))),
    ];
    arena.and(readings)
}

/// The scope of a policy's rows.
pub(crate) fn scope(assumptions: Assumptions) -> Scope {
    Scope { assumptions }
}
