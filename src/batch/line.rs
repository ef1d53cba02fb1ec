//! One line.

use std::borrow::Cow;
use std::ops::Deref;

use serde_json::{Map, Value as Json, json};

use super::world::WORLD_QUESTIONS;
use crate::input::read_scenario_value;
use crate::lint::{Category, Origin, ResourceKind, Validation};
use crate::model::world::World;
use crate::model::{Policy, PolicyType, lower};
use crate::parse::{
    Diagnostic, Member, Node, Source, Span, Value, quoted, read_json_lent, read_policy_value,
};
use crate::question::{self, Answer, Prover, ResourceType, access_error};
use crate::report::{answer_json, findings_json, simulation_json, span_json};

/// Answers the question that `text`, one line of JSON, asks; see the design's "Batch line". What cannot be read
/// is answered `{"id", "error": {"message", "span"}}`, with the first error and its place in the line. Questions over a
/// world are about `world`; without one they are errors.
pub fn answer_line(prover: &Prover, world: Option<&World>, text: &str) -> Json {
    // Only for what is said of places in the line.
    let source = || Source::new("line", text);
    let (node, diagnostics) = read_json_lent(text);
    let Some(node) = node else { return failure(&source(), Json::Null, &diagnostics) };
    let Value::Object(members) = &node.value else {
        let message = format!("a question is an object, not {}", node.value.kind());
        return failure(&source(), Json::Null, &[Diagnostic::error(node.span, message)]);
    };
    let id = members.iter().find(|member| member.key.value == "id");
    let id = id.map_or(Json::Null, |member| to_json(&member.value));
    let is_simulate = |value: &Value<_>| matches!(value, Value::String(name) if name == "simulate");
    if members.iter().any(|member| member.key.value == "op" && is_simulate(&member.value.value)) {
        return match simulation(prover, text, &node) {
            Ok(answer) => with_id(id, answer),
            Err(errors) => failure(&source(), id, &errors),
        };
    }
    let node: Node = node.with_strings();
    let members = if let Value::Object(members) = &node.value { members.as_slice() } else { &[] };
    let source = source();
    let mut line = Line { source: &source, members, whole: node.span, errors: Vec::new() };
    match line.answer(prover, world) {
        Some(answer) if line.errors.is_empty() => with_id(id, answer),
        Some(_) | None => failure(&source, id, &line.errors),
    }
}

/// The answer with the question's id before its fields.
fn with_id(id: Json, answer: Json) -> Json {
    let mut fields = if let Json::Object(answer) = answer { answer } else { Map::new() };
    fields.shift_insert(0, "id".to_owned(), id);
    Json::Object(fields)
}

/// A `simulate` line is a scenario with two more fields.
fn simulation(prover: &Prover, text: &str, node: &Node<Cow<'_, str>>) -> Result<Json, Vec<Diagnostic>> {
    let (scenario, diagnostics) = read_scenario_value(text, node, &["id", "op"]);
    let scenario = scenario.ok_or(diagnostics)?;
    Ok(simulation_json(&question::simulate(&scenario, prover.assumptions)))
}

fn failure(source: &Source, id: Json, errors: &[Diagnostic]) -> Json {
    let first = errors.iter().find(|error| error.is_error()).or(errors.first());
    let message = first.map_or("the line cannot be read", |error| error.message.as_str());
    let span = first.map_or(Span::default(), |error| error.span);
    json!({"id": id, "error": {"message": message, "span": span_json(source, span)}})
}

/// A line being read: every error is kept, and an answer is only given where there is none.
pub(super) struct Line<'a> {
    source: &'a Source,
    members: &'a [Member],
    pub(super) whole: Span,
    pub(super) errors: Vec<Diagnostic>,
}

