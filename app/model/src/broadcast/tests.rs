//! Broadcasts: what is filled in, and the words that are stored.

use super::*;

fn wording(subject: &str, text: &str) -> Wording {
    Wording { medium: Medium::Email, subject: subject.into(), text: text.into() }
}

#[test]
fn cc_13_a_mail_needs_a_subject_and_known_placeholders_and_a_chat_only_a_text() {
    let no = |field, problem| Err(Refusal::invalid(field, problem));
    assert_eq!(wording(" ", "Hi").checked(), no(Field::Subject, Problem::Missing));
    assert_eq!(wording("News", "\n").checked(), no(Field::Text, Problem::Missing));
    let wrong = wording("News", "Hi {{shoe.size}}").checked();
    assert_eq!(wrong, no(Field::Text, Problem::NotAPlaceholder));
    let chat = Wording { medium: Medium::Chat, ..wording("dropped", " Hi ") };
    assert_eq!(chat.checked().map(|it| it.subject), Ok(String::new()));
}

#[test]
fn cc_13_every_word_is_read_as_it_is_written() {
    for skip in Skip::ALL {
        assert_eq!(Skip::from_word(skip.as_str()), Some(skip));
    }
    for name in DeliveryName::ALL {
        assert_eq!(DeliveryName::from_word(name.as_str()), Some(name));
    }
    for state in [
        BroadcastState::Sending,
        BroadcastState::Paused(Pause::Asked),
        BroadcastState::Paused(Pause::SenderLost),
        BroadcastState::Cancelled,
        BroadcastState::Done,
    ] {
        assert_eq!(BroadcastState::from_word(state.as_str()), Some(state));
    }
}
