//! The tab Contacts: everybody this person may see, searched as they type.

use std::sync::Arc;

use leptos::prelude::*;
use model::{
    contact::{Contact, ContactOrder, ContactQuery},
    id::ContactId,
    page::PageAt,
    permission::{Action, Reach},
};

use super::{
    Fresh,
    list::{AddressSearch, Count, ROW_HEIGHT, Sorting, States, Texts, row_count},
    marked::Marked,
    pages::Pages,
};
use crate::{
    api,
    desk::afresh,
    live::Live,
    parts::{
        Avatar, AvatarSize, Button, ButtonKind, ButtonLink, Cell, Column, Empty, Glyph, Order,
        RelativeTime, VirtualTable,
    },
    shell::{
        address::{Address, use_address},
        place::{Opened, Place},
        session::{contact_name, use_session},
    },
    words::contact_center as words,
};

const TEXTS: Texts = Texts { loading: words::LOADING_CONTACTS, failed: words::CONTACTS_FAILED };

#[component]
pub(super) fn Contacts() -> impl IntoView {
    let address = use_address();
    let fresh = expect_context::<Fresh>();
    let live = expect_context::<Live>();
    let search = address.query("search");
    let sorting = Sorting::new("last", Order::Descending);
    let query = Memo::new(move |_| {
        let search = search.get().unwrap_or_default();
        // What fits best comes first, until somebody asks for another order.
        let is_ranked = !search.trim().is_empty() && !sorting.is_chosen();
        let query = query_of(search, sorting.now());
        if is_ranked { ContactQuery { order: ContactOrder::Best, ..query } } else { query }
    });
    let pages = Pages::new(
        move |page: PageAt| {
            let query = query.get_untracked();
            api::contacts::list(ContactQuery { page, ..query })
        },
        |a: &Contact, b: &Contact| a.id == b.id,
    );
    Effect::new(move || {
        query.track();
        pages.load();
    });
    Effect::new(move |before: Option<()>| {
        live.closed.track();
        if before.is_some() {
            pages.refresh();
        }
    });
    Effect::new(move |before: Option<()>| {
        let (Some(contact), Some(())) = (fresh.contact.get(), before) else { return };
        if pages.replace(&contact) {
            // A merge took another row away, or brought it back.
            pages.refresh();
        } else {
            pages.load();
        }
    });
    view! {
        <div class="tools">
            <AddressSearch placeholder=words::SEARCH_CONTACTS/>
            <Count pages one=words::ONE_CONTACT many=words::COUNT_CONTACTS/>
        </div>
        <States
            pages
            texts=TEXTS
            rows=move || view! { <Rows pages sorting scope=scope(query)/> }.into_any()
            empty=move || view! { <NoContacts is_searching=search.get().is_some()/> }.into_any()
        />
    }
}

fn query_of(search: String, (column, order): (String, Order)) -> ContactQuery {
    ContactQuery {
        search,
        order: match column.as_str() {
            "name" => ContactOrder::Name,
            "created" => ContactOrder::Created,
            _ => ContactOrder::LastChat,
        },
        is_descending: order == Order::Descending,
        page: PageAt::default(),
    }
}

fn scope(query: Memo<ContactQuery>) -> Signal<String> {
    Signal::derive(move || query.with(|query| format!("{:?}", query)))
}

#[component]
fn Rows(pages: Pages<Contact>, sorting: Sorting, scope: Signal<String>) -> impl IntoView {
    let address = use_address();
    let by_name = sorting.press("name", Order::Ascending);
    let by_last = sorting.press("last", Order::Descending);
    let columns = move || {
        vec![
            Column::new(words::NAME.text())
                .width("2fr")
                .sorted(sorting.of("name"))
                .on_sort(by_name),
            Column::new(words::PHONE.text()).width("1.2fr"),
            Column::new(words::EMAIL.text()).width("2fr").narrow(),
            Column::new(words::LAST_CHAT.text())
                .width("1fr")
                .narrow()
                .sorted(sorting.of("last"))
                .on_sort(by_last),
            Column::new(words::CONTACT_MANAGER.text()).width("1.2fr").narrow(),
        ]
    };
    let opened = Memo::new(move |_| match address.place.get() {
        Place::Contacts(opened) => opened.one(),
        _ => None,
    });
    let selected = Signal::derive(move || {
        let id = opened.get()?;
        pages.rows.with(|rows| rows.iter().find(|row| row.id == id).map(|row| key(row)))
    });
    let total = row_count(pages);
    let open = Callback::new(move |contact: Arc<Contact>| open(address, contact.id));
    view! {
        <VirtualTable
            items=pages.rows
            key=|contact| key(contact)
            row_height=ROW_HEIGHT
            label=words::CONTACTS.text()
            columns=Signal::derive(columns)
            selected
            total
            scope
            on_open=open
            on_near_end=move |()| pages.more()
            let:contact
        >
            <Row contact/>
        </VirtualTable>
    }
}

/// A row is another one when it was edited or chatted again.
type Key = (ContactId, u32, Option<i64>);

fn key(contact: &Contact) -> Key {
    (contact.id, contact.version, contact.last_chat.map(|at| at.0))
}

/// Opens a contact beside the same search and order; a form that stood open stays behind.
fn open(address: Address, contact: ContactId) {
    let place = Place::Contacts(Opened::One(contact));
    let mut changes = afresh();
    changes.push(("history", None));
    address.go(&untrack(|| address.beside_with(place, &changes)));
}

#[component]
fn Row(contact: Arc<Contact>) -> impl IntoView {
    let name = contact_name(&contact);
    let phone = contact.phones.first().cloned().unwrap_or_default();
    let email = contact.emails.first().cloned().unwrap_or_default();
    let (seed, last) = (contact.id.to_string(), contact.last_chat);
    let manager = contact.manager.as_ref().map(|manager| manager.name.clone());
    view! {
        <Cell>
            <span class="who">
                <Avatar name=name.clone() seed size=AvatarSize::Small/>
                <span class="who__name"><Marked text=name/></span>
            </span>
        </Cell>
        <Cell><Marked text=phone/></Cell>
        <Cell narrow=true><Marked text=email/></Cell>
        <Cell narrow=true>
            {match last {
                Some(at) => view! { <RelativeTime at_ms=Signal::stored(at.0)/> }.into_any(),
                None => view! { <span class="quiet">{words::NEVER.text()}</span> }.into_any(),
            }}
        </Cell>
        <Cell narrow=true>{manager}</Cell>
    }
}

#[component]
fn NoContacts(is_searching: bool) -> impl IntoView {
    let session = use_session();
    let address = use_address();
    if is_searching {
        return view! {
            <Empty
                glyph=Glyph::Search
                title=words::NOTHING_FOUND.text()
                text=words::NOTHING_FOUND_TEXT.text()
            >
                <Button
                    label=words::CLEAR_SEARCH.text()
                    on_click=move |()| address.set_query(&[("search", None)])
                />
            </Empty>
        }
        .into_any();
    }
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
    .into_any()
}
