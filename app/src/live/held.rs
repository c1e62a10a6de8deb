//! Where the core keeps what screens follow: in signals for the desk, in the chat's own cells for visitors, so that one
//! core serves both programs and the chat carries no framework.

use leptos::prelude::{ArcRwSignal, Set, Update, WithUntracked};
use model::wire::ServerFrame;

/// A value that is followed; clones are the same value.
pub trait Held<T>: Clone + 'static {
    /// Holds `value`.
    fn hold(value: T) -> Self;
    /// Looks at it without following it.
    fn look<R>(&self, at: impl FnOnce(&T) -> R) -> R;
    /// Changes it; whoever follows it hears of that.
    fn change(&self, by: impl FnOnce(&mut T));

    /// Replaces it.
    fn put(&self, value: T) {
        self.change(|held| *held = value);
    }
}

/// One way to hold values of any type.
pub trait Holding: 'static {
    /// Whether there are lists of the staff to hold; a program that has none is compiled without them.
    const IS_STAFF: bool;

    type Of<T: Send + Sync + 'static>: Held<T>;

    /// A frame as the server writes it; nothing for one of a newer server.
    fn read(text: &str) -> Option<ServerFrame>;

    /// Holds `value` this way.
    fn hold<T: Send + Sync + 'static>(value: T) -> Self::Of<T> {
        Held::hold(value)
    }
}

/// In signals, for the screens of the desk.
#[derive(Debug)]
pub struct InSignals;

impl Holding for InSignals {
    const IS_STAFF: bool = true;

    type Of<T: Send + Sync + 'static> = ArcRwSignal<T>;

    fn read(text: &str) -> Option<ServerFrame> {
        crate::json::from_str(text).ok()
    }
}

impl<T: Send + Sync + 'static> Held<T> for ArcRwSignal<T> {
    fn hold(value: T) -> Self {
        Self::new(value)
    }

    fn look<R>(&self, at: impl FnOnce(&T) -> R) -> R {
        self.with_untracked(at)
    }

    fn change(&self, by: impl FnOnce(&mut T)) {
        self.update(by);
    }

    fn put(&self, value: T) {
        self.set(value);
    }
}
