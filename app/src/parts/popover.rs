//! A button that opens something to read beside it.

use leptos::{html, prelude::*};

use super::{
    Glyph, Icon, fresh_id,
    icon_button::flag,
    place::{Align, Area, place},
};

/// Esc and a click elsewhere close it, the focus stays with the button.
#[component]
pub fn Popover(
    #[prop(into)] label: Signal<String>,
    glyph: Glyph,
    children: ChildrenFn,
) -> impl IntoView {
    let id = fresh_id("popover");
    let (trigger, body) = (NodeRef::<html::Button>::new(), NodeRef::<html::Div>::new());
    let is_open = RwSignal::new(false);
    let opened = move || {
        let Some(body) = body.get_untracked() else { return };
        let is_shown = body.matches(":popover-open").unwrap_or_default();
        is_open.set(is_shown);
        // What stands in it exists after the next turn of the effects.
        request_animation_frame(move || {
            if let (Some(trigger), true) = (trigger.get_untracked(), is_shown) {
                place(&body, Area::from(trigger.get_bounding_client_rect()), Align::Start);
            }
        });
    };
    view! {
        <div class="menu">
            <button
                node_ref=trigger
                class="icon-button"
                type="button"
                data-kind="quiet"
                aria-label=label
                aria-expanded=move || flag(is_open.get())
                aria-controls=id.clone()
                data-tip=label
                on:click=move |_| {
                    if let Some(body) = body.get_untracked() {
                        if is_open.get_untracked() {
                            _ = body.hide_popover();
                        } else {
                            _ = body.show_popover();
                        }
                    }
                }
            >
                <Icon glyph/>
            </button>
            <div
                node_ref=body
                class="popover"
                id=id
                role="dialog"
                aria-label=label
                popover="auto"
                on:toggle=move |_| opened()
            >
                <Show when=move || is_open.get()>{children()}</Show>
            </div>
        </div>
    }
}
