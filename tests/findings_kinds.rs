//! Every case of `tests/corpus/findings_kinds`: what is found at resources of each kind, and how it is told in the shapes of
//! the Access Analyzer API.
//!
//! A file is `{"source", "why", "zone", "world", "findings"}`. `findings` are all there are, in their order, each with what is
//! to be true of it: `resource`, `kind`, `principal`, `isPublic`, `actions`, `allowedActions`, `witness` (its action and resource), `conditions` (as `OPERATOR KEY VALUES`),
//! `sources`, `chain`, `reason` (words of it); `findingType` of the service; and under `v2` any fields of the service's `ExternalAccessDetails`, or `null` if the
//! service has no such finding. With `"kinds": "all"` findings of all kinds count, else external access and errors; `internal`
//! names the resources of which access from inside is found. Where `findings` is `{"each": ...}`, that is the one finding of every resource.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the functions of a test fail by panicking, as the test does"
)]

use std::path::Path;

use hornbeam::findings::{Analysis, Finding, Kind, Zone, analyse, internal};
use hornbeam::input::read_world;
use hornbeam::model::world::World;
use hornbeam::parse::Source;
use hornbeam::question::Prover;
use hornbeam::report::{access_finding_json, access_findings_v2};
use serde_json::{Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/findings_kinds");
const AT: &str = "2026-01-31T09:30:00Z";

fn files() -> Vec<(String, Value)> {
    let mut files: Vec<(String, Value)> = std::fs::read_dir(Path::new(FOLDER))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let file = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, file)
        })
        .collect();
    files.sort_by(|(one, _), (other, _)| one.cmp(other));
    files
}

fn found(name: &str, file: &Value) -> (World, Analysis) {
    let (world, diagnostics) = read_world(&[Source::new(name, file["world"].to_string())]);
    let world = world.unwrap_or_else(|| panic!("{name}: {diagnostics:?}"));
    let zone = Zone::parse(file["zone"].as_str().unwrap()).unwrap();
    let prover = Prover::default();
    let mut analysis = analyse(&prover, &world, zone, &|_| {}).unwrap();
    for arn in file["internal"].as_array().into_iter().flatten() {
        let found = internal(&prover, &world, zone, arn.as_str().unwrap()).unwrap();
        analysis.findings.extend(found.unwrap());
    }
    analysis.sort();
    if file["kinds"] != "all" {
        let of_service = |finding: &Finding| matches!(finding.kind, Kind::ExternalAccess | Kind::Error);
        analysis.findings.retain(of_service);
    }
    (world, analysis)
}

/// What a case may say of a finding.
fn told(finding: &hornbeam::findings::Finding, v2: &[Value]) -> Value {
    let json = access_finding_json(finding);
    let mut told = json!({});
    for field in
        ["resource", "kind", "principal", "isPublic", "actions", "allowedActions", "sources", "chain"]
    {
        told[field] = json[field].clone();
    }
    let witness = finding.witness.as_ref();
    told["witness"] = json!(witness.map(|request| [&request.action, &request.resource]));
    let conditions = finding.conditions();
    let conditions: Vec<String> =
        conditions.map(|(operator, key, values)| format!("{operator} {key} {}", values.join(", "))).collect();
    told["conditions"] = json!(conditions);
    told["reason"] = json["reason"].clone();
    let shaped = v2.iter().find(|shaped| shaped["id"] == json["id"]);
    told["findingType"] = shaped.map(|shaped| shaped["findingType"].clone()).unwrap_or_default();
    let details = shaped.map(|shaped| &shaped["findingDetails"][0]);
    let details = details.and_then(|details| details.as_object()?.values().next());
    told["v2"] = details.cloned().unwrap_or_default();
    told
}

/// What of `expected` is not so.
fn faults(expected: &Value, told: &Value, place: &str, faults: &mut Vec<String>) {
    for (field, value) in expected.as_object().unwrap() {
        let own = &told[field];
        let same = match (field.as_str(), value) {
            ("reason", Value::String(words)) => own.as_str().is_some_and(|reason| reason.contains(words)),
            ("v2", Value::Object(fields)) => fields.iter().all(|(name, value)| own[name] == *value),
            _ => own == value,
        };
        if !same {
            faults.push(format!("{place}: `{field}` is {own}, not {value}"));
        }
    }
}

