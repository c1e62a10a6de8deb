//! Changes topic, tags, priority and custom fields of a conversation.

use leptos::{ev, html, prelude::*, task::spawn_local};
use model::{
    conversation::{Conversation, Priority},
    custom_field::{Fields, Holder},
    edit::Edit,
    id::ConversationId,
    parse,
    refusal::{Field, Refusal},
};
use serde::{Deserialize, Serialize};

use super::suggested_tags::suggested_tags;
use crate::{
    api::{self, Fault},
    custom_fields::{CustomInputs, Inputs},
    parts::{Button, ButtonKind, Choice, Select, TagsField, TextField, use_toaster},
    shell::{
        conflict::{Conflict, Part, Versions},
        kept::Kept,
        problems::{Problems, focus_first_field, focus_first_problem, verdict},
        session::{Session, use_session},
    },
    words::{desk as words, parts as part_words},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Draft {
    topic: String,
    tags: Vec<String>,
    priority: Priority,
    #[serde(default)]
    fields: Fields,
}

const PARTS: &[Part<Draft>] = &[
    Part {
        label: words::TOPIC,
        text: |draft| draft.topic.clone(),
        take: |into, from| into.topic.clone_from(&from.topic),
    },
    Part {
        label: words::TAGS,
        text: |draft| draft.tags.join(", "),
        take: |into, from| into.tags.clone_from(&from.tags),
    },
    Part {
        label: words::PRIORITY,
        text: |draft| words::priority(draft.priority).text().to_owned(),
        take: |into, from| into.priority = from.priority,
    },
];

#[derive(Clone, Copy)]
struct Form {
    session: Session,
    id: ConversationId,
    /// The version that `base` was made from.
    since: StoredValue<u32>,
    /// What somebody else saved meanwhile.
    theirs: RwSignal<Option<Conversation>>,
    topic: RwSignal<String>,
    tags: RwSignal<Vec<String>>,
    suggested: RwSignal<Vec<String>>,
    /// Its weight, as the select wants text.
    priority: RwSignal<String>,
    fields: Inputs,
    base: StoredValue<Draft>,
    problems: Problems,
    is_busy: RwSignal<bool>,
    kept: Kept,
    node: NodeRef<html::Form>,
}

#[component]
pub(super) fn RoomForm(
    it: Memo<Conversation>,
    on_saved: Callback<()>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let form = Form::new(&it.get_untracked());
    let toaster = use_toaster();
    let saved = Callback::new(move |()| {
        toaster.say(words::SAVED.text());
        on_saved.try_run(());
    });
    let cancel = move |()| {
        form.kept.forget();
        on_cancel.run(());
    };
    Effect::new(move || focus_first_field(form.node));
    move || match form.theirs.get() {
        None => view! { <RoomFields form saved cancel=Callback::new(cancel)/> }.into_any(),
        Some(theirs) => view! {
            <div class="panel__section">
                <Conflict
                    parts=PARTS
                    more=form.fields.parts(|draft: &mut Draft| &mut draft.fields)
                    versions=form.versions(&theirs)
                    busy=form.is_busy
                    on_merge=Callback::new(move |merged| form.send_merged(&theirs, merged, saved))
                    on_cancel=Callback::new(cancel)
                />
            </div>
        }
        .into_any(),
    }
}

#[component]
fn RoomFields(form: Form, saved: Callback<()>, cancel: Callback<()>) -> impl IntoView {
    view! {
        <div class="panel__section">
            <form
                class="form"
                node_ref=form.node
                novalidate
                on:submit=move |event: ev::SubmitEvent| {
                    event.prevent_default();
                    form.send(saved);
                }
            >
                <TextField
                    label=words::TOPIC.text()
                    value=form.topic
                    error=form.problems.at(Field::Topic)
                />
                <TagsField
                    label=words::TAGS.text()
                    value=form.tags
                    suggestions=form.suggested
                    remove=words::REMOVE.text()
                    hint=words::TAGS_HINT.text()
                    error=form.problems.at(Field::Tags)
                />
                <Select
                    label=words::PRIORITY.text()
                    value=form.priority
                    options=Signal::stored(choices())
                />
                <CustomInputs inputs=form.fields/>
                <div class="form__foot">
                    <Button label=part_words::CANCEL.text() on_click=cancel/>
                    <Button
                        label=part_words::SAVE.text()
                        kind=ButtonKind::Primary
                        busy=form.is_busy
                        submit=true
                    />
                </div>
            </form>
        </div>
    }
}

fn choices() -> Vec<Choice> {
    let choice = |it: Priority| Choice::new(key(it), words::priority(it).text());
    Priority::ALL.into_iter().map(choice).collect()
}

fn key(priority: Priority) -> String {
    priority.weight().to_string()
}

fn priority_of(key: &str) -> Priority {
    Priority::ALL.into_iter().find(|it| self::key(*it) == key).unwrap_or_default()
}

fn draft_of(it: &Conversation) -> Draft {
    Draft {
        topic: it.topic.clone(),
        tags: it.tags.clone(),
        priority: it.priority,
        fields: it.fields.clone(),
    }
}

impl Form {
    fn new(it: &Conversation) -> Self {
        let session = use_session();
        let kept = Kept::new(session.my_id(), &format!("room.{}", it.id));
        let base = draft_of(it);
        let draft = kept.load::<Draft>().unwrap_or_else(|| base.clone());
        let form = Self {
            session,
            id: it.id,
            since: StoredValue::new(it.version),
            theirs: RwSignal::new(None),
            topic: RwSignal::new(draft.topic),
            tags: RwSignal::new(draft.tags),
            suggested: suggested_tags(session, it.department),
            priority: RwSignal::new(key(draft.priority)),
            fields: Inputs::new(Holder::Conversation),
            base: StoredValue::new(base.clone()),
            problems: Problems::new(),
            is_busy: RwSignal::new(false),
            kept,
            node: NodeRef::new(),
        };
        form.fields.fill(&draft.fields);
        kept.follow(move || form.draft(), move || base.clone());
        form
    }

    fn draft(self) -> Draft {
        Draft {
            topic: self.topic.get(),
            tags: self.tags.get(),
            priority: priority_of(&self.priority.get()),
            fields: self.fields.values(),
        }
    }

    /// Only what was changed is sent, so that two people may change two things.
    fn send(self, saved: Callback<()>) {
        let draft = untrack(|| self.draft());
        let is_fine = self.problems.check([
            verdict(parse::line(Field::Topic, &draft.topic, parse::NAME_LIMIT)),
            verdict(parse::tags(&draft.tags)),
        ]);
        if !(is_fine & self.fields.check()) {
            return focus_first_problem(self.node);
        }
        if self.is_busy.get_untracked() {
            return;
        }
        let base = self.base.get_value();
        let topic = (draft.topic != base.topic).then_some(draft.topic);
        let tags = (draft.tags != base.tags).then_some(draft.tags);
        let priority = (draft.priority != base.priority).then_some(draft.priority);
        let changed = |key: &String, value: &String| base.fields.get(key) != Some(value);
        let mut fields = draft.fields;
        fields.retain(|key, value| changed(key, value));
        if topic.is_none() && tags.is_none() && priority.is_none() && fields.is_empty() {
            self.kept.forget();
            return saved.run(());
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let since = Some(self.since.get_value());
            let edit = Edit { topic, tags, priority, fields, since };
            let call = api::conversations::edit(self.id, edit);
            match call.await {
                Ok(()) => {
                    self.kept.forget();
                    saved.run(());
                }
                Err(Fault::Refused(Refusal::EditConflict { .. })) => self.compare().await,
                Err(fault) if self.fields.take(&fault) => focus_first_problem(self.node),
                Err(fault) if self.problems.take(&fault, &[Field::Topic, Field::Tags]) => {}
                Err(fault) => self.session.tell(&fault),
            }
            self.is_busy.try_set(false);
        });
    }

    /// Fetches what somebody else made of it.
    async fn compare(self) {
        match self.session.ask(api::conversations::thread(self.id)).await {
            Ok(thread) => drop(self.theirs.try_set(Some(thread.conversation))),
            Err(fault) => self.session.tell(&fault),
        }
    }

    fn versions(self, theirs: &Conversation) -> Versions<Draft> {
        let mine = untrack(|| self.draft());
        Versions { base: self.base.get_value(), mine, theirs: draft_of(theirs) }
    }

    /// Saves what was put together, from theirs on.
    fn send_merged(self, theirs: &Conversation, merged: Draft, saved: Callback<()>) {
        self.base.set_value(draft_of(theirs));
        self.since.set_value(theirs.version);
        self.topic.set(merged.topic);
        self.tags.set(merged.tags);
        self.priority.set(key(merged.priority));
        self.fields.fill(&merged.fields);
        self.theirs.set(None);
        self.send(saved);
    }
}
