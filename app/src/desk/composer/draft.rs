//! What is half-written, kept per person and conversation.

use leptos::prelude::*;
use model::{
    id::{CannedId, ConversationId, PersonId},
    upload::FileRef,
};
use serde::{Deserialize, Serialize};

use crate::live::storage;

#[derive(Debug, Clone, Copy)]
pub(super) struct Draft {
    pub(super) text: RwSignal<String>,
    pub(super) is_note: RwSignal<bool>,
    /// Uploaded already.
    pub(super) files: RwSignal<Vec<FileRef>>,
    /// The canned responses it was made with.
    pub(super) canned: RwSignal<Vec<CannedId>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    text: String,
    is_note: bool,
    files: Vec<FileRef>,
    #[serde(default)]
    canned: Vec<CannedId>,
}

impl Draft {
    /// What was left here, and keeps what comes.
    pub(super) fn load(person: PersonId, conversation: ConversationId) -> Self {
        let key = key(person, conversation);
        let kept = kept(&key);
        let draft = Self {
            text: RwSignal::new(kept.text),
            is_note: RwSignal::new(kept.is_note),
            files: RwSignal::new(kept.files),
            canned: RwSignal::new(kept.canned),
        };
        Effect::new(move || {
            let now = Kept {
                text: draft.text.get(),
                is_note: draft.is_note.get(),
                files: draft.files.get(),
                canned: draft.canned.get(),
            };
            if now == Kept::default() {
                storage::remove(&key);
            } else if let Ok(text) = crate::json::to_string(&now) {
                storage::set(&key, &text);
            }
        });
        draft
    }

    /// A command was given: files that were attached are for the message after it.
    pub(super) fn clear_text(self) {
        self.text.set(String::new());
        self.canned.set(Vec::new());
    }

    /// It was sent; whether notes are written stays as it was chosen.
    pub(super) fn clear(self) {
        self.clear_text();
        self.files.set(Vec::new());
    }
}

/// The text half-written there, if any.
pub(in crate::desk) fn half_written(
    person: PersonId,
    conversation: ConversationId,
) -> Option<String> {
    let kept = kept(&key(person, conversation));
    let text = kept.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn key(person: PersonId, conversation: ConversationId) -> String {
    format!("switchboard.draft.{person}.{conversation}")
}

fn kept(key: &str) -> Kept {
    storage::get(key).and_then(|text| crate::json::from_str(&text).ok()).unwrap_or_default()
}
