//! Words of canned responses and of the menus above a message box.

use model::canned::{Placeholder, ScopeName};

use super::{Word, words};

words! {
    CANNED = "Canned Responses", "Textbausteine";
    CANNED_LIST = "Canned responses", "Textbausteine";
    COMMAND_LIST = "Commands", "Befehle";
    PEOPLE_LIST = "Colleagues", "Kollegen";
    EMOJI_LIST = "Matching emoji", "Passende Emoji";
    COUNT_OF = "{what}: {count}", "{what}: {count}";
    MORE_FOUND = "{count} more: type on to narrow it down.", "{count} weitere: weitertippen, um einzugrenzen.";
    GAPS = "Left out, because it is not known: {what}.", "Ausgelassen, weil nicht bekannt: {what}.";
    NOT_KNOWN = "[{what}: not known]", "[{what}: nicht bekannt]";

    CONTACT_NAME = "Contact’s name", "Name des Kontakts";
    CONTACT_EMAIL = "Contact’s email", "E-Mail des Kontakts";
    CONTACT_PHONE = "Contact’s phone", "Telefon des Kontakts";
    AGENT_NAME = "Agent’s name", "Name des Agenten";
    AGENT_EMAIL = "Agent’s email", "E-Mail des Agenten";
    DEPARTMENT_NAME = "Department’s name", "Name der Abteilung";

    PRIVATE = "Private", "Privat";
    SHARED = "Departments", "Abteilungen";
    PUBLIC = "Public", "Öffentlich";
    ONLY_ME = "Private: only for me", "Privat: nur für mich";
    FOR_DEPARTMENTS = "Departments: for their members", "Abteilungen: für deren Mitglieder";
    FOR_ALL = "Public: for everybody on the staff", "Öffentlich: für das ganze Team";
    FILTER_ALL = "All", "Alle";
    SHOW_SCOPE = "Shared with", "Geteilt mit";

    SEARCH_HINT = "Shortcut or words of the text", "Kürzel oder Wörter des Textes";
    CLEAR_SEARCH = "Clear the search", "Suche leeren";
    LOADING = "Loading the canned responses…", "Textbausteine werden geladen …";
    FAILED = "The canned responses could not be loaded", "Die Textbausteine konnten nicht geladen werden";
    NONE = "No canned responses yet", "Noch keine Textbausteine";
    NONE_TEXT = "Save what you write often, and use it by typing ! and its shortcut.", "Häufige Texte speichern und mit ! und dem Kürzel verwenden.";
    NOTHING_FOUND = "Nothing found", "Nichts gefunden";
    NOTHING_FOUND_TEXT = "Search for another word, or show all.", "Nach einem anderen Wort suchen oder alle zeigen.";
    SHOW_ALL = "Show all", "Alle zeigen";
    COUNT_ONE = "1 canned response", "1 Textbaustein";
    COUNT = "{count} canned responses", "{count} Textbausteine";
    SHOW_MORE = "Show more", "Mehr zeigen";
    USE = "Use", "Verwenden";
    USE_NAMED = "Use !{shortcut}", "!{shortcut} verwenden";
    USE_NOT_NOW = "Only while you are writing in this chat: take or resume it first.", "Nur wenn in diesem Chat geschrieben werden kann: zuerst übernehmen oder fortsetzen.";
    EDIT_NAMED = "Edit !{shortcut}", "!{shortcut} bearbeiten";
    DELETE_NAMED = "Delete !{shortcut}", "!{shortcut} löschen";
    SAVE_MESSAGE = "Save as canned response", "Als Textbaustein speichern";
    CREATE = "Create", "Anlegen";

    NEW = "New Canned Response", "Neuer Textbaustein";
    EDIT_TITLE = "Edit canned response", "Textbaustein bearbeiten";
    MANAGE_TEXT = "Texts for everybody and for departments, inserted by typing ! and the shortcut.", "Texte für alle und für Abteilungen, eingefügt mit ! und dem Kürzel.";
    SHORTCUT = "Shortcut", "Kürzel";
    SHORTCUT_HINT = "Typed after an exclamation mark. One word.", "Wird nach einem Ausrufezeichen getippt. Ein Wort.";
    TEXT = "Text", "Text";
    INSERT_PLACEHOLDER = "Insert placeholder", "Platzhalter einfügen";
    UNKNOWN_PLACEHOLDER = "{what} stands for nothing and would be sent as written. Known are: {known}", "{what} hat keine Bedeutung und würde so gesendet. Bekannt sind: {known}";
    PREVIEW = "Preview", "Vorschau";
    SHARING = "Sharing", "Freigabe";
    SHARING_HINT = "Who finds it by its shortcut.", "Wer es über das Kürzel findet.";
    DEPARTMENTS = "Departments", "Abteilungen";
    DEPARTMENTS_HINT = "Choose from the list.", "Aus der Liste wählen.";
    TAGS = "Tags", "Schlagwörter";
    TAGS_HINT = "They are searched too.", "Sie werden mit durchsucht.";
    REMOVE = "Remove", "Entfernen";
    USES = "Uses", "Verwendet";
    CREATED_BY = "Created by", "Angelegt von";
    SAVED = "!{shortcut} was saved.", "!{shortcut} wurde gespeichert.";
    DELETE = "Delete", "Löschen";
    DELETE_TITLE = "Delete !{shortcut}?", "!{shortcut} löschen?";
    DELETE_PRIVATE_TEXT = "Nobody else uses it. It cannot be brought back.", "Niemand sonst verwendet ihn. Er lässt sich nicht zurückholen.";
    DELETE_SHARED_TEXT = "Others use it too. It cannot be brought back.", "Auch andere verwenden ihn. Er lässt sich nicht zurückholen.";
    DELETED = "!{shortcut} was deleted.", "!{shortcut} wurde gelöscht.";

    NO_COMMAND = "There is no command /{name}. /help shows all of them; type // to send a slash.", "Den Befehl /{name} gibt es nicht. /help zeigt alle; // sendet einen Schrägstrich.";
    CANNOT_NOW = "/{name}: {reason}", "/{name}: {reason}";
    NEEDS_TEXT = "Write something after /{name}.", "Bitte etwas nach /{name} schreiben.";
    NOT_ON_HOLD = "The chat is not on hold.", "Der Chat wird nicht gehalten.";
    NOT_HELPING = "You serve this chat: forward it or move it to the queue.", "Der Chat wird hier betreut: weiterleiten oder zurück in die Warteschlange.";
    NO_USAGE = "", "";
    USAGE_TEXT = "text", "Text";
    USAGE_PERSON = "@username", "@benutzername";
    USAGE_TOPIC = "topic", "Thema";
    HINT_INVITE = "Ask a colleague into this chat", "Kollegen in diesen Chat holen";
    HINT_FORWARD = "Forward chat", "Chat weiterleiten";
    HINT_CALL = "Call the contact", "Kontakt anrufen";
    HINT_TRANSCRIPT = "Send the transcript by email", "Verlauf per E-Mail senden";
    HINT_LEAVE = "Leave the chat you were invited to", "Chat verlassen, in den man geholt wurde";
    HINT_CLOSE = "End conversation", "Gespräch beenden";
    HINT_HOLD = "Place Chat On-Hold", "Chat halten";
    HINT_RESUME = "Resume the chat", "Chat fortsetzen";
    HINT_QUEUE = "Move to the queue", "Zurück in die Warteschlange";
    HINT_NOTE = "Write an internal note", "Interne Notiz schreiben";
    HINT_TOPIC = "Set what the chat is about", "Thema des Chats festlegen";
    HINT_CANNED = "Save a text as canned response", "Einen Text als Textbaustein speichern";
    HINT_HELP = "Show commands and keyboard shortcuts", "Befehle und Tastenkürzel zeigen";
    TOPIC_IS_SET = "The topic is set.", "Das Thema ist gesetzt.";

    CANNOT_SEE = "cannot see this chat", "sieht diesen Chat nicht";
    MENTION_CANNOT_SEE = "{name} cannot see this chat and would not be told. Take the @ out.", "{name} sieht diesen Chat nicht und würde nicht benachrichtigt. Bitte das @ entfernen.";
    KEY_CANNED = "Canned responses, at the start of a message", "Textbausteine, am Anfang einer Nachricht";
    KEY_COMMANDS = "Commands, at the start of a message", "Befehle, am Anfang einer Nachricht";
    KEY_MENTION = "Name a colleague in a note", "Kollegen in einer Notiz nennen";
}

/// A scope in one word.
#[must_use]
pub const fn scope(name: ScopeName) -> Word {
    match name {
        ScopeName::Private => PRIVATE,
        ScopeName::Departments => SHARED,
        ScopeName::Public => PUBLIC,
    }
}

/// A scope as it is chosen.
#[must_use]
pub const fn scope_choice(name: ScopeName) -> Word {
    match name {
        ScopeName::Private => ONLY_ME,
        ScopeName::Departments => FOR_DEPARTMENTS,
        ScopeName::Public => FOR_ALL,
    }
}

/// What a placeholder stands for.
#[must_use]
pub const fn placeholder(placeholder: Placeholder) -> Word {
    match placeholder {
        Placeholder::ContactName => CONTACT_NAME,
        Placeholder::ContactEmail => CONTACT_EMAIL,
        Placeholder::ContactPhone => CONTACT_PHONE,
        Placeholder::AgentName => AGENT_NAME,
        Placeholder::AgentEmail => AGENT_EMAIL,
        Placeholder::DepartmentName => DEPARTMENT_NAME,
    }
}
