//! The panel at the side of a screen: a title, a way back, a cross, and a body that scrolls.

use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;

use super::{Glyph, IconButton};

/// `on_back` leads from one thing inside the panel to the list it came from; `leave` names the way back from a
/// panel that fills a phone's screen, where it stands in place of the cross. Esc closes.
#[component]
pub fn Panel(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] close: Signal<String>,
    #[prop(into)] on_close: Callback<()>,
    #[prop(optional, into)] back: Signal<String>,
    #[prop(optional, into)] on_back: Option<Callback<()>>,
    #[prop(optional, into)] leave: Option<String>,
    children: Children,
) -> impl IntoView {
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() && !is_in_dialog(&event) {
            event.stop_propagation();
            on_close.run(());
        }
    };
    let leaves = leave.is_some().then_some("");
    view! {
        <section class="panel" aria-label=title on:keydown=on_key>
            <header class="panel__head" data-leave=leaves>
                {leave.map(|leave| view! {
                    <span class="panel__leave">
                        <IconButton
                            glyph=Glyph::ArrowLeft
                            label=leave
                            on_click=move |()| on_close.run(())
                        />
                    </span>
                })}
                {on_back.map(|on_back| view! {
                    <IconButton
                        glyph=Glyph::ArrowLeft
                        label=back
                        on_click=move |()| on_back.run(())
                    />
                })}
                <h2 class="panel__title">{title}</h2>
                <span class="panel__close">
                    <IconButton glyph=Glyph::X label=close on_click=move |()| on_close.run(())/>
                </span>
            </header>
            <div class="panel__body">{children()}</div>
        </section>
    }
}

/// A dialog that was opened in the panel closes alone.
fn is_in_dialog(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.and_then(|target| target.closest("dialog").ok()).flatten().is_some()
}