#[test]
fn what_is_found_at_resources_of_each_kind() {
    let (mut cases, mut all) = (0, Vec::new());
    for (name, file) in files() {
        let (world, analysis) = found(&name, &file);
        let shaped = access_findings_v2(&analysis, &[], &world, AT);
        let v2 = shaped.json["findings"].as_array().unwrap();
        let told: Vec<Value> = analysis.findings.iter().map(|finding| told(finding, v2)).collect();
        let expected: Vec<Value> = match &file["findings"] {
            Value::Array(expected) => expected.clone(),
            each @ Value::Object(_) => {
                let mut resources: Vec<String> =
                    world.resources().map(|resource| resource.arn.clone()).collect();
                resources.extend(world.identities().map(|identity| identity.arn.clone()));
                let of = |arn: &String| {
                    let mut expected = each["each"].clone();
                    expected["resource"] = json!(arn);
                    expected
                };
                resources.sort();
                resources.iter().map(of).collect()
            }
            other => panic!("{name}: `findings` is {other}"),
        };
        if expected.len() != told.len() {
            let found: Vec<String> = told.iter().map(Value::to_string).collect();
            all.push(format!(
                "{name}: {} findings, not {}:\n{}",
                told.len(),
                expected.len(),
                found.join("\n")
            ));
            continue;
        }
        for (at, (expected, told)) in expected.iter().zip(&told).enumerate() {
            cases += 1;
            faults(expected, told, &format!("{name}, finding {at}"), &mut all);
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
    assert!(cases > 70, "only {cases} findings were looked at");
}

/// The API's model: which fields there have to be, and which words.
#[test]
fn the_api_has_these_shapes() {
    const REQUIRED: [&str; 8] = [
        "analyzedAt",
        "createdAt",
        "id",
        "resourceType",
        "resourceOwnerAccount",
        "status",
        "updatedAt",
        "findingDetails",
    ];
    const OPTIONAL: [&str; 4] = ["error", "resource", "findingType", "nextToken"];
    const DETAILS: [&str; 6] =
        ["action", "condition", "isPublic", "principal", "sources", "resourceControlPolicyRestriction"];
    const TYPES: [&str; 17] = [
        "AWS::S3::Bucket",
        "AWS::IAM::Role",
        "AWS::SQS::Queue",
        "AWS::Lambda::Function",
        "AWS::Lambda::LayerVersion",
        "AWS::KMS::Key",
        "AWS::SecretsManager::Secret",
        "AWS::EFS::FileSystem",
        "AWS::EC2::Snapshot",
        "AWS::ECR::Repository",
        "AWS::RDS::DBSnapshot",
        "AWS::RDS::DBClusterSnapshot",
        "AWS::SNS::Topic",
        "AWS::S3Express::DirectoryBucket",
        "AWS::DynamoDB::Table",
        "AWS::DynamoDB::Stream",
        "AWS::IAM::User",
    ];
    let word = |value: &Value, words: &[&str]| value.as_str().is_some_and(|value| words.contains(&value));
    let mut count = 0;
    for (name, file) in files() {
        let (world, analysis) = found(&name, &file);
        let shaped = access_findings_v2(&analysis, &[], &world, AT);
        let findings = shaped.json["findings"].as_array().unwrap();
        assert_eq!(findings.len() + shaped.left_out, analysis.findings.len(), "{name}");
        for finding in findings {
            count += 1;
            let fields = finding.as_object().unwrap();
            assert!(REQUIRED.iter().all(|field| fields.contains_key(*field)), "{name}: {finding}");
            let known =
                |field: &String| REQUIRED.contains(&field.as_str()) || OPTIONAL.contains(&field.as_str());
            assert!(fields.keys().all(known), "{name}: {finding}");
            assert!(word(&finding["resourceType"], &TYPES), "{name}: {finding}");
            assert!(word(&finding["status"], &["ACTIVE", "ARCHIVED", "RESOLVED"]), "{name}: {finding}");
            assert!(
                word(&finding["findingType"], &["ExternalAccess", "InternalAccess"]),
                "{name}: {finding}"
            );
            assert_eq!(finding["analyzedAt"], AT);
            let [details] = finding["findingDetails"].as_array().unwrap().as_slice() else {
                panic!("{name}: {finding}")
            };
            let details = details.as_object().unwrap();
            if finding["findingType"] == "InternalAccess" {
                let details = &details["internalAccessDetails"];
                assert!(word(&details["accessType"], &["INTRA_ACCOUNT", "INTRA_ORG"]), "{name}: {finding}");
                assert!(word(&details["principalType"], &["IAM_ROLE", "IAM_USER"]), "{name}: {finding}");
                let restrictions = ["APPLICABLE", "FAILED_TO_EVALUATE_SCP", "NOT_APPLICABLE", "APPLIED"];
                let scps = &details["serviceControlPolicyRestriction"];
                assert!(word(scps, &restrictions), "{name}: {finding}");
                continue;
            }
            assert_eq!(details.keys().collect::<Vec<_>>(), ["externalAccessDetails"], "{name}: {finding}");
            let details = details["externalAccessDetails"].as_object().unwrap();
            if let Some(error) = fields.get("error") {
                assert!(
                    word(error, &["INTERNAL_ERROR", "ACCESS_DENIED"]) && details.is_empty(),
                    "{name}: {finding}"
                );
                continue;
            }
            assert!(details.keys().all(|field| DETAILS.contains(&field.as_str())), "{name}: {finding}");
            let restriction = &details["resourceControlPolicyRestriction"];
            let restrictions = ["APPLICABLE", "FAILED_TO_EVALUATE_RCP", "NOT_APPLICABLE", "APPLIED"];
            assert!(word(restriction, &restrictions), "{name}: {finding}");
            assert!(details["isPublic"].is_boolean(), "{name}: {finding}");
            let is_texts = |value: &Value| value.as_object().unwrap().values().all(Value::is_string);
            assert!(is_texts(&details["condition"]) && is_texts(&details["principal"]), "{name}: {finding}");
            let actions = details["action"].as_array().unwrap();
            assert!(!actions.is_empty() && actions.iter().all(Value::is_string), "{name}: {finding}");
            let of_s3 = finding["resourceType"].as_str().unwrap().starts_with("AWS::S3");
            assert_eq!(details.contains_key("sources"), of_s3, "{name}: {finding}");
            for source in details.get("sources").and_then(Value::as_array).into_iter().flatten() {
                let types = ["POLICY", "BUCKET_ACL", "S3_ACCESS_POINT", "S3_ACCESS_POINT_ACCOUNT"];
                assert!(word(&source["type"], &types), "{name}: {finding}");
                let detail = source.get("detail").and_then(Value::as_object);
                let known = ["accessPointArn", "accessPointAccount"];
                let mut fields = detail.into_iter().flat_map(|detail| detail.keys());
                assert!(fields.all(|field| known.contains(&field.as_str())), "{name}: {finding}");
            }
        }
    }
    assert!(count > 50, "only {count} findings were looked at");
}

/// A finding of a kind that the service does not have is counted, and not shown.
#[test]
fn what_the_service_does_not_have_is_left_out() {
    let (_, file) = files().into_iter().find(|(name, _)| name == "shares").unwrap();
    let (world, mut analysis) = found("shares", &file);
    let all = analysis.findings.len();
    for (at, kind) in [Kind::ServiceAccess, Kind::OneSettingAway, Kind::RoleChain].into_iter().enumerate() {
        analysis.findings[at].kind = kind;
    }
    let shaped = access_findings_v2(&analysis, &[], &world, AT);
    let told = shaped.json["findings"].as_array().unwrap().len();
    assert_eq!((told + shaped.left_out, shaped.left_out >= 3), (all, true));
    let last = all - 1;
    analysis.findings[last].kind = Kind::InternalAccess;
    let id = analysis.findings[last].id();
    let shaped = access_findings_v2(&analysis, &[], &world, AT);
    let findings = shaped.json["findings"].as_array().unwrap();
    let shown = findings.iter().find(|finding| finding["id"] == id.as_str()).unwrap();
    let details = &shown["findingDetails"][0]["internalAccessDetails"];
    assert_eq!(shown["findingType"], "InternalAccess");
    assert_eq!(details["principal"], json!({ "AWS": "444455556666" }));
    assert_eq!(details["isPublic"], Value::Null);
}

/// `describe-snapshot-attribute` and its like, as files of a folder.
#[test]
fn shares_are_read_from_what_aws_prints() {
    let ebs = r#"{"SnapshotId": "snap-1", "CreateVolumePermissions": [{"UserId": "444455556666"}, {"Group": "all"}]}"#;
    let database = r#"{"DBSnapshotAttributesResult": {"DBSnapshotIdentifier": "s", "DBSnapshotAttributes": [
        {"AttributeName": "restore", "AttributeValues": ["444455556666"]},
        {"AttributeName": "another", "AttributeValues": ["777788889999"]}]}}"#;
    let cluster = r#"{"DBClusterSnapshotAttributesResult": {"DBClusterSnapshotAttributes": [
        {"AttributeName": "restore", "AttributeValues": ["all"]}]}}"#;
    let image = r#"{"ImageId": "ami-1", "LaunchPermissions": [{"UserId": "444455556666"}]}"#;
    let organization = r#"{"ImageId": "ami-2", "LaunchPermissions": [
        {"OrganizationArn": "arn:aws:organizations::999988887777:organization/o-other00001"}]}"#;
    let files = [
        ("arn:aws:ec2:eu-west-1::snapshot/snap-1", ebs, &["444455556666", "all"][..]),
        ("arn:aws:rds:eu-west-1:111122223333:snapshot:s", database, &["444455556666"]),
        ("arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:s", cluster, &["all"]),
        ("arn:aws:ec2:eu-west-1::image/ami-1", image, &["444455556666"]),
        (
            "arn:aws:ec2:eu-west-1::image/ami-2",
            organization,
            &["arn:aws:organizations::999988887777:organization/o-other00001"],
        ),
    ];
    let account = Source::new("account.json", r#"{"accounts": [{"id": "111122223333"}]}"#);
    let sources: Vec<Source> = files
        .iter()
        .map(|(arn, text, _)| {
            Source::new(format!("resources/111122223333/{}.json", arn.replace('/', "%2F")), *text)
        })
        .chain([account.clone()])
        .collect();
    let (world, diagnostics) = read_world(&sources);
    let world = world.unwrap_or_else(|| panic!("{diagnostics:?}"));
    for (arn, _, expected) in files {
        let resource = world.resources().find(|resource| resource.arn == arn).unwrap();
        assert_eq!(resource.shared_with, expected, "{arn}");
        assert!(resource.not_understood().is_empty(), "{arn}");
    }
    let to_organization = r#"{"ImageId": "ami-1", "LaunchPermissions": [{"Whomever": "arn:aws:x"}]}"#;
    let name = "resources/111122223333/arn:aws:ec2:eu-west-1::image%2Fami-1.json";
    let (world, diagnostics) = read_world(&[Source::new(name, to_organization), account]);
    assert!(world.is_none() && diagnostics[0].1.message.contains("names nobody"));
}

/// Times are given and not looked up.
#[test]
fn the_time_is_told() {
    let world = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/world/example.json");
    let run = |more: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hornbeam"));
        command.args(["findings", world, "--format", "v2"]).args(more).output().unwrap()
    };
    let without = run(&[]);
    assert_eq!(without.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&without.stderr).contains("--at"));
    assert_eq!(run(&["--at", "yesterday"]).status.code(), Some(2));
    let told = run(&["--at", "2026-01-31T10:30:00+01:00"]);
    let json: Value = serde_json::from_slice(&told.stdout).unwrap();
    let findings = json["findings"].as_array().unwrap();
    assert!(!findings.is_empty() && findings.iter().all(|finding| finding["createdAt"] == AT));
    assert_eq!(told.stdout, run(&["--at", AT]).stdout);
}
