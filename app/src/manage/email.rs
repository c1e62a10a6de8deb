//! The section Email: the mail server, and a test of it.

use leptos::{prelude::*, task::spawn_local};
use model::{
    mail::{MailSettings, MailState, Security},
    parse,
    refusal::Field,
};

use super::{
    email_form::{Draft, Form, PARTS},
    fetched::{Await, Fetched},
    page::Head,
    section_form::SectionForm,
    whole::WholeField,
};
use crate::{
    api,
    parts::{
        Banner, BannerKind, Button, Choice, Glyph, RadioGroup, Select, TextArea, TextField,
        TextKind, intl, use_toaster,
    },
    shell::{
        conflict::ConflictFrame,
        place::Place,
        problems::{Problems, focus_first_problem, verdict},
        session::use_session,
    },
    words::{Language, mail as words},
};

#[component]
pub(super) fn Email() -> impl IntoView {
    let settings = Fetched::new(api::mail::load);
    let form = move || {
        let values = untrack(|| settings.value.get());
        values.map(|values| view! { <EmailForm values/> }).into_any()
    };
    view! {
        <Head title=words::SECTION.text() text=words::SECTION_TEXT.text() back=Place::Manage/>
        <div class="manage__body">
            <Await fetched=settings loading=words::LOADING failed=words::FAILED show=form/>
        </div>
    }
}

#[component]
fn EmailForm(values: MailSettings) -> impl IntoView {
    let (session, toaster) = (use_session(), use_toaster());
    let form = Form::new(values);
    let save = move |draft: Draft| {
        form.saving.send(
            async move {
                let password = draft.typed_password();
                api::mail::save(draft.settings, password).await
            },
            api::mail::load(),
            move |answer| match answer {
                Ok(saved) => {
                    toaster.say(words::SAVED.text());
                    form.begin(saved);
                }
                Err(fault) if form.blame(&fault) => focus_first_problem(form.node),
                Err(fault) => session.tell(&fault),
            },
        );
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
            versions=move |theirs: MailSettings| form.versions(&theirs)
            on_merge=move |(theirs, merged): (MailSettings, Draft)| save(form.merge(theirs, &merged))
            on_cancel=move |()| form.take_theirs()
        >
            <SectionForm
                node=form.node
                is_changed=Signal::derive(move || form.is_changed())
                busy=form.saving.is_busy
                on_save=check_and_save
                on_discard=move |()| form.fill(&form.untouched())
            >
                <Server form/>
                <Sender form/>
            </SectionForm>
            <Test form/>
        </ConflictFrame>
    }
}

#[component]
fn Server(form: Form) -> impl IntoView {
    let ways =
        Security::ALL.map(|one| Choice::new(one.as_str(), words::security(one).text())).to_vec();
    let kept = move || {
        let has_one = form.base.with(|base| base.has_password);
        if has_one { words::PASSWORD_KEPT.text() } else { words::PASSWORD_NONE.text() }
    };
    view! {
        <fieldset class="form__group">
            <legend class="form__legend">{words::SERVER.text()}</legend>
            <div class="form__row">
                <TextField
                    label=words::HOST.text()
                    value=form.host
                    hint=words::HOST_HINT.text()
                    error=form.problems.at(Field::Host)
                />
                <WholeField label=words::PORT.text() number=form.port/>
            </div>
            <RadioGroup
                label=words::SECURITY.text()
                value=form.security
                options=Signal::stored(ways)
                hint=words::SECURITY_HINT.text()
                error=form.problems.at(Field::Security)
            />
            <div class="form__row">
                <TextField
                    label=words::USERNAME.text()
                    value=form.username
                    autocomplete="off"
                    hint=words::USERNAME_HINT.text()
                    error=form.problems.at(Field::Username)
                />
                <TextField
                    label=words::PASSWORD.text()
                    value=form.password
                    kind=TextKind::Password
                    autocomplete="new-password"
                    hint=Signal::derive(move || kept().to_owned())
                    error=form.problems.at(Field::Password)
                />
            </div>
            <TextArea
                label=words::CERTIFICATES.text()
                value=form.certificates
                hint=words::CERTIFICATES_HINT.text()
                error=form.problems.at(Field::Certificates)
            />
        </fieldset>
    }
}

