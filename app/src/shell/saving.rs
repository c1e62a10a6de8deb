//! Saving a form: busy meanwhile, and when somebody else was faster, what they made of it.

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};
use model::refusal::Refusal;

use super::session::{Session, use_session};
use crate::api::Fault;

/// The saving of one form. Copy.
#[derive(Debug)]
pub struct Saving<T: Send + Sync + 'static> {
    pub is_busy: RwSignal<bool>,
    /// What somebody else saved meanwhile: to be compared before saving again.
    pub theirs: RwSignal<Option<T>>,
    session: Session,
}

impl<T: Send + Sync + 'static> Copy for Saving<T> {}

impl<T: Send + Sync + 'static> Clone for Saving<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Saving<T> {
    #[must_use]
    pub fn new() -> Self {
        Self { is_busy: RwSignal::new(false), theirs: RwSignal::new(None), session: use_session() }
    }

    /// Saves by `save`, unless a save is on its way. On a conflict `fetch` gets theirs; `done` hears of all else.
    pub fn send(
        self,
        save: impl Future<Output = Result<T, Fault>> + 'static,
        fetch: impl Future<Output = Result<T, Fault>> + 'static,
        done: impl FnOnce(Result<T, Fault>) + 'static,
    ) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let mut answer = self.session.ask(save).await;
            if let Err(Fault::Refused(Refusal::EditConflict { .. })) = answer {
                answer = self.session.ask(fetch).await;
                if let Ok(theirs) = answer {
                    self.theirs.try_set(Some(theirs));
                    self.is_busy.try_set(false);
                    return;
                }
            }
            // Somebody who has left the form is not told any more.
            if self.is_busy.try_set(false).is_none() {
                self.settle();
                done(answer);
            }
        });
    }

    /// What somebody else saved needs no comparing any more. Where there was nothing, nobody is told: the form stays as it
    /// is, with the focus in it.
    pub fn settle(self) {
        if self.theirs.with_untracked(Option::is_some) {
            self.theirs.set(None);
        }
    }
}

impl<T: Send + Sync + 'static> Default for Saving<T> {
    fn default() -> Self {
        Self::new()
    }
}
