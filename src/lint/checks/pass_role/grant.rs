//! Statements by which any role can be passed, or any service-linked role made.

use crate::containment::Resources;
use crate::lint::checks::condition::wildcards::has_action;
use crate::lint::document::{Condition, Item, Statement};
use crate::lint::{Findings, Place, Subject};
use crate::model::{
    Assumptions, Comparison, PolicyType, ResourcePattern, SetQualifier, Template, Test, segments_of,
};
use crate::parse::Value;

/// An action that hands out what a role may do.
pub(super) struct Handing {
    /// The action.
    action: &'static str,
    /// The key that says to which service.
    key: &'static str,
    /// The sixth segment of an ARN pattern that has all roles of this kind in it.
    roles: &'static str,
    /// What it hands out, in words.
    noun: &'static str,
    /// What can be done with it, in words.
    verb: &'static str,
}

/// A role is passed to a service.
pub(super) const PASS_ROLE: Handing = Handing {
    action: "iam:PassRole",
    key: "iam:PassedToService",
    roles: "role/*",
    noun: "role",
    verb: "can be passed to any service",
};

/// A role that a service keeps for itself is made.
pub(super) const CREATE_SLR: Handing = Handing {
    action: "iam:CreateServiceLinkedRole",
    key: "iam:AWSServiceName",
    roles: "role/aws-service-role/*",
    noun: "service-linked role",
    verb: "can be created",
};

/// How a statement comes to have the action.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Through {
    /// It is named.
    Name,
    /// A pattern has it.
    Star,
    /// `NotAction` leaves it.
    NotAction,
}

/// How a statement comes to have all roles.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Roles {
    /// A pattern has them.
    Star,
    /// `NotResource` leaves roles.
    NotResource,
}

/// Reports each statement that hands out roles in this way: at the action and at the resource that make it so.
///
/// A statement that says by condition which services it is for hands out to these alone, and is not meant.
pub(super) fn report(
    subject: &Subject<'_>,
    findings: &mut Findings,
    handing: &Handing,
    way: (Through, Roles),
) {
    if !matches!(subject.policy_type, PolicyType::Identity | PolicyType::Boundary | PolicyType::Session) {
        return;
    }
    for statement in subject.document.statements.iter().filter(|statement| statement.allows()) {
        let Some((through, action)) = through(statement, handing) else { continue };
        let Some((roles, resource)) = roles(statement, handing) else { continue };
        let confined = statement.conditions.iter().any(|condition| confines(condition, handing.key));
        if (through, roles) == way && !confined {
            let but = match roles {
                Roles::Star => "",
                Roles::NotResource => " that `NotResource` does not list",
            };
            let (noun, verb, key) = (handing.noun, handing.verb, handing.key);
            let details = format!(
                "any {noun}{but} {verb}: name the roles in `Resource`, or the services in a condition on `{key}`"
            );
            findings.add(details, [action, resource]);
        }
    }
}

/// How the statement has the action, and where; not at all if it has not.
fn through<'n>(statement: &Statement<'n>, handing: &Handing) -> Option<(Through, Place<'n>)> {
    let actions = statement.actions.as_ref()?;
    let matches = |item: &&Item<'_>| stands_for(item.text, handing.action);
    if actions.negated {
        let left = !actions.items.iter().any(|item| matches(&item));
        return left.then_some((Through::NotAction, actions.element.place));
    }
    let is_pattern = |item: &&Item<'_>| item.text.contains(['*', '?']);
    // The wider of the two is the one to be mended first.
    let widest = actions.items.iter().filter(matches).find(is_pattern);
    match widest {
        Some(item) => Some((Through::Star, item.place)),
        None => actions.items.iter().find(matches).map(|item| (Through::Name, item.place)),
    }
}

/// Whether the pattern stands for the action. Most lists are long, and few of their entries begin as the action does.
fn stands_for(pattern: &str, action: &str) -> bool {
    let end = pattern.find(['*', '?']).unwrap_or(pattern.len());
    let fronts = pattern.get(..end).zip(action.get(..end));
    fronts.is_some_and(|(one, other)| one.eq_ignore_ascii_case(other)) && has_action(pattern, action)
}

/// How the statement has all roles, and where; not at all if there are some that it has not, or only those that it names.
fn roles<'n>(statement: &Statement<'n>, handing: &Handing) -> Option<(Roles, Place<'n>)> {
    let resources = statement.resources.as_ref()?;
    let widest = resources.items.iter().find(|item| has_all(item.text, handing.roles));
    match (resources.negated, widest) {
        (false, widest) => widest.map(|item| (Roles::Star, item.place)),
        (true, None) => Some((Roles::NotResource, resources.element.place)),
        (true, Some(_)) => None,
    }
}

/// Whether the pattern has all of these roles of an account.
fn has_all(pattern: &str, roles: &str) -> bool {
    let segments = segments_of(pattern);
    let written = |at: usize, otherwise: &'static str| {
        let segment = segments.and_then(|segments| segments.get(at).copied());
        segment.filter(|text| !text.is_empty() && !text.contains(['*', '?', '$'])).unwrap_or(otherwise)
    };
    let all = format!("arn:{}:iam::{}:{roles}", written(1, "aws"), written(4, "111122223333"));
    let resources =
        |text: &str| Resources::new(&ResourcePattern::new(Template::glob(text)), &Assumptions::default());
    resources(pattern).include(&resources(&all))
}

/// Whether the condition leaves only services that it names.
fn confines(condition: &Condition<'_>, key: &str) -> bool {
    let Some(operator) = condition.operator.filter(|_| condition.is_key(key)) else { return false };
    let Test::Value { comparison, negated: false } = operator.test else { return false };
    let names_service = |item: &Item<'_>| match comparison {
        Comparison::StringEquals | Comparison::StringEqualsIgnoreCase => !item.text.is_empty(),
        // A pattern that begins with a wildcard also has services that nobody thought of.
        Comparison::StringLike => !item.text.is_empty() && !item.text.starts_with(['*', '?']),
        Comparison::Numeric(_)
        | Comparison::Date(_)
        | Comparison::Bool
        | Comparison::BinaryEquals
        | Comparison::IpAddress
        | Comparison::ArnLike => false,
    };
    // Without the key an `IfExists` lets everything pass. AWS says so where the services are a list, and lets one that
    // stands alone be (AWSServiceRoleForAmazonEKSNodegroup v11 on the one hand, AWSRoboMakerServiceRolePolicy v1 and
    // ServerMigration_ServiceRole v2 on the other).
    let absent_passes = operator.qualifier == Some(SetQualifier::ForAllValues)
        || operator.if_exists && !matches!(condition.element.value.value, Value::String(_));
    !absent_passes && !condition.items.is_empty() && condition.items.iter().all(names_service)
}
