//! The floor: a server that only takes a message from a WebSocket, makes it durable together with whatever else
//! came meanwhile, and passes it on. No server that keeps its promises is quicker; ours is measured against it.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, Utf8Bytes, WebSocket},
    },
    response::Response,
    routing::get,
    serve::ListenerExt,
};
use futures::{SinkExt, StreamExt};
use sqlx::{
    Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use tokio::{net::TcpListener, sync::mpsc};

/// Messages of one commit at most, as in the product.
const GROUP: usize = 64;

#[derive(Debug, Clone)]
struct Floor {
    written: mpsc::Sender<Utf8Bytes>,
    agent: Arc<Mutex<Option<mpsc::UnboundedSender<Utf8Bytes>>>>,
}

/// Serves until killed.
pub(crate) async fn serve(folder: &Path) -> anyhow::Result<()> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("floor.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .statement_cache_capacity(2 * GROUP);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    sqlx::query("CREATE TABLE said (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        .execute(&mut conn)
        .await?;
    let (written, to_write) = mpsc::channel(4_096);
    let floor = Floor { written, agent: Arc::default() };
    tokio::spawn(write(conn, to_write, floor.clone()));
    let router = Router::new()
        .route("/live", get(agent))
        .route("/live/visitor", get(visitor))
        .with_state(floor);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("The floor is ready at http://{}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    Ok(axum::serve(listener, router).await?)
}

async fn visitor(State(floor): State<Floor>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async move |mut socket: WebSocket| {
        while let Some(Ok(message)) = socket.next().await {
            if let Message::Text(text) = message
                && floor.written.send(text).await.is_err()
            {
                return;
            }
        }
    })
}

/// The last agent who connects is told.
async fn agent(State(floor): State<Floor>, upgrade: WebSocketUpgrade) -> Response {
    let (tell, mut told) = mpsc::unbounded_channel();
    *floor.agent.lock().unwrap_or_else(PoisonError::into_inner) = Some(tell);
    upgrade.on_upgrade(async move |mut socket: WebSocket| {
        while let Some(text) = told.recv().await {
            let mut next = Some(text);
            while let Some(text) = next {
                if socket.feed(Message::Text(text)).await.is_err() {
                    return;
                }
                next = told.try_recv().ok();
            }
            if socket.flush().await.is_err() {
                return;
            }
        }
    })
}

/// Writes whatever has come in one statement, which is one commit, and passes it on.
async fn write(mut conn: SqliteConnection, mut to_write: mpsc::Receiver<Utf8Bytes>, floor: Floor) {
    let mut group = Vec::with_capacity(GROUP);
    while to_write.recv_many(&mut group, GROUP).await > 0 {
        let places = vec!["(?)"; group.len()].join(", ");
        let text = format!("INSERT INTO said (body) VALUES {places}");
        // Nothing of what was said is in the text, only a place for each.
        let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
        for body in &group {
            query = query.bind(body.as_str());
        }
        if let Err(error) = query.execute(&mut conn).await {
            eprintln!("the floor cannot write: {error}");
            return;
        }
        let agent = floor.agent.lock().unwrap_or_else(PoisonError::into_inner);
        for text in group.drain(..) {
            if let Some(agent) = &*agent {
                let _ = agent.send(text);
            }
        }
    }
}
