//! Where the visitor stands in the queue, as far as it is known.

use super::Chat;
use crate::{
    live::Place,
    parts::Glyph,
    widget::{
        dom::{El, el},
        parts::icon,
    },
    words::widget as w,
};

pub(super) fn queue(chat: &Chat) -> El {
    let place = chat.live.place.clone();
    // Spoken again only when the words change, not with every millisecond of the estimate.
    let words = move || place.get().map_or_else(looking, standing);
    el("div", "widget__queue")
        .kid(icon(Glyph::Hourglass))
        .kid(el("p", "").attr("role", "status").words(words))
}

fn looking() -> String {
    w::LOOKING.text().to_owned()
}

/// Place and wait in words. Without data there is no number of minutes.
fn standing(place: Place) -> String {
    let standing = match place.place {
        0 | 1 => w::NEXT.text().to_owned(),
        place => w::PLACE.with(&[("place", &place.to_string())]),
    };
    match place.estimate_ms.map(minutes) {
        None => standing,
        Some(0) => format!("{standing} {}", w::WAIT_SHORT.text()),
        Some(1) => format!("{standing} {}", w::WAIT_ONE.text()),
        Some(minutes) => {
            let wait = w::WAIT.with(&[("minutes", &minutes.to_string())]);
            format!("{standing} {wait}")
        }
    }
}

/// Whole minutes, never promising less than it takes.
const fn minutes(estimate_ms: i64) -> i64 {
    const MINUTE_MS: i64 = 60_000;
    if estimate_ms < MINUTE_MS { 0 } else { estimate_ms.saturating_add(MINUTE_MS - 1) / MINUTE_MS }
}

#[cfg(test)]
mod tests {
    use super::{Place, minutes, standing};

    #[test]
    fn rt_04_the_wait_is_rounded_up_and_left_out_where_there_is_no_data() {
        assert_eq!(minutes(59_999), 0);
        assert_eq!(minutes(60_000), 1);
        assert_eq!(minutes(60_001), 2);
        assert_eq!(standing(Place { place: 1, estimate_ms: None }), "You are next.");
        assert_eq!(
            standing(Place { place: 3, estimate_ms: Some(200_000) }),
            "You are number 3 in the queue. It should take about 4 minutes.",
        );
    }
}
