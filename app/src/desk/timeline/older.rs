//! Older events, a page at a time: on scroll, and by a button for those who do not scroll.

use leptos::{prelude::*, task::spawn_local};
use model::view::thread::Thread;

use super::scroll::Scroll;
use crate::{
    api,
    parts::{Button, ButtonKind, Glyph, Spinner},
    shell::session::{Session, use_session},
    words::desk as words,
};

#[derive(Clone, Copy)]
struct Pages {
    session: Session,
    thread: RwSignal<Option<Thread>>,
    scroll: Scroll,
    is_loading: RwSignal<bool>,
    /// After a failure only the button tries again.
    has_failed: RwSignal<bool>,
}

#[component]
pub(super) fn Older(thread: RwSignal<Option<Thread>>, scroll: Scroll) -> impl IntoView {
    let pages = Pages {
        session: use_session(),
        thread,
        scroll,
        is_loading: RwSignal::new(false),
        has_failed: RwSignal::new(false),
    };
    let has_older =
        Memo::new(move |_| thread.with(|thread| thread.as_ref().is_some_and(Thread::has_older)));
    Effect::new(move || {
        let wants = scroll.is_near_start.get() && has_older.get() && !pages.is_loading.get();
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
    fn fetch(self) {
        let place = self.thread.with_untracked(|thread| {
            thread.as_ref().map(|thread| (thread.conversation.id, thread.first_version()))
        });
        let Some((id, before)) = place else { return };
        self.is_loading.set(true);
        spawn_local(async move {
            let answer = self.session.ask(api::conversations::older(id, before)).await;
            match answer {
                Ok(events) if events.is_empty() => _ = self.has_failed.try_set(true),
                Ok(events) => {
                    self.has_failed.try_set(false);
                    self.scroll.anchored(|| {
                        self.thread.try_update(|thread| {
                            if let Some(thread) = thread {
                                thread.prepend(events);
                            }
                        });
                    });
                }
                Err(fault) => {
                    self.has_failed.try_set(true);
                    self.session.tell(&fault);
                }
            }
            self.is_loading.try_set(false);
        });
    }
}
