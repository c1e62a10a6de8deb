//! What push services and browsers demand: a signed word on who sends (RFC 8292), and a body that only the
//! browser can read (RFC 8291).

use ring::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{self, ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey},
    hkdf::{HKDF_SHA256, KeyType, Prk, Salt},
    rand::{SecureRandom, SystemRandom},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};

use super::text::base64url;

/// The size of a record; a notification is always one.
const RECORD_BYTES: u32 = 4_096;
/// Ends the last record.
const LAST: u8 = 2;

/// What goes wrong with keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("the server's key cannot be read")]
    Unreadable,
    #[error("the browser's key is none")]
    NotAKey,
    #[error("the payload is too large")]
    TooLarge,
    #[error("the machine has no random numbers")]
    NoRandom,
}

/// The server's own key, by which push services know it again.
#[derive(Debug)]
pub struct Key {
    pair: EcdsaKeyPair,
    random: SystemRandom,
}

impl Key {
    /// A new key, as it is to be kept (PKCS #8).
    ///
    /// # Errors
    /// `NoRandom`.
    pub fn make() -> Result<Vec<u8>, KeyError> {
        let random = SystemRandom::new();
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
            .map(|document| document.as_ref().to_vec())
            .map_err(|_| KeyError::NoRandom)
    }

    /// The key that was kept.
    ///
    /// # Errors
    /// `Unreadable`.
    pub fn read(kept: &[u8]) -> Result<Self, KeyError> {
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, kept, &random)
            .map_err(|_| KeyError::Unreadable)?;
        Ok(Self { pair, random })
    }

    /// The public half, which browsers are told: a point, 65 bytes.
    #[must_use]
    pub fn public(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    /// The value of `Authorization` for a push service at `origin`.
    ///
    /// # Errors
    /// `NoRandom`.
    pub(super) fn authorization(
        &self,
        origin: &str,
        subject: &str,
        expires_s: i64,
    ) -> Result<String, KeyError> {
        let head = base64url(br#"{"typ":"JWT","alg":"ES256"}"#);
        let subject = subject.replace(['"', '\\'], "");
        let claims = format!(r#"{{"aud":"{origin}","exp":{expires_s},"sub":"{subject}"}}"#);
        let word = format!("{head}.{}", base64url(claims.as_bytes()));
        let signature =
            self.pair.sign(&self.random, word.as_bytes()).map_err(|_| KeyError::NoRandom)?;
        let (signature, key) = (base64url(signature.as_ref()), base64url(self.public()));
        Ok(format!("vapid t={word}.{signature}, k={key}"))
    }
}

/// The body of a push request that only the browser with these keys can read.
///
/// # Errors
/// See [`KeyError`].
pub fn encrypt(payload: &[u8], browser: &[u8], auth: &[u8]) -> Result<Vec<u8>, KeyError> {
    if payload.len() > super::PAYLOAD_LIMIT_BYTES {
        return Err(KeyError::TooLarge);
    }
    let random = SystemRandom::new();
    let mut salt = [0_u8; 16];
    random.fill(&mut salt).map_err(|_| KeyError::NoRandom)?;
    let own = EphemeralPrivateKey::generate(&ECDH_P256, &random).map_err(|_| KeyError::NoRandom)?;
    let own_public = own.compute_public_key().map_err(|_| KeyError::NoRandom)?;
    let peer = UnparsedPublicKey::new(&ECDH_P256, browser);
    let info = [b"WebPush: info\0", browser, own_public.as_ref()];
    let shared = agreement::agree_ephemeral(own, &peer, |secret| {
        expand::<32>(&Salt::new(HKDF_SHA256, auth).extract(secret), &info)
    });
    let shared = shared.map_err(|_| KeyError::NotAKey)??;
    let prk = Salt::new(HKDF_SHA256, &salt).extract(&shared);
    let key = expand::<16>(&prk, &[b"Content-Encoding: aes128gcm\0"])?;
    let nonce = expand::<12>(&prk, &[b"Content-Encoding: nonce\0"])?;
    let sealing =
        LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).map_err(|_| KeyError::NotAKey)?);
    let mut sealed = payload.to_vec();
    sealed.push(LAST);
    sealing
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
        .map_err(|_| KeyError::TooLarge)?;
    let public = own_public.as_ref();
    let length = u8::try_from(public.len()).map_err(|_| KeyError::NotAKey)?;
    let mut body = Vec::with_capacity(salt.len() + 5 + public.len() + sealed.len());
    body.extend_from_slice(&salt);
    body.extend_from_slice(&RECORD_BYTES.to_be_bytes());
    body.push(length);
    body.extend_from_slice(public);
    body.extend_from_slice(&sealed);
    Ok(body)
}

