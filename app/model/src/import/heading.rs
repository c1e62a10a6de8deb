//! What a column most likely is, by its heading in English or German.

use alloc::string::String;

use super::Target;
use crate::custom_field::CustomField;

/// Headings that mean one thing, whatever custom fields there are; without case, blanks and signs.
static EXACT: [(Target, &[&str]); 7] = [
    (Target::FirstName, &["firstname", "givenname", "vorname"]),
    (
        Target::LastName,
        &["lastname", "surname", "familyname", "nachname", "familienname", "zuname"],
    ),
    (Target::Name, &["name", "fullname", "displayname", "contact", "kontakt", "kunde", "customer"]),
    (Target::Email, &["email", "mail", "emailaddress", "emailadresse"]),
    (Target::Phone, &["phone", "telephone", "mobile", "tel", "telefon", "handy", "mobil"]),
    (Target::Notes, &["notes", "note", "notiz", "notizen", "comment", "bemerkung", "kommentar"]),
    (Target::Manager, &["contactmanager", "manager", "owner", "agent", "zustandig", "zuständig"]),
];
/// What a heading holds that means a phone.
const PHONES: [&str; 6] = ["phone", "mobile", "tel", "handy", "mobil", "rufnummer"];

/// What a column with this heading most likely is. A custom field is found by its label or key; it comes before what a
/// heading merely resembles, so that *Mailing address* is that field and no email.
#[must_use]
pub fn guess(heading: &str, fields: &[CustomField]) -> Target {
    let plain = plain(heading);
    if plain.is_empty() {
        return Target::Ignore;
    }
    let mut exact = EXACT.iter();
    if let Some((target, _)) = exact.find(|(_, words)| words.contains(&plain.as_str())) {
        return target.clone();
    }
    let is_called = |field: &&CustomField| {
        self::plain(&field.label) == plain || self::plain(&field.key) == plain
    };
    if let Some(field) = fields.iter().find(is_called) {
        Target::Field(field.key.clone())
    } else if plain.contains("mail") {
        Target::Email
    } else if PHONES.iter().any(|word| plain.contains(word)) {
        Target::Phone
    } else {
        Target::Ignore
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
