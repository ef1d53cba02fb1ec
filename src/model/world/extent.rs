//! Which requests are about a resource: the ARNs of what lies inside it.

use super::facts::hidden;
use super::known::Spelling;
use crate::model::segments_of;

/// Services whose resources hold others, with what stands between the two ARNs.
const INNER: [(&str, &str); 12] = [
    ("s3", "/"),
    ("s3express", "/"),
    ("dynamodb", "/"),
    ("kinesis", "/"),
    ("es", "/"),
    ("execute-api", "/"),
    ("lambda", ":"),
    ("logs", ":"),
    ("glue", "/"),
    ("schemas", "/"),
    ("ecs", "/"),
    ("eks", "/"),
];

/// What a Data Catalog of Glue holds: its policy is that of all of it (glue/security_iam_resource-based-policy-examples;
/// glue/glue-specifying-resource-arns, "Data Catalog ARNs").
const IN_GLUE_CATALOG: [&str; 6] =
    ["database/", "table/", "tableVersion/", "connection/", "userDefinedFunction/", "catalog/"];

/// The ARNs that a request about the resource can name: its own, and those of what lies inside (the objects of a
/// bucket, the indexes of a table, the versions of a function).
pub fn extent(arn: &str) -> Vec<Spelling> {
    let mut extent = vec![Spelling::Exact(arn.to_owned())];
    let Some([_, _, service, _, _, path]) = segments_of(arn) else { return extent };
    let between = match service {
        "s3" if path.starts_with("accesspoint/") => Some("/object/"),
        // Sessions are asked for at the access point itself.
        "s3express" if path.starts_with("accesspoint/") => None,
        _ => INNER.iter().find(|(name, _)| *name == service).map(|(_, between)| *between),
    };
    if let ("glue", "catalog", Some(before)) = (service, path, arn.strip_suffix("catalog")) {
        let inside =
            |kind: &&str| Spelling::Prefixed { prefix: format!("{before}{kind}"), tail: hidden::INSIDE };
        extent.extend(IN_GLUE_CATALOG.iter().map(inside));
        return extent;
    }
    if let Some(between) = between {
        extent.push(Spelling::Prefixed { prefix: format!("{arn}{between}"), tail: hidden::INSIDE });
    }
    extent
}
