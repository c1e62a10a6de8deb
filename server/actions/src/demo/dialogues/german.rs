//! What guests write in German, to all three departments.

use model::conversation::Priority;

use super::{
    Desk, Dialogue, Language,
    Line::{Guest, Hold, Note, Staff},
};

pub(super) const ALL: &[Dialogue] = &[
    Dialogue {
        desk: Desk::Support,
        language: Language::German,
        topic: "Wo bleibt mein Paket",
        tags: &["delivery", "tracking", "German"],
        priority: Priority::None,
        page: "/account/orders/{order}",
        lines: &[
            Guest(
                "Guten Tag, meine Bestellung {order} ist seit {day} unterwegs. Wissen Sie mehr?|\
                 Hallo, wo bleibt mein Paket? Bestellnummer {order}.",
            ),
            Staff(
                "Guten Tag {guest}, hier ist {agent}. Ich sehe sofort nach.|\
                 Hallo {guest}, einen Augenblick, ich schaue nach dem Paket.",
            ),
            Staff(
                "Es liegt seit heute früh im Zentrum {city} und sollte morgen bei Ihnen sein: {parcel}.|\
                 Die Sendung {parcel} war in {city} hängen geblieben und ist jetzt wieder unterwegs.",
            ),
            Guest(
                "Sehr gut. Morgen bin ich aber nicht zu Hause.|\
                 Danke! Kann der Bote es beim Nachbarn abgeben?",
            ),
            Staff(
                "Kein Problem, ich trage die Nachbarin ein. Auf welchem Stockwerk?|\
                 Gern. Bei wem darf er läuten?",
            ),
            Guest(
                "Dritter Stock, Familie Öllinger|Bei Yılmaz, gleich gegenüber|Im Café im Erdgeschoß",
            ),
            Staff("Ist eingetragen. Schönen Tag noch!|So steht es jetzt am Paket. Alles Gute!"),
        ],
        comment: "Zustellung morgen, Abgabe beim Nachbarn.|Paket {parcel} ist wieder unterwegs.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::German,
        topic: "Rücksendung",
        tags: &["return", "German"],
        priority: Priority::None,
        page: "/questions/returns",
        lines: &[
            Guest(
                "Hallo, {tea} schmeckt mir leider nicht. Kann ich ihn zurückschicken?|\
                 Guten Morgen, ich möchte {tea} aus {order} zurückgeben, er ist schon offen.",
            ),
            Staff(
                "Hallo {guest}, ja, auch geöffnet, dreißig Tage lang. Was hat Ihnen nicht gefallen?|\
                 Guten Morgen {guest}, das geht. Darf ich fragen, was Sie sich anders vorgestellt haben?",
            ),
            Guest("Zu blumig für mich|Er ist mir zu rauchig|Ich hatte ihn milder in Erinnerung"),
            Staff(
                "Dann probieren Sie {other}, ich lege Ihnen ein Säckchen bei. Das Etikett kommt per Mail.|\
                 Vielleicht passt {other} besser. Soll ich tauschen, oder möchten Sie {amount} zurück?",
            ),
            Guest("Gerne tauschen|Sehr freundlich, danke|Dann nehme ich {other}"),
            Staff(
                "Das Etikett ist an {email} unterwegs.|Erledigt. Das Etikett finden Sie in Ihrem Postfach.",
            ),
            Guest("Vielen Dank!|Danke, tolle Betreuung|Super, danke"),
        ],
        comment: "Rücksendeetikett verschickt.|Tausch gegen {other} vereinbart.",
    },
    Dialogue {
        desk: Desk::Support,
        language: Language::German,
        topic: "Wasserkocher heizt nicht",
        tags: &["kettle", "technical", "warranty", "German"],
        priority: Priority::High,
        page: "/teaware/gooseneck-kettle",
        lines: &[
            Guest(
                "Mein Wasserkocher geht nicht mehr an, nur das Licht blinkt.|\
                 Hallo, der Schwanenhals-Kocher von Ihnen heizt seit gestern nicht mehr.",
            ),
            Staff(
                "Hallo {guest}, das tut mir leid. Wie alt ist er, und steht etwas in der Anzeige?|\
                 Guten Tag {guest}, was zeigt das Display, wenn Sie ihn einschalten?",
            ),
            Guest("E3 steht da|Gar nichts, er blinkt nur|Er ist acht Monate alt und zeigt E3"),
            Staff(
                "Bitte zehn Minuten vom Strom nehmen und dann mit gedrückter SET-Taste einstecken.|\
                 Ziehen Sie bitte den Stecker, warten Sie zehn Minuten, dann SET halten und einstecken.",
            ),
            Hold,
            Guest("Leider immer noch dasselbe|Hat nichts geändert, er blinkt weiter"),
            Note("Garantiefall, Gerät jünger als zwei Jahre. Austausch ohne Rückfrage."),
            Staff(
                "Dann tauschen wir ihn. Der neue geht am {day} hinaus, das Etikett für den alten liegt bei.|\
                 Sie bekommen einen neuen, das ist ein Garantiefall. Er sollte in drei Tagen bei Ihnen sein.",
            ),
            Guest("Das ging ja schnell, danke!|Ausgezeichnet, vielen Dank {agent}"),
        ],
        comment: "Austausch auf Garantie, {parcel}.|Neues Gerät unterwegs.",
    },
    Dialogue {
        desk: Desk::Sales,
        language: Language::German,
        topic: "Geschenk für einen Teefreund",
        tags: &["advice", "gift", "German"],
        priority: Priority::None,
        page: "/gifts",
        lines: &[
            Guest(
                "Guten Tag, ich suche ein Geschenk für meinen Vater. Er trinkt am liebsten Grüntee.|\
                 Hallo! Was schenkt man jemandem, der schon alles hat?",
            ),
            Staff(
                "Guten Tag {guest}, wie schön! Woran haben Sie preislich gedacht?|\
                 Hallo {guest}, da habe ich Ideen. Bis zu welchem Betrag?",
            ),
            Guest("So um die 40 Euro|Höchstens 50|Es darf etwas Besonderes sein"),
            Staff(
                "Dann eine Dose {tea} und dazu die passende Kanne, zusammen {amount}.|\
                 Ich würde {tea} nehmen und ein Säckchen {other} dazulegen, {amount} mit Verpackung.",
            ),
            Guest("Wunderbar. Können Sie eine Karte beilegen?|Das nehme ich, bitte mit Karte"),
            Staff(
                "Natürlich, von Hand geschrieben. Was soll darauf stehen?|\
                 Gerne! Schreiben Sie mir einfach den Text.",
            ),
            Guest("\"Abwarten und Tee trinken. Alles Liebe!\"|\"Zum Siebziger, alles Liebe!\""),
            Staff(
                "Kommt auf die Karte. Ihr Warenkorb ist fertig: {order}.|Schön! Alles liegt bereit: {order}.",
            ),
            Guest("Herzlichen Dank!|Danke, bestellt"),
        ],
        comment: "Geschenk {order} mit Karte.|Viel Freude beim Schenken!",
    },
    Dialogue {
        desk: Desk::Billing,
        language: Language::German,
        topic: "Rechnung mit UID-Nummer",
        tags: &["invoice", "VAT", "German"],
        priority: Priority::None,
        page: "/account/invoices",
        lines: &[
            Guest(
                "Guten Tag, auf {invoice} fehlt unsere UID-Nummer. Können Sie das ergänzen?|\
                 Hallo, ich brauche {invoice} bitte noch einmal mit UID-Nummer.",
            ),
            Staff(
                "Guten Tag {guest}, gerne. Wie lautet sie?|Hallo {guest}, schicken Sie mir einfach die Nummer.",
            ),
            Guest("ATU00000033|DE000000026|ATU00000042, danke"),
            Staff(
                "Danke, die berichtigte Rechnung ist an {email} unterwegs.|\
                 Erledigt, Sie finden {invoice} neu in Ihrem Konto.",
            ),
            Guest(
                "Angekommen, vielen Dank|Perfekt, schönen Tag noch!|Danke für die schnelle Hilfe",
            ),
        ],
        comment: "{invoice} mit UID-Nummer verschickt.|Rechnung berichtigt.",
    },
    Dialogue {
        desk: Desk::Billing,
        language: Language::German,
        topic: "Doppelt abgebucht",
        tags: &["payment", "refund", "German"],
        priority: Priority::Highest,
        page: "/account/orders/{order}",
        lines: &[
            Guest(
                "Sie haben {amount} zweimal abgebucht! Bestellung {order}.|\
                 Hallo, bei {order} wurde doppelt abgebucht. Wie kann das sein?",
            ),
            Staff(
                "Hallo {guest}, das darf nicht sein, ich prüfe es sofort.|\
                 Guten Tag {guest}, entschuldigen Sie bitte. Ich sehe mir beide Buchungen an.",
            ),
            Hold,
            Staff(
                "Danke fürs Warten. Eine der beiden war nur vorgemerkt, ich habe sie gelöscht.|\
                 So, gefunden: Die zweite ist soeben zurückgegangen, in zwei Tagen ist sie da.",
            ),
            Guest("Gut, dann warte ich ab. Danke|In Ordnung, danke für die rasche Antwort"),
        ],
        comment: "Zweite Buchung über {amount} zurückgegeben.|Rückbuchung unterwegs, Beleg {invoice}-R.",
    },
];
