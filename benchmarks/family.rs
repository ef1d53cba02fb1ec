//! The families: for each size a policy `existing` and a policy `new`, and whether `new` lies inside `existing`.

use serde_json::{Value, json};

/// A family of questions.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    /// The policies `existing` and `new` of a size, such that the containment holds or (false) does not.
    pub(crate) make: fn(usize, bool) -> (Value, Value),
}

/// All families.
pub(crate) const FAMILIES: [Family; 13] = [
    Family {
        name: "statements",
        what: "n statements a bucket, in n statements a bucket that allow more of each",
        make: statements,
    },
    Family { name: "wildcards", what: "a pattern of n + 1 stars in one of n", make: wildcards },
    Family {
        name: "overlapping prefixes",
        what: "statements for `a*`, `aa*`, `aaa*`, …, each for all teams but one",
        make: prefixes,
    },
    Family {
        name: "deep NotAction",
        what: "n denials of all actions and resources but some, in what is left of both",
        make: exceptions,
    },
    Family {
        name: "keys",
        what: "everything, in: one of n keys has a value, or none of them has",
        make: keys,
    },
    Family { name: "wide sets", what: "all values of n - 1 operands, in all of n", make: wide },
    Family {
        name: "statements over a set",
        what: "everything, in: a value is in one of n patterns, or none is in any",
        make: sets,
    },
    Family {
        name: "chain of Deny",
        what: "all but n buckets by one `NotResource`, in all with n denials",
        make: denials,
    },
    Family {
        name: "overlapping patterns",
        what: "n² statements for an action and a resource with two letters each, in n statements with one letter",
        make: overlapping,
    },
    Family {
        name: "networks",
        what: "a network, in its n + 1 parts: halves, halves of the last half, …",
        make: networks,
    },
    Family { name: "intervals", what: "all numbers up to n, in n intervals", make: intervals },
    Family {
        name: "many contained texts",
        what: "texts that contain each of n words, in texts that contain a part of the first (hard: an intersection of n patterns)",
        make: contained,
    },
    Family {
        name: "letters from the end",
        what: "texts of n letters with an `a`, in texts with an `a` in one of n places from the end (hard: a deterministic automaton of them has 2ⁿ states)",
        make: from_the_end,
    },
];

fn policy(statements: Vec<Value>) -> Value {
    json!({"Version": "2012-10-17", "Statement": statements})
}

fn statement(effect: &str, action: impl Into<Value>, resource: impl Into<Value>, condition: Value) -> Value {
    let (action, resource): (Value, Value) = (action.into(), resource.into());
    json!({"Effect": effect, "Action": action, "Resource": resource, "Condition": condition})
}

fn allow(action: impl Into<Value>, resource: impl Into<Value>) -> Value {
    statement("Allow", action, resource, json!({}))
}

/// Everything, under a condition.
fn everything(condition: Value) -> Value {
    statement("Allow", "*", "*", condition)
}

fn statements(size: usize, holds: bool) -> (Value, Value) {
    let of = |under: &str, count: usize| {
        (0..count).map(|at| allow("s3:GetObject", format!("arn:aws:s3:::bucket-{at}/{under}*"))).collect()
    };
    (policy(of("", size)), policy(of("home/", if holds { size } else { size + 1 })))
}

fn wildcards(size: usize, holds: bool) -> (Value, Value) {
    let of = |count: usize| {
        let letters = ["a", "b", "a", "c"].iter().cycle().take(count);
        let pattern: String = letters.map(|letter| format!("*{letter}")).collect();
        policy(vec![allow("s3:GetObject", format!("arn:aws:s3:::{pattern}*"))])
    };
    if holds { (of(size), of(size + 1)) } else { (of(size + 1), of(size)) }
}

fn prefixes(size: usize, holds: bool) -> (Value, Value) {
    let prefix = |length: usize| format!("arn:aws:s3:::{}*", "a".repeat(length));
    let but_one = |at: usize| {
        let condition = json!({"StringNotEquals": {"aws:PrincipalTag/team": format!("team-{at}")}});
        statement("Allow", "s3:GetObject", prefix(at + 1), condition)
    };
    let new = prefix(if holds { size } else { 1 });
    (policy((0..size).map(but_one).collect()), policy(vec![allow("s3:GetObject", new)]))
}

fn exceptions(size: usize, holds: bool) -> (Value, Value) {
    let mut statements = vec![allow("*", "*")];
    for at in 0..size {
        statements.push(
            json!({"Effect": "Deny", "NotAction": ["s3:*", format!("service{at}:*")], "Resource": "*"}),
        );
        let other = format!("arn:aws:s3:::other-{at}*");
        statements
            .push(json!({"Effect": "Deny", "Action": "*", "NotResource": ["arn:aws:s3:::bucket*", other]}));
    }
    let left = if holds { "s3:*" } else { "s3:Get*" };
    (policy(vec![allow(left, "arn:aws:s3:::bucket*")]), policy(statements))
}

fn keys(size: usize, holds: bool) -> (Value, Value) {
    let key = |at: usize| format!("aws:PrincipalTag/{at}");
    let mut statements: Vec<Value> =
        (0..size).map(|at| everything(json!({"StringEquals": {key(at): "x"}}))).collect();
    let last = size - 1;
    let none: serde_json::Map<String, Value> =
        (0..size).map(|at| (key(at), json!(if holds || at < last { "x" } else { "y" }))).collect();
    statements.push(everything(json!({"StringNotEquals": none})));
    (policy(statements), policy(vec![allow("*", "*")]))
}

