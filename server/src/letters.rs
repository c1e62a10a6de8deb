//! Letters written out for people outside: a transcript as a page and as plain text.

pub(crate) mod html;
pub(crate) mod paper;
pub(crate) mod plain;
mod times;
pub(crate) mod writ;

pub(crate) use html::escaped;

use app::words::{Language, Word, letters as words};
use model::{
    transcript::{Speaker, Transcript},
    upload::FileRef,
};
use times::Times;

/// What is the same in both forms: the reader's language and clock.
pub(crate) struct Voice<'a> {
    pub(crate) transcript: &'a Transcript,
    pub(crate) language: Language,
    pub(crate) times: Times,
}

impl<'a> Voice<'a> {
    pub(crate) fn of(transcript: &'a Transcript) -> Self {
        let language = Language::from_tag(&transcript.reader.language);
        let times = Times::of(&transcript.reader);
        Self { transcript, language, times }
    }

    pub(crate) fn word(&self, word: Word) -> &'static str {
        word.in_language(self.language)
    }

    pub(crate) fn say(&self, word: Word, values: &[(&str, &str)]) -> String {
        word.fill(self.language, values)
    }

    /// What is known about the conversation: names and values.
    pub(crate) fn facts(&self) -> Vec<(&'static str, String)> {
        let it = self.transcript;
        let mut facts = vec![(self.word(words::GUEST), it.guest.clone())];
        if !it.agents.is_empty() {
            facts.push((self.word(words::WITH), it.agents.join(", ")));
        }
        if let Some(department) = &it.department {
            facts.push((self.word(words::DEPARTMENT), department.clone()));
        }
        facts.push((self.word(words::STARTED), self.times.day_and_time(it.started)));
        if let Some(ended) = it.ended {
            facts.push((self.word(words::ENDED), self.times.day_and_time(ended)));
        }
        facts
    }

    /// What has to be said before the first message; empty where nothing has.
    pub(crate) fn left_out(&self) -> Option<String> {
        let count = self.transcript.left_out;
        (count > 0).then(|| self.say(words::LEFT_OUT, &[("count", &count.to_string())]))
    }

    pub(crate) fn zone(&self) -> String {
        self.say(words::ZONE, &[("zone", &self.times.zone_name())])
    }

    pub(crate) fn speaker(&self, by: &Speaker) -> String {
        match by {
            Speaker::Guest => self.transcript.guest.clone(),
            Speaker::Staff(name) => name.clone(),
            Speaker::System => self.transcript.workspace.clone(),
        }
    }

    pub(crate) fn ended(&self, by: &Speaker) -> String {
        match by {
            Speaker::System => self.word(words::ENDED_BY_ITSELF).to_owned(),
            by => self.say(words::ENDED_BY, &[("name", &self.speaker(by))]),
        }
    }

    pub(crate) fn file(&self, file: &FileRef) -> String {
        let size = size(file.size_bytes, self.language);
        self.say(words::ATTACHMENT, &[("name", &file.name), ("size", &size)])
    }
}

/// A size as people read it: whole kilobytes, megabytes with one digit after the point.
fn size(bytes: u64, language: Language) -> String {
    let point = if language == Language::German { ',' } else { '.' };
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{}{point}{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests;
