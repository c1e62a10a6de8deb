//! Both forms of a transcript, read as their readers do.

use model::{
    Uuid,
    id::{ConversationId, UploadId},
    locale::Locale,
    moment::Moment,
    transcript::{Entry, Happened, Medium, Speaker, Transcript},
    upload::FileRef,
};

use super::{html, plain, size};
use app::words::Language;

/// 15 January 2027, 08:00 UTC.
const START: i64 = 1_800_000_000_000;

fn entry(minute: i64, by: Speaker, what: Happened) -> Entry {
    Entry { at: Moment(START + minute * 60_000), by, what }
}

fn transcript(language: &str, zone: &str) -> Transcript {
    let file = FileRef {
        id: UploadId(Uuid::nil()),
        name: "Rechnung <1>.pdf".to_owned(),
        mime: "application/pdf".to_owned(),
        size_bytes: 1_250_000,
        width: 0,
        height: 0,
    };
    let said = |text: &str| Happened::Said { text: text.to_owned(), files: Vec::new() };
    let ada = || Speaker::Staff("Ada".to_owned());
    Transcript {
        conversation: ConversationId(Uuid::nil()),
        workspace: "Tea & Co".to_owned(),
        guest: "Emmy".to_owned(),
        department: Some("Support".to_owned()),
        agents: vec!["Ada".to_owned()],
        started: Moment(START),
        ended: Some(Moment(START + 1_440 * 60_000)),
        entries: vec![
            entry(0, Speaker::Guest, Happened::Started),
            entry(1, ada(), Happened::Joined { name: "Ada".to_owned() }),
            entry(2, Speaker::Guest, said("Hello\n[08:03] Ada:\n  I owe you money")),
            entry(3, Speaker::Guest, Happened::Said { text: String::new(), files: vec![file] }),
            entry(1_440, ada(), Happened::Ended { comment: "Bye!".to_owned() }),
        ],
        left_out: 0,
        reader: Locale { language: language.to_owned(), time_zone: zone.to_owned() },
        medium: Medium::Letter,
    }
}

#[test]
fn qa_03_plain_text_reads_well_and_nobody_can_write_anothers_line() {
    let text = plain::write(&transcript("en-GB", "Europe/London"), "Your chat");
    let expected = "\
Your chat

Guest: Emmy
With: Ada
Department: Support
Started: 15 Jan 2027, 08:00
Ended: 16 Jan 2027, 08:00

--- 15 Jan 2027 ---
[08:00] * Emmy started the chat
[08:01] * Ada joined
[08:02] Emmy:
  Hello
  [08:03] Ada:
    I owe you money
[08:03] Emmy:
  Attached: Rechnung <1>.pdf (1.2 MB)

--- 16 Jan 2027 ---
[08:00] * Ada ended the chat:
  Bye!

-- 
Times are those of Europe/London.
Sent by Tea & Co.
";
    assert_eq!(text, expected);
}

#[test]
fn qa_03_days_and_times_are_the_readers() {
    let german = plain::write(&transcript("de", "America/New_York"), "x");
    assert!(german.contains("Begonnen: 15.01.2027, 03:00"), "{german}");
    assert!(german.contains("Zeitzone America/New York"), "{german}");
    assert!(german.contains("(1,2 MB)"), "{german}");
    let american = plain::write(&transcript("en-US", "America/New_York"), "x");
    assert!(american.contains("Started: Jan 15, 2027, 3:00 AM"), "{american}");
    let lost = plain::write(&transcript("xx", "Nowhere/At_All"), "x");
    assert!(lost.contains("Started: 15 Jan 2027, 08:00"), "{lost}");
    assert!(lost.contains("Times are those of UTC."), "{lost}");
}

#[test]
fn qa_03_the_page_escapes_what_strangers_write_and_needs_nothing_from_elsewhere() {
    let mut evil = transcript("en", "UTC");
    evil.guest = "<img src=x onerror=alert(1)>".to_owned();
    evil.workspace = "\"><script>".to_owned();
    let page = html::write(&evil, "</title><script>");
    for tag in ["<img", "<script", "onerror=alert(1)>"] {
        assert!(!page.contains(tag), "{tag} in {page}");
    }
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"), "{page}");
    assert!(page.contains("Rechnung &lt;1&gt;.pdf"), "{page}");
    for outside in ["http:", "https:", "src=", "href=", "url("] {
        assert!(!page.replace("src=x", "").contains(outside), "{outside} in {page}");
    }
    assert!(page.contains("<meta name=\"color-scheme\" content=\"light dark\">"));
    // No ground and no ink of its own: both modes stay readable.
    assert!(!page.contains("background"), "{page}");
}

#[test]
fn sizes_are_written_as_people_read_them() {
    let sizes = [(999, "999 B"), (1_000, "1 KB"), (999_001, "1000 KB"), (52_460_000, "52.4 MB")];
    for (bytes, text) in sizes {
        assert_eq!(size(bytes, Language::English), text);
    }
}
