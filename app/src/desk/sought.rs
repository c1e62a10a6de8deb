//! What a search found in a conversation, as its timeline shows it. Pure.

use std::sync::Arc;

use model::search::Hit;

/// Which messages to mark, and where to jump.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// The versions in which something was found, with the words found there.
    pub(super) hits: Vec<(u32, Vec<String>)>,
    at: Option<u32>,
    /// Counts jumps, so that the same message is jumped to again.
    jumps: u32,
}

impl Sought {
    pub(super) fn jump(&mut self, version: u32) {
        self.at = Some(version);
        self.jumps = self.jumps.wrapping_add(1);
    }

    /// The version jumped to last, and the number of the jump.
    pub(super) const fn target(&self) -> Option<(u32, u32)> {
        match self.at {
            Some(version) => Some((version, self.jumps)),
            None => None,
        }
    }

    /// Marks these; where the last jump led is kept.
    pub(super) fn mark(&mut self, hits: &[Arc<Hit>]) {
        self.hits = hits.iter().map(|hit| (hit.version, words(hit))).collect();
    }
}

/// The different words that were found, as they stand there.
fn words(hit: &Hit) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (piece, is_match) in hit.pieces() {
        if is_match && !words.iter().any(|word| word == piece) {
            words.push(piece.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use model::{
        event::Author,
        id::ConversationId,
        moment::Moment,
        search::{Hit, HitKind},
    };

    use super::Sought;

    #[test]
    fn pa_03_the_same_message_can_be_jumped_to_again() {
        let mut sought = Sought::default();
        assert_eq!(sought.target(), None);
        sought.jump(7);
        let first = sought.target();
        sought.jump(7);
        assert_ne!(sought.target(), first);
    }

    #[test]
    fn pa_03_what_was_found_is_marked_once_for_each_word() {
        let hit = Hit {
            conversation: ConversationId(uuid::Uuid::nil()),
            version: 3,
            at: Moment(0),
            author: Author::Guest,
            kind: HitKind::Message,
            text: "a Tea and tea and Tea".into(),
            marks: vec![(2, 5), (10, 13), (18, 21)],
        };
        let mut sought = Sought::default();
        sought.mark(&[hit.into()]);
        assert_eq!(sought.hits, [(3, vec!["Tea".to_owned(), "tea".to_owned()])]);
    }
}
