//! Form fields: label, control, hint and error in one frame.

mod check;
mod choice;
mod combobox;
mod number;
mod slider;
mod tags;
mod text;

use leptos::prelude::*;

pub use check::{Checkbox, Switch};
pub use choice::{Choice, RadioGroup, Select};
pub use combobox::{Combobox, Suggestion};
pub use number::NumberField;
pub use slider::Slider;
pub use tags::TagsField;
pub use text::{TextArea, TextField, TextKind};

use super::{Glyph, Icon, fresh_id};

/// What every field says about its control.
#[derive(Clone, Copy)]
struct Frame {
    id: StoredValue<String>,
    label: Signal<String>,
    hint: Signal<String>,
    error: Signal<Option<String>>,
    required: bool,
}

impl Frame {
    fn new(
        label: Signal<String>,
        hint: Signal<String>,
        error: Signal<Option<String>>,
        required: bool,
    ) -> Self {
        Self { id: StoredValue::new(fresh_id("field")), label, hint, error, required }
    }

    fn id(self) -> String {
        self.id.get_value()
    }

    fn part(self, part: &str) -> String {
        self.id.with_value(|id| format!("{id}-{part}"))
    }

    fn invalid(self) -> Option<&'static str> {
        self.error.with(Option::is_some).then_some("true")
    }

    fn required(self) -> Option<&'static str> {
        self.required.then_some("true")
    }

    /// The ids of the hint and the error, as far as they are shown.
    fn described_by(self) -> Option<String> {
        let hint = self.hint.with(|hint| !hint.is_empty()).then(|| self.part("hint"));
        let error = self.error.with(Option::is_some).then(|| self.part("error"));
        match (error, hint) {
            (Some(error), Some(hint)) => Some(format!("{error} {hint}")),
            (error, hint) => error.or(hint),
        }
    }

    fn label(self) -> impl IntoView {
        view! {
            <label class="field__label" for=self.id()>
                <Label frame=self/>
            </label>
        }
    }

    fn notes(self) -> impl IntoView {
        view! {
            <Show when=move || self.error.with(Option::is_some)>
                <p class="field__error" id=self.part("error")>
                    <Icon glyph=Glyph::CircleAlert/>
                    <span>{self.error}</span>
                </p>
            </Show>
            <Show when=move || self.hint.with(|hint| !hint.is_empty())>
                <p class="field__hint" id=self.part("hint")>
                    {self.hint}
                </p>
            </Show>
        }
    }
}

/// The label's words, with the star of a required field for the eye only.
#[component]
fn Label(frame: Frame) -> impl IntoView {
    view! {
        {frame.label}
        {frame
            .required
            .then(|| view! { <span class="field__star" aria-hidden="true">"*"</span> })}
    }
}
