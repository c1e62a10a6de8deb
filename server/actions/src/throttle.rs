//! How often something may be done: a bucket of tokens per key, with a bound on how many keys are remembered.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use model::{moment::Moment, refusal::Refusal};

/// Keys remembered at once; beyond it the idle ones are forgotten, and if none is idle, all are.
const KEYS_LIMIT: usize = 65_536;

/// `burst` at once, and one more every `every_ms`.
#[derive(Debug)]
pub struct Throttle<K> {
    burst: i64,
    every_ms: i64,
    /// When each key's bucket will be full again.
    full_at: Mutex<HashMap<K, Moment>>,
}

impl<K: Eq + Hash> Throttle<K> {
    #[must_use]
    pub fn new(burst: u32, every_ms: i64) -> Self {
        let (burst, every_ms) = (i64::from(burst.max(1)), every_ms.max(1));
        Self { burst, every_ms, full_at: Mutex::new(HashMap::new()) }
    }

    /// Takes one token of `key`'s.
    ///
    /// # Errors
    /// `TooFast` with the moment at which there will be one.
    pub fn take(&self, key: K, now: Moment) -> Result<(), Refusal> {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= KEYS_LIMIT && !full_at.contains_key(&key) {
            full_at.retain(|_, at| *at > now);
            if full_at.len() >= KEYS_LIMIT {
                full_at.clear();
            }
        }
        let at = full_at.entry(key).or_insert(now);
        // A clock that jumped far back must not lock anybody out.
        let furthest = now.plus(self.burst.saturating_mul(self.every_ms));
        let start = if *at > furthest { now } else { (*at).max(now) };
        let next = start.plus(self.every_ms);
        if next > furthest {
            let retry_at = now.plus(next.since(furthest));
            return Err(Refusal::TooFast { retry_at });
        }
        *at = next;
        Ok(())
    }

    /// Gives everything back to `key`.
    pub fn forget(&self, key: &K) {
        self.full_at.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_the_next_one_is_told_when_to_come_back() {
        let throttle = Throttle::new(3, 1_000);
        let now = Moment(50_000);
        for _ in 0..3 {
            assert_eq!(throttle.take("ada", now), Ok(()));
        }
        let retry_at = Moment(51_000);
        assert_eq!(throttle.take("ada", now), Err(Refusal::TooFast { retry_at }));
        assert_eq!(throttle.take("grace", now), Ok(()));
        assert_eq!(throttle.take("ada", retry_at), Ok(()));
    }

    #[test]
    fn a_clock_that_jumps_back_locks_nobody_out() {
        let throttle = Throttle::new(1, 1_000);
        assert_eq!(throttle.take(1, Moment(1_000_000_000)), Ok(()));
        assert_eq!(throttle.take(1, Moment(0)), Ok(()));
        assert!(throttle.take(1, Moment(0)).is_err());
        assert_eq!(throttle.take(1, Moment(1_000)), Ok(()));
    }

    #[test]
    fn many_keys_are_bounded() {
        let throttle = Throttle::new(1, 1_000_000);
        for key in 0..(KEYS_LIMIT + 10) {
            assert_eq!(throttle.take(key, Moment(0)), Ok(()));
        }
        let held = throttle.full_at.lock().unwrap().len();
        assert!(held <= KEYS_LIMIT, "{held}");
    }
}
