//! The directory at a million: contacts and closed chats, searched and turned over by an agent, a manager and an
//! administrator; beside plain FTS5, or plain trigrams in PostgreSQL, over the same texts.

mod fill;
pub(crate) mod people;
mod plain;
mod trigrams;

use std::{path::PathBuf, time::Instant};

use actions::{House, Limits, calls, clock::Clock, contacts, conversations};
use model::{
    archive::ArchiveQuery,
    call::CallQuery,
    contact::{ContactOrder, ContactQuery},
    page::PageAt,
    permission::Staff,
    person::{PersonRef, Role, Roles},
};
use store::Store;

use self::{
    fill::{Size, agent, department, fill},
    people::{Dice, contact, family, word},
    plain::Plain,
    trigrams::Trigrams,
};
use crate::table;

/// A PostgreSQL database to measure as well: empty, or as an earlier run left it.
const POSTGRES: &str = "SWITCHBOARD_BENCH_POSTGRES";
const FOLDER: &str = "target/bench";
const PAGE: u32 = 50;
/// Questions of each kind.
const QUESTIONS: usize = 200;
/// Pages turned over before the deep one.
const DEEP: usize = 40;
const MILLION: usize = 1_000_000;

/// Measures with so many contacts and conversations, a million unless told otherwise.
pub(crate) async fn measure(count: Option<usize>) -> anyhow::Result<()> {
    let count = count.unwrap_or(MILLION);
    let size = Size { contacts: count, conversations: count, messages_each: 10 };
    let folder = PathBuf::from(FOLDER).join(format!("directory-{count}"));
    std::fs::create_dir_all(&folder)?;
    let url = format!("sqlite://{}", folder.join("switchboard.db").display());
    let house = filled(&url, size).await?;
    let plain = Plain::open(&folder.join("plain.db"), size).await?;
    run(&house, size, Beside::Fts5(plain), "SQLite").await?;
    house.store.clone().close().await;
    if let Ok(url) = std::env::var(POSTGRES) {
        let size = Size { conversations: count / 10, ..size };
        let house = filled(&url, size).await?;
        let trigrams = Trigrams::open(&url, size).await?;
        run(&house, size, Beside::Trigrams(trigrams), "PostgreSQL").await?;
        house.store.clone().close().await;
    }
    Ok(())
}

async fn filled(url: &str, size: Size) -> anyhow::Result<House> {
    let store = Store::open(url).await?;
    fill(&store, size).await?;
    let many = 1_000_000;
    let limits = Limits {
        log_ins_per_minute: many,
        chats_per_minute: many,
        messages_per_minute: many,
        uploads_per_minute: many,
        mails_per_minute: many,
    };
    Ok(House::new(store, Clock::machine(), limits, false))
}

/// An administrator, a manager of two departments and an agent.
fn viewers() -> [(&'static str, Staff); 3] {
    let staff = |person: PersonRef, role, departments| Staff {
        person,
        roles: Roles::default().with(role),
        departments,
    };
    [
        ("administrator", staff(agent(AGENTS_LAST), Role::Administrator, Vec::new())),
        ("manager", staff(agent(AGENTS_LAST), Role::Manager, vec![department(0), department(1)])),
        ("agent", staff(agent(7), Role::Agent, vec![department(7)])),
    ]
}

/// Not among those who serve.
const AGENTS_LAST: usize = people::AGENTS;

/// What anybody would build first.
enum Beside {
    Fts5(Plain),
    Trigrams(Trigrams),
}

impl Beside {
    const fn name(&self) -> &'static str {
        match self {
            Self::Fts5(_) => "plain FTS5",
            Self::Trigrams(_) => "plain trigrams",
        }
    }

    /// Microseconds a search takes; `None` where it has nothing to be asked.
    async fn ask(&mut self, kind: Kind, search: &str) -> anyhow::Result<Option<f64>> {
        let is_words = matches!(kind, Kind::Word | Kind::Words | Kind::Phrase);
        Ok(match self {
            _ if matches!(kind, Kind::Caller) => None,
            Self::Fts5(plain) if is_words => Some(plain.words(search).await?),
            Self::Fts5(plain) => Some(plain.contacts(search).await?),
            Self::Trigrams(_) if is_words => None,
            Self::Trigrams(trigrams) => Some(trigrams.contacts(search).await?),
        })
    }
}

async fn run(house: &House, size: Size, mut beside: Beside, store: &str) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    for kind in Kind::ALL {
        let searches: Vec<String> =
            (0..QUESTIONS).map(|number| kind.search(number, size)).collect();
        for (role, staff) in viewers() {
            let mut times = Vec::new();
            for search in &searches {
                times.push(kind.ask(house, &staff, search).await?);
            }
            rows.push(row(&format!("{} · {role}", kind.name()), times));
        }
        let mut times = Vec::new();
        for search in &searches {
            times.extend(beside.ask(kind, search).await?);
        }
        if !times.is_empty() {
            rows.push(row(&format!("{} · {}", kind.name(), beside.name()), times));
        }
    }
    let title = format!(
        "{store}: {} contacts, {} conversations of {} messages; first page of {PAGE}",
        table::whole(size.contacts as f64),
        table::whole(size.conversations as f64),
        size.messages_each
    );
    table::print(&title, &["", "p50", "p99", "slowest"], &rows);
    pages(house, store).await
}

