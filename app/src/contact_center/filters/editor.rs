//! The field of the filter that is being changed; what is chosen counts at once.

use leptos::{ev::KeyboardEvent, html, prelude::*, task::spawn_local};
use model::{
    contact::{Contact, ContactQuery},
    page::PageAt,
    person::Role,
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::{Filters, Shown, custom, focus_add};
use crate::{
    api,
    contact_center::{
        entry::{Filter, FilterKind},
        period::Period,
    },
    parts::{
        Button, ButtonKind, Choice, Combobox, Select, Suggestion, TagsField, TextField, TextKind,
    },
    shell::session::contact_name,
    words::{Word, contact_center as words},
};

/// Contacts offered while a name is typed.
const OFFERED: u32 = 20;

/// Nothing while none is changed.
#[component]
pub(in crate::contact_center) fn Editor(
    filters: Filters,
    /// Tags seen so far: there is no list of all.
    #[prop(into)]
    tags: Signal<Vec<String>>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let done = move || {
        filters.edited.set(None);
        focus_add();
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            event.stop_propagation();
            done();
        } else if event.key() == "Enter" && is_date(&event) {
            // It counts already, and would send the form that the filters stand in.
            event.prevent_default();
        }
    };
    move || {
        let shown = filters.find(&filters.edited.get()?)?;
        let name = shown.name();
        request_animation_frame(move || focus_first(node));
        Some(view! {
            <div
                class="filters"
                node_ref=node
                role="group"
                aria-label=name
                on:keydown=on_key
            >
                {match shown {
                    Shown::Own(filter) => field(filters, filter, tags),
                    Shown::Field(field) => custom::field(filters, field),
                    Shown::Unknown(_) => {
                        view! { <p class="filters__gone">{words::FIELD_GONE.text()}</p> }.into_any()
                    }
                }}
                <Button
                    label=words::DONE.text()
                    kind=ButtonKind::Quiet
                    on_click=move |()| done()
                />
            </div>
        })
    }
}

fn is_date(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    target.is_some_and(|input| input.type_() == "date")
}

fn focus_first(node: NodeRef<html::Div>) {
    let found = node
        .try_get_untracked()
        .flatten()
        .and_then(|node| {
            let first = |what| node.query_selector(what).ok().flatten();
            first("input[type='search']").or_else(|| first("input, select"))
        })
        .and_then(|field| field.dyn_into::<HtmlElement>().ok());
    if let Some(field) = found {
        _ = field.focus();
    }
}

fn field(filters: Filters, filter: Filter, tags: Signal<Vec<String>>) -> AnyView {
    match filter.kind {
        FilterKind::Agent => {
            let people = move || {
                filters.session.people.with(|people| {
                    let serving = people.iter().filter(|person| person.roles.has(Role::Agent));
                    serving.map(|one| Choice::new(one.id.to_string(), one.name.clone())).collect()
                })
            };
            choice(filters, filter, words::ANY_AGENT, Signal::derive(people))
        }
        FilterKind::Department => {
            let departments = move || {
                filters.session.me.with(|me| {
                    let all = me.departments.iter();
                    all.map(|one| Choice::new(one.id.to_string(), one.name.clone())).collect()
                })
            };
            choice(filters, filter, words::ANY_DEPARTMENT, Signal::derive(departments))
        }
        FilterKind::Disposition => {
            let known = move || {
                filters.session.me.with(|me| {
                    let all = me.calls.dispositions.iter();
                    all.map(|one| Choice::new(one.clone(), one.clone())).collect()
                })
            };
            choice(filters, filter, words::ANY_VALUE, Signal::derive(known))
        }
        FilterKind::Words(choices) => {
            let all = choices.iter().map(|(value, name)| Choice::new(*value, name.text()));
            choice(filters, filter, words::ANY_VALUE, Signal::stored(all.collect()))
        }
        FilterKind::Tag => view! { <TagChooser filters filter tags/> }.into_any(),
        FilterKind::Contact => view! { <ContactChooser filters filter/> }.into_any(),
        FilterKind::Period => view! { <PeriodChooser filters filter/> }.into_any(),
    }
}

/// A select whose value stands in the address.
fn choice(filters: Filters, filter: Filter, any: Word, all: Signal<Vec<Choice>>) -> AnyView {
    let value = following(filters, filter.key);
    let options = move || {
        let mut options = vec![Choice::new("", any.text())];
        options.extend(all.get());
        options
    };
    view! {
        <Select
            label=filter.name.text()
            value
            options=Signal::derive(options)
            on_change=move |chosen: String| filters.set(filter.key, Some(chosen))
        />
    }
    .into_any()
}

