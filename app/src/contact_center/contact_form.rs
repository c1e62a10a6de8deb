//! The form of a contact, for a new one and for changes.

use leptos::{html, prelude::*, task::spawn_local};
use model::{
    contact::{Contact, ContactDraft, Duplicate},
    custom_field::Holder,
    parse,
    person::Role,
    refusal::{Field, Refusal},
};

use super::{
    addresses::{AddressFields, Addresses, Kind},
    duplicates::Duplicates,
};
use crate::{
    api::{self, Fault},
    custom_fields::{CustomInputs, Inputs, on_leaving},
    parts::{Combobox, Suggestion, TextArea, TextField, TextKind},
    shell::{
        conflict::{ConflictFrame, Part, Versions},
        entry_form::EntryForm,
        kept::Kept,
        problems::{Problems, focus_first_problem, verdict},
        saving::Saving,
        session::{Session, use_session},
    },
    words::contact_center as words,
};

const EMAILS: Kind = Kind {
    field: TextKind::Email,
    first: words::EMAIL,
    numbered: words::EMAIL_NUMBERED,
    add: words::ADD_EMAIL,
    hint: None,
    parse: parse::email,
};

const PHONES: Kind = Kind {
    field: TextKind::Tel,
    first: words::PHONE,
    numbered: words::PHONE_NUMBERED,
    add: words::ADD_PHONE,
    hint: Some(words::PHONE_HINT),
    parse: parse::phone,
};

const PARTS: &[Part<ContactDraft>] = &[
    Part {
        label: words::NAME,
        text: |draft| draft.name.clone(),
        take: |into, from| into.name.clone_from(&from.name),
    },
    Part {
        label: words::EMAIL,
        text: |draft| draft.emails.join("\n"),
        take: |into, from| into.emails.clone_from(&from.emails),
    },
    Part {
        label: words::PHONE,
        text: |draft| draft.phones.join("\n"),
        take: |into, from| into.phones.clone_from(&from.phones),
    },
    Part {
        label: words::CONTACT_MANAGER,
        text: |draft| match draft.manager {
            Some(id) => use_session().person_name(id),
            None => words::NOBODY.text().to_owned(),
        },
        take: |into, from| into.manager = from.manager,
    },
    Part {
        label: words::NOTES,
        text: |draft| draft.notes.clone(),
        take: |into, from| into.notes.clone_from(&from.notes),
    },
];

/// The draft that changes nothing.
fn draft_of(contact: &Contact) -> ContactDraft {
    ContactDraft {
        name: contact.name.clone(),
        emails: contact.emails.clone(),
        phones: contact.phones.clone(),
        notes: contact.notes.clone(),
        manager: contact.manager.as_ref().map(|manager| manager.id),
        fields: contact.fields.clone(),
    }
}

#[derive(Debug, Clone, Copy)]
struct Form {
    session: Session,
    name: RwSignal<String>,
    emails: Addresses,
    phones: Addresses,
    notes: RwSignal<String>,
    manager: RwSignal<String>,
    fields: Inputs,
    /// Contacts that may be the same, once somebody wanted to create this one.
    duplicates: RwSignal<Vec<Duplicate>>,
    problems: Problems,
    saving: Saving<Contact>,
    /// What is changed; none: a new contact is made.
    base: StoredValue<Option<Contact>>,
    kept: Kept,
    node: NodeRef<html::Form>,
    on_saved: Callback<Contact>,
}

