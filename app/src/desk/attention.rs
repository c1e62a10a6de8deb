//! Whether the person looks: the page can be seen and has the focus.

use leptos::{ev, prelude::*};

/// Copy; given as context by the desk.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attention {
    pub(crate) is_here: Signal<bool>,
    /// The page can be seen, with or without the focus.
    pub(crate) is_shown: Signal<bool>,
}

impl Attention {
    /// Follows the page from now on.
    pub(crate) fn watch() -> Self {
        let is_here = RwSignal::new(is_here());
        let is_shown = RwSignal::new(is_shown());
        let set_if_new = |signal: RwSignal<bool>, now: bool| {
            if signal.try_get_untracked().is_some_and(|held| held != now) {
                signal.set(now);
            }
        };
        let look = move || {
            set_if_new(is_here, self::is_here());
            set_if_new(is_shown, self::is_shown());
        };
        let listeners = [
            window_event_listener(ev::focus, move |_| look()),
            window_event_listener(ev::blur, move |_| look()),
            window_event_listener_untyped("visibilitychange", move |_| look()),
        ];
        on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
        Self { is_here: is_here.into(), is_shown: is_shown.into() }
    }
}

/// Whether the page can be seen and has the focus now.
pub(crate) fn is_here() -> bool {
    is_shown() && document().has_focus().unwrap_or(true)
}

fn is_shown() -> bool {
    document().visibility_state() != web_sys::VisibilityState::Hidden
}
