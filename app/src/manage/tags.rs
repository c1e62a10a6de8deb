//! The section Tags: those that are looked after and those merely in use.

use leptos::{prelude::*, task::spawn_local};
use model::tag::Tag;

use super::{
    fetched::{Await, Fetched},
    page::Head,
    tag_form::TagDialog,
};
use crate::{
    api,
    parts::{
        Button, ButtonKind, ColumnHead, Confirm, Empty, Glyph, IconButton, Tag as Label, intl,
        use_toaster,
    },
    shell::{
        place::Place,
        session::{Session, use_session},
    },
    words::{parts as part_words, tags as words},
};

/// Which dialog is open. Copy.
#[derive(Debug, Clone, Copy)]
struct Open {
    edited: RwSignal<Option<Option<Tag>>>,
    removed: RwSignal<Option<Tag>>,
}

#[component]
pub(super) fn Tags() -> impl IntoView {
    let tags = Fetched::new(api::tags::list);
    let open = Open { edited: RwSignal::new(None), removed: RwSignal::new(None) };
    let toaster = use_toaster();
    let saved = Callback::new(move |saved: Tag| {
        toaster.say(words::SAVED.with(&[("name", &saved.name)]));
        open.edited.set(None);
        tags.load();
    });
    view! {
        <Head title=words::SECTION.text() text=words::SECTION_TEXT.text() back=Place::Manage>
            <Button
                label=words::NEW.text()
                kind=ButtonKind::Primary
                glyph=Glyph::Plus
                on_click=move |()| open.edited.set(Some(None))
            />
        </Head>
        <div class="manage__body">
            <Await
                fetched=tags
                loading=words::LOADING
                failed=words::FAILED
                show=move || view! { <Table tags open/> }.into_any()
            />
        </div>
        {move || open.edited.get().map(|tag| {
            let others = tags.value.get_untracked().unwrap_or_default();
            let close = move |()| open.edited.set(None);
            view! { <TagDialog tag others on_saved=saved on_close=close/> }
        })}
        {move || open.removed.get().map(|tag| view! {
            <Removing
                tag
                on_done=move |()| tags.load()
                on_close=move |()| open.removed.set(None)
            />
        })}
    }
}

#[component]
fn Table(tags: Fetched<Vec<Tag>>, open: Open) -> impl IntoView {
    let rows = Memo::new(move |_| tags.value.get().unwrap_or_default());
    let nothing = || {
        view! {
            <Empty glyph=Glyph::Tag title=words::NONE.text() text=words::NONE_TEXT.text()/>
        }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=nothing>
            <div class="table-box">
                <table class="table" aria-label=words::SECTION.text()>
                    <thead>
                        <tr>
                            <ColumnHead label=words::NAME.text()/>
                            <ColumnHead label=words::DEPARTMENTS.text() attr:data-narrow=""/>
                            <ColumnHead label=words::USES.text() numeric=true/>
                            <th><span class="unseen">{part_words::EDIT.text()}</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        <For
                            each=move || rows.get()
                            key=|tag| (tag.key.clone(), tag.version, tag.uses, tag.becomes.clone())
                            let:tag
                        >
                            <Row tag open/>
                        </For>
                    </tbody>
                </table>
            </div>
        </Show>
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 conversations")]
fn whole(count: u64) -> String {
    intl::number(count as f64)
}

fn where_it_is(session: Session, tag: &Tag) -> String {
    if tag.departments.is_empty() {
        return words::EVERYWHERE.text().to_owned();
    }
    let names = tag.departments.iter().map(|id| session.department_name(Some(*id)));
    names.collect::<Vec<_>>().join(", ")
}

#[component]
fn Row(tag: Tag, open: Open) -> impl IntoView {
    let session = use_session();
    let own = tag.clone();
    let departments = move || where_it_is(session, &own);
    let state = match &tag.becomes {
        Some(name) if name.is_empty() => Some(words::BEING_REMOVED.text().to_owned()),
        Some(name) if *name != tag.name => Some(words::BEING_RENAMED.with(&[("name", name)])),
        _ if tag.version == 0 => Some(words::MERELY_USED.text().to_owned()),
        _ => None,
    };
    let note = (!tag.description.is_empty()).then(|| tag.description.clone());
    let (edited, removed) = (tag.clone(), tag.clone());
    view! {
        <tr>
            <td>
                <Label label=tag.name.clone()/>
                {note.map(|note| view! { <p class="table__note">{note}</p> })}
                {state.map(|state| view! { <p class="table__note">{state}</p> })}
            </td>
            <td data-narrow="">{departments}</td>
            <td data-align="end">{whole(tag.uses)}</td>
            <td>
                <span class="row-tags">
                    <IconButton
                        glyph=Glyph::Pencil
                        label=words::EDIT_NAMED.with(&[("name", &tag.name)])
                        on_click=move |()| open.edited.set(Some(Some(edited.clone())))
                    />
                    <IconButton
                        glyph=Glyph::Trash2
                        label=words::DELETE_NAMED.with(&[("name", &tag.name)])
                        on_click=move |()| open.removed.set(Some(removed.clone()))
                    />
                </span>
            </td>
        </tr>
    }
}

#[component]
fn Removing(
    tag: Tag,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let (session, toaster) = (use_session(), use_toaster());
    let is_busy = RwSignal::new(false);
    let (key, name) = (tag.key.clone(), tag.name.clone());
    let remove = move |()| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let (key, name) = (key.clone(), name.clone());
        spawn_local(async move {
            let answer = session.ask(api::tags::remove(key)).await;
            is_busy.try_set(false);
            match answer {
                Ok(()) => {
                    toaster.say(words::DELETED.with(&[("name", &name)]));
                    on_done.try_run(());
                }
                Err(fault) => session.tell(&fault),
            }
            on_close.try_run(());
        });
    };
    view! {
        <Confirm
            title=words::DELETE_TITLE.with(&[("name", &tag.name)])
            text=words::DELETE_TEXT.with(&[("count", &whole(tag.uses))])
            action=words::DELETE.text()
            cancel=part_words::CANCEL.text()
            danger=true
            busy=is_busy
            on_confirm=remove
            on_close
        />
    }
}
