//! Words for making one contact of two.

use super::words;

words! {
    BUTTON = "Merge…", "Zusammenführen …";
    TITLE = "Merge into {name}", "Mit {name} zusammenführen";
    TEXT = "Choose the contact that is the same person. Its conversations, calls and browsers follow; it can be taken back for 30 days.", "Den Kontakt wählen, der dieselbe Person ist. Gespräche, Anrufe und Browser kommen mit; das lässt sich 30 Tage lang rückgängig machen.";
    OTHER = "Search", "Suchen";
    OTHER_HINT = "Name, phone, email, username", "Name, Telefon, E-Mail, Benutzername";
    CLEAR = "Clear the search", "Suche leeren";
    NONE_FOUND = "No other contact fits.", "Kein anderer Kontakt passt.";
    CHOOSE_TEXT = "{other} becomes part of {name}. Choose what stays where they differ; every email and phone stays.", "{other} geht in {name} auf. Wo sich beide unterscheiden, wählen, was bleibt; alle E-Mails und Telefonnummern bleiben.";
    BLOCKED_TOO = "{name} is blocked: the contact that stays is blocked too, and a chat that goes on with it ends. Undoing the merge brings both back as they were, but no chat.", "{name} ist blockiert: Der Kontakt, der bleibt, ist es dann auch, und ein laufender Chat mit ihm endet. Wird das Zusammenführen rückgängig gemacht, sind beide wieder wie vorher; ein beendeter Chat bleibt beendet.";
    EMAILS = "Emails that come first", "E-Mails an erster Stelle";
    PHONES = "Phones that come first", "Telefonnummern an erster Stelle";
    BOTH = "Both", "Beide";
    BOTH_TEXT = "One after the other", "Nacheinander";
    ANOTHER = "Another contact", "Anderer Kontakt";
    MERGE = "Merge", "Zusammenführen";
    MERGED = "{other} is now part of {name}.", "{other} gehört jetzt zu {name}.";
    MERGED_FROM = "Merged from {name} by {by}", "Zusammengeführt mit {name} von {by}";
    UNDO_NAMED = "Undo merge with {name}", "Zusammenführung mit {name} rückgängig machen";
    UNDONE = "{other} and {name} are two contacts again.", "{other} und {name} sind wieder zwei Kontakte.";
}
