//! A transcript as a page that mail programs can show: styles inline, no pictures, light and dark.

use std::fmt::Write;

use app::words::{Language, letters as words};
use model::transcript::{Entry, Happened, Speaker, Transcript};

use super::Voice;

const FONT: &str = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;\
    font-size:16px;line-height:1.5";
// No colours for text and ground: the mail program's own fit its light and its dark.
const GUEST: &str = "#0b7285";
const STAFF: &str = "#7048e8";

pub(crate) fn write(transcript: &Transcript, subject: &str) -> String {
    let voice = Voice::of(transcript);
    let mut body = facts(&voice);
    if let Some(left_out) = voice.left_out() {
        body.push_str(&paragraph(&left_out));
    }
    let mut day = String::new();
    for entry in &transcript.entries {
        let its_day = voice.times.day(entry.at);
        if its_day != day {
            add(
                &mut body,
                &format!(
                    "<h2 style=\"font-size:14px;margin:24px 0 8px;border-bottom:1px solid #8888;padding:0 0 4px\">{}</h2>",
                    escaped(&its_day)
                ),
            );
            day = its_day;
        }
        body.push_str(&entry_html(&voice, entry));
    }
    let foot = [voice.zone(), voice.say(words::FOOT, &[("workspace", &transcript.workspace)])];
    let foot: Vec<String> = foot.iter().map(|line| escaped(line)).collect();
    add(
        &mut body,
        &format!(
            "<p style=\"font-size:13px;opacity:.8;margin:24px 0 0;border-top:1px solid #8888;padding:8px 0 0\">{}</p>",
            foot.join("<br>")
        ),
    );
    page(voice.language, subject, &body)
}

/// A whole page around a body that is HTML already.
pub(crate) fn page(language: Language, title: &str, body: &str) -> String {
    let (lang, title) = (language.tag(), escaped(title));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"ltr\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <meta name=\"supported-color-schemes\" content=\"light dark\">\
         <title>{title}</title></head>\n<body style=\"margin:0;padding:24px 16px;{FONT}\">\
         <div role=\"article\" aria-label=\"{title}\" style=\"max-width:640px;margin:0 auto\">\n\
         <h1 style=\"font-size:22px;line-height:1.3;margin:0 0 16px\" dir=\"auto\">{title}</h1>\n\
         {body}</div></body></html>\n"
    )
}

/// Plain text as a paragraph.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<p style=\"margin:16px 0\">{}</p>\n", escaped(text))
}

fn add(body: &mut String, html: &str) {
    body.push_str(html);
    body.push('\n');
}

fn facts(voice: &Voice<'_>) -> String {
    let mut table = String::from("<table style=\"border-collapse:collapse;font-size:15px\">\n");
    for (name, value) in voice.facts() {
        // Writing to a string cannot fail.
        writeln!(
            table,
            "<tr><th scope=\"row\" style=\"text-align:start;font-weight:600;padding:2px 16px 2px 0;\
             vertical-align:top\">{}</th><td style=\"padding:2px 0\" dir=\"auto\">{}</td></tr>",
            escaped(name),
            escaped(&value)
        )
        .ok();
    }
    table.push_str("</table>\n");
    table
}

fn entry_html(voice: &Voice<'_>, entry: &Entry) -> String {
    let time = escaped(&voice.times.time(entry.at));
    let said = match &entry.what {
        Happened::Started => voice.say(words::BEGAN, &[("name", &voice.transcript.guest)]),
        Happened::Joined { name } => voice.say(words::JOINED, &[("name", name)]),
        Happened::Ended { comment } => {
            let ended = quiet(&time, &voice.ended(&entry.by));
            let comment = Some(comment).filter(|comment| !comment.is_empty());
            let comment = comment.map(|comment| bubble(voice, entry, &time, &text_html(comment)));
            return format!("{ended}{}", comment.unwrap_or_default());
        }
        Happened::Said { text, files } => {
            let mut inside = if text.is_empty() { String::new() } else { text_html(text) };
            for file in files {
                let file = escaped(&voice.file(file));
                add(
                    &mut inside,
                    &format!("<p style=\"margin:4px 0 0;font-size:14px\" dir=\"auto\">{file}</p>"),
                );
            }
            return bubble(voice, entry, &time, &inside);
        }
    };
    quiet(&time, &said)
}

/// Something that happened, beside what was said.
fn quiet(time: &str, said: &str) -> String {
    let said = escaped(said);
    format!(
        "<p style=\"margin:8px 0;font-size:13px;opacity:.8\" dir=\"auto\">{time} · {said}</p>\n"
    )
}

/// What one side said: a line at its side in its colour, and its name above.
fn bubble(voice: &Voice<'_>, entry: &Entry, time: &str, inside: &str) -> String {
    let colour = if entry.by == Speaker::Guest { GUEST } else { STAFF };
    let name = escaped(&voice.speaker(&entry.by));
    format!(
        "<div style=\"margin:12px 0;padding:0 0 0 12px;border-left:3px solid {colour}\">\
         <p style=\"margin:0;font-size:13px\"><strong dir=\"auto\">{name}</strong> \
         <span style=\"opacity:.8\">{time}</span></p>\n{inside}</div>\n"
    )
}

pub(super) fn text_html(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escaped).collect();
    let lines = lines.join("<br>\n");
    format!("<p style=\"margin:2px 0 0;overflow-wrap:anywhere\" dir=\"auto\">{lines}</p>\n")
}

/// Text in which nothing is markup, within an element and within an attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}
