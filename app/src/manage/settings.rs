//! The section Settings: what an administrator chooses for the whole workspace.

use leptos::prelude::*;
use model::settings::Settings as Values;

use super::{
    fetched::{Await, Fetched},
    page::Head,
    section_form::SectionForm,
    setting_groups::follow_group,
    settings_fields::Fields,
    settings_form::{Form, PARTS},
};
use crate::{
    api,
    parts::use_toaster,
    shell::{
        conflict::ConflictFrame, place::Place, problems::focus_first_problem, session::use_session,
    },
    words::manage as words,
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
    follow_group(form.node);
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
    let check_and_save = move |()| {
        if form.check() {
            save(untrack(|| form.draft()));
        } else {
            focus_first_problem(form.node);
        }
    };
    view! {
        <ConflictFrame
            node=form.node
            saving=form.saving
            parts=PARTS
            versions=move |theirs: Values| form.versions(&theirs)
            on_merge=move |(theirs, merged): (Values, Values)| save(form.merge(theirs, &merged))
            on_cancel=move |()| form.take_theirs()
        >
            <SectionForm
                node=form.node
                is_changed=Signal::derive(move || form.is_changed())
                busy=form.saving.is_busy
                on_save=check_and_save
                on_discard=move |()| form.fill(&form.untouched())
            >
                <Fields form/>
            </SectionForm>
        </ConflictFrame>
    }
}
