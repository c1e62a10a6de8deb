//! The server's time, as far as this browser knows it.

use std::cell::Cell;

use crate::live::inner::Now;

thread_local! {
    static AHEAD_MS: Cell<i64> = const { Cell::new(0) };
}

/// Server time in milliseconds.
#[expect(clippy::cast_possible_truncation, reason = "whole ms, far below 2^53")]
pub(super) fn now_ms() -> i64 {
    js_sys::Date::now() as i64 + AHEAD_MS.get()
}

/// For the live connection.
pub(super) struct Clock;

impl Now for Clock {
    fn now_ms(&self) -> i64 {
        now_ms()
    }

    fn adjust(&self, server_now_ms: i64) {
        AHEAD_MS.set(server_now_ms - now_ms() + AHEAD_MS.get());
    }
}
