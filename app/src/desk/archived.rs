//! A conversation read-only, as the archive shows it.

use leptos::{prelude::*, task::spawn_local};
use model::{id::ConversationId, view::thread::Thread};

use super::{sought::Sought, timeline::Timeline};
use crate::{
    api::{self, Fault},
    parts::{Failed, Skeleton},
    shell::session::use_session,
    words::{desk as words, parts as part_words, refusals},
};

/// Fetches the conversation into `thread` and shows its log; nothing can be said here. `sought` is what a search
/// found in it, `marks` the name of the marks in the style.
#[component]
pub fn Archived(
    #[prop(into)] conversation: Signal<ConversationId>,
    #[prop(default = RwSignal::new(None))] thread: RwSignal<Option<Thread>>,
    #[prop(optional, into)] sought: Signal<Sought>,
    #[prop(default = "sought")] marks: &'static str,
) -> impl IntoView {
    let session = use_session();
    let fault = RwSignal::new(None::<Fault>);
    let load = move |id: ConversationId| {
        fault.set(None);
        thread.set(None);
        spawn_local(async move {
            let answer = session.ask(api::conversations::thread(id)).await;
            if conversation.try_get_untracked() != Some(id) {
                return;
            }
            match answer {
                Ok(found) => thread.set(Some(found)),
                Err(found) => fault.set(Some(found)),
            }
        });
    };
    let id = Memo::new(move |_| conversation.get());
    Effect::new(move || load(id.get()));
    let is_loaded = Memo::new(move |_| thread.with(Option::is_some));
    move || match (is_loaded.get(), fault.get()) {
        (true, _) => view! { <Timeline thread sought marks/> }.into_any(),
        (false, Some(fault)) => view! {
            <Failed
                title=words::CANNOT_SHOW.text()
                text=refusals::fault(&fault)
                retry=part_words::RETRY.text()
                on_retry=move |()| load(conversation.get_untracked())
            />
        }
        .into_any(),
        (false, None) => view! {
            <div class="timeline">
                <Skeleton label=words::LOADING_CONVERSATION.text() rows=6/>
            </div>
        }
        .into_any(),
    }
}
