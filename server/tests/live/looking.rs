//! Who else looks at a conversation: colleagues hear it of each other, guests never.

use model::{
    id::{ConversationId, PersonId},
    wire::{ClientFrame, Pulse, ServerFrame},
};

use crate::peer::{Peer, Running, say};

async fn look(peer: &mut Peer, conversation: Option<ConversationId>) {
    if let Some(id) = conversation {
        peer.watch(id, 0).await;
    }
    peer.send(&ClientFrame::Looking { conversation }).await;
}

/// Waits for the next word about who looks.
async fn hears(peer: &mut Peer) -> (ConversationId, PersonId, bool) {
    peer.until(|frame| match frame {
        ServerFrame::Pulse(Pulse::Looking { conversation, person, is_looking, .. }) => {
            Some((*conversation, *person, *is_looking))
        }
        _ => None,
    })
    .await
}

#[tokio::test]
async fn colleagues_hear_who_else_looks_until_they_look_away_or_are_gone() {
    let running = Running::start(&[]).await;
    let (ada, bo) = (running.agent("ada").await, running.agent("bo").await);
    let (a, b) = (running.staff(&ada).await.person.id, running.staff(&bo).await.person.id);
    let id = running.guest(None).await.conversation.unwrap();
    let other = running.guest(None).await.conversation.unwrap();
    let (mut first, mut second) = (running.desk(&ada).await, running.desk(&bo).await);
    look(&mut first, Some(id)).await;
    look(&mut second, Some(id)).await;
    // Whoever comes later learns it as much as whoever was there.
    assert_eq!(hears(&mut first).await, (id, b, true));
    assert_eq!(hears(&mut second).await, (id, a, true));
    look(&mut second, Some(other)).await;
    assert_eq!(hears(&mut first).await, (id, b, false));
    look(&mut second, Some(id)).await;
    assert_eq!(hears(&mut first).await, (id, b, true));
    drop(second);
    assert_eq!(hears(&mut first).await, (id, b, false));
}

#[tokio::test]
async fn a_person_with_two_tabs_looks_until_the_last_one_looks_away() {
    let running = Running::start(&[]).await;
    let (ada, bo) = (running.agent("ada").await, running.agent("bo").await);
    let b = running.staff(&bo).await.person.id;
    let id = running.guest(None).await.conversation.unwrap();
    let mut desk = running.desk(&ada).await;
    let (mut one, mut two) = (running.desk(&bo).await, running.desk(&bo).await);
    look(&mut desk, Some(id)).await;
    for tab in [&mut one, &mut two] {
        look(tab, Some(id)).await;
        assert_eq!(hears(&mut desk).await, (id, b, true));
    }
    look(&mut one, None).await;
    assert_eq!(hears(&mut desk).await, (id, b, false));
    assert_eq!(hears(&mut desk).await, (id, b, true));
    look(&mut two, None).await;
    assert_eq!(hears(&mut desk).await, (id, b, false));
}

#[tokio::test]
async fn guests_and_those_who_may_not_see_it_never_hear_who_looks() {
    let running = Running::start(&[]).await;
    let (ada, bo) = (running.agent("ada").await, running.agent("bo").await);
    let support = running.department("Support", &ada).await;
    let guest = running.guest(Some(support)).await;
    let id = guest.conversation.unwrap();
    let (mut desk, mut stranger) = (running.desk(&ada).await, running.desk(&bo).await);
    let mut widget = running.widget(&guest.token).await;
    widget.watch(id, 0).await;
    // One who may not see it cannot look at it either, nor does a guest count.
    stranger.send(&ClientFrame::Looking { conversation: Some(id) }).await;
    widget.send(&ClientFrame::Looking { conversation: Some(id) }).await;
    look(&mut desk, Some(id)).await;
    desk.send(&ClientFrame::Looking { conversation: None }).await;
    // All of it has been told by the time this is answered.
    desk.send(&ClientFrame::Ping).await;
    desk.until(|frame| matches!(frame, ServerFrame::Heartbeat { .. }).then_some(())).await;
    widget.send(&ClientFrame::Say(say(id, 1, "marker"))).await;
    for peer in [&mut desk, &mut widget] {
        let mut frame = peer.next().await.unwrap();
        while !is_marker(&frame) {
            assert!(!matches!(frame, ServerFrame::Pulse(Pulse::Looking { .. })), "{frame:?}");
            frame = peer.next().await.unwrap();
        }
    }
    stranger.send(&ClientFrame::Ping).await;
    loop {
        match stranger.next().await.unwrap() {
            ServerFrame::Heartbeat { .. } => break,
            frame => assert!(!matches!(frame, ServerFrame::Pulse(Pulse::Looking { .. }))),
        }
    }
}

fn is_marker(frame: &ServerFrame) -> bool {
    let ServerFrame::Event { event, .. } = frame else { return false };
    matches!(&event.body, model::event::EventBody::Said { text, .. } if text == "marker")
}
