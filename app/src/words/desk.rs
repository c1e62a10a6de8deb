//! Words of the desk: lists, conversation, composer, dialogs, panels.

use model::conversation::{Channel, Priority};

use super::{Word, words};

words! {
    NAVIGATOR = "Contact navigator", "Kontaktnavigator";
    CHAT = "Chat", "Chat";
    QUEUED = "Queued Chats", "Wartende Chats";
    IN_PROGRESS = "Chats in Progress", "Laufende Chats";
    ON_HOLD = "On-Hold Chats", "Gehaltene Chats";
    NONE_QUEUED = "Nobody is waiting.", "Niemand wartet.";
    NONE_IN_PROGRESS = "No chats in progress.", "Keine laufenden Chats.";
    NONE_ON_HOLD = "Nothing is on hold.", "Nichts wird gehalten.";
    LOADING_LISTS = "Loading the chats…", "Chats werden geladen …";
    MORE = "More", "Mehr";
    SOUND = "Sound", "Ton";
    SOUND_HINT = "Rings for new chats and messages", "Klingelt bei neuen Chats und Nachrichten";
    NOTIFICATIONS = "Browser notifications", "Browser-Benachrichtigungen";
    NOTIFICATIONS_HINT = "Shown while this tab is in the background", "Erscheinen, während dieser Tab im Hintergrund ist";
    NOTIFICATIONS_DENIED = "Blocked in this browser’s settings for the site. Allow them there first.", "In den Website-Einstellungen des Browsers blockiert. Zuerst dort erlauben.";
    SHORTCUTS = "Keyboard shortcuts", "Tastenkürzel";

    UNREAD_ONE = "1 unread message", "1 ungelesene Nachricht";
    UNREAD = "{count} unread messages", "{count} ungelesene Nachrichten";
    WAITING_FOR = "Waiting for an answer", "Wartet auf Antwort";
    LATE = "late", "überfällig";
    TOTAL_TIME = "Total time", "Gesamtzeit";
    IS_TYPING = "{name} is typing", "{name} schreibt";
    RINGING = "Ringing for you", "Klingelt hier";
    NO_LINE = "No message yet", "Noch keine Nachricht";
    REPLY = "Reply: {text}", "Antwort: {text}";
    DRAFT = "Draft: {text}", "Entwurf: {text}";

    CONVERSATION = "Conversation", "Gespräch";
    BACK_TO_LIST = "Back to the list", "Zurück zur Liste";
    NOTHING_OPEN = "Choose a chat from the list", "Bitte einen Chat aus der Liste wählen";
    NOTHING_OPEN_TEXT = "Alt+↓ opens the first one, ? shows all shortcuts.", "Alt+↓ öffnet den ersten, ? zeigt alle Tastenkürzel.";
    ALL_QUIET = "All quiet", "Alles ruhig";
    ALL_QUIET_TEXT = "New chats appear in the list and ring.", "Neue Chats erscheinen in der Liste und klingeln.";
    NOT_AVAILABLE_TEXT = "New chats reach only people who are Available.", "Neue Chats erreichen nur Personen, die verfügbar sind.";
    BECOME_AVAILABLE = "Set to Available", "Auf Verfügbar setzen";
    LOADING_CONVERSATION = "Opening the conversation…", "Gespräch wird geöffnet …";
    CANNOT_SHOW = "This conversation cannot be shown", "Dieses Gespräch kann nicht angezeigt werden";
    TO_LIST = "Go to the desk", "Zum Arbeitsplatz";
    ABOUT = "{department} · #{channel}", "{department} · #{channel}";

    QUICK_ACTIONS = "Quick actions", "Schnellaktionen";
    MOVE_TO_QUEUE = "Move to the queue", "Zurück in die Warteschlange";
    FORWARD = "Forward chat", "Chat weiterleiten";
    FORWARD_NOW = "Forward", "Weiterleiten";
    FORWARD_TEXT = "{name} keeps writing meanwhile and keeps the place in the queue.", "{name} kann inzwischen weiterschreiben und behält den Platz in der Warteschlange.";
    FORWARD_COMMENT_HINT = "For your colleagues; the guest does not see it.", "Für das Team; der Gast sieht ihn nicht.";
    USER = "User", "Person";
    USERS_OF = "People of {department}. For somebody else choose their department first.", "Personen aus {department}. Für andere zuerst deren Abteilung wählen.";
    NO_TARGET = "Nothing fits. Try another name.", "Nichts passt. Bitte einen anderen Namen versuchen.";
    TARGETS_LOADING = "Looking who is there…", "Wird nachgesehen, wer da ist …";
    AVAILABLE_ONE = "1 person available", "1 Person verfügbar";
    AVAILABLE = "{count} people available", "{count} Personen verfügbar";
    NOBODY_AVAILABLE = "Nobody is available", "Niemand ist verfügbar";
    GOES_INSTEAD = "Nobody is available: goes to {department}", "Niemand ist verfügbar: geht an {department}";
    NOT_AVAILABLE_NOW = "Not available now", "Gerade nicht verfügbar";
    IS_FULL = "No room: {load} of {max} conversations", "Kein Platz: {load} von {max} Gesprächen";
    FORWARDED_NOW = "The chat with {name} was forwarded to {target}.", "Der Chat mit {name} wurde an {target} weitergeleitet.";
    FORWARDED_INSTEAD = "Nobody was available in {department}: the chat with {name} went to {target}.", "In {department} war niemand verfügbar: Der Chat mit {name} ging an {target}.";
    UNDO = "Undo", "Rückgängig";
    TAKEN_BACK_NOW = "Undone. The chat is back where it was.", "Rückgängig gemacht. Der Chat ist wieder, wo er war.";
    HOLD = "Place Chat On-Hold", "Chat halten";
    RESUME = "Resume", "Fortsetzen";
    END = "End conversation", "Gespräch beenden";
    ALREADY_QUEUED = "The chat is in the queue already.", "Der Chat steht bereits in der Warteschlange.";
    ENDED_ALREADY = "The chat has ended.", "Der Chat ist beendet.";
    ALREADY_ON_HOLD = "The chat is on hold already.", "Der Chat wird bereits gehalten.";
    RESUME_FIRST = "Resume the chat first.", "Den Chat zuerst fortsetzen.";
    TAKE_FIRST = "Take the chat first.", "Den Chat zuerst übernehmen.";
    AT_SOMEBODY = "{name} has this chat.", "{name} hat diesen Chat.";
    ANSWER_FIRST = "Only while the last message is yours: answer first.", "Nur möglich, wenn die eigene Nachricht die letzte ist: zuerst antworten.";
    MOVED = "The chat with {name} is back in the queue.", "Der Chat mit {name} ist zurück in der Warteschlange.";
    PLACED_ON_HOLD = "The chat with {name} is on hold.", "Der Chat mit {name} wird gehalten.";
    RESUMED_NOW = "The chat with {name} is resumed.", "Der Chat mit {name} läuft weiter.";
    ENDED_NOW = "The chat with {name} has ended. It is in the Contact Center now.", "Der Chat mit {name} ist beendet. Er steht jetzt im Contact Center.";

    PREVIEW = "Preview: {name} waits for somebody to take this chat.", "Vorschau: {name} wartet darauf, dass jemand diesen Chat übernimmt.";
    PREVIEW_PLACE = "Place {place} in the queue.", "Platz {place} in der Warteschlange.";
    TAKE = "Take it", "Übernehmen";
    CANNOT_TAKE = "Only agents of the department can take this chat.", "Nur Agenten der Abteilung können diesen Chat übernehmen.";
    RINGS = "{name} rings for you.", "{name} klingelt.";
    TIME_LEFT = "Time left", "Verbleibende Zeit";
    ACCEPT = "Accept", "Annehmen";
    REFUSE = "Refuse", "Ablehnen";
    RINGS_ELSEWHERE = "This chat rings at {name}.", "Dieser Chat klingelt bei {name}.";
    SERVED_BY = "{name} serves this chat.", "{name} betreut diesen Chat.";
    TAKEN_BY = "{name} has this chat now.", "{name} hat diesen Chat jetzt.";
    TAKE_ANOTHER = "Take another one from the list.", "Bitte einen anderen aus der Liste übernehmen.";
    IS_ON_HOLD = "This chat is on hold. It resumes when {name} writes, or now.", "Dieser Chat wird gehalten. Er läuft weiter, sobald {name} schreibt, oder jetzt.";
    WITH_HELPERS = "with {names}", "mit {names}";
    INVITED_NOW = "{name} is in this chat now.", "{name} ist jetzt in diesem Chat.";
    LEAVE = "Leave", "Verlassen";
    HELPS = "You help {name} here.", "Unterstützung für {name}.";
    LEFT_NOW = "You left the chat with {name}.", "Chat mit {name} verlassen.";
    HOLD_ENDS_IN = "It ends by itself in", "Er endet von selbst in";
    HAS_ENDED = "This chat has ended.", "Dieser Chat ist beendet.";
    IN_CONTACT_CENTER = "Open in the Contact Center", "Im Contact Center öffnen";

    AND = "and", "und";
    WROTE_MEANWHILE = "{names} wrote while you were typing.", "{names}: neue Nachricht während des Tippens.";
    SEND_ANYWAY_HINT = "Enter again sends your reply as it is, Esc looks first.", "Noch einmal Enter sendet die Antwort unverändert, Esc zeigt das Neue zuerst.";
    LOOK_FIRST = "Look first", "Zuerst ansehen";
    SEND_ANYWAY = "Send anyway", "Trotzdem senden";
    ALSO_HERE = "Also looking: {names}", "Sieht es auch an: {names}";

    MESSAGES = "Messages", "Nachrichten";
    NEW_MESSAGES = "New messages", "Neue Nachrichten";
    NEW_MESSAGES_ONE = "1 new message", "1 neue Nachricht";
    NEW_MESSAGES_MANY = "{count} new messages", "{count} neue Nachrichten";
    NEWEST = "Newest", "Neueste";
    EARLIER = "Earlier messages", "Frühere Nachrichten";
    LOADING_EARLIER = "Loading earlier messages…", "Frühere Nachrichten werden geladen …";
    TODAY = "Today", "Heute";
    YESTERDAY = "Yesterday", "Gestern";
    INTERNAL_NOTE = "Internal note", "Interne Notiz";
    MARK_SENDING = "sending", "wird gesendet";
    MARK_SENT = "sent", "gesendet";
    MARK_DELIVERED = "delivered", "zugestellt";
    MARK_READ = "read", "gelesen";
    MARK_REFUSED = "not sent", "nicht gesendet";
    NOT_SENT = "Not sent.", "Nicht gesendet.";
    DELETE = "Delete", "Löschen";

    STARTED = "{name} started the chat", "{name} hat den Chat begonnen";
    STARTED_ON = "{name} started the chat on {page}", "{name} hat den Chat auf {page} begonnen";
    RETURNED = "{name} moved the chat back to the queue", "{name} hat den Chat zurück in die Warteschlange gelegt";
    OFFER_REFUSED = "{name} refused; the chat waits in the queue again", "{name} hat abgelehnt; der Chat wartet wieder in der Warteschlange";
    OFFER_EXPIRED = "Nobody answered in time; the chat waits in the queue again", "Es wurde nicht rechtzeitig geantwortet; der Chat wartet wieder in der Warteschlange";
    AGENT_LOST = "The agent lost the connection; the chat waits in the queue again", "Die Verbindung zum Agenten ging verloren; der Chat wartet wieder in der Warteschlange";
    HOLD_ENDED = "The guest wrote and the agent had no room; the chat waits in the queue again", "Der Gast hat geschrieben, und der Agent hatte keinen Platz; der Chat wartet wieder in der Warteschlange";
    RINGS_AT = "The chat rings at {name}", "Der Chat klingelt bei {name}";
    TOOK = "{name} took the chat", "{name} hat den Chat übernommen";
    GIVEN_TO = "The chat was given to {name}", "Der Chat wurde {name} zugeteilt";
    HELD = "{name} placed the chat on hold", "{name} hält den Chat";
    RESUMED = "{name} resumed the chat", "{name} hat den Chat fortgesetzt";
    RESUMED_BY_GUEST = "{name} wrote again: the chat is resumed", "{name} hat wieder geschrieben: der Chat läuft weiter";
    FORWARDED_TO = "{name} forwarded the chat to {person}", "{name} hat den Chat an {person} weitergeleitet";
    FORWARDED_TO_IN = "{name} forwarded the chat to {person} in {department}", "{name} hat den Chat an {person} in {department} weitergeleitet";
    FORWARDED_TO_DEPARTMENT = "{name} forwarded the chat to {department}", "{name} hat den Chat an {department} weitergeleitet";
    NOBODY_IN = "nobody was available in {departments}", "niemand war verfügbar in {departments}";
    TAKEN_BACK = "{name} took that back", "{name} hat das rückgängig gemacht";
    TAKEN_BACK_FOR = "{name} gave the chat back to {agent}", "{name} hat den Chat an {agent} zurückgegeben";
    INVITED = "{name} invited {person}", "{name} hat {person} eingeladen";
    ERASED = "What was said here was erased", "Was hier gesagt wurde, ist gelöscht";
    DEPARTED = "{name} left the chat", "{name} hat den Chat verlassen";
    TOPIC_SET = "{name} set the topic to “{topic}”", "{name} hat das Thema auf „{topic}“ gesetzt";
    TOPIC_CLEARED = "{name} cleared the topic", "{name} hat das Thema entfernt";
    TAGS_SET = "{name} set the tags to {tags}", "{name} hat die Schlagwörter auf {tags} gesetzt";
    TAGS_CLEARED = "{name} removed all tags", "{name} hat alle Schlagwörter entfernt";
    PRIORITY_SET = "{name} set the priority to {priority}", "{name} hat die Priorität auf {priority} gesetzt";
    FIELD_SET = "{name} set {field} to {value}", "{name} hat {field} auf {value} gesetzt";
    FIELD_CLEARED = "{name} cleared {field}", "{name} hat {field} geleert";
    BELONGS = "{name} assigned the chat to the contact {contact}", "{name} hat den Chat dem Kontakt {contact} zugeordnet";
    ENDED = "{name} ended the chat", "{name} hat den Chat beendet";
    ENDED_BY_ITSELF = "The chat was ended automatically", "Der Chat wurde automatisch beendet";

    MESSAGE = "Message", "Nachricht";
    MESSAGE_TO = "Write to {name}", "An {name} schreiben";
    NOTE_TO = "Write a note for colleagues", "Notiz für das Team schreiben";
    SEND = "Send", "Senden";
    SEND_HINT = "Enter sends, Shift+Enter breaks the line", "Enter sendet, Umschalt+Enter bricht um";
    NOTE_HINT = "Only colleagues see this", "Nur für das Team sichtbar";
    NOTHING_TO_SEND = "Write something or attach a file first.", "Zuerst etwas schreiben oder eine Datei anhängen.";
    TOO_LONG = "Too long by {count} characters.", "Um {count} Zeichen zu lang.";
    LEFT = "{count} characters left", "Noch {count} Zeichen";
    UPLOADING_STILL = "Wait until every file is uploaded.", "Bitte warten, bis alle Dateien hochgeladen sind.";
    UPLOAD_FAILED_STILL = "A file could not be uploaded: retry or remove it.", "Eine Datei konnte nicht hochgeladen werden: erneut versuchen oder entfernen.";
    NOTES_WITHOUT_FILES = "Notes carry no files.", "Notizen können keine Dateien enthalten.";
    ATTACH = "Attach files (up to {count}, {size} each)", "Dateien anhängen (bis zu {count}, je {size})";
    TOO_MANY_FILES = "A message carries at most {count} files. Send the rest in the next one.", "Eine Nachricht enthält höchstens {count} Dateien. Den Rest bitte in der nächsten senden.";
    UPLOADING = "Uploading {name}", "{name} wird hochgeladen";
    UPLOADED = "Ready", "Bereit";
    REMOVE = "Remove", "Entfernen";
    REMOVE_FILE = "Remove {name}", "{name} entfernen";
    DROP_HERE = "Drop files here to attach them", "Dateien hier ablegen, um sie anzuhängen";
    ATTACHED = "Attached files", "Angehängte Dateien";
    EMOJI = "Emoji", "Emoji";

    END_TEXT = "The chat leaves the desk and stands in the Contact Center at once.", "Der Chat verlässt den Arbeitsplatz und steht sofort im Contact Center.";
    COMMENT = "Comment", "Kommentar";
    COMMENT_HINT = "{name} sees this.", "{name} sieht das.";
    TAGS = "Tags", "Schlagwörter";
    TAGS_HINT = "Enter or comma adds a tag.", "Enter oder Komma fügt ein Schlagwort hinzu.";
    CONFIRM = "Confirm", "Bestätigen";

    PANELS = "Panels", "Seitenleisten";
    ROOM_INFORMATION = "Room Information", "Rauminformationen";
    CONTACT_INFORMATION = "Contact Information", "Kontaktinformationen";
    SEARCH_MESSAGES = "Search Messages", "Nachrichten durchsuchen";
    FILES = "Files", "Dateien";
    CONTACT_CHAT_HISTORY = "Contact Chat History", "Chatverlauf des Kontakts";
    BACK_TO_CONVERSATION = "Back to the conversation", "Zurück zum Gespräch";
    TOPIC = "Topic", "Thema";
    PRIORITY = "Priority", "Priorität";
    GUEST = "Guest", "Gast";
    AGENT = "Agent", "Agent";
    DEPARTMENT = "Department", "Abteilung";
    CHANNEL = "Channel", "Kanal";
    STARTED_AT = "Started", "Begonnen";
    ENDED_AT = "Ended", "Beendet";
    PAGE = "Page", "Seite";
    TAKEN_AT = "Taken", "Übernommen";
    NAMED = "{name} (@{username})", "{name} (@{username})";
    QUEUE_TIME = "Queue time", "Zeit in der Warteschlange";
    FIRST_RESPONSE = "First response", "Erste Antwort";
    AVERAGE_RESPONSE = "Average response time", "Durchschnittliche Antwortzeit";
    SLA_DUE = "Answer due", "Antwort fällig";
    NOT_YET = "Not yet", "Noch nicht";
    NONE = "None", "Keine";
    NOBODY = "Nobody yet", "Noch niemand";
    COMMENT_AT_END = "Closing comment", "Abschlusskommentar";
    SAVED = "Room Information saved.", "Rauminformationen gespeichert.";

    SOME_WORDS = "Words of a message", "Wörter einer Nachricht";
    A_PATTERN = "Such as error\\d{3}", "Zum Beispiel error\\d{3}";
    PATTERN = "Regular expression", "Regulärer Ausdruck";
    CLEAR_SEARCH = "Clear the search", "Suche leeren";
    SEARCH_BEGIN = "Search this conversation", "Dieses Gespräch durchsuchen";
    SEARCH_BEGIN_TEXT = "Results appear as you type. Arrow keys choose one, Enter shows it in the conversation.", "Treffer erscheinen beim Tippen. Pfeiltasten wählen einen aus, Enter zeigt ihn im Gespräch.";
    SEARCH_HERE = "Search in this chat", "In diesem Chat suchen";
    LOOKING = "Searching…", "Es wird gesucht …";
    LOOKED_BACK_TO = "Searched back to {time}…", "Zurück bis {time} durchsucht …";
    FOUND = "Messages found", "Gefundene Nachrichten";
    FOUND_ONE = "1 message found", "1 Nachricht gefunden";
    FOUND_MANY = "{count} messages found", "{count} Nachrichten gefunden";
    FOUND_AT_LEAST = "{count} messages found so far; scroll for older ones", "Bisher {count} Nachrichten gefunden; für ältere weiterblättern";
    NOTHING_FOUND = "Nothing found", "Nichts gefunden";
    NOTHING_FOUND_TEXT = "Every word must occur in one message. Try fewer words; “quotes” keep words together.", "Jedes Wort muss in derselben Nachricht vorkommen. Weniger Wörter versuchen; „Anführungszeichen“ halten Wörter zusammen.";
    NOTHING_FOUND_PATTERN = "No message matches this regular expression. Try a simpler one.", "Keine Nachricht passt zu diesem regulären Ausdruck. Einen einfacheren versuchen.";
    MATCH_OF = "{at} of {count}", "{at} von {count}";
    OLDER_MATCH = "Older match", "Älterer Treffer";
    NEWER_MATCH = "Newer match", "Neuerer Treffer";
    FILE = "File", "Datei";
    AUTOMATIC = "Automatic", "Automatisch";
    FLAW_AT = "At character {place}: {what}", "Bei Zeichen {place}: {what}";
    FLAW_GROUP_UNCLOSED = "this ( is never closed. Add a ).", "Diese ( wird nicht geschlossen. Eine ) hinzufügen.";
    FLAW_GROUP_UNOPENED = "this ) closes nothing. Write \\) to find it.", "Diese ) schließt nichts. Um sie zu suchen, \\) schreiben.";
    FLAW_CLASS_UNCLOSED = "this [ is never closed. Add a ].", "Diese [ wird nicht geschlossen. Eine ] hinzufügen.";
    FLAW_CLASS_RANGE = "this range runs backwards or has no end. Write it as [a-z].", "Dieser Bereich läuft rückwärts oder hat kein Ende. Wie [a-z] schreiben.";
    FLAW_ESCAPE_UNFINISHED = "something must follow the backslash. Write \\\\ to find one.", "Nach dem Backslash muss etwas folgen. Um einen zu suchen, \\\\ schreiben.";
    FLAW_ESCAPE_UNKNOWN = "there is no such backslash sign. Leave the backslash out.", "Dieses Zeichen mit Backslash gibt es nicht. Den Backslash weglassen.";
    FLAW_NOTHING_TO_REPEAT = "there is nothing before it to repeat. Write a backslash before the sign to find it.", "Davor steht nichts, was sich wiederholen könnte. Um das Zeichen zu suchen, einen Backslash davor schreiben.";
    FLAW_REPEAT_UNCLOSED = "this { is never closed. Add a }.", "Diese { wird nicht geschlossen. Eine } hinzufügen.";
    FLAW_REPEAT_COUNT = "these are no numbers of repetitions. Write them as {3} or {1,3}.", "Das sind keine Wiederholungszahlen. Wie {3} oder {1,3} schreiben.";
    FLAW_FLAG = "there is no such (?…). Leave the question mark out.", "Ein solches (?…) gibt es nicht. Das Fragezeichen weglassen.";
    FLAW_GROUP_NAME = "this is no name for a group. Use letters.", "Das ist kein Name für eine Gruppe. Buchstaben verwenden.";
    FLAW_UNICODE_CLASS = "there is no such class of characters. \\p{L} finds letters.", "Diese Zeichenklasse gibt es nicht. \\p{L} findet Buchstaben.";
    FLAW_LOOK_AROUND = "looking ahead and behind is not supported. Leave it out.", "Vorausschau und Rückschau werden nicht unterstützt. Bitte weglassen.";
    FLAW_BACK_REFERENCE = "references to groups are not supported. Leave it out.", "Verweise auf Gruppen werden nicht unterstützt. Bitte weglassen.";
    FLAW_TOO_DEEP = "The expression is nested too deep. Use fewer brackets.", "Der Ausdruck ist zu tief verschachtelt. Weniger Klammern verwenden.";
    FLAW_TOO_LARGE = "The expression stands for too much. Use smaller numbers of repetitions.", "Der Ausdruck steht für zu viel. Kleinere Wiederholungszahlen verwenden.";
    FLAW_OTHER = "This is not a regular expression yet. Go on typing, or switch to words.", "Das ist noch kein regulärer Ausdruck. Weiterschreiben oder nach Wörtern suchen.";

    FILE_NAME = "Name of a file", "Name einer Datei";
    FILE_TYPE = "Type", "Art";
    ALL_FILES = "All", "Alle";
    IMAGES = "Images", "Bilder";
    DOCUMENTS = "Documents", "Dokumente";
    AUDIO = "Audio", "Audio";
    VIDEOS = "Videos", "Videos";
    OTHER_FILES = "Others", "Andere";
    WHOLE_CONTACT = "All chats of this contact", "Alle Chats dieses Kontakts";
    ONE_FILE = "1 file", "1 Datei";
    COUNT_FILES = "{count} files", "{count} Dateien";
    FILES_LOADING = "Files are loading…", "Dateien werden geladen …";
    FILES_FAILED = "The files could not be loaded", "Die Dateien konnten nicht geladen werden";
    MORE_FILES = "More files", "Weitere Dateien";
    NO_FILES = "No files yet", "Noch keine Dateien";
    NO_FILES_TEXT = "Whatever is attached to a message appears here.", "Was an eine Nachricht angehängt wird, erscheint hier.";
    NO_FILES_OF_CONTACT = "Nothing has been attached in any chat with this contact that you may see.", "In keinem der sichtbaren Chats mit diesem Kontakt wurde etwas angehängt.";
    NO_FILES_FOUND = "No such file", "Keine solche Datei";
    NO_FILES_FOUND_TEXT = "Try a part of the name, or another type.", "Einen Teil des Namens oder eine andere Art versuchen.";
    CLEAR_FILTERS = "Show all files", "Alle Dateien zeigen";
    PREVIEW_FILE = "Preview {name}", "Vorschau von {name}";
    SHOW_MESSAGE_OF = "Show {name} in the conversation", "{name} im Gespräch zeigen";
    DOWNLOAD_FILE = "Download {name}", "{name} herunterladen";
    DOWNLOAD = "Download", "Herunterladen";
    SHOW_MESSAGE = "Show in the conversation", "Im Gespräch zeigen";
    PREVIOUS_FILE = "Previous file", "Vorige Datei";
    NEXT_FILE = "Next file", "Nächste Datei";
    FIRST_FILE = "This is the first file.", "Das ist die erste Datei.";
    LAST_FILE = "This is the last file.", "Das ist die letzte Datei.";
    FILE_OF = "{at} of {count}", "{at} von {count}";
    NO_PREVIEW = "There is no preview of this type. Download it to open it.", "Von dieser Art gibt es keine Vorschau. Zum Öffnen herunterladen.";

    HISTORY_LOADING = "The chat history is loading…", "Der Chatverlauf wird geladen …";
    HISTORY_FAILED = "The chat history could not be loaded", "Der Chatverlauf konnte nicht geladen werden";
    PAST_CHATS = "Past chats", "Frühere Chats";
    PAST_ONE = "1 past chat", "1 früherer Chat";
    PAST_MANY = "{count} past chats", "{count} frühere Chats";
    NO_HISTORY = "No past chats", "Keine früheren Chats";
    NO_HISTORY_TEXT = "Chats with this contact that you may see appear here once they have ended.", "Sichtbare Chats mit diesem Kontakt erscheinen hier, sobald sie beendet sind.";
    THIS_CHAT = "This chat", "Dieser Chat";
    ENDED_WITH = "Closed: {comment}", "Beendet: {comment}";
    BACK_TO_HISTORY = "Back to the chat history", "Zurück zum Chatverlauf";

    ROUTING = "Routing", "Zuteilung";
    WHY_IT_WAITS = "Why it waits", "Warum er wartet";
    LOADING_REASON = "Asking the routing…", "Zuteilung wird abgefragt …";
    REASON_FAILED = "The routing cannot be asked now", "Die Zuteilung kann gerade nicht abgefragt werden";
    NO_DECISION = "No decision has been made yet.", "Es wurde noch keine Entscheidung getroffen.";
    EARLIER_DECISIONS = "Show earlier decisions", "Frühere Entscheidungen zeigen";
    DECIDED_ASSIGNED = "Given to {name}", "Zugeteilt an {name}";
    DECIDED_OFFERED = "Offered to {name}", "Angeboten an {name}";
    CONSIDERED_ONE = "1 agent was considered.", "1 Agent wurde geprüft.";
    CONSIDERED = "{count} agents were considered.", "{count} Agenten wurden geprüft.";
    CONSIDERED_NOBODY = "There was nobody to consider.", "Es war niemand da, der infrage kam.";
    AT_PLACE = "It stood at place {place} in the queue.", "Er stand auf Platz {place} der Warteschlange.";
    AT_PLACE_NOW = "It stands at place {place} in the queue.", "Er steht auf Platz {place} der Warteschlange.";
    MORE_FAILED = "Of all: {list}.", "Insgesamt: {list}.";
    CANDIDATES = "Who was considered", "Wer geprüft wurde";

    KEY_NEXT = "Next chat", "Nächster Chat";
    KEY_PREVIOUS = "Previous chat", "Voriger Chat";
    KEY_NTH = "The first to the ninth chat", "Der erste bis neunte Chat";
    KEY_TAKE = "Take or accept the open chat", "Den offenen Chat übernehmen oder annehmen";
    KEY_HELP = "This list", "Diese Liste";
    KEY_SEND = "Send the message", "Nachricht senden";
    KEY_BREAK = "Break the line", "Zeile umbrechen";
    KEY_EMOJI = "Emoji by name, in the message box", "Emoji nach Namen, im Nachrichtenfeld";
    KEY_CLOSE = "Close the panel or dialog", "Seitenleiste oder Dialog schließen";
    KEY_NTH_KEYS = "Alt+1…9", "Alt+1…9";

    OPEN = "Open", "Öffnen";
    BELL_QUEUED = "{name} is waiting in the queue", "{name} wartet in der Warteschlange";
    BELL_OFFERED = "{name} rings for you", "{name} klingelt";
    BELL_ASSIGNED = "New chat with {name}", "Neuer Chat mit {name}";
    BELL_INVITED = "You were invited to the chat with {name}", "Einladung in den Chat mit {name}";
    BELL_MESSAGE = "{name} wrote", "{name} hat geschrieben";
    BELL_MENTION = "{name} mentioned you", "{name} hat dieses Konto erwähnt";
    BELL_DIRECT = "{name} wrote to you", "{name} hat geschrieben";
    BELL_CALLED = "{name} calls", "{name} ruft an";

    HIGHEST = "Highest", "Höchste";
    HIGH = "High", "Hoch";
    MEDIUM = "Medium", "Mittel";
    LOW = "Low", "Niedrig";
    LOWEST = "Lowest", "Niedrigste";
    UNPRIORITISED = "Unprioritized", "Ohne Priorität";
}

