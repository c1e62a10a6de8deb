//! The section Custom Fields: the lists, in the order in which they are shown, and one of them.

use leptos::{prelude::*, task::spawn_local};
use model::{
    custom_field::{CustomField, Editors, Holder},
    id::CustomFieldId,
};

use super::{
    custom_field_form::CustomFieldForm,
    page::{Gone, Head},
};
use crate::{
    api,
    custom_fields::{Definitions, kind_word, use_definitions},
    parts::{
        Button, ButtonKind, ButtonLink, ColumnHead, Confirm, Empty, Failed, Glyph, IconButton,
        Skeleton, SkeletonKind, Tag, Toaster, Tone, use_toaster,
    },
    shell::{
        address::use_address,
        place::{Opened, Place},
        session::{Session, use_session},
    },
    words::{custom_fields as words, parts as part_words, refusals},
};

#[component]
pub(super) fn CustomFields(opened: Memo<Opened<CustomFieldId>>) -> impl IntoView {
    let definitions = use_definitions();
    definitions.ask();
    move || match opened.get() {
        Opened::Nothing => view! { <List definitions/> }.into_any(),
        Opened::New => view! { <One definitions/> }.into_any(),
        Opened::One(id) => view! { <One definitions id/> }.into_any(),
    }
}

#[component]
fn List(definitions: Definitions) -> impl IntoView {
    view! {
        <Head title=words::SECTION.text() text=words::SECTION_TEXT.text() back=Place::Manage>
            <ButtonLink
                label=words::NEW.text()
                href=Place::CustomFields(Opened::New).to_string()
                kind=ButtonKind::Primary
                glyph=Glyph::Plus
            />
        </Head>
        <div class="manage__body">
            <Awaited definitions show=move || tables(definitions)/>
        </div>
    }
}

/// What `show` makes, once the definitions are here.
#[component]
fn Awaited<C>(definitions: Definitions, show: C) -> impl IntoView
where
    C: Fn() -> AnyView + Send + Sync + 'static,
{
    let is_here = Memo::new(move |_| definitions.all.with(Option::is_some));
    let fault = definitions.fault;
    let text = Signal::derive(move || {
        fault.with(|fault| fault.as_ref().map(refusals::fault).unwrap_or_default())
    });
    move || match (is_here.get(), fault.with(Option::is_some)) {
        (true, _) => show(),
        (false, true) => view! {
            <Failed
                title=words::FAILED.text()
                text
                retry=part_words::RETRY.text()
                on_retry=move |()| definitions.ask()
            />
        }
        .into_any(),
        (false, false) => view! {
            <Skeleton label=words::LOADING.text() rows=8 kind=SkeletonKind::Table/>
        }
        .into_any(),
    }
}

fn tables(definitions: Definitions) -> AnyView {
    let is_empty =
        Memo::new(move |_| definitions.all.with(|all| all.as_ref().is_none_or(Vec::is_empty)));
    (move || {
        if is_empty.get() {
            return view! {
                <Empty
                    glyph=Glyph::ClipboardList
                    title=words::NONE.text()
                    text=words::NONE_TEXT.text()
                />
            }
            .into_any();
        }
        view! {
            <Table definitions holder=Holder::Contact/>
            <Table definitions holder=Holder::Conversation/>
        }
        .into_any()
    })
    .into_any()
}

pub(super) fn holder_word(holder: Holder) -> &'static str {
    match holder {
        Holder::Contact => words::OF_CONTACTS,
        Holder::Conversation => words::OF_CONVERSATIONS,
    }
    .text()
}

