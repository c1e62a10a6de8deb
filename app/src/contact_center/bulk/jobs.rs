//! What was begun with many chats: how far it is, what came of it, and the way to stop it or fetch its file.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use model::{
    bulk::{BulkFormat, BulkJob, BulkState, BulkTask},
    id::BulkId,
};

use crate::{
    api,
    contact_center::chosen::number,
    parts::{Button, ButtonKind, Dialog, Empty, Glyph, IconButton, Progress, RelativeTime},
    shell::session::{Session, use_session},
    words::{Word, contact_center as words, parts as part_words},
};

/// How often what goes on is asked about.
const LOOK: Duration = Duration::from_millis(700);

/// This person's jobs. Copy; given as context to the tab Chats.
#[derive(Debug, Clone, Copy)]
pub(in crate::contact_center) struct Jobs {
    pub(super) session: Session,
    held: RwSignal<Vec<BulkJob>>,
    /// Those begun, or seen going on, since the page was opened, and not put away.
    shown: RwSignal<Vec<BulkId>>,
    is_looking: StoredValue<bool>,
    /// Counts jobs that ended: the list may have changed.
    pub(in crate::contact_center) ended: RwSignal<u64>,
}

impl Jobs {
    /// Fetches them; follows those that go on.
    pub(in crate::contact_center) fn provide() {
        let jobs = Self {
            session: use_session(),
            held: RwSignal::default(),
            shown: RwSignal::default(),
            is_looking: StoredValue::new(false),
            ended: RwSignal::new(0),
        };
        provide_context(jobs);
        jobs.look();
    }

    /// Takes a new one in.
    pub(super) fn take(self, job: BulkJob) {
        self.show(job.id);
        self.put(job);
        self.look_later();
    }

    fn show(self, id: BulkId) {
        self.shown.update(|shown| {
            if !shown.contains(&id) {
                shown.push(id);
            }
        });
    }

    fn put(self, job: BulkJob) {
        self.held.update(|held| {
            held.retain(|one| one.id != job.id);
            held.insert(0, job);
        });
    }

    fn look(self) {
        if self.is_looking.get_value() {
            return;
        }
        self.is_looking.set_value(true);
        spawn_local(async move {
            let answer = self.session.ask(api::directory::bulk_jobs()).await;
            if self.is_looking.try_set_value(false).is_some() {
                return;
            }
            // When it cannot be had now, the next look tries again.
            if let Ok(found) = answer {
                self.compare(found);
            }
            let goes_on = |job: &BulkJob| job.state == BulkState::Running;
            if self.held.with_untracked(|held| held.iter().any(goes_on)) {
                self.look_later();
            }
        });
    }

    fn compare(self, found: Vec<BulkJob>) {
        let was_running = self.held.with_untracked(|held| {
            let running = held.iter().filter(|job| job.state == BulkState::Running);
            running.map(|job| job.id).collect::<Vec<_>>()
        });
        for job in &found {
            match job.state {
                BulkState::Running => self.show(job.id),
                _ if was_running.contains(&job.id) => self.ended.update(|ended| *ended += 1),
                _ => {}
            }
        }
        self.held.set(found);
    }

    fn look_later(self) {
        set_timeout(
            move || {
                if self.is_looking.try_get_value().is_some() {
                    self.look();
                }
            },
            LOOK,
        );
    }

    fn cancel(self, id: BulkId) {
        spawn_local(async move {
            match self.session.ask(api::directory::cancel_bulk(id)).await {
                Ok(job) => {
                    self.put(job);
                    self.ended.update(|ended| *ended += 1);
                }
                Err(fault) => self.session.tell(&fault),
            }
        });
    }

    fn put_away(self, id: BulkId) {
        self.shown.update(|shown| shown.retain(|one| *one != id));
    }

    fn find(self, id: BulkId) -> Option<BulkJob> {
        self.held.with(|held| held.iter().find(|job| job.id == id).cloned())
    }
}

/// What goes on, and what ended since the page was opened, above the rows.
#[component]
pub(in crate::contact_center) fn JobsStrip() -> impl IntoView {
    let jobs = expect_context::<Jobs>();
    view! {
        <Show when=move || jobs.shown.with(|shown| !shown.is_empty())>
            <div class="jobs" role="group" aria-label=words::JOBS.text()>
                <For each=move || jobs.shown.get() key=|id| *id let:id>
                    <Line jobs id can_be_put_away=true/>
                </For>
            </div>
        </Show>
    }
}

