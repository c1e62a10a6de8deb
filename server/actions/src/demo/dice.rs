//! Numbers that look random and are the same every time (SplitMix64).

use model::Uuid;

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A source of numbers; the same seed gives the same ones.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A source of its own for one thing among many, whatever is drawn elsewhere.
    pub(super) fn fork(&self, stream: usize) -> Self {
        let stream = u64::try_from(stream).unwrap_or(u64::MAX);
        let mut seed = Self(self.0 ^ stream.wrapping_add(1).wrapping_mul(GOLDEN));
        Self(seed.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0, less than `end`; 0 where there is nothing to choose from.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// From `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).max(0).unsigned_abs();
        let step = self.next() % width.saturating_add(1);
        low.saturating_add_unsigned(step)
    }

    /// True this many times out of a hundred.
    pub(super) fn percent(&mut self, share: u64) -> bool {
        self.next() % 100 < share
    }

    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    pub(super) fn word(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from).copied().unwrap_or_default()
    }

    /// One of several wordings, separated by `|`.
    pub(super) fn wording<'a>(&mut self, text: &'a str) -> &'a str {
        let chosen = self.below(text.split('|').count());
        text.split('|').nth(chosen).unwrap_or_default()
    }

    pub(super) fn shuffle<T>(&mut self, all: &mut [T]) {
        for end in (1..all.len()).rev() {
            let other = self.below(end.saturating_add(1));
            all.swap(end, other);
        }
    }

    /// An identifier with the form of a random one (UUID version 4).
    pub(super) fn uuid(&mut self) -> Uuid {
        let drawn = u128::from(self.next()) << 64 | u128::from(self.next());
        uuid::Builder::from_random_bytes(drawn.to_be_bytes()).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_published_generator() {
        let mut dice = Dice::new(1_234_567);
        let drawn = [dice.next(), dice.next(), dice.next()];
        let published =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(drawn, published);
    }

    #[test]
    fn every_stream_is_its_own_and_the_same_again() {
        let dice = Dice::new(7);
        assert_eq!(dice.fork(1).uuid(), dice.fork(1).uuid());
        assert_ne!(dice.fork(1).uuid(), dice.fork(2).uuid());
    }

    #[test]
    fn draws_stay_within_their_bounds() {
        let mut dice = Dice::new(3);
        for _ in 0..1_000 {
            assert!(dice.below(3) < 3);
            assert!((-2..=2).contains(&dice.between(-2, 2)));
        }
        assert_eq!(dice.below(0), 0);
        assert_eq!(dice.between(5, 5), 5);
        assert_eq!(dice.pick::<u8>(&[]), None);
    }
}
