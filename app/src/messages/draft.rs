//! What is half-written to a colleague, kept in this browser.

use leptos::prelude::*;
use model::{id::PersonId, upload::FileRef};
use serde::{Deserialize, Serialize};

use crate::live::storage;

#[derive(Debug, Clone, Copy)]
pub(super) struct Draft {
    pub(super) text: RwSignal<String>,
    /// Uploaded already.
    pub(super) files: RwSignal<Vec<FileRef>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    text: String,
    files: Vec<FileRef>,
}

impl Draft {
    /// What was left here, and keeps what comes.
    pub(super) fn load(me: PersonId, with: PersonId) -> Self {
        let key = key(me, with);
        let kept = kept(&key);
        let draft = Self { text: RwSignal::new(kept.text), files: RwSignal::new(kept.files) };
        Effect::new(move || {
            let now = Kept { text: draft.text.get(), files: draft.files.get() };
            if now == Kept::default() {
                storage::remove(&key);
            } else if let Ok(text) = crate::json::to_string(&now) {
                storage::set(&key, &text);
            }
        });
        draft
    }

    /// It was sent.
    pub(super) fn clear(self) {
        self.text.set(String::new());
        self.files.set(Vec::new());
    }
}

/// The text half-written there, if any.
pub(super) fn half_written(me: PersonId, with: PersonId) -> Option<String> {
    let kept = kept(&key(me, with));
    let text = kept.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn key(me: PersonId, with: PersonId) -> String {
    format!("switchboard.direct.{me}.{with}")
}

fn kept(key: &str) -> Kept {
    storage::get(key).and_then(|text| crate::json::from_str(&text).ok()).unwrap_or_default()
}
