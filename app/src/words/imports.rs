//! Words about files of contacts, on the screen and in the files themselves.

use model::{
    import::{RowProblem, Target},
    refusal::Problem,
};

use super::{Language, Word, words};

words! {
    TITLE = "Import contacts", "Kontakte importieren";
    IMPORT = "Import", "Importieren";
    EXPORT = "Export", "Exportieren";
    EXPORT_HINT = "Download these contacts as CSV", "Diese Kontakte als CSV herunterladen";
    TEXT = "From a CSV file, as spreadsheets and other systems save it.", "Aus einer CSV-Datei, wie Tabellenprogramme und andere Systeme sie speichern.";
    BACK = "Back to the contacts", "Zurück zu den Kontakten";
    BACK_TO_IMPORTS = "Back to the imports", "Zurück zu den Importen";
    CHOOSE = "Choose a file…", "Datei wählen …";
    CHOOSE_HINT = "CSV with a heading, separated by comma, semicolon or tab, up to 32 MB and 200,000 rows.", "CSV mit Überschrift, getrennt durch Komma, Semikolon oder Tabulator, bis 32 MB und 200.000 Zeilen.";
    SENDING = "The file is being read…", "Die Datei wird gelesen …";
    EARLIER = "Earlier imports", "Frühere Importe";
    NONE_YET = "No imports yet", "Noch keine Importe";
    NONE_YET_TEXT = "Choose a file. You see what would happen to its first rows before anything is changed.", "Eine Datei wählen. Bevor sich etwas ändert, ist zu sehen, was aus den ersten Zeilen würde.";
    LOADING = "The imports are loading…", "Importe werden geladen …";
    FAILED = "The imports could not be loaded", "Die Importe konnten nicht geladen werden";
    ONE_LOADING = "The import is loading…", "Der Import wird geladen …";
    ONE_FAILED = "The import could not be loaded", "Der Import konnte nicht geladen werden";
    FILE = "File", "Datei";
    STATE = "State", "Stand";
    ROWS = "Rows", "Zeilen";
    READY = "Not begun", "Nicht begonnen";
    RUNNING = "Running", "Läuft";
    DONE = "Done", "Fertig";
    CANCELLED = "Cancelled", "Abgebrochen";
    COLUMNS = "Columns", "Spalten";
    COLUMNS_TEXT = "What each column of the file is. At least a name, an email or a phone.", "Was jede Spalte der Datei ist. Mindestens ein Name, eine E-Mail oder ein Telefon.";
    COLUMN_NUMBERED = "Column {number}", "Spalte {number}";
    UPDATES = "Update contacts who are known by email or phone", "Kontakte aktualisieren, die an E-Mail oder Telefon erkannt werden";
    UPDATES_HINT = "Names, notes and custom fields are replaced, addresses added; an empty cell changes nothing. Otherwise these rows are left out.", "Namen, Notizen und Zusatzfelder werden ersetzt, Adressen ergänzt; eine leere Zelle ändert nichts. Sonst werden diese Zeilen ausgelassen.";
    PREVIEW = "The first rows", "Die ersten Zeilen";
    PREVIEWING = "Looking at the first rows…", "Die ersten Zeilen werden geprüft …";
    PREVIEW_FAILED = "The first rows could not be looked at", "Die ersten Zeilen konnten nicht geprüft werden";
    LINE = "Line", "Zeile";
    WHAT_HAPPENS = "What happens", "Was geschieht";
    WILL_CREATE = "New contact", "Neuer Kontakt";
    WILL_UPDATE = "Updates {name}", "Aktualisiert {name}";
    WILL_REJECT = "Left out: {problem}", "Ausgelassen: {problem}";
    START = "Import {count} rows", "{count} Zeilen importieren";
    STARTED = "The import has begun. You can leave this page.", "Der Import hat begonnen. Diese Seite kann verlassen werden.";
    PROGRESS = "Rows gone through", "Durchgegangene Zeilen";
    OF_ROWS = "{done} of {rows}", "{done} von {rows}";
    CANCEL = "Cancel the import", "Import abbrechen";
    ADDED = "{count} created", "{count} angelegt";
    UPDATED = "{count} updated", "{count} aktualisiert";
    REJECTED = "{count} left out", "{count} ausgelassen";
    REPORT = "Download the report", "Bericht herunterladen";

    IGNORE = "Leave out", "Auslassen";
    NAME = "Name", "Name";
    FIRST_NAME = "First name", "Vorname";
    LAST_NAME = "Last name", "Nachname";
    EMAIL = "Email", "E-Mail";
    PHONE = "Phone", "Telefon";
    NOTES = "Notes", "Notizen";
    MANAGER = "Contact manager", "Zuständig";
    FIELD = "{label} (custom field)", "{label} (Zusatzfeld)";
    USERNAME = "Username", "Benutzername";
    CREATED = "Created", "Angelegt";
    LAST_CHAT = "Last chat", "Letzter Chat";

    OUTCOME = "Outcome", "Ergebnis";
    REASON = "Reason", "Grund";
    WAS_ADDED = "created", "angelegt";
    WAS_UPDATED = "updated", "aktualisiert";
    WAS_REJECTED = "left out", "ausgelassen";
    WAS_ERASED = "erased", "gelöscht";

    CELLS = "has {found} cells instead of {wanted}", "hat {found} statt {wanted} Zellen";
    NOTHING = "neither a name nor an address", "weder Name noch Adresse";
    KNOWN = "known already", "bereits bekannt";
    IN_COLUMN = "{column}: {problem}", "{column}: {problem}";
    NOT_AN_EMAIL = "not an email address", "keine E-Mail-Adresse";
    NOT_A_PHONE = "not a phone number with its country code", "keine Telefonnummer mit Ländervorwahl";
    TOO_LONG = "too long", "zu lang";
    UNREADABLE = "holds a character that cannot be shown", "enthält ein nicht darstellbares Zeichen";
    UNKNOWN_AGENT = "no agent of this name", "niemand im Team heißt so";
    NOT_AN_OPTION = "not one of the options", "keine der Möglichkeiten";
    NOT_A_NUMBER = "not a number", "keine Zahl";
    NOT_A_DATE = "not a date such as 2026-11-30 or 30.11.2026", "kein Datum wie 30.11.2026 oder 2026-11-30";
    NOT_A_URL = "not a web address with https:// or http://", "keine Webadresse mit https:// oder http://";
    DOES_NOT_FIT = "not in the form this field wants", "nicht in der Form, die dieses Feld verlangt";
    MISSING = "missing, but required", "fehlt, ist aber Pflicht";
    UNUSABLE = "cannot be used", "nicht verwendbar";
}

