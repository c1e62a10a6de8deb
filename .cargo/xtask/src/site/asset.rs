//! A file of the site: the name the program knows it by, and the name it is served under.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// Of the 64 hexadecimal digits; 64 bits are plenty for a few hundred files.
const HASH_DIGITS: usize = 16;

#[derive(Debug, Clone)]
pub(crate) struct Asset {
    logical: String,
    name: String,
    bytes: Vec<u8>,
}

impl Asset {
    pub(crate) fn new(logical: String, bytes: Vec<u8>) -> Self {
        let name = hashed_name(&logical, &digest(&[&bytes]));
        Self { logical, name, bytes }
    }

    /// With a name from another digest than that of its own content.
    pub(crate) fn named(logical: String, bytes: Vec<u8>, digest: &str) -> Self {
        let name = hashed_name(&logical, digest);
        Self { logical, name, bytes }
    }

    pub(crate) fn logical(&self) -> &str {
        &self.logical
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn ending(&self) -> &str {
        self.logical.rsplit_once('.').map_or("", |(_, ending)| ending)
    }
}

/// One digest over several parts, each with its length, so that moving a byte from one to the next changes it.
pub(crate) fn digest(parts: &[&[u8]]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update(part.len().to_le_bytes());
        sha.update(part);
    }
    let mut hex = String::new();
    for byte in sha.finalize() {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn hashed_name(logical: &str, digest: &str) -> String {
    let hash = digest.get(..HASH_DIGITS).unwrap_or(digest);
    let (folder, file) = match logical.rsplit_once('/') {
        Some((folder, file)) => (format!("{folder}/"), file),
        None => (String::new(), logical),
    };
    let (stem, ending) = match file.rsplit_once('.') {
        Some((stem, ending)) => (stem, format!(".{ending}")),
        None => (file, String::new()),
    };
    match stem.strip_suffix("_bg") {
        Some(stem) => format!("{folder}{stem}-{hash}_bg{ending}"),
        None => format!("{folder}{stem}-{hash}{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_served_name_carries_the_hash_before_the_ending() {
        let digest = "0123456789abcdef0123";
        assert_eq!(hashed_name("desk.js", digest), "desk-0123456789abcdef.js");
        assert_eq!(hashed_name("desk_bg.wasm", digest), "desk-0123456789abcdef_bg.wasm");
        assert_eq!(hashed_name("icons/a.b.svg", digest), "icons/a.b-0123456789abcdef.svg");
        assert_eq!(hashed_name("a.b/licence", digest), "a.b/licence-0123456789abcdef");
    }

    #[test]
    fn the_served_name_changes_with_the_content_only() {
        let one = Asset::new("a.css".into(), b"a{}".to_vec());
        assert_eq!(one.name(), Asset::new("a.css".into(), b"a{}".to_vec()).name());
        assert_ne!(one.name(), Asset::new("a.css".into(), b"b{}".to_vec()).name());
    }

    #[test]
    fn the_digest_sees_where_one_part_ends() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
        assert_eq!(digest(&[]).len(), 64);
    }
}
