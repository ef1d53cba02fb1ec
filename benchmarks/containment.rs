//! Containment between managed policies: the same questions to the native engine, Z3 and cvc5.
//!
//! Each asks whether what the one policy allows lies inside what the other allows. Of ten questions four are about
//! policies whose names are neighbours, four about random pairs, one about two different managed policies of which
//! the one does lie inside the other, and one about a policy with a pattern left out inside itself with a pattern made
//! wider. Only questions that the terms alone do not settle are asked of engines; the others are counted.
//!
//! Every question goes to the native engine and to cvc5; every few of them, as `--solvers` says, to Z3. Each engine
//! uses one core and has 10 s a question. Parsing and compiling count for none; Z3 has its script printed and cvc5 reads its,
//! as both take nothing else. Of the native engine's five runs of a question the middle one counts: they take
//! microseconds, and the machine has other things to do. Every request it names is held against the term.
//!
//! The native engine is asked in two ways: the engine by itself about each question's term, as Z3 and cvc5 are; and as
//! `lattice` asks, the policies compiled once (`containment::Collection`), where a pair is first held against samples of its
//! own and against a proof by statements, and the engine decides what they leave. Compiling is counted for neither, and shown.
//!
//! Exits with 1 if engines contradict each other or a planted containment is said not to hold, and with 2 if
//! something is missing.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]

mod cvc5;
mod managed;
mod pairs;
mod planted;
mod run;
mod times;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use cvc5::Outcome;
use hornbeam::containment::{Collection, Plain};
use hornbeam::decide::smt::Script;
use hornbeam::decide::{Budget, Engine, Native, Verdict, Z3};
use hornbeam::eval::Scope;
use hornbeam::formula::{Arena, TermId, Universe, value};
use hornbeam::model::{Policy, Request};
use hornbeam::witness::complete;
use pairs::Generator;
use run::Arguments;

const QUESTIONS: usize = 200;
const LIMIT: Duration = Duration::from_secs(10);
const SEED: u64 = 1;
/// How often the native engine is asked.
const RUNS: usize = 5;
/// Managed policies that many others lie inside of.
const BROAD: [&str; 12] = [
    "AdministratorAccess",
    "AdministratorAccess-Amplify",
    "AmazonEC2FullAccess",
    "AmazonS3FullAccess",
    "AmazonSageMakerFullAccess",
    "CloudWatchFullAccessV2",
    "IAMFullAccess",
    "NetworkAdministrator",
    "PowerUserAccess",
    "ReadOnlyAccess",
    "SecurityAudit",
    "ViewOnlyAccess",
];

