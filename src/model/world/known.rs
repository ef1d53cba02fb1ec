//! What can be known of the attributes of requests. What holds of every request is in here, and nothing that is only likely.

use super::facts::hidden;
use crate::model::{Key, Piece, Request, Template};

/// How the texts of an attribute are spelt.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Spelling {
    /// One text.
    Exact(String),
    /// Every text that begins so and goes on by at least one character, which `tail` (a reserved key) holds.
    Prefixed {
        /// The beginning.
        prefix: String,
        /// The name of the attribute that holds the rest.
        tail: &'static str,
    },
}

impl Spelling {
    /// Whether the text is one of them.
    pub fn covers(&self, text: &str) -> bool {
        match self {
            Spelling::Exact(own) => own == text,
            Spelling::Prefixed { prefix, tail } => {
                // `RoleSessionName` is made of word characters and `+=,.@-`, two at least (STS API reference, `AssumeRole`,
                // `GetFederationToken`).
                let is_name = |rest: &str| rest.chars().nth(1).is_some() && !rest.contains(['/', ':', ' ']);
                let can_be = |rest: &str| *tail != hidden::SESSION || is_name(rest);
                text.strip_prefix(prefix.as_str()).is_some_and(|rest| !rest.is_empty() && can_be(rest))
            }
        }
    }
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// No request has it.
    Absent,
    /// Every request has it, with these values.
    Values(Vec<String>),
    /// A request that has it has these values.
    Perhaps(Vec<String>),
    /// Every request has it, with one value that is spelt so.
    Spelt(Spelling),
}

/// Values that a key does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Never {
    /// This text, whatever its letter case: it is an id, of which AWS makes no two that differ in nothing else.
    Text(String),
    /// Every text that begins so, whatever its letter case.
    Beginning(String),
    /// Every ARN whose resource begins so.
    Arn(&'static str),
    /// Every ARN of an access point of this account.
    AccessPointOf(String),
    /// Every text of twelve characters, as the number of an account is.
    Account,
}

impl Never {
    /// Whether the text is one of them.
    pub fn covers(&self, text: &str) -> bool {
        match self {
            Never::Text(own) => own.eq_ignore_ascii_case(text),
            Never::Beginning(start) => {
                text.get(..start.len()).is_some_and(|front| front.eq_ignore_ascii_case(start))
            }
            Never::Arn(start) => {
                text.strip_prefix("arn:").is_some_and(|rest| rest.contains(&format!(":{start}")))
            }
            Never::AccessPointOf(account) => text
                .strip_prefix("arn:")
                .is_some_and(|rest| rest.contains(&format!(":{account}:accesspoint/"))),
            Never::Account => text.chars().count() == 12,
        }
    }

    /// Whether letter case is nothing to it.
    pub fn ignores_case(&self) -> bool {
        match self {
            Never::Text(_) | Never::Beginning(_) => true,
            Never::Arn(_) | Never::AccessPointOf(_) | Never::Account => false,
        }
    }

    /// The same texts as a pattern.
    pub fn template(&self) -> Template {
        let text = |text: &str| Piece::Text(text.to_owned());
        match self {
            Never::Text(own) => Template::literal(own),
            Never::Beginning(start) => Template::new([text(start), Piece::Any]),
            Never::Arn(start) => {
                Template::new([text("arn:"), Piece::Any, text(&format!(":{start}")), Piece::Any])
            }
            Never::AccessPointOf(account) => {
                let owned = format!(":{account}:accesspoint/");
                Template::new([text("arn:"), Piece::Any, text(&owned), Piece::Any])
            }
            Never::Account => Template::new([const { Piece::One }; 12]),
        }
    }
}

/// What is known of a key in the requests of all actions but some. Actions are in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unless {
    /// The key.
    pub key: Key,
    /// The value that it has, if it is there; `None` if it is not there.
    pub value: Option<String>,
    /// The actions whose requests are not bound.
    pub free: &'static [&'static str],
    /// The actions whose requests have the value, if there is one.
    pub always: &'static [&'static str],
}

impl Unless {
    /// The value, if the request is to have it and has none.
    pub fn missing(&self, request: &Request) -> Option<&str> {
        let has_it = self.always.iter().any(|name| request.action.eq_ignore_ascii_case(name));
        let is_absent = request.context.values(&self.key).is_empty();
        self.value.as_deref().filter(|_| has_it && is_absent)
    }

    /// Whether the request agrees.
    pub fn admits(&self, request: &Request) -> bool {
        let is_one = |actions: &[&str]| actions.iter().any(|name| request.action.eq_ignore_ascii_case(name));
        is_one(self.free)
            || match request.context.values(&self.key) {
                [] => self.value.is_none() || !is_one(self.always),
                values => values.iter().all(|value| Some(value) == self.value.as_ref()),
            }
    }
}
