//! The section Settings: what an administrator chooses for the whole workspace.

use leptos::{ev::SubmitEvent, prelude::*};
use model::settings::Settings as Values;

use super::{
    fetched::{Await, Fetched},
    page::Head,
    settings_fields::Fields,
    settings_form::{Form, PARTS},
};
use crate::{
    api,
    parts::{Button, ButtonKind, use_toaster},
    shell::{
        conflict::Conflict, place::Place, problems::focus_first_problem, session::use_session,
    },
    words::{manage as words, parts as part_words},
};

#[component]
pub(super) fn Settings() -> impl IntoView {
    let settings = Fetched::new(api::settings::load);
    let form = move || {
        let values = untrack(|| settings.value.get());
        values.map(|values| view! { <SettingsForm values/> }).into_any()
    };
    view! {
        <Head title=words::SETTINGS.text() text=words::SETTINGS_TEXT.text() back=Place::Manage/>
        <div class="manage__body">
            <Await
                fetched=settings
                loading=words::SETTINGS_LOADING
                failed=words::SETTINGS_FAILED
                show=form
            />
        </div>
    }
}

#[component]
fn SettingsForm(values: Values) -> impl IntoView {
    let session = use_session();
    let toaster = use_toaster();
    let form = Form::new(values);
    let save = move |values: Values| {
        form.saving.send(api::settings::save(values), api::settings::load(), move |answer| {
            match answer {
                Ok(saved) => {
                    toaster.say(words::SETTINGS_SAVED.text());
                    form.begin(saved);
                    session.refresh();
                }
                Err(fault) if form.blame(&fault) => focus_first_problem(form.node),
                Err(fault) => session.tell(&fault),
            }
        });
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if form.check() {
            save(untrack(|| form.draft()));
        } else {
            focus_first_problem(form.node);
        }
    };
    let discard = move |()| form.fill(&form.untouched());
    move || match form.saving.theirs.get() {
        None => view! {
            <form class="form" node_ref=form.node novalidate on:submit=on_submit>
                <Fields form/>
                <Show when=move || form.is_changed()>
                    <div class="form__foot">
                        <Button label=words::DISCARD.text() on_click=discard/>
                        <Button
                            label=part_words::SAVE.text()
                            kind=ButtonKind::Primary
                            busy=form.saving.is_busy
                            submit=true
                        />
                    </div>
                </Show>
            </form>
        }
        .into_any(),
        Some(theirs) => {
            let version = theirs.version;
            let versions = form.versions(&theirs);
            let held = StoredValue::new(theirs);
            view! {
                <Conflict
                    parts=PARTS
                    versions
                    busy=form.saving.is_busy
                    on_merge=Callback::new(move |merged: Values| {
                        form.begin(held.get_value());
                        form.fill(&merged);
                        save(Values { version, ..merged });
                    })
                    on_cancel=Callback::new(move |()| form.begin(held.get_value()))
                />
            }
            .into_any()
        }
    }
}
