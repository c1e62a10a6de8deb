//! The filters of the closed chats: they stand in the address, and each active one is a chip.

use leptos::{prelude::*, task::spawn_local};
use model::{
    archive::{ArchiveOrder, ArchiveQuery},
    id::{ContactId, PersonId},
    page::PageAt,
    person::Role,
};

use super::{
    asking::anchored,
    list::Sorting,
    period::{Period, midnight},
};
use crate::{
    api,
    parts::{
        Button, ButtonKind, Chip, Choice, Order, Select, TagsField, TextField, TextKind, intl,
    },
    shell::{
        address::{Address, use_address},
        session::{Session, contact_name, use_session},
    },
    words::{Word, contact_center as words},
};

/// The names of everything in the address that narrows the list down.
const NAMES: [&str; 7] = ["agent", "department", "tag", "contact", "period", "from", "until"];

/// The filters as signals of the address. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filters {
    address: Address,
    session: Session,
    search: Memo<Option<String>>,
    agent: Memo<Option<String>>,
    department: Memo<Option<String>>,
    tag: Memo<Option<String>>,
    contact: Memo<Option<String>>,
    period: Memo<Period>,
}

impl Filters {
    pub(super) fn new() -> Self {
        let address = use_address();
        let (period, from, until) =
            (address.query("period"), address.query("from"), address.query("until"));
        Self {
            address,
            session: use_session(),
            search: address.query("search"),
            agent: address.query("agent"),
            department: address.query("department"),
            tag: address.query("tag"),
            contact: address.query("contact"),
            period: Memo::new(move |_| {
                Period::read(period.get().as_deref(), from.get(), until.get())
            }),
        }
    }

    /// What to ask the server.
    pub(super) fn query(self, sorting: Sorting) -> ArchiveQuery {
        let (column, order) = sorting.now();
        let (from, until) = self.period.get().bounds();
        ArchiveQuery {
            search: self.search.get().map(|search| anchored(&search)).unwrap_or_default(),
            agent: self.agent.get().and_then(|id| id.parse().ok()),
            department: self.department.get().and_then(|id| id.parse().ok()),
            contact: self.contact.get().and_then(|id| id.parse().ok()),
            tag: self.tag.get(),
            from,
            until,
            order: match column.as_str() {
                "guest" => ArchiveOrder::Guest,
                "started" => ArchiveOrder::Started,
                _ => ArchiveOrder::Closed,
            },
            is_ascending: order == Order::Ascending,
            page: PageAt::default(),
        }
    }

    /// Whether anything narrows the list down.
    pub(super) fn are_any(self) -> bool {
        self.search.with(Option::is_some) || self.count() > 0
    }

    /// How many filters there are, the search aside.
    pub(super) fn count(self) -> u32 {
        let named = [self.agent, self.department, self.tag, self.contact];
        let named = named.iter().filter(|one| one.with(Option::is_some)).count();
        let has_period = self.period.with(|period| period.bounds() != (None, None));
        u32::try_from(named).unwrap_or_default() + u32::from(has_period)
    }

    /// Takes the search and every filter away.
    pub(super) fn clear(self) {
        let mut changes: Vec<(&str, Option<String>)> =
            NAMES.iter().map(|name| (*name, None)).collect();
        changes.push(("search", None));
        self.address.set_query(&changes);
    }

    fn agent_name(self, id: &str) -> String {
        id.parse::<PersonId>().map(|id| self.session.person_name(id)).unwrap_or_default()
    }

    fn department_name(self, id: &str) -> String {
        id.parse().map(|id| self.session.department_name(Some(id))).unwrap_or_default()
    }
}

/// The row of choices below the search box.
#[component]
pub(super) fn FilterRow(
    filters: Filters,
    /// Tags seen so far: there is no list of all.
    #[prop(into)]
    tags: Signal<Vec<String>>,
) -> impl IntoView {
    let session = filters.session;
    let agents = move || {
        let agents = session.people.with(|people| {
            let serving = people.iter().filter(|person| person.roles.has(Role::Agent));
            serving.map(|one| Choice::new(one.id.to_string(), one.name.clone())).collect::<Vec<_>>()
        });
        with_any(words::ANY_AGENT, agents)
    };
    let departments = move || {
        let departments = session.me.with(|me| {
            let all = me.departments.iter();
            all.map(|one| Choice::new(one.id.to_string(), one.name.clone())).collect::<Vec<_>>()
        });
        with_any(words::ANY_DEPARTMENT, departments)
    };
    view! {
        <div class="filters">
            <Chooser name="agent" label=words::AGENT options=Signal::derive(agents)/>
            <Chooser name="department" label=words::DEPARTMENT options=Signal::derive(departments)/>
            <TagChooser tags/>
            <Chooser name="period" label=words::PERIOD options=Signal::stored(periods())/>
            <Show when=move || filters.period.with(|period| matches!(period, Period::Days { .. }))>
                <DayField name="from" label=words::FROM/>
                <DayField name="until" label=words::UNTIL/>
            </Show>
        </div>
    }
}

fn with_any(any: Word, mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.insert(0, Choice::new("", any.text()));
    choices
}

