//! Names, numbers and addresses as they are in the world: what a search must find, and what it must not.

use model::contact::{ContactOrder, ContactQuery};
use model::page::PageAt;
use model::permission::Reach;

use super::*;
use crate::{Store, contacts, on_both, samples};

/// A contact: name, emails, phones.
type Known = (&'static str, &'static [&'static str], &'static [&'static str]);

const WORLD: &[Known] = &[
    ("Jürgen Groß-Weiß", &["j.gross@example.de"], &["+4930901820"]), // 0
    ("GROẞMANN, Käthe", &[], &["+493012345678"]),                    // 1
    ("İbrahim Çağlar Işık", &["ibrahim@ornek.tr"], &["+905321234567"]), // 2
    ("Ελένη Παπαδοπούλου", &["eleni@paradeigma.gr"], &["+302101234567"]), // 3
    ("Фёдор Достоевский", &["fedor@primer.ru"], &["+74951234567"]),  // 4
    ("محمد الأمين", &[], &["+201001234567"]),                         // 5
    ("יוסף כּהן", &[], &["+972501234567"]),                           // 6
    ("王小明", &["xiaoming@example.cn"], &["+8613912345678"]),       // 7
    ("たなか さくら", &[], &["+819012345678"]),                      // 8
    ("김민준", &[], &["+821012345678"]),                             // 9
    ("สมชาย ใจดี", &[], &["+66812345678"]),                           // 10
    ("Nguyễn Đức Thắng", &[], &["+84912345678"]),                    // 11
    ("Seán O’Brien-Smith", &["sean.obrien+shop@example.ie"], &["+353861234567"]), // 12
    ("D'Angelo de la Cruz", &["dangelo@example.com"], &["+12125550100"]), // 13
    ("🦊 Foxy Lady 💜", &[], &[]),                                   // 14
    ("Ｔａｎａｋａ　Ｔａｒｏ", &[], &[]),                            // 15
    ("J.R.R. Tolkien", &["jrrt@middle-earth.example"], &[]),         // 16
    ("Björn Ångström", &[], &["+46701234567"]),                      // 17
    ("अमित कुमार", &[], &["+919812345678"]),                          // 18
    ("Zoë Żółkiewska", &["zoe_z@przyklad.pl"], &["+48601234567"]),   // 19
];

/// What is typed, and the numbers of those who must be found, all others not.
const FOUND: &[(&str, &[i64])] = &[
    ("gross", &[0, 1]),
    ("groß", &[0, 1]),
    ("GROSS", &[0, 1]),
    ("weiss jurgen", &[0]),
    ("Weiß-Groß", &[]),
    ("groß-weiß", &[0]),
    ("kathe", &[1]),
    ("kaethe", &[]),
    ("ibrahim isik", &[2]),
    ("IŞIK", &[2]),
    ("caglar", &[2]),
    ("ελενη", &[3]),
    ("ΕΛΈΝΗ", &[3]),
    ("παπαδοπουλου", &[3]),
    ("федор", &[4]),
    ("ДОСТОЕВСКИЙ", &[4]),
    ("фёдор", &[4]),
    ("محمد", &[5]),
    ("مُحَمَّد", &[5]),
    ("الأمين", &[5]),
    ("כהן", &[6]),
    ("王", &[7]),
    ("小明", &[7]),
    ("王小明", &[7]),
    ("小", &[7]),
    ("さくら", &[8]),
    ("たな", &[8]),
    ("김", &[9]),
    ("민준", &[9]),
    ("สมชาย", &[10]),
    ("ใจ", &[10]),
    ("nguyen duc", &[11]),
    ("thang", &[11]),
    ("Đức", &[11]),
    ("o'brien", &[12]),
    ("O’Brien", &[12]),
    ("obrien", &[12]),
    ("brien", &[12]),
    ("brien-sm", &[12]),
    ("smith sean", &[12]),
    ("sean.obrien+shop", &[12]),
    ("+shop@example.ie", &[12]),
    ("d'angelo", &[13]),
    ("angelo", &[13]),
    ("de la", &[13]),
    ("dela", &[]),
    ("🦊", &[14]),
    ("💜 foxy", &[14]),
    ("tanaka taro", &[15]),
    ("Ｔａｒｏ", &[15]),
    ("j.r.r.", &[16]),
    ("r.r. tol", &[16]),
    ("middle-earth", &[16]),
    ("earth.example", &[16]),
    ("angstrom", &[17]),
    ("Ångström Bjorn", &[17]),
    ("कुमार", &[18]),
    ("zolkiewska", &[19]),
    ("zoe_z", &[19]),
    ("ż", &[13, 19]),
    ("example.ie", &[12]),
    ("%", &[]),
    ("_z@", &[19]),
    ("@example.", &[0, 7, 12, 13]),
    // Numbers in any form (a zero in front may be the one dialled at home), and any end of four digits or more.
    ("+49 (0)30 901820", &[0]),
    ("030 / 90 18 20", &[0]),
    ("0049 30 901820", &[0]),
    ("1820", &[0]),
    ("+49-30", &[0, 1]),
    ("(212) 555-0100", &[13]),
    ("1-212-555-0100", &[13]),
    ("+1 212 555 0100 ext. 7", &[13]),
    ("212.555.0100 x42", &[13]),
    ("0100", &[5, 13]),
    ("0501234567", &[6]),
    ("+972 50-123-4567", &[6]),
    ("139 1234 5678", &[7]),
    ("5678", &[1, 7, 8, 9, 10, 11, 18]),
    ("0086 139", &[7]),
    ("sean 086", &[12]),
    ("jurgen 1820", &[0]),
    ("kathe 1820", &[]),
    ("9018200", &[]),
    ("99999", &[]),
];

async fn fill(store: &Store) {
    let mut write = store.write().await.unwrap();
    for (number, (name, emails, phones)) in (0..).zip(WORLD) {
        let mut contact = samples::contact(number);
        contact.username = format!("w{}", char::from(b'a' + u8::try_from(number).unwrap()));
        contact.name = String::from(*name);
        contact.emails = emails.iter().map(|text| String::from(*text)).collect();
        contact.phones = phones.iter().map(|text| String::from(*text)).collect();
        contacts::insert(&mut write, &contact).await.unwrap();
    }
    write.commit().await.unwrap();
}

async fn found(store: &Store, search: &str, order: ContactOrder) -> Vec<i64> {
    let mut read = store.read().await.unwrap();
    let query = ContactQuery {
        search: String::from(search),
        order,
        page: PageAt { after: None, limit: 200 },
        ..ContactQuery::default()
    };
    let page = list(&mut read, &Reach::All, samples::person(1).id, &query).await.unwrap();
    assert_eq!(page.total, page.rows.len() as u64, "{search}");
    let mut numbers: Vec<i64> = page.rows.iter().map(|contact| contact.created.0).collect();
    numbers.sort_unstable();
    numbers
}

on_both! {
    async fn cc_04_people_of_the_world_are_found_by_what_is_typed_and_nobody_else(store) {
        fill(&store).await;
        for order in [ContactOrder::Best, ContactOrder::Created] {
            for (search, numbers) in FOUND {
                assert_eq!(found(&store, search, order).await, *numbers, "{search}");
            }
        }
    }
}
