//! Condition keys and their types.

use super::super::key::{Arity, KeyType, ValueType};
use super::line;
use super::table::{self, NO_SERVICE};
use super::wildcard::{self, Class};

/// A condition key as the reference lists it, with variables or without.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConditionKey {
    line: &'static str,
}

impl ConditionKey {
    pub(super) fn at(line: &'static str) -> ConditionKey {
        ConditionKey { line }
    }

    /// Its name in AWS's spelling, such as `s3:prefix` or `aws:RequestTag/${TagKey}`.
    pub fn name(self) -> &'static str {
        self.field(2)
    }

    /// The type of its values. Services need not agree on it: this is what the service says that the key was asked of.
    pub fn key_type(self) -> KeyType {
        // A test reads the type of every line.
        line::read_type(self.field(3)).unwrap_or(KeyType { arity: Arity::Single, value: ValueType::Text })
    }

    /// How AWS writes the type, such as `ArrayOfString`.
    pub fn type_name(self) -> &'static str {
        self.field(3)
    }

    /// Whether this is a global key, one that requests to all services may have.
    pub fn is_global(self) -> bool {
        self.field(4) == "global" || is_global(self.name())
    }

    /// Whether the name, in any letter case, is the key's or becomes it when each variable of the key stands for some
    /// text that is not empty.
    ///
    /// ```
    /// use hornbeam::model::catalog;
    /// let tag = catalog::key("aws:RequestTag/${TagKey}").unwrap();
    /// assert!(tag.covers("aws:requesttag/team") && !tag.covers("aws:RequestTag/"));
    /// ```
    pub fn covers(self, name: &str) -> bool {
        covers(self.name(), name)
    }

    fn field(self, number: usize) -> &'static str {
        self.line.split('\t').nth(number).unwrap_or("")
    }
}

/// Whether the name is that of the listed key, or becomes it with the variables filled in.
pub(super) fn covers(listed: &str, name: &str) -> bool {
    listed.eq_ignore_ascii_case(name) || (listed.contains("${") && fits(listed, name))
}

fn fits(listed: &str, name: &str) -> bool {
    let mut tokens = Vec::new();
    wildcard::format(&listed.to_ascii_lowercase(), |_| Class::Any, 1, &mut tokens);
    wildcard::meet(&tokens, &wildcard::literal(&name.to_ascii_lowercase()))
}

/// The global keys, ordered by name.
///
/// ```
/// use hornbeam::model::catalog;
/// assert!(catalog::global_keys().any(|key| key.name() == "aws:SourceIp"));
/// ```
pub fn global_keys() -> impl Iterator<Item = ConditionKey> {
    let keys = table::of_kind(NO_SERVICE, "key").map(|line| ConditionKey::at(table::line(line)));
    keys.filter(|key| key.field(4) == "global")
}

/// Whether this names a global key, in any letter case, its variables filled in or not.
///
/// ```
/// use hornbeam::model::catalog;
/// assert!(catalog::is_global("aws:requesttag/team") && catalog::is_global("aws:PrincipalOrgID"));
/// assert!(!catalog::is_global("s3:prefix") && !catalog::is_global("aws:NoSuchKey"));
/// ```
pub fn is_global(name: &str) -> bool {
    find(NO_SERVICE, name).is_some_and(|key| key.field(4) == "global")
}

/// The key that this names, in any letter case, its variables filled in or not: a global key, or one of the service whose
/// prefix it has, or one that a service has under a foreign name (`accounts.google.com:aud`).
///
/// ```
/// use hornbeam::model::catalog;
/// let named = |name| catalog::key(name).map(|key| key.name());
/// assert_eq!(named("AWS:resourcetag/team"), Some("aws:ResourceTag/${TagKey}"));
/// assert_eq!(named("accounts.google.com:aud"), Some("accounts.google.com:aud"));
/// assert_eq!(named("s3:nosuchkey"), None);
/// ```
pub fn key(name: &str) -> Option<ConditionKey> {
    sections_for(name).find_map(|section| find(section, name))
}

/// The sections that may list the key: that of no service, and that of the service it is named for.
fn sections_for(name: &str) -> impl Iterator<Item = usize> + Clone {
    // Looked for only if the first, which has the global keys, does not have it.
    let service = move || name.split_once(':').and_then(|(prefix, _)| table::find_section(prefix));
    std::iter::once(NO_SERVICE).chain(std::iter::once_with(service).flatten())
}

/// The key of the section that this names.
pub(super) fn find(section: usize, name: &str) -> Option<ConditionKey> {
    let exact = table::find(section, "key", name).map(ConditionKey::at);
    exact.or_else(|| fronts(name).find_map(|front| behind(section, front).find(|key| key.covers(name))))
}

/// The type of the key of this name (in small letters), if the table has it. Where services disagree, several values
/// win over one, and text over the rest: the wider reading. A name that only begins like a listed one does before its first
/// variable counts too, the longest such front first.
///
/// ```
/// use hornbeam::model::{Arity, catalog};
/// assert_eq!(catalog::key_type("aws:tagkeys").map(|t| t.arity), Some(Arity::Multi));
/// assert!(catalog::key_type("aws:requesttag/team").is_some());
/// assert!(catalog::key_type("aws:nosuchkey").is_none());
/// ```
pub fn key_type(folded: &str) -> Option<KeyType> {
    let sections = sections_for(folded);
    let exact = sections.clone().find_map(|section| table::find(section, "key", folded));
    let found = exact.map(ConditionKey::at).or_else(|| {
        fronts(folded).find_map(|front| {
            let mut open = sections.clone().flat_map(|section| behind(section, front));
            let first = open.clone().next();
            open.find(|key| key.covers(folded)).or(first)
        })
    });
    found.map(ConditionKey::key_type)
}

/// What may stand before a variable of a key: the name's fronts that end in a mark, the longest first. `hornbeam
/// catalog update` refuses a key with a variable elsewhere.
fn fronts(name: &str) -> impl Iterator<Item = &str> {
    let ends = name.char_indices().rev().filter(|(_, character)| is_mark(*character));
    ends.filter_map(|(at, character)| name.get(..at + character.len_utf8()))
}

/// Whether a variable may stand behind this character in a key's name.
fn is_mark(character: char) -> bool {
    matches!(character, '/' | ':' | '.' | '-')
}

/// Whether a look-up finds the key by its first variable, if it has one.
pub(crate) fn has_findable_variables(name: &str) -> bool {
    name.split_once("${").is_none_or(|(front, _)| front.ends_with(is_mark))
}

/// The section's keys that have a variable right behind this front.
fn behind(section: usize, front: &str) -> impl Iterator<Item = ConditionKey> + Clone {
    let parts = ["key\t", front, "${", ""];
    let lines = table::section(section);
    let start = table::lower(lines.clone(), parts);
    let lines = (start..lines.end).map(table::line);
    lines.take_while(move |line| table::begins(line, parts)).map(ConditionKey::at)
}
