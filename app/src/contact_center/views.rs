//! Saved views of a list: chosen from a menu, saved under a name, shared, and one to open with.

mod dialog;

use leptos::{prelude::*, task::spawn_local};
use model::{
    permission::{Action, Subject},
    saved_view::{Listing, ListingTaste, ListingViews, SavedView, ViewDraft},
};
use web_sys::UrlSearchParams;

use super::entry::{FIELD, Filter};
use crate::{
    api,
    parts::{Confirm, Glyph, Menu, MenuItem, Toaster, use_toaster},
    shell::{
        address::{Address, use_address, values_under},
        session::{Session, use_session},
    },
    words::{contact_center as words, parts as part_words},
};
use dialog::ViewForm;

/// The views of one list, and what this person chose for it. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Views {
    pub(super) listing: Listing,
    address: Address,
    session: Session,
    toaster: Toaster,
    pub(super) held: RwSignal<ListingViews>,
    /// Names of all in the address that a view keeps.
    names: StoredValue<Vec<&'static str>>,
    /// The id of the view that the list shows, as it is or changed.
    current: Memo<Option<String>>,
}

impl Views {
    /// Fetches them, and opens the one to begin with where the address asks for nothing.
    pub(super) fn new(listing: Listing, filters: &'static [Filter]) -> Self {
        let (address, session) = (use_address(), use_session());
        let mut names = vec!["search", "sort", "dir", "cols"];
        names.extend(filters.iter().map(|filter| filter.key));
        let held = RwSignal::new(ListingViews::default());
        let names = StoredValue::new(names);
        let current = address.query("saved");
        let toaster = use_toaster();
        let views = Self { listing, address, session, toaster, held, names, current };
        spawn_local(async move {
            // Without them the list works as well; opening the tab asks again.
            let Ok(found) = session.ask(api::directory::views(listing)).await else { return };
            let start = found.taste.start;
            if held.try_set(found).is_none() {
                views.begin_with(start.map(|id| id.to_string()));
            }
        });
        views
    }

    fn begin_with(self, start: Option<String>) {
        let is_asked = self.current.try_get_untracked().flatten().is_some()
            || self.names.with_value(|names| {
                names.iter().any(|name| self.address.query_now(name).is_some())
            })
            || !self.address.queries_now(FIELD).is_empty();
        if let (Some(id), false) = (start, is_asked) {
            self.open(&id);
        }
    }

    fn find(self, id: &str) -> Option<SavedView> {
        self.held.with(|held| held.views.iter().find(|view| view.id.to_string() == id).cloned())
    }

    fn shown(self) -> Option<SavedView> {
        self.find(&self.current.get()?)
    }

    /// What of the address a view keeps.
    fn state(self) -> String {
        let Ok(query) = UrlSearchParams::new() else { return String::new() };
        self.names.with_value(|names| {
            for name in names {
                if let Some(value) = self.address.query_now(name) {
                    query.append(name, &value);
                }
            }
        });
        for (name, value) in self.address.queries_now(FIELD) {
            query.append(&name, &value);
        }
        query.to_string().into()
    }

    fn open(self, id: &str) {
        let Some(view) = untrack(|| self.find(id)) else { return };
        self.go(Some(&view));
    }

    /// Shows a view, or the list as it is without one.
    fn go(self, view: Option<&SavedView>) {
        let state = view.map(|view| view.state.as_str()).unwrap_or_default();
        let fields = (self.address.queries_now(FIELD), values_under(state, FIELD));
        let Ok(state) = UrlSearchParams::new_with_str(state) else { return };
        let mut changes: Vec<(&str, Option<String>)> = self
            .names
            .with_value(|names| names.iter().map(|name| (*name, state.get(name))).collect());
        changes.extend(fields.0.iter().map(|(name, _)| (name.as_str(), None)));
        changes.extend(fields.1.iter().map(|(name, value)| (name.as_str(), Some(value.clone()))));
        changes.push(("saved", view.map(|view| view.id.to_string())));
        self.address.set_query(&changes);
    }

    /// Changes what this person chose for the list: here at once, then kept by the server.
    pub(super) fn prefer(self, change: impl FnOnce(&mut ListingTaste)) {
        self.held.update(|held| change(&mut held.taste));
        let taste = self.held.with_untracked(|held| held.taste.clone());
        spawn_local(async move {
            let answer = self.session.ask(api::directory::prefer(self.listing, taste)).await;
            if let Err(fault) = answer {
                self.session.tell(&fault);
            }
        });
    }

    /// Puts a saved one in the place of the one before, and shows it.
    fn take(self, saved: SavedView) {
        self.held.update(|held| {
            held.views.retain(|view| view.id != saved.id);
            held.views.push(saved.clone());
            held.views.sort_by_key(|view| view.name.to_lowercase());
        });
        self.address.set_query(&[("saved", Some(saved.id.to_string()))]);
    }

    fn drop(self, gone: &SavedView) {
        self.held.update(|held| {
            held.views.retain(|view| view.id != gone.id);
            held.taste.start.take_if(|start| *start == gone.id);
        });
        self.address.set_query(&[("saved", None)]);
    }
}

