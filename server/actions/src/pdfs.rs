//! Transcripts as PDF: asked for after the end, made off the request's path, brought by the bot.

use model::{
    event::EventBody,
    id::{ConversationId, EventId, PersonId},
    locale::Locale,
    permission::{Action, Actor, Permission, Staff, Subject, may},
    refusal::{Refusal, Thing},
    transcript::{PdfAnswer, PdfAtEnd},
    upload::FileRef,
};
use store::{pdfs::Order, uploads::Owner};

use crate::{Error, House, conversations, direct, house::found, id, uploads, writing::Writing};

/// How long a server may take to make one; after that another makes it.
const HOLD_MS: i64 = 120_000;
/// How often one is tried, and how long the pause grows by with each try.
const TRIES: u32 = 5;
const PAUSE_MS: i64 = 5_000;

/// Whether somebody wants one when a conversation ends.
#[derive(Debug, Clone, Default)]
pub(crate) enum PdfChoice {
    /// Whoever had it prefers it or not.
    #[default]
    ByRule,
    No,
    For {
        person: PersonId,
        reader: Locale,
    },
}

impl PdfChoice {
    pub(crate) fn chosen(staff: &Staff, pdf: Option<PdfAtEnd>) -> Self {
        match pdf {
            None => Self::ByRule,
            Some(PdfAtEnd::No) => Self::No,
            Some(PdfAtEnd::For(reader)) => {
                Self::For { person: staff.person.id, reader: reader.cleaned() }
            }
        }
    }
}

/// Asks for the transcript of a closed conversation. Asked for again, the first file comes again.
///
/// # Errors
/// `NotFound`, `NotPermitted`, `StillOpen`, `TooFast`.
pub async fn request(
    house: &House,
    staff: &Staff,
    conversation: ConversationId,
    reader: Locale,
) -> Result<PdfAnswer, Error> {
    let actor = Actor::Staff(staff.clone());
    let it = conversations::visible(house, &actor, conversation).await?;
    may(&actor, Action::ExportPdf, Subject::Conversation(&it))?;
    if !it.stage.is_closed() {
        return Err(Refusal::StillOpen.into());
    }
    let now = house.clock.now();
    house.pdfs.take(staff.person.id, now)?;
    let reader = reader.cleaned();
    let mut tx = house.store.write().await?;
    let held = store::pdfs::find(&mut tx, conversation, staff.person.id, &reader).await?;
    let answer = match held {
        None => {
            let order = order(house, conversation, it.version, (staff.person.id, reader))?;
            store::pdfs::insert(&mut tx, &order, now).await?;
            PdfAnswer::Ordered
        }
        Some(Order { upload: Some(upload), .. }) => {
            let file = found(Thing::Upload, store::uploads::find(&mut tx, upload).await?)?.file;
            drop(tx);
            direct::bring(house, (staff.person.id, EventId(id::new(now)?)), file).await?;
            return Ok(PdfAnswer::Again);
        }
        Some(held) => {
            store::pdfs::again(&mut tx, held.id, now).await?;
            PdfAnswer::Ordered
        }
    };
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "transcript.exported", &conversation.to_string()).await?;
    tx.commit().await?;
    house.pdf_bell.notify_one();
    Ok(answer)
}

fn order(
    house: &House,
    conversation: ConversationId,
    until: u32,
    (person, reader): (PersonId, Locale),
) -> Result<Order, Error> {
    let now = house.clock.now();
    let id = id::new(now)?;
    Ok(Order { id, conversation, until, person, reader, due: Some(now), tries: 0, upload: None })
}

/// Orders what is wanted at the end of a conversation, in the transaction that ends it. `true`: there is one.
pub(crate) async fn at_end(writing: &mut Writing<'_>) -> Result<bool, Error> {
    let (person, reader) = match std::mem::take(&mut writing.pdf) {
        PdfChoice::No => return Ok(false),
        PdfChoice::For { person, reader } => (person, reader),
        PdfChoice::ByRule => {
            let Some(holder) = writing.holder else { return Ok(false) };
            if !is_preferred(writing, holder).await? {
                return Ok(false);
            }
            let reader = reader_of(writing, holder).await?;
            (holder, reader)
        }
    };
    let (id, version) = (writing.conversation.id, writing.conversation.version);
    let order = order(writing.house, id, version, (person, reader))?;
    Ok(store::pdfs::insert(&mut writing.tx, &order, writing.now).await?)
}

