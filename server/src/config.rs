//! Settings of the process, by flag or environment; those of the workspace are in the database.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Parser, ValueEnum};
use model::mail::{MailSettings, Security};
use serde::Serialize;

/// A self-hosted omnichannel contact center.
#[derive(Debug, Clone, Parser, Serialize)]
#[command(name = "switchboard", version, max_term_width = 100)]
pub struct Config {
    /// Address and port to listen on.
    #[arg(long, env = "SWITCHBOARD_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Folder of the embedded database.
    #[arg(long, env = "SWITCHBOARD_DATA", default_value = "data")]
    pub data: PathBuf,

    /// PostgreSQL instead of the embedded database: `postgres://user:password@host/name`.
    #[arg(long, env = "SWITCHBOARD_DATABASE", hide_env_values = true)]
    #[serde(serialize_with = "without_password")]
    pub database: Option<String>,

    /// Fill an empty database with a living demo workspace (people, chats, a shop page at /demo).
    #[arg(long, env = "SWITCHBOARD_DEMO")]
    pub demo: bool,

    /// Allow `--demo`, whose password is public, on an address that others can reach.
    #[arg(long, env = "SWITCHBOARD_DEMO_REACHABLE")]
    pub demo_reachable: bool,

    /// Believe `X-Forwarded-For` and `X-Forwarded-Proto`: only behind a proxy that sets them.
    #[arg(long, env = "SWITCHBOARD_TRUST_PROXY")]
    pub trust_proxy: bool,

    /// The address at which guests reach this server, for links in mail: `https://chat.example`. Without it: the one
    /// under which whoever sends them has it open.
    #[arg(long, env = "SWITCHBOARD_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// Sites that may embed the livechat, as in CSP `frame-ancestors`: `https://shop.example` …
    #[arg(long, env = "SWITCHBOARD_EMBED_IN", default_value = "*", value_delimiter = ' ')]
    pub embed_in: Vec<String>,

    /// Log lines for people or for machines.
    #[arg(long, env = "SWITCHBOARD_LOG_FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,

    /// New chats one address may start a minute.
    #[arg(long, env = "SWITCHBOARD_CHATS_PER_MINUTE", default_value_t = 30)]
    pub chats_per_minute: u32,

    /// Messages that may be sent in one conversation a minute.
    #[arg(long, env = "SWITCHBOARD_MESSAGES_PER_MINUTE", default_value_t = 600)]
    pub messages_per_minute: u32,

    /// Files one guest or colleague may upload a minute.
    #[arg(long, env = "SWITCHBOARD_UPLOADS_PER_MINUTE", default_value_t = 60)]
    pub uploads_per_minute: u32,

    /// Letters one colleague may send a minute.
    #[arg(long, env = "SWITCHBOARD_MAILS_PER_MINUTE", default_value_t = 20)]
    pub mails_per_minute: u32,

    /// Attempts to sign in with one name from one address a minute.
    #[arg(long, env = "SWITCHBOARD_LOG_INS_PER_MINUTE", default_value_t = 10)]
    pub log_ins_per_minute: u32,

    /// Live connections in all.
    #[arg(long, env = "SWITCHBOARD_CONNECTIONS", default_value_t = 50_000)]
    pub connections: usize,

    /// Live connections of visitors from one address.
    #[arg(long, env = "SWITCHBOARD_CONNECTIONS_PER_ADDRESS", default_value_t = 200)]
    pub connections_per_address: u32,

    /// Who answers for this server to push services: `mailto:` or `https:`.
    #[arg(long, env = "SWITCHBOARD_PUSH_SUBJECT", default_value = "mailto:switchboard@localhost")]
    pub push_subject: String,

    /// Let push services on this machine through, without TLS: for tests.
    #[arg(long, env = "SWITCHBOARD_ALLOW_LOCAL_PUSH", hide = true)]
    pub allow_local_push: bool,
    /// STUN and TURN servers for calls, where the workspace names none: `stun:host:port turn:host:port` …
    #[arg(long, env = "SWITCHBOARD_ICE_SERVERS", value_delimiter = ' ')]
    pub ice_servers: Vec<String>,

    /// The secret shared with the TURN servers (`static-auth-secret`), of which passwords for minutes are made.
    #[arg(long, env = "SWITCHBOARD_TURN_SECRET", hide_env_values = true)]
    #[serde(serialize_with = "without_secret")]
    pub turn_secret: Option<String>,

