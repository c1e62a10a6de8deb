//! Puts the rooms together and serves until told to stop.

use std::{io::Write, path::Path, sync::Arc, time::Duration};

use actions::{
    House, Limits, bulk, calls, clock::Clock, custom_fields, dispatch, erasures, imports,
};
use anyhow::{Context, bail};
use axum::serve::ListenerExt;
use store::{OpenError, Store};
use tokio::{net::TcpListener, sync::watch};
use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

use crate::{
    assets::Site,
    config::{Config, LogFormat},
    live::Hub,
    pushing, relay, router,
};

/// How long open requests and sockets get to end when the server stops.
const FAREWELL: Duration = Duration::from_secs(5);

/// What every request handler shares.
#[derive(Debug, Clone)]
pub struct App {
    pub house: House,
    pub hub: Arc<Hub>,
    pub site: Arc<Site>,
    pub config: Arc<Config>,
}

/// Sends log lines to standard error; `RUST_LOG` chooses which.
pub fn log_to_stderr(format: LogFormat) {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let registry = tracing_subscriber::registry().with(filter);
    match format {
        LogFormat::Text => registry.with(layer.with_target(false)).init(),
        LogFormat::Json => registry.with(layer.json()).init(),
    }
}

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
/// What keeps the server from starting, in words that say what to do.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    refuse_reachable_demo(&config)?;
    let listener = TcpListener::bind(config.listen).await.with_context(|| {
        format!(
            "cannot listen on {}: is another server running there? Choose another with --listen",
            config.listen
        )
    })?;
    let address = listener.local_addr().context("the listening address is unknown")?;
    let app = open(config).await?;
    let (stop, stopped) = watch::channel(false);
    let pusher = pushing::open(&app.house, &app.config).await?;
    let relay = tokio::spawn(relay::run(app.house.clone(), stopped.clone()));
    let typesetter = tokio::spawn(relay::pdfs::run(app.house.clone(), stopped.clone()));
    let background = [
        tokio::spawn(relay::broadcasts::run(app.house.clone(), stopped.clone())),
        tokio::spawn(dispatch::run(app.house.clone())),
        tokio::spawn(pushing::watch(app.house.clone())),
        tokio::spawn(pushing::run(app.house.clone(), pusher)),
        tokio::spawn(calls::keep(app.house.clone())),
        tokio::spawn(custom_fields::keep(app.house.clone())),
        tokio::spawn(bulk::run(app.house.clone())),
        tokio::spawn(erasures::run(app.house.clone())),
        tokio::spawn(imports::run(app.house.clone())),
        tokio::spawn(app.hub.clone().keep_heartbeats(app.house.clone())),
    ];
    let hub = app.hub.clone();
    let store = app.house.store.clone();
    let is_demo = app.house.is_demo;
    let router = router::router(app).into_make_service_with_connect_info::<std::net::SocketAddr>();
    announce(address, is_demo)?;
    tokio::spawn(async move {
        asked_to_stop().await;
        tracing::info!("stopping");
        hub.close_all();
        let _ = stop.send(true);
    });
    // A frame goes out when it is written: waiting for more to go with it would cost up to 40 ms.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    });
    let mut until = stopped.clone();
    let serving =
        axum::serve(listener, router).with_graceful_shutdown(async move { wait(&mut until).await });
    let mut until = stopped;
    tokio::select! {
        result = serving.into_future() => result.context("serving failed")?,
        () = async { wait(&mut until).await; tokio::time::sleep(FAREWELL).await } => {}
    }
    background.iter().for_each(tokio::task::JoinHandle::abort);
    typesetter.abort();
    // A letter in hand is better finished than sent twice.
    let relay_end = relay.abort_handle();
    if tokio::time::timeout(FAREWELL, relay).await.is_err() {
        relay_end.abort();
    }
    store.close().await;
    Ok(())
}

async fn wait(stopped: &mut watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Opens the store and puts everything around it together.
///
/// # Errors
/// As [`serve`].
pub async fn open(config: Config) -> anyhow::Result<App> {
    if config.database.is_none() {
        make_folder(&config.data)?;
    }
    let store = Store::open(&config.database_url()).await.map_err(explain)?;
    let limits = Limits {
        log_ins_per_minute: config.log_ins_per_minute,
        chats_per_minute: config.chats_per_minute,
        messages_per_minute: config.messages_per_minute,
        uploads_per_minute: config.uploads_per_minute,
        mails_per_minute: config.mails_per_minute,
    };
    let house = House::new(store, Clock::machine(), limits, config.demo);
    if let Some(url) = &config.public_url {
        // Set here alone.
        let _ = house.public_url.set(url.clone());
    }
    let servers = config.ice_servers.iter().filter(|one| !one.is_empty());
    let servers = servers.map(|one| model::call::server(one)).collect::<Result<Vec<_>, _>>();
    let servers = servers.ok().context(
        "an ICE server is written wrong: name them as in --ice-servers 'stun:stun.example turn:turn.example:3478'",
    )?;
    calls::know_servers(&house, servers, config.turn_secret.clone());
    if config.demo {
        actions::demo::fill(&house).await.context("the demo workspace could not be made")?;
    }
    name_mail_server(&house, &config).await?;
    let site = Site::embedded().context("the embedded site cannot be read: build it again")?;
    let hub = Hub::new(config.connections, config.connections_per_address);
    Ok(App { house, hub: Arc::new(hub), site: Arc::new(site), config: Arc::new(config) })
}

/// What the first start was told about mail.
async fn name_mail_server(house: &House, config: &Config) -> anyhow::Result<()> {
    let settings = config.smtp.settings().context("--smtp-ca cannot be read")?;
    let Some(settings) = settings else { return Ok(()) };
    actions::mail::furnish(house, settings, &config.smtp.smtp_password).await.context(
        "the mail server cannot be used: check --smtp-host, --smtp-from (an address) and --smtp-security",
    )
}

fn refuse_reachable_demo(config: &Config) -> anyhow::Result<()> {
    if config.demo && !config.demo_reachable && !config.listen.ip().is_loopback() {
        bail!(
            "--demo has a public password, and others can reach {}. Listen on 127.0.0.1, or allow it with --demo-reachable",
            config.listen
        );
    }
    Ok(())
}

fn make_folder(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| {
        format!("cannot make the data folder {}: choose another with --data", folder.display())
    })
}

/// An opening error in words that say what to do.
fn explain(error: OpenError) -> anyhow::Error {
    let advice = match &error {
        OpenError::Locked { .. } => {
            "another Switchboard uses this database: stop it, or choose another folder with --data"
        }
        OpenError::Newer { .. } => {
            "this database was written by a newer Switchboard: start that version, or restore a backup"
        }
        OpenError::NotWritable { .. } => {
            "the data folder is not writable: change its owner, or choose another with --data"
        }
        OpenError::Unreachable { .. } => {
            "the database server does not answer: check --database and whether it runs"
        }
        _ => "the database cannot be opened: check --database",
    };
    anyhow::Error::new(error).context(advice)
}

fn announce(address: std::net::SocketAddr, is_demo: bool) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "Switchboard is ready at http://{address}")?;
    if is_demo {
        writeln!(out, "  shop with the livechat  http://{address}/demo")?;
        writeln!(out, "  agents sign in at       http://{address}/desk   (ada / switchboard)")?;
    }
    Ok(out.flush()?)
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupt => {}
        () = terminate => {}
    }
}
