//! A canned text as it would be said, with what is filled in and what is missing marked.

use leptos::prelude::*;
use model::canned::{Piece, pieces};

use super::Filling;
use crate::words::canned as words;

#[component]
pub fn Preview(#[prop(into)] text: Signal<String>, filling: Filling) -> impl IntoView {
    filling.prepare();
    let shown = move || {
        text.with(|text| pieces(text).into_iter().map(|piece| part(piece, filling)).collect_view())
    };
    view! {
        <p class="canned__text" dir="auto">{shown}</p>
    }
}

fn part(piece: Piece<'_>, filling: Filling) -> AnyView {
    match piece {
        Piece::Text(text) => text.to_owned().into_any(),
        Piece::Unknown(word) => {
            view! { <mark class="canned__unknown">{word.to_owned()}</mark> }.into_any()
        }
        Piece::Open(open) => match filling.value(open).filter(|value| !value.is_empty()) {
            Some(value) => view! { <span class="canned__filled">{value}</span> }.into_any(),
            None => {
                let name = words::placeholder(open).text();
                view! { <mark class="canned__gap">{words::NOT_KNOWN.with(&[("what", name)])}</mark> }
                    .into_any()
            }
        },
    }
}
