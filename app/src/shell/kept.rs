//! Half-filled forms: kept in the browser until they are saved or given up, per person.

use leptos::prelude::*;
use model::id::PersonId;
use serde::{Serialize, de::DeserializeOwned};

use crate::live::storage;

/// A form's place in the browser's storage. Passwords never go there.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    key: StoredValue<String>,
}

impl Kept {
    /// The place of `form` (`contact.new`, `department.<id>`) of this person.
    #[must_use]
    pub fn new(person: PersonId, form: &str) -> Self {
        Self { key: StoredValue::new(format!("switchboard.form.{person}.{form}")) }
    }

    /// What was left half-filled.
    #[must_use]
    pub fn load<T: DeserializeOwned>(self) -> Option<T> {
        let text = self.key.with_value(|key| storage::get(key))?;
        crate::json::from_str(&text).ok()
    }

    /// Keeps `draft` from now on as long as it differs from `untouched`.
    pub fn follow<T, D, U>(self, draft: D, untouched: U)
    where
        T: Serialize + PartialEq + 'static,
        D: Fn() -> T + 'static,
        U: Fn() -> T + 'static,
    {
        Effect::new(move || {
            let now = draft();
            if now == untouched() {
                self.forget();
            } else if let Ok(text) = crate::json::to_string(&now) {
                self.key.with_value(|key| storage::set(key, &text));
            }
        });
    }

    /// Saved or given up.
    pub fn forget(self) {
        self.key.with_value(|key| storage::remove(key));
    }
}
