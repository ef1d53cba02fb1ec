//! `cargo bench --bench lattice`: every ordered pair of the managed policies, by the layer that decides it.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its figures")]

#[path = "managed.rs"]
mod managed;
#[path = "run.rs"]
mod run;

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use hornbeam::containment::{Collection, Plain};
use hornbeam::decide::{Budget, EngineChoice, Portfolio, Verdict};
use hornbeam::eval::Scope;
use hornbeam::formula::{Universe, value};
use hornbeam::model::{Assumptions, Policy};
use hornbeam::question::{self, Prover};
use rayon::prelude::*;

fn main() -> ExitCode {
    match bench() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// The largest resident size so far, in MB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok()).map_or(0, |kb: u64| kb / 1024)
}

fn nanoseconds(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |percent: usize| times.get((times.len() * percent / 100).min(times.len().saturating_sub(1)));
    let show = |percent| at(percent).map_or(0.0, |time| time.as_secs_f64() * 1e6);
    format!("median {:.2} µs, p99 {:.2} µs, most {:.2} µs", show(50), show(99), show(100))
}

fn bench() -> Result<(), String> {
    let arguments = run::Arguments::read(0)?;
    let mut report = String::new();
    let mut say = |line: String| {
        println!("{line}");
        report.push_str(&format!("{line}\n"));
    };
    let start = Instant::now();
    let texts = managed::texts(&arguments.policies)?;
    let policies: Vec<Policy> = texts.par_iter().map(managed::policy).collect::<Result<_, _>>()?;
    let parsed = start.elapsed();
    let collection = Collection::new(&policies, Universe::Any, Scope::default());
    let compiled = start.elapsed();
    let candidates = collection.candidates();
    let judged = start.elapsed();
    let count = policies.len();
    let (mut contained, mut unclear, mut times) = (Vec::new(), Vec::new(), Vec::new());
    for inner in 0..count {
        for outer in candidates.successors(inner).filter(|&outer| outer != inner && outer < count) {
            let asked = Instant::now();
            let answer = collection.ask(inner, outer);
            times.push(asked.elapsed());
            match answer {
                Plain::Contained => contained.push((inner, outer)),
                Plain::Unclear => unclear.push((inner, outer)),
                Plain::Excess(_) => return Err("a candidate is refuted".to_owned()),
            }
        }
    }
    let asked = start.elapsed();
    let pairs = count * count.saturating_sub(1);
    let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
    say(format!("- policies: {count}, {}", managed::fingerprint(&texts)));
    say(format!("- read and understood: {}", seconds(parsed)));
    say(format!("- compiled, with {} samples: {}", collection.sample_count(), seconds(compiled - parsed)));
    say(format!("- every sample held against all policies: {}", seconds(judged - compiled)));
    say(format!(
        "- {pairs} pairs: {} refuted by a sample, {} proved, {} left to the prover: {}",
        pairs - contained.len() - unclear.len(),
        contained.len(),
        unclear.len(),
        seconds(asked - judged)
    ));
    say(format!("- candidates by the quick layer: {}", nanoseconds(times)));
    let bare = (0..count).filter(|&policy| collection.own_count(policy) == 0);
    say(format!("- policies without a sample: {}", bare.count()));
    // A fixed choice of pairs: a linear congruence.
    let mut seed = 1_u64;
    let mut some = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or(0) % below.max(1)
    };
    let mut chosen: Vec<(usize, usize)> = (0..2_000).map(|_| (some(count), some(count))).collect();
    chosen.extend(&contained);
    let time = |&(inner, outer): &(usize, usize)| {
        let asked = Instant::now();
        let _ = std::hint::black_box(collection.ask(inner, outer));
        asked.elapsed()
    };
    say(format!(
        "- one pair by itself, 2,000 random ones and all proved ones: {}",
        nanoseconds(chosen.iter().map(time).collect())
    ));
    say(format!("- peak memory before the prover: {} MB", peak()));
    let prover = Prover {
        portfolio: Portfolio::new(EngineChoice::Auto, None)?,
        budget: Budget::default(),
        universe: Universe::Any,
        assumptions: Assumptions::default(),
    };
    let whole = Instant::now();
    let lattice = question::lattice(&prover, &policies, true, &|_| {});
    say(format!(
        "- the lattice: {} classes, {} covering pairs, {} containments, {} undecided: {}, peak {} MB",
        lattice.classes.len(),
        lattice.covers.len(),
        lattice.contained.len(),
        lattice.unknown.len(),
        seconds(whole.elapsed()),
        peak()
    ));
    let wrong = check(&prover, &collection, &policies, &contained, &chosen, &mut say)?;
    let ordered: BTreeSet<_> = lattice.contained.iter().collect();
    let lost = contained.iter().filter(|pair| !ordered.contains(pair)).count();
    if arguments.record {
        let report = format!("# Lattice\n\n{}{report}", run::facts("not asked"));
        println!("recorded in `{}`", run::relative(&run::record("lattice", &report)?));
    }
    if wrong + lost > 0 {
        return Err(format!("{wrong} pairs are wrong, {lost} are lost"));
    }
    Ok(())
}

/// Asks the engines about each pair that was proved, and holds the evidence of the random pairs, and that of as many
/// near misses, against the question's own term. How many pairs were wrong.
fn check(
    prover: &Prover,
    collection: &Collection<'_>,
    policies: &[Policy],
    proved: &[(usize, usize)],
    random: &[(usize, usize)],
    say: &mut dyn FnMut(String),
) -> Result<usize, String> {
    let start = Instant::now();
    let policy = |at: usize| policies.get(at).ok_or("no such policy");
    let decided = proved.par_iter().map(|&(inner, outer)| {
        let (arena, term) = prover.query(policy(inner)?, policy(outer)?);
        Ok::<_, String>(prover.portfolio.decide(&arena, term, &prover.budget).0)
    });
    let decided: Vec<Verdict> = decided.collect::<Result<_, _>>()?;
    let broken = decided.iter().filter(|verdict| matches!(verdict, Verdict::Member(_))).count();
    let open = decided.iter().filter(|verdict| matches!(verdict, Verdict::Unknown(_))).count();
    // What is proved in one direction is nearly so in the other.
    let turned = proved.iter().map(|&(inner, outer)| (outer, inner));
    let pairs: Vec<(usize, usize)> = random.iter().copied().chain(turned).collect();
    let replayed = pairs.par_iter().map(|&(inner, outer)| match collection.ask(inner, outer) {
        Plain::Excess(evidence) => {
            let (arena, term) = prover.query(policy(inner)?, policy(outer)?);
            Ok::<_, String>(Some(value(&arena, term, &evidence.request())))
        }
        Plain::Contained | Plain::Unclear => Ok(None),
    });
    let replayed: Vec<bool> = replayed.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    let refuted = replayed.iter().filter(|is_member| !**is_member).count();
    say(format!(
        "- checked: the engines confirm {} of {} proved pairs ({open} undecided, {broken} broken); {} of {} requests that \
         refute a pair are in its term: {:.2} s",
        proved.len() - open - broken,
        proved.len(),
        replayed.len() - refuted,
        replayed.len(),
        start.elapsed().as_secs_f64()
    ));
    Ok(broken + refuted)
}
