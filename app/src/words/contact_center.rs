//! Words of the Contact Center: contacts, closed chats, calls.

use super::words;

words! {
    TITLE = "Contact Center", "Contact Center";
    CONTACTS = "Contacts", "Kontakte";
    CHATS = "Chats", "Chats";
    CALLS = "Calls", "Anrufe";
    DIRECTORY = "Directory", "Verzeichnis";

    NEW_CONTACT = "New Contact", "Neuer Kontakt";
    ONE_CONTACT = "1 contact", "1 Kontakt";
    COUNT_CONTACTS = "{count} contacts", "{count} Kontakte";
    ONE_CHAT = "1 chat", "1 Chat";
    COUNT_CHATS = "{count} chats", "{count} Chats";
    SEARCH_CONTACTS = "Name, phone, email, username", "Name, Telefon, E-Mail, Benutzername";
    SEARCH_CHATS = "Words of the conversation", "Wörter aus dem Gespräch";
    LOADING_CONTACTS = "Contacts are loading…", "Kontakte werden geladen …";
    LOADING_CHATS = "Chats are loading…", "Chats werden geladen …";
    CONTACTS_FAILED = "The contacts could not be loaded", "Die Kontakte konnten nicht geladen werden";
    CHATS_FAILED = "The chats could not be loaded", "Die Chats konnten nicht geladen werden";
    MORE_FAILED = "The next ones could not be loaded.", "Die nächsten konnten nicht geladen werden.";
    NO_CONTACTS = "No contacts yet", "Noch keine Kontakte";
    NO_CONTACTS_TEXT = "People who write through the website appear here; you can also add one.", "Wer über die Website schreibt, erscheint hier; Kontakte lassen sich auch anlegen.";
    NO_CONTACTS_YET_YOURS = "Contacts appear here once you have served them.", "Kontakte erscheinen hier, sobald sie betreut wurden.";
    NO_CHATS = "No closed chats yet", "Noch keine beendeten Chats";
    NO_CHATS_TEXT = "A chat appears here the moment it ends.", "Ein Chat erscheint hier, sobald er endet.";
    NOTHING_FOUND = "Nothing found", "Nichts gefunden";
    NOTHING_FOUND_TEXT = "Every word must occur. Try fewer words or remove a filter.", "Jedes Wort muss vorkommen. Weniger Wörter versuchen oder einen Filter entfernen.";
    CLEAR_SEARCH = "Clear the search", "Suche leeren";
    CLEAR_ALL = "Clear search and filters", "Suche und Filter aufheben";
    NO_CALLS = "No calls yet", "Noch keine Anrufe";
    NO_CALLS_TEXT = "No phone or call channel is connected. Once there is one, every call leaves its record here, with its duration and notes.", "Es ist noch kein Telefon- oder Anrufkanal verbunden. Danach steht hier jeder Anruf mit Dauer und Notizen.";

    NAME = "Name", "Name";
    PHONE = "Phone", "Telefon";
    EMAIL = "Email", "E-Mail";
    LAST_CHAT = "Last chat", "Letzter Chat";
    CONTACT_MANAGER = "Contact manager", "Zuständig";
    CREATED = "Created", "Angelegt";
    NOTES = "Notes", "Notizen";
    NOTES_HINT = "For colleagues only; guests never see them.", "Nur intern sichtbar, nie für Gäste.";
    NEVER = "Never", "Nie";
    NONE = "None", "Keine Angabe";
    MANAGER_HINT = "Routing tries this agent first.", "Neue Chats gehen zuerst an diese Person.";
    NOBODY = "Nobody", "Niemand";

    CONTACT_INFORMATION = "Contact Information", "Kontaktinformationen";
    CHAT_HISTORY = "Chat History", "Chatverlauf";
    BACK_TO_CONTACT = "Back to the contact", "Zurück zum Kontakt";
    COPY = "Copy {what}", "{what} kopieren";
    COPIED = "{what} is on the clipboard.", "{what} ist in der Zwischenablage.";
    NOT_COPIED = "The browser does not allow copying here. Select the text and copy it by keyboard.", "Der Browser erlaubt hier kein Kopieren. Den Text markieren und mit der Tastatur kopieren.";
    OPEN_LAST_CHAT = "Open the last chat", "Letzten Chat öffnen";
    CONTACT_LOADING = "The contact is loading…", "Der Kontakt wird geladen …";
    CONTACT_FAILED = "The contact could not be loaded", "Der Kontakt konnte nicht geladen werden";
    CONTACT_SAVED = "{name} was saved.", "{name} wurde gespeichert.";
    CONTACT_CREATED = "{name} was added to the contacts.", "{name} wurde zu den Kontakten hinzugefügt.";
    EMAIL_NUMBERED = "Email {number}", "E-Mail {number}";
    PHONE_NUMBERED = "Phone {number}", "Telefon {number}";
    ADD_EMAIL = "Add another email", "Weitere E-Mail";
    ADD_PHONE = "Add another phone", "Weitere Telefonnummer";
    REMOVE = "Remove", "Entfernen";
    REMOVE_WHICH = "Remove {what}", "{what} entfernen";
    PHONE_HINT = "With the country code: +44 20 7946 0958", "Mit Ländervorwahl: +49 30 901820";

    GUEST = "Guest", "Gast";
    DEPARTMENT = "Department", "Abteilung";
    AGENT = "Agent", "Agent";
    STARTED = "Started", "Begonnen";
    CLOSED = "Closed", "Beendet";
    TAGS = "Tags", "Schlagwörter";
    TAG = "Tag", "Schlagwort";
    MORE_TAGS = "+{count}", "+{count}";

    FILTERS = "Filters", "Filter";
    ANY_AGENT = "Any agent", "Alle";
    ANY_DEPARTMENT = "Any department", "Alle";
    PERIOD = "Closed", "Beendet";
    ANY_TIME = "Any time", "Jederzeit";
    TODAY = "Today", "Heute";
    LAST_7_DAYS = "Last 7 days", "Letzte 7 Tage";
    LAST_30_DAYS = "Last 30 days", "Letzte 30 Tage";
    LAST_90_DAYS = "Last 90 days", "Letzte 90 Tage";
    OWN_DATES = "Dates…", "Zeitraum …";
    FROM = "From", "Von";
    UNTIL = "Until", "Bis";
    CHIP_AGENT = "Agent: {value}", "Agent: {value}";
    CHIP_DEPARTMENT = "Department: {value}", "Abteilung: {value}";
    CHIP_TAG = "Tag: {value}", "Schlagwort: {value}";
    CHIP_CONTACT = "Contact: {value}", "Kontakt: {value}";
    CHIP_PERIOD = "Closed: {value}", "Beendet: {value}";
    CHIP_FROM = "From {value}", "Ab {value}";
    CHIP_UNTIL = "Until {value}", "Bis {value}";

    ROOM_INFORMATION = "Room Information", "Rauminformationen";
    VIEW_FULL = "View full conversation", "Ganzes Gespräch ansehen";
    BACK_TO_CHATS = "Back to the chats", "Zurück zu den Chats";
    CHAT_LOADING = "The chat is loading…", "Der Chat wird geladen …";
    CHAT_FAILED = "The chat could not be loaded", "Der Chat konnte nicht geladen werden";
    CHAT = "Chat", "Chat";
}
