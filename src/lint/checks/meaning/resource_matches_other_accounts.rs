//! `RESOURCE_MATCHES_OTHER_ACCOUNTS`.

use super::ask::Asking;
use super::parts::{Pair, pairs, with};
use super::require::{STRANGER, equals, like};
use crate::lint::document::Item;
use crate::lint::{Category, Check, Evidence, Example, Findings, Origin, Subject};
use crate::model::{
    Effect, PolicyType, Resource, ResourcePattern, Segments, Statement, Template, is_account_number,
    segments_of,
};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "RESOURCE_MATCHES_OTHER_ACCOUNTS",
    title: "Resource matches other accounts",
    category: Category::SecurityWarning,
    origin: Origin::Hornbeam,
    finds: "An Allow with an ARN whose account is a wildcard, so that it reaches resources of any account: in a policy that elsewhere names the account of such ARNs, or for `sts:AssumeRole` on roles of one name.",
    why: "Whoever owns another account can make a resource of that name there, and have its policy invite your principals: a role that they assume, a queue that they send your data to. Name the account, or add a condition on `aws:ResourceAccount` or `aws:ResourceOrgID`.",
    example: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/deploy"}]}"#,
    ),
    instead: Example::identity(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::111122223333:role/deploy"}]}"#,
    ),
    run,
};

/// The caller's account in the finding's request, if its text does not show another.
const OWN: &str = "111122223333";

/// Only policies attached to principals: on a resource's side the account is the resource's own.
fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let grants = matches!(subject.policy_type, PolicyType::Identity);
    let Some(asking) = Asking::of(subject).filter(|_| grants) else { return };
    let pairs = pairs(subject);
    let named = services_with_account(&pairs);
    for pair in pairs.iter().filter(|pair| pair.read.effect == Effect::Allow) {
        for item in pair.written.plain_resources() {
            if !(is_open(item) && (assumes(pair) || named.contains(&service(item)))) {
                continue;
            }
            let foreign = foreign(pair.read, item);
            let Some(request) = foreign.and_then(|s| asking.allowed(&asking.with_denials(vec![s]))) else {
                continue;
            };
            let details = format!("{} matches resources of any account: name the account", quoted(item.text));
            findings.add_with(Evidence::Witness(Box::new(request)), details, [item.place]);
        }
    }
}

/// The services of the ARNs in which the policy names an account.
fn services_with_account<'n>(pairs: &[Pair<'_, 'n>]) -> Vec<&'n str> {
    let named = |item: &&Item<'n>| {
        segments_of(item.text).is_some_and(|[_, _, _, _, account, _]| is_account_number(account))
    };
    pairs.iter().flat_map(|pair| pair.written.plain_resources()).filter(named).map(service).collect()
}

fn service<'n>(item: &Item<'n>) -> &'n str {
    segments_of(item.text).map_or("", |[_, _, service, _, _, _]| service)
}

/// Whether it is an ARN of one kind of resource in whichever account. What AWS itself owns under its name in each
/// account is no matter.
fn is_open(item: &Item<'_>) -> bool {
    segments_of(item.text).is_some_and(|[_, _, service, _, account, rest]| {
        let open = account.contains('*') && account.bytes().all(|byte| matches!(byte, b'*' | b'?'));
        open && !service.contains('*') && rest != "*" && !rest.contains("aws-service-role/")
    })
}

/// Whether the statement is about assuming roles of one name.
fn assumes(pair: &Pair<'_, '_>) -> bool {
    let only = pair.written.plain_actions();
    let names_one = |item: &Item<'_>| item.text.rsplit('/').next().is_some_and(|name| !name.starts_with('*'));
    !only.is_empty()
        && only
            .iter()
            .all(|item| item.text.get(..14).is_some_and(|front| front.eq_ignore_ascii_case("sts:AssumeRole")))
        && pair.written.plain_resources().iter().all(names_one)
}

/// The statement on this resource in a stranger's account, for callers of another one.
fn foreign(statement: &Statement, item: &Item<'_>) -> Option<Statement> {
    let patterns = match &statement.resource {
        Resource::Resource(patterns) => patterns,
        Resource::NotResource(_) | Resource::Attached => return None,
    };
    let whole = |pattern: &&ResourcePattern| *pattern.whole() == Template::glob(item.text);
    let segments: Segments = match patterns.iter().find(whole)? {
        ResourcePattern::Arn(arn) => arn.segments().clone(),
        ResourcePattern::Whole(_) | ResourcePattern::Short { .. } => return None,
    };
    let [a, b, c, d, _, f] = segments;
    let parts = [a, b, c, d, Template::literal(STRANGER), f];
    let colon = || crate::model::Piece::Text(":".to_owned());
    let mut pieces = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        pieces.extend((at > 0).then(colon));
        pieces.extend(part.pieces().iter().cloned());
    }
    let narrowed = Resource::Resource(vec![ResourcePattern::new(Template::new(pieces))]);
    let conditions =
        [equals("aws:ResourceAccount", STRANGER), like("aws:PrincipalAccount", [OWN.to_owned()], false)];
    Some(with(&Statement { resource: narrowed, ..statement.clone() }, conditions))
}
