//! Fields of an object: each read once, every error at its place.

use std::ops::Deref;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::model::{Policy, PolicyType, lower};
use crate::parse::{Diagnostic, Member, Node, Value, Written, quoted, read_policy_value};

/// Reads values of one file and gathers what is to be said of them.
pub(super) struct Fields<'t> {
    /// The file's text, which strings of JSON are decoded against.
    pub(super) text: &'t str,
    /// Everything said so far.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The names that an earlier one is the same as but for letter case, each with the first of these.
pub(super) fn same_names(pairs: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    pairs.iter().enumerate().filter_map(|(at, (name, _))| {
        let mut earlier = pairs.iter().take(at).map(|(earlier, _)| earlier.as_str());
        earlier.find(|earlier| earlier.eq_ignore_ascii_case(name)).map(|earlier| (name.as_str(), earlier))
    })
}

impl Fields<'_> {
    /// An error at the node's place.
    pub(super) fn error<T>(&mut self, node: &Node<T>, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(node.span, message));
    }

    /// The members of an object; an error if it is none. Of two members of one name the second is an error.
    pub(super) fn object<'n, T: Deref<Target = str>>(
        &mut self,
        what: &str,
        node: &'n Node<T>,
    ) -> Vec<&'n Member<T>> {
        let Value::Object(members) = &node.value else {
            self.error(node, format!("{what} is an object, not {}", node.value.kind()));
            return Vec::new();
        };
        let mut unique: Vec<&Member<T>> = Vec::with_capacity(members.len());
        // An object of a world may have very many members; most have few.
        let mut names: FxHashSet<&str> = FxHashSet::default();
        for member in members {
            let again = match members.len() {
                ..=16 => unique.iter().any(|earlier| *earlier.key.value == *member.key.value),
                _ => !names.insert(&member.key.value),
            };
            if again {
                let message = format!("{} appears twice", quoted(&member.key.value));
                self.diagnostics.push(Diagnostic::error(member.key.span, message));
            } else {
                unique.push(member);
            }
        }
        unique
    }

    /// An error for a member that there is not, with the names there are.
    pub(super) fn unknown<T: Deref<Target = str>>(&mut self, member: &Member<T>, what: &str, known: &[&str]) {
        let message = format!("{} is not a field of {what}", quoted(&member.key.value));
        let hint = format!("the fields are {}", known.join(", "));
        self.diagnostics.push(Diagnostic::error(member.key.span, message).with_hint(hint));
    }

    /// The items of an array; an error if it is none, nothing for `null`.
    pub(super) fn array<'n, T>(&mut self, what: &str, node: &'n Node<T>) -> &'n [Node<T>] {
        match &node.value {
            Value::Array(items) => items,
            Value::Null => &[],
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                self.error(node, format!("`{what}` is an array, not {}", node.value.kind()));
                &[]
            }
        }
    }

    /// A string; an error if it is none, nothing for `null`.
    pub(super) fn string<T: Deref<Target = str>>(&mut self, what: &str, node: &Node<T>) -> Option<String> {
        match &node.value {
            Value::String(text) => Some(String::from(&**text)),
            Value::Null => None,
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                self.error(node, format!("`{what}` is a string, not {}", node.value.kind()));
                None
            }
        }
    }

    /// A truth value; an error if it is none, nothing for `null`.
    pub(super) fn truth<T>(&mut self, what: &str, node: &Node<T>) -> Option<bool> {
        match &node.value {
            Value::Bool(value) => Some(*value),
            Value::Null => None,
            Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                self.error(node, format!("`{what}` is `true` or `false`, not {}", node.value.kind()));
                None
            }
        }
    }

    /// Names with a string each; nothing for `null`.
    pub(super) fn strings<T: Deref<Target = str>>(
        &mut self,
        what: &str,
        node: &Node<T>,
    ) -> Vec<(String, String)> {
        if matches!(node.value, Value::Null) {
            return Vec::new();
        }
        let mut pairs = Vec::new();
        for member in self.object(&format!("`{what}`"), node) {
            match &member.value.value {
                Value::String(text) => pairs.push((String::from(&*member.key.value), String::from(&**text))),
                other => {
                    let message = format!(
                        "the value of {} is a string, not {}",
                        quoted(&member.key.value),
                        other.kind()
                    );
                    self.error(&member.value, message);
                }
            }
        }
        pairs
    }

    /// A policy of that type: an object, or a string of JSON.
    pub(super) fn policy<'w, T: Written<'w>>(
        &mut self,
        node: &Node<T>,
        policy_type: PolicyType,
        name: &str,
    ) -> Option<Arc<Policy>> {
        let parsed = read_policy_value(self.text, node);
        self.diagnostics.extend(parsed.diagnostics);
        let (policy, diagnostics) = lower::lower(&parsed.document?, policy_type, name);
        self.diagnostics.extend(diagnostics);
        policy.map(Arc::new)
    }

    /// A policy of that type, nothing for `null`.
    pub(super) fn policy_or_null<'w, T: Written<'w>>(
        &mut self,
        node: &Node<T>,
        policy_type: PolicyType,
        name: &str,
    ) -> Option<Arc<Policy>> {
        if matches!(node.value, Value::Null) { None } else { self.policy(node, policy_type, name) }
    }

    /// A list of policies, each named by its place; nothing for `null`.
    pub(super) fn policies<'w, T: Written<'w>>(
        &mut self,
        node: &Node<T>,
        policy_type: PolicyType,
        name: &str,
    ) -> Vec<Arc<Policy>> {
        let items = self.array(name, node).iter().enumerate();
        items.filter_map(|(at, item)| self.policy(item, policy_type, &format!("{name}[{at}]"))).collect()
    }

    /// A list of such lists; nothing for `null`.
    pub(super) fn levels<'w, T: Written<'w>>(
        &mut self,
        node: &Node<T>,
        policy_type: PolicyType,
        name: &str,
    ) -> Vec<Vec<Arc<Policy>>> {
        let mut levels = Vec::new();
        for (at, item) in self.array(name, node).iter().enumerate() {
            let level = format!("{name}[{at}]");
            if matches!(item.value, Value::Array(_)) {
                levels.push(self.policies(item, policy_type, &level));
            } else {
                let message = format!(
                    "`{level}` is an array of policies, one array for each level, not {}",
                    item.value.kind()
                );
                self.error(item, message);
            }
        }
        levels
    }
}
