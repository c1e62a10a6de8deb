//! Choosing a file, and the imports there were.

use leptos::{ev, html, prelude::*, task::spawn_local};
use model::{
    import::{IMPORT_LIMIT_BYTES, Import, ImportState},
    refusal::Refusal,
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{File, XmlHttpRequest};

use crate::{
    api::{
        self, Fault,
        post::{self, Reply},
    },
    parts::{
        Banner, BannerKind, Button, ButtonKind, ColumnHead, Empty, Failed, Glyph, IconLink,
        RelativeTime, Skeleton, SkeletonKind, Spinner, intl,
    },
    shell::{
        address::use_address,
        place::{Opened, Place},
        session::use_session,
    },
    words::{Word, imports as words, parts as part_words, refusals},
};

#[component]
pub(super) fn Choose() -> impl IntoView {
    let address = use_address();
    let input = NodeRef::<html::Input>::new();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<Fault>);
    let picked = move |_: ev::Event| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be picked again.
        input.set_value("");
        let Some(file) = file else { return };
        problem.set(too_large(&file));
        if problem.with_untracked(Option::is_some) {
            return;
        }
        busy.set(true);
        send(&file, move |answer| {
            busy.try_set(false);
            match answer {
                Ok(import) => address.go(&Place::Import(Some(import.id)).to_string()),
                Err(fault) => drop(problem.try_set(Some(fault))),
            }
        });
    };
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <header class="screen-head">
            <span class="screen-head__lead">
                <IconLink
                    glyph=Glyph::ArrowLeft
                    label=words::BACK.text()
                    href=Place::Contacts(Opened::Nothing).to_string()
                />
            </span>
            <h1 class="screen-head__title">{words::TITLE.text()}</h1>
            <p class="screen-head__text">{words::TEXT.text()}</p>
            <div class="screen-head__actions">
                <Button
                    label=words::CHOOSE.text()
                    kind=ButtonKind::Primary
                    glyph=Glyph::Upload
                    busy
                    on_click=choose
                />
            </div>
        </header>
        <input
            node_ref=input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            aria-label=words::FILE.text()
            hidden
            tabindex="-1"
            on:change=picked
        />
        {move || problem.get().map(|fault| view! {
            <Banner kind=BannerKind::Error text=refusals::fault(&fault)/>
        })}
        <div class="manage__body">
            <p class="quiet">{words::CHOOSE_HINT.text()}</p>
            <Show when=move || busy.get()>
                <Spinner label=words::SENDING.text()/>
            </Show>
            <Earlier/>
        </div>
    }
}

fn too_large(file: &File) -> Option<Fault> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a file's size is a whole number below 2^53"
    )]
    let size_bytes = file.size() as u64;
    let limit_bytes = IMPORT_LIMIT_BYTES;
    (size_bytes > limit_bytes)
        .then_some(Fault::Refused(Refusal::FileTooLarge { size_bytes, limit_bytes }))
}

fn send(file: &File, done: impl FnOnce(Result<Import, Fault>) + 'static) {
    let Ok(request) = XmlHttpRequest::new() else {
        return done(Err(Fault::Unreachable));
    };
    let own = request.clone();
    // The browser keeps it as long as the request.
    let ended = Closure::once_into_js(move || done(post::read(&Reply::of(&own))));
    request.set_onloadend(Some(ended.unchecked_ref()));
    let name = String::from(js_sys::encode_uri_component(&file.name()));
    let sent = request
        .open("POST", "/imports")
        .and_then(|()| request.set_request_header("Content-Type", "application/octet-stream"))
        .and_then(|()| request.set_request_header("X-File-Name", &name))
        .and_then(|()| post::sign(&request))
        .and_then(|()| request.send_with_opt_blob(Some(file)));
    // What fails here is told by `loadend` too, with nothing in the reply.
    drop(sent);
}

#[component]
fn Earlier() -> impl IntoView {
    let session = use_session();
    let found = RwSignal::new(None::<Result<Vec<Import>, Fault>>);
    let load = move || {
        found.set(None);
        spawn_local(async move {
            found.try_set(Some(session.ask(api::imports::list()).await));
        });
    };
    load();
    move || match found.get() {
        None => view! {
            <Skeleton label=words::LOADING.text() rows=4 kind=SkeletonKind::Table/>
        }
        .into_any(),
        Some(Err(fault)) => view! {
            <Failed
                title=words::FAILED.text()
                text=refusals::fault(&fault)
                retry=part_words::RETRY.text()
                on_retry=move |()| load()
            />
        }
        .into_any(),
        Some(Ok(imports)) if imports.is_empty() => view! {
            <Empty
                glyph=Glyph::Upload
                title=words::NONE_YET.text()
                text=words::NONE_YET_TEXT.text()
            />
        }
        .into_any(),
        Some(Ok(imports)) => view! { <Table imports/> }.into_any(),
    }
}

#[component]
fn Table(imports: Vec<Import>) -> impl IntoView {
    view! {
        <div class="table-box">
            <table class="table" aria-label=words::EARLIER.text()>
                <thead>
                    <tr>
                        <ColumnHead label=words::FILE.text()/>
                        <ColumnHead label=words::STATE.text()/>
                        <ColumnHead label=words::ROWS.text() numeric=true/>
                        <ColumnHead label=words::CREATED.text() attr:data-narrow=""/>
                    </tr>
                </thead>
                <tbody>{imports.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(import: Import) -> impl IntoView {
    let href = Place::Import(Some(import.id)).to_string();
    view! {
        <tr>
            <td><a class="facts__link" href=href>{import.name}</a></td>
            <td>{state(import.state).text()}</td>
            <td data-numeric="">{intl::number(f64::from(import.rows))}</td>
            <td data-narrow=""><RelativeTime at_ms=Signal::stored(import.created.0)/></td>
        </tr>
    }
}

/// How far an import is, in words.
pub(super) const fn state(state: ImportState) -> Word {
    match state {
        ImportState::Ready => words::READY,
        ImportState::Running => words::RUNNING,
        ImportState::Done => words::DONE,
        ImportState::Cancelled => words::CANCELLED,
    }
}
