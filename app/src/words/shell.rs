//! Words of the frame, the login page and the set-up.

use super::words;

words! {
    DESK = "Desk", "Arbeitsplatz";
    CONTACT_CENTER = "Contact Center", "Contact Center";
    MESSAGES = "Messages", "Nachrichten";
    MANAGE = "Manage", "Verwaltung";
    MY_ACCOUNT = "My account", "Mein Konto";
    MAIN = "Main", "Hauptnavigation";
    GLANCE = "Glance preview", "Überblick";
    SKIP = "Skip to the content", "Zum Inhalt springen";
    DISMISS = "Dismiss", "Schließen";
    ONE_CHAT = "1 chat in progress", "1 laufender Chat";
    CHATS = "{count} chats in progress", "{count} laufende Chats";
    LONGEST_WAIT = "longest wait for an answer", "längste Wartezeit auf eine Antwort";
    LATE = "late", "überfällig";

    AVAILABILITY = "Availability", "Verfügbarkeit";
    AVAILABLE = "Available", "Verfügbar";
    AVAILABLE_HINT = "New conversations reach me", "Neue Gespräche erreichen mich";
    AWAY = "Away", "Abwesend";
    BUSY = "Busy", "Beschäftigt";
    OFFLINE = "Offline", "Offline";
    NO_NEW_HINT = "No new conversations", "Keine neuen Gespräche";

    CONNECTION_OFFLINE = "You are offline. What you write is kept and sent when the connection is back.", "Offline. Geschriebenes bleibt erhalten und wird gesendet, sobald die Verbindung zurück ist.";
    CONNECTION_LOST = "The connection is interrupted. Reconnecting; what you write is kept.", "Die Verbindung ist unterbrochen und wird wiederhergestellt; Geschriebenes bleibt erhalten.";
    TRY_NOW = "Try now", "Jetzt versuchen";
    CONNECTION_BACK = "The connection is back.", "Die Verbindung ist wieder da.";

    REPLACED = "This browser is signed in as {name} now", "Dieser Browser ist jetzt als {name} angemeldet";
    REPLACED_TEXT = "These were the screens of {mine}. Drafts and unsent messages of {mine} are kept here and wait until {mine} logs in again.", "Das waren die Seiten von {mine}. Entwürfe und nicht gesendete Nachrichten von {mine} bleiben hier erhalten und warten auf die nächste Anmeldung von {mine}.";
    GO_ON_AS = "Reload and go on as {name}", "Neu laden und als {name} weiterarbeiten";
    LOG_IN_AS = "Log in as {mine}", "Als {mine} anmelden";

    PARTS = "Parts", "Bausteine";

    NO_DEPARTMENT = "No department", "Keine Abteilung";
    UNKNOWN_DEPARTMENT = "Unknown department", "Unbekannte Abteilung";
    UNKNOWN_PERSON = "Former colleague", "Ehemalige Person";

    OPENING_PAGE = "Opening…", "Wird geöffnet …";
    NOT_LOADED = "This part could not be loaded", "Dieser Teil konnte nicht geladen werden";
    NOT_LOADED_TEXT = "Check the network and try again. If Switchboard was updated in the meantime, reload the page.", "Netzwerk prüfen und erneut versuchen. Falls Switchboard inzwischen aktualisiert wurde, die Seite neu laden.";
    RETRY = "Try again", "Erneut versuchen";
    OPENING = "Opening Switchboard…", "Switchboard wird geöffnet …";
    CANNOT_OPEN = "Switchboard cannot be opened now", "Switchboard lässt sich gerade nicht öffnen";
    CRASHED = "This page stopped working", "Diese Seite funktioniert nicht mehr";
    CRASHED_TEXT = "Drafts and unsent messages are kept in this browser. Reload the page to go on; if it happens again, tell your administrator.", "Entwürfe und nicht gesendete Nachrichten sind in diesem Browser gespeichert. Seite neu laden, um weiterzuarbeiten; bei Wiederholung die Administration informieren.";
    RELOAD = "Reload", "Neu laden";
    NOT_FOUND = "There is no such page", "Diese Seite gibt es nicht";
    NOT_FOUND_TEXT = "The address may be mistyped or old. Everything else is still where it was.", "Die Adresse ist vielleicht falsch geschrieben oder veraltet. Alles andere ist noch da.";
    TO_THE_DESK = "Go to the desk", "Zum Arbeitsplatz";
    NOT_ALLOWED = "Your role may not open this page", "Diese Seite ist für diese Rolle nicht zugänglich";
    NOT_ALLOWED_TEXT = "Ask an administrator if you need it.", "Bei Bedarf bitte an die Administration wenden.";

    CONFLICT = "Somebody else changed this while you were editing. Nothing was overwritten: choose what to keep, then save.", "Jemand anders hat das während der Bearbeitung geändert. Es wurde nichts überschrieben: bitte auswählen, was gelten soll, und speichern.";
    MINE = "Mine", "Meine";
    THEIRS = "Theirs", "Andere";
    EMPTY = "(empty)", "(leer)";

    LOG_IN = "Log in", "Anmelden";
    LOGIN_TEXT = "Log in to {workspace}", "Bei {workspace} anmelden";
    LOGIN = "Email or username", "E-Mail oder Benutzername";
    PASSWORD = "Password", "Passwort";
    SIGNED_OUT = "You were logged out. Log in to go on where you were; drafts and unsent messages are kept.", "Die Sitzung ist beendet. Nach der Anmeldung geht es an derselben Stelle weiter; Entwürfe und nicht gesendete Nachrichten bleiben erhalten.";
    DEMO_TITLE = "Demo workspace", "Demo-Arbeitsbereich";
    DEMO_TEXT = "Choose somebody to log in as. Everybody’s password is {password}.", "Bitte auswählen, als wer die Anmeldung erfolgt. Das Passwort ist immer {password}.";
    DEMO_ADMINISTRATOR = "Administrator", "Administration";
    DEMO_MANAGER = "Manager, Support", "Leitung, Support";
    DEMO_MONITOR = "Monitor", "Beobachtung";
    DEMO_SUPPORT = "Agent, Support", "Support";
    DEMO_SALES = "Agent, Sales", "Vertrieb";

    SET_UP = "Set up Switchboard", "Switchboard einrichten";
    SET_UP_TEXT = "Nobody is here yet. Name the workspace and create its first administrator; everybody else is added afterwards.", "Noch ist niemand da. Bitte den Arbeitsbereich benennen und das erste Administrationskonto anlegen; alle anderen folgen danach.";
    WORKSPACE_NAME = "Workspace name", "Name des Arbeitsbereichs";
    WORKSPACE_HINT = "Visitors see it above the chat.", "Gäste sehen ihn über dem Chat.";
    YOUR_NAME = "Your name", "Eigener Name";
    YOUR_NAME_HINT = "Guests see it when you answer them.", "Gäste sehen ihn in den Antworten.";
    USERNAME = "Username", "Benutzername";
    EMAIL = "Email", "E-Mail";
    PASSWORD_HINT = "At least {count} characters.", "Mindestens {count} Zeichen.";
    CREATE_WORKSPACE = "Create the workspace", "Arbeitsbereich anlegen";
}
