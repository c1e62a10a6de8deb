//! The form of a member of the staff.

use leptos::{html, prelude::*};
use model::{
    id::PersonId,
    parse,
    permission::Action,
    person::{Person, PersonDraft, Role},
    refusal::{Field, Problem, Refusal, Thing},
};

use super::{
    LIMIT_MAX,
    agent_draft::{PARTS, draft_of, new_draft},
    role_fields::{RoleFields, RoleSet},
    whole::{Whole, WholeField},
};
use crate::{
    api::{self, Fault},
    parts::{Banner, Switch, TextField, TextKind},
    shell::{
        conflict::{ConflictFrame, Versions},
        entry_form::EntryForm,
        kept::Kept,
        problems::{Problems, focus_first_problem, verdict},
        saving::Saving,
        session::{Session, use_session},
    },
    words::manage as words,
};

#[derive(Debug, Clone, Copy)]
struct Form {
    session: Session,
    name: RwSignal<String>,
    username: RwSignal<String>,
    email: RwSignal<String>,
    /// Never kept in the browser.
    password: RwSignal<String>,
    roles: RoleSet,
    limit: Whole,
    is_enabled: RwSignal<bool>,
    problems: Problems,
    saving: Saving<Person>,
    base: StoredValue<Option<Person>>,
    kept: Kept,
    node: NodeRef<html::Form>,
    on_saved: Callback<Person>,
}

