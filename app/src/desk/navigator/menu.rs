//! What rings and what does not, and the list of shortcuts.

use leptos::prelude::*;

use crate::{
    desk::{
        bell::{Notifying, Permission, Ringer},
        keys::HelpOpen,
    },
    parts::{Glyph, Menu, MenuItem},
    words::desk as words,
};

#[component]
pub(super) fn BellMenu() -> impl IntoView {
    let ringer = expect_context::<Ringer>();
    let notifying = expect_context::<Notifying>();
    let help = expect_context::<HelpOpen>();
    let items = move || {
        let is_on = ringer.is_on.get();
        vec![
            MenuItem::new(words::SOUND.text(), move || ringer.turn(!is_on))
                .glyph(if is_on { Glyph::Check } else { Glyph::VolumeX })
                .checked(is_on)
                .hint(words::SOUND_HINT.text()),
            notifications(notifying),
            MenuItem::rule(),
            MenuItem::new(words::SHORTCUTS.text(), move || help.0.set(true)).glyph(Glyph::Keyboard),
        ]
    };
    view! { <Menu label=words::MORE.text() items=Signal::derive(items)/> }
}

fn notifications(notifying: Notifying) -> MenuItem {
    let permission = notifying.permission.get();
    let is_on = permission == Permission::Granted && notifying.is_on.get();
    let item = MenuItem::new(words::NOTIFICATIONS.text(), move || notifying.turn(!is_on))
        .glyph(if is_on { Glyph::Check } else { Glyph::BellOff })
        .checked(is_on);
    if matches!(permission, Permission::Denied | Permission::Missing) {
        item.blocked(words::NOTIFICATIONS_DENIED.text())
    } else {
        item.hint(words::NOTIFICATIONS_HINT.text())
    }
}
