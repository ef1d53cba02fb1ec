//! How long and from where the tests run.

use std::time::Duration;

use hornbeam::decide::Budget;

/// `usual` cases, times `HORNBEAM_PROPERTY_FACTOR`.
pub(crate) fn cases(usual: usize) -> usize {
    usual * number("HORNBEAM_PROPERTY_FACTOR").map_or(1, |factor| usize::try_from(factor).unwrap())
}

/// The seed of a test: its own number, plus `HORNBEAM_PROPERTY_SEED`.
pub(crate) fn seed(own: u64) -> u64 {
    own.wrapping_add(number("HORNBEAM_PROPERTY_SEED").unwrap_or(0).wrapping_mul(1_000))
}

/// The engines' time for one question; `HORNBEAM_PROPERTY_MILLISECONDS` for another.
pub(crate) fn budget() -> Budget {
    let milliseconds = number("HORNBEAM_PROPERTY_MILLISECONDS").unwrap_or(300);
    Budget { time: Duration::from_millis(milliseconds), ..Budget::default() }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

/// Figures for people: shown with `--nocapture`.
#[expect(clippy::print_stdout, reason = "a test's output is captured")]
pub(crate) fn report(line: &str) {
    println!("{line}");
}
