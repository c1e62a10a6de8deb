//! Regular expressions from outside: bounded in length, depth and size, and told what is wrong with them.

use model::search::Flaw;
use regex::{Regex, RegexBuilder};
use regex_syntax::{ParserBuilder, ast, hir};

/// How deep groups may stand in groups.
const DEPTH_LIMIT: u32 = 32;
/// Bytes that a compiled pattern may take, and as many again while it runs.
const SIZE_LIMIT_BYTES: usize = 1 << 20;

/// Compiles a pattern that matches without regard to case (`(?-i)` turns that off), or says what is wrong and
/// how many characters stand before it.
pub(crate) fn compile(pattern: &str) -> Result<Regex, (u32, Flaw)> {
    let parsed = ParserBuilder::new()
        .nest_limit(DEPTH_LIMIT)
        .case_insensitive(true)
        .multi_line(true)
        .build()
        .parse(pattern);
    if let Err(error) = parsed {
        return Err(explain(pattern, &error));
    }
    RegexBuilder::new(pattern)
        .nest_limit(DEPTH_LIMIT)
        .case_insensitive(true)
        .multi_line(true)
        .size_limit(SIZE_LIMIT_BYTES)
        .dfa_size_limit(SIZE_LIMIT_BYTES)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => (0, Flaw::TooLarge),
            _ => (0, Flaw::Other),
        })
}

fn explain(pattern: &str, error: &regex_syntax::Error) -> (u32, Flaw) {
    let (byte, flaw) = match error {
        regex_syntax::Error::Parse(error) => (error.span().start.offset, flaw(error.kind())),
        regex_syntax::Error::Translate(error) => {
            let flaw = match error.kind() {
                hir::ErrorKind::UnicodePropertyNotFound
                | hir::ErrorKind::UnicodePropertyValueNotFound => Flaw::UnicodeClass,
                _ => Flaw::Other,
            };
            (error.span().start.offset, flaw)
        }
        _ => (0, Flaw::Other),
    };
    let before = pattern.get(..byte).map_or(0, |before| before.chars().count());
    (u32::try_from(before).unwrap_or(u32::MAX), flaw)
}

const fn flaw(kind: &ast::ErrorKind) -> Flaw {
    use ast::ErrorKind as Kind;
    match kind {
        Kind::GroupUnclosed => Flaw::GroupUnclosed,
        Kind::GroupUnopened => Flaw::GroupUnopened,
        Kind::ClassUnclosed => Flaw::ClassUnclosed,
        Kind::ClassEscapeInvalid | Kind::ClassRangeInvalid | Kind::ClassRangeLiteral => {
            Flaw::ClassRange
        }
        Kind::EscapeUnexpectedEof => Flaw::EscapeUnfinished,
        Kind::EscapeUnrecognized
        | Kind::EscapeHexEmpty
        | Kind::EscapeHexInvalid
        | Kind::EscapeHexInvalidDigit
        | Kind::SpecialWordBoundaryUnclosed
        | Kind::SpecialWordBoundaryUnrecognized => Flaw::EscapeUnknown,
        Kind::RepetitionMissing => Flaw::NothingToRepeat,
        Kind::RepetitionCountUnclosed | Kind::SpecialWordOrRepetitionUnexpectedEof => {
            Flaw::RepeatUnclosed
        }
        Kind::RepetitionCountInvalid
        | Kind::RepetitionCountDecimalEmpty
        | Kind::DecimalEmpty
        | Kind::DecimalInvalid => Flaw::RepeatCount,
        Kind::FlagDanglingNegation
        | Kind::FlagDuplicate { .. }
        | Kind::FlagRepeatedNegation { .. }
        | Kind::FlagUnexpectedEof
        | Kind::FlagUnrecognized => Flaw::Flag,
        Kind::GroupNameDuplicate { .. }
        | Kind::GroupNameEmpty
        | Kind::GroupNameInvalid
        | Kind::GroupNameUnexpectedEof => Flaw::GroupName,
        Kind::UnicodeClassInvalid => Flaw::UnicodeClass,
        Kind::UnsupportedLookAround => Flaw::LookAround,
        Kind::UnsupportedBackreference => Flaw::BackReference,
        Kind::NestLimitExceeded(_) | Kind::CaptureLimitExceeded => Flaw::TooDeep,
        _ => Flaw::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pa_03_a_wrong_pattern_is_told_where_and_why() {
        for (pattern, at, flaw) in [
            ("äb(c", 2, Flaw::GroupUnclosed),
            ("ab)", 2, Flaw::GroupUnopened),
            ("a[b", 1, Flaw::ClassUnclosed),
            ("a[z-a]", 2, Flaw::ClassRange),
            ("ab\\", 2, Flaw::EscapeUnfinished),
            ("a\\y", 1, Flaw::EscapeUnknown),
            ("*a", 0, Flaw::NothingToRepeat),
            ("a{3", 1, Flaw::RepeatUnclosed),
            ("a{3,1}", 1, Flaw::RepeatCount),
            ("(?y)a", 2, Flaw::Flag),
            ("(?P<1>a)", 4, Flaw::GroupName),
            ("a\\p{Klingon}", 1, Flaw::UnicodeClass),
            ("(?=a)", 0, Flaw::LookAround),
            ("(a)\\1", 3, Flaw::BackReference),
            ("\\w{200}\\w{200}\\w{200}", 0, Flaw::TooLarge),
        ] {
            assert_eq!(compile(pattern).map(|_| ()), Err((at, flaw)), "{pattern}");
        }
        let deep = format!("{}a{}", "(".repeat(60), ")".repeat(60));
        assert_eq!(compile(&deep).map(|_| ()).map_err(|(_, flaw)| flaw), Err(Flaw::TooDeep));
    }

    #[test]
    fn pa_03_case_does_not_matter_unless_it_is_asked_for() {
        assert!(compile("Error").unwrap().is_match("an ERROR"));
        assert!(!compile("(?-i)Error").unwrap().is_match("an ERROR"));
        assert!(compile("^second$").unwrap().is_match("first\nsecond"));
    }
}
