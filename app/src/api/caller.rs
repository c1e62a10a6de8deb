//! Who is asking: the cookie's person, the browser's address; and how an answer leaves.

use actions::{Error, House};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use model::{permission::Staff, refusal::Refusal};

use super::{Fault, PERSON_HEADER};

/// The name of the cookie that carries a sign-in.
pub const COOKIE: &str = "switchboard";

/// Where a request came from, as far as the server can trust it.
#[derive(Debug, Clone)]
pub struct Origin {
    pub address: std::net::IpAddr,
    /// Whether the browser reached us over TLS, so that cookies may be `Secure`.
    pub is_secure: bool,
}

/// The house everything happens in.
#[must_use]
pub fn house() -> House {
    expect_context::<House>()
}

/// Where the request came from.
#[must_use]
pub fn origin() -> Origin {
    expect_context::<Origin>()
}

/// The signed-in member of the staff.
///
/// # Errors
/// `NotSignedIn` when there is none, `SignedInAs` when the tab believes in another one.
pub async fn staff() -> Result<(House, Staff), Fault> {
    let house = house();
    let token = cookie_token();
    let found = answer(actions::sessions::staff_of(&house, token.as_deref()).await)?;
    let headers = use_context::<Parts>().map(|parts| parts.headers).unwrap_or_default();
    Ok((house, agreed(&headers, found)?))
}

/// Whether the tab that asks believes in the person who is signed in, if anybody is.
///
/// # Errors
/// `SignedInAs` when it does not.
pub async fn not_another() -> Result<(), Fault> {
    match staff().await {
        Err(Fault::Refused(Refusal::NotSignedIn)) => Ok(()),
        found => found.map(drop),
    }
}

/// The signed-in person, if the tab that asks believes the same.
///
/// # Errors
/// `SignedInAs` when somebody else has signed in to that browser since its screens were opened.
pub fn agreed(headers: &HeaderMap, found: Staff) -> Result<Staff, Refusal> {
    let believed = headers.get(PERSON_HEADER).and_then(|value| value.to_str().ok());
    match believed {
        Some(believed) if believed != found.person.id.to_string() => {
            Err(Refusal::SignedInAs { by: found.person })
        }
        _ => Ok(found),
    }
}

/// The sign-in token of this request.
#[must_use]
pub fn cookie_token() -> Option<String> {
    token_in(&use_context::<Parts>()?.headers)
}

/// The sign-in token among some headers.
#[must_use]
pub fn token_in(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value.to_owned())
}

/// The browser's own name, shortened, for the list of sessions.
#[must_use]
pub fn user_agent() -> String {
    use_context::<Parts>()
        .and_then(|parts| parts.headers.get(header::USER_AGENT)?.to_str().ok().map(str::to_owned))
        .map(|text| text.chars().take(200).collect())
        .unwrap_or_default()
}

/// Sets or (with an empty token) clears the sign-in cookie of the answer.
pub fn set_cookie(token: &str, max_age_s: i64) {
    let secure = if origin().is_secure { "; Secure" } else { "" };
    let line =
        format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_s}{secure}");
    if let Ok(value) = HeaderValue::from_str(&line) {
        expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, value);
    }
}

/// Turns what an action said into the call's answer; faults of ours are logged here, once.
///
/// # Errors
/// The action's refusal, or `Broken`.
pub fn answer<T>(result: Result<T, Error>) -> Result<T, Fault> {
    result.map_err(|error| fault_of(&error))
}

/// The fault an error is told as.
#[must_use]
pub fn fault_of(error: &Error) -> Fault {
    match error {
        Error::Refused(refusal) => Fault::Refused(refusal.clone()),
        other => {
            tracing::error!(error = ?other, "an action failed");
            Fault::Broken
        }
    }
}

/// The HTTP status of a fault, in one place.
#[must_use]
pub const fn status_of(fault: &Fault) -> StatusCode {
    let Fault::Refused(refusal) = fault else {
        return StatusCode::INTERNAL_SERVER_ERROR;
    };
    match refusal {
        Refusal::NotSignedIn | Refusal::WrongPassword => StatusCode::UNAUTHORIZED,
        Refusal::NotPermitted { .. } | Refusal::Blocked => StatusCode::FORBIDDEN,
        Refusal::NotFound { .. } => StatusCode::NOT_FOUND,
        Refusal::TooManyAttempts { .. } | Refusal::TooFast { .. } => StatusCode::TOO_MANY_REQUESTS,
        Refusal::FileTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::FileTypeNotAllowed => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Refusal::Malformed { .. } => StatusCode::BAD_REQUEST,
        Refusal::Invalid { .. } | Refusal::InvalidField { .. } | Refusal::TagsRequired => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::AlreadyTaken { .. }
        | Refusal::AlreadyClosed
        | Refusal::WrongStage { .. }
        | Refusal::GuestSpokeLast
        | Refusal::LimitReached { .. }
        | Refusal::NotAnAgent
        | Refusal::AlreadyIn { .. }
        | Refusal::NotAvailable { .. }
        | Refusal::PersonFull { .. }
        | Refusal::NotInDepartment { .. }
        | Refusal::NobodyThere { .. }
        | Refusal::DepartmentDisabled { .. }
        | Refusal::SameDepartment
        | Refusal::TooLateToUndo
        | Refusal::ShortcutTaken { .. }
        | Refusal::OfferOver
        | Refusal::EditConflict { .. }
        | Refusal::AlreadyTalking { .. }
        | Refusal::SignedInAs { .. }
        | Refusal::AlreadySetUp
        | Refusal::AlreadyBlocked { .. }
        | Refusal::ContactErased
        | Refusal::ImportBegun
        | Refusal::LastAdministrator
        | Refusal::BotReadsNothing
        | Refusal::AlreadyCalling
        | Refusal::InACall
        | Refusal::GuestNotHere
        | Refusal::CallsOff { .. }
        | Refusal::CallOver
        | Refusal::MailNotSetUp
        | Refusal::BroadcastOver
        | Refusal::NoPublicAddress
        | Refusal::NobodyToAnswer
        | Refusal::StillOpen
        | Refusal::Disabled { .. } => StatusCode::CONFLICT,
    }
}
