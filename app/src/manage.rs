//! Manage: departments, agents, canned responses and the workspace's settings, for those who may.

mod agent_draft;
mod agent_form;
mod agents;
mod audit;
mod audit_row;
mod call_form;
mod canned;
mod custom_field_form;
mod custom_fields;
mod department_draft;
mod department_form;
mod departments;
mod email;
mod email_form;
mod fetched;
mod looked_after;
mod members;
mod page;
mod role_fields;
mod roles;
mod section_form;
mod setting_groups;
mod settings;
mod settings_fields;
mod settings_form;
mod tag_form;
mod tags;
mod whole;

use leptos::prelude::*;
use model::permission::Action;

pub use self::roles::{algorithm_word, roles_in_words};
pub(crate) use self::setting_groups::setting_groups;
use self::{
    agents::Agents, audit::Audit, canned::CannedResponses, custom_fields::CustomFields,
    departments::Departments, email::Email, settings::Settings, tags::Tags,
};
use crate::{
    parts::{Glyph, Icon},
    shell::{
        address::use_address,
        place::{Opened, Place},
        session::{Session, use_session},
    },
    words::{
        Word, audit as audit_words, canned as canned_words, custom_fields as custom_words,
        mail as mail_words, manage as words, tags as tag_words,
    },
};

/// The most simultaneous conversations a limit may name.
const LIMIT_MAX: u32 = 1_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Departments,
    Agents,
    CannedResponses,
    CustomFields,
    Tags,
    Settings,
    Email,
    Audit,
}

impl Section {
    const ALL: [Self; 8] = [
        Self::Departments,
        Self::Agents,
        Self::CannedResponses,
        Self::CustomFields,
        Self::Tags,
        Self::Settings,
        Self::Email,
        Self::Audit,
    ];

    const fn place(self) -> Place {
        match self {
            Self::Departments => Place::Departments(Opened::Nothing),
            Self::Agents => Place::Agents(Opened::Nothing),
            Self::CannedResponses => Place::CannedResponses(Opened::Nothing),
            Self::CustomFields => Place::CustomFields(Opened::Nothing),
            Self::Tags => Place::Tags,
            Self::Settings => Place::Settings,
            Self::Email => Place::Email,
            Self::Audit => Place::Audit,
        }
    }

    const fn word(self) -> Word {
        match self {
            Self::Departments => words::DEPARTMENTS,
            Self::Agents => words::AGENTS,
            Self::CannedResponses => canned_words::CANNED,
            Self::CustomFields => custom_words::SECTION,
            Self::Tags => tag_words::SECTION,
            Self::Settings => words::SETTINGS,
            Self::Email => mail_words::SECTION,
            Self::Audit => audit_words::TITLE,
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Departments => Glyph::UsersRound,
            Self::Agents => Glyph::Headset,
            Self::CannedResponses => Glyph::MessageSquareText,
            Self::CustomFields => Glyph::ClipboardList,
            Self::Tags => Glyph::Tag,
            Self::Settings => Glyph::Settings,
            Self::Email => Glyph::Mail,
            Self::Audit => Glyph::ListChecks,
        }
    }

    const fn action(self) -> Action {
        match self {
            Self::Departments => Action::ManageDepartments,
            Self::Agents => Action::ManagePeople,
            Self::CannedResponses => Action::ManageCanned,
            Self::CustomFields => Action::ManageCustomFields,
            Self::Tags => Action::ManageTags,
            Self::Settings | Self::Email => Action::ManageSettings,
            Self::Audit => Action::ViewAudit,
        }
    }

    const fn of(place: Place) -> Option<Self> {
        match place {
            Place::Departments(_) => Some(Self::Departments),
            Place::Agents(_) => Some(Self::Agents),
            Place::CannedResponses(_) => Some(Self::CannedResponses),
            Place::CustomFields(_) => Some(Self::CustomFields),
            Place::Tags => Some(Self::Tags),
            Place::Settings => Some(Self::Settings),
            Place::Email => Some(Self::Email),
            Place::Audit => Some(Self::Audit),
            _ => None,
        }
    }
}

fn sections(session: Session) -> impl Iterator<Item = Section> {
    Section::ALL.into_iter().filter(move |section| session.may_at_all(section.action()))
}

