//! What every no says: what happened, and what to do now.

use model::{
    call::CallKind,
    canned::ScopeName,
    conversation::StageName,
    refusal::{Field, Limit, Problem, Refusal, Thing},
};

use super::{Word, words};
use crate::{api::Fault, parts::intl};

words! {
    BROKEN = "Something is broken on the server; it has been logged. Try again, and tell your administrator if it happens again.", "Auf dem Server ist etwas defekt; es wurde protokolliert. Erneut versuchen und bei Wiederholung die Administration informieren.";
    UNREACHABLE = "The server cannot be reached. Check the network and try again; what you typed is kept.", "Der Server ist nicht erreichbar. Netzwerk prüfen und erneut versuchen; die Eingaben bleiben erhalten.";

    NOT_SIGNED_IN = "You are no longer logged in. Log in again; what you typed is kept.", "Die Anmeldung ist abgelaufen. Bitte erneut anmelden; die Eingaben bleiben erhalten.";
    SIGNED_IN_AS = "This browser is logged in as {name} by now; nothing was done. Reload the page to go on as {name}.", "Dieser Browser ist inzwischen als {name} angemeldet; es wurde nichts getan. Seite neu laden, um als {name} weiterzuarbeiten.";
    WRONG_PASSWORD = "Wrong email, username or password. Check them and try again.", "E-Mail, Benutzername oder Passwort ist falsch. Bitte prüfen und erneut versuchen.";
    TOO_MANY_ATTEMPTS = "Too many attempts. Try again after {time}.", "Zu viele Versuche. Ab {time} erneut versuchen.";
    NOT_PERMITTED = "Your role does not allow this. Ask an administrator for the permission “{permission}”.", "Diese Rolle erlaubt das nicht. Bitte bei der Administration um die Berechtigung „{permission}“ bitten.";
    ALREADY_TAKEN = "{name} was faster and has this conversation now. Take another one from the queue.", "{name} war schneller und hat dieses Gespräch übernommen. Bitte ein anderes aus der Warteschlange übernehmen.";
    ALREADY_CLOSED = "This conversation has ended already. You find it in the Contact Center.", "Dieses Gespräch ist bereits beendet. Es steht jetzt im Contact Center.";
    WHILE_QUEUED = "This conversation waits in the queue. Take it first.", "Dieses Gespräch steht in der Warteschlange. Zuerst übernehmen.";
    WHILE_OFFERED = "This conversation is ringing at an agent. Wait for the answer.", "Dieses Gespräch klingelt gerade bei jemandem. Bitte die Antwort abwarten.";
    WHILE_OPEN = "This conversation is in progress already. Nothing needs to be done.", "Dieses Gespräch läuft bereits. Es ist nichts zu tun.";
    WHILE_ON_HOLD = "This conversation is on hold. Resume it first.", "Dieses Gespräch wird gehalten. Zuerst fortsetzen.";
    GUEST_SPOKE_LAST = "The guest wrote last. Answer first, then place the chat on hold.", "Die letzte Nachricht kam vom Gast. Zuerst antworten, dann halten.";
    LIMIT_OF_DEPARTMENT = "The department’s limit of {max} conversations is reached. End one or place one on hold first.", "Das Limit der Abteilung von {max} Gesprächen ist erreicht. Zuerst eines beenden oder halten.";
    LIMIT_OF_AGENT = "The personal limit of {max} conversations is reached. End one or place one on hold first.", "Das persönliche Limit von {max} Gesprächen ist erreicht. Zuerst eines beenden oder halten.";
    LIMIT_OF_WORKSPACE = "The workspace’s limit of {max} conversations per agent is reached. End one or place one on hold first.", "Das Limit von {max} Gesprächen pro Person ist erreicht. Zuerst eines beenden oder halten.";
    LIMIT_OF_CHANNEL = "The limit of {max} chats at once is reached. End one or place one on hold first.", "Das Limit von {max} gleichzeitigen Chats ist erreicht. Zuerst einen beenden oder halten.";
    PERSON_NOT_AVAILABLE = "{name} is not available now. Choose somebody else.", "{name} ist gerade nicht verfügbar. Bitte jemand anderen wählen.";
    PERSON_FULL = "{name} has no room: {load} of {max} conversations. Choose somebody else.", "{name} hat keinen Platz: {load} von {max} Gesprächen. Bitte jemand anderen wählen.";
    NOT_IN_DEPARTMENT = "{name} does not serve this department. Choose somebody else, or their department too.", "{name} gehört nicht zu dieser Abteilung. Bitte jemand anderen oder auch die Abteilung wählen.";
    NOBODY_THERE = "Nobody is available in {department}. Choose another department or somebody in particular.", "In {department} ist niemand verfügbar. Bitte eine andere Abteilung oder eine Person wählen.";
    DEPARTMENT_DISABLED = "{department} is switched off. Choose another department.", "{department} ist abgeschaltet. Bitte eine andere Abteilung wählen.";
    SAME_DEPARTMENT = "The chat is in this department already. Choose another one.", "Der Chat ist bereits in dieser Abteilung. Bitte eine andere wählen.";
    TOO_LATE_TO_UNDO = "It is too late to undo this. Ask a colleague to forward it back.", "Das lässt sich nicht mehr rückgängig machen. Bitte jemanden um Rückgabe bitten.";
    NOT_AN_AGENT = "User is not an Omnichannel Agent", "Diese Person ist nicht im Omnichannel-Team";
    ALREADY_IN = "{name} is in this conversation already.", "{name} ist bereits in diesem Gespräch.";
    OFFER_OVER = "This offer is over: it was withdrawn or went to somebody else. The next one will ring.", "Dieses Angebot ist vorbei: Es wurde zurückgezogen oder ging an jemand anderen. Das nächste wird klingeln.";
    EDIT_CONFLICT = "Somebody else changed this in the meantime. Nothing was overwritten: compare both and save again.", "Jemand anders hat das inzwischen geändert. Es wurde nichts überschrieben: bitte vergleichen und erneut speichern.";
    TAGS_REQUIRED = "This department needs at least one tag before a conversation ends. Add a tag.", "In dieser Abteilung braucht ein Gespräch vor dem Beenden mindestens ein Schlagwort. Bitte eines hinzufügen.";
    SHORTCUT_PRIVATE = "You use this shortcut for another private response already. Choose another one.", "Dieses Kürzel gehört schon zu einem anderen eigenen Textbaustein. Bitte ein anderes wählen.";
    SHORTCUT_DEPARTMENT = "{name} made a response with this shortcut for one of these departments. Choose another one, or edit that one.", "{name} hat für eine dieser Abteilungen schon einen Textbaustein mit diesem Kürzel angelegt. Bitte ein anderes wählen oder jenen bearbeiten.";
    SHORTCUT_PUBLIC = "{name} made a public response with this shortcut. Choose another one, or edit that one.", "{name} hat schon einen öffentlichen Textbaustein mit diesem Kürzel angelegt. Bitte ein anderes wählen oder jenen bearbeiten.";
    STILL_OPEN = "The transcript as PDF is made after the end: end the conversation first.", "Das Protokoll als PDF entsteht nach dem Ende: zuerst das Gespräch beenden.";
    MAIL_NOT_SET_UP = "No mail can leave yet. Ask an administrator to name the mail server in Manage → Email.", "Es können noch keine E-Mails gesendet werden. Bitte die Administration bitten, unter Verwaltung → E-Mail den Mailserver einzutragen.";
    BROADCAST_OVER = "This broadcast is over: nothing of it can be changed any more. Start a new one.", "Diese Rundsendung ist vorbei: Daran lässt sich nichts mehr ändern. Bitte eine neue beginnen.";
    NO_PUBLIC_ADDRESS = "Mail to many needs a link to unsubscribe, and this server does not know its address. Ask an administrator to start it with --public-url.", "Rundsendungen per E-Mail brauchen einen Link zum Abmelden, und dieser Server kennt seine Adresse nicht. Bitte die Administration bitten, ihn mit --public-url zu starten.";
    NOBODY_TO_ANSWER = "Answers in chats come back to whoever sends, who must be an agent. Choose email, or ask for the role agent.", "Antworten in Chats kommen zum Absender zurück; dafür braucht es die Rolle Agent. Bitte E-Mail wählen oder um die Rolle bitten.";
    FILE_TOO_LARGE = "The file has {size}; at most {limit} are allowed. Choose a smaller one.", "Die Datei hat {size}; erlaubt sind höchstens {limit}. Bitte eine kleinere wählen.";
    FILE_TYPE_NOT_ALLOWED = "Files of this type are not allowed. Send it in another format.", "Dateien dieses Typs sind nicht erlaubt. Bitte in einem anderen Format senden.";
    TOO_FAST = "That was too fast. Try again after {time}.", "Das war zu schnell. Ab {time} erneut versuchen.";
    ALREADY_TALKING = "A conversation with this guest is open already. Go on there.", "Mit diesem Gast läuft bereits ein Gespräch. Bitte dort weitermachen.";
    IMPORT_BEGUN = "This import has begun already. Watch it, or choose a file anew.", "Dieser Import hat bereits begonnen. Bitte abwarten oder eine neue Datei wählen.";
    BLOCKED = "You cannot write here at the moment. Please reach us another way.", "Hier kann gerade nicht geschrieben werden. Bitte auf anderem Weg melden.";
    ALREADY_BLOCKED = "{name} has blocked this contact already. Nothing needs to be done.", "{name} hat diesen Kontakt bereits blockiert. Es ist nichts zu tun.";
    CONTACT_ERASED = "Everything about this contact was erased. Create a new one instead.", "Alles über diesen Kontakt wurde gelöscht. Bitte stattdessen einen neuen anlegen.";
    ALREADY_SET_UP = "This workspace is set up already. Log in instead.", "Dieser Arbeitsbereich ist bereits eingerichtet. Bitte anmelden.";
    LAST_ADMINISTRATOR = "This is the last administrator. Make somebody else an administrator first.", "Das ist die letzte Person mit Administrationsrechten. Zuerst jemand anderem diese Rolle geben.";
    BUSY = "Many people are changing this at once. Try again.", "Gerade ändern viele gleichzeitig. Bitte erneut versuchen.";
    BOT_READS_NOTHING = "Nobody reads messages to this account. Write to a colleague instead.", "Nachrichten an dieses Konto liest niemand. Bitte an jemanden aus dem Team schreiben.";
    DISABLED = "{name} can no longer log in and would not read it. Write to somebody else.", "{name} kann sich nicht mehr anmelden und würde es nicht lesen. Bitte an jemand anderen schreiben.";
    ALREADY_CALLING = "There is a call in this conversation already, perhaps on another page of yours.", "In diesem Gespräch läuft bereits ein Anruf, vielleicht auf einer anderen Seite.";
    IN_A_CALL = "One call at a time: end the other one first.", "Nur ein Anruf auf einmal: zuerst den anderen beenden.";
    GUEST_NOT_HERE = "The guest does not have the chat open and would not hear it ring. Write a message first.", "Der Gast hat den Chat nicht offen und würde das Klingeln nicht hören. Zuerst eine Nachricht schreiben.";
    NO_AUDIO_CALLS = "Calls are switched off in this workspace. Ask an administrator.", "Anrufe sind in diesem Arbeitsbereich abgeschaltet. Bitte an die Administration wenden.";
    NO_VIDEO_CALLS = "Video is switched off in this workspace. Call without it.", "Video ist in diesem Arbeitsbereich abgeschaltet. Bitte ohne Video anrufen.";
    NO_LINK_CALLS = "No conference provider is set. An administrator enters one under Manage, Settings, Calls.", "Es ist kein Konferenzanbieter eingetragen. Das geht unter Verwaltung, Einstellungen, Anrufe.";
    CALL_OVER = "This call is over. Start a new one.", "Dieser Anruf ist vorbei. Bitte einen neuen beginnen.";
    MALFORMED = "The server could not read what was sent. Reload the page and try again.", "Der Server konnte die Anfrage nicht lesen. Seite neu laden und erneut versuchen.";
    NO_CONVERSATION = "There is no such conversation, or you may not see it. Open another one from the list.", "Dieses Gespräch gibt es nicht oder es ist nicht zugänglich. Bitte ein anderes aus der Liste öffnen.";
    NO_CONTACT = "There is no such contact, or you may not see it. Open another one from the list.", "Diesen Kontakt gibt es nicht oder er ist nicht zugänglich. Bitte einen anderen aus der Liste öffnen.";
    NO_DEPARTMENT = "There is no such department. Choose another one.", "Diese Abteilung gibt es nicht. Bitte eine andere wählen.";
    NO_PERSON = "There is no such person. Choose another one.", "Diese Person gibt es nicht. Bitte eine andere wählen.";
    NO_UPLOAD = "This file is no longer there. Attach it again.", "Diese Datei ist nicht mehr da. Bitte erneut anhängen.";
    NO_CALL = "There is no such call, or you may not see it. Choose another one from the list.", "Diesen Anruf gibt es nicht oder er ist nicht zugänglich. Bitte einen anderen aus der Liste wählen.";
    NO_CANNED = "There is no such canned response any more, or you may not see it. Choose another one.", "Diesen Textbaustein gibt es nicht mehr oder er ist nicht zugänglich. Bitte einen anderen wählen.";
    NO_CUSTOM_FIELD = "There is no such custom field any more. Go back to the list.", "Dieses Zusatzfeld gibt es nicht mehr. Bitte zurück zur Liste gehen.";
    NO_MERGE = "This merge was taken back already. Reload the contact.", "Diese Zusammenführung wurde bereits rückgängig gemacht. Bitte den Kontakt neu laden.";
    NO_BROADCAST = "There is no such broadcast, or you may not see it. Open another one from the list.", "Diese Rundsendung gibt es nicht oder sie ist nicht zugänglich. Bitte eine andere aus der Liste öffnen.";
    NO_SAVED_VIEW = "There is no such view any more, or you may not see it. Choose another one.", "Diese Ansicht gibt es nicht mehr oder sie ist nicht zugänglich. Bitte eine andere wählen.";
    NO_BULK_JOB = "This is gone: results are kept for a week. Start it again.", "Das gibt es nicht mehr: Ergebnisse bleiben eine Woche. Bitte neu starten.";
    NO_IMPORT = "There is no such import any more, or you may not see it. Choose the file again.", "Diesen Import gibt es nicht mehr oder er ist nicht zugänglich. Bitte die Datei erneut wählen.";
    NO_MAIL = "There is no such mail, or you may not see it. Reload the page.", "Diese E-Mail gibt es nicht oder sie ist nicht zugänglich. Bitte die Seite neu laden.";
    NO_PAGE = "There is no such page. Go back to the desk.", "Diese Seite gibt es nicht. Bitte zurück zum Arbeitsplatz gehen.";
    NO_SIGN_IN = "This browser is signed out already. Nothing needs to be done.", "Dieser Browser ist bereits abgemeldet. Es ist nichts zu tun.";
    IN_FIELD = "{field}: {problem}", "{field}: {problem}";

    MISSING = "Please fill this in.", "Bitte ausfüllen.";
    TOO_LONG = "Too long: at most {limit} characters.", "Zu lang: höchstens {limit} Zeichen.";
    TOO_SHORT = "Too short: at least {limit} characters.", "Zu kurz: mindestens {limit} Zeichen.";
    TOO_MANY = "Too many: at most {limit}.", "Zu viele: höchstens {limit}.";
    OUT_OF_RANGE = "Enter a number from {from} to {to}.", "Bitte eine Zahl von {from} bis {to} eingeben.";
    UNREADABLE = "Contains a character that cannot be shown. Type it instead of pasting.", "Enthält ein nicht darstellbares Zeichen. Bitte eintippen statt einfügen.";
    NOT_AN_EMAIL = "Not an email address. Write it like ada@example.com.", "Keine E-Mail-Adresse. Schreibweise wie ada@example.com.";
    NOT_A_PHONE = "Not a phone number. Write it with the country code, like +44 20 7946 0958.", "Keine Telefonnummer. Bitte mit Ländervorwahl wie +49 30 901820.";
    NOT_A_SHORTCUT = "One word of letters, digits, dot, dash and underscore.", "Ein Wort aus Buchstaben, Ziffern, Punkt, Binde- und Unterstrich.";
    NOT_A_USERNAME = "Only the letters a to z, digits, dot, dash and underscore.", "Nur die Buchstaben a bis z, Ziffern, Punkt, Binde- und Unterstrich.";
    NOT_A_HOST = "Not the name of a machine. Write it like mail.example.com, without a port.", "Kein Name einer Maschine. Schreibweise wie mail.example.com, ohne Port.";
    NOT_THIS_MACHINE = "Without TLS only to this machine itself (localhost). Choose STARTTLS or TLS.", "Ohne TLS nur zu dieser Maschine selbst (localhost). Bitte STARTTLS oder TLS wählen.";
    NOT_A_CERTIFICATE = "No certificate. Paste it in PEM, from BEGIN CERTIFICATE to END CERTIFICATE.", "Kein Zertifikat. Bitte im PEM-Format einfügen, von BEGIN CERTIFICATE bis END CERTIFICATE.";
    NOT_THE_SAME = "Not the same. Type it exactly as it stands above.", "Stimmt nicht überein. Bitte genau so eintippen, wie es oben steht.";
    TAKEN = "Somebody else has this already. Choose another one.", "Schon vergeben. Bitte etwas anderes wählen.";
    CIRCULAR = "Leads back to this one. Choose another one.", "Führt hierher zurück. Bitte etwas anderes wählen.";
    NOT_A_LINK = "Not a link. Write it like https://meet.example/{{room}}.", "Kein Link. Schreibweise wie https://meet.example/{{room}}.";
    NO_PLACEHOLDER = "Everybody would meet in the same room. Put {{room}} where its name stands.", "So träfen sich alle im selben Raum. Bitte {{room}} an die Stelle seines Namens setzen.";
    UNKNOWN_PLACEHOLDER = "Only {{room}}, {{conversation.id}} and {{agent.name}} are filled in.", "Nur {{room}}, {{conversation.id}} und {{agent.name}} werden ausgefüllt.";
    NOT_A_PLACEHOLDER = "Nothing stands for one of the words in braces. Insert a placeholder from the menu, or take the braces away.", "Für eines der Wörter in Klammern ist nichts hinterlegt. Bitte einen Platzhalter aus dem Menü einfügen oder die Klammern entfernen.";
    NOT_A_SERVER = "Not a server. Write it like turn:turn.example:3478 or stun:stun.example.", "Kein Server. Schreibweise wie turn:turn.example:3478 oder stun:stun.example.";
    NEEDS_TURN = "To pass calls on, a TURN server is needed. Add one, or let calls go directly.", "Zum Weiterleiten braucht es einen TURN-Server. Einen hinzufügen oder Anrufe direkt führen.";
    NOT_A_KEY = "Only the letters a to z, digits, dash and underscore.", "Nur die Buchstaben a bis z, Ziffern, Binde- und Unterstrich.";
    NOT_A_NUMBER = "Not a number. Write it like 1234.5.", "Keine Zahl. Schreibweise wie 1234,5.";
    NOT_A_DATE = "Not a date. Write it like 2026-11-30.", "Kein Datum. Schreibweise wie 2026-11-30.";
    NOT_A_URL = "Not a web address. Write it like https://example.com.", "Keine Webadresse. Schreibweise wie https://example.com.";
    NOT_A_PATTERN = "Not a regular expression that can be used. Brackets must close; look-around and back references are not possible.", "Kein verwendbarer regulärer Ausdruck. Klammern müssen schließen; Look-around und Rückverweise gehen nicht.";
    DOES_NOT_FIT = "Not in the form this field wants. Check it for typing errors.", "Nicht in der Form, die dieses Feld verlangt. Bitte auf Tippfehler prüfen.";
    UNKNOWN = "Not known here. Choose one from the list.", "Hier nicht bekannt. Bitte aus der Liste wählen.";

    NAME = "Name", "Name";
    USERNAME = "Username", "Benutzername";
    EMAIL = "Email", "E-Mail";
    PHONE = "Phone", "Telefon";
    PASSWORD = "Password", "Passwort";
    TEXT = "Message", "Nachricht";
    NOTES = "Notes", "Notizen";
    COMMENT = "Comment", "Kommentar";
    TOPIC = "Topic", "Thema";
    TAGS = "Tags", "Schlagwörter";
    DEPARTMENT = "Department", "Abteilung";
    DESCRIPTION = "Description", "Beschreibung";
    MEMBERS = "Members", "Mitglieder";
    ROLES = "Roles", "Rollen";
    LIMIT = "Limit", "Limit";
    DURATION = "Duration", "Dauer";
    FILE = "File", "Datei";
    SEARCH = "Search", "Suche";
    CONSENT = "Consent", "Einwilligung";
    PAGE = "Page", "Seite";
    FALLBACK = "While nobody is available", "Wenn niemand verfügbar ist";
    MANAGER = "Contact manager", "Zuständig";
    LINK = "Conference link", "Konferenz-Link";
    SERVERS = "STUN and TURN servers", "STUN- und TURN-Server";
    DISPOSITION = "Disposition", "Ergebnis";
    SHORTCUT = "Shortcut", "Kürzel";
    SUBJECT = "Subject", "Betreff";
    HOST = "Host", "Host";
    PORT = "Port", "Port";
    SECURITY = "Security", "Verschlüsselung";
    CERTIFICATES = "Certificates", "Zertifikate";
    COLUMNS = "Columns", "Spalten";
    TIME_ZONE = "Time zone", "Zeitzone";
    KEY = "Key", "Schlüssel";
    LABEL = "Label", "Bezeichnung";
    OPTIONS = "Options", "Auswahl";
    CONTACT = "Contact", "Kontakt";
    PATTERN = "Regular expression", "Regulärer Ausdruck";
    RECIPIENTS = "Recipients", "Empfänger";
}

