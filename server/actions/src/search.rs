//! Looking through what was said, as somebody types: the newest first, a bounded stretch for each call.

mod excerpt;
mod matcher;
mod pattern;
mod snippets;
mod source;

use model::{
    conversation::Conversation,
    event::Author,
    permission::{Action, Actor, Staff},
    refusal::{Field, Problem, Refusal},
    search::{Found, HITS_PER_ANSWER, Hit, HitKind, MessageQuery, SOUGHT_LIMIT, Scope, Searched},
};
use store::spoken::{Spoken, Words};

pub use self::snippets::snippets;
use self::{
    matcher::Matcher,
    source::{Batch, Source},
};
use crate::{Error, House, contacts, conversations};

/// Entries that one call looks at.
const ENTRIES_PER_CALL: usize = 10_000;
/// Bytes that one call reads.
const BYTES_PER_CALL: usize = 8 << 20;

/// Messages, notes, file names and closing comments that match, the newest first. A call looks at a bounded
/// number of them and says where to go on. When whoever asked is gone (the next key was pressed), it ends
/// with the batch it is at.
///
/// # Errors
/// `NotFound`, `NotPermitted`, `Invalid` text.
pub async fn messages(
    house: &House,
    staff: &Staff,
    query: &MessageQuery,
) -> Result<Searched, Error> {
    let text = checked(&query.text)?;
    let reached = reached(house, staff, query.scope).await?;
    let matcher = if query.is_pattern {
        match pattern::compile(text) {
            Ok(pattern) => Matcher::pattern(pattern),
            Err((at, flaw)) => return Ok(Searched::Flawed { at, flaw }),
        }
    } else {
        Matcher::words(text)
    };
    let Some(matcher) = matcher else {
        return Ok(Searched::Found(Found::default()));
    };
    let source = Source::new(staff.sight(), query, reached.as_ref());
    look_through(house, source, &matcher).await.map(Searched::Found)
}

/// A pattern's blanks mean something, so nothing is trimmed.
fn checked(text: &str) -> Result<&str, Refusal> {
    if text.chars().any(char::is_control) {
        return Err(Refusal::invalid(Field::Search, Problem::Unreadable));
    }
    if text.chars().count() > SOUGHT_LIMIT {
        let limit = u32::try_from(SOUGHT_LIMIT).unwrap_or(u32::MAX);
        return Err(Refusal::invalid(Field::Search, Problem::TooLong { limit }));
    }
    Ok(text)
}

/// Whether this person may look there at all; the conversation, if it is one.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub(crate) async fn reached(
    house: &House,
    staff: &Staff,
    scope: Scope,
) -> Result<Option<Conversation>, Error> {
    match scope {
        Scope::Conversation(id) => {
            let actor = Actor::Staff(staff.clone());
            conversations::visible(house, &actor, id).await.map(Some)
        }
        Scope::Contact(id) => {
            let mut conn = house.store.read().await?;
            contacts::reached(&mut conn, staff, Action::ViewContact, id).await?;
            Ok(None)
        }
    }
}

async fn look_through(
    house: &House,
    mut source: Source,
    matcher: &Matcher,
) -> Result<Found, Error> {
    let _turn = house.searching.acquire().await.ok();
    let mut found = Found::default();
    let (mut entries, mut bytes) = (0_usize, 0_usize);
    while entries < ENTRIES_PER_CALL && bytes < BYTES_PER_CALL {
        let Some(batch) = source.next(house).await? else {
            return Ok(found);
        };
        entries = entries.saturating_add(batch.spoken.len());
        bytes = bytes.saturating_add(batch.spoken.iter().map(Spoken::bytes).sum());
        let room = HITS_PER_ANSWER.saturating_sub(found.hits.len());
        let (matcher, mut batch) = (matcher.clone(), batch);
        let spoken = std::mem::take(&mut batch.spoken);
        // Off the threads that carry everybody's messages.
        let looked = tokio::task::spawn_blocking(move || look_at(&matcher, spoken, room));
        let (hits, back_to, is_full) =
            looked.await.map_err(|_| Error::Internal { what: "a search was cut short" })??;
        found.hits.extend(hits);
        found.back_to = back_to.or(found.back_to);
        if is_full {
            found.next = found.hits.last().and_then(|hit| batch.place_before(hit));
            return Ok(found);
        }
    }
    found.next = source.place();
    Ok(found)
}

type Looked = (Vec<Hit>, Option<model::moment::Moment>, bool);

/// The hits among some entries, until there are `room` of them.
fn look_at(matcher: &Matcher, spoken: Vec<Spoken>, room: usize) -> Result<Looked, store::Error> {
    let mut hits = Vec::new();
    let mut back_to = None;
    for entry in spoken {
        back_to = Some(entry.at());
        if let Some((kind, text, marks)) = entry.words().and_then(|words| first(matcher, &words)) {
            hits.push(hit(entry, kind, text, marks)?);
            if hits.len() >= room {
                return Ok((hits, back_to, true));
            }
        }
    }
    Ok((hits, back_to, false))
}

/// What kind of words match, an excerpt of them, and the matches in it.
type First = (HitKind, String, Vec<(u32, u32)>);

/// The first of somebody's words that match.
fn first(matcher: &Matcher, words: &Words<'_>) -> Option<First> {
    let cut = |kind, text: &str| {
        let found = matcher.find(text);
        (!found.is_empty()).then(|| {
            let (text, marks) = excerpt::cut(text, &found);
            (kind, text, marks)
        })
    };
    match words {
        Words::Said { text, files } => cut(HitKind::Message, text)
            .or_else(|| files.iter().find_map(|name| cut(HitKind::File, name))),
        Words::Noted { text } => cut(HitKind::Note, text),
        Words::Closed { comment } => cut(HitKind::Comment, comment),
    }
}

fn hit(
    entry: Spoken,
    kind: HitKind,
    text: String,
    marks: Vec<(u32, u32)>,
) -> Result<Hit, store::Error> {
    let (conversation, version, at) = (entry.conversation(), entry.version(), entry.at());
    let author: Author = entry.event()?.author;
    Ok(Hit { conversation, version, at, author, kind, text, marks })
}

impl Batch {
    /// The place to go on from after this hit.
    fn place_before(&self, hit: &Hit) -> Option<model::search::Place> {
        let stretch = self.stretches.iter().find(|one| one.conversation == hit.conversation)?;
        let (conversation, created) = (stretch.conversation, stretch.created);
        Some(model::search::Place { conversation, created, before: hit.version })
    }
}
