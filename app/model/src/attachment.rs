//! Files as they hang on messages: listed, filtered by kind, found by name.

use alloc::string::String;
use serde::{Deserialize, Serialize};

use crate::{
    cursor::Side,
    id::{ConversationId, PersonId},
    moment::Moment,
    page::PageAt,
    search::Scope,
    upload::FileRef,
};

/// What a file is, for people who look for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    Image,
    Document,
    Audio,
    Video,
    Other,
}

impl FileKind {
    pub const ALL: [Self; 5] = [Self::Image, Self::Document, Self::Audio, Self::Video, Self::Other];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Document => "document",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The kind of a file, by the type found from its content, and by its name where that says too little.
    #[must_use]
    pub fn of(file: &FileRef) -> Self {
        let mime = file.mime.split(';').next().unwrap_or_default().trim();
        let (group, _) = mime.split_once('/').unwrap_or((mime, ""));
        let name = file.name.to_lowercase();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match group {
            "image" => Self::Image,
            "audio" => Self::Audio,
            "video" => Self::Video,
            "text" => Self::Document,
            _ if mime == "application/pdf" || DOCUMENTS.contains(&ending) => Self::Document,
            _ => Self::Other,
        }
    }
}

/// Endings of what people write and read, whatever is inside.
const DOCUMENTS: [&str; 22] = [
    "csv", "doc", "docx", "epub", "ics", "json", "key", "md", "numbers", "odp", "ods", "odt",
    "pages", "pdf", "ppt", "pptx", "rtf", "txt", "vcf", "xls", "xlsx", "xml",
];

/// What of the attachments is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentQuery {
    pub scope: Scope,
    /// Parts of the name; each must occur.
    pub search: String,
    /// All kinds, if none is chosen.
    pub kind: Option<FileKind>,
    pub page: PageAt,
}

/// A file on a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub file: FileRef,
    pub kind: FileKind,
    pub conversation: ConversationId,
    /// The message's version.
    pub version: u32,
    pub at: Moment,
    pub by: Side,
    /// Who of the staff, where it was the staff.
    pub person: Option<PersonId>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::UploadId;

    #[test]
    fn pa_04_a_file_is_of_the_kind_its_content_says_and_else_its_name() {
        for (mime, name, kind) in [
            ("image/webp", "a", FileKind::Image),
            ("audio/mpeg", "a.txt", FileKind::Audio),
            ("video/mp4", "a.mp4", FileKind::Video),
            ("application/pdf", "a", FileKind::Document),
            ("text/plain; charset=utf-8", "notes", FileKind::Document),
            ("application/zip", "Report.DOCX", FileKind::Document),
            ("application/zip", "all.zip", FileKind::Other),
            ("application/octet-stream", "pdf", FileKind::Other),
            ("", "", FileKind::Other),
        ] {
            let file = FileRef {
                id: UploadId(uuid::Uuid::nil()),
                name: String::from(name),
                mime: String::from(mime),
                size_bytes: 1,
                width: 0,
                height: 0,
            };
            assert_eq!(FileKind::of(&file), kind, "{mime} {name}");
        }
        for kind in FileKind::ALL {
            assert_eq!(FileKind::from_word(kind.as_str()), Some(kind));
        }
    }
}
