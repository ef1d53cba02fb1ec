//! Keys, operators and operands, over alphabets small enough that things meet.

use super::rng::Rng;

/// Keys with the kind of their values.
pub(crate) const KEYS: [(&str, Kind); 24] = [
    ("aws:username", Kind::Text),
    ("aws:userid", Kind::Text),
    ("aws:PrincipalTag/team", Kind::Text),
    ("aws:PrincipalAccount", Kind::Text),
    ("aws:RequestedRegion", Kind::Text),
    ("s3:prefix", Kind::Text),
    ("example:Level", Kind::Text),
    ("example:Flags", Kind::Text),
    ("aws:TagKeys", Kind::Text),
    ("aws:PrincipalOrgPaths", Kind::Text),
    ("aws:CalledVia", Kind::Text),
    ("aws:PrincipalArn", Kind::Arn),
    ("aws:SourceArn", Kind::Arn),
    ("aws:SecureTransport", Kind::Bool),
    ("aws:ViaAWSService", Kind::Bool),
    ("aws:MultiFactorAuthPresent", Kind::Bool),
    ("aws:MultiFactorAuthAge", Kind::Number),
    ("s3:max-keys", Kind::Number),
    ("aws:CurrentTime", Kind::Date),
    ("aws:EpochTime", Kind::Date),
    ("aws:TokenIssueTime", Kind::Date),
    ("aws:SourceIp", Kind::Ip),
    ("aws:VpcSourceIp", Kind::Ip),
    ("example:Blob", Kind::Binary),
];

/// What values look like.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Arn,
    Bool,
    Number,
    Date,
    Ip,
    Binary,
}

const OPERATORS: [(&str, Kind); 26] = [
    ("StringEquals", Kind::Text),
    ("StringNotEquals", Kind::Text),
    ("StringEqualsIgnoreCase", Kind::Text),
    ("StringNotEqualsIgnoreCase", Kind::Text),
    ("StringLike", Kind::Text),
    ("StringNotLike", Kind::Text),
    ("NumericEquals", Kind::Number),
    ("NumericNotEquals", Kind::Number),
    ("NumericLessThan", Kind::Number),
    ("NumericLessThanEquals", Kind::Number),
    ("NumericGreaterThan", Kind::Number),
    ("NumericGreaterThanEquals", Kind::Number),
    ("DateEquals", Kind::Date),
    ("DateNotEquals", Kind::Date),
    ("DateLessThan", Kind::Date),
    ("DateLessThanEquals", Kind::Date),
    ("DateGreaterThan", Kind::Date),
    ("DateGreaterThanEquals", Kind::Date),
    ("Bool", Kind::Bool),
    ("BinaryEquals", Kind::Binary),
    ("IpAddress", Kind::Ip),
    ("NotIpAddress", Kind::Ip),
    ("ArnEquals", Kind::Arn),
    ("ArnLike", Kind::Arn),
    ("ArnNotEquals", Kind::Arn),
    ("ArnNotLike", Kind::Arn),
];

/// Pairs of an operator and the one that asks the opposite.
pub(crate) const NEGATIONS: [(&str, &str, Kind); 8] = [
    ("StringEquals", "StringNotEquals", Kind::Text),
    ("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", Kind::Text),
    ("StringLike", "StringNotLike", Kind::Text),
    ("NumericEquals", "NumericNotEquals", Kind::Number),
    ("DateEquals", "DateNotEquals", Kind::Date),
    ("IpAddress", "NotIpAddress", Kind::Ip),
    ("ArnEquals", "ArnNotEquals", Kind::Arn),
    ("ArnLike", "ArnNotLike", Kind::Arn),
];

/// The few keys that one question is about, so that its conditions and variables meet.
#[derive(Clone, Debug)]
pub(crate) struct Theme {
    pub(crate) keys: Vec<(&'static str, Kind)>,
}

impl Theme {
    /// A theme of this many keys.
    pub(crate) fn new(rng: &mut Rng, keys: usize) -> Theme {
        Theme { keys: (0..keys).map(|_| *rng.pick(&KEYS)).collect() }
    }

