//! The list of contacts: a page of a hundred thousand, wherever it is, in whatever order, searched.

use std::time::Instant;

use actions::contacts;
use model::{
    Uuid,
    contact::{Contact, ContactOrder, ContactQuery},
    id::ContactId,
    moment::Moment,
    page::PageAt,
    permission::Staff,
};

use crate::{
    stats::median,
    table,
    workspace::{open, set_up},
};

const CONTACTS: usize = 100_000;
const PAGE: u32 = 50;
/// Pages read one after the other, from the first on and from the middle on.
const PAGES: usize = 100;
const NAMES: [&str; 8] = ["Ada", "Björn", "Chloé", "Đorđe", "Erin", "Fatima", "Goran", "Hélène"];
const SURNAMES: [&str; 7] =
    ["Müller", "Sørensen", "Nguyễn", "O’Brien", "Żółć", "Papadopoulos", "Li"];

pub(crate) async fn measure() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let house = open(folder.path()).await?;
    let admin = set_up(&house).await?;
    let mut write = house.store.write().await?;
    for number in 0..CONTACTS {
        store::contacts::insert(&mut write, &contact(number)).await?;
    }
    write.commit().await?;
    let mut rows = Vec::new();
    for (name, order) in [
        ("by name", ContactOrder::Name),
        ("by last chat", ContactOrder::LastChat),
        ("newest first", ContactOrder::Created),
    ] {
        let query = ContactQuery { order, ..ContactQuery::default() };
        rows.push(read(&house, &admin, name, query).await?);
    }
    for search in ["bjorn", "sorensen 9", "4912345", "nobody at all"] {
        let query = ContactQuery { search: search.to_owned(), ..ContactQuery::default() };
        rows.push(read(&house, &admin, &format!("search {search:?}"), query).await?);
    }
    let title = format!("pages of {PAGE} of {CONTACTS} contacts, up to {PAGES} in a row");
    table::print(&title, &["", "found", "p50", "slowest"], &rows);
    house.store.clone().close().await;
    Ok(())
}

async fn read(
    house: &actions::House,
    admin: &Staff,
    name: &str,
    mut query: ContactQuery,
) -> anyhow::Result<Vec<String>> {
    let (mut times, mut found) = (Vec::new(), 0);
    query.page = PageAt { after: None, limit: PAGE };
    for _ in 0..PAGES {
        let start = Instant::now();
        let page = contacts::list(house, admin, &query).await?;
        times.push(start.elapsed().as_secs_f64() * 1e6);
        found = page.total;
        query.page.after = page.next;
        if query.page.after.is_none() {
            break;
        }
    }
    let slowest = times.iter().copied().fold(0.0, f64::max);
    let (p50, slowest) = (table::ms(median(times)), table::ms(slowest));
    Ok(vec![name.to_owned(), table::whole(found as f64), p50, slowest])
}

fn contact(number: usize) -> Contact {
    let pick = |list: &[&'static str], by: usize| list.get(by % list.len()).copied().unwrap_or("");
    let (first, last) = (pick(&NAMES, number), pick(&SURNAMES, number / NAMES.len()));
    Contact {
        id: ContactId(Uuid::from_u128((number as u128 + 1) << 64)),
        username: format!("guest-{number}"),
        name: format!("{first} {last} {number}"),
        emails: vec![format!("guest.{number}@example.com")],
        phones: vec![format!("+49{:09}", number * 7)],
        notes: String::new(),
        fields: Default::default(),
        manager: None,
        created: Moment(number as i64),
        last_chat: number.is_multiple_of(3).then(|| Moment((number * 31 % 99_991) as i64)),
        last_conversation: None,
        blocked: None,
        erased: None,
        version: 1,
    }
}
