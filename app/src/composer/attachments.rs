//! Files to be sent with the message: uploaded at once, so that sending is instant.

use leptos::{prelude::*, reactive::owner::LocalStorage};
use model::upload::{FILES_PER_MESSAGE, FileRef};
use web_sys::{File, FileList};

use crate::{
    api::Fault,
    live::{self, Room, Uploading},
    parts::{Toaster, use_toaster},
    words::desk as words,
};

/// What became of a file so far.
#[derive(Debug, Clone)]
pub(crate) enum FileState {
    Uploading(RwSignal<Option<f64>>),
    Ready(FileRef),
    Failed(Fault),
}

/// A file beside the message. Copy but for its name.
#[derive(Debug, Clone)]
pub(crate) struct Attached {
    pub(crate) key: u32,
    pub(crate) name: String,
    pub(crate) size_bytes: u64,
    pub(crate) state: RwSignal<FileState>,
    /// What was picked, for another try; files of a kept draft are uploaded already.
    source: StoredValue<Option<File>, LocalStorage>,
    upload: StoredValue<Option<Uploading>, LocalStorage>,
}

/// Whether the files can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readiness {
    Nothing,
    Uploading,
    Failed,
    Ready,
}

#[derive(Clone, Copy)]
pub(crate) struct Attachments {
    room: Room,
    pub(crate) list: RwSignal<Vec<Attached>>,
    /// The draft's copy of what is uploaded.
    kept: RwSignal<Vec<FileRef>>,
    next: StoredValue<u32>,
    toaster: Toaster,
    /// Signals made in event handlers belong to the composer.
    owner: StoredValue<Owner>,
}

impl Attachments {
    pub(crate) fn new(room: Room, kept: RwSignal<Vec<FileRef>>) -> Self {
        let attachments = Self {
            room,
            list: RwSignal::new(Vec::new()),
            kept,
            next: StoredValue::new(0),
            toaster: use_toaster(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        for file in kept.get_untracked() {
            let attached = attachments.make(&file.name, file.size_bytes, None);
            attached.state.set(FileState::Ready(file.clone()));
            attachments.list.update(|list| list.push(attached));
        }
        on_cleanup(move || {
            attachments.list.with_untracked(|list| list.iter().for_each(Attached::abort));
        });
        attachments
    }

    pub(crate) fn has_any(self) -> bool {
        self.list.with(|list| !list.is_empty())
    }

    pub(crate) fn readiness(self) -> Readiness {
        self.list.with(|list| {
            let is = |test: fn(&FileState) -> bool| list.iter().any(|one| one.state.with(test));
            if is(|state| matches!(state, FileState::Failed(_))) {
                Readiness::Failed
            } else if is(|state| matches!(state, FileState::Uploading(_))) {
                Readiness::Uploading
            } else if list.is_empty() {
                Readiness::Nothing
            } else {
                Readiness::Ready
            }
        })
    }

    /// Takes everything that is uploaded out, to be sent.
    pub(crate) fn take(self) -> Vec<FileRef> {
        let list = self.list.try_update(std::mem::take).unwrap_or_default();
        list.iter().filter_map(|one| one.state.with_untracked(ready)).collect()
    }

    /// Adds picked, dropped or pasted files and starts uploading them.
    pub(crate) fn add(self, files: &FileList) {
        let mut is_full = false;
        for file in (0..files.length()).filter_map(|index| files.item(index)) {
            if self.list.with_untracked(Vec::len) >= FILES_PER_MESSAGE {
                is_full = true;
                break;
            }
            self.add_one(file);
        }
        if is_full {
            let count = FILES_PER_MESSAGE.to_string();
            self.toaster.warn(words::TOO_MANY_FILES.with(&[("count", &count)]));
        }
    }

    fn add_one(self, file: File) {
        let size_bytes = size_of(&file);
        let attached = self.make(&file.name(), size_bytes, Some(file));
        self.list.update(|list| list.push(attached.clone()));
        match live::upload_problem(size_bytes) {
            Some(refusal) => attached.state.set(FileState::Failed(refusal.into())),
            None => self.upload(&attached),
        }
    }

    fn make(self, name: &str, size_bytes: u64, source: Option<File>) -> Attached {
        let key = self.next.with_value(|next| *next);
        self.next.set_value(key.wrapping_add(1));
        let make = || Attached {
            key,
            name: name.to_owned(),
            size_bytes,
            state: RwSignal::new(FileState::Uploading(RwSignal::new(None))),
            source: StoredValue::new_local(source),
            upload: StoredValue::new_local(None),
        };
        self.owner.with_value(|owner| owner.with(make))
    }

    /// Uploads a file, again after a failure.
    pub(crate) fn upload(self, attached: &Attached) {
        let Some(Some(file)) = attached.source.try_get_value() else { return };
        let state = attached.state;
        let on_done = move |result: Result<FileRef, Fault>| {
            state.try_set(match result {
                Ok(file) => FileState::Ready(file),
                Err(fault) => FileState::Failed(fault),
            });
            self.keep();
        };
        match live::upload(self.room, &file, on_done) {
            Some(uploading) => {
                let progress = self
                    .owner
                    .with_value(|owner| owner.with(|| RwSignal::from(uploading.progress.clone())));
                state.set(FileState::Uploading(progress));
                attached.upload.set_value(Some(uploading));
            }
            None => state.set(FileState::Failed(Fault::Unreachable)),
        }
    }

    pub(crate) fn remove(self, key: u32) {
        self.list.update(|list| {
            list.iter().filter(|one| one.key == key).for_each(Attached::abort);
            list.retain(|one| one.key != key);
        });
        self.keep();
    }

    /// What is uploaded survives a reload with the draft.
    fn keep(self) {
        let ready = self.list.try_with_untracked(|list| {
            list.iter().filter_map(|one| one.state.with_untracked(ready)).collect()
        });
        if let Some(files) = ready {
            self.kept.try_set(files);
        }
    }
}

impl Attached {
    /// Whether another try can help.
    pub(crate) fn can_retry(&self) -> bool {
        self.state.with(|state| match state {
            FileState::Failed(fault) => crate::words::refusals::is_worth_retrying(fault),
            _ => false,
        })
    }

    fn abort(&self) {
        if let Some(Some(upload)) = self.upload.try_get_value() {
            upload.abort();
        }
    }
}

fn ready(state: &FileState) -> Option<FileRef> {
    match state {
        FileState::Ready(file) => Some(file.clone()),
        _ => None,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size in bytes, far below 2^53"
)]
fn size_of(file: &File) -> u64 {
    file.size() as u64
}
