//! Custom fields: what a workspace wants to know about its contacts and conversations beyond what everybody does.

mod value;

use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString},
    vec::Vec,
};
use serde::{Deserialize, Serialize};

use crate::{
    id::CustomFieldId,
    parse,
    refusal::{Field, Problem, Refusal},
};
pub use value::{Filling, NOT_TICKED, TICKED, clean, in_words};

/// Fields of contacts, and as many of conversations.
pub const FIELDS_LIMIT: u32 = 100;
/// Characters of a key.
pub const KEY_LIMIT: u32 = 40;
/// Options one field offers, and the characters of each.
pub const OPTIONS_LIMIT: u32 = 200;
pub const OPTION_LIMIT: u32 = 120;
/// Characters of a regular expression.
pub const PATTERN_LIMIT: u32 = 200;
/// Characters of a value of one line.
pub const VALUE_LIMIT: u32 = 400;

/// Values by key, each as text that [`clean`] has made; a field without one is not there. Several options of one field
/// stand on a line each, a date is `2026-11-30`, a ticked box `true`.
pub type Fields = BTreeMap<String, String>;

/// What has a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    Contact,
    Conversation,
}

impl Holder {
    pub const ALL: [Self; 2] = [Self::Contact, Self::Conversation];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Conversation => "conversation",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Text,
    LongText,
    Number,
    Date,
    Checkbox,
    Select,
    MultiSelect,
    Url,
    Email,
    Phone,
}

impl Kind {
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::LongText,
        Self::Number,
        Self::Date,
        Self::Checkbox,
        Self::Select,
        Self::MultiSelect,
        Self::Url,
        Self::Email,
        Self::Phone,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Checkbox => "checkbox",
            Self::Select => "select",
            Self::MultiSelect => "multi_select",
            Self::Url => "url",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// Whether one chooses among options.
    #[must_use]
    pub const fn has_options(self) -> bool {
        matches!(self, Self::Select | Self::MultiSelect)
    }

    /// Whether a regular expression says something about it that the kind does not.
    #[must_use]
    pub const fn has_pattern(self) -> bool {
        matches!(self, Self::Text | Self::LongText | Self::Number | Self::Url | Self::Email)
    }
}

/// Who changes the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Editors {
    /// Whoever may change the contact or the conversation.
    #[default]
    Everybody,
    /// Only who may also change the field itself.
    Managers,
}

impl Editors {
    /// Whether somebody is among them who may change the field itself, or may not.
    #[must_use]
    pub const fn admit(self, is_manager: bool) -> bool {
        is_manager || matches!(self, Self::Everybody)
    }
}

/// A field, as it is defined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    pub id: CustomFieldId,
    /// What programs call it; stays as it was made.
    pub key: String,
    pub holder: Holder,
    /// What people call it.
    pub label: String,
    pub kind: Kind,
    /// What may be chosen; empty where nothing is chosen.
    pub options: Vec<String>,
    /// What a value must match from beginning to end; empty: anything.
    pub pattern: String,
    pub is_required: bool,
    /// Of a contact: found by the search, and filtered by. Of a conversation: filtered by.
    pub is_searchable: bool,
    /// On the screens. What is hidden is kept and carried along, and nobody is asked for it; it is no secret.
    pub is_visible: bool,
    /// Guests are asked for it before a chat.
    pub is_asked: bool,
    pub editors: Editors,
    /// A disabled one is neither shown nor asked for nor searched; its values stay.
    pub is_enabled: bool,
    /// Lower ones are shown first.
    pub place: u32,
    /// Counts edits; an edit names the version it was made from.
    pub version: u32,
}

impl CustomField {
    /// Whether people see and fill it in.
    #[must_use]
    pub const fn is_shown(&self) -> bool {
        self.is_enabled && self.is_visible
    }

    /// Whether lists can be narrowed down by it.
    #[must_use]
    pub const fn is_filter(&self) -> bool {
        self.is_enabled && self.is_searchable
    }

    /// Whether guests fill it in before a chat.
    #[must_use]
    pub const fn is_question(&self) -> bool {
        self.is_shown() && self.is_asked
    }
}

/// What a list that is narrowed down by a field asks of its value; case and accents do not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldTest {
    /// It is this; where there are several options, one of them is.
    Is(String),
    /// This occurs in it.
    Contains(String),
}

impl FieldTest {
    /// As addresses hold it: `is.gold`, `has.old`.
    #[must_use]
    pub fn write(&self) -> String {
        match self {
            Self::Is(text) => format!("is.{text}"),
            Self::Contains(text) => format!("has.{text}"),
        }
    }

    /// Reads what [`Self::write`] wrote; whatever else it is has to be the value.
    #[must_use]
    pub fn read(word: &str) -> Self {
        match (word.strip_prefix("has."), word.strip_prefix("is.")) {
            (Some(text), _) => Self::Contains(text.to_string()),
            (None, text) => Self::Is(text.unwrap_or(word).to_string()),
        }
    }

