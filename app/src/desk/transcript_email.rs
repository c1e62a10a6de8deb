//! Who gets a transcript by email: the fields that two dialogs share.

use leptos::prelude::*;
use model::{
    mail::SUBJECT_LIMIT,
    parse,
    refusal::Field,
    transcript::{TranscriptOptions, TranscriptWish},
};

use crate::{
    parts::{TextField, TextKind, intl},
    shell::problems::{Problems, verdict},
    words::{Language, letters, mail as words},
};

/// Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct EmailFields {
    pub(super) to: RwSignal<String>,
    pub(super) subject: RwSignal<String>,
    pub(super) problems: Problems,
}

impl EmailFields {
    pub(super) fn new() -> Self {
        let (to, subject) = (RwSignal::default(), RwSignal::default());
        Self { to, subject, problems: Problems::new() }
    }

    /// The contact's address, and the usual subject in the contact's language.
    pub(super) fn fill(self, options: &TranscriptOptions) {
        self.to.set(options.addresses.first().cloned().unwrap_or_default());
        let language = Language::from_tag(&options.reader.language);
        let workspace = [("workspace", options.workspace.as_str())];
        self.subject.set(letters::SUBJECT.fill(language, &workspace));
    }

    /// Puts what is wrong beside its field; true when nothing is.
    pub(super) fn check(self) -> bool {
        let subject = self.subject.get_untracked();
        self.problems.check([
            verdict(parse::email(&self.to.get_untracked())),
            verdict(parse::line(Field::Subject, &subject, SUBJECT_LIMIT)),
        ])
    }

    pub(super) fn wish(self) -> TranscriptWish {
        TranscriptWish {
            to: self.to.get_untracked(),
            subject: self.subject.get_untracked(),
            reader: intl::reader(),
        }
    }
}

#[component]
pub(super) fn EmailInputs(
    fields: EmailFields,
    guest: String,
    options: TranscriptOptions,
) -> impl IntoView {
    let hint = match options.addresses.len() {
        0 => words::EMAIL_HINT_NONE.with(&[("name", &guest)]),
        1 => String::new(),
        _ => words::EMAIL_HINT_MANY.with(&[("name", &guest)]),
    };
    view! {
        <TextField
            label=words::EMAIL.text()
            value=fields.to
            kind=TextKind::Email
            hint
            required=true
            error=fields.problems.at(Field::Email)
            suggestions=options.addresses
        />
        <TextField
            label=words::SUBJECT.text()
            value=fields.subject
            max_length=SUBJECT_LIMIT
            error=fields.problems.at(Field::Subject)
        />
    }
}
