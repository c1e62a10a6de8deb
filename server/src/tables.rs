//! Contacts as files: CSV taken in, and CSV given out as it is read, safe from formulas.

use std::{future::Future, sync::Arc};

use actions::{Error, House, contacts, imports};
use app::{
    api::{
        Fault,
        caller::{agreed, fault_of, status_of, token_in},
    },
    words::{Language, Word, imports as words},
};
use axum::{
    Json,
    body::{Body, Bytes},
    extract::{Path, Query, Request, State},
    http::{HeaderMap, HeaderValue, Response, header},
    response::IntoResponse,
};
use futures::stream;
use model::{
    contact::{Contact, ContactQuery},
    id::ImportId,
    import::{IMPORT_LIMIT_BYTES, Import},
    moment::Moment,
    permission::Staff,
    refusal::Refusal,
    selection::{ContactExport, Selection},
    table,
};
use serde::Deserialize;
use store::imports::Reported;

use crate::{assemble::App, uploads::percent_decoded};

/// Programs that would otherwise take UTF-8 for something older know it by this.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Takes a file of contacts in.
pub async fn take(State(app): State<App>, request: Request) -> Response<Body> {
    match receive(&app.house, request).await {
        Ok(import) => Json(import).into_response(),
        Err(error) => refuse(&error),
    }
}

async fn receive(house: &House, request: Request) -> Result<Import, Error> {
    let (parts, body) = request.into_parts();
    let staff = staff(house, &parts.headers).await?;
    imports::check(&staff)?;
    let limit = usize::try_from(IMPORT_LIMIT_BYTES).unwrap_or(usize::MAX);
    let length = parts.headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let too_large =
        |size_bytes| Refusal::FileTooLarge { size_bytes, limit_bytes: IMPORT_LIMIT_BYTES };
    if let Some(size_bytes) = length.filter(|size| *size > IMPORT_LIMIT_BYTES) {
        return Err(too_large(size_bytes).into());
    }
    let bytes = axum::body::to_bytes(body, limit).await;
    let bytes = bytes.map_err(|_| too_large(IMPORT_LIMIT_BYTES))?;
    let name = parts.headers.get("x-file-name").and_then(|value| value.to_str().ok());
    let name = percent_decoded(name.unwrap_or_default());
    imports::receive(house, &staff, &name, bytes.into()).await
}

/// How a table is wanted.
#[derive(Debug, Deserialize)]
pub struct Wish {
    #[serde(default)]
    language: String,
    /// With a byte order mark.
    #[serde(default)]
    marked: bool,
    /// A [`ContactQuery`] in JSON: which contacts, and in which order.
    query: Option<String>,
}

