//! How far an import is, and what became of its rows.

use core::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use model::import::{Import, ImportState};

use super::choose::state;
use crate::{
    api,
    parts::{Button, ButtonLink, Glyph, Progress, intl},
    shell::session::use_session,
    words::{Language, imports as words},
};

/// A file of 200,000 rows takes minutes.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

#[component]
pub(super) fn Progressing(held: RwSignal<Option<Import>>) -> impl IntoView {
    let session = use_session();
    let is_running = Memo::new(move |_| {
        held.with(|held| held.as_ref().is_some_and(|it| it.state == ImportState::Running))
    });
    let look = move || {
        let Some(id) = held.with_untracked(|held| held.as_ref().map(|it| it.id)) else { return };
        spawn_local(async move {
            // The next look may succeed; what is shown stays until then.
            if let Ok(now) = session.ask(api::imports::find(id)).await {
                held.try_set(Some(now));
            }
        });
    };
    Effect::new(move |before: Option<Option<IntervalHandle>>| {
        if let Some(handle) = before.flatten() {
            handle.clear();
        }
        let handle = is_running.get().then(|| set_interval_with_handle(look, LOOK_AGAIN).ok());
        let handle = handle.flatten();
        if let Some(handle) = handle {
            on_cleanup(move || handle.clear());
        }
        handle
    });
    let busy = RwSignal::new(false);
    let cancel = move |()| {
        let Some(id) = held.with_untracked(|held| held.as_ref().map(|it| it.id)) else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = session.ask(api::imports::cancel(id)).await;
            busy.try_set(false);
            match answer {
                Ok(now) => drop(held.try_set(Some(now))),
                Err(fault) => session.tell(&fault),
            }
        });
    };
    view! {
        <section class="box import-progress">
            <div class="box__body">
                <p role="status">
                    {move || held.with(|held| held.as_ref().map(|it| state(it.state).text()))}
                </p>
                {move || held.with(|held| held.as_ref().map(|it| view! { <Counts import=it.clone()/> }))}
                <div class="import-progress__acts">
                    <Show when=move || is_running.get()>
                        <Button
                            label=words::CANCEL.text()
                            glyph=Glyph::X
                            busy
                            on_click=cancel
                        />
                    </Show>
                    <ButtonLink
                        label=words::REPORT.text()
                        href=Signal::derive(move || report(&held.get()))
                        glyph=Glyph::Download
                        attr:download=""
                    />
                </div>
            </div>
        </section>
    }
}

fn report(held: &Option<Import>) -> String {
    let id = held.as_ref().map(|it| it.id.to_string()).unwrap_or_default();
    format!("/imports/{id}/report.csv?language={}&marked=true", Language::current().tag())
}

#[component]
fn Counts(import: Import) -> impl IntoView {
    let number = |count: u32| intl::number(f64::from(count));
    let (done, rows) = (import.done(), import.rows);
    let text = words::OF_ROWS.with(&[("done", &number(done)), ("rows", &number(rows))]);
    let share = f64::from(done) / f64::from(rows.max(1));
    let counts = [
        (words::ADDED, import.added),
        (words::UPDATED, import.updated),
        (words::REJECTED, import.rejected),
    ];
    view! {
        <Progress label=words::PROGRESS.text() value=Some(share) text/>
        <ul class="import-progress__counts">
            {counts
                .into_iter()
                .map(|(word, count)| view! { <li>{word.with(&[("count", &number(count))])}</li> })
                .collect_view()}
        </ul>
    }
}
