//! Whether both sides of a call are still there, and what ends by itself.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use model::{
    call::{Call, CallEnd, CallKind, CallSettings, CallStep, LINK_LIMIT_MS, LOST_MS},
    cursor::Side,
    event::{Author, EventBody},
    id::{CallId, ConversationId},
    moment::Moment,
    permission::Action,
};

use super::Servers;
use crate::{
    Error, House,
    house::per_minute,
    throttle::Throttle,
    writing::{Command, Tries},
};

/// Calls that may be started in one conversation, per minute.
const STARTS_PER_MINUTE: u32 = 20;
/// Signals of one side of a call, per minute: candidates come in bursts.
const SIGNALS_PER_MINUTE: u32 = 400;
/// How often is looked for what ends by itself.
const LOOK: Duration = Duration::from_secs(2);

/// What this process knows of calls that go on; no truth is kept here.
#[derive(Debug)]
pub struct Lines {
    pub(super) starts: Throttle<ConversationId>,
    pub(super) signals: Throttle<(CallId, Side)>,
    pub(super) servers: Servers,
    /// When each side of a call was last heard of.
    heard: Mutex<HashMap<(CallId, Side), Moment>>,
    /// Since when this process looks: after a restart both sides get the time to come back.
    since: Mutex<Option<Moment>>,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            starts: per_minute(STARTS_PER_MINUTE),
            signals: per_minute(SIGNALS_PER_MINUTE),
            servers: Servers::default(),
            heard: Mutex::default(),
            since: Mutex::default(),
        }
    }
}

impl Lines {
    /// One side of a call is there.
    pub(super) fn hear(&self, call: CallId, side: Side, now: Moment) {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).insert((call, side), now);
    }

    /// Since when one of both sides was not heard of.
    fn silent_since(&self, call: &Call, answered: Moment, now: Moment) -> Moment {
        let since = {
            let mut since = self.since.lock().unwrap_or_else(PoisonError::into_inner);
            *since.get_or_insert(now)
        };
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let last = |side| {
            let heard = heard.get(&(call.id, side)).copied();
            heard.unwrap_or(since).max(answered)
        };
        last(Side::Guest).min(last(Side::Staff))
    }

    fn forget_all_but(&self, open: &[(CallId, ConversationId)]) {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.retain(|(call, _), _| open.iter().any(|(id, _)| id == call));
    }
}

/// Ends what nobody answers and what nobody is heard of any more, for ever.
pub async fn keep(house: House) {
    loop {
        if let Err(error) = sweep(&house).await {
            tracing::error!(error = ?error, "calls could not be looked after");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Ends every call whose time is over. Returns how many.
///
/// # Errors
/// Of the store.
pub async fn sweep(house: &House) -> Result<u32, Error> {
    let open = {
        let mut conn = house.store.read().await?;
        store::calls::open(&mut conn, None).await?
    };
    house.lines.forget_all_but(&open);
    let mut ended = 0_u32;
    for (call, conversation) in open {
        if end_overdue(house, call, conversation).await? {
            ended = ended.saturating_add(1);
        }
    }
    Ok(ended)
}

async fn end_overdue(
    house: &House,
    id: CallId,
    conversation: ConversationId,
) -> Result<bool, Error> {
    let command = Command { actor: None, action: Action::Call, conversation };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let settings = store::settings::load(&mut writing.tx).await?.calls;
        let call = writing.conversation.call.as_ref().filter(|call| call.id == id);
        let Some(why) = call.and_then(|call| overdue(house, call, &settings, writing.now)) else {
            return Ok(false);
        };
        let body = EventBody::Call { call: id, step: CallStep::Ended(why) };
        writing.push(Author::System, body)?;
        if writing.commit().await?.is_some() {
            return Ok(true);
        }
    }
}

fn overdue(house: &House, call: &Call, settings: &CallSettings, now: Moment) -> Option<CallEnd> {
    match (call.kind, call.answered) {
        (CallKind::Link, _) => (now.since(call.rang) >= LINK_LIMIT_MS).then_some(CallEnd::Lost),
        (_, None) => {
            let ring_ms = i64::from(settings.ring_s).saturating_mul(1_000);
            (now.since(call.rang) >= ring_ms).then_some(CallEnd::Missed)
        }
        (_, Some(answered)) => {
            let silent = house.lines.silent_since(call, answered, now);
            (now.since(silent) >= LOST_MS).then_some(CallEnd::Lost)
        }
    }
}
