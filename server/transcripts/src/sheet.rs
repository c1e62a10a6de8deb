//! What is to be typeset: every text as it is to be read, in the reader's language and time zone.

/// A transcript.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub title: String,
    /// Of the words around the messages, as a tag such as `de`.
    pub language: String,
    /// Contact, agent, department, times…, as a table at the top.
    pub facts: Vec<Fact>,
    pub days: Vec<Day>,
    /// Said instead of days where nothing was said.
    pub nothing: String,
    /// At the foot of each page.
    pub footer: String,
    /// With `{page}` and `{pages}`.
    pub page_of: String,
    /// Year, month, day, hour, minute and second at which it was made, in UTC.
    pub made: (u16, u8, u8, u8, u8, u8),
}

/// A line of the table at the top.
#[derive(Debug, Clone)]
pub struct Fact {
    pub label: String,
    pub value: String,
}

/// What happened on one day.
#[derive(Debug, Clone)]
pub struct Day {
    pub title: String,
    pub items: Vec<Item>,
}

/// One entry.
#[derive(Debug, Clone)]
pub enum Item {
    Said(Said),
    /// Something that happened: taken, forwarded, ended.
    Happened {
        time: String,
        text: String,
    },
}

/// A message.
#[derive(Debug, Clone)]
pub struct Said {
    pub side: Side,
    pub author: String,
    pub time: String,
    pub text: String,
    pub files: Vec<Attached>,
}

/// Who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Guest,
    Staff,
}

/// A file that was sent.
#[derive(Debug, Clone)]
pub struct Attached {
    /// Name and size, as one line.
    pub line: String,
    /// What a picture is of, for those who cannot see it: its name.
    pub name: String,
    /// The bytes of a PNG, JPEG, GIF or WebP that is to be shown.
    pub image: Option<Vec<u8>>,
}
