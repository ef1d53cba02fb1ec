//! Texts against templates. Mirrors `eval/text.rs`.

use super::arena::Arena;
use super::subject::Subject;
use super::term::{TermId, Test};
use crate::model::{Arity, Piece, Segments, Template, Variable};

/// The requests whose subject is in the template.
pub(super) fn matches(arena: &mut Arena, template: &Template, subject: &Subject) -> TermId {
    arena.test(subject, Test::Text(template.clone()))
}

/// The requests whose subject has six segments, each in its template.
pub(super) fn matches_segments(arena: &mut Arena, templates: &Segments, subject: &Subject) -> TermId {
    arena.test(subject, Test::Segments(Box::new(templates.clone())))
}

/// The requests in which the variable's value (or, where it has none, its default) is the given text
/// but for letter case.
pub(super) fn variable_is(arena: &mut Arena, variable: &Variable, text: &str) -> TermId {
    let by_default =
        arena.constant(variable.default.as_deref().is_some_and(|default| default.eq_ignore_ascii_case(text)));
    if variable.key.arity() == Arity::Multi {
        return by_default;
    }
    let subject = Subject::Key(variable.key.clone());
    let has_value = match arena.arity(&variable.key) {
        Arity::Single => arena.present(&variable.key),
        // A key that no list has and a set operator looks at. As a variable it has a value iff it has exactly
        // one, which "the value is the variable's" says and "present" does not.
        Arity::Multi => {
            let itself = Piece::Variable(Variable { key: variable.key.clone(), default: None });
            arena.test(&subject, Test::Text(Template::new([itself])))
        }
    };
    let is_text = arena.test(&subject, Test::TextIgnoreCase(Template::literal(text)));
    let by_value = arena.and([has_value, is_text]);
    let without = arena.not(has_value);
    let by_default = arena.and([without, by_default]);
    arena.or([by_value, by_default])
}
