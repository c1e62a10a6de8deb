//! The Contact Center: the directory of contacts, closed chats and calls, with details at the right.

mod addresses;
mod asking;
mod blocking;
mod broadcasts;
mod bulk;
mod call;
mod calls;
mod chat;
mod chats;
mod chosen;
mod columns;
mod contact;
mod contact_broadcasts;
mod contact_form;
mod contacts;
mod duplicates;
mod entries;
mod entry;
mod erasing;
mod filters;
mod keys;
mod list;
mod marked;
mod merge_lines;
mod merges;
mod merging;
mod pages;
mod period;
mod picked;
mod views;

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local_scoped_with_cancellation};
use model::{
    call::CallRecord,
    contact::{Contact, ContactQuery, ContactRef},
    conversation::Conversation,
    id::{CallId, ContactId, ConversationId},
    permission::Action,
};

use self::{
    broadcasts::{Broadcasts, Handed, to_these},
    bulk::{Jobs, JobsButton, JobsStrip},
    call::CallInformation,
    chat::{ChatInformation, Held, WholeChat},
    contact_form::ContactForm,
    entries::{entries, query},
};
pub use self::{contact::ContactInformation, contact_broadcasts::OfContact};
pub(crate) use self::{list::States, list::Texts, pages::Pages, period::midnight};
use crate::{
    api,
    desk::{History, afresh},
    parts::{ButtonKind, ButtonLink, Glyph, Panel, Swap, TabLink, TabPanel, Tabs, use_toaster},
    shell::{
        address::use_address,
        place::{Opened, Place},
        session::{Session, contact_name, use_session},
    },
    words::{
        Language, Word, broadcasts as broadcast_words, contact_center as words, desk as desk_words,
        imports as import_words, parts as part_words,
    },
};

/// What the panel learned or changed, for the rows beside it.
#[derive(Debug, Clone, Copy, Default)]
struct Fresh {
    contact: RwSignal<Option<Arc<Contact>>>,
    chat: RwSignal<Option<Arc<Conversation>>>,
    call: RwSignal<Option<Arc<CallRecord>>>,
}

/// Every tab this person may use, by its name.
pub(crate) fn screens(session: Session) -> impl Iterator<Item = (Place, Word)> {
    let all = [
        (Action::ViewContactCenter, Place::Contacts(Opened::Nothing), words::CONTACTS),
        (Action::ViewContactCenter, Place::Chats(None), words::CHATS),
        (Action::ViewContactCenter, Place::Calls(None), words::CALLS),
        (Action::Broadcast, Place::Broadcasts(Opened::Nothing), broadcast_words::BROADCASTS),
    ];
    let may = move |action: Action| {
        session.may_at_all(Action::ViewContactCenter) && session.may_at_all(action)
    };
    all.into_iter().filter(move |(action, ..)| may(*action)).map(|(_, place, word)| (place, word))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Contacts,
    Chats,
    Calls,
    Broadcasts,
}

impl Tab {
    const fn key(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Chats => "chats",
            Self::Calls => "calls",
            Self::Broadcasts => "broadcasts",
        }
    }

    const fn of(place: Place) -> Self {
        match place {
            Place::Chats(_) => Self::Chats,
            Place::Calls(_) => Self::Calls,
            Place::Broadcasts(_) => Self::Broadcasts,
            _ => Self::Contacts,
        }
    }
}

/// What stands open at the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aside {
    Nothing,
    NewContact,
    Contact,
    Chat,
    Call,
}

impl Aside {
    const fn of(place: Place) -> Self {
        match place {
            Place::Contacts(Opened::New) => Self::NewContact,
            Place::Contacts(Opened::One(_)) => Self::Contact,
            Place::Chats(Some(_)) => Self::Chat,
            Place::Calls(Some(_)) => Self::Call,
            _ => Self::Nothing,
        }
    }
}

#[component]
pub fn ContactCenter() -> impl IntoView {
    let address = use_address();
    provide_context(Fresh::default());
    provide_context(Handed::default());
    marked::provide_marks();
    let mode = address.query("view");
    let is_whole = Memo::new(move |_| {
        Aside::of(address.place.get()) == Aside::Chat
            && mode.with(|mode| mode.as_deref() == Some("full"))
    });
    let screen = |is_whole| {
        if is_whole {
            view! { <WholeChat chat=last_chat()/> }.into_any()
        } else {
            view! { <Directory/> }.into_any()
        }
    };
    view! { <Swap of=is_whole view=screen/> }
}

/// The chat of the address; while it is being left, the one before.
fn last_chat() -> Signal<ConversationId> {
    let address = use_address();
    let nil = ConversationId(uuid::Uuid::nil());
    let chat = Memo::new(move |before: Option<&ConversationId>| match address.place.get() {
        Place::Chats(Some(chat)) => chat,
        _ => before.copied().unwrap_or(nil),
    });
    chat.into()
}