impl<'a> Line<'a> {
    fn answer(&mut self, prover: &Prover, world: Option<&World>) -> Option<Json> {
        let operation = self.field("op")?;
        let Value::String(name) = &operation.value else {
            let message = format!("`op` is a string, not {}", operation.value.kind());
            self.errors.push(Diagnostic::error(operation.span, message));
            return None;
        };
        if WORLD_QUESTIONS.contains(&name.as_str()) {
            return self.over_world(name, prover, world);
        }
        if name == "validate" {
            return self.validation(prover);
        }
        let source = self.source;
        self.over_policies(name, operation, prover).map(|answer| answer_json(&answer, &|_| Some(source)))
    }

    fn validation(&mut self, prover: &Prover) -> Option<Json> {
        self.allow_only(&["policy", "type", "resourceType"]);
        let said = self.optional("type").is_some().then(|| self.policy_type());
        let resource_kind = self.resource_kind();
        let policy = self.field("policy")?;
        let policy_type = match ResourceKind::type_of(said, resource_kind) {
            Ok(policy_type) => policy_type,
            Err(message) => {
                self.errors.push(Diagnostic::error(self.whole, message));
                return None;
            }
        };
        let validation =
            Validation { policy_type, resource_kind, origins: &[Origin::Aws, Origin::Hornbeam], prover };
        let findings = validation.value(self.source, policy);
        let fails = findings.iter().any(|finding| finding.check.category <= Category::SecurityWarning);
        Some(findings_json(self.source, &findings, fails))
    }

    fn over_policies(&mut self, name: &str, operation: &Node, prover: &Prover) -> Option<Answer> {
        match name {
            "compare" => {
                self.allow_only(&["a", "b", "type"]);
                let policy_type = self.policy_type();
                let (a, b) = (self.policy("a", policy_type), self.policy("b", policy_type));
                self.ask(|| Some(question::compare(prover, &a?, &b?)))
            }
            "no-new-access" => {
                self.allow_only(&["existing", "new", "type"]);
                let policy_type = self.policy_type();
                let (existing, new) = (self.policy("existing", policy_type), self.policy("new", policy_type));
                self.ask(|| Some(question::no_new_access(prover, &existing?, &new?)))
            }
            "access-not-granted" => {
                self.allow_only(&["policy", "type", "actions", "resources"]);
                let policy_type = self.policy_type();
                let policy = self.policy("policy", policy_type);
                let (actions, resources) = (
                    self.texts("actions", |action| access_error(Some(action), None)),
                    self.texts("resources", |resource| access_error(None, Some(resource))),
                );
                if actions.is_empty() && resources.is_empty() {
                    self.errors.push(Diagnostic::error(self.whole, "name `actions`, `resources`, or both"));
                }
                self.ask(|| Some(question::access_not_granted(prover, &policy?, &actions, &resources)))
            }
            "no-public-access" => {
                self.allow_only(&["policy", "resourceType"]);
                let resource_type = self.resource_type()?;
                let policy = self.policy("policy", resource_type.policy_type());
                self.ask(|| Some(question::no_public_access(prover, &policy?, resource_type)))
            }
            other => {
                let message = format!("no question is called {}", quoted(other));
                let known = [
                    "compare",
                    "no-new-access",
                    "access-not-granted",
                    "no-public-access",
                    "validate",
                    "simulate",
                ];
                let hint = format!("there are {}, {}", known.join(", "), WORLD_QUESTIONS.join(", "));
                self.errors.push(Diagnostic::error(operation.span, message).with_hint(hint));
                None
            }
        }
    }

    /// Asks, unless something could not be read.
    fn ask(&self, question: impl FnOnce() -> Option<Answer>) -> Option<Answer> {
        if self.errors.is_empty() { question() } else { None }
    }

