//! Transcripts by email: asked for by hand, at the end, by preference; what becomes of the letters.

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};
use actions::{
    conversations::{self, Ending},
    departments, direct, mail, outbox,
    outbox::Outcome,
    transcripts, visitors,
};
use model::{
    Uuid,
    direct::{BOT, Notice},
    event::{Author, EventBody, MailStep},
    id::MailId,
    locale::Locale,
    mail::{MailError, MailSettings, MailState, Security},
    permission::{Permission, Staff},
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
    settings::WhenAgentGone,
    transcript::{EmailAtEnd, Happened, Medium, TranscriptHabits, TranscriptWish},
};
use store::outbox::{Letter, Parcel};

const MINUTE_MS: i64 = 60_000;

fn server() -> MailSettings {
    MailSettings {
        host: "mail.tea.example".to_owned(),
        username: "tea".to_owned(),
        from_address: "help@tea.example".to_owned(),
        ..MailSettings::default()
    }
}

async fn set_up(trial: &Trial) {
    let secret = Some("secret".to_owned());
    mail::save(&trial.house, &trial.admin, server(), secret).await.unwrap();
}

fn wish(to: &str) -> TranscriptWish {
    TranscriptWish { to: to.to_owned(), subject: String::new(), reader: Locale::default() }
}

/// An agent in a chat with a guest.
async fn talk(trial: &Trial) -> (Staff, Guest) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Emmy", None).await;
    trial.take(&ada, guest.conversation).await.unwrap();
    trial.guest_says(&guest, "My lid is broken.").await;
    (ada, guest)
}

async fn letters(trial: &Trial, guest: &Guest) -> Vec<(String, Option<String>)> {
    let listed = outbox::of_conversation(&trial.house, &trial.admin, guest.conversation).await;
    let of = |mail: model::mail::Mail| (mail.to, mail.by.map(|by| by.name));
    listed.unwrap().into_iter().map(of).collect()
}

async fn steps(trial: &Trial, guest: &Guest) -> Vec<MailStep> {
    let log = trial.log(guest.conversation).await;
    let step = |event: &model::event::Event| match &event.body {
        EventBody::Mailed { step, .. } => Some(step.clone()),
        _ => None,
    };
    log.iter().filter_map(step).collect()
}

async fn only(trial: &Trial) -> Parcel {
    let mut claimed = outbox::claim(&trial.house, 9).await.unwrap();
    assert_eq!(claimed.len(), 1);
    claimed.remove(0)
}

async fn state(trial: &Trial, id: MailId) -> MailState {
    let mut conn = trial.house.store.read().await.unwrap();
    store::outbox::find(&mut conn, id).await.unwrap().unwrap().mail.state
}

on_both! {
async fn qa_03_a_transcript_is_refused_by_name_until_everything_is_right(trial) {
    let (ada, guest) = talk(&trial).await;
    let id = guest.conversation;
    let send = async |staff: &Staff, wish| {
        refused(transcripts::send(&trial.house, staff, id, wish).await).map(drop)
    };
    let no = send(&ada, wish("emmy@example.com")).await;
    assert_eq!(no, Err(Refusal::MailNotSetUp));
    set_up(&trial).await;
    let no = send(&ada, wish("emmy@")).await;
    assert_eq!(no, Err(Refusal::invalid(Field::Email, Problem::NotAnEmail)));
    let long = TranscriptWish { subject: "x".repeat(201), ..wish("emmy@example.com") };
    let no = send(&ada, long).await;
    assert_eq!(no, Err(Refusal::invalid(Field::Subject, Problem::TooLong { limit: 200 })));
    let bo = trial.agent("bo").await;
    let no = send(&bo, wish("emmy@example.com")).await;
    assert_eq!(no, Err(Refusal::not_found(Thing::Conversation)));
    assert_eq!(letters(&trial, &guest).await, []);
    assert_eq!(send(&ada, wish("emmy@example.com")).await, Ok(()));
    // The trial allows five a minute.
    let mut last = Ok(());
    for _ in 0..5 {
        last = send(&ada, wish("emmy@example.com")).await;
    }
    assert!(matches!(last, Err(Refusal::TooFast { .. })), "{last:?}");
}
}

