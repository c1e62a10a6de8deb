//! Typesets a chat of a thousand messages (or as many as are asked for) and tells what that took of the processor:
//! `cargo run --release --package transcripts --example thousand [MESSAGES]`.

use std::{error::Error, fs};

use transcripts::{Day, Fact, Item, Said, Sheet, Side, typeset};

const TEXTS: [&str; 5] = [
    "Good morning! My teapot arrived with a crack right through the spout, and the lid is of another colour than in the picture.",
    "I am sorry to hear that. Could you send me a picture of it?\nhttps://shop.example/returns/1234567890",
    "Добрый день, чайник разбит. Ελληνικά: η τσαγιέρα έσπασε.",
    "مرحبا، وصل إبريق الشاي مكسورا ولدي رقم الطلب 12345",
    "茶壶坏了。お茶のポットが壊れました。 Thanks 🙏",
];

fn main() -> Result<(), Box<dyn Error>> {
    let count = std::env::args().nth(1).map_or(Ok(1_000), |count| count.parse::<usize>())?;
    let sheet = sheet(count);
    for _ in 0..3 {
        let before = processor_ms()?;
        let bytes = typeset(&sheet)?.len();
        let took = processor_ms()? - before;
        eprintln!("{count} messages: {took:.0} ms of the processor, {bytes} bytes");
    }
    Ok(())
}

fn sheet(count: usize) -> Sheet {
    let item = |n: usize| {
        let side = if n.is_multiple_of(2) { Side::Guest } else { Side::Staff };
        let author = if n.is_multiple_of(2) { "Zoë Ångström" } else { "Ada Lovelace" };
        let text = TEXTS.get(n % TEXTS.len()).copied().unwrap_or_default();
        Item::Said(Said {
            side,
            author: author.to_owned(),
            time: format!("{:02}:{:02}", n / 60 % 24, n % 60),
            text: text.to_owned(),
            files: Vec::new(),
        })
    };
    Sheet {
        title: "Chat with Zoë Ångström".to_owned(),
        language: "en".to_owned(),
        facts: vec![Fact { label: "Guest".to_owned(), value: "Zoë Ångström".to_owned() }],
        days: vec![Day { title: "24 Nov 2026".to_owned(), items: (0..count).map(item).collect() }],
        footer: "Tea & Co".to_owned(),
        page_of: "Page {page} of {pages}".to_owned(),
        made: (2026, 11, 25, 10, 0, 0),
        ..Sheet::default()
    }
}

/// What this thread has had of the processor, as Linux counts it.
fn processor_ms() -> Result<f64, Box<dyn Error>> {
    let counted = fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = counted.split(' ').next().ok_or("schedstat is empty")?;
    Ok(nanoseconds.parse::<f64>()? / 1e6)
}
