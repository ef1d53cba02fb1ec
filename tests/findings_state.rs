//! Findings from run to run: what is taken over is what would be found, what has changed is told, rules put findings aside, and a
//! preview is the difference.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the functions of a test fail by panicking, as the test does"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use hornbeam::findings::Finding;
use hornbeam::findings::state::State;
use hornbeam::input::{read_finding, read_world};
use hornbeam::question::Prover;
use hornbeam::report::access_finding_json;
use serde_json::{Value, json};

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("findings").join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(folder.join("world")).expect("a folder for the test's files");
    folder
}

fn write(path: &Path, value: &Value) -> String {
    std::fs::write(path, value.to_string()).expect("a file for the test");
    path.to_string_lossy().into_owned()
}

fn hornbeam(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hornbeam")).args(arguments).output().expect("the program ends")
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("killed: {output:?}"))
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Numbers that look random and are the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

const IDS: [&str; 5] = ["111122223333", "222233334444", "333344445555", "444455556666", "555566667777"];

/// A statement that lets somebody use the resource.
fn statement(draw: &mut Draw, arn: &str) -> Value {
    let principals = [
        json!("*"),
        json!({"AWS": *draw.of(&IDS)}),
        json!({"AWS": format!("arn:aws:iam::{}:role/app", draw.of(&IDS))}),
        json!({"AWS": "999988887777"}),
        json!({"CanonicalUser": "a".repeat(64)}),
    ];
    let conditions = [
        None,
        Some(json!({"StringEquals": {"aws:PrincipalOrgID": "o-exampleorg"}})),
        Some(
            json!({"StringEquals": {"aws:SourceVpc": ["vpc-1", "vpc-2"]}, "Bool": {"aws:SecureTransport": "true"}}),
        ),
        Some(json!({})),
    ];
    let actions =
        if arn.contains(":s3:") { ["s3:GetObject", "s3:Put*"] } else { ["sqs:SendMessage", "sqs:*"] };
    let within = if arn.contains(":s3:") { format!("{arn}/*") } else { arn.to_owned() };
    let mut statement = json!({
        "Effect": "Allow",
        "Principal": draw.of(&principals),
        "Action": draw.of(&actions),
        "Resource": within,
    });
    // An empty condition is remarked on.
    if let Some(condition) = draw.of(&conditions) {
        statement["Condition"] = condition.clone();
    }
    statement
}

fn resource(draw: &mut Draw, id: &str, at: usize) -> Value {
    let arn = match draw.below(2) {
        0 => format!("arn:aws:s3:::bucket-{id}-{at}"),
        _ => format!("arn:aws:sqs:eu-west-1:{id}:queue-{at}"),
    };
    let statements: Vec<Value> = (0..=draw.below(2)).map(|_| statement(draw, &arn)).collect();
    json!({"arn": arn, "policy": {"Version": "2012-10-17", "Statement": statements}})
}

fn account(draw: &mut Draw, id: &str) -> Value {
    let resources: Vec<Value> = (0..3).map(|at| resource(draw, id, at)).collect();
    json!({"accounts": [{"id": id, "resources": resources}]})
}

/// A role that these may assume, and that may assume others: from outside chains of them lead through the accounts.
fn role(name: &str, principal: &str) -> Value {
    let trust = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "sts:AssumeRole"}});
    let may = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}});
    json!({"name": name, "trustPolicy": trust, "policies": [{"name": "assume", "document": may}]})
}

fn organization(root: &[&str], unit: &[&str]) -> Value {
    let below = json!({"id": "ou-ab12-x", "accounts": unit});
    json!({"organization": {"id": "o-exampleorg", "root": {"id": "r-ab12", "accounts": root, "units": [below]}}})
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Changes something in the world.
fn change(draw: &mut Draw, world: &Path) -> &'static str {
    let id = *draw.of(&IDS);
    let path = world.join(format!("account-{id}.json"));
    let mut file = if path.exists() { read(&path) } else { account(draw, id) };
    let own = &mut file["accounts"][0];
    let what = match draw.below(10) {
        0..=3 => {
            let at = draw.below(own["resources"].as_array().unwrap().len());
            own["resources"][at] = resource(draw, id, at);
            "a policy"
        }
        4 => {
            let resources = own["resources"].as_array_mut().unwrap();
            let at = resources.len();
            resources.push(resource(draw, id, at));
            "a resource more"
        }
        5 => {
            own["roles"] =
                json!([role("app", "*"), role("deep", &format!("arn:aws:iam::{}:role/app", draw.of(&IDS)))]);
            "a role"
        }
        6 => {
            // Two accounts with one are an error, which the whole run tells.
            let letter = if id == IDS[0] || draw.below(4) == 0 { "a" } else { "b" };
            own["canonicalId"] = match own["canonicalId"] {
                Value::Null => json!(letter.repeat(64)),
                _ => Value::Null,
            };
            "a canonical id"
        }
        7 => {
            let at = draw.below(IDS.len() + 1);
            write(&world.join("organization.json"), &organization(&IDS[..at], &IDS[at..]));
            "the organization"
        }
        8 => {
            own["name"] = json!(format!("account {}", draw.below(9)));
            "a name"
        }
        _ => "nothing",
    };
    write(&path, &file);
    what
}

