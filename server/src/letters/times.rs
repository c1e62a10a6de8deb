//! Days and times by a reader's clock.

use jiff::{Timestamp, Zoned, tz::TimeZone};
use model::{locale::Locale, moment::Moment};

/// How days and times are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    German,
    American,
    British,
}

/// A reader's clock.
pub(crate) struct Times {
    zone: TimeZone,
    style: Style,
}

impl Times {
    /// Universal time where the zone is not known.
    pub(crate) fn of(reader: &Locale) -> Self {
        let tag = reader.language.to_ascii_lowercase();
        let style = match tag.as_str() {
            tag if tag.starts_with("de") => Style::German,
            "en-us" => Style::American,
            _ => Style::British,
        };
        let zone = TimeZone::get(&reader.time_zone).unwrap_or(TimeZone::UTC);
        Self { zone, style }
    }

    pub(crate) fn zone_name(&self) -> String {
        self.zone.iana_name().unwrap_or("UTC").replace('_', " ")
    }

    pub(crate) fn day(&self, at: Moment) -> String {
        let format = match self.style {
            Style::German => "%d.%m.%Y",
            Style::American => "%b %-d, %Y",
            Style::British => "%-d %b %Y",
        };
        self.at(at).strftime(format).to_string()
    }

    pub(crate) fn time(&self, at: Moment) -> String {
        let format = match self.style {
            Style::American => "%-I:%M %p",
            Style::German | Style::British => "%H:%M",
        };
        self.at(at).strftime(format).to_string()
    }

    pub(crate) fn day_and_time(&self, at: Moment) -> String {
        format!("{}, {}", self.day(at), self.time(at))
    }

    /// For the names of files: sorts by itself.
    pub(crate) fn date(&self, at: Moment) -> String {
        self.at(at).strftime("%Y-%m-%d").to_string()
    }

    /// Year, month, day, hour, minute, second, in universal time.
    pub(crate) fn parts_in_utc(at: Moment) -> (u16, u8, u8, u8, u8, u8) {
        let at = Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(TimeZone::UTC);
        let small = |part: i8| u8::try_from(part).unwrap_or_default();
        (
            u16::try_from(at.year()).unwrap_or_default(),
            small(at.month()),
            small(at.day()),
            small(at.hour()),
            small(at.minute()),
            small(at.second()),
        )
    }

    fn at(&self, at: Moment) -> Zoned {
        Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(self.zone.clone())
    }
}
