//! Texts against templates. Mirrors `eval/text.rs`.

use super::arena::Arena;
use super::subject::Subject;
use super::term::{TermId, Test};
use crate::model::{Segments, Template, Variable};

/// The requests whose subject is in the template.
pub(super) fn matches(arena: &mut Arena, template: &Template, subject: &Subject) -> TermId {
    arena.test(subject, Test::Text(template.clone()))
}

/// The requests whose subject has six segments, each in its template.
pub(super) fn matches_segments(arena: &mut Arena, templates: &Segments, subject: &Subject) -> TermId {
    arena.test(subject, Test::Segments(Box::new(templates.clone())))
}

/// The requests in which the variable's value (or its default, where the key is absent) is the given text
/// but for letter case.
pub(super) fn variable_is(arena: &mut Arena, variable: &Variable, text: &str) -> TermId {
    let by_default =
        arena.constant(variable.default.as_deref().is_some_and(|default| default.eq_ignore_ascii_case(text)));
    if variable.key.arity() == crate::model::Arity::Multi {
        return by_default;
    }
    let by_value = arena.some(&variable.key, |arena, subject| {
        arena.test(subject, Test::TextIgnoreCase(Template::literal(text)))
    });
    let present = arena.present(&variable.key);
    let absent = arena.not(present);
    let by_default = arena.and([absent, by_default]);
    arena.or([by_value, by_default])
}
