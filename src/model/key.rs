//! Names of context keys, and what is known of their values.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use super::catalog;

/// The name of a context key, such as `aws:SourceIp`. Letter case does not count when two are compared
/// (IAM/reference_policies_elements_condition); the spelling is kept for people.
#[derive(Clone, Debug)]
pub struct Key {
    /// The first bytes of the folded name, which decide most comparisons.
    front: [u64; 2],
    name: Arc<Name>,
}

/// What the names of a second request's keys begin with.
const SECOND: &str = "HORNBEAM:SECOND:";

#[derive(Debug)]
struct Name {
    /// The spelling and then the folded name, which for a name in small letters are one.
    texts: String,
    folded_at: usize,
    spelling_end: usize,
    /// Looked up when somebody asks.
    key_type: OnceLock<Option<KeyType>>,
}

impl Key {
    /// The key of this name.
    pub fn new(name: &str) -> Key {
        if !name.is_ascii() {
            return Key::of(name, &name.to_lowercase());
        }
        let mut texts = String::with_capacity(2 * name.len());
        texts.push_str(name);
        if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Key::folded_at(texts, name.len(), 0);
        }
        texts.push_str(name);
        if let Some(folded) = texts.get_mut(name.len()..) {
            folded.make_ascii_lowercase();
        }
        Key::folded_at(texts, name.len(), name.len())
    }

    fn of(spelling: &str, folded: &str) -> Key {
        Key::folded_at([spelling, folded].concat(), spelling.len(), spelling.len())
    }

    /// The key whose spelling ends, and whose folded name begins, there in the texts.
    fn folded_at(texts: String, spelling_end: usize, folded_at: usize) -> Key {
        let front = front(texts.get(folded_at..).unwrap_or_default());
        Key { front, name: Arc::new(Name { texts, folded_at, spelling_end, key_type: OnceLock::new() }) }
    }

    /// A key that no policy and no request can name: `name` holds capital letters and is not folded, while
    /// the folded name of every other key holds none.
    pub(crate) fn reserved(name: &'static str) -> Key {
        Key::of(name, name)
    }

    /// Whether no policy and no request can name the key.
    pub(crate) fn is_reserved(&self) -> bool {
        self.folded().starts_with("HORNBEAM:")
    }

    /// The reserved key that stands for this one in a second request, with values of the same type.
    pub(crate) fn of_second(&self) -> Key {
        Key::of(&format!("{SECOND}{}", self.name()), &format!("{SECOND}{}", self.folded()))
    }

    /// The key of the first request that this one, of a second request, stands for.
    pub(crate) fn of_first(&self) -> Option<Key> {
        let folded = self.folded().strip_prefix(SECOND)?;
        Some(Key::of(self.name().strip_prefix(SECOND).unwrap_or(folded), folded))
    }

    /// The name as it was written.
    pub fn name(&self) -> &str {
        self.name.texts.get(..self.name.spelling_end).unwrap_or_default()
    }

    /// The name in small letters: equal for two spellings of one key.
    pub fn folded(&self) -> &str {
        self.name.texts.get(self.name.folded_at..).unwrap_or_default()
    }

    /// Whether this is the key of the given name, which must be in small letters.
    pub fn is(&self, folded: &str) -> bool {
        self.folded() == folded
    }

    /// Whether the reference is believed on how many values the key has. It calls some lists of values a string; of the global
    /// keys it can be believed, and of the account that calls a key, which is one (KMS/conditions-kms).
    pub fn has_certain_arity(&self) -> bool {
        let name = self.folded();
        (name.starts_with("aws:") || name == "kms:calleraccount") && self.key_type().is_some()
    }

    /// What the service authorization reference says of the key's values; `None` for a key it does not list.
    pub fn key_type(&self) -> Option<KeyType> {
        let listed = self.folded().strip_prefix(SECOND).unwrap_or(self.folded());
        *self.name.key_type.get_or_init(|| catalog::key_type(listed))
    }

    /// How many values the key can have; unlisted keys are taken to be [`Arity::Single`].
    pub fn arity(&self) -> Arity {
        self.key_type().map_or(Arity::Single, |key_type| key_type.arity)
    }
}

/// The first sixteen bytes of a name, so that fronts that differ are ordered as their names are.
fn front(folded: &str) -> [u64; 2] {
    let mut bytes = folded.bytes();
    let mut next = || u64::from_be_bytes(std::array::from_fn(|_| bytes.next().unwrap_or(0)));
    [next(), next()]
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.front == other.front && (Arc::ptr_eq(&self.name, &other.name) || self.folded() == other.folded())
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().hash(state);
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Key) -> std::cmp::Ordering {
        self.front.cmp(&other.front).then_with(|| self.folded().cmp(other.folded()))
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether a request can carry several values of a key.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Arity {
    /// At most one value.
    Single,
    /// Any number of values: `ArrayOf…` in the service authorization reference.
    Multi,
}

/// The type of a key's values, as the service authorization reference has it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyType {
    /// One value or several.
    pub arity: Arity,
    /// What each value is.
    pub value: ValueType,
}

/// What one value of a key is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// Any text.
    Text,
    /// An ARN.
    Arn,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A date.
    Date,
    /// An IP address.
    Ip,
}