/// The language somebody chose, and the workspace's where they chose none; no browser is there to be asked.
async fn reader_of(writing: &mut Writing<'_>, person: PersonId) -> Result<Locale, Error> {
    let chosen = store::preferences::load(&mut writing.tx, person).await?.language;
    let language = chosen.map(|tongue| tongue.tag().to_owned()).unwrap_or_default();
    let (workspace, _) = store::mail_settings::load(&mut writing.tx).await?;
    Ok(Locale { language, time_zone: String::new() }.or(&workspace.locale))
}

/// Who lost the permission since gets nothing any more.
async fn is_preferred(writing: &mut Writing<'_>, holder: PersonId) -> Result<bool, Error> {
    if !store::transcripts::habits(&mut writing.tx, holder).await?.wants_pdf {
        return Ok(false);
    }
    let person = store::people::find(&mut writing.tx, holder).await?;
    Ok(person.is_some_and(|person| {
        person.is_enabled && crate::sessions::staff(&person).has(Permission::RequestPdf)
    }))
}

/// Takes one that is due in hand: nobody else gets it for two minutes.
///
/// # Errors
/// Of the store.
pub async fn claim(house: &House) -> Result<Option<Order>, Error> {
    let now = house.clock.now();
    let due = store::pdfs::due(&mut *house.store.read().await?, now, 4).await?;
    for order in due {
        let mut tx = house.store.write().await?;
        let (held, tries) = (now.plus(HOLD_MS), order.tries.saturating_add(1));
        if store::pdfs::postpone(&mut tx, &order, Some(held), tries).await? {
            tx.commit().await?;
            return Ok(Some(Order { due: Some(held), tries, ..order }));
        }
    }
    Ok(None)
}

/// A made transcript: what it is called, and what the bot says to it.
#[derive(Debug)]
pub struct Made {
    pub name: String,
    pub text: String,
    pub bytes: Vec<u8>,
}

/// Brings a made one, once.
///
/// # Errors
/// `FileTooLarge`; those of the store.
pub async fn deliver(house: &House, order: &Order, made: Made) -> Result<(), Error> {
    let owner = direct::of_bot(order.person)?;
    let file: FileRef = uploads::keep(house, Owner::Direct(owner), &made.name, &made.bytes).await?;
    let mut tx = house.store.write().await?;
    if !store::pdfs::done(&mut tx, order.id, file.id).await? {
        store::uploads::delete(&mut tx, file.id).await?;
        return Ok(tx.commit().await?);
    }
    let to = (order.person, EventId(order.id));
    let body = EventBody::Said { text: made.text, files: Vec::from([file]) };
    let event = direct::report(house, &mut tx, to, body).await?;
    tx.commit().await?;
    direct::tell(house, owner, &event);
    Ok(())
}

/// It could not be made: tried again, in the end given up and told in these words.
///
/// # Errors
/// Of the store.
pub async fn fail(house: &House, order: &Order, text: &str) -> Result<(), Error> {
    let now = house.clock.now();
    let is_over = order.tries >= TRIES;
    let pause = PAUSE_MS.saturating_mul(i64::from(order.tries));
    let due = (!is_over).then(|| now.plus(pause));
    let mut tx = house.store.write().await?;
    let moved = store::pdfs::postpone(&mut tx, order, due, order.tries).await?;
    tx.commit().await?;
    if moved && is_over {
        direct::tell_from_bot(house, order.person, text, Vec::new()).await?;
    }
    Ok(())
}

/// When the next one is due.
///
/// # Errors
/// Of the store.
pub async fn next_due(house: &House) -> Result<Option<model::moment::Moment>, Error> {
    Ok(store::pdfs::next_due(&mut *house.store.read().await?).await?)
}

/// Waits until somebody asks for one.
pub async fn asked(house: &House) {
    house.pdf_bell.notified().await;
}

/// A file's bytes, if it has at most `limit`.
///
/// # Errors
/// Of the store.
pub async fn bytes(house: &House, file: &FileRef, limit: u64) -> Result<Option<Vec<u8>>, Error> {
    if file.size_bytes > limit {
        return Ok(None);
    }
    let mut all = Vec::new();
    let mut index = 0;
    while let Some(chunk) = uploads::chunk(house, file.id, index).await? {
        all.extend_from_slice(&chunk);
        index += 1;
    }
    Ok(Some(all))
}
