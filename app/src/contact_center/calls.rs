//! The tab Calls: the calls this person may see.

use std::{future::Future, sync::Arc};

use leptos::prelude::*;
use model::{
    call::{CallFilters, CallKind, CallOrder, CallQuery, CallRecord, CallState, Direction},
    id::CallId,
    moment::Moment,
    page::{Page, PageAt},
    saved_view::Listing,
};
use uuid::Uuid;

use super::{
    Fresh,
    entry::{Asked, Entry, Field, Filter, FilterKind, Nothing, Words},
    list::{moment, who},
};
use crate::{
    api::{self, Fault},
    parts::{Glyph, Icon, Order, intl, use_clock},
    phone::Phone,
    shell::{
        place::Place,
        session::{Session, guest_name},
    },
    words::{Word, calls as call_words, contact_center as words},
};

const DIRECTIONS: &[(&str, Word)] = &[("inbound", words::INBOUND), ("outbound", words::OUTBOUND)];
const KINDS: &[(&str, Word)] = &[
    ("audio", call_words::AUDIO_CALL),
    ("video", call_words::VIDEO_CALL),
    ("link", call_words::CONFERENCE),
];
const STATES: &[(&str, Word)] = &[
    ("ended", call_words::STATE_ENDED),
    ("missed", call_words::STATE_MISSED),
    ("declined", call_words::STATE_DECLINED),
    ("failed", call_words::STATE_FAILED),
    ("answered", call_words::STATE_ANSWERED),
    ("ringing", call_words::STATE_RINGING),
];

impl Entry for CallRecord {
    type Query = CallQuery;

    const LISTING: Listing = Listing::Calls;
    const WORDS: Words = Words {
        label: words::CALLS,
        search: words::SEARCH_CALLS,
        one: words::ONE_CALL,
        many: words::COUNT_CALLS,
        loading: words::LOADING_CALLS,
        failed: words::CALLS_FAILED,
    };
    const FIELDS: &'static [Field<Self>] = FIELDS;
    const FILTERS: &'static [Filter] = &[
        Filter { key: "agent", name: words::AGENT, kind: FilterKind::Agent },
        Filter { key: "department", name: words::DEPARTMENT, kind: FilterKind::Department },
        Filter { key: "contact", name: words::CONTACT, kind: FilterKind::Contact },
        Filter { key: "direction", name: words::DIRECTION, kind: FilterKind::Words(DIRECTIONS) },
        Filter { key: "kind", name: words::KIND, kind: FilterKind::Words(KINDS) },
        Filter { key: "state", name: words::OUTCOME, kind: FilterKind::Words(STATES) },
        Filter { key: "disposition", name: call_words::DISPOSITION, kind: FilterKind::Disposition },
        Filter { key: "period", name: words::STARTED, kind: FilterKind::Period },
    ];
    const START: (&'static str, Order) = ("started", Order::Descending);

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn mark(&self) -> (u32, i64) {
        let steps = i64::from(self.answered.is_some()) + 2 * i64::from(self.ended.is_some());
        (self.version, steps)
    }

    fn name(&self) -> String {
        guest_name(&self.contact)
    }

    fn place(id: Option<Uuid>) -> Place {
        Place::Calls(id.map(CallId))
    }

    fn opened(place: Place) -> Option<Uuid> {
        match place {
            Place::Calls(opened) => opened.map(|id| id.0),
            _ => None,
        }
    }

    fn query(asked: &Asked) -> CallQuery {
        let (from, until) = asked.bounds("period");
        CallQuery {
            search: asked.search.clone(),
            filters: CallFilters {
                agent: asked.id("agent"),
                department: asked.id("department"),
                contact: asked.id("contact"),
                direction: asked.word("direction").and_then(|word| direction(&word)),
                kind: asked.word("kind").and_then(|word| kind(&word)),
                state: asked.word("state").and_then(|word| state(&word)),
                disposition: asked.word("disposition"),
                from,
                until,
            },
            order: if asked.sort == "talked" { CallOrder::Talked } else { CallOrder::Started },
            is_ascending: asked.order == Order::Ascending,
            page: PageAt::default(),
        }
    }

    fn fetch(
        query: CallQuery,
        page: PageAt,
    ) -> impl Future<Output = Result<Page<Self>, Fault>> + 'static {
        api::calls::list(CallQuery { page, ..query })
    }

    fn fresh(fresh: Fresh) -> RwSignal<Option<Arc<Self>>> {
        fresh.call
    }

    // One's own begins, is answered, ends.
    fn follow() -> impl Fn() + 'static {
        let phone = expect_context::<Phone>();
        move || phone.current.track()
    }

    fn nothing() -> AnyView {
        view! { <Nothing glyph=Glyph::Phone title=words::NO_CALLS text=words::NO_CALLS_TEXT/> }
            .into_any()
    }

    fn acts(_: Session) -> Option<fn() -> AnyView> {
        None
    }
}

