//! `encodings/`: what the compiler emits for each construct, the laws it obeys, and rows of requests.
//!
//! `HORNBEAM_BLESS=1 cargo test --test encodings` puts what is emitted now into the files.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot read a file has failed"
)]

mod compile;
mod coverage;
mod file;

use file::{File, Law, Policy};
use hornbeam::decide::smt::Script;
use hornbeam::eval::{self, Decision};
use hornbeam::formula::{Arena, TermId, value};

/// The folder's files by name, and the example in its README.
fn files() -> Vec<File> {
    let mut names: Vec<_> = std::fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".smt2"))
        .collect();
    names.sort();
    let text = |name: &str| std::fs::read_to_string(format!("{FOLDER}/{name}")).unwrap();
    let mut files: Vec<_> = names.iter().map(|name| File::read(name, &text(name))).collect();
    files.push(File::read(README, fence(&text(README)).1));
    files
}

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/encodings");
const README: &str = "README.md";

/// What stands before, in and after the only code fence.
fn fence(readme: &str) -> (&str, &str, &str) {
    let (before, rest) = readme.split_once("```smt2\n").expect("README has an example");
    let (inside, after) = rest.split_once("```\n").expect("a fence ends");
    assert!(!after.contains("```"), "README has one code fence");
    (before, inside, after)
}

/// The script as it stands in a file.
fn block(script: &Script, status: &str) -> String {
    format!("(push 1)\n{}(set-info :status {status})\n(check-sat)\n(pop 1)\n", script.body)
}

fn policy_block(policy: &Policy) -> String {
    let (arena, term) = compile::allows(policy);
    block(&Script::new(&arena, term), policy.status)
}

fn law_block(file: &File, law: &Law) -> String {
    let (arena, term) = compile::claim(file, law);
    block(&Script::new(&arena, term), law.status)
}

fn bless() -> bool {
    std::env::var_os("HORNBEAM_BLESS").is_some_and(|value| value == "1")
}

