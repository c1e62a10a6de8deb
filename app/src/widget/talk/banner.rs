//! The line that says that there is no connection, once that has lasted.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::Chat;
use crate::{
    live,
    parts::{Banner, BannerKind, Button, ButtonKind},
    words::widget as w,
};

/// Shorter losses are not worth a word.
const PATIENCE: Duration = Duration::from_millis(1_500);

#[component]
pub(super) fn Connection() -> impl IntoView {
    let live = Chat::here().live;
    let is_gone = Memo::new(move |_| {
        matches!(
            live.connection.get(),
            live::Connection::Offline | live::Connection::Connecting { attempt: 1.. }
        )
    });
    let is_shown = RwSignal::new(false);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        if is_gone.get() {
            let show = move || _ = is_shown.try_set(true);
            waiting.set_value(set_timeout_with_handle(show, PATIENCE).ok());
        } else {
            is_shown.set(false);
        }
    });
    view! {
        <div class="widget__banner">
            <Show when=move || is_shown.get()>
                <Banner kind=BannerKind::Offline text=w::OFFLINE.text()>
                    <Button
                        kind=ButtonKind::Quiet
                        label=w::TRY_NOW.text()
                        on_click=move |()| live.reconnect()
                    />
                </Banner>
            </Show>
        </div>
    }
}
