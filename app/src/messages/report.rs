//! What the bot reports, in words, with a way there.

use leptos::prelude::*;
use model::direct::Notice;

use crate::{
    parts::{ButtonLink, Glyph, Icon, Prose},
    shell::place::Place,
    words::{mail, messages as words},
};

#[component]
pub(crate) fn Report(notice: Notice) -> impl IntoView {
    let (glyph, title, text, place) = match notice {
        Notice::Mentioned { by, conversation, guest, text } => {
            let title = words::MENTIONED.with(&[("name", &by.name), ("guest", &guest)]);
            (Glyph::AtSign, title, text, Place::Desk(Some(conversation)))
        }
        Notice::MailRefused { conversation, guest, to, error } => {
            let title = words::MAIL_REFUSED.with(&[("guest", &guest), ("address", &to)]);
            (Glyph::CircleAlert, title, mail::error(&error), Place::Desk(Some(conversation)))
        }
    };
    view! {
        <div class="report">
            <p class="report__title"><Icon glyph/> {title}</p>
            <blockquote class="report__text prose"><Prose text/></blockquote>
            <ButtonLink label=words::OPEN_CONVERSATION.text() href=place.to_string()/>
        </div>
    }
}
