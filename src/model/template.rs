//! Patterns with `*` and `?` and policy variables, as they stand in a policy.

use super::front::Front;
use super::key::Key;

/// One piece of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Literal text, never empty.
    Text(String),
    /// `?`: exactly one character (a Unicode scalar value).
    One,
    /// `*`: any run of characters, the empty one too.
    Any,
    /// `${key}` or `${key, 'default'}`: the value of a single-valued key.
    Variable(Variable),
}

/// A policy variable (IAM/reference_policies_variables).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variable {
    /// The context key whose value is put in.
    pub key: Key,
    /// What stands in for an absent key. Without it, a template whose key is absent matches nothing.
    pub default: Option<String>,
}

/// A sequence of pieces: the set of texts that are a concatenation of one text of each piece.
///
/// Kept normal: no two neighbouring [`Piece::Text`], no empty text, no two neighbouring [`Piece::Any`],
/// and in a run of wildcards every [`Piece::One`] stands before the [`Piece::Any`]. Two templates without
/// variables are therefore equal iff they are spelt alike up to such runs.
///
/// ```
/// use hornbeam::model::Template;
/// assert_eq!(Template::glob("a*?*"), Template::glob("a?*"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Template {
    pieces: Pieces,
    front: Front,
}

/// Most templates are one text, or `*`: such a piece is kept in the template itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Pieces {
    One([Piece; 1]),
    /// None, or more than one.
    Other(Box<[Piece]>),
}

impl Default for Pieces {
    fn default() -> Pieces {
        Pieces::Other(Box::default())
    }
}

impl Template {
    /// The template of these pieces, made normal.
    pub fn new(pieces: impl IntoIterator<Item = Piece>) -> Template {
        let pieces = pieces.into_iter();
        let mut normal = Vec::with_capacity(pieces.size_hint().0);
        pieces.for_each(|piece| push(&mut normal, piece));
        Template::of(normal)
    }

    /// The template of pieces that are normal.
    fn of(pieces: Vec<Piece>) -> Template {
        match <[Piece; 1]>::try_from(pieces) {
            Ok([piece]) => Template::of_one(piece),
            Err(pieces) => {
                let front = pieces.first().map(front).unwrap_or_default();
                Template { pieces: Pieces::Other(pieces.into_boxed_slice()), front }
            }
        }
    }

    /// The template of one piece that is no empty text.
    fn of_one(piece: Piece) -> Template {
        Template { front: front(&piece), pieces: Pieces::One([piece]) }
    }

    /// The template that matches exactly `text`.
    pub fn literal(text: &str) -> Template {
        Template::from(text.to_owned())
    }

    /// The template of a text in which `*` and `?` are wildcards and nothing else is special.
    pub fn glob(text: &str) -> Template {
        let is_wildcard = |byte: u8| matches!(byte, b'*' | b'?');
        if !text.bytes().any(is_wildcard) {
            return Template::literal(text);
        }
        if text == "*" {
            return Template::anything();
        }
        let mut pieces = Vec::with_capacity(runs(text, is_wildcard));
        let mut rest = text;
        while let Some(at) = rest.bytes().position(is_wildcard) {
            push(&mut pieces, Piece::Text(rest.get(..at).unwrap_or_default().to_owned()));
            push(&mut pieces, if rest.as_bytes().get(at) == Some(&b'*') { Piece::Any } else { Piece::One });
            rest = rest.get(at + 1..).unwrap_or_default();
        }
        push(&mut pieces, Piece::Text(rest.to_owned()));
        Template::of(pieces)
    }

    /// The template that matches every text.
    pub fn anything() -> Template {
        Template::of_one(Piece::Any)
    }

    /// What every text in the template begins with, as far as that can be told at once.
    pub fn front(&self) -> Front {
        self.front
    }

