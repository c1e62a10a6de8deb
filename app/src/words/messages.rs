//! Words of direct messages.

use super::words;

words! {
    TITLE = "Messages", "Nachrichten";
    PEOPLE = "Colleagues", "Team";
    SEARCH = "Search", "Suche";
    SEARCH_HINT = "Find a colleague", "Person suchen";
    CLEAR = "Clear the search", "Suche leeren";
    NOBODY_FOUND = "Nobody is called like that.", "So heißt hier niemand.";
    NOBODY_ELSE = "You are the first one here. Colleagues appear as soon as they are added.", "Sonst ist noch niemand hier. Alle erscheinen, sobald sie hinzugefügt sind.";
    LOADING = "Loading the messages…", "Nachrichten werden geladen …";
    BOT_TEXT = "Reports from the workspace", "Meldungen des Arbeitsbereichs";
    NO_LINE = "No message yet", "Noch keine Nachricht";
    MINE = "You: {text}", "Eigene: {text}";
    DRAFT = "Draft: {text}", "Entwurf: {text}";
    DISABLED = "Can no longer log in", "Anmeldung gesperrt";

    NOTHING_OPEN = "Choose somebody from the list", "Bitte eine Person aus der Liste wählen";
    NOTHING_OPEN_TEXT = "Only the two of you can read what you write to each other.", "Was zwei Personen einander schreiben, lesen nur diese beiden.";
    THREAD = "Direct messages", "Direktnachrichten";
    BACK = "Back to the list", "Zurück zur Liste";
    OPENING = "Opening the messages…", "Nachrichten werden geöffnet …";
    CANNOT_SHOW = "These messages cannot be shown", "Diese Nachrichten können nicht angezeigt werden";
    BEGIN = "This is the beginning. Only {name} and you can read it.", "Hier beginnt es. Nur {name} und das eigene Konto können es lesen.";
    BEGIN_BOT = "Transcripts and mentions arrive here.", "Protokolle und Erwähnungen kommen hier an.";
    BOT_READS_NOTHING = "Nobody reads messages to this account.", "Nachrichten an dieses Konto liest niemand.";
    READS_NO_MORE = "{name} can no longer log in. What was said stays here.", "{name} kann sich nicht mehr anmelden. Das Geschriebene bleibt hier stehen.";
    WRITE_TO = "Write to {name}", "An {name} schreiben";

    ERASED = "What was said here was erased", "Was hier gesagt wurde, ist gelöscht";
    MENTIONED = "{name} mentioned you in the conversation with {guest}", "{name} hat dieses Konto im Gespräch mit {guest} erwähnt";
    MAIL_REFUSED = "The transcript for {guest} to {address} was not taken", "Das Protokoll für {guest} an {address} wurde nicht angenommen";
    OPEN_CONVERSATION = "Open the conversation", "Gespräch öffnen";
}
