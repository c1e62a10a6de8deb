//! The tab Chats: the closed conversations this person may see; one appears the moment it is closed.

use std::{future::Future, sync::Arc};

use leptos::prelude::*;
use model::{
    archive::{ArchiveOrder, ArchiveQuery},
    conversation::{Conversation, Priority},
    custom_field::Holder,
    id::ConversationId,
    page::{Page, PageAt},
    permission::Action,
    saved_view::Listing,
};
use uuid::Uuid;

use super::{
    Fresh,
    asking::{Finding, SearchHelp, SearchHints, anchored, provide_findings},
    bulk::{self, Jobs},
    entry::{Asked, Entry, Field, Filter, FilterKind, Nothing, Words},
    list::{moment, who},
    pages::Pages,
};
use crate::{
    api::{self, Fault},
    live::Live,
    parts::{Glyph, Order, Tag, intl},
    shell::{
        place::Place,
        session::{Session, guest_name},
    },
    words::{Word, contact_center as words, desk as desk_words},
};

/// Tags a row has room for.
const TAGS_SHOWN: usize = 2;

const PRIORITIES: &[(&str, Word)] = &[
    ("1", desk_words::HIGHEST),
    ("2", desk_words::HIGH),
    ("3", desk_words::MEDIUM),
    ("4", desk_words::LOW),
    ("5", desk_words::LOWEST),
    ("99", desk_words::UNPRIORITISED),
];

impl Entry for Conversation {
    type Query = ArchiveQuery;

    const LISTING: Listing = Listing::Chats;
    const WORDS: Words = Words {
        label: words::CHATS,
        search: words::SEARCH_CHATS,
        one: words::ONE_CHAT,
        many: words::COUNT_CHATS,
        loading: words::LOADING_CHATS,
        failed: words::CHATS_FAILED,
    };
    const FIELDS: &'static [Field<Self>] = FIELDS;
    const FILTERS: &'static [Filter] = &[
        Filter { key: "agent", name: words::AGENT, kind: FilterKind::Agent },
        Filter { key: "department", name: words::DEPARTMENT, kind: FilterKind::Department },
        Filter { key: "tag", name: words::TAG, kind: FilterKind::Tag },
        Filter { key: "contact", name: words::CONTACT, kind: FilterKind::Contact },
        Filter { key: "period", name: words::CLOSED, kind: FilterKind::Period },
        Filter { key: "priority", name: words::PRIORITY, kind: FilterKind::Words(PRIORITIES) },
    ];
    const HOLDER: Option<Holder> = Some(Holder::Conversation);
    const START: (&'static str, Order) = ("closed", Order::Descending);

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn mark(&self) -> (u32, i64) {
        (self.version, 0)
    }

    fn name(&self) -> String {
        guest_name(&self.contact)
    }

    fn place(id: Option<Uuid>) -> Place {
        Place::Chats(id.map(ConversationId))
    }

    fn opened(place: Place) -> Option<Uuid> {
        match place {
            Place::Chats(opened) => opened.map(|id| id.0),
            _ => None,
        }
    }

    fn query(asked: &Asked) -> ArchiveQuery {
        let (from, until) = asked.bounds("period");
        let weight: Option<u8> = asked.id("priority");
        ArchiveQuery {
            search: anchored(&asked.search),
            agent: asked.id("agent"),
            department: asked.id("department"),
            contact: asked.id("contact"),
            tag: asked.word("tag"),
            priority: Priority::ALL.into_iter().find(|it| Some(it.weight()) == weight),
            fields: asked.tests(),
            from,
            until,
            order: match asked.sort.as_str() {
                "guest" => ArchiveOrder::Guest,
                "started" => ArchiveOrder::Started,
                "length" => ArchiveOrder::Length,
                _ => ArchiveOrder::Closed,
            },
            is_ascending: asked.order == Order::Ascending,
            page: PageAt::default(),
        }
    }

    fn fetch(
        query: ArchiveQuery,
        page: PageAt,
    ) -> impl Future<Output = Result<Page<Self>, Fault>> + 'static {
        api::conversations::archive(ArchiveQuery { page, ..query })
    }

    fn fresh(fresh: Fresh) -> RwSignal<Option<Arc<Self>>> {
        fresh.chat
    }

    fn follow() -> impl Fn() + 'static {
        let (live, jobs) = (expect_context::<Live>(), expect_context::<Jobs>());
        move || {
            live.closed.track();
            jobs.ended.track();
        }
    }

    fn nothing() -> AnyView {
        view! {
            <Nothing glyph=Glyph::Archive title=words::NO_CHATS text=words::NO_CHATS_TEXT/>
        }
        .into_any()
    }

    fn acts(session: Session) -> Option<fn() -> AnyView> {
        let may = session.may_at_all(Action::EditConversation)
            || session.may_at_all(Action::ExportConversations);
        may.then_some(bulk::acts)
    }

    fn beside_search(pages: Pages<Self>) -> AnyView {
        provide_findings(pages);
        view! { <SearchHelp/> <SearchHints/> }.into_any()
    }

    fn tags(&self) -> &[String] {
        &self.tags
    }
}

