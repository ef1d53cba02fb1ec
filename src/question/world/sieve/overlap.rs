//! Whether a statement may speak of a request among those asked for.

use crate::eval::text;
use crate::model::world::{Spelling, Target};
use crate::model::{Action, Context, Piece, Resource, ResourcePattern, Statement, Template};

/// What is asked for: actions in small letters, any of them, and resources in one of the spellings; `None` is any.
#[derive(Clone, Debug)]
pub(in crate::question::world) struct Asked {
    pub(in crate::question::world) actions: Vec<Template>,
    pub(in crate::question::world) spellings: Vec<Option<Spelling>>,
}

impl Asked {
    /// What is asked for on the target. Through an access point requests are on the bucket too, by another ARN.
    pub(in crate::question::world) fn on(
        target: &Target<'_>,
        actions: Vec<Template>,
        spellings: Vec<Option<Spelling>>,
    ) -> Asked {
        let spellings = match target {
            Target::AccessPoint(..) => vec![None],
            Target::Resource(_)
            | Target::Role(_)
            | Target::Plain { .. }
            | Target::Anywhere
            | Target::AnywhereIn(_) => spellings,
        };
        Asked { actions, spellings }
    }

    /// False only if the statement speaks of no request asked for, whoever sends it.
    pub(in crate::question::world) fn may_concern(&self, statement: &Statement) -> bool {
        self.may_be_action(&statement.action) && self.may_be_resource(&statement.resource)
    }

    /// False only if no ARN of the spelling is asked for.
    pub(in crate::question::world) fn may_meet(&self, other: &Spelling) -> bool {
        self.spellings.iter().any(|own| match (own, other) {
            (None, _) => true,
            (Some(Spelling::Exact(own)), other) => other.covers(own),
            (Some(Spelling::Prefixed { prefix, tail: _ }), Spelling::Exact(other)) => {
                other.starts_with(prefix)
            }
            (
                Some(Spelling::Prefixed { prefix: own, tail: _ }),
                Spelling::Prefixed { prefix: other, tail: _ },
            ) => own.starts_with(other.as_str()) || other.starts_with(own.as_str()),
        })
    }

    fn may_be_action(&self, action: &Action) -> bool {
        match action {
            Action::Action(patterns) => {
                patterns.iter().any(|pattern| self.actions.iter().any(|asked| may_meet(pattern, asked)))
            }
            Action::NotAction(_) => true,
        }
    }

    fn may_be_resource(&self, resource: &Resource) -> bool {
        match resource {
            Resource::Resource(patterns) => patterns.iter().any(|pattern| self.may_be_in(pattern)),
            Resource::NotResource(_) | Resource::Attached => true,
        }
    }

    fn may_be_in(&self, pattern: &ResourcePattern) -> bool {
        match pattern {
            // By segment a pattern has no text that it does not have as a whole.
            ResourcePattern::Whole(_) | ResourcePattern::Arn(_) => {
                self.spellings.iter().any(|spelling| match spelling {
                    None => true,
                    Some(Spelling::Exact(text)) => may_be(pattern.whole(), text),
                    Some(Spelling::Prefixed { prefix, tail: _ }) => may_begin(pattern.whole(), prefix),
                })
            }
            ResourcePattern::Short { .. } => true,
        }
    }
}

/// What all texts of the template begin with, and whether that is all.
fn start(template: &Template) -> (&str, bool) {
    match template.pieces() {
        [] => ("", true),
        [Piece::Text(text)] => (text, true),
        [Piece::Text(text), ..] => (text, false),
        [Piece::One | Piece::Any | Piece::Variable(_), ..] => ("", false),
    }
}

/// False only if no text is in both, letter case aside.
fn may_meet(one: &Template, other: &Template) -> bool {
    let ((one, one_ends), (other, other_ends)) = (start(one), start(other));
    let common = one.len().min(other.len());
    let (Some(one_begins), Some(other_begins)) =
        (one.as_bytes().get(..common), other.as_bytes().get(..common))
    else {
        return true;
    };
    one_begins.eq_ignore_ascii_case(other_begins)
        && !(one_ends && other.len() > common)
        && !(other_ends && one.len() > common)
}

/// False only if the text is not in the template, whatever stands for its variables.
fn may_be(template: &Template, text: &str) -> bool {
    if template.variables().next().is_none() {
        return text::matches(template, text, &Context::default());
    }
    let any = template.pieces().iter().map(|piece| match piece {
        Piece::Variable(_) => Piece::Any,
        Piece::Text(_) | Piece::One | Piece::Any => piece.clone(),
    });
    text::matches(&Template::new(any), text, &Context::default())
}

