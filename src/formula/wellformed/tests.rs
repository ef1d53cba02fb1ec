use std::collections::BTreeSet;

use super::*;
use crate::eval::Scope;
use crate::formula::{Arena, Subject, Test, value};
use crate::model::catalog::{self, lack};
use crate::model::{Caller, Context, Key, PolicyType, Request, Template};

fn request(action: &str, resource: &str, keys: &[&str]) -> Request {
    let mut context = Context::default();
    for key in keys {
        context.set(Key::new(key), vec!["x".to_owned()]);
    }
    Request {
        principal: Caller::new("arn:aws:iam::111122223333:user/u"),
        action: action.to_owned(),
        resource: resource.to_owned(),
        resource_account: None,
        context,
    }
}

/// The universe `known` of a question that looks at actions by these patterns and at these keys.
fn known(arena: &mut Arena, patterns: &[&str], keys: &[&str]) -> crate::formula::TermId {
    let mut terms: Vec<_> = patterns
        .iter()
        .map(|pattern| {
            let pattern = Template::glob(&pattern.to_ascii_lowercase());
            arena.test(&Subject::Action, Test::Text(pattern))
        })
        .collect();
    terms.extend(keys.iter().map(|key| arena.present(&Key::new(key))));
    let term = arena.or(terms);
    let (scope, mut consulted) = (Scope::default(), BTreeSet::new());
    let universe = wellformed(arena, term, Universe::Known, PolicyType::Identity, scope, &mut consulted);
    arena.and([term, universe])
}

#[test]
fn what_the_catalogue_admits_is_known_and_nothing_else() {
    let mut arena = Arena::new();
    let keys = ["s3:prefix", "aws:requesttag/team", "lambda:sourcefunctionarn"];
    let actions = ["s3:GetObject", "s3:ListBucket", "ec2:Run*", "s3:GetObejct", "ssm:Send*", "s3:ListAll*"];
    let known = known(&mut arena, &actions, &keys);
    for (request, admitted) in [
        (request("s3:GetObject", "arn:aws:s3:::b/k:1", &[]), true),
        (request("s3:GetObject", "arn:aws:s3:::b", &[]), false),
        (request("s3:GetObject", "arn:aws:s3:::/k", &[]), false),
        // The reference requires neither of its resource types, and so does not rule this out.
        (request("s3:GetObject", "*", &[]), true),
        (request("ec2:RunInstances", "*", &[]), false),
        (request("s3:GetObject", "arn:aws:s3:::b/k", &["s3:prefix"]), false),
        (request("s3:ListBucket", "arn:aws:s3:::b", &["s3:prefix"]), true),
        (request("s3:ListBucket", "arn:aws:s3:::b/k", &["s3:prefix"]), false),
        (request("s3:GetObejct", "arn:aws:s3:::b/k", &[]), false),
        (
            request(
                "ec2:RunInstances",
                "arn:aws:ec2:us-east-1:111122223333:instance/i",
                &["aws:requesttag/team"],
            ),
            true,
        ),
        (request("ec2:RunInstances", "arn:aws:ec2:us-east-1:111122223333:instance/i", &["s3:prefix"]), false),
        // A function keeps its key in its calls to other services.
        (request("s3:GetObject", "arn:aws:s3:::b/k", &["lambda:sourcefunctionarn"]), true),
        // No Region, no account, or whichever resource of the service.
        (request("s3:GetObject", "arn:aws:s3::111122223333:accesspoint/m.mrap/object/k", &[]), true),
        (request("ssm:SendCommand", "arn:aws:ssm:us-east-1::document/AWS-RunShellScript", &[]), true),
        (request("s3:ListAllMyBuckets", "*", &[]), true),
        (request("s3:ListAllMyBuckets", "arn:aws:s3:::*", &[]), true),
        (request("s3:ListAllMyBuckets", "arn:aws:sqs:us-east-1:111122223333:q", &[]), false),
        (request("s3:GetObject", "arn:x:s3:::b/k", &[]), false),
        (request("ec2:RunInstances", "arn:aws:ec2:us-east-1:x:instance/i", &[]), false),
        (request("ec2:RunInstances", "arn:aws:ec2:x:111122223333:instance/i", &[]), false),
    ] {
        assert_eq!(value(&arena, known, &request), admitted, "{request:?}");
        assert_eq!(lack(&request).is_none(), admitted, "{request:?}");
    }
}

#[test]
fn an_account_of_letters_is_told() {
    let wrong = request("ec2:RunInstances", "arn:aws:ec2:us-east-1:xxxxxxxxxxxx:instance/i", &[]);
    assert!(matches!(lack(&wrong), Some(catalog::Lack::Arn(_))));
}

#[test]
fn one_action_stands_for_all_that_are_alike() {
    let mut arena = Arena::new();
    let all = known(&mut arena, &["*"], &[]);
    // Whatever the resource, some action is there; but not one for each action there is.
    let actions = arena
        .atoms(all)
        .into_iter()
        .filter(|atom| matches!(atom, crate::formula::Atom::Test(Subject::Action, _)))
        .count();
    assert!(actions > 500 && actions < catalog::actions("*").count() / 2, "{actions}");
}
