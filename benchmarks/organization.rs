//! An organization of 200 accounts, 10,000 roles and 2,000 resources: who can reach what.
//!
//! The organization is made up from a seed (`estate`), read as any world, and asked about: `who-can` of resources of
//! each kind. What is planted is checked. Exits with 1 if anything planted came out otherwise.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]

mod estate;
mod estate_roles;
mod estate_sharing;
mod run;
mod times;

use std::process::ExitCode;
use std::time::Instant;

use estate::{Size, estate};
use hornbeam::decide::{Budget, EngineChoice, Portfolio};
use hornbeam::formula::Universe;
use hornbeam::input::read_world;
use hornbeam::model::Assumptions;
use hornbeam::parse::Source;
use hornbeam::question::Prover;
use hornbeam::question::world::{Ask, who_can};
use run::Arguments;

const SEED: u64 = 1;
const SIZE: Size = Size { accounts: 200, roles: 50, resources: 10 };

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
    let arguments = Arguments::read(20)?;
    let made = estate(SEED, SIZE);
    std::fs::write("target/estate.json", &made.text).map_err(|error| error.to_string())?;
    let mb = made.text.len() / 1_000_000;
    let start = Instant::now();
    let sources = [Source::new("estate.json", made.text)];
    let (world, diagnostics) = read_world(&sources);
    for (_, diagnostic) in diagnostics.iter().take(10) {
        println!("{}: {}", diagnostic.span.start, diagnostic.message);
    }
    let world = world.ok_or("the world is not read")?;
    println!(
        "- read {mb} MB: {}; {} roles, {} resources, {} planted",
        times::show(start.elapsed()),
        world.identities().count(),
        world.resources().count(),
        made.planted.len()
    );
    let engines = if arguments.z3 { EngineChoice::Native } else { EngineChoice::Auto };
    let prover = Prover {
        portfolio: Portfolio::new(engines, None)?,
        budget: Budget::default(),
        universe: Universe::default(),
        assumptions: Assumptions::default(),
    };
    let count = world.resources().count();
    for resource in world.resources().step_by((count / arguments.count.max(1)).max(1) | 1) {
        let ask = Ask { resource: resource.arn.clone(), ..Ask::default() };
        let who = who_can(&prover, &world, &ask).map_err(|error| error.0)?;
        for (name, access) in &who.principals {
            if arguments.z3 && !access.unknown.is_empty() {
                println!("  {name}: {:?}", access.unknown);
            }
        }
        println!(
            "- {}: {} can, {} cannot: {}",
            resource.arn,
            who.principals.len(),
            who.cannot,
            times::show(who.elapsed)
        );
    }
    Ok(ExitCode::SUCCESS)
}
