//! Contact Information of the guest of the conversation beside it.

use leptos::prelude::*;

use super::{beside::use_beside, panels::Panel};
use crate::{contact_center::ContactInformation, parts::Skeleton, words::desk as words};

#[component]
pub(super) fn ContactPanel() -> impl IntoView {
    let beside = use_beside();
    let contact = beside.contact();
    let history = Callback::new(move |()| beside.show(Some(Panel::History)));
    move || match contact.get() {
        Some(contact) => view! {
            <ContactInformation contact=Signal::stored(contact) on_history=history/>
        }
        .into_any(),
        None => view! { <Skeleton label=words::LOADING_CONVERSATION.text() rows=6/> }.into_any(),
    }
}
