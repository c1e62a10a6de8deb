//! The mail server as the fields of a form.

use leptos::{html, prelude::*};
use model::{
    locale::Locale,
    mail::{MailSettings, Security},
    refusal::Field,
};

use super::whole::Whole;
use crate::{
    api::Fault,
    shell::{
        conflict::{Part, Versions},
        problems::Problems,
        saving::Saving,
    },
    words::mail as words,
};

/// What is being filled in; the password only if somebody typed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) settings: MailSettings,
    pub(super) password: String,
}

impl Draft {
    /// Nothing typed: the kept one stays.
    pub(super) fn typed_password(&self) -> Option<String> {
        Some(self.password.clone()).filter(|password| !password.is_empty())
    }
}

pub(super) const PARTS: &[Part<Draft>] = &[
    Part {
        label: words::HOST,
        text: |it| it.settings.host.clone(),
        take: |into, from| into.settings.host.clone_from(&from.settings.host),
    },
    Part {
        label: words::PORT,
        text: |it| it.settings.port.to_string(),
        take: |into, from| into.settings.port = from.settings.port,
    },
    Part {
        label: words::SECURITY,
        text: |it| words::security(it.settings.security).text().to_owned(),
        take: |into, from| into.settings.security = from.settings.security,
    },
    Part {
        label: words::USERNAME,
        text: |it| it.settings.username.clone(),
        take: |into, from| into.settings.username.clone_from(&from.settings.username),
    },
    Part {
        label: words::CERTIFICATES,
        text: |it| it.settings.certificates.clone(),
        take: |into, from| into.settings.certificates.clone_from(&from.settings.certificates),
    },
    Part {
        label: words::FROM_ADDRESS,
        text: |it| it.settings.from_address.clone(),
        take: |into, from| into.settings.from_address.clone_from(&from.settings.from_address),
    },
    Part {
        label: words::FROM_NAME,
        text: |it| it.settings.from_name.clone(),
        take: |into, from| into.settings.from_name.clone_from(&from.settings.from_name),
    },
    Part {
        label: words::LANGUAGE,
        text: |it| it.settings.locale.language.clone(),
        take: |into, from| into.settings.locale.language.clone_from(&from.settings.locale.language),
    },
    Part {
        label: words::TIME_ZONE,
        text: |it| it.settings.locale.time_zone.clone(),
        take: |into, from| {
            into.settings.locale.time_zone.clone_from(&from.settings.locale.time_zone);
        },
    },
];

const FIELDS: &[Field] = &[
    Field::Host,
    Field::Security,
    Field::Username,
    Field::Password,
    Field::Certificates,
    Field::Email,
    Field::Name,
    Field::TimeZone,
];

/// The fields. Copy. A draft is not kept in the browser: it may hold a password.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) host: RwSignal<String>,
    pub(super) port: Whole,
    pub(super) security: RwSignal<String>,
    pub(super) username: RwSignal<String>,
    pub(super) password: RwSignal<String>,
    pub(super) certificates: RwSignal<String>,
    pub(super) from_address: RwSignal<String>,
    pub(super) from_name: RwSignal<String>,
    pub(super) language: RwSignal<String>,
    pub(super) time_zone: RwSignal<String>,
    pub(super) problems: Problems,
    pub(super) saving: Saving<MailSettings>,
    pub(super) node: NodeRef<html::Form>,
    pub(super) base: RwSignal<MailSettings>,
}

impl Form {
    pub(super) fn new(values: MailSettings) -> Self {
        let form = Self {
            host: RwSignal::default(),
            port: Whole::new(1, 65_535),
            security: RwSignal::default(),
            username: RwSignal::default(),
            password: RwSignal::default(),
            certificates: RwSignal::default(),
            from_address: RwSignal::default(),
            from_name: RwSignal::default(),
            language: RwSignal::default(),
            time_zone: RwSignal::default(),
            problems: Problems::new(),
            saving: Saving::new(),
            node: NodeRef::new(),
            base: RwSignal::new(values),
        };
        form.fill(&form.untouched());
        form
    }

    /// Starts over from what the server holds.
    pub(super) fn begin(self, values: MailSettings) {
        self.base.set(values);
        self.fill(&self.untouched());
        self.saving.settle();
        self.problems.clear();
    }

    /// Starts over from what somebody else saved.
    pub(super) fn take_theirs(self) {
        if let Some(theirs) = self.saving.theirs.get_untracked() {
            self.begin(theirs);
        }
    }

    /// Goes on from theirs with what was chosen; gives what is to be saved.
    pub(super) fn merge(self, theirs: MailSettings, merged: &Draft) -> Draft {
        self.base.set(theirs);
        self.fill(merged);
        untrack(|| self.draft())
    }

    pub(super) fn untouched(self) -> Draft {
        Draft { settings: self.base.get_untracked(), password: String::new() }
    }

    pub(super) fn is_changed(self) -> bool {
        let draft = self.draft();
        !draft.password.is_empty() || self.base.with(|base| draft.settings != *base)
    }

    pub(super) fn versions(self, theirs: &MailSettings) -> Versions<Draft> {
        let mine = untrack(|| self.draft());
        let theirs = Draft { settings: theirs.clone(), password: mine.password.clone() };
        Versions { base: self.untouched(), mine, theirs }
    }

    /// Puts what is wrong beside its field, as the server would; true when nothing is.
    pub(super) fn check(self) -> bool {
        let settings = untrack(|| self.draft()).settings;
        let is_right = self.port.check();
        is_right & self.problems.check([settings.checked().map(drop)])
    }

    /// Puts a refused field's problem beside it; false when the fault is about something else.
    pub(super) fn blame(self, fault: &Fault) -> bool {
        self.problems.take(fault, FIELDS)
    }

    pub(super) fn fill(self, draft: &Draft) {
        let settings = &draft.settings;
        self.host.set(settings.host.clone());
        self.port.set(u32::from(settings.port));
        self.security.set(settings.security.as_str().to_owned());
        self.username.set(settings.username.clone());
        self.password.set(draft.password.clone());
        self.certificates.set(settings.certificates.clone());
        self.from_address.set(settings.from_address.clone());
        self.from_name.set(settings.from_name.clone());
        self.language.set(settings.locale.language.clone());
        self.time_zone.set(settings.locale.time_zone.clone());
    }

    pub(super) fn draft(self) -> Draft {
        let locale = Locale { language: self.language.get(), time_zone: self.time_zone.get() };
        let settings = MailSettings {
            host: self.host.get(),
            port: u16::try_from(self.port.get()).unwrap_or_default(),
            security: self.security.with(|word| Security::from_word(word)).unwrap_or_default(),
            username: self.username.get(),
            from_address: self.from_address.get(),
            from_name: self.from_name.get(),
            certificates: self.certificates.get(),
            locale,
            ..self.base.get()
        };
        Draft { settings, password: self.password.get() }
    }
}