on_both! {
async fn qa_03_what_is_sent_is_what_the_guest_may_read_and_only_the_staff_sees_that(trial) {
    set_up(&trial).await;
    let (ada, guest) = talk(&trial).await;
    let id = guest.conversation;
    let mut note = trial.say(id, "He is always angry.");
    note.is_note = true;
    let actor = model::permission::Actor::Staff(ada.clone());
    actions::messages::say(&trial.house, &actor, &note).await.unwrap();
    trial.staff_says(&ada, id, "I send you a new one.").await;
    let sent = transcripts::send(&trial.house, &ada, id, wish("emmy@example.com")).await.unwrap();
    trial.staff_says(&ada, id, "This comes later.").await;
    let parcel = only(&trial).await;
    assert_eq!(parcel.mail.id, sent.id);
    assert!(parcel.message_id.ends_with("@tea.example>"), "{}", parcel.message_id);
    let Letter::Transcript { until, reader, name } = parcel.letter else {
        panic!("no transcript");
    };
    assert_eq!(name, "Emmy");
    let written = transcripts::load(&trial.house, (id, until), reader, Medium::Letter).await.unwrap();
    let said: Vec<_> = written
        .entries
        .iter()
        .filter_map(|entry| match &entry.what {
            Happened::Said { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(said, ["My lid is broken.", "I send you a new one."]);
    assert_eq!((written.agents, written.ended), (vec!["Ada".to_owned()], None));
    assert_eq!(steps(&trial, &guest).await, [MailStep::Asked]);
    let theirs = conversations::thread_since(&trial.house, &guest.actor, id, 0).await.unwrap();
    let shown = theirs.events.iter().any(|event| matches!(event.body, EventBody::Mailed { .. }));
    assert!(!shown);
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_03_a_letter_is_tried_again_after_growing_pauses_and_given_up_after_two_days(trial) {
    set_up(&trial).await;
    let (ada, guest) = talk(&trial).await;
    let id = guest.conversation;
    let sent = transcripts::send(&trial.house, &ada, id, wish("emmy@example.com")).await.unwrap();
    let nobody = || Outcome::Failed(MailError::Unreachable("Connection refused".to_owned()));
    // 1,000 is the middle of chance: no jitter.
    let mut waited = 0;
    for minutes in [1, 5, 30, 120, 360, 360] {
        let parcel = only(&trial).await;
        assert_eq!(outbox::claim(&trial.house, 9).await.unwrap(), []);
        outbox::report(&trial.house, parcel, nobody(), 1_000).await.unwrap();
        let at = trial.house.clock.now().plus(minutes * MINUTE_MS);
        let error = MailError::Unreachable("Connection refused".to_owned());
        assert_eq!(state(&trial, sent.id).await, MailState::Waiting { at, error });
        trial.later(minutes * MINUTE_MS - 1);
        assert_eq!(outbox::claim(&trial.house, 9).await.unwrap(), []);
        trial.later(1);
        waited += minutes;
    }
    trial.later((48 * 60 - waited) * MINUTE_MS);
    outbox::report(&trial.house, only(&trial).await, nobody(), 1_000).await.unwrap();
    let error = MailError::GivenUp("Connection refused".to_owned());
    let at = trial.house.clock.now();
    assert_eq!(state(&trial, sent.id).await, MailState::Refused { at, error: error.clone() });
    assert_eq!(steps(&trial, &guest).await, [MailStep::Asked, MailStep::Refused { error }]);

    let again = outbox::retry(&trial.house, &ada, sent.id).await.unwrap();
    assert_eq!(again.state, MailState::Queued);
    let parcel = only(&trial).await;
    assert_eq!(parcel.tries, 1);
    outbox::report(&trial.house, parcel, Outcome::Sent, 0).await.unwrap();
    assert_eq!(steps(&trial, &guest).await.last(), Some(&MailStep::Sent));
    let done = outbox::retry(&trial.house, &ada, sent.id).await.unwrap();
    assert!(matches!(done.state, MailState::Sent { .. }));
    assert_eq!(outbox::claim(&trial.house, 9).await.unwrap(), []);
    let bo = trial.agent("bo").await;
    let foreign = refused(outbox::retry(&trial.house, &bo, sent.id).await).map(drop);
    assert_eq!(foreign, Err(Refusal::not_found(Thing::Conversation)));
    let unknown = MailId(Uuid::nil());
    let unknown = refused(outbox::retry(&trial.house, &ada, unknown).await).map(drop);
    assert_eq!(unknown, Err(Refusal::not_found(Thing::Mail)));
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_03_a_letter_in_the_hands_of_a_server_that_ended_goes_once_more_and_no_oftener(trial) {
    set_up(&trial).await;
    let (ada, guest) = talk(&trial).await;
    let id = guest.conversation;
    transcripts::send(&trial.house, &ada, id, wish("emmy@example.com")).await.unwrap();
    let first = only(&trial).await;
    assert_eq!(outbox::next_due(&trial.house).await.unwrap(), first.held_until);
    trial.later(outbox::HOLD_MS);
    let second = only(&trial).await;
    assert_eq!(second.message_id, first.message_id);
    // Whoever comes back late has lost it.
    outbox::report(&trial.house, first, Outcome::Sent, 0).await.unwrap();
    assert_eq!(state(&trial, second.mail.id).await, MailState::Sending);
    trial.later(outbox::HOLD_MS);
    assert_eq!(outbox::claim(&trial.house, 9).await.unwrap(), []);
    let at = trial.house.clock.now();
    let error = MailError::Interrupted;
    assert_eq!(state(&trial, second.mail.id).await, MailState::Refused { at, error });
}
}

on_both! {
async fn qa_07_ending_sends_the_transcript_that_was_chosen_or_does_not_end(trial) {
    let (ada, guest) = talk(&trial).await;
    let id = guest.conversation;
    let end = async |email| {
        let ending = Ending { comment: "Bye!".to_owned(), tags: Vec::new(), email, pdf: None };
        refused(conversations::end(&trial.house, &ada, id, ending).await)
    };
    let to = |to: &str| Some(EmailAtEnd::To(wish(to)));
    assert_eq!(end(to("emmy@tea.example")).await, Err(Refusal::MailNotSetUp));
    set_up(&trial).await;
    let no = end(to("emmy at home")).await;
    assert_eq!(no, Err(Refusal::invalid(Field::Email, Problem::NotAnEmail)));
    assert!(!trial.stage(id).await.is_closed());
    end(to("Emmy@Tea.example")).await.unwrap();
    let by = Some("Ada".to_owned());
    assert_eq!(letters(&trial, &guest).await, [("emmy@tea.example".to_owned(), by)]);
    let Letter::Transcript { until, reader, name } = only(&trial).await.letter else {
        panic!("no transcript");
    };
    // Not the contact's address: a copy for somebody else.
    assert_eq!(name, "");
    let written = transcripts::load(&trial.house, (id, until), reader, Medium::Letter).await.unwrap();
    assert!(written.ended.is_some());
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_05_what_an_agent_prefers_happens_whoever_ends_the_chat_unless_they_say_no(trial) {
    set_up(&trial).await;
    let ada = trial.agent("ada").await;
    let wanted = TranscriptHabits { wants_email: true, wants_pdf: true };
    transcripts::set_habits(&trial.house, &ada, wanted).await.unwrap();
    assert_eq!(transcripts::habits(&trial.house, &ada).await.unwrap(), wanted);
    let bo = trial.agent("bo").await;
    assert_eq!(transcripts::habits(&trial.house, &bo).await.unwrap(), TranscriptHabits::default());
    let talk = async |name: &str, staff: &Staff| {
        let guest = trial.guest(name, None).await;
        trial.take(staff, guest.conversation).await.unwrap();
        guest
    };
    // The guest ends it.
    let emmy = talk("Emmy", &ada).await;
    visitors::end(&trial.house, &emmy.token, emmy.conversation).await.unwrap();
    assert_eq!(letters(&trial, &emmy).await, [("emmy@example.com".to_owned(), None)]);
    let asked = trial.log(emmy.conversation).await.pop().unwrap();
    assert_eq!(asked.author, Author::System);
    // The agent ends it and says no, or nothing.
    let lise = talk("Lise", &ada).await;
    let ending = Ending { email: Some(EmailAtEnd::No), ..Ending::default() };
    conversations::end(&trial.house, &ada, lise.conversation, ending).await.unwrap();
    assert_eq!(letters(&trial, &lise).await, []);
    let max = talk("Max", &ada).await;
    conversations::end(&trial.house, &ada, max.conversation, Ending::default()).await.unwrap();
    assert_eq!(letters(&trial, &max).await.len(), 1);
    // A colleague who prefers nothing.
    let otto = talk("Otto", &bo).await;
    visitors::end(&trial.house, &otto.token, otto.conversation).await.unwrap();
    assert_eq!(letters(&trial, &otto).await, []);
    // A timer ends it.
    trial.settings(|s| s.when_agent_gone = WhenAgentGone::Close).await;
    let mary = talk("Mary", &ada).await;
    trial.house.presence.left(ada.person.id, trial.house.clock.now());
    trial.later(600_000);
    trial.route().await;
    assert!(trial.stage(mary.conversation).await.is_closed());
    assert_eq!(letters(&trial, &mary).await.len(), 1);
    trial.check_log(mary.conversation).await;
}
}

on_both! {
async fn qa_07_a_department_may_send_it_in_any_case_and_no_address_keeps_nobody_from_ending(trial) {
    set_up(&trial).await;
    let ada = trial.agent("ada").await;
    let support = trial.department("Support", &[&ada]).await;
    let all = departments::list(&trial.house, &trial.admin).await.unwrap();
    let held = all.into_iter().find(|department| department.id == support).unwrap();
    let draft = model::department::DepartmentDraft {
        name: held.name,
        description: held.description,
        is_enabled: true,
        is_public: true,
        algorithm: None,
        max_conversations: 0,
        requires_tags: false,
        fallback: None,
        hold_limit_s: None,
        hold_comment: String::new(),
        sends_transcript: true,
        members: held.members,
    };
    departments::edit(&trial.house, &trial.admin, support, held.version, draft).await.unwrap();
    let ada = trial.staff(ada.person.id).await;
    let emmy = trial.guest("Emmy", Some(support)).await;
    trial.take(&ada, emmy.conversation).await.unwrap();
    let options = transcripts::options(&trial.house, &ada, emmy.conversation).await.unwrap();
    assert!(options.is_required && options.is_set_up && !options.is_preferred);
    assert_eq!(options.addresses, ["emmy@example.com"]);
    let ending = Ending { email: Some(EmailAtEnd::No), ..Ending::default() };
    conversations::end(&trial.house, &ada, emmy.conversation, ending).await.unwrap();
    assert_eq!(letters(&trial, &emmy).await.len(), 1);

    trial.settings(crate::trial::only_name).await;
    let lise = trial.guest("Lise", Some(support)).await;
    trial.take(&ada, lise.conversation).await.unwrap();
    conversations::close(&trial.house, &ada, lise.conversation, "", &[]).await.unwrap();
    assert!(trial.stage(lise.conversation).await.is_closed());
    assert_eq!(letters(&trial, &lise).await, []);
}
}

on_both! {
async fn qa_03_a_guest_reads_in_the_language_of_their_browser_and_a_colleague_in_theirs(trial) {
    set_up(&trial).await;
    let ada = trial.agent("ada").await;
    let vienna = Locale { language: "de-AT".to_owned(), time_zone: "Europe/Vienna".to_owned() };
    let form = model::visitor::PreChatForm { reader: vienna.clone(), ..Trial::form("Emmy", None) };
    let pass = visitors::start(&trial.house, None, form, [10, 0, 0, 1].into()).await.unwrap();
    let id = pass.conversation.unwrap();
    trial.take(&ada, id).await.unwrap();
    let mine = Locale { language: "en-GB".to_owned(), time_zone: "Europe/London".to_owned() };
    for (to, expected) in [("emmy@example.com", vienna), ("boss@tea.example", mine.clone())] {
        let wish = TranscriptWish { reader: mine.clone(), ..wish(to) };
        transcripts::send(&trial.house, &ada, id, wish).await.unwrap();
        let parcel = only(&trial).await;
        let Letter::Transcript { reader, .. } = &parcel.letter else { panic!("no transcript") };
        assert_eq!(*reader, expected);
        outbox::report(&trial.house, parcel, Outcome::Sent, 0).await.unwrap();
    }
}
}

on_both! {
async fn the_mail_servers_password_never_comes_back_and_goes_to_no_other_server(trial) {
    let manager = trial.person("mia", &[Role::Manager]).await;
    let no = Err(Refusal::NotPermitted { permission: Permission::ManageSettings });
    let loaded = refused(mail::load(&trial.house, &manager).await).map(drop);
    assert_eq!(loaded, no.clone());
    let saved = mail::save(&trial.house, &manager, server(), None).await;
    assert_eq!(refused(saved).map(drop), no.clone());
    let tested = mail::test(&trial.house, &manager, "a@tea.example", Locale::default()).await;
    assert_eq!(refused(tested).map(drop), no);
    let early = mail::test(&trial.house, &trial.admin, "a@tea.example", Locale::default()).await;
    assert_eq!(refused(early).map(drop), Err(Refusal::MailNotSetUp));

    set_up(&trial).await;
    let held = mail::load(&trial.house, &trial.admin).await.unwrap();
    assert!(held.has_password);
    assert!(!format!("{held:?}").contains("secret"));
    let named = MailSettings { from_name: "Tea".to_owned(), ..held.clone() };
    let named = mail::save(&trial.house, &trial.admin, named, None).await.unwrap();
    assert!(named.has_password);
    let late = refused(mail::save(&trial.house, &trial.admin, held, None).await).map(drop);
    assert_eq!(late, Err(Refusal::EditConflict { version: 2 }));
    let thief = MailSettings { host: "evil.example".to_owned(), ..named.clone() };
    let stolen = refused(mail::save(&trial.house, &trial.admin, thief, None).await).map(drop);
    assert_eq!(stolen, Err(Refusal::invalid(Field::Password, Problem::Missing)));
    let clear = MailSettings { security: Security::None, ..named.clone() };
    let clear = refused(mail::save(&trial.house, &trial.admin, clear, None).await).map(drop);
    assert_eq!(clear, Err(Refusal::invalid(Field::Security, Problem::NotThisMachine)));
    let anonymous = MailSettings { username: String::new(), ..named };
    let saved = mail::save(&trial.house, &trial.admin, anonymous, None).await.unwrap();
    assert!(!saved.has_password);
    // What the first start is told counts only before anything was saved.
    let other = MailSettings { host: "other.example".to_owned(), ..server() };
    mail::furnish(&trial.house, other, "x").await.unwrap();
    assert_eq!(mail::load(&trial.house, &trial.admin).await.unwrap().host, "mail.tea.example");
}
}

on_both! {
async fn qa_03_who_asked_and_is_away_hears_of_a_refused_letter_from_the_bot(trial) {
    set_up(&trial).await;
    let (ada, guest) = talk(&trial).await;
    let error = MailError::Said("550 5.1.1 no such box".to_owned());
    // While she is there she sees it where it is.
    transcripts::send(&trial.house, &ada, guest.conversation, wish("a@tea.example")).await.unwrap();
    outbox::report(&trial.house, only(&trial).await, Outcome::Refused(error.clone()), 0).await.unwrap();
    let told = || async {
        let thread = direct::thread_since(&trial.house, &ada, BOT, 0).await.unwrap();
        let notice = |event: model::event::Event| match event.body {
            EventBody::Told { notice } => Some(notice),
            _ => None,
        };
        thread.events.into_iter().filter_map(notice).collect::<Vec<_>>()
    };
    assert_eq!(told().await, []);
    transcripts::send(&trial.house, &ada, guest.conversation, wish("b@tea.example")).await.unwrap();
    trial.house.presence.left(ada.person.id, trial.house.clock.now());
    outbox::report(&trial.house, only(&trial).await, Outcome::Refused(error.clone()), 0).await.unwrap();
    assert_eq!(told().await, [Notice::MailRefused {
        conversation: guest.conversation,
        guest: "Emmy".to_owned(),
        to: "b@tea.example".to_owned(),
        error,
    }]);
}
}
