//! Are witnesses requests that AWS has?
//!
//! Random pairs of managed policies are asked for new access until so many answers fail, once each with every kind of
//! check that is over the universe `any`. Of each witness the service catalogue is asked, whatever the program says of it:
//! the action, the resource's ARN and every key are AWS's, or the answer must say that they are not. Exits with 1 if a
//! witness lacks something in silence, or one is said to lack what it does not.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "the random numbers are a test's")]

#[expect(dead_code, reason = "which policies they are says the package's version")]
mod managed;
#[expect(dead_code, reason = "the generator of the property tests")]
#[path = "../tests/property/rng.rs"]
mod rng;
mod run;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use hornbeam::model::catalog::{Lack, lack};
use hornbeam::question::{Conclusion, Prover, no_new_access};
use rng::Rng;

const FAILING: usize = 1_000;
const SEED: u64 = 1_000_000;

fn main() -> ExitCode {
    match witnesses() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn witnesses() -> Result<ExitCode, String> {
    let arguments = run::Arguments::read(FAILING)?;
    let texts = managed::texts(&arguments.policies)?;
    let policies: Vec<_> = texts.iter().map(managed::policy).collect::<Result<_, _>>()?;
    let mut rng = Rng::new(SEED, 0);
    let prover = Prover::default();
    let (mut asked, mut failing, mut witnesses, mut silent, mut differ) = (0, 0, 0, 0, 0);
    let mut lacking: BTreeMap<&str, usize> = BTreeMap::new();
    let mut examples = Vec::new();
    let mut longest = Duration::ZERO;
    let start = Instant::now();
    while failing < arguments.count {
        let (existing, new) = (&policies[rng.below(policies.len())], &policies[rng.below(policies.len())]);
        let begun = Instant::now();
        let answer = no_new_access(&prover, existing, new);
        longest = longest.max(begun.elapsed());
        asked += 1;
        if answer.conclusion != Conclusion::Fails {
            continue;
        }
        failing += 1;
        differ += usize::from(answer.known.is_some());
        for witness in &answer.witnesses {
            witnesses += 1;
            let lack = lack(&witness.request);
            silent += usize::from(lack != witness.lack);
            if let Some(lack) = &lack {
                let kind = match lack {
                    Lack::Action(_) => "action",
                    Lack::Resource(_) => "resource",
                    Lack::Arn(_) => "ARN",
                    Lack::Key(_) => "key",
                };
                *lacking.entry(kind).or_default() += 1;
                if examples.len() < 20 {
                    let statement = witness.blame.statement_index;
                    examples.push(format!(
                        "- {} (statement {statement}) beyond {}: {lack}",
                        new.name, existing.name
                    ));
                }
            }
        }
    }
    let mut report = String::from("# Witnesses\n\n");
    report += &run::facts("not asked");
    report += &format!(
        "- {failing} failing questions of {asked} (seed {SEED}); the answers took {:.1} s, the longest {:.0} ms\n\n",
        start.elapsed().as_secs_f64(),
        longest.as_secs_f64() * 1e3
    );
    report += &format!("{witnesses} witnesses; said to lack something that AWS has not today: {lacking:?}\n");
    report += &format!("{differ} answers are other ones in the universe `known`, and say so.\n");
    report +=
        &format!("{silent} witnesses lack something in silence, or are said to lack what they do not.\n");
    if !examples.is_empty() {
        report += &format!("\n{}\n", examples.join("\n"));
    }
    print!("{report}");
    if arguments.record {
        eprintln!("recorded in {}", run::relative(&run::record("witnesses", &report)?));
    }
    Ok(if silent == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
