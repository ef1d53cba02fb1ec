//! ARN patterns: how a text of colon-separated segments is matched.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use super::template::{Piece, Template, Variable};

/// How many segments an ARN has: `arn:partition:service:region:account:resource`.
pub const SEGMENTS: usize = 6;

/// One template a segment. The sixth takes the rest of the text, further colons included.
pub type Segments = [Template; SEGMENTS];

/// The six segments of a text, the sixth taking the rest; `None` for a text with fewer.
///
/// ```
/// use hornbeam::model::segments_of;
/// assert_eq!(segments_of("arn:aws:sns:eu-west-1:111122223333:t:1").map(|s| s[5]), Some("t:1"));
/// assert_eq!(segments_of("*"), None);
/// ```
pub fn segments_of(text: &str) -> Option<[&str; SEGMENTS]> {
    let mut segments = [""; SEGMENTS];
    let (last, others) = segments.split_last_mut()?;
    let mut rest = text;
    for segment in others {
        // By bytes: to set up a search for a character takes longer than these few short segments.
        let colon = rest.bytes().position(|byte| byte == b':')?;
        *segment = rest.get(..colon)?;
        rest = rest.get(colon + 1..)?;
    }
    *last = rest;
    Some(segments)
}

/// A value of `Resource` or `NotResource` (IAM/reference_policies_elements_resource).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ResourcePattern {
    /// Not an ARN, such as `*`: a pattern over the whole text, in which `*` and `?` cross colons.
    Whole(Template),
    /// Six or more segments. Each of the first five matches within its segment; with the assumption
    /// `arn-wildcard-crosses-colon` set to `crosses`, the pattern matches the whole text instead.
    Arn(ArnPattern),
    /// Begins with `arn:` and has fewer than six segments: AWS fills it up with `*`, and lets a `*` at a
    /// segment's end run on beyond the colon. The pattern is the union of the two readings.
    Short {
        /// The pattern with the missing segments filled up by `*`.
        padded: Box<Segments>,
        /// The pattern over the whole text.
        whole: Template,
    },
}

impl ResourcePattern {
    /// The pattern that `template` is as a value of `Resource`.
    pub fn new(template: Template) -> ResourcePattern {
        let arn = ArnPattern::new(template);
        if arn.is_complete {
            return ResourcePattern::Arn(arn);
        }
        let template = arn.whole;
        let is_arn = match template.pieces() {
            [Piece::Text(text)] => text == "arn" || text.starts_with("arn:"),
            [Piece::Text(text), ..] => text.starts_with("arn:"),
            _ => false,
        };
        if !is_arn {
            return ResourcePattern::Whole(template);
        }
        let padded = Box::new(pad(template.split_colons(SEGMENTS)));
        ResourcePattern::Short { padded, whole: template }
    }

    /// The pattern over the whole text, as it was written.
    pub fn whole(&self) -> &Template {
        match self {
            ResourcePattern::Whole(whole)
            | ResourcePattern::Arn(ArnPattern { whole, .. })
            | ResourcePattern::Short { whole, .. } => whole,
        }
    }
}

/// A pattern of ARNs. It is split when somebody asks for its segments, which for most patterns of a policy nobody
/// does.
#[derive(Clone, Debug)]
pub struct ArnPattern {
    whole: Template,
    is_complete: bool,
    segments: OnceLock<Box<Segments>>,
}

impl ArnPattern {
    fn new(whole: Template) -> ArnPattern {
        let is_complete = whole.colons() + 1 >= SEGMENTS;
        ArnPattern { whole, is_complete, segments: OnceLock::new() }
    }

    /// Whether it was written with all six segments.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The pattern over the whole text, as it was written.
    pub fn whole(&self) -> &Template {
        &self.whole
    }

    /// The pattern by segment, with `*` for those that are missing.
    pub fn segments(&self) -> &Segments {
        self.segments.get_or_init(|| Box::new(pad(self.whole.split_colons(SEGMENTS))))
    }
}

impl PartialEq for ArnPattern {
    fn eq(&self, other: &ArnPattern) -> bool {
        self.whole == other.whole
    }
}

impl Eq for ArnPattern {}

impl Hash for ArnPattern {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.whole.hash(state);
    }
}

/// An operand of the `Arn…` operators: each of the six segments is matched by itself
/// (IAM/reference_policies_elements_condition_operators, "ARN condition operators").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ArnOperand {
    /// A pattern by segment; an operand written with fewer segments is filled up with `*` (derived).
    Segments(ArnPattern),
    /// A variable alone: the value must be an ARN and the same text as the variable's value.
    Variable(Variable),
}

impl ArnOperand {
    /// The operand that `template` is. A variable within the first five segments stands for text without
    /// colons: with any other value its segment matches nothing, as no segment of an ARN holds a colon.
    pub fn new(template: Template) -> ArnOperand {
        match template.as_variable() {
            Some(variable) => ArnOperand::Variable(variable.clone()),
            None => ArnOperand::Segments(ArnPattern::new(template)),
        }
    }
}

/// The parts as segments, with `*` for those that are missing.
pub fn pad(parts: Vec<Template>) -> Segments {
    let mut parts = parts.into_iter();
    std::array::from_fn(|_| parts.next().unwrap_or_else(Template::anything))
}
