//! Words of *Go to*.

use super::words;

words! {
    GO_TO = "Go to", "Gehe zu";
    PLACEHOLDER = "Contact, conversation, screen, command, setting…", "Kontakt, Gespräch, Seite, Befehl, Einstellung …";
    RESULTS = "Where to go", "Ziele";
    RECENT = "Recent", "Zuletzt";
    CONVERSATIONS = "Conversations", "Gespräche";
    SCREENS = "Screens and settings", "Seiten und Einstellungen";
    COMMANDS = "Commands", "Befehle";
    COLLEAGUES = "Messages to colleagues", "Nachrichten an Kollegen";
    CONTACTS = "Contacts", "Kontakte";
    CHATS = "Closed chats", "Beendete Chats";
    BECOME = "Availability: {availability}", "Verfügbarkeit: {availability}";
    IS_SO = "It is so already.", "Das ist schon so.";
    SEARCHING = "Searching contacts and closed chats…", "Kontakte und beendete Chats werden durchsucht …";
    NOTHING = "Nothing found for “{typed}”. Try fewer letters or another word.", "Nichts gefunden für „{typed}“. Weniger Buchstaben oder ein anderes Wort versuchen.";
    FOUND_ONE = "1 result", "1 Treffer";
    FOUND = "{count} results", "{count} Treffer";
    NOT_SEARCHED = "Contacts and closed chats could not be searched: {reason}", "Kontakte und beendete Chats konnten nicht durchsucht werden: {reason}";
    KEY_GO = "Go to anything, on every screen", "Überall hin, auf jeder Seite";
    NOTHING_TO_TAKE = "Open a chat that waits first.", "Zuerst einen wartenden Chat öffnen.";
    TAKE = "Take the open chat", "Den offenen Chat übernehmen";
}
