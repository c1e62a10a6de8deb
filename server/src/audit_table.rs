//! The audit trail as CSV, in words.

use std::collections::HashMap;

use actions::{Error, audit};
use app::words::{Language, audit as words, contact_trust as trust_words};
use axum::{
    body::Body,
    extract::{Query, State},
    http::{HeaderMap, Response},
};
use model::{
    audit::{AuditLine, AuditQuery, Deed},
    id::PersonId,
    page::{PAGE_LIMIT, PageAt},
};
use serde::Deserialize;

use crate::{
    assemble::App,
    tables::{given, machine_time, refuse, row, staff, stream_of_some, text},
};

/// What of the trail is wanted.
#[derive(Debug, Deserialize)]
pub struct Wish {
    #[serde(default)]
    language: String,
    /// An [`AuditQuery`] in JSON.
    query: String,
}

/// The lines that are found by a query.
pub async fn give(
    State(app): State<App>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Response<Body> {
    let house = app.house;
    let language = Language::from_tag(&wish.language);
    let query: AuditQuery = serde_json::from_str(&wish.query).unwrap_or_default();
    let at = |after: Option<String>| PageAt { after, limit: PAGE_LIMIT };
    let found = async {
        let staff = staff(&house, &headers).await?;
        let first = AuditQuery { page: at(None), ..query.clone() };
        let first = audit::list(&house, &staff, &first).await?;
        let mut conn = house.store.read().await?;
        let people = store::people::all(&mut conn).await?;
        let names: HashMap<PersonId, String> =
            people.into_iter().map(|person| (person.id, person.name)).collect();
        Ok::<_, Error>((staff, first, names))
    };
    let (staff, first, names) = match found.await {
        Ok(found) => found,
        Err(error) => return refuse(&error),
    };
    let columns = [words::WHEN, words::WHO, words::WHAT, words::ABOUT];
    let head = row(columns.map(|word| text(word, language)));
    let written = move |lines: &[AuditLine]| -> String {
        lines.iter().map(|line| line_of(line, &names, language)).collect()
    };
    let lines = written(&first.lines);
    let rest = move |after: Option<String>| {
        let query = AuditQuery { page: at(after.clone()), ..query.clone() };
        let (house, staff, written) = (house.clone(), staff.clone(), written.clone());
        async move {
            if after.is_none() {
                return Ok(None);
            }
            let page = audit::list(&house, &staff, &query).await?;
            Ok(Some((written(&page.lines), page.next)))
        }
    };
    given("audit.csv", true, head + &lines, stream_of_some(first.next, rest))
}

fn line_of(line: &AuditLine, names: &HashMap<PersonId, String>, language: Language) -> String {
    let who = match line.who {
        None => text(words::SERVER, language),
        Some(who) => names.get(&who).cloned().unwrap_or_else(|| who.to_string()),
    };
    let what = Deed::of(&line.what)
        .map_or_else(|| line.what.clone(), |deed| text(words::deed(deed), language));
    let contact = line.contact.as_ref().map(|contact| match contact.name.as_str() {
        "" => text(trust_words::ERASED_CONTACT, language),
        name => name.to_owned(),
    });
    let person = line.about.parse().ok().and_then(|id| names.get(&id).cloned());
    let about = match (contact, line.conversation) {
        (Some(name), Some(id)) => format!("{name} ({id})"),
        (Some(name), None) => name,
        (None, _) => person.unwrap_or_else(|| line.about.clone()),
    };
    row([machine_time(line.at), who, what, about])
}
