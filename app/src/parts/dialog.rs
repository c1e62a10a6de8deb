//! A modal dialog, shown as long as it is mounted.

use leptos::{ev::Event, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::{Glyph, IconButton, fresh_id};

/// Esc and the cross ask `on_close`; a click beside it does not, lest a half-filled form is lost.
#[component]
pub fn Dialog(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] close: Signal<String>,
    #[prop(into)] on_close: Callback<()>,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    let title_id = fresh_id("dialog");
    view! {
        <Modal role="dialog" labelled_by=title_id.clone() on_close wide>
            <h2 class="dialog__title" id=title_id>
                {title}
            </h2>
            {children()}
            // Last, so that the first field has the focus, not the cross.
            <div class="dialog__close">
                <IconButton glyph=Glyph::X label=close on_click=move |()| on_close.run(())/>
            </div>
        </Modal>
    }
}

/// The native `<dialog>`: top layer, focus kept inside and given back.
#[component]
pub(super) fn Modal(
    role: &'static str,
    labelled_by: String,
    #[prop(optional)] described_by: Option<String>,
    on_close: Callback<()>,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let before = StoredValue::new_local(focused());
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            show(dialog, true);
        }
    });
    on_cleanup(move || {
        if let Some(Some(before)) = before.try_get_value() {
            // After the dialog has left the page: inside it the focus cannot leave.
            queue_microtask(move || _ = before.focus());
        }
    });
    view! {
        <dialog
            node_ref=node
            class="dialog"
            role=role
            data-size=wide.then_some("wide")
            aria-labelledby=labelled_by
            aria-describedby=described_by
            on:cancel=move |event: Event| {
                if is_own(&event) {
                    event.prevent_default();
                    on_close.run(());
                }
            }
            // Chromium closes it past `cancel` when Esc is pressed twice.
            on:close=move |event: Event| {
                if is_own(&event) {
                    on_close.try_run(());
                }
            }
        >
            {children()}
        </dialog>
    }
}

/// A dialog that had to be waited for is made a moment before it stands in the page, which refuses to show it until then.
fn show(dialog: HtmlDialogElement, is_first_try: bool) {
    if dialog.open() || (dialog.is_connected() && dialog.show_modal().is_ok()) {
        return;
    }
    if is_first_try {
        request_animation_frame(move || show(dialog, false));
    }
}

/// `cancel` and `close` of something inside (a file picker) are none of the dialog's business.
fn is_own(event: &Event) -> bool {
    event.target() == event.current_target()
}

fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}
