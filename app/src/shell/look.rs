//! Theme and language: chosen before the first screen, kept in the browser.

use leptos::prelude::*;
use model::account::{self, Preferences, Tongue};

use crate::{live::storage, words::Language};

const THEME_KEY: &str = "switchboard.theme";
const LANGUAGE_KEY: &str = "switchboard.language";

/// Light, dark, or as the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word stored and set on the page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.as_str() == word).unwrap_or(Self::System)
    }

    /// The theme in use.
    #[must_use]
    pub fn current() -> Self {
        storage::get(THEME_KEY).map_or(Self::System, |word| Self::from_word(&word))
    }

    /// Shows this theme from now on.
    pub fn choose(self) {
        storage::set(THEME_KEY, self.as_str());
        self.show();
    }

    fn show(self) {
        if let Some(root) = document().document_element() {
            _ = root.set_attribute("data-theme", self.as_str());
        }
    }
}

/// Puts theme and language on the page. Before anything is shown.
pub(super) fn apply() {
    Theme::current().show();
    let language = kept_language().unwrap_or_else(browser_language);
    language.choose();
    if let Some(root) = document().document_element() {
        _ = root.set_attribute("lang", language.tag());
    }
}

/// What the person chose elsewhere is shown here too; another language loads the page anew.
pub(super) fn follow(preferences: &Preferences) {
    let theme = preferences.theme.map(|theme| match theme {
        account::Theme::System => Theme::System,
        account::Theme::Light => Theme::Light,
        account::Theme::Dark => Theme::Dark,
    });
    // Who never chose keeps what this browser has.
    if let Some(theme) = theme.filter(|theme| *theme != Theme::current()) {
        theme.choose();
    }
    let language = preferences.language.map(|tongue| match tongue {
        Tongue::English => Language::English,
        Tongue::German => Language::German,
    });
    if language.is_some() && language != kept_language() {
        choose_language(language);
    }
}

/// The language chosen in My account; none: the browser's.
#[must_use]
pub fn kept_language() -> Option<Language> {
    storage::get(LANGUAGE_KEY).map(|tag| Language::from_tag(&tag))
}

/// Keeps the language (none: the browser's) and loads the page anew in it.
pub fn choose_language(language: Option<Language>) {
    match language {
        Some(language) => storage::set(LANGUAGE_KEY, language.tag()),
        None => storage::remove(LANGUAGE_KEY),
    }
    _ = window().location().reload();
}

fn browser_language() -> Language {
    Language::from_tag(&browser_tag())
}

fn browser_tag() -> String {
    window().navigator().language().unwrap_or_default()
}

/// How dates and numbers are written: as the browser's region does, where it speaks the language in use.
pub(super) fn locale() -> String {
    let tag = browser_tag();
    let language = Language::current();
    if tag.starts_with(language.tag()) { tag } else { language.tag().to_owned() }
}
