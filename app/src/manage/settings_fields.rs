//! The fields of the workspace's settings, in groups.

use leptos::prelude::*;
use model::{availability::Availability, parse, refusal::Field, settings::Algorithm};

use super::{
    call_form::CallFields,
    roles::{algorithm_hint, algorithm_word},
    settings_form::{ASKED, Form, GONE, Named, QUEUE_ORDERS, missed_in_words},
    whole::WholeField,
};
use crate::{
    parts::{Choice, RadioGroup, Select, Switch, TextArea, TextField},
    words::{Word, broadcasts, manage as words},
};

#[component]
pub(super) fn Fields(form: Form) -> impl IntoView {
    view! {
        <fieldset class="form__group" data-group="workspace">
            <legend class="form__legend">{words::WORKSPACE.text()}</legend>
            <TextField
                label=words::WORKSPACE_NAME.text()
                value=form.workspace_name
                hint=words::WORKSPACE_NAME_HINT.text()
                required=true
                max_length=parse::NAME_LIMIT
                error=form.problems.at(Field::Name)
            />
        </fieldset>
        <Routing form/>
        <Delivery form/>
        <Limits form/>
        <Preferred form/>
        <Times form/>
        <OnHold form/>
        <PreChatFields form/>
        <CallFields form/>
        <fieldset class="form__group">
            <legend class="form__legend">{broadcasts::BROADCASTS.text()}</legend>
            <WholeField
                label=words::BROADCAST_PACE.text()
                number=form.broadcasts_per_minute
                hint=words::BROADCAST_PACE_HINT
            />
        </fieldset>
    }
}

fn choices<T: Copy>(named: &[Named<T>]) -> Signal<Vec<Choice>> {
    let choices = named.iter().map(|(_, word, label)| Choice::new(*word, label.text()));
    Signal::stored(choices.collect())
}

#[component]
fn Routing(form: Form) -> impl IntoView {
    let algorithms =
        Algorithm::ALL.map(|one| Choice::new(one.as_str(), algorithm_word(one).text()));
    // What the chosen one does, and that it is not the last word.
    let hint = move || {
        let chosen = form.algorithm.with(|word| Algorithm::from_word(word)).unwrap_or_default();
        format!("{} {}", algorithm_hint(chosen).text(), words::ALGORITHM_HINT.text())
    };
    view! {
        <fieldset class="form__group" data-group="routing">
            <legend class="form__legend">{words::ROUTING.text()}</legend>
            <RadioGroup
                label=words::ALGORITHM.text()
                value=form.algorithm
                options=Signal::stored(algorithms.to_vec())
                hint=Signal::derive(hint)
            />
            <Select
                label=words::QUEUE_ORDER.text()
                value=form.queue_order
                options=choices(&QUEUE_ORDERS)
            />
        </fieldset>
    }
}

#[component]
fn Delivery(form: Form) -> impl IntoView {
    let how = vec![
        Choice::new("accept", words::AUTO_ACCEPT.text()),
        Choice::new("offer", words::OFFER.text()),
    ];
    let mut missed = vec![Choice::new("", missed_in_words(None))];
    missed.extend(
        [Availability::Away, Availability::Busy, Availability::Offline]
            .map(|one| Choice::new(one.as_str(), missed_in_words(Some(one)))),
    );
    let missed = Signal::stored(missed);
    view! {
        <fieldset class="form__group" data-group="delivery">
            <legend class="form__legend">{words::DELIVERY.text()}</legend>
            <RadioGroup
                label=words::DELIVERY_HOW.text()
                value=form.delivery
                options=Signal::stored(how)
            />
            <Show when=move || form.delivery.with(|how| how == "offer")>
                <div class="form__row">
                    <WholeField
                        label=words::OFFER_TIMEOUT.text()
                        number=form.offer_s
                        hint=words::OFFER_TIMEOUT_HINT
                    />
                    <Select
                        label=words::AFTER_MISSED.text()
                        value=form.after_missed
                        options=missed
                    />
                </div>
            </Show>
        </fieldset>
    }
}

#[component]
fn Limits(form: Form) -> impl IntoView {
    view! {
        <fieldset class="form__group" data-group="limits">
            <legend class="form__legend">{words::LIMITS.text()}</legend>
            <div class="form__row">
                <WholeField
                    label=words::MAX_CONVERSATIONS.text()
                    number=form.max_conversations
                    hint=words::MAX_CONVERSATIONS_HINT
                />
                <WholeField
                    label=words::MAX_CHATS.text()
                    number=form.max_chats
                    hint=words::MAX_CHATS_HINT
                />
            </div>
        </fieldset>
    }
}

#[component]
fn Times(form: Form) -> impl IntoView {
    view! {
        <fieldset class="form__group" data-group="times">
            <legend class="form__legend">{words::TIMES.text()}</legend>
            <div class="form__row">
                <WholeField label=words::GRACE.text() number=form.grace_s hint=words::GRACE_HINT/>
                <Select
                    label=words::WHEN_GONE.text()
                    value=form.when_gone
                    options=choices(&GONE)
                />
            </div>
            <WholeField label=words::RESPONSE_THRESHOLD.text() number=form.threshold_s/>
        </fieldset>
    }
}

/// Who is tried before the algorithm is asked.
#[component]
fn Preferred(form: Form) -> impl IntoView {
    view! {
        <fieldset class="form__group" data-group="preferred">
            <legend class="form__legend">{words::PREFERRED.text()}</legend>
            <div class="form__checks">
                <Switch label=words::PREFERS_MANAGER.text() value=form.prefers_manager/>
                <Switch label=words::PREFERS_LAST.text() value=form.prefers_last/>
            </div>
            <WholeField
                label=words::PREFERRED_WAIT.text()
                number=form.preferred_wait_s
                hint=words::PREFERRED_WAIT_HINT
            />
        </fieldset>
    }
}

#[component]
fn OnHold(form: Form) -> impl IntoView {
    view! {
        <fieldset class="form__group" data-group="on-hold">
            <legend class="form__legend">{words::ON_HOLD.text()}</legend>
            <Switch label=words::HOLD_NEEDS_ANSWER.text() value=form.hold_needs_answer/>
            <WholeField
                label=words::HOLD_LIMIT.text()
                number=form.hold_limit_s
                hint=words::HOLD_LIMIT_HINT
            />
            <TextArea
                label=words::HOLD_COMMENT.text()
                value=form.hold_comment
                hint=words::HOLD_COMMENT_HINT.text()
                rows=2
                max_length=parse::NOTES_LIMIT
                error=form.problems.at(Field::Comment)
            />
        </fieldset>
    }
}

#[component]
fn PreChatFields(form: Form) -> impl IntoView {
    let ask = |label: Word, value: RwSignal<String>| {
        view! { <Select label=label.text() value options=choices(&ASKED)/> }
    };
    view! {
        <fieldset class="form__group" data-group="pre-chat">
            <legend class="form__legend">{words::PRE_CHAT.text()}</legend>
            <div class="form__row">
                {ask(words::ASK_NAME, form.ask_name)}
                {ask(words::ASK_EMAIL, form.ask_email)}
                {ask(words::ASK_DEPARTMENT, form.ask_department)}
            </div>
            <TextArea
                label=words::CONSENT.text()
                value=form.consent
                hint=words::CONSENT_HINT.text()
                rows=3
                max_length=parse::NOTES_LIMIT
                error=form.problems.at(Field::Consent)
            />
        </fieldset>
    }
}
