//! The page behind the link in a mail to many: its reader says that they want no more of them, or again.

use actions::{Error, broadcasts};
use app::words::{Language, broadcasts as words};
use axum::{
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use model::refusal::Refusal;
use serde::Deserialize;

use crate::{assemble::App, letters::escaped};

const STYLE: &str = ":root{color-scheme:light dark;background:#fff;color:#1c2030}a{color:#1b4fc0}\
@media(prefers-color-scheme:dark){:root{background:#14161c;color:#e8eaf0}a{color:#8fb1ff}}\
body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:24px 16px}\
    main{max-width:34rem;margin:10vh auto 0}h1{font-size:24px;line-height:1.3}\
    button{font:inherit;min-height:44px;padding:8px 20px;cursor:pointer}nav{margin-top:32px}";

/// The language somebody chose on the page.
#[derive(Debug, Deserialize)]
pub struct Chosen {
    language: Option<String>,
}

/// Asks. Looking changes nothing: mail programs look at links by themselves.
pub async fn show(
    State(app): State<App>,
    Path(token): Path<String>,
    Query(chosen): Query<Chosen>,
    headers: HeaderMap,
) -> Response<Body> {
    let language = language(&chosen, &headers);
    page(&app, language, broadcasts::opted_out_by_link(&app.house, &token).await).await
}

/// Does as the button says; a mail program's own button sends `List-Unsubscribe=One-Click`.
pub async fn answer(
    State(app): State<App>,
    Path(token): Path<String>,
    Query(chosen): Query<Chosen>,
    headers: HeaderMap,
    body: String,
) -> Response<Body> {
    let language = language(&chosen, &headers);
    let is_out = body != "again=yes";
    let done = broadcasts::by_link(&app.house, &token, is_out).await;
    page(&app, language, done.map(|()| is_out)).await
}

fn language(chosen: &Chosen, headers: &HeaderMap) -> Language {
    let preferred = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::from_tag(chosen.language.as_deref().or(preferred).unwrap_or_default())
}

async fn page(app: &App, language: Language, is_out: Result<bool, Error>) -> Response<Body> {
    let workspace = match app.house.settings().await {
        Ok(settings) => settings.workspace_name,
        Err(error) => return broken(&error),
    };
    let say = |word: app::words::Word| escaped(&word.fill(language, &[("workspace", &workspace)]));
    let form = |name: &str, button| {
        format!(
            "<form method=\"post\"><button name=\"{name}\" value=\"yes\">{}</button></form>",
            say(button)
        )
    };
    let (status, title, text, form) = match is_out {
        Ok(false) => {
            let form = form("out", words::UNSUBSCRIBE);
            (StatusCode::OK, words::ASK_TITLE, words::ASK_TEXT, form)
        }
        Ok(true) => {
            let form = form("again", words::SUBSCRIBE_AGAIN);
            (StatusCode::OK, words::OUT_TITLE, words::OUT_TEXT, form)
        }
        Err(Error::Refused(Refusal::NotFound { .. })) => {
            (StatusCode::NOT_FOUND, words::NO_LINK_TITLE, words::NO_LINK_TEXT, String::new())
        }
        Err(error) => return broken(&error),
    };
    let other = if language == Language::German { Language::English } else { Language::German };
    let inside = format!(
        "<h1>{}</h1><p>{}</p>{form}<nav><a href=\"?language={tag}\" lang=\"{tag}\" hreflang=\"{tag}\">{name}</a></nav>",
        say(title),
        say(text),
        tag = other.tag(),
        name = words::THIS_LANGUAGE.in_language(other),
    );
    whole(status, language, &say(title), &inside)
}

fn whole(status: StatusCode, language: Language, title: &str, inside: &str) -> Response<Body> {
    let mut random = [0_u8; 16];
    if getrandom::fill(&mut random).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let nonce: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <style nonce=\"{nonce}\">{STYLE}</style></head><body><main>{inside}</main></body></html>\n",
        language.tag()
    );
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn broken(error: &Error) -> Response<Body> {
    tracing::error!(error = ?error, "somebody could not unsubscribe");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
