//! Words of the visitor's chat.

use super::words;

words! {
    CHAT = "Chat", "Chat";
    LOADING = "The chat is loading…", "Der Chat wird geladen …";
    FAILED = "The chat cannot be reached", "Der Chat ist nicht erreichbar";
    FAILED_HINT = "Check your connection and try again. Nothing you wrote is lost.", "Verbindung prüfen und erneut versuchen. Nichts Geschriebenes geht verloren.";
    RETRY = "Try again", "Erneut versuchen";
    CANCEL = "Cancel", "Abbrechen";
    CONFIRM = "Confirm", "Bestätigen";
    CLOSE = "Close", "Schließen";
    MINIMISE = "Minimise chat", "Chat minimieren";
    SOUND = "Sound", "Ton";

    WELCOME = "Hello! How can we help?", "Guten Tag! Wie können wir helfen?";
    WELCOME_HINT = "Tell us who you are, then write to us.", "Bitte kurz vorstellen, dann geht es los.";
    NOBODY_HERE = "Nobody can answer right now. You can write all the same: your message waits for us and is answered first come, first served.", "Gerade kann niemand antworten. Schreiben geht trotzdem: Die Nachricht wartet auf uns und wird der Reihe nach beantwortet.";
    NAME = "Name", "Name";
    EMAIL = "Email", "E-Mail";
    DEPARTMENT = "Department", "Abteilung";
    OPTIONAL = "Optional", "Freiwillig";
    CHOOSE = "Please choose", "Bitte wählen";
    ANY_DEPARTMENT = "I am not sure", "Weiß nicht genau";
    CONSENT_MISSING = "Please tick this box, otherwise we may not chat with you.", "Bitte ankreuzen, sonst dürfen wir nicht chatten.";
    START_CHAT = "Start chat", "Chat starten";

    MESSAGES = "Messages", "Nachrichten";
    YOU = "You", "Sie";
    TODAY = "Today", "Heute";
    OLDER = "Older messages are loading…", "Ältere Nachrichten werden geladen …";
    SHOW_OLDER = "Show older messages", "Ältere Nachrichten anzeigen";
    NEWEST = "Newest messages", "Neueste Nachrichten";
    UNREAD = "{count} unread", "{count} ungelesen";
    NOT_TAKEN_YET = "You can write already", "Sie können schon schreiben";
    LOOKING = "We are looking for somebody who can help you.", "Wir suchen jemanden, der helfen kann.";
    PLACE = "You are number {place} in the queue.", "Platz {place} in der Warteschlange.";
    NEXT = "You are next.", "Sie sind als Nächstes dran.";
    WAIT_SHORT = "It should take less than a minute.", "Es dauert wohl weniger als eine Minute.";
    WAIT_ONE = "It should take about a minute.", "Es dauert wohl etwa eine Minute.";
    WAIT = "It should take about {minutes} minutes.", "Es dauert wohl etwa {minutes} Minuten.";
    JOINED = "{name} is here for you", "{name} ist für Sie da";
    TOOK_OVER = "{name} takes over from here", "{name} übernimmt ab hier";
    IS_BACK = "{name} is back", "{name} ist wieder da";
    SOMEBODY_ELSE = "We are looking for somebody else for you. You keep your place in the queue.", "Wir suchen jemand anderen. Der Platz in der Warteschlange bleibt erhalten.";
    CONNECTING = "You are being connected with {name}", "Sie werden mit {name} verbunden";
    IS_TYPING = "{name} is typing", "{name} schreibt";

    CALL = "Call", "Anrufen";
    VIDEO_CALL = "Video call", "Videoanruf";
    CALLS_YOU = "{name} calls you", "{name} ruft Sie an";
    INVITES_YOU = "{name} invites you to a conference", "{name} lädt Sie zu einer Konferenz ein";
    CALLING = "Calling {name}…", "{name} wird angerufen …";
    IN_CALL = "In a call with {name}", "Im Gespräch mit {name}";
    CALL_CONNECTING = "The call is being connected…", "Der Anruf wird verbunden …";
    CALL_RECONNECTING = "The connection broke off, looking for another way…", "Verbindung unterbrochen, neuer Weg wird gesucht …";
    CALL_ON_HOLD = "{name} has put the call on hold", "{name} hat den Anruf gehalten";
    CALL_ELSEWHERE = "The call goes on in another window", "Der Anruf läuft in einem anderen Fenster";
    CONTINUE_HERE = "Continue here", "Hier fortsetzen";
    ACCEPT = "Accept", "Annehmen";
    DECLINE = "Decline", "Ablehnen";
    HANG_UP = "Hang up", "Auflegen";
    JOIN_CALL = "Join Call", "Anruf beitreten";
    YOUR_CAMERA = "Your camera", "Ihre Kamera";
    THEIR_CAMERA = "{name}’s camera", "Kamera von {name}";
    CALL_ENDED = "The call has ended", "Der Anruf ist beendet";
    CALL_DECLINED = "The call was declined", "Der Anruf wurde abgelehnt";
    CALL_MISSED = "Missed call", "Verpasster Anruf";
    CALL_BROKE_OFF = "The call broke off", "Der Anruf ist abgebrochen";
    CALL_NOT_NOW = "That call is not possible now. Please write instead.", "Dieser Anruf ist gerade nicht möglich. Bitte schreiben.";

    SENDING = "Sending", "Wird gesendet";
    SENT = "Sent", "Gesendet";
    DELIVERED = "Delivered", "Zugestellt";
    READ = "Read", "Gelesen";
    NOT_SENT = "Not sent.", "Nicht gesendet.";
    DELETE = "Delete", "Löschen";

    MESSAGE = "Message", "Nachricht";
    WRITE = "Write a message…", "Nachricht schreiben …";
    SEND = "Send", "Senden";
    ATTACH = "Attach files", "Dateien anhängen";
    ATTACH_HINT = "At most {count} files of {size} each", "Höchstens {count} Dateien mit je {size}";
    DROP_HERE = "Drop files here: at most {count}, {size} each", "Dateien hier ablegen: höchstens {count} mit je {size}";
    ATTACHED = "Attached files", "Angehängte Dateien";
    UPLOADING = "Uploading {name}", "{name} wird hochgeladen";
    WILL_SEND = "Goes out as soon as the files are uploaded.", "Geht ab, sobald die Dateien hochgeladen sind.";
    REMOVE = "Remove {name}", "{name} entfernen";
    TRY_FILE_AGAIN = "Try {name} again", "{name} erneut versuchen";
    TOO_MANY_FILES = "At most {count} files fit into one message. Send these first.", "In eine Nachricht passen höchstens {count} Dateien. Bitte zuerst diese senden.";
    EMOJI = "Emoji", "Emoji";
    DOWNLOAD = "Download", "Herunterladen";
    DOWNLOADING = "Loading…", "Wird geladen …";
    PICTURE_FAILED = "The picture could not be loaded.", "Das Bild konnte nicht geladen werden.";
    FILE_FAILED = "The file could not be loaded. Check your connection and try again.", "Die Datei konnte nicht geladen werden. Verbindung prüfen und erneut versuchen.";

    OFFLINE = "No connection. What you write is kept and goes out as soon as it is back.", "Keine Verbindung. Geschriebenes bleibt erhalten und geht ab, sobald sie wieder da ist.";
    TRY_NOW = "Try now", "Jetzt versuchen";

    END_CHAT = "End chat", "Chat beenden";
    END_TITLE = "End this chat?", "Diesen Chat beenden?";
    END_TEXT = "You can start a new one at any time.", "Ein neuer lässt sich jederzeit beginnen.";
    YOU_ENDED = "You ended the chat", "Sie haben den Chat beendet";
    THEY_ENDED = "{name} ended the chat", "{name} hat den Chat beendet";
    ENDED = "The chat has ended", "Der Chat ist beendet";
    START_NEW = "Start a new chat", "Neuen Chat beginnen";

    BROKEN = "Something went wrong on our side. Please try again.", "Bei uns ist etwas schiefgegangen. Bitte erneut versuchen.";
    UNREACHABLE = "We cannot be reached right now. Check your connection and try again; what you wrote is kept.", "Wir sind gerade nicht erreichbar. Verbindung prüfen und erneut versuchen; Geschriebenes bleibt erhalten.";
    TOO_FAST = "That was a little fast. Please try again in a moment.", "Das ging etwas schnell. Bitte gleich noch einmal versuchen.";
    IS_OVER = "This chat has ended. Start a new one: what you wrote comes along.", "Dieser Chat ist beendet. Bitte einen neuen beginnen: Geschriebenes kommt mit.";
    FILE_TOO_LARGE = "Too large: {size}. At most {limit}.", "Zu groß: {size}. Höchstens {limit}.";
    FILE_TYPE = "Files of this type are not allowed.", "Dateien dieses Typs sind nicht erlaubt.";
    FILE_GONE = "This file is no longer there. Attach it again.", "Diese Datei ist nicht mehr da. Bitte erneut anhängen.";
    REFUSED = "That did not work. Please try again.", "Das hat nicht geklappt. Bitte erneut versuchen.";
}
