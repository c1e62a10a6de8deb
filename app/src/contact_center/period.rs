//! A stretch of days in the person's own calendar, as the address holds it.

use js_sys::Date;
use model::moment::Moment;

/// A choice of days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Period {
    #[default]
    Any,
    Today,
    /// This many days, today among them.
    Last(u32),
    /// Both days belong to it; `yyyy-mm-dd`.
    Days {
        from: Option<String>,
        until: Option<String>,
    },
}

impl Period {
    /// Reads `today`, a number of days, or two days with two dots between.
    pub(super) fn read(word: &str) -> Self {
        let day = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        match (word, word.split_once("..")) {
            ("today", _) => Self::Today,
            (_, Some((from, until))) => Self::Days { from: day(from), until: day(until) },
            (days, None) => days.parse().map_or(Self::Any, Self::Last),
        }
    }

    /// The first moment that belongs to it and the first that does not any more.
    pub(super) fn bounds(&self) -> (Option<Moment>, Option<Moment>) {
        match self {
            Self::Any => (None, None),
            Self::Today => (Some(days_ago(0)), None),
            Self::Last(days) => (Some(days_ago(days.saturating_sub(1))), None),
            Self::Days { from, until } => (
                from.as_deref().and_then(|day| midnight(day, 0)),
                until.as_deref().and_then(|day| midnight(day, 1)),
            ),
        }
    }
}

/// The midnight that began a day given as `yyyy-mm-dd`, or the one `later` days after.
pub(crate) fn midnight(day: &str, later: i32) -> Option<Moment> {
    let mut parts = day.split('-');
    let year: u32 = parts.next()?.parse().ok()?;
    let month: i32 = parts.next()?.parse().ok()?;
    let day: i32 = parts.next()?.parse().ok()?;
    if !(1970..=9999).contains(&year) || parts.next().is_some() {
        return None;
    }
    // The browser's own calendar knows the time zone and its summer time.
    moment(&Date::new_with_year_month_day(year, month - 1, day.saturating_add(later)))
}

fn days_ago(days: u32) -> Moment {
    let now = Date::new_0();
    let day = i32::try_from(now.get_date()).unwrap_or(1);
    let ago = i32::try_from(days).unwrap_or_default();
    let month = i32::try_from(now.get_month()).unwrap_or_default();
    let start = Date::new_with_year_month_day(now.get_full_year(), month, day.saturating_sub(ago));
    moment(&start).unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, reason = "whole ms, far below 2^53")]
fn moment(date: &Date) -> Option<Moment> {
    let ms = date.get_time();
    ms.is_finite().then_some(Moment(ms as i64))
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn a_period_is_read_from_the_address() {
        assert_eq!(Period::read("today"), Period::Today);
        assert_eq!(Period::read("30"), Period::Last(30));
        assert_eq!(Period::read("soon"), Period::Any);
        let from = Some("2026-11-01".to_owned());
        assert_eq!(Period::read("2026-11-01.."), Period::Days { from, until: None });
        assert_eq!(Period::read(".."), Period::Days { from: None, until: None });
    }
}
