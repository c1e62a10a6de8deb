//! The contacts: three hundred people with names, addresses, numbers and what is remembered about them.

use std::collections::BTreeSet;

use model::{
    contact::{Contact, ContactRef},
    id::{ContactId, PersonId},
    moment::Moment,
    person::PersonRef,
};

use super::{
    dice::Dice,
    log::Log,
    names::{CULTURES, Culture, Order},
};

const DAY_MS: i64 = 86_400_000;
/// Contacts whom the staff wrote down and who have not chatted yet: the last ones of the list.
pub(super) const NEVER_CHATTED: usize = 14;

/// A contact, and what texts call them.
#[derive(Debug)]
pub(super) struct Guest {
    pub(super) contact: Contact,
    /// What an agent calls them.
    pub(super) called: String,
    pub(super) speaks_german: bool,
    /// Who wrote them down, where they did not come by themselves.
    pub(super) made_by: Option<PersonId>,
    /// How long they were known before their first chat.
    known_for_ms: i64,
}

impl Guest {
    /// A chat of theirs is over.
    pub(super) fn remember(&mut self, log: &Log) {
        let it = &log.conversation;
        if self.contact.last_chat.is_none() {
            self.contact.created = it.created.plus(-self.known_for_ms);
        }
        self.contact.last_chat = it.closed_at();
        self.contact.last_conversation = Some(it.id);
    }

    pub(super) fn to_ref(&self) -> ContactRef {
        ContactRef { id: self.contact.id, name: self.contact.name.clone() }
    }
}

/// Numbers that regulators keep for films and books: the countries they suit, the first digits, how many follow.
const NUMBERS: [(&[&str], &str, usize); 10] = [
    (&["GB"], "+447700900", 3),
    (&["GB"], "+442079460", 3),
    (&["US", "MX"], "+121255501", 2),
    (&["US"], "+141555501", 2),
    (&["AU"], "+6125550", 4),
    (&["IE"], "+3532091", 5),
    (&["DE", "AT"], "+493023125", 3),
    (&["DE", "AT"], "+494066969", 3),
    (&["FR"], "+3363998", 4),
    (&["SE"], "+467017406", 2),
];

const NOTES: [&str; 14] = [
    "Prefers to be called in the afternoon.",
    "Runs a café; orders every second month, pays by invoice.",
    "Allergic to hazelnuts. Always send the sheets.",
    "Writes for a magazine about tea. Likes to be asked for an opinion.",
    "Had two broken parcels last winter: pack well.",
    "Deaf: no calls, chat only.",
    "Buys presents for the whole staff in November.",
    "Collects tins. Send the dented ones, gladly taken.",
    "Neighbour Öllinger takes the parcels in.",
    "Moved lately; check the address with every order.",
    "Knows more about oolong than we do.",
    "Pays by transfer, always a day early.",
    "Comes to every tasting, sits in the first row.",
    "Invoice to the company, parcel to the home address.",
];

const DOMAINS: [&str; 3] = ["example.com", "example.org", "example.net"];

/// Everybody. `agents` are those who may know them best.
pub(super) fn invite(dice: &mut Dice, now: Moment, agents: &[PersonRef]) -> Vec<Guest> {
    let mut names: Vec<Name> = CULTURES.iter().flat_map(of_culture).collect();
    dice.shuffle(&mut names);
    let chatting = names.len().saturating_sub(NEVER_CHATTED);
    let mut taken = BTreeSet::new();
    let mut guests = Vec::with_capacity(names.len());
    for (place, name) in names.into_iter().enumerate() {
        let mut guest = guest(name, dice, &mut taken);
        let days = dice.between(1, 80);
        guest.contact.created = now.plus(days.saturating_mul(-DAY_MS));
        if dice.percent(14) {
            guest.contact.manager = dice.pick(agents).cloned();
        }
        if place >= chatting {
            guest.made_by = dice.pick(agents).map(|agent| agent.id);
        }
        guests.push(guest);
    }
    guests
}

#[derive(Debug)]
struct Name {
    culture: &'static Culture,
    full: String,
    called: String,
    /// Given and family name as an address spells them.
    latin: (String, String),
}

/// Each given name meets each family name at most once.
fn of_culture(culture: &'static Culture) -> impl Iterator<Item = Name> {
    let given: Vec<&str> = culture.given.split_whitespace().collect();
    let family: Vec<&str> = culture.family.split_whitespace().collect();
    (0..culture.share).filter_map(move |place| {
        let (round, column) = (place.checked_div(given.len())?, place.checked_rem(given.len())?);
        let row = round.saturating_add(column).checked_rem(family.len())?;
        let (given, given_latin) = spelled(given.get(column)?);
        let (family, family_latin) = spelled(family.get(row)?);
        let full = match culture.order {
            Order::GivenFirst => format!("{given} {family}"),
            Order::FamilyFirst => format!("{family} {given}"),
            Order::FamilyFirstJoined => format!("{family}{given}"),
        };
        Some(Name { culture, full, called: given, latin: (given_latin, family_latin) })
    })
}

