//! Contacts that may be the same person as the one that is about to be created.

use leptos::prelude::*;
use model::contact::{Contact, Duplicate, Likeness};

use crate::{
    parts::{Banner, BannerKind, Button, ButtonLink, Tag},
    shell::{
        address::use_address,
        place::{Opened, Place},
        session::contact_name,
    },
    words::contact_center as words,
};

/// Offers to open one of them, or to go on all the same.
#[component]
pub(super) fn Duplicates(
    found: RwSignal<Vec<Duplicate>>,
    #[prop(into)] on_create: Callback<()>,
) -> impl IntoView {
    move || {
        let all = found.get();
        (!all.is_empty()).then(|| {
            view! {
                <section class="duplicates" aria-label=words::DUPLICATES.text()>
                    <Banner kind=BannerKind::Info text=words::DUPLICATES.text()/>
                    <p class="form__note">{words::DUPLICATES_TEXT.text()}</p>
                    <ul class="cards">
                        {all.into_iter().map(|one| view! { <li><One one/></li> }).collect_view()}
                    </ul>
                    <Button
                        label=words::CREATE_ANYWAY.text()
                        on_click=move |()| on_create.run(())
                    />
                </section>
            }
        })
    }
}

#[component]
fn One(one: Duplicate) -> impl IntoView {
    let address = use_address();
    let Duplicate { contact, because } = one;
    let because = match because {
        Likeness::Email => words::SAME_EMAIL,
        Likeness::Phone => words::SAME_PHONE,
        Likeness::Name => words::SAME_NAME,
    };
    let name = contact_name(&contact);
    let place = Place::Contacts(Opened::One(contact.id));
    let href = untrack(|| address.beside(place));
    let known = known(&contact);
    view! {
        <div class="card">
            <div class="card__main">
                <p class="card__title">{name.clone()}</p>
                <p class="card__text">{known}</p>
                <p class="card__meta"><Tag label=because.text()/></p>
            </div>
            <ButtonLink label=words::OPEN_NAMED.with(&[("name", &name)]) href/>
        </div>
    }
}

fn known(contact: &Contact) -> String {
    let all = contact.emails.iter().chain(&contact.phones).cloned();
    all.chain([contact.username.clone()]).take(3).collect::<Vec<_>>().join(" · ")
}
