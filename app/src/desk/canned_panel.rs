//! The panel Canned Responses: those of this person, of their departments and public ones, ready to use here.

use std::sync::Arc;

use leptos::prelude::*;
use model::{
    canned::{CannedResponse, Scope},
    permission::{Action, Subject},
};

use super::room::{Room, use_room};
use crate::{
    canned::{
        CannedDialog, Filling, Filter, FilterField, Indexed, Library, Preview, Removing, ScopeTag,
        State, use_library,
    },
    parts::{Button, ButtonKind, Empty, Failed, Glyph, IconButton, Search, Skeleton, Tag, intl},
    shell::address::{Address, use_address},
    words::{canned as words, parts as part_words, refusals},
};

/// Rows shown at first, and more at each wish.
const STEP: usize = 50;

/// What is looked for, as the address holds it. Copy.
#[derive(Clone, Copy)]
struct Looking {
    address: Address,
    search: RwSignal<String>,
    scope: RwSignal<String>,
}

/// What is done with one of them. Copy.
#[derive(Clone, Copy)]
struct Doing {
    room: Room,
    filling: Filling,
    address: Address,
    editing: RwSignal<Option<CannedResponse>>,
    removing: RwSignal<Option<CannedResponse>>,
}

#[component]
pub(super) fn CannedPanel() -> impl IntoView {
    let room = use_room();
    let library = use_library();
    let address = use_address();
    let looking = Looking::new(address);
    let doing = Doing {
        room,
        filling: Filling::new(room.reader()),
        address,
        editing: RwSignal::new(None),
        removing: RwSignal::new(None),
    };
    library.ask();
    let own = Scope::Private(room.session.my_id());
    let may_create = move || room.session.may(Action::SaveCanned, Subject::Canned(&own)).is_ok();
    view! {
        <div class="panel__tools canned__tools">
            <Search
                label=part_words::SEARCH.text()
                placeholder=words::SEARCH_HINT.text()
                clear=words::CLEAR_SEARCH.text()
                value=looking.search
                on_settle=move |text: String| address.set_query(&[("canned", Some(text))])
            />
            <FilterField
                value=looking.scope
                on_change=move |scope: String| address.set_query(&[("scope", Some(scope))])
            />
        </div>
        {states(library, looking, doing)}
        <Show when=may_create>
            <div class="panel__foot">
                <Button
                    label=words::CREATE.text()
                    glyph=Glyph::Plus
                    on_click=move |()| room.to_save.set(Some(String::new()))
                />
            </div>
        </Show>
        <Dialogs doing/>
    }
}

fn states(library: Library, looking: Looking, doing: Doing) -> impl IntoView {
    let fault = move || {
        library.state.with(|state| match state {
            State::Failed(fault) => refusals::fault(fault),
            _ => String::new(),
        })
    };
    move || match library.state.get() {
        State::Unasked | State::Loading => {
            view! { <Skeleton label=words::LOADING.text() rows=8/> }.into_any()
        }
        State::Failed(_) => view! {
            <Failed
                title=words::FAILED.text()
                text=Signal::derive(fault)
                retry=part_words::RETRY.text()
                on_retry=move |()| library.ask()
            />
        }
        .into_any(),
        State::Ready => view! { <List library looking doing/> }.into_any(),
    }
}

#[component]
fn List(library: Library, looking: Looking, doing: Doing) -> impl IntoView {
    let limit = RwSignal::new(STEP);
    let found = Memo::new(move |_| {
        let (search, scope) = (looking.search.get(), looking.scope.get());
        limit.set(STEP);
        Found(library.filtered(&search, Filter::from_word(&scope)))
    });
    let count = Memo::new(move |_| found.with(|found| found.0.len()));
    let shown =
        move || found.with(|found| found.0.iter().take(limit.get()).cloned().collect::<Vec<_>>());
    let is_asked = move || {
        looking.search.with(|text| !text.is_empty()) || looking.scope.with(|it| !it.is_empty())
    };
    let nothing = move || view! { <Nothing is_asked=is_asked() looking/> };
    view! {
        <p class="panel__count" role="status">{move || count_in_words(count.get())}</p>
        <Show when=move || { count.get() > 0 } fallback=nothing>
            <ul class="canned__list" aria-label=words::CANNED.text()>
                <For each=shown key=|one| one.key() let:one>
                    <Row one doing/>
                </For>
            </ul>
            <Show when=move || { count.get() > limit.get() }>
                <div class="panel__section">
                    <Button
                        label=words::SHOW_MORE.text()
                        on_click=move |()| limit.update(|limit| *limit += STEP)
                    />
                </div>
            </Show>
        </Show>
    }
}

