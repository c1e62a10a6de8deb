//! Contact Information of the open conversation's guest.

use leptos::prelude::*;

use super::room::use_room;
use crate::{contact_center::ContactInformation, parts::Skeleton, words::desk as words};

#[component]
pub(super) fn ContactPanel() -> impl IntoView {
    let room = use_room();
    let contact =
        Memo::new(move |_| room.conversation.with(|it| it.as_ref().map(|it| it.contact.id)));
    move || match contact.get() {
        Some(contact) => view! { <ContactInformation contact=Signal::stored(contact)/> }.into_any(),
        None => view! { <Skeleton label=words::LOADING_CONVERSATION.text() rows=6/> }.into_any(),
    }
}