#[component]
fn Sender(form: Form) -> impl IntoView {
    let languages = vec![
        Choice::new(Language::English.tag(), "English"),
        Choice::new(Language::German.tag(), "Deutsch"),
    ];
    view! {
        <fieldset class="form__group">
            <legend class="form__legend">{words::SENDER.text()}</legend>
            <div class="form__row">
                <TextField
                    label=words::FROM_ADDRESS.text()
                    value=form.from_address
                    kind=TextKind::Email
                    error=form.problems.at(Field::Email)
                />
                <TextField
                    label=words::FROM_NAME.text()
                    value=form.from_name
                    hint=words::FROM_NAME_HINT.text()
                    max_length=parse::NAME_LIMIT
                    error=form.problems.at(Field::Name)
                />
            </div>
        </fieldset>
        <fieldset class="form__group">
            <legend class="form__legend">{words::READERS.text()}</legend>
            <p class="field__hint">{words::READERS_HINT.text()}</p>
            <div class="form__row">
                <Select
                    label=words::LANGUAGE.text()
                    value=form.language
                    options=Signal::stored(languages)
                />
                <TextField
                    label=words::TIME_ZONE.text()
                    value=form.time_zone
                    hint=words::TIME_ZONE_HINT.text()
                    error=form.problems.at(Field::TimeZone)
                    suggestions=intl::time_zones()
                />
            </div>
        </fieldset>
    }
}

/// What became of the last test.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    Taken(String),
    Refused(String),
}

#[component]
fn Test(form: Form) -> impl IntoView {
    let session = use_session();
    let to = RwSignal::new(session.me.with_untracked(|me| me.person.email.clone()));
    let problems = Problems::new();
    let answer = RwSignal::new(None::<Answer>);
    let is_busy = RwSignal::new(false);
    let why_not = Signal::derive(move || {
        if form.base.with(|base| !base.is_set_up()) {
            Some(words::TEST_NO_HOST.text().to_owned())
        } else {
            form.is_changed().then(|| words::TEST_SAVE_FIRST.text().to_owned())
        }
    });
    let send = move |()| {
        let address = to.get_untracked();
        if !problems.check([verdict(parse::email(&address))]) || is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        answer.set(None);
        spawn_local(async move {
            match session.ask(api::mail::test(address, intl::reader())).await {
                Ok(mail) => drop(answer.try_set(Some(match mail.state {
                    MailState::Refused { error, .. } | MailState::Waiting { error, .. } => {
                        let error = words::error(&error);
                        Answer::Refused(words::TEST_REFUSED.with(&[("error", &error)]))
                    }
                    _ => Answer::Taken(words::TEST_SENT.with(&[("address", &mail.to)])),
                }))),
                Err(fault) if problems.take(&fault, &[Field::Email]) => {}
                Err(fault) => session.tell(&fault),
            }
            is_busy.try_set(false);
        });
    };
    view! {
        <section class="form" aria-labelledby="email-test">
            <h3 class="form__legend" id="email-test">{words::TEST.text()}</h3>
            <TextField
                label=words::TEST_TO.text()
                value=to
                kind=TextKind::Email
                error=problems.at(Field::Email)
            />
            <div>
                <Button
                    label=words::TEST_BUTTON.text()
                    glyph=Glyph::Send
                    busy=is_busy
                    blocked=why_not
                    on_click=send
                />
            </div>
            {move || answer.get().map(|answer| match answer {
                Answer::Taken(text) => view! { <Banner text/> }.into_any(),
                Answer::Refused(text) => {
                    view! { <Banner kind=BannerKind::Error text/> }.into_any()
                }
            })}
        </section>
    }
}
