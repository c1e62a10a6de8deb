//! Words about mail: transcripts, what becomes of letters, the mail server.

use model::mail::{MailError, MailState, Security};

use super::{Word, words};
use crate::parts::intl;

words! {
    SEND_TRANSCRIPT = "Send transcript", "Protokoll senden";
    VIA_EMAIL = "Send via email", "Per E-Mail senden";
    VIA_EMAIL_TEXT = "The reader gets what guest and agents said, with names and times. Internal notes are never in it; files are named, not attached.", "Enthalten ist, was Gast und Team gesagt haben, mit Namen und Zeiten. Interne Notizen sind nie dabei; Dateien werden genannt, nicht angehängt.";
    EMAIL = "Email", "E-Mail";
    EMAIL_HINT_MANY = "{name} has several addresses: choose one from the list.", "{name} hat mehrere Adressen: bitte eine aus der Liste wählen.";
    EMAIL_HINT_NONE = "No address of {name} is known yet.", "Von {name} ist noch keine Adresse bekannt.";
    SUBJECT = "Subject", "Betreff";
    SEND = "Send", "Senden";
    EXPORT_PDF = "Export chat transcript as PDF", "Chatprotokoll als PDF exportieren";
    PDF_ORDERED = "The transcript is being made. The bot brings it in Messages.", "Das Protokoll wird erstellt. Der Bot bringt es unter Nachrichten.";
    PDF_AGAIN = "The transcript was made before: the bot has brought it again in Messages.", "Das Protokoll gab es schon: Der Bot hat es unter Nachrichten erneut gebracht.";
    PDF_HINT = "Ticked from the start when you end a conversation; made by itself when the guest or a timer does. The bot brings it in Messages.", "Beim Beenden von Hand vorausgewählt; von selbst erstellt, wenn der Gast oder ein Zeitlimit beendet. Der Bot bringt es unter Nachrichten.";
    OPTIONS_LOADING = "Loading the addresses", "Adressen werden geladen";
    OPTIONS_FAILED = "The addresses could not be loaded", "Die Adressen konnten nicht geladen werden";
    NOT_SET_UP = "No mail can leave yet: an administrator names the mail server in Manage → Email.", "Es können noch keine E-Mails gesendet werden: Die Administration trägt den Mailserver unter Verwaltung → E-Mail ein.";
    QUEUED_NOW = "The transcript is on its way to {address}.", "Das Protokoll ist unterwegs an {address}.";
    SENT_NOW = "The transcript was sent to {address}.", "Das Protokoll wurde an {address} gesendet.";
    REFUSED_NOW = "The transcript to {address} was not taken: {error}", "Das Protokoll an {address} wurde nicht angenommen: {error}";

    AT_END = "Send chat transcript via email", "Chatprotokoll per E-Mail senden";
    AT_END_NO_ADDRESS = "{name} has left no email address.", "{name} hat keine E-Mail-Adresse hinterlassen.";
    AT_END_REQUIRED = "The department sends it in any case.", "Die Abteilung sendet es in jedem Fall.";
    AT_END_LOADING = "Looking for an address…", "Adresse wird gesucht …";

    LINE_ASKED_BY = "{name} sends the transcript to {address}", "{name} sendet das Protokoll an {address}";
    LINE_ASKED = "The transcript goes to {address}", "Das Protokoll geht an {address}";
    LINE_SENT = "Transcript sent to {address}", "Protokoll an {address} gesendet";
    LINE_REFUSED = "The transcript to {address} was not taken: {error}", "Das Protokoll an {address} wurde nicht angenommen: {error}";

    MAILS = "Transcripts by email", "Protokolle per E-Mail";
    STATE_QUEUED = "Queued", "Wartet auf Versand";
    STATE_SENDING = "Sending", "Wird gesendet";
    STATE_WAITING = "Not taken yet; tried again at {time}", "Noch nicht angenommen; neuer Versuch um {time}";
    STATE_SENT = "Sent at {time}", "Gesendet um {time}";
    STATE_REFUSED = "Not sent", "Nicht gesendet";
    RETRY_TO = "Retry {address}", "{address} erneut versuchen";

    SIGN_IN_FAILED = "The mail server refused the sign-in: {words}", "Der Mailserver hat die Anmeldung abgelehnt: {words}";
    SERVER_UNREACHABLE = "The mail server cannot be reached: {words}", "Der Mailserver ist nicht erreichbar: {words}";
    GIVEN_UP = "Given up after two days: {words}", "Nach zwei Tagen aufgegeben: {words}";
    INTERRUPTED = "The server ended twice while sending it. It may have arrived.", "Der Server wurde beim Senden zweimal beendet. Es ist vielleicht angekommen.";
    UNUSABLE = "It cannot be sent: {words}", "Es kann nicht gesendet werden: {words}";
    CA_HINT = "The certificate is one of an authority (CA:TRUE) and cannot be a server’s: make one with CA:FALSE.", "Das Zertifikat ist das einer Zertifizierungsstelle (CA:TRUE) und taugt nicht für einen Server: bitte eines mit CA:FALSE ausstellen.";

    OMNICHANNEL = "Omnichannel", "Omnichannel";
    OMNICHANNEL_TEXT = "At the end of every conversation of yours, whoever ends it:", "Am Ende jedes eigenen Gesprächs, wer immer es beendet:";
    ALWAYS_HINT = "Ticked from the start when you end a conversation; sent by itself when the guest or a timer does. Needs an address of the contact.", "Beim Beenden von Hand vorausgewählt; von selbst gesendet, wenn der Gast oder ein Zeitlimit beendet. Braucht eine Adresse des Kontakts.";
    PREFERENCES_LOADING = "Loading your preferences", "Einstellungen werden geladen";
    PREFERENCES_FAILED = "Your preferences could not be loaded", "Die eigenen Einstellungen konnten nicht geladen werden";

    SECTION = "Email", "E-Mail";
    SECTION_TEXT = "The mail server that takes what Switchboard sends.", "Der Mailserver, der annimmt, was Switchboard sendet.";
    LOADING = "Loading the mail server", "Mailserver wird geladen";
    FAILED = "The mail server could not be loaded", "Der Mailserver konnte nicht geladen werden";
    SAVED = "The mail server was saved. What waits is tried at once.", "Der Mailserver wurde gespeichert. Was wartet, wird sofort versucht.";
    SERVER = "Mail server", "Mailserver";
    HOST = "Host", "Host";
    HOST_HINT = "Name or number of the machine. Empty: no mail leaves.", "Name oder Nummer der Maschine. Leer: Es wird nichts gesendet.";
    PORT = "Port", "Port";
    SECURITY = "Security", "Verschlüsselung";
    SECURITY_HINT = "Usual ports: 587 for STARTTLS, 465 for TLS, 25 without. Without only to this machine itself.", "Übliche Ports: 587 für STARTTLS, 465 für TLS, 25 ohne. Ohne nur zu dieser Maschine selbst.";
    STARTTLS = "STARTTLS (must become private before anything is said)", "STARTTLS (muss vor allem anderen verschlüsselt werden)";
    TLS = "TLS (private from the first byte)", "TLS (vom ersten Byte an verschlüsselt)";
    NO_SECURITY = "None (only to this machine)", "Keine (nur zu dieser Maschine)";
    USERNAME = "Username", "Benutzername";
    USERNAME_HINT = "Empty: nobody signs in.", "Leer: ohne Anmeldung.";
    PASSWORD = "Password", "Passwort";
    PASSWORD_KEPT = "One is kept and never shown. Empty: it stays.", "Eines ist gespeichert und wird nie angezeigt. Leer: Es bleibt.";
    PASSWORD_NONE = "Kept on the server and never shown again.", "Bleibt auf dem Server und wird nie wieder angezeigt.";
    CERTIFICATES = "Own certificates (PEM)", "Eigene Zertifikate (PEM)";
    CERTIFICATES_HINT = "Trusted beside the system’s: for a mail server with a certificate of your own.", "Zusätzlich zu denen des Systems: für einen Mailserver mit eigenem Zertifikat.";
    SENDER = "Sender", "Absender";
    FROM_ADDRESS = "From address", "Absenderadresse";
    FROM_NAME = "From name", "Absendername";
    FROM_NAME_HINT = "Empty: the name of the workspace.", "Leer: der Name des Arbeitsbereichs.";
    READERS = "Readers of whom nothing is known", "Empfänger, von denen nichts bekannt ist";
    READERS_HINT = "Guests get their mail in the language and time zone of their browser. These count where those are not known.", "Gäste bekommen ihre E-Mails in Sprache und Zeitzone ihres Browsers. Wo die nicht bekannt sind, gelten diese.";
    LANGUAGE = "Language", "Sprache";
    TIME_ZONE = "Time zone", "Zeitzone";
    TIME_ZONE_HINT = "As in Europe/Berlin.", "Wie in Europe/Berlin.";
    TEST = "Test", "Test";
    TEST_TO = "Send the test to", "Test senden an";
    TEST_BUTTON = "Send a test mail", "Testnachricht senden";
    TEST_SAVE_FIRST = "Save first: the test uses what is saved.", "Zuerst speichern: Der Test nutzt das Gespeicherte.";
    TEST_NO_HOST = "Name a mail server and save it first.", "Zuerst einen Mailserver eintragen und speichern.";
    TEST_SENT = "The mail server took the test mail to {address}.", "Der Mailserver hat die Testnachricht an {address} angenommen.";
    TEST_REFUSED = "The test mail was not taken. {error}", "Die Testnachricht wurde nicht angenommen. {error}";
    SENDS_TRANSCRIPT = "Send the transcript by email at the end", "Protokoll am Ende per E-Mail senden";
}

