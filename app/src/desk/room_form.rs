//! Changes topic, tags and priority of a conversation.

use leptos::{ev, html, prelude::*, task::spawn_local};
use model::{
    conversation::{Conversation, Priority},
    custom_field::Fields,
    id::ConversationId,
    parse,
    refusal::Field,
};
use serde::{Deserialize, Serialize};

use super::suggested_tags::suggested_tags;
use crate::{
    api,
    parts::{Button, ButtonKind, Choice, Select, TagsField, TextField, use_toaster},
    shell::{
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
}

#[derive(Clone, Copy)]
struct Form {
    session: Session,
    id: ConversationId,
    topic: RwSignal<String>,
    tags: RwSignal<Vec<String>>,
    suggested: RwSignal<Vec<String>>,
    /// Its weight, as the select wants text.
    priority: RwSignal<String>,
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
    Draft { topic: it.topic.clone(), tags: it.tags.clone(), priority: it.priority }
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
            topic: RwSignal::new(draft.topic),
            tags: RwSignal::new(draft.tags),
            suggested: suggested_tags(session, it.department),
            priority: RwSignal::new(key(draft.priority)),
            base: StoredValue::new(base.clone()),
            problems: Problems::new(),
            is_busy: RwSignal::new(false),
            kept,
            node: NodeRef::new(),
        };
        kept.follow(move || form.draft(), move || base.clone());
        form
    }

    fn draft(self) -> Draft {
        Draft {
            topic: self.topic.get(),
            tags: self.tags.get(),
            priority: priority_of(&self.priority.get()),
        }
    }

    /// Only what was changed is sent, so that two people may change two things.
    fn send(self, saved: Callback<()>) {
        let draft = untrack(|| self.draft());
        let is_fine = self.problems.check([
            verdict(parse::line(Field::Topic, &draft.topic, parse::NAME_LIMIT)),
            verdict(parse::tags(&draft.tags)),
        ]);
        if !is_fine {
            return focus_first_problem(self.node);
        }
        if self.is_busy.get_untracked() {
            return;
        }
        let base = self.base.get_value();
        let topic = (draft.topic != base.topic).then_some(draft.topic);
        let tags = (draft.tags != base.tags).then_some(draft.tags);
        let priority = (draft.priority != base.priority).then_some(draft.priority);
        if topic.is_none() && tags.is_none() && priority.is_none() {
            self.kept.forget();
            return saved.run(());
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let call = api::conversations::edit(self.id, topic, tags, priority, Fields::new());
            match call.await {
                Ok(()) => {
                    self.kept.forget();
                    saved.run(());
                }
                Err(fault) if self.problems.take(&fault, &[Field::Topic, Field::Tags]) => {}
                Err(fault) => self.session.tell(&fault),
            }
            self.is_busy.try_set(false);
        });
    }
}