fn spelled(word: &str) -> (String, String) {
    let (native, latin) = word.split_once(':').unwrap_or((word, word));
    let latin = latin.replace(['_', '\''], "").to_lowercase();
    (native.replace('_', " "), latin)
}

fn guest(name: Name, dice: &mut Dice, taken: &mut BTreeSet<String>) -> Guest {
    let mut emails = Vec::new();
    for share in [88, 9] {
        if dice.percent(share) {
            emails.push(email(&name, dice, taken));
        }
    }
    let notes = if dice.percent(22) { dice.word(&NOTES) } else { "" };
    let speaks_german = name.culture.speaks_german();
    let known_for_ms = if dice.percent(45) { dice.between(DAY_MS, 300 * DAY_MS) } else { 0 };
    Guest {
        contact: Contact {
            id: ContactId(dice.uuid()),
            username: String::new(),
            name: name.full,
            emails,
            phones: phones(name.culture.country, dice),
            notes: String::from(notes),
            fields: Default::default(),
            manager: None,
            created: Moment::default(),
            last_chat: None,
            last_conversation: None,
            blocked: None,
            erased: None,
            version: 1,
        },
        called: name.called,
        speaks_german,
        made_by: None,
        known_for_ms,
    }
}

fn email(name: &Name, dice: &mut Dice, taken: &mut BTreeSet<String>) -> String {
    let (given, family) = &name.latin;
    let initial: String = given.chars().take(1).collect();
    let local = match dice.below(5) {
        0 | 1 => format!("{given}.{family}"),
        2 => format!("{initial}.{family}"),
        3 => format!("{given}{}", dice.between(51, 99)),
        _ => format!("{family}.{given}"),
    };
    let domain = dice.word(&DOMAINS);
    let mut address = format!("{local}@{domain}");
    let mut number = 2_u32;
    while !taken.insert(address.clone()) {
        address = format!("{local}{number}@{domain}");
        number = number.saturating_add(1);
    }
    address
}

/// Mostly one, sometimes two, often none; from anywhere where a country has no numbers for fiction.
fn phones(country: &str, dice: &mut Dice) -> Vec<String> {
    let fitting: Vec<_> =
        NUMBERS.iter().filter(|(countries, ..)| countries.contains(&country)).collect();
    let anywhere: Vec<_> = NUMBERS.iter().collect();
    let from = if fitting.is_empty() { anywhere } else { fitting };
    let count = match dice.below(10) {
        0..4 => 0,
        4..9 => 1,
        _ => 2,
    };
    let mut phones = Vec::new();
    for _ in 0..count {
        if let Some((_, prefix, digits)) = dice.pick(&from) {
            let number: String = (0..*digits)
                .map(|_| char::from(b'0'.saturating_add(u8::try_from(dice.below(10)).unwrap_or(0))))
                .collect();
            phones.push(format!("{prefix}{number}"));
        }
    }
    phones.dedup();
    phones
}

#[cfg(test)]
mod tests {
    use model::parse;

    use super::*;

    fn guests() -> Vec<Guest> {
        invite(&mut Dice::new(1), Moment(0), &[])
    }

    #[test]
    fn there_are_three_hundred_people_and_no_two_of_one_name() {
        let guests = guests();
        let names: BTreeSet<&str> = guests.iter().map(|g| g.contact.name.as_str()).collect();
        assert_eq!(guests.len(), 300);
        assert_eq!(names.len(), 300);
        let others = names.iter().filter(|name| {
            let first = name.chars().next();
            first.is_some_and(|c| c as u32 > 0x24f)
        });
        assert!(others.count() > 60, "names in other scripts than Latin");
    }

    #[test]
    fn names_addresses_and_numbers_are_what_a_form_would_have_stored() {
        let mut emails = BTreeSet::new();
        for guest in guests() {
            let contact = guest.contact;
            let field = model::refusal::Field::Name;
            assert_eq!(parse::name(field, &contact.name).unwrap(), contact.name);
            assert!(!guest.called.is_empty());
            for email in contact.emails {
                assert_eq!(parse::email(&email).unwrap(), email);
                assert!(email.is_ascii(), "{email}");
                assert!(emails.insert(email));
            }
            for phone in contact.phones {
                assert_eq!(parse::phone(&phone).unwrap(), phone);
            }
        }
    }

    #[test]
    fn some_have_no_address_and_some_no_number() {
        let guests = guests();
        let without = |is_empty: fn(&Contact) -> bool| {
            guests.iter().filter(|guest| is_empty(&guest.contact)).count()
        };
        assert!((5..100).contains(&without(|contact| contact.emails.is_empty())));
        assert!((50..200).contains(&without(|contact| contact.phones.is_empty())));
    }
}