/// Removes the marks of what has changed.
fn without_marks(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("since the previous result"));
    lines.map(|line| line.replace(" [UNCHANGED]", "") + "\n").collect()
}

#[test]
fn what_is_taken_over_is_what_would_be_found() {
    taken_over_in("account");
}

#[test]
fn the_same_in_an_organization() {
    taken_over_in("organization");
}

/// Changes a world again and again.
fn taken_over_in(zone: &str) {
    let folder = folder(&format!("takeover-{zone}"));
    let world = folder.join("world");
    let path = world.to_string_lossy().into_owned();
    let mut draw = Draw(11);
    write(&world.join("organization.json"), &organization(&IDS, &[]));
    for id in IDS {
        write(&world.join(format!("account-{id}.json")), &account(&mut draw, id));
    }
    let kept = folder.join("kept.jsonl").to_string_lossy().into_owned();
    let mut chains = 0;
    let (mut seen, mut errors) = (std::collections::BTreeSet::new(), 0);
    for step in 0..40 {
        let what = if step == 0 { "all" } else { change(&mut draw, &world) };
        let whole = folder.join(format!("whole-{step}.jsonl")).to_string_lossy().into_owned();
        let taken = hornbeam(&["findings", &path, "--zone", zone, "--state", &kept, "--format", "json"]);
        let found = hornbeam(&["findings", &path, "--zone", zone, "--state", &whole, "--format", "json"]);
        assert_eq!(code(&taken), code(&found), "{step}: {what}: {}{}", err(&taken), err(&found));
        assert_eq!(err(&taken), err(&found), "{step}: {what}");
        if code(&taken) == 2 {
            // Two accounts with one canonical id: they lose it.
            errors += 1;
            for id in IDS {
                let path = world.join(format!("account-{id}.json"));
                let mut file = read(&path);
                file["accounts"][0]["canonicalId"] = Value::Null;
                write(&path, &file);
            }
            continue;
        }
        let [one, other] = [&kept, &whole].map(|path| std::fs::read_to_string(path).unwrap());
        assert!(one == other, "{step}: {what}: the results differ");
        seen.insert(what);
        chains += out(&found).matches("role-chain").count();
        let human = hornbeam(&["findings", &path, "--zone", zone, "--state", &kept]);
        let plain = hornbeam(&["findings", &path, "--zone", zone]);
        assert_eq!(without_marks(&out(&human)), out(&plain), "{step}: {what}");
        assert!(!out(&human).contains("[NEW]"), "{step}: {what}");
    }
    assert!(seen.len() >= 7 && (1..10).contains(&errors), "{seen:?}, {errors} errors");
    assert!(chains > 0, "no chains were seen");
}

/// That the above compares anything: of accounts in unchanged files nothing is looked at again.
#[test]
fn findings_of_unchanged_files_are_taken_over() {
    unchanged_in("account");
    unchanged_in("organization");
}

fn unchanged_in(zone: &str) {
    let folder = folder(&format!("unchanged-{zone}"));
    let world = folder.join("world");
    let path = world.to_string_lossy().into_owned();
    // One of the two files is remarked on: it is read again, and its findings are taken over all the same.
    let mut draw = Draw(3);
    for id in &IDS[..2] {
        write(&world.join(format!("account-{id}.json")), &account(&mut draw, id));
    }
    let kept = folder.join("kept.jsonl");
    let state = kept.to_string_lossy().into_owned();
    write(&world.join("organization.json"), &organization(&IDS[..2], &[]));
    hornbeam(&["findings", &path, "--zone", zone, "--state", &state]);
    let forged = |text: &str| {
        let mut state = State::read(text).unwrap();
        let account = state.accounts.get_mut(IDS[0]).unwrap();
        let entry = &mut std::sync::Arc::make_mut(account).findings[0];
        entry.json = entry.json.replace("\"resource\":\"", "\"resource\":\"forged-");
        state.text()
    };
    std::fs::write(&kept, forged(&std::fs::read_to_string(&kept).unwrap())).unwrap();
    let changed = world.join(format!("account-{}.json", IDS[1]));
    let mut file = read(&changed);
    file["accounts"][0]["resources"][0]["policy"]["Statement"][0]["Sid"] = json!("changed");
    write(&changed, &file);
    // Wherever the world lies.
    let moved = folder.join("moved");
    std::fs::rename(&world, &moved).unwrap();
    let path = moved.to_string_lossy().into_owned();
    let said = out(&hornbeam(&["findings", &path, "--zone", zone, "--state", &state, "--format", "json"]));
    assert!(said.contains("\"resource\":\"forged-"), "it was analysed again");
    // And decided in another way nothing is.
    let other = ["--timeout", "29"];
    let said = out(&hornbeam(
        &[&["findings", &path, "--zone", zone, "--state", &state, "--format", "json"], &other[..]].concat(),
    ));
    assert!(said.contains("\"findings\"") && !said.contains("\"resource\":\"forged-"), "{said}");
}

const OPEN: &str = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "999988887777"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*"}}"#;

fn bucket(policy: &Value) -> Value {
    json!({"accounts": [{"id": "111122223333", "resources": [{"arn": "arn:aws:s3:::logs", "policy": policy}]}]})
}

