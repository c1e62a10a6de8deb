//! What is half-written, kept per person and room.

use leptos::prelude::*;
use model::{
    id::{CannedId, PersonId},
    upload::FileRef,
};
use serde::{Deserialize, Serialize};

use crate::live::{Room, storage};

#[derive(Debug, Clone, Copy)]
pub struct Draft {
    pub text: RwSignal<String>,
    /// For colleagues only, where guests read too.
    pub is_note: RwSignal<bool>,
    /// Uploaded already.
    pub files: RwSignal<Vec<FileRef>>,
    /// The canned responses it was made with.
    pub canned: RwSignal<Vec<CannedId>>,
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
    #[must_use]
    pub fn load(person: PersonId, room: Room) -> Self {
        let key = key(person, room);
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
}

/// The text half-written there, if any.
#[must_use]
pub fn half_written(person: PersonId, room: Room) -> Option<String> {
    let kept = kept(&key(person, room));
    let text = kept.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn key(person: PersonId, room: Room) -> String {
    match room {
        Room::Conversation(id) => format!("switchboard.draft.{person}.{id}"),
        Room::Colleague(with) => format!("switchboard.direct.{person}.{with}"),
    }
}

fn kept(key: &str) -> Kept {
    storage::get(key).and_then(|text| crate::json::from_str(&text).ok()).unwrap_or_default()
}