/// So many bytes of a key.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand<const N: usize>(prk: &Prk, info: &[&[u8]]) -> Result<[u8; N], KeyError> {
    let mut bytes = [0_u8; N];
    prk.expand(info, Length(N))
        .and_then(|okm| okm.fill(&mut bytes))
        .map_err(|_| KeyError::TooLarge)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A browser: its key pair is good for one message.
    struct Browser {
        private: EphemeralPrivateKey,
        public: Vec<u8>,
        auth: [u8; 16],
    }

    impl Browser {
        fn new() -> Self {
            let random = SystemRandom::new();
            let private = EphemeralPrivateKey::generate(&ECDH_P256, &random).unwrap();
            let public = private.compute_public_key().unwrap().as_ref().to_vec();
            Self { private, public, auth: [7; 16] }
        }

        /// As RFC 8188 and 8291 tell the receiver to.
        fn decrypt(self, body: &[u8]) -> Vec<u8> {
            let (salt, rest) = body.split_at(16);
            let (size, rest) = rest.split_at(4);
            assert_eq!(size, RECORD_BYTES.to_be_bytes());
            let (length, rest) = rest.split_at(1);
            let (server, sealed) = rest.split_at(usize::from(length[0]));
            let peer = UnparsedPublicKey::new(&ECDH_P256, server);
            let info = [b"WebPush: info\0", self.public.as_slice(), server];
            let auth = self.auth;
            let shared = agreement::agree_ephemeral(self.private, &peer, |secret| {
                expand::<32>(&Salt::new(HKDF_SHA256, &auth).extract(secret), &info).unwrap()
            });
            let prk = Salt::new(HKDF_SHA256, salt).extract(&shared.unwrap());
            let key = expand::<16>(&prk, &[b"Content-Encoding: aes128gcm\0"]).unwrap();
            let nonce = expand::<12>(&prk, &[b"Content-Encoding: nonce\0"]).unwrap();
            let opening = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).unwrap());
            let mut plain = sealed.to_vec();
            let nonce = Nonce::assume_unique_for_key(nonce);
            let plain = opening.open_in_place(nonce, Aad::empty(), &mut plain).unwrap();
            assert_eq!(plain.last(), Some(&LAST));
            plain[..plain.len() - 1].to_vec()
        }
    }

    #[test]
    fn cv_03_only_the_browser_reads_what_is_pushed() {
        let browser = Browser::new();
        let body = encrypt(b"{\"title\":\"Ada\"}", &browser.public, &browser.auth).unwrap();
        assert!(!body.windows(3).any(|part| part == b"Ada"));
        assert_eq!(browser.decrypt(&body), b"{\"title\":\"Ada\"}");
    }

    #[test]
    fn what_is_no_key_or_too_large_is_refused() {
        assert!(matches!(encrypt(b"x", &[4; 65], &[0; 16]), Err(KeyError::NotAKey)));
        let browser = Browser::new();
        let large = vec![0; super::super::PAYLOAD_LIMIT_BYTES + 1];
        assert!(matches!(encrypt(&large, &browser.public, &[0; 16]), Err(KeyError::TooLarge)));
        assert!(matches!(Key::read(b"nonsense"), Err(KeyError::Unreadable)));
    }

    #[test]
    fn cv_03_the_server_signs_who_it_is_with_a_key_that_stays() {
        use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
        let kept = Key::make().unwrap();
        let (one, again) = (Key::read(&kept).unwrap(), Key::read(&kept).unwrap());
        assert_eq!((one.public(), one.public().len()), (again.public(), 65));
        let word = one.authorization("https://push.example", "mailto:a@b.example", 99).unwrap();
        let token = word.strip_prefix("vapid t=").unwrap().split(',').next().unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let claims = r#"{"aud":"https://push.example","exp":99,"sub":"mailto:a@b.example"}"#;
        assert_eq!(signed.split('.').nth(1), Some(base64url(claims.as_bytes()).as_str()));
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, again.public());
        key.verify(signed.as_bytes(), &unbase64url(signature)).unwrap();
    }

    fn unbase64url(text: &str) -> Vec<u8> {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let bits: String =
            text.chars().map(|c| format!("{:06b}", letters.find(c).unwrap())).collect();
        let whole = bits.len() / 8 * 8;
        (0..whole).step_by(8).map(|at| u8::from_str_radix(&bits[at..at + 8], 2).unwrap()).collect()
    }
}
