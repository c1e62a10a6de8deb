//! Calls about conversations.

use leptos::prelude::*;
use model::{
    archive::ArchiveQuery,
    conversation::Conversation,
    edit::Edit,
    event::Event,
    forward::{Forward, Targets},
    id::{ConversationId, DepartmentId, PersonId},
    page::Page,
    person::PersonRef,
    reason::Reason,
    transcript::{EmailAtEnd, PdfAtEnd},
    view::thread::Thread,
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// Takes one from the queue by hand.
///
/// # Errors
/// See [`Fault`].
#[server(TakeCall, endpoint = "conversations/take", protocol = Wire)]
pub async fn take(conversation: ConversationId) -> Result<Conversation, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::take(&house, &staff, conversation).await)
}

/// Accepts an offer that rings.
///
/// # Errors
/// See [`Fault`].
#[server(AcceptCall, endpoint = "conversations/accept", protocol = Wire)]
pub async fn accept(conversation: ConversationId) -> Result<Conversation, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::accept(&house, &staff, conversation).await)
}

/// Refuses an offer that rings; it goes to the next.
///
/// # Errors
/// See [`Fault`].
#[server(RefuseCall, endpoint = "conversations/refuse", protocol = Wire)]
pub async fn refuse(conversation: ConversationId) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::refuse(&house, &staff, conversation).await)
}

/// Ends it; the guest sees the comment. What it says about the transcript overrules preferences.
///
/// # Errors
/// See [`Fault`].
#[server(CloseCall, endpoint = "conversations/close", protocol = Wire)]
pub async fn close(
    conversation: ConversationId,
    comment: String,
    tags: Vec<String>,
    email: Option<EmailAtEnd>,
    pdf: Option<PdfAtEnd>,
) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    let ending = actions::conversations::Ending { comment, tags, email, pdf };
    caller::answer(actions::conversations::end(&house, &staff, conversation, ending).await)
}

/// Places it on hold.
///
/// # Errors
/// See [`Fault`].
#[server(HoldCall, endpoint = "conversations/hold", protocol = Wire)]
pub async fn hold(conversation: ConversationId) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::hold(&house, &staff, conversation).await)
}

/// Resumes it from hold.
///
/// # Errors
/// See [`Fault`].
#[server(ResumeCall, endpoint = "conversations/resume", protocol = Wire)]
pub async fn resume(conversation: ConversationId) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::resume(&house, &staff, conversation).await)
}

/// Moves it back to the queue.
///
/// # Errors
/// See [`Fault`].
#[server(ReturnToQueueCall, endpoint = "conversations/return_to_queue", protocol = Wire)]
pub async fn return_to_queue(conversation: ConversationId) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::return_to_queue(&house, &staff, conversation).await)
}

/// Where it may be sent now.
///
/// # Errors
/// See [`Fault`].
#[server(TargetsCall, endpoint = "conversations/targets", protocol = Wire)]
pub async fn targets(conversation: ConversationId) -> Result<Targets, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::targets(&house, &staff, conversation).await)
}

/// Sends it to a department, to somebody, or to somebody in a department; returns where it went.
///
/// # Errors
/// See [`Fault`].
#[server(ForwardCall, endpoint = "conversations/forward", protocol = Wire)]
pub async fn forward(
    conversation: ConversationId,
    department: Option<DepartmentId>,
    person: Option<PersonId>,
    comment: String,
) -> Result<Forward, Fault> {
    let (house, staff) = caller::staff().await?;
    let target = actions::conversations::Target { department, person };
    caller::answer(
        actions::conversations::forward(&house, &staff, conversation, target, &comment).await,
    )
}

/// Takes back what was returned or forwarded a moment ago.
///
/// # Errors
/// See [`Fault`].
#[server(TakeBackCall, endpoint = "conversations/take_back", protocol = Wire)]
pub async fn take_back(conversation: ConversationId) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::take_back(&house, &staff, conversation).await)
}

/// Asks a colleague in by their username; returns who it is.
///
/// # Errors
/// See [`Fault`].
#[server(InviteCall, endpoint = "conversations/invite", protocol = Wire)]
pub async fn invite(conversation: ConversationId, username: String) -> Result<PersonRef, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::invite(&house, &staff, conversation, &username).await)
}

/// Goes again, having been invited.
///
/// # Errors
/// See [`Fault`].
#[server(LeaveCall, endpoint = "conversations/leave", protocol = Wire)]
pub async fn leave(conversation: ConversationId) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::leave(&house, &staff, conversation).await)
}

/// Changes topic, tags, priority and custom fields; what is `None` or not named stays. With `since` what somebody else
/// changed after that version is not overwritten.
///
/// # Errors
/// See [`Fault`].
#[server(EditCall, endpoint = "conversations/edit", protocol = Wire)]
pub async fn edit(conversation: ConversationId, edit: Edit) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::edit(&house, &staff, conversation, edit).await)
}

/// The conversation with its latest events, open or closed.
///
/// # Errors
/// See [`Fault`].
#[server(ThreadCall, endpoint = "conversations/thread", protocol = Wire)]
pub async fn thread(conversation: ConversationId) -> Result<Thread, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::thread(&house, &staff, conversation).await)
}

/// The events just before a version, in order.
///
/// # Errors
/// See [`Fault`].
#[server(OlderCall, endpoint = "conversations/older", protocol = Wire)]
pub async fn older(conversation: ConversationId, before: u32) -> Result<Vec<Event>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::older(&house, &staff, conversation, before).await)
}

/// Why it waits: who was considered and what each lacks.
///
/// # Errors
/// See [`Fault`].
#[server(WhyWaitingCall, endpoint = "conversations/why_waiting", protocol = Wire)]
pub async fn why_waiting(conversation: ConversationId) -> Result<Reason, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::why_waiting(&house, &staff, conversation).await)
}

/// Closed conversations this person may see.
///
/// # Errors
/// See [`Fault`].
#[server(ArchiveCall, endpoint = "conversations/archive", protocol = Wire)]
pub async fn archive(query: ArchiveQuery) -> Result<Page<Conversation>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::conversations::archive(&house, &staff, &query).await)
}
