//! The line above every screen while there is no connection.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::{
    live::{Connection, Live},
    parts::{Banner, BannerKind, Button, ButtonKind, use_toaster},
    words::shell as words,
};

/// Shorter interruptions mend themselves unnoticed.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    None,
    Interrupted,
    Offline,
}

#[component]
pub(super) fn ConnectionBanner() -> impl IntoView {
    let live = expect_context::<Live>();
    let toaster = use_toaster();
    let trouble = RwSignal::new(Trouble::None);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let forget = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    let show = move |now: Trouble| {
        forget();
        trouble.set(now);
    };
    Effect::new(move || match live.connection.get() {
        Connection::Offline => show(Trouble::Offline),
        // Every further attempt is the same interruption.
        Connection::Connecting { .. } => match trouble.get_untracked() {
            Trouble::None if waiting.with_value(Option::is_none) => {
                let late = move || {
                    let _ = trouble.try_set(Trouble::Interrupted);
                };
                waiting.set_value(set_timeout_with_handle(late, PATIENCE).ok());
            }
            Trouble::Offline => show(Trouble::Interrupted),
            Trouble::None | Trouble::Interrupted => {}
        },
        Connection::Online => {
            if trouble.get_untracked() != Trouble::None {
                toaster.say(words::CONNECTION_BACK.text());
            }
            show(Trouble::None);
        }
        Connection::SignedOut => show(Trouble::None),
    });
    on_cleanup(forget);
    view! {
        <div class="frame__banners">
            {move || match trouble.get() {
                Trouble::None => None,
                Trouble::Offline => Some(view! {
                    <Banner kind=BannerKind::Offline text=words::CONNECTION_OFFLINE.text()/>
                }.into_any()),
                Trouble::Interrupted => Some(view! {
                    <Banner kind=BannerKind::Offline text=words::CONNECTION_LOST.text()>
                        <Button
                            label=words::TRY_NOW.text()
                            kind=ButtonKind::Quiet
                            on_click=move |()| live.reconnect()
                        />
                    </Banner>
                }.into_any()),
            }}
        </div>
    }
}
