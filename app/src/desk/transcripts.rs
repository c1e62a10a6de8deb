//! Send transcript: the menu of the ways, and the dialog that sends it by email.

use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use model::{
    conversation::Conversation,
    id::ConversationId,
    permission::{Action, Subject},
    refusal::{Field, Refusal},
    transcript::{PdfAnswer, TranscriptOptions},
};

use super::transcript_email::{EmailFields, EmailInputs};
use crate::{
    api::{self, Fault},
    parts::{
        Banner, BannerKind, Button, ButtonKind, Dialog, Failed, Glyph, Menu, MenuItem, Skeleton,
        Toaster, intl, use_toaster,
    },
    shell::{
        problems::focus_first_problem,
        session::{Session, use_session},
    },
    words::{mail as words, parts as part_words, refusals},
};

/// For open conversations and closed ones; nothing where there is none. `is_mailing` opens the dialog from elsewhere.
#[component]
pub fn SendTranscript(
    #[prop(into)] conversation: Signal<Option<Conversation>>,
    #[prop(default = RwSignal::new(false))] is_mailing: RwSignal<bool>,
) -> impl IntoView {
    let (session, toaster) = (use_session(), use_toaster());
    let items = move || {
        let found = conversation.get();
        let refusal = found
            .as_ref()
            .and_then(|it| session.may(Action::SendTranscript, Subject::Conversation(it)).err());
        let pdf = pdf_item(session, toaster, found.as_ref());
        let email =
            MenuItem::new(words::VIA_EMAIL.text(), move || is_mailing.set(true)).glyph(Glyph::Mail);
        let email = match refusal {
            Some(refusal) => email.blocked(refusals::refusal(&refusal)),
            None => email,
        };
        vec![email, pdf]
    };
    view! {
        <Menu
            label=words::SEND_TRANSCRIPT.text()
            glyph=Glyph::FileText
            items=Signal::derive(items)
        />
        <Show when=move || is_mailing.get()>
            {move || untrack(|| conversation.get()).map(|it| view! {
                <ViaEmail
                    id=it.id
                    guest=it.contact.name
                    on_close=move |()| is_mailing.set(false)
                />
            })}
        </Show>
    }
}

/// Makes the PDF of what is over; of what is still open it says why not.
fn pdf_item(session: Session, toaster: Toaster, conversation: Option<&Conversation>) -> MenuItem {
    let id = conversation.map(|it| it.id);
    let export = move || {
        let Some(id) = id else { return };
        spawn_local(async move {
            match api::transcripts::export_pdf(id, intl::reader()).await {
                Ok(PdfAnswer::Ordered) => toaster.say(words::PDF_ORDERED.text()),
                Ok(PdfAnswer::Again) => toaster.say(words::PDF_AGAIN.text()),
                Err(fault) => session.tell(&fault),
            }
        });
    };
    let item = MenuItem::new(words::EXPORT_PDF.text(), export).glyph(Glyph::FileText);
    let refusal = conversation.and_then(|it| {
        let may = session.may(Action::ExportPdf, Subject::Conversation(it));
        may.err().or_else(|| (!it.stage.is_closed()).then_some(Refusal::StillOpen))
    });
    match refusal {
        Some(refusal) => item.blocked(refusals::refusal(&refusal)),
        None => item,
    }
}

#[component]
fn ViaEmail(
    id: ConversationId,
    guest: String,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let options = RwSignal::new(None::<Result<TranscriptOptions, Fault>>);
    let load = Callback::new(move |()| {
        options.set(None);
        spawn_local(async move {
            let answer = session.ask(api::transcripts::options(id)).await;
            options.try_set(Some(answer));
        });
    });
    load.run(());
    let guest = StoredValue::new(guest);
    view! {
        <Dialog title=words::VIA_EMAIL.text() close=part_words::CLOSE.text() on_close>
            {move || match options.get() {
                None => view! {
                    <div class="dialog__body">
                        <Skeleton label=words::OPTIONS_LOADING.text() rows=4/>
                    </div>
                }
                .into_any(),
                Some(Err(fault)) => view! {
                    <div class="dialog__body">
                        <Failed
                            title=words::OPTIONS_FAILED.text()
                            text=refusals::fault(&fault)
                            retry=part_words::RETRY.text()
                            on_retry=load
                        />
                    </div>
                }
                .into_any(),
                Some(Ok(options)) => view! {
                    <Form id guest=guest.get_value() options on_close/>
                }
                .into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn Form(
    id: ConversationId,
    guest: String,
    options: TranscriptOptions,
    on_close: Callback<()>,
) -> impl IntoView {
    let (session, toaster) = (use_session(), use_toaster());
    let fields = EmailFields::new();
    fields.fill(&options);
    let is_set_up = options.is_set_up;
    let is_busy = RwSignal::new(false);
    let node = NodeRef::<html::Form>::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if !is_set_up || is_busy.get_untracked() {
            return;
        }
        if !fields.check() {
            return focus_first_problem(node);
        }
        is_busy.set(true);
        spawn_local(async move {
            let wish = fields.wish();
            match api::transcripts::send(id, wish).await {
                Ok(mail) => {
                    toaster.say(words::QUEUED_NOW.with(&[("address", &mail.to)]));
                    on_close.try_run(());
                }
                Err(fault) if fields.problems.take(&fault, &[Field::Email, Field::Subject]) => {
                    focus_first_problem(node);
                }
                Err(fault) => session.tell(&fault),
            }
            is_busy.try_set(false);
        });
    };
    let why_not = (!is_set_up).then(|| words::NOT_SET_UP.text().to_owned());
    view! {
        <form class="dialog__form" node_ref=node novalidate on:submit=send>
            <div class="dialog__body">
                {(!is_set_up).then(|| view! {
                    <Banner kind=BannerKind::Error text=words::NOT_SET_UP.text()/>
                })}
                <p>{words::VIA_EMAIL_TEXT.text()}</p>
                <EmailInputs fields guest options/>
            </div>
            <div class="dialog__foot">
                <Button
                    label=part_words::CANCEL.text()
                    on_click=move |()| on_close.run(())
                />
                <Button
                    label=words::SEND.text()
                    kind=ButtonKind::Primary
                    glyph=Glyph::Send
                    busy=is_busy
                    blocked=Signal::stored(why_not)
                    submit=true
                />
            </div>
        </form>
    }
}
