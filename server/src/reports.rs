//! What became of a broadcast, as a table for spreadsheets, page by page as it is read.

use actions::{House, broadcasts};
use app::{
    api::caller::{agreed, fault_of, status_of, token_in},
    words::{Language, broadcasts as words},
};
use axum::{
    Json,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, Response, header},
    response::IntoResponse,
};
use futures::stream;
use model::{
    broadcast::{Recipient, RecipientQuery},
    id::BroadcastId,
    moment::Moment,
    page::{PAGE_LIMIT, PageAt},
    permission::Staff,
    table::cell,
};
use serde::Deserialize;

use crate::assemble::App;

/// What tells spreadsheets that a table is in UTF-8.
const MARK: &str = "\u{feff}";

/// How it is to be written.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    language: String,
}

/// Gives the table out.
pub async fn give(
    State(app): State<App>,
    Path(id): Path<BroadcastId>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Response<Body> {
    let begun = async {
        let token = token_in(&headers);
        let staff = actions::sessions::staff_of(&app.house, token.as_deref()).await?;
        let staff = agreed(&headers, staff)?;
        broadcasts::export(&app.house, &staff, id).await?;
        Ok::<_, actions::Error>(staff)
    };
    let staff = match begun.await {
        Ok(staff) => staff,
        Err(error) => {
            let fault = fault_of(&error);
            return (status_of(&fault), Json(fault)).into_response();
        }
    };
    let language = Language::from_tag(&wanted.language);
    let mut response = Response::new(Body::from_stream(table(app.house, staff, id, language)));
    let disposition = "attachment; filename=\"broadcast.csv\"";
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Where the next page starts; `None` inside: at the beginning.
type Next = Option<Option<String>>;

fn table(
    house: House,
    staff: Staff,
    broadcast: BroadcastId,
    language: Language,
) -> impl futures::Stream<Item = Result<String, actions::Error>> + Send {
    stream::try_unfold(Some(None), move |next: Next| {
        let (house, staff) = (house.clone(), staff.clone());
        async move {
            let Some(after) = next else { return Ok(None) };
            let is_first = after.is_none();
            let page = PageAt { after, limit: PAGE_LIMIT };
            let query = RecipientQuery { broadcast, delivery: None, page };
            let page = broadcasts::recipients(&house, &staff, &query).await?;
            let mut text = if is_first { head(language) } else { String::new() };
            page.rows.iter().for_each(|row| text.push_str(&line(row, language)));
            Ok(Some((text, page.next.map(Some))))
        }
    })
}

fn head(language: Language) -> String {
    let names =
        [words::PLACE, words::NAME, words::ADDRESS, words::RESULT, words::REASON, words::TIME];
    let cells = names.map(|name| cell(name.in_language(language)));
    format!("{MARK}{}\r\n", cells.join(","))
}

fn line(row: &Recipient, language: Language) -> String {
    let cells = [
        row.place.to_string(),
        cell(&row.name),
        cell(&row.address),
        cell(words::delivery(row.delivery.name()).in_language(language)),
        cell(&words::reason(&row.delivery, language)),
        time(row.at),
    ];
    format!("{}\r\n", cells.join(","))
}

/// As machines and people read it everywhere: `2027-01-15T08:00:00Z`.
fn time(at: Moment) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{
        broadcast::{Delivery, Skip},
        id::ContactId,
        mail::MailError,
    };

    fn row(name: &str, delivery: Delivery) -> Recipient {
        Recipient {
            place: 3,
            contact: ContactId(uuid::Uuid::nil()),
            name: name.to_owned(),
            address: "emmy@tea.example".to_owned(),
            delivery,
            at: Moment(1_800_000_000_000),
            conversation: None,
        }
    }

    #[test]
    fn cc_13_a_report_is_a_table_whose_cells_are_no_formulas() {
        let evil = row("=HYPERLINK(\"http://evil\")", Delivery::Sent);
        assert_eq!(
            line(&evil, Language::English),
            "3,\"'=HYPERLINK(\"\"http://evil\"\")\",emmy@tea.example,Sent,,2027-01-15T08:00:00Z\r\n"
        );
        let refused = Delivery::Refused(MailError::Said("550 no, never".to_owned()));
        assert!(line(&row("Emmy", refused), Language::German).contains(",\"550 no, never\","));
        let skipped = row("Emmy", Delivery::Skipped(Skip::OptedOut));
        assert!(line(&skipped, Language::German).contains("Abgemeldet"));
        assert!(head(Language::German).starts_with("\u{feff}Nr.,Name,"));
    }
}
