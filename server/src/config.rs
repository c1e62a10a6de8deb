//! Settings of the process, by flag or environment; those of the workspace are in the database.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Parser, ValueEnum};
use serde::Serialize;

/// A self-hosted omnichannel contact center.
#[derive(Debug, Clone, Parser, Serialize)]
#[command(name = "switchboard", version, about, max_term_width = 100)]
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

    /// Print the settings as they would be used, and stop.
    #[arg(long)]
    #[serde(skip)]
    pub print_config: bool,
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
    fn without_a_database_the_embedded_one_is_used() {
        let config = Config::parse_from(["x", "--data", "/var/lib/switchboard"]);
        assert_eq!(config.database_url(), "sqlite:///var/lib/switchboard/switchboard.db");
    }
}
