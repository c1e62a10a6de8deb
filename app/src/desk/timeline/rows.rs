//! Events as rows: days, groups of one author's messages, system lines, the line before what is new. Pure.

use std::collections::BTreeMap;

use model::{
    cursor::{Cursor, Cursors},
    direct::Notice,
    event::{Author, Event, EventBody},
    id::{EventId, PersonId},
    person::PersonRef,
    refusal::Refusal,
    upload::FileRef,
};

use super::line::{Line, line_of};
use crate::live::{OutState, Outgoing};

/// Messages of one author within this time stand together.
const TOGETHER_MS: i64 = 5 * 60 * 1000;
/// Messages of one group: a flood in one would be gone through again with each of it.
const GROUP_LIMIT: usize = 30;
/// No zone's days begin anywhere but on a quarter of an hour.
const QUARTER_MS: i64 = 15 * 60 * 1000;

/// What a row is; the same key keeps its place in the page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key {
    Day(String),
    New,
    /// By the message that was its first when it was first shown.
    Group(EventId),
    Line(EventId),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Speaker {
    Guest,
    /// Whoever it is said to, in direct messages.
    Colleague(PersonRef),
    Staff(PersonRef),
}

/// How far a message of ours has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nobody asks: the guest's own, and notes.
    None,
    Sending,
    Sent,
    Delivered,
    Read,
    Refused(Refusal),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) id: EventId,
    pub(crate) at_ms: i64,
    pub(crate) text: String,
    pub(crate) files: Vec<FileRef>,
    pub(crate) is_note: bool,
    /// The colleagues a note names.
    pub(crate) mentions: Vec<PersonId>,
    /// What the bot reports, instead of a text.
    pub(crate) notice: Option<Notice>,
    pub(crate) mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) speaker: Speaker,
    pub(crate) at_ms: i64,
    pub(crate) messages: Vec<Message>,
}

/// Everything the timeline shows, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    pub(crate) order: Vec<Key>,
    groups: BTreeMap<EventId, Group>,
    lines: BTreeMap<EventId, Line>,
    days: BTreeMap<String, i64>,
}

/// What rows are made from.
pub(crate) struct Source<'a> {
    pub(crate) events: &'a [Event],
    pub(crate) outgoing: &'a [Outgoing],
    pub(crate) cursors: Cursors,
    /// The other side's messages after this version are new.
    pub(crate) new_after: Option<u32>,
    pub(crate) me: &'a PersonRef,
    /// The other side, where that is a colleague.
    pub(crate) colleague: Option<PersonId>,
    /// What is shown so far: a group of it keeps its key, also when it grows at its beginning.
    pub(crate) shown: Option<&'a Rows>,
}

impl Source<'_> {
    fn is_theirs(&self, event: &Event) -> bool {
        match &event.author {
            Author::Guest => event.is_message(),
            Author::Staff(person) => Some(person.id) == self.colleague,
            Author::System => false,
        }
    }
}

impl Rows {
    pub(crate) fn group(&self, id: EventId) -> Option<&Group> {
        self.groups.get(&id)
    }

    pub(crate) fn line(&self, id: EventId) -> Option<&Line> {
        self.lines.get(&id)
    }

    pub(crate) fn day_ms(&self, day: &str) -> Option<i64> {
        self.days.get(day).copied()
    }

    /// A row that is drawn anew loses its place on screen, and the reader theirs.
    fn keep_keys_of(&mut self, shown: &Self) {
        for key in &mut self.order {
            let Key::Group(id) = key else { continue };
            let messages = self.groups.get(id).map(|group| group.messages.as_slice());
            let mut ids = messages.unwrap_or_default().iter().map(|message| message.id);
            let Some(kept) = ids.find(|id| shown.groups.contains_key(id)) else { continue };
            if let Some(group) = self.groups.remove(id) {
                self.groups.insert(kept, group);
            }
            *id = kept;
        }
    }
}

/// `day` names the day of a moment in the person's time zone.
pub(crate) fn rows(source: &Source<'_>, day: impl Fn(i64) -> String) -> Rows {
    let mut making = Making { rows: Rows::default(), day, open: None, quarter: None };
    let mut is_new_shown = false;
    for event in source.events {
        let is_new = source.new_after.is_some_and(|after| event.version > after);
        if is_new && !is_new_shown && source.is_theirs(event) {
            is_new_shown = true;
            making.begin_day(event.at.0);
            making.push(Key::New);
        }
        making.event(event, source);
    }
    for outgoing in source.outgoing {
        // The event may be here already while the outbox still lets go of it.
        if !source.events.iter().rev().take(50).any(|event| event.id == outgoing.id) {
            making.message(Speaker::Staff(source.me.clone()), unconfirmed(outgoing));
        }
    }
    if let Some(shown) = source.shown {
        making.rows.keep_keys_of(shown);
    }
    making.rows
}

struct Making<D> {
    rows: Rows,
    day: D,
    /// The group that the next message may join.
    open: Option<EventId>,
    quarter: Option<i64>,
}

