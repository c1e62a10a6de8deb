//! Words of My account.

use super::words;

words! {
    TITLE = "My account", "Mein Konto";
    PROFILE = "Profile", "Profil";
    PROFILE_TEXT = "Managers change these under Manage → Agents.", "Änderungen erfolgen unter Verwaltung → Agenten.";
    NAME = "Name", "Name";
    USERNAME = "Username", "Benutzername";
    EMAIL = "Email", "E-Mail";
    ROLES = "Roles", "Rollen";
    DEPARTMENTS = "Departments", "Abteilungen";
    NO_DEPARTMENTS = "None", "Keine";
    LOOK = "Appearance", "Darstellung";
    THEME = "Theme", "Farbschema";
    THEME_SYSTEM = "As the device", "Wie das Gerät";
    THEME_LIGHT = "Light", "Hell";
    THEME_DARK = "Dark", "Dunkel";
    LANGUAGE = "Language", "Sprache";
    LANGUAGE_HINT = "The page loads anew; drafts are kept.", "Die Seite wird neu geladen; Entwürfe bleiben erhalten.";
    LANGUAGE_BROWSER = "As the browser", "Wie der Browser";
    SESSION = "Session", "Sitzung";
    LOG_OUT = "Log out", "Abmelden";
    LOG_OUT_TEXT = "Drafts and unsent messages stay in this browser for the next time.", "Entwürfe und nicht gesendete Nachrichten bleiben in diesem Browser für das nächste Mal erhalten.";
}
