//! Calls (over the wire) about calls (between people).

use leptos::prelude::*;
use model::{
    call::{CallAct, CallDetails, CallQuery, CallRecord, Ice, WrapUp},
    id::{CallId, ConversationId},
    page::Page,
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// Starts a call in a conversation, or does something with the one that goes on.
///
/// # Errors
/// See [`Fault`].
#[server(ActCall, endpoint = "calls/act", protocol = Wire)]
pub async fn act(conversation: ConversationId, act: CallAct) -> Result<Ice, Fault> {
    let (house, staff) = caller::staff().await?;
    let actor = model::permission::Actor::Staff(staff);
    caller::answer(actions::calls::act(&house, &actor, conversation, act).await)
}

/// Calls this person may see, the latest first.
///
/// # Errors
/// See [`Fault`].
#[server(CallListCall, endpoint = "calls/list", protocol = Wire)]
pub async fn list(query: CallQuery) -> Result<Page<CallRecord>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::calls::list(&house, &staff, &query).await)
}

/// One call, and the one before it with the same contact.
///
/// # Errors
/// See [`Fault`].
#[server(CallFindCall, endpoint = "calls/find", protocol = Wire)]
pub async fn find(call: CallId) -> Result<CallDetails, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::calls::find(&house, &staff, call).await)
}

/// Notes something after a call.
///
/// # Errors
/// See [`Fault`].
#[server(WrapUpCall, endpoint = "calls/wrap_up", protocol = Wire)]
pub async fn wrap_up(call: CallId, wrap_up: WrapUp) -> Result<CallRecord, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::calls::wrap_up(&house, &staff, call, wrap_up).await)
}
