//! The form of a department.

use leptos::{html, prelude::*};
use model::{
    department::{Department, DepartmentDraft},
    id::DepartmentId,
    parse,
    refusal::{Field, Refusal, Thing},
    settings::Algorithm,
};

use super::{
    LIMIT_MAX,
    department_draft::{PARTS, draft_of, new_draft},
    members::{MemberFields, Members},
    roles::algorithm_word,
    whole::{Whole, WholeField},
};
use crate::{
    api::{self, Fault},
    parts::{Choice, Select, Switch, TextArea, TextField},
    shell::{
        conflict::{ConflictFrame, Versions},
        entry_form::EntryForm,
        kept::Kept,
        problems::{Problems, focus_first_problem, verdict},
        saving::Saving,
        session::{Session, use_session},
    },
    words::{mail as mail_words, manage as words},
};

/// The longest hold a department may allow, as the server has it, in seconds.
const HOLD_MAX_S: u32 = 30 * 86_400;
/// Seconds on hold unless somebody chooses.
const HOLD_S: u32 = 3_600;
/// Fields beside which a refusal is told.
const SHOWN: &[Field] = &[Field::Name, Field::Description, Field::Comment, Field::Fallback];

#[derive(Debug, Clone, Copy)]
struct Form {
    session: Session,
    name: RwSignal<String>,
    description: RwSignal<String>,
    is_enabled: RwSignal<bool>,
    is_public: RwSignal<bool>,
    requires_tags: RwSignal<bool>,
    sends_transcript: RwSignal<bool>,
    algorithm: RwSignal<String>,
    limit: Whole,
    fallback: RwSignal<String>,
    /// `workspace`, `never` or `after`.
    hold: RwSignal<String>,
    hold_limit: Whole,
    hold_comment: RwSignal<String>,
    members: Members,
    problems: Problems,
    saving: Saving<Department>,
    base: StoredValue<Option<Department>>,
    kept: Kept,
    node: NodeRef<html::Form>,
    on_saved: Callback<Department>,
}

