//! The search box: results as you type.

use std::time::Duration;

use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html,
    leptos_dom::helpers::TimeoutHandle,
    prelude::*,
};

use super::{Glyph, Icon, IconButton};

const SETTLE: Duration = Duration::from_millis(120);

/// `on_settle` hears the text once typing pauses, and at once on Enter and on clearing.
#[component]
pub fn Search(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(optional, into)] placeholder: Signal<String>,
    #[prop(into)] clear: Signal<String>,
    #[prop(optional, into)] on_settle: Option<Callback<String>>,
    /// The row of a list that the arrow keys are at while the focus stays here.
    #[prop(optional, into)]
    active_id: Signal<Option<String>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let settle = Settle { value, on_settle, waiting: StoredValue::new(None) };
    on_cleanup(move || settle.forget());
    let empty = move || {
        value.set(String::new());
        settle.now();
        if let Some(input) = input.get_untracked() {
            _ = input.focus();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && value.with_untracked(|text| !text.is_empty()) {
            // Esc empties the box first, and closes what it stands in only then.
            event.prevent_default();
            event.stop_propagation();
            empty();
        }
    };
    view! {
        <form
            class="search"
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                settle.now();
            }
        >
            <Icon glyph=Glyph::Search/>
            <input
                node_ref=input
                class="search__field"
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                aria-activedescendant=active_id
                placeholder=move || placeholder.with(|text| (!text.is_empty()).then(|| text.clone()))
                prop:value=value
                on:input:target=move |event| {
                    value.set(event.target().value());
                    settle.later();
                }
                on:keydown=on_key
            />
            <Show when=move || value.with(|text| !text.is_empty())>
                <IconButton glyph=Glyph::X label=clear on_click=move |()| empty()/>
            </Show>
        </form>
    }
}

/// Tells the text when the person stops typing.
#[derive(Clone, Copy)]
struct Settle {
    value: RwSignal<String>,
    on_settle: Option<Callback<String>>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Settle {
    fn later(self) {
        self.forget();
        let handle = set_timeout_with_handle(move || self.now(), SETTLE).ok();
        self.waiting.set_value(handle);
    }

    fn now(self) {
        self.forget();
        if let (Some(on_settle), Some(text)) = (self.on_settle, self.value.try_get_untracked()) {
            on_settle.try_run(text);
        }
    }

    fn forget(self) {
        if let Some(Some(handle)) = self.waiting.try_update_value(Option::take) {
            handle.clear();
        }
    }
}
