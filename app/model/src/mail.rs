//! Mail that goes out: one letter on its way, and the server that takes it.

use alloc::string::String;
use serde::{Deserialize, Serialize};

use crate::{
    id::{ConversationId, MailId},
    locale::Locale,
    moment::Moment,
    parse,
    person::PersonRef,
    refusal::{Field, Problem, Refusal},
};

/// Characters of a subject.
pub const SUBJECT_LIMIT: u32 = 200;
/// Characters of the certificates an administrator may trust.
pub const CERTIFICATES_LIMIT: u32 = 40_000;
/// How long a letter is tried, in milliseconds.
pub const GIVE_UP_MS: i64 = 48 * 3_600_000;
/// Minutes between the tries; the last one repeats until it is given up.
const PAUSES_MIN: [i64; 5] = [1, 5, 30, 120, 360];

/// Why a letter did not leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailError {
    /// The mail server's own words.
    Said(String),
    /// It did not let us in; its own words. The letter has nothing to do with it.
    SignIn(String),
    /// Nobody answers there, or not as a mail server does.
    Unreachable(String),
    /// Not tried any more; what it was the last time.
    GivenUp(String),
    /// The server ended twice while sending it: it may have arrived.
    Interrupted,
    /// There is no mail server to give it to.
    NotSetUp,
    /// The address or the settings cannot be used.
    Unusable(String),
}

impl MailError {
    /// Whether trying the same again is in vain.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::GivenUp(_) | Self::Interrupted | Self::Unusable(_))
    }

    /// The same without what somebody else said about it: that may name the addressee.
    #[must_use]
    pub fn without_words(self) -> Self {
        match self {
            Self::Said(_) => Self::Said(String::new()),
            Self::SignIn(_) => Self::SignIn(String::new()),
            Self::Unreachable(_) => Self::Unreachable(String::new()),
            Self::GivenUp(_) => Self::GivenUp(String::new()),
            Self::Unusable(_) => Self::Unusable(String::new()),
            Self::Interrupted => Self::Interrupted,
            Self::NotSetUp => Self::NotSetUp,
        }
    }

    /// What somebody else said about it; empty where nobody did.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Said(words)
            | Self::SignIn(words)
            | Self::Unreachable(words)
            | Self::GivenUp(words)
            | Self::Unusable(words) => words,
            Self::Interrupted | Self::NotSetUp => "",
        }
    }
}

/// How far a letter is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    Queued,
    Sending,
    /// Tried, and tried again at that moment.
    Waiting {
        at: Moment,
        error: MailError,
    },
    /// The mail server took it.
    Sent {
        at: Moment,
    },
    /// For good.
    Refused {
        at: Moment,
        error: MailError,
    },
}

impl MailState {
    /// Whether nothing more happens to it by itself.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Sent { .. } | Self::Refused { .. })
    }
}

/// One letter, as the staff sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    pub id: MailId,
    /// What it is about; a test mail is about nothing.
    pub conversation: Option<ConversationId>,
    pub to: String,
    pub subject: String,
    /// Who asked for it; `None`: a rule did.
    pub by: Option<PersonRef>,
    pub created: Moment,
    pub state: MailState,
    /// Counts changes: of two copies the higher one is newer.
    pub version: u32,
}

/// How the connection to the mail server is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// Begins in the clear and must become private before anything is said.
    #[default]
    Starttls,
    /// Private from the first byte.
    Tls,
    /// In the clear: only to this machine itself.
    None,
}

impl Security {
    pub const ALL: [Self; 3] = [Self::Starttls, Self::Tls, Self::None];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Starttls => "starttls",
            Self::Tls => "tls",
            Self::None => "none",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// The port that is usual for it.
    #[must_use]
    pub const fn usual_port(self) -> u16 {
        match self {
            Self::Starttls => 587,
            Self::Tls => 465,
            Self::None => 25,
        }
    }
}

/// The mail server, as an administrator sees it: everything but the password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSettings {
    /// Empty: no mail leaves.
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// Empty: nobody signs in.
    pub username: String,
    /// Whether a password is kept; it never leaves the server.
    pub has_password: bool,
    pub from_address: String,
    pub from_name: String,
    /// Certificates that are trusted beside the system's, in PEM.
    pub certificates: String,
    /// How readers read of whom nobody knows it.
    pub locale: Locale,
    /// Counts edits; an edit names the version it was made from.
    pub version: u32,
}

impl Default for MailSettings {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: Security::Starttls.usual_port(),
            security: Security::Starttls,
            username: String::new(),
            has_password: false,
            from_address: String::new(),
            from_name: String::new(),
            certificates: String::new(),
            locale: Locale { language: String::from("en"), time_zone: String::from("UTC") },
            version: 0,
        }
    }
}

impl MailSettings {
    #[must_use]
    pub const fn is_set_up(&self) -> bool {
        !self.host.is_empty()
    }

