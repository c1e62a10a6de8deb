//! What is half-written, kept per person and conversation.

use leptos::prelude::*;
use model::{
    id::{ConversationId, PersonId},
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
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    text: String,
    is_note: bool,
    files: Vec<FileRef>,
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
        };
        Effect::new(move || {
            let now = Kept {
                text: draft.text.get(),
                is_note: draft.is_note.get(),
                files: draft.files.get(),
            };
            if now == Kept::default() {
                storage::remove(&key);
            } else if let Ok(text) = crate::json::to_string(&now) {
                storage::set(&key, &text);
            }
        });
        draft
    }

    /// It was sent; whether notes are written stays as it was chosen.
    pub(super) fn clear(self) {
        self.text.set(String::new());
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