    /// What is looked for.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Is(text) | Self::Contains(text) => text,
        }
    }
}

/// What a list is asked of custom fields, by key, as it may be asked; what looks for nothing is left out.
///
/// # Errors
/// `Invalid` search.
pub fn checked_tests(
    mut tests: BTreeMap<String, FieldTest>,
) -> Result<BTreeMap<String, FieldTest>, Refusal> {
    let field = Field::Search;
    if tests.len() > FIELDS_LIMIT as usize {
        return Err(Refusal::invalid(field, Problem::TooMany { limit: FIELDS_LIMIT }));
    }
    for (key, test) in &mut tests {
        parse::line(field, key, KEY_LIMIT)?;
        let (FieldTest::Is(text) | FieldTest::Contains(text)) = test;
        *text = parse::line(field, text, VALUE_LIMIT)?;
    }
    tests.retain(|_, test| !test.text().is_empty());
    Ok(tests)
}

/// What is filled in to make or change a field. Key and holder count only when it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomFieldDraft {
    pub key: String,
    pub holder: Holder,
    pub label: String,
    pub kind: Kind,
    pub options: Vec<String>,
    pub pattern: String,
    pub is_required: bool,
    pub is_searchable: bool,
    pub is_visible: bool,
    pub is_asked: bool,
    pub editors: Editors,
    pub is_enabled: bool,
}

/// A changed value, as logs keep it: readable after the field has gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    pub key: String,
    pub label: String,
    /// Empty: there is none any more.
    pub value: String,
}

/// A field guests are asked for before a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Keys of contacts and of conversations are apart.
    pub holder: Holder,
    pub key: String,
    pub label: String,
    pub kind: Kind,
    pub options: Vec<String>,
    pub is_required: bool,
}

impl From<&CustomField> for Question {
    fn from(field: &CustomField) -> Self {
        Self {
            holder: field.holder,
            key: field.key.clone(),
            label: field.label.clone(),
            kind: field.kind,
            options: field.options.clone(),
            is_required: field.is_required,
        }
    }
}

/// A draft as it is kept. Whether the pattern is one, only who runs it knows.
///
/// # Errors
/// `Invalid` key, label, options, pattern.
pub fn checked(draft: CustomFieldDraft) -> Result<CustomFieldDraft, Refusal> {
    let label = parse::name(Field::Label, &draft.label)?;
    let key = key(&draft.key)?;
    let options = if draft.kind.has_options() { options(&draft.options)? } else { Vec::new() };
    let pattern = if draft.kind.has_pattern() {
        parse::prose(Field::Pattern, &draft.pattern, PATTERN_LIMIT)?
    } else {
        String::new()
    };
    Ok(CustomFieldDraft { key, label, options, pattern, ..draft })
}

/// A key: letters, digits, dash and underscore.
///
/// # Errors
/// `Invalid` with `Missing`, `TooLong`, `NotAKey`.
pub fn key(text: &str) -> Result<String, Refusal> {
    let key = parse::required(Field::Key, parse::line(Field::Key, text, KEY_LIMIT)?)?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if key.chars().all(is_plain) {
        Ok(key)
    } else {
        Err(Refusal::invalid(Field::Key, Problem::NotAKey))
    }
}

/// A key made from a label, as the form offers it.
#[must_use]
pub fn key_from(label: &str) -> String {
    let mut key = String::new();
    for c in label.chars() {
        if key.len() >= KEY_LIMIT as usize {
            break;
        }
        match c {
            c if c.is_ascii_alphanumeric() => key.push(c.to_ascii_lowercase()),
            'ä' | 'Ä' => key.push_str("ae"),
            'ö' | 'Ö' => key.push_str("oe"),
            'ü' | 'Ü' => key.push_str("ue"),
            'ß' => key.push_str("ss"),
            _ if !key.is_empty() && !key.ends_with('_') => key.push('_'),
            _ => {}
        }
    }
    key.truncate(KEY_LIMIT as usize);
    key.trim_end_matches('_').to_string()
}

fn options(texts: &[String]) -> Result<Vec<String>, Refusal> {
    let mut clean = Vec::new();
    let mut seen = BTreeSet::new();
    for text in texts {
        let option = parse::line(Field::Options, text, OPTION_LIMIT)?;
        if !option.is_empty() && seen.insert(option.to_lowercase()) {
            clean.push(option);
        }
    }
    if clean.is_empty() {
        return Err(Refusal::invalid(Field::Options, Problem::Missing));
    }
    if clean.len() > OPTIONS_LIMIT as usize {
        return Err(Refusal::invalid(Field::Options, Problem::TooMany { limit: OPTIONS_LIMIT }));
    }
    Ok(clean)
}

#[cfg(test)]
mod tests;