#[test]
fn changes_are_told() {
    let folder = folder("changes");
    let file = folder.join("world.json");
    let state = folder.join("kept.jsonl").to_string_lossy().into_owned();
    let run = |policy: Value| {
        let path = write(&file, &bucket(&policy));
        let output = hornbeam(&["findings", &path, "--state", &state, "--changes", "--format", "json"]);
        let said: Value = serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)));
        let findings = said["findings"].as_array().unwrap().iter();
        let told: Vec<(String, String)> = findings
            .map(|finding| {
                (finding["change"].as_str().unwrap().to_owned(), finding["was"]["actions"].to_string())
            })
            .collect();
        (code(&output), told)
    };
    let open: Value = serde_json::from_str(OPEN).unwrap();
    let one = |change: &str, was: &str| vec![(change.to_owned(), was.to_owned())];
    assert_eq!(run(open.clone()), (1, one("NEW", "null")));
    assert_eq!(run(open.clone()), (0, vec![]));
    let mut wider = open.clone();
    wider["Statement"]["Action"] = json!(["s3:GetObject", "s3:PutObject"]);
    assert_eq!(run(wider), (1, one("CHANGED", r#"["s3:GetObject"]"#)));
    let mut other = open;
    other["Statement"]["Principal"] = json!({"AWS": "111122223333"});
    assert_eq!(run(other), (0, one("RESOLVED", "null")));
    let human = hornbeam(&["findings", &file.to_string_lossy(), "--state", &state, "--changes"]);
    assert!(out(&human).starts_with("no findings in 1 resource\n"), "{}", out(&human));
    let path = write(&file, &bucket(&serde_json::from_str(OPEN).unwrap()));
    hornbeam(&["findings", &path, "--state", &state]);
    // What has not changed is counted, if not shown.
    let human = hornbeam(&["findings", &path, "--state", &state, "--changes"]);
    assert!(out(&human).starts_with("1 finding in 1 resource: 1 external\n"), "{}", out(&human));
    assert!(out(&human).ends_with("since the previous result: 0 new, 0 changed, 1 unchanged, 0 resolved\n"));
}

/// What is allowed is what a finding says, however it is written.
#[test]
fn a_deny_that_is_lifted_is_a_change_and_letter_case_is_none() {
    let folder = folder("allowed");
    let state = folder.join("kept.jsonl").to_string_lossy().into_owned();
    let file = folder.join("world.json");
    let queue = "arn:aws:sqs:eu-west-1:111122223333:work";
    let policy = |action: &str, denied: Option<&str>| {
        let allow = json!({"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": action, "Resource": "*"});
        let deny = denied
            .map(|denied| json!({"Effect": "Deny", "Principal": "*", "Action": denied, "Resource": "*"}));
        let statements: Vec<Value> = std::iter::once(allow).chain(deny).collect();
        json!({"Version": "2012-10-17", "Statement": statements})
    };
    let world = |policy: &Value| json!({"accounts": [{"id": "111122223333", "resources": [{"arn": queue, "policy": policy}]}]});
    let run = |own: &Value| {
        let path = write(&file, &world(own));
        out(&hornbeam(&["findings", &path, "--state", &state, "--changes"]))
    };
    let (closed, open) = (policy("sqs:*Message", Some("sqs:SendMessage")), policy("sqs:*Message", None));
    let first = run(&closed);
    let told = "    actions    sqs:*Message\n    allowed    sqs:DeleteMessage, sqs:ReceiveMessage\n";
    assert!(first.contains("[NEW]") && first.contains(told), "{first}");
    let proposed = write(&folder.join("policy.json"), &open);
    let world_path = file.to_string_lossy().into_owned();
    let preview = hornbeam(&["preview", &world_path, "--resource", queue, "--policy", &proposed]);
    assert!(out(&preview).ends_with("0 new, 1 changed, 0 unchanged, 0 resolved\n"), "{}", out(&preview));
    let lifted = run(&open);
    let before = "    before     actions sqs:*Message; allowed sqs:DeleteMessage, sqs:ReceiveMessage\n";
    assert!(lifted.contains("[CHANGED]") && lifted.contains(before), "{lifted}");
    assert!(!lifted.contains("    allowed "), "{lifted}");
    let respelt = run(&policy("SQS:*message", None));
    assert!(respelt.ends_with("0 new, 0 changed, 1 unchanged, 0 resolved\n"), "{respelt}");
}

#[test]
fn a_damaged_or_foreign_result_is_an_error_at_its_line() {
    let folder = folder("damage");
    let path = write(&folder.join("world.json"), &bucket(&serde_json::from_str(OPEN).unwrap()));
    let kept = folder.join("kept.jsonl");
    let state = kept.to_string_lossy().into_owned();
    hornbeam(&["findings", &path, "--state", &state]);
    let text = std::fs::read_to_string(&kept).unwrap();
    let run = |text: &str, more: &[&str]| {
        std::fs::write(&kept, text).unwrap();
        let output = hornbeam(&[&["findings", &path, "--state", &state], more].concat());
        assert_eq!(code(&output), 2);
        assert_eq!(std::fs::read_to_string(&kept).unwrap(), text, "the file is left as it is");
        err(&output)
    };
    let damaged = text.replace("s3:GetObject", "s3:PutObject");
    assert!(run(&damaged, &[]).starts_with(&format!("{state}:4: error: the line is not what was written")));
    assert!(run("{}\n", &[]).starts_with(&format!("{state}:1: error: this is no result")));
    assert!(
        run(&text, &["--zone", "organization"])
            .starts_with(&format!("{state}:1: error: it is the result for"))
    );
    // What was asked in another way cannot be compared either.
    for other in [
        ["--universe", "known"],
        ["--assume", "arn-wildcard-crosses-colon=crosses"],
        ["--internal", "arn:aws:s3:::logs"],
    ] {
        let said = run(&text, &other);
        assert!(said.starts_with(&format!("{state}:1: error: it is the result of other options")), "{said}");
        assert!(said.contains(&other.join(" ")), "{said}");
    }
}

/// `--kind` picks what is shown: what has changed besides, and what is unknown, is told all the same.
#[test]
fn what_is_not_shown_is_told() {
    let folder = folder("kinds");
    let file = folder.join("world.json");
    let path = write(&file, &bucket(&serde_json::from_str(OPEN).unwrap()));
    let state = folder.join("kept.jsonl").to_string_lossy().into_owned();
    let run = |more: &[&str]| hornbeam(&[&["findings", &path], more].concat());
    let first = run(&["--state", &state, "--kind", "service"]);
    assert_eq!(code(&first), 0);
    assert!(out(&first).starts_with("no findings in 1 resource\n"), "{}", out(&first));
    assert_eq!(err(&first), "note: of other kinds, which are not shown because of `--kind`: 1 new\n");
    let later = run(&["--state", &state, "--kind", "service"]);
    assert_eq!(err(&later), "");
    let refused = run(&["--kind", "internal"]);
    assert!(code(&refused) == 2 && err(&refused).contains("name them by `--internal ARN`"));
    let help = out(&run(&["--help"]));
    let help: Vec<&str> = help.split_whitespace().collect();
    assert!(help.join(" ").contains("3 there are none but something is unknown"), "{help:?}");
    // What the ACLs of a bucket's objects say cannot be told.
    let error = json!({"accounts": [{"id": "111122223333", "resources": [
        {"arn": "arn:aws:s3:::logs", "objectOwnership": "ObjectWriter"}]}]});
    write(&file, &error);
    assert_eq!(code(&run(&[])), 3, "{}", out(&run(&[])));
    let hidden = run(&["--kind", "external"]);
    assert_eq!(code(&hidden), 3);
    assert_eq!(err(&hidden), "note: 1 finding of kind error is not shown, because of `--kind`\n");
    assert_eq!(err(&run(&["--kind", "external", "error"])), "");
}

/// A resource that is named twice is looked at once, and so is what fails at a bucket and at its access points.
#[test]
fn nothing_is_found_twice() {
    let folder = folder("twice");
    let point = json!({"arn": "arn:aws:s3:eu-west-1:111122223333:accesspoint/p"});
    let user = json!({"name": "u", "policies": [{"name": "p", "document": {"Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}}]});
    let world = json!({"accounts": [{"id": "111122223333", "users": [user], "resources": [
        {"arn": "arn:aws:s3:::logs", "accessPoints": [point],
         "acl": [{"grantee": "a".repeat(64), "permission": "READ"}], "objectOwnership": "ObjectWriter"}]}]});
    let path = write(&folder.join("world.json"), &world);
    let ids = |more: &[&str]| {
        let output = hornbeam(&[&["findings", &path, "--format", "json"], more].concat());
        let said: Value = serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)));
        let findings = said["findings"].as_array().unwrap().clone();
        findings.iter().map(|finding| finding["id"].as_str().unwrap().to_owned()).collect::<Vec<String>>()
    };
    let logs = "arn:aws:s3:::logs";
    let (once, twice) = (ids(&["--internal", logs]), ids(&["--internal", logs, logs]));
    assert_eq!(once, twice);
    assert!(once.len() > 1, "{once:?}");
    let unique: std::collections::BTreeSet<&String> = once.iter().collect();
    assert_eq!(unique.len(), once.len(), "{once:?}");
}

/// Accounts that are in no zone are not passed over in silence, when everything is taken over neither.
#[test]
fn what_is_in_no_zone_is_told() {
    let folder = folder("outside");
    let mut world = bucket(&serde_json::from_str(OPEN).unwrap());
    world["organization"] = organization(&["444455556666"], &[])["organization"].clone();
    world["accounts"].as_array_mut().unwrap().push(json!({"id": "444455556666"}));
    let path = write(&folder.join("world.json"), &world);
    let state = folder.join("kept.jsonl").to_string_lossy().into_owned();
    for _ in 0..2 {
        let said = err(&hornbeam(&["findings", &path, "--zone", "organization", "--state", &state]));
        let told = "note: 1 account with 1 resource is not in the organization, and so in no zone";
        assert!(said.starts_with(told), "{said}");
    }
    assert_eq!(err(&hornbeam(&["findings", &path])), "");
}

/// Policies of the organization that bind nobody of a finding are as none.
#[test]
fn what_restricts_is_what_binds() {
    let folder = folder("restrictions");
    let deny = |name: &str, action: &str, principal: bool| {
        let mut statement = json!({"Effect": "Deny", "Action": action, "Resource": "*"});
        if principal {
            statement["Principal"] = json!("*");
        }
        json!({"name": name, "document": {"Version": "2012-10-17", "Statement": statement}})
    };
    let ids = ["111122223333", "222233334444"];
    let own = json!([{"name": "p", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}}]);
    let linked = json!({"arn": "arn:aws:iam::222233334444:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", "policies": own,
        "trustPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "sts:AssumeRole"}}});
    let open = |arn: &str, action: &str| {
        json!({"arn": arn, "policy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
        "Principal": {"AWS": ["111122223333", "222233334444", "999988887777"]}, "Action": action, "Resource": "*"}}})
    };
    let user = json!({"name": "u", "policies": own});
    let world = json!({
        "organization": {"id": "o-exampleorg", "managementAccount": ids[0], "root": {"id": "r-ab12", "accounts": ids,
            "scps": ["FullAWSAccess", deny("d", "ec2:*", false)], "rcps": ["RCPFullAWSAccess", deny("r", "s3:DeleteBucket", true)]}},
        "accounts": [
            {"id": ids[0], "users": [user]},
            {"id": ids[1], "users": [user], "roles": [linked], "resources": [
                open("arn:aws:s3:::logs", "s3:GetObject"), open("arn:aws:sqs:eu-west-1:222233334444:q", "sqs:SendMessage")]},
        ],
    });
    let path = write(&folder.join("world.json"), &world);
    let output = hornbeam(&[
        "findings",
        &path,
        "--zone",
        "organization",
        "--internal",
        "arn:aws:s3:::logs",
        "--kind",
        "external",
        "internal",
        "--format",
        "v2",
        "--at",
        "2026-01-31T09:30:00Z",
    ]);
    let said: Value = serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)));
    let mut told = Vec::new();
    for finding in said["findings"].as_array().unwrap() {
        let details = &finding["findingDetails"][0];
        let (scp, details) = match details.get("internalAccessDetails") {
            Some(own) => (own["serviceControlPolicyRestriction"].as_str().unwrap(), own),
            None => ("-", &details["externalAccessDetails"]),
        };
        let rcp = details["resourceControlPolicyRestriction"].as_str().unwrap();
        let last = |text: &str| text.rsplit([':', '/']).next().unwrap().to_owned();
        let who = details["principal"]["AWS"].as_str().unwrap();
        let account = if who.contains(ids[0]) { "manages " } else { "" };
        told.push(format!(
            "{} {account}{} rcp {rcp} scp {scp}",
            last(finding["resource"].as_str().unwrap()),
            last(who)
        ));
    }
    told.sort();
    assert_eq!(
        told,
        [
            "logs 999988887777 rcp APPLIED scp -",
            "logs AWSServiceRoleForConfig rcp APPLIED scp NOT_APPLICABLE",
            "logs manages u rcp APPLIED scp NOT_APPLICABLE",
            "logs u rcp APPLIED scp APPLIED",
            "q 999988887777 rcp NOT_APPLICABLE scp -",
        ]
    );
}

