//! Worlds out of files: what each kind of input makes, and what is refused, at its place.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the functions of a test fail by panicking, as the test does"
)]

use std::sync::Arc;

use hornbeam::input::read_world;
use hornbeam::model::world::{
    AclGrant, AclPermission, Grantee, IdentityKind, KeyGrant, ObjectOwnership, World,
};
use hornbeam::model::{Policy, PolicyType, PublicAccessBlock};
use hornbeam::parse::Source;

#[path = "world/errors.rs"]
mod errors;
#[path = "world/hostile.rs"]
mod hostile;

fn file(name: &str) -> Source {
    let path = format!("{}/tests/world/{name}", env!("CARGO_MANIFEST_DIR"));
    Source::new(name, std::fs::read_to_string(path).unwrap())
}

/// The files of `tests/world/folder`, as the program reads a folder.
fn folder() -> Vec<Source> {
    let mut open = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/world/folder"))];
    let mut sources = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                sources.push(Source::new(path.to_string_lossy(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    sources.sort_by(|one, other| one.name().cmp(other.name()));
    sources
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

/// What the example and the folder of AWS's answers both tell besides.
fn has_the_organization_and_the_bucket(world: &World) {
    let organization = world.organization.as_ref().unwrap();
    assert_eq!(organization.id, "o-exampleorg");
    assert_eq!(organization.management_account.as_deref(), Some("999999999999"));
    assert_eq!(organization.delegated_administrators, ["111122223333"]);
    let units: Vec<_> = organization
        .units
        .iter()
        .map(|unit| (unit.id.as_str(), unit.name.as_deref(), unit.parent, names(&unit.scps)))
        .collect();
    assert_eq!(
        units,
        [
            ("r-ab12", Some("Root"), None, vec!["FullAWSAccess"]),
            ("ou-ab12-prod", Some("Production"), Some(0), vec!["DenyLeaving", "FullAWSAccess"]),
            ("ou-ab12-test", Some("Test"), Some(0), vec!["FullAWSAccess"]),
        ]
    );
    assert_eq!(organization.path(1), "o-exampleorg/r-ab12/ou-ab12-prod/");
    assert!(organization.uses_scps);
    let accounts: Vec<_> = world
        .accounts
        .values()
        .map(|account| (account.id.as_str(), account.unit, names(&account.scps)))
        .collect();
    assert_eq!(
        accounts,
        [
            ("111122223333", Some(1), vec!["FullAWSAccess", "OnlyOurRegions"]),
            ("444455556666", Some(1), vec!["FullAWSAccess"]),
            ("999999999999", Some(0), vec!["FullAWSAccess"]),
        ]
    );
    let account = &world.accounts["111122223333"];
    assert_eq!(account.name.as_deref(), Some("production"));
    let canonical = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
    assert_eq!(account.canonical_id.as_deref(), Some(canonical));
    let block = PublicAccessBlock { block_public_policy: true, restrict_public_buckets: true, ..no_block() };
    assert_eq!(account.public_access_block, Some(block));
    assert!(world.identity("arn:aws:iam::444455556666:role/reader").is_some());

    let bucket = &account.resources["arn:aws:s3:::example-reports"];
    assert_eq!(bucket.resource_type, "AWS::S3::Bucket");
    assert_eq!(bucket.account, account.id);
    let policy = bucket.policy.as_ref().unwrap();
    assert_eq!((policy.policy_type, policy.statements.len()), (PolicyType::Resource, 1));
    assert_eq!(bucket.tags, [("data".to_owned(), "reports".to_owned())]);
    let block = PublicAccessBlock { ignore_public_acls: true, ..no_block() };
    assert_eq!(bucket.public_access_block, Some(block));
    assert_eq!(bucket.object_ownership, ObjectOwnership::ObjectWriter);
    let grants = [
        AclGrant { grantee: Grantee::LogDelivery, permission: AclPermission::Write },
        AclGrant {
            grantee: Grantee::CanonicalUser(canonical.to_owned()),
            permission: AclPermission::FullControl,
        },
    ];
    assert_eq!(bucket.acl, grants);
    let key = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555";
    let grant = KeyGrant {
        name: "for-the-pipeline".to_owned(),
        grantee: "arn:aws:iam::111122223333:role/pipeline".to_owned(),
        operations: vec!["Decrypt".to_owned(), "GenerateDataKey".to_owned()],
        encryption_context: vec![("purpose".to_owned(), "reports".to_owned())],
        retiring: Some("arn:aws:iam::111122223333:role/pipeline".to_owned()),
        ..KeyGrant::default()
    };
    assert_eq!(account.resources[key].key_grants, [grant]);
    assert_eq!(account.resources[key].resource_type, "AWS::KMS::Key");
    let [endpoint] = world.endpoints.as_slice() else { panic!("{:?}", world.endpoints) };
    assert_eq!(endpoint.id, "vpce-0example");
    assert_eq!(endpoint.vpc.as_deref(), Some("vpc-0example"));
    assert_eq!(
        (endpoint.account.as_deref(), endpoint.service.as_deref()),
        (Some("111122223333"), Some("s3"))
    );
    assert_eq!(endpoint.policy.as_ref().unwrap().policy_type, PolicyType::VpcEndpoint);
}

fn no_block() -> PublicAccessBlock {
    PublicAccessBlock::default()
}

#[test]
fn the_example_says_everything() {
    let world = world(&[file("example.json")]);
    has_the_identities(&world);
    has_the_organization_and_the_bucket(&world);
    let organization = world.organization.as_ref().unwrap();
    assert!(organization.uses_rcps);
    assert_eq!(names(&organization.units[0].rcps), ["RCPFullAWSAccess", "only-our-organization"]);
    assert_eq!(names(&organization.units[1].rcps), ["RCPFullAWSAccess"]);
    assert!(
        organization
            .units
            .iter()
            .flat_map(|unit| &unit.rcps)
            .all(|policy| policy.policy_type == PolicyType::Rcp)
    );
    let block = PublicAccessBlock { block_public_acls: true, ignore_public_acls: true, ..no_block() };
    assert_eq!(organization.public_access_block, Some(block));
    let account = &world.accounts["111122223333"];
    let bucket = &account.resources["arn:aws:s3:::example-reports"];
    let [point] = bucket.access_points.as_slice() else { panic!("{:?}", bucket.access_points) };
    assert_eq!(point.arn, "arn:aws:s3:eu-west-1:111122223333:accesspoint/reports-inside");
    assert_eq!((point.bucket.as_str(), point.vpc.as_deref()), (bucket.arn.as_str(), Some("vpc-0example")));
    assert_eq!(point.policy.as_ref().unwrap().policy_type, PolicyType::Resource);
    assert_eq!(
        point.public_access_block,
        Some(PublicAccessBlock { block_public_policy: true, ..no_block() })
    );
    let snapshot = &account.resources["arn:aws:rds:eu-west-1:111122223333:snapshot:nightly"];
    assert_eq!(snapshot.shared_with, ["444455556666"]);
    let app = world.identity("arn:aws:iam::111122223333:role/services/app").unwrap();
    assert_eq!(app.boundary.as_ref().unwrap().policy_type, PolicyType::Boundary);
}

#[test]
fn the_details_of_an_account() {
    has_the_identities(&world(&[file("authorization-details.json")]));
}

#[test]
fn a_folder_of_what_the_cli_prints() {
    let world = world(&folder());
    has_the_identities(&world);
    has_the_organization_and_the_bucket(&world);
    assert!(!world.organization.as_ref().unwrap().uses_rcps);
    let queue = &world.accounts["111122223333"].resources["arn:aws:sqs:eu-west-1:111122223333:jobs"];
    assert_eq!(queue.resource_type, "AWS::SQS::Queue");
    assert!(queue.policy.is_some());
    let read_only = &world.managed_policies["arn:aws:iam::aws:policy/ReadOnlyAccess"];
    assert_eq!(read_only.default_version, "v90");
}

#[test]
fn the_order_of_files_does_not_count() {
    let mut sources = folder();
    let one = format!("{:?}", world(&sources));
    sources.reverse();
    let other = world(&sources);
    has_the_identities(&other);
    has_the_organization_and_the_bucket(&other);
    assert_eq!(one.len(), format!("{other:?}").len());
}

#[test]
fn one_account_in_two_files_is_joined() {
    let one = Source::new(
        "a.json",
        r#"{"accounts": [{"id": "111122223333", "name": "a", "users": [{"name": "r", "tags": {"x": "1", "y": "2"}}]}]}"#,
    );
    let other = Source::new(
        "b.json",
        r#"{"accounts": [{"id": "111122223333", "canonicalId": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be", "users": [{"name": "r", "id": "AIDAX", "tags": {"y": "2", "x": "1"}}, {"name": "s"}]}]}"#,
    );
    let world = world(&[one, other]);
    let account = &world.accounts["111122223333"];
    let canonical = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
    assert_eq!((account.name.as_deref(), account.canonical_id.as_deref()), (Some("a"), Some(canonical)));
    let user = &account.identities["arn:aws:iam::111122223333:user/r"];
    assert_eq!((user.id.as_deref(), user.tags.len()), (Some("AIDAX"), 2));
    assert_eq!(account.identities.len(), 2);
}

#[test]
fn equal_policies_are_one() {
    let document = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}"#;
    let text = format!(
        r#"{{"accounts": [{{"id": "111122223333", "roles": [{{"name": "a", "trustPolicy": {document}}}, {{"name": "b", "trustPolicy": {document}}}]}}]}}"#
    );
    let world = world(&[Source::new("w.json", text)]);
    let trusts: Vec<_> = world.identities().map(|role| role.trust.clone().unwrap()).collect();
    assert!(Arc::ptr_eq(&trusts[0], &trusts[1]));
}

#[test]
fn the_partition_is_that_of_the_arns() {
    let text = r#"{"accounts": [{"id": "111122223333", "users": [{"arn": "arn:aws-cn:iam::111122223333:user/p/u"}],
        "groups": [{"name": "g"}], "resources": [{"arn": "arn:aws-cn:s3:::b"}]}]}"#;
    let world = world(&[Source::new("w.json", text)]);
    assert_eq!(world.accounts["111122223333"].partition, "aws-cn");
    let arns: Vec<&str> = world.identities().map(|identity| identity.arn.as_str()).collect();
    assert_eq!(arns, ["arn:aws-cn:iam::111122223333:user/p/u"]);
}