#[test]
fn what_is_emitted_stands_in_the_files() {
    let mut wrong = Vec::new();
    for file in files() {
        let policies =
            file.policies.iter().map(|policy| (&policy.name, policy.script.clone(), policy_block(policy)));
        let laws = file.laws.iter().map(|law| (&law.name, law.script.clone(), law_block(&file, law)));
        let blocks: Vec<_> = policies.chain(laws).collect();
        for (name, lines, emitted) in &blocks {
            if file.text(lines.clone()) != *emitted {
                wrong.push(format!("{}:{}: {name} emits\n{emitted}", file.name, lines.start + 1));
            }
        }
        if bless() {
            let mut text =
                file.with_scripts(blocks.into_iter().map(|(_, lines, emitted)| (lines, emitted)).collect());
            let path = format!("{FOLDER}/{}", file.name);
            let old = std::fs::read_to_string(&path).unwrap();
            if file.name == README {
                let (before, _, after) = fence(&old);
                text = format!("{before}```smt2\n{text}```\n{after}");
            }
            if text != old {
                std::fs::write(path, text).unwrap();
            }
        }
    }
    assert!(
        wrong.is_empty() || bless(),
        "{} wrong (HORNBEAM_BLESS=1 rewrites them):\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn scripts_are_exact_unless_their_block_says_so() {
    let mut wrong = Vec::new();
    for file in files() {
        for policy in &file.policies {
            let (arena, term) = compile::allows(policy);
            let wider = Script::new(&arena, term).widened;
            if wider != policy.wider {
                wrong.push(format!("{}: {} is wider in {wider:?}", file.name, policy.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn rows_have_their_value_by_evaluation_and_by_formula() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for file in files() {
        for row in &file.rows {
            rows += 1;
            let block = file.policy(&row.policy);
            let request = compile::request(&row.request);
            let scope = compile::scope(block.assumptions);
            let decision = eval::evaluate(&compile::policy(block), &request, scope).decision;
            let (arena, term) = compile::allows(block);
            let found = (decision == Decision::Allow, value(&arena, term, &request));
            if found != (row.expected, row.expected) {
                wrong.push(format!(
                    "{}: {} {}: eval and formula say {found:?}",
                    file.name, row.policy, row.request
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(rows >= 150, "only {rows} rows were found");
}

#[cfg(feature = "z3")]
mod decided {
    use hornbeam::decide::{Budget, Engine, Native, Verdict, Z3};
    use hornbeam::witness::complete;
    use z3::{Config, Params, SatResult, Solver, with_z3_config};

    use super::*;

    /// The engines that decide every law.
    fn engines() -> Vec<Box<dyn Engine>> {
        vec![Box::new(Native), Box::new(Z3)]
    }

    /// What is wrong with an engine's answer: another status, or a witness that is not in the term.
    fn complaint(engine: &dyn Engine, arena: &Arena, term: TermId, status: &str) -> Option<String> {
        let exact = Script::new(arena, term).widened.is_empty();
        match (engine.decide(arena, term, &Budget::default()), status) {
            (Verdict::Empty, "unsat") => None,
            (Verdict::Member(assignment), "sat") => {
                let request = complete(&assignment);
                (exact && !value(arena, term, &request))
                    .then(|| format!("{} gives {request:?}", engine.name()))
            }
            (verdict, _) => Some(format!("{} says {verdict:?} instead of {status}", engine.name())),
        }
    }

    #[test]
    fn blocks_are_decided_as_they_say() {
        let mut wrong = Vec::new();
        let mut laws = 0;
        for file in files() {
            for engine in engines() {
                for policy in &file.policies {
                    let (arena, term) = compile::allows(policy);
                    let found = complaint(&*engine, &arena, term, policy.status);
                    wrong.extend(found.map(|found| format!("{}: {}: {found}", file.name, policy.name)));
                }
                for law in &file.laws {
                    laws += 1;
                    let (arena, term) = compile::claim(&file, law);
                    let found = complaint(&*engine, &arena, term, law.status);
                    wrong.extend(found.map(|found| format!("{}: {}: {found}", file.name, law.name)));
                }
            }
        }
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
        assert!(laws >= 120, "only {laws} laws were found");
    }

    #[test]
    fn the_files_own_text_is_decided_as_it_says() {
        let mut wrong = Vec::new();
        for file in files() {
            let policies = file.policies.iter().map(|policy| (&policy.name, &policy.script, policy.status));
            let laws = file.laws.iter().map(|law| (&law.name, &law.script, law.status));
            for (name, lines, status) in policies.chain(laws) {
                let text = file.text(lines.clone());
                let body =
                    text.strip_prefix("(push 1)\n").and_then(|text| text.split_once("(set-info :status "));
                let Some((body, end)) = body else { continue };
                assert!(
                    end.starts_with(&format!("{status})")),
                    "{}: {name} states another status",
                    file.name
                );
                let found = with_z3_config(&Config::new(), || {
                    let solver = Solver::new();
                    let mut params = Params::new();
                    params.set_u32("timeout", 30_000);
                    // As the engine has it: keys absent and tests false first.
                    params.set_u32("smt.phase_selection", 0);
                    solver.set_params(&params);
                    solver.from_string(body.to_owned());
                    assert!(!solver.get_assertions().is_empty(), "{}: {name} cannot be read", file.name);
                    solver.check()
                });
                if found != (if status == "sat" { SatResult::Sat } else { SatResult::Unsat }) {
                    wrong.push(format!("{}: {name}: {found:?} instead of {status}", file.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }

    /// With the request pinned, the script is satisfiable iff the row is true. A script that is wider than its
    /// policy is only held to the true rows.
    #[test]
    fn rows_have_their_value_by_script() {
        let mut wrong = Vec::new();
        for file in files() {
            for row in &file.rows {
                let block = file.policy(&row.policy);
                if !block.wider.is_empty() && !row.expected {
                    continue;
                }
                let (mut arena, term) = compile::allows(block);
                let pinned = compile::pinned(&mut arena, term, &compile::request(&row.request));
                let found = match Z3.decide(&arena, pinned, &Budget::default()) {
                    Verdict::Empty => Some(false),
                    Verdict::Member(_) => Some(true),
                    Verdict::Unknown(_) => None,
                };
                if found != Some(row.expected) {
                    wrong.push(format!("{}: {} {}: {found:?}", file.name, row.policy, row.request));
                }
            }
        }
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}