/// A call's failure in words.
#[must_use]
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Refused(no) => refusal(no),
        Fault::Broken => BROKEN.text().to_owned(),
        Fault::Unreachable => UNREACHABLE.text().to_owned(),
    }
}

/// Whether the same call may succeed when it is simply made again.
#[must_use]
pub const fn is_worth_retrying(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::Broken
            | Fault::Unreachable
            | Fault::Refused(
                Refusal::Busy | Refusal::TooFast { .. } | Refusal::LimitReached { .. }
            )
    )
}

/// A refusal in words.
#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    let word = match refusal {
        Refusal::TooManyAttempts { retry_at } => return after(TOO_MANY_ATTEMPTS, retry_at.0),
        Refusal::TooFast { retry_at } => return after(TOO_FAST, retry_at.0),
        Refusal::NotPermitted { permission } => {
            return NOT_PERMITTED.with(&[("permission", permission.as_str())]);
        }
        Refusal::Invalid { field, problem: found } => {
            let values = [("field", field_word(*field).text()), ("problem", &problem(found))];
            return IN_FIELD.with(&values);
        }
        Refusal::InvalidField { label, problem: found, .. } => {
            return IN_FIELD.with(&[("field", label), ("problem", &problem(found))]);
        }
        Refusal::Disabled { who } => return DISABLED.with(&[("name", &who.name)]),
        Refusal::NotAvailable { person } => {
            return PERSON_NOT_AVAILABLE.with(&[("name", &person.name)]);
        }
        Refusal::PersonFull { person, load, max } => {
            let (load, max) = (load.to_string(), max.to_string());
            return PERSON_FULL.with(&[("name", &person.name), ("load", &load), ("max", &max)]);
        }
        Refusal::NotInDepartment { person } => {
            return NOT_IN_DEPARTMENT.with(&[("name", &person.name)]);
        }
        Refusal::NobodyThere { department } => {
            return NOBODY_THERE.with(&[("department", &department.name)]);
        }
        Refusal::DepartmentDisabled { department } => {
            return DEPARTMENT_DISABLED.with(&[("department", &department.name)]);
        }
        Refusal::AlreadyIn { person } => return ALREADY_IN.with(&[("name", &person.name)]),
        Refusal::AlreadyTaken { by } => return ALREADY_TAKEN.with(&[("name", &by.name)]),
        Refusal::AlreadyBlocked { by } => return ALREADY_BLOCKED.with(&[("name", &by.name)]),
        Refusal::SignedInAs { by } => return SIGNED_IN_AS.with(&[("name", &by.name)]),
        Refusal::ShortcutTaken { by, scope } => {
            return shortcut_word(*scope).with(&[("name", &by.name)]);
        }
        Refusal::LimitReached { limit, max, .. } => {
            return limit_word(*limit).with(&[("max", &max.to_string())]);
        }
        Refusal::FileTooLarge { size_bytes, limit_bytes } => {
            let (size, limit) = (intl::bytes(*size_bytes), intl::bytes(*limit_bytes));
            return FILE_TOO_LARGE.with(&[("size", &size), ("limit", &limit)]);
        }
        Refusal::NotFound { thing } => thing_word(*thing),
        Refusal::WrongStage { stage } => stage_word(*stage),
        Refusal::CallsOff { kind } => calls_word(*kind),
        plain => plain_word(plain),
    };
    word.text().to_owned()
}

