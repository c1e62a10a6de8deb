//! What fills the slots of one conversation: names, goods, numbers, the same throughout.

use super::{
    dialogues::{Desk, Dialogue, Language},
    dice::Dice,
    guests::Guest,
};

const TEAS: [&str; 8] = [
    "Harbour Breakfast",
    "Fog Bank Earl Grey",
    "Sencha Yame",
    "Dong Ding Oolong",
    "White Peony",
    "Lighthouse Smoke",
    "Garden Mint",
    "Copper Rooibos",
];
const WARES: [&str; 7] = [
    "cast-iron teapot",
    "glass teapot",
    "gaiwan",
    "blue teapot",
    "stoneware cup",
    "matcha bowl",
    "enamel pot",
];
const CITIES: [&str; 8] =
    ["Galway", "Cork", "Leeds", "Bristol", "Rotterdam", "Antwerp", "Lyon", "Porto"];
const GERMAN_CITIES: [&str; 6] = ["Graz", "Linz", "Innsbruck", "Nürnberg", "Bremen", "Leipzig"];
const DAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const GERMAN_DAYS: [&str; 5] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"];
const SHOP: &str = "https://tidewater.example";

/// The values for one conversation.
#[derive(Debug)]
pub(super) struct Slots {
    values: [(&'static str, String); 11],
}

impl Slots {
    pub(super) fn draw(dialogue: &Dialogue, guest: &Guest, dice: &mut Dice) -> Self {
        let first = dice.below(TEAS.len());
        let apart = dice.below(TEAS.len().saturating_sub(1)).saturating_add(1);
        let tea = |place: usize| {
            let place = place.checked_rem(TEAS.len()).unwrap_or_default();
            text(TEAS.get(place).copied().unwrap_or_default())
        };
        let (city, day) = match dialogue.language {
            Language::English => (dice.word(&CITIES), dice.word(&DAYS)),
            Language::German => (dice.word(&GERMAN_CITIES), dice.word(&GERMAN_DAYS)),
        };
        let email = guest.contact.emails.first().cloned();
        Self {
            values: [
                ("{guest}", guest.called.clone()),
                ("{tea}", tea(first)),
                ("{other}", tea(first.saturating_add(apart))),
                ("{ware}", text(dice.word(&WARES))),
                ("{order}", format!("TW-{}", dice.between(41_000, 58_999))),
                ("{invoice}", format!("R-{}", dice.between(70_100, 79_899))),
                ("{parcel}", format!("TT{}IE", dice.between(400_000_000, 499_999_999))),
                ("{amount}", amount(dialogue, dice)),
                ("{city}", text(city)),
                ("{day}", text(day)),
                ("{email}", email.unwrap_or_else(|| text("me@example.com"))),
            ],
        }
    }

    /// A text with every slot filled; `agent` is who serves at that moment.
    pub(super) fn fill(&self, text: &str, agent: &str) -> String {
        if !text.contains('{') {
            return String::from(text);
        }
        let first_name = agent.split_whitespace().next().unwrap_or_default();
        self.values.iter().fold(text.replace("{agent}", first_name), |text, (slot, value)| {
            text.replace(slot, value)
        })
    }

    /// The address of a page of the shop.
    pub(super) fn url(&self, path: &str) -> String {
        let path = self.fill(path, "").to_lowercase().replace(' ', "-");
        format!("{SHOP}{path}")
    }
}

fn amount(dialogue: &Dialogue, dice: &mut Dice) -> String {
    let euros = match dialogue.desk {
        Desk::Support => dice.between(9, 34),
        Desk::Sales => dice.between(24, 48),
        Desk::Billing => dice.between(12, 88),
    };
    let cents = dice.between(0, 9).saturating_mul(10);
    match dialogue.language {
        Language::English => format!("€{euros}.{cents:02}"),
        Language::German => format!("{euros},{cents:02} €"),
    }
}

fn text(word: &str) -> String {
    String::from(word)
}

#[cfg(test)]
mod tests {
    use model::moment::Moment;

    use super::{
        super::{
            dialogues::{self, SLOTS},
            guests,
        },
        *,
    };

    #[test]
    fn every_slot_is_filled() {
        let dice = &mut Dice::new(5);
        let guests = guests::invite(dice, Moment(0), &[]);
        let dialogue = dialogues::all().next().unwrap();
        let slots = Slots::draw(dialogue, &guests[0], dice);
        let filled = slots.fill(&SLOTS.concat(), "Ada Lovelace");
        assert!(!filled.contains(['{', '}']), "{filled}");
        assert!(filled.contains("Ada") && !filled.contains("Lovelace"));
        assert!(slots.url("/teas/{tea}").starts_with("https://tidewater.example/teas/"));
        assert!(!slots.url("/teas/{tea}").contains(' '));
    }
}
