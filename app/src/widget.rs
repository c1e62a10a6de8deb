//! The visitor's chat, as it runs in its frame on somebody's page.

mod arriving;
mod asking;
mod head;
mod host;
mod kept;
mod look;
mod sound;
mod talk;
mod visit;
mod wording;

use leptos::prelude::*;

use crate::parts::{provide_clock, provide_locale};
use host::Host;
use visit::{Step, Visit};

/// Shows the chat in place of the page's splash.
pub fn mount() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    look::apply();
    if let Some(splash) = document().get_element_by_id("boot") {
        splash.remove();
    }
    leptos::mount::mount_to_body(Widget);
}

#[component]
fn Widget() -> impl IntoView {
    provide_clock();
    let language = Signal::derive(look::locale);
    provide_locale(language, Signal::default());
    sound::unlock();
    let host = Host::open();
    let visit = Visit::new(host);
    provide_context(visit);
    visit.arrive();
    visit.follow_other_tabs();
    host.say("ready");
    Effect::new(move |_| focus_when_called(host));
    move || match visit.step.get() {
        Step::Arriving => view! { <arriving::Arriving/> }.into_any(),
        Step::Failed(fault) => view! { <arriving::Failure fault/> }.into_any(),
        Step::Asking => view! { <asking::Asking/> }.into_any(),
        Step::Talking(pass, conversation) => view! { <talk::Talk pass conversation/> }.into_any(),
    }
}

/// Into the message box or the first field: what the visitor opened the chat for.
fn focus_when_called(host: Host) {
    if host.called.get() > 0 {
        look::focus(".composer__field, .widget__form .field__control, .widget .button");
    }
}
