//! What a tab shows after somebody else has signed in to the same browser: nothing goes out in their name.

use leptos::prelude::*;

use super::door::{Door, Standing};
use crate::{
    parts::{Button, ButtonKind, Glyph},
    words::shell as words,
};

#[component]
pub(super) fn Replaced() -> impl IntoView {
    let door = expect_context::<Door>();
    let names = Memo::new(move |_| {
        door.standing.with(|standing| match standing {
            Standing::Replaced { mine, by } => (mine.name.clone(), by.name.clone()),
            _ => Default::default(),
        })
    });
    let with_names = move |word: crate::words::Word| {
        Signal::derive(move || names.with(|(mine, by)| word.with(&[("mine", mine), ("name", by)])))
    };
    let title = NodeRef::<leptos::html::H1>::new();
    Effect::new(move || {
        if let Some(title) = title.get() {
            _ = title.focus();
        }
    });
    view! {
        <main class="gate" id="main">
            <div class="gate__card" role="alert">
                <h1 class="gate__title" tabindex="-1" node_ref=title>
                    {with_names(words::REPLACED)}
                </h1>
                <p class="gate__text">{with_names(words::REPLACED_TEXT)}</p>
                <div class="form">
                    <Button
                        label=with_names(words::GO_ON_AS)
                        kind=ButtonKind::Primary
                        glyph=Glyph::RefreshCw
                        on_click=move |()| _ = window().location().reload()
                    />
                    <Button label=with_names(words::LOG_IN_AS) on_click=move |()| door.go_out()/>
                </div>
            </div>
        </main>
    }
}
