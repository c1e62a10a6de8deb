//! A whole number in a form, with its bounds.

use leptos::prelude::*;
use model::{
    parse,
    refusal::{Field, Problem, Refusal},
};

use crate::{
    parts::NumberField,
    words::{Word, refusals},
};

/// The number, its bounds, and what is wrong with it. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole {
    value: RwSignal<Option<f64>>,
    problem: RwSignal<Option<Problem>>,
    from: u32,
    to: u32,
}

impl Whole {
    pub(super) fn new(from: u32, to: u32) -> Self {
        Self { value: RwSignal::new(None), problem: RwSignal::new(None), from, to }
    }

    pub(super) fn set(self, number: u32) {
        self.value.set(Some(f64::from(number)));
    }

    /// The number; what is no whole number counts as the least one and is told by `check`.
    pub(super) fn get(self) -> u32 {
        self.value.get().and_then(whole).unwrap_or(self.from)
    }

    /// Puts what is wrong beside the field; true when nothing is.
    pub(super) fn check(self) -> bool {
        let (from, to) = (self.from, self.to);
        let out_of_range = Problem::OutOfRange { from: i64::from(from), to: i64::from(to) };
        let problem = match self.value.get_untracked() {
            None => Some(Problem::Missing),
            Some(number) => match whole(number).map(|it| parse::within(Field::Limit, it, from, to))
            {
                Some(Ok(_)) => None,
                Some(Err(Refusal::Invalid { problem, .. })) => Some(problem),
                Some(Err(_)) | None => Some(out_of_range),
            },
        };
        self.problem.set(problem);
        problem.is_none()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be whole and within u32"
)]
fn whole(number: f64) -> Option<u32> {
    let is_whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    is_whole.then_some(number as u32)
}

#[component]
pub(super) fn WholeField(
    #[prop(into)] label: Signal<String>,
    number: Whole,
    #[prop(optional)] hint: Option<Word>,
) -> impl IntoView {
    let error = move || number.problem.get().map(|problem| refusals::problem(&problem));
    view! {
        <NumberField
            label
            value=number.value
            min=f64::from(number.from)
            max=f64::from(number.to)
            step=1.0
            hint=hint.map(Word::text).unwrap_or_default()
            error=Signal::derive(error)
            required=true
        />
    }
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn only_whole_numbers_count() {
        assert_eq!(whole(12.0), Some(12));
        assert_eq!(whole(0.5), None);
        assert_eq!(whole(-1.0), None);
        assert_eq!(whole(5e9), None);
    }
}
