//! Parsing at the edge: what comes from outside is checked and cleaned once, here, and trusted afterwards.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use crate::{
    canned::SHORTCUT_LIMIT,
    refusal::{Field, Problem, Refusal},
};

/// Characters in one message.
pub const MESSAGE_LIMIT: u32 = 10_000;
/// Characters in a name, topic or title.
pub const NAME_LIMIT: u32 = 120;
/// Characters in notes, comments and descriptions.
pub const NOTES_LIMIT: u32 = 4_000;
/// Characters in one tag, and tags on one conversation.
pub const TAG_LIMIT: u32 = 60;
pub const TAGS_LIMIT: u32 = 20;
/// Addresses or numbers of one contact.
pub const ADDRESSES_LIMIT: u32 = 10;
/// Characters of a search.
pub const SEARCH_LIMIT: u32 = 200;
/// Characters of a password.
pub const PASSWORD_FROM: u32 = 8;
pub const PASSWORD_LIMIT: u32 = 200;

type Parsed<T> = Result<T, Refusal>;

/// Text of several lines: line breaks and tabs stay, other control characters refuse, ends are trimmed.
///
/// # Errors
/// `Invalid` with `Unreadable` or `TooLong`. Empty text is fine; see [`required`].
pub fn prose(field: Field, text: &str, limit: u32) -> Parsed<String> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Refusal::invalid(field, Problem::Unreadable));
    }
    let clean = text.trim().replace("\r\n", "\n").replace('\r', "\n");
    if clean.chars().count() > limit as usize {
        return Err(Refusal::invalid(field, Problem::TooLong { limit }));
    }
    Ok(clean)
}

/// Text of one line: white space is folded to single blanks.
///
/// # Errors
/// As [`prose`].
pub fn line(field: Field, text: &str, limit: u32) -> Parsed<String> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    prose(field, &folded, limit)
}

/// Refuses empty text.
///
/// # Errors
/// `Invalid` with `Missing`.
pub fn required(field: Field, text: String) -> Parsed<String> {
    if text.is_empty() { Err(Refusal::invalid(field, Problem::Missing)) } else { Ok(text) }
}

/// A name: one line, not empty.
///
/// # Errors
/// As [`line()`] and [`required`].
pub fn name(field: Field, text: &str) -> Parsed<String> {
    required(field, line(field, text, NAME_LIMIT)?)
}

/// A username: lower case letters, digits, dot, dash, underscore; a leading @ is dropped.
///
/// # Errors
/// `Invalid` with `Missing`, `TooLong` or `NotAUsername`.
pub fn username(text: &str) -> Parsed<String> {
    let field = Field::Username;
    let clean = required(field, line(field, text, 40)?)?.trim_start_matches('@').to_lowercase();
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
    if clean.is_empty() || !clean.chars().all(is_plain) {
        return Err(Refusal::invalid(field, Problem::NotAUsername));
    }
    Ok(clean)
}

/// An email address, lower-cased: one @, a domain with a dot or `localhost`, no blanks.
///
/// # Errors
/// `Invalid` with `Missing`, `TooLong` or `NotAnEmail`.
pub fn email(text: &str) -> Parsed<String> {
    let field = Field::Email;
    let clean = required(field, line(field, text, 254)?)?.to_lowercase();
    let wrong = Refusal::invalid(field, Problem::NotAnEmail);
    let Some((local, domain)) = clean.rsplit_once('@') else {
        return Err(wrong);
    };
    let is_local = |c: char| !c.is_whitespace() && !c.is_control() && !"@<>(),;:\\\"[]".contains(c);
    let labels_fit = domain.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    });
    let fits = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(is_local)
        && labels_fit
        && (domain.contains('.') || domain == "localhost");
    if fits { Ok(clean) } else { Err(wrong) }
}

