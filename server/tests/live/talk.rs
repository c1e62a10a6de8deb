//! Talking: who hears what, and what a reconnect brings.

use model::{
    cursor::{Cursor, Side},
    refusal::{Refusal, Thing},
    wire::{ClientFrame, Pulse, ServerFrame},
};

use crate::peer::{Running, say};

#[tokio::test]
async fn cv_08_a_message_reaches_both_sides_once_in_order_and_again_changes_nothing() {
    let running = Running::start(&[]).await;
    let token = running.agent("ada").await;
    let guest = running.guest(None).await;
    let id = guest.conversation.unwrap();
    let (mut desk, mut widget) = (running.desk(&token).await, running.widget(&guest.token).await);
    desk.watch(id, 0).await;
    widget.watch(id, 0).await;
    for n in 1..=20_u128 {
        widget.send(&ClientFrame::Say(say(id, n, &format!("m{n}")))).await;
    }
    for n in 1..=20_u32 {
        assert_eq!(desk.hears(&format!("m{n}")).await, n + 1);
        assert_eq!(widget.hears(&format!("m{n}")).await, n + 1);
    }
    // The same id again: its sender gets the event it made, nobody else hears anything.
    widget.send(&ClientFrame::Say(say(id, 7, "m7"))).await;
    assert_eq!(widget.hears("m7").await, 8);
    widget.send(&ClientFrame::Say(say(id, 21, "m21"))).await;
    assert_eq!(desk.hears("m21").await, 22);
}

#[tokio::test]
async fn cv_01_a_line_of_the_list_is_not_repeated_with_each_message_and_ends_at_the_last() {
    let running = Running::start(&[]).await;
    let token = running.agent("ada").await;
    let guest = running.guest(None).await;
    let id = guest.conversation.unwrap();
    let (mut desk, mut widget) = (running.desk(&token).await, running.widget(&guest.token).await);
    desk.until(|frame| matches!(frame, ServerFrame::Desk { .. }).then_some(())).await;
    widget.watch(id, 0).await;
    for n in 1..=300_u128 {
        widget.send(&ClientFrame::Say(say(id, n, &format!("m{n}")))).await;
    }
    let mut lines = Vec::new();
    while lines.last() != Some(&301) {
        let version = desk.until(|frame| match frame {
            ServerFrame::Entry(entry) => Some(entry.conversation.version),
            _ => None,
        });
        lines.push(version.await);
    }
    assert!(lines.is_sorted(), "{lines:?}");
    // Not one for each: even a slow machine stores a second message within a tenth of a second.
    assert!(lines.len() < 300, "{} lines", lines.len());
}

#[tokio::test]
async fn cv_08_whoever_comes_back_gets_what_came_after_the_version_they_hold() {
    let running = Running::start(&[]).await;
    let guest = running.guest(None).await;
    let id = guest.conversation.unwrap();
    let mut widget = running.widget(&guest.token).await;
    assert_eq!(widget.watch(id, 0).await, [1]);
    for n in 1..=5_u128 {
        widget.send(&ClientFrame::Say(say(id, n, &format!("m{n}")))).await;
    }
    widget.hears("m5").await;
    drop(widget);
    let mut widget = running.widget(&guest.token).await;
    assert_eq!(widget.watch(id, 3).await, [4, 5, 6]);
    assert_eq!(widget.watch(id, 6).await, Vec::<u32>::new());
    // A version that does not exist yet is answered with a fresh snapshot's worth, not an error.
    assert_eq!(widget.watch(id, 999).await, Vec::<u32>::new());
}

#[tokio::test]
async fn cv_02_a_taken_conversation_enters_one_desk_and_leaves_the_others_by_name() {
    let running = Running::start(&[]).await;
    let (ada, bo) = (running.agent("ada").await, running.agent("bo").await);
    let (mut first, mut second) = (running.desk(&ada).await, running.desk(&bo).await);
    first.until(|frame| matches!(frame, ServerFrame::Desk { .. }).then_some(())).await;
    second.until(|frame| matches!(frame, ServerFrame::Desk { .. }).then_some(())).await;
    let guest = running.guest(None).await;
    let id = guest.conversation.unwrap();
    let entered = |frame: &ServerFrame| match frame {
        ServerFrame::Entry(entry) if entry.conversation.id == id => {
            Some(entry.conversation.version)
        }
        _ => None,
    };
    assert_eq!(first.until(entered).await, 1);
    assert_eq!(second.until(entered).await, 1);
    let staff = running.staff(&ada).await;
    actions::conversations::take(&running.app.house, &staff, id).await.unwrap();
    assert_eq!(first.until(entered).await, 2);
    let left = second
        .until(|frame| match frame {
            ServerFrame::Left { conversation, version, to } => Some((*conversation, *version, *to)),
            _ => None,
        })
        .await;
    assert_eq!(left, (id, 2, Some(staff.person.id)));
}

