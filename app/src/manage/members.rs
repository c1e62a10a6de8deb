//! The members of a department and their order.

use leptos::prelude::*;
use model::{department::Member, id::PersonId, person::Person};

use super::{
    roles::roles_in_words,
    whole::{Whole, WholeField},
};
use crate::{
    parts::{Avatar, AvatarKind, AvatarSize, Choice, Glyph, IconButton, Select},
    shell::{
        home::Home,
        session::{Session, use_session},
    },
    words::manage as words,
};

/// The largest order number.
const ORDER_LIMIT: u32 = 9_999;

#[derive(Debug, Clone, Copy)]
struct Row {
    person: PersonId,
    order: Whole,
}

/// The rows. Copy.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Members {
    rows: RwSignal<Vec<Row>>,
    home: Home,
}

impl Members {
    pub(super) fn fill(self, members: &[Member]) {
        let order = |member: &Member| u32::try_from(member.order).unwrap_or_default();
        let rows = members.iter().map(|member| self.row(member.person, order(member)));
        self.rows.set(rows.collect());
    }

    fn row(self, person: PersonId, number: u32) -> Row {
        let order = self.home.make(|| Whole::new(0, ORDER_LIMIT));
        order.set(number);
        Row { person, order }
    }

    pub(super) fn draft(self) -> Vec<Member> {
        let member = |row: &Row| Member {
            person: row.person,
            order: i32::try_from(row.order.get()).unwrap_or(i32::MAX),
        };
        self.rows.with(|rows| rows.iter().map(member).collect())
    }

    /// Puts what is wrong beside each order; true when nothing is.
    pub(super) fn check(self) -> bool {
        let rows = self.rows.get_untracked();
        // Every one is looked at, so that everything wrong shows at once.
        rows.iter().filter(|row| !row.order.check()).count() == 0
    }

    fn add(self, person: PersonId) {
        let row = self.row(person, 0);
        self.rows.update(|rows| rows.push(row));
    }

    fn remove(self, person: PersonId) {
        self.rows.update(|rows| rows.retain(|row| row.person != person));
    }

    /// Agents who may still be added.
    fn others(self, session: Session) -> Vec<Person> {
        let held = self.rows.with(|rows| rows.iter().map(|row| row.person).collect::<Vec<_>>());
        session.people.with(|people| {
            let may_join = |person: &&Person| {
                person.is_enabled && !person.roles.is_empty() && !held.contains(&person.id)
            };
            people.iter().filter(may_join).cloned().collect()
        })
    }
}

/// How members read in one line, to compare two drafts.
pub(super) fn in_words(members: &[Member]) -> String {
    let session = use_session();
    let name = |member: &Member| {
        format!("{} ({})", untrack(|| session.person_name(member.person)), member.order)
    };
    members.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[component]
pub(super) fn MemberFields(members: Members) -> impl IntoView {
    let is_empty = move || members.rows.with(Vec::is_empty);
    view! {
        <Show when=is_empty>
            <p class="members__none">{words::NO_MEMBERS.text()}</p>
        </Show>
        <Show when=move || !is_empty()>
            <p class="field__hint">{words::ORDER_HINT.text()}</p>
        </Show>
        <ul class="members">
            <For each=move || members.rows.get() key=|row| row.person let:row>
                <MemberRow members row/>
            </For>
        </ul>
        <AddMember members/>
    }
}

#[component]
fn MemberRow(members: Members, row: Row) -> impl IntoView {
    let session = use_session();
    let name = Signal::derive(move || session.person_name(row.person));
    let named = move |word: crate::words::Word| {
        Signal::derive(move || name.with(|name| word.with(&[("name", name)])))
    };
    view! {
        <li class="members__row">
            <Avatar
                name
                seed=row.person.to_string()
                kind=AvatarKind::Initials
                size=AvatarSize::Small
            />
            <span class="members__name">{name}</span>
            <WholeField label=named(words::ORDER_OF) number=row.order/>
            <IconButton
                glyph=Glyph::X
                label=named(words::REMOVE_NAMED)
                on_click=move |()| members.remove(row.person)
            />
        </li>
    }
}

#[component]
fn AddMember(members: Members) -> impl IntoView {
    let session = use_session();
    let chosen = RwSignal::new(String::new());
    let options = Signal::derive(move || {
        let mut choices = vec![Choice::new("", words::CHOOSE_AGENT.text())];
        let others = members.others(session);
        choices.extend(others.into_iter().map(|person| {
            let label = format!("{} · {}", person.name, roles_in_words(person.roles));
            Choice::new(person.id.to_string(), label)
        }));
        choices
    });
    let is_full = move || options.with(|options| options.len() <= 1);
    let add = move |id: String| {
        if let Ok(person) = id.parse() {
            members.add(person);
        }
        chosen.set(String::new());
    };
    view! {
        <Show
            when=move || !is_full()
            fallback=|| view! { <p class="field__hint">{words::EVERYBODY_IS_IN.text()}</p> }
        >
            <Select label=words::ADD_MEMBER.text() value=chosen options on_change=add/>
        </Show>
    }
}
