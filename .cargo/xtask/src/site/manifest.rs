//! The index over the site, read by the server: logical name → served name and sizes.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::asset::Asset;
use super::compressed::Smaller;

pub(crate) const MANIFEST: &str = "manifest.json";

#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(crate) struct Manifest(BTreeMap<String, Entry>);

#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    /// The path in the site, with the content's hash in it.
    pub(crate) name: String,
    pub(crate) bytes: usize,
    /// Nothing when there is no compressed form.
    pub(crate) br_bytes: Option<usize>,
}

impl Entry {
    pub(crate) fn of(asset: &Asset, smaller: &Smaller) -> Self {
        Self {
            name: asset.name().into(),
            bytes: asset.bytes().len(),
            br_bytes: smaller.brotli_bytes(),
        }
    }

    /// What travels: the Brotli form where there is one.
    pub(crate) fn sent_bytes(&self) -> usize {
        self.br_bytes.unwrap_or(self.bytes)
    }
}

impl Manifest {
    pub(crate) fn add(&mut self, asset: &Asset, entry: Entry) {
        self.0.insert(asset.logical().into(), entry);
    }

    pub(crate) fn get(&self, logical: &str) -> Option<&Entry> {
        self.0.get(logical)
    }

    pub(crate) fn to_json(&self) -> Vec<u8> {
        // A map of strings and numbers always serialises.
        let mut json = serde_json::to_vec_pretty(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// For reading: one line per file that is compressed, with its sizes.
    pub(crate) fn table(&self) -> String {
        let mut table = String::new();
        for (logical, entry) in &self.0 {
            if let Some(br_bytes) = entry.br_bytes {
                let _ = writeln!(table, "{logical:<30} {:>10} B {br_bytes:>9} B br", entry.bytes);
            }
        }
        table
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn manifest(files: &[(&str, usize)]) -> Manifest {
        let mut manifest = Manifest::default();
        for (logical, br_bytes) in files {
            let asset = Asset::new((*logical).into(), vec![0; br_bytes * 3]);
            let mut entry = Entry::of(&asset, &Smaller::default());
            entry.br_bytes = Some(*br_bytes);
            manifest.add(&asset, entry);
        }
        manifest
    }

    #[test]
    fn the_index_says_name_and_sizes() {
        let mut index = manifest(&[("desk.js", 2)]);
        let sound = Asset::new("a.ogg".into(), vec![1]);
        index.add(&sound, Entry::of(&sound, &Smaller::default()));
        let json: serde_json::Value = serde_json::from_slice(&index.to_json()).unwrap();
        assert_eq!(json["desk.js"]["bytes"], 6);
        assert_eq!(json["desk.js"]["br_bytes"], 2);
        assert!(json["desk.js"]["name"].as_str().unwrap().starts_with("desk-"));
        assert!(json["a.ogg"]["br_bytes"].is_null());
        assert_eq!(index.get("a.ogg").unwrap().sent_bytes(), 1);
    }
}
