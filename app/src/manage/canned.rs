//! The section Canned Responses: the list, and one of them.

use std::sync::Arc;

use leptos::prelude::*;
use model::{canned::CannedResponse, id::CannedId};

use super::page::{Gone, Head};
use crate::{
    canned::{
        CannedForm, Filling, Filter, FilterField, Indexed, Library, Removing, ScopeTag, State,
        use_library,
    },
    parts::{
        Button, ButtonKind, ButtonLink, Cell, Column, Empty, Failed, Glyph, Order, Search,
        Skeleton, SkeletonKind, Tag, VirtualList, intl, use_toaster,
    },
    shell::{
        address::{Address, use_address},
        place::{Opened, Place},
    },
    words::{canned as words, parts as part_words, refusals},
};

const ROW_HEIGHT: f64 = 44.0;

#[component]
pub(super) fn CannedResponses(opened: Memo<Opened<CannedId>>) -> impl IntoView {
    let library = use_library();
    // The counts of uses are told by nobody.
    library.ask();
    library.reload();
    move || match opened.get() {
        Opened::Nothing => view! { <List library/> }.into_any(),
        Opened::New => view! { <One library/> }.into_any(),
        Opened::One(id) => view! { <One library id/> }.into_any(),
    }
}

#[component]
fn List(library: Library) -> impl IntoView {
    let address = use_address();
    let (search, scope) = (address.query("search"), address.query("scope"));
    let (typed, chosen) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move || typed.set(search.get().unwrap_or_default()));
    Effect::new(move || chosen.set(scope.get().unwrap_or_default()));
    let rows = Memo::new(move |_| {
        let filter = Filter::from_word(&scope.get().unwrap_or_default());
        let found = library.filtered(&search.get().unwrap_or_default(), filter);
        sorted(found, address.query("sort").get().as_deref())
    });
    view! {
        <Head title=words::CANNED.text() text=words::MANAGE_TEXT.text() back=Place::Manage>
            <ButtonLink
                label=words::NEW.text()
                href=Place::CannedResponses(Opened::New).to_string()
                kind=ButtonKind::Primary
                glyph=Glyph::Plus
            />
        </Head>
        <div class="tools canned__filters">
            <Search
                label=part_words::SEARCH.text()
                placeholder=words::SEARCH_HINT.text()
                clear=words::CLEAR_SEARCH.text()
                value=typed
                on_settle=move |text: String| address.set_query(&[("search", Some(text))])
            />
            <FilterField
                value=chosen
                on_change=move |scope: String| address.set_query(&[("scope", Some(scope))])
            />
        </div>
        {move || states(library, move || view! { <Rows rows/> }.into_any())}
    }
}

/// `show` makes what is shown once there is something.
fn states(library: Library, show: impl Fn() -> AnyView) -> AnyView {
    match library.state.get() {
        State::Unasked | State::Loading => view! {
            <Skeleton label=words::LOADING.text() rows=8 kind=SkeletonKind::Table/>
        }
        .into_any(),
        State::Failed(fault) => view! {
            <Failed
                title=words::FAILED.text()
                text=refusals::fault(&fault)
                retry=part_words::RETRY.text()
                on_retry=move |()| library.ask()
            />
        }
        .into_any(),
        State::Ready => show(),
    }
}

/// By shortcut as they are held, or those used most first.
fn sorted(mut found: Vec<Arc<Indexed>>, sort: Option<&str>) -> Vec<Arc<Indexed>> {
    if sort == Some("uses") {
        found.sort_by_key(|one| std::cmp::Reverse(one.response.uses));
    }
    found
}

#[component]
fn Rows(rows: Memo<Vec<Arc<Indexed>>>) -> impl IntoView {
    let address = use_address();
    let sort = address.query("sort");
    let by_uses = Callback::new(move |()| {
        let next = sort.get_untracked().is_none().then(|| "uses".to_owned());
        address.set_query(&[("sort", next)]);
    });
    let columns = move || {
        let is_by_uses = sort.get().is_some();
        vec![
            Column::new(words::SHORTCUT.text()).width("1.2fr"),
            Column::new(words::TEXT.text()).width("3fr").narrow(),
            Column::new(words::SHOW_SCOPE.text()).width("1.4fr"),
            Column::new(words::TAGS.text()).width("1.4fr").narrow(),
            Column::new(words::USES.text())
                .width("0.7fr")
                .numeric()
                .narrow()
                .sorted(is_by_uses.then_some(Order::Descending))
                .on_sort(by_uses),
            Column::new(words::CREATED_BY.text()).width("1.2fr").narrow(),
        ]
    };
    let open = Callback::new(move |one: Arc<Indexed>| {
        let place = Place::CannedResponses(Opened::One(one.response.id));
        address.go(&untrack(|| address.beside_with(place, &[])));
    });
    let scope = Signal::derive(move || rows.with(|rows| format!("{}{:?}", rows.len(), sort.get())));
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    move || {
        if is_empty.get() {
            return nothing(address).into_any();
        }
        view! {
            <div class="listing">
                <VirtualList
                    items=rows
                    key=|one| (one.key(), one.response.uses)
                    row_height=ROW_HEIGHT
                    label=words::CANNED.text()
                    columns=Signal::derive(columns)
                    scope
                    on_open=open
                    let:one
                >
                    <Row one/>
                </VirtualList>
            </div>
        }
        .into_any()
    }
}

