//! The frame of a section that is one form: its fields, and what is done with the changes.

use leptos::{ev::SubmitEvent, html, prelude::*};

use crate::{
    parts::{Button, ButtonKind},
    words::{manage as words, parts as part_words},
};

/// The buttons stay when nothing is changed: who has just pressed one does not lose the place.
#[component]
pub(super) fn SectionForm(
    node: NodeRef<html::Form>,
    #[prop(into)] is_changed: Signal<bool>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] on_save: Callback<()>,
    #[prop(into)] on_discard: Callback<()>,
    children: Children,
) -> impl IntoView {
    let blocked = Signal::derive(move || {
        (!is_changed.get()).then(|| part_words::NOTHING_CHANGED.text().to_owned())
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_changed.get_untracked() {
            on_save.run(());
        }
    };
    view! {
        <form class="form" node_ref=node novalidate on:submit=submit>
            {children()}
            <div class="form__foot">
                <Button label=words::DISCARD.text() blocked on_click=on_discard/>
                <Button
                    label=part_words::SAVE.text()
                    kind=ButtonKind::Primary
                    busy
                    blocked
                    submit=true
                />
            </div>
        </form>
    }
}
