//! Words of broadcasts: on the screens, in the letters, on the page behind the link in a letter, in reports.

use model::{
    broadcast::{BroadcastState, Delivery, DeliveryName, Medium, Pause, Skip},
    mail::MailError,
};

use super::{Language, Word, words};

words! {
    BROADCASTS = "Broadcasts", "Rundsendungen";
    NEW = "New Broadcast", "Neue Rundsendung";
    TO_THESE = "Write to these", "An diese schreiben";
    TO_SELECTED = "Write to the selected", "An die Auswahl schreiben";
    ONE = "1 broadcast", "1 Rundsendung";
    COUNT = "{count} broadcasts", "{count} Rundsendungen";
    LOADING = "Broadcasts are loading…", "Rundsendungen werden geladen …";
    FAILED = "The broadcasts could not be loaded", "Die Rundsendungen konnten nicht geladen werden";
    ONE_LOADING = "The broadcast is loading…", "Die Rundsendung wird geladen …";
    ONE_FAILED = "The broadcast could not be loaded", "Die Rundsendung konnte nicht geladen werden";
    NONE = "No broadcasts yet", "Noch keine Rundsendungen";
    NONE_TEXT = "Write one message to many contacts, each addressed by name.", "Eine Nachricht an viele Kontakte schreiben, alle mit Namen angesprochen.";
    BACK = "Back to the broadcasts", "Zurück zu den Rundsendungen";

    MESSAGE = "Message", "Nachricht";
    STATE = "State", "Stand";
    PROGRESS = "Progress", "Fortschritt";
    BY = "Sent by", "Gesendet von";
    STARTED = "Started", "Begonnen";
    ENDED = "Ended", "Beendet";
    SETTLED_OF = "{count} of {total}", "{count} von {total}";

    SENDING = "Sending", "Wird gesendet";
    PAUSED = "Paused", "Angehalten";
    SENDER_LOST = "Stopped", "Gestoppt";
    SENDER_LOST_TEXT = "Whoever sent it can no longer log in or may no longer send broadcasts. It goes on when that is changed and somebody presses Resume.", "Wer sie gesendet hat, kann sich nicht mehr anmelden oder darf keine Rundsendungen mehr senden. Es geht weiter, wenn das geändert ist und jemand auf Fortsetzen drückt.";
    CANCELLED = "Called off", "Abgebrochen";
    DONE = "Done", "Fertig";

    PAUSE = "Pause", "Anhalten";
    RESUME = "Resume", "Fortsetzen";
    CANCEL = "Call off", "Abbrechen";
    CANCEL_TITLE = "Call this broadcast off?", "Diese Rundsendung abbrechen?";
    CANCEL_TEXT_ONE = "1 contact has not got it yet and never will. What has left cannot be taken back.", "1 Kontakt hat sie noch nicht und bekommt sie nicht mehr. Was schon unterwegs ist, lässt sich nicht zurückholen.";
    CANCEL_TEXT = "{count} contacts have not got it yet and never will. What has left cannot be taken back.", "{count} Kontakte haben sie noch nicht und bekommen sie nicht mehr. Was schon unterwegs ist, lässt sich nicht zurückholen.";
    KEEP = "Keep sending", "Weiter senden";
    RETRY_REFUSED = "Send the refused ones again", "Abgelehnte erneut senden";
    REPORT = "Download as CSV", "Als CSV herunterladen";
    RESULTS = "Results", "Ergebnisse";
    SHOW = "Show", "Zeigen";
    ALL = "All ({count})", "Alle ({count})";
    COUNTED = "{what} ({count})", "{what} ({count})";
    RESULTS_LOADING = "The results are loading…", "Ergebnisse werden geladen …";
    RESULTS_FAILED = "The results could not be loaded", "Die Ergebnisse konnten nicht geladen werden";
    NO_RESULTS = "Nobody here", "Hier ist niemand";
    NO_RESULTS_TEXT = "No contact of this broadcast has this result.", "Kein Kontakt dieser Rundsendung hat dieses Ergebnis.";

    PLACE = "No.", "Nr.";
    NAME = "Name", "Name";
    ADDRESS = "Address", "Adresse";
    RESULT = "Result", "Ergebnis";
    REASON = "Reason", "Grund";
    TIME = "Time", "Zeit";

    QUEUED = "Queued", "Wartet auf Versand";
    SENT = "Sent", "Gesendet";
    REFUSED = "Not sent", "Nicht gesendet";
    SKIPPED = "Skipped", "Übersprungen";
    WAITING = "Tried again: {words}", "Wird erneut versucht: {words}";
    OPTED_OUT = "Wants no broadcasts", "Abgemeldet";
    BLOCKED = "Blocked", "Blockiert";
    NO_ADDRESS = "No email address", "Keine E-Mail-Adresse";
    NO_BROWSER = "No browser that can still receive it", "Kein Browser, der sie noch empfangen kann";
    SAME_ADDRESS = "Another contact has this address", "Ein anderer Kontakt hat diese Adresse";
    OUT_OF_SIGHT = "Not accessible to the sender", "Für den Absender nicht zugänglich";
    MERGED = "Became part of another contact", "In einem anderen Kontakt aufgegangen";
    CALLED_OFF = "Called off", "Abgebrochen";
    INTERRUPTED = "The server ended twice while sending it. It may have arrived.", "Der Server wurde beim Senden zweimal beendet. Es ist vielleicht angekommen.";
    NOT_SET_UP = "No mail server is set up", "Kein Mailserver eingetragen";

    TO = "To", "An";
    WHO = "Who gets it", "Wer es bekommt";
    FOUND = "Everybody a search finds", "Alle, die eine Suche findet";
    CHOSEN = "Contacts chosen one by one", "Einzeln gewählte Kontakte";
    SEARCH_TO = "Search contacts", "Kontakte suchen";
    SEARCH_HINT = "Name, phone, email, username. Empty: everybody you may see.", "Name, Telefon, E-Mail, Benutzername. Leer: alle, die zugänglich sind.";
    ADD = "Add {name}", "{name} hinzufügen";
    ADD_HINT = "Type a name, then choose from what is found.", "Einen Namen eingeben, dann aus den Treffern wählen.";
    FOUND_LIST = "Contacts found", "Gefundene Kontakte";
    LEFT_OUT = "Left out:", "Ausgelassen:";
    REMOVE = "Remove", "Entfernen";
    REMOVE_ALL = "Remove all", "Alle entfernen";
    AND_MORE = "and {count} more", "und {count} weitere";
    NOBODY_CHOSEN = "Nobody is chosen yet.", "Noch ist niemand gewählt.";
    COUNTING = "Counting…", "Wird gezählt …";
    COUNT_FAILED = "The contacts could not be counted: {why}", "Die Kontakte konnten nicht gezählt werden: {why}";
    TO_ONE = "1 contact.", "1 Kontakt.";
    TO_COUNT = "{count} contacts.", "{count} Kontakte.";
    WILL_SKIP = "Skipped: {what}.", "Übersprungen: {what}.";
    SKIP_OUT = "{count} want no broadcasts", "{count} abgemeldet";
    SKIP_BLOCKED = "{count} blocked", "{count} blockiert";
    SKIP_ADDRESS = "{count} without an email address", "{count} ohne E-Mail-Adresse";
    SKIP_BROWSER = "{count} without a browser that can receive it", "{count} ohne Browser, der sie empfangen kann";

    CHANNEL = "Channel", "Kanal";
    EMAIL = "Email", "E-Mail";
    CHAT = "Chat", "Chat";
    CHAT_HINT = "It is said in the open chat, or in a new one that waits on hold for an answer: answers come back to you.", "Sie erscheint im offenen Chat oder in einem neuen, der gehalten auf eine Antwort wartet: Antworten kommen hierher zurück.";
    CHAT_NEEDS_AGENT = "Chat needs the role agent: answers come back to whoever sends it.", "Für Chat braucht es die Rolle Agent: Antworten kommen zum Absender zurück.";
    SUBJECT = "Subject", "Betreff";
    INSERT = "Insert a placeholder", "Platzhalter einfügen";
    TEXT_HINT = "Placeholders are filled in for each contact.", "Platzhalter werden für jeden Kontakt ausgefüllt.";
    PREVIEW = "Preview", "Vorschau";
    PREVIEW_TEXT = "As these contacts would read it.", "So würden diese Kontakte sie lesen.";
    PREVIEW_NONE = "Choose contacts to see the message as they would read it.", "Kontakte wählen, um die Nachricht so zu sehen, wie sie sie lesen.";
    ANOTHER_FOR = "Another contact instead of {name}", "Anderer Kontakt statt {name}";
    LEAVE_OUT_WHO = "Leave {name} out", "{name} auslassen";
    WOULD_SKIP = "Would be skipped: {why}", "Würde übersprungen: {why}";
    TRY = "Send a test to {address}", "Test senden an {address}";
    TRY_NEEDS_SAMPLE = "Choose contacts first: the test is filled in for the first of them.", "Zuerst Kontakte wählen: Der Test wird für den ersten ausgefüllt.";
    TRIED = "The mail server took the test to {address}.", "Der Mailserver hat den Test an {address} angenommen.";
    TRY_REFUSED = "The test was not taken. {error}", "Der Test wurde nicht angenommen. {error}";
    SEND = "Send broadcast", "Rundsendung senden";
    SEND_TITLE = "Send to {count} contacts?", "An {count} Kontakte senden?";
    SEND_TITLE_ONE = "Send to 1 contact?", "An 1 Kontakt senden?";
    SEND_TEXT = "It begins at once and can be paused or called off; what has left cannot be taken back.", "Der Versand beginnt sofort und lässt sich anhalten oder abbrechen; was unterwegs ist, lässt sich nicht zurückholen.";
    SEND_NOW = "Send now", "Jetzt senden";
    STARTED_NOW = "The broadcast is on its way.", "Die Rundsendung ist unterwegs.";
    DISCARD = "Discard", "Verwerfen";

    OF_CONTACT = "Broadcasts", "Rundsendungen";
    OF_CONTACT_LOADING = "Broadcasts of this contact are loading…", "Rundsendungen dieses Kontakts werden geladen …";
    OF_CONTACT_FAILED = "The broadcasts of this contact could not be loaded.", "Die Rundsendungen dieses Kontakts konnten nicht geladen werden.";
    WANTS = "Gets broadcasts", "Bekommt Rundsendungen";
    OUT_BY = "Opted out on {date}, noted by {name}.", "Abgemeldet am {date}, vermerkt von {name}.";
    OUT_BY_LINK = "Opted out on {date} by the link in a mail.", "Am {date} über den Link in einer E-Mail abgemeldet.";
    GOT_NONE = "Nothing was sent so far.", "Bisher wurde nichts gesendet.";
    IN_CHAT = "In the chat", "Im Chat";

    FOOT = "You get this message because you were in touch with {workspace}.", "Diese Nachricht kommt, weil es Kontakt mit {workspace} gab.";
    UNSUBSCRIBE = "Unsubscribe", "Abmelden";
    LINK_IN_THE_REAL_ONE = "This is a test. In the real message, the link to unsubscribe stands here.", "Dies ist ein Test. In der richtigen Nachricht steht hier der Link zum Abmelden.";
    ASK_TITLE = "No more messages from {workspace}?", "Keine Nachrichten von {workspace} mehr?";
    ASK_TEXT = "Press the button, and you get no more messages of this kind. Answers to what you ask still reach you.", "Nach dem Abmelden kommen keine Nachrichten dieser Art mehr. Antworten auf eigene Anfragen kommen weiterhin an.";
    OUT_TITLE = "You are unsubscribed", "Abgemeldet";
    OUT_TEXT = "You get no more messages of this kind from {workspace}. If this was a mistake, you can undo it.", "Es kommen keine Nachrichten dieser Art von {workspace} mehr. War das ein Versehen, lässt es sich rückgängig machen.";
    SUBSCRIBE_AGAIN = "Subscribe again", "Wieder anmelden";
    NO_LINK_TITLE = "This link does not work", "Dieser Link funktioniert nicht";
    NO_LINK_TEXT = "It may be cut off. Use the link in the message as it is, or write to {workspace}.", "Vielleicht ist er abgeschnitten. Bitte den Link in der Nachricht unverändert benutzen oder an {workspace} schreiben.";
    THIS_LANGUAGE = "English", "Deutsch";
}

