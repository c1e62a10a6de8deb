//! A million plausible people, and what they write: the same in every run, each from its number alone.

use model::{
    Uuid,
    contact::Contact,
    id::{ContactId, ConversationId},
    moment::Moment,
};

/// The first chat began then; one each so many milliseconds.
pub(super) const BEGIN_MS: i64 = 1_735_689_600_000;
pub(super) const STEP_MS: i64 = 60_000;
pub(super) const DEPARTMENTS: usize = 10;
pub(super) const AGENTS: usize = 100;

const GIVEN: &[&str] = &[
    "Ada",
    "Amélie",
    "Anna",
    "Björn",
    "Chloé",
    "Conor",
    "Đorđe",
    "Elif",
    "Emma",
    "Fatima",
    "Finn",
    "Francesca",
    "Grace",
    "Hélène",
    "Henrik",
    "Inés",
    "Ivan",
    "Jana",
    "José",
    "Jürgen",
    "Karin",
    "Lars",
    "Leïla",
    "Łukasz",
    "Mária",
    "Mehmet",
    "Noah",
    "Olga",
    "Øyvind",
    "Paul",
    "Quentin",
    "Rosa",
    "Søren",
    "Tomáš",
    "Ursula",
    "Víctor",
    "Wanda",
    "Xavier",
    "Yasmin",
    "Zoë",
];
const BEGINNINGS: &[&str] = &[
    "Acker", "Bau", "Berg", "Brand", "Dom", "Eich", "Feld", "Fisch", "Gold", "Grün", "Hart",
    "Heide", "Holm", "Jäger", "Kirch", "Klein", "Lind", "Löwen", "Mann", "Müller", "Nord", "Ober",
    "Ost", "Reich", "Rosen", "Schön", "Silber", "Stein", "Sturm", "Tann", "Unter", "Vogel", "Wald",
    "Weiß", "Winter", "Zimmer",
];
const ENDINGS: &[&str] = &[
    "auer", "bach", "berg", "blad", "burg", "dahl", "dorf", "egger", "ek", "er", "feld", "gren",
    "hall", "haus", "heim", "hofer", "holt", "ing", "kvist", "land", "le", "lund", "mann", "mark",
    "meier", "qvist", "rup", "sen", "sson", "stad", "ström", "thal", "wall", "wieser", "ová",
    "ski",
];
/// Given and family names of other scripts.
const OTHERS: &[(&[&str], &[&str], &str)] = &[
    (
        &["Анна", "Фёдор", "Ирина", "Сергей", "Наталья", "Юрий"],
        &["Иванова", "Кузнецов", "Достоевский", "Ёлкина", "Шевченко", "Соколов"],
        " ",
    ),
    (
        &["Ελένη", "Γιώργος", "Μαρία", "Νίκος"],
        &["Παπαδόπουλος", "Γεωργίου", "Οικονόμου", "Αγγελόπουλος"],
        " ",
    ),
    (&["محمد", "فاطمة", "أحمد", "ليلى"], &["الأمين", "حداد", "نصر", "خليل"], " "),
    (
        &["王", "李", "张", "刘", "陈", "楊"],
        &["小明", "秀英", "伟", "芳", "建国", "美玲", "子涵"],
        "",
    ),
    (&["田中", "佐藤", "鈴木"], &["さくら", "太郎", "花子", "健"], " "),
    (&["Nguyễn", "Trần", "Lê", "Phạm"], &["Thị Ánh", "Văn Hùng", "Đức Thắng", "Minh Châu"], " "),
];
const WORDS: &[&str] = &[
    "the",
    "my",
    "order",
    "please",
    "when",
    "will",
    "it",
    "arrive",
    "teapot",
    "kettle",
    "parcel",
    "again",
    "thank",
    "you",
    "account",
    "invoice",
    "number",
    "wrong",
    "still",
    "not",
    "here",
    "since",
    "Monday",
    "could",
    "somebody",
    "look",
    "at",
    "that",
    "refund",
    "delivery",
    "address",
    "changed",
    "password",
    "login",
    "error",
    "broken",
    "lid",
    "handle",
    "green",
    "black",
    "leaves",
    "subscription",
    "cancel",
    "payment",
    "card",
    "declined",
    "voucher",
    "discount",
    "gift",
    "Straße",
    "crème",
    "brûlée",
    "Grüße",
    "Rechnung",
    "Lieferung",
    "heute",
    "morgen",
    "bitte",
    "danke",
    "Adresse",
];
const DOMAINS: &[&str] =
    &["example.com", "example.org", "mail.example", "firma.example", "poste.example"];

