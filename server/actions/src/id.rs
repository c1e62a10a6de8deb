//! New identifiers and tokens: the one place random numbers come from.

use model::{Uuid, moment::Moment};
use sha2::{Digest, Sha256};

use crate::Error;

/// A new identifier that sorts by time (UUID version 7).
pub(crate) fn new(now: Moment) -> Result<Uuid, Error> {
    let random = random::<10>()?;
    let mut bytes = [0_u8; 16];
    let (time, rest) = bytes.split_at_mut(6);
    for (to, from) in time.iter_mut().zip(now.0.to_be_bytes().into_iter().skip(2)) {
        *to = from;
    }
    rest.copy_from_slice(&random);
    Ok(uuid::Builder::from_bytes(bytes)
        .with_variant(uuid::Variant::RFC4122)
        .with_version(uuid::Version::SortRand)
        .into_uuid())
}

/// A secret of 256 bits for a browser to hold, in hexadecimal, and the hash we keep of it.
pub(crate) fn token() -> Result<(String, [u8; 32]), Error> {
    let secret: String = random::<32>()?.iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = hash(&secret);
    Ok((secret, hash))
}

/// What the store keeps of a token. A token is random, so one round of SHA-256 suffices.
#[must_use]
pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

pub(crate) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes)
        .map_err(|_| Error::Internal { what: "the machine has no random numbers" })?;
    Ok(bytes)
}
