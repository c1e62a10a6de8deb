//! Short messages in the corner: what happened, or what to do now.

use std::time::Duration;

use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use web_sys::HtmlElement;

use super::{Button, ButtonKind, Glyph, Icon, IconButton};

/// How long one that only says what happened stays, unless it is pointed at.
const SAID_FOR: Duration = Duration::from_secs(6);
/// The same with something to do about it.
const ANSWERABLE_FOR: Duration = Duration::from_secs(10);
/// Older ones go when there are more.
const MOST: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Said,
    Warned,
}

#[derive(Clone, Debug)]
struct Toast {
    id: u32,
    kind: Kind,
    text: String,
    action: Option<(String, Callback<()>)>,
}

#[derive(Clone, Copy, Debug)]
pub struct Toaster {
    toasts: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toaster {
    /// What happened.
    pub fn say(&self, text: impl Into<String>) {
        self.push(Kind::Said, text.into(), None);
    }

    /// What happened, and a way back.
    pub fn say_with(
        &self,
        text: impl Into<String>,
        action: impl Into<String>,
        on_action: impl Into<Callback<()>>,
    ) {
        self.push(Kind::Said, text.into(), Some((action.into(), on_action.into())));
    }

    /// What to do; stays until it is dismissed.
    pub fn warn(&self, text: impl Into<String>) {
        self.push(Kind::Warned, text.into(), None);
    }

    pub fn warn_with(
        &self,
        text: impl Into<String>,
        action: impl Into<String>,
        on_action: impl Into<Callback<()>>,
    ) {
        self.push(Kind::Warned, text.into(), Some((action.into(), on_action.into())));
    }

    fn push(&self, kind: Kind, text: String, action: Option<(String, Callback<()>)>) {
        let Some(id) = self.next.try_update_value(|next| {
            *next += 1;
            *next
        }) else {
            return;
        };
        self.toasts.try_update(|toasts| {
            // The same words again would only pile up.
            toasts.retain(|one| one.kind != kind || one.text != text);
            toasts.push(Toast { id, kind, text, action });
            let surplus = toasts.len().saturating_sub(MOST);
            toasts.drain(..surplus);
        });
    }

    fn dismiss(&self, id: u32) {
        self.toasts.try_update(|toasts| toasts.retain(|one| one.id != id));
    }
}

pub fn provide_toaster() -> Toaster {
    let toaster = Toaster { toasts: RwSignal::default(), next: StoredValue::new(0) };
    provide_context(toaster);
    toaster
}

/// The toaster of the page; where none was provided, one that nobody sees.
pub fn use_toaster() -> Toaster {
    use_context().unwrap_or_else(provide_toaster)
}

/// The two live regions, present from the start as screen readers want it.
#[component]
pub fn Toasts(#[prop(into)] dismiss: Signal<String>) -> impl IntoView {
    let toaster = use_toaster();
    let of = move |kind| {
        toaster.toasts.get().into_iter().filter(|one| one.kind == kind).collect::<Vec<_>>()
    };
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        toaster.toasts.track();
        if let Some(node) = node.get() {
            raise(&node);
        }
    });
    view! {
        <div node_ref=node class="toasts" popover="manual">
            <div class="toasts__region" role="alert" aria-atomic="false">
                <For each=move || of(Kind::Warned) key=|toast| toast.id let:toast>
                    <Slice toast dismiss/>
                </For>
            </div>
            <div class="toasts__region" role="status" aria-atomic="false">
                <For each=move || of(Kind::Said) key=|toast| toast.id let:toast>
                    <Slice toast dismiss/>
                </For>
            </div>
        </div>
    }
}

/// Above a dialog that is open; else left alone, for a live region that comes and goes is not read.
fn raise(node: &HtmlElement) {
    let modal = document().query_selector("dialog:modal").ok().flatten();
    let is_shown = node.matches(":popover-open").unwrap_or(false);
    if is_shown && modal.is_some() {
        _ = node.hide_popover();
    }
    if !is_shown || modal.is_some() {
        _ = node.show_popover();
    }
}

#[component]
fn Slice(toast: Toast, dismiss: Signal<String>) -> impl IntoView {
    let toaster = use_toaster();
    let Toast { id, kind, text, action } = toast;
    let leaving = StoredValue::new(None::<TimeoutHandle>);
    let shown_for = if action.is_some() { ANSWERABLE_FOR } else { SAID_FOR };
    let stay = move || {
        if let Some(Some(handle)) = leaving.try_update_value(Option::take) {
            handle.clear();
        }
    };
    let leave = move || {
        stay();
        if kind == Kind::Said {
            let handle = set_timeout_with_handle(move || toaster.dismiss(id), shown_for).ok();
            leaving.set_value(handle);
        }
    };
    leave();
    on_cleanup(stay);
    view! {
        <div
            class="toast"
            data-kind=if kind == Kind::Warned { "warned" } else { "said" }
            on:pointerenter=move |_| stay()
            on:pointerleave=move |_| leave()
            on:focusin=move |_| stay()
            on:focusout=move |_| leave()
        >
            <Icon glyph=if kind == Kind::Warned { Glyph::TriangleAlert } else { Glyph::CircleCheck }/>
            <p class="toast__text">{text}</p>
            {action.map(|(label, on_action)| view! {
                <Button
                    label
                    kind=ButtonKind::Quiet
                    on_click=move |()| {
                        toaster.dismiss(id);
                        on_action.try_run(());
                    }
                />
            })}
            <IconButton glyph=Glyph::X label=dismiss on_click=move |()| toaster.dismiss(id)/>
        </div>
    }
}