/// The call of the address; while it is being left, the one before.
fn last_call() -> Signal<CallId> {
    let address = use_address();
    let nil = CallId(uuid::Uuid::nil());
    let call = Memo::new(move |before: Option<&CallId>| match address.place.get() {
        Place::Calls(Some(call)) => call,
        _ => before.copied().unwrap_or(nil),
    });
    call.into()
}

fn last_contact() -> Signal<ContactId> {
    let address = use_address();
    let nil = ContactId(uuid::Uuid::nil());
    let contact = Memo::new(move |before: Option<&ContactId>| match address.place.get() {
        Place::Contacts(Opened::One(contact)) => contact,
        _ => before.copied().unwrap_or(nil),
    });
    contact.into()
}

#[component]
fn Directory() -> impl IntoView {
    let address = use_address();
    let tab = Memo::new(move |_| Tab::of(address.place.get()));
    let aside = Memo::new(move |_| Aside::of(address.place.get()));
    let current = Signal::derive(move || tab.get().key().to_owned());
    let close = move || {
        let place = match tab.get_untracked() {
            Tab::Contacts => Place::Contacts(Opened::Nothing),
            Tab::Chats => Place::Chats(None),
            Tab::Calls => Place::Calls(None),
            Tab::Broadcasts => Place::Broadcasts(Opened::Nothing),
        };
        if aside.get_untracked() != Aside::Nothing {
            let mut changes = afresh();
            changes.push(("history", None));
            address.go(&untrack(|| address.beside_with(place, &changes)));
            keys::focus_rows();
        }
    };
    keys::listen(close);
    Effect::new(move |before: Option<Aside>| {
        let aside = aside.get();
        if aside != Aside::Nothing && before.is_some_and(|before| before != aside) {
            keys::focus_panel_on_a_phone();
        }
        aside
    });
    view! {
        <main
            class="center"
            id="main"
            tabindex="-1"
            data-panel=move || if aside.get() == Aside::Nothing { "closed" } else { "open" }
            data-column=move || if aside.get() == Aside::Nothing { "list" } else { "panel" }
        >
            // On a phone the panel hides the rest: the screen keeps its name.
            <h1 class="unseen">{words::TITLE.text()}</h1>
            <div class="center__main">
                <Head tab/>
                <Tabs id="directory" label=words::DIRECTORY.text() current links=links()/>
                <TabPanel of="directory" current>
                    <Swap of=tab view=list/>
                </TabPanel>
            </div>
            <Swap of=aside view=move |aside| beside(aside, Callback::new(move |()| close()))/>
        </main>
    }
}

fn list(tab: Tab) -> AnyView {
    match tab {
        Tab::Contacts => entries::<Contact>(none(), none()),
        Tab::Chats => {
            Jobs::provide();
            entries::<Conversation>(
                ViewFn::from(|| view! { <JobsButton/> }),
                ViewFn::from(|| view! { <JobsStrip/> }),
            )
        }
        Tab::Calls => entries::<CallRecord>(none(), none()),
        Tab::Broadcasts => view! { <Broadcasts/> }.into_any(),
    }
}

fn none() -> ViewFn {
    ViewFn::from(|| ())
}

fn links() -> Vec<TabLink> {
    let link = |tab: Tab, word: crate::words::Word, place: Place| {
        TabLink::new(tab.key(), word.text(), place.to_string())
    };
    let mut links = vec![
        link(Tab::Contacts, words::CONTACTS, Place::Contacts(Opened::Nothing)),
        link(Tab::Chats, words::CHATS, Place::Chats(None)),
        link(Tab::Calls, words::CALLS, Place::Calls(None)),
    ];
    if use_session().may_at_all(Action::Broadcast) {
        let place = Place::Broadcasts(Opened::Nothing);
        links.push(link(Tab::Broadcasts, broadcast_words::BROADCASTS, place));
    }
    links
}

#[component]
fn Head(tab: Memo<Tab>) -> impl IntoView {
    let session = use_session();
    let address = use_address();
    let may_create =
        move || tab.get() == Tab::Contacts && session.may_at_all(Action::CreateContact);
    let asked = query::<Contact>();
    let may_take = move |action| tab.get() == Tab::Contacts && session.may_at_all(action);
    let new = move || address.beside_with(Place::Contacts(Opened::New), &[("edit", None)]);
    let may_broadcast = move |at: Tab| tab.get() == at && session.may_at_all(Action::Broadcast);
    let is_list = move || address.place.get() == Place::Broadcasts(Opened::Nothing);
    view! {
        <header class="screen-head">
            <p class="screen-head__title" aria-hidden="true">{words::TITLE.text()}</p>
            <div class="screen-head__actions">
                <Show when=move || may_broadcast(Tab::Contacts)>
                    <ButtonLink
                        label=broadcast_words::TO_THESE.text()
                        href=Signal::derive(move || to_these(address))
                        glyph=Glyph::Megaphone
                    />
                </Show>
                <Show when=move || may_broadcast(Tab::Broadcasts) && is_list()>
                    <ButtonLink
                        label=broadcast_words::NEW.text()
                        href=Place::Broadcasts(Opened::New).to_string()
                        kind=ButtonKind::Primary
                        glyph=Glyph::Megaphone
                    />
                </Show>
                <Show when=move || may_take(Action::ExportContacts)>
                    <ButtonLink
                        label=import_words::EXPORT.text()
                        href=Signal::derive(move || asked.with(exported))
                        kind=ButtonKind::Quiet
                        glyph=Glyph::Download
                        attr:download=""
                        attr:title=import_words::EXPORT_HINT.text()
                    />
                </Show>
                <Show when=move || may_take(Action::ImportContacts)>
                    <ButtonLink
                        label=import_words::IMPORT.text()
                        href=Place::Import(None).to_string()
                        kind=ButtonKind::Quiet
                        glyph=Glyph::Upload
                    />
                </Show>
                <Show when=may_create>
                    <ButtonLink
                        label=words::NEW_CONTACT.text()
                        href=Signal::derive(new)
                        kind=ButtonKind::Primary
                        glyph=Glyph::UserRoundPlus
                    />
                </Show>
            </div>
        </header>
    }
}

