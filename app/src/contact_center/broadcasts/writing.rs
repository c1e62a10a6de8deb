//! What is said: the channel, a subject, the text with its placeholders, and a test to oneself.

use leptos::{prelude::*, task::spawn_local};
use model::{
    broadcast::Medium,
    canned::Placeholder,
    mail::{MailState, SUBJECT_LIMIT},
    parse,
    person::Role,
    refusal::Field,
};

use super::form::Form;
use crate::{
    api,
    parts::{
        Banner, BannerKind, Button, Choice, Glyph, Menu, MenuItem, RadioGroup, TextArea, TextField,
        intl,
    },
    words::{broadcasts as words, canned as canned_words, mail as mail_words},
};

#[component]
pub(super) fn Writing(form: Form) -> impl IntoView {
    let is_agent = Memo::new(move |_| form.session.staff().roles.has(Role::Agent));
    let ways = move || {
        let may = |medium: &Medium| *medium != Medium::Chat || is_agent.get();
        let some = Medium::ALL.into_iter().filter(may);
        some.map(|one| Choice::new(one.as_str(), words::medium(one).text())).collect::<Vec<_>>()
    };
    let hint = move || match (is_agent.get(), form.medium()) {
        (false, _) => words::CHAT_NEEDS_AGENT.text().to_owned(),
        (true, Medium::Chat) => words::CHAT_HINT.text().to_owned(),
        (true, Medium::Email) => String::new(),
    };
    let is_mail = Memo::new(move |_| form.medium() == Medium::Email);
    view! {
        <fieldset class="form__group">
            <legend class="form__legend">{words::MESSAGE.text()}</legend>
            <RadioGroup
                label=words::CHANNEL.text()
                value=form.medium
                options=Signal::derive(ways)
                hint=Signal::derive(hint)
            />
            <Show when=move || is_mail.get()>
                <TextField
                    label=words::SUBJECT.text()
                    value=form.subject
                    required=true
                    autocomplete="off"
                    max_length=SUBJECT_LIMIT
                    error=form.problems.at(Field::Subject)
                />
            </Show>
            <div class="canned__write">
                <TextArea
                    label=words::MESSAGE.text()
                    value=form.text
                    required=true
                    rows=8
                    max_length=parse::MESSAGE_LIMIT
                    hint=words::TEXT_HINT.text()
                    error=form.problems.at(Field::Text)
                />
                <Menu
                    label=words::INSERT.text()
                    items=Signal::derive(move || placeholders(form))
                    is_named=true
                >
                    {words::INSERT.text()}
                </Menu>
            </div>
            <Show when=move || is_mail.get()>
                <Try form/>
            </Show>
        </fieldset>
    }
}

/// Puts it where the text ends: a menu has taken the focus from where the caret was.
fn placeholders(form: Form) -> Vec<MenuItem> {
    let item = |one: Placeholder| {
        let insert = Callback::new(move |()| {
            form.text.update(|text| {
                if text.ends_with(|c: char| !c.is_whitespace()) {
                    text.push(' ');
                }
                text.push_str("{{");
                text.push_str(one.as_str());
                text.push_str("}}");
            });
        });
        MenuItem::new(canned_words::placeholder(one).text(), insert)
    };
    // No department speaks in a broadcast.
    let some = Placeholder::ALL.into_iter().filter(|one| *one != Placeholder::DepartmentName);
    some.map(item).collect()
}

/// What became of the last test.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    Taken(String),
    Refused(String),
}

#[component]
fn Try(form: Form) -> impl IntoView {
    let answer = RwSignal::new(None::<Answer>);
    let is_busy = RwSignal::new(false);
    let first = Memo::new(move |_| {
        form.choice.with(|choice| choice.as_ref()?.samples.first().map(|one| one.contact.id))
    });
    let blocked = Signal::derive(move || {
        first.get().is_none().then(|| words::TRY_NEEDS_SAMPLE.text().to_owned())
    });
    let address = form.session.me.with_untracked(|me| me.person.email.clone());
    let send = move |()| {
        let Some(contact) = first.get_untracked() else { return };
        if is_busy.get_untracked() || !form.check() {
            return;
        }
        is_busy.set(true);
        answer.set(None);
        let wording = untrack(|| form.wording());
        spawn_local(async move {
            let asked = api::broadcasts::try_on_me(wording, contact, intl::reader());
            match form.session.ask(asked).await {
                Ok(mail) => drop(answer.try_set(Some(match mail.state {
                    MailState::Refused { error, .. } | MailState::Waiting { error, .. } => {
                        let error = mail_words::error(&error);
                        Answer::Refused(words::TRY_REFUSED.with(&[("error", &error)]))
                    }
                    _ => Answer::Taken(words::TRIED.with(&[("address", &mail.to)])),
                }))),
                Err(fault) => form.session.tell(&fault),
            }
            is_busy.try_set(false);
        });
    };
    view! {
        <div>
            <Button
                label=words::TRY.with(&[("address", &address)])
                glyph=Glyph::Mail
                busy=is_busy
                blocked
                on_click=send
            />
        </div>
        {move || answer.get().map(|answer| match answer {
            Answer::Taken(text) => view! { <Banner text/> }.into_any(),
            Answer::Refused(text) => view! { <Banner kind=BannerKind::Error text/> }.into_any(),
        })}
    }
}
