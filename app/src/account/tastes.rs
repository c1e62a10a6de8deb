//! Preferences: theme and language. They follow the person to every browser.

use leptos::prelude::*;
use model::account::{Theme, Tongue};

use crate::{
    parts::{Choice, RadioGroup, Select},
    shell::{
        look::{self, choose_language},
        session::use_session,
    },
    words::{Language, Word, account as words},
};

#[component]
pub(super) fn Tastes() -> impl IntoView {
    let session = use_session();
    let theme = RwSignal::new(look::Theme::current().as_str().to_owned());
    Effect::new(move |before: Option<()>| {
        let chosen = theme.with(|word| look::Theme::from_word(word));
        if before.is_some() {
            chosen.choose();
            session.prefer(|mine| mine.theme = Some(model_theme(chosen)));
        }
    });
    let themes = look::Theme::ALL
        .into_iter()
        .map(|theme| Choice::new(theme.as_str(), theme_word(theme).text()))
        .collect::<Vec<_>>();
    let language =
        RwSignal::new(look::kept_language().map(|one| one.tag().to_owned()).unwrap_or_default());
    let languages = vec![
        Choice::new("", words::LANGUAGE_BROWSER.text()),
        Choice::new(Language::English.tag(), "English"),
        Choice::new(Language::German.tag(), "Deutsch"),
    ];
    let choose = move |tag: String| {
        let chosen = (!tag.is_empty()).then(|| Language::from_tag(&tag));
        let tongue = chosen.map(|language| match language {
            Language::English => Tongue::English,
            Language::German => Tongue::German,
        });
        // The page loads anew, so the server has to know first.
        session.prefer_then(move |mine| mine.language = tongue, move || choose_language(chosen));
    };
    view! {
        <section class="box" aria-labelledby="account-look">
            <header class="box__head">
                <h2 class="box__title" id="account-look">{words::LOOK.text()}</h2>
            </header>
            <div class="box__body">
                <RadioGroup
                    label=words::THEME.text()
                    value=theme
                    options=Signal::stored(themes)
                />
                <Select
                    label=words::LANGUAGE.text()
                    value=language
                    options=Signal::stored(languages)
                    hint=words::LANGUAGE_HINT.text()
                    on_change=choose
                />
                <p class="box__note">{words::TASTES_TEXT.text()}</p>
            </div>
        </section>
    }
}

const fn theme_word(theme: look::Theme) -> Word {
    match theme {
        look::Theme::System => words::THEME_SYSTEM,
        look::Theme::Light => words::THEME_LIGHT,
        look::Theme::Dark => words::THEME_DARK,
    }
}

const fn model_theme(theme: look::Theme) -> Theme {
    match theme {
        look::Theme::System => Theme::System,
        look::Theme::Light => Theme::Light,
        look::Theme::Dark => Theme::Dark,
    }
}
