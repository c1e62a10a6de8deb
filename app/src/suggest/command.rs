//! Commands: a slash and a name instead of a message.

use leptos::prelude::*;

use super::Candidate;
use crate::words::Word;

/// What a command wants to be told.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    Nothing,
    /// The rest of the text, if any.
    Text,
    /// The rest of the text; there must be one.
    Needed,
    /// A colleague out of these.
    Person(Signal<Vec<Candidate>>),
}

/// One command of a box. Copy.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// What is typed after the slash, lower case.
    pub name: &'static str,
    /// What to put after the name, as the list shows it.
    pub usage: Word,
    pub hint: Word,
    pub takes: Takes,
    /// Why it cannot be done now.
    pub obstacle: Signal<Option<String>>,
    /// Hears what follows the name, trimmed.
    pub run: Callback<String>,
}

/// What a text is when it is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// To be said as it stands here.
    Text(String),
    /// The name, and what follows it.
    Command(String, String),
}

/// Two slashes send one.
#[must_use]
pub fn line(text: &str) -> Line {
    let Some(rest) = text.strip_prefix('/') else { return Line::Text(text.to_owned()) };
    if rest.starts_with('/') {
        return Line::Text(rest.to_owned());
    }
    let (name, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    Line::Command(name.to_lowercase(), argument.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Line, line};

    #[test]
    fn cv_12_a_command_never_goes_out_as_a_message_and_two_slashes_send_one() {
        let command = |name: &str, rest: &str| Line::Command(name.to_owned(), rest.to_owned());
        assert_eq!(line("/Topic  two words "), command("topic", "two words"));
        assert_eq!(line("/note\nsecond line"), command("note", "second line"));
        assert_eq!(line("/"), command("", ""));
        assert_eq!(line("//etc/hosts"), Line::Text("/etc/hosts".to_owned()));
        assert_eq!(line("and/or"), Line::Text("and/or".to_owned()));
    }
}
