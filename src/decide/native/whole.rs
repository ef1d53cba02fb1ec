//! Templates with variables over a whole text that is taken apart.

use super::encode::{Encoded, Encoder, Outside};
use super::literal::Literal;
use super::meaning::pattern;
use super::segments::tuples;
use super::shapes::Holder;
use super::texts::{Form, TextId};
use crate::automata::{Pattern, Symbol};
use crate::model::{Key, Piece, SEGMENTS, Template, Variable};

/// The first of the letters that stand for variables: private ones, which no known text holds.
pub(super) const FIRST_LETTER: u32 = 0x10_0000;

impl Encoder<'_> {
    /// The literal that the text is in the template, whose variables have no defaults.
    ///
    /// As with patterns, each way to match the colons that part the segments is a tuple of templates, a variable being
    /// one letter that is no colon. What that misses are values that hold one of those colons themselves; where a
    /// variable can stand before the last segment, such values make the test an open one, which widens it.
    pub(super) fn whole_template(
        &mut self,
        is_arn: Literal,
        segments: [TextId; SEGMENTS],
        short: TextId,
        template: &Template,
        ignore_case: bool,
    ) -> Encoded {
        let outside = || Outside(format!("`{template}` over a whole ARN"));
        let mut keys: Vec<Key> = Vec::new();
        for variable in template.variables() {
            if !keys.contains(&variable.key) {
                keys.push(variable.key.clone());
            }
        }
        let letter = |at: usize| u32::try_from(at).ok().and_then(|at| char::from_u32(FIRST_LETTER + at));
        let of = |variable: &Variable| {
            let at = keys.iter().position(|key| *key == variable.key);
            at.and_then(letter).map(Symbol::Char).into_iter().collect()
        };
        if template.to_string().chars().any(|c| u32::from(c) >= FIRST_LETTER) {
            return Err(outside());
        }
        let tuples = tuples(&pattern(template, ignore_case, &of)).ok_or_else(outside)?;
        let back = |part: &Pattern| {
            Template::new(part.symbols().iter().map(|&symbol| match symbol {
                Symbol::One => Piece::One,
                Symbol::Any => Piece::Any,
                Symbol::Char(c) => {
                    let at = u32::from(c).checked_sub(FIRST_LETTER).and_then(|at| usize::try_from(at).ok());
                    match at.and_then(|at| keys.get(at)) {
                        Some(key) => Piece::Variable(Variable { key: key.clone(), default: None }),
                        None => Piece::Text(c.to_string()),
                    }
                }
            }))
        };
        let mut ways = Vec::new();
        for tuple in &tuples {
            let mut parts = vec![is_arn];
            for (text, part) in segments.into_iter().zip(tuple) {
                parts.push(self.segment(text, &back(part), ignore_case)?);
            }
            ways.push(self.gates.and(parts));
        }
        let colons = |template: &Template| template.split_colons(usize::MAX).len() - 1;
        if colons(template) < SEGMENTS - 1 {
            ways.push(self.segment(short, template, ignore_case)?);
        }
        let mut with_colons = Vec::new();
        for (at, piece) in template.pieces().iter().enumerate() {
            let Piece::Variable(variable) = piece else { continue };
            let before = Template::new(template.pieces().iter().take(at).cloned());
            if colons(&before) < SEGMENTS - 1 {
                let holder = Holder::Key(self.single(&variable.key)?);
                let form = self.form(&holder);
                with_colons.push(self.has_colon(form));
            }
        }
        if !with_colons.is_empty() {
            self.widened.push(format!("`{template}` over a whole ARN"));
            let open = self.gates.fresh();
            let with_colons = self.gates.or(with_colons);
            self.gates.implies(open, with_colons);
            self.gates.implies(open, is_arn);
            ways.push(open);
        }
        Ok(self.gates.or(ways))
    }

    /// The literal that the text exists and holds a colon.
    fn has_colon(&mut self, form: Form) -> Literal {
        let with_colon = Pattern::glob("*:*", false);
        match form {
            Form::Plain(text) => self.inside(text, with_colon),
            Form::Segmented { is_arn, short, .. } => {
                let in_short = self.inside(short, with_colon);
                self.gates.or([is_arn, in_short])
            }
        }
    }
}
