//! The browser's timers, stopped when dropped.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Runs something every so often, until dropped.
pub(crate) struct Every {
    handle: i32,
    _run: Closure<dyn Fn()>,
}

impl Every {
    pub(crate) fn new(period_ms: i32, run: impl Fn() + 'static) -> Option<Self> {
        let run: Closure<dyn Fn()> = Closure::new(run);
        let handle = web_sys::window()?
            .set_interval_with_callback_and_timeout_and_arguments_0(
                run.as_ref().unchecked_ref(),
                period_ms,
            )
            .ok()?;
        Some(Self { handle, _run: run })
    }
}

impl Drop for Every {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_interval_with_handle(self.handle);
        }
    }
}

/// Runs something later, unless dropped before.
pub(crate) struct Later(Rc<Cell<bool>>);

impl Later {
    pub(crate) fn new(delay_ms: i32, run: impl FnOnce() + 'static) -> Self {
        let is_wanted = Rc::new(Cell::new(true));
        let asked = Rc::clone(&is_wanted);
        after(delay_ms, move || {
            if asked.get() {
                run();
            }
        });
        Self(is_wanted)
    }
}

impl Drop for Later {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// Runs something later, whatever happens until then.
pub(crate) fn after(delay_ms: i32, run: impl FnOnce() + 'static) {
    schedule(Closure::once_into_js(run), delay_ms);
}

fn schedule(run: JsValue, delay_ms: i32) {
    if let Some(window) = web_sys::window() {
        _ = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), delay_ms);
    }
}
