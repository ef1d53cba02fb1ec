//! Questions small enough to be decided by going through a small universe: an engine says the same.

use super::run;
use super::tiny::check::{Figures, Plan, check};
use hornbeam::decide::{Engine, Native, Search};
use hornbeam::formula::Universe;

fn ask(engine: &dyn Engine, stream: u64, cases: usize, universe: Universe) -> Figures {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (seed, cases) = (run::seed(stream), run::cases(cases));
    let figures = check(&Plan { engine, budget: run::budget(), seed, cases, threads, universe });
    run::report(&format!("{} {universe:?}, seed {seed}, {cases} questions: {figures}", engine.name()));
    let shown = &figures.differences[..figures.differences.len().min(3)];
    assert!(shown.is_empty(), "{} differences, such as\n{}", figures.differences.len(), shown.join("\n\n"));
    figures
}

#[test]
fn the_native_engine_says_what_the_small_universe_says() {
    let figures = ask(&Native, 45, 800, Universe::Free);
    assert_eq!(figures.unknown, 0, "{}", figures.undecided.join("\n\n"));
    // A good half holds, and is no matter of the terms alone.
    assert!(figures.empty - figures.settled > figures.asked() / 4 && figures.members > figures.asked() / 4);
    ask(&Native, 46, 250, Universe::Any);
}

#[cfg(feature = "z3")]
#[test]
fn z3_says_what_the_small_universe_says() {
    let figures = ask(&hornbeam::decide::Z3, 41, 60, Universe::Free);
    assert!(figures.empty > figures.settled && figures.members > 0);
    ask(&hornbeam::decide::Z3, 42, 20, Universe::Any);
}

#[test]
fn the_search_finds_only_what_the_small_universe_has() {
    let figures = ask(&Search, 43, 60, Universe::Free);
    assert!(figures.members > 0);
}
