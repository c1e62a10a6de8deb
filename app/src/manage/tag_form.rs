//! The form of a tag, in a dialog.

use leptos::{html, prelude::*, task::spawn_local};
use model::{
    id::DepartmentId,
    parse,
    refusal::Field,
    tag::{self, DESCRIPTION_LIMIT, Tag, TagDraft},
};

use crate::{
    api,
    parts::{Banner, DialogForm, TagsField, TextField},
    shell::{
        kept::Kept,
        problems::{Problems, focus_first_problem, verdict},
        session::{Session, use_session},
    },
    words::tags as words,
};

#[derive(Debug, Clone, Copy)]
struct Form {
    session: Session,
    /// Its key and version; none: a new one.
    base: StoredValue<Option<(String, u32)>>,
    name: RwSignal<String>,
    description: RwSignal<String>,
    /// By name.
    departments: RwSignal<Vec<String>>,
    problems: Problems,
    is_busy: RwSignal<bool>,
    kept: Kept,
    node: NodeRef<html::Form>,
    on_saved: Callback<Tag>,
}

/// `tag`: the one to change; `others`: all there are, to say when two become one.
#[component]
pub(super) fn TagDialog(
    tag: Option<Tag>,
    others: Vec<Tag>,
    on_saved: Callback<Tag>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let title = match &tag {
        None => words::NEW.text().to_owned(),
        Some(tag) => words::EDIT_NAMED.with(&[("name", &tag.name)]),
    };
    let own = tag.as_ref().map(|tag| tag.key.clone());
    let form = Form::new(tag, on_saved);
    let is_edit = own.is_some();
    let merges = move || {
        let name = form.name.get().trim().to_lowercase();
        let is_other = |it: &Tag| Some(&it.key) != own.as_ref() && it.version > 0;
        is_edit && others.iter().any(|it| is_other(it) && it.name.to_lowercase() == name)
    };
    let names = move || form.choices().into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    let cancel = move |()| {
        form.kept.forget();
        on_close.run(());
    };
    view! {
        <DialogForm
            title
            submit=words::SAVE.text()
            node=form.node
            busy=form.is_busy
            on_submit=move |()| form.send()
            on_cancel=cancel
            on_close
        >
            <TextField
                label=words::NAME.text()
                value=form.name
                required=true
                autocomplete="off"
                max_length=parse::TAG_LIMIT
                error=form.problems.at(Field::Name)
            />
            {move || merges().then(|| view! { <Banner text=words::MERGES.text()/> })}
            <TextField
                label=words::DESCRIPTION.text()
                value=form.description
                autocomplete="off"
                max_length=DESCRIPTION_LIMIT
                error=form.problems.at(Field::Description)
            />
            <TagsField
                label=words::DEPARTMENTS.text()
                value=form.departments
                suggestions=Signal::derive(names)
                remove=words::REMOVE.text()
                hint=words::DEPARTMENTS_HINT.text()
                strict=true
            />
        </DialogForm>
    }
}

impl Form {
    fn new(tag: Option<Tag>, on_saved: Callback<Tag>) -> Self {
        let session = use_session();
        let place =
            tag.as_ref().map_or_else(|| "tag.new".to_owned(), |tag| format!("tag.{}", tag.key));
        let untouched = tag.as_ref().map_or_else(TagDraft::default, |tag| TagDraft {
            name: tag.name.clone(),
            description: tag.description.clone(),
            departments: tag.departments.clone(),
        });
        let form = Self {
            session,
            base: StoredValue::new(tag.map(|tag| (tag.key, tag.version))),
            name: RwSignal::default(),
            description: RwSignal::default(),
            departments: RwSignal::default(),
            problems: Problems::new(),
            is_busy: RwSignal::new(false),
            kept: Kept::new(session.my_id(), &place),
            node: NodeRef::new(),
            on_saved,
        };
        let draft = form.kept.load().unwrap_or_else(|| untouched.clone());
        form.name.set(draft.name);
        form.description.set(draft.description);
        let named = |id: &DepartmentId| session.department_name(Some(*id));
        form.departments.set(untrack(|| draft.departments.iter().map(named).collect()));
        form.kept.follow(move || form.draft(), move || untouched.clone());
        form
    }

    fn choices(self) -> Vec<(DepartmentId, String)> {
        self.session
            .me
            .with(|me| me.departments.iter().map(|known| (known.id, known.name.clone())).collect())
    }

    fn draft(self) -> TagDraft {
        let chosen = self.departments.get();
        let known = self.choices().into_iter().filter(|(_, name)| chosen.contains(name));
        TagDraft {
            name: self.name.get(),
            description: self.description.get(),
            departments: known.map(|(id, _)| id).collect(),
        }
    }

    fn send(self) {
        let draft = untrack(|| self.draft());
        if !self.problems.check([verdict(tag::checked(&draft))]) {
            return focus_first_problem(self.node);
        }
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = match self.base.get_value() {
                None => self.session.ask(api::tags::create(draft)).await,
                Some((key, version)) => {
                    self.session.ask(api::tags::edit(key, version, draft)).await
                }
            };
            self.is_busy.try_set(false);
            match answer {
                Ok(saved) => {
                    self.kept.forget();
                    self.on_saved.try_run(saved);
                }
                Err(fault) if self.problems.take(&fault, &[Field::Name, Field::Description]) => {
                    focus_first_problem(self.node);
                }
                Err(fault) => self.session.tell(&fault),
            }
        });
    }
}