    /// Checks and cleans what was filled in; an empty host turns mail off and asks for nothing else.
    ///
    /// # Errors
    /// `Invalid`.
    pub fn checked(self) -> Result<Self, Refusal> {
        let host = parse::host(&self.host)?;
        if self.port == 0 {
            let problem = Problem::OutOfRange { from: 1, to: 65_535 };
            return Err(Refusal::invalid(Field::Port, problem));
        }
        if self.security == Security::None && !host.is_empty() && !is_this_machine(&host) {
            return Err(Refusal::invalid(Field::Security, Problem::NotThisMachine));
        }
        let from_address = match self.from_address.trim() {
            "" if host.is_empty() => String::new(),
            address => parse::email(address)?,
        };
        Ok(Self {
            username: parse::line(Field::Username, &self.username, 254)?,
            from_address,
            from_name: parse::line(Field::Name, &self.from_name, parse::NAME_LIMIT)?,
            certificates: certificates(&self.certificates)?,
            locale: self.locale.cleaned(),
            host,
            ..self
        })
    }
}

/// Whether the name can only mean the machine the server runs on.
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    matches!(host, "localhost" | "::1" | "[::1]") || is_loopback(host)
}

/// 127.0.0.0/8, written as four numbers.
fn is_loopback(host: &str) -> bool {
    let numbers = host.split('.').map(str::parse::<u8>);
    host.starts_with("127.")
        && host.split('.').count() == 4
        && numbers.into_iter().all(|n| n.is_ok())
}

/// One or more certificates in PEM, or nothing.
fn certificates(text: &str) -> Result<String, Refusal> {
    let clean = parse::prose(Field::Certificates, text, CERTIFICATES_LIMIT)?;
    let begins = clean.matches("-----BEGIN CERTIFICATE-----").count();
    let ends = clean.matches("-----END CERTIFICATE-----").count();
    if clean.is_empty() || begins > 0 && begins == ends {
        Ok(clean)
    } else {
        Err(Refusal::invalid(Field::Certificates, Problem::NotACertificate))
    }
}

/// When to try again after `tries` tries of a letter that was asked for at `since`; `None`: it is given up.
/// `chance` (any number) moves the moment by up to a tenth, so that not everything is tried at once.
#[must_use]
pub fn next_try(tries: u32, since: Moment, now: Moment, chance: u32) -> Option<Moment> {
    if now.since(since) >= GIVE_UP_MS {
        return None;
    }
    let index = usize::try_from(tries.saturating_sub(1)).unwrap_or(usize::MAX);
    let longest = PAUSES_MIN.last().copied().unwrap_or(360);
    let pause_ms = PAUSES_MIN.get(index).copied().unwrap_or(longest) * 60_000;
    let tenth = pause_ms / 10;
    let jitter = i64::from(chance % 2_001) * tenth / 1_000 - tenth;
    Some(now.plus(pause_ms + jitter))
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Moment = Moment(1_000_000);

    #[test]
    fn qa_03_the_pauses_grow_from_a_minute_to_six_hours_and_end_after_two_days() {
        let middle = 1_000;
        let pauses = (1..8).map(|tries| {
            let at = next_try(tries, START, START, middle).expect("within two days");
            at.since(START) / 60_000
        });
        assert_eq!(pauses.collect::<alloc::vec::Vec<_>>(), [1, 5, 30, 120, 360, 360, 360]);
        assert_eq!(next_try(9, START, START.plus(GIVE_UP_MS), middle), None);
        assert!(next_try(9, START, START.plus(GIVE_UP_MS - 1), middle).is_some());
    }

    #[test]
    fn chance_moves_a_try_by_a_tenth_at_most() {
        for chance in [0, 1, 999, 2_000, 2_001, u32::MAX] {
            let pause = next_try(2, START, START, chance).expect("a try").since(START);
            assert!((270_000..=330_000).contains(&pause), "{chance}: {pause}");
        }
        assert_ne!(next_try(2, START, START, 0), next_try(2, START, START, 2_000));
    }

    fn settings(host: &str, security: Security) -> MailSettings {
        MailSettings {
            host: host.into(),
            security,
            from_address: "Help@Tea.example".into(),
            ..MailSettings::default()
        }
    }

    #[test]
    fn in_the_clear_only_to_this_machine() {
        for host in ["localhost", "127.0.0.1", "127.9.9.9", "::1"] {
            assert!(settings(host, Security::None).checked().is_ok(), "{host}");
        }
        for host in ["mail.example", "127.example", "127.0.0.1.example", "10.0.0.1"] {
            let refused = settings(host, Security::None).checked();
            let no = Refusal::invalid(Field::Security, Problem::NotThisMachine);
            assert_eq!(refused, Err(no), "{host}");
            assert!(settings(host, Security::Starttls).checked().is_ok(), "{host}");
        }
    }

    #[test]
    fn every_field_is_checked_and_no_host_means_no_mail() {
        let off = MailSettings::default().checked().expect("turned off");
        assert!(!off.is_set_up());
        let mut wrong = settings("mail.example", Security::Tls);
        wrong.from_address.clear();
        assert!(wrong.checked().is_err());
        let mut wrong = settings("mail.example", Security::Tls);
        wrong.certificates = "hello".into();
        let no = Refusal::invalid(Field::Certificates, Problem::NotACertificate);
        assert_eq!(wrong.checked(), Err(no));
        for host in ["mail example", "mail.example:25", "https://mail.example", "a/b"] {
            assert!(settings(host, Security::Tls).checked().is_err(), "{host}");
        }
        let fine = settings(" Mail.Example ", Security::Tls).checked().expect("fine");
        assert_eq!(
            (fine.host.as_str(), fine.from_address.as_str()),
            ("mail.example", "help@tea.example")
        );
    }
}
