//! Files attached to messages.

use alloc::string::String;
use serde::{Deserialize, Serialize};

use crate::id::UploadId;

/// The largest file taken, in bytes; told to people before they upload.
pub const UPLOAD_LIMIT_BYTES: u64 = 25 * 1024 * 1024;
/// The most files one message carries.
pub const FILES_PER_MESSAGE: usize = 10;
/// The longest file name kept, in characters; longer ones are shortened, keeping the extension.
pub const FILE_NAME_LIMIT: usize = 120;

/// A stored file as a message carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    pub id: UploadId,
    pub name: String,
    /// Found from the content, not from what the sender claimed.
    pub mime: String,
    pub size_bytes: u64,
    /// Pixels, for pictures, so that the page does not jump when they load.
    pub width: u32,
    pub height: u32,
}

impl FileRef {
    /// Whether a browser shows it inline without running anything.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        matches!(self.mime.as_str(), "image/png" | "image/jpeg" | "image/gif" | "image/webp")
    }
}
