//! My account: who I am here, how it looks, and the way out.

mod omnichannel;

use leptos::{prelude::*, task::spawn_local};
use model::permission::Permission;

use crate::{
    manage::roles_in_words,
    parts::{Avatar, AvatarKind, AvatarSize, Button, Choice, Glyph, RadioGroup, Select},
    shell::{
        look::{Theme, choose_language, kept_language},
        session::{Session, use_session},
    },
    words::{Language, Word, account as words},
};

#[component]
pub fn Account() -> impl IntoView {
    let session = use_session();
    view! {
        <main class="page" id="main" tabindex="-1">
            <div class="account">
                <h1 class="screen-head__title">{words::TITLE.text()}</h1>
                <Profile/>
                <Look/>
                <Show when=move || session.staff().has(Permission::ViewRoom)>
                    <omnichannel::Omnichannel/>
                </Show>
                <SignOut/>
            </div>
        </main>
    }
}

#[component]
fn Profile() -> impl IntoView {
    let session = use_session();
    let name = Signal::derive(move || session.me.with(|me| me.person.name.clone()));
    let roles = move || session.me.with(|me| roles_in_words(me.person.roles));
    view! {
        <section class="box" aria-labelledby="account-profile">
            <header class="box__head">
                <Avatar
                    name
                    seed=session.my_id().to_string()
                    kind=AvatarKind::Initials
                    size=AvatarSize::Large
                />
                <h2 class="box__title" id="account-profile">{words::PROFILE.text()}</h2>
            </header>
            <div class="box__body">
            <dl class="facts">
                {fact(words::NAME, move || name.get())}
                {fact(words::USERNAME, move || session.me.with(|me| me.person.username.clone()))}
                {fact(words::EMAIL, move || session.me.with(|me| me.person.email.clone()))}
                {fact(words::ROLES, roles)}
                {fact(words::DEPARTMENTS, move || departments(session))}
            </dl>
            <p class="box__note">{words::PROFILE_TEXT.text()}</p>
            </div>
        </section>
    }
}

fn fact(label: Word, value: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    view! {
        <div class="facts__row">
            <dt>{label.text()}</dt>
            <dd>{value}</dd>
        </div>
    }
}

fn departments(session: Session) -> String {
    let ids = session.me.with(|me| me.person.departments.clone());
    let names: Vec<String> = ids.into_iter().map(|id| session.department_name(Some(id))).collect();
    if names.is_empty() { words::NO_DEPARTMENTS.text().to_owned() } else { names.join(", ") }
}

#[component]
fn Look() -> impl IntoView {
    let theme = RwSignal::new(Theme::current().as_str().to_owned());
    Effect::new(move |before: Option<()>| {
        let chosen = theme.with(|word| Theme::from_word(word));
        if before.is_some() {
            chosen.choose();
        }
    });
    let themes = Theme::ALL
        .into_iter()
        .map(|theme| Choice::new(theme.as_str(), theme_word(theme).text()))
        .collect::<Vec<_>>();
    let language =
        RwSignal::new(kept_language().map(|one| one.tag().to_owned()).unwrap_or_default());
    let languages = vec![
        Choice::new("", words::LANGUAGE_BROWSER.text()),
        Choice::new(Language::English.tag(), "English"),
        Choice::new(Language::German.tag(), "Deutsch"),
    ];
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
                    on_change=|tag: String| {
                        choose_language((!tag.is_empty()).then(|| Language::from_tag(&tag)));
                    }
                />
            </div>
        </section>
    }
}

const fn theme_word(theme: Theme) -> Word {
    match theme {
        Theme::System => words::THEME_SYSTEM,
        Theme::Light => words::THEME_LIGHT,
        Theme::Dark => words::THEME_DARK,
    }
}

#[component]
fn SignOut() -> impl IntoView {
    let session = use_session();
    let is_busy = RwSignal::new(false);
    let on_click = move |()| {
        is_busy.set(true);
        spawn_local(async move {
            if let Err(fault) = session.log_out().await {
                is_busy.try_set(false);
                session.tell(&fault);
            }
        });
    };
    view! {
        <section class="box" aria-labelledby="account-session">
            <header class="box__head">
                <h2 class="box__title" id="account-session">{words::SESSION.text()}</h2>
            </header>
            <div class="box__body">
            <p class="box__note">{words::LOG_OUT_TEXT.text()}</p>
                <Button label=words::LOG_OUT.text() glyph=Glyph::LogOut busy=is_busy on_click/>
            </div>
        </section>
    }
}
