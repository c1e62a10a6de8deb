//! Visitors: contacts as the widget knows them, by a token on a browser.

use std::net::IpAddr;

use model::{
    call::{CallAct, CallKind, Ice},
    contact::Contact,
    conversation::{Channel, Priority, Stage},
    custom_field::{Fields, Holder, Question},
    department::{Department, DepartmentRef},
    event::{Author, Event, EventBody},
    id::{ContactId, ConversationId},
    locale::Locale,
    moment::Moment,
    parse,
    permission::{Action, Actor},
    refusal::{Field, Problem, Refusal, Thing},
    settings::{Asked, PreChat},
    visitor::{PreChatForm, VisitorPass, WidgetConfig},
    wire::{Pulse, THREAD_EVENTS},
};
use store::Conn;

use crate::{
    Error, House, conversations,
    custom_fields::Filled,
    floor,
    house::found,
    id,
    writing::{Command, Tries, Writing},
};

/// How long a visitor's token is good for without a new chat, in milliseconds.
const TOKEN_MS: i64 = 90 * 24 * 3_600_000;

/// What the widget needs before anything is said.
///
/// # Errors
/// Of the store.
pub async fn config(house: &House) -> Result<WidgetConfig, Error> {
    let reading = floor::read(house).await?;
    let mut conn = house.store.read().await?;
    let departments = store::departments::all(&mut conn).await?;
    let fields = store::custom_fields::all(&mut conn).await?;
    let shown = departments.into_iter().filter(is_offered);
    let calls = &reading.settings.calls;
    let may_call = calls.guests_may_call && calls.has(CallKind::Audio);
    let may_show = may_call && calls.has(CallKind::Video);
    Ok(WidgetConfig {
        workspace_name: reading.settings.workspace_name,
        pre_chat: reading.settings.pre_chat,
        departments: shown.map(|d| DepartmentRef { id: d.id, name: d.name }).collect(),
        questions: fields.iter().filter(|it| it.is_question()).map(Question::from).collect(),
        is_staffed: reading.floor.agents.iter().any(|a| a.is_available && a.is_present),
        may_call,
        may_show,
    })
}

fn is_offered(department: &Department) -> bool {
    department.is_enabled && department.is_public
}

/// Starts a chat from the pre-chat form; with the token of an earlier visit, for the same contact.
///
/// # Errors
/// `Invalid`, `InvalidField`, `TooFast`, `AlreadyTalking`.
pub async fn start(
    house: &House,
    token: Option<&str>,
    form: PreChatForm,
    address: IpAddr,
) -> Result<VisitorPass, Error> {
    let now = house.clock.now();
    house.chats.take(address, now)?;
    let hash = token.map(id::hash);
    if let Some(hash) = &hash {
        house.blocked.check_token(house, hash).await?;
    }
    let mut tx = house.store.write().await?;
    let settings = store::settings::load(&mut tx).await?;
    let form = checked(&mut tx, &settings.pre_chat, form).await?;
    let known = match &hash {
        Some(hash) => store::visitors::find(&mut tx, hash, now).await?,
        None => None,
    };
    if let Some(contact) = known
        && let Some(conversation) = store::conversations::open_of(&mut tx, contact).await?
    {
        return Err(Refusal::AlreadyTalking { conversation }.into());
    }
    let contact = welcome(&mut tx, now, known, &form).await?;
    let none = Fields::new();
    let filled = Filled::by_guest(&mut tx, (Holder::Conversation, &none)).await?;
    let fields = filled.whole_changes(&form.fields)?;
    if form.reader != Locale::default() {
        store::contacts::set_reader(&mut tx, contact.id, &form.reader).await?;
    }
    let (token, token_hash) = id::token()?;
    store::visitors::insert(&mut tx, &token_hash, contact.id, now, now.plus(TOKEN_MS)).await?;
    let body = EventBody::Created {
        contact: model::contact::ContactRef { id: contact.id, name: contact.name },
        channel: Channel::Chat,
        department: form.department,
        priority: Priority::None,
        sla_due: None,
        page_url: form.page_url,
    };
    let mut writing = Writing::begin(house, tx, body)?;
    if !fields.is_empty() {
        let edited = EventBody::Edited { topic: None, tags: None, priority: None, fields };
        writing.push(Author::Guest, edited)?;
    }
    let conversation = writing.finish().await?;
    Ok(VisitorPass { token, contact: contact.id, conversation: Some(conversation.id) })
}

/// The contact a form stands for: the one the token names, with what is new added; else a new one. An email
/// alone proves nothing: whoever types another's address must not get at their history.
async fn welcome(
    conn: &mut Conn,
    now: Moment,
    known: Option<ContactId>,
    form: &PreChatForm,
) -> Result<Contact, Error> {
    if let Some(id) = known {
        let mut contact = found(Thing::Contact, store::contacts::find(conn, id).await?)?;
        let before = contact.version;
        if !form.name.is_empty() {
            contact.name.clone_from(&form.name);
        }
        if !form.email.is_empty() && !contact.emails.contains(&form.email) {
            contact.emails.insert(0, form.email.clone());
            contact.emails.truncate(parse::ADDRESSES_LIMIT as usize);
        }
        contact.fields = answers(conn, &contact.fields, form).await?;
        contact.version = before.saturating_add(1);
        store::contacts::update(conn, &contact, before).await?;
        return Ok(contact);
    }
    let fields = answers(conn, &Fields::new(), form).await?;
    let number = store::contacts::next_guest_number(conn).await?;
    let username = format!("guest-{number}");
    let name = if form.name.is_empty() { username.clone() } else { form.name.clone() };
    let contact = Contact {
        id: ContactId(id::new(now)?),
        username,
        name,
        emails: Some(form.email.clone()).filter(|email| !email.is_empty()).into_iter().collect(),
        phones: Vec::new(),
        notes: String::new(),
        fields,
        manager: None,
        created: now,
        last_chat: None,
        last_conversation: None,
        blocked: None,
        erased: None,
        version: 1,
    };
    store::contacts::insert(conn, &contact).await?;
    Ok(contact)
}

