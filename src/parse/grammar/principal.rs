//! `Principal` and `NotPrincipal`.

use super::keys::{Unique, unknown_principal_kind};
use super::lists::{expected, strings};
use crate::parse::collector::Collector;
use crate::parse::diagnostic::{Diagnostic, quoted};
use crate::parse::document::{PrincipalElement, PrincipalEntry, PrincipalKind, PrincipalValue};
use crate::parse::json::{Member, Value, Written};
use crate::parse::span::Spanned;

/// Reads the element; nothing iff its value is no principal at all, which is then an error in `out`.
pub(super) fn principal<'t, T: Written<'t>>(
    member: &Member<T>,
    negated: bool,
    out: &mut Collector,
) -> Option<PrincipalElement<T>> {
    let name = || quoted(&member.key.value);
    let place = member.value.span;
    let value = match &member.value.value {
        Value::String(text) if &**text == "*" => PrincipalValue::Everyone(place),
        Value::String(text) => {
            let kind = if text.ends_with(".amazonaws.com") { "Service" } else { "AWS" };
            let message = format!("{} must be `*` or an object, found the string {}", name(), quoted(text));
            let hint = format!("write `{{\"{kind}\": …}}` around it");
            out.push(Diagnostic::error(place, message).with_hint(hint));
            return None;
        }
        Value::Object(members) => {
            if members.is_empty() {
                let message = format!("{} is an empty object", name());
                out.push(Diagnostic::error(place, message).with_hint("for everyone, write `\"*\"`"));
            }
            let members = Unique::of(members, || format!("one {}", name()), out);
            PrincipalValue::Map(members.iter().filter_map(|entry| principal_entry(entry, out)).collect())
        }
        _ => {
            let error = expected(&format!("{} must be `*` or an object", name()), &member.value);
            out.push(error.with_hint("write `{\"AWS\": …}` around it"));
            return None;
        }
    };
    Some(PrincipalElement { negated, span: member.key.span.to(place), value })
}

fn principal_entry<'t, T: Written<'t>>(member: &Member<T>, out: &mut Collector) -> Option<PrincipalEntry<T>> {
    let key = &member.key;
    let kind = PrincipalKind::ALL.into_iter().find(|kind| *kind.as_str() == *key.value);
    if kind.is_none() {
        out.push(unknown_principal_kind(key));
    }
    let values = strings(member, out);
    Some(PrincipalEntry { kind: Spanned::new(kind?, key.span), values })
}
