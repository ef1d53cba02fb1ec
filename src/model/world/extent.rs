//! Which requests are about a resource: the ARNs of what lies inside it.

use super::facts::hidden;
use super::known::Spelling;
use crate::model::{Piece, Template, segments_of};

/// Services whose resources hold others, with what stands between the two ARNs.
const INNER: [(&str, &str); 15] = [
    ("s3", "/"),
    ("s3express", "/"),
    ("s3-outposts", "/"),
    ("s3tables", "/"),
    ("dynamodb", "/"),
    ("kinesis", "/"),
    ("es", "/"),
    ("execute-api", "/"),
    ("lambda", ":"),
    ("logs", ":"),
    ("glue", "/"),
    ("ecs", "/"),
    ("eks", "/"),
    ("mediastore", "/"),
    ("vpc-lattice", "/"),
];

/// Resources whose policies are about others, whose ARNs begin differently (service authorization reference, by resource
/// types): the service, how the resource in the ARN begins, and how those of the others do before what follows.
const ELSEWHERE_IN_ARNS: [(&str, &str, &str); 3] = [
    ("codeartifact", "repository/", "package/"),
    ("events", "event-bus/", "rule/"),
    ("schemas", "registry/", "schema/"),
];

/// The bus that every account has.
const DEFAULT_BUS: &str = "event-bus/default";

/// What a Data Catalog of Glue holds: its policy is that of all of it (glue/security_iam_resource-based-policy-examples;
/// glue/glue-specifying-resource-arns, "Data Catalog ARNs").
const IN_GLUE_CATALOG: [&str; 6] =
    ["database/", "table/", "tableVersion/", "connection/", "userDefinedFunction/", "catalog/"];

/// The ARNs that a request about the resource can name: its own, and those of what lies inside (the objects of a
/// bucket, the indexes of a table, the versions of a function).
pub fn extent(arn: &str) -> Vec<Spelling> {
    extent_in(arn, segments_of(arn).map_or("", |[_, _, _, _, account, _]| account))
}

/// The same of a resource in this account, which its ARN need not show.
pub(super) fn extent_in(arn: &str, account: &str) -> Vec<Spelling> {
    let mut extent = vec![Spelling::Exact(arn.to_owned())];
    let Some([_, partition, service, region, _, path]) = segments_of(arn) else { return extent };
    let inside = |prefix: String| Spelling::Prefixed { prefix, tail: hidden::INSIDE };
    let before = arn.strip_suffix(path).unwrap_or(arn);
    if (service, path) == ("glue", "catalog") {
        extent.extend(IN_GLUE_CATALOG.iter().map(|kind| inside(format!("{before}{kind}"))));
        return extent;
    }
    if let Some(api) = api(arn, account).filter(|api| api != arn) {
        // Requests to an API name it by another service's ARN, with its account.
        extent.push(Spelling::Exact(api.clone()));
        extent.push(inside(format!("{api}/")));
        return extent;
    }
    match (service, path) {
        // Rules of the default bus have no bus in their ARNs.
        ("events", DEFAULT_BUS) => extent.push(inside(format!("{before}rule/"))),
        // The ARN of a recovery point does not tell its vault. Those of other services' ARNs stay out: so begin
        // the ARNs of snapshots in no vault too.
        ("backup", vault) if vault.starts_with("backup-vault:") => {
            extent.push(inside(format!("arn:{partition}:backup:{region}:{account}:recovery-point:")));
        }
        _ => {}
    }
    for (of, start, others) in ELSEWHERE_IN_ARNS {
        let name = path.strip_prefix(start).filter(|_| of == service && path != DEFAULT_BUS);
        if let Some(name) = name {
            extent.push(inside(format!("{before}{others}{name}/")));
        }
    }
    let between = match service {
        "s3" if path.starts_with("accesspoint/") => Some("/object/"),
        // Sessions are asked for at the access point itself.
        "s3express" if path.starts_with("accesspoint/") => None,
        _ => INNER.iter().find(|(name, _)| *name == service).map(|(_, between)| *between),
    };
    if let Some(between) = between {
        extent.push(inside(format!("{arn}{between}")));
    }
    extent
}