fn wide(size: usize, holds: bool) -> (Value, Value) {
    let of = |count: usize| {
        let values: Vec<String> = (0..count).map(|at| format!("tag-{at}")).collect();
        policy(vec![everything(json!({"ForAllValues:StringEquals": {"aws:TagKeys": values}}))])
    };
    if holds { (of(size), of(size - 1)) } else { (of(size - 1), of(size)) }
}

fn sets(size: usize, holds: bool) -> (Value, Value) {
    let pattern = |at: usize| format!("tag-{at}-*");
    let mut statements: Vec<Value> = (0..size)
        .map(|at| everything(json!({"ForAnyValue:StringLike": {"aws:TagKeys": pattern(at)}})))
        .collect();
    let mut none: Vec<String> = (0..size).map(pattern).collect();
    none.extend((!holds).then(|| "other".to_owned()));
    statements.push(everything(json!({"ForAllValues:StringNotLike": {"aws:TagKeys": none}})));
    (policy(statements), policy(vec![allow("*", "*")]))
}

fn denials(size: usize, holds: bool) -> (Value, Value) {
    let bucket = |at: usize| format!("arn:aws:s3:::bucket-{at}/*");
    let mut statements = vec![allow("s3:*", "*")];
    statements.extend((0..size).map(|at| statement("Deny", "s3:*", bucket(at), json!({}))));
    let but: Vec<String> = (0..if holds { size } else { size - 1 }).map(bucket).collect();
    let new = json!({"Effect": "Allow", "Action": "s3:Get*", "NotResource": but});
    (policy(statements), policy(vec![new]))
}

fn overlapping(size: usize, holds: bool) -> (Value, Value) {
    // n² statements: n is the root of the size.
    let size = size.isqrt().max(2);
    let letter = |at: usize| format!("{}{}", char::from(b'a' + u8::try_from(at % 26).unwrap_or(0)), at / 26);
    let one = |at: usize| allow(format!("s3:*{}*", letter(at)), format!("arn:aws:s3:::*{}*", letter(at)));
    let mut two: Vec<Value> = (0..size)
        .flat_map(|one| (0..size).map(move |other| (letter(one), letter(other))))
        .map(|(one, other)| allow(format!("s3:*{one}*{other}*"), format!("arn:aws:s3:::*{other}*{one}*")))
        .collect();
    if !holds {
        two.push(allow("s3:*a0*", "arn:aws:s3:::*b0*"));
    }
    (policy((0..size).map(one).collect()), policy(two))
}

fn networks(size: usize, holds: bool) -> (Value, Value) {
    // 2001:db8::/32 in halves; there are 96 bits left, so that larger sizes take several networks.
    let of = |high: usize, prefix: usize, bits: u128| {
        let address = std::net::Ipv6Addr::from_bits(((0x2001_0000 + high as u128) << 96) | bits);
        format!("{address}/{prefix}")
    };
    let (mut parts, mut wholes) = (Vec::new(), Vec::new());
    for at in 0..size {
        let (high, step) = (at / 64, at % 64);
        if step == 0 {
            wholes.push(of(high, 32, 0));
            parts.push(of(high, 32 + (size - at).min(64), 0));
        }
        if holds || at != size / 2 {
            parts.push(of(high, 33 + step, 1_u128 << (95 - step)));
        }
    }
    let from =
        |networks: Vec<String>| policy(vec![everything(json!({"IpAddress": {"aws:SourceIp": networks}}))]);
    (from(parts), from(wholes))
}

fn intervals(size: usize, holds: bool) -> (Value, Value) {
    let between = |from: usize, to: usize| {
        let key = "s3:max-keys";
        everything(
            json!({"NumericGreaterThanEquals": {key: from.to_string()}, "NumericLessThan": {key: to.to_string()}}),
        )
    };
    let parts = (0..size).filter(|&at| holds || at != size / 2).map(|at| between(at, at + 1)).collect();
    (policy(parts), policy(vec![between(0, size)]))
}

fn contained(size: usize, holds: bool) -> (Value, Value) {
    let key = "aws:PrincipalTag/team";
    let word = |at: usize| format!("*w{at}w*");
    let without = |at: usize| statement("Deny", "*", "*", json!({"StringNotLike": {key: word(at)}}));
    let mut statements = vec![allow("*", "*")];
    statements.extend((0..size).map(without));
    let wanted = if holds { "*0w*".to_owned() } else { "*w0w*w1w*".to_owned() };
    (policy(vec![everything(json!({"StringLike": {key: wanted}}))]), policy(statements))
}

fn from_the_end(size: usize, holds: bool) -> (Value, Value) {
    let key = "aws:PrincipalTag/team";
    let at = |place: usize| format!("*a{}", "?".repeat(place));
    let places: Vec<String> = (0..size).filter(|&place| holds || place != size / 2).map(at).collect();
    let long = statement("Deny", "*", "*", json!({"StringNotLike": {key: "?".repeat(size)}}));
    let new = vec![everything(json!({"StringLike": {key: "*a*"}})), long];
    (policy(vec![everything(json!({"StringLike": {key: places}}))]), policy(new))
}
