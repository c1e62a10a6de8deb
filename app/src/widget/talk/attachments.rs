//! The files that will go with the next message: picked, dropped or pasted, and uploaded at once.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use model::{
    id::ConversationId,
    upload::{FILES_PER_MESSAGE, FileRef},
};
use web_sys::{File, FileList};

use super::attachment::{Attachment, State};
use crate::{
    live::{Room, Sending, send, upload_problem},
    widget::{kept, react::Signal, wording},
    words::widget as w,
};

/// The files of the message box; clones are the same.
#[derive(Clone)]
pub(super) struct Attachments {
    conversation: ConversationId,
    token: Rc<str>,
    pub(super) list: Signal<Vec<Attachment>>,
    /// Why something was not added.
    pub(super) problem: Signal<Option<String>>,
    /// Whether something is being dragged over the chat.
    pub(super) is_over: Signal<bool>,
    sources: Rc<RefCell<Vec<Source>>>,
    next: Rc<Cell<u32>>,
}

/// What an attachment is made from; not there for those of the last visit.
struct Source {
    key: u32,
    file: File,
    sending: Option<Sending>,
}

impl Attachments {
    /// With what was uploaded before a reload.
    pub(super) fn kept(conversation: ConversationId, token: Rc<str>) -> Self {
        let attachments = Self {
            conversation,
            token,
            list: Signal::new(Vec::new()),
            problem: Signal::new(None),
            is_over: Signal::new(false),
            sources: Rc::default(),
            next: Rc::default(),
        };
        let kept = kept::files(conversation);
        attachments.list.set(kept.into_iter().map(|file| attachments.uploaded(file)).collect());
        attachments
    }

    /// Begins to upload them, as many as a message carries.
    pub(super) fn add(&self, files: &FileList) {
        let room = FILES_PER_MESSAGE.saturating_sub(self.list.look(Vec::len));
        let files: Vec<File> = (0..files.length()).filter_map(|index| files.get(index)).collect();
        let count = FILES_PER_MESSAGE.to_string();
        let too_many = || w::TOO_MANY_FILES.with(&[("count", &count)]);
        self.problem.set((files.len() > room).then(too_many));
        for file in files.into_iter().take(room) {
            let attachment = self.begin(file);
            self.list.change(|list| list.push(attachment));
        }
    }

    /// Takes one away; what is on its way is stopped.
    pub(super) fn remove(&self, key: u32) {
        self.stop(key);
        self.list.change(|list| list.retain(|one| one.key != key));
        self.problem.set(None);
        self.keep();
    }

    /// Tries a failed one again.
    pub(super) fn retry(&self, key: u32) {
        let Some(source) = self.stop(key) else { return };
        let fresh = self.begin(source.file);
        self.list.change(|list| {
            if let Some(place) = list.iter_mut().find(|one| one.key == key) {
                *place = fresh;
            }
        });
        self.problem.set(None);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.with(Vec::is_empty)
    }

    pub(super) fn is_uploading(&self) -> bool {
        self.any(|state| *state == State::Uploading)
    }

    pub(super) fn has_failed(&self) -> bool {
        self.any(|state| matches!(state, State::Failed(_)))
    }

    /// What is uploaded, in order.
    pub(super) fn done(&self) -> Vec<FileRef> {
        self.list.look(|list| {
            let done = list.iter().filter_map(|one| match one.state.peek() {
                State::Done(file) => Some(file),
                _ => None,
            });
            done.collect()
        })
    }

    /// They are said.
    pub(super) fn clear(&self) {
        self.sources.borrow_mut().clear();
        self.list.set(Vec::new());
        self.problem.set(None);
        self.keep();
    }

    fn any(&self, is: impl Fn(&State) -> bool) -> bool {
        // All are asked, so that each is followed.
        self.list.with(|list| list.iter().filter(|one| one.state.with(&is)).count() > 0)
    }

    fn begin(&self, file: File) -> Attachment {
        let key = self.fresh_key();
        let size_bytes = size_of(&file);
        let name = file.name();
        let (state, progress) = (Signal::new(State::Uploading), Signal::new(None));
        let mut sending = None;
        let refusal = upload_problem(size_bytes);
        match &refusal {
            Some(refusal) => state.set(State::Failed(wording::refusal(refusal))),
            None => {
                sending = self.send(&file, state.clone(), progress.clone());
                if sending.is_none() {
                    state.set(State::Failed(w::REFUSED.text().to_owned()));
                }
            }
        }
        self.sources.borrow_mut().push(Source { key, file, sending });
        Attachment { key, name, size_bytes, state, progress, can_retry: refusal.is_none() }
    }

    fn send(
        &self,
        file: &File,
        state: Signal<State>,
        progress: Signal<Option<f64>>,
    ) -> Option<Sending> {
        let own = self.clone();
        let show = move |share| progress.set(Some(share));
        send(Room::Conversation(self.conversation), file, Some(&self.token), show, move |result| {
            state.set(match result {
                Ok(file) => State::Done(file),
                Err(fault) => State::Failed(wording::fault(&fault)),
            });
            own.keep();
        })
    }

    fn uploaded(&self, file: FileRef) -> Attachment {
        Attachment {
            key: self.fresh_key(),
            name: file.name.clone(),
            size_bytes: file.size_bytes,
            state: Signal::new(State::Done(file)),
            progress: Signal::new(None),
            can_retry: false,
        }
    }

    fn stop(&self, key: u32) -> Option<Source> {
        let mut sources = self.sources.borrow_mut();
        let at = sources.iter().position(|one| one.key == key)?;
        let source = sources.remove(at);
        if let Some(sending) = &source.sending {
            sending.abort();
        }
        Some(source)
    }

    fn keep(&self) {
        kept::set_files(self.conversation, &self.done());
    }

    fn fresh_key(&self) -> u32 {
        self.next.set(self.next.get().wrapping_add(1));
        self.next.get()
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
