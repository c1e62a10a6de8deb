//! Which unit a distance in time is told in.

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Span {
    /// Negative counts are in the past.
    Units(f64, &'static str),
    /// So far away that the date says more.
    Far,
}

#[expect(clippy::cast_precision_loss, reason = "at most 60")]
pub(super) fn span(distance_ms: i64) -> Span {
    let (unit_ms, unit) = match distance_ms.abs() {
        // Under a minute, and small differences of clocks: "now".
        0..MINUTE_MS => return Span::Units(0.0, "second"),
        MINUTE_MS..HOUR_MS => (MINUTE_MS, "minute"),
        HOUR_MS..DAY_MS => (HOUR_MS, "hour"),
        days if days < 7 * DAY_MS => (DAY_MS, "day"),
        _ => return Span::Far,
    };
    Span::Units((distance_ms / unit_ms) as f64, unit)
}

/// The two largest units of a length: hours and minutes, or minutes and seconds.
#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
pub(super) fn parts(length_ms: i64) -> Vec<(f64, &'static str)> {
    let seconds = length_ms.max(0) / 1000;
    let units = [
        (seconds / 86_400, "day"),
        (seconds / 3600 % 24, "hour"),
        (seconds / 60 % 60, "minute"),
        (seconds % 60, "second"),
    ];
    let found: Vec<_> = units
        .into_iter()
        .skip_while(|(count, _)| *count == 0)
        .take(2)
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| (count as f64, unit))
        .collect();
    if found.is_empty() { vec![(0.0, "second")] } else { found }
}

#[cfg(test)]
mod tests {
    use super::{Span, parts, span};

    #[test]
    fn less_than_a_minute_is_now_and_more_than_a_week_is_a_date() {
        assert_eq!(span(-59_000), Span::Units(0.0, "second"));
        assert_eq!(span(-61_000), Span::Units(-1.0, "minute"));
        assert_eq!(span(-23 * 3_600_000), Span::Units(-23.0, "hour"));
        assert_eq!(span(-6 * 86_400_000), Span::Units(-6.0, "day"));
        assert_eq!(span(-7 * 86_400_000), Span::Far);
    }

    #[test]
    fn a_length_is_told_in_its_two_largest_units() {
        assert_eq!(parts(190_000), [(3.0, "minute"), (10.0, "second")]);
        assert_eq!(parts(3_605_000), [(1.0, "hour")]);
        assert_eq!(parts(0), [(0.0, "second")]);
    }
}
