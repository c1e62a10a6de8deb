//! Words about blocking a contact, and about erasing, importing and exporting contacts.

use super::words;

words! {
    BLOCK = "Block", "Blockieren";
    UNBLOCK = "Unblock", "Blockierung aufheben";
    BLOCK_WHOM = "Block {name}", "{name} blockieren";
    BLOCK_TEXT = "The contact can no longer write, call or start a chat, and reads a polite refusal instead. A chat that is open ends now. You can unblock the contact at any time.", "Der Kontakt kann nicht mehr schreiben, anrufen oder einen Chat beginnen und liest stattdessen eine höfliche Absage. Ein offener Chat endet jetzt. Die Blockierung lässt sich jederzeit aufheben.";
    REASON = "Reason", "Grund";
    REASON_HINT = "For colleagues only; the contact never sees it.", "Nur intern sichtbar, nie für den Kontakt.";
    BLOCKED = "{name} is blocked.", "{name} ist blockiert.";
    UNBLOCKED = "{name} may write again.", "{name} darf wieder schreiben.";
    BLOCKED_BY = "Blocked by {name}", "Blockiert von {name}";
    EXPORT_DATA = "Export data", "Daten exportieren";
    BLOCKED_MARK = "Blocked", "Blockiert";

    ERASED_CONTACT = "Erased contact", "Gelöschter Kontakt";
    ERASED_TEXT = "Everything about this contact was erased. Only the number of conversations and calls is still counted.", "Alles über diesen Kontakt wurde gelöscht. Gezählt wird nur noch, wie viele Gespräche und Anrufe es waren.";
    ERASE_ASK = "Erase…", "Löschen …";
    ERASE = "Erase for good", "Endgültig löschen";
    ERASE_WHOM = "Erase {name}", "{name} löschen";
    ERASED = "{name} was erased.", "{name} wurde gelöscht.";
    TYPE_NAME = "Type “{name}” to confirm", "Zur Bestätigung „{name}“ eintippen";
    COUNTING = "Counting what would go…", "Es wird gezählt, was gelöscht würde …";
    NOT_COUNTED = "It could not be counted what would go", "Es konnte nicht gezählt werden, was gelöscht würde";
    ERASE_TALKING = "The chat that is open ends, and the contact is signed out of it.", "Der offene Chat endet, und der Kontakt wird dort abgemeldet.";
    GOES = "This is erased:", "Das wird gelöscht:";
    GOES_PROFILE = "name, addresses, numbers, notes and custom fields of the contact, and where it is found", "Name, Adressen, Nummern, Notizen und eigene Felder des Kontakts, und wo er gefunden wird";
    GOES_CONVERSATIONS = "who it was and what it was about, in {count} conversations", "wer es war und worum es ging, in {count} Gesprächen";
    GOES_MESSAGES = "the text of {count} messages, and of all notes and comments", "der Text von {count} Nachrichten sowie aller Notizen und Kommentare";
    GOES_FILES = "{count} files, and transcripts made as PDF", "{count} Dateien sowie als PDF erstellte Protokolle";
    GOES_CALLS = "the notes of {count} calls", "die Notizen zu {count} Anrufen";
    GOES_MAILS = "{count} emails, sent or waiting", "{count} E-Mails, gesendet oder wartend";
    STAYS = "What stays: that there were these conversations and calls, when, with which agent, department and tags. Emails that were delivered, files that were downloaded, messages among colleagues and backups are out of reach.", "Es bleibt, dass es diese Gespräche und Anrufe gab, wann, mit wem aus dem Team, in welcher Abteilung und mit welchen Schlagwörtern. Zugestellte E-Mails, heruntergeladene Dateien, Nachrichten im Team und Sicherungskopien sind nicht erreichbar.";
    NO_WAY_BACK = "This cannot be undone.", "Das lässt sich nicht rückgängig machen.";
}
