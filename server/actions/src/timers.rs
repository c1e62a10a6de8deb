//! What ends by itself: conversations on hold whose time is over. The moment stands in the store, so a restart
//! loses none; each is ended by compare-and-set, so none ends twice.

use model::{
    conversation::{Stage, StageName},
    event::{Author, EventBody},
    id::ConversationId,
    moment::Moment,
    permission::Action,
    settings::Settings,
};

use crate::{
    Error, House,
    floor::Reading,
    writing::{Command, Tries, Writing},
};

/// Ends every hold whose time is over. Returns how many, and when the next one ends.
///
/// # Errors
/// Of the store.
pub(crate) async fn end_holds(
    house: &House,
    reading: &Reading,
) -> Result<(u32, Option<Moment>), Error> {
    let (mut ended, mut next) = (0_u32, None);
    let held = reading.rows.values().filter(|row| row.stage == StageName::OnHold);
    for (id, until) in held.filter_map(|row| Some((row.id, row.deadline?))) {
        if reading.floor.now < until {
            next = [next, Some(until)].into_iter().flatten().min();
        } else if end_hold(house, id, &reading.settings).await? {
            ended = ended.saturating_add(1);
        }
    }
    Ok((ended, next))
}

async fn end_hold(house: &House, id: ConversationId, settings: &Settings) -> Result<bool, Error> {
    let command = Command { actor: None, action: Action::ViewConversation, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let it = &writing.conversation;
        let is_over = it.hold_until.is_some_and(|until| until <= writing.now);
        if !is_over || !matches!(it.stage, Stage::OnHold { .. }) {
            return Ok(false);
        }
        let comment = comment(&mut writing, settings).await?;
        let tags = writing.conversation.tags.clone();
        writing.push(Author::System, EventBody::Closed { comment, tags })?;
        if writing.commit().await?.is_some() {
            return Ok(true);
        }
    }
}

/// What the guest is told: the department's words, else the workspace's.
async fn comment(writing: &mut Writing<'_>, settings: &Settings) -> Result<String, Error> {
    let department = match writing.conversation.department {
        Some(id) => store::departments::find(&mut writing.tx, id).await?,
        None => None,
    };
    let own = department.map(|department| department.hold_comment);
    let own = own.filter(|comment| !comment.is_empty());
    Ok(own.unwrap_or_else(|| settings.hold_comment.clone()))
}