fn periods() -> Vec<Choice> {
    vec![
        Choice::new("", words::ANY_TIME.text()),
        Choice::new("today", words::TODAY.text()),
        Choice::new("7", words::LAST_7_DAYS.text()),
        Choice::new("30", words::LAST_30_DAYS.text()),
        Choice::new("90", words::LAST_90_DAYS.text()),
        Choice::new("days", words::OWN_DATES.text()),
    ]
}

/// A select whose value stands in the address.
#[component]
fn Chooser(name: &'static str, label: Word, options: Signal<Vec<Choice>>) -> impl IntoView {
    let address = use_address();
    let value = following(address, name);
    view! {
        <Select
            label=label.text()
            value
            options
            on_change=move |chosen: String| address.set_query(&[(name, Some(chosen))])
        />
    }
}

/// One tag, typed or picked: a further one takes its place.
#[component]
fn TagChooser(tags: Signal<Vec<String>>) -> impl IntoView {
    let address = use_address();
    let held = address.query("tag");
    let value = RwSignal::new(Vec::from_iter(held.get_untracked()));
    Effect::new(move || value.set(Vec::from_iter(held.get())));
    Effect::new(move || {
        let chosen = value.with(|tags| tags.last().cloned());
        if held.get_untracked() != chosen {
            address.set_query(&[("tag", chosen)]);
        }
    });
    view! {
        <TagsField
            label=words::TAG.text()
            value
            suggestions=tags
            remove=words::REMOVE.text()
        />
    }
}

#[component]
fn DayField(name: &'static str, label: Word) -> impl IntoView {
    let address = use_address();
    let value = following(address, name);
    view! {
        <TextField
            label=label.text()
            value
            kind=TextKind::Date
            on_change=move |day: String| address.set_query(&[(name, Some(day))])
        />
    }
}

fn following(address: Address, name: &'static str) -> RwSignal<String> {
    let held = address.query(name);
    let value = RwSignal::new(held.get_untracked().unwrap_or_default());
    Effect::new(move || value.set(held.get().unwrap_or_default()));
    value
}

/// What the list is narrowed down to, each removable.
#[component]
pub(super) fn FilterChips(filters: Filters) -> impl IntoView {
    let contact = contact_named(filters);
    let chips = move || {
        let mut chips: Vec<(&'static [&'static str], String)> = Vec::new();
        if let Some(id) = filters.agent.get() {
            chips
                .push((&["agent"], words::CHIP_AGENT.with(&[("value", &filters.agent_name(&id))])));
        }
        if let Some(id) = filters.department.get() {
            let name = filters.department_name(&id);
            chips.push((&["department"], words::CHIP_DEPARTMENT.with(&[("value", &name)])));
        }
        if let Some(tag) = filters.tag.get() {
            chips.push((&["tag"], words::CHIP_TAG.with(&[("value", &tag)])));
        }
        if filters.contact.with(Option::is_some) {
            chips.push((&["contact"], words::CHIP_CONTACT.with(&[("value", &contact.get())])));
        }
        chips.extend(filters.period.with(period_chips));
        chips
    };
    view! {
        <Show when=move || { filters.count() > 0 }>
            <div class="tools__chips">
                {move || chips().into_iter().map(|(names, label)| view! {
                    <Chip
                        label
                        remove=words::REMOVE.text()
                        on_remove=move |()| {
                            let changes: Vec<_> = names.iter().map(|name| (*name, None)).collect();
                            filters.address.set_query(&changes);
                        }
                    />
                }).collect_view()}
                <Button
                    label=words::CLEAR_ALL.text()
                    kind=ButtonKind::Quiet
                    on_click=move |()| filters.clear()
                />
            </div>
        </Show>
    }
}

fn period_chips(period: &Period) -> Vec<(&'static [&'static str], String)> {
    let whole = |word: Word| {
        let label = words::CHIP_PERIOD.with(&[("value", word.text())]);
        vec![(&["period", "from", "until"] as &[_], label)]
    };
    let day = |name: &'static [&'static str], word: Word, day: &Option<String>| {
        let at = midnight(day.as_deref()?, 0)?;
        Some((name, word.with(&[("value", &intl::day(at.0))])))
    };
    match period {
        Period::Any => Vec::new(),
        Period::Today => whole(words::TODAY),
        Period::Last(7) => whole(words::LAST_7_DAYS),
        Period::Last(30) => whole(words::LAST_30_DAYS),
        Period::Last(_) => whole(words::LAST_90_DAYS),
        Period::Days { from, until } => {
            [day(&["from"], words::CHIP_FROM, from), day(&["until"], words::CHIP_UNTIL, until)]
                .into_iter()
                .flatten()
                .collect()
        }
    }
}

/// The name of the contact the list is narrowed down to, fetched once.
fn contact_named(filters: Filters) -> RwSignal<String> {
    let name = RwSignal::new("…".to_owned());
    Effect::new(move || {
        let Some(id) = filters.contact.get().and_then(|id| id.parse::<ContactId>().ok()) else {
            return;
        };
        spawn_local(async move {
            if let Ok(contact) = filters.session.ask(api::contacts::find(id)).await {
                name.try_set(contact_name(&contact));
            }
        });
    });
    name
}
