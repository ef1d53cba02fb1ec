//! `SERVICE_WILDCARD_PERMISSIONS`.

use super::ask::{deciding, some_of, speaking_of, undecided};
use super::check::{Subject, WorldCheck};
use super::finding::WorldFindings;
use crate::eval;
use crate::lint::{Category, Evidence};
use crate::model::catalog::services;
use crate::model::world::{Identity, Party};
use crate::model::{Action, Context, Effect, Template};
use crate::question::Conclusion;
use crate::question::world::OwnSide;

pub(super) const CHECK: WorldCheck = WorldCheck {
    code: "SERVICE_WILDCARD_PERMISSIONS",
    title: "Wildcard permissions for a whole service",
    category: Category::Warning,
    finds: "A user or role that may do every action of a service, also those that AWS may add, on every resource of its account, under any circumstances: `s3:*` on `*`, or what amounts to it, with boundary and SCPs. If its policies allow everything and a boundary, an SCP or a denial takes something away, the finding says what for example. One that may do everything has `FULL_WILDCARD_PERMISSIONS` instead.",
    why: "A service's actions delete, share and reconfigure as well as read. Few tasks need all of them, and none needs them on everything.",
    example: r#"{"accounts": [{"id": "111122223333", "users": [{"name": "ana", "policies": [
        {"name": "storage", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}}]}]}]}"#,
    instead: r#"{"accounts": [{"id": "111122223333", "users": [{"name": "ana", "policies": [
        {"name": "storage", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::example-reports/*"}}}]}]}]}"#,
    run,
};

fn run(subject: &mut Subject<'_, '_>, findings: &mut WorldFindings) {
    let Some(identity) = subject.identity else { return };
    let refused = subject.asking.refused(identity);
    if refused.conclusion == Conclusion::Fails {
        return;
    }
    let party = Party::Identity(identity);
    let own = OwnSide::new(&party, subject.account);
    let inquiry = &mut subject.asking.inquiry;
    let mut whole = Vec::new();
    let mut engine = "terms";
    for service in services().filter(|service| may_be_whole(identity, service.prefix())) {
        let all = format!("{}:*", service.prefix());
        let access = own.refused(inquiry, &speaking_of([all.as_str()], ["*"]));
        let access = access.unwrap_or_else(|error| undecided(error.0));
        match access.conclusion {
            Conclusion::Holds => {}
            Conclusion::Unknown => findings.note(&access),
            Conclusion::Fails => {
                engine = access.engine;
                whole.push(all);
            }
        }
    }
    let statement = speaking_of(whole.first().map(String::as_str), ["*"]);
    let Some(Ok(allowed)) = whole.first().map(|_| own.allowed(inquiry, &statement)) else { return };
    let mut details = format!("every action of a service on every resource is allowed: {}", some_of(&whole));
    let limit = refused.request.as_ref().filter(|_| whole.len() > 1);
    if let (Some(limit), Some(verdict)) = (limit, &refused.verdict) {
        let (action, why) = (&limit.action, &verdict.explanation);
        details.push_str(&format!("; not everything, such as `{action}` ({why})"));
    }
    let requests = "of these that is refused".to_owned();
    findings.add(details, deciding(&allowed), vec![Evidence::None { requests, engine }]);
}

/// Whether some statement allows an action of the service that none can name. Whoever may do all of a service has one
/// that does.
fn may_be_whole(identity: &Identity, service: &str) -> bool {
    let context = Context::default();
    let unheard = format!("{service}:unheardof");
    let covers = |patterns: &[Template]| {
        patterns.iter().any(|pattern| eval::text::matches_ignore_case(pattern, &unheard, &context))
    };
    let statements = identity.policies.iter().flat_map(|policy| &policy.statements);
    let mut allowing = statements.filter(|statement| statement.effect == Effect::Allow);
    allowing.any(|statement| match &statement.action {
        Action::Action(patterns) => covers(patterns),
        Action::NotAction(patterns) => !covers(patterns),
    })
}
