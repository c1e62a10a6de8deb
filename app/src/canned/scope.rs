//! Scopes on screen: whom a response is for, the filter by it, and the question before deleting.

use leptos::{prelude::*, task::spawn_local};
use model::canned::{CannedResponse, Scope, ScopeName};

use super::use_library;
use crate::{
    api,
    parts::{Choice, Confirm, Glyph, Select, Tag, use_toaster},
    shell::session::{Session, use_session},
    words::{canned as words, parts as part_words},
};

/// Whom a response is for, in words.
#[must_use]
pub fn scope_in_words(session: Session, scope: &Scope) -> String {
    match scope {
        Scope::Departments(ids) => {
            let names: Vec<_> = ids.iter().map(|id| session.department_name(Some(*id))).collect();
            names.join(", ")
        }
        Scope::Private(_) | Scope::Public => words::scope(scope.name()).text().to_owned(),
    }
}

#[component]
pub fn ScopeTag(scope: Scope) -> impl IntoView {
    let session = use_session();
    let glyph = match scope.name() {
        ScopeName::Private => Glyph::Lock,
        ScopeName::Departments => Glyph::UsersRound,
        ScopeName::Public => Glyph::Globe,
    };
    let label = Signal::derive(move || scope_in_words(session, &scope));
    view! { <Tag label glyph/> }
}

/// The choice of a scope to be shown; the words of `Filter`.
#[component]
pub fn FilterField(
    value: RwSignal<String>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let session = use_session();
    let library = use_library();
    let options = move || {
        let mut options = vec![
            Choice::new("", words::FILTER_ALL.text()),
            Choice::new("private", words::PRIVATE.text()),
        ];
        options.extend(
            library
                .departments()
                .into_iter()
                .map(|id| Choice::new(id.to_string(), session.department_name(Some(id)))),
        );
        options.push(Choice::new("public", words::PUBLIC.text()));
        options
    };
    let changed = Callback::new(move |chosen| {
        if let Some(on_change) = on_change {
            on_change.run(chosen);
        }
    });
    view! {
        <Select
            label=words::SHOW_SCOPE.text()
            value
            options=Signal::derive(options)
            on_change=changed
        />
    }
}

/// Asks before a response is deleted, and deletes it.
#[component]
pub fn Removing(
    response: CannedResponse,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let library = use_library();
    let toaster = use_toaster();
    let is_busy = RwSignal::new(false);
    let (id, shortcut) = (response.id, response.shortcut.clone());
    let text = match &response.scope {
        Scope::Private(_) => words::DELETE_PRIVATE_TEXT,
        Scope::Departments(_) | Scope::Public => words::DELETE_SHARED_TEXT,
    };
    let remove = move |()| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let shortcut = shortcut.clone();
        spawn_local(async move {
            let answer = session.ask(api::canned::remove(id)).await;
            is_busy.try_set(false);
            match answer {
                Ok(()) => {
                    library.drop(id);
                    toaster.say(words::DELETED.with(&[("shortcut", &shortcut)]));
                    on_done.try_run(());
                }
                Err(fault) => {
                    session.tell(&fault);
                    on_close.try_run(());
                }
            }
        });
    };
    view! {
        <Confirm
            title=words::DELETE_TITLE.with(&[("shortcut", &response.shortcut)])
            text=text.text()
            action=words::DELETE.text()
            cancel=part_words::CANCEL.text()
            danger=true
            busy=is_busy
            on_confirm=remove
            on_close
        />
    }
}
