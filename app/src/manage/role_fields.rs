//! The roles of a person as check boxes.

use leptos::prelude::*;
use model::{
    permission::Action,
    person::{Role, Roles},
};

use super::roles::{role_hint, role_word};
use crate::{
    parts::{Checkbox, Glyph, Icon},
    shell::session::use_session,
    words::manage as words,
};

/// A box per role. Copy.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RoleSet {
    boxes: [RwSignal<bool>; 4],
}

impl RoleSet {
    pub(super) fn fill(self, roles: Roles) {
        for (role, ticked) in self.pairs() {
            ticked.set(roles.has(role));
        }
    }

    pub(super) fn get(self) -> Roles {
        let ticked = self.pairs().filter(|(_, ticked)| ticked.get());
        ticked.fold(Roles::default(), |roles, (role, _)| roles.with(role))
    }

    fn pairs(self) -> impl Iterator<Item = (Role, RwSignal<bool>)> {
        Role::ALL.into_iter().zip(self.boxes)
    }
}

#[component]
pub(super) fn RoleFields(roles: RoleSet, error: Signal<Option<String>>) -> impl IntoView {
    let session = use_session();
    let blocked = move |role: Role| {
        Signal::derive(move || {
            let is_high = matches!(role, Role::Manager | Role::Administrator);
            let is_barred = is_high && !session.may_at_all(Action::ManageManagers);
            is_barred.then(|| words::ONLY_ADMINISTRATORS.text().to_owned())
        })
    };
    view! {
        <fieldset class="form__group">
            <legend class="form__legend">{words::ROLES.text()}</legend>
            <div class="form__checks">
            {roles.pairs().map(|(role, value)| view! {
                <Checkbox
                    label=role_word(role).text()
                    hint=role_hint(role).text()
                    value
                    blocked=blocked(role)
                />
            }).collect_view()}
            </div>
            {move || error.get().map(|problem| view! {
                <p class="field__error" role="alert">
                    <Icon glyph=Glyph::CircleAlert/>
                    <span>{problem}</span>
                </p>
            })}
        </fieldset>
    }
}