impl<D: Fn(i64) -> String> Making<D> {
    fn event(&mut self, event: &Event, source: &Source<'_>) {
        let (text, files, mentions) = match &event.body {
            // Erased: the line that says so is enough.
            EventBody::Said { text, files } if text.is_empty() && files.is_empty() => return,
            EventBody::Noted { text, .. } if text.is_empty() => return,
            EventBody::Said { text, files } => (text.as_str(), files.as_slice(), None),
            EventBody::Noted { text, mentions } => (text.as_str(), [].as_slice(), Some(mentions)),
            EventBody::Told { .. } => ("", [].as_slice(), None),
            _ => return self.line(event),
        };
        let notice = match &event.body {
            EventBody::Told { notice } => Some(notice.clone()),
            _ => None,
        };
        let is_note = mentions.is_some();
        let (speaker, mark) = match &event.author {
            Author::Staff(person) if Some(person.id) == source.colleague => {
                (Speaker::Colleague(person.clone()), Mark::None)
            }
            Author::Staff(person) if is_note => (Speaker::Staff(person.clone()), Mark::None),
            Author::Staff(person) => {
                (Speaker::Staff(person.clone()), mark_of(event.version, source.cursors.guest))
            }
            Author::Guest | Author::System => (Speaker::Guest, Mark::None),
        };
        let message = Message {
            id: event.id,
            at_ms: event.at.0,
            text: text.to_owned(),
            files: files.to_vec(),
            is_note,
            notice,
            mentions: mentions.cloned().unwrap_or_default(),
            mark,
        };
        self.message(speaker, message);
    }

    fn line(&mut self, event: &Event) {
        let Some(line) = line_of(event) else { return };
        self.begin_day(event.at.0);
        self.rows.lines.insert(event.id, line);
        self.push(Key::Line(event.id));
    }

    fn message(&mut self, speaker: Speaker, message: Message) {
        self.begin_day(message.at_ms);
        let open = self.open.and_then(|id| self.rows.groups.get_mut(&id));
        if let Some(group) = open.filter(|group| joins(group, &speaker, &message)) {
            group.messages.push(message);
            return;
        }
        let id = message.id;
        let group = Group { speaker, at_ms: message.at_ms, messages: vec![message] };
        self.rows.groups.insert(id, group);
        self.push(Key::Group(id));
        self.open = Some(id);
    }

    fn begin_day(&mut self, at_ms: i64) {
        let quarter = at_ms.div_euclid(QUARTER_MS);
        if self.quarter == Some(quarter) {
            return;
        }
        self.quarter = Some(quarter);
        let day = (self.day)(at_ms);
        if !self.rows.days.contains_key(&day) {
            self.rows.days.insert(day.clone(), at_ms);
            self.push(Key::Day(day));
        }
    }

    /// Whatever stands between two messages parts their groups.
    fn push(&mut self, key: Key) {
        self.open = None;
        self.rows.order.push(key);
    }
}

fn joins(group: &Group, speaker: &Speaker, message: &Message) -> bool {
    let last_ms = group.messages.last().map_or(group.at_ms, |last| last.at_ms);
    let is_same = match (&group.speaker, speaker) {
        (Speaker::Guest, Speaker::Guest) => true,
        (Speaker::Staff(one), Speaker::Staff(other))
        | (Speaker::Colleague(one), Speaker::Colleague(other)) => one.id == other.id,
        _ => false,
    };
    let has_room = group.messages.len() < GROUP_LIMIT;
    is_same && has_room && message.at_ms.saturating_sub(last_ms) < TOGETHER_MS
}

const fn mark_of(version: u32, guest: Cursor) -> Mark {
    if guest.read >= version {
        Mark::Read
    } else if guest.received >= version {
        Mark::Delivered
    } else {
        Mark::Sent
    }
}

fn unconfirmed(outgoing: &Outgoing) -> Message {
    let mark = match &outgoing.state {
        OutState::Sending => Mark::Sending,
        OutState::Refused(refusal) => Mark::Refused(refusal.clone()),
    };
    Message {
        id: outgoing.id,
        at_ms: outgoing.at_ms,
        text: outgoing.text.clone(),
        files: outgoing.files.clone(),
        is_note: outgoing.is_note,
        notice: None,
        mentions: Vec::new(),
        mark,
    }
}

#[cfg(test)]
mod tests {
    use model::{
        cursor::{Cursor, Cursors},
        event::{Author, Event, EventBody},
        id::{ConversationId, EventId, PersonId},
        moment::Moment,
        person::PersonRef,
    };
    use uuid::Uuid;

    use super::{Key, Mark, Rows, Source, rows};
    use crate::live::{OutState, Outgoing, Room};

    const MINUTE: i64 = 60_000;
    const DAY: i64 = 24 * 60 * MINUTE;

    fn grace() -> PersonRef {
        PersonRef { id: PersonId(Uuid::from_u128(1)), name: "Grace".into() }
    }

