//! What an administrator chooses about calls.

use leptos::prelude::*;
use model::{call::CallSettings, refusal::Field};

use super::{
    department_draft::yes_or_no,
    settings_form::Form,
    whole::{Whole, WholeField},
};
use crate::{
    parts::{Switch, TagsField, TextField, TextKind},
    words::{Word, manage as words},
};

/// The fields. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct CallForm {
    is_on: RwSignal<bool>,
    has_video: RwSignal<bool>,
    guests_may_call: RwSignal<bool>,
    pub(super) ring_s: Whole,
    link: RwSignal<String>,
    servers: RwSignal<Vec<String>>,
    is_relayed: RwSignal<bool>,
    dispositions: RwSignal<Vec<String>>,
}

impl CallForm {
    pub(super) fn new() -> Self {
        Self {
            is_on: RwSignal::default(),
            has_video: RwSignal::default(),
            guests_may_call: RwSignal::default(),
            ring_s: Whole::new(10, 300),
            link: RwSignal::default(),
            servers: RwSignal::default(),
            is_relayed: RwSignal::default(),
            dispositions: RwSignal::default(),
        }
    }

    pub(super) fn fill(self, values: &CallSettings) {
        self.is_on.set(values.is_on);
        self.has_video.set(values.has_video);
        self.guests_may_call.set(values.guests_may_call);
        self.ring_s.set(values.ring_s);
        self.link.set(values.link.clone());
        self.servers.set(values.servers.clone());
        self.is_relayed.set(values.is_relayed);
        self.dispositions.set(values.dispositions.clone());
    }

    pub(super) fn draft(self) -> CallSettings {
        CallSettings {
            is_on: self.is_on.get(),
            has_video: self.has_video.get(),
            guests_may_call: self.guests_may_call.get(),
            ring_s: self.ring_s.get(),
            link: self.link.get(),
            servers: self.servers.get(),
            is_relayed: self.is_relayed.get(),
            dispositions: self.dispositions.get(),
        }
    }
}

/// All of them in words, for comparing.
pub(super) fn in_words(it: &CallSettings) -> String {
    let said = |label: Word, value: String| format!("{}: {value}", label.text());
    [
        said(words::CALLS_ON, yes_or_no(it.is_on)),
        said(words::CALLS_VIDEO, yes_or_no(it.has_video)),
        said(words::CALLS_GUESTS, yes_or_no(it.guests_may_call)),
        said(words::CALLS_RING, it.ring_s.to_string()),
        said(words::CALLS_LINK, it.link.clone()),
        said(words::CALLS_SERVERS, it.servers.join(", ")),
        said(words::CALLS_RELAYED, yes_or_no(it.is_relayed)),
        said(words::CALLS_DISPOSITIONS, it.dispositions.join(", ")),
    ]
    .join("\n")
}

#[component]
pub(super) fn CallFields(form: Form) -> impl IntoView {
    let calls = form.calls;
    view! {
        <fieldset class="form__group" data-group="calls">
            <legend class="form__legend">{words::CALLS.text()}</legend>
            <div class="form__checks">
                <Switch label=words::CALLS_ON.text() value=calls.is_on/>
                <Show when=move || calls.is_on.get()>
                    <Switch label=words::CALLS_VIDEO.text() value=calls.has_video/>
                    <Switch label=words::CALLS_GUESTS.text() value=calls.guests_may_call/>
                </Show>
            </div>
            <WholeField label=words::CALLS_RING.text() number=calls.ring_s/>
            <TextField
                label=words::CALLS_LINK.text()
                value=calls.link
                kind=TextKind::Url
                hint=words::CALLS_LINK_HINT.text()
                max_length=model::call::LINK_LIMIT
                error=form.problems.at(Field::Link)
            />
            <TagsField
                label=words::CALLS_SERVERS.text()
                value=calls.servers
                remove=words::REMOVE_WHICH.text()
                hint=words::CALLS_SERVERS_HINT.text()
                error=form.problems.at(Field::Servers)
            />
            <Switch label=words::CALLS_RELAYED.text() value=calls.is_relayed/>
            <TagsField
                label=words::CALLS_DISPOSITIONS.text()
                value=calls.dispositions
                remove=words::REMOVE_WHICH.text()
                hint=words::CALLS_DISPOSITIONS_HINT.text()
                error=form.problems.at(Field::Disposition)
            />
        </fieldset>
    }
}
