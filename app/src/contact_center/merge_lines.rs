//! What two contacts differ in, line by line, and where a choice about it is kept.

use model::{
    contact::Contact,
    custom_field::{Holder, in_words},
    merge::{Keep, MergeChoices},
};

use crate::{
    custom_fields::use_definitions,
    words::{contact_center as words, merging},
};

/// What a choice is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Name,
    Emails,
    Phones,
    Manager,
    Notes,
    Field(String),
}

impl Key {
    pub(super) fn read(&self, choices: &MergeChoices) -> Keep {
        match self {
            Self::Name => choices.name,
            Self::Emails => choices.emails,
            Self::Phones => choices.phones,
            Self::Manager => choices.manager,
            Self::Notes => choices.notes,
            Self::Field(key) => choices.fields.get(key).copied().unwrap_or_default(),
        }
    }

    pub(super) fn write(&self, choices: &mut MergeChoices, keep: Keep) {
        match self {
            Self::Name => choices.name = keep,
            Self::Emails => choices.emails = keep,
            Self::Phones => choices.phones = keep,
            Self::Manager => choices.manager = keep,
            Self::Notes => choices.notes = keep,
            Self::Field(key) => drop(choices.fields.insert(key.clone(), keep)),
        }
    }
}

/// One thing in which they differ.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) label: String,
    pub(super) key: Key,
    pub(super) mine: String,
    pub(super) theirs: String,
    pub(super) has_both: bool,
}

/// Everything in which they differ.
pub(super) fn lines(mine: &Contact, theirs: &Contact) -> Vec<Line> {
    let line = |label: &str, key: Key, of: &dyn Fn(&Contact) -> String| Line {
        label: label.to_owned(),
        has_both: key == Key::Notes,
        key,
        mine: of(mine),
        theirs: of(theirs),
    };
    let manager = |it: &Contact| it.manager.as_ref().map(|it| it.name.clone()).unwrap_or_default();
    let mut all = vec![
        line(words::NAME.text(), Key::Name, &|it| it.name.clone()),
        line(merging::EMAILS.text(), Key::Emails, &|it| it.emails.join("\n")),
        line(merging::PHONES.text(), Key::Phones, &|it| it.phones.join("\n")),
        line(words::CONTACT_MANAGER.text(), Key::Manager, &manager),
    ];
    for field in use_definitions().of(Holder::Contact) {
        let value = |it: &Contact| {
            it.fields.get(&field.key).map(|value| in_words(value)).unwrap_or_default()
        };
        all.push(line(&field.label, Key::Field(field.key.clone()), &value));
    }
    all.push(line(words::NOTES.text(), Key::Notes, &|it| it.notes.clone()));
    all.retain(|line| line.mine != line.theirs && is_choice(line));
    all
}

/// Addresses of only one of them come along anyway.
fn is_choice(line: &Line) -> bool {
    let is_list = matches!(line.key, Key::Emails | Key::Phones);
    !is_list || !(line.mine.is_empty() || line.theirs.is_empty())
}
