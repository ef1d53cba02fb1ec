//! The unknown texts of a query and what is asked of them.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::literal::Literal;
use super::meaning::Meaning;
use crate::model::{Key, Template};

/// An unknown text.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct TextId(pub(super) usize);

/// What is known of a text before any atom.
#[derive(Debug)]
pub(super) struct Text {
    /// True iff there is such a text; `None` if there always is.
    pub(super) exists: Option<Literal>,
    /// A letter that it never holds.
    pub(super) without: Option<char>,
    /// The atoms about it alone; each implies that it exists.
    pub(super) atoms: IndexMap<Meaning, Literal, FxBuildHasher>,
}

/// What an attribute's text is made of.
#[derive(Copy, Clone, Debug)]
pub(super) enum Form {
    /// One unknown.
    Plain(TextId),
    /// Six unknowns joined by colons where `is_arn`, and otherwise one that has fewer segments.
    Segmented {
        /// True iff the text exists and has six segments.
        is_arn: Literal,
        /// The segments, which exist where `is_arn`.
        segments: [TextId; 6],
        /// The text where it has fewer segments.
        short: TextId,
    },
}

impl Form {
    /// Every unknown that it can be made of, of which some may not exist.
    pub(super) fn texts(&self) -> Vec<TextId> {
        match self {
            Form::Plain(text) => vec![*text],
            Form::Segmented { segments, short, .. } => segments.iter().copied().chain([*short]).collect(),
        }
    }
}

/// Two texts, and a literal that is true iff both exist and are equal.
#[derive(Copy, Clone, Debug)]
pub(super) struct Equality {
    pub(super) one: TextId,
    pub(super) other: TextId,
    pub(super) literal: Literal,
}

/// A text, a template with variables that have no default, and a literal that is true iff the text exists, the
/// variables have values, and the text is in the template.
#[derive(Clone, Debug)]
pub(super) struct Embedding {
    pub(super) text: TextId,
    pub(super) template: Template,
    pub(super) ignore_case: bool,
    pub(super) literal: Literal,
    /// The template's variables: their keys' texts, each with the literal that the key is present.
    pub(super) variables: Vec<(Key, Form, Literal)>,
}

/// All unknown texts of a query and their ties.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) texts: Vec<Text>,
    pub(super) equalities: Vec<Equality>,
    pub(super) embeddings: Vec<Embedding>,
}

impl Texts {
    pub(super) fn add(&mut self, exists: Option<Literal>, without: Option<char>) -> TextId {
        self.texts.push(Text { exists, without, atoms: IndexMap::default() });
        TextId(self.texts.len() - 1)
    }

    pub(super) fn get(&self, text: TextId) -> Option<&Text> {
        self.texts.get(text.0)
    }
}
