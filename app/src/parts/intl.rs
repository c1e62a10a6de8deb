//! Numbers, dates and durations as the person's language and time zone write them, by the browser's `Intl`.

mod browser;
mod span;

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;

use browser::{Formats, with_formats};
use span::{Span, span};

/// Tells the language and the time zone in use, and follows them.
type Locale = Rc<dyn Fn() -> (Option<String>, Option<String>)>;

thread_local! {
    // Not a context: event handlers format too, and those have none.
    static LOCALE: RefCell<Option<Locale>> = const { RefCell::new(None) };
}

/// Sets the language (BCP 47) and the time zone (IANA, `None`: the browser's) of the page.
pub fn provide_locale(language: Signal<String>, time_zone: Signal<Option<String>>) {
    LOCALE.set(Some(Rc::new(move || (language.try_get(), time_zone.try_get().flatten()))));
}

/// Sets the language (BCP 47) of a page that never changes it.
pub(crate) fn fix_locale(language: String) {
    LOCALE.set(Some(Rc::new(move || (Some(language.clone()), None))));
}

/// How the person in front of this browser reads.
#[must_use]
pub fn reader() -> model::locale::Locale {
    let told = LOCALE.with_borrow(|locale| locale.as_ref().map(|tell| tell()));
    let (language, time_zone) = told.unwrap_or_default();
    let time_zone = time_zone.or_else(browser::time_zone).unwrap_or_default();
    model::locale::Locale { language: language.unwrap_or_default(), time_zone }
}

/// Every time zone the browser knows, to choose from.
#[must_use]
pub fn time_zones() -> Vec<String> {
    browser::time_zones()
}

#[must_use]
pub fn number(number: f64) -> String {
    with(|formats| formats.number(number, &[]))
}

/// `share` is 0 to 1.
#[must_use]
pub fn percent(share: f64) -> String {
    with(|formats| formats.number(share, &[("style", "percent"), ("maximumFractionDigits", "1")]))
}

#[expect(clippy::cast_precision_loss, reason = "shown with one digit after the point")]
#[must_use]
pub fn bytes(count: u64) -> String {
    const UNITS: [&str; 4] = ["byte", "kilobyte", "megabyte", "gigabyte"];
    let mut size = count as f64;
    let mut units = UNITS.iter();
    let mut unit = units.next();
    while size >= 1000.0 && units.len() > 0 {
        size /= 1000.0;
        unit = units.next();
    }
    let digits = if size < 10.0 && count >= 1000 { "1" } else { "0" };
    with(|formats| {
        formats.number(
            size,
            &[
                ("style", "unit"),
                ("unit", unit.copied().unwrap_or("byte")),
                ("unitDisplay", "short"),
                ("maximumFractionDigits", digits),
            ],
        )
    })
}

/// "3 min 10 sec": the two largest units.
#[must_use]
pub fn duration_words(length_ms: i64) -> String {
    span::parts(length_ms)
        .into_iter()
        .map(|(count, unit)| {
            with(|formats| {
                formats
                    .number(count, &[("style", "unit"), ("unit", unit), ("unitDisplay", "short")])
            })
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[must_use]
pub fn date_time(at_ms: i64) -> String {
    with(|formats| formats.date(at_ms, &[("dateStyle", "medium"), ("timeStyle", "short")]))
}

#[must_use]
pub fn day(at_ms: i64) -> String {
    with(|formats| formats.date(at_ms, &[("dateStyle", "long")]))
}

/// A date without a time, from `2026-11-30`; `None`: it is none.
#[must_use]
pub fn date(text: &str) -> Option<String> {
    let at_ms = browser::parsed(text)?;
    let language = LOCALE.with_borrow(Option::clone).and_then(|locale| locale().0);
    let language = language.unwrap_or_else(browser::page_language);
    let style = [("dateStyle", "long")];
    Some(with_formats(&language, Some("UTC"), |formats| formats.date(at_ms, &style)))
}

#[must_use]
pub fn minute(at_ms: i64) -> String {
    with(|formats| formats.date(at_ms, &[("timeStyle", "short")]))
}

/// A key that two moments share when they are on the same day in the person's time zone.
#[must_use]
pub fn day_key(at_ms: i64) -> String {
    with(|formats| formats.date(at_ms, &[("dateStyle", "short")]))
}

/// "3 minutes ago"; the date when it is over a week ago.
#[must_use]
pub fn relative(at_ms: i64, now_ms: i64) -> String {
    relative_in("long", at_ms, now_ms)
}

/// "3m ago"; the date when it is over a week ago.
#[must_use]
pub fn relative_short(at_ms: i64, now_ms: i64) -> String {
    relative_in("narrow", at_ms, now_ms)
}

/// For `<time datetime>`.
pub(crate) fn machine(at_ms: i64) -> String {
    browser::iso(at_ms)
}

fn relative_in(style: &'static str, at_ms: i64, now_ms: i64) -> String {
    match span(at_ms - now_ms) {
        Span::Units(count, unit) => with(|formats| formats.relative(count, unit, style)),
        Span::Far => with(|formats| formats.date(at_ms, &[("dateStyle", "medium")])),
    }
}

fn with(format: impl FnOnce(&mut Formats) -> String) -> String {
    let locale = LOCALE.with_borrow(Option::clone);
    let (language, time_zone) = locale.map_or((None, None), |locale| locale());
    let language = language.unwrap_or_else(browser::page_language);
    with_formats(&language, time_zone.as_deref(), format)
}
