//! End conversation: whether the transcript goes out by email, and to whom.

use leptos::{prelude::*, task::spawn_local};
use model::{
    permission::Action,
    refusal::Field,
    transcript::{EmailAtEnd as Choice, TranscriptOptions},
};

use super::{
    room::Room,
    transcript_email::{EmailFields, EmailInputs},
};
use crate::{
    api::{self, Fault},
    parts::Checkbox,
    words::{mail as words, refusals},
};

/// The choice. Copy.
#[derive(Clone, Copy)]
pub(super) struct EmailAtEnd {
    room: Room,
    is_wanted: RwSignal<bool>,
    fields: EmailFields,
    /// `None` until it is known what can be chosen.
    options: RwSignal<Option<Result<TranscriptOptions, Fault>>>,
}

impl EmailAtEnd {
    /// Asks the server what can be chosen.
    pub(super) fn ask(room: Room) -> Self {
        let options = RwSignal::new(None);
        let fields = EmailFields::new();
        let choice = Self { room, is_wanted: RwSignal::new(false), fields, options };
        if untrack(|| room.may(Action::SendTranscript)).is_ok() {
            spawn_local(async move {
                let answer = room.session.ask(api::transcripts::options(room.id)).await;
                if let Ok(found) = &answer {
                    choice.begin(found);
                }
                options.try_set(Some(answer));
            });
        }
        choice
    }

    fn begin(self, found: &TranscriptOptions) {
        self.fields.fill(found);
        let can = found.is_set_up && !found.addresses.is_empty();
        self.is_wanted.set(can && (found.is_required || found.is_preferred));
    }

    /// Why the tick cannot be changed.
    fn blocked(self) -> Option<String> {
        if let Err(refusal) = self.room.may(Action::SendTranscript) {
            return Some(refusals::refusal(&refusal));
        }
        self.options.with(|options| match options {
            None => Some(words::AT_END_LOADING.text().to_owned()),
            Some(Err(fault)) => Some(refusals::fault(fault)),
            Some(Ok(found)) if !found.is_set_up => Some(words::NOT_SET_UP.text().to_owned()),
            Some(Ok(found)) if found.addresses.is_empty() => {
                Some(words::AT_END_NO_ADDRESS.with(&[("name", &self.room.guest())]))
            }
            Some(Ok(found)) => found.is_required.then(|| words::AT_END_REQUIRED.text().to_owned()),
        })
    }

    /// Puts what is wrong beside its field; true when nothing is.
    pub(super) fn check(self) -> bool {
        !self.is_wanted.get_untracked() || self.fields.check()
    }

    /// What was chosen; nothing as long as it is not known what can be.
    pub(super) fn chosen(self) -> Option<Choice> {
        let is_known = self.options.with_untracked(|options| matches!(options, Some(Ok(_))));
        is_known.then(|| {
            if self.is_wanted.get_untracked() { Choice::To(self.fields.wish()) } else { Choice::No }
        })
    }

    /// Puts a refused field's problem beside it; false when the fault is about something else.
    pub(super) fn blame(self, fault: &Fault) -> bool {
        self.fields.problems.take(fault, &[Field::Email, Field::Subject])
    }
}

#[component]
pub(super) fn EmailChoice(choice: EmailAtEnd) -> impl IntoView {
    let EmailAtEnd { room, is_wanted, fields, options } = choice;
    let found = move || options.get().and_then(Result::ok).filter(|_| is_wanted.get());
    view! {
        <Checkbox
            label=words::AT_END.text()
            value=is_wanted
            blocked=Signal::derive(move || choice.blocked())
        />
        {move || found().map(|found| view! {
            <EmailInputs fields guest=untrack(|| room.guest()) options=found/>
        })}
    }
}
