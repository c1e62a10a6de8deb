//! One live connection of the staff: the desk's entries, the watched conversations, what the agent says.

use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering},
};

use actions::{Error, House, browsers::PageId, calls, conversations, messages};
use axum::extract::ws::WebSocket;
use bus::{Change, Inbox, Received, Told, Topic};
use model::{
    cursor::{Cursor, Side},
    id::{CallId, ConversationId},
    moment::Moment,
    permission::{Actor, Permission, Staff},
    person::Person,
    refusal::Refusal,
    view::desk::list_for,
    wire::{ClientFrame, Pulse, Say, ServerFrame},
};

use super::{
    beats::Group,
    entries::Entries,
    frames,
    looking::Looking,
    socket::{self, Farewell, Heard, Voice},
};
use crate::assemble::App;

/// Conversations one connection may watch at once.
const WATCHED_LIMIT: usize = 200;

pub(super) struct Connection {
    app: App,
    pub(super) me: Staff,
    token_hash: [u8; 32],
    page: PageId,
    pub(super) voice: Voice,
    inbox: Inbox,
    group: Group,
    /// What stands on this desk, and at which version it was last sent.
    listed: HashMap<ConversationId, u32>,
    entries: Entries,
    /// What is watched, and at which version it was last sent.
    pub(super) watched: HashMap<ConversationId, u32>,
    pub(super) looking: Looking,
}

/// What a step means for the connection.
type Step = Result<(), Farewell>;

/// Serves one connection until it ends.
pub(super) async fn serve(app: App, me: Staff, token: &str, socket: WebSocket) {
    let hub = app.hub.clone();
    let house = app.house.clone();
    let person = me.person.id;
    let (voice, mut ear) = socket::split(socket, &hub);
    let mut inbox = house.bus.inbox();
    inbox.subscribe(Topic::Floor);
    inbox.subscribe(Topic::Everybody);
    let group = hub.beats.join();
    inbox.subscribe(group.topic());
    inbox.subscribe(Topic::Person(person));
    let token_hash = actions::sessions::token_hash(token);
    let (listed, watched, looking) = (HashMap::new(), HashMap::new(), Looking::default());
    let page = house.browsers.opened(person, token_hash);
    let entries = Entries::default();
    let mut connection = Connection {
        app,
        me,
        token_hash,
        page,
        voice,
        inbox,
        group,
        listed,
        entries,
        watched,
        looking,
    };
    hub.staff_sockets.fetch_add(1, Ordering::Relaxed);
    house.presence.joined(person);
    house.look();
    let farewell = connection.run(&mut ear).await;
    house.presence.left(person, house.clock.now());
    house.browsers.closed(page, house.clock.now());
    house.look();
    hub.staff_sockets.fetch_sub(1, Ordering::Relaxed);
    connection.look(None);
    connection.unwatch_all();
    connection.voice.close(farewell).await;
}

impl Connection {
    async fn run(&mut self, ear: &mut socket::Ear) -> Farewell {
        let mut closing = self.app.hub.closing.subscribe();
        let boot = self.app.hub.boot.to_string();
        let now = self.house().clock.now();
        self.voice.say(&ServerFrame::Welcome { now, boot }).await;
        if let Err(farewell) = self.send_desk().await {
            return farewell;
        }
        self.voice.flush().await;
        while !self.voice.is_dead {
            let step = tokio::select! {
                received = self.inbox.next() => self.receive_all(received).await,
                heard = ear.hear() => Box::pin(self.obey(heard)).await,
                () = self.looking.over() => {
                    self.look(None);
                    Ok(())
                }
                () = self.entries.over() => {
                    self.tell_entries().await;
                    Ok(())
                }
                () = socket::closed(&mut closing) => Err(Farewell::Restarting),
            };
            self.voice.flush().await;
            if let Err(farewell) = step {
                return farewell;
            }
        }
        Farewell::Done
    }

    pub(super) fn house(&self) -> &House {
        &self.app.house
    }

    fn actor(&self) -> Actor {
        Actor::Staff(self.me.clone())
    }

