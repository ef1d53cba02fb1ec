//! What a world gives policies to speak of: its keys with the values that requests have, and texts made of both.

use super::document::Condition;
use super::operands::{self, Kind};
use super::rng::Rng;
use hornbeam::model::Key;
use hornbeam::model::world::{Facts, Known, Spelling};

/// Keys that a world settles, and some that it leaves open.
const KEYS: [(&str, Kind); 32] = [
    ("aws:PrincipalArn", Kind::Arn),
    ("aws:PrincipalType", Kind::Text),
    ("aws:username", Kind::Text),
    ("aws:userid", Kind::Text),
    ("aws:userid", Kind::Text),
    ("aws:PrincipalTag/team", Kind::Text),
    ("aws:PrincipalTag/team", Kind::Text),
    ("aws:PrincipalTag/x", Kind::Text),
    ("aws:PrincipalAccount", Kind::Text),
    ("aws:PrincipalOrgID", Kind::Text),
    ("aws:PrincipalOrgPaths", Kind::Text),
    ("aws:PrincipalOrgPaths", Kind::Text),
    ("aws:PrincipalIsAWSService", Kind::Bool),
    ("aws:PrincipalServiceName", Kind::Text),
    ("aws:PrincipalServiceNamesList", Kind::Text),
    ("kms:CallerAccount", Kind::Text),
    ("aws:ResourceAccount", Kind::Text),
    ("s3:ResourceAccount", Kind::Text),
    ("aws:ResourceOrgID", Kind::Text),
    ("aws:ResourceOrgPaths", Kind::Text),
    ("aws:ResourceTag/y", Kind::Text),
    ("aws:ResourceTag/y", Kind::Text),
    ("aws:ResourceTag/z", Kind::Text),
    ("iam:ResourceTag/y", Kind::Text),
    ("s3:DataAccessPointArn", Kind::Arn),
    ("aws:TagKeys", Kind::Text),
    ("aws:RequestTag/team", Kind::Text),
    ("aws:SourceVpce", Kind::Text),
    ("aws:SourceVpc", Kind::Text),
    ("s3:prefix", Kind::Text),
    ("aws:SecureTransport", Kind::Bool),
    ("aws:MultiFactorAuthAge", Kind::Number),
];

/// Texts that tags and open keys have.
pub(crate) const TEXTS: [&str; 12] = ["", "a", "b", "k", "ket", "A", "*", "a:b", "a/k", "true", "s3", "1"];

/// The words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// For some keys, the values that the requests in question have.
    known: Vec<(Key, Vec<String>)>,
    /// The few keys that policies speak of, so that they meet.
    theme: Vec<(&'static str, Kind)>,
    /// Other texts of the world: ARNs, names, ids.
    texts: Vec<String>,
}

impl Words {
    /// The words around requests that agree with these facts.
    pub(crate) fn new(rng: &mut Rng, facts: &Facts, texts: Vec<String>) -> Words {
        let mut known = Vec::new();
        for (key, value) in &facts.keys {
            let values = match value {
                Known::Absent => continue,
                Known::Values(values) | Known::Perhaps(values) => values.clone(),
                Known::Spelt(Spelling::Exact(text)) => vec![text.clone()],
                Known::Spelt(Spelling::Prefixed { prefix, tail: _ }) => {
                    vec![format!("{prefix}s"), format!("{prefix}k"), prefix.clone()]
                }
            };
            known.push((key.clone(), values));
        }
        let mut theme: Vec<_> = (0..4).map(|_| *rng.pick(&KEYS)).collect();
        // Of several values, and of one that a request may have or not.
        if rng.chance(40) {
            theme.push((rng.word(&["aws:PrincipalOrgPaths", "aws:ResourceOrgPaths"]), Kind::Text));
        }
        if rng.chance(60) {
            theme.push((
                rng.word(&["aws:ResourceTag/y", "iam:ResourceTag/y", "aws:ResourceAccount"]),
                Kind::Text,
            ));
        }
        Words { known, theme, texts }
    }

    fn key(&self, rng: &mut Rng) -> (&'static str, Kind) {
        if rng.chance(85) { *rng.pick(&self.theme) } else { *rng.pick(&KEYS) }
    }

    /// Every key that policies may speak of.
    pub(crate) fn keys() -> impl Iterator<Item = (Key, Kind)> {
        KEYS.iter().map(|(name, kind)| (Key::new(name), *kind))
    }

    /// A value for the key.
    pub(crate) fn value(&self, rng: &mut Rng, key: &Key, kind: Kind) -> String {
        let known = self.known.iter().find(|(known, _)| known == key).map(|(_, values)| values);
        match known {
            Some(values) if !values.is_empty() && rng.chance(60) => rng.pick(values).clone(),
            // Another key's, so that a variable of the one equals the other.
            _ if kind == Kind::Text && rng.chance(35) => self.other(rng),
            _ if key.is("aws:sourcevpce") => rng.word(&["vpce-1", "vpce-2"]).to_owned(),
            _ => match kind {
                Kind::Text | Kind::Arn if rng.chance(30) => rng.pick(&self.texts).clone(),
                Kind::Text => rng.word(&TEXTS).to_owned(),
                Kind::Arn | Kind::Bool | Kind::Number | Kind::Date | Kind::Ip | Kind::Binary => {
                    operands::value(rng, kind)
                }
            },
        }
    }

