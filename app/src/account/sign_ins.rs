//! Sessions: the browsers one is signed in on, and ending them.

use leptos::{prelude::*, task::spawn_local};
use model::account::SignInView;

use crate::{
    api::{self, Fault},
    parts::{
        Button, Confirm, Failed, Glyph, Icon, RelativeTime, Skeleton, SkeletonKind, Tag, Tone,
        use_toaster,
    },
    shell::session::{Session, use_session},
    words::{account as words, parts as part_words, refusals},
};

/// What is known of the list. Copy.
#[derive(Clone, Copy)]
struct List {
    session: Session,
    found: RwSignal<Option<Vec<SignInView>>>,
    fault: RwSignal<Option<Fault>>,
    /// Which one is being ended.
    ending: RwSignal<Option<String>>,
}

#[component]
pub(super) fn SignIns() -> impl IntoView {
    let list = List {
        session: use_session(),
        found: RwSignal::new(None),
        fault: RwSignal::new(None),
        ending: RwSignal::new(None),
    };
    list.load();
    let content = move || match (list.found.get(), list.fault.get()) {
        (Some(all), _) => view! { <All list all/> }.into_any(),
        (None, Some(fault)) => view! {
            <Failed
                title=words::SESSIONS_FAILED.text()
                text=refusals::fault(&fault)
                retry=part_words::RETRY.text()
                on_retry=move |()| list.load()
            />
        }
        .into_any(),
        (None, None) => view! {
            <Skeleton kind=SkeletonKind::Entries label=words::SESSIONS_LOADING.text() rows=3/>
        }
        .into_any(),
    };
    view! {
        <div class="account__boxes">
            <section class="box" aria-labelledby="account-sessions">
                <header class="box__head">
                    <h2 class="box__title" id="account-sessions">{words::SESSIONS.text()}</h2>
                </header>
                <div class="box__body">
                    <p class="box__note">{words::SESSIONS_TEXT.text()}</p>
                    {content}
                </div>
            </section>
            <LogOut/>
        </div>
    }
}

impl List {
    fn load(self) {
        self.fault.set(None);
        spawn_local(async move {
            match self.session.ask(api::account::sign_ins()).await {
                Ok(found) => _ = self.found.try_set(Some(found)),
                Err(fault) => _ = self.fault.try_set(Some(fault)),
            }
        });
    }

    fn end(self, id: String) {
        self.ending.set(Some(id.clone()));
        spawn_local(async move {
            match self.session.ask(api::account::end_sign_in(id)).await {
                Ok(()) => self.load(),
                Err(fault) => {
                    self.session.tell(&fault);
                    self.load();
                }
            }
            self.ending.try_set(None);
        });
    }
}

#[component]
fn All(list: List, all: Vec<SignInView>) -> impl IntoView {
    let toaster = use_toaster();
    let has_others = all.len() > 1;
    let is_asking = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let end_others = move || {
        is_busy.set(true);
        spawn_local(async move {
            let answer = list.session.ask(api::account::end_other_sign_ins()).await;
            is_busy.try_set(false);
            is_asking.try_set(false);
            match answer {
                Ok(count) => {
                    toaster.say(words::ended(count));
                    list.load();
                }
                Err(fault) => list.session.tell(&fault),
            }
        });
    };
    view! {
        <ul class="sign-ins">
            {all.into_iter().map(|it| view! { <li class="sign-in"><One list it/></li> }).collect_view()}
        </ul>
        {has_others.then(|| view! {
            <Button
                label=words::END_OTHERS.text()
                glyph=Glyph::LogOut
                on_click=move |()| is_asking.set(true)
            />
        })}
        <Show when=move || is_asking.get()>
            <Confirm
                title=words::END_OTHERS.text()
                text=words::END_OTHERS_TEXT.text()
                action=words::END_OTHERS.text()
                cancel=part_words::CANCEL.text()
                danger=true
                busy=is_busy
                on_confirm=move |()| end_others()
                on_close=move |()| is_asking.set(false)
            />
        </Show>
    }
}

#[component]
fn One(list: List, it: SignInView) -> impl IntoView {
    let name = browser_of(&it.user_agent);
    let id = it.id.clone();
    let own = id.clone();
    let is_busy = move || list.ending.with(|ending| ending.as_ref() == Some(&own));
    let place =
        (!it.address.is_empty()).then(|| words::SIGNED_IN_FROM.with(&[("address", &it.address)]));
    view! {
        <Icon glyph=Glyph::Monitor/>
        <div class="sign-in__what">
            <p class="sign-in__name">
                {name.clone()} " "
                {it.is_this.then(|| view! { <Tag label=words::THIS_ONE.text() tone=Tone::Accent/> })}
                {it.is_pushed.then(|| view! { <Tag label=words::IS_PUSHED.text() glyph=Glyph::Bell/> })}
            </p>
            <p class="box__note">
                {words::LAST_USED.text()} " " <RelativeTime at_ms=Signal::stored(it.seen.0)/>
                {place.map(|place| format!(" · {place}"))}
            </p>
        </div>
        {(!it.is_this).then(|| view! {
            <Button
                label=words::END_ONE.with(&[("name", &name)])
                busy=Signal::derive(is_busy)
                on_click=move |()| list.end(id.clone())
            />
        })}
    }
}

/// Browser and system as far as the browser names itself.
fn browser_of(user_agent: &str) -> String {
    const BROWSERS: [(&str, &str); 5] = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |among: &[(&str, &'static str)]| {
        among.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = find(&BROWSERS).unwrap_or_else(|| words::SOME_BROWSER.text());
    match find(&SYSTEMS) {
        Some(system) => format!("{browser} · {system}"),
        None => browser.to_owned(),
    }
}

#[component]
fn LogOut() -> impl IntoView {
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

#[cfg(test)]
mod tests {
    use super::browser_of;

    #[test]
    fn a_browser_is_called_by_the_name_people_know() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
            Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0";
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
            (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(browser_of(edge), "Edge · Windows");
        assert_eq!(browser_of(phone), "Safari · iPhone");
        assert_eq!(browser_of("curl/8"), "Unknown browser");
    }
}
