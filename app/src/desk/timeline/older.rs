//! Older events, a page at a time: on scroll, and by a button for those who do not scroll.

use leptos::{prelude::*, task::spawn_local};
use model::{event::Event, view::thread::Thread};

use super::{drawn::Drawn, scroll::Scroll};
use crate::{
    api::{self, Fault},
    parts::{Button, ButtonKind, Glyph, Spinner},
    shell::session::{Session, use_session},
    words::desk as words,
};

/// How older pages of a log come. Copy.
#[derive(Clone, Copy)]
pub(crate) struct Pages {
    scroll: Scroll,
    /// Asks for the page before what is held; whoever does tells [`Pages::arrived`].
    ask: Callback<Pages>,
    is_loading: RwSignal<bool>,
    /// After a failure only the button tries again.
    has_failed: RwSignal<bool>,
}

/// Older events of a conversation.
#[component]
pub(super) fn OlderEvents(
    thread: RwSignal<Option<Thread>>,
    scroll: Scroll,
    drawn: Drawn,
) -> impl IntoView {
    let session = use_session();
    let hides = move |thread: &Thread| drawn.hides(&thread.events);
    let pages = Pages::new(scroll, move |pages| {
        if untrack(|| thread.with(|thread| thread.as_ref().is_some_and(hides))) {
            pages.drawn(|| drawn.more());
        } else {
            fetch(session, thread, pages);
        }
    });
    let has_older = Memo::new(move |_| {
        let has_older = |thread: &Thread| thread.has_older() || hides(thread);
        thread.with(|thread| thread.as_ref().is_some_and(has_older))
    });
    view! { <Older pages has_older/> }
}

fn fetch(session: Session, thread: RwSignal<Option<Thread>>, pages: Pages) {
    let place = thread.with_untracked(|thread| {
        thread.as_ref().map(|thread| (thread.conversation.id, thread.first_version()))
    });
    let Some((id, before)) = place else { return };
    spawn_local(async move {
        let answer = session.ask(api::conversations::older(id, before)).await;
        pages.arrived(session, answer, move |events| {
            thread.try_update(|thread| {
                if let Some(thread) = thread {
                    thread.prepend(events);
                }
            });
        });
    });
}

#[component]
pub(crate) fn Older(pages: Pages, #[prop(into)] has_older: Signal<bool>) -> impl IntoView {
    Effect::new(move || {
        let wants = pages.scroll.is_near_start.get() && has_older.get() && !pages.is_loading.get();
        if wants && !pages.has_failed.get_untracked() {
            pages.fetch();
        }
    });
    view! {
        <Show when=move || has_older.get()>
            <div class="timeline__older">
                <Show
                    when=move || pages.is_loading.get()
                    fallback=move || view! {
                        <Button
                            label=words::EARLIER.text()
                            kind=ButtonKind::Quiet
                            glyph=Glyph::ChevronUp
                            on_click=move |()| pages.fetch()
                        />
                    }
                >
                    <Spinner label=words::LOADING_EARLIER.text()/>
                </Show>
            </div>
        </Show>
    }
}

impl Pages {
    pub(crate) fn new(scroll: Scroll, ask: impl Fn(Self) + Send + Sync + 'static) -> Self {
        Self {
            scroll,
            ask: Callback::new(ask),
            is_loading: RwSignal::new(false),
            has_failed: RwSignal::new(false),
        }
    }

    fn fetch(self) {
        self.is_loading.set(true);
        self.ask.run(self);
    }

    /// More of what is here is drawn by `draw`; what is in sight stays where it is.
    fn drawn(self, draw: impl FnOnce()) {
        self.scroll.anchored(draw, move || _ = self.is_loading.try_set(false));
    }

    /// The page came, or did not; what is in sight stays where it is.
    pub(crate) fn arrived(
        self,
        session: Session,
        answer: Result<Vec<Event>, Fault>,
        prepend: impl FnOnce(Vec<Event>),
    ) {
        match answer {
            Ok(events) if events.is_empty() => _ = self.has_failed.try_set(true),
            Ok(events) => {
                self.has_failed.try_set(false);
                // The next page is asked for only where these leave the person.
                let done = move || _ = self.is_loading.try_set(false);
                return self.scroll.anchored(|| prepend(events), done);
            }
            Err(fault) => {
                self.has_failed.try_set(true);
                session.tell(&fault);
            }
        }
        self.is_loading.try_set(false);
    }
}
