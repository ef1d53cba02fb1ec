//! External access to everything in an organization of 1,000 accounts with 100,000 resource policies.
//!
//! 1. It is made up from a seed (`exposure`) and written as a folder, a file an account.
//! 2. `hornbeam findings` of this build is run on the folder, with the organization for the zone and with each account for a zone.
//! 3. What is planted is held against what is found: the resource, who, and the keys of the conditions.
//! 4. One policy is opened to an account outside, and `hornbeam findings --changes` is run again with the state of the run before.
//!
//! Exits with 1 if anything planted was found otherwise, or the second run does not tell the one change.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]

mod chance;
mod exposure;
mod run;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use exposure::{Exposure, Planted, exposure};
use run::{Arguments, facts, record, relative};
use serde_json::{Value, json};

const SEED: u64 = 1;
const ACCOUNTS: usize = 1_000;
const RESOURCES: usize = 80;
const ROLES: usize = 20;

fn main() -> ExitCode {
    match findings() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn findings() -> Result<ExitCode, String> {
    let arguments = Arguments::read(ACCOUNTS)?;
    let mut report = format!("# Findings\n\n{}", facts("not asked"));
    let mut say = |line: String| {
        println!("{line}");
        report.push_str(&format!("{line}\n"));
    };
    let made = exposure(SEED, arguments.count, RESOURCES, ROLES);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/benchmarks/exposure");
    let bytes = write(&folder, &made)?;
    say(format!(
        "- made up from seed {SEED}: {} accounts, {} resource policies, {} MB in `{}`",
        arguments.count,
        made.policies,
        bytes / 1_000_000,
        relative(&folder)
    ));
    let mut differ = 0;
    for (zone, planted) in [("organization", &made.of_organization), ("account", &made.of_accounts)] {
        let state = folder.with_extension("state");
        drop(std::fs::remove_file(&state));
        let (found, elapsed, most) = run_on(&folder, zone, &state)?;
        let missing = planted.iter().filter(|planted| found.binary_search(planted).is_err()).count();
        let others = found.iter().filter(|found| planted.binary_search(found).is_err()).count();
        for (what, one, other) in [("not found", planted, &found), ("not planted", &found, planted)] {
            let mut which = one.iter().filter(|one| other.binary_search(one).is_err());
            if let Some(first) = which.next() {
                eprintln!("{what}, for example: {first:?}");
            }
        }
        differ += missing + others;
        say(format!(
            "- zone `{zone}`: {} findings in {}, reading included, {} MB at most; {missing} of {} planted not found, {others} others",
            found.len(),
            format_args!("{:.1} s", elapsed.as_secs_f64()),
            most / 1_000,
            planted.len()
        ));
        let (told, elapsed) = second_run(&folder, zone, &state, &made)?;
        differ += usize::from(told != 1);
        say(format!(
            "- zone `{zone}`, one policy changed: {told} new in {:.2} s, reading and keeping the result included",
            elapsed.as_secs_f64()
        ));
    }
    if arguments.record {
        println!("recorded in `{}`", relative(&record("findings", &report)?));
    }
    Ok(if differ == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Writes the files anew; how many bytes they have.
fn write(folder: &Path, made: &Exposure) -> Result<usize, String> {
    let failed = |error: std::io::Error| format!("`{}`: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(failed)?;
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut bytes = 0;
    for (name, text) in &made.files {
        bytes += text.len();
        std::fs::write(folder.join(name), text).map_err(failed)?;
    }
    Ok(bytes)
}

/// Opens one policy, and what the program then tells of changes: how many are new, and how long it took. The file is put
/// back.
fn second_run(folder: &Path, zone: &str, state: &Path, made: &Exposure) -> Result<(usize, Duration), String> {
    let (name, text) = made.files.get(1).ok_or("no file of an account")?;
    let mut file: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let policies = file.pointer_mut("/accounts/0/resources").and_then(Value::as_array_mut);
    let mut policies = policies.into_iter().flatten().filter_map(|resource| resource.get_mut("policy"));
    let statements = policies.next().and_then(|policy| policy.get_mut("Statement")?.as_array_mut());
    statements.ok_or("an account without a policy")?.push(json!({
        "Effect": "Allow", "Principal": {"AWS": "777788889999"}, "Action": "*", "Resource": "*",
    }));
    let path = folder.join(name);
    let write = |text: &str| std::fs::write(&path, text).map_err(|error| error.to_string());
    write(&file.to_string())?;
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_hornbeam"))
        .args(["findings", "--zone", zone, "--changes", "--format", "json", "--state"])
        .args([state, folder])
        .output()
        .map_err(|error| error.to_string())?;
    let elapsed = start.elapsed();
    write(text)?;
    let told: Value = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let findings = told.get("findings").and_then(Value::as_array).into_iter().flatten();
    let new = |finding: &&Value| finding.get("change").and_then(Value::as_str) == Some("NEW");
    Ok((findings.filter(new).count(), elapsed))
}

/// What the program finds, sorted; how long it took; and the most memory it held, in kilobytes.
fn run_on(folder: &Path, zone: &str, state: &Path) -> Result<(Vec<Planted>, Duration, usize), String> {
    let start = Instant::now();
    let program = env!("CARGO_BIN_EXE_hornbeam");
    let output = Command::new("/usr/bin/env")
        .args([
            "time", "-f", "%M", program, "findings", "--zone", zone, "--kind", "external", "error",
            "--format", "json", "--state",
        ])
        .args([state, folder])
        .output()
        .map_err(|error| format!("`{program}`: {error}"))?;
    let elapsed = start.elapsed();
    let told = String::from_utf8_lossy(&output.stderr);
    let most = told.lines().last().and_then(|line| line.trim().parse().ok()).unwrap_or_default();
    let answer: Value =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("{error}: {}", told.trim()))?;
    let mut found: Vec<Planted> = Vec::new();
    for finding in answer.get("findings").and_then(Value::as_array).into_iter().flatten() {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let principal = finding.get("principal").and_then(Value::as_object);
        let principal = text(principal.and_then(|principal| principal.values().next()));
        let conditions = finding.get("conditions").and_then(Value::as_array).into_iter().flatten();
        let keys = conditions.map(|condition| text(condition.get("key"))).collect();
        found.push((text(finding.get("resource")), principal, keys));
    }
    found.sort();
    Ok((found, elapsed, most))
}
