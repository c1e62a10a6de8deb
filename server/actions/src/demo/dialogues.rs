//! What the customers of a tea shop write about, as skeletons: who says what, with slots for names and numbers.

mod billing;
mod delivery;
mod german;
mod sales;
mod support;

use model::conversation::Priority;

/// The department a skeleton belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Desk {
    Support,
    Sales,
    Billing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
}

/// One conversation as it may go.
#[derive(Debug)]
pub(super) struct Dialogue {
    pub(super) desk: Desk,
    pub(super) language: Language,
    /// What the agent writes into the room information; no two skeletons share it.
    pub(super) topic: &'static str,
    pub(super) tags: &'static [&'static str],
    pub(super) priority: Priority,
    /// The path of the page the guest wrote from.
    pub(super) page: &'static str,
    pub(super) lines: &'static [Line],
    /// What the agent says when ending it; wordings as in [`Line`].
    pub(super) comment: &'static str,
}

/// One step. Texts hold different wordings, separated by `|`, and slots in braces.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line {
    Guest(&'static str),
    Staff(&'static str),
    Note(&'static str),
    /// On hold until whoever speaks next.
    Hold,
    /// Back to the queue; a colleague takes it.
    Return,
}

/// What texts may leave open; `slots` fills every one of them.
#[cfg(test)]
pub(super) const SLOTS: [&str; 12] = [
    "{guest}",
    "{agent}",
    "{tea}",
    "{other}",
    "{ware}",
    "{order}",
    "{invoice}",
    "{parcel}",
    "{amount}",
    "{city}",
    "{day}",
    "{email}",
];

/// Every skeleton.
pub(super) fn all() -> impl Iterator<Item = &'static Dialogue> {
    let shelves: [&[Dialogue]; 5] =
        [delivery::ALL, support::ALL, sales::ALL, billing::ALL, german::ALL];
    shelves.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use model::parse;

    use super::*;

    fn texts(dialogue: &Dialogue) -> impl Iterator<Item = &'static str> {
        let said = dialogue.lines.iter().filter_map(|line| match line {
            Line::Guest(text) | Line::Staff(text) | Line::Note(text) => Some(*text),
            Line::Hold | Line::Return => None,
        });
        said.chain([dialogue.comment, dialogue.page]).flat_map(|text| text.split('|'))
    }

    #[test]
    fn there_are_many_and_every_topic_is_named_once() {
        let topics: BTreeSet<&str> = all().map(|dialogue| dialogue.topic).collect();
        assert!(topics.len() >= 40, "{}", topics.len());
        assert_eq!(topics.len(), all().count());
    }

    #[test]
    fn texts_hold_no_slot_that_is_not_filled_and_no_empty_wording() {
        for dialogue in all() {
            for text in texts(dialogue) {
                let open = SLOTS.iter().fold(text.to_owned(), |text, slot| text.replace(slot, ""));
                assert!(!open.contains(['{', '}']), "{text}");
                assert_eq!(text, text.trim(), "{}", dialogue.topic);
                assert!(!text.is_empty(), "{}", dialogue.topic);
            }
        }
    }

    #[test]
    fn a_guest_begins_tags_are_clean_and_only_an_answered_guest_is_put_on_hold() {
        for dialogue in all() {
            let topic = dialogue.topic;
            assert!(matches!(dialogue.lines.first(), Some(Line::Guest(_))), "{topic}");
            let tags: Vec<String> = dialogue.tags.iter().map(|&tag| tag.to_owned()).collect();
            assert_eq!(parse::tags(&tags).unwrap(), tags, "{topic}");
            assert!(!tags.is_empty(), "{topic}");
            for pair in dialogue.lines.windows(2) {
                if matches!(pair[1], Line::Hold) {
                    assert!(matches!(pair[0], Line::Staff(_)), "{topic}");
                }
            }
            assert!(!matches!(dialogue.lines.last(), Some(Line::Hold | Line::Return)), "{topic}");
        }
    }
}
