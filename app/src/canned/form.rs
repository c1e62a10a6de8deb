//! The form of a canned response, in Manage and in a dialog over the desk.

mod parts;

use leptos::{html, prelude::*};
use model::{
    canned::{CannedDraft, CannedResponse, Placeholder, SHORTCUT_LIMIT, Scope, ScopeName},
    id::DepartmentId,
    parse,
    permission::Permission,
    refusal::{Field, Refusal},
};

use self::parts::{PARTS, draft_of};
use super::{Filling, Library, Preview, use_library};
use crate::{
    api::{self, Fault},
    parts::{
        Banner, BannerKind, Choice, Dialog, Menu, MenuItem, RadioGroup, TagsField, TextArea,
        TextField, use_toaster,
    },
    shell::{
        conflict::{ConflictFrame, Versions},
        entry_form::EntryForm,
        kept::Kept,
        problems::{Problems, focus_first_problem, verdict},
        saving::Saving,
        session::{Session, use_session},
    },
    suggest::insert_at_caret,
    words::{canned as words, parts as part_words, refusals},
};

const SHOWN: [Field; 4] = [Field::Shortcut, Field::Text, Field::Tags, Field::Department];

#[derive(Debug, Clone, Copy)]
struct Form {
    session: Session,
    library: Library,
    shortcut: RwSignal<String>,
    text: RwSignal<String>,
    scope: RwSignal<String>,
    /// By name, as the field holds them.
    departments: RwSignal<Vec<String>>,
    tags: RwSignal<Vec<String>>,
    problems: Problems,
    /// The shortcut is somebody's already.
    taken: RwSignal<Option<Refusal>>,
    saving: Saving<CannedResponse>,
    base: StoredValue<Option<CannedResponse>>,
    start: StoredValue<String>,
    kept: Kept,
    node: NodeRef<html::Form>,
    text_node: NodeRef<html::Textarea>,
    on_saved: Callback<CannedResponse>,
}

/// The form in a dialog. `text`: what a new one begins with.
#[component]
pub fn CannedDialog(
    #[prop(optional)] response: Option<CannedResponse>,
    #[prop(optional, into)] text: String,
    filling: Filling,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let toaster = use_toaster();
    let title = if response.is_some() { words::EDIT_TITLE } else { words::NEW };
    let saved = Callback::new(move |saved: CannedResponse| {
        toaster.say(words::SAVED.with(&[("shortcut", &saved.shortcut)]));
        on_close.try_run(());
    });
    view! {
        <Dialog title=title.text() close=part_words::CLOSE.text() on_close wide=true>
            <div class="dialog__body">
                <CannedForm response text filling on_saved=saved on_cancel=on_close/>
            </div>
        </Dialog>
    }
}

/// `response`: the one to change; without it a new one is made.
#[component]
pub fn CannedForm(
    response: Option<CannedResponse>,
    #[prop(optional, into)] text: String,
    filling: Filling,
    on_saved: Callback<CannedResponse>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let form = Form::new(response, text, on_saved);
    let cancel = Callback::new(move |()| {
        form.kept.forget();
        on_cancel.run(());
    });
    view! {
        <ConflictFrame
            node=form.node
            saving=form.saving
            parts=PARTS
            versions=move |theirs: CannedResponse| form.versions(&theirs)
            on_merge=move |(theirs, merged): (CannedResponse, CannedDraft)| form.save_merged(theirs, &merged)
            on_cancel=cancel
        >
            <EntryForm
                node=form.node
                busy=form.saving.is_busy
                on_submit=move |()| form.send()
                on_cancel=cancel
            >
                <Fields form filling/>
            </EntryForm>
        </ConflictFrame>
    }
}

