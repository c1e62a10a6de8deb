//! The tab Calls: the calls this person may see, the latest first.

use std::sync::Arc;

use leptos::prelude::*;
use model::{
    call::{CallKind, CallQuery, CallRecord, Direction},
    id::CallId,
    page::PageAt,
};

use super::{
    Fresh,
    list::{AddressSearch, Count, ROW_HEIGHT, States, Texts, row_count},
    pages::Pages,
};
use crate::{
    api,
    parts::{
        Avatar, AvatarSize, Button, ButtonKind, Cell, Column, Empty, Glyph, Icon, RelativeTime,
        VirtualTable, intl, use_clock,
    },
    phone::Phone,
    shell::{
        address::{Address, use_address},
        place::Place,
    },
    words::{Word, calls as call_words, contact_center as words},
};

const TEXTS: Texts = Texts { loading: words::LOADING_CALLS, failed: words::CALLS_FAILED };

#[component]
pub(super) fn Calls() -> impl IntoView {
    let address = use_address();
    let fresh = expect_context::<Fresh>();
    let phone = expect_context::<Phone>();
    let search = address.query("search");
    let pages = Pages::new(
        move |page: PageAt| {
            let search = search.get_untracked().unwrap_or_default();
            api::calls::list(CallQuery { search, page })
        },
        |a: &CallRecord, b: &CallRecord| a.id == b.id,
    );
    Effect::new(move || {
        search.track();
        pages.load();
    });
    // One's own begins, is answered, ends.
    Effect::new(move |before: Option<()>| {
        phone.current.track();
        if before.is_some() {
            pages.refresh();
        }
    });
    Effect::new(move || {
        if let Some(call) = fresh.call.get() {
            pages.replace(&call);
        }
    });
    let scope = Signal::derive(move || search.get().unwrap_or_default());
    view! {
        <div class="tools">
            <AddressSearch placeholder=words::SEARCH_CALLS/>
            <Count pages one=words::ONE_CALL many=words::COUNT_CALLS/>
        </div>
        <States
            pages
            texts=TEXTS
            rows=move || view! { <Rows pages scope/> }.into_any()
            empty=move || view! { <NoCalls/> }.into_any()
        />
    }
}

#[component]
fn Rows(pages: Pages<CallRecord>, scope: Signal<String>) -> impl IntoView {
    let address = use_address();
    let columns = || {
        vec![
            Column::new(words::GUEST.text()).width("2fr"),
            Column::new(words::PHONE.text()).width("1.4fr").narrow(),
            Column::new(words::DIRECTION.text()).width("1.2fr"),
            Column::new(words::STARTED.text()).width("1fr"),
            Column::new(words::TALK_TIME.text()).width("1fr").narrow(),
            Column::new(words::OUTCOME.text()).width("1.2fr").narrow(),
            Column::new(words::AGENT.text()).width("1.4fr").narrow(),
        ]
    };
    let opened = Memo::new(move |_| match address.place.get() {
        Place::Calls(opened) => opened,
        _ => None,
    });
    let selected = Signal::derive(move || {
        let id = opened.get()?;
        pages.rows.with(|rows| rows.iter().find(|row| row.id == id).map(|row| key(row)))
    });
    let total = row_count(pages);
    let open = Callback::new(move |call: Arc<CallRecord>| open(address, call.id));
    view! {
        <VirtualTable
            items=pages.rows
            key=|call| key(call)
            row_height=ROW_HEIGHT
            label=words::CALLS.text()
            columns=Signal::derive(columns)
            selected
            total
            scope
            on_open=open
            on_near_end=move |()| pages.more()
            let:call
        >
            <Row call/>
        </VirtualTable>
    }
}

/// A row is drawn anew when something of it has changed.
fn key(call: &CallRecord) -> (CallId, u32, bool, bool) {
    (call.id, call.version, call.answered.is_some(), call.ended.is_some())
}

fn open(address: Address, call: CallId) {
    address.go(&untrack(|| address.beside(Place::Calls(Some(call)))));
}

#[component]
fn Row(call: Arc<CallRecord>) -> impl IntoView {
    let guest = call.contact.name.clone();
    let seed = call.contact.id.to_string();
    let started_ms = call.rang.0;
    let (glyph, direction) = direction_of(&call);
    let state = call_words::state(call.state());
    let (phone, agent) = (call.phone.clone(), call.agent.name.clone());
    view! {
        <Cell>
            <span class="who">
                <Avatar name=guest.clone() seed size=AvatarSize::Small/>
                <span class="who__name">{guest}</span>
            </span>
        </Cell>
        <Cell narrow=true>{phone}</Cell>
        <Cell>
            <span class="who"><Icon glyph/> <span>{direction.text()}</span></span>
        </Cell>
        <Cell><RelativeTime at_ms=Signal::stored(started_ms)/></Cell>
        <Cell narrow=true>{talk_time(&call)}</Cell>
        <Cell narrow=true>{state.text()}</Cell>
        <Cell narrow=true>{agent}</Cell>
    }
}

pub(super) const fn direction_of(call: &CallRecord) -> (Glyph, Word) {
    match call.direction {
        Direction::Inbound => (Glyph::PhoneIncoming, words::INBOUND),
        Direction::Outbound => (Glyph::PhoneOutgoing, words::OUTBOUND),
    }
}

pub(super) const fn kind_of(call: &CallRecord) -> Word {
    match call.kind {
        CallKind::Audio => call_words::AUDIO_CALL,
        CallKind::Video => call_words::VIDEO_CALL,
        CallKind::Link => call_words::CONFERENCE,
    }
}

/// How long the two talked; nothing where nobody answered.
pub(super) fn talk_time(call: &CallRecord) -> String {
    let now = model::moment::Moment(use_clock().now_ms.get_untracked());
    match call.answered {
        Some(_) => intl::duration_words(call.talk_ms(now)),
        None => words::NONE.text().to_owned(),
    }
}

#[component]
fn NoCalls() -> impl IntoView {
    let address = use_address();
    let search = address.query("search");
    move || {
        if search.with(Option::is_some) {
            view! {
                <Empty
                    glyph=Glyph::Search
                    title=words::NOTHING_FOUND.text()
                    text=words::NOTHING_FOUND_TEXT.text()
                >
                    <Button
                        label=words::CLEAR_SEARCH.text()
                        kind=ButtonKind::Secondary
                        on_click=move |()| address.set_query(&[("search", None)])
                    />
                </Empty>
            }
            .into_any()
        } else {
            view! {
                <Empty
                    glyph=Glyph::Phone
                    title=words::NO_CALLS.text()
                    text=words::NO_CALLS_TEXT.text()
                />
            }
            .into_any()
        }
    }
}
