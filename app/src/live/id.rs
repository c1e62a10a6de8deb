//! Ids made in the browser, so that saying something twice is harmless.

use uuid::Uuid;

/// A random id (UUID version 4).
#[must_use]
pub fn new_id() -> Uuid {
    let mut bytes = [0; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    if filled.is_none() {
        // A page that is not served over TLS still has `crypto`; this is for what we cannot foresee.
        bytes.fill_with(byte);
    }
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to 255 by construction"
)]
fn byte() -> u8 {
    (js_sys::Math::random() * 256.0) as u8
}
