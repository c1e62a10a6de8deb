//! Mail that leaves: one letter, one connection to the mail server, and what it said.

use std::{
    error::Error as _,
    time::{Duration, UNIX_EPOCH},
};

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        extension::ClientId,
    },
};
use model::{
    mail::{MailError, MailSettings, Security},
    moment::Moment,
};

/// How long the mail server may take for one answer.
const ANSWER: Duration = Duration::from_secs(30);
/// Characters of the mail server's words that are kept.
const WORDS_LIMIT: usize = 500;

/// A letter, ready to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// With its angle brackets; the same each time it is tried.
    pub message_id: String,
    pub date: Moment,
    /// The name shown as its sender.
    pub from_name: String,
    pub to: String,
    /// The name shown as its reader; may be empty.
    pub to_name: String,
    pub subject: String,
    /// As browsers name it: `de`.
    pub language: &'static str,
    pub plain: String,
    pub html: String,
    /// Where a reader says that they want no more of the kind.
    pub unsubscribe: Option<String>,
}

/// Why a letter was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// This letter never goes there.
    Final(MailError),
    /// It may go another time.
    ForNow(MailError),
}

/// Gives a letter to the mail server.
///
/// # Errors
/// What kept it from being taken.
pub async fn send(server: &MailSettings, password: &str, letter: &Letter) -> Result<(), Failure> {
    let message = message(server, letter)?;
    let transport = transport(server, password)?;
    let is_plain = letter.to.is_ascii();
    transport.send(message).await.map(drop).map_err(|error| failure(&error, is_plain))
}

fn unusable(what: impl ToString) -> Failure {
    Failure::Final(MailError::Unusable(shortened(&what.to_string())))
}

/// The letter as it goes over the wire.
fn message(server: &MailSettings, letter: &Letter) -> Result<Message, Failure> {
    let address = |text: &str| text.parse::<Address>().map_err(unusable);
    let name = |text: &str| Some(one_line(text)).filter(|name| !name.is_empty());
    let millis = u64::try_from(letter.date.0).unwrap_or_default();
    let mut message = Message::builder();
    if let Some(link) = &letter.unsubscribe {
        message = message.header(ListUnsubscribe(one_line(link))).header(ListUnsubscribePost);
    }
    message
        .from(Mailbox::new(name(&letter.from_name), address(&server.from_address)?))
        .to(Mailbox::new(name(&letter.to_name), address(&letter.to)?))
        .subject(one_line(&letter.subject))
        .message_id(Some(letter.message_id.clone()))
        .date(UNIX_EPOCH + Duration::from_millis(millis))
        // Nobody's out-of-office answer is wanted.
        .header(AutoSubmitted)
        .header(ContentLanguage(letter.language.to_owned()))
        .multipart(MultiPart::alternative_plain_html(letter.plain.clone(), letter.html.clone()))
        .map_err(unusable)
}

/// Names come from strangers: no line of theirs becomes a header, and none turns round what stands beside it.
fn one_line(text: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = text.chars().filter(|c| !turns(c));
    let plain = kept.map(|c| if c.is_control() { ' ' } else { c });
    plain.collect::<String>().trim().to_owned()
}

fn transport(
    server: &MailSettings,
    password: &str,
) -> Result<AsyncSmtpTransport<Tokio1Executor>, Failure> {
    let domain = server.from_address.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
        .port(server.port)
        .timeout(Some(ANSWER))
        .hello_name(ClientId::Domain(domain.to_owned()))
        // Never "private if possible": a password must not depend on who sits in between.
        .tls(match server.security {
            Security::Starttls => Tls::Required(parameters(server)?),
            Security::Tls => Tls::Wrapper(parameters(server)?),
            Security::None => Tls::None,
        });
    if !server.username.is_empty() {
        let credentials = Credentials::new(server.username.clone(), password.to_owned());
        builder = builder.credentials(credentials);
    }
    Ok(builder.build())
}

fn parameters(server: &MailSettings) -> Result<TlsParameters, Failure> {
    // The administrator can mend this, and then the letter goes.
    let wrong = |error: lettre::transport::smtp::Error| {
        Failure::ForNow(MailError::Unreachable(shortened(&chain(&error))))
    };
    let mut builder = TlsParameters::builder(server.host.clone());
    if !server.certificates.is_empty() {
        let own = Certificate::from_pem(server.certificates.as_bytes()).map_err(wrong)?;
        builder = builder.add_root_certificate(own);
    }
    builder.build_rustls().map_err(wrong)
}

