//! Worlds out of files: what each kind of input makes, and what is refused, at its place.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the functions of a test fail by panicking, as the test does"
)]

use std::sync::Arc;

use hornbeam::input::read_world;
use hornbeam::model::world::{IdentityKind, World};
use hornbeam::model::{Policy, PolicyType};
use hornbeam::parse::Source;

fn file(name: &str) -> Source {
    let path = format!("{}/tests/world/{name}", env!("CARGO_MANIFEST_DIR"));
    Source::new(name, std::fs::read_to_string(path).unwrap())
}

fn world(sources: &[Source]) -> World {
    let (world, diagnostics) = read_world(sources);
    world.unwrap_or_else(|| panic!("{diagnostics:#?}"))
}

fn names(policies: &[Arc<Policy>]) -> Vec<&str> {
    let mut names: Vec<&str> = policies.iter().map(|policy| policy.name.as_str()).collect();
    names.sort_unstable();
    names
}

/// What the example and the details of its account both tell.
fn has_the_identities(world: &World) {
    let account = &world.accounts["111122223333"];
    let ana = &account.identities["arn:aws:iam::111122223333:user/people/ana"];
    assert_eq!((ana.kind, ana.id.as_deref()), (IdentityKind::User, Some("AIDAEXAMPLEANA")));
    assert_eq!(ana.tags, [("team".to_owned(), "red".to_owned())]);
    assert_eq!(ana.groups, ["developers"]);
    let reports = "arn:aws:iam::111122223333:policy/teams/ReadReports";
    let read_only = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    let of_group = format!("developers/{reports}");
    assert_eq!(names(&ana.policies), [read_only, &of_group, "queues"]);
    assert_eq!(account.groups["developers"], [of_group]);
    let boundary = ana.boundary.as_ref().unwrap();
    assert_eq!((boundary.policy_type, boundary.name.as_str()), (PolicyType::Boundary, read_only));
    let app = &account.identities["arn:aws:iam::111122223333:role/services/app"];
    assert_eq!((app.kind, app.id.as_deref()), (IdentityKind::Role, Some("AROAEXAMPLEAPP")));
    assert_eq!(names(&app.policies), [reports]);
    assert_eq!(app.trust.as_ref().unwrap().policy_type, PolicyType::Trust);
    let managed = &world.managed_policies[reports];
    assert_eq!(managed.default_version, "v2");
    assert_eq!(managed.versions.keys().collect::<Vec<_>>(), ["v1", "v2"]);
    assert!(Arc::ptr_eq(&managed.versions["v2"], &app.policies[0]));
}

#[test]
fn the_example_says_everything() {
    let world = world(&[file("example.json")]);
    has_the_identities(&world);
    let organization = world.organization.as_ref().unwrap();
    assert_eq!(organization.path(1), "o-exampleorg/r-ab12/ou-ab12-prod/");
    let account = &world.accounts["111122223333"];
    assert_eq!(account.unit, Some(1));
    let levels = world.scps(account);
    let levels: Vec<Vec<&str>> = levels.iter().map(|level| names(level)).collect();
    assert_eq!(
        levels,
        [
            vec!["FullAWSAccess"],
            vec!["DenyLeaving", "FullAWSAccess"],
            vec!["FullAWSAccess", "OnlyOurRegions"]
        ]
    );
    assert_eq!(names(&world.accounts["444455556666"].scps), ["FullAWSAccess"]);
}

#[test]
fn the_details_of_an_account() {
    has_the_identities(&world(&[file("authorization-details.json")]));
}
