//! One live connection of a visitor: their conversation, as a guest may see it, and nothing else.

use std::{collections::HashMap, sync::atomic::Ordering};

use actions::{Error, calls, conversations, messages, visitors};
use axum::extract::ws::WebSocket;
use bus::{Change, Inbox, Received, Told, Topic};
use model::{
    cursor::Side,
    id::{ContactId, ConversationId},
    permission::Actor,
    refusal::Refusal,
    wire::{ClientFrame, Pulse, ServerFrame},
};

use super::{
    beats::Group,
    frames,
    socket::{self, Farewell, Heard, Voice},
    staff::{answer_to, answer_to_signal, give_up},
};
use crate::assemble::App;

/// Conversations a visitor may watch at once: the one that goes on, and one that just ended.
const WATCHED_LIMIT: usize = 4;

struct Connection {
    app: App,
    contact: ContactId,
    voice: Voice,
    watched: HashMap<ConversationId, u32>,
    group: Group,
}

type Step = Result<(), Farewell>;

/// Serves one connection until it ends.
pub(super) async fn serve(app: App, socket: WebSocket) {
    let hub = app.hub.clone();
    let (mut voice, mut ear) = socket::split(socket, &hub);
    let Heard::Frame(ClientFrame::Hello { token }) = ear.hear().await else {
        return voice.close(Farewell::Unreadable).await;
    };
    let Ok(contact) = Box::pin(visitors::contact_of(&app.house, &token)).await else {
        voice.say(&ServerFrame::SignedOut).await;
        return voice.close(Farewell::Done).await;
    };
    drop(token);
    let mut inbox = app.house.bus.inbox();
    inbox.subscribe(Topic::Everybody);
    let group = hub.beats.join();
    inbox.subscribe(group.topic());
    hub.visitor_sockets.fetch_add(1, Ordering::Relaxed);
    let mut connection = Connection { app, contact, voice, watched: HashMap::new(), group };
    let farewell = connection.run(&mut inbox, &mut ear).await;
    hub.visitor_sockets.fetch_sub(1, Ordering::Relaxed);
    connection.watched.keys().for_each(|id| hub.beats.unwatch(group, *id));
    connection.voice.close(farewell).await;
}

impl Connection {
    async fn run(&mut self, inbox: &mut Inbox, ear: &mut socket::Ear) -> Farewell {
        let mut closing = self.app.hub.closing.subscribe();
        let now = self.app.house.clock.now();
        let boot = self.app.hub.boot.to_string();
        self.voice.say(&ServerFrame::Welcome { now, boot }).await;
        self.voice.flush().await;
        while !self.voice.is_dead {
            let step = tokio::select! {
                // On the heap while it lasts: a guest is silent nearly all the time, and there are many.
                received = inbox.next() => Box::pin(self.receive_all(received, inbox)).await,
                heard = ear.hear() => Box::pin(self.obey(heard, inbox)).await,
                () = socket::closed(&mut closing) => Err(Farewell::Restarting),
            };
            self.voice.flush().await;
            if let Err(farewell) = step {
                return farewell;
            }
        }
        Farewell::Done
    }

    fn actor(&self) -> Actor {
        Actor::Visitor { contact: self.contact }
    }

    async fn receive_all(&mut self, first: Received, inbox: &mut Inbox) -> Step {
        let mut next = Some(first);
        while let Some(received) = next {
            match received {
                Received::Told(told) => self.receive(told).await?,
                Received::Lagged => self.recover().await?,
            }
            next = inbox.try_next();
        }
        Ok(())
    }

    async fn receive(&mut self, told: Told) -> Step {
        match told {
            Told::Changed(change) => self.follow(&change).await,
            Told::Pulse(pulse) => {
                // Its own typing is no news; who of the staff looks and what becomes of letters is the staff's alone.
                let is_not_for_guests = matches!(
                    *pulse,
                    Pulse::Typing { by: Side::Guest, .. }
                        | Pulse::Looking { .. }
                        | Pulse::Mail(_)
                        | Pulse::Broadcast(_)
                );
                if !is_not_for_guests {
                    self.voice.say(&ServerFrame::Pulse((*pulse).clone())).await;
                }
                Ok(())
            }
            Told::Versions(versions) => {
                let mine = self.watched.keys();
                let versions = mine.filter_map(|id| Some((*id, *versions.get(id)?))).collect();
                let now = self.app.house.clock.now();
                self.voice.say(&ServerFrame::Heartbeat { now, versions }).await;
                Ok(())
            }
            Told::Forgotten { contact } if contact == self.contact => {
                self.voice.say(&ServerFrame::SignedOut).await;
                Err(Farewell::Done)
            }
            Told::Forgotten { .. } => Ok(()),
            Told::Person(_) | Told::Direct(_) | Told::Canned { .. } | Told::SignedOut { .. } => {
                Ok(())
            }
        }
    }

