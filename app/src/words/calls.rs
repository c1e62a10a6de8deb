//! Words about calls: the quick action, the phone bar, the log, what is noted afterwards.

use model::call::CallState;

use super::{Word, words};

words! {
    CALLED = "{name} called {guest}", "{name} hat {guest} angerufen";
    CALLED_WITH_VIDEO = "{name} called {guest} with video", "{name} hat {guest} mit Video angerufen";
    GUEST_CALLED = "{guest} called", "{guest} hat angerufen";
    INVITED = "{name} invited {guest} to a conference", "{name} hat {guest} zu einer Konferenz eingeladen";
    ANSWERED = "{name} answered", "{name} hat angenommen";
    HUNG_UP = "{name} ended the call", "{name} hat den Anruf beendet";
    DECLINED = "{name} declined the call", "{name} hat den Anruf abgelehnt";
    MISSED = "Nobody answered the call", "Niemand hat den Anruf angenommen";
    MOVED_ON = "The call ended because the conversation moved on", "Der Anruf endete, weil das Gespräch weiterging";
    LOST = "The call broke off", "Der Anruf ist abgebrochen";
    FAILED = "The call could not be connected", "Der Anruf kam nicht zustande";

    CALL = "Call", "Anrufen";
    AUDIO_CALL = "Audio call", "Audioanruf";
    VIDEO_CALL = "Video call", "Videoanruf";
    CONFERENCE = "Conference link", "Konferenz-Link";
    START_CALL = "Start Call", "Anruf starten";
    CALL_GUEST = "Call {name}", "{name} anrufen";
    MICROPHONE = "Microphone", "Mikrofon";
    CAMERA = "Camera", "Kamera";
    PREVIEW = "Your camera", "Ihre Kamera";
    CAMERA_IS_OFF = "The camera is off", "Die Kamera ist aus";
    THEIR_PICTURE = "{name}’s camera", "Kamera von {name}";
    THEIR_CAMERA_IS_OFF = "{name} has the camera off", "{name} hat die Kamera aus";
    IS_MUTED = "{name} is muted", "{name} ist stumm";
    PHONE_BAR = "Phone bar", "Telefonleiste";
    CALLING = "Calling…", "Wird angerufen …";
    CALLS_YOU = "calls you", "ruft an";
    CONNECTING = "Connecting…", "Wird verbunden …";
    TALKING = "In a call", "Im Gespräch";
    RECONNECTING = "The connection broke off, looking for another way…", "Verbindung unterbrochen, neuer Weg wird gesucht …";
    ON_HOLD = "On hold", "Gehalten";
    ELSEWHERE = "In progress on another page", "Läuft auf einer anderen Seite";
    IN_CONFERENCE = "Conference: join it in a new window", "Konferenz: Beitritt in einem neuen Fenster";
    DURATION = "Duration", "Dauer";
    MUTE = "Mute", "Stummschalten";
    HOLD = "Hold the call", "Anruf halten";
    RESUME = "Resume the call", "Anruf fortsetzen";
    HANG_UP = "Hang up", "Auflegen";
    END_CALL = "End the conference", "Konferenz beenden";
    ANSWER = "Answer", "Annehmen";
    DECLINE = "Decline", "Ablehnen";
    CONTINUE_HERE = "Continue here", "Hier fortsetzen";
    JOIN_CALL = "Join Call", "Anruf beitreten";
    FULL_SCREEN = "Full screen", "Vollbild";
    CALL_IS_OVER = "The call is over", "Der Anruf ist vorbei";
    NOT_LOADED = "The phone could not be loaded. Check the network and try again.", "Das Telefon konnte nicht geladen werden. Netzwerk prüfen und erneut versuchen.";

    DENIED = "{device}: the browser may not use it. Allow it at the left of the address bar, then turn it on again.", "{device}: Der Browser darf nicht darauf zugreifen. Links in der Adressleiste erlauben, dann wieder einschalten.";
    BLOCKED = "{device}: the page around this chat does not allow it. Ask its owner, or turn it off.", "{device}: Die Seite um diesen Chat erlaubt das nicht. Bitte deren Betreiber fragen oder ausschalten.";
    MISSING = "{device}: none was found. Plug one in, or go on without.", "{device}: Es wurde keines gefunden. Anschließen oder ohne weitermachen.";
    DEVICE_BUSY = "{device}: another program uses it. Close that, then turn it on again.", "{device}: Ein anderes Programm benutzt das Gerät. Dort schließen, dann wieder einschalten.";
    INSECURE = "Browsers allow calls only over https. Open this page with https and try again.", "Browser erlauben Anrufe nur über https. Diese Seite mit https öffnen und erneut versuchen.";
    UNSUPPORTED = "This browser cannot make calls. Use a current Chrome, Edge, Firefox or Safari.", "Dieser Browser kann nicht telefonieren. Bitte ein aktuelles Chrome, Edge, Firefox oder Safari verwenden.";
    UNPLUGGED = "The microphone or camera is gone. Plug it in and turn it on again.", "Mikrofon oder Kamera ist weg. Anschließen und wieder einschalten.";
    NO_WAY = "No way was found between the two browsers, perhaps because of a firewall. An administrator adds a TURN server under Manage, Settings, Calls.", "Zwischen den Browsern fand sich kein Weg, vielleicht wegen einer Firewall. Unter Verwaltung, Einstellungen, Anrufe lässt sich ein TURN-Server eintragen.";

    AFTER_CALL = "After the call with {name}", "Nach dem Anruf mit {name}";
    NOTES = "Notes", "Notizen";
    DISPOSITION = "Disposition", "Ergebnis";
    NO_DISPOSITION = "None chosen", "Nichts gewählt";
    SKIP = "Skip", "Überspringen";
    SAVE = "Save", "Speichern";
    NOTED = "The call was noted", "Der Anruf wurde vermerkt";

    STATE_RINGING = "Ringing", "Klingelt";
    STATE_ANSWERED = "In progress", "Läuft";
    STATE_DECLINED = "Declined", "Abgelehnt";
    STATE_MISSED = "Not answered", "Nicht angenommen";
    STATE_ENDED = "Ended", "Beendet";
    STATE_FAILED = "Broke off", "Abgebrochen";
}

/// What became of a call.
#[must_use]
pub const fn state(state: CallState) -> Word {
    match state {
        CallState::Ringing => STATE_RINGING,
        CallState::Answered => STATE_ANSWERED,
        CallState::Declined => STATE_DECLINED,
        CallState::Missed => STATE_MISSED,
        CallState::Ended => STATE_ENDED,
        CallState::Failed => STATE_FAILED,
    }
}
