//! Profile: name and email to change, the rest to read; the password.

use leptos::{html, prelude::*};
use model::{account::ProfileDraft, parse, person::Person, refusal::Field};

use super::password::PasswordForm;
use crate::{
    api,
    manage::roles_in_words,
    parts::{Avatar, AvatarKind, Banner, Button, ButtonKind, TextField, TextKind, use_toaster},
    shell::{
        problems::{Problems, focus_first_problem, verdict},
        saving::Saving,
        session::{Session, use_session},
    },
    words::{Word, account as words, parts as part_words},
};

#[component]
pub(super) fn Profile() -> impl IntoView {
    let session = use_session();
    let name = Signal::derive(move || session.me.with(|me| me.person.name.clone()));
    let roles = move || session.me.with(|me| roles_in_words(me.person.roles));
    view! {
        <div class="account__boxes">
            <section class="box" aria-labelledby="account-profile">
                <header class="box__head">
                    <Avatar
                        name
                        seed=session.my_id().to_string()
                        kind=AvatarKind::Initials
                    />
                    <h2 class="box__title" id="account-profile">{name}</h2>
                </header>
                <div class="box__body">
                    <ProfileForm/>
                    <dl class="facts">
                        {fact(words::USERNAME, move || {
                            session.me.with(|me| me.person.username.clone())
                        })}
                        {fact(words::ROLES, roles)}
                        {fact(words::DEPARTMENTS, move || departments(session))}
                    </dl>
                    <p class="box__note">{words::PROFILE_TEXT.text()}</p>
                </div>
            </section>
            <PasswordForm/>
        </div>
    }
}

#[component]
fn ProfileForm() -> impl IntoView {
    let session = use_session();
    let toaster = use_toaster();
    let base = RwSignal::new(session.me.with_untracked(|me| me.person.clone()));
    let name = RwSignal::new(base.with_untracked(|person| person.name.clone()));
    let email = RwSignal::new(base.with_untracked(|person| person.email.clone()));
    let problems = Problems::new();
    let saving = Saving::<Person>::new();
    let node = NodeRef::<html::Form>::new();
    let is_changed = Memo::new(move |_| {
        base.with(|base| name.with(|name| *name != base.name) || email.with(|e| *e != base.email))
    });
    let save =
        move || {
            let draft = untrack(|| ProfileDraft { name: name.get(), email: email.get() });
            let is_clean = problems.check([
                verdict(parse::name(Field::Name, &draft.name)),
                verdict(parse::email(&draft.email)),
            ]);
            if !is_clean {
                return focus_first_problem(node);
            }
            let version = base.with_untracked(|base| base.version);
            let theirs = async move {
                let found = api::session::bootstrap().await?;
                found.me.map(|me| me.person).ok_or(model::refusal::Refusal::NotSignedIn.into())
            };
            saving.send(api::account::edit_profile(version, draft), theirs, move |answer| {
                match answer {
                    Ok(person) => {
                        base.set(person.clone());
                        session.hear_of(person);
                        toaster.say(words::SAVED.text());
                    }
                    Err(fault) if problems.take(&fault, &[Field::Name, Field::Email]) => {
                        focus_first_problem(node);
                    }
                    Err(fault) => session.tell(&fault),
                }
            });
        };
    // Somebody else changed it: what was typed stays, and is saved over theirs only by another press.
    Effect::new(move || {
        if let Some(theirs) = saving.theirs.get() {
            base.set(theirs);
        }
    });
    view! {
        <form
            class="form"
            novalidate
            node_ref=node
            on:submit=move |event| {
                event.prevent_default();
                saving.settle();
                save();
            }
        >
            <Show when=move || saving.theirs.with(Option::is_some)>
                <Banner text=words::PROFILE_CONFLICT.text()/>
            </Show>
            <TextField
                label=words::NAME.text()
                value=name
                autocomplete="name"
                required=true
                hint=words::NAME_HINT.text()
                error=problems.at(Field::Name)
            />
            <TextField
                label=words::EMAIL.text()
                value=email
                kind=TextKind::Email
                autocomplete="email"
                required=true
                error=problems.at(Field::Email)
            />
            <div class="form__foot">
                <Button
                    label=words::SAVE.text()
                    kind=ButtonKind::Primary
                    busy=saving.is_busy
                    blocked=Signal::derive(move || {
                        (!is_changed.get()).then(|| part_words::NOTHING_CHANGED.text().to_owned())
                    })
                    submit=true
                />
            </div>
        </form>
    }
}

fn fact(label: Word, value: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    view! {
        <div class="facts__row">
            <dt>{label.text()}</dt>
            <dd>{value}</dd>
        </div>
    }
}

fn departments(session: Session) -> String {
    let ids = session.me.with(|me| me.person.departments.clone());
    let names: Vec<String> = ids.into_iter().map(|id| session.department_name(Some(id))).collect();
    if names.is_empty() { words::NO_DEPARTMENTS.text().to_owned() } else { names.join(", ") }
}
