//! Canned responses in the browser: held once per session, searched here, kept fresh by the socket.

mod filling;
mod form;
mod index;
mod preview;
mod scope;

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use model::{
    canned::{CannedList, CannedResponse},
    id::{CannedId, DepartmentId},
    refusal::Refusal,
};

pub use self::{
    filling::{Filling, Reader},
    form::{CannedDialog, CannedForm},
    index::{Filter, Indexed},
    preview::Preview,
    scope::{FilterField, Removing, ScopeTag},
};
use crate::{
    api::{self, Fault},
    live::{Live, News},
    shell::session::{Session, use_session},
};

/// How far the responses are known.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Nobody wanted them yet.
    Unasked,
    Loading,
    Ready,
    Failed(Fault),
}

/// Every canned response this person sees. Copy; given as context behind the login page.
#[derive(Debug, Clone, Copy)]
pub struct Library {
    /// The nearest scope first, then by shortcut.
    pub entries: RwSignal<Vec<Arc<Indexed>>>,
    pub state: RwSignal<State>,
    revision: StoredValue<Option<u64>>,
    session: Session,
}

/// The responses of the screen that asks.
#[must_use]
pub fn use_library() -> Library {
    expect_context::<Library>()
}

/// Gives the library as context; it asks for nothing until somebody does.
pub fn provide_library(live: Live) {
    let session = use_session();
    let library = Library {
        entries: RwSignal::new(Vec::new()),
        state: RwSignal::new(State::Unasked),
        revision: StoredValue::new(None),
        session,
    };
    provide_context(library);
    live.on_news(Callback::new(move |news| match news {
        News::Canned { revision, id } => library.hear_of(revision, id),
        News::Afresh => library.catch_up(),
        _ => {}
    }));
    // Which departments one belongs to decides what one sees.
    let rights = Memo::new(move |_| {
        let staff = session.staff();
        (staff.roles, staff.departments)
    });
    Effect::new(move |before: Option<()>| {
        rights.track();
        if before.is_some() {
            library.reload();
        }
    });
}

impl Library {
    /// Fetches them, unless they are here or on their way.
    pub fn ask(self) {
        if matches!(self.state.get_untracked(), State::Unasked | State::Failed(_)) {
            self.state.set(State::Loading);
            self.fetch(None);
        }
    }

    /// Fetches them anew, with the latest counts of uses; what is held stays on screen meanwhile.
    pub fn reload(self) {
        match self.state.get_untracked() {
            State::Unasked | State::Loading => {}
            State::Ready => self.fetch(None),
            State::Failed(_) => self.ask(),
        }
    }

    /// Frames may have been missed.
    fn catch_up(self) {
        if self.state.get_untracked() == State::Ready {
            self.fetch(self.revision.get_value());
        }
    }

    fn fetch(self, since: Option<u64>) {
        spawn_local(async move {
            match self.session.ask(api::canned::list(since)).await {
                Ok(list) => self.take(list),
                // What is held is shown on; the next reconnect asks again.
                Err(fault) if self.state.try_get_untracked() == Some(State::Loading) => {
                    self.state.set(State::Failed(fault));
                }
                Err(_) => {}
            }
        });
    }

    fn take(self, list: CannedList) {
        if self.state.try_set(State::Ready).is_some() {
            return;
        }
        self.revision.set_value(Some(list.revision));
        if let Some(responses) = list.responses {
            let entries = responses.into_iter().map(|one| Arc::new(Indexed::new(one)));
            self.entries.set(entries.collect());
        }
    }

    fn hear_of(self, revision: u64, id: CannedId) {
        if self.state.get_untracked() != State::Ready {
            return;
        }
        spawn_local(async move {
            match self.session.ask(api::canned::find(id)).await {
                Ok(response) => self.put(response),
                Err(Fault::Refused(Refusal::NotFound { .. })) => self.drop(id),
                // Not known to be caught up: the next reconnect asks again.
                Err(_) => return,
            }
            self.revision.try_update_value(|held| {
                // What lies between would be missed otherwise.
                if held.is_some_and(|held| held.saturating_add(1) == revision) {
                    *held = Some(revision);
                }
            });
        });
    }

    /// Takes a saved one in, ahead of the frame that tells the same.
    pub fn put(self, response: CannedResponse) {
        self.entries.try_update(|entries| {
            let is_older = |held: &Arc<Indexed>| {
                held.response.id == response.id && held.response.version > response.version
            };
            if entries.iter().any(is_older) {
                return;
            }
            entries.retain(|held| held.response.id != response.id);
            let new = Arc::new(Indexed::new(response));
            let at = entries.partition_point(|held| held.order() < new.order());
            entries.insert(at, new);
        });
    }

    /// Lets a deleted one go.
    pub fn drop(self, id: CannedId) {
        self.entries.try_update(|entries| entries.retain(|held| held.response.id != id));
    }

    /// The best ones for a text, and how many there are.
    #[must_use]
    pub fn find(self, query: &str, most: usize) -> (Vec<Arc<Indexed>>, usize) {
        self.entries.with(|entries| index::find(entries, query, Filter::All, most))
    }

    /// All that fit a text and a filter.
    #[must_use]
    pub fn filtered(self, query: &str, filter: Filter) -> Vec<Arc<Indexed>> {
        self.entries.with(|entries| index::find(entries, query, filter, usize::MAX).0)
    }

    #[must_use]
    pub fn get(self, id: CannedId) -> Option<CannedResponse> {
        self.entries.with(|entries| {
            let found = entries.iter().find(|one| one.response.id == id);
            found.map(|one| one.response.clone())
        })
    }

    /// Every tag in use, to be suggested.
    #[must_use]
    pub fn tags(self) -> Vec<String> {
        let mut tags: Vec<String> = self
            .entries
            .with(|entries| entries.iter().flat_map(|one| one.response.tags.clone()).collect());
        tags.sort_unstable();
        tags.dedup();
        tags
    }

    /// The departments that responses are shared with here.
    #[must_use]
    pub fn departments(self) -> Vec<DepartmentId> {
        let mut ids: Vec<DepartmentId> = self.entries.with(|entries| {
            let shared = entries.iter().flat_map(|one| one.response.scope.departments());
            shared.copied().collect()
        });
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
