//! Whether the person looks: the page can be seen and has the focus.

use leptos::{ev, prelude::*};

/// Copy; given as context by the desk.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attention {
    pub(crate) is_here: Signal<bool>,
}

impl Attention {
    /// Follows the page from now on.
    pub(crate) fn watch() -> Self {
        let is_here = RwSignal::new(is_here());
        let look = move || {
            let now = self::is_here();
            if is_here.try_get_untracked().is_some_and(|held| held != now) {
                is_here.set(now);
            }
        };
        let listeners = [
            window_event_listener(ev::focus, move |_| look()),
            window_event_listener(ev::blur, move |_| look()),
            window_event_listener_untyped("visibilitychange", move |_| look()),
        ];
        on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
        Self { is_here: is_here.into() }
    }
}

/// Whether the page can be seen and has the focus now.
pub(crate) fn is_here() -> bool {
    let page = document();
    page.visibility_state() != web_sys::VisibilityState::Hidden && page.has_focus().unwrap_or(true)
}
