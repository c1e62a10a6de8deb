//! Words of the audit trail.

use model::audit::Deed;

use super::{Word, words};

words! {
    TITLE = "Audit", "Protokoll";
    TEXT = "Who changed what, and who opened the data of contacts and the transcripts of closed conversations.", "Wer was geändert hat, und wer Daten von Kontakten und beendete Gespräche geöffnet hat.";
    LOADING = "The audit trail is loading…", "Das Protokoll wird geladen …";
    FAILED = "The audit trail could not be loaded", "Das Protokoll konnte nicht geladen werden";
    NOTHING = "Nothing found", "Nichts gefunden";
    NOTHING_TEXT = "Nobody did this at that time. Remove a filter.", "Das hat in dieser Zeit niemand getan. Einen Filter entfernen.";
    CLEAR = "Clear all filters", "Alle Filter aufheben";
    EXPORT = "Export", "Exportieren";
    MORE = "Show older", "Ältere zeigen";
    WHO = "Person", "Person";
    ANYBODY = "Anybody", "Alle";
    SERVER = "The server", "Der Server";
    WHAT = "What", "Was";
    ANYTHING = "Anything", "Alles";
    READING = "Data read", "Daten gelesen";
    CONTACTS = "Contacts changed", "Kontakte geändert";
    ADMINISTRATION = "Administration", "Verwaltung";
    SIGN_INS = "Logins", "Anmeldungen";
    WHEN = "When", "Wann";
    FROM = "From", "Von";
    UNTIL = "Until", "Bis";
    ABOUT = "About", "Worum es geht";
    ONE_CONTACT = "One contact", "Ein Kontakt";
    ONE_CONVERSATION = "One conversation", "Ein Gespräch";
    REMOVE = "Remove", "Entfernen";
    OF_CONTACT = "All lines about {name}", "Alle Zeilen zu {name}";
    CONVERSATION_WITH = "Conversation with {name}", "Gespräch mit {name}";

    CONTACT_VIEWED = "Opened a contact", "Kontakt geöffnet";
    CONTACT_CREATED = "Created a contact", "Kontakt angelegt";
    CONTACT_EDITED = "Edited a contact", "Kontakt bearbeitet";
    CONTACT_BLOCKED = "Blocked a contact", "Kontakt blockiert";
    CONTACT_UNBLOCKED = "Unblocked a contact", "Blockierung aufgehoben";
    CONTACT_EXPORTED = "Exported a contact’s data", "Daten eines Kontakts exportiert";
    CONTACT_ERASED = "Erased a contact", "Kontakt gelöscht";
    CONTACTS_IMPORTED = "Imported contacts", "Kontakte importiert";
    CONTACTS_EXPORTED = "Exported the list of contacts", "Kontaktliste exportiert";
    TRANSCRIPT_VIEWED = "Opened a closed conversation", "Beendetes Gespräch geöffnet";
    TRANSCRIPT_MAILED = "Sent a transcript by email", "Protokoll per E-Mail gesendet";
    TRANSCRIPT_EXPORTED = "Exported a transcript as PDF", "Protokoll als PDF exportiert";
    SESSION_STARTED = "Logged in", "Angemeldet";
    PERSON_CREATED = "Added somebody to the staff", "Person im Team angelegt";
    PERSON_EDITED = "Changed somebody on the staff", "Person im Team geändert";
    PASSWORD_CHANGED = "Changed the own password", "Eigenes Passwort geändert";
    DEPARTMENT_CREATED = "Created a department", "Abteilung angelegt";
    DEPARTMENT_EDITED = "Changed a department", "Abteilung geändert";
    CANNED_CREATED = "Created a canned response", "Textbaustein angelegt";
    CANNED_EDITED = "Changed a canned response", "Textbaustein geändert";
    CANNED_REMOVED = "Deleted a canned response", "Textbaustein gelöscht";
    SETTINGS_SAVED = "Changed the settings", "Einstellungen geändert";
    MAIL_SAVED = "Changed the mail server", "Mailserver geändert";
    CONTACT_MERGED = "Merged two contacts", "Zwei Kontakte zusammengeführt";
    CONTACT_UNMERGED = "Took a merge back", "Zusammenführung zurückgenommen";
    CONTACT_OPTED_OUT = "Opted a contact out of broadcasts", "Kontakt von Rundsendungen abgemeldet";
    CONTACT_OPTED_IN = "Opted a contact in to broadcasts", "Kontakt für Rundsendungen angemeldet";
    CONTACTS_REASSIGNED = "Gave an agent’s contacts to another", "Kontakte eines Agenten weitergegeben";
    CONVERSATION_EDITED = "Edited a closed conversation", "Beendetes Gespräch bearbeitet";
    CONVERSATIONS_TAGGED = "Tagged many conversations", "Viele Gespräche verschlagwortet";
    CONVERSATIONS_UNTAGGED = "Removed tags of many conversations", "Schlagwörter vieler Gespräche entfernt";
    CONVERSATIONS_EXPORTED = "Exported conversations", "Gespräche exportiert";
    CONVERSATIONS_DOWNLOADED = "Downloaded exported conversations", "Exportierte Gespräche heruntergeladen";
    BROADCAST_STARTED = "Started a broadcast", "Rundsendung begonnen";
    BROADCAST_STOPPED = "Stopped a broadcast", "Rundsendung angehalten";
    BROADCAST_EXPORTED = "Exported a broadcast’s results", "Ergebnisse einer Rundsendung exportiert";
    CUSTOM_FIELD_CREATED = "Created a custom field", "Eigenes Feld angelegt";
    CUSTOM_FIELD_EDITED = "Changed a custom field", "Eigenes Feld geändert";
    CUSTOM_FIELD_ARRANGED = "Arranged the custom fields", "Eigene Felder angeordnet";
    CUSTOM_FIELD_DELETED = "Deleted a custom field", "Eigenes Feld gelöscht";
    TAG_CREATED = "Created a tag", "Schlagwort angelegt";
    TAG_EDITED = "Changed a tag", "Schlagwort geändert";
    TAG_DELETED = "Deleted a tag", "Schlagwort gelöscht";
    VIEW_CREATED = "Saved a view for others", "Ansicht für andere gespeichert";
    VIEW_EDITED = "Changed a view", "Ansicht geändert";
    VIEW_DELETED = "Deleted a view", "Ansicht gelöscht";
}

