//! What a text asks for at the caret. Pure.

use model::mention;

/// A stretch of the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    Canned {
        query: String,
        span: Span,
    },
    Command {
        query: String,
        span: Span,
    },
    /// What follows a command's name.
    Argument {
        command: String,
        query: String,
        span: Span,
    },
    Person {
        query: String,
        span: Span,
    },
    Emoji {
        query: String,
        span: Span,
    },
}

impl Asked {
    pub(super) const fn span(&self) -> Span {
        match self {
            Self::Canned { span, .. }
            | Self::Command { span, .. }
            | Self::Argument { span, .. }
            | Self::Person { span, .. }
            | Self::Emoji { span, .. } => *span,
        }
    }
}

pub(super) fn asked(text: &str, caret: usize) -> Option<Asked> {
    let before = text.get(..caret)?;
    let span = Span { from: 0, to: caret };
    if let Some(query) = before.strip_prefix('!') {
        // The second line is a message of its own.
        let is_query = !query.contains('\n') && !query.starts_with([' ', '!']);
        return is_query.then(|| Asked::Canned { query: query.to_owned(), span });
    }
    if let Some(rest) = before.strip_prefix('/') {
        return if rest.starts_with('/') { None } else { command(rest, span) };
    }
    person(before).or_else(|| emoji(before))
}

fn command(rest: &str, span: Span) -> Option<Asked> {
    if rest.contains('\n') {
        return None;
    }
    let Some((name, argument)) = rest.split_once(' ') else {
        return Some(Asked::Command { query: rest.to_lowercase(), span });
    };
    let argument = argument.trim_start();
    let query = argument.trim_start_matches('@');
    let is_one = query.chars().all(mention::is_part);
    is_one.then(|| Asked::Argument {
        command: name.to_lowercase(),
        query: query.to_owned(),
        span: Span { from: span.to - argument.len(), to: span.to },
    })
}

/// An `@` that begins a word, and what of a name follows it.
fn person(before: &str) -> Option<Asked> {
    let from = before.rfind('@')?;
    let query = before.get(from + 1..)?;
    let is_name = starts_word(before, from) && query.chars().all(mention::is_part);
    let span = Span { from, to: before.len() };
    is_name.then(|| Asked::Person { query: query.to_owned(), span })
}

/// A colon that begins a word, and at least two letters.
fn emoji(before: &str) -> Option<Asked> {
    let from = before.rfind(':')?;
    let query = before.get(from + 1..)?;
    let is_name = query.chars().count() >= 2 && query.chars().all(char::is_alphanumeric);
    let span = Span { from, to: before.len() };
    (is_name && starts_word(before, from)).then(|| Asked::Emoji { query: query.to_owned(), span })
}

fn starts_word(before: &str, from: usize) -> bool {
    let last = before.get(..from).and_then(|text| text.chars().next_back());
    last.is_none_or(|c| c.is_whitespace() || c == '(')
}

#[cfg(test)]
mod tests {
    use super::{Asked, Span, asked};

    fn at_end(text: &str) -> Option<Asked> {
        asked(text, text.len())
    }

    fn span(from: usize, to: usize) -> Span {
        Span { from, to }
    }

    #[test]
    fn a_colon_at_the_beginning_of_a_word_and_two_letters_ask_for_an_emoji() {
        let query = "smi".to_owned();
        assert_eq!(at_end("hi :smi"), Some(Asked::Emoji { query, span: span(3, 7) }));
        let query = "lä".to_owned();
        assert_eq!(at_end(":lä"), Some(Asked::Emoji { query, span: span(0, 4) }));
        for nothing in ["at 10:30", "so: yes", ":s"] {
            assert_eq!(at_end(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn cr_01_an_exclamation_mark_asks_for_canned_responses_only_at_the_start() {
        let query = "re fund".to_owned();
        assert_eq!(at_end("!re fund"), Some(Asked::Canned { query, span: span(0, 8) }));
        assert_eq!(at_end("!"), Some(Asked::Canned { query: String::new(), span: span(0, 1) }));
        // Only what stands before the caret.
        let query = "re".to_owned();
        assert_eq!(asked("!refund", 3), Some(Asked::Canned { query, span: span(0, 3) }));
        for nothing in ["hi !re", "!!", "! so", "!re\nfund", " !re"] {
            assert_eq!(at_end(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn cv_12_a_slash_asks_for_a_command_and_then_for_its_argument() {
        let query = "inv".to_owned();
        assert_eq!(at_end("/Inv"), Some(Asked::Command { query, span: span(0, 4) }));
        let (command, query) = ("invite".to_owned(), "mi".to_owned());
        let argument = Asked::Argument { command, query, span: span(8, 11) };
        assert_eq!(at_end("/invite @mi"), Some(argument));
        for nothing in ["//etc", "/topic two words", "a /b", "/note a\nb"] {
            assert_eq!(at_end(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn cv_10_an_at_sign_that_begins_a_word_asks_for_a_colleague() {
        let query = "gr".to_owned();
        assert_eq!(at_end("ask @gr"), Some(Asked::Person { query, span: span(4, 7) }));
        assert_eq!(at_end("mail@gr"), None);
    }
}
