//! Live connections: who is connected, how many may be, and the heartbeat that finds what the bus lost.

mod beats;
mod direct;
mod entries;
mod frames;
mod looking;
mod socket;
mod staff;
mod visitor;

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use actions::House;
use app::api::caller::{Origin, token_in};
use axum::{
    Extension,
    extract::{Query, State, WebSocketUpgrade},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use model::{
    Uuid,
    id::PersonId,
    wire::{FRAME_LIMIT_BYTES, ServerFrame},
};
use serde::Deserialize;
use tokio::sync::watch;

use crate::{assemble::App, guard};
use beats::Beats;

/// Bytes a connection reads at a time; small, as there are many connections.
const READ_BUFFER_BYTES: usize = 4 * 1024;

/// All live connections of this process.
#[derive(Debug)]
pub struct Hub {
    /// Changes when the server restarts, so that clients know they talk to another one.
    boot: Uuid,
    limit: usize,
    limit_per_address: u32,
    beats: Beats,
    visitors: Mutex<HashMap<IpAddr, u32>>,
    closing: watch::Sender<bool>,
    staff_sockets: AtomicU64,
    visitor_sockets: AtomicU64,
    frames_received: AtomicU64,
    frames_sent: AtomicU64,
    lags: AtomicU64,
}

impl Hub {
    /// A hub nobody is connected to, with its limits in all and per visitor's address.
    #[must_use]
    pub fn new(limit: usize, limit_per_address: u32) -> Self {
        let mut random = [0_u8; 16];
        // Without random numbers the boot id is nil; clients then merely reload once less.
        let _ = getrandom::fill(&mut random);
        Self {
            boot: Uuid::from_bytes(random),
            limit,
            limit_per_address,
            beats: Beats::new(),
            visitors: Mutex::default(),
            closing: watch::Sender::new(false),
            staff_sockets: AtomicU64::new(0),
            visitor_sockets: AtomicU64::new(0),
            frames_received: AtomicU64::new(0),
            frames_sent: AtomicU64::new(0),
            lags: AtomicU64::new(0),
        }
    }

    /// Ends every connection; their owners come back by themselves.
    pub fn close_all(&self) {
        self.closing.send_replace(true);
    }

    /// Tells every connection the latest versions of what it watches, now and then, for ever.
    pub async fn keep_heartbeats(self: Arc<Self>, house: House) {
        self.beats.keep(&house).await;
    }

    fn is_full(&self) -> bool {
        let open = self.staff_sockets().saturating_add(self.visitor_sockets());
        usize::try_from(open).unwrap_or(usize::MAX) >= self.limit
    }

    /// Lets a visitor's connection in, if its address has not too many.
    fn admit(&self, address: IpAddr) -> bool {
        let mut visitors = self.visitors.lock().unwrap_or_else(PoisonError::into_inner);
        let count = visitors.entry(address).or_default();
        if *count >= self.limit_per_address {
            return false;
        }
        *count = count.saturating_add(1);
        true
    }

    fn leave(&self, address: IpAddr) {
        let mut visitors = self.visitors.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = visitors.get_mut(&address) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                visitors.remove(&address);
            }
        }
    }

    #[must_use]
    pub fn staff_sockets(&self) -> u64 {
        self.staff_sockets.load(Ordering::Relaxed)
    }

    #[must_use]
    pub fn visitor_sockets(&self) -> u64 {
        self.visitor_sockets.load(Ordering::Relaxed)
    }

    #[must_use]
    pub fn frames_received(&self) -> u64 {
        self.frames_received.load(Ordering::Relaxed)
    }

    #[must_use]
    pub fn frames_sent(&self) -> u64 {
        self.frames_sent.load(Ordering::Relaxed)
    }

    #[must_use]
    pub fn lags(&self) -> u64 {
        self.lags.load(Ordering::Relaxed)
    }
}

/// Whose screens a tab shows, as far as it says so.
#[derive(Debug, Deserialize)]
pub struct Believed {
    person: Option<PersonId>,
}

/// The staff's socket; the cookie says who it is.
pub async fn staff(
    State(app): State<App>,
    Query(believed): Query<Believed>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if let Some(refused) = refused(&app, &headers) {
        return refused;
    }
    let token = token_in(&headers);
    let found = actions::sessions::staff_of(&app.house, token.as_deref()).await;
    sized(upgrade).on_upgrade(async move |socket| match (found, token) {
        (Ok(me), Some(_)) if believed.person.is_some_and(|person| person != me.person.id) => {
            socket::end_with(socket, &ServerFrame::SignedInAs(me.person)).await;
        }
        (Ok(me), Some(token)) => staff::serve(app, me, &token, socket).await,
        _ => socket::end_with(socket, &ServerFrame::SignedOut).await,
    })
}

/// A visitor's socket; its first frame says who it is.
pub async fn visitor(
    State(app): State<App>,
    Extension(origin): Extension<Origin>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if let Some(refused) = refused(&app, &headers) {
        return refused;
    }
    if !app.hub.admit(origin.address) {
        return (StatusCode::TOO_MANY_REQUESTS, "Too many connections from this address.")
            .into_response();
    }
    let (hub, address) = (app.hub.clone(), origin.address);
    let failed = (hub.clone(), address);
    sized(upgrade).on_failed_upgrade(move |_| failed.0.leave(failed.1)).on_upgrade(
        async move |socket| {
            visitor::serve(app, socket).await;
            hub.leave(address);
        },
    )
}

fn refused(app: &App, headers: &HeaderMap) -> Option<Response> {
    if !guard::is_from_here(headers) {
        return Some((StatusCode::FORBIDDEN, "This came from another site.").into_response());
    }
    if app.hub.is_full() {
        return Some((StatusCode::SERVICE_UNAVAILABLE, "Too many connections.").into_response());
    }
    None
}

fn sized(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .max_message_size(FRAME_LIMIT_BYTES)
        .max_frame_size(FRAME_LIMIT_BYTES)
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(READ_BUFFER_BYTES)
        .max_write_buffer_size(8 * 1024 * 1024)
}
