//! Icons as copies of one that was parsed: markup costs a parser each time, and a screen has a hundred icons.

use std::{cell::RefCell, collections::BTreeMap};

use leptos::prelude::*;
use web_sys::{DocumentFragment, Element};

use super::Glyph;

thread_local! {
    /// What was parsed, by the address of its markup.
    static PARSED: RefCell<BTreeMap<*const u8, DocumentFragment>> = const { RefCell::new(BTreeMap::new()) };
}

/// Draws the icon into its `<svg>`, and again when it changes.
pub(super) fn draws(svg: Element, glyph: Signal<Glyph>) {
    let drawing = RenderEffect::new(move |_| draw(&svg, glyph.get()));
    // It ends with the owner of the icon.
    StoredValue::new_local(drawing);
}

fn draw(svg: &Element, glyph: Glyph) {
    _ = svg.toggle_attribute_with_force("data-flips", glyph.flips);
    let copy = PARSED.with_borrow(|parsed| {
        let held = parsed.get(&glyph.drawing.as_ptr())?;
        held.clone_node_with_deep(true).ok()
    });
    match copy {
        Some(copy) => svg.replace_children_with_node_1(&copy),
        None => parse(svg, glyph.drawing),
    }
}

fn parse(svg: &Element, drawing: &'static str) {
    svg.set_inner_html(drawing);
    let Ok(copy) = svg.clone_node_with_deep(true) else { return };
    let held = document().create_document_fragment();
    while let Some(child) = copy.first_child() {
        if held.append_child(&child).is_err() {
            return;
        }
    }
    PARSED.with_borrow_mut(|parsed| parsed.insert(drawing.as_ptr(), held));
}