fn direction(word: &str) -> Option<Direction> {
    [Direction::Inbound, Direction::Outbound].into_iter().find(|it| it.as_str() == word)
}

fn kind(word: &str) -> Option<CallKind> {
    [CallKind::Audio, CallKind::Video, CallKind::Link].into_iter().find(|it| it.as_str() == word)
}

fn state(word: &str) -> Option<CallState> {
    let state = match word {
        "ended" => CallState::Ended,
        "missed" => CallState::Missed,
        "declined" => CallState::Declined,
        "failed" => CallState::Failed,
        "answered" => CallState::Answered,
        "ringing" => CallState::Ringing,
        _ => return None,
    };
    Some(state)
}

const FIELDS: &[Field<CallRecord>] = &[
    Field {
        key: "guest",
        name: words::GUEST,
        width: "2fr",
        sorts: None,
        is_wide: false,
        is_usual: true,
        cell: |it, _| {
            who(
                guest_name(&it.contact),
                it.contact.id.to_string(),
                guest_name(&it.contact).into_any(),
            )
        },
    },
    Field {
        key: "phone",
        name: words::PHONE,
        width: "1.4fr",
        sorts: None,
        is_wide: true,
        is_usual: true,
        cell: |it, _| it.phone.clone().into_any(),
    },
    Field {
        key: "direction",
        name: words::DIRECTION,
        width: "1.2fr",
        sorts: None,
        is_wide: false,
        is_usual: true,
        cell: |it, _| {
            let (glyph, direction) = direction_of(it);
            view! { <span class="who"><Icon glyph/> <span>{direction.text()}</span></span> }
                .into_any()
        },
    },
    Field {
        key: "started",
        name: words::STARTED,
        width: "1fr",
        sorts: Some(Order::Descending),
        is_wide: false,
        is_usual: true,
        cell: |it, _| moment(it.rang),
    },
    Field {
        key: "talked",
        name: words::TALK_TIME,
        width: "1fr",
        sorts: Some(Order::Descending),
        is_wide: true,
        is_usual: true,
        cell: |it, _| talk_time(it).into_any(),
    },
    Field {
        key: "state",
        name: words::OUTCOME,
        width: "1.2fr",
        sorts: None,
        is_wide: true,
        is_usual: true,
        cell: |it, _| call_words::state(it.state()).text().into_any(),
    },
    Field {
        key: "agent",
        name: words::AGENT,
        width: "1.4fr",
        sorts: None,
        is_wide: true,
        is_usual: true,
        cell: |it, _| it.agent.name.clone().into_any(),
    },
    Field {
        key: "department",
        name: words::DEPARTMENT,
        width: "1.2fr",
        sorts: None,
        is_wide: true,
        is_usual: false,
        cell: |it, session| {
            let department = it.department;
            (move || session.department_name(department)).into_any()
        },
    },
    Field {
        key: "kind",
        name: words::KIND,
        width: "1.2fr",
        sorts: None,
        is_wide: true,
        is_usual: false,
        cell: |it, _| kind_of(it).text().into_any(),
    },
    Field {
        key: "disposition",
        name: call_words::DISPOSITION,
        width: "1.2fr",
        sorts: None,
        is_wide: true,
        is_usual: false,
        cell: |it, _| it.disposition.clone().into_any(),
    },
];

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
    let now = Moment(use_clock().now_ms.get_untracked());
    match call.answered {
        Some(_) => intl::duration_words(call.talk_ms(now)),
        None => words::NONE.text().to_owned(),
    }
}
