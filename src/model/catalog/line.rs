//! Lines of the table: how they are written, and read back with everything checked.
//!
//! The look-ups of this module do not read lines this way: they take from a line only what they are asked for
//! ([`Written`]), since a test has read every line of the embedded table.

use super::super::key::{Arity, KeyType, ValueType};
use super::access_level::AccessLevel;
use super::table::Source;

/// A line of the table, the first aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// The service's prefix, or `*`.
    pub service: &'t str,
    /// What the line is about, in AWS's spelling: the name of a service, action, resource type or key.
    pub name: &'t str,
    /// What is said of it.
    pub subject: Subject<'t>,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject<'t> {
    /// Of a service.
    Service {
        /// Whether resource control policies reach it.
        rcps: bool,
    },
    /// Of an action.
    Action {
        /// Its access level.
        level: AccessLevel,
        /// What it has on any target, under an empty name, if there is anything; then its targets by name.
        entries: Vec<Entry<'t>>,
    },
    /// Of a condition key.
    Key {
        /// The type of its values.
        key_type: KeyType,
        /// Whether it is a global key.
        global: bool,
    },
    /// Of a resource type.
    Resource {
        /// The formats of its ARNs.
        arns: Vec<&'t str>,
        /// Its condition keys.
        keys: Vec<&'t str>,
    },
}

/// What an action has on one target, or (without a name) on all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'t> {
    /// The resource type's name, or empty.
    pub name: &'t str,
    /// Whether the action cannot do without such a resource.
    pub required: bool,
    /// Condition keys.
    pub keys: Vec<&'t str>,
    /// Actions that the caller needs besides.
    pub dependent_actions: Vec<&'t str>,
}

/// What is wrong with a line, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// The bytes of the line that are wrong.
    pub place: std::ops::Range<usize>,
    /// Why.
    pub message: &'static str,
}

/// The table's first line, without its end.
pub fn head(source: Source<'_>) -> String {
    format!("# {} {} {}", source.package, source.version, source.date)
}

/// The source that a table's first line names.
pub fn read_head(line: &str) -> Option<Source<'_>> {
    let words: Vec<&str> = line.strip_prefix("# ")?.split(' ').collect();
    let [package, version, date] = words.as_slice() else { return None };
    Some(Source { package, version, date })
}

impl<'t> Line<'t> {
    /// The line that this text is, without its end. `Line::read(t)` is `Ok(line)` iff `line.to_string()` is *t*.
    ///
    /// # Errors
    ///
    /// What is wrong first.
    pub fn read(text: &'t str) -> Result<Line<'t>, LineError> {
        let mut at = 0;
        let mut fields = Vec::new();
        for field in text.split('\t') {
            fields.push((at, field));
            at += field.len() + 1;
        }
        let wrong = |(at, field): (usize, &str), message| LineError { place: at..at + field.len(), message };
        let [service, kind, name, rest @ ..] = fields.as_slice() else {
            return Err(wrong((0, text), "a line has three fields at least, parted by tabs"));
        };
        if let Some(empty) = [service, name].into_iter().find(|(_, field)| field.is_empty()) {
            return Err(wrong(*empty, "this field is not empty"));
        }
        let subject = match (kind.1, rest) {
            ("=", []) => Subject::Service { rcps: false },
            ("=", [(_, "rcp")]) => Subject::Service { rcps: true },
            ("action", [level, entries @ ..]) => Subject::Action {
                level: AccessLevel::named(level.1).ok_or_else(|| wrong(*level, "this is no access level"))?,
                entries: entries.iter().map(|(_, entry)| Entry::read(entry)).collect(),
            },
            ("key", [key_type, rest @ ..]) => Subject::Key {
                key_type: read_type(key_type.1)
                    .ok_or_else(|| wrong(*key_type, "this is no type of a key"))?,
                global: match rest {
                    [] => false,
                    [(_, "global")] => true,
                    [other, ..] => return Err(wrong(*other, "only `global` may stand here")),
                },
            },
            ("resource", [arns]) => Subject::Resource { arns: words(arns.1), keys: Vec::new() },
            ("resource", [arns, keys]) => Subject::Resource { arns: words(arns.1), keys: words(keys.1) },
            ("=" | "action" | "key" | "resource", _) => {
                return Err(wrong((0, text), "a line of this kind has other fields"));
            }
            _ => return Err(wrong(*kind, "the kinds of lines are =, action, key and resource")),
        };
        let line = Line { service: service.1, name: name.1, subject };
        if line.to_string() == text {
            Ok(line)
        } else {
            Err(wrong((0, text), "the table writes this line another way"))
        }
    }

    /// The kind of the line, its second field.
    pub fn kind(&self) -> &'static str {
        match self.subject {
            Subject::Service { .. } => "=",
            Subject::Action { .. } => "action",
            Subject::Key { .. } => "key",
            Subject::Resource { .. } => "resource",
        }
    }

