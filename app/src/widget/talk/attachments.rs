//! The files that will go with the next message: picked, dropped or pasted, and uploaded at once.

use std::collections::BTreeMap;

use leptos::{prelude::*, reactive::owner::LocalStorage};
use model::{
    id::ConversationId,
    upload::{FILES_PER_MESSAGE, FileRef},
};
use web_sys::{File, FileList};

use super::attachment::{Attachment, State};
use crate::{
    live::{Uploading, upload_as, upload_problem},
    widget::{kept, wording},
    words::widget as w,
};

/// The files of the message box; `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Attachments {
    conversation: ConversationId,
    token: StoredValue<String>,
    pub(super) list: RwSignal<Vec<Attachment>>,
    /// Why something was not added.
    pub(super) problem: RwSignal<Option<String>>,
    /// Whether something is being dragged over the chat.
    pub(super) is_over: RwSignal<bool>,
    sources: StoredValue<BTreeMap<u32, Source>, LocalStorage>,
    next: StoredValue<u32>,
}

/// What an attachment is made from; not there for those of the last visit.
#[derive(Clone)]
struct Source {
    file: File,
    uploading: Option<Uploading>,
}

impl Attachments {
    /// With what was uploaded before a reload.
    pub(super) fn kept(conversation: ConversationId, token: String) -> Self {
        let attachments = Self {
            conversation,
            token: StoredValue::new(token),
            list: RwSignal::new(Vec::new()),
            problem: RwSignal::new(None),
            is_over: RwSignal::new(false),
            sources: StoredValue::new_local(BTreeMap::new()),
            next: StoredValue::new(0),
        };
        let kept = kept::files(conversation);
        attachments.list.set(kept.into_iter().map(|file| attachments.uploaded(file)).collect());
        attachments
    }

    /// Begins to upload them, as many as a message carries.
    pub(super) fn add(self, files: &FileList) {
        let room = FILES_PER_MESSAGE.saturating_sub(self.list.with_untracked(Vec::len));
        let files: Vec<File> = (0..files.length()).filter_map(|index| files.get(index)).collect();
        let count = FILES_PER_MESSAGE.to_string();
        let too_many = || w::TOO_MANY_FILES.with(&[("count", &count)]);
        self.problem.set((files.len() > room).then(too_many));
        for file in files.into_iter().take(room) {
            let attachment = self.begin(file);
            self.list.update(|list| list.push(attachment));
        }
    }

    /// Takes one away; what is on its way is stopped.
    pub(super) fn remove(self, key: u32) {
        self.stop(key);
        self.list.update(|list| list.retain(|one| one.key != key));
        self.problem.set(None);
        self.keep();
    }

    /// Tries a failed one again.
    pub(super) fn retry(self, key: u32) {
        let Some(source) = self.stop(key) else { return };
        let fresh = self.begin(source.file);
        self.list.update(|list| {
            if let Some(place) = list.iter_mut().find(|one| one.key == key) {
                *place = fresh;
            }
        });
        self.problem.set(None);
    }

    pub(super) fn is_empty(self) -> bool {
        self.list.with(Vec::is_empty)
    }

    pub(super) fn is_uploading(self) -> bool {
        self.any(|state| *state == State::Uploading)
    }

    pub(super) fn has_failed(self) -> bool {
        self.any(|state| matches!(state, State::Failed(_)))
    }

    /// What is uploaded, in order.
    pub(super) fn done(self) -> Vec<FileRef> {
        self.list.with_untracked(|list| {
            let done = list.iter().filter_map(|one| match one.state.get_untracked() {
                State::Done(file) => Some(file),
                _ => None,
            });
            done.collect()
        })
    }

    /// They are said.
    pub(super) fn clear(self) {
        self.sources.update_value(BTreeMap::clear);
        self.list.set(Vec::new());
        self.problem.set(None);
        self.keep();
    }

    fn any(self, is: impl Fn(&State) -> bool) -> bool {
        // All are asked, so that each is followed.
        self.list.with(|list| list.iter().filter(|one| one.state.with(&is)).count() > 0)
    }

    fn begin(self, file: File) -> Attachment {
        let key = self.fresh_key();
        let size_bytes = size_of(&file);
        let name = file.name();
        let state = ArcRwSignal::new(State::Uploading);
        let mut progress = ArcRwSignal::new(None);
        let mut uploading = None;
        let refusal = upload_problem(size_bytes);
        match &refusal {
            Some(refusal) => state.set(State::Failed(wording::refusal(refusal))),
            None => {
                uploading = self.send(&file, state.clone());
                match &uploading {
                    Some(uploading) => progress = uploading.progress.clone(),
                    None => state.set(State::Failed(w::REFUSED.text().to_owned())),
                }
            }
        }
        self.sources.update_value(|all| {
            all.insert(key, Source { file, uploading });
        });
        Attachment { key, name, size_bytes, state, progress, can_retry: refusal.is_none() }
    }

    fn send(self, file: &File, state: ArcRwSignal<State>) -> Option<Uploading> {
        let token = self.token.get_value();
        upload_as(&token, self.conversation, file, move |result| {
            state.set(match result {
                Ok(file) => State::Done(file),
                Err(fault) => State::Failed(wording::fault(&fault)),
            });
            self.keep();
        })
    }

    fn uploaded(self, file: FileRef) -> Attachment {
        Attachment {
            key: self.fresh_key(),
            name: file.name.clone(),
            size_bytes: file.size_bytes,
            state: ArcRwSignal::new(State::Done(file)),
            progress: ArcRwSignal::new(None),
            can_retry: false,
        }
    }

    fn stop(self, key: u32) -> Option<Source> {
        let source = self.sources.try_update_value(|all| all.remove(&key)).flatten()?;
        if let Some(uploading) = &source.uploading {
            uploading.abort();
        }
        Some(source)
    }

    fn keep(self) {
        // An upload may end after the chat was left.
        if self.list.is_disposed() {
            return;
        }
        kept::set_files(self.conversation, &self.done());
    }

    fn fresh_key(self) -> u32 {
        self.next
            .try_update_value(|next| {
                *next = next.wrapping_add(1);
                *next
            })
            .unwrap_or_default()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size in bytes, whole and far below 2^53"
)]
fn size_of(file: &File) -> u64 {
    file.size() as u64
}