/// The id of a finding is the same whatever the order of a condition's values is.
#[test]
fn ids_do_not_depend_on_the_order_of_values() {
    let folder = folder("order");
    let state = folder.join("kept.jsonl").to_string_lossy().into_owned();
    let run = |values: Value| {
        let mut policy: Value = serde_json::from_str(OPEN).unwrap();
        policy["Statement"]["Condition"] = json!({"StringEquals": {"aws:SourceVpc": values}});
        let path = write(&folder.join("world.json"), &bucket(&policy));
        let said = out(&hornbeam(&["findings", &path, "--state", &state, "--changes"]));
        said.lines().last().unwrap_or_default().to_owned()
    };
    assert!(run(json!(["vpc-1", "vpc-2"])).contains(": 1 new"));
    for same in [json!(["vpc-2", "vpc-1"]), json!(["vpc-2", "vpc-1", "vpc-2"])] {
        assert_eq!(run(same), "since the previous result: 0 new, 0 changed, 1 unchanged, 0 resolved");
    }
    assert!(run(json!(["vpc-2", "vpc-3"])).contains("1 new, 0 changed, 0 unchanged, 1 resolved"));
}

#[test]
fn rules_put_findings_aside() {
    let folder = folder("rules");
    let path = write(&folder.join("world.json"), &bucket(&serde_json::from_str(OPEN).unwrap()));
    let rule =
        |filter: Value| write(&folder.join("rules.json"), &json!([{"ruleName": "r", "filter": filter}]));
    let run = |rules: &str| {
        let output = hornbeam(&["findings", &path, "--archive-rules", rules, "--format", "json"]);
        let said: Value = serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)));
        (code(&output), said["findings"][0]["status"].as_str().unwrap().to_owned())
    };
    let vendor = rule(json!({"principal.AWS": {"eq": ["999988887777"]}, "isPublic": {"eq": ["false"]}}));
    assert_eq!(run(&vendor), (0, "ARCHIVED".to_owned()));
    assert_eq!(run(&rule(json!({"principal.AWS": {"contains": ["role/"]}}))), (1, "ACTIVE".to_owned()));
    let bad = rule(json!({"principal.aws": {"eq": ["999988887777"]}}));
    let refused = hornbeam(&["findings", &path, "--archive-rules", &bad]);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("did you mean `principal.AWS`?"), "{}", err(&refused));
}