/// False only if no text of the template, whatever stands for its variables, begins with the prefix.
fn may_begin(template: &Template, prefix: &str) -> bool {
    let pieces = template.pieces();
    // The places that may come next: what follows a piece with so many bytes of it behind.
    let mut places: Vec<(usize, usize)> = Vec::new();
    add(pieces, (0, 0), &mut places);
    let mut next = Vec::new();
    for (at, byte) in prefix.bytes().enumerate() {
        // A `?` takes a whole character, of which this is no first byte.
        let inside = !prefix.is_char_boundary(at);
        for &(piece, behind) in &places {
            match pieces.get(piece) {
                None => {}
                Some(Piece::Any | Piece::Variable(_)) => add(pieces, (piece, 0), &mut next),
                Some(Piece::One) if inside => {}
                Some(Piece::One) => add(pieces, (piece + 1, 0), &mut next),
                Some(Piece::Text(text)) if text.as_bytes().get(behind) == Some(&byte) => {
                    let behind = behind + 1;
                    let place = if behind == text.len() { (piece + 1, 0) } else { (piece, behind) };
                    add(pieces, place, &mut next);
                }
                Some(Piece::Text(_)) => {}
            }
        }
        if inside {
            // Where a `?` took the first byte, the rest of its character goes with it.
            places.iter().filter(|(piece, behind)| *behind == 0 && *piece > 0).for_each(|&place| {
                if matches!(pieces.get(place.0 - 1), Some(Piece::One)) {
                    add(pieces, place, &mut next);
                }
            });
        }
        if next.is_empty() {
            return false;
        }
        std::mem::swap(&mut places, &mut next);
        next.clear();
    }
    true
}

/// Adds a place and those that can be reached from it without a character.
fn add(pieces: &[Piece], place: (usize, usize), places: &mut Vec<(usize, usize)>) {
    let mut at = place;
    while !places.contains(&at) {
        places.push(at);
        if !matches!(pieces.get(at.0), Some(Piece::Any | Piece::Variable(_))) {
            break;
        }
        at = (at.0 + 1, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Key, Variable};

    #[test]
    fn templates_that_meet_may_meet() {
        let cases = [
            ("s3:Get*", "s3:getobject", true),
            ("S3:*", "s3:*", true),
            ("*", "sqs:*", true),
            ("sqs:*", "s3:*", false),
            ("s3:GetObject", "s3:*", true),
            ("s3:GetObject", "s3:getobjectacl", false),
            ("s3:GetObjectAcl", "s3:getobject", false),
        ];
        for (one, other, may) in cases {
            assert_eq!(may_meet(&Template::glob(one), &Template::glob(other)), may, "{one} {other}");
            assert_eq!(may_meet(&Template::glob(other), &Template::glob(one)), may, "{other} {one}");
        }
    }

    #[test]
    fn what_begins_so_may_begin() {
        let cases = [
            ("*", "arn:aws:s3:::b/", true),
            ("arn:aws:s3:::b", "arn:aws:s3:::b/", false),
            ("arn:aws:s3:::b/", "arn:aws:s3:::b/", true),
            ("arn:aws:s3:::b/key", "arn:aws:s3:::b/", true),
            ("arn:aws:s3:::b*", "arn:aws:s3:::b/", true),
            ("arn:aws:s3:::c*", "arn:aws:s3:::b/", false),
            ("arn:aws:s3:::*/logs/*", "arn:aws:s3:::b/", true),
            // As a whole the `*` may hold colons: more than by segment, never less.
            ("arn:aws:s3:*:1:x", "arn:aws:s3:::b/", true),
            ("arn:aws:s3:?:1:x", "arn:aws:s3:::b/", false),
            ("arn:aws:s3:*:1:x", "arn:aws:s3:eu:1:x", true),
            ("arn:?", "arn:é", true),
            ("arn:?", "arn:éé", false),
            ("arn:??x", "arn:éé", true),
        ];
        for (template, prefix, may) in cases {
            assert_eq!(may_begin(&Template::glob(template), prefix), may, "{template} {prefix}");
        }
        let team = Piece::Variable(Variable { key: Key::new("aws:PrincipalTag/team"), default: None });
        let own =
            Template::new([Piece::Text("arn:aws:s3:::b/".to_owned()), team, Piece::Text("/x".to_owned())]);
        assert!(may_begin(&own, "arn:aws:s3:::b/red/"));
        assert!(may_be(&own, "arn:aws:s3:::b/red/x"));
        assert!(!may_be(&own, "arn:aws:s3:::b/red/y"));
    }
}
