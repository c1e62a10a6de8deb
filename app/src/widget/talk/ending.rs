//! The visitor ends the chat, after a question.

use leptos::{prelude::*, task::spawn_local};
use model::refusal::Refusal;

use super::Chat;
use crate::{
    api::{Fault, visitors},
    parts::{Button, ButtonKind, Confirm},
    widget::wording,
    words::widget as w,
};

#[component]
pub(super) fn EndChat() -> impl IntoView {
    let chat = Chat::here();
    let is_asking = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Fault>);
    let end = move |()| {
        is_busy.set(true);
        failure.set(None);
        let token = chat.token.get_value();
        spawn_local(async move {
            let result = visitors::end(token, chat.conversation).await;
            is_busy.try_set(false);
            match result {
                // The event that ends it follows on the socket.
                Ok(()) | Err(Fault::Refused(Refusal::AlreadyClosed)) => {
                    is_asking.try_set(false);
                }
                Err(fault) => {
                    failure.try_set(Some(fault));
                }
            }
        });
    };
    let text = move || match failure.get() {
        Some(fault) => wording::fault(&fault),
        None => w::END_TEXT.text().to_owned(),
    };
    let open = move |()| {
        failure.set(None);
        is_asking.set(true);
    };
    view! {
        <Button kind=ButtonKind::Quiet label=w::END_CHAT.text() on_click=open/>
        <Show when=move || is_asking.get()>
            <Confirm
                title=w::END_TITLE.text()
                text=text
                action=w::CONFIRM.text()
                cancel=w::CANCEL.text()
                busy=is_busy
                on_confirm=end
                on_close=move |()| is_asking.set(false)
            />
        </Show>
    }
}