/// Rules that have changed count for findings that are taken over as well.
#[test]
fn statuses_follow_the_rules() {
    let folder = folder("statuses");
    let path = write(&folder.join("world.json"), &bucket(&serde_json::from_str(OPEN).unwrap()));
    let state = folder.join("kept.jsonl").to_string_lossy().into_owned();
    let run = |filter: Option<Value>| {
        let mut arguments = vec!["findings".to_owned(), path.clone(), "--state".to_owned(), state.clone()];
        if let Some(filter) = filter {
            let rules = write(&folder.join("rules.json"), &json!([{"ruleName": "r", "filter": filter}]));
            arguments.extend(["--archive-rules".to_owned(), rules]);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = hornbeam(&arguments);
        (code(&output), out(&output).contains("[ARCHIVED]"))
    };
    assert_eq!(run(None), (1, false));
    assert_eq!(run(Some(json!({"resource": {"contains": ["logs"]}}))), (0, true));
    // What is back has changed.
    let elsewhere = json!([{"ruleName": "r", "filter": {"resource": {"contains": ["elsewhere"]}}}]);
    let rules = write(&folder.join("rules.json"), &elsewhere);
    let arguments = ["findings", &path, "--state", &state, "--archive-rules", &rules, "--changes"];
    let back = hornbeam(&arguments);
    assert_eq!(code(&back), 1);
    assert!(out(&back).contains("external: 999988887777 [CHANGED]\n"), "{}", out(&back));
    assert!(out(&back).contains("put aside by an archive rule\n"), "{}", out(&back));
    assert_eq!(code(&hornbeam(&arguments)), 0);
    assert_eq!(run(Some(elsewhere[0]["filter"].clone())), (1, false));
}

#[test]
fn what_a_rule_hides_is_proved_or_shown() {
    let folder = folder("check");
    let path = write(&folder.join("world.json"), &bucket(&serde_json::from_str(OPEN).unwrap()));
    let rules =
        |filter: Value| write(&folder.join("rules.json"), &json!([{"ruleName": "logs", "filter": filter}]));
    let intended = write(
        &folder.join("intended.json"),
        &json!({"resource": {"contains": ["logs"]}, "principal.AWS": {"eq": ["444455556666"]}}),
    );
    let run = |rules: &str, more: &[&str]| {
        let output =
            hornbeam(&[&["archive-rule", "check", "--rules", rules, "--intended", &intended], more].concat());
        (code(&output), out(&output))
    };
    let narrow =
        json!({"resource": {"eq": ["arn:aws:s3:::logs"]}, "principal.AWS": {"eq": ["444455556666"]}});
    let (exit, said) = run(&rules(narrow), &[]);
    assert_eq!(
        (exit, said.as_str()),
        (0, "holds: logs hides nothing but what is intended, whatever is found\n")
    );
    let (exit, said) = run(&rules(json!({"resource": {"contains": ["logs"]}})), &[&path]);
    assert_eq!(exit, 1);
    assert!(
        said.starts_with("fails: logs hides findings that are not intended, for example\n  resource "),
        "{said}"
    );
    assert!(
        said.contains("in this world it hides that are not intended")
            && said.contains("external: 999988887777"),
        "{said}"
    );
    let (_, said) = run(&rules(json!({"resource": {"contains": ["logs"]}})), &[&path, "--format", "json"]);
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["rules"][0]["findings"].as_array().unwrap().len(), 1);
    assert_eq!(said["answer"], "fails");
}

