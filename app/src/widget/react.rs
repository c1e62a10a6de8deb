//! The chat's own small signals: a value, who follows it, and effects that run again once it has changed.
//!
//! Everything an effect makes (effects within it, clean-ups) belongs to it and goes before it runs again. Effects run
//! at once when they are made and later in a microtask, so that whoever changes a value is never called back from it.

use std::{
    cell::{Cell, RefCell},
    mem,
    rc::{Rc, Weak},
};

use model::wire::ServerFrame;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::live::held::{Held, Holding};

thread_local! {
    /// The effect that runs now, unless it does not want to follow.
    static FOLLOWER: RefCell<Option<Rc<Effect>>> = const { RefCell::new(None) };
    /// Whom everything that is made now belongs to.
    static OWNER: RefCell<Option<Scope>> = const { RefCell::new(None) };
    static DUE: RefCell<Vec<Rc<Effect>>> = const { RefCell::new(Vec::new()) };
    /// Made once: run by the browser after the present event.
    static RUN_DUE: JsValue = Closure::<dyn Fn()>::new(run_due).into_js_value();
}

/// A value that is followed; clones are the same value.
pub(crate) struct Signal<T>(Rc<Inner<T>>);

struct Inner<T> {
    value: RefCell<T>,
    followers: Followers,
}

#[derive(Default)]
struct Followers(RefCell<Vec<(Weak<Effect>, u32)>>);

struct Effect {
    run: Box<dyn Fn()>,
    /// Counts the runs: what was followed in an earlier one is followed no longer.
    runs: Cell<u32>,
    is_due: Cell<bool>,
    scope: Scope,
}

/// Effects and clean-ups that go together.
#[derive(Clone, Default)]
pub(super) struct Scope(Rc<Owned>);

#[derive(Default)]
struct Owned {
    effects: RefCell<Vec<Rc<Effect>>>,
    clean_ups: RefCell<Vec<Box<dyn FnOnce()>>>,
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: 'static> Signal<T> {
    pub(super) fn new(value: T) -> Self {
        Self(Rc::new(Inner { value: RefCell::new(value), followers: Followers::default() }))
    }

    /// Looks at it and follows it.
    pub(super) fn with<R>(&self, at: impl FnOnce(&T) -> R) -> R {
        self.0.followers.add();
        self.look(at)
    }

    /// Looks at it without following it.
    pub(super) fn look<R>(&self, at: impl FnOnce(&T) -> R) -> R {
        at(&self.0.value.borrow())
    }

    pub(super) fn change(&self, by: impl FnOnce(&mut T)) {
        by(&mut self.0.value.borrow_mut());
        self.0.followers.tell();
    }

    pub(super) fn set(&self, value: T) {
        // The old one goes after the borrow: dropping it may lead back here.
        let _old = self.0.value.replace(value);
        self.0.followers.tell();
    }
}

impl<T: Clone + 'static> Signal<T> {
    /// Follows it.
    pub(super) fn get(&self) -> T {
        self.with(T::clone)
    }

    /// Does not follow it.
    pub(super) fn peek(&self) -> T {
        self.look(T::clone)
    }
}

impl<T: PartialEq + 'static> Signal<T> {
    /// Sets it, unless it is that already.
    pub(super) fn turn_to(&self, value: T) {
        if self.look(|held| *held != value) {
            self.set(value);
        }
    }
}

impl Followers {
    #[inline(never)]
    fn add(&self) {
        let follower = FOLLOWER.with_borrow(Option::clone);
        let Some(effect) = follower else { return };
        let now = (Rc::downgrade(&effect), effect.runs.get());
        let mut all = self.0.borrow_mut();
        if all.last().is_some_and(|(last, run)| last.ptr_eq(&now.0) && *run == now.1) {
            return;
        }
        // Whoever ran again or is gone need not be kept; looked after when there are many.
        if all.len() >= 16 && all.len().is_power_of_two() {
            all.retain(|(one, run)| one.upgrade().is_some_and(|one| one.runs.get() == *run));
        }
        all.push(now);
    }

    #[inline(never)]
    fn tell(&self) {
        // Each follows again when it runs again.
        for (effect, run) in mem::take(&mut *self.0.borrow_mut()) {
            if let Some(effect) = effect.upgrade().filter(|effect| effect.runs.get() == run) {
                effect.wait();
            }
        }
    }
}

