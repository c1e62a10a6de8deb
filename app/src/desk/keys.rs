//! The desk by keyboard: walk through the lists, take, see what else there is.

use leptos::{ev, prelude::*};
use model::{
    id::ConversationId,
    permission::{Action, Subject},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::{
    acts::{Act, Acts},
    beside::afresh,
    composer::commands,
    navigator::{LISTS, ids_of},
    standing::{Standing, standing},
};
use crate::{
    go::{Doing, Go},
    live::Live,
    parts::{Dialog, Kbd},
    shell::{
        address::{Address, use_address},
        place::Place,
        session::{Session, use_session},
    },
    words::{Word, canned as canned_words, desk as words, go as go_words, parts as part_words},
};

/// Whether the list of shortcuts is shown. Given as context by the desk.
#[derive(Debug, Clone, Copy)]
pub(super) struct HelpOpen(pub(super) RwSignal<bool>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Next,
    Previous,
    Nth(usize),
    Take,
    Help,
}

const HELP: [(&str, Word); 13] = [
    ("Ctrl+K", go_words::KEY_GO),
    ("Alt+↓", words::KEY_NEXT),
    ("Alt+↑", words::KEY_PREVIOUS),
    ("Alt+1…9", words::KEY_NTH),
    ("T", words::KEY_TAKE),
    ("Enter", words::KEY_SEND),
    ("Shift+Enter", words::KEY_BREAK),
    ("!", canned_words::KEY_CANNED),
    ("/", canned_words::KEY_COMMANDS),
    ("@", canned_words::KEY_MENTION),
    (":", words::KEY_EMOJI),
    ("Esc", words::KEY_CLOSE),
    ("?", words::KEY_HELP),
];

#[component]
pub(super) fn Keys(open: Memo<Option<ConversationId>>) -> impl IntoView {
    let help = expect_context::<HelpOpen>();
    let desk = Desk {
        live: expect_context::<Live>(),
        session: use_session(),
        acts: expect_context::<Acts>(),
        address: use_address(),
        open,
        help,
    };
    let listener = window_event_listener(ev::keydown, move |event| {
        if let Some(wish) = wish(&event) {
            event.prevent_default();
            desk.grant(wish);
        }
    });
    on_cleanup(move || listener.remove());
    expect_context::<Go>().offer([
        Doing {
            name: go_words::TAKE,
            keys: "T",
            is_typed: false,
            obstacle: Signal::derive(move || {
                desk.to_take().is_none().then(|| go_words::NOTHING_TO_TAKE.text().to_owned())
            }),
            run: Callback::new(move |()| untrack(|| desk.take())),
        },
        Doing {
            name: words::SHORTCUTS,
            keys: "?",
            is_typed: false,
            obstacle: Signal::stored(None),
            run: Callback::new(move |()| help.0.set(true)),
        },
    ]);
    view! {
        <Show when=move || help.0.get()>
            <Dialog
                title=words::SHORTCUTS.text()
                close=part_words::CLOSE.text()
                on_close=move |()| help.0.set(false)
            >
                // Taller than some windows: the keyboard has to reach what scrolls.
                <div
                    class="dialog__body"
                    tabindex="0"
                    role="group"
                    aria-label=words::SHORTCUTS.text()
                >
                    <dl class="keys">
                        {HELP.map(|(keys, word)| row(keys.to_owned(), word))}
                    </dl>
                    <h3 class="keys__title">{canned_words::COMMAND_LIST.text()}</h3>
                    <dl class="keys">
                        {commands::ALL.map(|(name, usage, hint)| {
                            row(format!("/{name} {}", usage.text()).trim_end().to_owned(), hint)
                        })}
                    </dl>
                </div>
            </Dialog>
        </Show>
    }
}

fn row(keys: String, word: Word) -> impl IntoView {
    view! {
        <div class="keys__row">
            <dt><Kbd keys/></dt>
            <dd>{word.text()}</dd>
        </div>
    }
}

fn wish(event: &KeyboardEvent) -> Option<Wish> {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || is_in_dialog() {
        return None;
    }
    if event.alt_key() {
        // By place on the keyboard: with Alt, some systems type other signs.
        return match event.code().as_str() {
            "ArrowDown" => Some(Wish::Next),
            "ArrowUp" => Some(Wish::Previous),
            code => {
                let digit = code.strip_prefix("Digit")?.parse::<usize>().ok()?;
                digit.checked_sub(1).map(Wish::Nth)
            }
        };
    }
    if is_typing(event) {
        return None;
    }
    match event.key().as_str() {
        "t" | "T" => Some(Wish::Take),
        "?" => Some(Wish::Help),
        _ => None,
    }
}

fn is_in_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}

/// Never a single letter while somebody types or walks through a menu.
fn is_typing(event: &KeyboardEvent) -> bool {
    const FIELDS: &str = "input, textarea, select, [contenteditable], [role=menu], [role=listbox]";
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| element.closest(FIELDS).is_ok_and(|field| field.is_some()))
}

#[derive(Clone, Copy)]
struct Desk {
    live: Live,
    session: Session,
    acts: Acts,
    address: Address,
    open: Memo<Option<ConversationId>>,
    help: HelpOpen,
}

impl Desk {
    fn grant(self, wish: Wish) {
        match wish {
            Wish::Help => self.help.0.set(true),
            Wish::Take => untrack(|| self.take()),
            Wish::Next | Wish::Previous | Wish::Nth(_) => {
                let ids =
                    untrack(|| LISTS.map(|list| ids_of(self.live, self.session, list)).concat());
                let at = self.open.get_untracked();
                let at = ids.iter().position(|id| Some(*id) == at);
                if let Some(id) = target(wish, at, ids.len()).and_then(|at| ids.get(at)) {
                    self.address.go(&untrack(|| {
                        self.address.beside_with(Place::Desk(Some(*id)), &afresh())
                    }));
                }
            }
        }
    }

    fn take(self) {
        if let Some((act, id)) = self.to_take() {
            self.acts.run(act, id);
        }
    }

    /// How the open conversation can be taken now.
    fn to_take(self) -> Option<(Act, ConversationId)> {
        let id = self.open.get()?;
        let me = self.session.my_id();
        let act = self.live.desk.with(|desk| {
            let it = &desk.get(id)?.conversation;
            match standing(it, me) {
                Standing::Queued => {
                    let may = self.session.may(Action::Take, Subject::Conversation(it));
                    may.is_ok().then_some(Act::Take)
                }
                Standing::RingingHere { .. } => Some(Act::Accept),
                _ => None,
            }
        });
        act.map(|act| (act, id))
    }
}

/// The place to go to among `count`, from `at` if something of the list is open.
fn target(wish: Wish, at: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match (wish, at) {
        (Wish::Nth(at), _) => Some(at),
        (Wish::Next, Some(at)) => Some(if at >= last { 0 } else { at + 1 }),
        (Wish::Previous, Some(at)) => Some(at.checked_sub(1).unwrap_or(last)),
        (Wish::Next, None) => Some(0),
        (Wish::Previous, None) => Some(last),
        (Wish::Take | Wish::Help, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Wish, target};

    #[test]
    fn walking_goes_round_at_the_ends() {
        assert_eq!(target(Wish::Next, Some(2), 3), Some(0));
        assert_eq!(target(Wish::Previous, Some(0), 3), Some(2));
        assert_eq!(target(Wish::Next, None, 3), Some(0));
        assert_eq!(target(Wish::Next, None, 0), None);
    }
}