    #[command(flatten)]
    pub smtp: Smtp,

    /// Print the settings as they would be used, and stop.
    #[arg(long)]
    #[serde(skip)]
    pub print_config: bool,
}

/// The mail server of the first start; later ones are named in Manage → Email.
#[derive(Debug, Clone, Parser, Serialize)]
pub struct Smtp {
    /// Mail server for the first start; afterwards Manage → Email counts.
    #[arg(long, env = "SWITCHBOARD_SMTP_HOST")]
    pub smtp_host: Option<String>,

    /// Port of the mail server; without it the usual one.
    #[arg(long, env = "SWITCHBOARD_SMTP_PORT")]
    pub smtp_port: Option<u16>,

    /// How the connection is kept private; `none` only to this machine.
    #[arg(long, env = "SWITCHBOARD_SMTP_SECURITY", default_value = "starttls", value_parser = ["starttls", "tls", "none"])]
    pub smtp_security: String,

    /// Who signs in at the mail server.
    #[arg(long, env = "SWITCHBOARD_SMTP_USER", default_value = "")]
    pub smtp_user: String,

    /// The password there; better by environment than by flag, which others on the machine can see.
    #[arg(long, env = "SWITCHBOARD_SMTP_PASSWORD", default_value = "", hide_env_values = true)]
    #[serde(skip)]
    pub smtp_password: String,

    /// The address letters come from.
    #[arg(long, env = "SWITCHBOARD_SMTP_FROM", default_value = "")]
    pub smtp_from: String,

    /// Certificates (PEM) to trust beside the system's.
    #[arg(long, env = "SWITCHBOARD_SMTP_CA")]
    pub smtp_ca: Option<PathBuf>,
}

impl Smtp {
    /// The mail server as it is saved on the first start; none without a host.
    ///
    /// # Errors
    /// When the certificates cannot be read.
    pub fn settings(&self) -> std::io::Result<Option<MailSettings>> {
        let Some(host) = &self.smtp_host else { return Ok(None) };
        let security = Security::from_word(&self.smtp_security).unwrap_or_default();
        let certificates = match &self.smtp_ca {
            Some(path) => std::fs::read_to_string(path)?,
            None => String::new(),
        };
        Ok(Some(MailSettings {
            host: host.clone(),
            port: self.smtp_port.unwrap_or_else(|| security.usual_port()),
            security,
            username: self.smtp_user.clone(),
            from_address: self.smtp_from.clone(),
            certificates,
            ..MailSettings::default()
        }))
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    Text,
    Json,
}

impl Config {
    /// Where the database is.
    #[must_use]
    pub fn database_url(&self) -> String {
        self.database
            .clone()
            .unwrap_or_else(|| format!("sqlite://{}", self.data.join("switchboard.db").display()))
    }
}

fn without_secret<S: serde::Serializer>(
    secret: &Option<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    secret.as_ref().map(|_| "…").serialize(serializer)
}

fn without_password<S: serde::Serializer>(
    url: &Option<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let shown = url.as_deref().map(|url| match (url.find("://"), url.rfind('@')) {
        (Some(from), Some(to)) if from < to => {
            format!(
                "{}…{}",
                url.get(..from + 3).unwrap_or_default(),
                url.get(to..).unwrap_or_default()
            )
        }
        _ => url.to_owned(),
    });
    shown.serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_database_address_has_no_password() {
        let config = Config::parse_from([
            "x",
            "--database",
            "postgres://ann:s3cret@db.example/sb",
            "--turn-secret",
            "s3cret",
        ]);
        let text = serde_json::to_string(&config).unwrap();
        assert!(text.contains("postgres://…@db.example/sb"), "{text}");
        assert!(!text.contains("s3cret"), "{text}");
    }

    #[test]
    fn a_mail_server_of_the_first_start_never_prints_its_password() {
        let arguments = ["x", "--smtp-host", "mail.example", "--smtp-password", "hunter2"];
        let config = Config::parse_from(arguments);
        let settings = config.smtp.settings().unwrap().unwrap();
        assert_eq!((settings.host.as_str(), settings.port), ("mail.example", 587));
        assert!(!serde_json::to_string(&config).unwrap().contains("hunter2"));
    }

    #[test]
    fn without_a_database_the_embedded_one_is_used() {
        let config = Config::parse_from(["x", "--data", "/var/lib/switchboard"]);
        assert_eq!(config.database_url(), "sqlite:///var/lib/switchboard/switchboard.db");
    }
}
