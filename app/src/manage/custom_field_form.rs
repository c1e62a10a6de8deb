//! The form of a custom field.

use leptos::{html, prelude::*};
use model::{
    custom_field::{
        self, CustomField, CustomFieldDraft, Editors, Holder, KEY_LIMIT, Kind, PATTERN_LIMIT,
    },
    id::CustomFieldId,
    parse,
    refusal::{Field, Refusal, Thing},
};

use super::{custom_fields::holder_word, department_draft::yes_or_no};
use crate::{
    api::{self, Fault},
    custom_fields::kind_word,
    parts::{Choice, Select, Switch, TextArea, TextField},
    shell::{
        conflict::{ConflictFrame, Part, Versions},
        entry_form::EntryForm,
        kept::Kept,
        problems::{Problems, focus_first_problem, verdict},
        saving::Saving,
        session::{Session, use_session},
    },
    words::custom_fields as words,
};

const MANAGERS: &str = "managers";
const EVERYBODY: &str = "everybody";
/// Fields beside which a refusal is told.
const SHOWN: &[Field] = &[Field::Label, Field::Key, Field::Options, Field::Pattern];

const PARTS: &[Part<CustomFieldDraft>] = &[
    Part {
        label: words::LABEL,
        text: |draft| draft.label.clone(),
        take: |into, from| into.label.clone_from(&from.label),
    },
    Part {
        label: words::KIND,
        text: |draft| kind_word(draft.kind).text().to_owned(),
        take: |into, from| into.kind = from.kind,
    },
    Part {
        label: words::OPTIONS,
        text: |draft| draft.options.join("\n"),
        take: |into, from| into.options.clone_from(&from.options),
    },
    Part {
        label: words::PATTERN,
        text: |draft| draft.pattern.clone(),
        take: |into, from| into.pattern.clone_from(&from.pattern),
    },
    Part {
        label: words::REQUIRED,
        text: |draft| yes_or_no(draft.is_required),
        take: |into, from| into.is_required = from.is_required,
    },
    Part {
        label: words::TAG_SEARCHABLE,
        text: |draft| yes_or_no(draft.is_searchable),
        take: |into, from| into.is_searchable = from.is_searchable,
    },
    Part {
        label: words::VISIBLE,
        text: |draft| yes_or_no(draft.is_visible),
        take: |into, from| into.is_visible = from.is_visible,
    },
    Part {
        label: words::ASKED,
        text: |draft| yes_or_no(draft.is_asked),
        take: |into, from| into.is_asked = from.is_asked,
    },
    Part {
        label: words::EDITORS,
        text: |draft| match draft.editors {
            Editors::Everybody => words::EDITORS_EVERYBODY.text().to_owned(),
            Editors::Managers => words::EDITORS_MANAGERS.text().to_owned(),
        },
        take: |into, from| into.editors = from.editors,
    },
    Part {
        label: words::ENABLED,
        text: |draft| yes_or_no(draft.is_enabled),
        take: |into, from| into.is_enabled = from.is_enabled,
    },
];

fn draft_of(field: &CustomField) -> CustomFieldDraft {
    CustomFieldDraft {
        key: field.key.clone(),
        holder: field.holder,
        label: field.label.clone(),
        kind: field.kind,
        options: field.options.clone(),
        pattern: field.pattern.clone(),
        is_required: field.is_required,
        is_searchable: field.is_searchable,
        is_visible: field.is_visible,
        is_asked: field.is_asked,
        editors: field.editors,
        is_enabled: field.is_enabled,
    }
}

fn new_draft() -> CustomFieldDraft {
    CustomFieldDraft {
        key: String::new(),
        holder: Holder::Contact,
        label: String::new(),
        kind: Kind::Text,
        options: Vec::new(),
        pattern: String::new(),
        is_required: false,
        is_searchable: false,
        is_visible: true,
        is_asked: false,
        editors: Editors::Everybody,
        is_enabled: true,
    }
}

#[derive(Debug, Clone, Copy)]
struct Form {
    session: Session,
    label: RwSignal<String>,
    key: RwSignal<String>,
    holder: RwSignal<String>,
    kind: RwSignal<String>,
    options: RwSignal<String>,
    pattern: RwSignal<String>,
    is_required: RwSignal<bool>,
    is_searchable: RwSignal<bool>,
    is_visible: RwSignal<bool>,
    is_asked: RwSignal<bool>,
    editors: RwSignal<String>,
    is_enabled: RwSignal<bool>,
    problems: Problems,
    saving: Saving<CustomField>,
    base: StoredValue<Option<CustomField>>,
    kept: Kept,
    node: NodeRef<html::Form>,
    on_saved: Callback<CustomField>,
}