#[component]
fn Table(definitions: Definitions, holder: Holder) -> impl IntoView {
    let rows = Memo::new(move |_| definitions.of(holder));
    let order = Ordering { definitions, rows, session: use_session(), toaster: use_toaster() };
    let heading = holder_word(holder);
    view! {
        <section class="form__group">
            <h3 class="form__legend">{heading}</h3>
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=|| view! { <p class="box__note">{words::NONE_OF_THESE.text()}</p> }
            >
                <div class="table-box">
                    <table class="table" aria-label=heading>
                        <thead>
                            <tr>
                                <ColumnHead label=words::LABEL.text()/>
                                <ColumnHead label=words::KIND.text()/>
                                <ColumnHead label=words::STATE.text() attr:data-narrow=""/>
                                <ColumnHead label=words::ORDER.text()/>
                            </tr>
                        </thead>
                        <tbody>
                            <For each=move || rows.get() key=|one| (one.id, one.version) let:one>
                                <Row field=one order/>
                            </For>
                        </tbody>
                    </table>
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Row(field: CustomField, order: Ordering) -> impl IntoView {
    let id = field.id;
    let href = Place::CustomFields(Opened::One(id)).to_string();
    let rows = order.rows;
    let place = Memo::new(move |_| rows.with(|rows| rows.iter().position(|one| one.id == id)));
    let label = StoredValue::new(field.label.clone());
    let is_first = move || place.get() == Some(0);
    let is_last = move || place.get().map(|at| at + 1) == Some(rows.with(Vec::len));
    let tags = tags(&field);
    let step = move |word: crate::words::Word, glyph: Glyph, up: bool| {
        let name = word.with(&[("name", &label.get_value())]);
        view! {
            <IconButton
                glyph
                label=name
                on_click=move |()| order.step(id, up)
            />
        }
    };
    view! {
        <tr>
            <td>
                <a href=href>{field.label.clone()}</a>
                <p class="table__note">{field.key.clone()}</p>
            </td>
            <td>{kind_word(field.kind).text()}</td>
            <td data-narrow=""><span class="row-tags">{tags}</span></td>
            <td>
                <span class="row-tags">
                    <Show when=move || !is_first()>{step(words::MOVE_UP, Glyph::ArrowUp, true)}</Show>
                    <Show when=move || !is_last()>{step(words::MOVE_DOWN, Glyph::ArrowDown, false)}</Show>
                </span>
            </td>
        </tr>
    }
}

fn tags(field: &CustomField) -> AnyView {
    let tag = |word: crate::words::Word| view! { <Tag label=word.text()/> };
    let disabled = (!field.is_enabled).then(|| tag(words::TAG_DISABLED));
    let required = field
        .is_required
        .then(|| view! { <Tag label=words::TAG_REQUIRED.text() tone=Tone::Accent/> });
    let searchable = field.is_searchable.then(|| tag(words::TAG_SEARCHABLE));
    let hidden = (!field.is_visible).then(|| tag(words::TAG_HIDDEN));
    let asked = field.is_question().then(|| tag(words::TAG_ASKED));
    let managers = (field.editors == Editors::Managers).then(|| tag(words::TAG_MANAGERS));
    view! { {disabled} {required} {searchable} {hidden} {asked} {managers} }.into_any()
}

/// The order of the fields of contacts, or of conversations. Copy.
#[derive(Clone, Copy)]
struct Ordering {
    definitions: Definitions,
    rows: Memo<Vec<CustomField>>,
    session: Session,
    toaster: Toaster,
}

impl Ordering {
    /// Moves one by one place. Shown at once; put back when the server says no.
    fn step(self, id: CustomFieldId, up: bool) {
        let Some(before) = self.definitions.all.get_untracked() else { return };
        let own = self.rows.get_untracked();
        let Some(at) = own.iter().position(|one| one.id == id) else { return };
        let other = if up { at.checked_sub(1) } else { at.checked_add(1) };
        let Some(other) = other.and_then(|other| own.get(other)).map(|one| one.id) else { return };
        let place_of = |id| before.iter().position(|one| one.id == id);
        let (Some(mine), Some(theirs)) = (place_of(id), place_of(other)) else { return };
        let mut moved = before.clone();
        moved.swap(mine, theirs);
        let order = moved.iter().map(|one| one.id).collect();
        self.definitions.take(moved);
        let place = (if up { at } else { at + 2 }).to_string();
        let name = own.get(at).map(|one| one.label.clone()).unwrap_or_default();
        spawn_local(async move {
            match self.session.ask(api::custom_fields::arrange(order)).await {
                Ok(all) => {
                    self.definitions.take(all);
                    self.toaster.say(words::MOVED.with(&[("name", &name), ("place", &place)]));
                }
                Err(fault) => {
                    self.definitions.take(before);
                    self.session.tell(&fault);
                }
            }
        });
    }
}

#[component]
fn One(definitions: Definitions, #[prop(optional)] id: Option<CustomFieldId>) -> impl IntoView {
    let address = use_address();
    let toaster = use_toaster();
    let list = Place::CustomFields(Opened::Nothing);
    let leave = Callback::new(move |()| address.go(&list.to_string()));
    let saved = Callback::new(move |saved: CustomField| {
        let word = if id.is_some() { words::SAVED } else { words::ADDED };
        toaster.say(word.with(&[("name", &saved.label)]));
        definitions.put(saved);
        definitions.ask();
        leave.run(());
    });
    let title = Signal::derive(move || match id {
        None => words::NEW.text().to_owned(),
        Some(id) => definitions
            .get(id)
            .map_or_else(|| words::EDIT_TITLE.text().to_owned(), |field| field.label),
    });
    let form = move || match (id, id.and_then(|id| untrack(|| definitions.get(id)))) {
        (None, _) => view! { <CustomFieldForm on_saved=saved on_cancel=leave/> }.into_any(),
        (Some(_), Some(field)) => view! {
            <CustomFieldForm field on_saved=saved on_cancel=leave/>
        }
        .into_any(),
        (Some(_), None) => view! { <Gone list/> }.into_any(),
    };
    view! {
        <Head title back=list>
            {id.map(|id| view! { <Delete definitions id leave/> })}
        </Head>
        <div class="manage__body">
            <Awaited definitions show=form/>
        </div>
    }
}

#[component]
fn Delete(definitions: Definitions, id: CustomFieldId, leave: Callback<()>) -> impl IntoView {
    let (session, toaster) = (use_session(), use_toaster());
    let asked = RwSignal::new(None::<CustomField>);
    let is_busy = RwSignal::new(false);
    let remove = move |name: String| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let answer = session.ask(api::custom_fields::remove(id)).await;
            is_busy.try_set(false);
            asked.try_set(None);
            match answer {
                Ok(()) => {
                    toaster.say(words::DELETED.with(&[("name", &name)]));
                    leave.try_run(());
                    definitions.drop(id);
                }
                Err(fault) => session.tell(&fault),
            }
        });
    };
    view! {
        <Show when=move || definitions.get(id).is_some()>
            <Button
                label=words::DELETE.text()
                glyph=Glyph::Trash2
                on_click=move |()| asked.set(untrack(|| definitions.get(id)))
            />
        </Show>
        {move || asked.get().map(|field| {
            let text = match field.holder {
                Holder::Contact => words::DELETE_CONTACT_TEXT,
                Holder::Conversation => words::DELETE_CONVERSATION_TEXT,
            };
            let name = field.label.clone();
            view! {
                <Confirm
                    title=words::DELETE_TITLE.with(&[("name", &field.label)])
                    text=text.text()
                    action=words::DELETE.text()
                    cancel=part_words::CANCEL.text()
                    danger=true
                    busy=is_busy
                    on_confirm=move |()| remove(name.clone())
                    on_close=move |()| asked.set(None)
                />
            }
        })}
    }
}
