//! Words of the building blocks.

use super::words;

words! {
    CLOSE = "Close", "Schließen";
    CANCEL = "Cancel", "Abbrechen";
    SAVE = "Save", "Speichern";
    EDIT = "Edit", "Bearbeiten";
    RETRY = "Retry", "Erneut versuchen";
    SEARCH = "Search", "Suchen";
    LOADING = "Loading…", "Wird geladen …";
    BACK = "Back", "Zurück";
    NOTHING_CHANGED = "Nothing has changed.", "Es wurde nichts geändert.";
}
