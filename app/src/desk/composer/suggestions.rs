//! Emoji by name: `:` and some letters, or all of them by the button.

use leptos::{ev, html, prelude::*};

use super::emoji::{self, Emoji};
use crate::{
    parts::{Glyph, IconButton, fresh_id},
    words::desk as words,
};

/// What `:` finds at most.
const MOST: usize = 8;

/// Where the name being typed stands in the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    from: usize,
    to: usize,
}

#[derive(Clone, Copy)]
pub(crate) struct Suggestions {
    node: NodeRef<html::Textarea>,
    text: RwSignal<String>,
    found: RwSignal<Vec<&'static Emoji>>,
    active: RwSignal<usize>,
    /// What the chosen one replaces.
    span: RwSignal<Option<Span>>,
    id: StoredValue<String>,
}

impl Suggestions {
    pub(crate) fn new(node: NodeRef<html::Textarea>, text: RwSignal<String>) -> Self {
        Self {
            node,
            text,
            found: RwSignal::new(Vec::new()),
            active: RwSignal::new(0),
            span: RwSignal::new(None),
            id: StoredValue::new(fresh_id("emoji")),
        }
    }

    fn is_open(self) -> bool {
        self.found.with(|found| !found.is_empty())
    }

    pub(crate) fn list_id(self) -> Option<String> {
        self.is_open().then(|| self.id.get_value())
    }

    pub(crate) fn active_id(self) -> Option<String> {
        self.is_open().then(|| self.option_id(self.active.get()))
    }

    fn option_id(self, index: usize) -> String {
        format!("{}-{index}", self.id.get_value())
    }

    /// The text or the caret changed: looks for a name at the caret.
    pub(crate) fn look(self) {
        let caret = self.caret();
        let span = self.text.with_untracked(|text| name_before(text, caret));
        let found = span.map(|span| {
            self.text.with_untracked(|text| {
                let name = text.get(span.from + 1..span.to).unwrap_or_default();
                emoji::find(name).take(MOST).collect()
            })
        });
        self.show(found.unwrap_or_default(), span);
    }

    fn show_all(self) {
        let caret = self.caret();
        let all = emoji::ALL.iter().collect();
        self.show(all, Some(Span { from: caret, to: caret }));
    }

    fn show(self, found: Vec<&'static Emoji>, span: Option<Span>) {
        // The box tells that it lost the focus even while it leaves the page.
        let was_open = self.found.try_with_untracked(|found| !found.is_empty());
        if found.is_empty() && was_open != Some(true) {
            return;
        }
        self.active.set(0);
        self.span.set(span);
        self.found.set(found);
    }

    pub(crate) fn close(self) {
        self.show(Vec::new(), None);
    }

    /// Whether the key was for the list.
    pub(crate) fn key(self, event: &ev::KeyboardEvent) -> bool {
        let count = self.found.with_untracked(Vec::len);
        if count == 0 {
            return false;
        }
        let step = |by: usize| self.active.update(|active| *active = (*active + by) % count);
        match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(count - 1),
            "Enter" | "Tab" => self.choose(self.active.get_untracked()),
            "Escape" => {
                event.stop_propagation();
                self.close();
            }
            _ => return false,
        }
        event.prevent_default();
        self.scroll_to_active();
        true
    }

    fn scroll_to_active(self) {
        let id = self.option_id(self.active.get_untracked());
        if let Some(option) = document().get_element_by_id(&id) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    fn choose(self, index: usize) {
        let chosen = self.found.with_untracked(|found| found.get(index).copied());
        let (Some(emoji), Some(span)) = (chosen, self.span.get_untracked()) else { return };
        let mut caret = 0;
        self.text.update(|text| {
            if text.is_char_boundary(span.from) && text.is_char_boundary(span.to) {
                text.replace_range(span.from..span.to, emoji.sign);
                caret = span.from + emoji.sign.len();
            }
        });
        self.close();
        self.put_caret(caret);
    }

    /// After the box shows the new text.
    fn put_caret(self, at: usize) {
        let units = self.text.with_untracked(|text| {
            text.get(..at).map_or(0, |before| before.encode_utf16().count())
        });
        let Ok(units) = u32::try_from(units) else { return };
        request_animation_frame(move || {
            if let Some(Some(node)) = self.node.try_get_untracked() {
                _ = node.focus();
                _ = node.set_selection_range(units, units);
            }
        });
    }

    /// The caret in bytes; the browser counts UTF-16.
    fn caret(self) -> usize {
        let units = self
            .node
            .get_untracked()
            .and_then(|node| node.selection_start().ok().flatten())
            .and_then(|units| usize::try_from(units).ok());
        self.text.with_untracked(|text| units.map_or(text.len(), |units| byte_at(text, units)))
    }

    pub(crate) fn popup(self) -> impl IntoView {
        let option = move |(index, emoji): (usize, &'static Emoji)| {
            let is_active = move || self.active.get() == index;
            view! {
                <li
                    class="option"
                    role="option"
                    id=self.option_id(index)
                    aria-selected=move || if is_active() { "true" } else { "false" }
                    // Keeps the focus, and so the caret, in the box.
                    on:mousedown=move |event: ev::MouseEvent| event.prevent_default()
                    on:click=move |_| self.choose(index)
                >
                    <span class="option__name" aria-hidden="true">{emoji.sign}</span>
                    <span class="option__text">{emoji.name()}</span>
                </li>
            }
        };
        view! {
            <Show when=move || self.is_open()>
                <div class="composer__popup">
                    <ul
                        class="options"
                        role="listbox"
                        id=self.id.get_value()
                        aria-label=words::EMOJI_SUGGESTIONS.text()
                    >
                        {move || self.found.get().into_iter().enumerate().map(option).collect_view()}
                    </ul>
                </div>
            </Show>
        }
    }
}

#[component]
pub(crate) fn EmojiButton(suggestions: Suggestions) -> impl IntoView {
    view! {
        <IconButton
            glyph=Glyph::Smile
            label=words::EMOJI.text()
            expanded=Signal::derive(move || Some(suggestions.is_open()))
            on_click=move |()| {
                if untrack(|| suggestions.is_open()) {
                    suggestions.close();
                } else if let Some(node) = suggestions.node.get_untracked() {
                    _ = node.focus();
                    suggestions.show_all();
                }
            }
        />
    }
}

/// A colon that begins a word, and at least two letters up to the caret.
fn name_before(text: &str, caret: usize) -> Option<Span> {
    let before = text.get(..caret)?;
    let from = before.rfind(':')?;
    let starts_word = before.get(..from)?.chars().next_back().is_none_or(char::is_whitespace);
    let name = before.get(from + 1..)?;
    let is_name = name.chars().count() >= 2 && name.chars().all(|c| c.is_alphanumeric());
    (starts_word && is_name).then_some(Span { from, to: caret })
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
    use super::{Span, byte_at, name_before};

    #[test]
    fn a_colon_at_the_beginning_of_a_word_and_two_letters_ask_for_an_emoji() {
        assert_eq!(name_before("hi :smi", 7), Some(Span { from: 3, to: 7 }));
        assert_eq!(name_before(":lä", 4), Some(Span { from: 0, to: 4 }));
        assert_eq!(name_before("at 10:30", 8), None);
        assert_eq!(name_before("so: yes", 7), None);
        assert_eq!(name_before(":s", 2), None);
    }

    #[test]
    fn the_browsers_caret_is_found_behind_an_emoji() {
        assert_eq!(byte_at("😀a", 2), 4);
        assert_eq!(byte_at("😀a", 3), 5);
        assert_eq!(byte_at("äb", 1), 2);
    }
}
