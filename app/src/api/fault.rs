//! What a call can fail with: the domain's no, a fault of ours, or no connection.

use model::refusal::Refusal;
use serde::{Deserialize, Serialize};
use server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};

/// A call's failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The domain says no; nothing was changed.
    #[error("{0}")]
    Refused(Refusal),
    /// Something is broken on the server; it is logged there.
    #[error("the server failed")]
    Broken,
    /// The server could not be reached, or its answer not read; worth trying again.
    #[error("no connection")]
    Unreachable,
}

impl FromServerFnError for Fault {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(what)
            | ServerFnErrorErr::Deserialization(what)
            | ServerFnErrorErr::MissingArg(what) => Self::Refused(Refusal::Malformed { what }),
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unreachable,
            _ => Self::Broken,
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
