//! The server is killed in the middle of its work, again and again, and every acknowledged message is accounted for.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod asking;
mod broadcasts;
mod long;

use std::{
    collections::BTreeMap,
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};

use futures::{SinkExt, StreamExt};
use model::{
    Uuid,
    conversation::Conversation,
    event::{Event, EventBody},
    id::{ConversationId, EventId},
    visitor::VisitorPass,
    wire::{ClientFrame, Say, ServerFrame},
};
use store::Store;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
    time::{Instant, sleep, timeout, timeout_at},
};
use tokio_tungstenite::tungstenite::Message;

const ROUNDS: u64 = 20;
const VISITORS: usize = 6;
/// Nothing here takes this long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// The server process; killed when dropped.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    async fn start(database: &[&str], port: u16) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_switchboard"))
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .args(["--chats-per-minute", "1000", "--messages-per-minute", "10000000"])
            .args(database)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { child, port };
        let until = Instant::now() + PATIENCE;
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            assert!(Instant::now() < until, "the server does not start");
            sleep(Duration::from_millis(20)).await;
        }
        server
    }

    /// SIGKILL: no farewell, no flush.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// A server function's answer.
    async fn call(&self, path: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        let request = format!(
            "POST /api/{path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A visitor who numbers what they say and remembers what was acknowledged.
struct Visitor {
    pass: VisitorPass,
    index: usize,
    acknowledged: Vec<u64>,
    next: u64,
}

impl Visitor {
    fn say(&self, n: u64) -> Say {
        let id = (u128::from(n) << 32) | (self.index as u128 + 1);
        Say {
            id: EventId(Uuid::from_u128(id)),
            conversation: self.pass.conversation.unwrap(),
            text: n.to_string(),
            files: Vec::new(),
            is_note: false,
            canned: Vec::new(),
        }
    }

    /// Says one thing after another until the connection breaks or `until` passes; what was not acknowledged the
    /// last time is said again first, under its old id.
    async fn talk(mut self, port: u16, until: Instant) -> Self {
        let Ok((mut stream, _)) =
            tokio_tungstenite::connect_async(format!("ws://127.0.0.1:{port}/live/visitor")).await
        else {
            return self;
        };
        let conversation = self.pass.conversation.unwrap();
        let hello = ClientFrame::Hello { token: self.pass.token.clone() };
        for frame in [hello, ClientFrame::Watch { conversation, since: 0 }] {
            let text = serde_json::to_string(&frame).unwrap();
            if stream.send(Message::text(text)).await.is_err() {
                return self;
            }
        }
        while Instant::now() < until {
            let say = self.say(self.next);
            let text = serde_json::to_string(&ClientFrame::Say(say.clone())).unwrap();
            if stream.send(Message::text(text)).await.is_err() {
                return self;
            }
            loop {
                let Ok(Some(Ok(message))) = timeout_at(until + PATIENCE, stream.next()).await
                else {
                    return self;
                };
                let Message::Text(text) = message else { continue };
                let frame: ServerFrame = serde_json::from_str(text.as_str()).unwrap();
                match frame {
                    ServerFrame::Event { event, .. } if event.id == say.id => break,
                    ServerFrame::Refused { refusal, .. } => panic!("refused: {refusal}"),
                    ServerFrame::SignedOut => panic!("the token was forgotten"),
                    _ => {}
                }
            }
            self.acknowledged.push(self.next);
            self.next += 1;
        }
        self
    }
}

/// A small generator: the same moments in every run.
fn pause(round: u64) -> Duration {
    let mixed = round.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17);
    Duration::from_millis(60 + mixed % 240)
}

async fn start_chats(server: &Server) -> Vec<Visitor> {
    let mut visitors = Vec::new();
    for index in 0..VISITORS {
        let body = format!(
            r#"{{"token":null,"form":{{"name":"V{index}","email":"v{index}@example.com","department":null,"has_consented":true,"page_url":""}}}}"#
        );
        let pass = serde_json::from_str(&server.call("visitors/start", &body).await).unwrap();
        visitors.push(Visitor { pass, index, acknowledged: Vec::new(), next: 0 });
    }
    visitors
}

async fn rounds(database: &[&str], url: &str, count: u64) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let server = Server::start(database, port).await;
    let mut visitors = start_chats(&server).await;
    server.kill();
    for round in 0..count {
        let server = Server::start(database, port).await;
        let killed_at = Instant::now() + pause(round);
        let mut talking = JoinSet::new();
        for visitor in visitors.drain(..) {
            talking.spawn(visitor.talk(port, killed_at + PATIENCE));
        }
        tokio::time::sleep_until(killed_at).await;
        server.kill();
        let back = timeout(PATIENCE, talking.join_all()).await;
        visitors = back.expect("a broken connection is noticed");
    }
    let store = Store::open(url).await.unwrap();
    let mut total = 0;
    for visitor in &visitors {
        total += visitor.acknowledged.len();
        check(&store, visitor).await;
    }
    assert!(total > 50, "only {total} messages were said: the test did not test");
    store.close().await;
}

/// Everything acknowledged is there once, in the order it was said; the state is the fold of the log.
async fn check(store: &Store, visitor: &Visitor) {
    let id: ConversationId = visitor.pass.conversation.unwrap();
    let mut conn = store.read().await.unwrap();
    let log: Vec<Event> = store::events::after(&mut conn, id, 0, 1_000_000).await.unwrap();
    let held = store::conversations::load(&mut conn, id).await.unwrap().unwrap();
    let mut folded = Conversation::from_first(id, &log[0]).unwrap();
    let mut said: Vec<u64> = Vec::new();
    for (index, event) in log.iter().enumerate() {
        assert_eq!(event.version as usize, index + 1, "a gap");
        if index > 0 {
            folded.apply(event);
        }
        if let EventBody::Said { text, .. } = &event.body {
            said.push(text.parse().unwrap());
        }
    }
    assert_eq!(folded, held, "the state is not the fold of its log");
    let mut counts = BTreeMap::new();
    said.iter().for_each(|n| *counts.entry(*n).or_insert(0) += 1);
    for n in &visitor.acknowledged {
        assert_eq!(counts.get(n), Some(&1), "acknowledged message {n} is there not once");
    }
    assert!(said.is_sorted(), "out of order: {said:?}");
    assert!(counts.values().all(|count| *count == 1), "doubled: {counts:?}");
    assert!(said.len() - visitor.acknowledged.len() <= 1, "more than was said");
}

#[tokio::test]
async fn cv_08_killed_under_load_the_embedded_database_keeps_every_acknowledged_message() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    let url = format!("sqlite://{data}/switchboard.db");
    rounds(&["--data", &data], &url, ROUNDS).await;
}

#[tokio::test]
async fn cv_08_killed_under_load_postgresql_keeps_every_acknowledged_message() {
    let scratch = store::testing::postgres().await;
    rounds(&["--database", &scratch.url], &scratch.url, ROUNDS / 4).await;
}
