//! End conversation: whether the transcript comes as PDF.

use leptos::{prelude::*, task::spawn_local};
use model::{permission::Action, transcript::PdfAtEnd as Choice};

use super::room::Room;
use crate::{
    api,
    parts::{Checkbox, intl},
    words::{mail as words, refusals},
};

/// The choice. Copy.
#[derive(Clone, Copy)]
pub(super) struct PdfAtEnd {
    room: Room,
    is_wanted: RwSignal<bool>,
    /// Somebody ticked or unticked it: what is preferred comes too late.
    is_touched: RwSignal<bool>,
}

impl PdfAtEnd {
    /// Ticked from the start for whoever prefers it.
    pub(super) fn ask(room: Room) -> Self {
        let choice =
            Self { room, is_wanted: RwSignal::new(false), is_touched: RwSignal::new(false) };
        if untrack(|| choice.blocked()).is_none() {
            spawn_local(async move {
                let preferred = room.session.ask(api::transcripts::habits()).await;
                let is_free = choice.is_touched.try_get_untracked() == Some(false);
                if let (Ok(preferences), true) = (preferred, is_free) {
                    choice.is_wanted.try_set(preferences.wants_pdf);
                }
            });
        }
        choice
    }

    fn blocked(self) -> Option<String> {
        self.room.may(Action::ExportPdf).err().map(|refusal| refusals::refusal(&refusal))
    }

    pub(super) fn chosen(self) -> Option<Choice> {
        Some(if self.is_wanted.get_untracked() { Choice::For(intl::reader()) } else { Choice::No })
    }
}

#[component]
pub(super) fn PdfChoice(choice: PdfAtEnd) -> impl IntoView {
    view! {
        <Checkbox
            label=words::EXPORT_PDF.text()
            value=choice.is_wanted
            blocked=Signal::derive(move || choice.blocked())
            on_change=move |_| choice.is_touched.set(true)
        />
    }
}
