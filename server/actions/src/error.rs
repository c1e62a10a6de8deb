//! What an action can fail with.

use model::refusal::Refusal;

/// An action's failure: the domain's no, or a fault of ours.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("the store failed")]
    Store(#[from] store::Error),
    #[error("{what}")]
    Internal { what: &'static str },
}
