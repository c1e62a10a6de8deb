//! The frame of a form that changes one entry or makes a new one: its fields, Cancel and Save.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::problems::focus_first_field;
use crate::{
    parts::{Button, ButtonKind},
    words::parts as words,
};

/// The focus begins in the first field.
#[component]
pub fn EntryForm(
    node: NodeRef<html::Form>,
    #[prop(into)] busy: Signal<bool>,
    /// Why it cannot be saved.
    #[prop(optional, into)]
    blocked: Signal<Option<String>>,
    #[prop(into)] on_submit: Callback<()>,
    on_cancel: Callback<()>,
    children: Children,
) -> impl IntoView {
    Effect::new(move || focus_first_field(node));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="form" node_ref=node novalidate on:submit=submit>
            {children()}
            <div class="form__foot">
                <Button label=words::CANCEL.text() on_click=on_cancel/>
                <Button
                    label=words::SAVE.text()
                    kind=ButtonKind::Primary
                    busy
                    blocked
                    submit=true
                />
            </div>
        </form>
    }
}
