//! When guests come: on weekdays while the shop is open, a few on Saturdays, most of them around noon.

use model::moment::Moment;

use super::dice::Dice;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// How far back the oldest conversation began.
pub(super) const DAYS: i64 = 90;
/// The shop's hours in UTC, nine to six where it stands; after the end nobody new comes.
const OPENS_MS: i64 = 8 * HOUR_MS;
const CLOSES_MS: i64 = 16 * HOUR_MS + HOUR_MS / 2;
/// Whoever comes later than this before now would still be talking.
pub(super) const STILL_TALKING_MS: i64 = 100 * 60_000;

/// The part of a day in which guests came, and how many for each of the others.
#[derive(Debug)]
struct Day {
    opens: i64,
    closes: i64,
    weight: i64,
}

/// The arrivals of so many guests, the earliest first.
pub(super) fn arrivals(count: usize, now: Moment, dice: &Dice) -> Vec<Moment> {
    let today = now.0.div_euclid(DAY_MS);
    let days: Vec<Day> =
        (0..DAYS).rev().filter_map(|age| day(today.saturating_sub(age), now)).collect();
    let whole: i64 = days.iter().map(|day| day.weight).sum();
    let mut arrivals = Vec::with_capacity(count);
    let mut days = days.into_iter();
    let mut current = days.next();
    let mut reached = current.as_ref().map_or(0, |day| day.weight);
    for place in 0..count {
        let share = share_of(whole, place, count);
        while share >= reached
            && let Some(next) = days.next()
        {
            reached = reached.saturating_add(next.weight);
            current = Some(next);
        }
        if let Some(day) = &current {
            let mut dice = dice.fork(place);
            let drawn = (dice.between(day.opens, day.closes), dice.between(day.opens, day.closes));
            // The mean of two draws is rather in the middle than at either end.
            arrivals.push(Moment(drawn.0.midpoint(drawn.1)));
        }
    }
    arrivals.sort_unstable();
    arrivals
}

fn share_of(whole: i64, place: usize, count: usize) -> i64 {
    let place = i64::try_from(place).unwrap_or(0);
    let count = i64::try_from(count).unwrap_or(i64::MAX).max(1);
    whole.saturating_mul(place).saturating_div(count)
}

/// A day since 1970; `None` when nobody came.
fn day(number: i64, now: Moment) -> Option<Day> {
    let midnight = number.saturating_mul(DAY_MS);
    // 1970 began on a Thursday; Monday is 0.
    let per_minute = match number.saturating_add(3).rem_euclid(7) {
        0..=4 => 6,
        5 => 1,
        _ => return None,
    };
    let opens = midnight.saturating_add(OPENS_MS);
    let latest = now.0.saturating_sub(STILL_TALKING_MS);
    let closes = midnight.saturating_add(CLOSES_MS).min(latest);
    (closes > opens).then(|| Day {
        opens,
        closes,
        weight: closes.saturating_sub(opens).saturating_mul(per_minute),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-18, a Wednesday, at 13:20.
    const WEDNESDAY: Moment = Moment(1_795_008_000_000);

    #[test]
    fn guests_come_while_the_shop_is_open_and_never_on_sundays() {
        let arrivals = arrivals(1_500, WEDNESDAY, &Dice::new(1));
        assert_eq!(arrivals.len(), 1_500);
        assert!(arrivals.is_sorted());
        for at in arrivals {
            let hours = OPENS_MS..=CLOSES_MS;
            assert!(hours.contains(&at.0.rem_euclid(DAY_MS)));
            assert_ne!((at.0.div_euclid(DAY_MS) + 3).rem_euclid(7), 6);
            assert!(at.since(Moment(WEDNESDAY.0 - DAYS * DAY_MS)) > 0);
            assert!(at.0 + STILL_TALKING_MS <= WEDNESDAY.0);
        }
    }

    #[test]
    fn there_are_as_many_at_whatever_hour_of_the_week_one_asks() {
        for hour in 0..7 * 24 {
            let now = WEDNESDAY.plus(hour * HOUR_MS);
            let arrivals = arrivals(1_500, now, &Dice::new(1));
            assert_eq!(arrivals.len(), 1_500);
            assert!(arrivals.iter().all(|at| at.0 + STILL_TALKING_MS <= now.0));
        }
    }
}
