//! The tab Contacts: everybody this person may see.

use std::{future::Future, sync::Arc};

use leptos::prelude::*;
use model::{
    contact::{Contact, ContactFilters, ContactOrder, ContactQuery},
    custom_field::Holder,
    id::ContactId,
    page::{Page, PageAt},
    permission::{Action, Reach},
    saved_view::Listing,
};
use uuid::Uuid;

use super::{
    Fresh,
    entry::{Asked, Entry, Field, Filter, FilterKind, NO, Words, YES},
    list::{moment, who},
    marked::Marked,
    picked,
};
use crate::{
    api::{self, Fault},
    live::Live,
    parts::{ButtonKind, ButtonLink, Empty, Glyph, Order},
    shell::{
        place::{Opened, Place},
        session::{Session, contact_name, use_session},
    },
    words::{Word, contact_center as words},
};

const HAS_OR_NOT: &[(&str, Word)] = &[(YES, words::YES), (NO, words::NO)];

impl Entry for Contact {
    type Query = ContactQuery;

    const LISTING: Listing = Listing::Contacts;
    const WORDS: Words = Words {
        label: words::CONTACTS,
        search: words::SEARCH_CONTACTS,
        one: words::ONE_CONTACT,
        many: words::COUNT_CONTACTS,
        loading: words::LOADING_CONTACTS,
        failed: words::CONTACTS_FAILED,
    };
    const FIELDS: &'static [Field<Self>] = FIELDS;
    const FILTERS: &'static [Filter] = &[
        Filter { key: "manager", name: words::CONTACT_MANAGER, kind: FilterKind::Agent },
        Filter { key: "agent", name: words::SERVED_BY, kind: FilterKind::Agent },
        Filter { key: "department", name: words::DEPARTMENT, kind: FilterKind::Department },
        Filter { key: "chatted", name: words::LAST_CHAT, kind: FilterKind::Period },
        Filter { key: "email", name: words::HAS_EMAIL, kind: FilterKind::Words(HAS_OR_NOT) },
        Filter { key: "phone", name: words::HAS_PHONE, kind: FilterKind::Words(HAS_OR_NOT) },
        Filter { key: "blocked", name: words::IS_BLOCKED, kind: FilterKind::Words(HAS_OR_NOT) },
        Filter { key: "out", name: words::IS_OPTED_OUT, kind: FilterKind::Words(HAS_OR_NOT) },
    ];
    const HOLDER: Option<Holder> = Some(Holder::Contact);
    const START: (&'static str, Order) = ("last", Order::Descending);
    const TAKES_NEW: bool = true;

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn mark(&self) -> (u32, i64) {
        (self.version, self.last_chat.map_or(0, |at| at.0))
    }

    fn name(&self) -> String {
        contact_name(self)
    }

    fn place(id: Option<Uuid>) -> Place {
        Place::Contacts(id.map_or(Opened::Nothing, |id| Opened::One(ContactId(id))))
    }

    fn opened(place: Place) -> Option<Uuid> {
        match place {
            Place::Contacts(opened) => opened.one().map(|id| id.0),
            _ => None,
        }
    }

    fn query(asked: &Asked) -> ContactQuery {
        let (chatted_from, chatted_until) = asked.bounds("chatted");
        ContactQuery {
            search: asked.search.clone(),
            filters: ContactFilters {
                manager: asked.id("manager"),
                agent: asked.id("agent"),
                department: asked.id("department"),
                has_email: asked.flag("email"),
                has_phone: asked.flag("phone"),
                chatted_from,
                chatted_until,
                is_blocked: asked.flag("blocked"),
                is_opted_out: asked.flag("out"),
                fields: asked.tests(),
            },
            order: match asked.sort.as_str() {
                _ if !asked.is_sorted && !asked.search.trim().is_empty() => ContactOrder::Best,
                "name" => ContactOrder::Name,
                "created" => ContactOrder::Created,
                _ => ContactOrder::LastChat,
            },
            is_descending: asked.order == Order::Descending,
            page: PageAt::default(),
        }
    }

    fn fetch(
        query: ContactQuery,
        page: PageAt,
    ) -> impl Future<Output = Result<Page<Self>, Fault>> + 'static {
        api::contacts::list(ContactQuery { page, ..query })
    }

    fn fresh(fresh: Fresh) -> RwSignal<Option<Arc<Self>>> {
        fresh.contact
    }

    fn follow() -> impl Fn() + 'static {
        let live = expect_context::<Live>();
        move || live.closed.track()
    }

    fn nothing() -> AnyView {
        view! { <NoContacts/> }.into_any()
    }

    fn acts(session: Session) -> Option<fn() -> AnyView> {
        let may =
            session.may_at_all(Action::ExportContacts) || session.may_at_all(Action::Broadcast);
        may.then_some(picked::acts)
    }
}

const FIELDS: &[Field<Contact>] = &[
    Field {
        key: "name",
        name: words::NAME,
        width: "2fr",
        sorts: Some(Order::Ascending),
        is_wide: false,
        is_usual: true,
        cell: |it, _| {
            let name = contact_name(it);
            let shown = view! { <Marked text=name.clone()/> }.into_any();
            who(name, it.id.to_string(), shown)
        },
    },
    Field {
        key: "phone",
        name: words::PHONE,
        width: "1.2fr",
        sorts: None,
        is_wide: false,
        is_usual: true,
        cell: |it, _| marked(it.phones.first()),
    },
    Field {
        key: "email",
        name: words::EMAIL,
        width: "2fr",
        sorts: None,
        is_wide: true,
        is_usual: true,
        cell: |it, _| marked(it.emails.first()),
    },
    Field {
        key: "last",
        name: words::LAST_CHAT,
        width: "1fr",
        sorts: Some(Order::Descending),
        is_wide: true,
        is_usual: true,
        cell: |it, _| match it.last_chat {
            Some(at) => moment(at),
            None => view! { <span class="quiet">{words::NEVER.text()}</span> }.into_any(),
        },
    },
    Field {
        key: "manager",
        name: words::CONTACT_MANAGER,
        width: "1.2fr",
        sorts: None,
        is_wide: true,
        is_usual: true,
        cell: |it, _| it.manager.as_ref().map(|manager| manager.name.clone()).into_any(),
    },
    Field {
        key: "username",
        name: words::USERNAME,
        width: "1fr",
        sorts: None,
        is_wide: true,
        is_usual: false,
        cell: |it, _| it.username.clone().into_any(),
    },
    Field {
        key: "created",
        name: words::CREATED,
        width: "1fr",
        sorts: Some(Order::Descending),
        is_wide: true,
        is_usual: false,
        cell: |it, _| moment(it.created),
    },
];

fn marked(text: Option<&String>) -> AnyView {
    view! { <Marked text=text.cloned().unwrap_or_default()/> }.into_any()
}

#[component]
fn NoContacts() -> impl IntoView {
    let session = use_session();
    let text = match session.staff().reach() {
        Reach::Own => words::NO_CONTACTS_YET_YOURS,
        Reach::All | Reach::Departments(_) => words::NO_CONTACTS_TEXT,
    };
    view! {
        <Empty glyph=Glyph::BookUser title=words::NO_CONTACTS.text() text=text.text()>
            {session.may_at_all(Action::CreateContact).then(|| view! {
                <ButtonLink
                    label=words::NEW_CONTACT.text()
                    href=Place::Contacts(Opened::New).to_string()
                    kind=ButtonKind::Primary
                    glyph=Glyph::UserRoundPlus
                />
            })}
        </Empty>
    }
}
