//! What is wrong with the fields of a form, each told beside its field.

use leptos::{html, prelude::*};
use model::refusal::{Field, Problem, Refusal};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{api::Fault, words::refusals};

/// The problems of one form. Copy.
#[derive(Debug, Clone, Copy, Default)]
pub struct Problems {
    found: RwSignal<Vec<(Field, Problem)>>,
}

impl Problems {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The words for a field, if something is wrong with it.
    #[must_use]
    pub fn at(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.found.with(|found| {
                let (_, problem) = found.iter().find(|(at, _)| *at == field)?;
                Some(refusals::problem(problem))
            })
        })
    }

    /// Starts over with what a check found; true when nothing is wrong.
    pub fn check<const N: usize>(self, checks: [Result<(), Refusal>; N]) -> bool {
        let found: Vec<_> =
            checks.into_iter().filter_map(|check| field_of(&check.err()?)).collect();
        let is_clean = found.is_empty();
        self.found.set(found);
        is_clean
    }

    /// Puts a refused field's problem beside it; false when the fault is about something else.
    pub fn take(self, fault: &Fault, shown: &[Field]) -> bool {
        let Fault::Refused(refusal) = fault else { return false };
        match field_of(refusal) {
            Some((field, problem)) if shown.contains(&field) => {
                self.found.set(vec![(field, problem)]);
                true
            }
            _ => false,
        }
    }

    pub fn clear(self) {
        self.found.set(Vec::new());
    }
}

fn field_of(refusal: &Refusal) -> Option<(Field, Problem)> {
    match refusal {
        Refusal::Invalid { field, problem } => Some((*field, *problem)),
        _ => None,
    }
}

/// A check that gives no value, only a verdict.
///
/// # Errors
/// The check's.
pub fn verdict<T>(result: Result<T, Refusal>) -> Result<(), Refusal> {
    result.map(drop)
}

/// Moves the focus to the first field that is wrong, once its problem is on the page.
pub fn focus_first_problem(form: NodeRef<html::Form>) {
    focus_first(form, "[aria-invalid='true'], [data-wrong] input");
}

/// Moves the focus to a form's first field, once it is on the page.
pub fn focus_first_field(form: NodeRef<html::Form>) {
    focus_first(form, "input, textarea, select");
}

/// Moves the focus to what comes first of these, once it is on the page.
pub(super) fn focus_first(form: NodeRef<html::Form>, selector: &'static str) {
    request_animation_frame(move || {
        let first = form
            .try_get_untracked()
            .flatten()
            .and_then(|form| form.query_selector(selector).ok()?)
            .and_then(|field| field.dyn_into::<HtmlElement>().ok());
        if let Some(field) = first {
            _ = field.focus();
        }
    });
}
