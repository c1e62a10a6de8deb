//! Calls about the files on messages.

use leptos::prelude::*;
use model::{
    attachment::{Attachment, AttachmentQuery},
    page::Page,
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// Files of a conversation, or of a contact's conversations that this person may see.
///
/// # Errors
/// See [`Fault`].
#[server(AttachmentsCall, endpoint = "attachments/list", protocol = Wire)]
pub async fn list(query: AttachmentQuery) -> Result<Page<Attachment>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::attachments::list(&house, &staff, &query).await)
}