#[tokio::test]
async fn cv_05_nothing_of_a_foreign_department_reaches_an_agents_socket() {
    let running = Running::start(&[]).await;
    let (ada, bo) = (running.agent("ada").await, running.agent("bo").await);
    let support = running.department("Support", &ada).await;
    let mut desk = running.desk(&bo).await;
    let guest = running.guest(Some(support)).await;
    let id = guest.conversation.unwrap();
    let mut widget = running.widget(&guest.token).await;
    widget.watch(id, 0).await;
    widget.send(&ClientFrame::Say(say(id, 1, "secret"))).await;
    widget.hears("secret").await;
    desk.send(&ClientFrame::Watch { conversation: id, since: 0 }).await;
    // Everything up to the refusal was sent before it: none of it is about this conversation.
    loop {
        let frame = desk.next().await.unwrap();
        if let ServerFrame::WatchRefused { conversation, refusal } = &frame {
            assert_eq!(*conversation, id);
            assert_eq!(*refusal, Refusal::not_found(Thing::Conversation));
            break;
        }
        assert!(!serde_json::to_string(&frame).unwrap().contains("secret"), "{frame:?}");
        assert!(!matches!(&frame, ServerFrame::Entry(_)), "{frame:?}");
    }
}

#[tokio::test]
async fn cv_07_typing_is_told_to_the_other_side_only() {
    let running = Running::start(&[]).await;
    let ada = running.agent("ada").await;
    let guest = running.guest(None).await;
    let id = guest.conversation.unwrap();
    let (mut desk, mut widget) = (running.desk(&ada).await, running.widget(&guest.token).await);
    desk.watch(id, 0).await;
    widget.watch(id, 0).await;
    widget.send(&ClientFrame::Typing { conversation: id, is_typing: true }).await;
    let typing = |frame: &ServerFrame| match frame {
        ServerFrame::Pulse(Pulse::Typing { by, name, is_typing: true, .. }) => {
            Some((*by, name.clone()))
        }
        _ => None,
    };
    assert_eq!(desk.until(typing).await, (Side::Guest, "Guest".to_owned()));
    let staff = running.staff(&ada).await;
    actions::conversations::take(&running.app.house, &staff, id).await.unwrap();
    desk.send(&ClientFrame::Typing { conversation: id, is_typing: true }).await;
    assert_eq!(widget.until(typing).await, (Side::Staff, "ADA".to_owned()));
}

#[tokio::test]
async fn cv_08_reading_is_told_to_the_one_who_wrote() {
    let running = Running::start(&[]).await;
    let ada = running.agent("ada").await;
    let guest = running.guest(None).await;
    let id = guest.conversation.unwrap();
    let (mut desk, mut widget) = (running.desk(&ada).await, running.widget(&guest.token).await);
    let staff = running.staff(&ada).await;
    actions::conversations::take(&running.app.house, &staff, id).await.unwrap();
    widget.watch(id, 0).await;
    desk.watch(id, 0).await;
    widget.send(&ClientFrame::Say(say(id, 1, "read me"))).await;
    let version = desk.hears("read me").await;
    let cursor = Cursor { received: version, read: version };
    desk.send(&ClientFrame::Seen { conversation: id, cursor, guest_messages: 1 }).await;
    let read = widget
        .until(|frame| match frame {
            ServerFrame::Pulse(Pulse::Cursors { cursors, .. }) => Some(cursors.staff.read),
            _ => None,
        })
        .await;
    assert_eq!(read, version);
}

#[tokio::test]
async fn cv_08_a_tab_of_somebody_else_is_served_nothing_and_told_who_is_signed_in() {
    let running = Running::start(&[]).await;
    let (ada, bo) = (running.agent("ada").await, running.agent("bo").await);
    let (a, b) = (running.staff(&ada).await, running.staff(&bo).await);
    // The tab was opened by Ada; by the time it connects again, the cookie is Bo's.
    let mut stale = running.desk_of(a.person.id, &bo).await;
    assert_eq!(stale.next().await, Some(ServerFrame::SignedInAs(b.person.clone())));
    assert!(stale.ends().await);
    let mut own = running.desk_of(b.person.id, &bo).await;
    assert!(matches!(own.next().await, Some(ServerFrame::Welcome { .. })));
}

#[tokio::test]
async fn signing_out_ends_that_browsers_connection_only() {
    let running = Running::start(&[]).await;
    let one = running.agent("ada").await;
    let from =
        actions::sessions::From { address: [127, 0, 0, 1].into(), user_agent: String::new() };
    let house = &running.app.house;
    let (two, _) = actions::sessions::log_in(house, "ada", "correct horse", from).await.unwrap();
    let (mut first, mut second) = (running.desk(&one).await, running.desk(&two).await);
    for peer in [&mut first, &mut second] {
        peer.until(|frame| matches!(frame, ServerFrame::Desk { .. }).then_some(())).await;
    }
    actions::sessions::log_out(house, Some(&one)).await.unwrap();
    first.until(|frame| matches!(frame, ServerFrame::SignedOut).then_some(())).await;
    assert!(first.ends().await);
    second.send(&ClientFrame::Ping).await;
    second.until(|frame| matches!(frame, ServerFrame::Heartbeat { .. }).then_some(())).await;
}
