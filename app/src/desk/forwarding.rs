//! Forward chat: to a department, to somebody, or to somebody in a department, with a comment for them.

use leptos::{html, prelude::*, task::spawn_local};
use model::{
    forward::{DepartmentTarget, PersonTarget, Targets},
    id::{DepartmentId, PersonId},
    parse,
    refusal::{Field, Problem, Refusal},
};
use serde::{Deserialize, Serialize};

use super::{
    acts::Acts,
    room::{Room, use_room},
};
use crate::{
    api::{self, Fault},
    parts::{Combobox, DialogForm, Suggestion, TextArea},
    shell::{
        address::use_address,
        kept::Kept,
        problems::{Problems, focus_first_problem, verdict},
        rail::availability_word,
    },
    words::{desk as words, refusals},
};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    department: String,
    person: String,
    comment: String,
}

#[derive(Clone, Copy)]
struct Form {
    room: Room,
    department: RwSignal<String>,
    person: RwSignal<String>,
    comment: RwSignal<String>,
    /// `None` while they are fetched.
    targets: RwSignal<Option<Targets>>,
    problems: Problems,
    is_busy: RwSignal<bool>,
    kept: Kept,
    node: NodeRef<html::Form>,
}

#[component]
pub(super) fn Forwarding(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let form = Form::new(use_room());
    form.fetch();
    form.follow_department();
    let after = after(form.room, on_close);
    let cancel = move |()| {
        form.kept.forget();
        on_close.run(());
    };
    view! {
        <DialogForm
            title=words::FORWARD.text()
            submit=words::FORWARD_NOW.text()
            node=form.node
            busy=form.is_busy
            on_submit=move |()| form.send(after)
            on_cancel=cancel
            on_close
        >
            <Fields form/>
        </DialogForm>
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let departments = Memo::new(move |_| form.departments());
    let people = Memo::new(move |_| form.people());
    let none = Signal::derive(move || {
        let is_loaded = form.targets.with(Option::is_some);
        if is_loaded { words::NO_TARGET.text() } else { words::TARGETS_LOADING.text() }.to_owned()
    });
    view! {
        <p>{move || words::FORWARD_TEXT.with(&[("name", &form.room.guest())])}</p>
        <Combobox
            label=words::DEPARTMENT.text()
            value=form.department
            options=departments
            none
            error=form.problems.at(Field::Department)
        />
        <Combobox
            label=words::USER.text()
            value=form.person
            options=people
            none
            hint=Signal::derive(move || form.whose())
        />
        <TextArea
            label=words::COMMENT.text()
            value=form.comment
            hint=words::FORWARD_COMMENT_HINT.text()
            error=form.problems.at(Field::Comment)
        />
    }
}

/// It leaves this desk, and so does whoever forwarded it.
fn after(room: Room, on_close: Callback<()>) -> Callback<model::forward::Forward> {
    let acts = expect_context::<Acts>();
    let address = use_address();
    Callback::new(move |forward| {
        acts.tell_forwarded(room.id, &untrack(|| room.guest()), &forward);
        on_close.try_run(());
        room.leave(address);
    })
}

impl Form {
    fn new(room: Room) -> Self {
        let kept = Kept::new(room.session.my_id(), &format!("forwarding.{}", room.id));
        let draft = kept.load::<Draft>().unwrap_or_default();
        let form = Self {
            room,
            department: RwSignal::new(draft.department),
            person: RwSignal::new(draft.person),
            comment: RwSignal::new(draft.comment),
            targets: RwSignal::new(None),
            problems: Problems::new(),
            is_busy: RwSignal::new(false),
            kept,
            node: NodeRef::new(),
        };
        kept.follow(move || form.draft(), Draft::default);
        form
    }

    fn draft(self) -> Draft {
        Draft {
            department: self.department.get(),
            person: self.person.get(),
            comment: self.comment.get(),
        }
    }

    /// Who is there changes: asked when the dialog opens, and again when something was refused.
    fn fetch(self) {
        spawn_local(async move {
            let call = api::conversations::targets(self.room.id);
            match self.room.session.ask(call).await {
                Ok(found) => _ = self.targets.try_set(Some(found)),
                Err(fault) => {
                    self.targets.try_set(Some(Targets::default()));
                    self.room.session.tell(&fault);
                }
            }
        });
    }

    /// Somebody chosen before does not stay chosen for a department they are not in.
    fn follow_department(self) {
        Effect::new(move |before: Option<String>| {
            let now = self.department.get();
            let person = self.person.get_untracked();
            let is_other = before.is_some_and(|before| before != now);
            if is_other && !person.is_empty() {
                let serves = untrack(|| self.people()).iter().any(|one| one.value == person);
                if !serves {
                    self.person.set(String::new());
                }
            }
            now
        });
    }

    fn departments(self) -> Vec<Suggestion> {
        self.targets.with(|targets| {
            let all = targets.iter().flat_map(|targets| &targets.departments);
            all.map(department).collect()
        })
    }

    /// Those who serve the department the chat would be in.
    fn people(self) -> Vec<Suggestion> {
        let place = self.place();
        let serves = |one: &&PersonTarget| place.is_none_or(|id| one.departments.contains(&id));
        self.targets.with(|targets| {
            let all = targets.iter().flat_map(|targets| &targets.people);
            all.filter(serves).map(person).collect()
        })
    }

    /// The chosen department, else the one the chat is in.
    fn place(self) -> Option<DepartmentId> {
        let chosen = self.department.with(|id| department_of(id));
        let here = move || self.room.conversation.with(|it| it.as_ref()?.department);
        chosen.or_else(here)
    }

    fn whose(self) -> String {
        match self.place() {
            Some(id) => {
                let name = self.room.session.department_name(Some(id));
                words::USERS_OF.with(&[("department", &name)])
            }
            None => String::new(),
        }
    }

    fn send(self, after: Callback<model::forward::Forward>) {
        let draft = untrack(|| self.draft());
        let department = department_of(&draft.department);
        let person = draft.person.parse::<PersonId>().ok();
        let target = if department.is_none() && person.is_none() {
            Err(Refusal::invalid(Field::Department, Problem::Missing))
        } else {
            Ok(())
        };
        let comment = parse::prose(Field::Comment, &draft.comment, parse::NOTES_LIMIT);
        if !self.problems.check([target, verdict(comment)]) {
            return focus_first_problem(self.node);
        }
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let call = api::conversations::forward(self.room.id, department, person, draft.comment);
            match call.await {
                Ok(forward) => {
                    self.kept.forget();
                    after.run(forward);
                }
                Err(fault) => self.failed(&fault),
            }
            self.is_busy.try_set(false);
        });
    }

    /// What was typed stays; who is there is looked up again.
    fn failed(self, fault: &Fault) {
        if !self.problems.take(fault, &[Field::Comment]) {
            self.room.session.tell(fault);
            self.fetch();
        }
    }
}