/// One tag, typed or picked: a further one takes its place.
#[component]
fn TagChooser(filters: Filters, filter: Filter, tags: Signal<Vec<String>>) -> impl IntoView {
    let held = filters.address.query(filter.key);
    let value = RwSignal::new(Vec::from_iter(held.get_untracked()));
    Effect::new(move || value.set(Vec::from_iter(held.get())));
    Effect::new(move || {
        let chosen = value.with(|tags| tags.last().cloned());
        if held.get_untracked() != chosen {
            filters.set(filter.key, chosen);
        }
    });
    view! {
        <TagsField
            label=filter.name.text()
            value
            suggestions=tags
            remove=words::REMOVE.text()
        />
    }
}

/// A contact, found by what is typed.
#[component]
fn ContactChooser(filters: Filters, filter: Filter) -> impl IntoView {
    let value = RwSignal::new(String::new());
    let options = RwSignal::new(Vec::<Suggestion>::new());
    let asked = StoredValue::new(0_u32);
    let find = Callback::new(move |search: String| {
        let Some(number) = asked.try_update_value(|asked| {
            *asked = asked.wrapping_add(1);
            *asked
        }) else {
            return;
        };
        let page = PageAt { after: None, limit: OFFERED };
        let query = ContactQuery { search, page, ..ContactQuery::default() };
        spawn_local(async move {
            let found = filters.session.ask(api::contacts::list(query)).await;
            if let (Ok(found), true) = (found, asked.try_get_value() == Some(number)) {
                options.try_set(found.rows.iter().map(suggestion).collect());
            }
        });
    });
    find.run(String::new());
    Effect::new(move || {
        let chosen = value.get();
        if !chosen.is_empty() {
            filters.set(filter.key, Some(chosen));
        }
    });
    view! {
        <Combobox
            label=filter.name.text()
            value
            options
            none=words::NOTHING_FOUND.text()
            on_type=find
        />
    }
}

fn suggestion(contact: &Contact) -> Suggestion {
    let detail = contact.emails.iter().chain(&contact.phones).cloned().collect::<Vec<_>>();
    Suggestion {
        value: contact.id.to_string(),
        label: contact_name(contact),
        detail: detail.join(" "),
        blocked: None,
    }
}

#[component]
fn PeriodChooser(filters: Filters, filter: Filter) -> impl IntoView {
    let held = filters.address.query(filter.key);
    let days = move || match held.get().as_deref().map(Period::read) {
        Some(Period::Days { from, until }) => Some((from, until)),
        _ => None,
    };
    let now = move || match days() {
        Some(_) => "..".to_owned(),
        None => held.get().unwrap_or_default(),
    };
    let value = RwSignal::new(untrack(now));
    Effect::new(move || value.set(now()));
    let has_days = Memo::new(move |_| days().is_some());
    view! {
        <Select
            label=filter.name.text()
            value
            options=Signal::stored(periods())
            on_change=move |chosen: String| filters.set(filter.key, Some(chosen))
        />
        <Show when=move || has_days.get()>
            <DayField filters filter is_first=true label=words::FROM/>
            <DayField filters filter is_first=false label=words::UNTIL/>
        </Show>
    }
}

fn periods() -> Vec<Choice> {
    vec![
        Choice::new("", words::ANY_TIME.text()),
        Choice::new("today", words::TODAY.text()),
        Choice::new("7", words::LAST_7_DAYS.text()),
        Choice::new("30", words::LAST_30_DAYS.text()),
        Choice::new("90", words::LAST_90_DAYS.text()),
        Choice::new("..", words::OWN_DATES.text()),
    ]
}

#[component]
fn DayField(filters: Filters, filter: Filter, is_first: bool, label: Word) -> impl IntoView {
    let held = filters.address.query(filter.key);
    let day = move || {
        let held = held.get().unwrap_or_default();
        let (from, until) = held.split_once("..").unwrap_or_default();
        if is_first { from } else { until }.to_owned()
    };
    let value = RwSignal::new(untrack(day));
    Effect::new(move || value.set(day()));
    let change = move |chosen: String| {
        let held = held.get_untracked().unwrap_or_default();
        let (from, until) = held.split_once("..").unwrap_or_default();
        let period =
            if is_first { format!("{chosen}..{until}") } else { format!("{from}..{chosen}") };
        filters.set(filter.key, Some(period));
    };
    view! { <TextField label=label.text() value kind=TextKind::Date on_change=change/> }
}

fn following(filters: Filters, key: &'static str) -> RwSignal<String> {
    let held = filters.address.query(key);
    let value = RwSignal::new(held.get_untracked().unwrap_or_default());
    Effect::new(move || value.set(held.get().unwrap_or_default()));
    value
}
