//! Who is blocked, kept in memory: refusing them costs no look at the store.

use std::{
    collections::HashSet,
    sync::{PoisonError, RwLock},
};

use model::{id::ContactId, permission::Actor, refusal::Refusal};
use tokio::sync::OnceCell;

use crate::{Error, House};

/// Read from the store once, followed from then on.
#[derive(Debug, Default)]
pub(crate) struct Blocked(OnceCell<RwLock<Held>>);

#[derive(Debug, Default)]
struct Held {
    contacts: HashSet<ContactId>,
    /// Of their browsers, hashed: a new chat is refused before anybody asks whose token it is.
    tokens: HashSet<[u8; 32]>,
}

impl Blocked {
    async fn held(&self, house: &House) -> Result<&RwLock<Held>, Error> {
        self.0.get_or_try_init(|| async { Ok(RwLock::new(read(house).await?)) }).await
    }

    /// Refuses a guest who is blocked.
    ///
    /// # Errors
    /// `Blocked`; those of the store at the first question.
    pub(crate) async fn check(&self, house: &House, actor: &Actor) -> Result<(), Error> {
        let Actor::Visitor { contact } = actor else { return Ok(()) };
        let held = self.held(house).await?.read().unwrap_or_else(PoisonError::into_inner);
        if held.contacts.contains(contact) { Err(Refusal::Blocked.into()) } else { Ok(()) }
    }

    /// Refuses a browser of somebody who is blocked.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub(crate) async fn check_token(&self, house: &House, hash: &[u8; 32]) -> Result<(), Error> {
        let held = self.held(house).await?.read().unwrap_or_else(PoisonError::into_inner);
        if held.tokens.contains(hash) { Err(Refusal::Blocked.into()) } else { Ok(()) }
    }

    /// Whether they are known to be blocked, for what is not worth waiting for.
    pub(crate) fn knows(&self, contact: ContactId) -> bool {
        let held = self.0.get().map(|held| held.read().unwrap_or_else(PoisonError::into_inner));
        held.is_some_and(|held| held.contacts.contains(&contact))
    }

    /// Reads again who is blocked, after that has changed.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) async fn follow(&self, house: &House) -> Result<(), Error> {
        let fresh = read(house).await?;
        let held = self.held(house).await?;
        *held.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }
}

async fn read(house: &House) -> Result<Held, Error> {
    let mut conn = house.store.read().await?;
    let (contacts, tokens) = store::contacts::all_blocked(&mut conn).await?;
    Ok(Held { contacts: contacts.into_iter().collect(), tokens: tokens.into_iter().collect() })
}
