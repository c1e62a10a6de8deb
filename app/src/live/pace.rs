//! When to try again after a lost connection: soon at first, slower later, never all browsers at once.

const FIRST_MS: i32 = 500;
const MOST_MS: i32 = 15_000;

/// Milliseconds before the next attempt; `random` is 0 to 1.
#[expect(clippy::cast_possible_truncation, reason = "at most 15,000 ms")]
pub(super) fn delay_ms(failures: u32, random: f64) -> i32 {
    let doubled = FIRST_MS.saturating_mul(1 << failures.saturating_sub(1).min(10));
    let full = doubled.min(MOST_MS);
    (full as f64 * (0.5 + 0.5 * random.clamp(0.0, 1.0))) as i32
}

#[cfg(test)]
mod tests {
    use super::delay_ms;

    #[test]
    fn attempts_become_rarer_up_to_a_limit() {
        assert_eq!(delay_ms(1, 1.0), 500);
        assert_eq!(delay_ms(2, 1.0), 1_000);
        assert_eq!(delay_ms(6, 1.0), 15_000);
        assert_eq!(delay_ms(40, 1.0), 15_000);
    }

    #[test]
    fn browsers_that_lost_the_server_together_come_back_apart() {
        assert_eq!(delay_ms(6, 0.0), 7_500);
        assert!(delay_ms(6, 0.3) < delay_ms(6, 0.6));
    }
}