    fn id(number: u32) -> EventId {
        EventId(Uuid::from_u128(u128::from(number)))
    }

    fn said(version: u32, at_ms: i64, author: Author) -> Event {
        let body = EventBody::Said { text: "hi".into(), files: vec![] };
        Event { id: id(version), version, at: Moment(at_ms), author, body }
    }

    fn made(events: &[Event], guest: Cursor, new_after: Option<u32>) -> Rows {
        let cursors = Cursors { guest, ..Cursors::default() };
        let me = grace();
        made_from(&Source { events, cursors, new_after, ..plain(&me) })
    }

    fn plain(me: &PersonRef) -> Source<'_> {
        let cursors = Cursors::default();
        Source {
            events: &[],
            outgoing: &[],
            cursors,
            new_after: None,
            me,
            colleague: None,
            shown: None,
        }
    }

    fn made_from(source: &Source<'_>) -> Rows {
        rows(source, |ms| ms.div_euclid(DAY).to_string())
    }

    fn made_after(shown: &Rows, events: &[Event]) -> Rows {
        made_from(&Source { events, shown: Some(shown), ..plain(&grace()) })
    }

    fn group(number: u32) -> Key {
        Key::Group(id(number))
    }

    #[test]
    fn messages_of_one_author_stand_together_until_somebody_else_speaks_or_time_passes() {
        let guest = || Author::Guest;
        let events = [
            said(1, 0, guest()),
            said(2, MINUTE, guest()),
            said(3, MINUTE, Author::Staff(grace())),
            said(4, 2 * MINUTE, guest()),
            said(5, 8 * MINUTE, guest()),
        ];
        let rows = made(&events, Cursor::default(), None);
        let wanted = [Key::Day("0".into()), group(1), group(3), group(4), group(5)];
        assert_eq!(rows.order, wanted);
        assert_eq!(rows.group(id(1)).unwrap().messages.len(), 2);
    }

    #[test]
    fn a_day_begins_with_its_name_even_within_a_minute() {
        let events = [said(1, DAY - 1, Author::Guest), said(2, DAY, Author::Guest)];
        let rows = made(&events, Cursor::default(), None);
        let wanted = [Key::Day("0".into()), group(1), Key::Day("1".into()), group(2)];
        assert_eq!(rows.order, wanted);
    }

    #[test]
    fn cv_08_marks_follow_what_the_guest_received_and_read() {
        let mine = |version| said(version, 0, Author::Staff(grace()));
        let rows = made(&[mine(1), mine(2), mine(3)], Cursor { received: 2, read: 1 }, None);
        let messages = &rows.group(id(1)).unwrap().messages;
        let marks: Vec<&Mark> = messages.iter().map(|message| &message.mark).collect();
        assert_eq!(marks, [&Mark::Read, &Mark::Delivered, &Mark::Sent]);
    }

    #[test]
    fn the_line_of_new_messages_stands_before_the_guests_first_one() {
        let events = [
            said(1, 0, Author::Guest),
            said(2, 0, Author::Staff(grace())),
            said(3, 0, Author::Guest),
        ];
        let rows = made(&events, Cursor::default(), Some(1));
        assert_eq!(rows.order, [Key::Day("0".into()), group(1), group(2), Key::New, group(3)]);
    }

    #[test]
    fn a_group_that_grows_at_its_beginning_keeps_its_row() {
        let events: Vec<Event> = (1..=6).map(|n| said(n, 0, Author::Guest)).collect();
        let newest = made(&events[4..], Cursor::default(), None);
        assert_eq!(newest.order, [Key::Day("0".into()), group(5)]);
        let more = made_after(&newest, &events[2..]);
        assert_eq!(more.order, newest.order);
        let ids = |rows: &Rows| {
            rows.group(id(5)).unwrap().messages.iter().map(|m| m.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&more), [id(3), id(4), id(5), id(6)]);
        let all = made_after(&more, &events);
        assert_eq!(all.order, newest.order);
        assert_eq!(ids(&all), [id(1), id(2), id(3), id(4), id(5), id(6)]);
    }

    #[test]
    fn cv_08_what_is_on_its_way_keeps_its_row_when_it_arrives() {
        let outgoing = [Outgoing {
            id: id(2),
            room: Room::Conversation(ConversationId(Uuid::nil())),
            text: "hi".into(),
            files: vec![],
            is_note: false,
            canned: vec![],
            at_ms: 0,
            state: OutState::Sending,
        }];
        let me = grace();
        let before = [said(1, 0, Author::Guest)];
        let after = [said(1, 0, Author::Guest), said(2, 0, Author::Staff(grace()))];
        let make = |events: &[Event], outgoing: &[Outgoing]| {
            made_from(&Source { events, outgoing, ..plain(&me) })
        };
        let sending = make(&before, &outgoing);
        assert_eq!(sending.group(id(2)).unwrap().messages[0].mark, Mark::Sending);
        assert_eq!(sending.order, make(&after, &outgoing).order);
        assert_eq!(sending.order, make(&after, &[]).order);
    }
}
