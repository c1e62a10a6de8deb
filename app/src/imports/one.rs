//! One import: its columns before it begins, how far it is afterwards.

use leptos::{prelude::*, task::spawn_local};
use model::{
    id::ImportId,
    import::{Import, ImportState},
};

use super::{columns::Columns, watch::Progressing};
use crate::{
    api::{self, Fault},
    custom_fields::use_definitions,
    parts::{Failed, Glyph, IconLink, Skeleton},
    shell::{place::Place, session::use_session},
    words::{imports as words, parts as part_words, refusals},
};

#[component]
pub(super) fn One(id: ImportId) -> impl IntoView {
    let session = use_session();
    let held = RwSignal::new(None::<Import>);
    let fault = RwSignal::new(None::<Fault>);
    // What columns may be is known before they are shown.
    let definitions = use_definitions();
    let load = move || {
        fault.set(None);
        definitions.ask();
        spawn_local(async move {
            match session.ask(api::imports::find(id)).await {
                Ok(import) => drop(held.try_set(Some(import))),
                Err(found) => drop(fault.try_set(Some(found))),
            }
        });
    };
    load();
    let name = move || held.with(|held| held.as_ref().map(|it| it.name.clone()));
    let is_ready = Memo::new(move |_| {
        let is_ready = held.with(|held| held.as_ref().map(|it| it.state == ImportState::Ready));
        is_ready.filter(|is_ready| !is_ready || definitions.all.with(Option::is_some))
    });
    let fault = move || fault.get().or_else(|| definitions.fault.get());
    view! {
        <header class="screen-head">
            <span class="screen-head__lead">
                <IconLink
                    glyph=Glyph::ArrowLeft
                    label=words::BACK_TO_IMPORTS.text()
                    href=Place::Import(None).to_string()
                />
            </span>
            <h1 class="screen-head__title">
                {move || name().unwrap_or_else(|| words::TITLE.text().to_owned())}
            </h1>
        </header>
        <div class="manage__body">
            {move || match (is_ready.get(), fault()) {
                (Some(true), _) => view! { <Columns held/> }.into_any(),
                (Some(false), _) => view! { <Progressing held/> }.into_any(),
                (None, Some(fault)) => view! {
                    <Failed
                        title=words::ONE_FAILED.text()
                        text=refusals::fault(&fault)
                        retry=part_words::RETRY.text()
                        on_retry=move |()| load()
                    />
                }
                .into_any(),
                (None, None) => view! {
                    <Skeleton label=words::ONE_LOADING.text() rows=8/>
                }
                .into_any(),
            }}
        </div>
    }
}
