//! A small set of emoji with their names in every language.

use crate::words::Word;

#[derive(Debug)]
pub(super) struct Emoji {
    pub(super) sign: &'static str,
    /// The name that is shown first, then more words that find it.
    words: Word,
}

impl Emoji {
    pub(super) fn name(&self) -> &'static str {
        self.words.text().split(',').next().unwrap_or_default()
    }
}

/// Those whose name or another word begins with `typed`, in either language.
pub(super) fn find(typed: &str) -> impl Iterator<Item = &'static Emoji> {
    let typed = typed.to_lowercase();
    ALL.iter().filter(move |emoji| {
        let mut words =
            [emoji.words.en, emoji.words.de].into_iter().flat_map(|words| words.split([',', ' ']));
        words.any(|word| word.trim().to_lowercase().starts_with(&typed))
    })
}

const fn e(sign: &'static str, en: &'static str, de: &'static str) -> Emoji {
    Emoji { sign, words: Word { en, de } }
}

pub(super) const ALL: &[Emoji] = &[
    e("🙂", "smile, slight", "Lächeln"),
    e("😀", "grin, happy", "Grinsen, froh"),
    e("😄", "laugh, happy", "Lachen, froh"),
    e("😂", "joy, tears", "Freudentränen"),
    e("😅", "phew, sweat", "Puh, Schweiß"),
    e("😉", "wink", "Zwinkern"),
    e("😊", "blush, pleased", "Erröten, erfreut"),
    e("😍", "love, heart eyes", "Verliebt, Herzaugen"),
    e("🤗", "hug", "Umarmung"),
    e("🤔", "thinking, hmm", "Nachdenken, hm"),
    e("😐", "neutral", "Neutral"),
    e("🙄", "eye roll", "Augenrollen"),
    e("😕", "confused", "Verwirrt"),
    e("😟", "worried", "Besorgt"),
    e("😢", "cry, sad", "Weinen, traurig"),
    e("😭", "sob", "Schluchzen"),
    e("😠", "angry", "Wütend"),
    e("😱", "scream, shock", "Schreck"),
    e("😴", "sleep", "Schlafen"),
    e("🤒", "ill, sick", "Krank"),
    e("😎", "cool, sunglasses", "Cool, Sonnenbrille"),
    e("🤖", "robot", "Roboter"),
    e("👍", "thumbs up, yes, ok", "Daumen hoch, ja, ok"),
    e("👎", "thumbs down, no", "Daumen runter, nein"),
    e("👌", "perfect, ok", "Perfekt, ok"),
    e("👏", "clap, applause", "Applaus, Klatschen"),
    e("🙌", "hooray", "Hurra"),
    e("🙏", "thanks, please", "Danke, bitte"),
    e("🤝", "handshake, deal", "Handschlag, abgemacht"),
    e("👋", "wave, hello, bye", "Winken, hallo, tschüss"),
    e("💪", "strong", "Stark"),
    e("🤞", "fingers crossed, luck", "Daumen drücken, Glück"),
    e("👀", "eyes, look", "Augen, schauen"),
    e("❤️", "heart, love", "Herz, Liebe"),
    e("💔", "broken heart", "Gebrochenes Herz"),
    e("⭐", "star", "Stern"),
    e("🎉", "party, tada, congratulations", "Feier, Glückwunsch"),
    e("🎂", "cake, birthday", "Kuchen, Geburtstag"),
    e("🎁", "gift, present", "Geschenk"),
    e("🔥", "fire", "Feuer"),
    e("✨", "sparkles", "Funkeln"),
    e("☀️", "sun", "Sonne"),
    e("🌧️", "rain", "Regen"),
    e("🌱", "plant", "Pflanze"),
    e("☕", "coffee", "Kaffee"),
    e("🍕", "pizza", "Pizza"),
    e("✅", "check, done", "Häkchen, erledigt"),
    e("❌", "cross, no", "Kreuz, nein"),
    e("⚠️", "warning", "Warnung"),
    e("❓", "question", "Frage"),
    e("❗", "exclamation, important", "Ausrufezeichen, wichtig"),
    e("💡", "idea, bulb", "Idee, Lampe"),
    e("🔒", "lock", "Schloss"),
    e("🔑", "key", "Schlüssel"),
    e("🔧", "repair, wrench", "Reparatur, Schraubenschlüssel"),
    e("🔎", "search", "Suche"),
    e("📎", "attachment, clip", "Anhang, Klammer"),
    e("📷", "camera, photo", "Kamera, Foto"),
    e("📄", "document, page", "Dokument, Seite"),
    e("📧", "email", "E-Mail"),
    e("📞", "phone, call", "Telefon, Anruf"),
    e("📅", "calendar, date", "Kalender, Termin"),
    e("⏰", "alarm, time", "Wecker, Zeit"),
    e("⏳", "wait, hourglass", "Warten, Sanduhr"),
    e("📦", "parcel, package", "Paket"),
    e("🚚", "delivery, truck", "Lieferung, Lastwagen"),
    e("✈️", "plane, flight", "Flugzeug, Flug"),
    e("🚲", "bicycle, bike", "Fahrrad"),
    e("🚗", "car", "Auto"),
    e("🏠", "home, house", "Zuhause, Haus"),
    e("🛒", "cart, shop", "Warenkorb, Einkauf"),
    e("💳", "card, payment", "Karte, Zahlung"),
    e("💶", "money, euro", "Geld, Euro"),
    e("🐞", "bug", "Fehler, Käfer"),
    e("🚀", "rocket, launch", "Rakete, Start"),
    e("👉", "point right", "Zeigen rechts"),
    e("➡️", "arrow right", "Pfeil rechts"),
    e("🔗", "link", "Link"),
    e("💬", "speech, chat", "Sprechblase, Chat"),
    e("🤷", "shrug", "Schulterzucken"),
];

#[cfg(test)]
mod tests {
    use super::{ALL, find};

    #[test]
    fn an_emoji_is_found_in_either_language() {
        assert_eq!(find("dank").next().map(|found| found.sign), Some("🙏"));
        assert_eq!(find("Parc").next().map(|found| found.sign), Some("📦"));
        assert_eq!(find("zzz").count(), 0);
    }

    #[test]
    fn no_emoji_stands_there_twice() {
        let mut signs: Vec<_> = ALL.iter().map(|one| one.sign).collect();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs.len(), ALL.len());
    }
}
