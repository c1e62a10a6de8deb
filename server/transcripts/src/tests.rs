//! What a transcript promises: every script, every length, accessible, never a failure because of what was said.

use krilla::configure::{Accessibility, ConfigurationBuilder};
use proptest::prelude::*;

use super::*;

/// Two by two dots, as PNG.
const PICTURE: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x02\x00\x00\x00\
      \x02\x08\x02\x00\x00\x00\xfd\xd4\x9a\x73\x00\x00\x00\x11\x49\x44\x41\x54\x78\x9c\x63\xf8\
      \xcf\xc0\x00\x44\x60\xe2\x3f\x03\x00\x1d\xf0\x03\xfd\xa0\x33\x09\x89\x00\x00\x00\x00\x49\
      \x45\x4e\x44\xae\x42\x60\x82";

fn said(text: &str) -> Item {
    Item::Said(Said {
        side: Side::Guest,
        author: "Zoë".to_owned(),
        time: "09:00".to_owned(),
        text: text.to_owned(),
        files: Vec::new(),
    })
}

fn sheet(items: Vec<Item>) -> Sheet {
    Sheet {
        title: "Chat with Zoë".to_owned(),
        language: "en".to_owned(),
        facts: vec![Fact { label: "Guest".to_owned(), value: "Zoë".to_owned() }],
        days: vec![Day { title: "Monday".to_owned(), items }],
        nothing: "Nothing was said.".to_owned(),
        footer: "Tea & Co".to_owned(),
        page_of: "Page {page} of {pages}".to_owned(),
        made: (2026, 11, 25, 10, 0, 0),
    }
}

/// As PDF/UA-1 demands it; among others a character without a glyph is refused.
fn typeset_strictly(sheet: &Sheet) -> Result<Vec<u8>, Error> {
    let strict = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
    typeset_for(sheet, strict.finish().unwrap())
}

fn count(pdf: &[u8], what: &[u8]) -> usize {
    pdf.windows(what.len()).filter(|found| *found == what).count()
}

#[test]
fn qa_04_every_script_has_its_glyphs_and_the_document_is_accessible() {
    let texts = [
        "Zoë’s “café” — naïve, Straße, łódź, İstanbul, € 12",
        "Добрый день",
        "Ελληνικά: η τσαγιέρα",
        "مرحبا، وصل الإبريق 12345",
        "שלום (12345)",
        "茶壶坏了。請問可以退貨嗎?",
        "お茶のポットが壊れました",
        "주전자가 깨졌어요",
        "🙏 😀 🎉 📦",
    ];
    for text in texts {
        let made = typeset_strictly(&sheet(vec![said(text)]));
        assert!(made.is_ok(), "{text}: {made:?}");
    }
}

#[test]
fn qa_04_a_long_conversation_goes_on_over_many_pages() {
    let items = (0..200).map(|n| said(&format!("Line {n}\n{}", "tea ".repeat(60)))).collect();
    let pdf = typeset_strictly(&sheet(items)).unwrap();
    let pages = count(&pdf, b"/Type/Page/") + count(&pdf, b"/Type /Page\n");
    assert!(pages > 10, "{pages} pages");
}

#[test]
fn qa_04_a_picture_is_shown_and_one_that_cannot_be_read_is_named() {
    let file = |image: Vec<u8>| Attached {
        line: "teapot.png, 1 KB".to_owned(),
        name: "teapot.png".to_owned(),
        image: Some(image),
    };
    let item = |image| {
        Item::Said(Said {
            side: Side::Staff,
            author: "Ada".to_owned(),
            time: "09:00".to_owned(),
            text: String::new(),
            files: vec![file(image)],
        })
    };
    let shown = typeset_strictly(&sheet(vec![item(PICTURE.to_vec())])).unwrap();
    assert_eq!(count(&shown, b"/Subtype/Image"), 1);
    let broken = b"\x89PNG\r\n\x1a\nno picture at all".to_vec();
    let named = typeset_strictly(&sheet(vec![item(broken)])).unwrap();
    assert_eq!(count(&named, b"/Subtype/Image"), 0);
}

#[test]
fn qa_04_a_conversation_in_which_nothing_was_said_says_so() {
    let empty = Sheet { days: Vec::new(), ..sheet(Vec::new()) };
    let pdf = typeset_strictly(&empty).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let sheet = sheet(vec![said("twice")]);
    assert_eq!(typeset(&sheet).unwrap(), typeset(&sheet).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn qa_04_whatever_was_said_there_is_a_pdf(texts in prop::collection::vec("\\PC{0,200}|[\u{0}-\u{1f}]{0,9}|\\S{300}", 0..6), title in ".{0,80}") {
        let items = texts.iter().map(|text| said(text)).collect();
        let sheet = Sheet { title: title.clone(), footer: title, ..sheet(items) };
        prop_assert!(typeset(&sheet).is_ok());
    }
}
