//! A dialog that asks: fields, and at its foot the way out and the way on.

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{Button, ButtonKind, Dialog};
use crate::words::parts as words;

/// `submit`: what the way on is called. To close it is not to cancel: what was typed is kept.
#[component]
pub fn DialogForm(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] submit: Signal<String>,
    #[prop(optional)] danger: bool,
    node: NodeRef<html::Form>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] on_submit: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <Dialog title close=words::CLOSE.text() on_close>
            <form class="dialog__form" node_ref=node novalidate on:submit=send>
                <div class="dialog__body">{children()}</div>
                <div class="dialog__foot">
                    <Button label=words::CANCEL.text() on_click=on_cancel/>
                    <Button label=submit kind busy submit=true/>
                </div>
            </form>
        </Dialog>
    }
}