/// How far a broadcast is.
#[must_use]
pub const fn state(state: BroadcastState) -> Word {
    match state {
        BroadcastState::Sending => SENDING,
        BroadcastState::Paused(Pause::Asked) => PAUSED,
        BroadcastState::Paused(Pause::SenderLost) => SENDER_LOST,
        BroadcastState::Cancelled => CANCELLED,
        BroadcastState::Done => DONE,
    }
}

/// A channel, as it is called.
#[must_use]
pub const fn medium(medium: Medium) -> Word {
    match medium {
        Medium::Email => EMAIL,
        Medium::Chat => CHAT,
    }
}

/// What became of the message to one contact.
#[must_use]
pub const fn delivery(name: DeliveryName) -> Word {
    match name {
        DeliveryName::Queued => QUEUED,
        DeliveryName::Sent => SENT,
        DeliveryName::Refused => REFUSED,
        DeliveryName::Skipped => SKIPPED,
    }
}

/// Why a contact got nothing.
#[must_use]
pub const fn skip(why: Skip) -> Word {
    match why {
        Skip::OptedOut => OPTED_OUT,
        Skip::Blocked => BLOCKED,
        Skip::NoAddress => NO_ADDRESS,
        Skip::NoBrowser => NO_BROWSER,
        Skip::SameAddress => SAME_ADDRESS,
        Skip::OutOfSight => OUT_OF_SIGHT,
        Skip::Merged => MERGED,
        Skip::Cancelled => CALLED_OFF,
    }
}

/// Why it is so, with the mail server's own words; empty where nothing is to be said.
#[must_use]
pub fn reason(delivery: &Delivery, language: Language) -> String {
    let error = |error: &MailError| match error {
        MailError::Interrupted => INTERRUPTED.in_language(language).to_owned(),
        MailError::NotSetUp => NOT_SET_UP.in_language(language).to_owned(),
        other => other.words().to_owned(),
    };
    match delivery {
        Delivery::Queued | Delivery::Sent => String::new(),
        Delivery::Waiting(why) => WAITING.fill(language, &[("words", &error(why))]),
        Delivery::Refused(why) => error(why),
        Delivery::Skipped(why) => skip(*why).in_language(language).to_owned(),
    }
}