/// What stands open over the list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Open {
    Nothing,
    New,
    Change(SavedView),
    Delete(SavedView),
}

#[component]
pub(super) fn ViewsMenu(views: Views) -> impl IntoView {
    let open = RwSignal::new(Open::Nothing);
    let label = move || match views.shown() {
        Some(view) => words::VIEW_NAMED.with(&[("name", &view.name)]),
        None => words::VIEWS.text().to_owned(),
    };
    let close = Callback::new(move |()| open.set(Open::Nothing));
    view! {
        <Menu
            label=Signal::derive(label)
            items=Signal::derive(move || items(views, open))
            glyph=Glyph::Star
        />
        {move || match open.get() {
            Open::Nothing => ().into_any(),
            Open::New => view! { <ViewForm views on_close=close/> }.into_any(),
            Open::Change(view) => view! { <ViewForm views view on_close=close/> }.into_any(),
            Open::Delete(view) => view! { <Deleting views view on_close=close/> }.into_any(),
        }}
    }
}

fn items(views: Views, open: RwSignal<Open>) -> Vec<MenuItem> {
    let shown = views.shown();
    let all = MenuItem::new(words::NO_VIEW.text(), move || views.go(None)).checked(shown.is_none());
    let mut items = vec![all];
    views.held.with(|held| {
        let item = |view: &SavedView| {
            let own = view.clone();
            let is_shown = shown.as_ref().is_some_and(|shown| shown.id == view.id);
            let item = MenuItem::new(view.name.clone(), move || views.go(Some(&own)));
            let item = item.checked(is_shown);
            let start = held.taste.start == Some(view.id);
            match dialog::about(views.session, view, start) {
                Some(about) => item.hint(about),
                None => item,
            }
        };
        items.extend(held.views.iter().map(item));
    });
    items.push(MenuItem::rule());
    items.push(
        MenuItem::new(words::SAVE_VIEW.text(), move || open.set(Open::New)).glyph(Glyph::Plus),
    );
    if let Some(view) = shown {
        items.extend(items_of(views, open, &view));
    }
    items
}

/// What can be done with the view that is shown.
fn items_of(views: Views, open: RwSignal<Open>, view: &SavedView) -> Vec<MenuItem> {
    let mut items = Vec::new();
    let id = view.id;
    let is_start = views.held.with(|held| held.taste.start == Some(id));
    let (word, start) =
        if is_start { (words::NO_START_VIEW, None) } else { (words::START_VIEW, Some(id)) };
    items.push(
        MenuItem::new(word.text(), move || views.prefer(|taste| taste.start = start))
            .glyph(Glyph::House),
    );
    if views.session.may(Action::SaveView, Subject::View(&view.scope)).is_err() {
        return items;
    }
    if untrack(|| views.state()) != view.state {
        let changed = view.clone();
        let update = move || update(views, changed.clone());
        items.push(MenuItem::new(words::UPDATE_VIEW.text(), update).glyph(Glyph::RefreshCw));
    }
    let (changed, deleted) = (view.clone(), view.clone());
    items.push(
        MenuItem::new(words::CHANGE_VIEW.text(), move || open.set(Open::Change(changed.clone())))
            .glyph(Glyph::Pencil),
    );
    items.push(
        MenuItem::new(words::DELETE_VIEW.text(), move || open.set(Open::Delete(deleted.clone())))
            .glyph(Glyph::Trash2)
            .danger(),
    );
    items
}

/// Saves what the list shows now under the name it has.
fn update(views: Views, view: SavedView) {
    let toaster = views.toaster;
    spawn_local(async move {
        let draft = ViewDraft { name: view.name, state: views.state(), scope: view.scope };
        match views.session.ask(api::directory::edit_view(view.id, view.version, draft)).await {
            Ok(saved) => {
                toaster.say(words::VIEW_SAVED.with(&[("name", &saved.name)]));
                views.take(saved);
            }
            Err(fault) => views.session.tell(&fault),
        }
    });
}

#[component]
fn Deleting(views: Views, view: SavedView, on_close: Callback<()>) -> impl IntoView {
    let toaster = use_toaster();
    let is_busy = RwSignal::new(false);
    let title = words::DELETE_VIEW_TITLE.with(&[("name", &view.name)]);
    let view = StoredValue::new(view);
    let remove = move |()| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let view = view.get_value();
        spawn_local(async move {
            match views.session.ask(api::directory::remove_view(view.id)).await {
                Ok(()) => {
                    views.drop(&view);
                    toaster.say(words::VIEW_DELETED.with(&[("name", &view.name)]));
                }
                Err(fault) => views.session.tell(&fault),
            }
            on_close.try_run(());
        });
    };
    view! {
        <Confirm
            title
            text=words::DELETE_VIEW_TEXT.text()
            action=words::DELETE.text()
            cancel=part_words::CANCEL.text()
            danger=true
            busy=is_busy
            on_confirm=remove
            on_close
        />
    }
}
