//! After a call: what came of it is noted, while it is fresh.

use leptos::{ev, prelude::*, task::spawn_local};
use model::{
    call::{CallRecord, WrapUp},
    parse,
    refusal::Field,
};
use serde::{Deserialize, Serialize};

use super::line::Line;
use crate::{
    api,
    parts::{Button, ButtonKind, Choice, Select, TextArea, use_toaster},
    shell::{
        kept::Kept,
        problems::{Problems, verdict},
        session::use_session,
    },
    words::calls as words,
};

#[component]
pub(super) fn AfterCall() -> impl IntoView {
    let after = expect_context::<Line>().after;
    move || {
        let record = after.get()?;
        let title = words::AFTER_CALL.with(&[("name", &record.contact.name)]);
        let done = Callback::new(move |_| after.set(None));
        Some(view! {
            <section class="phone-after" aria-label=title>
                <h2 class="phone-after__title">{title.clone()}</h2>
                <Notes record on_saved=done on_cancel=Callback::new(move |()| after.set(None))/>
            </section>
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    notes: String,
    disposition: String,
}

/// Notes and a disposition of a call, as a form.
#[component]
pub(crate) fn Notes(
    record: CallRecord,
    on_saved: Callback<CallRecord>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let toaster = use_toaster();
    let (id, version) = (record.id, record.version);
    let untouched = Draft { notes: record.notes, disposition: record.disposition };
    let kept = Kept::new(session.my_id(), &format!("call.{id}"));
    let draft = kept.load::<Draft>().unwrap_or_else(|| untouched.clone());
    let notes = RwSignal::new(draft.notes);
    let disposition = RwSignal::new(draft.disposition);
    let problems = Problems::new();
    let is_busy = RwSignal::new(false);
    let held = untouched.disposition.clone();
    kept.follow(
        move || Draft { notes: notes.get(), disposition: disposition.get() },
        move || untouched.clone(),
    );
    let options = move || {
        let mut named = session.me.with(|me| me.calls.dispositions.clone());
        if !held.is_empty() && !named.contains(&held) {
            named.push(held.clone());
        }
        let none = Choice::new("", words::NO_DISPOSITION.text());
        std::iter::once(none)
            .chain(named.into_iter().map(|it| Choice::new(it.clone(), it)))
            .collect()
    };
    let save = move || {
        let wrap_up = WrapUp {
            notes: notes.get_untracked(),
            disposition: disposition.get_untracked(),
            version,
        };
        let checked = parse::prose(Field::Notes, &wrap_up.notes, parse::NOTES_LIMIT);
        if !problems.check([verdict(checked)]) || is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            match api::calls::wrap_up(id, wrap_up).await {
                Ok(saved) => {
                    kept.forget();
                    toaster.say(words::NOTED.text());
                    on_saved.try_run(saved);
                }
                Err(fault) if problems.take(&fault, &[Field::Notes]) => {}
                Err(fault) => session.tell(&fault),
            }
            is_busy.try_set(false);
        });
    };
    let cancel = move |()| {
        kept.forget();
        on_cancel.run(());
    };
    view! {
        <form
            class="phone-after__form"
            novalidate
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                save();
            }
        >
            <TextArea
                label=words::NOTES.text()
                value=notes
                rows=2
                max_length=parse::NOTES_LIMIT
                error=problems.at(Field::Notes)
            />
            <Select
                label=words::DISPOSITION.text()
                value=disposition
                options=Signal::derive(options)
            />
            <div class="phone-after__foot">
                <Button label=words::SKIP.text() on_click=cancel/>
                <Button
                    label=words::SAVE.text()
                    kind=ButtonKind::Primary
                    submit=true
                    busy=is_busy
                />
            </div>
        </form>
    }
}