/// Where Manage begins for this person; none: they may not manage anything.
#[must_use]
pub fn first_section(session: Session) -> Option<Place> {
    sections(session).next().map(Section::place)
}

/// Every section this person may use, by its name.
pub(crate) fn screens(session: Session) -> impl Iterator<Item = (Place, Word)> {
    sections(session).map(|section| (section.place(), section.word()))
}

/// Whether this person may open this part of Manage.
#[must_use]
pub fn may_open(session: Session, place: Place) -> bool {
    match Section::of(place) {
        Some(section) => session.may_at_all(section.action()),
        None => first_section(session).is_some(),
    }
}

#[component]
pub fn Manage() -> impl IntoView {
    let session = use_session();
    let address = use_address();
    // `/manage` is the list of sections on a phone, with the first section beside it elsewhere.
    let section =
        Memo::new(move |_| Section::of(address.place.get()).or_else(|| sections(session).next()));
    let column = move || if address.place.get() == Place::Manage { "list" } else { "main" };
    let department = Memo::new(move |_| match address.place.get() {
        Place::Departments(opened) => opened,
        _ => Opened::Nothing,
    });
    let person = Memo::new(move |_| match address.place.get() {
        Place::Agents(opened) => opened,
        _ => Opened::Nothing,
    });
    let canned = Memo::new(move |_| match address.place.get() {
        Place::CannedResponses(opened) => opened,
        _ => Opened::Nothing,
    });
    let field = Memo::new(move |_| match address.place.get() {
        Place::CustomFields(opened) => opened,
        _ => Opened::Nothing,
    });
    view! {
        <main class="manage" id="main" tabindex="-1" data-panel="closed" data-column=column>
            // On a phone one column hides the other: the screen keeps its name.
            <h1 class="unseen">{words::TITLE.text()}</h1>
            <Side section/>
            <div class="manage__main">
                {move || match section.get() {
                    Some(Section::Departments) => {
                        view! { <Departments opened=department/> }.into_any()
                    }
                    Some(Section::Agents) => view! { <Agents opened=person/> }.into_any(),
                    Some(Section::CannedResponses) => {
                        view! { <CannedResponses opened=canned/> }.into_any()
                    }
                    Some(Section::CustomFields) => {
                        view! { <CustomFields opened=field/> }.into_any()
                    }
                    Some(Section::Tags) => view! { <Tags/> }.into_any(),
                    Some(Section::Settings) => view! { <Settings/> }.into_any(),
                    Some(Section::Email) => view! { <Email/> }.into_any(),
                    Some(Section::Audit) => view! { <Audit/> }.into_any(),
                    None => ().into_any(),
                }}
            </div>
        </main>
    }
}

#[component]
fn Side(section: Memo<Option<Section>>) -> impl IntoView {
    let session = use_session();
    let group = move |heading: Word, members: &'static [Section]| {
        let shown =
            move || sections(session).filter(|one| members.contains(one)).collect::<Vec<_>>();
        view! {
            <Show when=move || !shown().is_empty()>
                <h2 class="side__heading">{heading.text()}</h2>
                <ul class="side__items">
                    {move || shown().into_iter().map(|one| view! {
                        <li><SideItem one section/></li>
                    }).collect_view()}
                </ul>
            </Show>
        }
    };
    view! {
        <nav class="side" aria-label=words::TITLE.text()>
            <p class="side__title" aria-hidden="true">{words::TITLE.text()}</p>
            {group(words::PEOPLE_AND_GROUPS, &[Section::Departments, Section::Agents])}
            {group(
                words::WORKSPACE,
                &[
                    Section::CannedResponses,
                    Section::CustomFields,
                    Section::Tags,
                    Section::Settings,
                    Section::Email,
                    Section::Audit,
                ],
            )}
        </nav>
    }
}

#[component]
fn SideItem(one: Section, section: Memo<Option<Section>>) -> impl IntoView {
    view! {
        <a
            class="side__item"
            href=one.place().to_string()
            aria-current=move || (section.get() == Some(one)).then_some("page")
        >
            <Icon glyph=one.glyph()/>
            {one.word().text()}
        </a>
    }
}
