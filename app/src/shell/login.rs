//! The login page.

use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};

use super::{
    door::Door,
    problems::{focus_first_field, focus_first_problem},
};
use crate::{
    api::{self, Fault},
    parts::{Banner, BannerKind, Button, ButtonKind, Glyph, TextField, TextKind},
    words::{Word, refusals, shell as words},
};

/// The password of everybody in a demo workspace.
const DEMO_PASSWORD: &str = "switchboard";

const DEMO_PEOPLE: [(&str, Word); 8] = [
    ("ada", words::DEMO_SUPPORT),
    ("grace", words::DEMO_SUPPORT),
    ("linus", words::DEMO_SUPPORT),
    ("margaret", words::DEMO_SALES),
    ("dennis", words::DEMO_SALES),
    ("manager", words::DEMO_MANAGER),
    ("monitor", words::DEMO_MONITOR),
    ("admin", words::DEMO_ADMINISTRATOR),
];

/// What is typed, and what became of it.
#[derive(Debug, Clone, Copy)]
struct Attempt {
    door: Door,
    login: RwSignal<String>,
    password: RwSignal<String>,
    is_busy: RwSignal<bool>,
    fault: RwSignal<Option<Fault>>,
    missing: RwSignal<bool>,
    form: NodeRef<html::Form>,
}

#[component]
pub(super) fn Login() -> impl IntoView {
    let door = expect_context::<Door>();
    let attempt = Attempt {
        door,
        login: RwSignal::default(),
        password: RwSignal::default(),
        is_busy: RwSignal::default(),
        fault: RwSignal::default(),
        missing: RwSignal::default(),
        form: NodeRef::new(),
    };
    Effect::new(move || focus_first_field(attempt.form));
    let title =
        move || door.workspace_name.with(|name| words::LOGIN_TEXT.with(&[("workspace", name)]));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        attempt.make();
    };
    view! {
        <main class="gate" id="main">
            <div class="gate__card">
                <h1 class="gate__title">{title}</h1>
                <Show when=move || door.was_signed_out.get() && attempt.fault.with(Option::is_none)>
                    <Banner text=words::SIGNED_OUT.text()/>
                </Show>
                {move || attempt.fault.get().map(|fault| view! {
                    <Banner kind=BannerKind::Error text=refusals::fault(&fault)/>
                })}
                <form class="form" node_ref=attempt.form novalidate on:submit=on_submit>
                    <TextField
                        label=words::LOGIN.text()
                        value=attempt.login
                        name="username"
                        autocomplete="username"
                        required=true
                        error=attempt.problem_of(attempt.login)
                        attr:autocapitalize="none"
                    />
                    <TextField
                        label=words::PASSWORD.text()
                        value=attempt.password
                        kind=TextKind::Password
                        name="password"
                        autocomplete="current-password"
                        required=true
                        error=attempt.problem_of(attempt.password)
                    />
                    <Button
                        label=words::LOG_IN.text()
                        kind=ButtonKind::Primary
                        glyph=Glyph::LogIn
                        busy=attempt.is_busy
                        submit=true
                    />
                </form>
                <Show when=move || door.is_demo.get()>
                    <Demo attempt/>
                </Show>
            </div>
        </main>
    }
}

#[component]
fn Demo(attempt: Attempt) -> impl IntoView {
    let person = move |(login, role): (&'static str, Word)| {
        view! {
            <li>
                <button
                    class="gate__person"
                    type="button"
                    on:click=move |_| attempt.make_as(login)
                >
                    <strong>{login}</strong>
                    <span>{role.text()}</span>
                </button>
            </li>
        }
    };
    view! {
        <section class="gate__note" aria-labelledby="demo">
            <h2 class="gate__note-title" id="demo">{words::DEMO_TITLE.text()}</h2>
            <p>{words::DEMO_TEXT.with(&[("password", DEMO_PASSWORD)])}</p>
            <ul class="gate__people">{DEMO_PEOPLE.into_iter().map(person).collect_view()}</ul>
        </section>
    }
}

impl Attempt {
    fn problem_of(self, field: RwSignal<String>) -> Signal<Option<String>> {
        Signal::derive(move || {
            let is_missing = self.missing.get() && field.with(String::is_empty);
            is_missing.then(|| refusals::MISSING.text().to_owned())
        })
    }

    fn make_as(self, login: &str) {
        self.login.set(login.to_owned());
        self.password.set(DEMO_PASSWORD.to_owned());
        self.make();
    }

    fn make(self) {
        let (login, password) = (self.login.get_untracked(), self.password.get_untracked());
        self.fault.set(None);
        let is_missing = login.trim().is_empty() || password.is_empty();
        self.missing.set(is_missing);
        if is_missing {
            focus_first_problem(self.form);
            return;
        }
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = api::session::log_in(login, password).await;
            self.is_busy.set(false);
            match answer {
                Ok(me) => self.door.enter(me),
                Err(fault) => self.fault.set(Some(fault)),
            }
        });
    }
}