/// `department`: the one to change; without it a new one is made.
#[component]
pub(super) fn DepartmentForm(
    #[prop(optional)] department: Option<Department>,
    on_saved: Callback<Department>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let form = Form::new(department, on_saved);
    let cancel = Callback::new(move |()| {
        form.kept.forget();
        on_cancel.run(());
    });
    view! {
        <ConflictFrame
            node=form.node
            saving=form.saving
            parts=PARTS
            versions=move |theirs: Department| form.versions(&theirs)
            on_merge=move |(theirs, merged): (Department, DepartmentDraft)| form.save_merged(theirs, &merged)
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
    let mut algorithms = vec![Choice::new("", words::AS_WORKSPACE.text())];
    algorithms
        .extend(Algorithm::ALL.map(|one| Choice::new(one.as_str(), algorithm_word(one).text())));
    view! {
        <TextField
            label=words::NAME.text()
            value=form.name
            required=true
            max_length=parse::NAME_LIMIT
            error=form.problems.at(Field::Name)
        />
        <TextArea
            label=words::DESCRIPTION.text()
            value=form.description
            rows=2
            max_length=parse::NOTES_LIMIT
            error=form.problems.at(Field::Description)
        />
        <div class="form__checks">
            <Switch label=words::ENABLED_DEPARTMENT.text() value=form.is_enabled/>
            <Switch label=words::IS_PUBLIC.text() value=form.is_public/>
            <Switch label=words::REQUIRES_TAGS.text() value=form.requires_tags/>
            <Switch label=mail_words::SENDS_TRANSCRIPT.text() value=form.sends_transcript/>
        </div>
        <fieldset class="form__group">
            <legend class="form__legend">{words::ROUTING.text()}</legend>
            <div class="form__row">
                <Select
                    label=words::ALGORITHM.text()
                    value=form.algorithm
                    options=Signal::stored(algorithms)
                />
                <WholeField
                    label=words::LIMIT_PER_AGENT.text()
                    number=form.limit
                    hint=words::NO_LIMIT_HINT
                />
            </div>
        </fieldset>
        <HandingOver form/>
        <fieldset class="form__group">
            <legend class="form__legend">{words::MEMBERS.text()}</legend>
            <MemberFields members=form.members/>
        </fieldset>
    }
}

/// Where what is forwarded here goes while nobody is available, and how long something stays on hold.
#[component]
fn HandingOver(form: Form) -> impl IntoView {
    let own = form.base.with_value(|base| base.as_ref().map(|base| base.id));
    let fallbacks = Signal::derive(move || {
        let none = Choice::new("", words::NO_FALLBACK.text());
        let others = form.session.me.with(|me| {
            let others = me.departments.iter().filter(|it| Some(it.id) != own);
            others.map(|it| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
        });
        std::iter::once(none).chain(others).collect()
    });
    let holds = vec![
        Choice::new("workspace", words::AS_WORKSPACE.text()),
        Choice::new("never", words::HOLD_NEVER.text()),
        Choice::new("after", words::HOLD_AFTER.text()),
    ];
    view! {
        <fieldset class="form__group">
            <legend class="form__legend">{words::HANDING_OVER.text()}</legend>
            <Select
                label=words::FALLBACK.text()
                value=form.fallback
                options=fallbacks
                hint=words::FALLBACK_HINT.text()
                error=form.problems.at(Field::Fallback)
            />
            <div class="form__row">
                <Select
                    label=words::HOLD_ENDS.text()
                    value=form.hold
                    options=Signal::stored(holds)
                />
                <Show when=move || form.hold.with(|hold| hold == "after")>
                    <WholeField label=words::HOLD_LIMIT.text() number=form.hold_limit/>
                </Show>
            </div>
            <TextArea
                label=words::HOLD_COMMENT.text()
                value=form.hold_comment
                hint=words::HOLD_COMMENT_HINT.text()
                rows=2
                max_length=parse::NOTES_LIMIT
                error=form.problems.at(Field::Comment)
            />
        </fieldset>
    }
}

impl Form {
    fn new(department: Option<Department>, on_saved: Callback<Department>) -> Self {
        let session = use_session();
        let key = department
            .as_ref()
            .map_or_else(|| "department.new".to_owned(), |it| format!("department.{}", it.id));
        let form = Self {
            session,
            name: RwSignal::default(),
            description: RwSignal::default(),
            is_enabled: RwSignal::default(),
            is_public: RwSignal::default(),
            requires_tags: RwSignal::default(),
            sends_transcript: RwSignal::default(),
            algorithm: RwSignal::default(),
            limit: Whole::new(0, LIMIT_MAX),
            fallback: RwSignal::default(),
            hold: RwSignal::default(),
            hold_limit: Whole::new(1, HOLD_MAX_S),
            hold_comment: RwSignal::default(),
            members: Members::default(),
            problems: Problems::new(),
            saving: Saving::new(),
            base: StoredValue::new(department),
            kept: Kept::new(session.my_id(), &key),
            node: NodeRef::new(),
            on_saved,
        };
        form.fill(&form.kept.load().unwrap_or_else(|| form.untouched()));
        form.kept.follow(move || form.draft(), move || form.untouched());
        form
    }

    fn untouched(self) -> DepartmentDraft {
        self.base.with_value(|base| base.as_ref().map_or_else(new_draft, draft_of))
    }

    fn fill(self, draft: &DepartmentDraft) {
        self.name.set(draft.name.clone());
        self.description.set(draft.description.clone());
        self.is_enabled.set(draft.is_enabled);
        self.is_public.set(draft.is_public);
        self.requires_tags.set(draft.requires_tags);
        self.sends_transcript.set(draft.sends_transcript);
        self.algorithm.set(draft.algorithm.map(Algorithm::as_str).unwrap_or_default().to_owned());
        self.limit.set(draft.max_conversations);
        self.fallback.set(draft.fallback.map(|id| id.to_string()).unwrap_or_default());
        let (hold, limit_s) = match draft.hold_limit_s {
            None => ("workspace", HOLD_S),
            Some(0) => ("never", HOLD_S),
            Some(limit_s) => ("after", limit_s),
        };
        self.hold.set(hold.to_owned());
        self.hold_limit.set(limit_s);
        self.hold_comment.set(draft.hold_comment.clone());
        self.members.fill(&draft.members);
    }

    fn draft(self) -> DepartmentDraft {
        DepartmentDraft {
            name: self.name.get(),
            description: self.description.get(),
            is_enabled: self.is_enabled.get(),
            is_public: self.is_public.get(),
            algorithm: self.algorithm.with(|word| Algorithm::from_word(word)),
            max_conversations: self.limit.get(),
            requires_tags: self.requires_tags.get(),
            fallback: self.fallback.with(|id| id.parse().ok()),
            hold_limit_s: match self.hold.get().as_str() {
                "never" => Some(0),
                "after" => Some(self.hold_limit.get()),
                _ => None,
            },
            hold_comment: self.hold_comment.get(),
            sends_transcript: self.sends_transcript.get(),
            members: self.members.draft(),
        }
    }

    fn versions(self, theirs: &Department) -> Versions<DepartmentDraft> {
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
            verdict(parse::prose(Field::Description, &draft.description, parse::NOTES_LIMIT)),
            verdict(parse::prose(Field::Comment, &draft.hold_comment, parse::NOTES_LIMIT)),
        ]);
        let has_limit = draft.hold_limit_s.is_none_or(|s| s == 0) || self.hold_limit.check();
        if is_clean & has_limit & self.limit.check() & self.members.check() {
            self.save(draft);
        } else {
            focus_first_problem(self.node);
        }
    }

    fn save_merged(self, theirs: Department, merged: &DepartmentDraft) {
        self.base.set_value(Some(theirs));
        self.fill(merged);
        self.save(merged.clone());
    }

    fn save(self, draft: DepartmentDraft) {
        let base = self.base.with_value(|base| base.as_ref().map(|base| (base.id, base.version)));
        let done = move |answer| match answer {
            Ok(saved) => {
                self.kept.forget();
                self.on_saved.run(saved);
            }
            Err(fault) if self.problems.take(&fault, SHOWN) => {
                focus_first_problem(self.node);
            }
            Err(fault) => self.session.tell(&fault),
        };
        match base {
            None => {
                let nothing = async { Err(Fault::Broken) };
                self.saving.send(api::departments::create(draft), nothing, done);
            }
            Some((id, version)) => {
                self.saving.send(api::departments::edit(id, version, draft), find(id), done);
            }
        }
    }
}

async fn find(id: DepartmentId) -> Result<Department, Fault> {
    let all = api::departments::list().await?;
    let found = all.into_iter().find(|department| department.id == id);
    found.ok_or(Fault::Refused(Refusal::not_found(Thing::Department)))
}
