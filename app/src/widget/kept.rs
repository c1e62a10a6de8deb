//! What the visitor's browser remembers between pages: who they are, where they talk, what they have typed.

use model::{id::ConversationId, upload::FileRef};

use crate::live::storage;

const TOKEN: &str = "switchboard.visitor.token";
const CONVERSATION: &str = "switchboard.visitor.conversation";
const DRAFT: &str = "switchboard.visitor.draft";
const FILES: &str = "switchboard.visitor.files";
const SILENT: &str = "switchboard.visitor.silent";

/// Between the token and the conversation, where the page around the frame keeps both: neither contains it.
const BETWEEN: char = ' ';

/// Whether the browser keeps nothing for this frame, so that the page around it is asked to.
pub(super) fn is_lent() -> bool {
    !storage::is_open()
}

/// What the page around the frame is to keep; nothing for a visitor who is nobody yet.
pub(super) fn lent() -> Option<String> {
    let token = token()?;
    let conversation = storage::get(CONVERSATION).unwrap_or_default();
    Some(format!("{token}{BETWEEN}{conversation}"))
}

/// Takes back what the page around the frame kept, where it had to.
pub(super) fn recall(kept: Option<String>) {
    let Some((token, conversation)) = kept.as_deref().and_then(|kept| kept.split_once(BETWEEN))
    else {
        return;
    };
    if is_lent() && storage::get(TOKEN).is_none() {
        put(TOKEN, token);
        put(CONVERSATION, conversation);
    }
}

/// Whether another tab wrote something that moves this one along.
pub(super) fn is_about_visit(key: &str) -> bool {
    key == TOKEN || key == CONVERSATION
}

pub(super) fn token() -> Option<String> {
    storage::get(TOKEN)
}

pub(super) fn set_token(token: &str) {
    if storage::get(TOKEN).as_deref() != Some(token) {
        storage::set(TOKEN, token);
    }
}

pub(super) fn forget_token() {
    storage::remove(TOKEN);
}

/// The conversation last shown: also a closed one, until the visitor starts anew.
pub(super) fn conversation() -> Option<ConversationId> {
    storage::get(CONVERSATION)?.parse().ok()
}

pub(super) fn set_conversation(id: ConversationId) {
    let id = id.to_string();
    if storage::get(CONVERSATION).as_ref() != Some(&id) {
        storage::set(CONVERSATION, &id);
    }
}

pub(super) fn forget_conversation() {
    storage::remove(CONVERSATION);
}

/// One field of the form, as it was left.
pub(super) fn field(name: &str) -> String {
    storage::get(&field_key(name)).unwrap_or_default()
}

pub(super) fn set_field(name: &str, value: &str) {
    put(&field_key(name), value);
}

/// What stands in the message box: for the visitor, not the conversation, so that it outlives one that ends.
pub(super) fn draft() -> String {
    storage::get(DRAFT).unwrap_or_default()
}

pub(super) fn set_draft(text: &str) {
    put(DRAFT, text);
}

/// Files already uploaded into this conversation and not said yet.
pub(super) fn files(conversation: ConversationId) -> Vec<FileRef> {
    let Some(text) = storage::get(FILES) else { return Vec::new() };
    let kept: Option<(ConversationId, Vec<FileRef>)> = crate::json::from_str(&text).ok();
    kept.filter(|(of, _)| *of == conversation).map(|(_, files)| files).unwrap_or_default()
}

pub(super) fn set_files(conversation: ConversationId, files: &[FileRef]) {
    match crate::json::to_string(&(conversation, files)) {
        Ok(text) if !files.is_empty() => storage::set(FILES, &text),
        _ => storage::remove(FILES),
    }
}

pub(super) fn is_silent() -> bool {
    storage::get(SILENT).is_some()
}

pub(super) fn set_silent(is_silent: bool) {
    put(SILENT, if is_silent { "1" } else { "" });
}

fn field_key(name: &str) -> String {
    format!("switchboard.visitor.form.{name}")
}

fn put(key: &str, value: &str) {
    if value.is_empty() {
        storage::remove(key);
    } else {
        storage::set(key, value);
    }
}
