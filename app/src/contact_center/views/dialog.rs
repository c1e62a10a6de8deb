//! The form of a saved view: its name, who sees it, and whether the list opens with it.

use leptos::{html, prelude::*, task::spawn_local};
use model::{
    canned::Scope,
    id::DepartmentId,
    parse,
    permission::{Action, Permission, Subject},
    refusal::Field,
    saved_view::{SavedView, ViewDraft},
};

use super::Views;
use crate::{
    api,
    parts::{Checkbox, Choice, DialogForm, Select, TextField, use_toaster},
    shell::{
        problems::{Problems, focus_first_problem, verdict},
        session::Session,
    },
    words::{contact_center as words, parts as part_words},
};

const OWN: &str = "private";
const ALL: &str = "public";

/// Who else sees a view and whether the list opens with it; nothing where neither.
pub(super) fn about(session: Session, view: &SavedView, is_start: bool) -> Option<String> {
    let shared = match &view.scope {
        Scope::Private(_) => None,
        Scope::Departments(ids) => {
            let names: Vec<_> = ids.iter().map(|id| session.department_name(Some(*id))).collect();
            Some(words::SHARED_WITH.with(&[("name", &names.join(", "))]))
        }
        Scope::Public => Some(words::SHARED_WITH_ALL.text().to_owned()),
    };
    let start = is_start.then(|| words::IS_START.text().to_owned());
    let both: Vec<_> = [shared, start].into_iter().flatten().collect();
    (!both.is_empty()).then(|| both.join(" · "))
}

/// Of a new one, or of `view`.
#[component]
pub(super) fn ViewForm(
    views: Views,
    #[prop(optional, into)] view: Option<SavedView>,
    on_close: Callback<()>,
) -> impl IntoView {
    let session = views.session;
    let toaster = use_toaster();
    let name = RwSignal::new(view.as_ref().map(|view| view.name.clone()).unwrap_or_default());
    let scope = RwSignal::new(view.as_ref().map_or(OWN.to_owned(), |view| key(&view.scope)));
    let starts = untrack(|| views.held.with(|held| held.taste.start));
    let is_start = RwSignal::new(view.as_ref().is_some_and(|view| starts == Some(view.id)));
    let problems = Problems::new();
    let is_busy = RwSignal::new(false);
    let node = NodeRef::<html::Form>::new();
    let title = if view.is_some() { words::CHANGE_VIEW_TITLE } else { words::SAVE_VIEW_TITLE };
    let held = StoredValue::new(view);
    let send = Callback::new(move |()| {
        let draft = ViewDraft {
            name: name.get_untracked(),
            state: held.with_value(|held| {
                held.as_ref().map_or_else(|| views.state(), |view| view.state.clone())
            }),
            scope: scope_of(session, &scope.get_untracked()),
        };
        let checked = draft.clone().checked(session.my_id());
        if !problems.check([verdict(checked)]) {
            return focus_first_problem(node);
        }
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let before = held.with_value(|held| held.as_ref().map(|view| (view.id, view.version)));
        let opens = is_start.get_untracked();
        spawn_local(async move {
            let answer = match before {
                Some((id, version)) => api::directory::edit_view(id, version, draft).await,
                None => api::directory::save_view(views.listing, draft).await,
            };
            match answer {
                Ok(saved) => {
                    toaster.say(words::VIEW_SAVED.with(&[("name", &saved.name)]));
                    let id = saved.id;
                    views.take(saved);
                    if opens != (starts == Some(id)) {
                        views.prefer(|taste| taste.start = opens.then_some(id));
                    }
                    on_close.try_run(());
                }
                Err(fault) if problems.take(&fault, &[Field::Name]) => focus_first_problem(node),
                Err(fault) => session.tell(&fault),
            }
            is_busy.try_set(false);
        });
    });
    view! {
        <DialogForm
            title=title.text()
            submit=part_words::SAVE.text()
            node
            busy=is_busy
            on_submit=send
            on_cancel=on_close
            on_close
        >
            <TextField
                label=words::NAME.text()
                value=name
                error=problems.at(Field::Name)
                max_length=parse::NAME_LIMIT
                required=true
                autofocus=true
            />
            <Select
                label=words::WHO_SEES_IT.text()
                value=scope
                options=Signal::derive(move || choices(session, &scope.get()))
            />
            <Checkbox label=words::OPENS_WITH_IT.text() value=is_start/>
        </DialogForm>
    }
}

/// As the select has it: of a view for several departments, all their ids.
fn key(scope: &Scope) -> String {
    match scope {
        Scope::Private(_) => OWN.to_owned(),
        Scope::Public => ALL.to_owned(),
        Scope::Departments(ids) => {
            ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
        }
    }
}

fn scope_of(session: Session, key: &str) -> Scope {
    match key {
        OWN => Scope::Private(session.my_id()),
        ALL => Scope::Public,
        ids => Scope::Departments(ids.split(',').filter_map(|id| id.parse().ok()).collect()),
    }
}

/// With whom this person may share, and with whom it is shared already.
fn choices(session: Session, held: &str) -> Vec<Choice> {
    let staff = session.staff();
    let mut choices = vec![Choice::new(OWN, words::ONLY_ME.text())];
    let known: Vec<DepartmentId> =
        session.me.with(|me| me.departments.iter().map(|one| one.id).collect());
    for id in known {
        let scope = Scope::Departments(vec![id]);
        if session.may(Action::SaveView, Subject::View(&scope)).is_ok() {
            choices.push(Choice::new(id.to_string(), session.department_name(Some(id))));
        }
    }
    if staff.has(Permission::ShareAllViews) {
        choices.push(Choice::new(ALL, words::EVERYBODY.text()));
    }
    if !choices.iter().any(|one| one.value == held)
        && let Scope::Departments(ids) = scope_of(session, held)
    {
        let names: Vec<_> = ids.iter().map(|id| session.department_name(Some(*id))).collect();
        choices.push(Choice::new(held, names.join(", ")));
    }
    choices
}
