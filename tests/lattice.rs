//! `hornbeam lattice`: the order of a small folder, in each format, and what ends it.

#![expect(clippy::expect_used, reason = "a test that cannot run the program has failed")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

fn document(effect: &str, actions: &str, resource: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"{effect}","Action":{actions},"Resource":"{resource}"}}]}}"#
    )
}

/// A folder of this test's own with these files.
fn folder(name: &str, files: &[(&str, String)]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lattice").join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).expect("a folder for the test's files");
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("a file for the test");
    }
    folder.to_string_lossy().into_owned()
}

/// A diamond with a bottom, a top that is spelt twice, and one policy aside.
fn diamond(name: &str) -> String {
    let allow = |actions| document("Allow", actions, "arn:aws:s3:::example-bucket/*");
    folder(
        name,
        &[
            ("all.json", allow(r#""s3:*""#)),
            ("aside.json", document("Allow", r#""sqs:SendMessage""#, "*")),
            ("both.json", allow(r#"["s3:Get*","s3:Put*"]"#)),
            ("both-again.json", allow(r#"["S3:put*","s3:GetObject","s3:get**"]"#)),
            ("get.json", allow(r#""s3:GetObject""#)),
            ("nothing.json", document("Deny", r#""*""#, "*")),
            ("put.json", allow(r#""s3:PutObject""#)),
            ("notes.txt", "no policy".to_owned()),
        ],
    )
}

fn lattice(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hornbeam")).arg("lattice").args(arguments).output().expect("it runs")
}

fn json(arguments: &[&str]) -> Value {
    let output = lattice(&[arguments, &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn pairs(value: &Value) -> BTreeSet<(String, String)> {
    value.as_array().expect("pairs").iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

#[test]
fn a_folder_is_put_in_order() {
    let answer = json(&[&diamond("order")]);
    assert_eq!((&answer["question"], &answer["policies"]), (&"lattice".into(), &7.into()));
    let classes: Vec<Vec<String>> = answer["classes"]
        .as_array()
        .expect("classes")
        .iter()
        .map(|class| class["policies"].as_array().expect("policies").iter().map(text).collect())
        .collect();
    let expected: [&[&str]; 6] =
        [&["all"], &["aside"], &["both-again", "both"], &["get"], &["nothing"], &["put"]];
    assert_eq!(classes, expected);
    let covers: Vec<(u64, u64)> = answer["covers"]
        .as_array()
        .expect("covers")
        .iter()
        .map(|pair| (pair[0].as_u64().expect("a class"), pair[1].as_u64().expect("a class")))
        .collect();
    assert_eq!(covers, [(2, 0), (3, 2), (4, 1), (4, 3), (4, 5), (5, 2)]);
    assert!(answer["unknown"].as_array().is_some_and(Vec::is_empty));
    let contained = pairs(&answer["contained"]);
    for other in ["all", "aside", "both", "both-again", "get", "put"] {
        assert!(contained.contains(&("nothing".to_owned(), other.to_owned())), "{other}");
    }
    // The closure of the covering pairs, and equivalence, give the contained pairs and no others.
    let mut below: BTreeSet<(usize, usize)> = (0..classes.len()).map(|class| (class, class)).collect();
    for _ in 0..classes.len() {
        for (narrower, broader) in &covers {
            let (narrower, broader) = (*narrower as usize, *broader as usize);
            let more: Vec<_> =
                below.iter().filter(|pair| pair.1 == narrower).map(|pair| (pair.0, broader)).collect();
            below.extend(more);
        }
    }
    let mut closure = BTreeSet::new();
    for (narrower, broader) in below {
        for inner in &classes[narrower] {
            for outer in classes[broader].iter().filter(|outer| *outer != inner) {
                closure.insert((inner.clone(), outer.clone()));
            }
        }
    }
    assert_eq!(closure, contained);
}

#[test]
fn the_answer_does_not_depend_on_threads() {
    let folder = diamond("threads");
    let timeless = |threads: &str| {
        let mut answer = json(&[&folder, "--threads", threads]);
        answer.as_object_mut().expect("an object").remove("elapsed_us");
        answer.to_string()
    };
    assert_eq!(timeless("1"), timeless("4"));
}

#[test]
fn people_and_graphviz_have_their_formats() {
    let folder = diamond("formats");
    let said = String::from_utf8(lattice(&[&folder]).stdout).expect("text");
    assert_eq!(
        said,
        "7 policies in 6 classes; 16 containments of different policies, 0 undecided\n\n\
         equivalent\n  both-again = both\n\n\
         narrower < broader, with nothing between\n  both-again < all\n  get < both-again\n  nothing < aside\n  \
         nothing < get\n  nothing < put\n  put < both-again\n"
    );
    let dot = String::from_utf8(lattice(&[&folder, "--format", "dot"]).stdout).expect("text");
    assert!(dot.starts_with("digraph containment {\n") && dot.ends_with("}\n"), "{dot}");
    assert!(
        dot.contains("  c2 [label = \"both-again\\nboth\"];\n") && dot.contains("  c2 -> c0;\n"),
        "{dot}"
    );
}

#[test]
fn every_bad_file_is_shown() {
    let good = document("Allow", r#""s3:*""#, "*");
    let folder = folder("bad", &[("a.json", "{".to_owned()), ("b.json", good), ("c.json", "[]".to_owned())]);
    let output = lattice(&[&folder]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{said}");
    assert!(said.contains("a.json:1:") && said.contains("c.json:1:") && !said.contains("b.json"), "{said}");
}

#[test]
fn a_folder_without_policies_is_an_error() {
    for folder in [folder("none", &[("notes.txt", String::new())]), "/no/such/folder".to_owned()] {
        let output = lattice(&[&folder]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        assert!(String::from_utf8_lossy(&output.stderr).contains(&folder));
    }
}

#[test]
fn what_is_not_decided_is_said() {
    let allow = |condition: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{condition}}}]}}"#
        )
    };
    // AWS does not say what an operator without a set operator asks of a key with several values.
    let folder = folder(
        "unknown",
        &[
            ("any.json", allow(r#"{"ForAnyValue:StringEquals":{"aws:TagKeys":"team"}}"#)),
            ("plain.json", allow(r#"{"StringEquals":{"aws:TagKeys":"team"}}"#)),
        ],
    );
    let output = lattice(&[&folder, "--format", "json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(3), "{answer}");
    let unknown = answer["unknown"].as_array().expect("undecided pairs");
    assert!(!unknown.is_empty() && unknown.iter().all(|pair| pair["reason"].is_string()), "{answer}");
    assert_eq!(answer["assumptions"][0], "plain-operator-on-multivalued-key");
}