/// Numbers that depend on a seed alone.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn of(kind: u64, number: usize) -> Self {
        let seed = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (kind << 56);
        // Mixed, or one number's dice would be the next one's a throw later.
        Self(Self(seed).next())
    }

    /// Steele's and Vigna's.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit.max(1) as u64)).unwrap_or_default()
    }

    fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }

    pub(super) fn id(&mut self, at_ms: i64) -> Uuid {
        let (high, low) = (u128::from(self.next() >> 32), u128::from(self.next() >> 16));
        Uuid::from_u128((u128::from(at_ms.unsigned_abs()) << 80) | (high << 48) | low)
    }
}

/// Seven contacts in ten have chatted.
pub(super) const fn chatted(contacts: usize) -> usize {
    contacts * 7 / 10
}

/// The last conversation of so many that is this contact's, if any is.
fn last_of(contact: usize, contacts: usize, conversations: usize) -> Option<usize> {
    let chatted = chatted(contacts);
    let last = conversations.checked_sub(1)?;
    let rounds = (contact < chatted && contact <= last).then(|| (last - contact) / chatted)?;
    Some(contact + rounds * chatted)
}

pub(super) fn closed_at(conversation: usize) -> Moment {
    Moment(BEGIN_MS + conversation as i64 * STEP_MS + STEP_MS / 2)
}

pub(super) fn contact_id(number: usize) -> ContactId {
    ContactId(Dice::of(1, number).id(BEGIN_MS + number as i64))
}

pub(super) fn conversation_id(number: usize) -> ConversationId {
    ConversationId(Dice::of(2, number).id(BEGIN_MS + number as i64 * STEP_MS))
}

pub(crate) fn contact(number: usize, (contacts, conversations): (usize, usize)) -> Contact {
    let mut dice = Dice::of(3, number);
    let name = name(&mut dice);
    let plain: String = store::fold::fold(&name)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '.' })
        .collect();
    let plain = plain.trim_matches('.');
    let address = if plain.is_empty() { format!("contact{number}") } else { plain.to_owned() };
    let domain = dice.pick(DOMAINS);
    let has_phone = dice.below(10) < 7;
    let phone = format!(
        "+{}{:09}",
        dice.pick(&["43", "49", "44", "1", "33", "48"]),
        dice.below(999_999_999)
    );
    let last = last_of(number, contacts, conversations);
    Contact {
        id: contact_id(number),
        username: format!("guest-{}", number + 1),
        name,
        emails: vec![format!("{address}{}@{domain}", dice.below(10_000))],
        phones: if has_phone { vec![phone] } else { Vec::new() },
        notes: String::new(),
        manager: None,
        created: Moment(BEGIN_MS + number as i64),
        last_chat: last.map(closed_at),
        last_conversation: last.map(conversation_id),
        version: 1,
        fields: Default::default(),
        blocked: None,
        erased: None,
    }
}

fn name(dice: &mut Dice) -> String {
    if dice.below(10) < 7 {
        let (given, family) = (dice.pick(GIVEN), family(dice));
        return match dice.below(8) {
            0 => format!("{given} {family}-{}", self::family(dice)),
            1 => format!("{given} {} {family}", dice.pick(GIVEN)),
            _ => format!("{given} {family}"),
        };
    }
    let at = dice.below(OTHERS.len());
    let Some((one, other, between)) = OTHERS.get(at) else { return String::new() };
    format!("{}{between}{}", dice.pick(one), dice.pick(other))
}

pub(super) fn family(dice: &mut Dice) -> String {
    format!("{}{}", dice.pick(BEGINNINGS), dice.pick(ENDINGS))
}

/// Five to fifteen words, the first of the list far more often than the last; now and then a number or a rare word.
pub(super) fn text(dice: &mut Dice) -> String {
    let count = 5 + dice.below(11);
    let mut words: Vec<String> = (0..count)
        .map(|_| {
            let limit = 1 + dice.below(WORDS.len());
            WORDS.get(dice.below(limit)).copied().unwrap_or_default().to_owned()
        })
        .collect();
    if dice.below(10) == 0 {
        words.push(format!("{}", 10_000 + dice.below(900_000)));
    }
    if dice.below(50) == 0 {
        words.push(family(dice));
    }
    if dice.below(20_000) == 0 {
        words.push("sapphire".to_owned());
    }
    words.join(" ")
}

/// A word as it may be typed.
pub(super) fn word(dice: &mut Dice) -> &'static str {
    dice.pick(WORDS)
}
