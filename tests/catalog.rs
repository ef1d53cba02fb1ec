//! The catalogue's commands: a made-up package becomes a table, what is wrong with one is said at its place, and tables are
//! compared.

#![expect(clippy::expect_used, reason = "a test that cannot run the program has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use hornbeam::input::catalog::read_table;
use hornbeam::model::catalog::{Entry, Line, Subject, diff};
use hornbeam::parse::Source;

const PACKAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/catalog/package");
const EMBEDDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/model/catalog/catalog.txt");

fn hornbeam(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hornbeam")).args(arguments).output().expect("the program runs")
}

/// What a run that must end well wrote.
fn data(arguments: &[&str]) -> String {
    let output = hornbeam(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).expect("text")
}

/// What a run that must be refused said.
fn refusal(arguments: &[&str]) -> String {
    let output = hornbeam(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn a_package_becomes_a_table() {
    let table = data(&["catalog", "update", PACKAGE]);
    let (head, lines) = table.split_once('\n').expect("lines");
    assert_eq!(head, "# made-up 1.2.3 2026-01-02");
    let told: Vec<&str> = lines.lines().filter(|line| !line.ends_with("\tglobal")).collect();
    let wanted = [
        // Beta says that there are several values: the wider reading counts where no service is named.
        "*\tkey\talpha:Size\tArrayOfNumeric",
        "*\tkey\tidp.example:${Name}/sub\tString",
        "alpha\t=\tAmazon Alpha",
        "alpha\taction\tGetThing\tRead\tthing!",
        "alpha\taction\tTagThing\tTagging\t|alpha:Tag/${key} aws:TagKeys\tbig thing!|alpha:Size|alpha:GetThing beta:Do\tthing",
        "alpha\tkey\talpha:Size\tNumeric",
        "alpha\tkey\talpha:Tag/${key}\tString",
        "alpha\tkey\taws:TagKeys\tArrayOfString",
        "alpha\tresource\tbig thing\tarn:${Partition}:alpha:${Region}:${Account}:big:${Id}",
        "alpha\tresource\tthing\tarn:${Partition}:alpha:${Region}:${Account}:thing/${Id} arn:${Partition}:alpha:::old/${Id}\talpha:Size alpha:Tag/${key}",
        "beta\t=\tAWS Beta\trcp",
        "beta\taction\tDo\tPermissions management\t||alpha:GetThing",
        "beta\tkey\talpha:Size\tArrayOfNumeric",
        "beta\tkey\tidp.example:${Name}/sub\tString",
    ];
    assert_eq!(told, wanted);
    assert_eq!(lines.lines().count() - told.len(), hornbeam::model::catalog::global_keys().count());

    let source = Source::new("table", table.as_str());
    let (read, diagnostics) = read_table(&source);
    assert_eq!(diagnostics, []);
    let read = read.expect("the table");
    assert_eq!((read.source.package, read.source.date), ("made-up", "2026-01-02"));
    let tag = read.lines.iter().find(|line| line.name == "TagThing").expect("the action");
    let Subject::Action { entries, .. } = &tag.subject else { unreachable!("an action") };
    let big = Entry {
        name: "big thing",
        required: true,
        keys: vec!["alpha:Size"],
        dependent_actions: vec!["alpha:GetThing", "beta:Do"],
    };
    assert_eq!(entries.get(1), Some(&big));
    let written = written("table.txt", &table);
    let output = written.with_file_name("output.txt");
    let name = output.to_string_lossy();
    assert_eq!(data(&["catalog", "update", PACKAGE, "--output", &name]), "");
    assert_eq!(std::fs::read_to_string(&output).expect("the file"), table);
}

/// A file of this test's own.
fn written(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("catalog");
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, text).expect("a file for the test");
    path
}

/// The package with one text in one of its files replaced by another.
fn damaged(name: &str, file: &str, from: &str, to: &str) -> String {
    let mut files = Vec::new();
    list(Path::new(PACKAGE), &mut files);
    for path in files {
        let inside = path.strip_prefix(PACKAGE).expect("inside").to_string_lossy().into_owned();
        let mut text = std::fs::read_to_string(&path).expect("a file");
        if inside == file {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        written(&format!("{name}/{inside}"), &text);
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("catalog").join(name);
    folder.to_string_lossy().into_owned()
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}

#[test]
fn what_is_wrong_with_a_package_is_said_at_its_place() {
    let cases = [
        (
            "data/services.json",
            "\"alpha\"",
            "\"delta\"",
            "services.json:1:10: error: `delta` has no file `data/conditionKeys/delta.json`",
        ),
        ("data/services.json", "]", "", "services.json:1:1: error: this array is never closed"),
        (
            "data/serviceNames.json",
            "Amazon Alpha",
            "A\\tB",
            "serviceNames.json:1:11: error: `A\\tB` cannot be told in the table",
        ),
        (
            "data/serviceNames.json",
            "\"alpha\"",
            "\"delta\"",
            "serviceNames.json:1:1: error: the file has no `alpha`",
        ),
        (
            "data/rcpSupportedServices.json",
            "beta",
            "delta",
            "rcpSupportedServices.json:1:2: error: `delta` is not in `services.json`",
        ),
        ("package.json", "1.2.3", "1 2", "package.json:3:14: error: `1 2` is not one word"),
        ("package.json", "2026-01-02T", "02.01.2026 ", "package.json:4:16: error: "),
        (
            "data/conditionKeys/alpha.json",
            "Numeric",
            "Number",
            "alpha.json:3:47: error: `Number` is no type of a condition key",
        ),
        (
            "data/conditionKeys/alpha.json",
            "alpha:Tag/<key>",
            "alpha:Tag<key>",
            "alpha.json:2:30: error: `alpha:Tag<key>` has a variable that",
        ),
        ("data/conditionKeys/alpha.json", "\"alpha:Size\"", "\"alpha: Size\"", "alpha.json:"),
        (
            "data/resourceTypes/alpha.json",
            "alpha:size",
            "alpha:Sise",
            "alpha.json:5:23: error: `alpha:Sise` is no condition key of `alpha`",
        ),
        ("data/resourceTypes/alpha.json", "arn:${Partition}:alpha:::old", "old", "alpha.json:4:12: error: "),
        (
            "data/actions/alpha.json",
            "\"big thing\"",
            "\"thin\"",
            "alpha.json:7:16: error: `thin` is no resource type of `alpha`",
        ),
        (
            "data/actions/alpha.json",
            "Tagging, Write",
            "Tagging, Read",
            "alpha.json:4:20: error: `Tagging, Read` is no access level",
        ),
        (
            "data/actions/alpha.json",
            "\"required\": false",
            "\"required\": true",
            "alpha.json:8:7: error: `thing` is told twice, in different ways",
        ),
        ("data/actions/alpha.json", "\"GetThing\"", "\"tagthing\"", "error: `tagthing` is told twice"),
    ];
    for (at, (file, from, to, said)) in cases.into_iter().enumerate() {
        let package = damaged(&format!("damaged-{at}"), file, from, to);
        let refused = refusal(&["catalog", "update", &package]);
        assert!(refused.contains(said), "{file}: {refused}");
    }
    assert!(refusal(&["catalog", "update", "no/such/folder"]).contains("error: it cannot be read"));
}

#[test]
fn tables_are_compared() {
    let old = data(&["catalog", "update", PACKAGE]);
    let new: String = old
        .replace("alpha\taction\tGetThing\tRead\tthing!\n", "")
        .replace("TagThing\tTagging\t|alpha:Tag/${key} aws:TagKeys", "TagThing\tWrite\t|aws:TagKeys")
        .replace("beta\tkey\talpha", "beta\taction\tUndo\tList\nbeta\tkey\talpha")
        .replace("2026-01-02", "2026-02-03");
    let (old, new) = (written("old.txt", &old), written("new.txt", &new));
    let (old, new) = (old.to_string_lossy(), new.to_string_lossy());
    assert_eq!(
        data(&["catalog", "diff", &old, &new]),
        "from made-up 1.2.3 of 2026-01-02 to made-up 1.2.3 of 2026-02-03\n\n\
         alpha\n  - action GetThing\n  ~ action TagThing\n      - key alpha:Tag/${key}\n      - level Tagging\n      + level Write\n\n\
         beta\n  + action Undo\n\n1 added, 1 removed, 1 changed\n"
    );
    let json: serde_json::Value =
        serde_json::from_str(&data(&["catalog", "diff", &old, &new, "--format", "json"])).expect("JSON");
    assert_eq!(json["new"]["date"], "2026-02-03");
    assert_eq!(json["services"][0]["changes"][1]["removed"][1]["value"], "Tagging");
    assert_eq!(json["services"][1]["changes"][0]["change"], "added");
    assert!(data(&["catalog", "diff", &old, &old]).ends_with("\nno difference\n"));
}

#[test]
fn what_is_wrong_with_a_table_is_said_at_its_place() {
    let head = "# p 1 2026-01-02\n";
    let lines = [
        ("s3\taction\tGetObject\tread", ":2:21: error: `read`: this is no access level"),
        ("s3\tverb\tGetObject\tRead", ":2:4: error: `verb`: the kinds of lines are"),
        ("s3\taction", ":2:1: error: "),
        ("s3\tkey\t\tString", ":2:8: error: "),
        ("s3\tkey\ts3:prefix\tText", ":2:18: error: `Text`: this is no type of a key"),
        ("s3\tkey\ts3:prefix\tString\tlocal", ":2:25: error: `local`: only `global` may stand here"),
        ("s3\tresource\tbucket\tarn  arn", ":2:1: error: "),
        ("s3\tresource\tbucket", ":2:1: error: "),
        ("t\t=\tT\ns3\t=\tS3", ":3:1: error: this line does not stand behind the one before it in order"),
        ("t\tkey\tt:a\tString\nt\tkey\tt:A\tString", ":3:1: error: "),
    ];
    for (line, said) in lines {
        let table = written("wrong.txt", &format!("{head}{line}\n"));
        let refused = refusal(&["catalog", "diff", &table.to_string_lossy(), EMBEDDED]);
        assert!(refused.contains(said), "{line}: {refused}");
    }
    let table = written("headless.txt", "s3\t=\tAmazon S3\n");
    assert!(
        refusal(&["catalog", "diff", EMBEDDED, &table.to_string_lossy()])
            .contains(":1:1: error: a table begins")
    );
}

#[test]
fn the_catalogue_is_shown() {
    let service = data(&["catalog", "show", "S3"]);
    assert!(
        service.starts_with("s3  Amazon S3; resource control policies reach it\n\nactions\n"),
        "{service}"
    );
    assert!(service.contains("arn:${Partition}:s3:::${BucketName}\n") && service.contains("s3:prefix"));
    let action = data(&["catalog", "show", "iam:passrole"]);
    assert!(
        action.starts_with(
            "iam:PassRole  Write\n  on role (required)  arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}\n  keys iam:"
        ),
        "{action}"
    );
    let actions: serde_json::Value =
        serde_json::from_str(&data(&["catalog", "show", "sts:Assume*", "--format", "json"])).expect("JSON");
    assert_eq!(actions["actions"][0]["action"], "sts:AssumeRole");
    assert_eq!(actions["actions"][0]["targets"][0]["resourceType"], "role");
    assert_eq!(data(&["catalog", "show", "key", "aws:sourceip"]), "aws:SourceIp  IPAddress\n  global\n");
    assert!(
        data(&["catalog", "show", "s3", "--format", "json"]).contains("\"resourceControlPolicies\":true")
    );
    assert_eq!(
        refusal(&["catalog", "show", "s3:GetObejct"]),
        "error: the catalogue has no action `s3:GetObejct`\n     = hint: did you mean `s3:GetObject`?\n"
    );
    for unknown in [&["s3s3s3"][..], &["key", "x:y"], &["a", "b"], &["nosuch:*"]] {
        refusal(&[&["catalog", "show"], unknown].concat());
    }
}

#[test]
fn the_embedded_table_is_one_that_is_read() {
    let text = std::fs::read_to_string(EMBEDDED).expect("the table");
    let source = Source::new(EMBEDDED, text.as_str());
    let (table, diagnostics) = read_table(&source);
    assert_eq!(diagnostics, []);
    let lines: Vec<Line<'_>> = table.expect("the table").lines;
    assert!(lines.len() > 27_000 && diff(&lines, &lines).is_empty());
}

/// `HORNBEAM_IAM_DATA=package cargo test --test catalog -- --ignored`, with the package of the table's version.
#[test]
#[ignore = "needs the package unpacked, in the folder that HORNBEAM_IAM_DATA names"]
fn the_package_makes_the_embedded_table() {
    let package = std::env::var("HORNBEAM_IAM_DATA").expect("the variable HORNBEAM_IAM_DATA");
    let table = data(&["catalog", "update", &package]);
    assert!(table == std::fs::read_to_string(EMBEDDED).expect("the table"), "the tables differ");
}
