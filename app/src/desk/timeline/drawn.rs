//! How much of a long log is drawn: the newest at first, so that it opens at once, and more as somebody reads back.

use leptos::prelude::*;
use model::event::Event;

/// More than fits into the largest window.
const FIRST: usize = 60;
/// Drawn at a time before the first.
const MORE: u32 = 120;

/// Copy.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawn {
    /// The version of the first that is drawn; `None` until there is a log.
    from: RwSignal<Option<u32>>,
}

impl Drawn {
    pub(super) fn new() -> Self {
        Self { from: RwSignal::new(None) }
    }

    /// What comes later does not move the beginning.
    pub(super) fn begin(self, events: &[Event]) {
        if self.from.get_untracked().is_none() && !events.is_empty() {
            self.from.set(Some(first(events)));
        }
    }

    /// The events that are drawn; everything after `new_after` is.
    pub(super) fn of(self, events: &[Event], new_after: Option<u32>) -> &[Event] {
        let from = self.from.get().unwrap_or_else(|| first(events));
        let from = new_after.map_or(from, |after| from.min(after));
        let at = events.partition_point(|event| event.version < from);
        events.get(at..).unwrap_or_default()
    }

    /// Whether older ones are here that are not drawn.
    pub(super) fn hides(self, events: &[Event]) -> bool {
        self.from.get().is_some_and(|from| events.first().is_some_and(|one| one.version < from))
    }

    /// Draws some more.
    pub(super) fn more(self) {
        self.from.update(|from| *from = from.map(|from| from.saturating_sub(MORE)));
    }

    /// Draws back to this version, and some before it.
    pub(super) fn reach(self, version: u32) {
        let wanted = version.saturating_sub(MORE);
        if self.from.get_untracked().is_some_and(|from| from > wanted) {
            self.from.set(Some(wanted));
        }
    }
}

fn first(events: &[Event]) -> u32 {
    let at = events.len().saturating_sub(FIRST);
    events.get(at).map_or(0, |event| event.version)
}

#[cfg(test)]
mod tests {
    use model::{
        event::{Author, Event, EventBody},
        id::EventId,
        moment::Moment,
    };
    use uuid::Uuid;

    use super::*;

    fn events(versions: std::ops::RangeInclusive<u32>) -> Vec<Event> {
        let event = |version: u32| Event {
            id: EventId(Uuid::from_u128(u128::from(version))),
            version,
            at: Moment(0),
            author: Author::Guest,
            body: EventBody::Said { text: "hi".into(), files: vec![] },
        };
        versions.map(event).collect()
    }

    #[test]
    fn the_newest_are_drawn_first_and_stay_when_more_come() {
        let owner = Owner::new();
        owner.set();
        let drawn = Drawn::new();
        drawn.begin(&[]);
        let held = events(101..=300);
        drawn.begin(&held);
        assert_eq!(drawn.of(&held, None).first().unwrap().version, 241);
        let later = events(101..=301);
        drawn.begin(&later);
        assert_eq!(drawn.of(&later, None).first().unwrap().version, 241);
        assert!(drawn.hides(&later));
    }

    #[test]
    fn what_is_new_is_drawn_from_its_beginning_and_reading_back_draws_more() {
        let owner = Owner::new();
        owner.set();
        let drawn = Drawn::new();
        let held = events(101..=300);
        drawn.begin(&held);
        assert_eq!(drawn.of(&held, Some(200)).first().unwrap().version, 200);
        drawn.more();
        assert_eq!(drawn.of(&held, None).first().unwrap().version, 121);
        drawn.more();
        assert!(!drawn.hides(&held));
        assert_eq!(drawn.of(&held, None).len(), held.len());
        drawn.reach(500);
        assert_eq!(drawn.of(&held, None).len(), held.len());
    }

    #[test]
    fn what_is_sought_is_drawn_with_what_was_said_before_it() {
        let owner = Owner::new();
        owner.set();
        let drawn = Drawn::new();
        let held = events(1..=300);
        drawn.begin(&held);
        drawn.reach(180);
        assert_eq!(drawn.of(&held, None).first().unwrap().version, 60);
    }
}
