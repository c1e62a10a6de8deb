//! Bad clients: each ends or is refused alone, and nobody else notices.

use model::{
    Uuid,
    id::ConversationId,
    refusal::{Refusal, Thing},
    wire::{ClientFrame, FRAME_LIMIT_BYTES, ServerFrame},
};
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::peer::{Running, say};

#[tokio::test]
async fn what_is_no_frame_ends_the_connection_that_sent_it() {
    let running = Running::start(&[]).await;
    let guest = running.guest(None).await;
    let bad = [
        Message::text("{"),
        Message::text("{\"t\":\"unheard_of\"}"),
        Message::text("\u{0}"),
        Message::binary(vec![0_u8, 159, 146, 150]),
        Message::text("x".repeat(FRAME_LIMIT_BYTES + 1)),
    ];
    let mut bystander = running.widget(&guest.token).await;
    for message in bad {
        let mut widget = running.widget(&guest.token).await;
        widget.until(|frame| matches!(frame, ServerFrame::Welcome { .. }).then_some(())).await;
        widget.send_raw(message).await;
        assert!(widget.ends().await);
    }
    let id = guest.conversation.unwrap();
    bystander.watch(id, 0).await;
    bystander.send(&ClientFrame::Say(say(id, 1, "still here"))).await;
    bystander.hears("still here").await;
}

#[tokio::test]
async fn without_a_good_token_a_visitor_is_signed_out_at_once() {
    let running = Running::start(&[]).await;
    for token in ["", "0000", &"f".repeat(64)] {
        let mut widget = running.widget(token).await;
        assert_eq!(widget.next().await, Some(ServerFrame::SignedOut));
        assert!(widget.ends().await);
    }
    // Anything else before saying who it is ends the connection as well.
    let mut widget = running.silent_widget().await;
    widget.send(&ClientFrame::Ping).await;
    assert!(widget.ends().await);
    let mut desk = running.desk("0000").await;
    assert_eq!(desk.next().await, Some(ServerFrame::SignedOut));
}

#[tokio::test]
async fn other_peoples_and_unknown_conversations_are_not_there() {
    let running = Running::start(&[]).await;
    let (guest, other) = (running.guest(None).await, running.guest(None).await);
    let mut widget = running.widget(&guest.token).await;
    for conversation in [other.conversation.unwrap(), ConversationId(Uuid::from_u128(7))] {
        widget.send(&ClientFrame::Watch { conversation, since: 0 }).await;
        let refusal = widget
            .until(|frame| match frame {
                ServerFrame::WatchRefused { refusal, .. } => Some(refusal.clone()),
                _ => None,
            })
            .await;
        assert_eq!(refusal, Refusal::not_found(Thing::Conversation));
        widget.send(&ClientFrame::Say(say(conversation, 1, "let me in"))).await;
        let refusal = widget
            .until(|frame| match frame {
                ServerFrame::Refused { refusal, .. } => Some(refusal.clone()),
                _ => None,
            })
            .await;
        assert_eq!(refusal, Refusal::not_found(Thing::Conversation));
        // Nothing is said back to these either, and nothing happens.
        widget.send(&ClientFrame::Typing { conversation, is_typing: true }).await;
    }
}

#[tokio::test]
async fn one_address_holds_a_bounded_number_of_visitors_connections() {
    let running = Running::start(&["--connections-per-address", "3"]).await;
    let guest = running.guest(None).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut widget = running.widget(&guest.token).await;
        widget.until(|frame| matches!(frame, ServerFrame::Welcome { .. }).then_some(())).await;
        held.push(widget);
    }
    let address = format!("ws://{}/live/visitor", running.address);
    let refused = tokio_tungstenite::connect_async(&address).await;
    assert!(matches!(&refused, Err(Error::Http(answer)) if answer.status() == 429), "{refused:?}");
    // The staff is not locked out by visitors.
    let token = running.agent("ada").await;
    let mut desk = running.desk(&token).await;
    desk.until(|frame| matches!(frame, ServerFrame::Desk { .. }).then_some(())).await;
}

#[tokio::test]
async fn a_socket_that_never_reads_disturbs_nobody() {
    let running = Running::start(&["--messages-per-minute", "1000000"]).await;
    let guest = running.guest(None).await;
    let id = guest.conversation.unwrap();
    let mut deaf = running.widget(&guest.token).await;
    deaf.watch(id, 0).await;
    let mut widget = running.widget(&guest.token).await;
    widget.watch(id, 0).await;
    let text = "x".repeat(9_000);
    for n in 1..=600_u128 {
        widget.send(&ClientFrame::Say(say(id, n, &format!("{n} {text}")))).await;
        widget.hears(&format!("{n} {text}")).await;
    }
    // Whoever reads again after all finds everything: told of the lag, or dropped and to fetch.
    let mut latest = 0;
    while let Some(frame) = deaf.next().await {
        match frame {
            ServerFrame::Event { event, .. } => latest = event.version,
            ServerFrame::Thread(thread) => latest = thread.conversation.version,
            _ => {}
        }
        if latest == 601 {
            return;
        }
    }
    let mut back = running.widget(&guest.token).await;
    assert_eq!(back.watch(id, 0).await.last(), Some(&601));
}