/// The ARN that requests to an API of API Gateway begin with, by its own or as the service API Gateway names it, whose
/// ARNs show no account (apigateway/arn-format-reference); `None` if the resource is no API.
pub(super) fn api(arn: &str, account: &str) -> Option<String> {
    let ["arn", partition, service, region, _, path] = segments_of(arn)? else { return None };
    let id = match service {
        "execute-api" => path,
        "apigateway" => path.strip_prefix("/restapis/").or_else(|| path.strip_prefix("/apis/"))?,
        _ => return None,
    };
    let is_one = !id.is_empty() && !id.contains(['/', '*', '?']);
    is_one.then(|| format!("arn:{partition}:execute-api:{region}:{account}:{id}"))
}

/// Whether the pattern may match one of these: `false` only if it matches none.
pub(super) fn may_match(pattern: &Template, extent: &[Spelling]) -> bool {
    extent.iter().any(|spelling| match spelling {
        Spelling::Exact(text) => run(pattern, text).1,
        Spelling::Prefixed { prefix, .. } => run(pattern, prefix).0,
    })
}

/// Whether the pattern may match a text that begins so, and whether the text itself. What stands for a variable is any text.
fn run(pattern: &Template, text: &str) -> (bool, bool) {
    enum Step {
        One(Option<char>),
        Any,
    }
    let mut steps: Vec<Step> = Vec::new();
    for piece in pattern.pieces() {
        match piece {
            Piece::Text(own) => steps.extend(own.chars().map(|letter| Step::One(Some(letter)))),
            Piece::One => steps.push(Step::One(None)),
            Piece::Any | Piece::Variable(_) => steps.push(Step::Any),
        }
    }
    // At each place whether what stands before it may match what was read.
    let close = |places: &mut Vec<bool>| {
        let mut before = false;
        for (at, place) in places.iter_mut().enumerate() {
            *place |= before;
            before = *place && matches!(steps.get(at), Some(Step::Any));
        }
    };
    let mut places = vec![false; steps.len() + 1];
    if let Some(first) = places.first_mut() {
        *first = true;
    }
    close(&mut places);
    for letter in text.chars() {
        let mut next = vec![false; places.len()];
        for (at, step) in steps.iter().enumerate().filter(|(at, _)| places.get(*at) == Some(&true)) {
            let to = match step {
                Step::Any => at,
                Step::One(own) if own.is_none_or(|own| own == letter) => at + 1,
                Step::One(_) => continue,
            };
            if let Some(place) = next.get_mut(to) {
                *place = true;
            }
        }
        places = next;
        close(&mut places);
    }
    // What is longer takes more of the pattern, or a wildcard.
    let ends = places.last() == Some(&true);
    let open = places.split_last().is_some_and(|(_, open)| open.contains(&true));
    (open, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_meet_what_lies_inside() {
        let cases = [
            ("arn:aws:sqs:eu-west-1:111122223333:q", "*", true),
            ("arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:sqs:*:*:q", true),
            ("arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:sqs:*:*:q?", false),
            ("arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:sqs:*:*:q/*", false),
            ("arn:aws:s3:::b", "arn:aws:s3:::b/*", true),
            ("arn:aws:s3:::b", "arn:aws:s3:::b/a?c", true),
            ("arn:aws:s3:::b", "arn:aws:s3:::b", true),
            ("arn:aws:s3:::b", "arn:aws:s3:::bc/*", false),
            ("arn:aws:events:eu-west-1:111122223333:event-bus/b", "arn:aws:events:*:*:rule/b/*", true),
            (
                "arn:aws:events:eu-west-1:111122223333:event-bus/b",
                "arn:aws:events:eu-west-1:111122223333:rule/c/*",
                false,
            ),
            ("arn:aws:events:eu-west-1:111122223333:event-bus/default", "arn:aws:events:*:*:rule/r", true),
            (
                "arn:aws:codeartifact:eu-west-1:111122223333:repository/d/r",
                "arn:aws:codeartifact:eu-west-1:111122223333:package/d/r/npm/*",
                true,
            ),
            (
                "arn:aws:apigateway:eu-west-1::/restapis/abc",
                "arn:aws:execute-api:eu-west-1:111122223333:abc/prod/*",
                true,
            ),
            (
                "arn:aws:apigateway:eu-west-1::/restapis/abc",
                "arn:aws:execute-api:eu-west-1:111122223333:abd/*",
                false,
            ),
        ];
        for (arn, pattern, expected) in cases {
            let extent = extent_in(arn, "111122223333");
            assert_eq!(may_match(&Template::glob(pattern), &extent), expected, "{arn} {pattern}");
        }
    }
}
