//! Finding canned responses by shortcut and by words, fast enough for every key. Pure.

use std::sync::Arc;

use model::{
    canned::{CannedResponse, Scope, ScopeName},
    id::{CannedId, DepartmentId},
};

/// A response with what it is found by.
#[derive(Debug, PartialEq, Eq)]
pub struct Indexed {
    pub response: CannedResponse,
    /// Text and tags, folded.
    folded: String,
}

/// Which scopes a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    #[default]
    All,
    Private,
    Department(DepartmentId),
    Public,
}

impl Filter {
    /// As the address and a choice hold it.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "private" => Self::Private,
            "public" => Self::Public,
            other => other.parse().map_or(Self::All, Self::Department),
        }
    }

    fn lets(self, scope: &Scope) -> bool {
        match self {
            Self::All => true,
            Self::Private => scope.name() == ScopeName::Private,
            Self::Public => scope.name() == ScopeName::Public,
            Self::Department(id) => scope.departments().contains(&id),
        }
    }
}

impl Indexed {
    #[must_use]
    pub fn new(response: CannedResponse) -> Self {
        let mut folded = response.text.to_lowercase();
        for tag in &response.tags {
            folded.push('\n');
            folded.push_str(&tag.to_lowercase());
        }
        Self { response, folded }
    }

    pub(super) fn order(&self) -> (ScopeName, &str, CannedId) {
        (self.response.scope.name(), &self.response.shortcut, self.response.id)
    }

    /// A row is another one when it was edited.
    #[must_use]
    pub const fn key(&self) -> (CannedId, u32) {
        (self.response.id, self.response.version)
    }
}

/// How well one fits; lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Shortcut,
    Beginning,
    Inside,
    Words,
}

/// The best of those that fit, in order, `most` at most, and how many fit at all.
pub(super) fn find(
    entries: &[Arc<Indexed>],
    query: &str,
    filter: Filter,
    most: usize,
) -> (Vec<Arc<Indexed>>, usize) {
    let query = query.trim().to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    // One list for each fit, so that nothing has to be sorted.
    let mut found: [Vec<&Arc<Indexed>>; 4] = Default::default();
    let mut total = 0;
    for one in entries.iter().filter(|one| filter.lets(&one.response.scope)) {
        let Some(fit) = fit(one, &query, &words) else { continue };
        total += 1;
        if let Some(list) = found.get_mut(fit as usize).filter(|list| list.len() < most) {
            list.push(one);
        }
    }
    (found.into_iter().flatten().take(most).cloned().collect(), total)
}

fn fit(one: &Indexed, query: &str, words: &[&str]) -> Option<Fit> {
    let shortcut = one.response.shortcut.as_str();
    if query.is_empty() || shortcut == query {
        return Some(Fit::Shortcut);
    }
    if shortcut.starts_with(query) {
        return Some(Fit::Beginning);
    }
    if shortcut.contains(query) {
        return Some(Fit::Inside);
    }
    let has = |word: &&str| one.folded.contains(*word) || shortcut.contains(*word);
    words.iter().all(has).then_some(Fit::Words)
}

#[cfg(test)]
mod tests {
    use model::{id::PersonId, moment::Moment, person::PersonRef};
    use uuid::Uuid;

    use super::*;

    fn entry(number: u128, shortcut: &str, text: &str, scope: Scope) -> Arc<Indexed> {
        let me = PersonRef { id: PersonId(Uuid::nil()), name: String::new() };
        Arc::new(Indexed::new(CannedResponse {
            id: CannedId(Uuid::from_u128(number)),
            shortcut: shortcut.to_owned(),
            text: text.to_owned(),
            scope,
            tags: vec!["Money".to_owned()],
            uses: 0,
            created_by: me,
            created: Moment(0),
            version: 1,
        }))
    }

    fn library() -> Vec<Arc<Indexed>> {
        let own = Scope::Private(PersonId(Uuid::nil()));
        let here = Scope::Departments(vec![DepartmentId(Uuid::from_u128(7))]);
        vec![
            entry(1, "late-refund", "It takes two weeks.", own),
            entry(2, "pay", "We REFUND within a week.", here),
            entry(3, "refund", "Done.", Scope::Public),
            entry(4, "refunds", "All of them.", Scope::Public),
        ]
    }

    fn shortcuts(query: &str, filter: Filter) -> Vec<String> {
        let (found, _) = find(&library(), query, filter, 10);
        found.iter().map(|one| one.response.shortcut.clone()).collect()
    }

    #[test]
    fn cr_01_the_shortcut_comes_before_its_beginning_before_the_words_of_the_text() {
        assert_eq!(shortcuts("Refund", Filter::All), ["refund", "refunds", "late-refund", "pay"]);
        assert_eq!(shortcuts("week refund", Filter::All), ["late-refund", "pay"]);
        assert_eq!(shortcuts("money", Filter::Public), ["refund", "refunds"]);
        assert_eq!(shortcuts("nothing", Filter::All), Vec::<String>::new());
    }

    #[test]
    fn cr_01_without_a_text_the_nearest_scope_comes_first_and_the_rest_is_counted() {
        let (found, total) = find(&library(), "", Filter::All, 2);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].response.shortcut.as_str(), total), ("late-refund", 4));
    }

    #[test]
    fn pa_06_a_filter_is_read_from_the_address() {
        let id = Uuid::from_u128(7).to_string();
        assert_eq!(shortcuts("", Filter::from_word(&id)), ["pay"]);
        assert_eq!(shortcuts("", Filter::from_word("private")), ["late-refund"]);
        assert_eq!(Filter::from_word("?"), Filter::All);
    }
}
