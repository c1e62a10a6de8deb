//! What is done with many chats at once: begun from the selection, followed while it goes on.

mod jobs;

use leptos::{html, prelude::*, task::spawn_local};
use model::{
    archive::ArchiveQuery,
    bulk::{BulkFormat, BulkTask},
    id::ConversationId,
    parse,
    permission::Action,
    refusal::{Field, Problem, Refusal},
};

use super::chosen::Chosen;
use crate::{
    api::{self, Fault},
    parts::{Button, DialogForm, Glyph, Menu, MenuItem, TagsField},
    shell::{
        problems::{Problems, focus_first_problem, verdict},
        session::use_session,
    },
    words::contact_center as words,
};
pub(super) use jobs::{Jobs, JobsButton, JobsStrip};

/// Tags that were seen in the list, offered where tags are typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeenTags(pub(super) Signal<Vec<String>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Nothing,
    Tag,
    Untag,
}

/// The buttons in the bar of the selection.
pub(super) fn acts() -> AnyView {
    view! { <Acts/> }.into_any()
}

#[component]
fn Acts() -> impl IntoView {
    let session = use_session();
    let begin = Begin::new();
    let asking = RwSignal::new(Asking::Nothing);
    let exports = move || {
        let item = |word: crate::words::Word, format| {
            MenuItem::new(word.text(), move || begin.run(BulkTask::Export(format)))
                .glyph(Glyph::FileDown)
        };
        vec![item(words::EXPORT_CSV, BulkFormat::Csv), item(words::EXPORT_JSON, BulkFormat::Json)]
    };
    let close = Callback::new(move |()| asking.set(Asking::Nothing));
    view! {
        <Button
            label=words::ADD_TAGS.text()
            glyph=Glyph::Tags
            on_click=move |()| asking.set(Asking::Tag)
        />
        <Button
            label=words::REMOVE_TAGS.text()
            glyph=Glyph::Tag
            on_click=move |()| asking.set(Asking::Untag)
        />
        <Show when=move || session.may_at_all(Action::ExportConversations)>
            <Menu label=words::EXPORT.text() items=Signal::derive(exports) is_named=true>
                {words::EXPORT.text()}
            </Menu>
        </Show>
        {move || match asking.get() {
            Asking::Nothing => ().into_any(),
            Asking::Tag => view! { <TagsDialog begin is_adding=true on_close=close/> }.into_any(),
            Asking::Untag => {
                view! { <TagsDialog begin is_adding=false on_close=close/> }.into_any()
            }
        }}
    }
}

/// How something is begun with what is selected. Copy.
#[derive(Debug, Clone, Copy)]
struct Begin {
    chosen: Chosen,
    query: Memo<ArchiveQuery>,
    jobs: Jobs,
}

impl Begin {
    fn new() -> Self {
        Self { chosen: expect_context(), query: expect_context(), jobs: expect_context() }
    }

    fn run(self, task: BulkTask) {
        spawn_local(async move {
            if let Err(fault) = self.ask(task).await {
                self.jobs.session.tell(&fault);
            }
        });
    }

    async fn ask(self, task: BulkTask) -> Result<(), Fault> {
        let selection = self.chosen.selection(self.query.get_untracked(), ConversationId);
        selection.within_limit(Field::Search).map_err(Fault::Refused)?;
        let job = self.jobs.session.ask(api::directory::begin_bulk(selection, task)).await?;
        self.jobs.take(job);
        self.chosen.clear();
        Ok(())
    }
}

#[component]
fn TagsDialog(begin: Begin, is_adding: bool, on_close: Callback<()>) -> impl IntoView {
    let SeenTags(seen) = expect_context();
    let tags = RwSignal::new(Vec::<String>::new());
    let problems = Problems::new();
    let is_busy = RwSignal::new(false);
    let node = NodeRef::<html::Form>::new();
    let (title, submit) = if is_adding {
        (words::ADD_TAGS_TITLE, words::ADD_TAGS)
    } else {
        (words::REMOVE_TAGS_TITLE, words::REMOVE_TAGS)
    };
    let count = untrack(|| begin.chosen.said());
    let send = Callback::new(move |()| {
        let wanted = tags.get_untracked();
        let checked = parse::tags(&wanted).and_then(|tags| {
            if tags.is_empty() {
                Err(Refusal::invalid(Field::Tags, Problem::Missing))
            } else {
                Ok(tags)
            }
        });
        if !problems.check([verdict(checked)]) {
            return focus_first_problem(node);
        }
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let task = if is_adding { BulkTask::Tag(wanted) } else { BulkTask::Untag(wanted) };
        spawn_local(async move {
            match begin.ask(task).await {
                Ok(()) => {
                    on_close.try_run(());
                }
                Err(fault) if problems.take(&fault, &[Field::Tags]) => focus_first_problem(node),
                Err(fault) => begin.jobs.session.tell(&fault),
            }
            is_busy.try_set(false);
        });
    });
    view! {
        <DialogForm
            title=title.with(&[("count", &count)])
            submit=submit.text()
            node
            busy=is_busy
            on_submit=send
            on_cancel=on_close
            on_close
        >
            <TagsField
                label=words::TAGS.text()
                value=tags
                suggestions=seen
                remove=words::REMOVE.text()
                hint=words::TAGS_HINT.text()
                error=problems.at(Field::Tags)
                required=true
            />
        </DialogForm>
    }
}
