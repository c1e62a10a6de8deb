//! Text that people wrote, with its safe subset of Markdown: elements are built one by one, never from HTML.

use crate::{
    parts::markup::{Block, Inline, links, parse},
    widget::dom::{El, el},
};

/// Fills an element of the class `prose`. `plain` leaves everything but links and line breaks as typed.
pub(in crate::widget) fn prose(into: El, text: &str, plain: bool) -> El {
    if plain {
        return into.kid(paragraph(links(text)));
    }
    into.kids(parse(text).into_iter().map(block))
}

fn block(block: Block) -> El {
    match block {
        Block::Paragraph(content) => paragraph(content),
        Block::Code(text) => el("pre", "").attr("tabindex", "0").kid(el("code", "").text(&text)),
        Block::Quote(blocks) => el("blockquote", "").kids(blocks.into_iter().map(self::block)),
        Block::List { first, items } => {
            let list = match first {
                Some(first) => el("ol", "").attr("start", &first.to_string()),
                None => el("ul", ""),
            };
            list.kids(items.into_iter().map(|item| run(el("li", "").attr("dir", "auto"), item)))
        }
    }
}

fn paragraph(content: Vec<Inline>) -> El {
    run(el("p", "").attr("dir", "auto"), content)
}

fn run(into: El, content: Vec<Inline>) -> El {
    content.into_iter().fold(into, |into, one| match one {
        Inline::Text(text) => into.text(&text),
        Inline::Break => into.kid(el("br", "")),
        Inline::Strong(content) => into.kid(run(el("strong", ""), content)),
        Inline::Emphasis(content) => into.kid(run(el("em", ""), content)),
        Inline::Struck(content) => into.kid(run(el("s", ""), content)),
        Inline::Code(text) => into.kid(el("code", "").text(&text)),
        Inline::Link { href, text } => into.kid(
            el("a", "")
                .attr("href", &href)
                .attr("target", "_blank")
                .attr("rel", "noopener noreferrer nofollow")
                .text(&text),
        ),
    })
}