/// A priority's name.
#[must_use]
pub const fn priority(priority: Priority) -> Word {
    match priority {
        Priority::Highest => HIGHEST,
        Priority::High => HIGH,
        Priority::Medium => MEDIUM,
        Priority::Low => LOW,
        Priority::Lowest => LOWEST,
        Priority::None => UNPRIORITISED,
    }
}

/// A channel's name.
#[must_use]
pub const fn channel(channel: Channel) -> Word {
    match channel {
        Channel::Chat => CHAT,
    }
}

/// How many unread messages, as a sentence.
#[must_use]
pub fn unread(count: u32) -> String {
    counted(count, UNREAD_ONE, UNREAD)
}

/// How many new messages, as a sentence.
#[must_use]
pub fn new_messages(count: u32) -> String {
    counted(count, NEW_MESSAGES_ONE, NEW_MESSAGES_MANY)
}

/// How much somebody has, and of how much; 0: no limit.
#[must_use]
pub fn load(load: u32, max: u32) -> String {
    let (load, max) = (load.to_string(), max.to_string());
    let word = if max == "0" { super::routing::LOAD_WITHOUT_LIMIT } else { super::routing::LOAD };
    word.with(&[("load", &load), ("max", &max)])
}

/// The sentence for one, or for many with their number.
#[must_use]
pub fn counted(count: u32, one: Word, many: Word) -> String {
    if count == 1 { one.text().to_owned() } else { many.with(&[("count", &count.to_string())]) }
}
