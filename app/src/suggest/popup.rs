//! The list above the box.

use leptos::{ev, prelude::*};

use super::{
    Suggestions,
    asked::Span,
    emoji, insert,
    item::{Found, Item},
};
use crate::{
    canned::Indexed,
    parts::{Glyph, IconButton, Tag, intl},
    words::{canned as words, desk as desk_words},
};

impl Suggestions {
    /// The list, as long as there is something in it.
    pub fn popup(self) -> impl IntoView {
        view! {
            <Show when=move || self.is_open()>
                <div class="composer__popup">
                    {move || self.found.with(|found| list(self, found))}
                </div>
            </Show>
            <p class="unseen" role="status">{move || self.count_in_words()}</p>
        }
    }

    /// For those who do not see the list.
    fn count_in_words(self) -> Option<String> {
        self.found.with(|found| {
            let count = intl::number(f64::from(u32::try_from(found.total).unwrap_or(u32::MAX)));
            let values = [("what", found.label.text()), ("count", count.as_str())];
            (!found.items.is_empty()).then(|| words::COUNT_OF.with(&values))
        })
    }

    fn show_all_emoji(self) {
        let caret = insert::caret(self.node, self.text);
        let all = Found::new(words::EMOJI_LIST, emoji::ALL.iter().map(Item::Emoji));
        self.show(all, Some(Span { from: caret, to: caret }));
    }
}

fn list(suggestions: Suggestions, found: &Found) -> impl IntoView + use<> {
    let hidden = found.total - found.items.len();
    let more = (hidden > 0).then(|| {
        let count = intl::number(f64::from(u32::try_from(hidden).unwrap_or(u32::MAX)));
        view! { <p class="options__more">{words::MORE_FOUND.with(&[("count", &count)])}</p> }
    });
    let rows = found.items.iter().cloned().enumerate();
    view! {
        <ul
            class="options"
            role="listbox"
            id=suggestions.id.get_value()
            aria-label=found.label.text()
            // A box that scrolls has to be within reach; while it is open, Tab chooses from it.
            tabindex="0"
        >
            {rows.map(|(index, item)| option(suggestions, index, item)).collect_view()}
        </ul>
        {more}
    }
}

fn option(suggestions: Suggestions, index: usize, item: Item) -> impl IntoView {
    let is_active = move || suggestions.active.get() == index;
    let obstacle = item.obstacle();
    let is_blocked = obstacle.is_some();
    view! {
        <li
            class="option"
            role="option"
            id=suggestions.option_id(index)
            aria-selected=move || if is_active() { "true" } else { "false" }
            aria-disabled=is_blocked.then_some("true")
            // Keeps the focus, and so the caret, in the box.
            on:mousedown=move |event: ev::MouseEvent| event.prevent_default()
            on:click=move |_| suggestions.choose(index)
        >
            {match item {
                Item::Emoji(emoji) => view! {
                    <span class="option__name" aria-hidden="true">{emoji.sign}</span>
                    <span class="option__text">{emoji.name()}</span>
                }
                .into_any(),
                Item::Canned(one) => canned(suggestions, &one),
                Item::Command(command) => view! {
                    <span class="option__name">
                        "/" {command.name} " "
                        <span class="option__usage">{command.usage.text()}</span>
                    </span>
                    <span class="option__text">
                        {obstacle.unwrap_or_else(|| command.hint.text().to_owned())}
                    </span>
                }
                .into_any(),
                Item::Person(person) => view! {
                    <span class="option__name">{person.name}</span>
                    <span class="option__text">
                        "@" {person.username} {obstacle.map(|reason| format!(" · {reason}"))}
                    </span>
                }
                .into_any(),
            }}
        </li>
    }
}

fn canned(suggestions: Suggestions, one: &Indexed) -> AnyView {
    let text = suggestions
        .offers
        .canned
        .map_or_else(|| one.response.text.clone(), |filling| filling.fill(&one.response.text).text);
    view! {
        <span class="option__name">"!" {one.response.shortcut.clone()}</span>
        <span class="option__text" dir="auto">{text}</span>
        <span class="option__meta"><Tag label=words::scope(one.response.scope.name()).text()/></span>
    }
    .into_any()
}

#[component]
pub fn EmojiButton(suggestions: Suggestions) -> impl IntoView {
    view! {
        <IconButton
            glyph=Glyph::Smile
            label=desk_words::EMOJI.text()
            expanded=Signal::derive(move || Some(suggestions.is_open()))
            on_click=move |()| {
                if untrack(|| suggestions.is_open()) {
                    suggestions.close();
                } else if let Some(node) = suggestions.node.get_untracked() {
                    _ = node.focus();
                    suggestions.show_all_emoji();
                }
            }
        />
    }
}