/// `person`: the one to change; without it a new one is made.
#[component]
pub(super) fn AgentForm(
    #[prop(optional)] person: Option<Person>,
    on_saved: Callback<Person>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let form = Form::new(person, on_saved);
    let cancel = Callback::new(move |()| {
        form.kept.forget();
        on_cancel.run(());
    });
    let is_barred = move || form.is_barred();
    view! {
        <ConflictFrame
            node=form.node
            saving=form.saving
            parts=PARTS
            versions=move |theirs: Person| form.versions(&theirs)
            on_merge=move |(theirs, merged): (Person, PersonDraft)| form.save_merged(theirs, &merged)
            on_cancel=cancel
        >
            <Show when=is_barred>
                <Banner text=words::ONLY_ADMINISTRATORS_PERSON.text()/>
            </Show>
            <EntryForm
                node=form.node
                busy=form.saving.is_busy
                blocked=Signal::derive(move || {
                    is_barred().then(|| words::ONLY_ADMINISTRATORS_PERSON.text().to_owned())
                })
                on_submit=move |()| form.send()
                on_cancel=cancel
            >
                <fieldset class="form__all" disabled=is_barred>
                    <Fields form/>
                </fieldset>
            </EntryForm>
        </ConflictFrame>
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    view! {
        <div class="form__row">
            <TextField
                label=words::NAME.text()
                value=form.name
                required=true
                autocomplete="off"
                max_length=parse::NAME_LIMIT
                error=form.problems.at(Field::Name)
            />
            <TextField
                label=words::USERNAME.text()
                value=form.username
                required=true
                autocomplete="off"
                error=form.problems.at(Field::Username)
                attr:autocapitalize="none"
            />
        </div>
        <TextField
            label=words::EMAIL.text()
            value=form.email
            kind=TextKind::Email
            required=true
            autocomplete="off"
            error=form.problems.at(Field::Email)
        />
        <RoleFields roles=form.roles error=form.problems.at(Field::Roles)/>
        <WholeField
            label=words::LIMIT_PER_AGENT.text()
            number=form.limit
            hint=words::AGENT_LIMIT_HINT
        />
        <Access form/>
        {form.base.with_value(|base| base.as_ref().map(|person| {
            let person = person.id;
            view! { <MemberOf person/> }
        }))}
    }
}

#[component]
fn Access(form: Form) -> impl IntoView {
    let is_new = form.base.with_value(Option::is_none);
    let hint = if is_new {
        words::PASSWORD_NEW_HINT.with(&[("count", &parse::PASSWORD_FROM.to_string())])
    } else {
        words::PASSWORD_EDIT_HINT.text().to_owned()
    };
    view! {
        <fieldset class="form__group">
            <legend class="form__legend">{words::ACCESS.text()}</legend>
            <TextField
                label=words::PASSWORD.text()
                value=form.password
                kind=TextKind::Password
                hint
                required=is_new
                autocomplete="new-password"
                error=form.problems.at(Field::Password)
            />
            <Switch
                label=words::ENABLED_AGENT.text()
                value=form.is_enabled
                hint=words::ENABLED_AGENT_HINT.text()
            />
        </fieldset>
    }
}

#[component]
fn MemberOf(person: PersonId) -> impl IntoView {
    let session = use_session();
    let departments = move || {
        let ids = session.people.with(|people| {
            let known = people.iter().find(|known| known.id == person);
            known.map(|known| known.departments.clone()).unwrap_or_default()
        });
        let names = ids.into_iter().map(|id| session.department_name(Some(id)));
        names.collect::<Vec<_>>().join(", ")
    };
    view! {
        <section class="form__group">
            <h3 class="form__legend">{words::MEMBER_OF.text()}</h3>
            <p>
                {move || {
                    let names = departments();
                    if names.is_empty() { words::MEMBER_OF_NONE.text().to_owned() } else { names }
                }}
            </p>
        </section>
    }
}

impl Form {
    fn new(person: Option<Person>, on_saved: Callback<Person>) -> Self {
        let session = use_session();
        let key =
            person.as_ref().map_or_else(|| "agent.new".to_owned(), |it| format!("agent.{}", it.id));
        let form = Self {
            session,
            name: RwSignal::default(),
            username: RwSignal::default(),
            email: RwSignal::default(),
            password: RwSignal::default(),
            roles: RoleSet::default(),
            limit: Whole::new(0, LIMIT_MAX),
            is_enabled: RwSignal::default(),
            problems: Problems::new(),
            saving: Saving::new(),
            base: StoredValue::new(person),
            kept: Kept::new(session.my_id(), &key),
            node: NodeRef::new(),
            on_saved,
        };
        form.fill(&form.kept.load().unwrap_or_else(|| form.untouched()));
        form.kept.follow(move || form.draft(), move || form.untouched());
        form
    }

    /// Whether this person is a manager or administrator and whoever looks may not change those.
    fn is_barred(self) -> bool {
        let held = self.base.with_value(|base| base.as_ref().map(|base| base.roles));
        held.is_some_and(|roles| roles.has(Role::Manager) || roles.has(Role::Administrator))
            && !self.session.may_at_all(Action::ManageManagers)
    }

    fn untouched(self) -> PersonDraft {
        self.base.with_value(|base| base.as_ref().map_or_else(new_draft, draft_of))
    }

    fn fill(self, draft: &PersonDraft) {
        self.name.set(draft.name.clone());
        self.username.set(draft.username.clone());
        self.email.set(draft.email.clone());
        self.roles.fill(draft.roles);
        self.limit.set(draft.max_conversations);
        self.is_enabled.set(draft.is_enabled);
    }

    /// As filled in, without the password.
    fn draft(self) -> PersonDraft {
        PersonDraft {
            username: self.username.get(),
            name: self.name.get(),
            email: self.email.get(),
            password: None,
            roles: self.roles.get(),
            max_conversations: self.limit.get(),
            is_enabled: self.is_enabled.get(),
        }
    }

    fn versions(self, theirs: &Person) -> Versions<PersonDraft> {
        Versions {
            base: self.untouched(),
            mine: untrack(|| self.draft()),
            theirs: draft_of(theirs),
        }
    }

    fn send(self) {
        let draft = untrack(|| self.draft());
        let password = self.password.get_untracked();
        let keeps_password = password.is_empty() && self.base.with_value(Option::is_some);
        let has_role = !draft.roles.is_empty();
        let no_role = Refusal::invalid(Field::Roles, Problem::Missing);
        let is_clean = self.problems.check([
            verdict(parse::name(Field::Name, &draft.name)),
            verdict(parse::username(&draft.username)),
            verdict(parse::email(&draft.email)),
            has_role.then_some(()).ok_or(no_role),
            if keeps_password { Ok(()) } else { verdict(parse::password(&password)) },
        ]);
        if is_clean & self.limit.check() {
            self.save(draft);
        } else {
            focus_first_problem(self.node);
        }
    }

    fn save_merged(self, theirs: Person, merged: &PersonDraft) {
        self.base.set_value(Some(theirs));
        self.fill(merged);
        self.save(merged.clone());
    }

    fn save(self, draft: PersonDraft) {
        let password = Some(self.password.get_untracked()).filter(|password| !password.is_empty());
        let draft = PersonDraft { password, ..draft };
        let base = self.base.with_value(|base| base.as_ref().map(|base| (base.id, base.version)));
        let done = move |answer| match answer {
            Ok(saved) => {
                self.kept.forget();
                self.on_saved.run(saved);
            }
            Err(fault) if self.problems.take(&fault, SHOWN) => focus_first_problem(self.node),
            Err(fault) => self.session.tell(&fault),
        };
        match base {
            None => {
                let nothing = async { Err(Fault::Broken) };
                self.saving.send(api::people::create(draft), nothing, done);
            }
            Some((id, version)) => {
                self.saving.send(api::people::edit(id, version, draft), find(id), done);
            }
        }
    }
}

const SHOWN: &[Field] =
    &[Field::Name, Field::Username, Field::Email, Field::Roles, Field::Password];

async fn find(id: PersonId) -> Result<Person, Fault> {
    let all = api::people::list().await?;
    let found = all.into_iter().find(|person| person.id == id);
    found.ok_or(Fault::Refused(Refusal::not_found(Thing::Person)))
}
