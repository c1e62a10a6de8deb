//! Which contacts became part of this one, and the way back.

use leptos::{prelude::*, task::spawn_local};
use model::{
    contact::Contact,
    id::{ContactId, MergeId},
    merge::Merge,
    permission::Action,
};

use crate::{
    api,
    parts::{Button, RelativeTime, use_toaster},
    shell::session::{Session, contact_name, use_session},
    words::merging as words,
};

/// Rows below what is known; nothing where nothing was merged lately. `on_changed` hears of what the contact is then.
#[component]
pub(super) fn Merges(contact: ContactId, on_changed: Callback<Contact>) -> impl IntoView {
    let session = use_session();
    let merges = RwSignal::new(Vec::<Merge>::new());
    if session.may_at_all(Action::MergeContact) {
        spawn_local(async move {
            // That it cannot be looked up is told by the panel itself.
            if let Ok(found) = session.ask(api::contacts::merges(contact)).await {
                merges.try_set(found);
            }
        });
    }
    move || {
        let all = merges.get();
        (!all.is_empty()).then(|| {
            view! {
                <ul class="panel__section merges">
                    {all.into_iter().map(|merge| view! {
                        <li class="merges__one"><One merge on_changed/></li>
                    }).collect_view()}
                </ul>
            }
        })
    }
}

#[component]
fn One(merge: Merge, on_changed: Callback<Contact>) -> impl IntoView {
    let undo = Undo::new(on_changed);
    let id = merge.id;
    let name = merge.other_name.clone();
    let at_ms = merge.at.0;
    view! {
        <span>
            {words::MERGED_FROM.with(&[("name", &name), ("by", &merge.by.name)])}
            " " <RelativeTime at_ms=Signal::stored(at_ms)/>
        </span>
        <Button
            label=words::UNDO_NAMED.with(&[("name", &name)])
            busy=undo.is_busy
            on_click=move |()| undo.run(id, name.clone())
        />
    }
}

/// Takes merges back. Copy.
#[derive(Clone, Copy)]
pub(super) struct Undo {
    session: Session,
    toaster: crate::parts::Toaster,
    on_changed: Callback<Contact>,
    is_busy: RwSignal<bool>,
}

impl Undo {
    pub(super) fn new(on_changed: Callback<Contact>) -> Self {
        let (session, toaster) = (use_session(), use_toaster());
        Self { session, toaster, on_changed, is_busy: RwSignal::new(false) }
    }

    fn run(self, id: MergeId, name: String) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = self.session.ask(api::contacts::unmerge(id)).await;
            self.is_busy.try_set(false);
            match answer {
                Ok(contact) => {
                    let values = [("name", contact_name(&contact)), ("other", name)];
                    let [own, other] = &values;
                    self.toaster.say(words::UNDONE.with(&[(own.0, &own.1), (other.0, &other.1)]));
                    self.on_changed.try_run(contact);
                }
                Err(fault) => self.session.tell(&fault),
            }
        });
    }
}
