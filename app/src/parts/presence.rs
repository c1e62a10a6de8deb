//! Whether a person can be reached: a shape with words.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresenceState {
    Available,
    Away,
    Busy,
    Offline,
}

/// `compact` leaves the words to screen readers.
#[component]
pub fn Presence(
    #[prop(into)] state: Signal<PresenceState>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] compact: bool,
) -> impl IntoView {
    let name = move || match state.get() {
        PresenceState::Available => "available",
        PresenceState::Away => "away",
        PresenceState::Busy => "busy",
        PresenceState::Offline => "offline",
    };
    view! {
        <span class="presence" data-state=name>
            <span class="presence__dot" aria-hidden="true"></span>
            <span class=if compact { "unseen" } else { "presence__label" }>{label}</span>
        </span>
    }
}