    /// The pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        match &self.pieces {
            Pieces::One(piece) => piece,
            Pieces::Other(pieces) => pieces,
        }
    }

    /// Whether the template is `*` alone.
    pub fn is_anything(&self) -> bool {
        matches!(self.pieces(), [Piece::Any])
    }

    /// The text, if the template is one text and nothing else.
    pub fn as_literal(&self) -> Option<&str> {
        match self.pieces() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The variable, if the template is one variable and nothing else.
    pub fn as_variable(&self) -> Option<&Variable> {
        match self.pieces() {
            [Piece::Variable(variable)] => Some(variable),
            _ => None,
        }
    }

    /// Whether a `*` or `?` stands in it.
    pub fn has_wildcard(&self) -> bool {
        self.pieces().iter().any(|piece| matches!(piece, Piece::One | Piece::Any))
    }

    /// Whether a `:` stands in its text.
    pub fn has_colon(&self) -> bool {
        self.colons() > 0
    }

    /// How many `:` stand in its text.
    pub(super) fn colons(&self) -> usize {
        let in_piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.bytes().filter(|byte| *byte == b':').count(),
            Piece::One | Piece::Any | Piece::Variable(_) => 0,
        };
        self.pieces().iter().map(in_piece).sum()
    }

    /// The variables in it, in order.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.pieces().iter().filter_map(|piece| match piece {
            Piece::Variable(variable) => Some(variable),
            Piece::Text(_) | Piece::One | Piece::Any => None,
        })
    }

    /// The same template with every letter A–Z made small, those of variables' defaults too.
    pub fn to_ascii_lowercase(&self) -> Template {
        Template::new(self.pieces().iter().map(|piece| match piece {
            Piece::Text(text) => Piece::Text(text.to_ascii_lowercase()),
            Piece::One => Piece::One,
            Piece::Any => Piece::Any,
            Piece::Variable(Variable { key, default }) => Piece::Variable(Variable {
                key: key.clone(),
                default: default.as_deref().map(str::to_ascii_lowercase),
            }),
        }))
    }

    /// Splits at each literal `:`; into at most `most` parts, the last of which keeps further colons.
    pub fn split_colons(&self, most: usize) -> Vec<Template> {
        let mut parts = vec![Vec::new()];
        for piece in self.pieces() {
            match piece {
                Piece::Text(text) => {
                    let mut rest = text.as_str();
                    while parts.len() < most
                        && let Some((before, after)) = rest.split_once(':')
                    {
                        if let Some(last) = parts.last_mut() {
                            last.push(Piece::Text(before.to_owned()));
                        }
                        parts.push(Vec::new());
                        rest = after;
                    }
                    if let Some(last) = parts.last_mut() {
                        last.push(Piece::Text(rest.to_owned()));
                    }
                }
                other => {
                    if let Some(last) = parts.last_mut() {
                        last.push(other.clone());
                    }
                }
            }
        }
        parts.into_iter().map(Template::new).collect()
    }
}

/// How many pieces a text has whose special characters are pieces each: these, and the runs of text between them.
pub(super) fn runs(text: &str, is_special: impl Fn(u8) -> bool) -> usize {
    let (mut runs, mut in_text) = (0, false);
    for byte in text.bytes() {
        let special = is_special(byte);
        runs += usize::from(special || !in_text);
        in_text = !special;
    }
    runs
}

impl From<String> for Template {
    /// The template that matches exactly `text`.
    fn from(text: String) -> Template {
        if text.is_empty() { Template::default() } else { Template::of_one(Piece::Text(text)) }
    }
}

impl From<Vec<Piece>> for Template {
    /// The template of these pieces, made normal.
    fn from(pieces: Vec<Piece>) -> Template {
        let is_normal = |pair: &[Piece]| {
            !matches!(pair, [Piece::Text(_), Piece::Text(_)] | [Piece::Any, Piece::Any | Piece::One])
        };
        let has_empty = pieces.iter().any(|piece| matches!(piece, Piece::Text(text) if text.is_empty()));
        if !has_empty && pieces.windows(2).all(is_normal) {
            return Template::of(pieces);
        }
        Template::new(pieces)
    }
}

/// What texts begin with that begin with the piece.
fn front(piece: &Piece) -> Front {
    match piece {
        Piece::Text(text) => Front::of_start(text),
        Piece::One | Piece::Any | Piece::Variable(_) => Front::default(),
    }
}

/// Puts a piece behind normal ones, so that they stay normal.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (_, Piece::Text(text)) if text.is_empty() => {}
        (Some(Piece::Text(last)), Piece::Text(text)) => last.push_str(&text),
        (Some(Piece::Any), Piece::Any) => {}
        (Some(Piece::Any), Piece::One) => {
            let at = pieces.len() - 1;
            pieces.insert(at, Piece::One);
        }
        (_, piece) => pieces.push(piece),
    }
}

impl std::fmt::Display for Template {
    /// The template as it would be spelt in a policy of version 2012-10-17, `${*}` for a literal star.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for piece in self.pieces() {
            match piece {
                Piece::Text(text) => {
                    for c in text.chars() {
                        match c {
                            '*' | '?' | '$' => write!(f, "${{{c}}}")?,
                            c => write!(f, "{c}")?,
                        }
                    }
                }
                Piece::One => f.write_str("?")?,
                Piece::Any => f.write_str("*")?,
                Piece::Variable(Variable { key, default: None }) => write!(f, "${{{key}}}")?,
                Piece::Variable(Variable { key, default: Some(text) }) => write!(f, "${{{key}, '{text}'}}")?,
            }
        }
        Ok(())
    }
}