impl Effect {
    fn wait(self: Rc<Self>) {
        if self.is_due.replace(true) {
            return;
        }
        let is_first = DUE.with_borrow_mut(|due| {
            due.push(self);
            due.len() == 1
        });
        if is_first {
            RUN_DUE.with(|run| super::dom::window().queue_microtask(run.unchecked_ref()));
        }
    }

    fn go(self: &Rc<Self>) {
        self.scope.clear();
        self.is_due.set(false);
        self.runs.set(self.runs.get().wrapping_add(1));
        let follower = FOLLOWER.replace(Some(Rc::clone(self)));
        let owner = OWNER.replace(Some(self.scope.clone()));
        (self.run)();
        FOLLOWER.set(follower);
        OWNER.set(owner);
    }
}

/// Those that become due meanwhile run in the same go.
fn run_due() {
    loop {
        let due = DUE.with_borrow(|due| due.first().cloned());
        let Some(effect) = due else { return };
        // One whose owner is gone was told so: it is not due any more.
        if effect.is_due.get() {
            effect.go();
        }
        DUE.with_borrow_mut(|due| drop(due.remove(0)));
    }
}

impl Scope {
    /// Ends everything that belongs to it.
    pub(super) fn clear(&self) {
        for effect in self.0.effects.take() {
            effect.is_due.set(false);
            effect.runs.set(effect.runs.get().wrapping_add(1));
            effect.scope.clear();
        }
        for clean_up in self.0.clean_ups.take() {
            clean_up();
        }
    }

    /// What is made in there belongs to it; nothing is followed.
    pub(super) fn run<R>(&self, make: impl FnOnce() -> R) -> R {
        let owner = OWNER.replace(Some(self.clone()));
        let made = untrack(make);
        OWNER.set(owner);
        made
    }
}

/// Runs now, and again after anything it looked at with `with` or `get` has changed.
pub(super) fn effect(run: impl Fn() + 'static) {
    start(Box::new(run));
}

fn start(run: Box<dyn Fn()>) {
    let (runs, is_due, scope) = (Cell::new(0), Cell::new(false), Scope::default());
    let effect = Rc::new(Effect { run, runs, is_due, scope });
    OWNER.with_borrow(|owner| {
        if let Some(owner) = owner {
            owner.0.effects.borrow_mut().push(Rc::clone(&effect));
        } else {
            // Nobody ever ends it: it lives as long as the page.
            mem::forget(Rc::clone(&effect));
        }
    });
    effect.go();
}

/// A value made from others; whoever follows it hears of it only when it is another.
pub(super) fn memo<T: PartialEq + 'static>(of: impl Fn() -> T + 'static) -> Signal<T> {
    let held = Signal::new(untrack(&of));
    let made = held.clone();
    effect(move || held.turn_to(of()));
    made
}

/// Nothing in there is followed.
pub(super) fn untrack<R>(look: impl FnOnce() -> R) -> R {
    let follower = FOLLOWER.take();
    let found = look();
    FOLLOWER.set(follower);
    found
}

/// Runs when whoever makes this now goes.
pub(super) fn on_cleanup(clean_up: impl FnOnce() + 'static) {
    OWNER.with_borrow(|owner| {
        if let Some(owner) = owner {
            owner.0.clean_ups.borrow_mut().push(Box::new(clean_up));
        }
    });
}

/// What the core of the live connection holds, held in signals of the chat.
pub(crate) struct InCells;

impl Holding for InCells {
    const IS_STAFF: bool = false;

    type Of<T: Send + Sync + 'static> = Signal<T>;

    fn read(text: &str) -> Option<ServerFrame> {
        super::frame::read(text)
    }
}

impl<T: 'static> Held<T> for Signal<T> {
    fn hold(value: T) -> Self {
        Self::new(value)
    }

    fn look<R>(&self, at: impl FnOnce(&T) -> R) -> R {
        Self::look(self, at)
    }

    fn change(&self, by: impl FnOnce(&mut T)) {
        Self::change(self, by);
    }

    fn put(&self, value: T) {
        self.set(value);
    }
}