/// What is wrong with a field, to stand beside it.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    let word = match problem {
        Problem::TooLong { limit } => return TOO_LONG.with(&[("limit", &limit.to_string())]),
        Problem::TooShort { limit } => return TOO_SHORT.with(&[("limit", &limit.to_string())]),
        Problem::TooMany { limit } => return TOO_MANY.with(&[("limit", &limit.to_string())]),
        Problem::OutOfRange { from, to } => {
            return OUT_OF_RANGE.with(&[("from", &from.to_string()), ("to", &to.to_string())]);
        }
        Problem::Missing => MISSING,
        Problem::Unreadable => UNREADABLE,
        Problem::NotAnEmail => NOT_AN_EMAIL,
        Problem::NotAPhone => NOT_A_PHONE,
        Problem::NotAUsername => NOT_A_USERNAME,
        Problem::NotAShortcut => NOT_A_SHORTCUT,
        Problem::NotAHost => NOT_A_HOST,
        Problem::NotThisMachine => NOT_THIS_MACHINE,
        Problem::NotACertificate => NOT_A_CERTIFICATE,
        Problem::NotTheSame => NOT_THE_SAME,
        Problem::Taken => TAKEN,
        Problem::Unknown => UNKNOWN,
        Problem::Circular => CIRCULAR,
        Problem::NotALink => NOT_A_LINK,
        Problem::NoPlaceholder => NO_PLACEHOLDER,
        Problem::UnknownPlaceholder => UNKNOWN_PLACEHOLDER,
        Problem::NotAPlaceholder => NOT_A_PLACEHOLDER,
        Problem::NotAServer => NOT_A_SERVER,
        Problem::NeedsTurn => NEEDS_TURN,
        Problem::NotAKey => NOT_A_KEY,
        Problem::NotANumber => NOT_A_NUMBER,
        Problem::NotADate => NOT_A_DATE,
        Problem::NotAUrl => NOT_A_URL,
        Problem::NotAPattern => NOT_A_PATTERN,
        Problem::DoesNotFit => DOES_NOT_FIT,
    };
    word.text().to_owned()
}

