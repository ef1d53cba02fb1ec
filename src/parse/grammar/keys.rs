//! Keys of objects: which stand twice, and which are no element of a policy.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use crate::parse::collector::Collector;
use crate::parse::diagnostic::{Diagnostic, quoted};
use crate::parse::document::PrincipalKind;
use crate::parse::elements::{DOCUMENT, STATEMENT, did_you_mean};
use crate::parse::json::Member;
use crate::parse::span::Spanned;

/// Where an element stands.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(super) enum Elements {
    /// At the top of the document.
    Document,
    /// In a statement.
    Statement,
}

/// Up to so many keys are compared with each other; more are kept in a set.
const FEW: usize = 16;

/// The members of an object without those whose key stood before.
pub(super) struct Unique<'n, T> {
    members: &'n [Member<T>],
    /// The places of those whose key stood before.
    repeated: Vec<usize>,
}

impl<'n, T: Deref<Target = str>> Unique<'n, T> {
    /// Reports each member whose key stood before. `whole` says what has them, for the message.
    pub(super) fn of(
        members: &'n [Member<T>],
        whole: impl Fn() -> String,
        out: &mut Collector,
    ) -> Unique<'n, T> {
        let mut repeated = Vec::new();
        let mut seen = (members.len() > FEW).then(HashSet::new);
        for (at, member) in members.iter().enumerate() {
            let key = &*member.key.value;
            let is_new = match &mut seen {
                Some(seen) => seen.insert(key),
                None => members.iter().take(at).all(|earlier| *earlier.key.value != *key),
            };
            if !is_new {
                let message = format!("{} appears twice in {}", quoted(key), whole());
                out.push(Diagnostic::error(member.key.span, message).with_hint("keep one of the two"));
                repeated.push(at);
            }
        }
        Unique { members, repeated }
    }

    /// The members, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'n Member<T>> {
        let members = self.members.iter().enumerate();
        members.filter(|(at, _)| self.repeated.binary_search(at).is_err()).map(|(_, member)| member)
    }

    /// Whether one of them has this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.members.iter().any(|member| *member.key.value == *key)
    }
}

/// Reports keys that are equal but for letter case.
pub(super) fn check_letter_case<T: Deref<Target = str>>(
    members: &Unique<'_, T>,
    whole: impl Fn() -> String,
    out: &mut Collector,
) {
    if members.members.len() < 2 {
        return;
    }
    let mut seen: HashMap<String, &str> = HashMap::with_capacity(members.members.len());
    for member in members.iter() {
        let key = &*member.key.value;
        if let Some(first) = seen.get(&key.to_lowercase()) {
            let (key, first) = (quoted(key), quoted(first));
            let message = format!("{key} appears twice in {}, first as {first}", whole());
            let hint = "names of condition keys are not case-sensitive; put all values in one list";
            out.push(Diagnostic::error(member.key.span, message).with_hint(hint));
        } else {
            seen.insert(key.to_lowercase(), key);
        }
    }
}

/// The error for a name that is no element of that place.
pub(super) fn unknown_element<T: Deref<Target = str>>(key: &Spanned<T>, place: Elements) -> Diagnostic {
    let name = &*key.value;
    let (known, elsewhere, whole, elsewhere_is) = match place {
        Elements::Document => (&DOCUMENT[..], &STATEMENT[..], "policy", "inside a statement"),
        Elements::Statement => (&STATEMENT[..], &DOCUMENT[..], "statement", "at the top of the policy"),
    };
    let hint = if elsewhere.contains(&name) {
        Some(format!("`{name}` stands {elsewhere_is}"))
    } else {
        did_you_mean(name, known)
    };
    Diagnostic::error(key.span, format!("unknown {whole} element {}", quoted(name))).with_hint_if(hint)
}

/// The error for a kind of principal that there is not.
pub(super) fn unknown_principal_kind<T: Deref<Target = str>>(key: &Spanned<T>) -> Diagnostic {
    let known = PrincipalKind::ALL.map(PrincipalKind::as_str);
    let hint = did_you_mean(&key.value, &known)
        .unwrap_or_else(|| "the kinds are `AWS`, `Service`, `Federated` and `CanonicalUser`".to_owned());
    Diagnostic::error(key.span, format!("unknown kind of principal {}", quoted(&key.value))).with_hint(hint)
}