/// What is typed.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Prefix,
    Infix,
    Short,
    Two,
    Phone,
    Caller,
    Word,
    Words,
    Phrase,
}

impl Kind {
    const ALL: [Self; 9] = [
        Self::Prefix,
        Self::Infix,
        Self::Short,
        Self::Two,
        Self::Phone,
        Self::Caller,
        Self::Word,
        Self::Words,
        Self::Phrase,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Prefix => "contact, beginning of a name",
            Self::Infix => "contact, inside of a name",
            Self::Short => "contact, one or two letters",
            Self::Two => "contact, given and family name",
            Self::Phone => "contact, last digits of a number",
            Self::Caller => "calls, beginning of a name",
            Self::Word => "chats, one word",
            Self::Words => "chats, two words",
            Self::Phrase => "chats, a phrase",
        }
    }

    fn search(self, number: usize, size: Size) -> String {
        let mut dice = Dice::of(9, number);
        let someone =
            || contact(number * 4_999 % size.contacts, (size.contacts, size.conversations));
        let part = |text: &str, from: usize, count: usize| -> String {
            text.chars().skip(from).take(count).collect()
        };
        match self {
            Self::Prefix | Self::Caller => part(&family(&mut dice), 0, 3 + number % 5),
            Self::Infix => part(&family(&mut dice), 1 + number % 2, 3 + number % 5),
            Self::Short => part(&someone().name, number % 3, 1 + number % 2).trim().to_owned(),
            Self::Two => someone().name,
            Self::Phone => {
                let phone = someone().phones.into_iter().next().unwrap_or_else(|| "4912345".into());
                let digits = phone.len().saturating_sub(4 + number % 4);
                phone.get(digits..).unwrap_or_default().to_owned()
            }
            Self::Word => word(&mut dice).to_owned(),
            Self::Words => format!("{} {}", word(&mut dice), word(&mut dice)),
            Self::Phrase => format!("\"{} {}\"", word(&mut dice), word(&mut dice)),
        }
    }

    /// Microseconds until the page is there.
    async fn ask(self, house: &House, staff: &Staff, search: &str) -> anyhow::Result<f64> {
        let page = PageAt { after: None, limit: PAGE };
        let search = search.to_owned();
        let start = Instant::now();
        match self {
            Self::Word | Self::Words | Self::Phrase => {
                let query = ArchiveQuery { search, page, ..ArchiveQuery::default() };
                conversations::archive(house, staff, &query).await?;
            }
            Self::Caller => {
                let query = CallQuery { search, page, ..CallQuery::default() };
                calls::list(house, staff, &query).await?;
            }
            _ => {
                let order = ContactOrder::Best;
                let query = ContactQuery { search, order, page, ..ContactQuery::default() };
                contacts::list(house, staff, &query).await?;
            }
        }
        Ok(start.elapsed().as_secs_f64() * 1e6)
    }
}

/// The first page of each tab, and the one after forty.
async fn pages(house: &House, store: &str) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    for (role, staff) in viewers() {
        for tab in ["contacts", "chats", "calls"] {
            let (mut first, mut deep) = (Vec::new(), Vec::new());
            for _ in 0..QUESTIONS / 10 {
                let mut at = PageAt { after: None, limit: PAGE };
                for number in 0..=DEEP {
                    let start = Instant::now();
                    let next = turn(house, &staff, tab, &at).await?;
                    let time = start.elapsed().as_secs_f64() * 1e6;
                    match number {
                        0 => first.push(time),
                        DEEP => deep.push(time),
                        _ => {}
                    }
                    let Some(next) = next else { break };
                    at.after = Some(next);
                }
            }
            rows.push(row(&format!("{tab}, first page · {role}"), first));
            rows.push(row(&format!("{tab}, page {DEEP} · {role}"), deep));
        }
    }
    table::print(&format!("{store}: pages of {PAGE}"), &["", "p50", "p99", "slowest"], &rows);
    Ok(())
}

async fn turn(
    house: &House,
    staff: &Staff,
    tab: &str,
    page: &PageAt,
) -> anyhow::Result<Option<String>> {
    let page = page.clone();
    if tab == "chats" {
        let query = ArchiveQuery { page, ..ArchiveQuery::default() };
        return Ok(conversations::archive(house, staff, &query).await?.next);
    }
    if tab == "calls" {
        let query = CallQuery { page, ..CallQuery::default() };
        return Ok(calls::list(house, staff, &query).await?.next);
    }
    let query = ContactQuery { page, is_descending: true, ..ContactQuery::default() };
    Ok(contacts::list(house, staff, &query).await?.next)
}

fn row(name: &str, mut times: Vec<f64>) -> Vec<String> {
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    let slowest = times.last().copied().unwrap_or_default();
    vec![name.to_owned(), table::ms(at(50)), table::ms(at(99)), table::ms(slowest)]
}
