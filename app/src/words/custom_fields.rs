//! Words of custom fields.

use super::words;

words! {
    SECTION = "Custom Fields", "Zusatzfelder";
    SECTION_TEXT = "What is known about contacts and conversations beyond what every workspace asks.", "Was über Kontakte und Gespräche bekannt ist, über das Übliche hinaus.";
    NEW = "New Custom Field", "Neues Zusatzfeld";
    EDIT_TITLE = "Edit custom field", "Zusatzfeld bearbeiten";
    LOADING = "Custom fields are loading…", "Zusatzfelder werden geladen …";
    FAILED = "The custom fields could not be loaded", "Die Zusatzfelder konnten nicht geladen werden";
    NONE = "No custom fields yet", "Noch keine Zusatzfelder";
    NONE_TEXT = "A customer number, a contract, an order: what your team needs to know gets a field of its own.", "Eine Kundennummer, ein Vertrag, eine Bestellung: Was das Team wissen muss, bekommt ein eigenes Feld.";
    NONE_OF_THESE = "None yet.", "Noch keine.";
    SAVED = "{name} was saved.", "{name} wurde gespeichert.";
    ADDED = "{name} was added.", "{name} wurde angelegt.";
    DELETED = "{name} was deleted.", "{name} wurde gelöscht.";
    DELETE = "Delete", "Löschen";
    DELETE_TITLE = "Delete {name}?", "{name} löschen?";
    DELETE_CONTACT_TEXT = "Its values are removed from every contact. This cannot be undone. To keep them, disable the field instead.", "Die Werte werden aus allen Kontakten entfernt. Das lässt sich nicht rückgängig machen. Um sie zu behalten, das Feld stattdessen deaktivieren.";
    DELETE_CONVERSATION_TEXT = "Its values are shown no more and nothing is found by them. What was set stays in the logs of the conversations.", "Die Werte werden nicht mehr angezeigt, und nichts wird mehr danach gefunden. Was gesetzt wurde, bleibt im Verlauf der Gespräche stehen.";

    OF_CONTACTS = "Contacts", "Kontakte";
    OF_CONVERSATIONS = "Conversations", "Gespräche";
    LABEL = "Label", "Bezeichnung";
    LABEL_HINT = "As people see it.", "Wie es angezeigt wird.";
    KEY = "Key", "Schlüssel";
    KEY_HINT = "For imports, exports and programs: letters, digits, dash and underscore. Stays as it is once saved.", "Für Import, Export und Programme: Buchstaben, Ziffern, Binde- und Unterstrich. Bleibt nach dem Speichern unverändert.";
    HOLDER = "Belongs to", "Gehört zu";
    HOLDER_HINT = "Stays as it is once saved.", "Bleibt nach dem Speichern unverändert.";
    KIND = "Kind", "Art";
    STATE = "State", "Status";
    ORDER = "Order", "Reihenfolge";
    OPTIONS = "Options", "Auswahl";
    OPTIONS_HINT = "One on a line. An option that goes stays where it was chosen.", "Eine pro Zeile. Was wegfällt, bleibt dort stehen, wo es gewählt wurde.";
    PATTERN = "Regular expression", "Regulärer Ausdruck";
    PATTERN_HINT = "A value must match it from beginning to end: \\d{5} for five digits. Empty: anything.", "Ein Wert muss von Anfang bis Ende passen: \\d{5} für fünf Ziffern. Leer: alles.";
    REQUIRED = "Required", "Pflichtfeld";
    SEARCHABLE = "Searchable: contacts are found by it", "Durchsuchbar: Kontakte werden danach gefunden";
    FILTERED = "Searchable: chats are filtered by it", "Durchsuchbar: Chats werden danach gefiltert";
    VISIBLE = "Visible on the screens", "Sichtbar";
    VISIBLE_HINT = "A hidden one is kept and exported, and nobody is asked for it. It is no secret.", "Ein verborgenes Feld wird gespeichert und exportiert, aber nicht abgefragt. Es ist kein Geheimnis.";
    ASKED = "Guests are asked for it before a chat", "Gäste werden vor dem Chat danach gefragt";
    ENABLED = "Enabled", "Aktiv";
    ENABLED_HINT = "A disabled one is neither shown nor searched; its values stay.", "Ein deaktiviertes Feld wird weder angezeigt noch durchsucht; die Werte bleiben.";
    EDITORS = "Values are changed by", "Werte ändert";
    EDITORS_EVERYBODY = "whoever may change the contact or conversation", "wer den Kontakt oder das Gespräch ändern darf";
    EDITORS_MANAGERS = "managers and administrators", "Leitung und Administration";
    ONLY_MANAGERS = "Only managers and administrators change this.", "Das ändern nur Leitung und Administration.";
    NOTHING_CHOSEN = "None", "Keine Angabe";
    MOVE_UP = "Move {name} up", "{name} nach oben";
    MOVE_DOWN = "Move {name} down", "{name} nach unten";
    MOVED = "{name} is now number {place}.", "{name} ist jetzt Nummer {place}.";

    TEXT = "Text", "Text";
    LONG_TEXT = "Long text", "Langer Text";
    NUMBER = "Number", "Zahl";
    DATE = "Date", "Datum";
    CHECKBOX = "Checkbox", "Kontrollkästchen";
    CHOICE = "Select", "Auswahl";
    CHOICES = "Multi-select", "Mehrfachauswahl";
    URL = "Web address", "Webadresse";
    EMAIL = "Email", "E-Mail";
    PHONE = "Phone", "Telefon";

    TAG_REQUIRED = "Required", "Pflicht";
    TAG_SEARCHABLE = "Searchable", "Durchsuchbar";
    TAG_HIDDEN = "Hidden", "Verborgen";
    TAG_ASKED = "In the widget", "Im Widget";
    TAG_DISABLED = "Disabled", "Deaktiviert";
    TAG_MANAGERS = "Managers only", "Nur Leitung";
}