/// What was done, in words.
#[must_use]
pub const fn deed(deed: Deed) -> Word {
    match deed {
        Deed::ContactViewed => CONTACT_VIEWED,
        Deed::ContactCreated => CONTACT_CREATED,
        Deed::ContactEdited => CONTACT_EDITED,
        Deed::ContactBlocked => CONTACT_BLOCKED,
        Deed::ContactUnblocked => CONTACT_UNBLOCKED,
        Deed::ContactExported => CONTACT_EXPORTED,
        Deed::ContactErased => CONTACT_ERASED,
        Deed::ContactsImported => CONTACTS_IMPORTED,
        Deed::ContactsExported => CONTACTS_EXPORTED,
        Deed::TranscriptViewed => TRANSCRIPT_VIEWED,
        Deed::TranscriptMailed => TRANSCRIPT_MAILED,
        Deed::TranscriptExported => TRANSCRIPT_EXPORTED,
        Deed::SessionStarted => SESSION_STARTED,
        Deed::PersonCreated => PERSON_CREATED,
        Deed::PersonEdited => PERSON_EDITED,
        Deed::PasswordChanged => PASSWORD_CHANGED,
        Deed::DepartmentCreated => DEPARTMENT_CREATED,
        Deed::DepartmentEdited => DEPARTMENT_EDITED,
        Deed::CannedCreated => CANNED_CREATED,
        Deed::CannedEdited => CANNED_EDITED,
        Deed::CannedRemoved => CANNED_REMOVED,
        Deed::SettingsSaved => SETTINGS_SAVED,
        Deed::MailSaved => MAIL_SAVED,
        Deed::ContactMerged => CONTACT_MERGED,
        Deed::ContactUnmerged => CONTACT_UNMERGED,
        Deed::ContactOptedOut => CONTACT_OPTED_OUT,
        Deed::ContactOptedIn => CONTACT_OPTED_IN,
        Deed::ContactsReassigned => CONTACTS_REASSIGNED,
        Deed::ConversationEdited => CONVERSATION_EDITED,
        Deed::ConversationsTagged => CONVERSATIONS_TAGGED,
        Deed::ConversationsUntagged => CONVERSATIONS_UNTAGGED,
        Deed::ConversationsExported => CONVERSATIONS_EXPORTED,
        Deed::ConversationsDownloaded => CONVERSATIONS_DOWNLOADED,
        Deed::BroadcastStarted => BROADCAST_STARTED,
        Deed::BroadcastStopped => BROADCAST_STOPPED,
        Deed::BroadcastExported => BROADCAST_EXPORTED,
        Deed::CustomFieldCreated => CUSTOM_FIELD_CREATED,
        Deed::CustomFieldEdited => CUSTOM_FIELD_EDITED,
        Deed::CustomFieldArranged => CUSTOM_FIELD_ARRANGED,
        Deed::CustomFieldDeleted => CUSTOM_FIELD_DELETED,
        Deed::TagCreated => TAG_CREATED,
        Deed::TagEdited => TAG_EDITED,
        Deed::TagDeleted => TAG_DELETED,
        Deed::ViewCreated => VIEW_CREATED,
        Deed::ViewEdited => VIEW_EDITED,
        Deed::ViewDeleted => VIEW_DELETED,
    }
}
