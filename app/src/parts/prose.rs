//! Text that people wrote, with a small safe subset of Markdown: elements are built one by one, never from HTML.

mod marks;

use leptos::prelude::*;

use super::markup::{Block, Inline, links, parse};

/// Children of an element with the class `prose`. `plain` leaves everything but links and line breaks as typed.
/// Words that are in `marked`, in small letters, stand out.
#[component]
pub fn Prose(
    #[prop(into)] text: String,
    #[prop(optional)] plain: bool,
    #[prop(optional)] marked: Vec<String>,
) -> impl IntoView {
    if plain {
        return paragraph(links(&text), &marked);
    }
    blocks(parse(&text), &marked).into_any()
}

fn blocks(blocks: Vec<Block>, marked: &[String]) -> Vec<AnyView> {
    blocks.into_iter().map(|one| block(one, marked)).collect()
}

fn block(block: Block, marked: &[String]) -> AnyView {
    match block {
        Block::Paragraph(content) => paragraph(content, marked),
        Block::Code(text) => view! { <pre tabindex="0"><code>{text}</code></pre> }.into_any(),
        Block::Quote(inner) => {
            view! { <blockquote>{blocks(inner, marked)}</blockquote> }.into_any()
        }
        Block::List { first: None, items } => view! { <ul>{list(items, marked)}</ul> }.into_any(),
        Block::List { first: Some(first), items } => {
            view! { <ol start=first.to_string()>{list(items, marked)}</ol> }.into_any()
        }
    }
}

fn paragraph(content: Vec<Inline>, marked: &[String]) -> AnyView {
    view! { <p dir="auto">{run(content, marked)}</p> }.into_any()
}

fn list(items: Vec<Vec<Inline>>, marked: &[String]) -> Vec<AnyView> {
    let item = |item| view! { <li dir="auto">{run(item, marked)}</li> }.into_any();
    items.into_iter().map(item).collect()
}

fn run(content: Vec<Inline>, marked: &[String]) -> Vec<AnyView> {
    content.into_iter().map(|one| inline(one, marked)).collect()
}

fn inline(inline: Inline, marked: &[String]) -> AnyView {
    match inline {
        Inline::Text(text) => marks::text(text, marked),
        Inline::Break => view! { <br/> }.into_any(),
        Inline::Strong(content) => view! { <strong>{run(content, marked)}</strong> }.into_any(),
        Inline::Emphasis(content) => view! { <em>{run(content, marked)}</em> }.into_any(),
        Inline::Struck(content) => view! { <s>{run(content, marked)}</s> }.into_any(),
        Inline::Code(text) => view! { <code>{text}</code> }.into_any(),
        Inline::Link { href, text } => view! {
            <a href=href target="_blank" rel="noopener noreferrer nofollow">
                {text}
            </a>
        }
        .into_any(),
    }
}