/// What became of each row of a file.
pub async fn report(
    State(app): State<App>,
    Path(id): Path<ImportId>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Response<Body> {
    let house = app.house;
    let found = async {
        let staff = staff(&house, &headers).await?;
        let import = imports::find(&house, &staff, id).await?;
        Ok((staff, import))
    };
    let (staff, import) = match found.await {
        Ok(found) => found,
        Err(error) => return refuse(&error),
    };
    let language = Language::from_tag(&wish.language);
    let mut head =
        row([words::LINE, words::OUTCOME, words::REASON].map(|word| text(word, language)));
    head = joined(head, &import.header);
    let import = Arc::new(import);
    let rest = move |after: u32| {
        let (house, staff, import) = (house.clone(), staff.clone(), Arc::clone(&import));
        async move {
            let rows = imports::report(&house, &staff, id, after).await?;
            let next = rows.last().map(|row| row.line);
            let lines: String = rows.iter().map(|row| reported(row, &import, language)).collect();
            Ok(next.map(|next| (lines, Some(next))))
        }
    };
    given("import.csv", wish.marked, head, stream_of(0, rest))
}

fn reported(row: &Reported, import: &Import, language: Language) -> String {
    let outcome = match row.outcome.as_str() {
        "added" => words::WAS_ADDED,
        "updated" => words::WAS_UPDATED,
        "rejected" => words::WAS_REJECTED,
        _ => words::WAS_ERASED,
    };
    let columns = (import.header.as_slice(), import.mapping.columns.as_slice());
    let problem = row.problem.as_ref().map(|it| words::problem(it, columns, language));
    let line =
        self::row([row.line.to_string(), text(outcome, language), problem.unwrap_or_default()]);
    joined(line, &row.cells)
}

/// The contacts that a query finds, in its order.
pub async fn give(
    State(app): State<App>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Response<Body> {
    let query = match wish.query.as_deref().map(serde_json::from_str::<ContactQuery>).transpose() {
        Ok(query) => query.unwrap_or_default(),
        Err(error) => return refuse(&Refusal::Malformed { what: error.to_string() }.into()),
    };
    let (order, is_descending) = (query.order, query.is_descending);
    let selection = Selection::Filter { query, minus: Vec::new() };
    let wanted = ContactExport { selection, order, is_descending };
    written(app.house, headers, wish, wanted).await
}

/// The contacts that somebody selected: more than an address has room for.
pub async fn give_selected(
    State(app): State<App>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
    Json(wanted): Json<ContactExport>,
) -> Response<Body> {
    written(app.house, headers, wish, wanted).await
}

async fn written(
    house: House,
    headers: HeaderMap,
    wish: Wish,
    wanted: ContactExport,
) -> Response<Body> {
    let found = async {
        let staff = staff(&house, &headers).await?;
        let first = contacts::export(&house, &staff, &wanted, None).await?;
        Ok((staff, first))
    };
    let (staff, first) = match found.await {
        Ok(found) => found,
        Err(error) => return refuse(&error),
    };
    let language = Language::from_tag(&wish.language);
    let columns = [
        words::NAME,
        words::USERNAME,
        words::EMAIL,
        words::PHONE,
        words::NOTES,
        words::MANAGER,
        words::CREATED,
        words::LAST_CHAT,
    ];
    let head = row(columns.map(|word| text(word, language)));
    let lines: String = first.rows.iter().map(line_of).collect();
    let rest = move |after: Option<String>| {
        let (house, staff, wanted) = (house.clone(), staff.clone(), wanted.clone());
        async move {
            let Some(after) = after else { return Ok(None) };
            let page = contacts::export(&house, &staff, &wanted, Some(after)).await?;
            let lines: String = page.rows.iter().map(line_of).collect();
            Ok(Some((lines, page.next)))
        }
    };
    let rest = stream_of_some(first.next, rest);
    given("contacts.csv", wish.marked, head + &lines, rest)
}

fn line_of(contact: &Contact) -> String {
    let manager = contact.manager.as_ref().map(|it| it.name.clone());
    row([
        contact.name.clone(),
        contact.username.clone(),
        contact.emails.join("\n"),
        contact.phones.join("\n"),
        contact.notes.clone(),
        manager.unwrap_or_default(),
        machine_time(contact.created),
        contact.last_chat.map(machine_time).unwrap_or_default(),
    ])
}

/// As every program reads it, in universal time.
pub(crate) fn machine_time(at: Moment) -> String {
    jiff::Timestamp::from_millisecond(at.0).map(|at| at.to_string()).unwrap_or_default()
}

type Piece = Result<Bytes, Error>;

fn stream_of<F, N>(from: u32, next: N) -> impl futures::Stream<Item = Piece> + Send
where
    N: Fn(u32) -> F + Send,
    F: Future<Output = Result<Option<(String, Option<u32>)>, Error>> + Send,
{
    stream::try_unfold((next, Some(from)), |(next, from)| async move {
        let Some(at) = from else { return Ok(None) };
        let piece = next(at).await?;
        Ok(piece.map(|(lines, on)| (Bytes::from(lines), (next, on))))
    })
}

pub(crate) fn stream_of_some<F, N>(
    from: Option<String>,
    next: N,
) -> impl futures::Stream<Item = Piece> + Send
where
    N: Fn(Option<String>) -> F + Send,
    F: Future<Output = Result<Option<(String, Option<String>)>, Error>> + Send,
{
    stream::try_unfold((next, from), |(next, from)| async move {
        let piece = next(from).await?;
        Ok(piece.map(|(lines, on)| (Bytes::from(lines), (next, on))))
    })
}

pub(crate) fn given(
    name: &str,
    is_marked: bool,
    head: String,
    rest: impl futures::Stream<Item = Piece> + Send + 'static,
) -> Response<Body> {
    let mark = if is_marked { BYTE_ORDER_MARK } else { "" };
    let head = stream::iter([Ok(Bytes::from(format!("{mark}{head}")))]);
    let mut response = Response::new(Body::from_stream(futures::StreamExt::chain(head, rest)));
    let disposition = format!("attachment; filename=\"{name}\"");
    let lines = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    for (name, value) in lines {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

pub(crate) fn text(word: Word, language: Language) -> String {
    word.in_language(language).to_owned()
}

/// One line of a table.
pub(crate) fn row<const N: usize>(cells: [String; N]) -> String {
    let mut line: String = cells.iter().map(|cell| table::cell(cell)).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// A line with more cells at its end.
fn joined(mut line: String, cells: &[String]) -> String {
    line.truncate(line.trim_end_matches("\r\n").len());
    for cell in cells {
        line.push(',');
        line.push_str(&table::cell(cell));
    }
    line.push_str("\r\n");
    line
}

pub(crate) async fn staff(house: &House, headers: &HeaderMap) -> Result<Staff, Error> {
    let staff = actions::sessions::staff_of(house, token_in(headers).as_deref()).await?;
    Ok(agreed(headers, staff)?)
}

pub(crate) fn refuse(error: &Error) -> Response<Body> {
    let fault: Fault = fault_of(error);
    (status_of(&fault), Json(fault)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cc_14_a_table_is_read_as_it_was_written_and_computes_nothing() {
        let line = row(["=1+1".to_owned(), "a,\"b\"\nc".to_owned(), "Zoë".to_owned()]);
        assert_eq!(line, "\"'=1+1\",\"a,\"\"b\"\"\nc\",Zoë\r\n");
        assert_eq!(joined(row(["1".to_owned()]), &["-2".to_owned()]), "1,\"'-2\"\r\n");
    }
}
