//! `CONFUSED_DEPUTY`.

use super::ask::Asking;
use super::parts::{pairs, with};
use super::require::{STRANGER, arn_if_there, equals, equals_if_there, nothing_but};
use crate::lint::checks::value::region::regions;
use crate::lint::document::{Item, Statement};
use crate::lint::{Category, Check, Evidence, Example, Findings, Origin, Subject};
use crate::model::{Condition, Effect, PolicyType, Principal, PrincipalElement, Test, catalog};
use crate::parse::quoted;

pub(super) const CHECK: Check = Check {
    code: "CONFUSED_DEPUTY",
    title: "Confused deputy",
    category: Category::SecurityWarning,
    origin: Origin::Hornbeam,
    finds: "A service is allowed, and a request that it sends on behalf of a stranger's account is among those: the finding shows one. Conditions that look at the source and bind nothing (`…IfExists`, a wildcard for the account) are seen through. A role's trust policy is only concerned where it has a condition on the source: a service gets a role by `iam:PassRole`, within the account.",
    why: "The service acts for all of its customers. A stranger may have it read, write or send on your resource by naming it in their own account. `aws:SourceAccount`, `aws:SourceArn` with its account, or `aws:SourceOrgID` bind it to yours.",
    example: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:queue", "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:eu-west-1:*:topic"}}}]}"#,
    ),
    instead: Example::of(
        PolicyType::Resource,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:queue", "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:topic"}}}]}"#,
    ),
    run,
};

/// In how many of the Regions that the policy names sources are looked for.
const MOST_REGIONS: usize = 3;

/// The organization of the stranger.
const STRANGERS: &str = "o-strangers0";

fn run(subject: &Subject<'_>, findings: &mut Findings) {
    let only_with_source = match subject.policy_type {
        PolicyType::Resource | PolicyType::VpcEndpoint => false,
        PolicyType::Trust => true,
        PolicyType::Identity
        | PolicyType::Boundary
        | PolicyType::Session
        | PolicyType::Scp
        | PolicyType::Rcp => return,
    };
    let Some(asking) = Asking::of(subject) else { return };
    for pair in pairs(subject).iter().filter(|pair| pair.read.effect == Effect::Allow) {
        let looks_at_source = pair.read.conditions.iter().any(is_source);
        if (only_with_source && !looks_at_source) || pair.read.conditions.iter().any(binds_otherwise) {
            continue;
        }
        for item in services(pair.written) {
            let request = |arns: Vec<String>| {
                let mut statement = with(pair.read, foreign(&arns));
                statement.principal =
                    PrincipalElement::Principal(vec![Principal::Service(item.text.to_owned())]);
                asking.allowed(&asking.with_denials(vec![statement]))
            };
            let open = format!("arn:*:*:*:{STRANGER}:*");
            let any = || request(vec![open, bucket()]);
            if let Some(request) = request(sources(item.text, subject.source.text())).or_else(any) {
                let details = format!(
                    "{} may use this on behalf of any account: bind `aws:SourceAccount`, `aws:SourceArn` or `aws:SourceOrgID`",
                    quoted(item.text)
                );
                findings.add_with(Evidence::Witness(Box::new(request)), details, [item.place]);
            }
        }
    }
}

/// The services that the statement names as principals.
fn services<'s, 'n>(statement: &'s Statement<'n>) -> impl Iterator<Item = &'s Item<'n>> {
    let principals = statement.principals.as_ref().filter(|principals| !principals.negated);
    principals.into_iter().flat_map(|principals| principals.of_kind("Service"))
}

/// A bucket of the stranger's: buckets have no account in their ARNs, one of a name that nobody chose stands for it.
fn bucket() -> String {
    format!("arn:aws:s3:::bucket-of-{STRANGER}")
}

/// The service's resources in the stranger's account, as the reference has their ARNs, in a Region that the policy names or in
/// the plainest one.
fn sources(service: &str, policy: &str) -> Vec<String> {
    let known = service.split('.').next().and_then(catalog::service);
    let formats: Vec<_> =
        known.into_iter().flat_map(|known| known.resource_types()).flat_map(|kind| kind.arns()).collect();
    let named = regions().filter(|region| policy.contains(region)).take(MOST_REGIONS);
    let in_region = |region: &'static str| {
        let filled = formats.iter().map(move |format| {
            format.filled(|name| match name {
                "Partition" => "aws",
                "Region" => region,
                "Account" => STRANGER,
                _ => "*",
            })
        });
        filled.filter(|arn| arn.contains(STRANGER))
    };
    named.chain(["us-east-1"]).flat_map(in_region).chain([bucket()]).collect()
}

/// That the service acts for a stranger, on one of these resources if it says on which.
fn foreign(arns: &[String]) -> Vec<Condition> {
    vec![
        equals("aws:SourceAccount", STRANGER),
        arn_if_there("aws:SourceArn", arns),
        equals_if_there("aws:SourceOrgID", STRANGERS),
        nothing_but("aws:SourceOrgPaths", &format!("{STRANGERS}/r-0000/")),
    ]
}

fn is_source(condition: &Condition) -> bool {
    condition.key.folded().starts_with("aws:source")
        && ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"]
            .iter()
            .any(|name| condition.key.is(name))
}

/// Whether another condition may tell the source: the keys of earlier days, what a service passes on, and the network.
fn binds_otherwise(condition: &Condition) -> bool {
    const KEYS: [&str; 12] = [
        "aws:referer",
        "aws:sourceowner",
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalorgid",
        "aws:principalorgpaths",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "aws:userid",
        "kms:calleraccount",
        "lambda:functionurlauthtype",
        "sts:externalid",
    ];
    let key = condition.key.folded();
    let demands = match condition.operator.test {
        Test::Value { comparison: _, negated } => !negated && !condition.operator.if_exists,
        Test::Null => false,
    };
    demands && (KEYS.contains(&key) || key.starts_with("kms:encryptioncontext"))
}