fn nothing(address: Address) -> impl IntoView {
    let is_asked = address.query("search").get_untracked().is_some()
        || address.query("scope").get_untracked().is_some();
    if !is_asked {
        return view! {
            <Empty
                glyph=Glyph::MessageSquareText
                title=words::NONE.text()
                text=words::NONE_TEXT.text()
            />
        }
        .into_any();
    }
    view! {
        <Empty
            glyph=Glyph::Search
            title=words::NOTHING_FOUND.text()
            text=words::NOTHING_FOUND_TEXT.text()
        >
            <Button
                label=words::SHOW_ALL.text()
                on_click=move |()| address.set_query(&[("search", None), ("scope", None)])
            />
        </Empty>
    }
    .into_any()
}

#[component]
fn Row(one: Arc<Indexed>) -> impl IntoView {
    let CannedResponse { shortcut, text, scope, tags, uses, created_by, .. } = one.response.clone();
    let tags = tags.into_iter().map(|tag| view! { <Tag label=tag/> }).collect_view();
    let short = text.clone();
    let uses = intl::number(f64::from(u32::try_from(uses).unwrap_or(u32::MAX)));
    view! {
        <Cell>
            <span class="canned-name">
                <span class="who__name">"!" {shortcut}</span>
                // A phone has no column for it.
                <span class="canned-name__text">{short}</span>
            </span>
        </Cell>
        <Cell narrow=true>{text}</Cell>
        <Cell><ScopeTag scope/></Cell>
        <Cell narrow=true><span class="row-tags">{tags}</span></Cell>
        <Cell numeric=true narrow=true>{uses}</Cell>
        <Cell narrow=true>{created_by.name}</Cell>
    }
}

#[component]
fn One(library: Library, #[prop(optional)] id: Option<CannedId>) -> impl IntoView {
    let address = use_address();
    let list = Place::CannedResponses(Opened::Nothing);
    let title = Signal::derive(move || match id {
        None => words::NEW.text().to_owned(),
        Some(id) => library
            .get(id)
            .map_or_else(|| words::EDIT_TITLE.text().to_owned(), |it| format!("!{}", it.shortcut)),
    });
    let leave = Callback::new(move |()| {
        address.go(&untrack(|| address.beside_with(list, &[])));
    });
    let is_ready = Memo::new(move |_| library.state.get() == State::Ready);
    let form = move || match (id, id.and_then(|id| untrack(|| library.get(id)))) {
        (None, _) => view! { <Form leave/> }.into_any(),
        (Some(_), Some(response)) => view! { <Form response leave/> }.into_any(),
        (Some(_), None) => view! { <Gone list/> }.into_any(),
    };
    view! {
        <Head title back=list>
            {id.map(|id| view! { <Delete library id leave/> })}
        </Head>
        <div class="manage__body">
            {move || if is_ready.get() { form() } else { states(library, || ().into_any()) }}
        </div>
    }
}

#[component]
fn Form(#[prop(optional)] response: Option<CannedResponse>, leave: Callback<()>) -> impl IntoView {
    let toaster = use_toaster();
    let saved = Callback::new(move |saved: CannedResponse| {
        toaster.say(words::SAVED.with(&[("shortcut", &saved.shortcut)]));
        leave.run(());
    });
    view! {
        <CannedForm response filling=Filling::among_staff() on_saved=saved on_cancel=leave/>
    }
}

#[component]
fn Delete(library: Library, id: CannedId, leave: Callback<()>) -> impl IntoView {
    let removing = RwSignal::new(None);
    view! {
        <Show when=move || library.get(id).is_some()>
            <Button
                label=words::DELETE.text()
                glyph=Glyph::Trash2
                on_click=move |()| removing.set(untrack(|| library.get(id)))
            />
        </Show>
        {move || removing.get().map(|response| view! {
            <Removing response on_done=leave on_close=move |()| removing.set(None)/>
        })}
    }
}