fn main() -> ExitCode {
    match benchmark() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// A question that the terms do not settle.
struct Question {
    arena: Arena,
    term: TermId,
    /// Whether it holds by construction.
    planted: bool,
    script: PathBuf,
    existing: Policy,
    new: Policy,
}

/// What comes before the engines.
#[derive(Default)]
struct Preparation {
    asked: usize,
    settled: usize,
    compiling: Vec<Duration>,
    printing: Vec<Duration>,
}

impl Preparation {
    /// Compiles a question, and writes its script if the terms do not settle it.
    fn question(
        &mut self,
        folder: &Path,
        existing: &Policy,
        new: &Policy,
        planted: bool,
    ) -> Result<Option<Question>, String> {
        let mut arena = Arena::new();
        let start = Instant::now();
        let term = pairs::excess(&mut arena, existing, new);
        let term = arena.simplify(term);
        self.compiling.push(start.elapsed());
        let number = self.asked;
        self.asked += 1;
        if term == Arena::FALSE {
            self.settled += 1;
            return Ok(None);
        }
        let start = Instant::now();
        let script = Script::new(&arena, term);
        self.printing.push(start.elapsed());
        let script = pairs::write_script(folder, number, &script, existing, new)?;
        let (existing, new) = (existing.clone(), new.clone());
        Ok(Some(Question { arena, term, planted, script, existing, new }))
    }
}

fn benchmark() -> Result<ExitCode, String> {
    let arguments = Arguments::read(QUESTIONS)?;
    let texts = managed::texts(&arguments.policies)?;
    let version = cvc5::version();
    let start = Instant::now();
    let policies: Vec<_> = texts.iter().map(managed::policy).collect::<Result<_, _>>()?;
    let parsing = start.elapsed() / u32::try_from(policies.len()).unwrap_or(1);
    let mut preparation = Preparation::default();
    let questions = questions(&mut preparation, &policies, arguments.count)?;

    let (native, mut unproved) = native(&questions);
    let pairs = Pairs::of(&questions);
    let start = Instant::now();
    let collection = Collection::new(&pairs.policies, Universe::default(), Scope::default());
    let collecting = start.elapsed();
    let (compiled, quick) = compiled(&collection, &pairs, &questions, &mut unproved);
    eprintln!("{} questions answered by the native engine", questions.len());
    let every = questions.len().div_ceil(arguments.solvers.unwrap_or(QUESTIONS).max(1)).max(1);
    let some: Vec<&Question> = questions.iter().step_by(every).collect();
    let by_z3: Vec<Outcome> = some.iter().map(|question| ask(&Z3, question).0).collect();
    eprintln!("{} by Z3", by_z3.len());
    let scripts: Vec<_> = questions.iter().map(|question| question.script.clone()).collect();
    let by_cvc5 = match &version {
        Ok(_) => cvc5::run(&scripts, LIMIT)?,
        Err(missing) => {
            eprintln!("warning: cvc5 is left out: {missing}");
            Vec::new()
        }
    };

    let mut report = String::from("# Containment between managed policies\n\n");
    report += &run::facts(version.as_deref().unwrap_or("not there"));
    let [compiling, _, _, slowest_compiling] = times::quartet(preparation.compiling).map(times::show);
    let [printing, _, _, slowest_printing] = times::quartet(preparation.printing).map(times::show);
    let holding = native.iter().filter(|outcome| outcome.satisfiable == Some(false)).count();
    report.push_str(&format!(
        "- policies: {}, fingerprint {}\n- questions: {}, and {} that the terms alone settle; limit {} s\n\
         - true containments of different policies: {holding}, {} of them by construction\n\
         - parse: {} a policy on average; compile a question: median {compiling}, worst {slowest_compiling}; \
         print its script: median {printing}, worst {slowest_printing}\n\n\
         `unsat`: there is no request, the containment holds.\n\n\
         | engine | questions | median | p90 | p99 | worst | undecided | unsat | sat |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
        policies.len(),
        managed::fingerprint(&texts),
        questions.len(),
        preparation.settled,
        LIMIT.as_secs(),
        questions.iter().filter(|question| question.planted).count(),
        times::show(parsing),
    ));
    let on_some = |all: &[Outcome]| -> Vec<Outcome> { all.iter().step_by(every).copied().collect() };
    let (compiled_on_some, native_on_some) = (on_some(&compiled), on_some(&native));
    report += &row("native, policies compiled once", &compiled);
    report += &row("native, each term by itself", &native);
    report += &row("cvc5, Python package", &by_cvc5);
    report += &row("native, compiled, on those for Z3", &compiled_on_some);
    report += &row("native, terms, on those for Z3", &native_on_some);
    report += &row("Z3, in process", &by_z3);
    report.push_str(&format!(
        "\nMedians: policies compiled once against cvc5 {}, against Z3 {}; each term by itself against cvc5 {}, against Z3 {}.\n\
         {} policies were compiled in {}; {quick} of the questions were plain then, and the engine decided the others.\n",
        ratio(&compiled, &by_cvc5),
        ratio(&compiled_on_some, &by_z3),
        ratio(&native, &by_cvc5),
        ratio(&native_on_some, &by_z3),
        pairs.policies.len(),
        times::show(collecting),
    ));
    let (mut notes, mut wrong) = (String::new(), unproved.len());
    for name in &unproved {
        notes.push_str(&format!("- not in the term, or planted: `{name}`\n"));
    }
    for (at, question) in questions.iter().enumerate() {
        let z3 = (at % every == 0).then(|| by_z3.get(at / every)).flatten();
        let columns = [
            ("native, compiled", compiled.get(at)),
            ("native", native.get(at)),
            ("Z3", z3),
            ("cvc5", by_cvc5.get(at)),
        ];
        let (lines, disagree) = compare(&question.script, &columns);
        notes += &lines;
        wrong += usize::from(disagree);
    }
    report.push_str(&format!("\nDisagreements, and answers that are wrong by themselves: {wrong}.\n"));
    if !notes.is_empty() {
        report.push_str(&format!("\n{notes}"));
    }
    print!("{report}");
    if arguments.record {
        eprintln!("recorded in {}", run::relative(&run::record("containment", &report)?));
    }
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The questions, the kinds mixed.
fn questions(
    preparation: &mut Preparation,
    policies: &[Policy],
    count: usize,
) -> Result<Vec<Question>, String> {
    let folder = cvc5::script_folder("containment");
    let mut generator = Generator(SEED);
    let each = count / 10;
    let mut pairs = generator.pairs(4 * each, policies.len(), true);
    pairs.extend(generator.pairs(count - 2 * each - pairs.len(), policies.len(), false));
    let mut kinds = [Vec::new(), Vec::new(), Vec::new()];
    let [asked, found, planted] = &mut kinds;
    for (existing, new) in pairs {
        let (Some(existing), Some(new)) = (policies.get(existing), policies.get(new)) else { continue };
        asked.extend(preparation.question(&folder, existing, new, false)?);
    }
    let mut inside = containments(policies);
    let step = (inside.len() / each.max(1)).max(1);
    inside = inside.into_iter().step_by(step).take(each).collect();
    for (existing, new) in inside {
        found.extend(preparation.question(&folder, existing, new, false)?);
    }
    let mut candidates = generator.pairs(policies.len(), policies.len(), false).into_iter();
    while let Some((at, which)) = candidates.next().filter(|_| planted.len() < each) {
        let Some(policy) = policies.get(at) else { continue };
        let pair = planted::narrowed(policy, which).zip(planted::widened(policy, which));
        let Some((narrower, wider)) = pair else { continue };
        planted.extend(preparation.question(&folder, &wider.existing, &narrower.new, true)?);
    }
    // Every stretch has its share of each kind, so that a part is like the whole.
    let mut mixed: Vec<(usize, Question)> = Vec::new();
    for kind in kinds {
        let among = kind.len().max(1);
        mixed.extend(kind.into_iter().enumerate().map(|(at, question)| (at * 1_000_000 / among, question)));
    }
    mixed.sort_by_key(|(place, _)| *place);
    Ok(mixed.into_iter().map(|(_, question)| question).collect())
}

/// Pairs of different policies of which the second lies inside the first and the terms alone do not say so. The
/// native engine proposes them; cvc5 is asked about those that are taken.
fn containments(policies: &[Policy]) -> Vec<(&Policy, &Policy)> {
    let mut found = Vec::new();
    let broad: Vec<_> = policies.iter().filter(|policy| BROAD.contains(&policy.name.as_str())).collect();
    for new in policies {
        for &existing in broad.iter().filter(|existing| existing.name != new.name) {
            let mut arena = Arena::new();
            let term = pairs::excess(&mut arena, existing, new);
            let term = arena.simplify(term);
            let budget = Budget { time: LIMIT, ..Budget::default() };
            if term != Arena::FALSE && Native.decide(&arena, term, &budget) == Verdict::Empty {
                found.push((existing, new));
            }
        }
    }
    found
}

/// What the engine says of the question, and after how long.
fn ask(engine: &dyn Engine, question: &Question) -> (Outcome, Verdict) {
    let budget = Budget { time: LIMIT, ..Budget::default() };
    let start = Instant::now();
    let verdict = engine.decide(&question.arena, question.term, &budget);
    let time = start.elapsed();
    let satisfiable = match verdict {
        Verdict::Member(_) => Some(true),
        Verdict::Empty => Some(false),
        Verdict::Unknown(_) => None,
    };
    (Outcome { satisfiable, time }, verdict)
}

/// The native engine's outcomes, and the scripts of those that are wrong by themselves.
fn native(questions: &[Question]) -> (Vec<Outcome>, Vec<String>) {
    let (mut outcomes, mut wrong) = (Vec::new(), Vec::new());
    for question in questions {
        let mut runs: Vec<_> = (0..RUNS).map(|_| ask(&Native, question)).collect();
        runs.sort_by_key(|(outcome, _)| outcome.time);
        let Some((outcome, verdict)) = runs.get(RUNS / 2) else { continue };
        outcomes.push(*outcome);
        if let Verdict::Member(assignment) = verdict
            && (question.planted || !value(&question.arena, question.term, &complete(assignment)))
        {
            wrong.push(run::relative(&question.script));
        }
    }
    (outcomes, wrong)
}

/// The policies of the questions, those of one name and content once, and the places of each question's two.
struct Pairs {
    policies: Vec<Policy>,
    places: Vec<(usize, usize)>,
}

impl Pairs {
    fn of(questions: &[Question]) -> Pairs {
        let mut pairs = Pairs { policies: Vec::new(), places: Vec::new() };
        let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for question in questions {
            let mut place = |policy: &'_ Policy, name| {
                let named: &mut Vec<usize> = known.entry(name).or_default();
                let same = named.iter().copied().find(|&at| {
                    pairs.policies.get(at).is_some_and(|known| known.statements == policy.statements)
                });
                same.unwrap_or_else(|| {
                    pairs.policies.push(policy.clone());
                    named.push(pairs.policies.len() - 1);
                    pairs.policies.len() - 1
                })
            };
            let existing = place(&question.existing, question.existing.name.as_str());
            let new = place(&question.new, question.new.name.as_str());
            pairs.places.push((existing, new));
        }
        pairs
    }
}

/// The outcomes where the policies are compiled once; how many of them the engine was not asked for.
fn compiled(
    collection: &Collection<'_>,
    pairs: &Pairs,
    questions: &[Question],
    wrong: &mut Vec<String>,
) -> (Vec<Outcome>, usize) {
    let (mut outcomes, mut quick) = (Vec::new(), 0);
    for (question, &(existing, new)) in questions.iter().zip(&pairs.places) {
        let mut runs: Vec<(Outcome, Option<Request>)> = Vec::new();
        for _ in 0..RUNS {
            let start = Instant::now();
            let plain = collection.ask(new, existing);
            let satisfiable = match plain {
                Plain::Contained => Some(false),
                Plain::Excess(_) => Some(true),
                Plain::Unclear => ask(&Native, question).0.satisfiable,
            };
            let time = start.elapsed();
            let request = if let Plain::Excess(evidence) = plain { Some(evidence.request()) } else { None };
            quick += usize::from(runs.is_empty() && !matches!(plain, Plain::Unclear));
            runs.push((Outcome { satisfiable, time }, request));
        }
        runs.sort_by_key(|(outcome, _)| outcome.time);
        let Some((outcome, request)) = runs.get(RUNS / 2) else { continue };
        outcomes.push(*outcome);
        let is_member = |request: &Request| value(&question.arena, question.term, request);
        if request.as_ref().is_some_and(|request| question.planted || !is_member(request)) {
            wrong.push(run::relative(&question.script));
        }
    }
    (outcomes, quick)
}

/// A line for each engine that did not decide, one if engines disagree, and whether they do.
fn compare(script: &Path, columns: &[(&str, Option<&Outcome>)]) -> (String, bool) {
    let script = run::relative(script);
    let (mut lines, mut answers) = (String::new(), Vec::new());
    for (engine, outcome) in columns {
        match outcome.map(|outcome| outcome.satisfiable) {
            Some(Some(satisfiable)) => answers.push(satisfiable),
            Some(None) => lines.push_str(&format!("- undecided by {engine}: `{script}`\n")),
            None => {}
        }
    }
    let disagree = answers.iter().any(|answer| Some(answer) != answers.first());
    if disagree {
        lines.push_str(&format!("- disagreement: `{script}`\n"));
    }
    (lines, disagree)
}

/// A line of the table.
fn row(engine: &str, outcomes: &[Outcome]) -> String {
    if outcomes.is_empty() {
        return format!("| {engine} | not run | | | | | | | |\n");
    }
    let [median, p90, p99, worst] = quartet(outcomes).map(times::show);
    let count = |wanted| outcomes.iter().filter(|outcome| outcome.satisfiable == wanted).count();
    let (undecided, unsat, sat) = (count(None), count(Some(false)), count(Some(true)));
    format!(
        "| {engine} | {} | {median} | {p90} | {p99} | {worst} | {undecided} | {unsat} | {sat} |\n",
        outcomes.len()
    )
}

fn quartet(outcomes: &[Outcome]) -> [Duration; 4] {
    times::quartet(outcomes.iter().map(|outcome| outcome.time).collect())
}

/// How many times the others' median is the first's; the questions are the same.
fn ratio(ours: &[Outcome], others: &[Outcome]) -> String {
    if others.is_empty() {
        return "not run".to_owned();
    }
    let [[ours, ..], [others, ..]] = [quartet(ours), quartet(others)];
    format!("{:.0} times faster", others.as_secs_f64() / ours.as_secs_f64().max(1e-9))
}
