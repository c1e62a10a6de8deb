//! One line per step: what was done and how long it took.

use std::time::Instant;

pub(crate) fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    eprintln!("{name:<40} {:>7.1} s", start.elapsed().as_secs_f64());
    done
}
