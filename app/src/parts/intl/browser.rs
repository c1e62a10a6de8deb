//! The browser's formatters, made once per language, zone and shape: making one costs more than using it.

use std::cell::RefCell;

use js_sys::{
    Array, Date, Function,
    Intl::{DateTimeFormat, NumberFormat, RelativeTimeFormat},
    Number, Object, Reflect,
};
use wasm_bindgen::{JsCast, JsValue};

type Options<'a> = &'a [(&'static str, &'static str)];

thread_local! {
    static FORMATS: RefCell<Formats> = RefCell::default();
}

#[derive(Default)]
pub(super) struct Formats {
    language: String,
    time_zone: Option<String>,
    made: Vec<(Vec<&'static str>, JsValue)>,
}

pub(super) fn with_formats(
    language: &str,
    time_zone: Option<&str>,
    format: impl FnOnce(&mut Formats) -> String,
) -> String {
    FORMATS.with_borrow_mut(|formats| {
        if formats.language != language || formats.time_zone.as_deref() != time_zone {
            language.clone_into(&mut formats.language);
            formats.time_zone = time_zone.map(str::to_owned);
            formats.made.clear();
        }
        format(formats)
    })
}

/// The browser's own time zone.
pub(super) fn time_zone() -> Option<String> {
    let format = DateTimeFormat::new(&Array::new(), &Object::new());
    Reflect::get(&format.resolved_options(), &"timeZone".into()).ok()?.as_string()
}

/// Older browsers name none.
pub(super) fn time_zones() -> Vec<String> {
    let named = || {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let ask = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?;
        let ask = ask.dyn_into::<Function>().ok()?;
        ask.call1(&intl, &"timeZone".into()).ok()?.dyn_into::<Array>().ok()
    };
    let found = named().unwrap_or_default();
    found.iter().filter_map(|zone| zone.as_string()).collect()
}

impl Formats {
    pub(super) fn number(&mut self, number: f64, options: Options<'_>) -> String {
        let Some(format) = self.made::<NumberFormat>("NumberFormat", options) else {
            return plain(number);
        };
        call(&format.format(), &number.into())
    }

    #[expect(clippy::cast_precision_loss, reason = "ms of a calendar date, far below 2^53")]
    pub(super) fn date(&mut self, at_ms: i64, options: Options<'_>) -> String {
        let Some(format) = self.made::<DateTimeFormat>("DateTimeFormat", options) else {
            return iso(at_ms);
        };
        call(&format.format(), &(at_ms as f64).into())
    }

    pub(super) fn relative(&mut self, count: f64, unit: &str, style: &'static str) -> String {
        let options = [("numeric", "auto"), ("style", style)];
        match self.made::<RelativeTimeFormat>("RelativeTimeFormat", &options) {
            Some(format) => format.format(count, unit).into(),
            None => [&plain(count), " ", unit].concat(),
        }
    }

    fn made<T: JsCast + Clone>(&mut self, class: &'static str, options: Options<'_>) -> Option<T> {
        // Names too: a short date and a short time have the same values.
        let words = options.iter().flat_map(|(name, value)| [*name, *value]);
        let key: Vec<_> = std::iter::once(class).chain(words).collect();
        if let Some((_, format)) = self.made.iter().find(|(made, _)| *made == key) {
            return Some(format.clone().unchecked_into());
        }
        // A language or zone that the browser does not know is left to its own choice.
        let format = self
            .make(class, options, &self.language, self.time_zone.as_deref())
            .or_else(|| self.make(class, options, &self.language, None))
            .or_else(|| self.make(class, options, "en", None))?;
        self.made.push((key, format.clone()));
        Some(format.unchecked_into())
    }

    /// By reflection: the typed constructors throw through the wasm instead of returning an error.
    fn make(
        &self,
        class: &str,
        options: Options<'_>,
        language: &str,
        time_zone: Option<&str>,
    ) -> Option<JsValue> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let constructor: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
        let settings = Object::new();
        for (name, value) in options.iter().copied().chain(time_zone.map(|zone| ("timeZone", zone)))
        {
            Reflect::set(&settings, &name.into(), &value.into()).ok()?;
        }
        Reflect::construct(&constructor, &Array::of2(&language.into(), &settings)).ok()
    }
}

pub(super) fn page_language() -> String {
    web_sys::window()
        .and_then(|window| window.document()?.document_element())
        .and_then(|root| root.get_attribute("lang"))
        .filter(|language| !language.is_empty())
        .unwrap_or_else(|| "en".to_owned())
}

#[expect(clippy::cast_precision_loss, reason = "ms of a calendar date, far below 2^53")]
pub(super) fn iso(at_ms: i64) -> String {
    Date::new(&(at_ms as f64).into()).to_iso_string().into()
}

/// The moment at which a date begins in UTC.
#[expect(clippy::cast_possible_truncation, reason = "whole ms, far below 2^53")]
pub(super) fn parsed(date: &str) -> Option<i64> {
    let at_ms = Date::parse(date);
    at_ms.is_finite().then_some(at_ms as i64)
}

/// By the browser, too: our own way from fractions to digits is thousands of bytes.
fn plain(number: f64) -> String {
    Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
}

fn call(format: &Function, value: &JsValue) -> String {
    format
        .call1(&JsValue::UNDEFINED, value)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}
