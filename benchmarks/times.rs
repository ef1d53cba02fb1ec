//! Times in a report.

use std::time::Duration;

/// The least of the sorted times that so many percent of them do not exceed.
pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

/// The median, what 90 and 99 of a hundred do not exceed, and the worst.
pub(crate) fn quartet(mut times: Vec<Duration>) -> [Duration; 4] {
    times.sort_unstable();
    [50, 90, 99, 100].map(|percent| percentile(&times, percent))
}

/// A time with three figures or so.
pub(crate) fn show(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        _ if seconds < 1e-3 => format!("{:.1} µs", seconds * 1e6),
        _ if seconds < 1e-2 => format!("{:.2} ms", seconds * 1e3),
        _ if seconds < 1.0 => format!("{:.0} ms", seconds * 1e3),
        _ => format!("{seconds:.2} s"),
    }
}
