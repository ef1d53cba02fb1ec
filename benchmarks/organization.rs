//! An organization of 200 accounts, 10,000 roles and 2,000 resources: who can reach what.
//!
//! 1. It is made up from a seed (`estate`) and read as any world.
//! 2. `who-can` is asked of resources of each kind and way of being shared, every action, with requests and explanations.
//! 3. The whole matrix: every role against every resource.
//! 4. What is planted is looked up in the matrix; pairs are picked, half of them among those that are reached or near it,
//!    and asked one by one, each by an inquiry that knows nothing of the others; `who-can` and the matrix are held
//!    against each other.
//!
//! Exits with 1 if anything planted came out otherwise, or if two ways of asking differ.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]

mod chance;
mod estate;
mod estate_roles;
mod estate_sharing;
mod run;
mod times;

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use estate::{Chance, Size, estate};
use hornbeam::decide::{Budget, EngineChoice, Portfolio};
use hornbeam::formula::Universe;
use hornbeam::input::read_world;
use hornbeam::model::Assumptions;
use hornbeam::model::world::{Party, World};
use hornbeam::parse::Source;
use hornbeam::question::world::{Ask, Inquiry, Reach, Reachability, reach, targets, who_can};
use hornbeam::question::{Conclusion, Prover};
use run::{Arguments, facts, record, relative};
use times::{quartet, show};

const SEED: u64 = 1;
const SIZE: Size = Size { accounts: 200, roles: 50, resources: 10 };
/// How many resources `who-can` is asked of.
const ASKED: usize = 100;
/// How many pairs are asked one by one.
const PAIRS: usize = 4_000;

