//! Which entry of a menu the next key leads to.

use leptos::prelude::{StoredValue, UpdateValue, WithValue};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    First,
    Last,
    Next,
    Previous,
    /// To the next entry that begins with what was typed.
    Typed(String),
}

impl Step {
    /// `typed` keeps the letters typed since the menu opened or an arrow was pressed.
    pub(super) fn of(key: &str, typed: &StoredValue<String>) -> Option<Self> {
        let step = match key {
            "ArrowDown" => Self::Next,
            "ArrowUp" => Self::Previous,
            "Home" => Self::First,
            "End" => Self::Last,
            " " => return None,
            letter if letter.chars().count() == 1 => {
                typed.update_value(|typed| typed.push_str(&letter.to_lowercase()));
                return Some(Self::Typed(typed.with_value(Clone::clone)));
            }
            _ => return None,
        };
        typed.update_value(String::clear);
        Some(step)
    }

    /// The index of the entry to focus, going round at the ends.
    pub(super) fn target(&self, at: Option<usize>, texts: &[String]) -> Option<usize> {
        let last = texts.len().checked_sub(1)?;
        Some(match (self, at) {
            (Self::First, _) | (Self::Next, None) => 0,
            (Self::Last, _) | (Self::Previous, None) => last,
            (Self::Next, Some(at)) => {
                if at >= last {
                    0
                } else {
                    at + 1
                }
            }
            (Self::Previous, Some(at)) => at.checked_sub(1).unwrap_or(last),
            (Self::Typed(typed), at) => {
                // The same letter again and again walks through the entries that begin with it.
                let repeated = typed.chars().skip(1).all(|letter| typed.starts_with(letter));
                let wanted = if repeated { typed.chars().take(1).collect() } else { typed.clone() };
                let from = at.map_or(0, |at| if repeated { at + 1 } else { at });
                (0..texts.len())
                    .map(|offset| (from + offset) % texts.len())
                    .find(|index| texts.get(*index).is_some_and(|text| begins(text, &wanted)))?
            }
        })
    }
}

fn begins(text: &str, wanted: &str) -> bool {
    text.trim_start().to_lowercase().starts_with(wanted)
}

#[cfg(test)]
mod tests {
    use super::Step;

    fn texts() -> Vec<String> {
        ["Available", "Away", "Busy", "Offline"].map(str::to_owned).to_vec()
    }

    #[test]
    fn arrows_go_round_at_the_ends() {
        assert_eq!(Step::Next.target(Some(3), &texts()), Some(0));
        assert_eq!(Step::Previous.target(Some(0), &texts()), Some(3));
        assert_eq!(Step::Next.target(None, &[]), None);
    }

    #[test]
    fn letters_find_an_entry_and_the_same_letter_walks_on() {
        assert_eq!(Step::Typed("b".into()).target(Some(0), &texts()), Some(2));
        assert_eq!(Step::Typed("aw".into()).target(Some(0), &texts()), Some(1));
        assert_eq!(Step::Typed("aa".into()).target(Some(0), &texts()), Some(1));
        assert_eq!(Step::Typed("a".into()).target(Some(1), &texts()), Some(0));
        assert_eq!(Step::Typed("x".into()).target(Some(0), &texts()), None);
    }
}
