//! Templates with variables on one text: which lie inside which, whatever the values.

use std::collections::BTreeMap;

use super::encode::Encoder;
use super::literal::Literal;
use super::meaning::pattern;
use super::shapes::Holder;
use super::texts::{Form, TextId};
use super::whole::FIRST_LETTER;
use crate::automata::{Pattern, Symbol};
use crate::model::{Key, Piece, Template, Variable};

/// That a text is in a template, or equal to a key's text.
struct Claim {
    literal: Literal,
    template: Template,
    ignore_case: bool,
}

impl Encoder<'_> {
    /// Adds "one template, therefore the other" for templates on one text of which one has all texts of the other
    /// for every value of their variables.
    pub(super) fn relate_templates(&mut self) {
        let keys: Vec<(TextId, Key)> = self
            .forms
            .iter()
            .filter_map(|(holder, form)| match (holder, form) {
                (Holder::Key(key), Form::Plain(text)) => Some((*text, key.clone())),
                (Holder::Key(_), Form::Segmented { .. })
                | (Holder::Principal | Holder::Action | Holder::Resource | Holder::Element(..), _) => None,
            })
            .collect();
        let mut claims: BTreeMap<TextId, Vec<Claim>> = BTreeMap::new();
        for embedding in &self.texts.embeddings {
            claims.entry(embedding.text).or_default().push(Claim {
                literal: embedding.literal,
                template: embedding.template.clone(),
                ignore_case: embedding.ignore_case,
            });
        }
        for equality in &self.texts.equalities {
            for (text, other) in [(equality.one, equality.other), (equality.other, equality.one)] {
                let key = keys.iter().find(|(known, _)| *known == other).map(|(_, key)| key.clone());
                if let (Some(claims), Some(key)) = (claims.get_mut(&text), key) {
                    let itself = Piece::Variable(Variable { key, default: None });
                    let template = Template::new([itself]);
                    claims.push(Claim { literal: equality.literal, template, ignore_case: false });
                }
            }
        }
        let mut letters: BTreeMap<Key, char> = BTreeMap::new();
        for claim in claims.values().flatten() {
            for variable in claim.template.variables() {
                let next = u32::try_from(letters.len()).ok().and_then(|at| char::from_u32(FIRST_LETTER + at));
                if let Some(next) = next {
                    letters.entry(variable.key.clone()).or_insert(next);
                }
            }
        }
        let letter = |variable: &Variable| letters.get(&variable.key).copied();
        for claims in claims.values() {
            for inner in claims {
                for outer in claims.iter().filter(|outer| outer.literal != inner.literal) {
                    if lies_inside(
                        &inner.template,
                        inner.ignore_case,
                        &outer.template,
                        outer.ignore_case,
                        &letter,
                    ) {
                        self.gates.solver.clause(&[!inner.literal, outer.literal]);
                    }
                }
            }
        }
    }
}

/// True only if whatever is in the one template is in the other, for all values of their variables, of which those are
/// known to be equal that `letter` gives the same private letter.
///
/// A variable is read as its letter. Of a template without `?`, only a `*` or such a variable
/// matches the letter, and then it matches whatever stands for it as well; so if the outer one has all texts of the
/// inner one so read, it has them for every value. (A `?` would match the letter, but not an empty value; and a
/// letter has no case, but a value has, so that the outer one must not look at it more closely than the inner one.)
pub(super) fn lies_inside(
    inner: &Template,
    inner_ignores_case: bool,
    outer: &Template,
    outer_ignores_case: bool,
    letter: &dyn Fn(&Variable) -> Option<char>,
) -> bool {
    if outer.pieces().contains(&Piece::One) || (inner_ignores_case && !outer_ignores_case) {
        return false;
    }
    let is_read = |template: &Template| {
        template.pieces().iter().all(|piece| match piece {
            Piece::Text(text) => text.chars().all(|c| u32::from(c) < FIRST_LETTER),
            Piece::One | Piece::Any => true,
            Piece::Variable(variable) => letter(variable).is_some(),
        })
    };
    let read = |template: &Template, ignore_case| -> Pattern {
        let symbol = |variable: &Variable| letter(variable).map(Symbol::Char).into_iter().collect();
        pattern(template, ignore_case, &symbol)
    };
    is_read(inner)
        && is_read(outer)
        && read(outer, outer_ignores_case).includes(&read(inner, inner_ignores_case)) == Some(true)
}