/// `contact`: the one to change; without it a new one is made.
#[component]
pub(super) fn ContactForm(
    #[prop(optional)] contact: Option<Contact>,
    on_saved: Callback<Contact>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let form = Form::new(contact, on_saved);
    let cancel = Callback::new(move |()| {
        form.kept.forget();
        on_cancel.run(());
    });
    view! {
        <ConflictFrame
            node=form.node
            saving=form.saving
            parts=PARTS
            versions=move |theirs: Contact| form.versions(&theirs)
            more=move |()| form.fields.parts(|draft: &mut ContactDraft| &mut draft.fields)
            on_merge=move |(theirs, merged): (Contact, ContactDraft)| form.save_merged(theirs, &merged)
            on_cancel=cancel
        >
            <EntryForm
                node=form.node
                busy=form.saving.is_busy
                on_submit=move |()| form.send()
                on_cancel=cancel
            >
                <Fields form/>
                <Duplicates found=form.duplicates on_create=move |()| form.create_anyway()/>
            </EntryForm>
        </ConflictFrame>
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let managers = Signal::derive(move || form.managers());
    view! {
        <div on:focusout=on_leaving(move || form.leave_name())>
            <TextField
                label=words::NAME.text()
                value=form.name
                required=true
                max_length=parse::NAME_LIMIT
                error=form.problems.at(Field::Name)
            />
        </div>
        <AddressFields addresses=form.emails/>
        <AddressFields addresses=form.phones/>
        <Combobox
            label=words::CONTACT_MANAGER.text()
            value=form.manager
            options=managers
            none=words::NO_AGENT_FOUND.text()
            hint=words::MANAGER_HINT.text()
            error=form.problems.at(Field::Manager)
        />
        <CustomInputs inputs=form.fields/>
        <TextArea
            label=words::NOTES.text()
            value=form.notes
            hint=words::NOTES_HINT.text()
            rows=4
            max_length=parse::NOTES_LIMIT
            error=form.problems.at(Field::Notes)
        />
    }
}

impl Form {
    fn new(contact: Option<Contact>, on_saved: Callback<Contact>) -> Self {
        let session = use_session();
        let key = contact
            .as_ref()
            .map_or_else(|| "contact.new".to_owned(), |contact| format!("contact.{}", contact.id));
        let form = Self {
            session,
            name: RwSignal::default(),
            emails: Addresses::new(EMAILS),
            phones: Addresses::new(PHONES),
            notes: RwSignal::default(),
            manager: RwSignal::default(),
            fields: Inputs::new(Holder::Contact),
            duplicates: RwSignal::default(),
            problems: Problems::new(),
            saving: Saving::new(),
            base: StoredValue::new(contact),
            kept: Kept::new(session.my_id(), &key),
            node: NodeRef::new(),
            on_saved,
        };
        let untouched = form.untouched();
        form.fill(&form.kept.load().unwrap_or_else(|| untouched.clone()));
        form.kept.follow(move || form.draft(), move || untouched.clone());
        form
    }

    fn untouched(self) -> ContactDraft {
        self.base.with_value(|base| base.as_ref().map(draft_of).unwrap_or_default())
    }

    fn fill(self, draft: &ContactDraft) {
        self.name.set(draft.name.clone());
        self.emails.fill(&draft.emails);
        self.phones.fill(&draft.phones);
        self.notes.set(draft.notes.clone());
        self.manager.set(draft.manager.map(|id| id.to_string()).unwrap_or_default());
        self.fields.fill(&draft.fields);
    }

    fn draft(self) -> ContactDraft {
        ContactDraft {
            name: self.name.get(),
            emails: self.emails.values(),
            phones: self.phones.values(),
            notes: self.notes.get(),
            manager: self.manager.with(|id| id.parse().ok()),
            fields: self.fields.values(),
        }
    }

    /// Every agent; whoever it is now stays in the list, whatever became of them.
    fn managers(self) -> Vec<Suggestion> {
        let held = self.base.with_value(|base| base.as_ref()?.manager.clone());
        let mut choices = Vec::new();
        self.session.people.with(|people| {
            let serving = people.iter().filter(|it| it.is_enabled && it.roles.has(Role::Agent));
            choices.extend(serving.map(|it| Suggestion {
                value: it.id.to_string(),
                label: it.name.clone(),
                detail: it.username.clone(),
                blocked: None,
            }));
        });
        let held = held.map(|held| Suggestion {
            value: held.id.to_string(),
            label: held.name,
            ..Suggestion::default()
        });
        choices.extend(
            held.filter(|held| choices.iter().all(|one: &Suggestion| one.value != held.value)),
        );
        choices
    }

    fn versions(self, theirs: &Contact) -> Versions<ContactDraft> {
        Versions {
            base: self.untouched(),
            mine: untrack(|| self.draft()),
            theirs: draft_of(theirs),
        }
    }

    fn send(self) {
        let draft = untrack(|| self.draft());
        let is_clean = self.problems.check([
            verdict(parse::name(Field::Name, &draft.name)),
            verdict(parse::prose(Field::Notes, &draft.notes, parse::NOTES_LIMIT)),
        ]);
        if is_clean & self.emails.check() & self.phones.check() & self.fields.check() {
            self.save_unless_known(draft);
        } else {
            focus_first_problem(self.node);
        }
    }

    fn leave_name(self) {
        if let Some(name) = self.name.try_get_untracked() {
            self.problems.check([verdict(parse::name(Field::Name, &name))]);
        }
    }

    /// A new contact is not created before those are offered that may be the same person.
    fn save_unless_known(self, draft: ContactDraft) {
        if self.base.with_value(Option::is_some) {
            return self.save(draft);
        }
        if self.saving.is_busy.get_untracked() {
            return;
        }
        self.saving.is_busy.set(true);
        spawn_local(async move {
            let answer = self.session.ask(api::contacts::duplicates(draft.clone())).await;
            if self.saving.is_busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(found) if !found.is_empty() => self.duplicates.set(found),
                Ok(_) => self.save(draft),
                Err(fault) => self.refused(&fault),
            }
        });
    }

    fn create_anyway(self) {
        self.duplicates.set(Vec::new());
        let draft = untrack(|| self.draft());
        self.save(draft);
    }

    fn save_merged(self, theirs: Contact, merged: &ContactDraft) {
        self.base.set_value(Some(theirs));
        self.fill(merged);
        self.save(merged.clone());
    }

    fn save(self, draft: ContactDraft) {
        let base = self.base.with_value(|base| base.as_ref().map(|base| (base.id, base.version)));
        let done = move |answer| match answer {
            Ok(saved) => {
                self.kept.forget();
                self.on_saved.run(saved);
            }
            Err(fault) => self.refused(&fault),
        };
        match base {
            None => {
                let nothing = async { Err(Fault::Broken) };
                self.saving.send(api::contacts::create(draft), nothing, done);
            }
            Some((id, version)) => {
                let save = api::contacts::edit(id, version, draft);
                self.saving.send(save, api::contacts::find(id), done);
            }
        }
    }

    fn refused(self, fault: &Fault) {
        match fault {
            Fault::Refused(Refusal::Invalid { field: Field::Email, problem }) => {
                self.emails.blame(*problem);
            }
            Fault::Refused(Refusal::Invalid { field: Field::Phone, problem }) => {
                self.phones.blame(*problem);
            }
            _ if self.fields.take(fault) => {}
            _ if self.problems.take(fault, &[Field::Name, Field::Notes, Field::Manager]) => {}
            _ => return self.session.tell(fault),
        }
        focus_first_problem(self.node);
    }
}
