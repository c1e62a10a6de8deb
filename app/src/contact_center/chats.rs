//! The tab Chats: the closed conversations this person may see; one appears the moment it is closed.

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;
use model::{archive::ArchiveQuery, conversation::Conversation, id::ConversationId, page::PageAt};

use super::{
    Fresh,
    asking::{Finding, SearchHelp, SearchHints, provide_findings},
    filters::{FilterChips, FilterRow, Filters},
    list::{AddressSearch, Count, ROW_HEIGHT, Sorting, States, Texts, row_count},
    pages::Pages,
};
use crate::{
    api,
    live::Live,
    parts::{
        Avatar, AvatarSize, Button, ButtonKind, Cell, Column, Empty, Glyph, IconButton, Order,
        RelativeTime, Tag, VirtualTable,
    },
    shell::{
        address::{Address, use_address},
        place::Place,
        session::{Session, use_session},
    },
    words::contact_center as words,
};

const TEXTS: Texts = Texts { loading: words::LOADING_CHATS, failed: words::CHATS_FAILED };
/// Tags a row has room for.
const TAGS_SHOWN: usize = 2;

#[component]
pub(super) fn Chats() -> impl IntoView {
    let address = use_address();
    let fresh = expect_context::<Fresh>();
    let live = expect_context::<Live>();
    let filters = Filters::new();
    let sorting = Sorting::new("closed", Order::Descending);
    let query = Memo::new(move |_| filters.query(sorting));
    let pages = Pages::new(
        move |page: PageAt| {
            let query = query.get_untracked();
            api::conversations::archive(ArchiveQuery { page, ..query })
        },
        |a: &Conversation, b: &Conversation| a.id == b.id,
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
    Effect::new(move || {
        if let Some(chat) = fresh.chat.get() {
            pages.replace(&chat);
        }
    });
    provide_findings(pages);
    let tags = seen_tags(pages);
    let are_open = address.query("filters");
    view! {
        <div class="tools">
            <AddressSearch placeholder=words::SEARCH_CHATS/>
            <SearchHelp/>
            <FilterButton/>
            <Count pages one=words::ONE_CHAT many=words::COUNT_CHATS/>
        </div>
        <SearchHints/>
        <Show when=move || are_open.with(Option::is_some)>
            <FilterRow filters tags/>
        </Show>
        <FilterChips filters/>
        <States
            pages
            texts=TEXTS
            rows=move || view! { <Rows pages sorting scope=scope(query)/> }.into_any()
            empty=move || view! { <NoChats filters/> }.into_any()
        />
    }
}

fn scope(query: Memo<ArchiveQuery>) -> Signal<String> {
    Signal::derive(move || query.with(|query| format!("{query:?}")))
}

/// Every tag that came by since the tab was opened, so that choosing one does not hide the others.
fn seen_tags(pages: Pages<Conversation>) -> Memo<Vec<String>> {
    Memo::new(move |before: Option<&Vec<String>>| {
        let mut seen: BTreeSet<String> = before.into_iter().flatten().cloned().collect();
        pages.rows.with(|rows| seen.extend(rows.iter().flat_map(|row| row.tags.iter().cloned())));
        seen.into_iter().collect()
    })
}

#[component]
fn FilterButton() -> impl IntoView {
    let address = use_address();
    let are_open = address.query("filters");
    view! {
        <IconButton
            glyph=Glyph::Funnel
            label=words::FILTERS.text()
            expanded=Signal::derive(move || Some(are_open.with(Option::is_some)))
            on_click=move |()| {
                let opened = are_open.with_untracked(Option::is_none).then(|| "1".to_owned());
                address.set_query(&[("filters", opened)]);
            }
        />
    }
}

#[component]
fn Rows(pages: Pages<Conversation>, sorting: Sorting, scope: Signal<String>) -> impl IntoView {
    let address = use_address();
    let by_guest = sorting.press("guest", Order::Ascending);
    let by_started = sorting.press("started", Order::Descending);
    let by_closed = sorting.press("closed", Order::Descending);
    let columns = move || {
        vec![
            Column::new(words::GUEST.text())
                .width("2fr")
                .sorted(sorting.of("guest"))
                .on_sort(by_guest),
            Column::new(words::DEPARTMENT.text()).width("1.2fr").narrow(),
            Column::new(words::AGENT.text()).width("1.4fr").narrow(),
            Column::new(words::STARTED.text())
                .width("1fr")
                .narrow()
                .sorted(sorting.of("started"))
                .on_sort(by_started),
            Column::new(words::CLOSED.text())
                .width("1fr")
                .sorted(sorting.of("closed"))
                .on_sort(by_closed),
            Column::new(words::TAGS.text()).width("2fr").narrow(),
        ]
    };
    let opened = Memo::new(move |_| match address.place.get() {
        Place::Chats(opened) => opened,
        _ => None,
    });
    let selected = Signal::derive(move || {
        let id = opened.get()?;
        pages.rows.with(|rows| rows.iter().find(|row| row.id == id).map(|row| key(row)))
    });
    let total = row_count(pages);
    let open = Callback::new(move |chat: Arc<Conversation>| open(address, chat.id));
    view! {
        <VirtualTable
            items=pages.rows
            key=|chat| key(chat)
            row_height=ROW_HEIGHT
            label=words::CHATS.text()
            columns=Signal::derive(columns)
            selected
            total
            scope
            on_open=open
            on_near_end=move |()| pages.more()
            let:chat
        >
            <Row chat/>
        </VirtualTable>
    }
}

fn key(chat: &Conversation) -> (ConversationId, u32) {
    (chat.id, chat.version)
}

fn open(address: Address, chat: ConversationId) {
    let place = Place::Chats(Some(chat));
    address.go(&untrack(|| address.beside_with(place, &[("edit", None), ("view", None)])));
}

/// Who served it last.
pub(super) fn agent_of(session: Session, chat: &Conversation) -> Option<String> {
    chat.served.last().map(|person| session.person_name(*person))
}

#[component]
fn Row(chat: Arc<Conversation>) -> impl IntoView {
    let session = use_session();
    let guest = chat.contact.name.clone();
    let (seed, department) = (chat.contact.id.to_string(), chat.department);
    let (started_ms, closed) = (chat.created.0, chat.closed_at());
    let (served, found) = (Arc::clone(&chat), Arc::clone(&chat));
    let tags = chat.tags.iter().take(TAGS_SHOWN).cloned();
    let tags = tags.map(|label| view! { <Tag label/> }).collect_view();
    let surplus = chat.tags.len().saturating_sub(TAGS_SHOWN);
    view! {
        <Cell>
            <span class="who">
                <Avatar
                    name=guest.clone()
                    seed
                    size=AvatarSize::Small
                />
                <span class="who__lines">
                    <span class="who__name">{guest}</span>
                    <Finding chat=found/>
                </span>
            </span>
        </Cell>
        <Cell narrow=true>{move || session.department_name(department)}</Cell>
        <Cell narrow=true>
            {move || agent_of(session, &served).unwrap_or_else(|| words::NOBODY.text().to_owned())}
        </Cell>
        <Cell narrow=true><RelativeTime at_ms=Signal::stored(started_ms)/></Cell>
        <Cell>
            {closed.map(|at| view! { <RelativeTime at_ms=Signal::stored(at.0)/> })}
        </Cell>
        <Cell narrow=true>
            <span class="row-tags">
                {tags}
                {(surplus > 0).then(|| {
                    let count = surplus.to_string();
                    view! { <span class="quiet">{words::MORE_TAGS.with(&[("count", &count)])}</span> }
                })}
            </span>
        </Cell>
    }
}

#[component]
fn NoChats(filters: Filters) -> impl IntoView {
    move || {
        if filters.are_any() {
            view! {
                <Empty
                    glyph=Glyph::Search
                    title=words::NOTHING_FOUND.text()
                    text=words::NOTHING_FOUND_TEXT.text()
                >
                    <Button
                        label=words::CLEAR_ALL.text()
                        kind=ButtonKind::Secondary
                        on_click=move |()| filters.clear()
                    />
                </Empty>
            }
            .into_any()
        } else {
            view! {
                <Empty
                    glyph=Glyph::Archive
                    title=words::NO_CHATS.text()
                    text=words::NO_CHATS_TEXT.text()
                />
            }
            .into_any()
        }
    }
}
