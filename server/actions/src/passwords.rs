//! Passwords: argon2id, made and checked off the threads that serve everybody else.

use argon2::{
    Argon2, PasswordHash, PasswordVerifier,
    password_hash::{PasswordHasher, SaltString},
};

use crate::{Error, id};

const BROKEN: Error = Error::Internal { what: "a password could not be hashed" };

/// A password's hash, with its salt and parameters, as the store keeps it.
///
/// # Errors
/// `Internal` when the machine has no random numbers or memory.
pub async fn hash(password: String) -> Result<String, Error> {
    let salt = SaltString::encode_b64(&id::random::<16>()?).map_err(|_| BROKEN)?;
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string())
    });
    hashed.await.map_err(|_| BROKEN)?.map_err(|_| BROKEN)
}

/// Whether a password fits a hash; without a hash, takes as long and says no, so that nobody learns who exists.
///
/// # Errors
/// `Internal` when the check itself failed.
pub async fn fits(password: String, hash: Option<String>) -> Result<bool, Error> {
    // The hash of nothing anybody knows, with the default parameters.
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c3dpdGNoYm9hcmQtbm9ib2R5$\
        mEXb2rKvmGDzCLKmJ3ZtMFN4dLVYlHBeJGhLFvSxYwE";
    let checked = tokio::task::spawn_blocking(move || {
        let is_known = hash.is_some();
        let text = hash.unwrap_or_else(|| NOBODY.to_owned());
        let Ok(parsed) = PasswordHash::new(&text) else {
            return false;
        };
        let fits = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
        fits && is_known
    });
    checked.await.map_err(|_| Error::Internal { what: "a password could not be checked" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits_and_nobody_has_none() {
        let kept = hash("correct horse".to_owned()).await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(fits("correct horse".to_owned(), Some(kept.clone())).await.unwrap());
        assert!(!fits("battery staple".to_owned(), Some(kept)).await.unwrap());
        assert!(!fits("correct horse".to_owned(), None).await.unwrap());
    }
}
