//! Form fields: label, control, hint and error in one frame.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::{fresh_id, icon};
use crate::{
    parts::Glyph,
    widget::{
        dom::{El, el, target},
        react::{Signal, effect},
    },
};

/// What a field says about its control.
pub(in crate::widget) struct Field {
    pub(in crate::widget) label: String,
    pub(in crate::widget) hint: &'static str,
    pub(in crate::widget) is_required: bool,
    pub(in crate::widget) value: Signal<String>,
    /// What is wrong with it.
    pub(in crate::widget) error: Signal<Option<String>>,
}

/// One line of text. The name is also what the browser may fill it in by.
pub(in crate::widget) fn text_field(field: Field, kind: &str, name: &str) -> El {
    let value = field.value.clone();
    let input = el("input", "field__control")
        .attr("type", kind)
        .maybe("name", (!name.is_empty()).then_some(name))
        .attr("autocomplete", if name.is_empty() { "off" } else { name });
    let control: HtmlInputElement = input.cast();
    let shown = value.clone();
    effect(move || {
        let now = shown.get();
        // Setting what stands there already would move the cursor.
        if control.value() != now {
            control.set_value(&now);
        }
    });
    let input = input.on("input", move |event| {
        if let Some(input) = target::<HtmlInputElement>(&event) {
            value.set(input.value());
        }
    });
    framed(field, input)
}

/// Several lines of text.
pub(in crate::widget) fn area_field(field: Field) -> El {
    let value = field.value.clone();
    let area = el("textarea", "field__control").attr("rows", "3");
    area.cast::<HtmlTextAreaElement>().set_value(&value.peek());
    let area = area.on("input", move |event| {
        if let Some(area) = target::<HtmlTextAreaElement>(&event) {
            value.set(area.value());
        }
    });
    framed(field, area)
}

/// Several of some options, one line of the value each.
pub(in crate::widget) fn many_field(field: Field, options: Vec<String>) -> El {
    let Field { label, is_required, value, error, .. } = field;
    let boxes = options.into_iter().enumerate().map(|(at, option)| {
        let is_on = value.look(|text| text.lines().any(|line| line == option));
        let (wrong, own, value) = (error.clone(), option.clone(), value.clone());
        let input = el("input", "check__box")
            .attr("type", "checkbox")
            .maybe("checked", is_on.then_some(""))
            // Where the focus goes when something is wrong.
            .flag("aria-invalid", move || at == 0 && wrong.with(Option::is_some))
            .on("change", move |event| {
                let Some(input) = target::<HtmlInputElement>(&event) else { return };
                let text = value.peek();
                let mut lines: Vec<&str> = text.lines().filter(|line| *line != own).collect();
                if input.checked() {
                    lines.push(&own);
                }
                value.set(lines.join("\n"));
            });
        let words = el("span", "check__label").text(&option);
        el("label", "check").kid(input).kid(words)
    });
    let legend = el("legend", "field__label").text(&label);
    let legend = if is_required { legend.kid(star()) } else { legend };
    let boxes = el("div", "field__choices").kids(boxes.collect::<Vec<_>>());
    let (shown, words) = (error.clone(), error);
    el("fieldset", "field").kid(legend).kid(boxes).when(
        move || shown.with(Option::is_some),
        move || {
            let words = words.clone();
            el("p", "field__error")
                .kid(icon(Glyph::CircleAlert))
                .kid(el("span", "").words(move || words.get().unwrap_or_default()))
        },
    )
}

/// One of several values, each with its label.
pub(in crate::widget) fn select(field: Field, choices: Vec<(String, String)>) -> El {
    let value = field.value.clone();
    let chosen = value.peek();
    let options = choices.into_iter().map(|(value, label)| {
        el("option", "")
            .attr("value", &value)
            .maybe("selected", (value == chosen).then_some(""))
            .text(&label)
    });
    let control = el("select", "field__control").kids(options).on("change", move |event| {
        if let Some(select) = target::<HtmlSelectElement>(&event) {
            value.set(select.value());
        }
    });
    framed(field, control)
}

fn framed(field: Field, control: El) -> El {
    let Field { label, hint, is_required, error, .. } = field;
    let id = fresh_id("field");
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let (wrong, described, shown, words) = (error.clone(), error.clone(), error.clone(), error);
    let named = el("label", "field__label").attr("for", &id).text(&label);
    let named = if is_required { named.kid(star()) } else { named };
    let (described_hint, described_error) =
        (if hint.is_empty() { String::new() } else { hint_id.clone() }, error_id.clone());
    let control = control
        .attr("id", &id)
        .maybe("aria-required", is_required.then_some("true"))
        .flag("aria-invalid", move || wrong.with(Option::is_some))
        .state("aria-describedby", move || {
            let is_wrong = described.with(Option::is_some);
            let ids = match (is_wrong, described_hint.is_empty()) {
                (true, false) => format!("{described_error} {described_hint}"),
                (true, true) => described_error.clone(),
                (false, _) => described_hint.clone(),
            };
            Some(ids).filter(|ids| !ids.is_empty())
        });
    let made = el("div", "field").kid(named).kid(control).when(
        move || shown.with(Option::is_some),
        move || {
            let words = words.clone();
            el("p", "field__error")
                .attr("id", &error_id)
                .kid(icon(Glyph::CircleAlert))
                .kid(el("span", "").words(move || words.get().unwrap_or_default()))
        },
    );
    if hint.is_empty() {
        return made;
    }
    made.kid(el("p", "field__hint").attr("id", &hint_id).text(hint))
}

/// The star of a required field, for the eye only.
fn star() -> El {
    el("span", "field__star").attr("aria-hidden", "true").text("*")
}

/// A box to tick, or that has to be ticked.
pub(in crate::widget) fn checkbox(
    label: &str,
    is_required: bool,
    value: Signal<bool>,
    error: Signal<Option<String>>,
) -> El {
    let note_id = fresh_id("note");
    let (wrong, described, shown) = (error.clone(), error.clone(), error.clone());
    let described_by = note_id.clone();
    let input = el("input", "check__box")
        .attr("type", "checkbox")
        .maybe("checked", value.peek().then_some(""))
        .maybe("aria-required", is_required.then_some("true"))
        .flag("aria-invalid", move || wrong.with(Option::is_some))
        .state("aria-describedby", move || {
            described.with(Option::is_some).then(|| described_by.clone())
        })
        .on("change", move |event| {
            if let Some(input) = target::<HtmlInputElement>(&event) {
                value.set(input.checked());
            }
        });
    let words = el("span", "check__label").text(label);
    let words = if is_required { words.kid(star()) } else { words };
    el("div", "check-field").kid(el("label", "check").kid(input).kid(words)).when(
        move || shown.with(Option::is_some),
        move || {
            let error = error.clone();
            el("p", "field__error check__hint")
                .attr("id", &note_id)
                .kid(icon(Glyph::CircleAlert))
                .kid(el("span", "").words(move || error.get().unwrap_or_default()))
        },
    )
}
