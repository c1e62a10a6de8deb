//! The workspace's settings: read by the staff, changed by administrators.

use model::{
    broadcast::PACE_MAX,
    call::{self, CallSettings},
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    refusal::{Field, Problem, Refusal},
    settings::{Delivery, Settings},
};

use crate::{Error, House, people::LIMIT_MAX};

/// The longest a conversation may stay on hold before it ends by itself, where it does, in seconds: 30 days.
pub(crate) const HOLD_MAX_S: u32 = 30 * 86_400;
/// The longest a preferred agent is waited for, in seconds.
const PREFERRED_WAIT_MAX_S: u32 = 3_600;
/// How long a call may ring, in seconds.
const RING_FROM_S: u32 = 10;
const RING_MAX_S: u32 = 300;

/// The workspace's settings.
///
/// # Errors
/// `NotPermitted`.
pub async fn load(house: &House, staff: &Staff) -> Result<Settings, Error> {
    may(&Actor::Staff(staff.clone()), Action::ManageSettings, Subject::Workspace)?;
    house.settings().await
}

/// Saves them, if nobody else did since the version they carry.
///
/// # Errors
/// `NotPermitted`, `Invalid`, `EditConflict`.
pub async fn save(house: &House, staff: &Staff, settings: Settings) -> Result<Settings, Error> {
    may(&Actor::Staff(staff.clone()), Action::ManageSettings, Subject::Workspace)?;
    let before = settings.version;
    let settings = checked(settings)?;
    crate::calls::check_relay(house, &settings.calls)?;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let held = store::settings::load(&mut tx).await?.version;
    if held != before || !store::settings::save(&mut tx, &settings, before).await? {
        return Err(Refusal::EditConflict { version: held }.into());
    }
    let about = settings.version.to_string();
    store::audit::add(&mut tx, now, Some(staff.person.id), "settings.saved", &about).await?;
    tx.commit().await?;
    house.ring();
    Ok(settings)
}

fn checked(mut settings: Settings) -> Result<Settings, Refusal> {
    settings.workspace_name = parse::name(Field::Name, &settings.workspace_name)?;
    parse::within(Field::Limit, settings.max_conversations, 0, LIMIT_MAX)?;
    parse::within(Field::Limit, settings.max_chats, 0, LIMIT_MAX)?;
    parse::within(Field::Duration, settings.presence_grace_s, 1, 3_600)?;
    parse::within(Field::Duration, settings.response_threshold_s, 5, 86_400)?;
    parse::within(Field::Duration, settings.hold_limit_s, 0, HOLD_MAX_S)?;
    parse::within(Field::Duration, settings.preferred_wait_s, 0, PREFERRED_WAIT_MAX_S)?;
    parse::within(Field::Limit, settings.broadcasts_per_minute, 1, PACE_MAX)?;
    settings.hold_comment =
        parse::prose(Field::Comment, &settings.hold_comment, parse::NOTES_LIMIT)?;
    if let Delivery::Offer { timeout_s } = settings.delivery {
        parse::within(Field::Duration, timeout_s, 15, 300)?;
    }
    settings.pre_chat.consent =
        parse::prose(Field::Consent, &settings.pre_chat.consent, parse::NOTES_LIMIT)?;
    settings.calls = checked_calls(settings.calls)?;
    settings.version = settings.version.saturating_add(1);
    Ok(settings)
}

fn checked_calls(mut calls: CallSettings) -> Result<CallSettings, Refusal> {
    parse::within(Field::Duration, calls.ring_s, RING_FROM_S, RING_MAX_S)?;
    calls.link = call::link(&calls.link)?;
    calls.servers =
        calls.servers.iter().map(|one| call::server(one)).collect::<Result<Vec<_>, _>>()?;
    let too_many = |limit: u32, count: usize| count > limit as usize;
    if too_many(call::ICE_SERVERS_LIMIT, calls.servers.len()) {
        let problem = Problem::TooMany { limit: call::ICE_SERVERS_LIMIT };
        return Err(Refusal::invalid(Field::Servers, problem));
    }
    let named = calls.dispositions.iter();
    let named = named.map(|one| parse::line(Field::Disposition, one, parse::TAG_LIMIT));
    calls.dispositions = named.collect::<Result<Vec<_>, _>>()?;
    calls.dispositions.retain(|one| !one.is_empty());
    if too_many(call::DISPOSITIONS_LIMIT, calls.dispositions.len()) {
        let problem = Problem::TooMany { limit: call::DISPOSITIONS_LIMIT };
        return Err(Refusal::invalid(Field::Disposition, problem));
    }
    Ok(calls)
}
