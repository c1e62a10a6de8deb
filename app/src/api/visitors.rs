//! Calls the widget makes. A visitor's only right is their token.

use leptos::prelude::*;
use model::{
    call::{CallAct, Ice},
    event::Event,
    id::ConversationId,
    visitor::{PreChatForm, VisitorPass, WidgetConfig},
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// What the widget needs before anything is said.
///
/// # Errors
/// See [`Fault`].
#[server(ConfigCall, endpoint = "visitors/config", protocol = Wire)]
pub async fn config() -> Result<WidgetConfig, Fault> {
    caller::answer(actions::visitors::config(&caller::house()).await)
}

/// Starts a chat from the pre-chat form; with the token of an earlier visit, for the same contact.
///
/// # Errors
/// See [`Fault`].
#[server(StartCall, endpoint = "visitors/start", protocol = Wire)]
pub async fn start(token: Option<String>, form: PreChatForm) -> Result<VisitorPass, Fault> {
    let address = caller::origin().address;
    let house = caller::house();
    caller::answer(actions::visitors::start(&house, token.as_deref(), form, address).await)
}

/// Comes back after a reload.
///
/// # Errors
/// See [`Fault`].
#[server(ComeBackCall, endpoint = "visitors/come_back", protocol = Wire)]
pub async fn come_back(token: String) -> Result<VisitorPass, Fault> {
    caller::answer(actions::visitors::come_back(&caller::house(), &token).await)
}

/// The guest ends the chat.
///
/// # Errors
/// See [`Fault`].
#[server(EndCall, endpoint = "visitors/end", protocol = Wire)]
pub async fn end(token: String, conversation: ConversationId) -> Result<(), Fault> {
    caller::answer(actions::visitors::end(&caller::house(), &token, conversation).await)
}

/// What a guest does with a call, or starts one.
///
/// # Errors
/// See [`Fault`].
#[server(GuestCallCall, endpoint = "visitors/call", protocol = Wire)]
pub async fn call(token: String, conversation: ConversationId, act: CallAct) -> Result<Ice, Fault> {
    caller::answer(actions::visitors::call(&caller::house(), &token, conversation, act).await)
}

/// The events just before a version, in order, as the guest may see them.
///
/// # Errors
/// See [`Fault`].
#[server(OlderCall, endpoint = "visitors/older", protocol = Wire)]
pub async fn older(
    token: String,
    conversation: ConversationId,
    before: u32,
) -> Result<Vec<Event>, Fault> {
    let house = caller::house();
    caller::answer(actions::visitors::older(&house, &token, conversation, before).await)
}
