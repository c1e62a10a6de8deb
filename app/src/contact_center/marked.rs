//! What a search found, marked in the rows: by the same rules as the server finds it.

use js_sys::JsString;
use leptos::prelude::*;
use model::{
    fold::Folded,
    search::pieces,
    terms::{self, Term},
};

use crate::shell::address::use_address;

/// The terms that are searched by; from the address.
#[derive(Debug, Clone, Copy)]
struct Sought(Memo<Vec<Term>>);

/// Once, for the rows below.
pub(super) fn provide_marks() {
    let search = use_address().query("search");
    provide_context(Sought(Memo::new(move |_| {
        search.with(|search| search.as_deref().map_or_else(Vec::new, terms_of))
    })));
}

/// The terms of a search for people.
pub(super) fn terms_of(search: &str) -> Vec<Term> {
    terms::terms(&folded(search))
}

/// Without case and accents.
pub(super) fn folded(text: &str) -> String {
    Folded::with(decompose, text).text
}

/// The browser has the tables.
fn decompose(c: char, push: &mut dyn FnMut(char)) {
    if c.is_ascii() {
        return push(c);
    }
    let apart = JsString::from(c.to_string()).normalize("NFKD");
    String::from(apart).chars().for_each(push);
}

/// A text of a contact, with what the search found in it.
#[component]
pub(super) fn Marked(#[prop(into)] text: String) -> impl IntoView {
    let sought = use_context::<Sought>();
    move || {
        let marks = sought.map_or_else(Vec::new, |Sought(terms)| {
            terms.with(|terms| {
                if terms.is_empty() { Vec::new() } else { terms::marks(terms, &text, decompose) }
            })
        });
        in_pieces(&text, &marks)
    }
}

/// A text with what is marked in it: from and to, in bytes.
pub(super) fn in_pieces(text: &str, marks: &[(u32, u32)]) -> Vec<AnyView> {
    pieces(text, marks)
        .map(|(piece, is_match)| {
            let piece = piece.to_owned();
            if is_match { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() }
        })
        .collect()
}
