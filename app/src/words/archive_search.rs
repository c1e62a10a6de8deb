//! Words of the search of the closed chats: operators, and what they lack.

use super::words;

words! {
    HELP = "Search help", "Hilfe zur Suche";
    HELP_TITLE = "What can be searched for", "Wonach gesucht werden kann";
    HELP_FILTERS = "The filters do the same. A minus in front excludes.", "Die Filter bewirken dasselbe. Ein Minus davor schließt aus.";
    BY_WORD = "refund parcel", "erstattung paket";
    BY_WORD_TEXT = "both words, or what begins so", "beide Wörter, auch als Wortanfang";
    BY_PHRASE = "\"thank you\"", "\"vielen dank\"";
    BY_PHRASE_TEXT = "these words in this order", "diese Wörter in dieser Folge";
    BY_MINUS = "-refund", "-erstattung";
    BY_MINUS_TEXT = "chats without it", "Chats ohne das Wort";
    BY_AGENT = "agent:ada", "agent:ada";
    BY_AGENT_TEXT = "served by this agent", "von dieser Person betreut";
    BY_DEPARTMENT = "department:sales", "abteilung:vertrieb";
    BY_DEPARTMENT_TEXT = "of this department", "aus dieser Abteilung";
    BY_TAG = "tag:vip", "schlagwort:vip";
    BY_TAG_TEXT = "with this tag", "mit diesem Schlagwort";
    BY_CONTACT = "contact:\"zoë miller\"", "kontakt:\"zoë müller\"";
    BY_CONTACT_TEXT = "with this contact: name, email or phone", "mit diesem Kontakt: Name, E-Mail oder Telefon";
    BY_BEFORE = "before:2026-03-01", "vor:1.3.2026";
    BY_BEFORE_TEXT = "closed before that day, month or year", "vor diesem Tag, Monat oder Jahr beendet";
    BY_AFTER = "after:2026-03", "ab:2026-03";
    BY_AFTER_TEXT = "closed then or later", "dann oder später beendet";
    BY_FILE = "has:file", "mit:datei";
    BY_FILE_TEXT = "with a file", "mit einer Datei";

    WANTS_AGENT = "Type a name behind “agent:”.", "Nach „agent:“ einen Namen eingeben.";
    WANTS_DEPARTMENT = "Type a department behind “department:”.", "Nach „abteilung:“ eine Abteilung eingeben.";
    WANTS_TAG = "Type a tag behind “tag:”.", "Nach „schlagwort:“ ein Schlagwort eingeben.";
    WANTS_CONTACT = "Type a name, email or phone behind “contact:”.", "Nach „kontakt:“ Name, E-Mail oder Telefon eingeben.";
    WANTS_DAY = "Type a day such as 2026-03-01, a month or a year.", "Einen Tag wie 1.3.2026, einen Monat (2026-03) oder ein Jahr eingeben.";
    WANTS_THING = "“has:” can look for files: has:file.", "„mit:“ kennt Dateien: mit:datei.";
    NOT_A_DAY = "“{value}” is no day: type one such as 2026-03-01, a month or a year.", "„{value}“ ist kein Tag: einen Tag wie 1.3.2026, einen Monat (2026-03) oder ein Jahr eingeben.";
    NOT_A_THING = "“{value}” cannot be looked for; has:file can.", "„{value}“ kann nicht gesucht werden, mit:datei schon.";
    NO_SUCH_AGENT = "Nobody is called “{value}”.", "Niemand heißt „{value}“.";
    NO_SUCH_DEPARTMENT = "No department is called “{value}”.", "Keine Abteilung heißt „{value}“.";
}