/// What was found; the same rows are the same however they are held.
#[derive(Debug, Clone)]
struct Found(Vec<Arc<Indexed>>);

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(&other.0).all(|(one, other)| Arc::ptr_eq(one, other))
    }
}

fn count_in_words(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => words::COUNT_ONE.text().to_owned(),
        many => {
            let many = intl::number(f64::from(u32::try_from(many).unwrap_or(u32::MAX)));
            words::COUNT.with(&[("count", &many)])
        }
    }
}

#[component]
fn Nothing(is_asked: bool, looking: Looking) -> impl IntoView {
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
                on_click=move |()| {
                    looking.address.set_query(&[("canned", None), ("scope", None)]);
                }
            />
        </Empty>
    }
    .into_any()
}

#[component]
fn Row(one: Arc<Indexed>, doing: Doing) -> impl IntoView {
    let response = one.response.clone();
    let session = doing.room.session;
    let subject = Subject::Canned(&response.scope);
    let may = |action| untrack(|| session.may(action, subject)).is_ok();
    let (may_edit, may_remove) = (may(Action::SaveCanned), may(Action::RemoveCanned));
    let not_now = move || (!doing.room.has_box()).then(|| words::USE_NOT_NOW.text().to_owned());
    let (used, edited, removed) = (response.clone(), response.clone(), response.clone());
    let name = [("shortcut", response.shortcut.as_str())];
    let edit = may_edit.then(|| {
        let label = words::EDIT_NAMED.with(&name);
        view! {
            <IconButton
                glyph=Glyph::Pencil
                label
                on_click=move |()| doing.editing.set(Some(edited.clone()))
            />
        }
    });
    let remove = may_remove.then(|| {
        let label = words::DELETE_NAMED.with(&name);
        view! {
            <IconButton
                glyph=Glyph::Trash2
                label
                on_click=move |()| doing.removing.set(Some(removed.clone()))
            />
        }
    });
    let tags = response.tags.iter().cloned().map(|tag| view! { <Tag label=tag/> }).collect_view();
    view! {
        <li class="canned">
            <div class="canned__head">
                <h3 class="canned__shortcut">"!" {response.shortcut}</h3>
                <ScopeTag scope=response.scope/>
            </div>
            <Preview text=Signal::stored(response.text) filling=doing.filling/>
            <div class="canned__foot">
                <span class="canned__tags">{tags}</span>
                {edit}
                {remove}
                <Button
                    label=words::USE.text()
                    kind=ButtonKind::Primary
                    blocked=Signal::derive(not_now)
                    on_click=move |()| doing.insert(&used)
                />
            </div>
        </li>
    }
}

#[component]
fn Dialogs(doing: Doing) -> impl IntoView {
    let editing = move || {
        doing.editing.get().map(|response| {
            view! {
                <CannedDialog
                    response=response
                    filling=doing.filling
                    on_close=move |()| doing.editing.set(None)
                />
            }
        })
    };
    let removing = move || {
        doing.removing.get().map(|response| {
            view! {
                <Removing
                    response
                    on_done=move |()| doing.removing.set(None)
                    on_close=move |()| doing.removing.set(None)
                />
            }
        })
    };
    view! { {editing} {removing} }
}

impl Looking {
    fn new(address: Address) -> Self {
        let looking = Self {
            address,
            search: RwSignal::new(String::new()),
            scope: RwSignal::new(String::new()),
        };
        for (key, value) in [("canned", looking.search), ("scope", looking.scope)] {
            let asked = address.query(key);
            Effect::new(move || {
                let text = asked.get().unwrap_or_default();
                if value.with_untracked(|value| *value != text) {
                    value.set(text);
                }
            });
        }
        looking
    }
}

impl Doing {
    /// Puts it into the message box; on a phone the panel that covers the box goes away first.
    fn insert(self, response: &CannedResponse) {
        let response = response.clone();
        if !is_narrow() {
            return self.room.to_use.set(Some(response));
        }
        self.address.set_query(&[("panel", None), ("canned", None), ("scope", None)]);
        request_animation_frame(move || {
            self.room.to_use.try_set(Some(response));
        });
    }
}

fn is_narrow() -> bool {
    window().match_media("(width < 700px)").ok().flatten().is_some_and(|media| media.matches())
}
