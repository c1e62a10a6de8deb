//! Web Push: a notification for a browser whose page is closed, handed to the push service of that browser.

mod address;
mod secret;
mod text;

use std::{sync::Arc, time::Duration};

use http_body_util::Full;
use hyper::{Request, StatusCode, Uri, body::Bytes, header};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, pki_types::ServerName},
};

pub use self::secret::{Key, KeyError, encrypt};

/// How long one try may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// The largest payload a push service takes for sure, before it is encrypted.
pub const PAYLOAD_LIMIT_BYTES: usize = 3_000;
/// How long what the server says about itself is believed, in seconds; at most a day.
const SIGNED_FOR_S: i64 = 12 * 3_600;

/// Where and how one notification goes.
#[derive(Debug, Clone, Copy)]
pub struct Push<'a> {
    pub endpoint: &'a str,
    /// The browser's public key.
    pub public_key: &'a [u8],
    pub auth: &'a [u8],
    pub payload: &'a [u8],
    /// A newer one of the same topic replaces an older one that the service still keeps.
    pub topic: &'a str,
    /// Seconds the service may keep it.
    pub ttl_s: i64,
}

/// What the push service said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Taken,
    /// 404 or 410: the browser is gone for good.
    Gone,
    /// Refused for good.
    Refused(u16),
    /// Come again later.
    Later(u16),
}

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
pub enum PushError {
    #[error("not the address of a push service")]
    BadAddress,
    /// It leads into a network that is nobody's push service.
    #[error("the address is not public")]
    NotPublic,
    #[error("the notification cannot be encrypted for this browser")]
    Unencrypted(#[source] KeyError),
    #[error("the push service cannot be reached")]
    Unreachable(#[source] std::io::Error),
    #[error("the push service does not speak HTTP")]
    Garbled(#[source] hyper::Error),
    #[error("the push service did not answer in time")]
    TooSlow,
}

impl PushError {
    /// Whether another try may help.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Garbled(_) | Self::TooSlow)
    }
}

/// Hands notifications to push services.
#[derive(Clone)]
pub struct Pusher {
    key: Arc<Key>,
    tls: TlsConnector,
    /// Who answers for this server: an address as in `mailto:`.
    subject: Arc<str>,
    allows_local: bool,
}

impl std::fmt::Debug for Pusher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pusher").field("allows_local", &self.allows_local).finish_non_exhaustive()
    }
}

impl Pusher {
    /// `allows_local` lets plain HTTP to this machine through, for tests.
    #[must_use]
    pub fn new(key: Key, subject: &str, allows_local: bool) -> Self {
        let mut roots = RootCertStore::empty();
        // A certificate that cannot be read is one less to trust.
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        Self {
            key: Arc::new(key),
            tls: TlsConnector::from(Arc::new(config)),
            subject: subject.into(),
            allows_local,
        }
    }

    /// Sends one; `now_s` in seconds since 1970.
    ///
    /// # Errors
    /// See [`PushError`].
    pub async fn send(&self, push: &Push<'_>, now_s: i64) -> Result<Answer, PushError> {
        let sent = tokio::time::timeout(PATIENCE, self.try_send(push, now_s)).await;
        sent.unwrap_or(Err(PushError::TooSlow))
    }

    async fn try_send(&self, push: &Push<'_>, now_s: i64) -> Result<Answer, PushError> {
        let uri: Uri = push.endpoint.parse().map_err(|_| PushError::BadAddress)?;
        let host = uri.host().ok_or(PushError::BadAddress)?.to_owned();
        let is_plain = match uri.scheme_str() {
            Some("https") => false,
            Some("http") if self.allows_local => true,
            _ => return Err(PushError::BadAddress),
        };
        let port = uri.port_u16().unwrap_or(if is_plain { 80 } else { 443 });
        let request = self.request(push, &uri, now_s)?;
        let stream = address::connect(&host, port, self.allows_local).await?;
        let status = if is_plain {
            exchange(stream, request).await?
        } else {
            let name = ServerName::try_from(host).map_err(|_| PushError::BadAddress)?;
            let stream = self.tls.connect(name, stream).await.map_err(PushError::Unreachable)?;
            exchange(stream, request).await?
        };
        Ok(answer(status))
    }

    fn request(
        &self,
        push: &Push<'_>,
        uri: &Uri,
        now_s: i64,
    ) -> Result<Request<Full<Bytes>>, PushError> {
        let authority = uri.authority().ok_or(PushError::BadAddress)?;
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let origin = format!("{}://{authority}", uri.scheme_str().unwrap_or("https"));
        let expires_s = now_s.saturating_add(SIGNED_FOR_S);
        let signed = self
            .key
            .authorization(&origin, &self.subject, expires_s)
            .map_err(PushError::Unencrypted)?;
        let body =
            encrypt(push.payload, push.public_key, push.auth).map_err(PushError::Unencrypted)?;
        let urgency = if push.ttl_s <= 120 { "high" } else { "normal" };
        Request::post(path)
            .header(header::HOST, authority.as_str())
            .header(header::AUTHORIZATION, signed)
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header(header::CONTENT_LENGTH, body.len())
            .header("TTL", push.ttl_s.max(0))
            .header("Urgency", urgency)
            .header("Topic", push.topic)
            .body(Full::new(Bytes::from(body)))
            .map_err(|_| PushError::BadAddress)
    }
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
) -> Result<StatusCode, PushError> {
    let handshake = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = handshake.map_err(PushError::Garbled)?;
    let running = tokio::spawn(connection);
    let response = sender.send_request(request).await.map_err(PushError::Garbled);
    let status = response.map(|response| response.status());
    running.abort();
    status
}

/// What a status means to who pushes.
fn answer(status: StatusCode) -> Answer {
    let code = status.as_u16();
    match code {
        200..=299 => Answer::Taken,
        404 | 410 => Answer::Gone,
        408 | 425 | 429 | 500..=599 => Answer::Later(code),
        _ => Answer::Refused(code),
    }
}