/// Where the contacts are given out as they are found and sorted now.
fn exported(query: &ContactQuery) -> String {
    let query = crate::json::to_string(query).unwrap_or_default();
    let query = String::from(js_sys::encode_uri_component(&query));
    let language = Language::current().tag();
    format!("/contacts.csv?language={language}&marked=true&query={query}")
}

fn beside(aside: Aside, close: Callback<()>) -> AnyView {
    let title = match aside {
        Aside::Nothing => return ().into_any(),
        Aside::Contact => return view! { <OpenContact close/> }.into_any(),
        Aside::NewContact => words::NEW_CONTACT,
        Aside::Chat => words::ROOM_INFORMATION,
        Aside::Call => words::CALL_INFORMATION,
    };
    view! {
        <Panel
            title=title.text()
            close=part_words::CLOSE.text()
            leave=words::BACK_TO_LIST.text()
            on_close=close
        >
            {match aside {
                Aside::NewContact => view! { <NewContact close/> }.into_any(),
                Aside::Chat => view! { <ChatInformation held=Held::new(last_chat())/> }.into_any(),
                Aside::Call => view! { <CallInformation call=last_call()/> }.into_any(),
                Aside::Nothing | Aside::Contact => ().into_any(),
            }}
        </Panel>
    }
    .into_any()
}

/// Contact Information; with `history` in the address, the contact's chat history in its place.
#[component]
fn OpenContact(close: Callback<()>) -> impl IntoView {
    let fresh = expect_context::<Fresh>();
    let address = use_address();
    let history = address.query("history");
    let is_history = Memo::new(move |_| history.with(Option::is_some));
    let show = move |is_shown: bool| {
        let mut changes = afresh();
        changes.push(("history", is_shown.then(|| "1".to_owned())));
        address.push_query(&changes);
    };
    let contact = last_contact();
    move || {
        if is_history.get() {
            view! {
                <Panel
                    title=desk_words::CONTACT_CHAT_HISTORY.text()
                    close=part_words::CLOSE.text()
                    leave=words::BACK_TO_LIST.text()
                    on_close=close
                    back=words::BACK_TO_CONTACT.text()
                    on_back=move |()| show(false)
                >
                    <ContactHistory contact/>
                </Panel>
            }
            .into_any()
        } else {
            view! {
                <Panel
                    title=words::CONTACT_INFORMATION.text()
                    close=part_words::CLOSE.text()
                    leave=words::BACK_TO_LIST.text()
                    on_close=close
                >
                    <ContactInformation
                        contact
                        on_saved=move |saved| fresh.contact.set(Some(Arc::new(saved)))
                        on_history=move |()| show(true)
                    />
                </Panel>
            }
            .into_any()
        }
    }
}

/// The chat history of a contact whom only the address names.
#[component]
fn ContactHistory(contact: Signal<ContactId>) -> impl IntoView {
    let session = use_session();
    let found = RwSignal::new(None::<ContactRef>);
    Effect::new(move || {
        let id = contact.get();
        found.set(None);
        spawn_local_scoped_with_cancellation(async move {
            match session.ask(api::contacts::find(id)).await {
                Ok(it) => found.set(Some(ContactRef { id, name: contact_name(&it) })),
                Err(fault) => session.tell(&fault),
            }
        });
    });
    view! { <History contact=found/> }
}

#[component]
fn NewContact(close: Callback<()>) -> impl IntoView {
    let address = use_address();
    let fresh = expect_context::<Fresh>();
    let toaster = use_toaster();
    let saved = Callback::new(move |created: Contact| {
        toaster.say(words::CONTACT_CREATED.with(&[("name", &contact_name(&created))]));
        let place = Place::Contacts(Opened::One(created.id));
        fresh.contact.set(Some(Arc::new(created)));
        address.replace(&untrack(|| address.beside(place)));
    });
    view! {
        <div class="panel__section">
            <ContactForm on_saved=saved on_cancel=close/>
        </div>
    }
}