fn main() -> ExitCode {
    match organization() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn organization() -> Result<ExitCode, String> {
    let arguments = Arguments::read(ASKED)?;
    let mut report = format!("# Organization\n\n{}", facts("not asked"));
    let mut say = |line: String| {
        println!("{line}");
        report.push_str(&format!("{line}\n"));
    };
    let made = estate(SEED, SIZE);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/benchmarks/estate.json");
    std::fs::create_dir_all(path.parent().unwrap_or(&path)).map_err(|error| error.to_string())?;
    std::fs::write(&path, &made.text).map_err(|error| error.to_string())?;
    say(format!("- made up from seed {SEED}: {} MB in `{}`", made.text.len() / 1_000_000, relative(&path)));
    let start = Instant::now();
    let sources = [Source::new("estate.json", made.text)];
    let (world, diagnostics) = read_world(&sources);
    if let Some((_, diagnostic)) = diagnostics.first() {
        return Err(format!("{} remarks, the first: {}", diagnostics.len(), diagnostic.message));
    }
    let world = world.ok_or("the world is not read")?;
    let (roles, resources) = (world.identities().count(), world.resources().count());
    say(format!(
        "- read: {}; {} accounts, {roles} roles, {resources} resources",
        show(start.elapsed()),
        world.accounts.len()
    ));
    let prover = Prover {
        portfolio: Portfolio::new(EngineChoice::Auto, None)?,
        budget: Budget::default(),
        universe: Universe::default(),
        assumptions: Assumptions::default(),
    };

    let asked = who_can_each(&prover, &world, arguments.count)?;
    say(asked.line);

    let found = reach(&prover, &world);
    say(format!(
        "- the matrix of {} pairs: {}; {} looked at, {} reachable, {} unknown; peak {} MB",
        found.principals.len() * found.resources.len(),
        show(found.elapsed),
        found.looked_at,
        found.count(Reachability::Reachable),
        found.count(Reachability::Unknown),
        peak_megabytes(),
    ));

    let mut wrong = planted(&found, &made.planted);
    say(format!("- planted: {} pairs, {} otherwise", made.planted.len(), wrong.len()));
    let differing = who_can_differs(&found, &asked.answers);
    say(format!("- `who-can` and the matrix: {} resources differ", differing.len()));
    wrong.extend(differing);
    let start = Instant::now();
    let (asked, differing) = one_by_one(&prover, &world, &found)?;
    say(format!("- one by one: {asked} pairs, {} differ: {}", differing.len(), show(start.elapsed())));
    wrong.extend(differing);
    wrong.iter().take(20).for_each(|line| say(format!("  - {line}")));
    if arguments.record {
        println!("recorded in {}", relative(&record("organization", &report)?));
    }
    Ok(if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Who can, by resource.
struct Asked {
    line: String,
    answers: Vec<(String, BTreeSet<String>)>,
}

fn who_can_each(prover: &Prover, world: &World, count: usize) -> Result<Asked, String> {
    let all: Vec<_> = world.resources().collect();
    // An odd step meets every kind.
    let step = (all.len() / count.max(1)).max(1) | 1;
    let mut times = Vec::new();
    let mut slowest = (Duration::ZERO, String::new());
    let mut answers = Vec::new();
    for resource in all.iter().step_by(step) {
        let ask = Ask { resource: resource.arn.clone(), ..Ask::default() };
        let who = who_can(prover, world, &ask).map_err(|error| error.0)?;
        if who.elapsed > slowest.0 {
            slowest = (who.elapsed, format!("{} can, {} cannot", who.principals.len(), who.cannot));
        }
        times.push(who.elapsed);
        let names = who.principals.into_iter().filter(|(_, access)| access.conclusion != Conclusion::Fails);
        answers.push((resource.arn.clone(), names.map(|(name, _)| name).collect()));
    }
    let asked = times.len();
    let [median, p90, p99, most] = quartet(times).map(show);
    let line = format!(
        "- `who-can` of {asked} resources: median {median}, p90 {p90}, p99 {p99}, most {most} ({})",
        slowest.1
    );
    Ok(Asked { line, answers })
}

/// What is planted and came out otherwise.
fn planted(found: &Reach, planted: &[(String, String, bool)]) -> Vec<String> {
    let places = |names: &[String]| -> BTreeMap<String, usize> {
        names.iter().enumerate().map(|(place, name)| (name.clone(), place)).collect()
    };
    let (principals, resources) = (places(&found.principals), places(&found.resources));
    let mut wrong = Vec::new();
    for (principal, resource, reaches) in planted {
        let answer = match (principals.get(principal), resources.get(resource)) {
            (Some(&principal), Some(&resource)) => found.at(principal, resource).name(),
            _ => "missing",
        };
        if answer != if *reaches { "reachable" } else { "not" } {
            wrong.push(format!("{principal} on {resource}: {answer}"));
        }
    }
    wrong
}

fn who_can_differs(found: &Reach, answers: &[(String, BTreeSet<String>)]) -> Vec<String> {
    let mut differing = Vec::new();
    for (resource, names) in answers {
        let Some(place) = found.resources.iter().position(|name| name == resource) else { continue };
        let in_matrix: BTreeSet<&str> = found.of_resource(place).map(|(name, _)| name).collect();
        let of_world: BTreeSet<&str> = names
            .iter()
            .map(String::as_str)
            .filter(|name| {
                name.contains(":role/") && found.principals.binary_search(&(*name).to_owned()).is_ok()
            })
            .collect();
        if in_matrix != of_world {
            differing.push(format!("who-can of {resource}"));
        }
    }
    differing
}

/// Pairs asked one by one, and those that differ from the matrix. An inquiry that cannot tell differs from nothing.
fn one_by_one(prover: &Prover, world: &World, found: &Reach) -> Result<(usize, Vec<String>), String> {
    let mut chance = Chance::new(SEED + 1);
    let targets = targets(world);
    let identities: Vec<_> = world.identities().collect();
    let prepared = Inquiry::new(prover, world);
    let (mut asked, mut differing) = (0, Vec::new());
    while asked < PAIRS {
        let at = chance.below(targets.len());
        let reached: Vec<&str> = found.of_resource(at).map(|(name, _)| name).collect();
        // A role at random; one that reaches; one of the account.
        let principal = match (asked % 4, targets.get(at)) {
            (0, _) => chance.below(identities.len()),
            (1, _) if !reached.is_empty() => {
                let name: &str = reached.get(chance.below(reached.len())).copied().unwrap_or_default();
                found.principals.iter().position(|other| other == name).unwrap_or_default()
            }
            (_, Some(target)) => {
                let first = identities.iter().position(|identity| identity.account() == target.account());
                first.unwrap_or_default() + chance.below(SIZE.roles)
            }
            (_, None) => continue,
        };
        let (Some(identity), Some(target)) = (identities.get(principal), targets.get(at)) else { continue };
        let ask = Ask { resource: target.arn().to_owned(), ..Ask::default() };
        let party = Party::Identity(identity);
        let access = prepared.afresh().access(&party, target, &ask, false).map_err(|error| error.0)?;
        let answer = found.at(principal, at);
        let same = match access.conclusion {
            Conclusion::Holds => answer == Reachability::Reachable,
            Conclusion::Fails => answer == Reachability::Not,
            Conclusion::Unknown => true,
        };
        if !same {
            differing.push(format!("{} on {}: {}", identity.arn, target.arn(), answer.name()));
        }
        asked += 1;
    }
    Ok((asked, differing))
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}
