//! How two browsers find each other: the servers that help, with passwords that are good for minutes.

use std::sync::OnceLock;

use base64::{Engine, engine::general_purpose::STANDARD};
use model::{
    call::{Call, CallSettings, Ice, is_turn},
    moment::Moment,
    refusal::{Field, Problem, Refusal},
};
use serde_json::{Value, json};
use sha1::{Digest, Sha1};

use crate::House;

/// How long a password for a TURN server is good: it must hold until the call stands, not until it ends.
const PASSWORD_S: i64 = 3_600;
const BLOCK_BYTES: usize = 64;

/// What the server was started with.
#[derive(Debug, Default)]
pub(crate) struct Servers(OnceLock<Known>);

struct Known {
    servers: Vec<String>,
    secret: Option<String>,
}

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Known").field("servers", &self.servers).finish_non_exhaustive()
    }
}

/// Names the servers to use where the workspace names none, and the secret shared with those of them that pass
/// calls on. Once.
pub fn know_servers(house: &House, servers: Vec<String>, secret: Option<String>) {
    // Whoever names them a second time is too late.
    let _ = house.lines.servers.0.set(Known { servers, secret });
}

fn servers<'a>(house: &'a House, settings: &'a CallSettings) -> &'a [String] {
    let known = house.lines.servers.0.get().map_or(&[][..], |known| &known.servers);
    if settings.servers.is_empty() { known } else { &settings.servers }
}

/// Only a TURN server passes calls on: without one, nobody could talk any more.
pub(crate) fn check_relay(house: &House, settings: &CallSettings) -> Result<(), Refusal> {
    let has_turn = servers(house, settings).iter().any(|server| is_turn(server));
    if settings.is_relayed && !has_turn {
        return Err(Refusal::invalid(Field::Servers, Problem::NeedsTurn));
    }
    Ok(())
}

/// What a browser needs for this call. No server is asked about that nobody named.
pub(super) fn of(house: &House, settings: &CallSettings, call: &Call) -> Ice {
    let secret = house.lines.servers.0.get().and_then(|known| known.secret.as_deref());
    let now = house.clock.now();
    let servers: Vec<Value> = servers(house, settings)
        .iter()
        .map(|server| match secret.filter(|_| is_turn(server)) {
            None => json!({ "urls": server }),
            Some(secret) => {
                let (username, credential) = password(secret, now, &call.id.to_string());
                json!({ "urls": server, "username": username, "credential": credential })
            }
        })
        .collect();
    let policy = if settings.is_relayed { "relay" } else { "all" };
    let configuration = json!({ "iceServers": servers, "iceTransportPolicy": policy });
    Ice { configuration: configuration.to_string() }
}

/// A name that says until when it is good, and the password that only who knows the secret can make for it.
fn password(secret: &str, now: Moment, name: &str) -> (String, String) {
    let until = now.0.div_euclid(1_000).saturating_add(PASSWORD_S);
    let username = format!("{until}:{name}");
    let credential = STANDARD.encode(hmac(secret.as_bytes(), username.as_bytes()));
    (username, credential)
}

/// HMAC-SHA1 (RFC 2104), as TURN servers want it.
fn hmac(key: &[u8], text: &[u8]) -> [u8; 20] {
    let mut block = [0_u8; BLOCK_BYTES];
    if key.len() > BLOCK_BYTES {
        let short: [u8; 20] = Sha1::digest(key).into();
        block.iter_mut().zip(short).for_each(|(to, from)| *to = from);
    } else {
        block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    }
    let inner = Sha1::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(text);
    let outer = Sha1::new().chain_update(block.map(|byte| byte ^ 0x5c));
    outer.chain_update(inner.finalize()).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: [u8; 20]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn vo_01_the_hmac_is_the_one_of_the_standard() {
        // RFC 2202, cases 2 and 6.
        assert_eq!(
            hex(hmac(b"Jefe", b"what do ya want for nothing?")),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
        );
        assert_eq!(
            hex(hmac(&[0xaa; 80], b"Test Using Larger Than Block-Size Key - Hash Key First")),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112"
        );
    }

    #[test]
    fn vo_01_a_password_names_the_second_until_which_it_is_good() {
        let (username, credential) = password("s3cret", Moment(1_800_000_000_999), "call");
        assert_eq!(username, "1800003600:call");
        assert_eq!(credential.len(), 28);
        assert_ne!(credential, password("other", Moment(1_800_000_000_999), "call").1);
    }
}
