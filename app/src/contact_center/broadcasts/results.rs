//! What became of a broadcast for each contact, narrowed down to one result if wanted.

use std::sync::Arc;

use leptos::prelude::*;
use model::{
    broadcast::{Delivery, DeliveryName, Recipient, RecipientQuery, Tally},
    page::PageAt,
};

use super::{one::Held, whole};
use crate::{
    api,
    contact_center::{
        list::{ROW_HEIGHT, States, Texts},
        pages::Pages,
    },
    parts::{Cell, Choice, Column, Empty, Glyph, Icon, RelativeTime, Select, VirtualList},
    shell::{
        address::{Address, use_address},
        place::{Opened, Place},
    },
    words::{Language, broadcasts as words},
};

const TEXTS: Texts = Texts { loading: words::RESULTS_LOADING, failed: words::RESULTS_FAILED };

#[component]
pub(super) fn Results(held: Held) -> impl IntoView {
    let address = use_address();
    let wanted = address.query("result");
    let pages = Pages::new(
        move |page: PageAt| {
            let wanted = wanted.get_untracked();
            let delivery = wanted.and_then(|word| DeliveryName::from_word(&word));
            api::broadcasts::recipients(RecipientQuery { broadcast: held.id, delivery, page })
        },
        |a: &Recipient, b: &Recipient| a.place == b.place,
    );
    Effect::new(move || {
        wanted.track();
        pages.load();
    });
    Effect::new(move |before: Option<()>| {
        held.looks.track();
        if before.is_some() {
            pages.refresh();
        }
    });
    let scope = Signal::derive(move || wanted.get().unwrap_or_default());
    view! {
        <section class="broadcast__results" aria-label=words::RESULTS.text()>
            <div class="tools"><Narrow held address/></div>
            <States
                pages
                texts=TEXTS
                rows=move || view! { <Rows pages scope/> }.into_any()
                empty=|| view! {
                    <Empty
                        glyph=Glyph::UsersRound
                        title=words::NO_RESULTS.text()
                        text=words::NO_RESULTS_TEXT.text()
                    />
                }
                .into_any()
            />
        </section>
    }
}

#[component]
fn Narrow(held: Held, address: Address) -> impl IntoView {
    let wanted = address.query("result");
    let value = RwSignal::new(wanted.get_untracked().unwrap_or_default());
    Effect::new(move || value.set(wanted.get().unwrap_or_default()));
    let tally =
        Memo::new(move |_| held.it.with(|it| it.as_ref().map(|it| it.tally).unwrap_or_default()));
    let options = move || {
        let tally = tally.get();
        let all = Choice::new("", words::ALL.with(&[("count", &whole(tally.total()))]));
        let named = DeliveryName::ALL.into_iter().map(|name| {
            let count = whole(counted(&tally, name));
            let label =
                words::COUNTED.with(&[("what", words::delivery(name).text()), ("count", &count)]);
            Choice::new(name.as_str(), label)
        });
        std::iter::once(all).chain(named).collect::<Vec<_>>()
    };
    view! {
        <Select
            label=words::SHOW.text()
            value
            options=Signal::derive(options)
            on_change=move |word: String| address.set_query(&[("result", Some(word))])
        />
    }
}

const fn counted(tally: &Tally, name: DeliveryName) -> u64 {
    match name {
        DeliveryName::Queued => tally.queued,
        DeliveryName::Sent => tally.sent,
        DeliveryName::Refused => tally.refused,
        DeliveryName::Skipped => tally.skipped,
    }
}

#[component]
fn Rows(pages: Pages<Recipient>, scope: Signal<String>) -> impl IntoView {
    let address = use_address();
    let columns = || {
        vec![
            Column::new(words::NAME.text()).width("1.6fr"),
            Column::new(words::ADDRESS.text()).width("2fr").narrow(),
            Column::new(words::RESULT.text()).width("1.2fr"),
            Column::new(words::REASON.text()).width("2.4fr").narrow(),
            Column::new(words::TIME.text()).width("1fr").narrow(),
        ]
    };
    let total = Signal::derive(move || pages.total.get().and_then(|total| total.try_into().ok()));
    let open = Callback::new(move |row: Arc<Recipient>| {
        address.go(&Place::Contacts(Opened::One(row.contact)).to_string());
    });
    view! {
        <VirtualList
            items=pages.rows
            key=|row| (row.place, row.at.0, row.delivery.name())
            row_height=ROW_HEIGHT
            label=words::RESULTS.text()
            columns=Signal::derive(columns)
            total
            scope
            on_open=open
            on_near_end=move |()| pages.more()
            let:row
        >
            <Row row/>
        </VirtualList>
    }
}

#[component]
fn Row(row: Arc<Recipient>) -> impl IntoView {
    let reason = words::reason(&row.delivery, Language::current());
    let (name, address, at_ms) = (row.name.clone(), row.address.clone(), row.at.0);
    let (sign, result) = (glyph(&row.delivery), words::delivery(row.delivery.name()).text());
    let tip = reason.clone();
    view! {
        <Cell><span class="who__name">{name}</span></Cell>
        <Cell narrow=true>{address}</Cell>
        <Cell>
            <span class="who" title=tip><Icon glyph=sign/> <span>{result}</span></span>
        </Cell>
        <Cell narrow=true>{reason}</Cell>
        <Cell narrow=true><RelativeTime at_ms=Signal::stored(at_ms)/></Cell>
    }
}

pub(in crate::contact_center) const fn glyph(delivery: &Delivery) -> Glyph {
    match delivery {
        Delivery::Queued | Delivery::Waiting(_) => Glyph::Hourglass,
        Delivery::Sent => Glyph::CircleCheck,
        Delivery::Refused(_) => Glyph::CircleAlert,
        Delivery::Skipped(_) => Glyph::Ban,
    }
}
