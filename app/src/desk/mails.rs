//! What became of the transcripts that went out by email: in Room Information, and told to whoever asked.

use leptos::{prelude::*, task::spawn_local};
use model::{
    conversation::Conversation,
    id::MailId,
    mail::{Mail, MailState},
    permission::{Action, Subject},
};

use crate::{
    api,
    live::{Connection, Live, News},
    parts::{Button, Glyph, Icon, fresh_id, use_toaster},
    shell::session::{Session, use_session},
    words::{mail as words, parts as part_words},
};

/// Tells whoever asked for a transcript what became of it, on whichever screen they are.
pub fn tell_mails(live: Live, session: Session) {
    let toaster = use_toaster();
    live.on_news(Callback::new(move |news| {
        let News::Mail(mail) = news else { return };
        let is_mine = mail.by.as_ref().is_some_and(|by| by.id == session.my_id());
        // A test's answer stands beside its button.
        if !is_mine || mail.conversation.is_none() {
            return;
        }
        let address = ("address", mail.to.as_str());
        match &mail.state {
            MailState::Sent { .. } => toaster.say(words::SENT_NOW.with(&[address])),
            MailState::Refused { error, .. } => {
                let error = words::error(error);
                toaster.warn(words::REFUSED_NOW.with(&[address, ("error", &error)]));
            }
            _ => {}
        }
    }));
}

/// The letters about a conversation, as they are now; nothing where there are none.
#[component]
pub(super) fn Mails(#[prop(into)] it: Signal<Conversation>) -> impl IntoView {
    let (live, session) = (expect_context::<Live>(), use_session());
    let mails = RwSignal::new(Vec::<Mail>::new());
    let id = Memo::new(move |_| it.with(|it| it.id));
    let load = move || {
        let id = id.get_untracked();
        spawn_local(async move {
            // What cannot be fetched now is fetched with the next connection.
            if let Ok(found) = session.ask(api::transcripts::mails(id)).await {
                mails.try_update(|mails| {
                    mails.retain(|mail| mail.conversation == Some(id));
                    found.into_iter().for_each(|mail| take(mails, mail));
                });
            }
        });
    };
    let is_online = Memo::new(move |_| live.connection.get() == Connection::Online);
    Effect::new(move || {
        let id = id.get();
        mails.update(|mails| mails.retain(|mail| mail.conversation == Some(id)));
        if is_online.get() {
            load();
        }
    });
    live.on_news(Callback::new(move |news| {
        if let News::Mail(mail) = news
            && mail.conversation == Some(id.get_untracked())
        {
            mails.update(|mails| take(mails, *mail));
        }
    }));
    let may_retry = Memo::new(move |_| {
        it.with(|it| session.may(Action::SendTranscript, Subject::Conversation(it)).is_ok())
    });
    let heading = StoredValue::new(fresh_id("mails"));
    let ids = Memo::new(move |_| mails.with(|all| all.iter().map(|m| m.id).collect::<Vec<_>>()));
    let taken = Callback::new(move |mail| mails.update(|mails| take(mails, mail)));
    view! {
        <Show when=move || !ids.with(Vec::is_empty)>
            <section class="panel__section" aria-labelledby=heading.get_value()>
                <h3 class="panel__heading" id=heading.get_value()>{words::MAILS.text()}</h3>
                <ul class="mails">
                    <For each=move || ids.get() key=|id| *id let:id>
                        <Row id mails may_retry taken/>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

/// Takes a letter in, unless a newer state of it is held; the latest letter first.
fn take(mails: &mut Vec<Mail>, mail: Mail) {
    match mails.iter_mut().find(|held| held.id == mail.id) {
        Some(held) if held.version > mail.version => {}
        Some(held) => *held = mail,
        None => mails.push(mail),
    }
    mails.sort_by_key(|mail| std::cmp::Reverse((mail.created, mail.id)));
}

#[component]
fn Row(
    id: MailId,
    mails: RwSignal<Vec<Mail>>,
    may_retry: Memo<bool>,
    taken: Callback<Mail>,
) -> impl IntoView {
    let session = use_session();
    let mail = Memo::new(move |_| mails.with(|all| all.iter().find(|m| m.id == id).cloned()));
    let is_busy = RwSignal::new(false);
    let retry = move |()| {
        is_busy.set(true);
        spawn_local(async move {
            match api::transcripts::retry(id).await {
                Ok(mail) => drop(taken.try_run(mail)),
                Err(fault) => session.tell(&fault),
            }
            is_busy.try_set(false);
        });
    };
    let can_retry = Memo::new(move |_| {
        let is_stuck = |mail: &Mail| {
            matches!(mail.state, MailState::Waiting { .. } | MailState::Refused { .. })
        };
        may_retry.get() && mail.with(|mail| mail.as_ref().is_some_and(is_stuck))
    });
    view! {
        <li class="mails__row">
            {move || mail.get().map(|mail| view! { <Told mail/> })}
            <Show when=move || can_retry.get()>
                <Button label=part_words::RETRY.text() glyph=Glyph::RefreshCw busy=is_busy on_click=retry/>
            </Show>
        </li>
    }
}

#[component]
fn Told(mail: Mail) -> impl IntoView {
    let (glyph, tone, error) = match &mail.state {
        MailState::Queued | MailState::Sending => (Glyph::Hourglass, "quiet", None),
        MailState::Waiting { error, .. } => (Glyph::Hourglass, "quiet", Some(error)),
        MailState::Sent { .. } => (Glyph::CircleCheck, "good", None),
        MailState::Refused { error, .. } => (Glyph::CircleAlert, "bad", Some(error)),
    };
    let error = error.map(words::error);
    let state = words::state(&mail.state);
    view! {
        <p class="mails__to">{mail.to}</p>
        <p class="mails__state" data-tone=tone role="status"><Icon glyph/><span>{state}</span></p>
        {error.map(|error| view! { <p class="mails__error">{error}</p> })}
    }
}

#[cfg(test)]
mod tests {
    use model::{Uuid, id::MailId, moment::Moment};

    use super::*;

    fn mail(number: u128, version: u32) -> Mail {
        Mail {
            id: MailId(Uuid::from_u128(number)),
            conversation: None,
            to: "emmy@tea.example".into(),
            subject: String::new(),
            by: None,
            created: Moment(i64::try_from(number).unwrap_or_default()),
            state: MailState::Queued,
            version,
        }
    }

    #[test]
    fn qa_03_a_state_that_comes_late_changes_nothing() {
        let mut held = vec![mail(1, 3)];
        take(&mut held, mail(1, 2));
        take(&mut held, mail(2, 1));
        let shown: Vec<_> = held.iter().map(|mail| (mail.id.0.as_u128(), mail.version)).collect();
        assert_eq!(shown, [(2, 1), (1, 3)]);
        take(&mut held, mail(1, 4));
        assert_eq!(held.last().map(|mail| mail.version), Some(4));
    }
}
