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
            let read: Vec<Option<Read>> =
                claims.iter().map(|claim| Read::new(&claim.template, claim.ignore_case, &letter)).collect();
            for (inner, inside) in claims.iter().zip(&read) {
                for (outer, around) in claims.iter().zip(&read) {
                    let (Some(inside), Some(around)) = (inside, around) else { continue };
                    if inner.literal != outer.literal && inside.lies_inside(around) {
                        self.gates.solver.clause(&[!inner.literal, outer.literal]);
                    }
                }
            }
        }
    }
}

/// A template with each variable read as a private letter; those variables have one letter that are known to be equal.
pub(super) struct Read {
    pattern: Pattern,
    /// Whether letter case does not count, of the values too: a pattern without letters would not say.
    ignore_case: bool,
    has_one: bool,
}

impl Read {
    /// `None` if `letter` has none for a variable, or the text itself holds such letters.
    pub(super) fn new(
        template: &Template,
        ignore_case: bool,
        letter: &dyn Fn(&Variable) -> Option<char>,
    ) -> Option<Read> {
        let is_read = template.pieces().iter().all(|piece| match piece {
            Piece::Text(text) => text.chars().all(|c| u32::from(c) < FIRST_LETTER),
            Piece::One | Piece::Any => true,
            Piece::Variable(variable) => letter(variable).is_some(),
        });
        let symbol = |variable: &Variable| letter(variable).map(Symbol::Char).into_iter().collect();
        is_read.then(|| Read {
            pattern: pattern(template, ignore_case, &symbol),
            ignore_case,
            has_one: template.pieces().contains(&Piece::One),
        })
    }

    /// True only if whatever is in this template is in the other, for all values of their variables.
    ///
    /// Of a template without `?`, only a `*` or such a variable matches the letter, and then it matches whatever stands
    /// for it as well; so if the outer one has all texts of the inner one so read, it has them for every value. (A `?`
    /// would match the letter, but not an empty value; and a letter has no case, but a value has, so that the outer
    /// one must not look at it more closely than the inner one.)
    pub(super) fn lies_inside(&self, outer: &Read) -> bool {
        let by_case = outer.ignore_case || !self.ignore_case;
        by_case && !outer.has_one && outer.pattern.includes(&self.pattern) == Some(true)
    }
}
