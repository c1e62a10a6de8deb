//! Replacing a stretch of a box so that the browser can undo it.

use js_sys::{Function, Reflect};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlTextAreaElement;

use super::asked::Span;

/// Puts something where the caret is, or was when the box lost the focus: in place of what is selected, and apart from a word
/// before it.
pub fn insert_at_caret(node: NodeRef<html::Textarea>, text: RwSignal<String>, with: &str) {
    let from = caret(node, text);
    let end = node.get_untracked().and_then(|node| node.selection_end().ok().flatten());
    let end = end.and_then(|units| usize::try_from(units).ok());
    let (to, is_apart) = text.with_untracked(|text| {
        let before = text.get(..from).and_then(|before| before.chars().next_back());
        let to = end.map_or(from, |units| byte_at(text, units));
        (to.max(from), !before.is_some_and(char::is_alphanumeric))
    });
    let with = if is_apart { with.to_owned() } else { format!(" {with}") };
    replace(node, text, Span { from, to }, &with);
}

/// The caret in bytes; the browser counts UTF-16.
pub(super) fn caret(node: NodeRef<html::Textarea>, text: RwSignal<String>) -> usize {
    let units = node
        .get_untracked()
        .and_then(|node| node.selection_start().ok().flatten())
        .and_then(|units| usize::try_from(units).ok());
    text.with_untracked(|text| units.map_or(text.len(), |units| byte_at(text, units)))
}

/// Replaces a stretch of the text and puts the caret behind it.
pub(super) fn replace(
    node: NodeRef<html::Textarea>,
    text: RwSignal<String>,
    span: Span,
    with: &str,
) {
    let bounds = text.with_untracked(|text| (units(text, span.from), units(text, span.to)));
    let (Some(from), Some(to)) = bounds else { return };
    let Some(Some(node)) = node.try_get_untracked() else { return };
    _ = node.focus();
    _ = node.set_selection_range(from, to);
    // The box tells the change itself then, as if it had been typed.
    if !insert_text(with) {
        text.update(|text| text.replace_range(span.from..span.to, with));
        put_caret(node, from + u32::try_from(with.encode_utf16().count()).unwrap_or_default());
    }
}

/// The one way into the browser's undo history; old, but in every browser.
fn insert_text(text: &str) -> bool {
    let document = document();
    let (name, value) = if text.is_empty() { ("delete", "") } else { ("insertText", text) };
    let insert = || {
        let command = Reflect::get(&document, &JsValue::from_str("execCommand")).ok()?;
        let command = command.dyn_into::<Function>().ok()?;
        let done = command.call3(&document, &name.into(), &false.into(), &value.into()).ok()?;
        done.as_bool()
    };
    insert().unwrap_or(false)
}

/// After the box shows the new text.
fn put_caret(node: HtmlTextAreaElement, units: u32) {
    request_animation_frame(move || _ = node.set_selection_range(units, units));
}

fn units(text: &str, at: usize) -> Option<u32> {
    u32::try_from(text.get(..at)?.encode_utf16().count()).ok()
}

fn byte_at(text: &str, units: usize) -> usize {
    let mut count = 0;
    for (at, c) in text.char_indices() {
        if count >= units {
            return at;
        }
        count += c.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{byte_at, units};

    #[test]
    fn the_browsers_caret_is_found_behind_an_emoji() {
        assert_eq!(byte_at("😀a", 2), 4);
        assert_eq!(byte_at("😀a", 3), 5);
        assert_eq!(byte_at("äb", 1), 2);
        assert_eq!(units("😀a", 4), Some(2));
        assert_eq!(units("ä", 1), None);
    }
}
