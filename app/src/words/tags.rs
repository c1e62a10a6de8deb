//! Words for looking after tags.

use super::words;

words! {
    SECTION = "Tags", "Schlagwörter";
    SECTION_TEXT = "What conversations are about. Renaming one renames it in every conversation; the name of another makes one of both.", "Worum es in Gesprächen geht. Umbenennen wirkt in jedem Gespräch; der Name eines anderen macht aus beiden eines.";
    NEW = "New Tag", "Neues Schlagwort";
    EDIT_NAMED = "Edit {name}", "{name} bearbeiten";
    DELETE_NAMED = "Delete {name}", "{name} löschen";
    LOADING = "Tags are loading…", "Schlagwörter werden geladen …";
    FAILED = "The tags could not be loaded", "Die Schlagwörter konnten nicht geladen werden";
    NONE = "No tags yet", "Noch keine Schlagwörter";
    NONE_TEXT = "Tags in use appear here. Name the ones your team should use: they are suggested then.", "Benutzte Schlagwörter erscheinen hier. Die gewünschten anlegen: Sie werden dann vorgeschlagen.";
    NAME = "Name", "Name";
    DESCRIPTION = "Description", "Beschreibung";
    DEPARTMENTS = "Departments", "Abteilungen";
    DEPARTMENTS_HINT = "Where it is suggested. None: everywhere.", "Wo es vorgeschlagen wird. Keine: überall.";
    EVERYWHERE = "Everywhere", "Überall";
    USES = "Conversations", "Gespräche";
    MERELY_USED = "In use, not looked after", "In Gebrauch, nicht gepflegt";
    BEING_RENAMED = "Is becoming {name}…", "Wird zu {name} …";
    BEING_REMOVED = "Is being removed…", "Wird entfernt …";
    SAVE = "Save", "Speichern";
    SAVED = "{name} was saved.", "{name} wurde gespeichert.";
    DELETED = "{name} is being taken from every conversation.", "{name} wird aus jedem Gespräch entfernt.";
    DELETE = "Delete", "Löschen";
    DELETE_TITLE = "Delete {name}?", "{name} löschen?";
    DELETE_TEXT = "It is taken from {count} conversations. This cannot be undone.", "Es wird aus {count} Gesprächen entfernt. Das lässt sich nicht rückgängig machen.";
    MERGES = "There is a tag of this name: saving makes one of both.", "Ein Schlagwort dieses Namens gibt es schon: Speichern macht aus beiden eines.";
    REMOVE = "Remove", "Entfernen";
}