    /// A policy variable, or what is written like one.
    fn variable(&self, rng: &mut Rng) -> String {
        if rng.chance(20) {
            return rng.word(&["${*}", "${?}", "${$}", "${}", "${a", "${aws:TagKeys}"]).to_owned();
        }
        let (key, _) = if rng.chance(80) { *rng.pick(&self.keys) } else { *rng.pick(&KEYS) };
        let key = if rng.chance(10) { key.to_uppercase() } else { key.to_owned() };
        if rng.chance(60) {
            return format!("${{{key}}}");
        }
        let default = rng.word(&["", "a", "b", "A", "*", "a:b", "true", "FALSE", "1"]);
        format!("${{{key},{}'{default}'}}", rng.word(&["", " "]))
    }
}

/// Which operators stand where: most fit the kind of the key.
pub(crate) fn operator(rng: &mut Rng, kind: Kind) -> (String, Option<Kind>) {
    let qualifier = rng.word(&["", "", "", "ForAllValues:", "ForAnyValue:"]);
    if rng.chance(6) {
        return (format!("{qualifier}Null"), None);
    }
    let fits = rng.chance(75);
    let (name, operands) = loop {
        let (name, operands) = *rng.pick(&OPERATORS);
        if !fits || operands == kind || (kind == Kind::Text && operands == Kind::Arn && rng.chance(10)) {
            break (name, operands);
        }
    };
    let name = format!("{qualifier}{name}{}", if rng.chance(25) { "IfExists" } else { "" });
    (if rng.chance(3) { name.to_lowercase() } else { name }, Some(operands))
}

/// Another operator that takes the same operands, with another qualifier or suffix perhaps.
pub(crate) fn sibling(rng: &mut Rng, operator: &str) -> String {
    let plain = operator.rsplit(':').next().unwrap();
    let plain = plain.strip_suffix("IfExists").unwrap_or(plain);
    let known = OPERATORS.iter().find(|(name, _)| name.eq_ignore_ascii_case(plain));
    let Some(&(_, kind)) = known else { return operator.to_owned() };
    let fits: Vec<_> = OPERATORS.iter().filter(|(_, other)| *other == kind).collect();
    let (name, _) = *rng.pick(&fits);
    let front = operator.len() - operator.rsplit(':').next().unwrap().len();
    let qualifier =
        if rng.chance(60) { &operator[..front] } else { rng.word(&["", "ForAllValues:", "ForAnyValue:"]) };
    format!("{qualifier}{name}{}", if rng.chance(15) { "IfExists" } else { "" })
}

/// An operand of an operator that takes this kind; a few are not of it.
pub(crate) fn operand(rng: &mut Rng, theme: &Theme, kind: Kind) -> String {
    if rng.chance(4) {
        return text(rng, theme, 30);
    }
    match kind {
        Kind::Text => text(rng, theme, 30),
        Kind::Arn if rng.chance(10) => text(rng, theme, 50),
        Kind::Arn => super::arns::pattern(rng, theme),
        Kind::Bool if rng.chance(35) => theme.variable(rng),
        Kind::Bool => rng.word(&["true", "false", "True", "FALSE"]).to_owned(),
        Kind::Number | Kind::Date | Kind::Ip | Kind::Binary => value(rng, kind),
    }
}

/// An operand of `Null`.
pub(crate) fn absence(rng: &mut Rng) -> String {
    rng.word(&["true", "false", "TRUE", "x"]).to_owned()
}

/// A text of up to four pieces; each is a variable with this chance.
pub(crate) fn text(rng: &mut Rng, theme: &Theme, variables: usize) -> String {
    let mut text = String::new();
    for _ in 0..rng.below(5) {
        if rng.chance(variables) {
            text.push_str(&theme.variable(rng));
        } else {
            let pool = [
                "a", "b", "A", "ab", "*", "*", "?", "/", ":", "true", "1", "é", "**?", "${", "}", "\"\\|",
                "Ä",
            ];
            text.push_str(rng.word(&pool));
        }
    }
    text
}

/// A value of a key of this kind, as a request has it.
pub(crate) fn value(rng: &mut Rng, kind: Kind) -> String {
    let pool: &[&str] = match kind {
        Kind::Text => {
            &["", "a", "b", "ab", "A", "a:b", "*", "1", "true", "true", "false", "é", "aab", "o-1/r", "x"]
        }
        Kind::Arn => return super::arns::literal(rng),
        Kind::Bool => &["true", "false", "TRUE", "maybe", ""],
        Kind::Number => &["0", "1", "-1", "1.50", "+1.5", "2026", "-0", "x", "007", ".5", "1533859200"],
        Kind::Date => &[
            "2026-01-01",
            "2026",
            "2026-01-01T00:00:00Z",
            "2026-01-01T01:00:00+01:00",
            "1767225600",
            "1533859200.0",
            "2025-12-31T23:59:59.5Z",
            "soon",
            "1969-12-31T23:59:59.75Z",
        ],
        Kind::Ip => &[
            "10.0.0.1",
            "10.0.0.0/8",
            "10.1.2.3/31",
            "0.0.0.0/0",
            "::/0",
            "2001:db8::1",
            "2001:db8::/33",
            "10.1.2.2",
            "::ffff:10.0.0.1",
            "10.0.0",
            "2001:DB8:0::1",
        ],
        Kind::Binary => &["", "aG9ybg==", "aGk=", "aGkh", "aG9ybh==", "a"],
    };
    rng.word(pool).to_owned()
}
