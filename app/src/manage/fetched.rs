//! Something that is fetched once for a screen, with what is shown until it is there.

use std::{future::Future, pin::Pin, sync::Arc};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::Fault,
    parts::{Failed, Skeleton, SkeletonKind},
    shell::session::use_session,
    words::{Word, parts as part_words, refusals},
};

type Fetch<T> = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<T, Fault>>>> + Send + Sync>;

/// What is fetched. Copy.
pub(super) struct Fetched<T: Send + Sync + 'static> {
    pub(super) value: RwSignal<Option<T>>,
    fault: RwSignal<Option<Fault>>,
    fetch: StoredValue<Fetch<T>>,
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Fetched<T> {
    /// Fetches by `fetch`, at once.
    pub(super) fn new<F>(fetch: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<T, Fault>> + 'static,
    {
        let session = use_session();
        let fetch: Fetch<T> = Arc::new(move || Box::pin(session.ask(fetch())));
        let fetched = Self {
            value: RwSignal::new(None),
            fault: RwSignal::new(None),
            fetch: StoredValue::new(fetch),
        };
        fetched.load();
        fetched
    }

    /// Fetches anew; what is held stays on screen meanwhile.
    pub(super) fn load(self) {
        let answer = self.fetch.with_value(|fetch| fetch());
        self.fault.set(None);
        spawn_local(async move {
            match answer.await {
                Ok(value) => drop(self.value.try_set(Some(value))),
                Err(fault) => drop(self.fault.try_set(Some(fault))),
            }
        });
    }
}

/// `show` makes what is shown once there is something.
#[component]
pub(super) fn Await<T, C>(
    fetched: Fetched<T>,
    loading: Word,
    failed: Word,
    show: C,
) -> impl IntoView
where
    T: Send + Sync + 'static,
    C: Fn() -> AnyView + Send + Sync + 'static,
{
    let shown = Memo::new(move |_| {
        (fetched.value.with(Option::is_some), fetched.fault.with(Option::is_some))
    });
    let text = Signal::derive(move || {
        fetched.fault.with(|fault| fault.as_ref().map(refusals::fault).unwrap_or_default())
    });
    move || match shown.get() {
        (true, _) => show(),
        (false, true) => view! {
            <Failed
                title=failed.text()
                text
                retry=part_words::RETRY.text()
                on_retry=move |()| fetched.load()
            />
        }
        .into_any(),
        (false, false) => view! {
            <Skeleton label=loading.text() rows=8 kind=SkeletonKind::Table/>
        }
        .into_any(),
    }
}
