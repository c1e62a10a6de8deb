//! Modal dialogs, shown as long as they are on the page.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::{button, fresh_id, icon_button};
use crate::{
    parts::Glyph,
    widget::{
        dom::{El, document, el, soon},
        react::{Signal, on_cleanup},
    },
};

/// Esc and the cross close it; a click beside it does not. Filled by `fill`.
pub(in crate::widget) fn dialog(
    title: &str,
    close: &str,
    on_close: Rc<dyn Fn()>,
    fill: impl FnOnce(El) -> El,
) -> El {
    let title_id = fresh_id("dialog");
    let modal = modal("dialog", &title_id, Rc::clone(&on_close))
        .kid(el("h2", "dialog__title").attr("id", &title_id).text(title));
    let cross = icon_button("quiet", Glyph::X, close, None, move || on_close());
    // Last, so that the first field has the focus, not the cross.
    fill(modal).kid(el("div", "dialog__close").kid(cross))
}

/// What a question says; the text may change while it stands there.
pub(in crate::widget) struct Question {
    pub(in crate::widget) title: &'static str,
    pub(in crate::widget) text: Box<dyn Fn() -> String>,
    pub(in crate::widget) action: &'static str,
    pub(in crate::widget) cancel: &'static str,
    pub(in crate::widget) busy: Signal<bool>,
}

/// A question before something that is hard to undo.
pub(in crate::widget) fn confirm(
    question: Question,
    on_confirm: impl Fn() + 'static,
    on_close: Rc<dyn Fn()>,
) -> El {
    let Question { title, text, action, cancel, busy } = question;
    let (title_id, text_id) = (fresh_id("confirm"), fresh_id("confirm"));
    let leave = Rc::clone(&on_close);
    modal("alertdialog", &title_id, on_close)
        .attr("aria-describedby", &text_id)
        .kid(el("h2", "dialog__title").attr("id", &title_id).text(title))
        .kid(el("p", "dialog__body").attr("id", &text_id).words(text))
        .kid(
            el("div", "dialog__foot")
                .kid(button("secondary", cancel, None, move || leave()))
                .kid(button("primary", action, Some(busy), on_confirm)),
        )
}

/// The native `<dialog>`: top layer, focus kept inside and given back.
fn modal(role: &str, labelled_by: &str, on_close: Rc<dyn Fn()>) -> El {
    let made = el("dialog", "dialog").attr("role", role).attr("aria-labelledby", labelled_by);
    let before = document().active_element();
    let own: HtmlDialogElement = made.cast();
    // Once it is on the page.
    soon(move || {
        if own.is_connected() && !own.open() {
            _ = own.show_modal();
        }
    });
    on_cleanup(move || {
        // After the dialog has left the page: inside it the focus cannot leave.
        soon(move || {
            if let Some(before) = before {
                _ = before.unchecked_into::<HtmlElement>().focus();
            }
        });
    });
    let closed = Rc::clone(&on_close);
    made.on("cancel", move |event| {
        // Those of something inside (a file picker) are none of the dialog's business.
        if event.target() == event.current_target() {
            event.prevent_default();
            on_close();
        }
    })
    // Chromium closes it past `cancel` when Esc is pressed twice.
    .on("close", move |event| {
        if event.target() == event.current_target() {
            closed();
        }
    })
}
