//! Templates without variables as regular expressions.

use super::literal::string;
use crate::model::{Piece, Segments, Template};

/// The characters that a segment of an ARN can hold: all but the colon.
pub(super) const IN_SEGMENT: &str = "in-segment";

/// The definition of [`IN_SEGMENT`].
pub(super) const DEFINITION: &str = "(define-fun in-segment () RegLan (re.union (re.range \"\\u{0}\" \"9\") (re.range \";\" \"\\u{2ffff}\")))\n";

/// The language of the template. A variable is no text at all; callers have none.
pub(super) fn template(template: &Template) -> String {
    let mut parts = Parts::default();
    parts.template(template, Alphabet::Everything);
    parts.concatenation(plain)
}

/// The language of the template, A–Z and a–z taken as equal.
pub(super) fn ignore_case(template: &Template) -> String {
    let mut parts = Parts::default();
    parts.template(template, Alphabet::Everything);
    parts.concatenation(either_case)
}

/// The language of six segments joined by colons, of which the last may hold colons.
pub(super) fn segments(segments: &Segments) -> String {
    let mut parts = Parts::default();
    for (at, segment) in segments.iter().enumerate() {
        if at > 0 {
            parts.literal(":");
        }
        let last = at + 1 == segments.len();
        parts.template(segment, if last { Alphabet::Everything } else { Alphabet::Segment });
    }
    parts.concatenation(plain)
}

/// Which characters `*` and `?` stand for.
#[derive(Copy, Clone)]
enum Alphabet {
    Everything,
    Segment,
}

enum Part {
    Literal(String),
    Expression(&'static str),
}

/// The parts of a concatenation; no two neighbours are literals.
#[derive(Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn literal(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Part::Literal(last)) => last.push_str(text),
            Some(Part::Expression(_)) | None => self.0.push(Part::Literal(text.to_owned())),
        }
    }

    fn template(&mut self, template: &Template, alphabet: Alphabet) {
        for piece in template.pieces() {
            match (piece, alphabet) {
                (Piece::Text(text), _) => self.literal(text),
                (Piece::One, Alphabet::Everything) => self.0.push(Part::Expression("re.allchar")),
                (Piece::One, Alphabet::Segment) => self.0.push(Part::Expression(IN_SEGMENT)),
                (Piece::Any, Alphabet::Everything) => self.0.push(Part::Expression("re.all")),
                (Piece::Any, Alphabet::Segment) => self.0.push(Part::Expression("(re.* in-segment)")),
                (Piece::Variable(_), _) => self.0.push(Part::Expression("re.none")),
            }
        }
    }

    fn concatenation(&self, literal: fn(&str) -> String) -> String {
        let expressions: Vec<String> = self
            .0
            .iter()
            .map(|part| match part {
                Part::Literal(text) => literal(text),
                Part::Expression(expression) => (*expression).to_owned(),
            })
            .collect();
        match expressions.as_slice() {
            [] => "(str.to_re \"\")".to_owned(),
            [only] => only.clone(),
            _ => format!("(re.++ {})", expressions.join(" ")),
        }
    }
}

fn plain(text: &str) -> String {
    format!("(str.to_re {})", string(text))
}

fn either_case(text: &str) -> String {
    let one = |c: char| match (c.to_ascii_lowercase(), c.to_ascii_uppercase()) {
        (small, large) if small == large => plain(&c.to_string()),
        (small, large) => format!("(re.union {} {})", plain(&small.to_string()), plain(&large.to_string())),
    };
    let letters: Vec<String> = text.chars().map(one).collect();
    if letters.len() == 1 { letters.concat() } else { format!("(re.++ {})", letters.join(" ")) }
}
