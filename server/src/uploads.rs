//! Files over HTTP: taken as they stream in, given out sandboxed.

use actions::{
    House,
    uploads::{self as files, Owner},
};
use app::api::{
    Fault,
    caller::{agreed, fault_of, status_of, token_in},
};
use axum::{
    Json,
    body::Body,
    extract::{Path, Query, Request, State},
    http::{HeaderMap, HeaderValue, Response, header},
    response::IntoResponse,
};
use futures::{StreamExt, stream};
use model::{
    direct::Pair,
    id::{ConversationId, PersonId, UploadId},
    permission::Actor,
    refusal::{Refusal, Thing},
    upload::{FileRef, UPLOAD_LIMIT_BYTES},
};
use serde::Deserialize;

use crate::assemble::App;

/// Where an upload belongs: one of both.
#[derive(Debug, Deserialize)]
pub struct Target {
    conversation: Option<ConversationId>,
    /// The colleague it is for.
    with: Option<PersonId>,
}

impl Target {
    fn owner(&self, actor: &Actor) -> Option<Owner> {
        match (self.conversation, self.with, actor) {
            (Some(conversation), None, _) => Some(conversation.into()),
            (None, Some(with), Actor::Staff(staff)) => {
                Pair::of(staff.person.id, with).map(Owner::from)
            }
            _ => None,
        }
    }
}

/// Takes a file in.
pub async fn take(
    State(app): State<App>,
    Query(target): Query<Target>,
    request: Request,
) -> Response<Body> {
    match receive(&app.house, &target, request).await {
        Ok(file) => Json(file).into_response(),
        Err(error) => refuse(&error),
    }
}

async fn receive(
    house: &House,
    target: &Target,
    request: Request,
) -> Result<FileRef, actions::Error> {
    let headers = request.headers();
    let actor = actor(house, headers).await?;
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse().ok());
    if let Some(size_bytes) = announced.filter(|size: &u64| *size > UPLOAD_LIMIT_BYTES) {
        return Err(Refusal::FileTooLarge { size_bytes, limit_bytes: UPLOAD_LIMIT_BYTES }.into());
    }
    let name = headers.get("x-file-name").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let name = percent_decoded(name);
    let owner = target.owner(&actor).ok_or(Refusal::not_found(Thing::Page))?;
    let mut incoming = files::begin(house, &actor, owner, &name).await?;
    let mut body = request.into_body().into_data_stream();
    while let Some(piece) = body.next().await {
        let taken = match piece {
            Ok(bytes) => files::take(house, &mut incoming, &bytes).await,
            Err(_) => Err(Refusal::Malformed { what: "the upload broke off".to_owned() }.into()),
        };
        if let Err(error) = taken {
            files::abandon(house, &incoming).await?;
            return Err(error);
        }
    }
    files::finish(house, incoming).await
}

/// Gives a file out: pictures to look at, everything else to save; nothing in it runs.
pub async fn give(
    State(app): State<App>,
    Path(id): Path<UploadId>,
    headers: HeaderMap,
) -> Response<Body> {
    let found = async {
        let actor = actor(&app.house, &headers).await?;
        files::find(&app.house, &actor, id).await
    };
    let file = match found.await {
        Ok(file) => file,
        Err(error) => return refuse(&error),
    };
    let house = app.house.clone();
    let chunks = stream::try_unfold(0_u32, move |index| {
        let house = house.clone();
        async move {
            let chunk = files::chunk(&house, id, index).await?;
            Ok::<_, actions::Error>(chunk.map(|bytes| (bytes, index.saturating_add(1))))
        }
    });
    let mut response = Response::new(Body::from_stream(chunks));
    describe(response.headers_mut(), &file);
    response
}

fn describe(headers: &mut HeaderMap, file: &FileRef) {
    let kind = if file.is_picture() { "inline" } else { "attachment" };
    let disposition = format!("{kind}; filename*=UTF-8''{}", percent_encoded(&file.name));
    let lines = [
        (header::CONTENT_TYPE, file.mime.clone()),
        (header::CONTENT_LENGTH, file.size_bytes.to_string()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "private, max-age=31536000, immutable".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    for (name, value) in lines {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
}

pub(crate) async fn actor(house: &House, headers: &HeaderMap) -> Result<Actor, actions::Error> {
    if let Some(token) = headers.get("x-visitor-token").and_then(|value| value.to_str().ok()) {
        let contact = actions::visitors::contact_of(house, token).await?;
        return Ok(Actor::Visitor { contact });
    }
    let staff = actions::sessions::staff_of(house, token_in(headers).as_deref()).await?;
    Ok(Actor::Staff(agreed(headers, staff)?))
}

pub(crate) fn refuse(error: &actions::Error) -> Response<Body> {
    let fault: Fault = fault_of(error);
    (status_of(&fault), Json(fault)).into_response()
}

pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let pair = (ahead.next(), ahead.next());
        match (byte, pair.0.and_then(digit), pair.1.and_then(digit)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high << 4 | low);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn percent_encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let encode = |byte: u8| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cv_06_file_names_survive_the_way_there_and_back() {
        for name in ["Größe 100%.pdf", "测试 файл.png", "a\"b;c.txt", "%zz%4"] {
            assert_eq!(percent_decoded(&percent_encoded(name)), name);
        }
        assert_eq!(percent_decoded("%zz%4"), "%zz%4");
    }
}
