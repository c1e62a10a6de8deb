//! The files on messages: listed for whoever may see the conversation.

use model::{
    attachment::{Attachment, AttachmentQuery},
    page::Page,
    parse,
    permission::Staff,
    refusal::Field,
};

use crate::{Error, House, search};

/// Files of a conversation, or of those of a contact's conversations that this person may see.
///
/// # Errors
/// `NotFound`, `NotPermitted`, `Invalid` search.
pub async fn list(
    house: &House,
    staff: &Staff,
    query: &AttachmentQuery,
) -> Result<Page<Attachment>, Error> {
    let name = parse::line(Field::Search, &query.search, parse::SEARCH_LIMIT)?;
    search::reached(house, staff, query.scope).await?;
    let query = AttachmentQuery { search: name, ..query.clone() };
    let mut conn = house.store.read().await?;
    Ok(store::attachments::list(&mut conn, &staff.sight(), &query).await?)
}
