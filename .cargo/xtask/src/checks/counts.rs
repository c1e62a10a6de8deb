//! How many tests passed and failed, read from what the test runners print at their end.

use std::fmt;
use std::ops::Add;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// `Summary [ 0.1s] 5 tests run: 3 passed (1 slow), 1 failed, 1 timed out, 0 skipped`
pub(crate) fn of_nextest(printed: &str) -> Counts {
    let mut counts = Counts::default();
    for line in without_colours(printed).lines() {
        let Some((_, results)) = summary(line) else {
            continue;
        };
        for result in without_brackets(results).split(',') {
            counts = counts + counted(result);
        }
    }
    counts
}

fn summary(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start().strip_prefix("Summary [")?;
    rest.split_once(" run: ")
}

/// One line per kind of result at the end: `  1 failed`, `  2 flaky`, `  12 passed (3.4s)`.
pub(crate) fn of_playwright(printed: &str) -> Counts {
    let printed = without_colours(printed);
    let results = printed.lines().map(without_brackets);
    results.fold(Counts::default(), |counts, result| counts + counted(&result))
}

/// `3 passed` and the like, with nothing before or after. What was skipped or never started is neither.
fn counted(result: &str) -> Counts {
    let Some((number, kind)) = result.trim().split_once(' ') else {
        return Counts::default();
    };
    let Ok(number) = number.parse() else {
        return Counts::default();
    };
    match kind {
        // Flaky: failed first and passed when tried again.
        "passed" | "flaky" => Counts { passed: number, failed: 0 },
        "failed" | "timed out" | "exec failed" | "interrupted" => {
            Counts { passed: 0, failed: number }
        }
        _ => Counts::default(),
    }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

/// Colours are `ESC [ … m`.
fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(counts: Counts, passed: u32, failed: u32) {
        assert_eq!(counts, Counts { passed, failed });
    }

    #[test]
    fn nextest_says_its_sums_in_one_line() {
        is(of_nextest("     Summary [   0.007s] 3 tests run: 3 passed, 0 skipped\n"), 3, 0);
        is(of_nextest("Summary [0.1s] 1 test run: 0 passed, 1 failed, 4 skipped"), 0, 1);
        let many = "Summary [ 9.1s] 7/9 tests run: 4 passed (1 slow, 2 leaky), 1 failed, \
                    1 timed out, 1 exec failed, 2 skipped";
        is(of_nextest(many), 4, 3);
    }

    #[test]
    fn nextest_may_be_colourful() {
        let line = "\u{1b}[31;1m     Summary\u{1b}[0m [ 0.0s] \u{1b}[1m2\u{1b}[0m tests run: \
                    \u{1b}[1m1\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, \u{1b}[1m1\u{1b}[0m \
                    \u{1b}[31;1mfailed\u{1b}[0m, \u{1b}[1m0\u{1b}[0m \u{1b}[33;1mskipped\u{1b}[0m";
        is(of_nextest(line), 1, 1);
    }

    #[test]
    fn what_a_test_prints_is_no_summary() {
        is(of_nextest("PASS [0.1s] a::b\n12 passed, 3 failed\nSummary of the day: 4 passed"), 0, 0);
        is(of_playwright("  ok 1 says \"3 passed\" (20ms)\n  all 4 passed\n3 passed by"), 0, 0);
    }

    #[test]
    fn playwright_says_its_sums_in_lines() {
        is(of_playwright("Running 2 tests using 1 worker\n\n  2 passed (1.2s)\n"), 2, 0);
        let mixed = "  2 failed\n    a.spec.ts:3:1 › CC-01 opens\n    a.spec.ts:9:1 › CC-02 waits\n  \
                     1 flaky\n    b.spec.ts:1:1 › CC-03\n  1 interrupted\n  3 skipped\n  \
                     4 did not run\n  10 passed (1.1m)\n";
        is(of_playwright(mixed), 11, 3);
    }

    #[test]
    fn the_last_line_reads_plainly() {
        let sum = of_playwright("2 passed (1s)") + of_playwright("1 failed");
        assert_eq!(sum.to_string(), "2 passed, 1 failed");
    }
}
