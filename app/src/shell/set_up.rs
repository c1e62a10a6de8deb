//! The first visit to an empty workspace: its name and its first administrator.

use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use model::{
    parse,
    refusal::{Field, Refusal},
    session::SetUp as Draft,
};

use super::{
    door::Door,
    problems::{Problems, focus_first_field, focus_first_problem, verdict},
};
use crate::{
    api::{self, Fault},
    parts::{Banner, BannerKind, Button, ButtonKind, TextField, TextKind},
    words::{refusals, shell as words},
};

#[derive(Debug, Clone, Copy)]
struct Form {
    door: Door,
    workspace_name: RwSignal<String>,
    name: RwSignal<String>,
    username: RwSignal<String>,
    email: RwSignal<String>,
    password: RwSignal<String>,
    workspace_problem: RwSignal<Option<String>>,
    problems: Problems,
    fault: RwSignal<Option<Fault>>,
    is_busy: RwSignal<bool>,
    node: NodeRef<html::Form>,
}

#[component]
pub(super) fn SetUp() -> impl IntoView {
    let form = Form {
        door: expect_context::<Door>(),
        workspace_name: RwSignal::default(),
        name: RwSignal::default(),
        username: RwSignal::default(),
        email: RwSignal::default(),
        password: RwSignal::default(),
        workspace_problem: RwSignal::default(),
        problems: Problems::new(),
        fault: RwSignal::default(),
        is_busy: RwSignal::default(),
        node: NodeRef::new(),
    };
    Effect::new(move || focus_first_field(form.node));
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.send();
    };
    view! {
        <main class="gate" id="main">
            <div class="gate__card">
                <h1 class="gate__title">{words::SET_UP.text()}</h1>
                <p class="gate__text">{words::SET_UP_TEXT.text()}</p>
                {move || form.fault.get().map(|fault| view! {
                    <Banner kind=BannerKind::Error text=refusals::fault(&fault)/>
                })}
                <form class="form" node_ref=form.node novalidate on:submit=on_submit>
                    <Fields form/>
                    <Button
                        label=words::CREATE_WORKSPACE.text()
                        kind=ButtonKind::Primary
                        busy=form.is_busy
                        submit=true
                    />
                </form>
            </div>
        </main>
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let password_hint = words::PASSWORD_HINT.with(&[("count", &parse::PASSWORD_FROM.to_string())]);
    view! {
        <TextField
            label=words::WORKSPACE_NAME.text()
            value=form.workspace_name
            hint=words::WORKSPACE_HINT.text()
            autocomplete="organization"
            required=true
            max_length=parse::NAME_LIMIT
            error=form.workspace_problem
        />
        <TextField
            label=words::YOUR_NAME.text()
            value=form.name
            hint=words::YOUR_NAME_HINT.text()
            autocomplete="name"
            required=true
            max_length=parse::NAME_LIMIT
            error=form.problems.at(Field::Name)
        />
        <TextField
            label=words::USERNAME.text()
            value=form.username
            autocomplete="username"
            required=true
            error=form.problems.at(Field::Username)
            attr:autocapitalize="none"
        />
        <TextField
            label=words::EMAIL.text()
            value=form.email
            kind=TextKind::Email
            autocomplete="email"
            required=true
            error=form.problems.at(Field::Email)
        />
        <TextField
            label=words::PASSWORD.text()
            value=form.password
            kind=TextKind::Password
            hint=password_hint
            autocomplete="new-password"
            required=true
            error=form.problems.at(Field::Password)
        />
    }
}

impl Form {
    fn draft(self) -> Draft {
        Draft {
            workspace_name: self.workspace_name.get_untracked(),
            name: self.name.get_untracked(),
            username: self.username.get_untracked(),
            email: self.email.get_untracked(),
            password: self.password.get_untracked(),
        }
    }

    fn is_clean(self, draft: &Draft) -> bool {
        // Both names are the same field to the domain: the workspace's has a place of its own here.
        let workspace = match parse::name(Field::Name, &draft.workspace_name) {
            Err(Refusal::Invalid { problem, .. }) => Some(refusals::problem(&problem)),
            _ => None,
        };
        let is_workspace_clean = workspace.is_none();
        self.workspace_problem.set(workspace);
        let is_person_clean = self.problems.check([
            verdict(parse::name(Field::Name, &draft.name)),
            verdict(parse::username(&draft.username)),
            verdict(parse::email(&draft.email)),
            verdict(parse::password(&draft.password)),
        ]);
        is_workspace_clean && is_person_clean
    }

    fn send(self) {
        let draft = self.draft();
        self.fault.set(None);
        if !self.is_clean(&draft) {
            focus_first_problem(self.node);
            return;
        }
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        let name = draft.workspace_name.clone();
        spawn_local(async move {
            let answer = api::session::set_up(draft).await;
            self.is_busy.set(false);
            match answer {
                Ok(me) => {
                    self.door.workspace_name.set(name);
                    self.door.enter(me);
                }
                Err(fault) => self.refused(fault),
            }
        });
    }

    fn refused(self, fault: Fault) {
        let shown = [Field::Name, Field::Username, Field::Email, Field::Password];
        if self.problems.take(&fault, &shown) {
            focus_first_problem(self.node);
            return;
        }
        if fault == Fault::Refused(Refusal::AlreadySetUp) {
            // Somebody else was faster: the login page is next.
            self.door.open();
        }
        self.fault.set(Some(fault));
    }
}
