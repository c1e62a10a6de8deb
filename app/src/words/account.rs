//! Words of My account.

use super::{desk::counted, words};

words! {
    TITLE = "My account", "Mein Konto";
    PROFILE = "Profile", "Profil";
    PREFERENCES = "Preferences", "Einstellungen";
    NOTIFICATIONS = "Notifications", "Benachrichtigungen";
    SESSIONS = "Sessions", "Sitzungen";

    PROFILE_TEXT = "Managers change these under Manage → Agents.", "Änderungen daran erfolgen unter Verwaltung → Agenten.";
    NAME = "Name", "Name";
    NAME_HINT = "Guests see it when you answer them.", "Gäste sehen ihn in den Antworten.";
    USERNAME = "Username", "Benutzername";
    EMAIL = "Email", "E-Mail";
    ROLES = "Roles", "Rollen";
    DEPARTMENTS = "Departments", "Abteilungen";
    NO_DEPARTMENTS = "None", "Keine";
    SAVE = "Save", "Speichern";
    SAVED = "Saved.", "Gespeichert.";
    PROFILE_CONFLICT = "Somebody else changed your profile meanwhile. What you typed is still here: save again to keep it.", "Jemand anders hat dieses Profil inzwischen geändert. Die Eingaben sind noch da: erneut speichern, um sie zu behalten.";

    PASSWORD = "Password", "Passwort";
    PASSWORD_OLD = "Current password", "Aktuelles Passwort";
    PASSWORD_NEW = "New password", "Neues Passwort";
    PASSWORD_HINT = "At least {count} characters. Every other browser is signed out.", "Mindestens {count} Zeichen. Alle anderen Browser werden abgemeldet.";
    PASSWORD_CHANGE = "Change password", "Passwort ändern";
    PASSWORD_CHANGED = "The password is changed; every other browser is signed out.", "Das Passwort ist geändert; alle anderen Browser sind abgemeldet.";
    PASSWORD_WRONG = "That is not the current password.", "Das ist nicht das aktuelle Passwort.";

    LOOK = "Appearance", "Darstellung";
    THEME = "Theme", "Farbschema";
    THEME_SYSTEM = "As the device", "Wie das Gerät";
    THEME_LIGHT = "Light", "Hell";
    THEME_DARK = "Dark", "Dunkel";
    LANGUAGE = "Language", "Sprache";
    LANGUAGE_HINT = "The page loads anew; drafts are kept.", "Die Seite wird neu geladen; Entwürfe bleiben erhalten.";
    LANGUAGE_BROWSER = "As the browser", "Wie der Browser";
    TASTES_TEXT = "These follow you to every browser you log in on.", "Das gilt in jedem Browser nach der Anmeldung.";

    SOUNDS = "Sounds", "Töne";
    SOUNDS_ON = "Play sounds", "Töne abspielen";
    THIS_BROWSER = "For this browser alone", "Nur für diesen Browser";
    VOLUME = "Volume", "Lautstärke";
    RING_TUNE = "New chat", "Neuer Chat";
    PING_TUNE = "Message", "Nachricht";
    HEAR = "Play “{what}”", "„{what}“ abspielen";
    TUNE_BELL = "Bell", "Glocke";
    TUNE_CHIME = "Chime", "Klang";
    TUNE_KNOCK = "Knock", "Klopfen";
    TUNE_DROP = "Drop", "Tropfen";
    TUNE_MARIMBA = "Marimba", "Marimba";
    TUNE_SILENT = "None", "Keiner";
    QUIET_IN_FRONT = "Quiet while this page is in front", "Still, solange diese Seite im Vordergrund ist";

    TOLD = "Browser notifications", "Browser-Benachrichtigungen";
    BROWSER_NOTIFICATIONS = "Show notifications", "Benachrichtigungen zeigen";
    BROWSER_HINT = "While the page is open in the background. For this browser alone.", "Solange die Seite im Hintergrund offen ist. Nur für diesen Browser.";
    DENIED = "Blocked in this browser’s settings for the site. Allow them there first.", "In den Website-Einstellungen des Browsers blockiert. Zuerst dort erlauben.";
    NO_NOTIFICATIONS = "This browser shows no notifications.", "Dieser Browser zeigt keine Benachrichtigungen.";
    TRY_NOTIFICATION = "Show one now", "Jetzt eine zeigen";
    TURN_ON_FIRST = "Turn notifications on first.", "Zuerst Benachrichtigungen einschalten.";
    OCCASIONS = "Tell me about", "Benachrichtigen bei";
    ON_NEW_CHAT = "New chats for me", "Neuen Chats für dieses Konto";
    ON_GUEST_MESSAGE = "Messages of guests in my chats", "Nachrichten von Gästen in eigenen Chats";
    ON_MENTION = "Mentions in notes", "Erwähnungen in Notizen";
    ON_DIRECT_MESSAGE = "Direct messages", "Direktnachrichten";
    SHOWS_TEXT = "Show text in notifications", "Text in Benachrichtigungen zeigen";
    SHOWS_TEXT_HINT = "Off: they say only who it is about. Others may see the screen.", "Aus: Sie nennen nur, um wen es geht. Andere sehen vielleicht auf den Bildschirm.";

    PUSH = "While no page is open", "Ohne offene Seite";
    PUSH_TEXT = "This browser can tell you even after the page is closed. The message goes through the browser maker’s push service, encrypted so that only this browser can read it. It ends with this session.", "Dieser Browser kann auch nach dem Schließen der Seite benachrichtigen. Die Meldung läuft über den Push-Dienst des Browserherstellers und ist so verschlüsselt, dass nur dieser Browser sie lesen kann. Sie endet mit dieser Sitzung.";
    PUSH_WORKING = "One moment…", "Einen Moment …";
    PUSH_NOT_SUPPORTED = "This browser cannot do that here: it needs push and a secure connection (https).", "Dieser Browser kann das hier nicht: Nötig sind Push und eine sichere Verbindung (https).";
    PUSH_NOT_OFFERED = "This server has no key for push. Tell your administrator.", "Dieser Server hat keinen Schlüssel für Push. Bitte die Administration informieren.";
    PUSH_OFF = "Off in this browser.", "In diesem Browser aus.";
    PUSH_ON = "On in this browser.", "In diesem Browser ein.";
    PUSH_FAILED = "The browser’s push service cannot be reached. Check the network and try again.", "Der Push-Dienst des Browsers ist nicht erreichbar. Netzwerk prüfen und erneut versuchen.";
    PUSH_TURN_ON = "Turn on", "Einschalten";
    PUSH_TURN_OFF = "Turn off", "Ausschalten";
    PUSH_TRY = "Send a test", "Test senden";
    PUSH_TRIED = "Sent. It appears in a moment.", "Gesendet. Die Meldung erscheint gleich.";
    PUSH_TEST = "Notifications work", "Benachrichtigungen funktionieren";

    SESSIONS_TEXT = "Browsers you are logged in on. End those you do not know, and change your password then.", "Browser mit Anmeldung. Unbekannte bitte beenden und danach das Passwort ändern.";
    SESSIONS_LOADING = "Loading the sessions…", "Sitzungen werden geladen …";
    SESSIONS_FAILED = "The sessions cannot be shown", "Die Sitzungen können nicht angezeigt werden";
    SOME_BROWSER = "Unknown browser", "Unbekannter Browser";
    THIS_ONE = "This browser", "Dieser Browser";
    IS_PUSHED = "Notified while closed", "Wird benachrichtigt";
    LAST_USED = "Last used", "Zuletzt benutzt";
    SIGNED_IN_FROM = "logged in from {address}", "angemeldet von {address}";
    END_ONE = "Log out {name}", "{name} abmelden";
    END_OTHERS = "Log out all others", "Alle anderen abmelden";
    END_OTHERS_TEXT = "Every browser but this one has to log in again.", "Jeder Browser außer diesem muss sich neu anmelden.";
    ENDED_ONE = "1 browser is logged out.", "1 Browser ist abgemeldet.";
    ENDED = "{count} browsers are logged out.", "{count} Browser sind abgemeldet.";

    SESSION = "This session", "Diese Sitzung";
    LOG_OUT = "Log out", "Abmelden";
    LOG_OUT_TEXT = "Drafts and unsent messages stay in this browser for the next time.", "Entwürfe und nicht gesendete Nachrichten bleiben in diesem Browser für das nächste Mal erhalten.";
}

/// How many browsers were logged out, as a sentence.
#[must_use]
pub fn ended(count: u32) -> String {
    counted(count, ENDED_ONE, ENDED)
}