/// Opens the list of all of them: what an export made is there for a week.
#[component]
pub(in crate::contact_center) fn JobsButton() -> impl IntoView {
    let jobs = expect_context::<Jobs>();
    let is_open = RwSignal::new(false);
    let ids = move || jobs.held.with(|held| held.iter().map(|job| job.id).collect::<Vec<_>>());
    view! {
        <IconButton
            glyph=Glyph::ListChecks
            label=words::JOBS.text()
            on_click=move |()| {
                jobs.look();
                is_open.set(true);
            }
        />
        <Show when=move || is_open.get()>
            <Dialog
                title=words::JOBS.text()
                close=part_words::CLOSE.text()
                on_close=move |()| is_open.set(false)
            >
                <div class="dialog__body">
                    <p>{words::JOBS_TEXT.text()}</p>
                    <Show
                        when=move || jobs.held.with(|held| !held.is_empty())
                        fallback=|| view! {
                            <Empty glyph=Glyph::ListChecks title=words::NO_JOBS.text()/>
                        }
                    >
                        <For each=ids key=|id| *id let:id>
                            <Line jobs id can_be_put_away=false/>
                        </For>
                    </Show>
                </div>
            </Dialog>
        </Show>
    }
}

#[component]
fn Line(jobs: Jobs, id: BulkId, can_be_put_away: bool) -> impl IntoView {
    let job = Memo::new(move |_| jobs.find(id));
    let is_running =
        Memo::new(move |_| job.get().is_some_and(|job| job.state == BulkState::Running));
    let has_file = Memo::new(move |_| job.get().is_some_and(|job| job.has_file()));
    let title = move || job.get().map(|job| title_of(&job.task)).unwrap_or_default();
    let how_far = move || job.get().map(|job| share(&job));
    let said = move || job.get().map(|job| result(&job)).unwrap_or_default();
    let begun = job.get_untracked().map_or(0, |job| job.begun.0);
    view! {
        <div class="jobs__one" role="group" aria-label=title>
            <span class="jobs__title">{title}</span>
            <Show
                when=move || is_running.get()
                fallback=move || view! {
                    <span class="quiet"><RelativeTime at_ms=Signal::stored(begun)/></span>
                }
            >
                <Progress label=Signal::derive(title) value=Signal::derive(how_far)/>
            </Show>
            <span class="jobs__said" role="status">{said}</span>
            <Show when=move || is_running.get()>
                <Button
                    label=part_words::CANCEL.text()
                    kind=ButtonKind::Quiet
                    on_click=move |()| jobs.cancel(id)
                />
            </Show>
            <Show when=move || has_file.get()>
                <a class="button" data-kind="secondary" href=format!("/exports/{id}") download="">
                    <span class="button__label">{words::DOWNLOAD.text()}</span>
                </a>
            </Show>
            <Show when=move || can_be_put_away && !is_running.get()>
                <IconButton
                    glyph=Glyph::X
                    label=words::PUT_AWAY.text()
                    on_click=move |()| jobs.put_away(id)
                />
            </Show>
        </div>
    }
}

fn title_of(task: &BulkTask) -> String {
    let tags = |word: Word, tags: &[String]| word.with(&[("tags", &tags.join(", "))]);
    match task {
        BulkTask::Tag(all) => tags(words::JOB_TAG, all),
        BulkTask::Untag(all) => tags(words::JOB_UNTAG, all),
        BulkTask::Export(BulkFormat::Csv) => words::JOB_CSV.text().to_owned(),
        BulkTask::Export(BulkFormat::Json) => words::JOB_JSON.text().to_owned(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 chats")]
fn share(job: &BulkJob) -> f64 {
    if job.total == 0 { 0.0 } else { job.seen as f64 / job.total as f64 }
}

fn result(job: &BulkJob) -> String {
    let word = match job.state {
        BulkState::Running => words::JOB_RUNNING,
        BulkState::Done => words::JOB_DONE,
        BulkState::Cancelled => words::JOB_CANCELLED,
        BulkState::Failed => words::JOB_FAILED,
    };
    let said = word.with(&[
        ("seen", &number(job.seen)),
        ("total", &number(job.total.max(job.seen))),
        ("changed", &number(job.changed)),
    ]);
    if job.skipped == 0 {
        return said;
    }
    let skipped = words::JOB_SKIPPED.with(&[("count", &number(job.skipped))]);
    format!("{said} {skipped}")
}
