//! A new password: the old one proves who asks, and every other browser is signed out.

use leptos::{html, prelude::*, task::spawn_local};
use model::{
    parse::{self, PASSWORD_FROM},
    refusal::{Field, Refusal},
};

use crate::{
    api::{self, Fault},
    parts::{Button, ButtonKind, TextField, TextKind, use_toaster},
    shell::{
        problems::{Problems, focus_first_problem, verdict},
        session::use_session,
    },
    words::{account as words, refusals},
};

#[component]
pub(super) fn PasswordForm() -> impl IntoView {
    let session = use_session();
    let toaster = use_toaster();
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problems = Problems::new();
    let wrong = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let node = NodeRef::<html::Form>::new();
    let save = move || {
        wrong.set(None);
        if old.with_untracked(String::is_empty) {
            wrong.set(Some(refusals::problem(&model::refusal::Problem::Missing)));
            problems.clear();
            return focus_first_problem(node);
        }
        if !problems.check([new.with_untracked(|new| verdict(parse::password(new)))]) {
            return focus_first_problem(node);
        }
        is_busy.set(true);
        let call = api::account::change_password(old.get_untracked(), new.get_untracked());
        spawn_local(async move {
            let answer = session.ask(call).await;
            if is_busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(()) => {
                    old.set(String::new());
                    new.set(String::new());
                    toaster.say(words::PASSWORD_CHANGED.text());
                }
                Err(Fault::Refused(Refusal::WrongPassword)) => {
                    wrong.set(Some(words::PASSWORD_WRONG.text().to_owned()));
                    focus_first_problem(node);
                }
                Err(fault) if problems.take(&fault, &[Field::Password]) => {
                    focus_first_problem(node);
                }
                Err(fault) => session.tell(&fault),
            }
        });
    };
    let username = move || session.me.with(|me| me.person.username.clone());
    view! {
        <section class="box" aria-labelledby="account-password">
            <header class="box__head">
                <h2 class="box__title" id="account-password">{words::PASSWORD.text()}</h2>
            </header>
            <div class="box__body">
                <form
                    class="form"
                    novalidate
                    node_ref=node
                    on:submit=move |event| {
                        event.prevent_default();
                        if !is_busy.get_untracked() {
                            save();
                        }
                    }
                >
                    // Password keepers want to know whose it is.
                    <input type="text" name="username" autocomplete="username" hidden value=username/>
                    <TextField
                        label=words::PASSWORD_OLD.text()
                        value=old
                        kind=TextKind::Password
                        autocomplete="current-password"
                        required=true
                        error=wrong
                    />
                    <TextField
                        label=words::PASSWORD_NEW.text()
                        value=new
                        kind=TextKind::Password
                        autocomplete="new-password"
                        required=true
                        hint=words::PASSWORD_HINT.with(&[("count", &PASSWORD_FROM.to_string())])
                        error=problems.at(Field::Password)
                    />
                    <div class="form__foot">
                        <Button
                            label=words::PASSWORD_CHANGE.text()
                            kind=ButtonKind::Primary
                            busy=is_busy
                            submit=true
                        />
                    </div>
                </form>
            </div>
        </section>
    }
}
