//! Questions over a world, a line each.

use serde_json::Value as Json;

use super::line::Line;
use crate::model::world::{Party, World};
use crate::model::{Caller, Context, Key, PolicyType, Template};
use crate::parse::{Diagnostic, Node, Value};
use crate::question::Prover;
use crate::question::world::{self, Ask, AskError, Fence};
use crate::report::{assume_json, can_json, contain_json, isolated_json, what_can_json, who_can_json};

/// The questions over a world, by name.
pub(super) const WORLD_QUESTIONS: [&str; 6] = ["can", "who-can", "what-can", "contain", "assume", "isolated"];

impl Line<'_> {
    /// The answer to a question over the world.
    pub(super) fn over_world(&mut self, name: &str, prover: &Prover, world: Option<&World>) -> Option<Json> {
        let Some(world) = world else {
            let hint = "name it on the command line: `hornbeam batch --world PATH`";
            let message = format!("`{name}` is a question over a world, and none is there");
            self.errors.push(Diagnostic::error(self.whole, message).with_hint(hint));
            return None;
        };
        let answer = match name {
            "can" => {
                self.allow_only(&["principal", "actions", "resource", "keys"]);
                let (principal, ask) = (self.text("principal"), self.ask_of());
                let (principal, ask) = (principal?, ask?);
                self.unless_wrong(|| {
                    world::can(prover, world, &principal, &ask).map(|can| can_json(&can, false))
                })
            }
            "who-can" => {
                self.allow_only(&["actions", "resource", "keys"]);
                let ask = self.ask_of()?;
                self.unless_wrong(|| world::who_can(prover, world, &ask).map(|who| who_can_json(&who)))
            }
            "what-can" => {
                self.allow_only(&["principal"]);
                let principal = self.text("principal")?;
                self.unless_wrong(|| {
                    world::what_can(prover, world, &principal).map(|what| what_can_json(&what))
                })
            }
            "contain" => {
                self.allow_only(&["principals", "inside", "whateverIdentity"]);
                let (principals, fence) = (self.principals(world), self.fence(world));
                let whatever = self.flag("whateverIdentity");
                let fence = fence?;
                self.unless_wrong(|| {
                    Ok(contain_json(&world::contain(prover, world, &principals, &fence, whatever)))
                })
            }
            "assume" => {
                self.allow_only(&["role"]);
                let role = self.text("role")?;
                self.unless_wrong(|| world::assume(prover, world, &role).map(|assume| assume_json(&assume)))
            }
            _ => {
                self.allow_only(&["principals", "by", "actions", "resource"]);
                let principals = self.principals(world);
                let by = self.optional("by").is_some().then(|| self.text("by")).flatten();
                let resource =
                    if self.optional("resource").is_some() { self.text("resource")? } else { "*".to_owned() };
                let ask = Ask { actions: self.texts("actions", |_| None), resource, keys: Vec::new() };
                let by = by.map(|by| Key::new(&by));
                self.unless_wrong(|| {
                    world::isolated(prover, world, &principals, &ask, by.as_ref())
                        .map(|found| isolated_json(&found))
                })
            }
        };
        match answer? {
            Ok(answer) => Some(answer),
            Err(AskError(reason)) => {
                self.errors.push(Diagnostic::error(self.whole, reason));
                None
            }
        }
    }

    /// Asks, unless something could not be read.
    fn unless_wrong<T>(&self, ask: impl FnOnce() -> T) -> Option<T> {
        if self.errors.is_empty() { Some(ask()) } else { None }
    }

    /// A string that must be there.
    fn text(&mut self, name: &str) -> Option<String> {
        let node = self.field(name)?;
        if let Value::String(text) = &node.value {
            return Some(text.clone());
        }
        let message = format!("`{name}` is a string, not {}", node.value.kind());
        self.errors.push(Diagnostic::error(node.span, message));
        None
    }

    fn flag(&mut self, name: &str) -> bool {
        match self.optional(name).map(|node| (&node.value, node.span)) {
            None => false,
            Some((Value::Bool(value), _)) => *value,
            Some((other, span)) => {
                let message = format!("`{name}` is `true` or `false`, not {}", other.kind());
                self.errors.push(Diagnostic::error(span, message));
                false
            }
        }
    }

    fn ask_of(&mut self) -> Option<Ask> {
        let (resource, actions) = (self.text("resource"), self.texts("actions", |_| None));
        let keys = self.optional("keys").map(|node| self.keys(node)).unwrap_or_default();
        Some(Ask { actions, resource: resource?, keys })
    }

    /// Keys with a value, a list of values, or `null` for one that is to be absent.
    fn keys(&mut self, node: &Node) -> Vec<(Key, Vec<String>)> {
        let Value::Object(members) = &node.value else {
            let message = format!("`keys` is an object, not {}", node.value.kind());
            self.errors.push(Diagnostic::error(node.span, message));
            return Vec::new();
        };
        let mut keys = Vec::new();
        for member in members {
            let values: Option<Vec<String>> = match &member.value.value {
                Value::String(text) => Some(vec![text.clone()]),
                Value::Null => Some(Vec::new()),
                Value::Array(items) => {
                    let text = |item: &Node| {
                        if let Value::String(text) = &item.value { Some(text.clone()) } else { None }
                    };
                    items.iter().map(text).collect()
                }
                Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
            };
            match values {
                Some(values) => keys.push((Key::new(&member.key.value), values)),
                None => {
                    let message = "a key's value is a string, a list of strings, or `null`";
                    self.errors.push(Diagnostic::error(member.value.span, message));
                }
            }
        }
        keys
    }

    /// The users and roles of the world that the patterns name; an error if there are none.
    fn principals<'w>(&mut self, world: &'w World) -> Vec<Party<'w>> {
        let patterns = self.texts("principals", |_| None);
        let context = Context::default();
        let is_named = |arn: &str| {
            patterns.iter().any(|pattern| crate::eval::text::matches(&Template::glob(pattern), arn, &context))
        };
        let parties: Vec<_> =
            world.identities().filter(|identity| is_named(&identity.arn)).map(Party::Identity).collect();
        if parties.is_empty() {
            let message = "the world has no user or role that `principals` names";
            self.errors.push(Diagnostic::error(self.whole, message));
        }
        parties
    }

    /// What permissions are to lie inside: the ARN of a user or role, or a policy.
    fn fence<'w>(&mut self, world: &'w World) -> Option<Fence<'w>> {
        let node = self.field("inside")?;
        if let Value::String(arn) = &node.value
            && arn.starts_with("arn:")
        {
            let party = world.party(&Caller::new(arn)).filter(Party::is_of_world);
            if party.is_none() {
                let message = "the world has no such user or role";
                self.errors.push(Diagnostic::error(node.span, message));
            }
            return party.map(Fence::Party);
        }
        self.policy("inside", PolicyType::Boundary).map(Fence::Policy)
    }
}
