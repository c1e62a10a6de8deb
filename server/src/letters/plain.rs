//! A transcript as plain text.

use std::fmt::Write;

use app::words::letters as words;
use model::transcript::{Entry, Happened, Transcript};

use super::Voice;

/// Writing to a string cannot fail.
macro_rules! line {
    ($text:expr, $($what:tt)*) => { writeln!($text, $($what)*).ok() };
}

pub(crate) fn write(transcript: &Transcript, subject: &str) -> String {
    let voice = Voice::of(transcript);
    let mut text = String::new();
    line!(text, "{subject}\n");
    for (name, value) in voice.facts() {
        line!(text, "{name}: {value}");
    }
    if let Some(left_out) = voice.left_out() {
        line!(text, "\n{left_out}");
    }
    let mut day = String::new();
    for entry in &transcript.entries {
        let its_day = voice.times.day(entry.at);
        if its_day != day {
            line!(text, "\n--- {its_day} ---");
            day = its_day;
        }
        entry_lines(&mut text, &voice, entry);
    }
    line!(
        text,
        "\n-- \n{}\n{}",
        voice.zone(),
        voice.say(words::FOOT, &[("workspace", &transcript.workspace)])
    );
    text
}

fn entry_lines(text: &mut String, voice: &Voice<'_>, entry: &Entry) {
    let time = voice.times.time(entry.at);
    let said = match &entry.what {
        Happened::Started => voice.say(words::BEGAN, &[("name", &voice.transcript.guest)]),
        Happened::Joined { name } => voice.say(words::JOINED, &[("name", name)]),
        Happened::Ended { comment } if comment.is_empty() => voice.ended(&entry.by),
        Happened::Ended { comment } => format!("{}:\n{comment}", voice.ended(&entry.by)),
        Happened::Said { text: said, files } => {
            line!(text, "[{time}] {}:", voice.speaker(&entry.by));
            for line in said.lines().map(str::to_owned).chain(files.iter().map(|f| voice.file(f))) {
                line!(text, "  {line}");
            }
            return;
        }
    };
    // Indented, so that nobody can write something that looks like somebody else's line.
    line!(text, "[{time}] * {}", said.replace('\n', "\n  "));
}
