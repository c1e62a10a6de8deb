//! The contacts an agent looks after, and giving them to somebody else.

use leptos::{prelude::*, task::spawn_local};
use model::{
    contact::Managed,
    id::PersonId,
    person::Role,
    refusal::{Field, Problem, Refusal},
};

use super::fetched::{Await, Fetched};
use crate::{
    api::{self, Fault},
    parts::{Banner, Button, Choice, Select, intl, use_toaster},
    shell::{
        place::{Opened, Place},
        session::use_session,
    },
    words::{manage as words, refusals},
};

/// A section below the form of an agent.
#[component]
pub(super) fn LookedAfter(person: PersonId) -> impl IntoView {
    let managed = Fetched::new(move || api::contacts::managed(person));
    view! {
        <section class="form form__group" aria-labelledby="looked-after">
            <h3 class="form__legend" id="looked-after">{words::LOOKS_AFTER.text()}</h3>
            <Await
                fetched=managed
                loading=words::LOOKS_AFTER_LOADING
                failed=words::LOOKS_AFTER_FAILED
                show=move || view! { <Known managed person/> }.into_any()
            />
        </section>
    }
}

#[component]
fn Known(managed: Fetched<Managed>, person: PersonId) -> impl IntoView {
    move || match managed.value.get() {
        Some(held) if held.count > 0 => view! { <Many held managed person/> }.into_any(),
        _ => view! { <p class="form__note">{words::LOOKS_AFTER_NOBODY.text()}</p> }.into_any(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 contacts")]
fn whole(count: u64) -> String {
    intl::number(count as f64)
}

#[component]
fn Many(held: Managed, managed: Fetched<Managed>, person: PersonId) -> impl IntoView {
    let session = use_session();
    let said = match held.count {
        1 => words::LOOKS_AFTER_ONE.text().to_owned(),
        count => words::LOOKS_AFTER_COUNT.with(&[("count", &whole(count))]),
    };
    let more = held.count.saturating_sub(held.contacts.len() as u64);
    let is_gone = move || {
        session.people.with(|people| people.iter().any(|it| it.id == person && !it.is_enabled))
    };
    view! {
        <p>{said}</p>
        <Show when=is_gone>
            <Banner text=words::LOOKS_AFTER_GONE.text()/>
        </Show>
        <ul class="row-tags">
            {held.contacts.into_iter().map(|contact| {
                let href = Place::Contacts(Opened::One(contact.id)).to_string();
                view! { <li><a class="facts__link" href=href>{contact.name}</a></li> }
            }).collect_view()}
        </ul>
        {(more > 0).then(|| view! {
            <p class="form__note">{words::AND_MORE.with(&[("count", &whole(more))])}</p>
        })}
        <GiveAway managed person/>
    }
}

#[component]
fn GiveAway(managed: Fetched<Managed>, person: PersonId) -> impl IntoView {
    let (session, toaster) = (use_session(), use_toaster());
    let heir = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<Problem>);
    let is_busy = RwSignal::new(false);
    let heirs = Signal::derive(move || {
        let nobody = Choice::new("", words::NOBODY.text());
        let agents = session.people.with(|people| {
            let serving = people
                .iter()
                .filter(|it| it.is_enabled && it.roles.has(Role::Agent) && it.id != person);
            serving.map(|it| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
        });
        std::iter::once(nobody).chain(agents).collect()
    });
    let give = move |()| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        problem.set(None);
        let to = heir.with_untracked(|id| id.parse().ok());
        let name = to.map_or_else(|| words::NOBODY.text().to_owned(), |to| session.person_name(to));
        spawn_local(async move {
            let answer = session.ask(api::contacts::reassign(person, to)).await;
            is_busy.try_set(false);
            match answer {
                Ok(count) => {
                    let number = whole(count);
                    let values = [("count", number.as_str()), ("name", name.as_str())];
                    let word = if count == 1 { words::GIVEN_AWAY_ONE } else { words::GIVEN_AWAY };
                    toaster.say(word.with(&values));
                    managed.load();
                }
                Err(Fault::Refused(Refusal::Invalid { field: Field::Manager, problem: found })) => {
                    problem.try_set(Some(found));
                }
                Err(fault) => session.tell(&fault),
            }
        });
    };
    let error = move || problem.get().map(|problem| refusals::problem(&problem));
    view! {
        <div class="form__row">
            <Select
                label=words::GIVE_TO.text()
                value=heir
                options=heirs
                error=Signal::derive(error)
            />
        </div>
        <div><Button label=words::GIVE_ALL.text() busy=is_busy on_click=give/></div>
    }
}
