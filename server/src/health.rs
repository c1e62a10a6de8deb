//! Whether the server is well, for machines that ask.

use std::fmt::Write;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};

use crate::assemble::App;

/// `200 ok` while the database answers.
pub async fn healthz(State(app): State<App>) -> impl IntoResponse {
    match app.house.store.check().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(error = ?error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
    }
}

/// Numbers in Prometheus' text format.
pub async fn metrics(State(app): State<App>) -> impl IntoResponse {
    let mut text = String::new();
    let mut say = |name: &str, kind: &str, help: &str, value: u64| {
        let _ = write!(
            text,
            "# HELP switchboard_{name} {help}\n# TYPE switchboard_{name} {kind}\nswitchboard_{name} {value}\n"
        );
    };
    let hub = &app.hub;
    say("staff_sockets", "gauge", "Live connections of the staff.", hub.staff_sockets());
    say("visitor_sockets", "gauge", "Live connections of visitors.", hub.visitor_sockets());
    say("frames_received_total", "counter", "Frames clients sent.", hub.frames_received());
    say("frames_sent_total", "counter", "Frames sent to clients.", hub.frames_sent());
    say("lags_total", "counter", "Sockets that were too slow and fetched again.", hub.lags());
    let counted = async {
        let mut conn = app.house.store.read().await?;
        store::counts::workspace(&mut conn).await
    };
    if let Ok(counts) = counted.await {
        say("contacts", "gauge", "Contacts in the store.", counts.contacts);
        say("conversations", "gauge", "Conversations in the store.", counts.conversations);
        say("conversations_closed", "gauge", "Closed conversations in the store.", counts.closed);
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text)
}