    /// What orders the lines of a table, no two of which have it in common.
    pub fn place(&self) -> (String, &'static str, String) {
        // A service's line is the only one of its kind, whatever the service is called.
        let name = match self.subject {
            Subject::Service { .. } => String::new(),
            Subject::Action { .. } | Subject::Key { .. } | Subject::Resource { .. } => {
                self.name.to_ascii_lowercase()
            }
        };
        (self.service.to_ascii_lowercase(), self.kind(), name)
    }
}

impl std::fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}\t{}\t{}", self.service, self.kind(), self.name)?;
        match &self.subject {
            Subject::Service { rcps } => f.write_str(if *rcps { "\trcp" } else { "" }),
            Subject::Action { level, entries } => {
                write!(f, "\t{}", level.name())?;
                entries.iter().try_for_each(|entry| write!(f, "\t{entry}"))
            }
            Subject::Key { key_type, global } => {
                let [many, value] = type_name(*key_type);
                write!(f, "\t{many}{value}{}", if *global { "\tglobal" } else { "" })
            }
            Subject::Resource { arns, keys } => {
                write!(f, "\t{}", arns.join(" "))?;
                if keys.is_empty() { Ok(()) } else { write!(f, "\t{}", keys.join(" ")) }
            }
        }
    }
}

impl<'t> Entry<'t> {
    fn read(text: &'t str) -> Entry<'t> {
        let written = Written::new(text);
        Entry {
            name: written.name(),
            required: written.required(),
            keys: written.keys().collect(),
            dependent_actions: written.dependent_actions().collect(),
        }
    }
}

impl std::fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.name, if self.required { "!" } else { "" })?;
        if !self.keys.is_empty() || !self.dependent_actions.is_empty() {
            write!(f, "|{}", self.keys.join(" "))?;
        }
        if !self.dependent_actions.is_empty() {
            write!(f, "|{}", self.dependent_actions.join(" "))?;
        }
        Ok(())
    }
}

/// An entry as it is written, read when somebody asks.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Written<'t>(&'t str);

impl<'t> Written<'t> {
    pub(super) fn new(text: &'t str) -> Written<'t> {
        Written(text)
    }

    pub(super) fn name(self) -> &'t str {
        let name = self.part(0);
        name.strip_suffix('!').unwrap_or(name)
    }

    pub(super) fn required(self) -> bool {
        self.part(0).ends_with('!')
    }

    pub(super) fn keys(self) -> impl Iterator<Item = &'t str> {
        self.part(1).split(' ').filter(|word| !word.is_empty())
    }

    pub(super) fn dependent_actions(self) -> impl Iterator<Item = &'t str> {
        self.part(2).split(' ').filter(|word| !word.is_empty())
    }

    fn part(self, number: usize) -> &'t str {
        self.0.split('|').nth(number).unwrap_or("")
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split(' ').filter(|word| !word.is_empty()).collect()
}

/// The type that the service authorization reference writes so, such as `ArrayOfString`.
pub fn read_type(text: &str) -> Option<KeyType> {
    let (arity, element) = match text.strip_prefix("ArrayOf") {
        Some(element) => (Arity::Multi, element),
        None => (Arity::Single, text),
    };
    let value = match element {
        "String" => ValueType::Text,
        "ARN" => ValueType::Arn,
        "Bool" => ValueType::Bool,
        "Numeric" => ValueType::Number,
        "Date" => ValueType::Date,
        "IPAddress" => ValueType::Ip,
        _ => return None,
    };
    Some(KeyType { arity, value })
}

/// How the service authorization reference writes the type, in two parts.
pub(super) fn type_name(key_type: KeyType) -> [&'static str; 2] {
    let many = match key_type.arity {
        Arity::Single => "",
        Arity::Multi => "ArrayOf",
    };
    let value = match key_type.value {
        ValueType::Text => "String",
        ValueType::Arn => "ARN",
        ValueType::Bool => "Bool",
        ValueType::Number => "Numeric",
        ValueType::Date => "Date",
        ValueType::Ip => "IPAddress",
    };
    [many, value]
}