    /// Everything that is in the inbox now, so that one flush serves it all.
    async fn receive_all(&mut self, first: Received) -> Step {
        let mut next = Some(first);
        while let Some(received) = next {
            match received {
                Received::Told(told) => self.receive(told).await?,
                Received::Lagged => self.recover().await?,
            }
            next = self.inbox.try_next();
        }
        Ok(())
    }

    async fn receive(&mut self, told: Told) -> Step {
        match told {
            Told::Changed(change) => self.follow(&change).await,
            Told::Pulse(pulse) => {
                self.answer_looking(&pulse);
                if self.concerns(&pulse) {
                    self.voice.say(&ServerFrame::Pulse((*pulse).clone())).await;
                }
                Ok(())
            }
            Told::Direct(news) => {
                self.voice.say(&ServerFrame::Direct(Box::new((*news).clone()))).await;
                Ok(())
            }
            Told::Person(person) => self.meet(&person).await,
            Told::Canned { revision, id } => {
                self.voice.say(&ServerFrame::Canned { revision, id }).await;
                Ok(())
            }
            Told::SignedOut { person, token_hash } => {
                let is_mine = token_hash.is_none_or(|hash| hash == self.token_hash);
                if person == self.me.person.id && is_mine {
                    self.voice.say(&ServerFrame::SignedOut).await;
                    return Err(Farewell::Done);
                }
                Ok(())
            }
            Told::Forgotten { .. } => Ok(()),
            Told::Versions(versions) => {
                // What is said to exist must have been told before.
                self.tell_entries().await;
                let mine = self.watched.keys().chain(self.listed.keys());
                let versions: HashMap<ConversationId, u32> =
                    mine.filter_map(|id| Some((*id, *versions.get(id)?))).collect();
                let versions = versions.into_iter().collect();
                let now = self.house().clock.now();
                self.voice.say(&ServerFrame::Heartbeat { now, versions }).await;
                Ok(())
            }
        }
    }

    async fn follow(&mut self, change: &Arc<Change>) -> Step {
        let (id, version) = (change.conversation.id, change.conversation.version);
        if self.watched.contains_key(&id) {
            self.follow_watched(change).await?;
        }
        if list_for(&self.me, &change.conversation).is_some() {
            let held = self.listed.get(&id).copied().unwrap_or(0);
            if version > held {
                if self.listed.insert(id, version).is_none() {
                    self.app.hub.beats.watch(self.group, id);
                }
                if self.entries.is_due(change) {
                    self.voice.say_text(frames::entry(change)).await;
                }
            }
        } else if self.listed.get(&id).is_some_and(|held| version > *held) {
            self.listed.remove(&id);
            self.entries.forget(id);
            self.app.hub.beats.unwatch(self.group, id);
            let to = change.conversation.stage.agent().map(|agent| agent.id);
            let frame = ServerFrame::Left { conversation: id, version, to };
            self.voice.say(&frame).await;
        }
        Ok(())
    }

    /// Tells of the entries that wait.
    async fn tell_entries(&mut self) {
        for change in self.entries.take() {
            self.voice.say_text(frames::entry(&change)).await;
        }
    }

    async fn follow_watched(&mut self, change: &Change) -> Step {
        let id = change.conversation.id;
        if !self.me.sees(&change.conversation) {
            self.unwatch(id);
            let refusal = Refusal::not_found(model::refusal::Thing::Conversation);
            self.voice.say(&ServerFrame::WatchRefused { conversation: id, refusal }).await;
            return Ok(());
        }
        let held = self.watched.get(&id).copied().unwrap_or(0);
        let fresh = frames::for_staff(change);
        let first = fresh.iter().map(|(version, _)| *version).find(|version| *version > held);
        if first.is_some_and(|first| first != held.saturating_add(1)) {
            return self.watch(id, held).await;
        }
        for (version, text) in fresh.into_iter().filter(|(version, _)| *version > held) {
            self.watched.insert(id, version);
            self.voice.say_text(text).await;
        }
        Ok(())
    }

