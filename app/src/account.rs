//! My account: who I am here, what I prefer, what I am told, and where I am signed in.

mod notifications;
mod omnichannel;
mod password;
mod profile;
mod pushing;
mod sign_ins;
mod tastes;

use leptos::prelude::*;
use model::permission::Permission;

pub use self::pushing::{follow_presses, renew_push};
use self::{
    notifications::Notifications, omnichannel::Omnichannel, profile::Profile, sign_ins::SignIns,
    tastes::Tastes,
};
use crate::{
    parts::{TabLink, TabPanel, Tabs},
    shell::{
        address::use_address,
        place::{AccountPart, Place},
        session::use_session,
    },
    words::{Word, account as words, mail},
};

const TABS: &str = "account";

/// `/account` and `/account/{part}`.
#[component]
pub fn Account() -> impl IntoView {
    let address = use_address();
    let part = Memo::new(move |_| match address.place.get() {
        Place::Account(part) => part,
        _ => AccountPart::Profile,
    });
    let current = Signal::derive(move || part.get().as_str().to_owned());
    let session = use_session();
    let serves = untrack(|| session.staff().has(Permission::ViewRoom));
    let links = AccountPart::ALL
        .into_iter()
        .filter(|part| *part != AccountPart::Omnichannel || serves)
        .map(|part| {
            TabLink::new(part.as_str(), word(part).text(), Place::Account(part).to_string())
        })
        .collect::<Vec<_>>();
    let content = move || match part.get() {
        AccountPart::Profile => view! { <Profile/> }.into_any(),
        AccountPart::Preferences => view! { <Tastes/> }.into_any(),
        AccountPart::Notifications => view! { <Notifications/> }.into_any(),
        AccountPart::Omnichannel => view! { <Omnichannel/> }.into_any(),
        AccountPart::Sessions => view! { <SignIns/> }.into_any(),
    };
    view! {
        <main class="page" id="main" tabindex="-1">
            <div class="account">
                <h1 class="screen-head__title">{words::TITLE.text()}</h1>
                <Tabs id=TABS label=words::TITLE.text() current links/>
                <TabPanel of=TABS current>{content}</TabPanel>
            </div>
        </main>
    }
}

pub(crate) const fn word(part: AccountPart) -> Word {
    match part {
        AccountPart::Profile => words::PROFILE,
        AccountPart::Preferences => words::PREFERENCES,
        AccountPart::Notifications => words::NOTIFICATIONS,
        AccountPart::Omnichannel => mail::OMNICHANNEL,
        AccountPart::Sessions => words::SESSIONS,
    }
}
