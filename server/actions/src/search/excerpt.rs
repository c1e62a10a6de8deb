//! What is shown of a text in which something was found: one line around the first match.

use std::ops::Range;

use model::search::EXCERPT_LIMIT;

/// Characters shown before the first match.
const BEFORE: usize = 40;
const CUT: char = '…';

/// The excerpt, and the matches in it: from and to, in bytes.
pub(crate) fn cut(text: &str, found: &[Range<usize>]) -> (String, Vec<(u32, u32)>) {
    let first = found.first().map_or(0, |range| range.start);
    let start = text
        .get(..first)
        .and_then(|before| before.char_indices().rev().take(BEFORE).last())
        .map_or(first, |(at, _)| at);
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.char_indices().nth(EXCERPT_LIMIT).map_or(text.len(), |(at, _)| start + at);

    let mut shown = String::new();
    if start > 0 {
        shown.push(CUT);
    }
    let moved = shown.len();
    // A character for a character of the same length, so that the marks still fit.
    let line = text.get(start..end).unwrap_or_default();
    shown.extend(line.chars().map(|c| if c.is_ascii_control() { ' ' } else { c }));
    if end < text.len() {
        shown.push(CUT);
    }
    let place = |at: usize| u32::try_from(at.min(end) - start + moved).unwrap_or(u32::MAX);
    let marks = found
        .iter()
        .take_while(|range| range.start < end)
        .map(|range| (place(range.start), place(range.end)))
        .collect();
    (shown, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pa_03_a_short_text_is_shown_as_it_is() {
        let found = std::slice::from_ref(&(3..8));
        assert_eq!(cut("an error\nhere", found), ("an error here".to_owned(), vec![(3, 8)]));
    }

    #[test]
    fn pa_03_a_long_text_is_cut_around_the_first_match() {
        let text = format!("{}error{}error", "ä".repeat(500), "ö".repeat(500));
        let (shown, marks) = cut(&text, &[1000..1005, 2005..2010]);
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        assert_eq!(shown.chars().count(), EXCERPT_LIMIT + 2);
        let [(from, to)] = marks[..] else { panic!("{marks:?}") };
        assert_eq!(&shown[from as usize..to as usize], "error");
    }

    #[test]
    fn pa_03_a_match_longer_than_the_excerpt_is_marked_as_far_as_it_is_shown() {
        let text = "x".repeat(1_000);
        let (shown, marks) = cut(&text, std::slice::from_ref(&(0..1_000)));
        assert_eq!(shown.chars().count(), EXCERPT_LIMIT + 1);
        assert_eq!(marks, [(0, EXCERPT_LIMIT as u32)]);
    }
}
