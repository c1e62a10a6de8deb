//! One clock for all timers: the server's time, once a second.

use std::time::Duration;

use leptos::prelude::*;

const SECOND: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Server time in ms, changing once a second.
    pub now_ms: Signal<i64>,
    minute: Memo<i64>,
    ticks: RwSignal<i64>,
    ahead_ms: StoredValue<i64>,
}

impl Clock {
    /// Follows the server: its `now` as it just arrived.
    pub fn adjust(&self, server_now_ms: i64) {
        self.ahead_ms.set_value(server_now_ms - browser_now_ms());
        self.tick();
    }

    /// Changes once a minute only, for words like "3 minutes ago".
    pub(super) fn minute(&self) {
        self.minute.track();
    }

    fn tick(self) {
        if let Some(ahead_ms) = self.ahead_ms.try_get_value() {
            self.ticks.try_set(browser_now_ms() + ahead_ms);
        }
    }
}

/// Starts the clock for everything below the caller.
pub fn provide_clock() -> Clock {
    let ticks = RwSignal::new(browser_now_ms());
    let clock = Clock {
        now_ms: ticks.into(),
        minute: Memo::new(move |_| ticks.get().div_euclid(60_000)),
        ticks,
        ahead_ms: StoredValue::new(0),
    };
    if let Ok(handle) = set_interval_with_handle(move || clock.tick(), SECOND) {
        on_cleanup(move || handle.clear());
    }
    provide_context(clock);
    clock
}

/// The clock of the page; one of its own where none was provided.
pub fn use_clock() -> Clock {
    use_context().unwrap_or_else(provide_clock)
}

#[expect(clippy::cast_possible_truncation, reason = "whole ms, far below 2^53")]
fn browser_now_ms() -> i64 {
    js_sys::Date::now() as i64
}