#[component]
fn Fields(form: Form, filling: Filling) -> impl IntoView {
    let shortcut_error = move || {
        let taken = form.taken.with(|taken| taken.as_ref().map(refusals::refusal));
        taken.or_else(|| form.problems.at(Field::Shortcut).get())
    };
    let is_empty = move || form.text.with(|text| text.trim().is_empty());
    view! {
        <TextField
            label=words::SHORTCUT.text()
            value=form.shortcut
            required=true
            autocomplete="off"
            max_length=SHORTCUT_LIMIT + 1
            hint=words::SHORTCUT_HINT.text()
            error=Signal::derive(shortcut_error)
        />
        <div class="canned__write">
            <TextArea
                label=words::TEXT.text()
                value=form.text
                required=true
                rows=5
                max_length=parse::MESSAGE_LIMIT
                error=form.problems.at(Field::Text)
                node=form.text_node
            />
            <Menu
                label=words::INSERT_PLACEHOLDER.text()
                items=Signal::derive(move || placeholders(form))
                is_named=true
            >
                {words::INSERT_PLACEHOLDER.text()}
            </Menu>
        </div>
        <Unknown text=form.text/>
        <Show when=move || !is_empty()>
            <section class="canned__preview" aria-label=words::PREVIEW.text()>
                <h3 class="field__label">{words::PREVIEW.text()}</h3>
                <Preview text=form.text filling/>
            </section>
        </Show>
        <Sharing form/>
        <TagsField
            label=words::TAGS.text()
            value=form.tags
            suggestions=Signal::derive(move || form.library.tags())
            remove=words::REMOVE.text()
            hint=words::TAGS_HINT.text()
            error=form.problems.at(Field::Tags)
        />
    }
}

/// Puts it where the caret was before the menu was opened.
fn placeholders(form: Form) -> Vec<MenuItem> {
    let item = |one: Placeholder| {
        let insert = Callback::new(move |()| {
            let with = format!("{{{{{}}}}}", one.as_str());
            insert_at_caret(form.text_node, form.text, &with);
        });
        MenuItem::new(words::placeholder(one).text(), insert)
    };
    Placeholder::ALL.into_iter().map(item).collect()
}

/// What is in braces and stands for nothing goes out as it is written.
#[component]
fn Unknown(text: RwSignal<String>) -> impl IntoView {
    let unknown = Memo::new(move |_| {
        text.with(|text| {
            let found: Vec<String> =
                model::canned::unknown(text).into_iter().map(str::to_owned).collect();
            found.join(" ")
        })
    });
    let known = Placeholder::ALL.map(|one| format!("{{{{{}}}}}", one.as_str())).join(" ");
    move || {
        let what = unknown.get();
        (!what.is_empty()).then(|| {
            let text = words::UNKNOWN_PLACEHOLDER.with(&[("what", &what), ("known", &known)]);
            view! { <Banner kind=BannerKind::Info text/> }
        })
    }
}

#[component]
fn Sharing(form: Form) -> impl IntoView {
    let scopes = move || {
        let may = |name: &ScopeName| form.may_share(*name);
        let choice = |name: ScopeName| Choice::new(name.as_str(), words::scope_choice(name).text());
        ScopeName::ALL.into_iter().filter(may).map(choice).collect::<Vec<_>>()
    };
    let is_shared = move || form.scope.with(|scope| scope == ScopeName::Departments.as_str());
    let names = move || form.choices().into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    view! {
        <RadioGroup
            label=words::SHARING.text()
            value=form.scope
            options=Signal::derive(scopes)
            hint=words::SHARING_HINT.text()
        />
        <Show when=is_shared>
            <TagsField
                label=words::DEPARTMENTS.text()
                value=form.departments
                suggestions=Signal::derive(names)
                remove=words::REMOVE.text()
                hint=words::DEPARTMENTS_HINT.text()
                error=form.problems.at(Field::Department)
                required=true
                strict=true
            />
        </Show>
    }
}

impl Form {
    fn new(
        response: Option<CannedResponse>,
        text: String,
        on_saved: Callback<CannedResponse>,
    ) -> Self {
        let session = use_session();
        let key = response
            .as_ref()
            .map_or_else(|| "canned.new".to_owned(), |it| format!("canned.{}", it.id));
        let form = Self {
            session,
            library: use_library(),
            shortcut: RwSignal::default(),
            text: RwSignal::default(),
            scope: RwSignal::default(),
            departments: RwSignal::default(),
            tags: RwSignal::default(),
            problems: Problems::new(),
            taken: RwSignal::new(None),
            saving: Saving::new(),
            base: StoredValue::new(response),
            start: StoredValue::new(text),
            kept: Kept::new(session.my_id(), &key),
            node: NodeRef::new(),
            text_node: NodeRef::new(),
            on_saved,
        };
        // A chosen message is meant, not what was left half-written another time.
        let has_start = form.start.with_value(|start| !start.is_empty());
        let kept = form.kept.load().filter(|_| !has_start);
        form.fill(&kept.unwrap_or_else(|| form.untouched()));
        form.kept.follow(move || form.draft(), move || form.untouched());
        form
    }