/// `field`: the one to change; without it a new one is made.
#[component]
pub(super) fn CustomFieldForm(
    #[prop(optional)] field: Option<CustomField>,
    on_saved: Callback<CustomField>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let form = Form::new(field, on_saved);
    let cancel = Callback::new(move |()| {
        form.kept.forget();
        on_cancel.run(());
    });
    view! {
        <ConflictFrame
            node=form.node
            saving=form.saving
            parts=PARTS
            versions=move |theirs: CustomField| form.versions(&theirs)
            on_merge=move |(theirs, merged): (CustomField, CustomFieldDraft)| {
                form.save_merged(theirs, &merged)
            }
            on_cancel=cancel
        >
            <EntryForm
                node=form.node
                busy=form.saving.is_busy
                on_submit=move |()| form.send()
                on_cancel=cancel
            >
                <Fields form/>
            </EntryForm>
        </ConflictFrame>
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let is_new = form.base.with_value(Option::is_none);
    let kinds = Kind::ALL.map(|kind| Choice::new(kind.as_str(), kind_word(kind).text()));
    let holders = Holder::ALL.map(|it| Choice::new(it.as_str(), holder_word(it)));
    let kind = move || form.kind.with(|word| Kind::from_word(word).unwrap_or_default());
    view! {
        <div class="form__row">
            <TextField
                label=words::LABEL.text()
                value=form.label
                required=true
                autocomplete="off"
                max_length=parse::NAME_LIMIT
                hint=words::LABEL_HINT.text()
                error=form.problems.at(Field::Label)
            />
            <TextField
                label=words::KEY.text()
                value=form.key
                required=true
                autocomplete="off"
                readonly=!is_new
                max_length=KEY_LIMIT
                hint=words::KEY_HINT.text()
                error=form.problems.at(Field::Key)
                attr:autocapitalize="none"
            />
        </div>
        <div class="form__row">
            <Select
                label=words::HOLDER.text()
                value=form.holder
                options=Signal::stored(holders.to_vec())
                readonly=!is_new
                hint=words::HOLDER_HINT.text()
            />
            <Select
                label=words::KIND.text()
                value=form.kind
                options=Signal::stored(kinds.to_vec())
            />
        </div>
        <Show when=move || kind().has_options()>
            <TextArea
                label=words::OPTIONS.text()
                value=form.options
                rows=5
                required=true
                hint=words::OPTIONS_HINT.text()
                error=form.problems.at(Field::Options)
            />
        </Show>
        <Show when=move || kind().has_pattern()>
            <TextField
                label=words::PATTERN.text()
                value=form.pattern
                autocomplete="off"
                max_length=PATTERN_LIMIT
                hint=words::PATTERN_HINT.text()
                error=form.problems.at(Field::Pattern)
                attr:autocapitalize="none"
                attr:spellcheck="false"
            />
        </Show>
        <Behaviour form/>
    }
}

#[component]
fn Behaviour(form: Form) -> impl IntoView {
    let is_of_contacts = move || form.holder.with(|word| word == Holder::Contact.as_str());
    let searchable = Signal::derive(move || {
        let word = if is_of_contacts() { words::SEARCHABLE } else { words::FILTERED };
        word.text().to_owned()
    });
    let editors = vec![
        Choice::new(EVERYBODY, words::EDITORS_EVERYBODY.text()),
        Choice::new(MANAGERS, words::EDITORS_MANAGERS.text()),
    ];
    view! {
        <Select
            label=words::EDITORS.text()
            value=form.editors
            options=Signal::stored(editors)
        />
        <div class="form__checks">
            <Switch label=words::REQUIRED.text() value=form.is_required/>
            <Switch label=searchable value=form.is_searchable/>
            <Switch label=words::ASKED.text() value=form.is_asked/>
            <Switch
                label=words::VISIBLE.text()
                value=form.is_visible
                hint=words::VISIBLE_HINT.text()
            />
            <Switch
                label=words::ENABLED.text()
                value=form.is_enabled
                hint=words::ENABLED_HINT.text()
            />
        </div>
    }
}

impl Form {
    fn new(field: Option<CustomField>, on_saved: Callback<CustomField>) -> Self {
        let session = use_session();
        let key = field
            .as_ref()
            .map_or_else(|| "custom_field.new".to_owned(), |it| format!("custom_field.{}", it.id));
        let form = Self {
            session,
            label: RwSignal::default(),
            key: RwSignal::default(),
            holder: RwSignal::default(),
            kind: RwSignal::default(),
            options: RwSignal::default(),
            pattern: RwSignal::default(),
            is_required: RwSignal::default(),
            is_searchable: RwSignal::default(),
            is_visible: RwSignal::default(),
            is_asked: RwSignal::default(),
            editors: RwSignal::default(),
            is_enabled: RwSignal::default(),
            problems: Problems::new(),
            saving: Saving::new(),
            base: StoredValue::new(field),
            kept: Kept::new(session.my_id(), &key),
            node: NodeRef::new(),
            on_saved,
        };
        form.fill(&form.kept.load().unwrap_or_else(|| form.untouched()));
        form.kept.follow(move || form.draft(), move || form.untouched());
        form.suggest_keys();
        form
    }

    /// A new field's key follows its label until somebody writes one.
    fn suggest_keys(self) {
        if self.base.with_value(Option::is_some) {
            return;
        }
        Effect::new(move |before: Option<String>| {
            let suggested = self.label.with(|label| custom_field::key_from(label));
            let held = self.key.get_untracked();
            if held.is_empty() || before.as_deref() == Some(held.as_str()) {
                self.key.set(suggested.clone());
            }
            suggested
        });
    }

    fn untouched(self) -> CustomFieldDraft {
        self.base.with_value(|base| base.as_ref().map_or_else(new_draft, draft_of))
    }

    fn fill(self, draft: &CustomFieldDraft) {
        self.label.set(draft.label.clone());
        self.key.set(draft.key.clone());
        self.holder.set(draft.holder.as_str().to_owned());
        self.kind.set(draft.kind.as_str().to_owned());
        self.options.set(draft.options.join("\n"));
        self.pattern.set(draft.pattern.clone());
        self.is_required.set(draft.is_required);
        self.is_searchable.set(draft.is_searchable);
        self.is_visible.set(draft.is_visible);
        self.is_asked.set(draft.is_asked);
        let editors = if draft.editors == Editors::Managers { MANAGERS } else { EVERYBODY };
        self.editors.set(editors.to_owned());
        self.is_enabled.set(draft.is_enabled);
    }

    fn draft(self) -> CustomFieldDraft {
        let is_managers = self.editors.with(|word| word == MANAGERS);
        CustomFieldDraft {
            label: self.label.get(),
            key: self.key.get(),
            holder: self.holder.with(|word| Holder::from_word(word).unwrap_or(Holder::Contact)),
            kind: self.kind.with(|word| Kind::from_word(word).unwrap_or_default()),
            options: self.options.with(|text| text.lines().map(str::to_owned).collect()),
            pattern: self.pattern.get(),
            is_required: self.is_required.get(),
            is_searchable: self.is_searchable.get(),
            is_visible: self.is_visible.get(),
            is_asked: self.is_asked.get(),
            editors: if is_managers { Editors::Managers } else { Editors::Everybody },
            is_enabled: self.is_enabled.get(),
        }
    }

    fn versions(self, theirs: &CustomField) -> Versions<CustomFieldDraft> {
        Versions {
            base: self.untouched(),
            mine: untrack(|| self.draft()),
            theirs: draft_of(theirs),
        }
    }

    fn send(self) {
        let draft = untrack(|| self.draft());
        if self.problems.check([verdict(custom_field::checked(draft.clone()))]) {
            self.save(draft);
        } else {
            focus_first_problem(self.node);
        }
    }

    fn save_merged(self, theirs: CustomField, merged: &CustomFieldDraft) {
        self.base.set_value(Some(theirs));
        self.fill(merged);
        self.save(merged.clone());
    }

    fn save(self, draft: CustomFieldDraft) {
        let base = self.base.with_value(|base| base.as_ref().map(|base| (base.id, base.version)));
        let done = move |answer| match answer {
            Ok(saved) => {
                self.kept.forget();
                self.on_saved.run(saved);
            }
            Err(fault) if self.problems.take(&fault, SHOWN) => focus_first_problem(self.node),
            Err(fault) => self.session.tell(&fault),
        };
        match base {
            None => {
                let nothing = async { Err(Fault::Broken) };
                self.saving.send(api::custom_fields::create(draft), nothing, done);
            }
            Some((id, version)) => {
                let save = api::custom_fields::edit(id, version, draft);
                self.saving.send(save, find(id), done);
            }
        }
    }
}

async fn find(id: CustomFieldId) -> Result<CustomField, Fault> {
    let all = api::custom_fields::list().await?;
    let found = all.into_iter().find(|field| field.id == id);
    found.ok_or(Fault::Refused(Refusal::not_found(Thing::CustomField)))
}