/// What an error means for the letter.
fn failure(error: &lettre::transport::smtp::Error, is_plain: bool) -> Failure {
    let words = shortened(&said(error));
    let code = error.status().map(u16::from);
    match code {
        // The letter has nothing to do with it.
        Some(530 | 534 | 535 | 538 | 454) => Failure::ForNow(MailError::SignIn(words)),
        Some(_) if error.is_permanent() => Failure::Final(MailError::Said(words)),
        Some(_) => Failure::ForNow(MailError::Said(words)),
        None if error.is_client() && !is_plain => unusable(words),
        None if error.is_client() => Failure::ForNow(MailError::SignIn(words)),
        None => Failure::ForNow(MailError::Unreachable(words)),
    }
}

/// The mail server's own words with their number, or what happened on the way to it.
fn said(error: &lettre::transport::smtp::Error) -> String {
    match (error.status(), error.source()) {
        (Some(code), Some(words)) => format!("{code} {words}"),
        _ => chain(error),
    }
}

/// An error and what it came from, each said once.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        next = cause.source();
    }
    text
}

fn shortened(words: &str) -> String {
    one_line(words).chars().take(WORDS_LIMIT).collect()
}

/// RFC 3834: written by a program, and not to be answered by one.
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), String::from("auto-generated"))
    }
}

/// RFC 2369: where mail programs go when their button is pressed.
#[derive(Debug, Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.trim_matches(['<', '>']).to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), format!("<{}>", self.0))
    }
}

/// RFC 8058: one press is enough, nobody has to look at a page.
#[derive(Debug, Clone)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), String::from("List-Unsubscribe=One-Click"))
    }
}

#[derive(Debug, Clone)]
struct ContentLanguage(String);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            message_id: "<1@tea.example>".to_owned(),
            date: Moment(1_800_000_000_000),
            from_name: "Tea & Co".to_owned(),
            to: "emmy@tea.example".to_owned(),
            to_name: "Emmy Nöther".to_owned(),
            subject: "Ihr Gespräch".to_owned(),
            language: "de",
            plain: "Hallo".to_owned(),
            html: "<p>Hallo</p>".to_owned(),
            unsubscribe: None,
        }
    }

    fn server() -> MailSettings {
        let from_address = "help@tea.example".to_owned();
        MailSettings { host: "localhost".to_owned(), from_address, ..MailSettings::default() }
    }

    fn written(letter: &Letter) -> String {
        let message = message(&server(), letter).unwrap_or_else(|_| unreachable!("a letter"));
        String::from_utf8_lossy(&message.formatted()).into_owned()
    }

    #[test]
    fn qa_03_a_letter_has_both_parts_and_says_that_a_program_wrote_it() {
        let text = written(&letter());
        for line in [
            "Message-ID: <1@tea.example>",
            "Auto-Submitted: auto-generated",
            "Content-Language: de",
            "Content-Type: multipart/alternative",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
            "Date: Fri, 15 Jan 2027",
        ] {
            assert!(text.contains(line), "{line} is missing in\n{text}");
        }
        let headers = text.split("\r\n\r\n").next().unwrap_or_default();
        assert!(headers.is_ascii(), "{headers}");
    }

    #[test]
    fn cc_13_a_mail_to_many_says_how_to_get_no_more_of_them_by_one_press() {
        let link = format!("https://chat.example/unsubscribe/{}", "0a".repeat(32));
        let text = written(&Letter { unsubscribe: Some(link.clone()), ..letter() });
        let unfolded = text.replace("\r\n ", " ");
        assert!(unfolded.contains(&format!("List-Unsubscribe: <{link}>\r\n")), "{text}");
        assert!(
            unfolded.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
            "{text}"
        );
        assert!(!written(&letter()).contains("List-Unsubscribe"));
    }

    #[test]
    fn a_strangers_name_makes_no_header() {
        let evil = "Emmy\r\nBcc: all@tea.example\r\n\r\n<script>".to_owned();
        let text = written(&Letter {
            to_name: evil.clone(),
            subject: evil.clone(),
            from_name: evil,
            ..letter()
        });
        let headers = text.split("\r\n\r\n").next().unwrap_or_default();
        assert!(!headers.contains("\nBcc:"), "{headers}");
        assert!(headers.contains("Auto-Submitted"), "{headers}");
    }

    #[test]
    fn an_address_that_is_none_is_refused_for_good() {
        let refused = message(&server(), &Letter { to: "nobody".to_owned(), ..letter() });
        assert!(matches!(refused, Err(Failure::Final(MailError::Unusable(_)))));
    }
}
