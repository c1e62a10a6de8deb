//! Before anything is known: a moment of loading, or no connection at all.

use std::time::Duration;

use leptos::prelude::*;

use super::{head::Head, visit::Visit, wording};
use crate::{
    api::Fault,
    parts::{Failed, Spinner},
    words::widget as w,
};

/// Without a network it is tried again by itself, this often.
const AGAIN: Duration = Duration::from_secs(10);

#[component]
pub(super) fn Arriving() -> impl IntoView {
    view! {
        <div class="widget" data-state="arriving">
            <Head name=w::CHAT.text()/>
            <div class="widget__middle">
                <Spinner label=w::LOADING.text()/>
            </div>
        </div>
    }
}

#[component]
pub(super) fn Failure(fault: Fault) -> impl IntoView {
    let visit = Visit::here();
    if let Ok(handle) = set_interval_with_handle(move || visit.arrive(), AGAIN) {
        on_cleanup(move || handle.clear());
    }
    view! {
        <div class="widget" data-state="failed">
            <Head name=w::CHAT.text()/>
            <div class="widget__middle">
                <Failed
                    title=w::FAILED.text()
                    text=wording::fault(&fault)
                    retry=w::RETRY.text()
                    busy=visit.is_arriving
                    on_retry=move |()| visit.arrive()
                />
            </div>
        </div>
    }
}
