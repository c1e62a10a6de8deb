//! The wire of one live connection: frames in, frames out, and when it counts as dead.

use std::{sync::Arc, sync::atomic::Ordering, time::Duration};

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use futures::{SinkExt, StreamExt, stream::SplitSink, stream::SplitStream};
use model::wire::{ClientFrame, ServerFrame};
use tokio::sync::watch;

use super::{Hub, frames};

/// How long a client may take to read what was sent before it counts as dead.
const SEND_PATIENCE: Duration = Duration::from_secs(15);
/// How long a client may be silent before it counts as dead; clients ping more often.
pub(super) const SILENCE: Duration = Duration::from_secs(60);
/// Close code: the server restarts, come back.
const RESTARTING: u16 = 1012;
/// Close code: what was sent could not be read.
const UNREADABLE: u16 = 1008;

/// What came from the client.
#[derive(Debug)]
pub(super) enum Heard {
    Frame(ClientFrame),
    /// Alive, but nothing to do.
    Nothing,
    /// Sent what is no frame.
    Unreadable,
    Gone,
}

/// The sending half.
#[derive(Debug)]
pub(super) struct Voice {
    sink: SplitSink<WebSocket, Message>,
    hub: Arc<Hub>,
    /// The client did not read in time, or is gone.
    pub(super) is_dead: bool,
}

/// The receiving half.
#[derive(Debug)]
pub(super) struct Ear {
    stream: SplitStream<WebSocket>,
    hub: Arc<Hub>,
}

/// Ends when the server does.
pub(super) async fn closed(closing: &mut watch::Receiver<bool>) {
    let _ = closing.wait_for(|is_closing| *is_closing).await;
}

pub(super) fn split(socket: WebSocket, hub: &Arc<Hub>) -> (Voice, Ear) {
    let (sink, stream) = socket.split();
    let voice = Voice { sink, hub: Arc::clone(hub), is_dead: false };
    (voice, Ear { stream, hub: Arc::clone(hub) })
}

impl Ear {
    pub(super) async fn hear(&mut self) -> Heard {
        let Ok(next) = tokio::time::timeout(SILENCE, self.stream.next()).await else {
            return Heard::Gone;
        };
        match next {
            Some(Ok(Message::Text(text))) => {
                self.hub.frames_received.fetch_add(1, Ordering::Relaxed);
                serde_json::from_str(text.as_str()).map_or(Heard::Unreadable, Heard::Frame)
            }
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Heard::Nothing,
            Some(Ok(Message::Binary(_))) => Heard::Unreadable,
            Some(Ok(Message::Close(_)) | Err(_)) | None => Heard::Gone,
        }
    }
}

impl Voice {
    /// Puts a frame into the buffer; [`flush`](Self::flush) sends it.
    pub(super) async fn say(&mut self, frame: &ServerFrame) {
        self.say_text(frames::encode(frame)).await;
    }

    /// As [`say`](Self::say), already encoded.
    pub(super) async fn say_text(&mut self, text: Utf8Bytes) {
        if self.is_dead {
            return;
        }
        self.hub.frames_sent.fetch_add(1, Ordering::Relaxed);
        let sent = tokio::time::timeout(SEND_PATIENCE, self.sink.feed(Message::Text(text))).await;
        self.is_dead = !matches!(sent, Ok(Ok(())));
    }

    pub(super) async fn flush(&mut self) {
        if self.is_dead {
            return;
        }
        let sent = tokio::time::timeout(SEND_PATIENCE, self.sink.flush()).await;
        self.is_dead = !matches!(sent, Ok(Ok(())));
    }

    pub(super) async fn close(mut self, why: Farewell) {
        if self.is_dead {
            return;
        }
        let (code, reason) = match why {
            Farewell::Restarting => (RESTARTING, "restarting"),
            Farewell::Unreadable => (UNREADABLE, "unreadable frame"),
            Farewell::Done => (1000, ""),
        };
        let close = Message::Close(Some(CloseFrame { code, reason: reason.into() }));
        let _ = tokio::time::timeout(Duration::from_secs(1), self.sink.send(close)).await;
    }
}

/// Why the server ends a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Farewell {
    Restarting,
    Unreadable,
    Done,
}

/// Tells a client why it is not served, and ends.
pub(super) async fn end_with(mut socket: WebSocket, why: &ServerFrame) {
    let text = frames::encode(why);
    let _ = tokio::time::timeout(SEND_PATIENCE, socket.send(Message::Text(text))).await;
    let _ = tokio::time::timeout(Duration::from_secs(1), socket.send(Message::Close(None))).await;
}
