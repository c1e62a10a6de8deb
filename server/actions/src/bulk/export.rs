//! Closed conversations as a file: CSV that no spreadsheet takes for a formula, or JSON with what was said.

use std::collections::HashMap;

use model::{
    bulk::BulkFormat,
    conversation::{Conversation, Priority, Stage},
    event::{Author, EventBody},
    id::{DepartmentId, PersonId},
    moment::Moment,
};
use serde_json::{Value, json};
use store::Conn;

use crate::{Error, House};

/// What a JSON file ends with.
pub(super) const END: &str = "\n]\n";
const HEADS: [&str; 13] = [
    "id",
    "guest",
    "department",
    "agents",
    "started",
    "closed",
    "queue_s",
    "first_response_s",
    "topic",
    "priority",
    "tags",
    "comment",
    "messages",
];
/// Events read at once.
const PAGE: u32 = 500;

/// What names stand for.
struct Names {
    people: HashMap<PersonId, String>,
    departments: HashMap<DepartmentId, String>,
}

/// A file that is being written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    pub(super) format: BulkFormat,
    /// Nothing stands in it yet, not even its head.
    pub(super) is_first: bool,
    /// No conversation stands in it yet.
    pub(super) is_empty: bool,
}

impl Sheet {
    /// The next page of it.
    pub(super) async fn page(
        self,
        house: &House,
        conversations: &[Conversation],
    ) -> Result<Vec<u8>, Error> {
        let mut conn = house.store.read().await?;
        let people = store::people::all(&mut conn).await?;
        let departments = store::departments::all(&mut conn).await?;
        let names = Names {
            people: people.into_iter().map(|one| (one.id, one.name)).collect(),
            departments: departments.into_iter().map(|one| (one.id, one.name)).collect(),
        };
        let mut out = String::new();
        match self.format {
            BulkFormat::Csv => self.lines(&mut out, conversations, &names),
            BulkFormat::Json => {
                out.push_str(if self.is_first { "[" } else { "" });
                for (number, it) in conversations.iter().enumerate() {
                    out.push_str(if self.is_empty && number == 0 { "\n" } else { ",\n" });
                    let said = said(&mut conn, it).await?;
                    out.push_str(&entry(it, &names, said).to_string());
                }
            }
        }
        Ok(out.into_bytes())
    }

    fn lines(self, out: &mut String, conversations: &[Conversation], names: &Names) {
        if self.is_first {
            // Spreadsheets take a file without it for another encoding.
            out.push('\u{feff}');
            line(out, HEADS.iter().map(|head| (*head).to_owned()));
        }
        for it in conversations {
            line(out, cells(it, names));
        }
    }
}

fn cells(it: &Conversation, names: &Names) -> Vec<String> {
    let seconds = |ms: i64| (ms / 1_000).to_string();
    vec![
        it.id.to_string(),
        it.contact.name.clone(),
        names.department(it),
        names.agents(it).join(", "),
        written(it.created),
        it.closed_at().map(written).unwrap_or_default(),
        seconds(it.queue_ms(it.closed_at().unwrap_or_default())),
        it.first_reply.map(|at| seconds(at.since(it.created))).unwrap_or_default(),
        it.topic.clone(),
        priority(it.priority).to_owned(),
        it.tags.join(", "),
        comment(it).to_owned(),
        it.guest_messages.saturating_add(it.staff_messages).to_string(),
    ]
}

/// Adds a line; what a spreadsheet would take for a formula gets a quote in front, what would end a cell is quoted.
fn line(out: &mut String, cells: impl IntoIterator<Item = String>) {
    for (number, cell) in cells.into_iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let cell = if is_formula { format!("'{cell}") } else { cell };
        if cell.contains(['"', ',', ';', '\n', '\r', '\t']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

fn entry(it: &Conversation, names: &Names, messages: Vec<Value>) -> Value {
    json!({
        "id": it.id.to_string(),
        "contact": it.contact.id.to_string(),
        "guest": it.contact.name,
        "department": names.department(it),
        "agents": names.agents(it),
        "started": written(it.created),
        "closed": it.closed_at().map(written),
        "topic": it.topic,
        "priority": priority(it.priority),
        "tags": it.tags,
        "comment": comment(it),
        "messages": messages,
    })
}

/// What guest and staff said to each other; notes stay inside.
async fn said(conn: &mut Conn, it: &Conversation) -> Result<Vec<Value>, Error> {
    let mut all = Vec::new();
    let mut since = 0;
    loop {
        let page = store::events::after(conn, it.id, since, PAGE).await?;
        let Some(last) = page.last() else { return Ok(all) };
        since = last.version;
        for event in page {
            let EventBody::Said { text, files } = event.body else { continue };
            let by = match event.author {
                Author::Guest => it.contact.name.clone(),
                Author::Staff(person) => person.name,
                Author::System => String::new(),
            };
            let files: Vec<String> = files.into_iter().map(|file| file.name).collect();
            all.push(json!({ "at": written(event.at), "by": by, "text": text, "files": files }));
        }
    }
}

impl Names {
    fn department(&self, it: &Conversation) -> String {
        it.department.and_then(|id| self.departments.get(&id).cloned()).unwrap_or_default()
    }

    fn agents(&self, it: &Conversation) -> Vec<String> {
        it.served.iter().filter_map(|id| self.people.get(id).cloned()).collect()
    }
}

fn comment(it: &Conversation) -> &str {
    match &it.stage {
        Stage::Closed { comment, .. } => comment,
        _ => "",
    }
}

const fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Highest => "highest",
        Priority::High => "high",
        Priority::Medium => "medium",
        Priority::Low => "low",
        Priority::Lowest => "lowest",
        Priority::None => "",
    }
}

/// As ISO 8601, in UTC.
fn written(at: Moment) -> String {
    let days = at.0.div_euclid(86_400_000);
    let seconds = at.0.rem_euclid(86_400_000) / 1_000;
    let (year, month, day) = date(days);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The day of the calendar so many days after the first of January 1970.
fn date(days: i64) -> (i64, i64, i64) {
    // Counted from the first of March of a year that begins a period of 400, so that leap days come last.
    let days = days + 719_468;
    let period = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let of_month = day - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (year + period * 400 + later, month, of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cc_08_a_cell_is_never_a_formula_and_never_more_than_a_cell() {
        let mut out = String::new();
        let cells = ["=1+1", "@x", "-2", "+4930", "a\"b", "a,b", "a\nb", "\tx", "plain"];
        line(&mut out, cells.map(str::to_owned));
        assert_eq!(out, "'=1+1,'@x,'-2,'+4930,\"a\"\"b\",\"a,b\",\"a\nb\",\"'\tx\",plain\r\n");
    }

    #[test]
    fn moments_are_written_in_utc() {
        assert_eq!(written(Moment(0)), "1970-01-01T00:00:00Z");
        assert_eq!(written(Moment(951_782_399_999)), "2000-02-28T23:59:59Z");
        assert_eq!(written(Moment(951_782_400_000)), "2000-02-29T00:00:00Z");
        assert_eq!(written(Moment(1_795_008_000_000)), "2026-11-18T13:20:00Z");
        assert_eq!(written(Moment(-1)), "1969-12-31T23:59:59Z");
    }
}
