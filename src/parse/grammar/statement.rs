//! One statement.

use std::ops::Deref;

use super::condition::condition;
use super::keys::{Elements, Unique, unknown_element};
use super::lists::{expected, list_element, text};
use super::principal::principal;
use crate::parse::collector::Collector;
use crate::parse::diagnostic::{Diagnostic, quoted};
use crate::parse::document::{Effect, Statement};
use crate::parse::json::{Member, Node, Value, Written};
use crate::parse::span::Spanned;

/// Reads a statement; nothing iff what it cannot do without is missing or wrong, which is then an error in
/// `out`.
pub(super) fn statement<'t, T: Written<'t>>(
    node: &Node<T>,
    index: usize,
    out: &mut Collector,
) -> Option<Statement<T>> {
    let Value::Object(members) = &node.value else {
        out.push(expected("a statement must be an object", node));
        return None;
    };
    let members = Unique::of(members, || "one statement".to_owned(), out);
    not_both(&members, ["Principal", "NotPrincipal"], out);
    not_both(&members, ["Action", "NotAction"], out);
    not_both(&members, ["Resource", "NotResource"], out);
    if !members.has("Effect") {
        let hint = "add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`";
        out.push(Diagnostic::error(node.span, "the statement has no `Effect`").with_hint(hint));
    }
    if !members.has("Action") && !members.has("NotAction") {
        let message = "the statement has no `Action` and no `NotAction`";
        out.push(Diagnostic::error(node.span, message).with_hint("add one of the two"));
    }
    let (mut sid, mut effect_read, mut principal_read) = (None, None, None);
    let (mut action, mut resource, mut conditions) = (None, None, Vec::new());
    for member in members.iter() {
        match &*member.key.value {
            "Sid" => sid = text(member, out),
            "Effect" => effect_read = effect(member, out),
            "Principal" => principal_read = principal(member, false, out),
            "NotPrincipal" => principal_read = principal(member, true, out),
            "Action" => action = Some(list_element(member, false, out)),
            "NotAction" => action = Some(list_element(member, true, out)),
            "Resource" => resource = Some(list_element(member, false, out)),
            "NotResource" => resource = Some(list_element(member, true, out)),
            "Condition" => conditions = condition(member, out),
            _ => out.push(unknown_element(&member.key, Elements::Statement)),
        }
    }
    Some(Statement {
        span: node.span,
        index,
        sid,
        effect: effect_read?,
        principal: principal_read,
        action: action?,
        resource,
        condition: conditions,
    })
}

/// An element and its `Not…` form exclude each other; the error stands at the second of them.
fn not_both<T: Deref<Target = str>>(members: &Unique<'_, T>, names: [&str; 2], out: &mut Collector) {
    let mut both = members.iter().filter(|member| names.contains(&&*member.key.value));
    if let (Some(_), Some(second)) = (both.next(), both.next()) {
        let [plain, negated] = names;
        let message = format!("a statement has `{plain}` or `{negated}`, not both");
        out.push(Diagnostic::error(second.key.span, message).with_hint("make two statements of it"));
    }
}

fn effect<'t, T: Written<'t>>(member: &Member<T>, out: &mut Collector) -> Option<Spanned<Effect>> {
    let written = text(member, out)?;
    let known = Effect::ALL.into_iter().find(|effect| *effect.as_str() == *written.value);
    if known.is_none() {
        let meant =
            Effect::ALL.into_iter().find(|effect| effect.as_str().eq_ignore_ascii_case(&written.value));
        let message = format!("effect must be `Allow` or `Deny`, found {}", quoted(&written.value));
        let hint = meant.map(|effect| format!("write `{}`", effect.as_str()));
        out.push(Diagnostic::error(written.span, message).with_hint_if(hint));
    }
    known.map(|effect| Spanned::new(effect, written.span))
}
