//! The entries to look at, batch by batch: of one conversation backwards, or of a contact's, the latest begun first.

use std::collections::VecDeque;

use model::{
    conversation::Conversation,
    id::{ContactId, ConversationId},
    moment::Moment,
    permission::Sight,
    search::{MessageQuery, Place, Scope},
};
use store::spoken::{self, Spoken, Stretch};

use crate::{Error, House};

/// Entries read at once; longer conversations are read in parts.
const BATCH_ENTRIES: u32 = 1_000;
/// Conversations looked up at once.
const STRETCHES: u32 = 200;
/// Conversations read at once: each is a value of one statement.
const CONVERSATIONS_AT_ONCE: usize = 100;

/// Some entries, the newest first, and the conversations they are of.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) spoken: Vec<Spoken>,
    pub(super) stretches: Vec<Stretch>,
}

/// Where the entries come from. Holds no connection in between: nobody waits for one while texts are looked at.
#[derive(Debug)]
pub(super) struct Source {
    sight: Sight,
    /// Whose further conversations follow, if any do.
    contact: Option<ContactId>,
    /// A conversation that is read in parts; `version` is one past the next to read.
    part: Option<Stretch>,
    ahead: VecDeque<Stretch>,
    /// The last conversation that was taken; the next ones begin behind it.
    last: Option<(Moment, ConversationId)>,
    is_over: bool,
}

impl Source {
    pub(super) fn new(sight: Sight, query: &MessageQuery, only: Option<&Conversation>) -> Self {
        let contact = match query.scope {
            Scope::Conversation(_) => None,
            Scope::Contact(contact) => Some(contact),
        };
        let begin = query.after.map(|place| Stretch {
            conversation: place.conversation,
            created: place.created,
            version: place.before,
        });
        let part = match only {
            Some(it) => Some(Stretch {
                conversation: it.id,
                created: it.created,
                version: begin.map_or(it.version.saturating_add(1), |begin| begin.version),
            }),
            None => begin,
        };
        let last = part.map(|part| (part.created, part.conversation));
        Self { sight, contact, part, ahead: VecDeque::new(), last, is_over: false }
    }

    /// The next entries; `None` when there are no more.
    pub(super) async fn next(&mut self, house: &House) -> Result<Option<Batch>, Error> {
        loop {
            if let Some(part) = self.part.take() {
                let batch = self.read_part(house, part).await?;
                if !batch.spoken.is_empty() {
                    return Ok(Some(batch));
                }
                continue;
            }
            let stretches = self.take(house).await?;
            let Some(first) = stretches.first() else {
                return Ok(None);
            };
            if first.version > BATCH_ENTRIES {
                self.part = Some(Stretch { version: first.version.saturating_add(1), ..*first });
                continue;
            }
            let ids: Vec<_> = stretches.iter().map(|one| one.conversation).collect();
            let mut conn = house.store.read().await?;
            let spoken = spoken::of(&mut conn, &ids).await?;
            return Ok(Some(Batch { spoken, stretches }));
        }
    }

    /// Where to go on after what was given out; `None` when there is nothing more.
    pub(super) fn place(&self) -> Option<Place> {
        if let Some(part) = self.part {
            let Stretch { conversation, created, version: before } = part;
            return Some(Place { conversation, created, before });
        }
        let (created, conversation) = self.last?;
        let is_over = self.contact.is_none() || (self.is_over && self.ahead.is_empty());
        (!is_over).then_some(Place { conversation, created, before: 1 })
    }

    async fn read_part(&mut self, house: &House, part: Stretch) -> Result<Batch, Error> {
        // What is asked for comes from outside: only what this person sees is read.
        if !self.sees(house, part.conversation).await? {
            return Ok(Batch::default());
        }
        let mut conn = house.store.read().await?;
        let (id, before) = (part.conversation, part.version);
        let spoken = spoken::before(&mut conn, id, before, BATCH_ENTRIES).await?;
        let oldest = spoken.last().map_or(0, Spoken::version);
        if oldest > 1 {
            self.part = Some(Stretch { version: oldest, ..part });
        }
        Ok(Batch { spoken, stretches: vec![part] })
    }

    async fn sees(&self, house: &House, id: ConversationId) -> Result<bool, Error> {
        let Some(contact) = self.contact else { return Ok(true) };
        let mut conn = house.store.read().await?;
        Ok(spoken::is_seen(&mut conn, &self.sight, contact, id).await?)
    }

    /// The next conversations, as many as make a batch; one that makes more stands alone.
    async fn take(&mut self, house: &House) -> Result<Vec<Stretch>, Error> {
        let mut taken = Vec::new();
        let mut entries = 0_u32;
        while taken.len() < CONVERSATIONS_AT_ONCE {
            if self.ahead.is_empty() {
                self.look_ahead(house).await?;
            }
            let Some(next) = self.ahead.front() else { break };
            entries = entries.saturating_add(next.version);
            if entries > BATCH_ENTRIES && !taken.is_empty() {
                break;
            }
            let Some(next) = self.ahead.pop_front() else { break };
            self.last = Some((next.created, next.conversation));
            taken.push(next);
            if entries > BATCH_ENTRIES {
                break;
            }
        }
        Ok(taken)
    }

    async fn look_ahead(&mut self, house: &House) -> Result<(), Error> {
        let Some(contact) = self.contact.filter(|_| !self.is_over) else { return Ok(()) };
        let mut conn = house.store.read().await?;
        let found =
            spoken::stretches(&mut conn, &self.sight, contact, self.last, STRETCHES).await?;
        self.is_over = found.len() < STRETCHES as usize;
        self.ahead.extend(found);
        Ok(())
    }
}
