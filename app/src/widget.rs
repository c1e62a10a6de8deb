//! The visitor's chat, as it runs in its frame on somebody's page: a small program of its own, without the desk's
//! framework. `react` follows values, `dom` makes elements; both are as large as this chat needs.

mod arriving;
mod asking;
mod clock;
mod dom;
mod frame;
mod head;
mod host;
mod kept;
mod live;
mod look;
mod parts;
mod react;
mod sound;
mod talk;
mod visit;
mod wording;

use dom::{body, document};
use host::Host;
#[cfg(test)]
pub(crate) use react::InCells;
use react::effect;
use visit::{Step, Visit};

/// Shows the chat in place of the page's splash.
pub fn mount() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    look::apply();
    if let Some(splash) = document().get_element_by_id("boot") {
        splash.remove();
    }
    sound::unlock();
    let host = Host::open();
    let visit = Visit::new(host.clone());
    visit.follow_other_tabs();
    visit.begin();
    show(visit);
    effect(move || {
        if host.called.get() > 0 {
            focus_what_matters();
        }
    });
}

/// Into the message box or the first field: what the visitor opened the chat for.
fn focus_what_matters() {
    dom::focus(".composer__field, .widget__form .field__control, .widget .button");
}

fn show(visit: Visit) {
    let step = visit.step.clone();
    body().place(
        move || step.get(),
        move |step| {
            let visit = visit.clone();
            Some(match step {
                Step::Arriving => arriving::arriving(&visit),
                Step::Failed(fault) => arriving::failure(&visit, &fault),
                Step::Asking => asking::asking(&visit),
                Step::Talking(pass, conversation) => talk::talk(&visit, pass, conversation),
            })
        },
    );
}
