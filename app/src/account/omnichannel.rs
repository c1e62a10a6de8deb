//! My account, Omnichannel: what always happens at the end of one's own conversations.

use leptos::{prelude::*, task::spawn_local};
use model::transcript::Preferences;

use crate::{
    api::{self, Fault},
    parts::{Failed, Skeleton, Switch},
    shell::session::use_session,
    words::{mail as words, parts as part_words, refusals},
};

#[component]
pub(super) fn Omnichannel() -> impl IntoView {
    let session = use_session();
    let held = RwSignal::new(None::<Result<Preferences, Fault>>);
    let load = Callback::new(move |()| {
        held.set(None);
        spawn_local(async move {
            let answer = session.ask(api::transcripts::preferences()).await;
            held.try_set(Some(answer));
        });
    });
    load.run(());
    view! {
        <section class="box" aria-labelledby="account-omnichannel">
            <header class="box__head">
                <h2 class="box__title" id="account-omnichannel">{words::OMNICHANNEL.text()}</h2>
            </header>
            <div class="box__body">
                {move || match held.get() {
                    None => view! {
                        <Skeleton label=words::PREFERENCES_LOADING.text() rows=2/>
                    }
                    .into_any(),
                    Some(Err(fault)) => view! {
                        <Failed
                            title=words::PREFERENCES_FAILED.text()
                            text=refusals::fault(&fault)
                            retry=part_words::RETRY.text()
                            on_retry=load
                        />
                    }
                    .into_any(),
                    Some(Ok(preferences)) => view! { <Choices preferences/> }.into_any(),
                }}
            </div>
        </section>
    }
}

#[component]
fn Choices(preferences: Preferences) -> impl IntoView {
    let session = use_session();
    let wants_email = RwSignal::new(preferences.wants_email);
    // On screen at once; undone, with the reason, when the server refuses.
    let save = move |is_on: bool| {
        spawn_local(async move {
            let wanted = Preferences { wants_email: is_on, ..preferences };
            if let Err(fault) = api::transcripts::prefer(wanted).await {
                wants_email.try_set(!is_on);
                session.tell(&fault);
            }
        });
    };
    view! {
        <p class="box__note">{words::OMNICHANNEL_TEXT.text()}</p>
        <Switch
            label=words::AT_END.text()
            value=wants_email
            hint=words::ALWAYS_HINT.text()
            on_change=save
        />
    }
}
