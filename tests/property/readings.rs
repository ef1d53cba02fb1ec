//! Cases that random search found or missed, pinned.

use super::document::{Condition, Document, Statement};
use hornbeam::eval::{self, Decision, Scope};
use hornbeam::formula::{Arena, Compiler, value};
use hornbeam::model::{Caller, Context, Key, PolicyType, Request};

fn condition(operator: &str, key: &str, value: &str) -> Condition {
    Condition { operator: operator.to_owned(), key: key.to_owned(), values: vec![value.to_owned()] }
}

/// A key that no list has and that a set operator looks at can have several values; as a variable it then
/// has none, and the default counts.
#[test]
fn a_variable_with_two_values_has_none() {
    let statement = Statement {
        allow: true,
        principal: None,
        action: (false, vec!["*".to_owned()]),
        resource: Some((false, vec!["*".to_owned()])),
        conditions: vec![
            condition("ForAnyValue:StringLike", "example:Flags", "*"),
            condition("Bool", "aws:SecureTransport", "${example:Flags, 'true'}"),
        ],
    };
    let document = Document {
        policy_type: PolicyType::Identity,
        version: Some("2012-10-17"),
        statements: vec![statement],
    };
    let policy = document.policy().unwrap();
    let mut arena = Arena::new();
    let allows = Compiler::new(&mut arena, Scope::default(), &[&policy]).allows(&policy);
    for (flags, transport, allowed) in [
        (&["true"][..], "true", true),
        (&["false"], "true", false),
        (&["false"], "false", true),
        (&["true", "false"], "true", true),
        (&["true", "false"], "false", false),
        (&["false", "x"], "true", true),
        (&["false", "x"], "false", false),
        (&[], "true", false),
    ] {
        let mut context = Context::default();
        context.set(Key::new("example:Flags"), flags.iter().map(|flag| (*flag).to_owned()).collect());
        context.set(Key::new("aws:SecureTransport"), vec![transport.to_owned()]);
        let request = Request {
            principal: Caller::new("arn:aws:iam::111122223333:role/a"),
            action: "s3:GetObject".to_owned(),
            resource: "*".to_owned(),
            resource_account: None,
            context,
        };
        let decision = eval::evaluate(&policy, &request, Scope::default()).decision;
        assert_eq!(decision == Decision::Allow, allowed, "evaluator: {flags:?} {transport}");
        assert_eq!(value(&arena, allows, &request), allowed, "formula: {flags:?} {transport}");
    }
}

/// The attributes that well-formedness adds to requests are out of a policy's reach.
#[test]
fn hidden_attributes_are_no_keys_of_policies() {
    let statement = Statement {
        allow: true,
        principal: None,
        action: (false, vec!["*".to_owned()]),
        resource: Some((false, vec!["*".to_owned()])),
        conditions: vec![condition("StringEquals", "hornbeam:caller-account", "111122223333")],
    };
    let mut other = statement.clone();
    other.conditions = vec![condition("StringLike", "aws:username", "${HORNBEAM:CALLER-ACCOUNT}")];
    for statement in [statement, other] {
        let policy_type = PolicyType::Identity;
        let document = Document { policy_type, version: Some("2012-10-17"), statements: vec![statement] };
        let policy = document.policy().unwrap();
        let mut arena = Arena::new();
        let allows = Compiler::new(&mut arena, Scope::default(), &[&policy]).allows(&policy);
        let mut context = Context::default();
        context.set(Key::new("aws:username"), vec!["111122223333".to_owned()]);
        let request = Request {
            principal: Caller::new("arn:aws:iam::111122223333:role/a"),
            action: "s3:GetObject".to_owned(),
            resource: "*".to_owned(),
            resource_account: None,
            context,
        };
        assert_eq!(eval::evaluate(&policy, &request, Scope::default()).decision, Decision::ImplicitDeny);
        assert!(!value(&arena, allows, &request));
    }
}
