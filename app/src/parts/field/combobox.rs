//! One of many: a text field that finds, and a list to choose from.

use leptos::{ev, prelude::*};

use super::Frame;

/// How long the list stays after its field was left: longer than a press of a button takes.
const HIDE_AFTER: std::time::Duration = std::time::Duration::from_millis(250);

/// Something to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    pub value: String,
    pub label: String,
    /// Beside the label: found by, too.
    pub detail: String,
    /// Why it cannot be chosen now.
    pub blocked: Option<String>,
}

/// `none`: what is said when nothing fits what was typed. `on_type` hears every change of that, for options that come
/// from elsewhere.
#[component]
pub fn Combobox(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<Suggestion>>,
    #[prop(into)] none: Signal<String>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] on_type: Option<Callback<String>>,
) -> impl IntoView {
    let frame = Frame::new(label, hint, error, false);
    let list = Listing {
        id: StoredValue::new(frame.id()),
        value,
        options,
        typed: RwSignal::new(None),
        is_open: RwSignal::new(false),
        active: RwSignal::new(None),
    };
    let found = Memo::new(move |_| list.found());
    Effect::new(move || {
        found.track();
        list.offer();
    });
    view! {
        <div class="field combobox">
            {frame.label()}
            <input
                class="field__control"
                id=frame.id()
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-expanded=move || if list.is_open.get() { "true" } else { "false" }
                aria-controls=move || list.is_open.get().then(|| list.list_id())
                aria-activedescendant=move || {
                    list.active.get().filter(|_| list.is_open.get()).map(|at| list.option_id(at))
                }
                aria-invalid=move || frame.invalid()
                aria-describedby=move || frame.described_by()
                prop:value=move || list.shown()
                on:input:target=move |event| {
                    let typed = event.target().value();
                    if let Some(on_type) = on_type {
                        on_type.run(typed.clone());
                    }
                    list.type_in(typed);
                }
                on:click=move |_| list.is_open.set(true)
                on:keydown=move |event: ev::KeyboardEvent| list.key(&event)
                on:blur=move |_| list.leave()
            />
            <Show when=move || list.is_open.get()>
                <ul
                    class="options combobox__list"
                    role="listbox"
                    id=list.list_id()
                    aria-label=label
                >
                    {move || found.get().into_iter().enumerate().map(|(at, one)| {
                        option(list, at, one)
                    }).collect_view()}
                </ul>
                <p class="combobox__none" role="status">
                    {move || found.with(Vec::is_empty).then(|| none.get())}
                </p>
            </Show>
            {frame.notes()}
        </div>
    }
}

fn option(list: Listing, at: usize, one: Suggestion) -> impl IntoView {
    let is_active = move || list.active.get() == Some(at);
    let is_blocked = one.blocked.is_some();
    let detail = one.blocked.clone().unwrap_or_else(|| one.detail.clone());
    view! {
        <li
            class="option"
            role="option"
            id=list.option_id(at)
            aria-selected=move || if is_active() { "true" } else { "false" }
            aria-disabled=is_blocked.then_some("true")
            // Keeps the focus in the field.
            on:mousedown=move |event: ev::MouseEvent| event.prevent_default()
            on:click=move |_| list.choose(&one)
        >
            <span class="option__name">{one.label.clone()}</span>
            <span class="option__text">{detail}</span>
        </li>
    }
}

/// Copy.
#[derive(Clone, Copy)]
struct Listing {
    id: StoredValue<String>,
    value: RwSignal<String>,
    options: Signal<Vec<Suggestion>>,
    /// What is being typed; `None`: what is chosen is shown.
    typed: RwSignal<Option<String>>,
    is_open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
}

impl Listing {
    fn list_id(self) -> String {
        format!("{}-list", self.id.get_value())
    }

    fn option_id(self, at: usize) -> String {
        format!("{}-{at}", self.id.get_value())
    }

    fn shown(self) -> String {
        self.typed.get().unwrap_or_else(|| {
            let value = self.value.get();
            let chosen = |options: &Vec<Suggestion>| {
                options.iter().find(|one| one.value == value).map(|one| one.label.clone())
            };
            self.options.with(chosen).unwrap_or_default()
        })
    }

    fn found(self) -> Vec<Suggestion> {
        let typed = self.typed.get().unwrap_or_default().trim().to_lowercase();
        let fits = |one: &&Suggestion| {
            one.label.to_lowercase().contains(&typed) || one.detail.to_lowercase().contains(&typed)
        };
        self.options.with(|options| options.iter().filter(fits).cloned().collect())
    }

    fn type_in(self, text: String) {
        self.value.set(String::new());
        self.typed.set(Some(text));
        self.is_open.set(true);
        self.active.set(untrack(|| self.first()));
    }

    /// What there is to choose from may come after what was typed: Enter chooses it then, too.
    fn offer(self) {
        let is_asked = untrack(|| self.is_open.get() && self.typed.with(Option::is_some));
        if is_asked && self.active.get_untracked().is_none() {
            self.active.set(untrack(|| self.first()));
        }
    }

    /// The first that can be chosen.
    fn first(self) -> Option<usize> {
        self.found().iter().position(|one| one.blocked.is_none())
    }

    fn choose(self, one: &Suggestion) {
        if one.blocked.is_none() {
            self.value.set(one.value.clone());
            self.close();
        }
    }

    fn close(self) {
        self.typed.set(None);
        self.is_open.set(false);
        self.active.set(None);
    }

    /// What was typed and not chosen means nothing, unless it names one of them. The list goes a moment later: it
    /// stands in the flow, and a button pressed below it must not move away under the pointer.
    fn leave(self) {
        // A dialog that is closed takes its field with it.
        let Some(typed) = self.typed.try_get_untracked() else { return };
        let typed = typed.unwrap_or_default().trim().to_lowercase();
        let found = untrack(|| self.found());
        let named = |one: &&Suggestion| {
            one.blocked.is_none() && !typed.is_empty() && one.label.to_lowercase() == typed
        };
        if let Some(one) = found.iter().find(named) {
            self.value.set(one.value.clone());
        }
        self.typed.try_set(None);
        let hide = move || {
            let Some(id) = self.id.try_get_value() else { return };
            let is_back = document().active_element().is_some_and(|node| node.id() == id);
            if !is_back {
                self.is_open.try_set(false);
                self.active.try_set(None);
            }
        };
        set_timeout(hide, HIDE_AFTER);
    }

    fn key(self, event: &ev::KeyboardEvent) {
        let is_open = self.is_open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            "Enter" if is_open => {
                let found = untrack(|| self.found());
                let active = self.active.get_untracked().and_then(|at| found.get(at).cloned());
                if let Some(one) = active {
                    self.choose(&one);
                }
            }
            // The dialog around it stays.
            "Escape" if is_open => self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn step(self, by: isize) {
        self.is_open.set(true);
        let count = untrack(|| self.found()).len();
        if count == 0 {
            return;
        }
        let last = count - 1;
        let next = match (self.active.get_untracked(), by > 0) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => {
                if at >= last {
                    0
                } else {
                    at + 1
                }
            }
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
        };
        self.active.set(Some(next));
        request_animation_frame(move || self.scroll_to(next));
    }

    fn scroll_to(self, at: usize) {
        let Some(id) = self.id.try_get_value() else { return };
        let found = document().get_element_by_id(&format!("{id}-{at}"));
        if let Some(option) = found {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }
}
