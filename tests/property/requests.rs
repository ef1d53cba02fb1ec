//! Random requests that come close to what policies say.

use std::collections::BTreeMap;

use super::document::Document;
use super::operands::{self, KEYS, Kind};
use super::rng::Rng;
use super::{arns, policies};
use hornbeam::formula::Arena;
use hornbeam::model::{Arity, Caller, Context, Key, Request};

/// What requests for some policies are made of.
pub(crate) struct Source {
    principals: Vec<String>,
    actions: Vec<String>,
    resources: Vec<String>,
    keys: Vec<(Key, Kind, Arity)>,
    operands: BTreeMap<Key, Vec<String>>,
}

impl Source {
    /// The literals and patterns of these policies; `arena` knows which keys have several values.
    pub(crate) fn new(arena: &Arena, documents: &[&Document]) -> Source {
        let (mut principals, mut actions, mut resources) = (Vec::new(), Vec::new(), Vec::new());
        let mut operands: BTreeMap<Key, Vec<String>> = BTreeMap::new();
        let mut named = String::new();
        for statement in documents.iter().flat_map(|document| &document.statements) {
            let names = statement.principal.iter().flat_map(|principal| &principal.names);
            principals.extend(names.map(|(kind, name)| spell(kind, name)));
            actions.extend(statement.action.1.iter().cloned());
            resources.extend(statement.resource.iter().flat_map(|(_, list)| list.iter().cloned()));
            for condition in &statement.conditions {
                operands
                    .entry(Key::new(&condition.key))
                    .or_default()
                    .extend(condition.values.iter().cloned());
                named.push_str(&condition.values.concat());
            }
        }
        named.push_str(&resources.concat());
        named.push_str(&principals.concat());
        let named = named.to_lowercase();
        let mentioned = |key: &Key| operands.contains_key(key) || named.contains(key.folded());
        let keys = KEYS.iter().map(|(name, kind)| (Key::new(name), *kind)).filter(|(key, _)| mentioned(key));
        let mut keys: Vec<_> =
            keys.map(|(key, kind)| (arena.arity(&key), key, kind)).map(|(a, k, t)| (k, t, a)).collect();
        if named.contains("aidaa") || named.contains("aroab") {
            let user_id = Key::new("aws:userid");
            let ids = ["AIDAAAAAAAAAAAAAAAAA", "AROABBBBBBBBBBBBBBBB:s", "AIDAAAAAAAAAAAAAAAAAB"]
                .map(str::to_owned);
            operands.entry(user_id.clone()).or_default().extend(ids);
            if !keys.iter().any(|(key, _, _)| *key == user_id) {
                keys.push((user_id, Kind::Text, Arity::Single));
            }
        }
        Source { principals, actions, resources, keys, operands }
    }

    /// One request. Keys whose arity is single have at most one value.
    pub(crate) fn request(&self, rng: &mut Rng) -> Request {
        let mut context = Context::default();
        let mut order: Vec<usize> = (0..self.keys.len()).collect();
        rng.shuffle(&mut order);
        for at in order {
            let (key, kind, arity) = &self.keys[at];
            let count = match arity {
                _ if rng.chance(18) => 0,
                Arity::Single => 1,
                Arity::Multi => rng.between(1, 3),
            };
            let values = (0..count).map(|_| self.value(rng, key, *kind, &context)).collect();
            context.set(key.clone(), values);
        }
        let principal = self.near(rng, &self.principals, &context, arns::callers);
        let action = self.near(rng, &self.actions, &context, any_action);
        let resource = self.near(rng, &self.resources, &context, arns::literal);
        Request { principal: Caller::new(&principal), action, resource, resource_account: None, context }
    }

    fn value(&self, rng: &mut Rng, key: &Key, kind: Kind, context: &Context) -> String {
        let pool = self.operands.get(key).map_or(&[][..], Vec::as_slice);
        self.near(rng, pool, context, |rng| {
            let other = [Kind::Text, Kind::Number, Kind::Date, Kind::Ip, Kind::Bool];
            let kind = if rng.chance(90) { kind } else { *rng.pick(&other) };
            operands::value(rng, kind)
        })
    }

    /// Mostly a text that one of the patterns matches, or nearly matches; else any text.
    fn near(
        &self,
        rng: &mut Rng,
        pool: &[String],
        context: &Context,
        other: impl Fn(&mut Rng) -> String,
    ) -> String {
        if pool.is_empty() || rng.chance(30) {
            return other(rng);
        }
        let pattern = rng.pick(pool).clone();
        let text = fill(rng, &pattern, context);
        if rng.chance(15) { mutate(rng, &text) } else { text }
    }
}

fn any_action(rng: &mut Rng) -> String {
    let pattern = policies::action(rng);
    fill(rng, &pattern, &Context::default())
}

/// The caller that a principal of this kind names, as far as it names one.
fn spell(kind: &str, name: &str) -> String {
    match kind {
        "Service" => format!("service:{name}"),
        "Federated" if !name.starts_with("arn:") => format!("federated:{name}"),
        "CanonicalUser" => format!("canonical:{name}"),
        _ if name.len() == 12 => format!("arn:aws:iam::{name}:user/a"),
        _ => name.to_owned(),
    }
}

/// The pattern with its wildcards filled in and its variables replaced. Networks lose their prefix.
fn fill(rng: &mut Rng, pattern: &str, context: &Context) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        if let Some((inside, after)) = rest.strip_prefix("${").and_then(|inner| inner.split_once('}')) {
            let (name, default) = inside.split_once(',').unwrap_or((inside, ""));
            let known = context.values(&Key::new(name.trim())).first().map(String::as_str);
            text.push_str(match name {
                "*" | "?" | "$" => name,
                _ => known.unwrap_or_else(|| default.trim().trim_matches('\'')),
            });
            rest = after;
            continue;
        }
        match c {
            '*' => text.push_str(rng.word(&["", "", "a", "b", "a:b", "1", "a/b", "Object", "*"])),
            '?' => text.push_str(rng.word(&["a", "b", "1", ":", "é", "O"])),
            '/' if rng.chance(20) && text.contains(['.', ':']) && !text.starts_with("arn") => return text,
            c => text.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    text
}

/// The text with one character dropped, doubled, changed, or turned to the other letter case.
fn mutate(rng: &mut Rng, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = rng.below(letters.len() + 1);
    match (rng.below(4), letters.get(at).copied()) {
        (0, Some(_)) => drop(letters.remove(at)),
        (1, Some(letter)) => letters.insert(at, letter),
        (2, Some(letter)) if letter.is_ascii_lowercase() => letters[at] = letter.to_ascii_uppercase(),
        (2, Some(letter)) => letters[at] = letter.to_ascii_lowercase(),
        (_, Some(_)) => letters[at] = *rng.pick(&['a', 'b', ':', '/', '1', '*']),
        (_, None) => letters.push(*rng.pick(&['a', ':', 's', '0'])),
    }
    letters.into_iter().collect()
}

/// The request as JSON, to be put into the corpus.
pub(crate) fn show(request: &Request) -> String {
    let context: BTreeMap<_, _> = request.context.iter().map(|(key, values)| (key.name(), values)).collect();
    let (principal, action, resource) = (request.principal.text(), &request.action, &request.resource);
    serde_json::json!({"principal": principal, "action": action, "resource": resource, "context": context})
        .to_string()
}
