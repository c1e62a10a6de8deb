//! What of a closed conversation the search of the archive found: one line for its row in the list.

use std::ops::Range;

use model::{
    fold::{Folded, joined},
    id::ConversationId,
    operators,
    page::PAGE_LIMIT,
    permission::{Action, Actor, Staff, Subject, may},
    search::Snippet,
};
use store::{
    fold::{fold, folded},
    spoken::{self, Spoken, Words},
};

use super::{checked, excerpt};
use crate::{Error, House};

/// Entries of one conversation that are looked at, the newest.
const ENTRIES_EACH: u32 = 300;
/// Entries of all of them.
const ENTRIES: usize = 10_000;
/// Matches of one word that are marked.
const MARKS_LIMIT: usize = 20;

/// For each of these conversations that this person may see, the message that holds most of what is looked for.
/// Where only a name or a topic was found there is none.
///
/// # Errors
/// `NotPermitted`, `Invalid` search.
pub async fn snippets(
    house: &House,
    staff: &Staff,
    search: &str,
    conversations: &[ConversationId],
) -> Result<Vec<Snippet>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewContactCenter, Subject::Workspace)?;
    let parsed = operators::parse(checked(search)?);
    let sought: Vec<String> = parsed.texts().map(fold).filter(|text| !text.is_empty()).collect();
    if sought.is_empty() {
        return Ok(Vec::new());
    }
    let limit = usize::try_from(PAGE_LIMIT).unwrap_or(usize::MAX);
    let asked: Vec<ConversationId> = conversations.iter().copied().take(limit).collect();
    let mut conn = house.store.read().await?;
    let held = store::conversations::load_all(&mut conn, &asked).await?;
    let mut entries = Vec::new();
    for it in held.iter().filter(|it| it.stage.is_closed() && staff.sees(it)) {
        entries.push(spoken::before(&mut conn, it.id, u32::MAX, ENTRIES_EACH).await?);
        if entries.iter().map(Vec::len).sum::<usize>() >= ENTRIES {
            break;
        }
    }
    drop(conn);
    // Off the threads that carry everybody's messages.
    let looked = tokio::task::spawn_blocking(move || {
        entries.iter().filter_map(|entries| best(entries, &sought)).collect()
    });
    looked.await.map_err(|_| Error::Internal { what: "a search was cut short" })
}

/// The newest of the messages that hold most.
fn best(entries: &[Spoken], sought: &[String]) -> Option<Snippet> {
    let mut best: Option<(usize, Snippet)> = None;
    for entry in entries {
        let Some(Words::Said { text, files }) = entry.words() else { continue };
        for text in std::iter::once(&text).chain(&files) {
            let (held, places) = places(text, sought);
            if held > best.as_ref().map_or(0, |(held, _)| *held) {
                let (text, marks) = excerpt::cut(text, &places);
                best = Some((held, Snippet { conversation: entry.conversation(), text, marks }));
            }
        }
        if best.as_ref().is_some_and(|(held, _)| *held == sought.len()) {
            break;
        }
    }
    best.map(|(_, snippet)| snippet)
}

/// How many of the words and phrases a text holds, and where.
fn places(text: &str, sought: &[String]) -> (usize, Vec<Range<usize>>) {
    let folded = folded(text);
    let (mut held, mut places) = (0, Vec::new());
    for one in sought {
        let mut found = begins(&folded, text, one);
        if found.is_empty() {
            // As the index sees it, what stands between words does not matter.
            let words: Vec<&str> =
                one.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            let each: Vec<_> = words.iter().map(|word| begins(&folded, text, word)).collect();
            if each.iter().all(|found| !found.is_empty()) {
                found = each.concat();
            }
        }
        held += usize::from(!found.is_empty());
        places.extend(found);
    }
    (held, joined(places))
}

/// Where words begin so.
fn begins(folded: &Folded, text: &str, word: &str) -> Vec<Range<usize>> {
    let is_begin = |at: &usize| {
        let before = folded.text.get(..*at).and_then(|before| before.chars().next_back());
        // Behind what is no Latin, Greek or Cyrillic letter a word may begin without a blank.
        before.is_none_or(|c| !c.is_alphanumeric() || c >= '\u{e00}')
    };
    let all = folded.text.match_indices(word).map(|(at, _)| at).filter(is_begin);
    all.take(MARKS_LIMIT).map(|at| folded.original(text, at..at + word.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked<'t>(search: &str, text: &'t str) -> (usize, Vec<&'t str>) {
        let sought: Vec<String> = operators::parse(search).texts().map(fold).collect();
        let (held, places) = places(text, &sought);
        (held, places.into_iter().map(|place| &text[place]).collect())
    }

    #[test]
    fn cc_08_what_the_archive_found_is_marked() {
        assert_eq!(marked("cre tea", "Crème for my teapot"), (2, vec!["Crè", "tea"]));
        assert_eq!(marked("\"thank you\" -spam", "Thank you"), (1, vec!["Thank you"]));
        assert_eq!(marked("ab-1234", "No AB 1234"), (1, vec!["AB", "1234"]));
        assert_eq!(marked("pot", "teapot"), (0, vec![]));
        assert_eq!(marked("手机", "我的手机"), (1, vec!["手机"]));
        assert_eq!(marked("agent:ada", "agent:ada"), (0, vec![]));
    }
}
