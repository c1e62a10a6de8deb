//! Writes a specimen with every script and state to the path given, to be looked at.

use transcripts::{Attached, Day, Fact, Item, Said, Sheet, Side, typeset};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("say where to write it")?;
    let image = std::env::args().nth(2).map(std::fs::read).transpose()?;
    std::fs::write(path, typeset(&specimen(image))?)?;
    Ok(())
}

fn specimen(image: Option<Vec<u8>>) -> Sheet {
    let fact = |label: &str, value: &str| Fact { label: label.to_owned(), value: value.to_owned() };
    let texts = [
        (
            Side::Guest,
            "Good morning! My teapot arrived with a crack right through the spout, and the lid is of another colour than in the picture. What can we do?",
        ),
        (
            Side::Staff,
            "Good morning, Zoë. I am sorry to hear that.\n\nCould you send me a picture of it?\nhttps://shop.example/returns/a-very-long-address-that-has-no-spaces-in-it-at-all/and-goes-on-and-on-until-the-margin?order=1234567890",
        ),
        (Side::Guest, "Добрый день, чайник разбит. Ελληνικά: η τσαγιέρα έσπασε. हैलो वर्ल्ड"),
        (Side::Guest, "مرحبا، وصل إبريق الشاي مكسورا ولدي رقم الطلب 12345 من shop.example"),
        (Side::Staff, "שלום, קיבלנו את ההודעה שלך ונחזור אליך בהקדם (order 12345)."),
        (Side::Guest, "茶壶坏了。お茶のポットが壊れました。주전자가 깨졌어요. 請問可以退貨嗎?"),
        (Side::Staff, "Thanks 🙏 all good 😀🎉 — we send a new one 📦 👍🏽 ❤️"),
    ];
    let said = |n: usize| {
        let (side, text) = texts.get(n % texts.len()).copied().unwrap_or((Side::Guest, ""));
        let author = if side == Side::Guest { "Zoë Ångström" } else { "Ada Lovelace" };
        let image = image.clone().filter(|_| n == 4);
        let files = if n % 9 == 4 {
            vec![Attached {
                line: "📎 teapot.png, 48 KB".into(), name: "teapot.png".into(), image
            }]
        } else {
            Vec::new()
        };
        let time = format!("{:02}:{:02}", 9 + n / 60, n % 60);
        Item::Said(Said { side, author: author.to_owned(), time, text: text.to_owned(), files })
    };
    let happened = |text: &str| Item::Happened { time: "09:01".to_owned(), text: text.to_owned() };
    let mut first: Vec<Item> =
        vec![happened("Zoë Ångström started the chat"), happened("Ada Lovelace took the chat")];
    first.extend((0..24).map(said));
    let mut second: Vec<Item> = (24..40).map(said).collect();
    second.push(happened("Ada Lovelace ended the chat: Solved, a new teapot is on its way"));
    Sheet {
        title: "Chat with Zoë Ångström".into(),
        language: "en".into(),
        facts: vec![
            fact("Contact", "Zoë Ångström"),
            fact("Agent", "Ada Lovelace (ada)"),
            fact("Department", "Support"),
            fact("Started", "24 November 2026, 09:00"),
            fact("Closed", "25 November 2026, 09:41"),
            fact("Tags", "broken, replacement, teapot"),
            fact("Time zone", "Europe/Berlin"),
        ],
        days: vec![
            Day { title: "Tuesday, 24 November 2026".into(), items: first },
            Day { title: "Wednesday, 25 November 2026".into(), items: second },
        ],
        nothing: String::new(),
        footer: "Tea & Co · Chat with Zoë Ångström".into(),
        page_of: "Page {page} of {pages}".into(),
        made: (2026, 11, 25, 10, 0, 0),
    }
}