#[test]
fn an_account_that_shows_no_partition_is_where_the_others_are() {
    let mut texts = vec![r#"{"accounts": [{"id": "111122223333"}]}"#];
    let partition = |texts: &[&str]| {
        let name = |at| match at {
            4 => "resources/111122223333/arn:aws-cn:s3:::b.json".to_owned(),
            at => format!("{at}.json"),
        };
        let sources: Vec<Source> =
            texts.iter().enumerate().map(|(at, text)| Source::new(name(at), *text)).collect();
        world(&sources).accounts["111122223333"].partition.clone()
    };
    assert_eq!(partition(&texts), "aws");
    texts.push(r#"{"accounts": [{"id": "444455556666", "partition": "aws-cn"}]}"#);
    assert_eq!(partition(&texts), "aws-cn");
    // Where the others are in several, nothing follows.
    texts.push(r#"{"accounts": [{"id": "777788889999", "partition": "aws-us-gov"}]}"#);
    assert_eq!(partition(&texts), "aws");
    // Its managed policies show it.
    texts.push(
        r#"{"policies": [{"arn": "arn:aws-us-gov:iam::111122223333:policy/P", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}}]}"#,
    );
    assert_eq!(partition(&texts), "aws-us-gov");
    // So does a file that is called as a resource is.
    texts.push(r#"{"TagSet": []}"#);
    texts[3] = r#"{"accounts": []}"#;
    assert_eq!(partition(&texts), "aws-cn");
}

#[test]
fn a_level_without_scps_has_those_of_aws_and_an_empty_list_none() {
    let text = r#"{"organization": {"id": "o-1", "managementAccount": "111122223333",
        "root": {"id": "r-1", "scps": [], "accounts": ["111122223333"]}},
        "accounts": [{"id": "111122223333"}]}"#;
    let world = world(&[Source::new("w.json", text)]);
    assert_eq!(names(&world.organization.as_ref().unwrap().units[0].scps), [""; 0]);
    assert_eq!(names(&world.accounts["111122223333"].scps), ["FullAWSAccess"]);
    assert!(world.accounts["111122223333"].rcps.is_empty());
}

/// What S3 prints of a bucket's ACL tells whose bucket it is, and whether ACLs count.
#[test]
fn an_acl_tells_ownership_and_owner() {
    let owner = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
    let own = format!(
        r#"{{"Grantee": {{"ID": "{owner}", "Type": "CanonicalUser"}}, "Permission": "FULL_CONTROL"}}"#
    );
    let public = r#"{"Grantee": {"URI": "http://acs.amazonaws.com/groups/global/AllUsers", "Type": "Group"}, "Permission": "READ"}"#;
    for (grants, ownership) in [
        (own.clone(), ObjectOwnership::BucketOwnerEnforced),
        (format!("{own}, {public}"), ObjectOwnership::ObjectWriter),
    ] {
        let text = format!(r#"{{"Owner": {{"ID": "{owner}"}}, "Grants": [{grants}]}}"#);
        let acl = Source::new("resources/111122223333/arn:aws:s3:::b/acl.json", text);
        let account = Source::new("w.json", r#"{"accounts": [{"id": "111122223333"}]}"#);
        let world = world(&[account, acl]);
        let account = &world.accounts["111122223333"];
        assert_eq!(account.canonical_id.as_deref(), Some(owner));
        assert_eq!(account.resources["arn:aws:s3:::b"].object_ownership, ownership);
    }
}

#[test]
fn nothing_makes_an_empty_world() {
    assert!(world(&[]).accounts.is_empty());
    assert!(world(&[Source::new("w.json", "{}")]).organization.is_none());
    let text = r#"{"organization": null, "policies": null, "accounts": [{"id": "111122223333", "users": null, "name": null}]}"#;
    assert_eq!(world(&[Source::new("w.json", text)]).accounts.len(), 1);
}