#[test]
fn a_preview_is_the_difference() {
    let folder = folder("preview");
    let open: Value = serde_json::from_str(OPEN).unwrap();
    let path = write(&folder.join("world.json"), &bucket(&open));
    let run = |arn: &str, proposal: &[&str]| {
        let output =
            hornbeam(&[&["preview", &path, "--resource", arn, "--format", "json"], proposal].concat());
        let said: Value = serde_json::from_str(&out(&output)).unwrap_or(Value::Null);
        let findings = said["findings"].as_array().cloned().unwrap_or_default();
        let mut told: Vec<String> =
            findings.iter().map(|finding| finding["change"].as_str().unwrap().to_owned()).collect();
        told.sort();
        (code(&output), told.join(" ") + &err(&output))
    };
    let policy = |policy: &Value| write(&folder.join("policy.json"), policy);
    let change = |change: Value| write(&folder.join("change.json"), &change);
    let logs = "arn:aws:s3:::logs";
    assert_eq!(run(logs, &["--policy", &policy(&open)]), (0, "UNCHANGED".to_owned()));
    let mut public = open.clone();
    public["Statement"]["Principal"] = json!("*");
    assert_eq!(run(logs, &["--policy", &policy(&public)]), (1, "NEW RESOLVED".to_owned()));
    let blocked = json!({"s3Bucket": {"bucketPolicy": public.to_string(),
        "bucketPublicAccessBlock": {"ignorePublicAcls": true, "restrictPublicBuckets": true}}});
    // Block Public Access is all that is between the bucket and everybody.
    // Services it lets through, on whosever behalf.
    assert_eq!(run(logs, &["--change", &change(blocked)]), (1, "NEW NEW RESOLVED".to_owned()));
    assert_eq!(
        run(logs, &["--change", &change(json!({"s3Bucket": {"bucketPolicy": ""}}))]),
        (0, "RESOLVED".to_owned())
    );
    let acl = json!({"s3Bucket": {"bucketAclGrants": [{"permission": "READ",
        "grantee": {"uri": "http://acs.amazonaws.com/groups/global/AllUsers"}}]}});
    assert!(run(logs, &["--change", &change(acl)]).1.contains("NEW"));
    // What is not there yet.
    let queue = "arn:aws:sqs:eu-west-1:111122223333:new";
    let send = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": queue}});
    let proposed = json!({"configurations": {queue: {"sqsQueue": {"queuePolicy": send}}}});
    assert_eq!(run(queue, &["--change", &change(proposed)]), (1, "NEW".to_owned()));
    let role = "arn:aws:iam::111122223333:role/new";
    let trust = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "999988887777"}, "Action": "sts:AssumeRole"}});
    assert_eq!(run(role, &["--policy", &policy(&trust)]), (1, "NEW".to_owned()));
    let snapshot = "arn:aws:ec2:eu-west-1:111122223333:snapshot/snap-1";
    let shared = |more: Value| {
        let mut own = json!({"userIds": ["999988887777"], "groups": ["all"]});
        own.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        change(json!({"ebsSnapshot": own}))
    };
    assert_eq!(run(snapshot, &["--change", &shared(json!({}))]).0, 1);
    let key = "arn:aws:kms:eu-west-1:111122223333:key/k";
    let grant = json!({"operations": ["Decrypt"], "granteePrincipal": "arn:aws:iam::999988887777:role/r",
        "issuingAccount": "111122223333", "constraints": {"encryptionContextEquals": {"a": "b"}}});
    let proposed = json!({"kmsKey": {"keyPolicies": {"default": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
        "Principal": {"AWS": "111122223333"}, "Action": "kms:*", "Resource": "*"}}}, "grants": [grant]}});
    assert!(run(key, &["--change", &change(proposed)]).1.starts_with("NEW"));
    // A new key has the default key policy, and grants give what KMS knows to somebody there is.
    assert_eq!(run(key, &["--change", &change(json!({"kmsKey": {}}))]), (0, String::new()));
    let bad = json!({"kmsKey": {"grants": [{"operations": ["Foo"], "granteePrincipal": "x"}]}});
    let (exit, said) = run(key, &["--change", &change(bad)]);
    assert!(exit == 2 && said.contains("`Foo` is not an operation of a key's grants"), "{said}");
    assert!(said.contains("`x` is nobody that a grant of a key can be to"), "{said}");
    let (exit, said) = run(snapshot, &["--change", &change(json!({"ebsSnapshot": {"userIds": ["all"]}}))]);
    assert!(exit == 2 && said.contains(r#""groups": ["all"]"#), "{said}");
    let (exit, said) = run(logs, &["--change", &change(json!({"sqsQueue": {}, "s3Bucket": {}}))]);
    assert!(exit == 2 && said.contains("exactly one of its members, not 2"), "{said}");
    let (exit, said) = run(logs, &["--change", &change(json!({"sqsQueue": {}}))]);
    assert!(exit == 2 && said.contains("is of type `AWS::S3::Bucket`, not `AWS::SQS::Queue`"), "{said}");
    let (exit, said) = run("arn:aws:s3:::new", &["--policy", &policy(&open)]);
    assert!(exit == 2 && said.contains("name it by `--account`"), "{said}");
}

/// What a proposal leaves out stays as it is, in lists and in access points as well.
#[test]
fn what_a_proposal_leaves_out_stays() {
    let folder = folder("stays");
    let (snapshot, point) = (
        "arn:aws:ec2:eu-west-1:111122223333:snapshot/snap-1",
        "arn:aws:s3:eu-west-1:111122223333:accesspoint/p",
    );
    let off = json!({"blockPublicAcls": false, "ignorePublicAcls": false, "blockPublicPolicy": false, "restrictPublicBuckets": false});
    let through = |arn: &str, principal: Value| {
        json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
        "Principal": principal, "Action": "s3:GetObject", "Resource": format!("{arn}/object/*")}})
    };
    let delegated = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:*",
        "Resource": "arn:aws:s3:::logs/*", "Condition": {"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}}});
    let world = json!({"accounts": [{"id": "111122223333", "resources": [
        {"arn": snapshot, "sharedWith": ["all", "444455556666"]},
        {"arn": "arn:aws:s3:::logs", "policy": delegated, "s3PublicAccessBlock": off, "accessPoints": [
            {"arn": point, "policy": through(point, json!("*")), "s3PublicAccessBlock": off}]},
    ]}]});
    let path = write(&folder.join("world.json"), &world);
    let run = |arn: &str, proposal: Value| {
        let change = write(&folder.join("change.json"), &proposal);
        let output =
            hornbeam(&["preview", &path, "--resource", arn, "--change", &change, "--format", "json"]);
        let said: Value = serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)));
        let told = |finding: &Value| {
            let who = finding["principal"]["AWS"].as_str().unwrap_or("?");
            format!("{} {} {who}", finding["change"].as_str().unwrap(), finding["kind"].as_str().unwrap())
        };
        let mut told: Vec<String> = said["findings"].as_array().unwrap().iter().map(told).collect();
        told.sort();
        (told, err(&output))
    };
    let of = |told: &[&str]| (told.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>(), String::new());
    let own = |members: Value| run(snapshot, json!({"ebsSnapshot": members}));
    assert_eq!(own(json!({})), of(&["UNCHANGED external *", "UNCHANGED external 444455556666"]));
    assert_eq!(own(json!({"kmsKeyId": ""})).0.len(), 2);
    assert_eq!(
        own(json!({"userIds": ["999988887777"]})),
        of(&["NEW external 999988887777", "RESOLVED external 444455556666", "UNCHANGED external *"])
    );
    assert_eq!(own(json!({"groups": []})), of(&["CHANGED external 444455556666", "RESOLVED external *"]));
    let points = |points: Value| run("arn:aws:s3:::logs", json!({"s3Bucket": {"accessPoints": points}}));
    let unchanged = of(&["UNCHANGED external *"]);
    assert_eq!(points(json!({point: {}})), unchanged);
    assert_eq!(points(json!({point: {"accessPointPolicy": through(point, json!("*"))}})), unchanged);
    let open = json!({"ignorePublicAcls": false, "restrictPublicBuckets": false});
    assert_eq!(points(json!({point: {"publicAccessBlock": open}})), unchanged);
    assert_eq!(points(json!({point: {"accessPointPolicy": ""}})), of(&["RESOLVED external *"]));
    // A new one is made with everything blocked, and the list is proposed as a whole.
    let other = format!("{point}2");
    let (told, said) = points(json!({&other: {"accessPointPolicy": through(&other, json!("*"))}}));
    assert_eq!(told, ["NEW one-setting-away *", "NEW service ?", "RESOLVED external *"]);
    assert!(said.contains(&format!("{point} is taken away")), "{said}");
    let both =
        json!({point: {}, &other: {"accessPointPolicy": through(&other, json!({"AWS": "999988887777"}))}});
    assert_eq!(points(both), of(&["NEW external 999988887777", "UNCHANGED external *"]));
}