/// What a column is, in words; a custom field has a label of its own.
#[must_use]
pub const fn target(target: &Target) -> Option<Word> {
    Some(match target {
        Target::Ignore => IGNORE,
        Target::Name => NAME,
        Target::FirstName => FIRST_NAME,
        Target::LastName => LAST_NAME,
        Target::Email => EMAIL,
        Target::Phone => PHONE,
        Target::Notes => NOTES,
        Target::Manager => MANAGER,
        Target::Field(_) => return None,
    })
}

/// How a column is called: by its heading, else by its number.
#[must_use]
pub fn column(header: &[String], column: u32, language: Language) -> String {
    let heading = header.get(column as usize).filter(|heading| !heading.is_empty());
    let number = column.saturating_add(1).to_string();
    heading.cloned().unwrap_or_else(|| COLUMN_NUMBERED.fill(language, &[("number", &number)]))
}

/// Why a row is left out, in words; by the headings of the columns and what they are.
#[must_use]
pub fn problem(
    problem: &RowProblem,
    (header, columns): (&[String], &[Target]),
    language: Language,
) -> String {
    match problem {
        RowProblem::Cells { found, wanted } => {
            let (found, wanted) = (found.to_string(), wanted.to_string());
            CELLS.fill(language, &[("found", &found), ("wanted", &wanted)])
        }
        RowProblem::Nothing => NOTHING.in_language(language).to_owned(),
        RowProblem::Known => KNOWN.in_language(language).to_owned(),
        RowProblem::Wrong { column: at, problem } => {
            let is_field = matches!(columns.get(*at as usize), Some(Target::Field(_)));
            let word = match problem {
                Problem::NotAnEmail => NOT_AN_EMAIL,
                Problem::NotAPhone => NOT_A_PHONE,
                Problem::TooLong { .. } => TOO_LONG,
                Problem::Unreadable => UNREADABLE,
                Problem::Unknown if is_field => NOT_AN_OPTION,
                Problem::Unknown | Problem::NotAUsername => UNKNOWN_AGENT,
                Problem::NotANumber => NOT_A_NUMBER,
                Problem::NotADate => NOT_A_DATE,
                Problem::NotAUrl => NOT_A_URL,
                Problem::DoesNotFit => DOES_NOT_FIT,
                Problem::Missing => MISSING,
                _ => UNUSABLE,
            };
            let column = column(header, *at, language);
            let values = [("column", column.as_str()), ("problem", word.in_language(language))];
            IN_COLUMN.fill(language, &values)
        }
    }
}
