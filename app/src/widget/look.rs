//! Language and theme of the frame's page; the loader hands the first two over in the address.

use web_sys::UrlSearchParams;

use super::dom::{document, window};
use crate::{parts::intl, words::Language};

/// Puts language and theme on the page. Before anything is shown.
pub(super) fn apply() {
    let language = Language::from_tag(&tag());
    language.choose();
    let theme = asked("theme").filter(|theme| matches!(theme.as_str(), "light" | "dark"));
    intl::fix_locale(locale());
    if let Some(root) = document().document_element() {
        _ = root.set_attribute("lang", language.tag());
        _ = root.set_attribute("data-theme", theme.as_deref().unwrap_or("system"));
    }
}

/// The tag that numbers and dates are written by: the visitor's own variant of the language in use.
fn locale() -> String {
    let tag = tag();
    let language = Language::current();
    let is_own = tag.to_ascii_lowercase().starts_with(language.tag());
    if is_own { tag } else { language.tag().to_owned() }
}

fn tag() -> String {
    asked("language").or_else(|| window().navigator().language()).unwrap_or_default()
}

fn asked(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name).filter(|value| !value.is_empty())
}