/// The refusals that are one sentence.
const fn plain_word(refusal: &Refusal) -> Word {
    match refusal {
        Refusal::NotSignedIn => NOT_SIGNED_IN,
        Refusal::WrongPassword => WRONG_PASSWORD,
        Refusal::AlreadyClosed => ALREADY_CLOSED,
        Refusal::GuestSpokeLast => GUEST_SPOKE_LAST,
        Refusal::NotAnAgent => NOT_AN_AGENT,
        Refusal::SameDepartment => SAME_DEPARTMENT,
        Refusal::TooLateToUndo => TOO_LATE_TO_UNDO,
        Refusal::OfferOver => OFFER_OVER,
        Refusal::EditConflict { .. } => EDIT_CONFLICT,
        Refusal::TagsRequired => TAGS_REQUIRED,
        Refusal::MailNotSetUp => MAIL_NOT_SET_UP,
        Refusal::StillOpen => STILL_OPEN,
        Refusal::BroadcastOver => BROADCAST_OVER,
        Refusal::NoPublicAddress => NO_PUBLIC_ADDRESS,
        Refusal::NobodyToAnswer => NOBODY_TO_ANSWER,
        Refusal::FileTypeNotAllowed => FILE_TYPE_NOT_ALLOWED,
        Refusal::AlreadyTalking { .. } => ALREADY_TALKING,
        Refusal::Blocked => BLOCKED,
        Refusal::ImportBegun => IMPORT_BEGUN,
        Refusal::ContactErased => CONTACT_ERASED,
        Refusal::AlreadySetUp => ALREADY_SET_UP,
        Refusal::LastAdministrator => LAST_ADMINISTRATOR,
        Refusal::Busy => BUSY,
        Refusal::AlreadyCalling => ALREADY_CALLING,
        Refusal::InACall => IN_A_CALL,
        Refusal::GuestNotHere => GUEST_NOT_HERE,
        Refusal::CallOver => CALL_OVER,
        Refusal::BotReadsNothing => BOT_READS_NOTHING,
        // The others carry values and were put into words before.
        Refusal::Malformed { .. }
        | Refusal::TooManyAttempts { .. }
        | Refusal::TooFast { .. }
        | Refusal::NotPermitted { .. }
        | Refusal::NotFound { .. }
        | Refusal::Invalid { .. }
        | Refusal::InvalidField { .. }
        | Refusal::AlreadyTaken { .. }
        | Refusal::AlreadyIn { .. }
        | Refusal::NotAvailable { .. }
        | Refusal::PersonFull { .. }
        | Refusal::NotInDepartment { .. }
        | Refusal::NobodyThere { .. }
        | Refusal::DepartmentDisabled { .. }
        | Refusal::SignedInAs { .. }
        | Refusal::AlreadyBlocked { .. }
        | Refusal::WrongStage { .. }
        | Refusal::CallsOff { .. }
        | Refusal::LimitReached { .. }
        | Refusal::Disabled { .. }
        | Refusal::ShortcutTaken { .. }
        | Refusal::FileTooLarge { .. } => MALFORMED,
    }
}

