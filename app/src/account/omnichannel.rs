//! My account, Omnichannel: what always happens at the end of one's own conversations.

use leptos::{prelude::*, task::spawn_local};
use model::transcript::TranscriptHabits;

use crate::{
    api::{self, Fault},
    parts::{Failed, Skeleton, Switch},
    shell::session::use_session,
    words::{mail as words, parts as part_words, refusals},
};

#[component]
pub(super) fn Omnichannel() -> impl IntoView {
    let session = use_session();
    let held = RwSignal::new(None::<Result<TranscriptHabits, Fault>>);
    let load = Callback::new(move |()| {
        held.set(None);
        spawn_local(async move {
            let answer = session.ask(api::transcripts::habits()).await;
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
                    Some(Ok(habits)) => view! { <Choices habits/> }.into_any(),
                }}
            </div>
        </section>
    }
}

#[component]
fn Choices(habits: TranscriptHabits) -> impl IntoView {
    let session = use_session();
    let wants_email = RwSignal::new(habits.wants_email);
    let wants_pdf = RwSignal::new(habits.wants_pdf);
    // On screen at once; undone, with the reason, when the server refuses.
    let save = move |changed: RwSignal<bool>| {
        let wanted = TranscriptHabits {
            wants_email: wants_email.get_untracked(),
            wants_pdf: wants_pdf.get_untracked(),
        };
        spawn_local(async move {
            if let Err(fault) = api::transcripts::set_habits(wanted).await {
                changed.try_update(|is_on| *is_on = !*is_on);
                session.tell(&fault);
            }
        });
    };
    view! {
        <p class="box__note">{words::OMNICHANNEL_TEXT.text()}</p>
        <Switch
            label=words::EXPORT_PDF.text()
            value=wants_pdf
            hint=words::PDF_HINT.text()
            on_change=move |_| save(wants_pdf)
        />
        <Switch
            label=words::AT_END.text()
            value=wants_email
            hint=words::ALWAYS_HINT.text()
            on_change=move |_| save(wants_email)
        />
    }
}
