//! What placeholders stand for where somebody writes.

use leptos::{prelude::*, task::spawn_local};
use model::{
    canned::{self, Filled, Placeholder},
    contact::{Contact, ContactRef},
    id::DepartmentId,
};

use crate::{
    api,
    shell::session::{Session, use_session},
};

/// Whom a text is for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reader {
    pub contact: Option<ContactRef>,
    pub department: Option<DepartmentId>,
}

/// The values of one place. Copy.
#[derive(Debug, Clone, Copy)]
pub struct Filling {
    session: Session,
    reader: Signal<Reader>,
    /// The contact's own record, asked for when a text may need it.
    contact: RwSignal<Option<Contact>>,
}

impl Filling {
    /// For a conversation with a contact.
    pub fn new(reader: impl Into<Signal<Reader>>) -> Self {
        let session = use_session();
        Self { session, reader: reader.into(), contact: RwSignal::new(None) }
    }

    /// Where there is no contact: among colleagues, and in Manage.
    #[must_use]
    pub fn among_staff() -> Self {
        Self::new(Signal::stored(Reader::default()))
    }

    /// The text as it would be said now.
    #[must_use]
    pub fn fill(self, text: &str) -> Filled {
        canned::fill(text, |open| self.value(open))
    }

    /// What a placeholder stands for, as far as it is known.
    #[must_use]
    pub fn value(self, open: Placeholder) -> Option<String> {
        let own = |own: fn(&Contact) -> Option<&String>| {
            let id = self.reader.with(|reader| reader.contact.as_ref().map(|contact| contact.id));
            self.contact.with(|contact| {
                contact.as_ref().filter(|it| Some(it.id) == id).and_then(own).cloned()
            })
        };
        match open {
            Placeholder::ContactName => self
                .reader
                .with(|reader| reader.contact.as_ref().map(|contact| contact.name.clone())),
            Placeholder::ContactEmail => own(|contact| contact.emails.first()),
            Placeholder::ContactPhone => own(|contact| contact.phones.first()),
            Placeholder::AgentName => Some(self.session.me.with(|me| me.person.name.clone())),
            Placeholder::AgentEmail => Some(self.session.me.with(|me| me.person.email.clone())),
            Placeholder::DepartmentName => {
                let department = self.reader.with(|reader| reader.department)?;
                Some(self.session.department_name(Some(department)))
            }
        }
    }

    /// Asks for the contact's record, so that it is there when a text is chosen.
    pub fn prepare(self) {
        self.then(|| ());
    }

    /// Fills a text in and hands it over; at once where nothing has to be asked for.
    pub fn fill_then(self, text: String, take: impl FnOnce(Filled) + 'static) {
        if canned::needs_contact(&text) {
            self.then(move || take(untrack(|| self.fill(&text))));
        } else {
            take(untrack(|| self.fill(&text)));
        }
    }

    fn then(self, go_on: impl FnOnce() + 'static) {
        let id = self.reader.with_untracked(|reader| reader.contact.as_ref().map(|it| it.id));
        let is_known = self.contact.with_untracked(|it| it.as_ref().map(|it| it.id)) == id;
        let Some(id) = id.filter(|_| !is_known) else { return go_on() };
        spawn_local(async move {
            // One that cannot be had is treated as one about whom nothing is known.
            if let Ok(contact) = self.session.ask(api::contacts::find(id)).await {
                self.contact.try_set(Some(contact));
            }
            go_on();
        });
    }
}
