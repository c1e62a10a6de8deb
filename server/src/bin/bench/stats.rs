//! What is said about many measured times.

use std::time::Duration;

/// One round: how many a second; how long the middle and the slowest took, and how long the server worked for
/// each, in microseconds.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Round {
    pub(crate) rate: f64,
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    pub(crate) work: f64,
}

impl Round {
    pub(crate) fn of(mut times: Vec<Duration>, elapsed: Duration, worked: Duration) -> Self {
        times.sort_unstable();
        let at = |percent: usize| {
            let time = times.get(times.len() * percent / 100).copied().unwrap_or_default();
            time.as_secs_f64() * 1e6
        };
        let count = times.len() as f64;
        Self {
            rate: count / elapsed.as_secs_f64(),
            p50: at(50),
            p99: at(99),
            work: worked.as_secs_f64() * 1e6 / count,
        }
    }

    /// Each number's median over some rounds.
    pub(crate) fn median(rounds: &[Self]) -> Self {
        let of = |pick: fn(&Self) -> f64| median(rounds.iter().map(pick).collect());
        Self {
            rate: of(|round| round.rate),
            p50: of(|round| round.p50),
            p99: of(|round| round.p99),
            work: of(|round| round.work),
        }
    }
}

pub(crate) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}
