//! The site inside the binary: compressed beforehand, named by content, kept by browsers for good.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{self, Read},
};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use serde::Deserialize;

#[derive(rust_embed::RustEmbed)]
#[folder = "../target/site"]
struct Files;

/// The index over the embedded files: logical name → served name.
#[derive(Debug, Default)]
pub struct Site {
    names: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    name: String,
}

impl Site {
    /// Reads the index.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    pub fn embedded() -> anyhow::Result<Self> {
        let index = Files::get("manifest.json")
            .ok_or_else(|| anyhow::anyhow!("manifest.json is missing"))?;
        let entries: BTreeMap<String, Entry> = serde_json::from_slice(&index.data)?;
        let names = entries.into_iter().map(|(logical, entry)| (logical, entry.name)).collect();
        Ok(Self { names })
    }

    /// The address of a file by its logical name.
    #[must_use]
    pub fn href(&self, logical: &str) -> String {
        self.names.get(logical).map_or_else(String::new, |name| format!("/assets/{name}"))
    }

    /// Serves a file by its content name; browsers may keep it for good.
    #[must_use]
    pub fn named(&self, name: &str, wanted: &HeaderMap) -> Response<Body> {
        if !self.names.values().any(|known| known == name) {
            return StatusCode::NOT_FOUND.into_response();
        }
        let mut response = send(name, wanted);
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(header::CACHE_CONTROL, forever);
        response
    }

    /// Serves a file by its logical name; browsers ask again whether it changed.
    #[must_use]
    pub fn logical(&self, logical: &str, wanted: &HeaderMap) -> Option<Response<Body>> {
        let name = self.names.get(logical)?;
        let tag = HeaderValue::from_str(&format!("\"{name}\"")).ok()?;
        if wanted.get(header::IF_NONE_MATCH) == Some(&tag) {
            return Some(StatusCode::NOT_MODIFIED.into_response());
        }
        let mut response = send(name, wanted);
        let headers = response.headers_mut();
        headers.insert(header::ETAG, tag);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        Some(response)
    }
}

fn send(name: &str, wanted: &HeaderMap) -> Response<Body> {
    let accepted = wanted.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    let forms = [("br", ".br"), ("gzip", ".gz")];
    let small = forms.into_iter().filter(|(word, _)| accepted.contains(word));
    let found = small
        .filter_map(|(word, ending)| {
            Some((Some(word), Files::get(&format!("{name}{ending}"))?.data))
        })
        .next()
        .or_else(|| Some((None, whole(name)?)));
    let Some((encoding, bytes)) = found else { return StatusCode::NOT_FOUND.into_response() };
    let body = match bytes {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime(name)));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(word) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(word));
    }
    response
}

/// The file as it is. Where it has a smaller form only that is embedded, and this is for the few who cannot read one.
fn whole(name: &str) -> Option<Cow<'static, [u8]>> {
    if let Some(file) = Files::get(name) {
        return Some(file.data);
    }
    let packed = Files::get(&format!("{name}.gz"))?;
    unpacked(&packed.data).map(Cow::Owned).ok()
}

fn unpacked(gzip: &[u8]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(gzip).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "html" => "text/html; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "json" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
