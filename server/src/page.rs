//! The HTML shells: small pages that load the screens. What they show until then is a splash.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Response, header},
};

use crate::assets::Site;

/// What a page in which people call asks of the browser. A frame in it is allowed no more than what its `allow` says.
pub const WITH_CALLS: HeaderValue = HeaderValue::from_static(
    "camera=(self), display-capture=(), geolocation=(), microphone=(self), payment=()",
);

/// A page's wasm entry and what its head says.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// `desk` or `widget`.
    pub entry: &'a str,
    pub title: &'a str,
    /// Who may put it into a frame, as in CSP `frame-ancestors`.
    pub framed_by: &'a str,
}

/// Renders a shell with a nonce of its own.
///
/// # Errors
/// When the machine has no random numbers.
pub fn render(site: &Site, page: Page<'_>) -> Result<Response<Body>, getrandom::Error> {
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random)?;
    let nonce: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut response = Response::new(Body::from(html(site, page, &nonce)));
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {}",
        page.framed_by
    );
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("permissions-policy"), WITH_CALLS);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

fn html(site: &Site, page: Page<'_>, nonce: &str) -> String {
    let Page { entry, title, .. } = page;
    let css = site.href(&format!("{entry}.css"));
    let js = site.href(&format!("{entry}.js"));
    let wasm = site.href(&format!("{entry}_bg.wasm"));
    // Only a release is cut into pieces; the script that loads them would be asked for late.
    let pieces = match site.href("pieces.js") {
        pieces if entry == "desk" && !pieces.is_empty() => {
            format!("<link rel=\"modulepreload\" href=\"{pieces}\">\n")
        }
        _ => String::new(),
    };
    format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{css}">
<link rel="modulepreload" href="{js}">
{pieces}<link rel="preload" href="{wasm}" as="fetch" type="application/wasm" crossorigin>
<script type="module" nonce="{nonce}">import init from "{js}"; init({{ module_or_path: "{wasm}" }});</script>
</head>
<body>
<div id="boot" class="boot" role="status"><span class="boot__text">Loading…</span></div>
<noscript>This page needs JavaScript. Please allow it for this site.</noscript>
</body>
</html>
"#
    )
}