/// How far a letter is, without what went wrong.
#[must_use]
pub fn state(state: &MailState) -> String {
    match state {
        MailState::Queued => STATE_QUEUED.text().to_owned(),
        MailState::Sending => STATE_SENDING.text().to_owned(),
        MailState::Waiting { at, .. } => STATE_WAITING.with(&[("time", &intl::minute(at.0))]),
        MailState::Sent { at } => STATE_SENT.with(&[("time", &intl::minute(at.0))]),
        MailState::Refused { .. } => STATE_REFUSED.text().to_owned(),
    }
}

/// What went wrong, with the mail server's own words.
#[must_use]
pub fn error(error: &MailError) -> String {
    let word: Word = match error {
        MailError::Said(words) => return words.clone(),
        MailError::NotSetUp => NOT_SET_UP,
        MailError::Interrupted => INTERRUPTED,
        MailError::SignIn(_) => SIGN_IN_FAILED,
        MailError::Unreachable(_) => SERVER_UNREACHABLE,
        MailError::GivenUp(_) => GIVEN_UP,
        MailError::Unusable(_) => UNUSABLE,
    };
    let told = word.with(&[("words", error.words())]);
    // What the library calls it helps nobody who made their certificate by hand.
    if error.words().contains("CaUsedAsEndEntity") {
        return format!("{told} {}", CA_HINT.text());
    }
    told
}

/// A way to keep the connection private, as it is called.
#[must_use]
pub const fn security(security: Security) -> Word {
    match security {
        Security::Starttls => STARTTLS,
        Security::Tls => TLS,
        Security::None => NO_SECURITY,
    }
}
