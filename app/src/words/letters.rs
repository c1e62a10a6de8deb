//! What letters to people outside say; written on the server, in the reader's language.

use super::words;

words! {
    SUBJECT = "Your chat with {workspace}", "Ihr Chat mit {workspace}";
    GUEST = "Guest", "Gast";
    WITH = "With", "Mit";
    DEPARTMENT = "Department", "Abteilung";
    STARTED = "Started", "Begonnen";
    ENDED = "Ended", "Beendet";
    LEFT_OUT = "This chat is very long: the first {count} entries are left out here. Ask us if you need all of it.", "Dieser Chat ist sehr lang: Die ersten {count} Einträge fehlen hier. Bei Bedarf senden wir gern alles.";
    ZONE = "Times are those of {zone}.", "Alle Zeiten in der Zeitzone {zone}.";
    FOOT = "Sent by {workspace}.", "Gesendet von {workspace}.";
    BEGAN = "{name} started the chat", "{name} hat den Chat begonnen";
    JOINED = "{name} joined", "{name} ist dazugekommen";
    ENDED_BY = "{name} ended the chat", "{name} hat den Chat beendet";
    ENDED_BY_ITSELF = "The chat was ended automatically", "Der Chat wurde automatisch beendet";
    ATTACHMENT = "Attached: {name} ({size})", "Angehängt: {name} ({size})";
    PDF_NAME = "Transcript {name} {day}.pdf", "Protokoll {name} {day}.pdf";
    PDF_TITLE = "Chat with {name}", "Chat mit {name}";
    PDF_ZONE = "Time zone", "Zeitzone";
    PDF_PAGE = "Page {page} of {pages}", "Seite {page} von {pages}";
    PDF_TEXT = "The transcript of the chat with {name} as PDF.", "Das Protokoll des Chats mit {name} als PDF.";
    PDF_FAILED = "A transcript as PDF could not be made. Please ask for it again.", "Ein Protokoll konnte nicht als PDF erstellt werden. Bitte erneut anfordern.";
    TEST_SUBJECT = "Test mail from {workspace}", "Testnachricht von {workspace}";
    TEST_TEXT = "Mail from {workspace} arrives. There is nothing else to do.", "E-Mails von {workspace} kommen an. Mehr ist nicht zu tun.";
}
