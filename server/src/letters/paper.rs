//! A transcript as a sheet to be typeset.

use std::collections::HashMap;

use app::words::letters as words;
use model::{
    id::UploadId,
    moment::Moment,
    transcript::{Entry, Happened, Speaker, Transcript},
};
use transcripts::{Attached, Day, Fact, Item, Said, Sheet, Side};

use super::{Voice, times::Times};

/// The bytes of the pictures that are shown.
pub(crate) type Pictures = HashMap<UploadId, Vec<u8>>;

/// What the file is called.
pub(crate) fn name(transcript: &Transcript) -> String {
    let voice = Voice::of(transcript);
    let day = voice.times.date(transcript.started);
    // What would be a folder to a file system is none.
    let guest = transcript.guest.replace(['/', '\\'], "-");
    voice.say(words::PDF_NAME, &[("name", &guest), ("day", &day)])
}

/// The sheet, made at `now`.
pub(crate) fn sheet(transcript: &Transcript, pictures: &Pictures, now: Moment) -> Sheet {
    let voice = Voice::of(transcript);
    let title = voice.say(words::PDF_TITLE, &[("name", &transcript.guest)]);
    let mut facts: Vec<Fact> = voice
        .facts()
        .into_iter()
        .map(|(label, value)| Fact { label: label.to_owned(), value })
        .collect();
    let label = voice.word(words::PDF_ZONE).to_owned();
    facts.push(Fact { label, value: voice.times.zone_name() });
    let mut days: Vec<Day> = Vec::new();
    for entry in &transcript.entries {
        let title = voice.times.day(entry.at);
        let item = item(&voice, entry, pictures);
        match days.last_mut() {
            Some(day) if day.title == title => day.items.push(item),
            _ => days.push(Day { title, items: vec![item] }),
        }
    }
    if let (Some(left_out), Some(first)) = (voice.left_out(), days.first_mut()) {
        first.items.insert(0, Item::Happened { time: String::new(), text: left_out });
    }
    Sheet {
        footer: format!("{} · {title}", transcript.workspace),
        title,
        language: voice.language.tag().to_owned(),
        facts,
        days,
        nothing: String::new(),
        page_of: voice.word(words::PDF_PAGE).to_owned(),
        made: Times::parts_in_utc(now),
    }
}

fn item(voice: &Voice<'_>, entry: &Entry, pictures: &Pictures) -> Item {
    let time = voice.times.time(entry.at);
    let text = match &entry.what {
        Happened::Started => voice.say(words::BEGAN, &[("name", &voice.transcript.guest)]),
        Happened::Joined { name } => voice.say(words::JOINED, &[("name", name)]),
        Happened::Ended { comment } if comment.is_empty() => voice.ended(&entry.by),
        Happened::Ended { comment } => format!("{}: {comment}", voice.ended(&entry.by)),
        Happened::Said { text, files } => {
            let attached = |file: &model::upload::FileRef| Attached {
                line: voice.file(file),
                name: file.name.clone(),
                image: pictures.get(&file.id).cloned(),
            };
            return Item::Said(Said {
                side: if entry.by == Speaker::Guest { Side::Guest } else { Side::Staff },
                author: voice.speaker(&entry.by),
                time,
                text: text.clone(),
                files: files.iter().map(attached).collect(),
            });
        }
    };
    Item::Happened { time, text }
}