    /// A value of whatever key.
    pub(crate) fn other(&self, rng: &mut Rng) -> String {
        if self.known.is_empty() || rng.chance(50) {
            return rng.word(&TEXTS).to_owned();
        }
        rng.pick(&self.known).1.first().cloned().unwrap_or_default()
    }

    /// A policy variable; often one of the keys that have this value.
    fn variable(&self, rng: &mut Rng, value: &str) -> String {
        let same = self.known.iter().filter(|(_, values)| values.iter().any(|own| own == value));
        let same: Vec<&str> = same.map(|(key, _)| key.name()).collect();
        let key = if same.is_empty() || rng.chance(40) { self.key(rng).0 } else { rng.pick(same.as_slice()) };
        let key = if rng.chance(10) { key.to_uppercase() } else { key.to_owned() };
        if rng.chance(60) { format!("${{{key}}}") } else { format!("${{{key}, '{}'}}", rng.word(&TEXTS)) }
    }

    /// An operand on this key: its value, a pattern of it, a variable, or something else.
    fn operand(&self, rng: &mut Rng, key: &Key, kind: Kind) -> String {
        let value = self.value(rng, key, kind);
        let cut = |rng: &mut Rng| {
            let letters: Vec<char> = value.chars().collect();
            let at = rng.below(letters.len() + 1);
            (letters[..at].iter().collect::<String>(), letters[at..].iter().collect::<String>())
        };
        match rng.below(16) {
            0..=4 => value,
            5 | 6 => format!("{}*", cut(rng).0),
            7 => format!("*{}", cut(rng).1),
            8 => {
                let (start, end) = cut(rng);
                format!("{start}?{}", end.chars().skip(1).collect::<String>())
            }
            9 => self.variable(rng, &value),
            10 => format!("{}{}", cut(rng).0, self.variable(rng, "")),
            11 => format!("{}{}*", cut(rng).0, self.variable(rng, "")),
            12 => format!("{}{}", self.variable(rng, ""), cut(rng).1),
            13 | 14 => format!("{}${{{}, ''}}*", cut(rng).0, self.key(rng).0),
            _ => rng.word(&["*", "?*", "*:*", "a", "*k"]).to_owned(),
        }
    }

    /// A condition.
    pub(crate) fn condition(&self, rng: &mut Rng) -> Condition {
        let (name, kind) = self.key(rng);
        let key = Key::new(name);
        let (mut operator, operands) = operands::operator(rng, kind);
        if operands == Some(Kind::Text) && rng.chance(30) {
            let qualifiers = ["", "", "ForAnyValue:", "ForAllValues:"];
            operator = format!("{}{}", rng.word(&qualifiers), rng.word(&["StringLike", "StringNotLike"]));
        }
        // Paths are seldom what another key holds: a variable that may be empty, within a pattern of them.
        if name.ends_with("OrgPaths") && rng.chance(45) {
            let open =
                rng.word(&["aws:RequestTag/team", "s3:prefix", "aws:ResourceTag/y", "aws:PrincipalTag/x"]);
            let start: String = self.value(rng, &key, kind).chars().take(rng.below(9)).collect();
            let qualifier = rng.word(&["", "ForAnyValue:", "ForAllValues:"]);
            let operator = format!("{qualifier}{}", rng.word(&["StringLike", "StringLike", "StringNotLike"]));
            let values = vec![format!("{start}${{{open}, ''}}*")];
            return Condition { operator, key: name.to_owned(), values };
        }
        let count = *rng.pick(&[1, 1, 2]);
        let values = (0..count).map(|_| match operands {
            None => operands::absence(rng),
            Some(Kind::Text | Kind::Arn) => self.operand(rng, &key, kind),
            Some(Kind::Bool) if rng.chance(30) => self.variable(rng, ""),
            Some(kind) => operands::value(rng, kind),
        });
        Condition { operator, key: name.to_owned(), values: values.collect() }
    }

    /// A pattern of resources around this one.
    pub(crate) fn resource(&self, rng: &mut Rng, own: &str) -> String {
        let inner = if own.contains(":logs:") { ":" } else { "/" };
        let value = self.other(rng);
        let variable = self.variable(rng, &value);
        let start = own.char_indices().map(|(at, _)| at).filter(|&at| at > 12).collect::<Vec<_>>();
        let cut = start.get(rng.below(start.len().max(1))).map_or(own, |&at| &own[..at]);
        match rng.below(15) {
            0 | 12 | 13 => own.to_owned(),
            1 | 2 => format!("{own}{inner}*"),
            3 => format!("{own}{inner}?"),
            4 => format!("{own}{inner}{variable}"),
            5 => format!("{own}{inner}{variable}*"),
            6 => format!("{own}{inner}{}", rng.word(&["k", "a*", "*k", "?/*"])),
            7 => format!("{cut}*"),
            8 => format!("{cut}{variable}"),
            9 => format!("{cut}{variable}*"),
            10 => {
                let mut segments: Vec<&str> = own.splitn(6, ':').collect();
                let at = rng.between(1, 4).min(segments.len() - 1);
                segments[at] = if rng.chance(50) { "*" } else { &variable };
                segments.join(":")
            }
            _ => format!("{}*{}", &own[..4.min(own.len())], rng.word(&["", "k", "s", "/k"])),
        }
    }
}
