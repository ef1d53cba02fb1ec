//! Every case of `tests/corpus/findings`: who is found outside, as the documents say it or more precisely; and that the
//! search is bounded.
//!
//! A file is `{"source", "cases"}`. A case has a `name`, says `why` it is there, has the `resources` or `roles` of account
//! 111122223333, and, if they matter, other `accounts`, the `organization` and the `zone`. Its `findings` are all there are, in
//! their order, but for those of services and settings: `resource`, `principal`, `actions`, `conditions` (as `OPERATOR KEY VALUES`), `isPublic`. Where Access Analyzer
//! says another thing, `service` tells what: these are the cases in which this program is more precise.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the functions of a test fail by panicking, as the test does"
)]

use std::time::{Duration, Instant};

use hornbeam::decide::{Budget, EngineChoice, Portfolio};
use hornbeam::findings::{Analysis, Finding, Kind, Zone, analyse};
use hornbeam::input::read_world;
use hornbeam::parse::Source;
use hornbeam::question::Prover;
use hornbeam::report::access_finding_json;
use serde_json::{Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/findings");
const OWN: &str = "111122223333";

fn prover(engine: EngineChoice) -> Prover {
    Prover {
        portfolio: Portfolio::new(engine, None).unwrap_or_else(|error| panic!("{error}")),
        budget: Budget { time: Duration::from_secs(15), ..Budget::default() },
        ..Prover::default()
    }
}

fn analysis(prover: &Prover, name: &str, case: &Value) -> Analysis {
    let list = |field: &str| case[field].as_array().cloned().unwrap_or_default();
    let own = json!({"id": OWN, "resources": list("resources"), "roles": list("roles")});
    let accounts = [vec![own], list("accounts")].concat();
    let mut world = json!({ "accounts": accounts });
    if case["organization"].is_object() {
        world["organization"] = case["organization"].clone();
    }
    let (world, diagnostics) = read_world(&[Source::new(name, world.to_string())]);
    let world = world.unwrap_or_else(|| panic!("{name}: {diagnostics:?}"));
    let zone = Zone::parse(case["zone"].as_str().unwrap_or("account")).unwrap();
    analyse(prover, &world, zone, &|_| {}).unwrap()
}

/// Whether it is about access from outside.
fn is_asked(finding: &Finding) -> bool {
    match finding.kind {
        Kind::ExternalAccess | Kind::Error => true,
        Kind::ServiceAccess | Kind::OneSettingAway | Kind::RoleChain | Kind::InternalAccess => false,
    }
}

/// What a case says of its findings.
fn told(analysis: &Analysis) -> Value {
    let of_finding = |finding: &Finding| {
        let conditions = finding.conditions().map(|(operator, key, values)| {
            let values = values.join(", ");
            format!("{operator} {key} {values}")
        });
        let conditions: Vec<String> = conditions.collect();
        let json = access_finding_json(finding);
        let mut told = json!({
            "resource": finding.resource,
            "principal": json["principal"],
            "actions": finding.actions,
            "conditions": conditions,
            "isPublic": finding.is_public,
        });
        if finding.kind != Kind::ExternalAccess {
            told["reason"] = json!(finding.reason);
        }
        told
    };
    analysis.findings.iter().filter(|finding| is_asked(finding)).map(of_finding).collect()
}

fn ask(engine: EngineChoice) {
    let prover = prover(engine);
    let mut paths: Vec<_> = std::fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut wrong, mut asked, mut differ) = (Vec::new(), 0, 0);
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert!(file["source"].as_str().unwrap().starts_with("https://docs.aws.amazon.com/"), "{name}");
        for case in file["cases"].as_array().unwrap() {
            assert!(case["why"].is_string(), "{name}/{}", case["name"]);
            asked += 1;
            differ += usize::from(case["service"].is_string());
            let analysis = analysis(&prover, &name, case);
            let told = told(&analysis);
            if told != case["findings"] {
                wrong.push(format!("{name}/{}\n{told}\ninstead of\n{}", case["name"], case["findings"]));
            }
            for finding in analysis.findings.iter().filter(|finding| finding.kind == Kind::ExternalAccess) {
                assert!(finding.witness.is_some(), "{name}/{}: no witness", case["name"]);
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong of {asked}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(
        asked > 40 && differ > 6,
        "only {asked} cases were found, {differ} of them other than the service's"
    );
}

#[test]
fn the_native_engine_finds_what_the_documents_say() {
    ask(EngineChoice::Native);
}

#[test]
fn the_portfolio_finds_what_the_documents_say() {
    ask(EngineChoice::Auto);
}

/// Fifty statements for four principals each, with twenty keys among them: the search is cut short, and what it has not
/// told apart is told as a whole. Nothing is lost, or there were an error.
#[test]
fn a_hostile_policy_is_bounded() {
    for everybody in [false, true] {
        let statements: Vec<Value> = (0..50)
            .map(|at| {
                let names: Vec<String> =
                    (0..4).map(|name| format!("arn:aws:iam::4444{:08}:role/r{at}", at * 4 + name)).collect();
                let who = if everybody && at % 5 == 0 { json!("*") } else { json!({ "AWS": names }) };
                let conditions: serde_json::Map<String, Value> = KEYS
                    .iter()
                    .enumerate()
                    .filter(|(key, _)| (at + key) % 7 < 2)
                    .map(|(_, key)| ((*key).to_owned(), json!(value(key, at))))
                    .collect();
                let action = if at % 3 == 0 { "sqs:*".to_owned() } else { format!("sqs:Action{}*", at % 9) };
                json!({
                    "Effect": if at % 4 == 3 { "Deny" } else { "Allow" },
                    "Principal": who,
                    "Action": action,
                    "Resource": "*",
                    "Condition": {if at % 4 == 3 { "StringNotLike" } else { "StringLike" }: conditions},
                })
            })
            .collect();
        let arn = "arn:aws:sqs:eu-west-1:111122223333:work";
        let policy = json!({"Version": "2012-10-17", "Statement": statements});
        let case = json!({"resources": [{"arn": arn, "policy": policy}]});
        let started = Instant::now();
        let analysis = analysis(&prover(EngineChoice::Native), "hostile", &case);
        let errors: Vec<_> = analysis.findings.iter().filter(|finding| finding.kind == Kind::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert!(!analysis.findings.is_empty());
        // In the slowest build on a busy machine.
        assert!(started.elapsed() < Duration::from_secs(240), "{:?}", started.elapsed());
    }
}

/// Keys that findings tell apart.
const KEYS: [&str; 20] = [
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:SourceVpcArn",
    "aws:userid",
    "sts:ExternalId",
    "sns:Endpoint",
    "kms:CallerAccount",
    "accounts.google.com:aud",
    "graph.facebook.com:app_id",
    "www.amazon.com:app_id",
    "cognito-identity.amazonaws.com:aud",
    "login.one.example:sub",
    "login.two.example:sub",
    "login.three.example:aud",
    "s3:DataAccessPointAccount",
];

fn value(key: &str, at: usize) -> String {
    match key {
        "aws:PrincipalAccount" => "4444*".to_owned(),
        "aws:PrincipalArn" => format!("arn:aws:iam::4444*:role/r{}*", at % 10),
        "aws:userid" => format!("AROA*:s{}", at % 5),
        _ => format!("*{}", at % 4),
    }
}