    fn untouched(self) -> CannedDraft {
        let new = || CannedDraft {
            shortcut: String::new(),
            text: self.start.get_value(),
            scope: Scope::Private(self.session.my_id()),
            tags: Vec::new(),
        };
        self.base.with_value(|base| base.as_ref().map_or_else(new, draft_of))
    }

    fn fill(self, draft: &CannedDraft) {
        self.shortcut.set(draft.shortcut.clone());
        self.text.set(draft.text.clone());
        self.scope.set(draft.scope.name().as_str().to_owned());
        let name = |id: &DepartmentId| self.session.department_name(Some(*id));
        self.departments.set(untrack(|| draft.scope.departments().iter().map(name).collect()));
        self.tags.set(draft.tags.clone());
    }

    fn draft(self) -> CannedDraft {
        let scope = match self.scope.with(|word| ScopeName::from_word(word)) {
            Some(ScopeName::Public) => Scope::Public,
            Some(ScopeName::Departments) => {
                let chosen = self.departments.get();
                let known = self.choices().into_iter();
                let ids = known.filter(|(_, name)| chosen.contains(name)).map(|(id, _)| id);
                Scope::Departments(ids.collect())
            }
            Some(ScopeName::Private) | None => Scope::Private(self.session.my_id()),
        };
        CannedDraft {
            shortcut: self.shortcut.get(),
            text: self.text.get(),
            scope,
            tags: self.tags.get(),
        }
    }

    /// The departments this person may share with, by name; those it is shared with already too.
    fn choices(self) -> Vec<(DepartmentId, String)> {
        let staff = self.session.staff();
        let all = staff.has(Permission::SaveAllCanned);
        self.session.me.with(|me| {
            let may = |id: &DepartmentId| all || staff.departments.contains(id);
            let fits = me.departments.iter().filter(|known| may(&known.id));
            fits.map(|known| (known.id, known.name.clone())).collect()
        })
    }

    fn may_share(self, name: ScopeName) -> bool {
        let staff = self.session.staff();
        let all = staff.has(Permission::SaveAllCanned);
        match name {
            ScopeName::Private => true,
            ScopeName::Departments => {
                let own = staff.has(Permission::SaveDepartmentCanned);
                (all || own) && !self.choices().is_empty()
            }
            ScopeName::Public => all,
        }
    }

    fn versions(self, theirs: &CannedResponse) -> Versions<CannedDraft> {
        Versions {
            base: self.untouched(),
            mine: untrack(|| self.draft()),
            theirs: draft_of(theirs),
        }
    }

    fn send(self) {
        let draft = untrack(|| self.draft());
        self.taken.set(None);
        let text = parse::prose(Field::Text, &draft.text, parse::MESSAGE_LIMIT)
            .and_then(|text| parse::required(Field::Text, text));
        let departments = match &draft.scope {
            Scope::Departments(ids) if ids.is_empty() => {
                Err(Refusal::invalid(Field::Department, model::refusal::Problem::Missing))
            }
            _ => Ok(()),
        };
        let is_clean = self.problems.check([
            verdict(parse::shortcut(&draft.shortcut)),
            verdict(text),
            verdict(parse::tags(&draft.tags)),
            departments,
        ]);
        if is_clean {
            self.save(draft);
        } else {
            focus_first_problem(self.node);
        }
    }

    fn save_merged(self, theirs: CannedResponse, merged: &CannedDraft) {
        self.base.set_value(Some(theirs));
        self.fill(merged);
        self.save(merged.clone());
    }

    fn save(self, draft: CannedDraft) {
        let base = self.base.with_value(|base| base.as_ref().map(|base| (base.id, base.version)));
        let done = move |answer| match answer {
            Ok(saved) => self.done(saved),
            Err(Fault::Refused(taken @ Refusal::ShortcutTaken { .. })) => {
                self.taken.set(Some(taken));
                focus_first_problem(self.node);
            }
            Err(fault) if self.problems.take(&fault, &SHOWN) => focus_first_problem(self.node),
            Err(fault) => self.session.tell(&fault),
        };
        match base {
            None => {
                let nothing = async { Err(Fault::Broken) };
                self.saving.send(api::canned::create(draft), nothing, done);
            }
            Some((id, version)) => {
                let save = api::canned::edit(id, version, draft);
                self.saving.send(save, api::canned::find(id), done);
            }
        }
    }

    fn done(self, saved: CannedResponse) {
        self.kept.forget();
        self.library.put(saved.clone());
        self.on_saved.run(saved);
    }
}
