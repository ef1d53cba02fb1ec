//! hornbeam against cvc5, over AWS's managed policies.
//!
//! 1. Every policy is read and lowered without an error, and compared with itself is equivalent.
//! 2. Random pairs (500) are compared; the answer for each direction is held against cvc5's on the exported
//!    script. Where the terms alone settle a direction, cvc5 gets the term as it was before.
//! 3. Few random pairs hold, so as many containments are asked that hold by construction: a policy with one
//!    action or resource pattern left out, inside that policy; and a policy inside itself with one action
//!    pattern made wider.
//!
//! hornbeam uses its default engines (a search for a plain request, then Z3), or Z3 alone with `--z3`, on all
//! cores; the times are no measure. Exits with 1 if anything disagrees or a self-comparison is
//! wrong, and with 2 if something is missing. An undecided question is listed and is no failure.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]

mod cvc5;
mod managed;
mod pairs;
mod parallel;
mod planted;
mod run;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use hornbeam::decide::smt::Script;
use hornbeam::decide::{Budget, EngineChoice, Portfolio};
use hornbeam::formula::{Arena, Universe};
use hornbeam::model::{Assumptions, Policy};
use hornbeam::question::{Answer, Conclusion, Direction, Prover, Relation, compare, no_new_access};
use pairs::Generator;
use parallel::parallel;
use planted::{Pair, narrowed, widened};
use run::Arguments;

const PAIRS: usize = 500;
const LIMIT: Duration = Duration::from_secs(10);
const SEED: u64 = 2;