const fn thing_word(thing: Thing) -> Word {
    match thing {
        Thing::Conversation => NO_CONVERSATION,
        Thing::Contact => NO_CONTACT,
        Thing::Department => NO_DEPARTMENT,
        Thing::Person => NO_PERSON,
        Thing::Upload => NO_UPLOAD,
        Thing::Mail => NO_MAIL,
        Thing::Page => NO_PAGE,
        Thing::SignIn => NO_SIGN_IN,
        Thing::CannedResponse => NO_CANNED,
        Thing::CustomField => NO_CUSTOM_FIELD,
        Thing::Merge => NO_MERGE,
        Thing::Import => NO_IMPORT,
        Thing::Call => NO_CALL,
        Thing::Broadcast => NO_BROADCAST,
        Thing::SavedView => NO_SAVED_VIEW,
        Thing::BulkJob => NO_BULK_JOB,
    }
}

const fn calls_word(kind: CallKind) -> Word {
    match kind {
        CallKind::Audio => NO_AUDIO_CALLS,
        CallKind::Video => NO_VIDEO_CALLS,
        CallKind::Link => NO_LINK_CALLS,
    }
}

const fn stage_word(stage: StageName) -> Word {
    match stage {
        StageName::Queued => WHILE_QUEUED,
        StageName::Offered => WHILE_OFFERED,
        StageName::Open => WHILE_OPEN,
        StageName::OnHold => WHILE_ON_HOLD,
        StageName::Closed => ALREADY_CLOSED,
    }
}

