//! What the bot reports, in words, with a way there.

use leptos::prelude::*;
use model::direct::Notice;

use crate::{
    parts::{ButtonLink, Glyph, Icon, Prose},
    shell::place::Place,
    words::messages as words,
};

#[component]
pub(crate) fn Report(notice: Notice) -> impl IntoView {
    let Notice::Mentioned { by, conversation, guest, text } = notice;
    let title = words::MENTIONED.with(&[("name", &by.name), ("guest", &guest)]);
    view! {
        <div class="report">
            <p class="report__title"><Icon glyph=Glyph::AtSign/> {title}</p>
            <blockquote class="report__text prose"><Prose text/></blockquote>
            <ButtonLink
                label=words::OPEN_CONVERSATION.text()
                href=Place::Desk(Some(conversation)).to_string()
            />
        </div>
    }
}
