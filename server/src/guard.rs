//! What every request passes first: where it comes from, and what every answer says to the browser.

use std::net::{IpAddr, SocketAddr};

use app::api::caller::Origin;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::assemble::App;

/// Refuses what another site's page sent, and marks every answer.
pub async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !is_reading && !is_from_here(request.headers()) {
        return (StatusCode::FORBIDDEN, "This request came from another site.").into_response();
    }
    // Whoever has such a link may follow it from anywhere: mail programs do by themselves.
    let is_by_link = request.uri().path().starts_with("/unsubscribe/");
    if !is_reading && !is_by_link && !is_unforgeable(request.headers()) {
        let advice = "Send application/json or application/octet-stream.";
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, advice).into_response();
    }
    let origin = origin_of(&app, &request);
    request.extensions_mut().insert(origin);
    let mut response = next.run(request).await;
    mark(response.headers_mut());
    response
}

/// Whether the page that sent this is ours: by what the browser says of it, else by its `Origin`.
#[must_use]
pub fn is_from_here(headers: &HeaderMap) -> bool {
    let word = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = word("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (word("origin"), word("host")) {
        (None, _) => true,
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host))
        }
        (Some(_), None) => false,
    }
}

/// A plain form of another site cannot send these types without asking first.
fn is_unforgeable(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).map(str::trim);
    matches!(kind, Some("application/json" | "application/octet-stream"))
}

fn origin_of(app: &App, request: &Request) -> Origin {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let peer = peer.unwrap_or(IpAddr::from([0, 0, 0, 0]));
    if !app.config.trust_proxy {
        return Origin { address: peer, is_secure: false };
    }
    let word = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    // The proxy adds its caller at the end; what stands before it, the caller may have made up.
    let told = word("x-forwarded-for").and_then(|list| list.rsplit(',').next());
    let address = told.and_then(|text| text.trim().parse().ok()).unwrap_or(peer);
    Origin { address, is_secure: word("x-forwarded-proto") == Some("https") }
}

fn mark(headers: &mut HeaderMap) {
    let marks = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        // Pages in which people call say so themselves.
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=()",
        ),
    ];
    for (name, value) in marks {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    // Anything without a policy of its own is data: nothing in it may run or be framed.
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn requests_of_other_sites_are_recognised() {
        assert!(is_from_here(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(!is_from_here(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!is_from_here(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(is_from_here(&headers(&[("host", "a.example"), ("origin", "https://a.example")])));
        assert!(!is_from_here(&headers(&[("host", "a.example"), ("origin", "https://b.example")])));
        assert!(!is_from_here(&headers(&[("host", "a.example"), ("origin", "null")])));
        assert!(is_from_here(&headers(&[("host", "a.example")])));
    }

    #[test]
    fn a_plain_form_cannot_post_here() {
        assert!(is_unforgeable(&headers(&[("content-type", "application/json; charset=utf-8")])));
        assert!(!is_unforgeable(&headers(&[("content-type", "text/plain")])));
        assert!(!is_unforgeable(&headers(&[])));
    }
}
