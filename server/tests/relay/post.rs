//! The mail server of the tests, and what arrived there.

use std::{
    collections::HashMap,
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use mail_parser::{Message, MessageParser};
use model::mail::{MailSettings, Security};
use serde::Deserialize;

/// Names the folder of the mail server that `cargo xtask test` starts.
const VARIABLE: &str = "SWITCHBOARD_TEST_MAIL";
/// Nothing here takes this long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Debug, Deserialize)]
struct Ports {
    starttls: u16,
    tls: u16,
    plain: u16,
    password: String,
}

fn folder() -> PathBuf {
    let folder = std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!("{VARIABLE} is not set: `cargo xtask test` starts a mail server and sets it")
    });
    PathBuf::from(folder)
}

fn ports() -> Ports {
    serde_json::from_str(&fs::read_to_string(folder().join("server.json")).unwrap()).unwrap()
}

pub(crate) fn plain_port() -> u16 {
    ports().plain
}

pub(crate) fn password() -> String {
    ports().password
}

/// The mail server, reached in this way.
pub(crate) fn settings(security: Security) -> MailSettings {
    let ports = ports();
    let port = match security {
        Security::Starttls => ports.starttls,
        Security::Tls => ports.tls,
        Security::None => ports.plain,
    };
    let is_private = security != Security::None;
    MailSettings {
        host: "localhost".to_owned(),
        port,
        security,
        username: if is_private { "anybody".to_owned() } else { String::new() },
        from_address: "help@tea.test".to_owned(),
        certificates: fs::read_to_string(folder().join("ca.pem")).unwrap(),
        ..MailSettings::default()
    }
}

/// A letter as it arrived.
#[derive(Debug)]
pub(crate) struct Arrived {
    pub(crate) headers: HashMap<String, String>,
    pub(crate) subject: String,
    pub(crate) to_name: String,
    pub(crate) from_name: String,
    pub(crate) plain: String,
    pub(crate) html: String,
}

impl Arrived {
    fn read(bytes: &[u8]) -> Self {
        let letter: Message<'_> = MessageParser::default().parse(bytes).unwrap();
        let name = |address: Option<&mail_parser::Address<'_>>| {
            let name = address.and_then(|it| it.first()).and_then(|one| one.name());
            name.unwrap_or_default().to_owned()
        };
        let headers = letter
            .headers_raw()
            .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
        Self {
            headers: headers.collect(),
            subject: letter.subject().unwrap_or_default().to_owned(),
            to_name: name(letter.to()),
            from_name: name(letter.from()),
            plain: letter.body_text(0).unwrap_or_default().into_owned(),
            html: letter.body_html(0).unwrap_or_default().into_owned(),
        }
    }
}

/// What arrived for this address by now.
pub(crate) fn letters_to(address: &str) -> Vec<Arrived> {
    let box_folder = folder().join("boxes/all/new");
    let files = fs::read_dir(box_folder).into_iter().flatten().flatten();
    let bytes = files.filter_map(|file| fs::read(file.path()).ok());
    let all = bytes.map(|bytes| Arrived::read(&bytes));
    all.filter(|it| it.headers.get("delivered-to").is_some_and(|to| to == address)).collect()
}

/// Waits until as many have arrived.
pub(crate) async fn arrived(address: &str, count: usize) -> Vec<Arrived> {
    let start = Instant::now();
    loop {
        let found = letters_to(address);
        if found.len() >= count {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "{} of {count} letters to {address}", found.len());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
