//! The program as its users meet it: exit codes, what goes to which stream, bad input, README's examples.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot run the program has failed")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const READ: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::example-bucket/*"}]}"#;
const WRITE: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::example-bucket/*"},{"Sid":"Write","Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::example-bucket/*"}]}"#;

fn hornbeam(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hornbeam"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that ends early closes its input; that is not this test's business.
    drop(child.stdin.take().expect("a pipe").write_all(input));
    child.wait_with_output().expect("the program ends")
}

/// A file of this test's own.
fn file(name: &str, bytes: &[u8]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli");
    std::fs::create_dir_all(&folder).expect("a folder for the test's files");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file for the test");
    path.to_string_lossy().into_owned()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("killed: {output:?}"))
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

#[test]
fn exit_codes_of_checks() {
    let (read, write) = (file("read.json", READ.as_bytes()), file("write.json", WRITE.as_bytes()));
    let check = |existing: &str, new: &str| {
        hornbeam(&["check", "no-new-access", "--existing", existing, "--new", new], b"")
    };
    assert_eq!(code(&check(&write, &read)), 0);
    let fails = check(&read, &write);
    assert_eq!(code(&fails), 1);
    let said = String::from_utf8_lossy(&fails.stdout).into_owned();
    assert!(
        said.starts_with("fails: ") && said.contains("statement 1 (Write)") && said.contains("s3:PutObject"),
        "{said}"
    );
    assert!(fails.stderr.is_empty());
    let compare = |expect: &str| code(&hornbeam(&["compare", &read, &write, "--expect", expect], b""));
    assert_eq!((compare("narrower"), compare("not-broader"), compare("equivalent")), (0, 0, 1));
    assert_eq!(code(&hornbeam(&["compare", &read, &write], b"")), 0);
    let access = ["check", "access-not-granted", "--policy", &read, "--action"];
    assert_eq!(code(&hornbeam(&[&access[..], &["s3:DeleteObject"]].concat(), b"")), 0);
    assert_eq!(code(&hornbeam(&[&access[..], &["s3:*"]].concat(), b"")), 1);
}

#[test]
fn answers_as_json_have_the_fixed_form() {
    let (read, write) = (file("read-json.json", READ.as_bytes()), file("write-json.json", WRITE.as_bytes()));
    let output = hornbeam(&["compare", &read, &write, "--format", "json"], b"");
    let answer = json(&output);
    assert_eq!(answer["question"], "compare");
    assert_eq!((&answer["answer"], &answer["relation"]), (&"holds".into(), &"narrower".into()));
    assert_eq!(answer["witnesses"][0]["action"], "s3:PutObject");
    assert_eq!(answer["witnesses"][0]["direction"], "only-b");
    assert_eq!(answer["reasons"][0]["statementIndex"], 1);
    assert_eq!(answer["reasons"][0]["sid"], "Write");
    assert_eq!(answer["reasons"][0]["span"]["start"]["line"], 1);
    assert!(
        answer["elapsed_us"].is_u64() && answer["assumptions"].is_array() && answer["engine"].is_string()
    );
}

#[test]
fn every_statement_that_adds_access_has_its_own_witness() {
    let nothing = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;
    let (nothing, write) = (file("nothing.json", nothing.as_bytes()), file("both.json", WRITE.as_bytes()));
    let output = hornbeam(
        &["check", "no-new-access", "--existing", &nothing, "--new", &write, "--format", "json"],
        b"",
    );
    let answer = json(&output);
    let blamed: Vec<_> =
        answer["reasons"].as_array().expect("reasons").iter().map(|reason| &reason["sid"]).collect();
    assert_eq!(blamed, ["Read", "Write"]);
    assert_eq!(answer["witnesses"][0]["action"], "s3:GetObject");
    assert_eq!(answer["witnesses"][1]["action"], "s3:PutObject");
}

#[test]
fn bad_input_ends_with_a_message_at_its_place() {
    let good = file("good.json", READ.as_bytes());
    let deep = "[".repeat(10 * 1024 * 1024);
    let big = format!("{}{}", READ, " ".repeat(11 * 1024 * 1024));
    let cases: [(&str, &[u8], &str); 16] = [
        ("empty", b"", ":1:1: error: "),
        ("truncated", br#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow""#, ":1:"),
        ("wrong-type", br#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":7,"Resource":"*"}]}"#, ":1:65: error: "),
        ("duplicate", br#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Action":"*","Resource":"*"}]}"#, "`Action` appears twice"),
        ("small-effect", br#"{"Version":"2012-10-17","Statement":[{"Effect":"allow","Action":"s3:*","Resource":"*"}]}"#, "hint: write `Allow`"),
        ("empty-array", br#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[],"Resource":"*"}]}"#, ":1:65: error: "),
        ("no-statement", br#"{"Version":"2012-10-17","Statement":[]}"#, ": error: "),
        ("operator", br#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEqual":{"aws:username":"x"}}}]}"#, "did you mean `StringEquals`?"),
        ("principal", br#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}"#, "--type resource"),
        ("no-resource", br#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*"}]}"#, "needs a `Resource`"),
        ("version", br#"{"Version":"2020-01-01","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#, ":1:12: error: "),
        ("utf8", b"{\"Version\":\"\xff\xfe\"}", ":1:13: error: "),
        ("brackets", deep.as_bytes(), ": error: "),
        ("too-big", big.as_bytes(), ": error: "),
        ("array", b"[1,2]", ":1:1: error: "),
        ("unicode", "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"\u{fc}\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}".as_bytes(), ": error: "),
    ];
    for (name, bytes, expected) in cases {
        let bad = file(&format!("bad-{name}.json"), bytes);
        let output = hornbeam(&["compare", &bad, &good], b"");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(code(&output), 2, "{name}: {said}");
        assert!(output.stdout.is_empty(), "{name}: something on standard output");
        assert!(said.contains(&format!("bad-{name}.json:")) && said.contains(expected), "{name}: {said}");
        assert!(said.len() < 20_000, "{name}: {} bytes of messages", said.len());
        assert!(!said.contains("panicked"), "{name}: {said}");
    }
    let missing = hornbeam(&["compare", &good, "/no/such/file.json"], b"");
    assert_eq!(code(&missing), 2);
    assert!(
        missing.stdout.is_empty() && String::from_utf8_lossy(&missing.stderr).contains("/no/such/file.json")
    );
    for usage in [
        &["compare", "a"][..],
        &["frobnicate"],
        &["check", "no-public-access", "--policy", &good, "--resource-type", "AWS::Nothing"],
    ] {
        let output = hornbeam(usage, b"");
        assert_eq!((code(&output), output.stdout.len()), (2, 0), "{usage:?}");
    }
}

#[test]
fn the_errors_of_both_files_are_shown_at_once() {
    let (one, other) = (file("one.json", b"{"), file("other.json", br#"{"Statement":7}"#));
    let output = hornbeam(&["compare", &one, &other], b"");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("one.json:1:") && said.contains("other.json:1:"), "{said}");
}

#[test]
fn batch_answers_every_line_in_order() {
    let good = format!(r#"{{"id":"a","op":"no-new-access","existing":{WRITE},"new":{READ}}}"#);
    let fails = format!(r#"{{"id":[2],"op":"no-new-access","existing":{READ},"new":{WRITE}}}"#);
    let unknown_field = format!(r#"{{"id":3,"op":"compare","a":{READ},"b":{READ},"c":1}}"#);
    let access =
        format!(r#"{{"id":4,"op":"access-not-granted","policy":{READ},"actions":["s3:PutObject"]}}"#);
    let public = r#"{"id":5,"op":"no-public-access","resourceType":"AWS::S3::Bucket","policy":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::example-bucket/*"}}}"#;
    let input = [&good, "not json", &fails, "", &unknown_field, r#"{"id":9,"op":"dance"}"#, &access, public]
        .join("\n");
    let output = hornbeam(&["batch"], input.as_bytes());
    assert_eq!(code(&output), 0);
    let lines: Vec<serde_json::Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("an answer is JSON"))
        .collect();
    assert_eq!(lines.len(), 7);
    assert_eq!((&lines[0]["id"], &lines[0]["answer"]), (&"a".into(), &"holds".into()));
    assert!(lines[1]["id"].is_null() && lines[1]["error"]["span"].is_object());
    assert_eq!((&lines[2]["id"][0], &lines[2]["answer"]), (&2.into(), &"fails".into()));
    assert!(lines[3]["error"]["message"].as_str().is_some_and(|message| message.contains("`c`")));
    assert_eq!(lines[4]["id"], 9);
    assert_eq!(lines[5]["answer"], "holds");
    assert_eq!(lines[6]["answer"], "fails");
}

#[test]
fn batch_answers_alike_in_order_on_any_number_of_threads() {
    let mut input = String::new();
    for at in 0..120 {
        // Every third is a question that takes longer than its neighbours, every fifth is bad.
        let (a, b) = if at % 3 == 0 { (READ, WRITE) } else { (READ, READ) };
        let op = if at % 5 == 0 { "dance" } else { "compare" };
        input.push_str(&format!("{{\"id\":{at},\"op\":\"{op}\",\"a\":{a},\"b\":{b}}}\n"));
    }
    let answers = |threads: &str| -> Vec<String> {
        let output = hornbeam(&["batch", "--threads", threads], input.as_bytes());
        assert_eq!(code(&output), 0);
        let timeless = |line: &str| {
            let mut answer: serde_json::Value = serde_json::from_str(line).expect("an answer is JSON");
            if let Some(answer) = answer.as_object_mut() {
                answer.remove("elapsed_us");
            }
            answer.to_string()
        };
        String::from_utf8_lossy(&output.stdout).lines().map(timeless).collect()
    };
    let (one, four) = (answers("1"), answers("4"));
    assert_eq!(one.len(), 120);
    for (at, answer) in one.iter().enumerate() {
        assert!(answer.starts_with(&format!("{{\"id\":{at},")), "{answer}");
    }
    assert_eq!(one, four);
    for wrong in ["0", "many", "257"] {
        assert_eq!(code(&hornbeam(&["batch", "--threads", wrong], b"")), 2);
    }
}

#[test]
fn batch_answers_before_the_next_line_is_sent() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hornbeam"))
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut questions = child.stdin.take().expect("a pipe");
    let mut answers = std::io::BufReader::new(child.stdout.take().expect("a pipe"));
    let (tell, told) = std::sync::mpsc::channel();
    let asking = std::thread::spawn(move || {
        for at in 0..20 {
            writeln!(questions, r#"{{"id":{at},"op":"compare","a":{READ},"b":{WRITE}}}"#).expect("a line");
            let mut answer = String::new();
            std::io::BufRead::read_line(&mut answers, &mut answer).expect("an answer");
            tell.send(answer).expect("the test listens");
        }
    });
    for at in 0..20 {
        // The program has the line and nothing else: it waits for ever, or it answers.
        let answer = told.recv_timeout(std::time::Duration::from_secs(60));
        if answer.is_err() {
            child.kill().expect("it runs");
        }
        let answer = answer.expect("an answer while the pipe is open");
        assert!(answer.starts_with(&format!("{{\"id\":{at},")), "{answer}");
    }
    asking.join().expect("all were asked");
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn batch_ends_quietly_when_nobody_reads() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hornbeam"))
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    // Its input stays open: that it ends is because nobody reads.
    let mut questions = child.stdin.take().expect("a pipe");
    questions.write_all(b"not json\n").expect("a line");
    let ended = child.wait().expect("it ends");
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().expect("a pipe"), &mut said).expect("a text");
    assert_eq!((ended.code(), said.as_str()), (Some(0), ""));
}

#[test]
fn smt_prints_a_script_with_its_status() {
    let (read, write) = (file("read-smt.json", READ.as_bytes()), file("write-smt.json", WRITE.as_bytes()));
    let output = hornbeam(&["smt", "check", "no-new-access", "--existing", &read, "--new", &write], b"");
    let script = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        script.contains("(set-info :status sat)") && script.ends_with("(check-sat)\n(exit)\n"),
        "{script}"
    );
    let both = hornbeam(&["smt", "compare", &read, &write], b"");
    let script = String::from_utf8_lossy(&both.stdout).into_owned();
    let at = |text: &str| script.find(text).unwrap_or_else(|| panic!("no {text}: {script}"));
    assert!(at(":status unsat") < at(":status sat"));
}

#[test]
fn the_same_question_has_the_same_answer_every_time() {
    let (read, write) = (file("read-same.json", READ.as_bytes()), file("write-same.json", WRITE.as_bytes()));
    for engine in ["auto", "z3"] {
        let run = || hornbeam(&["compare", &read, &write, "--engine", engine], b"").stdout;
        assert_eq!(run(), run(), "{engine}");
    }
}

#[test]
fn policies_come_in_the_shapes_that_aws_prints() {
    let read = file("read-shape.json", READ.as_bytes());
    let quoted = serde_json::Value::from(READ).to_string();
    let encoded: String =
        READ.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect();
    let shapes = [
        format!(r#"{{"PolicyVersion":{{"Document":{READ},"VersionId":"v1"}}}}"#),
        format!(r#"{{"Policy":{quoted}}}"#),
        format!(r#"{{"PolicyDocument":"{encoded}"}}"#),
        encoded.clone(),
    ];
    for shape in shapes {
        let output = hornbeam(&["compare", "-", &read, "--expect", "equivalent"], shape.as_bytes());
        assert_eq!(code(&output), 0, "{shape}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn misspelt_actions_and_resources_are_no_proof() {
    let read = file("read-access.json", READ.as_bytes());
    for wrong in
        [["--action", "GetObject"], ["--action", "s3:GetObject "], ["--resource", "example-bucket/x"]]
    {
        let output =
            hornbeam(&[&["check", "access-not-granted", "--policy", &read][..], &wrong].concat(), b"");
        assert_eq!((code(&output), output.stdout.len()), (2, 0), "{wrong:?}");
    }
    let line = format!(r#"{{"id":1,"op":"access-not-granted","policy":{READ},"actions":["GetObject"]}}"#);
    let answer = json(&hornbeam(&["batch"], line.as_bytes()));
    assert!(
        answer["error"]["message"].as_str().is_some_and(|message| message.contains("`GetObject`")),
        "{answer}"
    );
}

#[test]
fn an_expectation_that_is_not_met_is_a_failing_answer() {
    let (read, write) =
        (file("read-expect.json", READ.as_bytes()), file("write-expect.json", WRITE.as_bytes()));
    let output = hornbeam(&["compare", &read, &write, "--expect", "broader", "--format", "json"], b"");
    let answer = json(&output);
    assert_eq!((code(&output), &answer["answer"]), (1, &"fails".into()));
    assert_eq!(answer["relation"], "narrower");
}

#[test]
fn simulate_says_what_decides() {
    let scenario = |policy: &str| {
        format!(
            r#"{{"request":{{"principal":"arn:aws:iam::111122223333:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::example-bucket/key","resourceAccount":"111122223333","context":{{}}}},"identityPolicies":[{{"name":"app","document":{policy}}}]}}"#
        )
    };
    let path = file("scenario.json", scenario(READ).as_bytes());
    let output = hornbeam(&["simulate", &path, "--format", "json"], b"");
    let answer = json(&output);
    assert_eq!((code(&output), &answer["decision"]), (0, &"allow".into()));
    assert_eq!((&answer["by"][0]["name"], &answer["by"][0]["statementIndex"]), (&"app".into(), &0.into()));
    assert!(answer["explanation"].is_string());
    assert_eq!(code(&hornbeam(&["simulate", &path, "--expect", "deny"], b"")), 1);
    let line = scenario(READ).replacen('{', r#"{"id":"s","op":"simulate","#, 1);
    let answer = json(&hornbeam(&["batch"], line.as_bytes()));
    assert_eq!((&answer["id"], &answer["decision"]), (&"s".into(), &"allow".into()));
    let unknown = line.replacen("identityPolicies", "identityPolicy", 1);
    let answer = json(&hornbeam(&["batch"], unknown.as_bytes()));
    assert_eq!(answer["id"], "s");
    assert!(
        answer["error"]["message"].as_str().is_some_and(|message| message.contains("`identityPolicy`")),
        "{answer}"
    );
    let bad = file("bad-scenario.json", br#"{"request":{"principal":"*"}}"#);
    let output = hornbeam(&["simulate", &bad], b"");
    assert_eq!((code(&output), output.stdout.len()), (2, 0));
}

#[test]
fn validate_goes_on_behind_a_file_that_cannot_be_read() {
    let good = file(
        "validated.json",
        r#"{"Version": "2012-10-17", "Statement": [{"Sid": "ü", "Effect": "Allow", "Action": "s3:GetObejct", "Resource": "*"}]}"#
            .as_bytes(),
    );
    let output = hornbeam(&["validate", "--format", "json", "no-such-file.json", &good], b"");
    assert_eq!(code(&output), 2);
    let answer = json(&output);
    assert_eq!(answer["policy"], good.as_str());
    let finding = answer["findings"].as_array().expect("findings");
    let finding = finding.iter().find(|finding| finding["issueCode"] == "INVALID_ACTION").expect("it");
    let start = &finding["locations"][0]["span"]["start"];
    assert_eq!(start["column"], start["offset"], "both count characters");
    let anchor = "#access-analyzer-reference-policy-checks-error-invalid-action";
    assert!(finding["learnMoreLink"].as_str().expect("a link").ends_with(anchor));

    let contradiction = ["validate", "--type", "identity", "--resource-type", "AWS::S3::Bucket", &good];
    assert_eq!(code(&hornbeam(&contradiction, b"")), 2);
    let line =
        "{\"op\": \"validate\", \"type\": \"scp\", \"resourceType\": \"AWS::S3::Bucket\", \"policy\": {}}\n";
    assert!(json(&hornbeam(&["batch"], line.as_bytes()))["error"]["message"].is_string());
}

#[test]
fn catalog_shows_several_names_and_refuses_a_table_that_is_cut() {
    let output = hornbeam(&["catalog", "show", "--format", "json", "s3:GetObject", "sqs"], b"");
    assert_eq!((code(&output), String::from_utf8_lossy(&output.stdout).lines().count()), (0, 2));
    let whole = file("whole.txt", b"# p 1 2026-01-02\ns3\t=\tAmazon S3\n");
    let cut = file("cut.txt", b"# p 1 2026-01-02\ns3\t=\tAmazon S");
    assert_eq!(code(&hornbeam(&["catalog", "diff", &whole, &whole], b"")), 0);
    assert_eq!(code(&hornbeam(&["catalog", "diff", &whole, &cut], b"")), 2);
}