const fn shortcut_word(scope: ScopeName) -> Word {
    match scope {
        ScopeName::Private => SHORTCUT_PRIVATE,
        ScopeName::Departments => SHORTCUT_DEPARTMENT,
        ScopeName::Public => SHORTCUT_PUBLIC,
    }
}

const fn limit_word(limit: Limit) -> Word {
    match limit {
        Limit::Department => LIMIT_OF_DEPARTMENT,
        Limit::Agent => LIMIT_OF_AGENT,
        Limit::Workspace => LIMIT_OF_WORKSPACE,
        Limit::Channel => LIMIT_OF_CHANNEL,
    }
}

const fn field_word(field: Field) -> Word {
    match field {
        Field::Name => NAME,
        Field::Username => USERNAME,
        Field::Email => EMAIL,
        Field::Phone => PHONE,
        Field::Password => PASSWORD,
        Field::Text => TEXT,
        Field::Notes => NOTES,
        Field::Comment => COMMENT,
        Field::Topic => TOPIC,
        Field::Tags => TAGS,
        Field::Department => DEPARTMENT,
        Field::Description => DESCRIPTION,
        Field::Members => MEMBERS,
        Field::Roles => ROLES,
        Field::Limit => LIMIT,
        Field::Duration => DURATION,
        Field::File => FILE,
        Field::Search => SEARCH,
        Field::Consent => CONSENT,
        Field::Page => PAGE,
        Field::Fallback => FALLBACK,
        Field::Manager => MANAGER,
        Field::Link => LINK,
        Field::Servers => SERVERS,
        Field::Disposition => DISPOSITION,
        Field::Shortcut => SHORTCUT,
        Field::Subject => SUBJECT,
        Field::Host => HOST,
        Field::Port => PORT,
        Field::Security => SECURITY,
        Field::Certificates => CERTIFICATES,
        Field::TimeZone => TIME_ZONE,
        Field::Key => KEY,
        Field::Label => LABEL,
        Field::Options => OPTIONS,
        Field::Pattern => PATTERN,
        Field::Contact => CONTACT,
        Field::Recipients => RECIPIENTS,
        Field::Columns => COLUMNS,
    }
}

/// A time by the minute, rounded up: nobody comes back too early.
fn after(word: Word, at_ms: i64) -> String {
    const ALMOST_A_MINUTE_MS: i64 = 59_999;
    word.with(&[("time", &intl::minute(at_ms.saturating_add(ALMOST_A_MINUTE_MS)))])
}
