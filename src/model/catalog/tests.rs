//! The embedded table, whole; and look-ups against what AWS documents.

use std::collections::BTreeSet;

use super::super::key::{Arity, KeyType, ValueType};
use super::line::{read_type, type_name};
use super::*;

/// The table of keys that was here before, for names as policies write them.
const KEYS_BEFORE: &str = include_str!("../../../tests/catalog/key_types.txt");

#[test]
fn every_line_is_read_and_all_of_it_is_said_back() {
    let mut lines = text().lines();
    assert_eq!(head(read_head(lines.next().unwrap()).unwrap()), text().lines().next().unwrap());
    let lines: Vec<Line<'_>> = lines.map(|line| Line::read(line).unwrap()).collect();
    assert!(lines.is_sorted_by(|one, other| one.place() < other.place()));
    let mut said: Vec<String> = Vec::new();
    let mut foreign: Vec<String> = Vec::new();
    for line in &lines {
        if line.service == "*" {
            foreign.push(line.to_string());
        }
    }
    for service in services() {
        assert_eq!(super::service(service.prefix()), Some(service));
        said.push(own_line(service, service.name(), Subject::Service { rcps: service.supports_rcps() }));
        for action in service.actions() {
            assert_eq!(service.action(&action.name().to_uppercase()), Some(action));
            said.push(own_line(service, action.name(), action_subject(action)));
        }
        for key in service.keys() {
            assert_eq!(service.key(&key.name().to_uppercase()), Some(key));
            let subject = Subject::Key { key_type: key.key_type(), global: false };
            said.push(own_line(service, key.name(), subject));
        }
        for resource in service.resource_types() {
            assert_eq!(service.resource_type(&resource.name().to_uppercase()), Some(resource));
            let arns = resource.arns().map(|arn| arn.text()).collect();
            let keys = resource.keys().map(|key| key.name()).collect();
            said.push(own_line(service, resource.name(), Subject::Resource { arns, keys }));
        }
    }
    foreign.extend(said);
    assert_eq!(foreign, text().lines().skip(1).collect::<Vec<_>>());
}

fn own_line(service: Service, name: &str, subject: Subject<'_>) -> String {
    Line { service: service.prefix(), name, subject }.to_string()
}

fn action_subject(action: Action) -> Subject<'static> {
    let mut entries = Vec::new();
    let own = Entry {
        name: "",
        required: false,
        keys: action.keys().map(|key| key.name()).collect(),
        dependent_actions: action.dependent_actions().collect(),
    };
    if !own.keys.is_empty() || !own.dependent_actions.is_empty() {
        entries.push(own);
    }
    entries.extend(action.targets().map(|target| Entry {
        name: target.resource_type().name(),
        required: target.required(),
        keys: target.keys().map(|key| key.name()).collect(),
        dependent_actions: target.dependent_actions().collect(),
    }));
    Subject::Action { level: action.level(), entries }
}

#[test]
fn there_are_as_many_as_the_source_says() {
    let keys = || services().flat_map(Service::keys);
    let counts = [
        services().count(),
        services().flat_map(Service::actions).count(),
        services().flat_map(Service::resource_types).count(),
        keys().count(),
        keys().filter(|key| key.key_type().arity == Arity::Multi).count(),
    ];
    // They move with the catalogue: whoever updates it sees here by how much.
    assert_eq!(counts, [456, 22_091, 2_334, 2_578, 537]);
    assert_eq!(actions("*").count(), 22_091);
    assert_eq!(global_keys().count(), 53);
}

#[test]
fn types_of_keys_are_what_they_were() {
    let mut count = 0;
    for (name, kind) in KEYS_BEFORE.lines().skip(1).filter_map(|line| line.split_once(' ')) {
        let key = name.replace('*', "anything");
        assert_eq!(key_type(&key), read_type(kind), "{name}");
        assert!(read_type(kind).is_some(), "{kind}");
        count += 1;
    }
    assert!(count > 1_500);
    for unlisted in ["", ":", "aws:", "s3:", "aws:requesttag", "nosuch:key", "é:ö/ü", "s3:prefix/x"] {
        assert_eq!(key_type(unlisted), None, "{unlisted}");
    }
}

