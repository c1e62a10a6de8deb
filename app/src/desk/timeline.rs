//! What was said and what happened, in order; older ones on demand.

mod drawn;
mod found;
mod line;
pub(crate) mod lines;
pub(crate) mod message;
pub(crate) mod older;
pub(crate) mod rows;
pub(crate) mod scroll;

use leptos::prelude::*;
use model::{
    cursor::Cursors,
    event::{Author, Event},
    view::thread::Thread,
};

use self::{
    drawn::Drawn,
    found::Following,
    lines::{Lines, Log},
    message::Guest,
    older::OlderEvents,
    rows::{Source, rows},
    scroll::Scroll,
};
use super::sought::Sought;
use crate::{
    live::Outgoing,
    parts::{Spinner, intl},
    shell::session::{guest_name, use_session},
    words::desk as words,
};

/// The log of a conversation. `new_after`: the guest's messages after this version are new;
/// `to_end`: any change jumps to the newest; `on_end` hears whether the newest is in sight.
#[component]
pub fn Timeline(
    thread: RwSignal<Option<Thread>>,
    #[prop(optional, into)] outgoing: Signal<Vec<Outgoing>>,
    #[prop(optional, into)] new_after: Signal<Option<u32>>,
    #[prop(optional, into)] to_end: Signal<u32>,
    #[prop(optional, into)] on_end: Option<Callback<bool>>,
    /// What a search found here, and the name of its marks in the style.
    #[prop(optional, into)]
    sought: Signal<Sought>,
    #[prop(default = "sought")] marks: &'static str,
) -> impl IntoView {
    let session = use_session();
    let drawn = Drawn::new();
    let is_loaded = Memo::new(move |_| thread.with(Option::is_some));
    Effect::new(move || {
        is_loaded.track();
        thread.with_untracked(|thread| {
            thread.iter().for_each(|thread| drawn.begin(&thread.events));
        });
    });
    let rows = Memo::new(move |shown: Option<&rows::Rows>| {
        let me = session.me.with(|me| me.person.to_ref());
        let new_after = new_after.get();
        let none = (Vec::new(), Cursors::default());
        outgoing.with(|outgoing| {
            thread.with(|thread| {
                let held = thread.as_ref();
                let (events, cursors) = held.map_or((&none.0, none.1), |t| (&t.events, t.cursors));
                let events = drawn.of(events, new_after);
                let me = &me;
                let colleague = None;
                let source = Source { events, outgoing, cursors, new_after, me, colleague, shown };
                rows(&source, intl::day_key)
            })
        })
    });
    let scroll = Scroll::new();
    let guest = Guest {
        name: Signal::derive(move || of_guest(thread, guest_name)),
        seed: Signal::derive(move || of_guest(thread, |contact| contact.id.to_string())),
    };
    let version = Memo::new(move |_| {
        thread.with(|thread| thread.as_ref().map_or(0, |thread| thread.conversation.version))
    });
    let newer = Callback::new(move |from: u32| {
        let is_new = |event: &&Event| event.is_message() && event.author == Author::Guest;
        thread.with(|thread| {
            let events = thread.iter().flat_map(|thread| thread.events.iter().rev());
            let new = events.take_while(|event| event.version > from).filter(is_new).count();
            u32::try_from(new).unwrap_or(u32::MAX)
        })
    });
    let is_going = Following { thread, rows, scroll, drawn, sought, name: marks }.start();
    let log = Log { rows, guest, scroll, version, newer };
    view! {
        <Lines log to_end on_end>
            <OlderEvents thread scroll drawn/>
            <Show when=move || is_going.get()>
                <div class="timeline__going"><Spinner label=words::LOADING_EARLIER.text()/></div>
            </Show>
        </Lines>
    }
}

fn of_guest(
    thread: RwSignal<Option<Thread>>,
    read: impl Fn(&model::contact::ContactRef) -> String,
) -> String {
    thread.with(|thread| {
        thread.as_ref().map(|thread| read(&thread.conversation.contact)).unwrap_or_default()
    })
}
