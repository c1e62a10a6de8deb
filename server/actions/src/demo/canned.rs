//! The demo workspace's canned responses: forty, of every scope, in both languages that its guests write.

use model::{
    canned::{CannedResponse, Scope},
    id::CannedId,
    moment::Moment,
};

use super::{crew::Crew, dialogues::Desk, dice::Dice};

const DAY_MS: i64 = 86_400_000;

/// Whom one is for.
#[derive(Debug, Clone, Copy)]
enum For {
    Everybody,
    Desk(Desk),
    Both(Desk, Desk),
    Only(&'static str),
}

struct Text {
    shortcut: &'static str,
    audience: For,
    text: &'static str,
    tags: &'static [&'static str],
    uses: u64,
}

const fn t(
    shortcut: &'static str,
    audience: For,
    text: &'static str,
    tags: &'static [&'static str],
    uses: u64,
) -> Text {
    Text { shortcut, audience, text, tags, uses }
}

use For::{Both, Everybody, Only};
const SUPPORT: For = For::Desk(Desk::Support);
const SALES: For = For::Desk(Desk::Sales);
const BILLING: For = For::Desk(Desk::Billing);

const TEXTS: [Text; 40] = [
    t(
        "hi",
        Everybody,
        "Hello {{contact.name}}, this is {{agent.name}}. How can I help?",
        &["greeting"],
        412,
    ),
    t(
        "hallo",
        Everybody,
        "Guten Tag {{contact.name}}, hier ist {{agent.name}}. Was kann ich tun?",
        &["greeting", "german"],
        96,
    ),
    t("moment", Everybody, "One moment, please. I'm looking it up for you.", &["waiting"], 388),
    t(
        "augenblick",
        Everybody,
        "Einen Augenblick bitte, ich sehe gleich nach.",
        &["waiting", "german"],
        71,
    ),
    t("thanks", Everybody, "Thank you for your patience, {{contact.name}}.", &["waiting"], 240),
    t("anything", Everybody, "Is there anything else I can do for you today?", &["closing"], 301),
    t("bye", Everybody, "Thank you for writing to us. Enjoy your tea!", &["closing"], 355),
    t(
        "tschuess",
        Everybody,
        "Vielen Dank für die Nachricht und viel Freude mit dem Tee!",
        &["closing", "german"],
        64,
    ),
    t("email", Everybody, "May I send it to {{contact.email}}?", &["contact"], 83),
    t(
        "callback",
        Everybody,
        "Shall I call you back on {{contact.phone}}? Tell me when it suits you.",
        &["contact"],
        39,
    ),
    t("reach-me", Everybody, "You can reach me directly at {{agent.email}}.", &["contact"], 27),
    t(
        "forward",
        Everybody,
        "I'm passing you on to a colleague who knows this better. You won't have to explain it again.",
        &["waiting"],
        58,
    ),
    t(
        "order-number",
        Everybody,
        "Could you give me the order number? It begins with TT- and stands at the top of the confirmation.",
        &["orders"],
        173,
    ),
    t(
        "hours",
        Everybody,
        "{{department.name}} is here from 8 to 18 o'clock, Monday to Friday.",
        &["hours"],
        44,
    ),
    t(
        "late",
        SUPPORT,
        "I'm sorry that your parcel is late. The carrier found it and says it arrives tomorrow.",
        &["delivery"],
        129,
    ),
    t(
        "lost",
        SUPPORT,
        "I'm sorry, the parcel seems to be lost. A new one leaves today, at no cost to you.",
        &["delivery"],
        34,
    ),
    t(
        "tracking",
        SUPPORT,
        "You can follow the parcel with the link in the email to {{contact.email}}.",
        &["delivery"],
        142,
    ),
    t(
        "broken-pot",
        SUPPORT,
        "I'm sorry about the broken pot. A photo of it is all I need to send a new one.",
        &["returns"],
        61,
    ),
    t(
        "return",
        SUPPORT,
        "You can send it back within 30 days. The label is in the parcel, below the tea.",
        &["returns"],
        88,
    ),
    t(
        "descale",
        SUPPORT,
        "Fill the kettle with one part vinegar and two parts water, boil it, wait ten minutes and rinse it twice.",
        &["kettle"],
        52,
    ),
    t(
        "leak",
        SUPPORT,
        "Does it leak at the spout or at the lid? A photo helps me to see which seal you need.",
        &["kettle"],
        41,
    ),
    t(
        "brew-green",
        SUPPORT,
        "Green tea: 70 °C, two minutes, one spoon for each cup.",
        &["brewing"],
        37,
    ),
    t(
        "brew-black",
        SUPPORT,
        "Black tea: boiling water, three to four minutes, one spoon for each cup.",
        &["brewing"],
        29,
    ),
    t(
        "allergens",
        Both(Desk::Support, Desk::Sales),
        "Every tea's page lists what is in it. Our blends with nuts are packed in a room of their own.",
        &["products"],
        18,
    ),
    t(
        "stock",
        Both(Desk::Support, Desk::Sales),
        "It is sold out at the moment. Shall I write to {{contact.email}} when it is back?",
        &["products"],
        66,
    ),
    t(
        "gift",
        SALES,
        "We wrap it as a present and put a card in with your words. What shall it say?",
        &["presents"],
        74,
    ),
    t(
        "cafe",
        SALES,
        "For cafés there is a price list of its own from 5 kg a month. May I send it to {{contact.email}}?",
        &["cafes"],
        47,
    ),
    t(
        "sample",
        SALES,
        "I'd like to send you three samples first. To which address?",
        &["cafes"],
        53,
    ),
    t(
        "tasting",
        SALES,
        "Tastings are on the first Thursday of the month at 18 o'clock, for up to twelve people.",
        &["tastings"],
        31,
    ),
    t(
        "offer",
        SALES,
        "Thank you, {{contact.name}}. You'll have the offer in your mail within the hour.",
        &["cafes"],
        42,
    ),
    t(
        "invoice",
        BILLING,
        "The invoice is on its way to {{contact.email}} again.",
        &["invoice"],
        118,
    ),
    t(
        "vat",
        BILLING,
        "Please tell me the company's name and VAT number, and I'll correct the invoice.",
        &["invoice"],
        46,
    ),
    t(
        "refund",
        BILLING,
        "The refund is done. Depending on your bank it takes up to five working days.",
        &["refund"],
        97,
    ),
    t(
        "card-declined",
        BILLING,
        "Your bank declined the card. Usually it helps to try once more and confirm it in the bank's app.",
        &["card"],
        38,
    ),
    t(
        "twice",
        BILLING,
        "I can see both bookings. One of them was only reserved and disappears by itself within three days.",
        &["card"],
        25,
    ),
    t(
        "rechnung",
        BILLING,
        "Die Rechnung ist noch einmal unterwegs an {{contact.email}}.",
        &["invoice", "german"],
        33,
    ),
    t(
        "ada-sign",
        Only("ada"),
        "Warm regards from the teapot department, {{agent.name}}",
        &["closing"],
        77,
    ),
    t(
        "hi",
        Only("grace"),
        "Hello {{contact.name}}! Grace here, nice to meet you.",
        &["greeting"],
        58,
    ),
    t("cups", Only("margaret"), "The set of six comes in moss, clay and salt.", &["presents"], 12),
    t(
        "sepa",
        Only("dennis"),
        "Bank transfer is fine too: the details stand at the foot of the invoice.",
        &["invoice"],
        9,
    ),
];

/// All of them, made over the months by those who look after them.
pub(super) fn written(dice: &mut Dice, crew: &Crew, now: Moment) -> Vec<CannedResponse> {
    let written = (1_i64..).zip(&TEXTS).filter_map(|(day, text)| {
        let author = match text.audience {
            Only(username) => username,
            Everybody => "admin",
            For::Desk(_) | Both(..) => "manager",
        };
        let created_by = crew.named(author)?;
        let of = |desk| crew.department(desk).id;
        let scope = match text.audience {
            Everybody => Scope::Public,
            For::Desk(desk) => Scope::Departments(vec![of(desk)]),
            Both(one, other) => {
                let mut both = vec![of(one), of(other)];
                both.sort_unstable();
                Scope::Departments(both)
            }
            Only(_) => Scope::Private(created_by.id),
        };
        Some(CannedResponse {
            id: CannedId(dice.uuid()),
            shortcut: String::from(text.shortcut),
            text: String::from(text.text),
            scope,
            tags: text.tags.iter().copied().map(String::from).collect(),
            uses: text.uses,
            created_by,
            created: now.plus(-(100 - day) * DAY_MS),
            version: 1,
        })
    });
    written.collect()
}
