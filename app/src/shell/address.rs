//! The browser's address as signals: what is open lives there, so that reload, Back and a sent link show the same.

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, UrlSearchParams};

use super::place::Place;

/// The address. Copy; from [`use_address`].
#[derive(Debug, Clone, Copy)]
pub struct Address {
    path: RwSignal<String>,
    search: RwSignal<String>,
    /// What the path means.
    pub place: Memo<Place>,
}

/// A change of the query: a name, and its value or none.
pub type Change<'a> = (&'a str, Option<String>);

/// The address of the screen that asks.
#[must_use]
pub fn use_address() -> Address {
    expect_context::<Address>()
}

/// Makes the address and follows links and the browser's buttons. Once, at the root.
pub(super) fn provide_address() -> Address {
    let path = RwSignal::new(String::new());
    let search = RwSignal::new(String::new());
    let place = Memo::new(move |_| path.with(|path| Place::parse(path)));
    let address = Address { path, search, place };
    address.read();
    provide_context(address);
    let back = window_event_listener(ev::popstate, move |_| address.read());
    let click = window_event_listener(ev::click, move |event| address.follow(&event));
    on_cleanup(move || {
        back.remove();
        click.remove();
    });
    address
}

impl Address {
    /// The path and query, as a link to here.
    #[must_use]
    pub fn here(self) -> String {
        joined(&self.path.get(), &self.search.get())
    }

    /// A value of the query; empty ones count as none.
    #[must_use]
    pub fn query(self, name: &'static str) -> Memo<Option<String>> {
        let search = self.search;
        Memo::new(move |_| search.with(|search| value_in(search, name)))
    }

    /// A value of the query as it is now, without following it.
    #[must_use]
    pub fn query_now(self, name: &str) -> Option<String> {
        self.search.with_untracked(|search| value_in(search, name))
    }

    /// As [`Self::query`], of a name that is known only now.
    #[must_use]
    pub fn query_named(self, name: String) -> Memo<Option<String>> {
        let search = self.search;
        Memo::new(move |_| search.with(|search| value_in(search, &name)))
    }

    /// Names that begin like this, and their values, in the order of the address.
    #[must_use]
    pub fn queries(self, start: &'static str) -> Memo<Vec<(String, String)>> {
        let search = self.search;
        Memo::new(move |_| search.with(|search| values_under(search, start)))
    }

    /// As [`Self::queries`], as they are now.
    #[must_use]
    pub fn queries_now(self, start: &str) -> Vec<(String, String)> {
        self.search.with_untracked(|search| values_under(search, start))
    }

    /// Opens an address; Back leads here again.
    pub fn go(self, to: &str) {
        self.move_to(to, false);
    }

    /// Opens an address in place of this one.
    pub fn replace(self, to: &str) {
        self.move_to(to, true);
    }

    /// Changes the query in place: for what changes with every key or click of a filter.
    pub fn set_query(self, changes: &[Change<'_>]) {
        self.replace(&self.changed(changes));
    }

    /// Changes the query so that Back undoes it: for what opens and closes.
    pub fn push_query(self, changes: &[Change<'_>]) {
        self.go(&self.changed(changes));
    }

    /// A link to here with some of the query changed.
    #[must_use]
    pub fn with_query(self, changes: &[Change<'_>]) -> String {
        joined(&self.path.get(), &changed(&self.search.get(), changes))
    }

    /// A link to another place of the same screen: what stands in the query stays.
    #[must_use]
    pub fn beside(self, place: Place) -> String {
        self.beside_with(place, &[])
    }

    /// As [`Self::beside`], with some of the query changed.
    #[must_use]
    pub fn beside_with(self, place: Place, changes: &[Change<'_>]) -> String {
        joined(&place.to_string(), &changed(&self.search.get(), changes))
    }

    fn changed(self, changes: &[Change<'_>]) -> String {
        let search = self.search.with_untracked(|search| changed(search, changes));
        self.path.with_untracked(|path| joined(path, &search))
    }

    fn move_to(self, to: &str, is_replacing: bool) {
        let now = self
            .path
            .with_untracked(|path| self.search.with_untracked(|search| joined(path, search)));
        if now == to {
            return;
        }
        let Ok(history) = window().history() else { return };
        let moved = if is_replacing {
            history.replace_state_with_url(&JsValue::NULL, "", Some(to))
        } else {
            history.push_state_with_url(&JsValue::NULL, "", Some(to))
        };
        // A browser refuses when a page changes its history too often: the screen still follows.
        match moved {
            Ok(()) => self.read(),
            Err(_) => self.show(to),
        }
    }

    fn read(self) {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let search = location.search().unwrap_or_default();
        self.show(&joined(&path, search.trim_start_matches('?')));
    }

    fn show(self, to: &str) {
        let (path, search) = to.split_once('?').unwrap_or((to, ""));
        let search = search.split('#').next().unwrap_or_default();
        if self.search.with_untracked(|held| held != search) {
            self.search.set(search.to_owned());
        }
        if self.path.with_untracked(|held| held != path) {
            self.path.set(path.to_owned());
        }
    }

    fn follow(self, event: &MouseEvent) {
        let is_plain = event.button() == 0
            && !event.default_prevented()
            && !(event.meta_key() || event.ctrl_key() || event.alt_key() || event.shift_key());
        if !is_plain {
            return;
        }
        if let Some(to) = link_under(event).and_then(|link| own_address(&link)) {
            event.prevent_default();
            self.go(&to);
        }
    }
}

fn link_under(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("a[href]").ok()??.dyn_into().ok()
}

/// Where a link leads, if to one of our screens; files, other sites and places on this page are the browser's.
fn own_address(link: &HtmlAnchorElement) -> Option<String> {
    let is_plain = link.target().is_empty() && !link.has_attribute("download");
    let is_ours = window().location().origin().is_ok_and(|origin| origin == link.origin());
    let path = link.pathname();
    let leads_inside =
        is_plain && is_ours && link.hash().is_empty() && Place::parse(&path) != Place::Unknown;
    leads_inside.then(|| joined(&path, link.search().trim_start_matches('?')))
}

fn joined(path: &str, search: &str) -> String {
    if search.is_empty() { path.to_owned() } else { format!("{path}?{search}") }
}

fn value_in(search: &str, name: &str) -> Option<String> {
    let query = UrlSearchParams::new_with_str(search).ok()?;
    query.get(name).filter(|value| !value.is_empty())
}

/// The names of a query that begin like this, which are plain, and their values; empty ones count as none.
pub fn values_under(search: &str, start: &str) -> Vec<(String, String)> {
    let names = search.split('&').filter_map(|pair| pair.split('=').next());
    let mut found = Vec::<(String, String)>::new();
    for name in names.filter(|name| name.starts_with(start)) {
        if let Some(value) = value_in(search, name)
            && found.iter().all(|(held, _)| held != name)
        {
            found.push((name.to_owned(), value));
        }
    }
    found
}

fn changed(search: &str, changes: &[Change<'_>]) -> String {
    let Ok(query) = UrlSearchParams::new_with_str(search) else { return String::new() };
    for (name, value) in changes {
        match value.as_deref().filter(|value| !value.is_empty()) {
            Some(value) => query.set(name, value),
            None => query.delete(name),
        }
    }
    query.to_string().into()
}