    fn concerns(&self, pulse: &Pulse) -> bool {
        match pulse {
            Pulse::Typing { conversation, by: Side::Guest, .. }
            | Pulse::Cursors { conversation, .. } => {
                self.listed.contains_key(conversation) || self.watched.contains_key(conversation)
            }
            Pulse::Typing { conversation, by: Side::Staff, name, .. } => {
                *name != self.me.person.name && self.watched.contains_key(conversation)
            }
            Pulse::Looking { conversation, person, .. } => {
                *person != self.me.person.id && self.watched.contains_key(conversation)
            }
            Pulse::Place { conversation, .. } => self.watched.contains_key(conversation),
            Pulse::Broadcast(_) => self.me.has(Permission::SendBroadcast),
            // Told to the one agent whose call it is.
            Pulse::Signal(_) | Pulse::SignalRefused { .. } => true,
            Pulse::Mail(mail) => {
                let is_mine = mail.by.as_ref().is_some_and(|by| by.id == self.me.person.id);
                is_mine || mail.conversation.is_some_and(|id| self.watched.contains_key(&id))
            }
        }
    }

    async fn meet(&mut self, person: &Person) -> Step {
        self.voice.say(&ServerFrame::Person(Box::new(person.clone()))).await;
        if person.id != self.me.person.id {
            return Ok(());
        }
        if !person.is_enabled {
            self.voice.say(&ServerFrame::SignedOut).await;
            return Err(Farewell::Done);
        }
        let now = actions::sessions::staff(person);
        if now != self.me {
            self.me = now;
            return self.send_desk().await;
        }
        Ok(())
    }

    async fn send_desk(&mut self) -> Step {
        let read = conversations::desk(self.house(), &self.me).await;
        let (entries, people) = read.map_err(|error| give_up(&error))?;
        for id in self.listed.keys() {
            self.app.hub.beats.unwatch(self.group, *id);
        }
        let listed = entries.iter().map(|e| (e.conversation.id, e.conversation.version));
        self.listed = listed.collect();
        self.entries = Entries::default();
        for id in self.listed.keys() {
            self.app.hub.beats.watch(self.group, *id);
        }
        self.voice.say(&ServerFrame::Desk { entries, people }).await;
        self.send_direct().await
    }

    /// The inbox overflowed: everything is sent afresh.
    async fn recover(&mut self) -> Step {
        self.app.hub.lags.fetch_add(1, Ordering::Relaxed);
        self.voice.say(&ServerFrame::Lagged).await;
        self.send_desk().await?;
        let held: Vec<(ConversationId, u32)> =
            self.watched.iter().map(|(id, version)| (*id, *version)).collect();
        for (id, version) in held {
            self.watch(id, version).await?;
        }
        self.ask_who_looks();
        Ok(())
    }

    async fn obey(&mut self, heard: Heard) -> Step {
        match heard {
            Heard::Nothing | Heard::Frame(ClientFrame::Hello { .. }) => Ok(()),
            Heard::Gone => Err(Farewell::Done),
            Heard::Unreadable => Err(Farewell::Unreadable),
            Heard::Frame(ClientFrame::Ping) => {
                let frame = ServerFrame::Heartbeat { now: self.now(), versions: Vec::new() };
                self.voice.say(&frame).await;
                Ok(())
            }
            Heard::Frame(ClientFrame::Watch { conversation, since }) => {
                self.watch(conversation, since).await
            }
            Heard::Frame(ClientFrame::Unwatch { conversation }) => {
                self.unwatch(conversation);
                Ok(())
            }
            Heard::Frame(ClientFrame::Say(say)) => self.say(&say).await,
            Heard::Frame(ClientFrame::Typing { conversation, is_typing }) => {
                let actor = self.actor();
                if let Ok(it) = conversations::visible(self.house(), &actor, conversation).await {
                    messages::typing(self.house(), &actor, &it, is_typing);
                }
                Ok(())
            }
            Heard::Frame(ClientFrame::Page { is_visible }) => {
                self.house().browsers.looks(self.page, is_visible, self.now());
                Ok(())
            }
            Heard::Frame(ClientFrame::Direct(ask)) => self.direct(ask).await,
            Heard::Frame(ClientFrame::Looking { conversation }) => {
                self.look(conversation);
                Ok(())
            }
            Heard::Frame(ClientFrame::Signal(signal)) => {
                let call = signal.call;
                let sent = calls::signal(self.house(), &self.actor(), signal).await;
                if let Some(frame) = answer_to_signal(call, sent)? {
                    self.voice.say(&frame).await;
                }
                Ok(())
            }
            Heard::Frame(ClientFrame::Seen { conversation, cursor, guest_messages }) => {
                self.seen(conversation, cursor, guest_messages).await
            }
        }
    }