    async fn follow(&mut self, change: &Change) -> Step {
        let id = change.conversation.id;
        let Some(held) = self.watched.get(&id).copied() else { return Ok(()) };
        if change.conversation.contact.id != self.contact {
            // Two contacts were merged, or a merge was taken back: whose browser this is, its token says anew.
            return Err(Farewell::Restarting);
        }
        let fresh = frames::for_guest(change);
        let first = fresh.iter().map(|(version, _)| *version).find(|version| *version > held);
        if first.is_some_and(|first| first != held.saturating_add(1)) {
            return self.send_thread(id, held).await;
        }
        for (version, text) in fresh.into_iter().filter(|(version, _)| *version > held) {
            self.watched.insert(id, version);
            self.voice.say_text(text).await;
        }
        Ok(())
    }

    async fn recover(&mut self) -> Step {
        self.app.hub.lags.fetch_add(1, Ordering::Relaxed);
        self.voice.say(&ServerFrame::Lagged).await;
        let held: Vec<(ConversationId, u32)> =
            self.watched.iter().map(|(id, version)| (*id, *version)).collect();
        for (id, version) in held {
            self.send_thread(id, version).await?;
        }
        Ok(())
    }

    async fn obey(&mut self, heard: Heard, inbox: &mut Inbox) -> Step {
        match heard {
            Heard::Nothing
            | Heard::Frame(
                ClientFrame::Hello { .. }
                | ClientFrame::Direct(_)
                | ClientFrame::Looking { .. }
                | ClientFrame::Page { .. },
            ) => Ok(()),
            Heard::Gone => Err(Farewell::Done),
            Heard::Unreadable => Err(Farewell::Unreadable),
            Heard::Frame(ClientFrame::Ping) => {
                let now = self.app.house.clock.now();
                self.voice.say(&ServerFrame::Heartbeat { now, versions: Vec::new() }).await;
                Ok(())
            }
            Heard::Frame(ClientFrame::Watch { conversation, since }) => {
                self.watch(conversation, since, inbox).await
            }
            Heard::Frame(ClientFrame::Unwatch { conversation }) => {
                self.unwatch(conversation, inbox);
                Ok(())
            }
            Heard::Frame(ClientFrame::Say(say)) => {
                let said = messages::say(&self.app.house, &self.actor(), &say).await;
                if let Some(frame) = answer_to(&say, said)? {
                    self.voice.say(&frame).await;
                }
                Ok(())
            }
            Heard::Frame(ClientFrame::Typing { conversation, is_typing }) => {
                let actor = self.actor();
                let seen = conversations::visible(&self.app.house, &actor, conversation).await;
                if let Ok(it) = seen {
                    messages::typing(&self.app.house, &actor, &it, is_typing);
                }
                Ok(())
            }
            Heard::Frame(ClientFrame::Signal(signal)) => {
                let call = signal.call;
                let sent = calls::signal(&self.app.house, &self.actor(), signal).await;
                if let Some(frame) = answer_to_signal(call, sent)? {
                    self.voice.say(&frame).await;
                }
                Ok(())
            }
            Heard::Frame(ClientFrame::Seen { conversation, cursor, guest_messages }) => {
                let read = (cursor, guest_messages);
                let actor = self.actor();
                match messages::seen(&self.app.house, &actor, conversation, read).await {
                    Ok(()) | Err(Error::Refused(_)) => Ok(()),
                    Err(error) => Err(give_up(&error)),
                }
            }
        }
    }

    /// Listens first, reads then: nothing falls between.
    async fn watch(&mut self, id: ConversationId, since: u32, inbox: &mut Inbox) -> Step {
        let is_new = !self.watched.contains_key(&id);
        if is_new && self.watched.len() >= WATCHED_LIMIT {
            let refusal = Refusal::Busy;
            self.voice.say(&ServerFrame::WatchRefused { conversation: id, refusal }).await;
            return Ok(());
        }
        inbox.subscribe(Topic::Conversation(id));
        self.send_thread(id, since).await?;
        if !self.watched.contains_key(&id) {
            inbox.unsubscribe(Topic::Conversation(id));
        } else if is_new {
            self.app.hub.beats.watch(self.group, id);
            if let Some(pulse) = visitors::place(&self.app.house, id) {
                self.voice.say(&ServerFrame::Pulse(pulse)).await;
            }
        }
        Ok(())
    }

    fn unwatch(&mut self, id: ConversationId, inbox: &mut Inbox) {
        inbox.unsubscribe(Topic::Conversation(id));
        if self.watched.remove(&id).is_some() {
            self.app.hub.beats.unwatch(self.group, id);
        }
    }

    async fn send_thread(&mut self, id: ConversationId, since: u32) -> Step {
        match conversations::thread_since(&self.app.house, &self.actor(), id, since).await {
            Ok(thread) => {
                self.watched.insert(id, thread.conversation.version);
                self.voice.say(&ServerFrame::Thread(Box::new(thread))).await;
                Ok(())
            }
            Err(Error::Refused(refusal)) => {
                self.voice.say(&ServerFrame::WatchRefused { conversation: id, refusal }).await;
                Ok(())
            }
            Err(error) => Err(give_up(&error)),
        }
    }
}
