//! The section Agents: everybody on the staff, and one of them.

use leptos::prelude::*;
use model::{id::PersonId, person::Person};

use super::{
    agent_form::AgentForm,
    fetched::{Await, Fetched},
    looked_after::LookedAfter,
    page::{Gone, Head},
    roles::roles_in_words,
};
use crate::{
    api,
    parts::{
        Avatar, AvatarKind, AvatarSize, Button, ButtonKind, ButtonLink, ColumnHead, Empty, Glyph,
        Presence, Search, Tag, use_toaster,
    },
    shell::{
        address::use_address,
        place::{Opened, Place},
        rail::{availability_word, presence},
        session::{Session, use_session},
    },
    words::{manage as words, parts as part_words},
};

#[component]
pub(super) fn Agents(opened: Memo<Opened<PersonId>>) -> impl IntoView {
    let session = use_session();
    // The rows are the session's people, which the live socket keeps fresh; this only makes sure all are there.
    let people = Fetched::new(move || async move {
        let people = api::people::list().await?;
        session.meet(people);
        Ok(())
    });
    move || match opened.get() {
        Opened::Nothing => view! { <List people/> }.into_any(),
        Opened::New => view! { <One people/> }.into_any(),
        Opened::One(id) => view! { <One people id/> }.into_any(),
    }
}

#[component]
fn List(people: Fetched<()>) -> impl IntoView {
    let address = use_address();
    let searched = address.query("search");
    let value = RwSignal::new(searched.get_untracked().unwrap_or_default());
    view! {
        <Head title=words::AGENTS.text() text=words::AGENTS_TEXT.text() back=Place::Manage>
            <ButtonLink
                label=words::NEW_AGENT.text()
                href=Place::Agents(Opened::New).to_string()
                kind=ButtonKind::Primary
                glyph=Glyph::UserRoundPlus
            />
        </Head>
        <div class="manage__body">
            <div class="tools">
                <Search
                    label=part_words::SEARCH.text()
                    placeholder=words::SEARCH_AGENTS.text()
                    clear=words::CLEAR_SEARCH.text()
                    value
                    on_settle=move |text: String| address.set_query(&[("search", Some(text))])
                />
            </div>
            <Await
                fetched=people
                loading=words::AGENTS_LOADING
                failed=words::AGENTS_FAILED
                show=move || view! { <Table value/> }.into_any()
            />
        </div>
    }
}

#[component]
fn Table(value: RwSignal<String>) -> impl IntoView {
    let session = use_session();
    let rows = Memo::new(move |_| value.with(|search| found(session, search)));
    let nothing = move || {
        view! {
            <Empty glyph=Glyph::Search title=words::NOTHING_FOUND.text()>
                <Button
                    label=words::CLEAR_SEARCH.text()
                    on_click=move |()| value.set(String::new())
                />
            </Empty>
        }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=nothing>
            <div class="table-box">
                <table class="table" aria-label=words::AGENTS.text()>
                    <thead>
                        <tr>
                            <ColumnHead label=words::NAME.text()/>
                            <ColumnHead label=words::USERNAME.text() attr:data-narrow=""/>
                            <ColumnHead label=words::ROLES.text()/>
                            <ColumnHead label=words::DEPARTMENTS.text() attr:data-narrow=""/>
                            <ColumnHead label=words::AVAILABILITY.text()/>
                            <ColumnHead label=words::LIMIT.text() numeric=true attr:data-narrow=""/>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || rows.get() key=row_key let:person>
                            <Row person/>
                        </For>
                    </tbody>
                </table>
            </div>
        </Show>
    }
}

fn row_key(person: &Person) -> (PersonId, u32, &'static str, usize) {
    (person.id, person.version, person.availability.as_str(), person.departments.len())
}

/// Everybody whose name, username or email holds every word.
fn found(session: Session, search: &str) -> Vec<Person> {
    let search = search.to_lowercase();
    session.people.with(|people| {
        let holds_all = |person: &&Person| {
            let text = format!("{} {} {}", person.name, person.username, person.email);
            let text = text.to_lowercase();
            search.split_whitespace().all(|word| text.contains(word))
        };
        people.iter().filter(holds_all).cloned().collect()
    })
}

#[component]
fn Row(person: Person) -> impl IntoView {
    let session = use_session();
    let href = Place::Agents(Opened::One(person.id)).to_string();
    let departments = person.departments.clone();
    let names = move || {
        let names = departments.iter().map(|id| session.department_name(Some(*id)));
        names.collect::<Vec<_>>().join(", ")
    };
    let availability = availability_word(person.availability).text();
    view! {
        <tr>
            <td>
                <span class="who">
                    <Avatar
                        name=person.name.clone()
                        seed=person.id.to_string()
                        kind=AvatarKind::Initials
                        size=AvatarSize::Small
                    />
                    <a href=href>{person.name}</a>
                    {(!person.is_enabled).then(|| view! { <Tag label=words::DISABLED.text()/> })}
                </span>
            </td>
            <td data-narrow="">{person.username}</td>
            <td>{roles_in_words(person.roles)}</td>
            <td data-narrow="">{names}</td>
            <td><Presence state=presence(person.availability) label=availability/></td>
            <td data-align="end" data-narrow="">
                {match person.max_conversations {
                    0 => "–".to_owned(),
                    limit => limit.to_string(),
                }}
            </td>
        </tr>
    }
}

#[component]
fn One(people: Fetched<()>, #[prop(optional)] id: Option<PersonId>) -> impl IntoView {
    let session = use_session();
    let address = use_address();
    let toaster = use_toaster();
    let list = Place::Agents(Opened::Nothing);
    let cancel = Callback::new(move |()| address.go(&list.to_string()));
    let saved = Callback::new(move |saved: Person| {
        let word = if id.is_some() { words::SAVED } else { words::ADDED };
        toaster.say(word.with(&[("name", &saved.name)]));
        session.hear_of(saved);
        address.go(&list.to_string());
    });
    let title = Signal::derive(move || match id {
        None => words::NEW_AGENT.text().to_owned(),
        Some(id) => session.person_name(id),
    });
    let form = move || match (id, id.and_then(|id| untrack(|| known(session, id)))) {
        (None, _) => view! { <AgentForm on_saved=saved on_cancel=cancel/> }.into_any(),
        (Some(_), Some(person)) => view! {
            <AgentForm person on_saved=saved on_cancel=cancel/>
            {id.map(|person| view! { <LookedAfter person/> })}
        }
        .into_any(),
        (Some(_), None) => view! { <Gone list/> }.into_any(),
    };
    view! {
        <Head title back=list/>
        <div class="manage__body">
            <Await
                fetched=people
                loading=words::AGENTS_LOADING
                failed=words::AGENTS_FAILED
                show=form
            />
        </div>
    }
}

fn known(session: Session, id: PersonId) -> Option<Person> {
    session.people.with(|people| people.iter().find(|person| person.id == id).cloned())
}