    /// The value of a field that must be there.
    pub(super) fn field(&mut self, name: &str) -> Option<&'a Node> {
        let found = self.optional(name);
        if found.is_none() {
            self.errors.push(Diagnostic::error(self.whole, format!("the question has no `{name}`")));
        }
        found
    }

    pub(super) fn optional(&self, name: &str) -> Option<&'a Node> {
        self.members.iter().find(|member| member.key.value == name).map(|member| &member.value)
    }

    /// Reports fields that the operation does not have, and those that are there twice.
    pub(super) fn allow_only(&mut self, names: &[&str]) {
        for (at, member) in self.members.iter().enumerate() {
            let name = member.key.value.as_str();
            if !names.contains(&name) && !matches!(name, "id" | "op") {
                let message = format!("{} is not a field of this question", quoted(name));
                let hint = format!("its fields are {}", names.join(", "));
                self.errors.push(Diagnostic::error(member.key.span, message).with_hint(hint));
            }
            if self.members.iter().take(at).any(|earlier| earlier.key.value == name) {
                self.errors
                    .push(Diagnostic::error(member.key.span, format!("{} appears twice", quoted(name))));
            }
        }
    }

    fn policy_type(&mut self) -> PolicyType {
        let found = self.optional("type").map(|node| {
            self.named("type", node, PolicyType::parse, PolicyType::ALL.into_iter().map(PolicyType::name))
        });
        found.flatten().unwrap_or(PolicyType::Identity)
    }

    fn resource_type(&mut self) -> Option<ResourceType> {
        let node = self.field("resourceType")?;
        self.named("resourceType", node, ResourceType::parse, ResourceType::all().map(ResourceType::name))
    }

    fn resource_kind(&mut self) -> Option<ResourceKind> {
        let node = self.optional("resourceType")?;
        let names = ResourceKind::ALL.into_iter().map(ResourceKind::name);
        self.named("resourceType", node, ResourceKind::parse, names)
    }

    /// What a field's text names; an error that lists the names if it names nothing.
    fn named<T>(
        &mut self,
        field: &str,
        node: &Node,
        parse: impl Fn(&str) -> Option<T>,
        names: impl Iterator<Item = &'static str>,
    ) -> Option<T> {
        let found = if let Value::String(name) = &node.value { parse(name) } else { None };
        if found.is_none() {
            let names = names.collect::<Vec<_>>().join(", ");
            self.errors.push(Diagnostic::error(node.span, format!("`{field}` is one of {names}")));
        }
        found
    }

    pub(super) fn policy(&mut self, name: &str, policy_type: PolicyType) -> Option<Policy> {
        let node = self.field(name)?;
        let parsed = read_policy_value(self.source.text(), node);
        self.errors.extend(parsed.diagnostics.into_iter().filter(Diagnostic::is_error));
        let (policy, diagnostics) = lower::lower(&parsed.document?, policy_type, name);
        self.errors.extend(diagnostics.into_iter().filter(Diagnostic::is_error));
        policy
    }

    pub(super) fn texts(&mut self, name: &str, wrong: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let Some(node) = self.optional(name).cloned() else { return Vec::new() };
        let nodes = match node.value {
            Value::Array(nodes) => nodes,
            Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {
                vec![node]
            }
        };
        let mut texts = Vec::new();
        for node in nodes {
            match node.value {
                Value::String(text) => match wrong(&text) {
                    None => texts.push(text),
                    Some(message) => self.errors.push(Diagnostic::error(node.span, message)),
                },
                other => {
                    let message = format!("`{name}` is a list of strings, and {} is none", other.kind());
                    self.errors.push(Diagnostic::error(node.span, message));
                }
            }
        }
        texts
    }
}

/// The node as a value of `serde_json`; a number that it cannot hold stays a string.
fn to_json<T: Deref<Target = str>>(node: &Node<T>) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(text) => {
            serde_json::from_str(text).unwrap_or_else(|_| Json::String(String::from(&**text)))
        }
        Value::String(text) => Json::String(String::from(&**text)),
        Value::Array(nodes) => Json::Array(nodes.iter().map(to_json).collect()),
        Value::Object(members) => Json::Object(
            members.iter().map(|member| (String::from(&*member.key.value), to_json(&member.value))).collect(),
        ),
    }
}