fn department_of(id: &str) -> Option<DepartmentId> {
    id.parse().ok()
}

fn department(target: &DepartmentTarget) -> Suggestion {
    let detail = match (&target.instead, target.available) {
        (Some(there), _) => words::GOES_INSTEAD.with(&[("department", &there.name)]),
        (None, count) => words::counted(count, words::AVAILABLE_ONE, words::AVAILABLE),
    };
    Suggestion {
        value: target.department.id.to_string(),
        label: target.department.name.clone(),
        detail,
        blocked: target.obstacle.as_ref().map(why_not),
    }
}

fn person(target: &PersonTarget) -> Suggestion {
    let availability = availability_word(target.availability).text();
    let load = words::load(target.load, target.max);
    Suggestion {
        value: target.person.id.to_string(),
        label: target.person.name.clone(),
        detail: format!("@{} · {availability} · {load}", target.username),
        blocked: target.obstacle.as_ref().map(why_not),
    }
}

fn why_not(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NobodyThere { .. } => words::NOBODY_AVAILABLE.text().to_owned(),
        Refusal::NotAvailable { .. } => words::NOT_AVAILABLE_NOW.text().to_owned(),
        Refusal::PersonFull { load, max, .. } => {
            words::IS_FULL.with(&[("load", &load.to_string()), ("max", &max.to_string())])
        }
        other => refusals::refusal(other),
    }
}