/// A role may be reached through another one after the change, or others through it.
#[test]
fn a_preview_of_a_role_follows_chains() {
    let folder = folder("chains");
    let trust = |principal: Value| json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}});
    let may = json!([{"name": "p", "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}}}]);
    let role = |name: &str, principal: Value| json!({"name": name, "trustPolicy": trust(principal), "policies": may});
    let world = json!({"accounts": [{"id": "111122223333", "roles": [
        role("entry", json!({"AWS": "999988887777"})),
        role("middle", json!({"AWS": "arn:aws:iam::111122223333:role/entry"})),
        role("last", json!({"AWS": "arn:aws:iam::111122223333:role/middle"})),
        role("shut", json!({"Service": "ec2.amazonaws.com"})),
    ]}]});
    let path = write(&folder.join("world.json"), &world);
    let run = |name: &str, principal: Value| {
        let policy = write(&folder.join("policy.json"), &trust(principal));
        let arn = format!("arn:aws:iam::111122223333:role/{name}");
        let output =
            hornbeam(&["preview", &path, "--resource", &arn, "--policy", &policy, "--format", "json"]);
        let said: Value = serde_json::from_str(&out(&output)).unwrap_or_else(|_| panic!("{}", err(&output)));
        let told = |finding: &Value| {
            let last = finding["resource"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
            format!("{} {} {last}", finding["change"].as_str().unwrap(), finding["kind"].as_str().unwrap())
        };
        let mut told: Vec<String> = said["findings"].as_array().unwrap().iter().map(told).collect();
        told.sort();
        (code(&output), told)
    };
    let entry = || json!({"AWS": "arn:aws:iam::111122223333:role/entry"});
    assert_eq!(run("shut", entry()), (1, vec!["NEW role-chain shut".to_owned()]));
    let (exit, told) = run("middle", json!({"Service": "ec2.amazonaws.com"}));
    assert_eq!(
        (exit, told),
        (0, vec!["RESOLVED role-chain last".to_owned(), "RESOLVED role-chain middle".to_owned()])
    );
    assert_eq!(run("shut", json!({"Service": "lambda.amazonaws.com"})), (0, vec![]));
}

/// What is kept of a finding is all of it.
#[test]
fn findings_are_read_back() {
    let mut sources = vec![hornbeam::parse::Source::new(
        "example.json",
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/world/example.json")).unwrap(),
    )];
    let mut draw = Draw(5);
    sources.extend(
        ["666677778888", "777788889999"]
            .map(|id| hornbeam::parse::Source::new(id, account(&mut draw, id).to_string())),
    );
    let world = read_world(&sources).0.unwrap();
    let zone = hornbeam::findings::Zone::Account;
    let analysis = hornbeam::findings::analyse(&Prover::default(), &world, zone, &|_| {}).unwrap();
    assert!(analysis.findings.len() > 6);
    // What was looked for and could not be told is kept as well.
    let sought = Finding {
        kind: hornbeam::findings::Kind::Error,
        sought: hornbeam::findings::Kind::InternalAccess,
        ..analysis.findings.first().unwrap().clone()
    };
    let again = read_finding(&access_finding_json(&sought).to_string()).unwrap();
    assert_eq!(again.sought, sought.sought);
    for finding in &analysis.findings {
        let json = access_finding_json(finding).to_string();
        let again: Finding = read_finding(&json).unwrap_or_else(|| panic!("{json}"));
        assert_eq!(access_finding_json(&again).to_string(), json);
        assert_eq!((again.id(), again.content()), (finding.id(), finding.content()));
    }
}