/// The name or number of a machine, lower-cased; may be empty.
///
/// # Errors
/// `Invalid` with `TooLong` or `NotAHost`.
pub fn host(text: &str) -> Parsed<String> {
    let field = Field::Host;
    let clean = line(field, text, 253)?.to_lowercase();
    let is_number = clean.contains(':') && clean.chars().all(|c| c.is_ascii_hexdigit() || c == ':');
    // Two colons at least: one of them would be a port.
    let is_v6 = is_number && clean.matches(':').count() > 1;
    let is_name = clean.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
    });
    if clean.is_empty() || is_v6 || is_name {
        Ok(clean)
    } else {
        Err(Refusal::invalid(field, Problem::NotAHost))
    }
}

/// A phone number in E.164: `+` and 7 to 15 digits; blanks, dots, dashes, slashes and brackets are dropped, `00` is `+`.
///
/// # Errors
/// `Invalid` with `Missing` or `NotAPhone`.
pub fn phone(text: &str) -> Parsed<String> {
    let field = Field::Phone;
    let clean = required(field, line(field, text, 60)?)?;
    let wrong = Refusal::invalid(field, Problem::NotAPhone);
    let kept: String = clean.chars().filter(|c| !" .-/()\u{a0}".contains(*c)).collect();
    let digits = match (kept.strip_prefix('+'), kept.strip_prefix("00")) {
        (Some(rest), _) | (None, Some(rest)) => rest,
        (None, None) => return Err(wrong),
    };
    let fits = (7..=15).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0');
    if fits {
        let mut number = String::from("+");
        number.push_str(digits);
        Ok(number)
    } else {
        Err(wrong)
    }
}

/// A new password.
///
/// # Errors
/// `Invalid` with `TooShort`, `TooLong`.
pub fn password(text: &str) -> Parsed<String> {
    let field = Field::Password;
    let count = text.chars().count();
    if count < PASSWORD_FROM as usize {
        return Err(Refusal::invalid(field, Problem::TooShort { limit: PASSWORD_FROM }));
    }
    if count > PASSWORD_LIMIT as usize {
        return Err(Refusal::invalid(field, Problem::TooLong { limit: PASSWORD_LIMIT }));
    }
    Ok(text.to_string())
}

/// What is said in a message; may be empty only beside files.
///
/// # Errors
/// `Invalid` with `Missing`, `TooLong`, `Unreadable`.
pub fn message(text: &str, files: usize) -> Parsed<String> {
    let clean = prose(Field::Text, text, MESSAGE_LIMIT)?;
    if files > crate::upload::FILES_PER_MESSAGE {
        let limit = u32::try_from(crate::upload::FILES_PER_MESSAGE).unwrap_or(u32::MAX);
        return Err(Refusal::invalid(Field::File, Problem::TooMany { limit }));
    }
    if files == 0 { required(Field::Text, clean) } else { Ok(clean) }
}

/// Tags: one line each, no doubles (case aside), in the order given.
///
/// # Errors
/// `Invalid` with `TooMany`, `TooLong`, `Unreadable`.
pub fn tags(tags: &[String]) -> Parsed<Vec<String>> {
    let mut clean: Vec<String> = Vec::new();
    for tag in tags {
        let tag = line(Field::Tags, tag, TAG_LIMIT)?;
        let is_new = !clean.iter().any(|other| other.to_lowercase() == tag.to_lowercase());
        if !tag.is_empty() && is_new {
            clean.push(tag);
        }
    }
    if clean.len() > TAGS_LIMIT as usize {
        return Err(Refusal::invalid(Field::Tags, Problem::TooMany { limit: TAGS_LIMIT }));
    }
    Ok(clean)
}

/// A shortcut: one word of letters, digits, dot, dash and underscore, lower-cased; a leading ! is dropped.
///
/// # Errors
/// `Invalid` with `Missing`, `TooLong` or `NotAShortcut`.
pub fn shortcut(text: &str) -> Parsed<String> {
    let field = Field::Shortcut;
    let clean = line(field, text, u32::MAX)?;
    let clean = required(field, clean.trim_start_matches('!').to_lowercase())?;
    if clean.chars().count() > SHORTCUT_LIMIT as usize {
        return Err(Refusal::invalid(field, Problem::TooLong { limit: SHORTCUT_LIMIT }));
    }
    if !clean.chars().all(|c| c.is_alphanumeric() || "._-".contains(c)) {
        return Err(Refusal::invalid(field, Problem::NotAShortcut));
    }
    Ok(clean)
}

