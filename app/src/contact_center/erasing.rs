//! Erasing a contact: what goes, what stays, and the name typed as a sign that it is meant.

use leptos::{html, prelude::*, task::spawn_local};
use model::{
    contact::Contact,
    erasure::ErasurePreview,
    id::ContactId,
    moment::Moment,
    permission::Action,
    refusal::{Field, Problem, Refusal},
};

use crate::{
    api::{self, Fault},
    parts::{
        Button, ButtonKind, DialogForm, Empty, ExactTime, Failed, Glyph, Skeleton, TextField,
        TimeStyle, intl, use_toaster,
    },
    shell::session::{contact_name, use_session},
    words::{Word, contact_trust as words, parts as part_words, refusals},
};

/// In the place of what was known about a contact.
#[component]
pub(super) fn ErasedContact(at: Moment) -> impl IntoView {
    view! {
        <div class="panel__section">
            <Empty
                glyph=Glyph::UserRoundX
                title=words::ERASED_CONTACT.text()
                text=words::ERASED_TEXT.text()
            >
                <p class="quiet">
                    <ExactTime at_ms=Signal::stored(at.0) style=TimeStyle::DayAndMinute/>
                </p>
            </Empty>
        </div>
    }
}

/// *Erase…*, for those who may.
#[component]
pub(super) fn EraseButton(contact: Contact, on_changed: Callback<Contact>) -> impl IntoView {
    let session = use_session();
    let name = contact_name(&contact);
    let id = contact.id;
    let asks = RwSignal::new(false);
    session.may_at_all(Action::EraseContact).then(|| {
        view! {
            <Button
                label=words::ERASE_ASK.text()
                kind=ButtonKind::Quiet
                glyph=Glyph::Trash2
                on_click=move |()| asks.set(true)
            />
            <Show when=move || asks.get()>
                <EraseDialog
                    contact=id
                    name=name.clone()
                    on_changed
                    on_close=move |()| asks.set(false)
                />
            </Show>
        }
    })
}

#[component]
fn EraseDialog(
    contact: ContactId,
    name: String,
    on_changed: Callback<Contact>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let toaster = use_toaster();
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let title = words::ERASE_WHOM.with(&[("name", &name)]);
    let label = words::TYPE_NAME.with(&[("name", &name)]);
    let gone = words::ERASED.with(&[("name", &name)]);
    let submit = move |()| {
        if busy.get_untracked() {
            return;
        }
        let text = typed.get_untracked();
        if text.trim() != name.trim() {
            problem.set(Some(refusals::problem(&Problem::NotTheSame)));
            return;
        }
        problem.set(None);
        busy.set(true);
        let gone = gone.clone();
        spawn_local(async move {
            let answer = session.ask(api::contacts::erase(contact, text)).await;
            busy.try_set(false);
            match answer {
                Ok(shell) => {
                    toaster.say(gone);
                    on_close.try_run(());
                    on_changed.try_run(shell);
                }
                Err(Fault::Refused(Refusal::Invalid { field: Field::Name, problem: found })) => {
                    problem.try_set(Some(refusals::problem(&found)));
                }
                Err(fault) => session.tell(&fault),
            }
        });
    };
    let node = NodeRef::<html::Form>::new();
    view! {
        <DialogForm
            title
            submit=words::ERASE.text()
            danger=true
            node
            busy
            on_submit=submit
            on_cancel=on_close
            on_close
        >
            <TextField label value=typed error=problem required=true autofocus=true/>
            <What contact/>
        </DialogForm>
    }
}

/// What goes and what stays.
#[component]
fn What(contact: ContactId) -> impl IntoView {
    let session = use_session();
    let found = RwSignal::new(None::<Result<ErasurePreview, Fault>>);
    let load = move || {
        found.set(None);
        spawn_local(async move {
            found.try_set(Some(session.ask(api::contacts::erasure(contact)).await));
        });
    };
    load();
    move || match found.get() {
        None => view! { <Skeleton label=words::COUNTING.text() rows=4/> }.into_any(),
        Some(Err(fault)) => view! {
            <Failed
                title=words::NOT_COUNTED.text()
                text=refusals::fault(&fault)
                retry=part_words::RETRY.text()
                on_retry=move |()| load()
            />
        }
        .into_any(),
        Some(Ok(preview)) => view! { <Counted preview/> }.into_any(),
    }
}

#[component]
fn Counted(preview: ErasurePreview) -> impl IntoView {
    let rows = [
        (words::GOES_CONVERSATIONS, preview.conversations),
        (words::GOES_MESSAGES, preview.messages),
        (words::GOES_FILES, preview.files),
        (words::GOES_CALLS, preview.calls),
        (words::GOES_MAILS, preview.mails),
    ];
    let row = |(word, count): (Word, u64)| {
        let count = intl::number(approximately(count));
        view! { <li>{word.with(&[("count", &count)])}</li> }
    };
    view! {
        <div class="prose">
            {preview.is_talking.then(|| view! { <p>{words::ERASE_TALKING.text()}</p> })}
            <p>{words::GOES.text()}</p>
            <ul>
                <li>{words::GOES_PROFILE.text()}</li>
                {rows.into_iter().filter(|(_, count)| *count > 0).map(row).collect_view()}
            </ul>
            <p>{words::STAYS.text()}</p>
            <p>{words::NO_WAY_BACK.text()}</p>
        </div>
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has said 2^53 messages")]
const fn approximately(count: u64) -> f64 {
    count as f64
}