    fn now(&self) -> Moment {
        self.house().clock.now()
    }

    async fn watch(&mut self, id: ConversationId, since: u32) -> Step {
        // Listens first, reads then: nothing falls between.
        self.inbox.subscribe(Topic::Watched(id));
        let is_full = self.watched.len() >= WATCHED_LIMIT && !self.watched.contains_key(&id);
        let result = if is_full {
            Err(Refusal::Busy.into())
        } else {
            conversations::thread_since(self.house(), &self.actor(), id, since).await
        };
        match result {
            Ok(thread) => {
                if self.watched.insert(id, thread.conversation.version).is_none() {
                    self.app.hub.beats.watch(self.group, id);
                }
                self.voice.say(&ServerFrame::Thread(Box::new(thread))).await;
                Ok(())
            }
            Err(Error::Refused(refusal)) => {
                self.unwatch(id);
                self.voice.say(&ServerFrame::WatchRefused { conversation: id, refusal }).await;
                Ok(())
            }
            Err(error) => Err(give_up(&error)),
        }
    }

    fn unwatch(&mut self, id: ConversationId) {
        self.inbox.unsubscribe(Topic::Watched(id));
        if self.watched.remove(&id).is_some() {
            self.app.hub.beats.unwatch(self.group, id);
        }
        if self.looking.at() == Some(id) {
            self.look(None);
        }
    }

    fn unwatch_all(&mut self) {
        for id in self.watched.keys().chain(self.listed.keys()) {
            self.app.hub.beats.unwatch(self.group, *id);
        }
    }

    async fn say(&mut self, say: &Say) -> Step {
        let said = messages::say(self.house(), &self.actor(), say).await;
        if let Some(frame) = answer_to(say, said)? {
            self.voice.say(&frame).await;
        }
        Ok(())
    }

    async fn seen(&mut self, id: ConversationId, cursor: Cursor, guest_messages: u32) -> Step {
        let seen = messages::seen(self.house(), &self.actor(), id, (cursor, guest_messages)).await;
        match seen {
            Ok(()) | Err(Error::Refused(_)) => Ok(()),
            Err(error) => Err(give_up(&error)),
        }
    }
}

/// What to tell whoever said something: nothing when the event itself will tell.
pub(super) fn answer_to(
    say: &Say,
    said: Result<messages::Said, Error>,
) -> Result<Option<ServerFrame>, Farewell> {
    let (id, conversation) = (say.id, say.conversation);
    match said {
        Ok(messages::Said::Now) => Ok(None),
        Ok(messages::Said::Before(event)) => Ok(Some(ServerFrame::Event { conversation, event })),
        Err(Error::Refused(refusal)) => {
            Ok(Some(ServerFrame::Refused { id, conversation, refusal }))
        }
        // Not stored: the client keeps it and says it again on its next connection.
        Err(error) => Err(give_up(&error)),
    }
}

/// What to tell whoever sent a signal that was not sent on.
pub(super) fn answer_to_signal(
    call: CallId,
    sent: Result<(), Error>,
) -> Result<Option<ServerFrame>, Farewell> {
    match sent {
        Ok(()) => Ok(None),
        Err(Error::Refused(refusal)) => {
            Ok(Some(ServerFrame::Pulse(Pulse::SignalRefused { call, refusal })))
        }
        Err(error) => Err(give_up(&error)),
    }
}

/// A fault of ours: logged, and the connection ends so that the client comes back and fetches again.
pub(super) fn give_up(error: &Error) -> Farewell {
    tracing::error!(error = ?error, "a live connection ended by a fault");
    Farewell::Restarting
}
