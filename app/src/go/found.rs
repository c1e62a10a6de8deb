//! What the server finds: contacts and closed chats, of those this person may see.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use model::{
    archive::ArchiveQuery,
    contact::{Contact, ContactQuery},
    conversation::Conversation,
    page::PageAt,
    permission::Action,
};

use super::target::{Kind, Target};
use crate::{
    api::{self, Fault},
    parts::intl,
    shell::{
        place::{Opened, Place},
        session::{Session, contact_name},
    },
};

/// A pause in typing.
const SETTLE: Duration = Duration::from_millis(120);
/// Of contacts and of chats.
const MOST: u32 = 6;

#[derive(Debug, Clone, Default)]
pub(super) enum State {
    #[default]
    Idle,
    Searching,
    Failed(Fault),
}

/// Asks while somebody types; the latest question wins. Copy.
#[derive(Clone, Copy)]
pub(super) struct Found {
    session: Session,
    pub(super) state: RwSignal<State>,
    /// What was asked for, and what came.
    pub(super) targets: RwSignal<(String, Vec<Target>)>,
    asked: StoredValue<String>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Found {
    pub(super) fn new(session: Session) -> Self {
        let found = Self {
            session,
            state: RwSignal::default(),
            targets: RwSignal::default(),
            asked: StoredValue::default(),
            waiting: StoredValue::default(),
        };
        on_cleanup(move || found.stop());
        found
    }

    /// Asks for what is typed, once typing pauses.
    pub(super) fn look(self, typed: &str) {
        let typed = typed.trim().to_owned();
        if self.asked.with_value(|asked| *asked == typed) {
            return;
        }
        self.stop();
        self.asked.set_value(typed.clone());
        if typed.is_empty() || !self.session.may_at_all(Action::ViewContactCenter) {
            self.state.set(State::Idle);
            return self.targets.set((typed, Vec::new()));
        }
        self.state.set(State::Searching);
        let ask = move || spawn_local(async move { self.ask(typed).await });
        self.waiting.set_value(set_timeout_with_handle(ask, SETTLE).ok());
    }

    fn stop(self) {
        if let Some(Some(handle)) = self.waiting.try_update_value(Option::take) {
            handle.clear();
        }
    }

    async fn ask(self, typed: String) {
        let page = || PageAt { after: None, limit: MOST };
        let contacts = ContactQuery {
            search: typed.clone(),
            is_descending: true,
            page: page(),
            ..ContactQuery::default()
        };
        let chats = ArchiveQuery { search: typed.clone(), page: page(), ..ArchiveQuery::default() };
        let contacts = self.session.ask(api::contacts::list(contacts)).await;
        let chats = self.session.ask(api::conversations::archive(chats)).await;
        // Typed on meanwhile, or closed.
        if self.asked.try_with_value(|asked| *asked == typed) != Some(true) {
            return;
        }
        let (targets, state) = match (contacts, chats) {
            (Ok(contacts), Ok(chats)) => {
                let chats = chats.rows.iter().map(|one| chat(self.session, one));
                (contacts.rows.iter().map(contact).chain(chats).collect(), State::Idle)
            }
            (Err(fault), _) | (_, Err(fault)) => (Vec::new(), State::Failed(fault)),
        };
        self.targets.set((typed, targets));
        self.state.set(state);
    }
}

fn contact(one: &Contact) -> Target {
    let known = one.emails.iter().chain(&one.phones).map(String::as_str).collect::<Vec<_>>();
    let address = Place::Contacts(Opened::One(one.id)).to_string();
    Target::open(Kind::Contact, contact_name(one), known.join(" · "), address)
}

fn chat(session: Session, one: &Conversation) -> Target {
    let department = session.department_name(one.department);
    let day = one.closed_at().map(|at| intl::day(at.0));
    let topic = Some(one.topic.clone()).filter(|topic| !topic.is_empty());
    let detail = [day, Some(department), topic].into_iter().flatten().collect::<Vec<_>>();
    let address = Place::Chats(Some(one.id)).to_string();
    Target::open(Kind::Chat, one.contact.name.clone(), detail.join(" · "), address)
}
