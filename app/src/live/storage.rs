//! What the browser keeps for us between visits; in memory where it may not.

use std::cell::RefCell;

use web_sys::Storage;

use super::few::Few;

thread_local! {
    /// What could not be stored: private windows, blocked or full storage.
    static KEPT: RefCell<Few<String, String>> = const { RefCell::new(Few::new()) };
}

/// What is kept under `key`.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    KEPT.with_borrow(|kept| kept.get(key).cloned())
        .or_else(|| storage()?.get_item(key).ok().flatten())
}

/// Keeps `value` under `key`.
pub fn set(key: &str, value: &str) {
    let is_stored = storage().is_some_and(|storage| storage.set_item(key, value).is_ok());
    KEPT.with_borrow_mut(|kept| {
        if is_stored {
            kept.remove(key);
        } else {
            kept.insert(key.to_owned(), value.to_owned());
        }
    });
}

/// Forgets what is kept under `key`.
pub fn remove(key: &str) {
    KEPT.with_borrow_mut(|kept| kept.remove(key));
    if let Some(storage) = storage() {
        _ = storage.remove_item(key);
    }
}

/// Whether the browser keeps anything for this page: for a frame on a foreign site it may not.
#[must_use]
pub fn is_open() -> bool {
    storage().is_some()
}

/// Everything kept under keys that begin with `prefix`.
#[must_use]
pub fn all(prefix: &str) -> Vec<String> {
    let stored = storage().map(|storage| stored_keys(&storage, prefix)).unwrap_or_default();
    let kept = KEPT.with_borrow(|kept| {
        kept.keys().filter(|key| key.starts_with(prefix)).cloned().collect::<Vec<_>>()
    });
    stored.iter().chain(kept.iter()).filter_map(|key| get(key)).collect()
}

fn stored_keys(storage: &Storage, prefix: &str) -> Vec<String> {
    let count = storage.length().unwrap_or_default();
    (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|key| key.starts_with(prefix))
        .collect()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