const FIELDS: &[Field<Conversation>] = &[
    Field {
        key: "guest",
        name: words::GUEST,
        width: "2fr",
        sorts: Some(Order::Ascending),
        is_wide: false,
        is_usual: true,
        cell: |it, _| {
            let name = guest_name(&it.contact);
            let found = Arc::clone(it);
            let shown = view! {
                <span class="who__lines">
                    <span class="who__name">{name.clone()}</span>
                    <Finding chat=found/>
                </span>
            };
            who(name, it.contact.id.to_string(), shown.into_any())
        },
    },
    Field {
        key: "department",
        name: words::DEPARTMENT,
        width: "1.2fr",
        sorts: None,
        is_wide: true,
        is_usual: true,
        cell: |it, session| {
            let department = it.department;
            (move || session.department_name(department)).into_any()
        },
    },
    Field {
        key: "agent",
        name: words::AGENT,
        width: "1.4fr",
        sorts: None,
        is_wide: true,
        is_usual: true,
        cell: |it, session| {
            let agent = it.served.last().copied();
            (move || match agent {
                Some(agent) => session.person_name(agent),
                None => words::NOBODY.text().to_owned(),
            })
            .into_any()
        },
    },
    Field {
        key: "started",
        name: words::STARTED,
        width: "1fr",
        sorts: Some(Order::Descending),
        is_wide: true,
        is_usual: true,
        cell: |it, _| moment(it.created),
    },
    Field {
        key: "closed",
        name: words::CLOSED,
        width: "1fr",
        sorts: Some(Order::Descending),
        is_wide: false,
        is_usual: true,
        cell: |it, _| it.closed_at().map(moment).into_any(),
    },
    Field {
        key: "tags",
        name: words::TAGS,
        width: "2fr",
        sorts: None,
        is_wide: true,
        is_usual: true,
        cell: |it, _| tags(it),
    },
    Field {
        key: "topic",
        name: desk_words::TOPIC,
        width: "1.6fr",
        sorts: None,
        is_wide: true,
        is_usual: false,
        cell: |it, _| it.topic.clone().into_any(),
    },
    Field {
        key: "priority",
        name: words::PRIORITY,
        width: "1fr",
        sorts: None,
        is_wide: true,
        is_usual: false,
        cell: |it, _| desk_words::priority(it.priority).text().into_any(),
    },
    Field {
        key: "length",
        name: words::LENGTH,
        width: "1fr",
        sorts: Some(Order::Descending),
        is_wide: true,
        is_usual: false,
        cell: |it, _| {
            it.closed_at().map(|at| intl::duration_words(at.since(it.created))).into_any()
        },
    },
];

fn tags(it: &Conversation) -> AnyView {
    let tags = it.tags.iter().take(TAGS_SHOWN).cloned();
    let tags = tags.map(|label| view! { <Tag label/> }).collect_view();
    let surplus = it.tags.len().saturating_sub(TAGS_SHOWN);
    view! {
        <span class="row-tags">
            {tags}
            {(surplus > 0).then(|| {
                let count = surplus.to_string();
                view! { <span class="quiet">{words::MORE_TAGS.with(&[("count", &count)])}</span> }
            })}
        </span>
    }
    .into_any()
}
