//! What this tab's person looks at, and which colleagues look at it too.

use model::{
    id::{ConversationId, PersonId},
    wire::{ClientFrame, LOOKING_MS},
};

use super::held::{Held, Holding};

/// Colleagues are kept for the one conversation that is looked at.
pub(super) struct Lookers<H: Holding> {
    here: Option<ConversationId>,
    /// Changed since this connection was told.
    is_news: bool,
    told_ms: i64,
    pub(super) others: H::Of<Vec<PersonId>>,
}

impl<H: Holding> Default for Lookers<H> {
    fn default() -> Self {
        Self { here: None, is_news: false, told_ms: 0, others: H::hold(Vec::new()) }
    }
}

impl<H: Holding> Lookers<H> {
    /// The person looks there now; `None`: nowhere.
    pub(super) fn look(&mut self, now: Option<ConversationId>) {
        if self.here != now {
            self.here = now;
            self.start_over();
            self.is_news = true;
        }
    }

    /// The person looks there no more, unless they look elsewhere already.
    pub(super) fn look_away(&mut self, from: ConversationId) {
        if self.here == Some(from) {
            self.look(None);
        }
    }

    /// What is to be told now: that something changed, or that it goes on.
    pub(super) fn due(&mut self, now_ms: i64) -> Option<ClientFrame> {
        let goes_on = self.here.is_some() && now_ms.saturating_sub(self.told_ms) >= LOOKING_MS;
        if !self.is_news && !goes_on {
            return None;
        }
        self.is_news = false;
        self.told_ms = now_ms;
        Some(ClientFrame::Looking { conversation: self.here })
    }

    /// Another connection, or frames were lost: whoever looks says so again.
    pub(super) fn start_over(&mut self) {
        self.is_news = self.here.is_some();
        if self.others.look(|others| !others.is_empty()) {
            self.others.put(Vec::new());
        }
    }

    pub(super) fn hear(&self, at: ConversationId, person: PersonId, is_looking: bool) {
        let is_known = self.others.look(|others| others.contains(&person));
        if self.here == Some(at) && is_known != is_looking {
            self.others.change(|others| {
                others.retain(|other| *other != person);
                others.extend(is_looking.then_some(person));
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::GetUntracked;
    use model::{
        id::{ConversationId, PersonId},
        wire::{ClientFrame, LOOKING_MS},
    };
    use uuid::Uuid;

    use super::Lookers;
    use crate::live::held::InSignals;

    const HERE: ConversationId = ConversationId(Uuid::nil());
    const ELSEWHERE: ConversationId = ConversationId(Uuid::max());

    fn frame(conversation: Option<ConversationId>) -> Option<ClientFrame> {
        Some(ClientFrame::Looking { conversation })
    }

    #[test]
    fn looking_is_told_at_once_and_repeated_while_it_lasts() {
        let mut lookers = Lookers::<InSignals>::default();
        assert_eq!(lookers.due(LOOKING_MS), None);
        lookers.start_over();
        assert_eq!(lookers.due(LOOKING_MS), None);
        lookers.look(Some(HERE));
        assert_eq!(lookers.due(0), frame(Some(HERE)));
        assert_eq!(lookers.due(LOOKING_MS - 1), None);
        assert_eq!(lookers.due(LOOKING_MS), frame(Some(HERE)));
        lookers.look_away(ELSEWHERE);
        assert_eq!(lookers.due(LOOKING_MS + 1), None);
        lookers.look_away(HERE);
        assert_eq!(lookers.due(LOOKING_MS + 1), frame(None));
        assert_eq!(lookers.due(9 * LOOKING_MS), None);
        lookers.look(Some(HERE));
        lookers.due(0);
        lookers.start_over();
        assert_eq!(lookers.due(1), frame(Some(HERE)));
    }

    #[test]
    fn colleagues_are_known_for_what_is_looked_at_only() {
        let (ada, bo) = (PersonId(Uuid::nil()), PersonId(Uuid::max()));
        let mut lookers = Lookers::<InSignals>::default();
        lookers.look(Some(HERE));
        lookers.hear(HERE, ada, true);
        lookers.hear(HERE, ada, true);
        lookers.hear(HERE, bo, true);
        lookers.hear(ELSEWHERE, bo, false);
        assert_eq!(lookers.others.get_untracked(), [ada, bo]);
        lookers.hear(HERE, ada, false);
        assert_eq!(lookers.others.get_untracked(), [bo]);
        lookers.look(Some(ELSEWHERE));
        assert!(lookers.others.get_untracked().is_empty());
    }
}
