//! A long list that is fetched page by page: the latest question wins, and what is held stays on screen meanwhile.

use std::{future::Future, pin::Pin, sync::Arc};

use leptos::{prelude::*, task::spawn_local};
use model::page::{PAGE_LIMIT, Page, PageAt};

use crate::{api::Fault, shell::session::use_session};

/// Rows of the first page and of each further one.
const ROWS: u32 = 100;

type Answer<T> = Pin<Box<dyn Future<Output = Result<Page<T>, Fault>>>>;
type Fetch<T> = Arc<dyn Fn(PageAt) -> Answer<T> + Send + Sync>;

/// What a list is doing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Loading {
    /// Nothing is held yet.
    First,
    /// Rows of the question before are still shown.
    Anew,
    More,
    Done,
    Failed(Fault),
    MoreFailed(Fault),
}

/// The list. Copy.
pub(crate) struct Pages<T: Send + Sync + 'static> {
    pub(crate) rows: RwSignal<Vec<Arc<T>>>,
    pub(crate) total: RwSignal<Option<u64>>,
    pub(crate) loading: RwSignal<Loading>,
    next: StoredValue<Option<String>>,
    /// The end came near while nothing could be fetched: the list asks only once.
    is_more_wanted: StoredValue<bool>,
    /// Counts questions; an answer to an older one is dropped.
    asked: StoredValue<u64>,
    fetch: StoredValue<Fetch<T>>,
    is_same: fn(&T, &T) -> bool,
}

impl<T: Send + Sync + 'static> Copy for Pages<T> {}

impl<T: Send + Sync + 'static> Clone for Pages<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Pages<T> {
    /// A list that asks by `fetch`; `is_same` knows a row by its id.
    pub(crate) fn new<F>(
        fetch: impl Fn(PageAt) -> F + Send + Sync + 'static,
        is_same: fn(&T, &T) -> bool,
    ) -> Self
    where
        F: Future<Output = Result<Page<T>, Fault>> + 'static,
    {
        let session = use_session();
        let fetch: Fetch<T> = Arc::new(move |page| Box::pin(session.ask(fetch(page))));
        Self {
            rows: RwSignal::default(),
            total: RwSignal::default(),
            loading: RwSignal::new(Loading::First),
            next: StoredValue::default(),
            is_more_wanted: StoredValue::new(false),
            asked: StoredValue::new(0),
            fetch: StoredValue::new(fetch),
            is_same,
        }
    }

    /// Asks anew from the start.
    pub(crate) fn load(self) {
        let is_first = self.total.with_untracked(Option::is_none);
        self.loading.set(if is_first { Loading::First } else { Loading::Anew });
        self.ask(PageAt { after: None, limit: ROWS }, move |answer| match answer {
            Ok(page) => self.show(page),
            Err(fault) => self.loading.set(Loading::Failed(fault)),
        });
    }

    /// Looks whether the start of the list has changed; nothing flickers.
    pub(crate) fn refresh(self) {
        // While another question is on its way its answer will be fresh enough.
        if self.loading.get_untracked() != Loading::Done {
            return;
        }
        let held = self.rows.with_untracked(Vec::len);
        let limit = u32::try_from(held).unwrap_or(PAGE_LIMIT).clamp(ROWS, PAGE_LIMIT);
        self.ask(PageAt { after: None, limit }, move |answer| {
            // What is on screen stays when this fails; the next change asks again.
            if let Ok(page) = answer {
                self.put_before(page);
            }
        });
    }

    /// Fetches the next page, unless there is none or it is on its way.
    pub(crate) fn more(self) {
        let is_free = self
            .loading
            .with_untracked(|loading| matches!(loading, Loading::Done | Loading::MoreFailed(_)));
        self.is_more_wanted.set_value(!is_free);
        let Some(after) = self.next.get_value().filter(|_| is_free) else { return };
        self.loading.set(Loading::More);
        self.ask(PageAt { after: Some(after), limit: ROWS }, move |answer| match answer {
            Ok(page) => {
                self.rows.update(|rows| rows.extend(page.rows.into_iter().map(Arc::new)));
                self.next.set_value(page.next);
                self.total.set(Some(page.total));
                self.loading.set(Loading::Done);
            }
            Err(fault) => self.loading.set(Loading::MoreFailed(fault)),
        });
    }

    /// Whether a further page is on its way.
    pub(crate) fn is_fetching(self) -> bool {
        self.loading.with(|loading| *loading == Loading::More)
    }

    /// Puts a changed row in the place of the old one; false when it is not held.
    pub(crate) fn replace(self, changed: &Arc<T>) -> bool {
        let at = self
            .rows
            .with_untracked(|rows| rows.iter().position(|row| (self.is_same)(row, changed)));
        let Some(at) = at else { return false };
        self.rows.update(|rows| {
            if let Some(row) = rows.get_mut(at) {
                *row = Arc::clone(changed);
            }
        });
        true
    }

    fn ask(self, page: PageAt, take: impl FnOnce(Result<Page<T>, Fault>) + 'static) {
        let Some(number) = self.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        }) else {
            return;
        };
        let answer = self.fetch.with_value(|fetch| fetch(page));
        spawn_local(async move {
            let answer = answer.await;
            // Also false when the list has gone from the screen.
            if self.asked.try_get_value() == Some(number) {
                take(answer);
            }
        });
    }

    fn show(self, page: Page<T>) {
        self.rows.set(page.rows.into_iter().map(Arc::new).collect());
        self.next.set_value(page.next);
        self.total.set(Some(page.total));
        self.loading.set(Loading::Done);
        if self.is_more_wanted.get_value() {
            self.more();
        }
    }

    fn put_before(self, page: Page<T>) {
        let fresh: Vec<Arc<T>> = page.rows.into_iter().map(Arc::new).collect();
        self.total.set(Some(page.total));
        if self.rows.with_untracked(Vec::len) <= fresh.len() {
            self.next.set_value(page.next);
            self.rows.set(fresh);
            return;
        }
        self.rows.update(|rows| {
            let rest = rows
                .drain(..)
                .filter(|row| !fresh.iter().any(|new| (self.is_same)(new, row)))
                .collect::<Vec<_>>();
            *rows = fresh;
            rows.extend(rest);
        });
    }
}
