//! A question before something that is hard to undo.

use leptos::prelude::*;

use super::{Button, ButtonKind, dialog::Modal, fresh_id};

#[component]
pub fn Confirm(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] action: Signal<String>,
    #[prop(into)] cancel: Signal<String>,
    #[prop(optional)] danger: bool,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(into)] on_confirm: Callback<()>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let title_id = fresh_id("confirm");
    let text_id = fresh_id("confirm");
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <Modal
            role="alertdialog"
            labelled_by=title_id.clone()
            described_by=text_id.clone()
            on_close
        >
            <h2 class="dialog__title" id=title_id>
                {title}
            </h2>
            <p class="dialog__body" id=text_id>
                {text}
            </p>
            <div class="dialog__foot">
                <Button label=cancel on_click=move |()| on_close.run(())/>
                <Button label=action kind busy on_click=move |()| on_confirm.run(())/>
            </div>
        </Modal>
    }
}