fn main() -> ExitCode {
    match differential() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// One containment: hornbeam's answer and the exported script.
struct Direct {
    conclusion: Conclusion,
    reason: String,
    script: PathBuf,
    by_terms: bool,
    widened: bool,
}

fn differential() -> Result<ExitCode, String> {
    let arguments = Arguments::read(PAIRS)?;
    let texts = managed::texts(&arguments.policies)?;
    let version = cvc5::version()?;
    let start = Instant::now();
    let mut wrong = Vec::new();
    let mut policies = Vec::new();
    for text in &texts {
        match managed::policy(text) {
            Ok(policy) => policies.push(policy),
            Err(error) => wrong.push(format!("not read: {error}")),
        }
    }
    let engines = if arguments.z3 { EngineChoice::Z3 } else { EngineChoice::Auto };
    let prover = Prover {
        portfolio: Portfolio::new(engines, None)?,
        budget: Budget { time: LIMIT, ..Budget::default() },
        universe: Universe::default(),
        assumptions: Assumptions::default(),
    };
    let mut equivalent = 0;
    for (policy, answer) in
        policies.iter().zip(parallel(&policies, |_, policy| compare(&prover, policy, policy)))
    {
        match answer.relation {
            Some(Relation::Equivalent) => equivalent += 1,
            found => {
                wrong.push(format!("`{}` compared with itself: {found:?} {:?}", policy.name, answer.unknown))
            }
        }
    }
    eprintln!("{} policies read, {equivalent} equivalent to themselves", policies.len());

    let mut generator = Generator(SEED);
    let pairs = generator.pairs(arguments.count, policies.len(), false);
    let pairs: Vec<_> = pairs.iter().filter_map(|&(a, b)| policies.get(a).zip(policies.get(b))).collect();
    let folder = cvc5::script_folder("differential");
    let answers = parallel(&pairs, |at, (a, b)| -> Result<_, String> {
        let answer = compare(&prover, a, b);
        let [only_a, only_b] = conclusions(&prover, a, b, &answer);
        let relation = answer.relation.map_or("unknown", Relation::name);
        let ours = export(&folder.join("pairs"), 2 * at, b, a, only_a)?;
        let theirs = export(&folder.join("pairs"), 2 * at + 1, a, b, only_b)?;
        Ok((relation, [ours, theirs]))
    });
    let mut relations: BTreeMap<&str, usize> = BTreeMap::new();
    let mut random = Vec::new();
    for answer in answers {
        let (relation, directions) = answer?;
        *relations.entry(relation).or_default() += 1;
        random.extend(directions);
    }
    eprintln!("pairs compared: {relations:?}");

    let mut candidates = generator.pairs(policies.len(), policies.len(), false).into_iter();
    let mut planted = |plant: &dyn Fn(&Policy, usize) -> Option<Pair>, name| -> Result<Vec<Direct>, String> {
        let mut pairs = Vec::new();
        while let Some((at, which)) = candidates.next().filter(|_| pairs.len() < arguments.count / 2) {
            pairs.extend(policies.get(at).and_then(|policy| plant(policy, which)));
        }
        let answers = parallel(&pairs, |at, Pair { existing, new }| {
            let answer = no_new_access(&prover, existing, new);
            export(&folder.join(name), at, existing, new, (answer.conclusion, answer.unknown.join("; ")))
        });
        answers.into_iter().collect()
    };
    let narrowed = planted(&narrowed, "narrowed")?;
    let widened = planted(&widened, "widened")?;
    for direct in narrowed.iter().chain(&widened).filter(|direct| direct.conclusion == Conclusion::Fails) {
        wrong.push(format!(
            "holds by construction, and a witness was found: `{}`",
            run::relative(&direct.script)
        ));
    }

    let mut report = String::from("# hornbeam against cvc5\n\n");
    report += &run::facts(&version);
    report.push_str(&format!(
        "- policies: {}, fingerprint {}; {} read and lowered without an error, {equivalent} equivalent to themselves\n",
        texts.len(),
        managed::fingerprint(&texts),
        policies.len()
    ));
    let counts: Vec<_> = relations.iter().map(|(relation, count)| format!("{count} {relation}")).collect();
    report.push_str(&format!(
        "- {} random pairs: {}; {}, limit {} s a query\n",
        pairs.len(),
        counts.join(", "),
        if arguments.z3 { "Z3 alone" } else { "default engines" },
        LIMIT.as_secs()
    ));
    report += "\n| containments | asked | settled by the terms | agreed | disagreed | undecided by hornbeam | undecided by cvc5 | hold | fail |\n";
    report += "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
    let mut notes = Vec::new();
    for (name, directs) in [
        ("random pairs, both directions", &random),
        ("in a policy, one pattern left out", &narrowed),
        ("in a policy, one action made wider", &widened),
    ] {
        report += &row(name, directs, &mut wrong, &mut notes)?;
    }
    report.push_str(&format!("\nTook {} s in all. Wrong: {}.\n", start.elapsed().as_secs(), wrong.len()));
    for line in wrong.iter().chain(&notes) {
        report.push_str(&format!("- {line}\n"));
    }
    print!("{report}");
    if arguments.record {
        eprintln!("recorded in {}", run::relative(&run::record("differential", &report)?));
    }
    Ok(if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Whether `a` lies inside `b`, and `b` inside `a`, by a comparison of the two.
fn conclusions(prover: &Prover, a: &Policy, b: &Policy, answer: &Answer) -> [(Conclusion, String); 2] {
    use Conclusion::{Fails, Holds, Unknown};
    let [only_a, only_b] = match answer.relation {
        Some(Relation::Equivalent) => [Holds, Holds],
        Some(Relation::Narrower) => [Holds, Fails],
        Some(Relation::Broader) => [Fails, Holds],
        Some(Relation::Incomparable) => [Fails, Fails],
        None => {
            let direction = |wanted| answer.witnesses.iter().any(|witness| witness.direction == Some(wanted));
            match (direction(Direction::OnlyA), direction(Direction::OnlyB)) {
                (true, _) => [Fails, Unknown],
                (_, true) => [Unknown, Fails],
                // One may be unknown and the other hold: the comparison does not say.
                (false, false) => {
                    [no_new_access(prover, b, a), no_new_access(prover, a, b)].map(|answer| answer.conclusion)
                }
            }
        }
    };
    [only_a, only_b].map(|conclusion| {
        let reason = if conclusion == Unknown { answer.unknown.join("; ") } else { String::new() };
        (conclusion, reason)
    })
}

/// Writes the script that asks for the requests of `new` outside `existing`.
fn export(
    folder: &std::path::Path,
    number: usize,
    existing: &Policy,
    new: &Policy,
    (conclusion, reason): (Conclusion, String),
) -> Result<Direct, String> {
    let mut arena = Arena::new();
    let term = pairs::excess(&mut arena, existing, new);
    let simplified = arena.simplify(term);
    let by_terms = simplified == Arena::FALSE;
    let script = Script::new(&arena, if by_terms { term } else { simplified });
    let widened = !script.widened.is_empty();
    let script = pairs::write_script(folder, number, &script, existing, new)?;
    Ok(Direct { conclusion, reason, script, by_terms, widened })
}

/// A line of the table: the answers held against cvc5's.
fn row(
    name: &str,
    directs: &[Direct],
    wrong: &mut Vec<String>,
    notes: &mut Vec<String>,
) -> Result<String, String> {
    let scripts: Vec<_> = directs.iter().map(|direct| direct.script.clone()).collect();
    let (mut agreed, mut disagreed, mut unknown, mut cvc5_unknown) = (0, 0, 0, 0);
    for (direct, cvc5) in directs.iter().zip(cvc5::run(&scripts, LIMIT)?) {
        let script = run::relative(&direct.script);
        let ours = match direct.conclusion {
            Conclusion::Holds => Some(false),
            Conclusion::Fails => Some(true),
            Conclusion::Unknown => None,
        };
        match (ours, cvc5.satisfiable) {
            (Some(ours), Some(theirs)) if ours == theirs => agreed += 1,
            (Some(ours), Some(_)) => {
                disagreed += 1;
                wrong.push(format!("disagreement (a request: hornbeam {ours}, cvc5 {}): `{script}`", !ours));
            }
            (None, theirs) => {
                unknown += 1;
                let theirs = theirs
                    .map_or("is undecided too", |theirs| if theirs { "says sat" } else { "says unsat" });
                let seconds = cvc5.time.as_secs_f64();
                let widened = if direct.widened { "; the script is widened" } else { "" };
                let reason = &direct.reason;
                notes.push(format!(
                    "undecided: {reason}; cvc5 {theirs} after {seconds:.2} s{widened}: `{script}`"
                ));
            }
            (Some(ours), None) => {
                let answer = if ours { "fails" } else { "holds" };
                notes.push(format!("undecided by cvc5 only (hornbeam: {answer}): `{script}`"));
            }
        }
        cvc5_unknown += usize::from(cvc5.satisfiable.is_none());
    }
    let count = |wanted| directs.iter().filter(|direct| direct.conclusion == wanted).count();
    let by_terms = directs.iter().filter(|direct| direct.by_terms).count();
    let (asked, hold, fail) = (directs.len(), count(Conclusion::Holds), count(Conclusion::Fails));
    Ok(format!(
        "| {name} | {asked} | {by_terms} | {agreed} | {disagreed} | {unknown} | {cvc5_unknown} | {hold} | {fail} |\n"
    ))
}
