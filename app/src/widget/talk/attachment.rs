//! One file beside the message box: on its way up, there, or refused.

use model::upload::FileRef;

use super::attachments::Attachments;
use crate::{
    parts::{Glyph, intl},
    widget::{
        dom::{El, el},
        parts::{icon, icon_button},
        react::Signal,
    },
    words::widget as w,
};

/// A file that will go with the next message.
#[derive(Clone)]
pub(super) struct Attachment {
    pub(super) key: u32,
    pub(super) name: String,
    pub(super) size_bytes: u64,
    pub(super) state: Signal<State>,
    pub(super) progress: Signal<Option<f64>>,
    /// Whether trying again could help.
    pub(super) can_retry: bool,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    Uploading,
    Done(FileRef),
    /// Why not, in words.
    Failed(String),
}

pub(super) fn attachment_line(attachments: &Attachments, attachment: Attachment) -> El {
    let Attachment { key, name, size_bytes, state, progress, can_retry } = attachment;
    let label = |word: crate::words::Word| word.with(&[("name", &name)]);
    let (named, shown, failed) = (state.clone(), state.clone(), state);
    let (uploading, again, remove) =
        (label(w::UPLOADING), label(w::TRY_FILE_AGAIN), label(w::REMOVE));
    let status = move |state: State| {
        Some(match state {
            State::Uploading => bar(&uploading, progress.clone()),
            State::Done(_) => el("span", "file__size").text(&intl::bytes(size_bytes)),
            State::Failed(why) => el("span", "file__error").attr("role", "alert").text(&why),
        })
    };
    let (retried, removed) = (attachments.clone(), attachments.clone());
    el("li", "file")
        .state("data-state", move || Some(named.with(State::name).to_owned()))
        .kid(icon(Glyph::File))
        .kid(el("span", "file__name").attr("dir", "auto").text(&name))
        .place(move || shown.get(), status)
        .when(
            move || can_retry && failed.with(|state| matches!(state, State::Failed(_))),
            move || {
                let retried = retried.clone();
                icon_button("quiet", Glyph::RotateCcw, &again, None, move || retried.retry(key))
            },
        )
        .kid(icon_button("quiet", Glyph::X, &remove, None, move || removed.remove(key)))
}

fn bar(label: &str, value: Signal<Option<f64>>) -> El {
    let bar = el("progress", "progress__bar")
        .attr("aria-label", label)
        .attr("max", "100")
        .state("value", move || value.get().map(percent));
    el("div", "progress").kid(bar)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
fn percent(share: f64) -> String {
    ((share.clamp(0.0, 1.0) * 100.0) as u32).to_string()
}

impl State {
    const fn name(&self) -> &'static str {
        match self {
            Self::Uploading => "uploading",
            Self::Done(_) => "done",
            Self::Failed(_) => "failed",
        }
    }
}
