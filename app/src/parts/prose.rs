//! Text that people wrote, with a small safe subset of Markdown: elements are built one by one, never from HTML.

use leptos::prelude::*;

use super::markup::{Block, Inline, links, parse};

/// Children of an element with the class `prose`. `plain` leaves everything but links and line breaks as typed.
#[component]
pub fn Prose(#[prop(into)] text: String, #[prop(optional)] plain: bool) -> impl IntoView {
    if plain {
        return paragraph(links(&text));
    }
    parse(&text).into_iter().map(block).collect_view().into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(content) => paragraph(content),
        Block::Code(text) => view! { <pre tabindex="0"><code>{text}</code></pre> }.into_any(),
        Block::Quote(blocks) => {
            let inner = blocks.into_iter().map(self::block).collect_view();
            view! { <blockquote>{inner}</blockquote> }.into_any()
        }
        Block::List { first: None, items } => view! { <ul>{list(items)}</ul> }.into_any(),
        Block::List { first: Some(first), items } => {
            view! { <ol start=first.to_string()>{list(items)}</ol> }.into_any()
        }
    }
}

fn paragraph(content: Vec<Inline>) -> AnyView {
    view! { <p dir="auto">{run(content)}</p> }.into_any()
}

fn list(items: Vec<Vec<Inline>>) -> Vec<impl IntoView> {
    items.into_iter().map(|item| view! { <li dir="auto">{run(item)}</li> }).collect()
}

fn run(content: Vec<Inline>) -> Vec<AnyView> {
    content.into_iter().map(inline).collect()
}

fn inline(inline: Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Break => view! { <br/> }.into_any(),
        Inline::Strong(content) => view! { <strong>{run(content)}</strong> }.into_any(),
        Inline::Emphasis(content) => view! { <em>{run(content)}</em> }.into_any(),
        Inline::Struck(content) => view! { <s>{run(content)}</s> }.into_any(),
        Inline::Code(text) => view! { <code>{text}</code> }.into_any(),
        Inline::Link { href, text } => view! {
            <a href=href target="_blank" rel="noopener noreferrer nofollow">
                {text}
            </a>
        }
        .into_any(),
    }
}
