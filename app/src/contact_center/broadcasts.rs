//! The tab Broadcasts: one message to many contacts, what is under way and what became of it.

mod choosing;
mod form;
mod one;
mod preview;
mod results;
mod writing;

use std::sync::Arc;

use leptos::prelude::*;
use model::{
    broadcast::{Broadcast, Medium},
    contact::ContactRef,
    id::BroadcastId,
    page::PageAt,
};

pub(super) use self::results::glyph;
use self::{form::NewBroadcast, one::OneBroadcast};
use super::{
    list::{Count, ROW_HEIGHT, States, Texts},
    pages::Pages,
};
use crate::{
    api,
    desk::afresh,
    live::{Live, News},
    parts::{
        ButtonKind, ButtonLink, Cell, Column, Empty, Glyph, RelativeTime, Tag, Tone, VirtualList,
        intl,
    },
    shell::{
        address::{Address, use_address},
        place::{Opened, Place},
    },
    words::broadcasts as words,
};

/// Whom somebody chose in the list of contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum To {
    These(Vec<ContactRef>),
    /// Whom the address finds, but for some.
    Found {
        except: Vec<ContactRef>,
    },
}

/// The choice on its way from the list to the form of a new broadcast. Copy; given as context.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Handed(StoredValue<Option<To>>);

impl Handed {
    /// Opens the form for them.
    pub(super) fn begin(self, address: Address, to: To) {
        let at = match to {
            To::These(_) => format!("{}?{TO}={CHOSEN}", Place::Broadcasts(Opened::New)),
            To::Found { .. } => to_these(address),
        };
        self.0.set_value(Some(to));
        address.go(&at);
    }

    fn take(self) -> Option<To> {
        self.0.try_update_value(Option::take).flatten()
    }
}

/// How the address says that contacts are chosen one by one.
const TO: &str = "to";
const CHOSEN: &str = "chosen";
const FOUND: &str = "found";

/// A link to a new broadcast for those that the list of contacts shows.
pub(super) fn to_these(address: Address) -> String {
    let mut changes = afresh();
    let others = ["sort", "dir", "cols", "saved", "edit", "history", TO];
    changes.extend(others.map(|name| (name, None)));
    address.beside_with(Place::Broadcasts(Opened::New), &changes)
}

const TEXTS: Texts = Texts { loading: words::LOADING, failed: words::FAILED };

#[component]
pub(super) fn Broadcasts() -> impl IntoView {
    let address = use_address();
    let opened = Memo::new(move |before: Option<&Opened<BroadcastId>>| match address.place.get() {
        Place::Broadcasts(opened) => opened,
        _ => before.copied().unwrap_or(Opened::Nothing),
    });
    move || match opened.get() {
        Opened::Nothing => view! { <List/> }.into_any(),
        Opened::New => view! { <NewBroadcast/> }.into_any(),
        Opened::One(id) => view! { <OneBroadcast id/> }.into_any(),
    }
}

/// Runs when a broadcast got further, or may have while nobody told.
fn on_progress(live: Live, of: Option<BroadcastId>, run: impl Fn() + Send + Sync + 'static) {
    live.on_news(Callback::new(move |news| match news {
        News::Broadcast(id) if of.is_none_or(|of| of == id) => run(),
        News::Afresh => run(),
        _ => {}
    }));
}

#[component]
fn List() -> impl IntoView {
    let live = expect_context::<Live>();
    let pages = Pages::new(
        |page: PageAt| api::broadcasts::list(page),
        |a: &Broadcast, b: &Broadcast| a.id == b.id,
    );
    pages.load();
    on_progress(live, None, move || pages.refresh());
    view! {
        <div class="tools">
            <Count pages one=words::ONE many=words::COUNT/>
        </div>
        <States
            pages
            texts=TEXTS
            rows=move || view! { <Rows pages/> }.into_any()
            empty=|| view! {
                <Empty glyph=Glyph::Megaphone title=words::NONE.text() text=words::NONE_TEXT.text()>
                    <ButtonLink
                        label=words::NEW.text()
                        href=Place::Broadcasts(Opened::New).to_string()
                        kind=ButtonKind::Primary
                        glyph=Glyph::Megaphone
                    />
                </Empty>
            }
            .into_any()
        />
    }
}

#[component]
fn Rows(pages: Pages<Broadcast>) -> impl IntoView {
    let address = use_address();
    let columns = || {
        vec![
            Column::new(words::MESSAGE.text()).width("2.4fr"),
            Column::new(words::STATE.text()).width("1fr"),
            Column::new(words::PROGRESS.text()).width("1fr"),
            Column::new(words::CHANNEL.text()).width("0.8fr").narrow(),
            Column::new(words::BY.text()).width("1.2fr").narrow(),
            Column::new(words::STARTED.text()).width("1fr").narrow(),
        ]
    };
    let total = Signal::derive(move || pages.total.get().and_then(|total| total.try_into().ok()));
    let open = Callback::new(move |it: Arc<Broadcast>| {
        address.go(&Place::Broadcasts(Opened::One(it.id)).to_string());
    });
    view! {
        <VirtualList
            items=pages.rows
            key=|it| (it.id, it.version, it.tally.settled())
            row_height=ROW_HEIGHT
            label=words::BROADCASTS.text()
            columns=Signal::derive(columns)
            total
            on_open=open
            on_near_end=move |()| pages.more()
            let:it
        >
            <Row it/>
        </VirtualList>
    }
}

#[component]
fn Row(it: Arc<Broadcast>) -> impl IntoView {
    let (called, settled, started_ms) = (title(&it), settled(&it), it.created.0);
    let (medium, by) = (words::medium(it.wording.medium).text(), it.by.name.clone());
    let broadcast = (*it).clone();
    view! {
        <Cell><span class="who__name">{called}</span></Cell>
        <Cell><StateTag broadcast/></Cell>
        <Cell>{settled}</Cell>
        <Cell narrow=true>{medium}</Cell>
        <Cell narrow=true>{by}</Cell>
        <Cell narrow=true><RelativeTime at_ms=Signal::stored(started_ms)/></Cell>
    }
}

/// What a broadcast is called: its subject, or how it begins.
fn title(it: &Broadcast) -> String {
    match it.wording.medium {
        Medium::Email => it.wording.subject.clone(),
        Medium::Chat => it.wording.text.lines().next().unwrap_or_default().to_owned(),
    }
}

fn settled(it: &Broadcast) -> String {
    let (count, total) = (whole(it.tally.settled()), whole(it.tally.total()));
    words::SETTLED_OF.with(&[("count", &count), ("total", &total)])
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 contacts")]
fn whole(count: u64) -> String {
    intl::number(count as f64)
}

#[component]
fn StateTag(broadcast: Broadcast) -> impl IntoView {
    use model::broadcast::BroadcastState as State;
    let (tone, glyph) = match broadcast.state {
        State::Sending => (Tone::Accent, Glyph::Send),
        State::Paused(_) => (Tone::Bad, Glyph::Pause),
        State::Cancelled => (Tone::Neutral, Glyph::CircleX),
        State::Done => (Tone::Neutral, Glyph::Check),
    };
    view! { <Tag label=words::state(broadcast.state).text() tone glyph/> }
}