#[test]
fn every_type_has_a_name() {
    for arity in [Arity::Single, Arity::Multi] {
        use ValueType::{Arn, Bool, Date, Ip, Number, Text};
        for value in [Text, Arn, Bool, Number, Date, Ip] {
            let key_type = KeyType { arity, value };
            assert_eq!(read_type(&type_name(key_type).concat()), Some(key_type));
        }
    }
}

fn action(text: &str) -> Action {
    let found: Vec<Action> = actions(text).collect();
    assert_eq!(found.len(), 1, "{text}");
    found[0]
}

#[test]
fn actions_are_what_aws_documents() {
    let get = action("s3:GetObject");
    assert_eq!((get.level(), get.service().name()), (AccessLevel::Read, "Amazon S3"));
    let targets: Vec<_> =
        get.targets().map(|target| (target.resource_type().name(), target.required())).collect();
    // Either can stand in for the other, so neither is required.
    assert_eq!(targets, [("accesspointobject", false), ("object", false)]);
    assert!(get.keys().any(|key| key.name() == "s3:ExistingObjectTag/${key}"));
    assert!(
        get.has_key("s3:existingobjecttag/team") && get.has_key("aws:SourceIp") && !get.has_key("ec2:Vpc")
    );

    let list = action("s3:ListAllMyBuckets");
    assert_eq!((list.level(), list.targets().count()), (AccessLevel::List, 0));

    let pass = action("IAM:passrole");
    assert_eq!(pass.to_string(), "iam:PassRole");
    let roles: Vec<_> =
        pass.targets().map(|target| (target.resource_type().name(), target.required())).collect();
    assert_eq!((pass.level(), roles), (AccessLevel::Write, vec![("role", true)]));
    assert!(pass.has_key("iam:PassedToService"));

    let run = action("ec2:RunInstances");
    assert!(run.targets().count() > 10);
    let of = |name: &str| run.targets().find(|target| target.resource_type().name() == name).unwrap();
    assert!(of("instance").required() && !of("placement-group").required());
    assert!(of("instance").keys().any(|key| key.name() == "ec2:InstanceType"));
    assert!(!run.keys().any(|key| key.name() == "ec2:InstanceType") && run.has_key("ec2:InstanceType"));

    assert_eq!(action("s3:PutBucketPolicy").level(), AccessLevel::PermissionsManagement);
    assert_eq!(action("s3:PutObjectTagging").level(), AccessLevel::Tagging);
}

#[test]
fn keys_are_what_aws_documents() {
    let kind = |name| key(name).map(|key| (key.name(), key.type_name(), key.is_global()));
    assert_eq!(kind("aws:tagkeys"), Some(("aws:TagKeys", "ArrayOfString", true)));
    assert_eq!(kind("aws:SourceIp"), Some(("aws:SourceIp", "IPAddress", true)));
    assert_eq!(kind("s3:max-keys"), Some(("s3:max-keys", "Numeric", false)));
    assert_eq!(kind("aws:principaltag/a/b"), Some(("aws:PrincipalTag/${TagKey}", "String", true)));
    assert_eq!(kind("aws:principaltag/"), None);
    assert_eq!(
        kind("codebuild:fileSystemLocations/x.type"),
        Some(("codebuild:fileSystemLocations/${identifier}.type", "String", false))
    );
    // The services that have the key disagree: the wider reading counts where no service is named.
    assert_eq!(kind("identitystore:UserId").unwrap().1, "ArrayOfString");
    assert_eq!(service("identitystore").unwrap().key("identitystore:UserId").unwrap().type_name(), "String");
}