/// Each of some addresses by `one`, blanks dropped, no doubles.
///
/// # Errors
/// Those of `one`, and `TooMany`.
pub fn addresses(
    field: Field,
    texts: &[String],
    one: fn(&str) -> Parsed<String>,
) -> Parsed<Vec<String>> {
    let mut clean = Vec::new();
    for text in texts.iter().filter(|t| !t.trim().is_empty()) {
        let parsed = one(text)?;
        if !clean.contains(&parsed) {
            clean.push(parsed);
        }
    }
    if clean.len() > ADDRESSES_LIMIT as usize {
        return Err(Refusal::invalid(field, Problem::TooMany { limit: ADDRESSES_LIMIT }));
    }
    Ok(clean)
}

/// A number that must lie between two others.
///
/// # Errors
/// `Invalid` with `OutOfRange`.
pub fn within(field: Field, number: u32, from: u32, to: u32) -> Parsed<u32> {
    if (from..=to).contains(&number) {
        Ok(number)
    } else {
        let (from, to) = (i64::from(from), i64::from(to));
        Err(Refusal::invalid(field, Problem::OutOfRange { from, to }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cc_06_addresses_are_taken_or_refused() {
        for good in [
            "ada@example.com",
            " Ada.L+x@Sub.Example.ORG ",
            "o'neil@example.ie",
            "ü@bücher.example",
        ] {
            assert!(email(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "ada",
            "@example.com",
            "ada@",
            "a b@example.com",
            "ada@example",
            "a..b@example.com",
            "ada@-x.com",
            "ada@ex ample.com",
        ] {
            assert!(email(bad).is_err(), "{bad}");
        }
        assert_eq!(email("ADA@Example.com").as_deref(), Ok("ada@example.com"));
    }

    #[test]
    fn cc_06_numbers_become_e164_or_are_refused() {
        for (text, number) in [
            ("+49 (30) 1234-567", "+49301234567"),
            ("0049 30 1234567", "+49301234567"),
            ("+1.202.555.0143", "+12025550143"),
        ] {
            assert_eq!(phone(text).as_deref(), Ok(number), "{text}");
        }
        for bad in [
            "030 1234567",
            "+12",
            "+1234567890123456",
            "+49 30 CALL",
            "++4930123456",
            "+0123456789",
        ] {
            assert!(phone(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn cr_01_a_shortcut_is_one_plain_word() {
        assert_eq!(shortcut(" !Grüße_2 ").as_deref(), Ok("grüße_2"));
        for (bad, problem) in [
            ("!", Problem::Missing),
            ("two words", Problem::NotAShortcut),
            ("a/b", Problem::NotAShortcut),
            (&"x".repeat(41), Problem::TooLong { limit: SHORTCUT_LIMIT }),
        ] {
            assert_eq!(shortcut(bad), Err(Refusal::invalid(Field::Shortcut, problem)), "{bad}");
        }
    }

    #[test]
    fn tags_are_folded_and_bounded() {
        let given =
            ["Invoice".to_string(), " invoice ".to_string(), String::new(), "VAT".to_string()];
        assert_eq!(tags(&given).as_deref(), Ok(&["Invoice".to_string(), "VAT".to_string()][..]));
        let many: Vec<String> = (0..=TAGS_LIMIT).map(|n| n.to_string()).collect();
        assert!(tags(&many).is_err());
    }

    proptest! {
        #[test]
        fn whatever_comes_parsing_answers_and_what_it_takes_stays_the_same(text in any::<String>()) {
            let again = |parse: fn(&str) -> Parsed<String>| {
                parse(&text).is_ok_and(|once| parse(&once).as_ref() != Ok(&once))
            };
            prop_assert!(!again(email));
            prop_assert!(!again(phone));
            prop_assert!(!again(username));
            prop_assert!(!again(shortcut));
            prop_assert!(!again(|t| name(Field::Name, t)));
            prop_assert!(!again(|t| message(t, 0)));
        }
    }
}