/// The contact's custom fields, with what the guest answered. One that is asked for has to be there, from now or before.
async fn answers(conn: &mut Conn, held: &Fields, form: &PreChatForm) -> Result<Fields, Error> {
    let filled = Filled::by_guest(conn, (Holder::Contact, held)).await?;
    Ok(filled.whole(&form.contact_fields)?)
}

async fn checked(
    conn: &mut Conn,
    asked: &PreChat,
    form: PreChatForm,
) -> Result<PreChatForm, Error> {
    let name = parse::line(Field::Name, &form.name, parse::NAME_LIMIT)?;
    let name =
        if asked.name == Asked::Required { parse::required(Field::Name, name)? } else { name };
    let email = form.email.trim();
    let email = match (asked.email, email.is_empty()) {
        (Asked::Off, _) | (Asked::Optional, true) => String::new(),
        (Asked::Required, true) | (_, false) => parse::email(email)?,
    };
    if asked.department == Asked::Required && form.department.is_none() {
        return Err(Refusal::invalid(Field::Department, Problem::Missing).into());
    }
    if let Some(id) = form.department {
        let department = store::departments::find(conn, id).await?;
        if !department.is_some_and(|department| is_offered(&department)) {
            return Err(Refusal::invalid(Field::Department, Problem::Unknown).into());
        }
    }
    if !asked.consent.is_empty() && !form.has_consented {
        return Err(Refusal::invalid(Field::Consent, Problem::Missing).into());
    }
    let page_url = form.page_url.chars().filter(|c| !c.is_control()).take(500).collect();
    let reader = form.reader.cleaned();
    Ok(PreChatForm { name, email, page_url, reader, ..form })
}

/// Comes back after a reload.
///
/// # Errors
/// `NotSignedIn` when the token is unknown, expired or revoked.
pub async fn come_back(house: &House, token: &str) -> Result<VisitorPass, Error> {
    let contact = contact_of(house, token).await?;
    let mut conn = house.store.read().await?;
    let conversation = store::conversations::open_of(&mut conn, contact).await?;
    Ok(VisitorPass { token: token.to_owned(), contact, conversation })
}

/// The contact a visitor's token stands for.
///
/// # Errors
/// `NotSignedIn`.
pub async fn contact_of(house: &House, token: &str) -> Result<ContactId, Error> {
    let mut conn = house.store.read().await?;
    let now = house.clock.now();
    let found = store::visitors::find(&mut conn, &id::hash(token), now).await?;
    Ok(found.ok_or(Refusal::NotSignedIn)?)
}

/// The guest ends the chat.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `AlreadyClosed`.
pub async fn end(house: &House, token: &str, id: ConversationId) -> Result<(), Error> {
    let actor = Actor::Visitor { contact: contact_of(house, token).await? };
    let command = Command { actor: Some(&actor), action: Action::Close, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        if let Stage::Closed { .. } = writing.conversation.stage {
            return Err(Refusal::AlreadyClosed.into());
        }
        let tags = writing.conversation.tags.clone();
        writing.push(Author::Guest, EventBody::Closed { comment: String::new(), tags })?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

/// What the guest does with a call, or starts one.
///
/// # Errors
/// `NotSignedIn`, and as [`crate::calls::act`].
pub async fn call(
    house: &House,
    token: &str,
    id: ConversationId,
    act: CallAct,
) -> Result<Ice, Error> {
    let actor = Actor::Visitor { contact: contact_of(house, token).await? };
    crate::calls::act(house, &actor, id, act).await
}

/// The events just before a version, in order, as the guest may see them.
///
/// # Errors
/// `NotSignedIn`, `NotFound`.
pub async fn older(
    house: &House,
    token: &str,
    id: ConversationId,
    before: u32,
) -> Result<Vec<Event>, Error> {
    let actor = Actor::Visitor { contact: contact_of(house, token).await? };
    conversations::visible(house, &actor, id).await?;
    let mut conn = house.store.read().await?;
    let limit = u32::try_from(THREAD_EVENTS).unwrap_or(u32::MAX);
    let events = store::events::before(&mut conn, id, before, limit).await?;
    Ok(events.iter().map(Event::for_guest).collect())
}

/// The place in the queue to tell a guest who just came (back), if it waits.
#[must_use]
pub fn place(house: &House, conversation: ConversationId) -> Option<Pulse> {
    let (place, estimate_ms) = house.places.of(conversation)?;
    Some(Pulse::Place { conversation, place, estimate_ms })
}