#[test]
fn resources_are_told_apart_by_their_arns() {
    let types = |arn: &str, prefix: &str| -> Vec<&str> {
        let types = service(prefix).unwrap().resource_types();
        types.filter(|resource| resource.admits(arn)).map(|resource| resource.name()).collect()
    };
    assert_eq!(types("arn:aws:s3:::example", "s3"), ["bucket"]);
    assert_eq!(types("arn:aws-cn:s3:::example/a/b", "s3"), ["object"]);
    assert_eq!(types("arn:aws:iam::111122223333:role/path/app", "iam"), ["role"]);
    assert_eq!(types("arn:aws:iam::111122223333:nothing/app", "iam"), Vec::<&str>::new());
    assert_eq!(types("arn:aws:iam::1:2:role/app", "iam"), Vec::<&str>::new());
    let object = service("s3").unwrap().resource_type("object").unwrap();
    for pattern in
        ["*", "arn:aws:s3:::*", "arn:aws:s3:::b/*", "arn:aws:s3:::${aws:username}/x", "a*t", "arn:*:s3:::?/?"]
    {
        assert!(object.overlaps(pattern), "{pattern}");
    }
    for pattern in [
        "",
        "arn:aws:s3:::b",
        "arn:aws:s3:eu-west-1:*:b/*",
        "arn:aws:s3:::?",
        "ARN:aws:s3:::b/x",
        "arn:aws:s3:::b/",
    ] {
        assert!(!object.overlaps(pattern), "{pattern}");
    }
}

#[test]
fn a_format_overlaps_what_it_admits() {
    for resource in services().flat_map(Service::resource_types) {
        for format in resource.arns() {
            let arn = filled_in(format.text());
            assert!(format.admits(&arn) && format.overlaps(&arn), "{arn} is none of {format}");
            assert!(format.overlaps("*") && format.overlaps("arn:*:*:*:*:*"), "{format}");
            assert!(!format.admits("arn:aws:") && !format.overlaps("urn:*"), "{format}");
        }
    }
}

/// The format with `x` for every variable.
fn filled_in(format: &str) -> String {
    let mut pieces = format.split("${");
    let first = pieces.next().unwrap().to_owned();
    pieces.fold(first, |text, piece| text + "x" + piece.split_once('}').unwrap().1)
}

#[test]
fn patterns_stand_for_actions_as_their_texts_match() {
    let all: Vec<String> = actions("*").map(|action| action.to_string().to_lowercase()).collect();
    for pattern in [
        "s3:*",
        "s3:get*",
        "*:get*",
        "s?:*object",
        "iam:*role*",
        "ec2:run?nstances",
        "s3*",
        "*s",
        "s3:",
        "",
        "?",
        "e*:*:x",
    ] {
        let found: BTreeSet<String> =
            actions(pattern).map(|action| action.to_string().to_lowercase()).collect();
        let expression = pattern.replace('*', ".*").replace('?', ".");
        let expression = regex_automata::dfa::dense::DFA::new(&format!("^(?:{expression})$")).unwrap();
        let matches = |text: &str| {
            use regex_automata::dfa::Automaton;
            let input = regex_automata::Input::new(text);
            expression.try_search_fwd(&input).unwrap().is_some()
        };
        let wanted: BTreeSet<String> = all.iter().filter(|text| matches(text)).cloned().collect();
        assert_eq!(found, wanted, "{pattern}");
    }
}

#[test]
fn suggestions_are_near() {
    assert_eq!(nearest_service("lamda").map(Service::prefix), Some("lambda"));
    assert_eq!(nearest_service("S3").map(Service::prefix), Some("s3"));
    for (text, wanted) in [
        ("s3:GetObjects", "s3:GetObject"),
        ("iam:PasRole", "iam:PassRole"),
        ("ec2:runinstance", "ec2:RunInstances"),
    ] {
        assert_eq!(nearest_action(text).unwrap().to_string(), wanted);
    }
    assert_eq!(nearest_action("GetObject"), None);
    assert_eq!(nearest_action(&format!("s3:{}", "x".repeat(100_000))), None);
}
