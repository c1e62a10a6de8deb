//! What a file is, told from its first bytes; never from what its sender claims.

use model::refusal::Refusal;

/// Bytes of the beginning that are looked at.
pub(super) const HEAD_BYTES: usize = 64 * 1024;

/// A file's type and, for pictures, its size in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) mime: &'static str,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Endings that a double click would run.
const RUNNABLE: [&str; 24] = [
    "exe", "com", "bat", "cmd", "scr", "pif", "msi", "msp", "ps1", "vbs", "vbe", "js", "jse",
    "wsf", "wsh", "hta", "cpl", "jar", "reg", "lnk", "app", "dmg", "sh", "apk",
];

/// Recognises a file.
///
/// # Errors
/// `FileTypeNotAllowed` for programs and scripts.
pub(super) fn kind(head: &[u8], name: &str) -> Result<Kind, Refusal> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let is_program =
        head.starts_with(b"MZ") || head.starts_with(b"\x7fELF") || head.starts_with(b"#!");
    if is_program || ending.as_deref().is_some_and(|e| RUNNABLE.contains(&e)) {
        return Err(Refusal::FileTypeNotAllowed);
    }
    let mime = mime(head, ending.as_deref());
    let (width, height) = match mime {
        "image/png" => (be32(head, 16), be32(head, 20)),
        "image/gif" => (le16(head, 6), le16(head, 8)),
        "image/jpeg" => jpeg_size(head),
        "image/webp" => webp_size(head),
        _ => (0, 0),
    };
    Ok(Kind { mime, width, height })
}

fn mime(head: &[u8], ending: Option<&str>) -> &'static str {
    let starts = |prefix: &[u8]| head.starts_with(prefix);
    let at =
        |from: usize, bytes: &[u8]| head.get(from..).is_some_and(|rest| rest.starts_with(bytes));
    if starts(b"\x89PNG\r\n\x1a\n") {
        "image/png"
    } else if starts(b"\xff\xd8\xff") {
        "image/jpeg"
    } else if starts(b"GIF87a") || starts(b"GIF89a") {
        "image/gif"
    } else if starts(b"RIFF") && at(8, b"WEBP") {
        "image/webp"
    } else if starts(b"%PDF-") {
        "application/pdf"
    } else if starts(b"ID3") || starts(b"\xff\xfb") {
        "audio/mpeg"
    } else if starts(b"OggS") {
        "audio/ogg"
    } else if starts(b"RIFF") && at(8, b"WAVE") {
        "audio/wav"
    } else if at(4, b"ftyp") {
        "video/mp4"
    } else if starts(b"\x1aE\xdf\xa3") {
        "video/webm"
    } else if starts(b"PK\x03\x04") {
        office(ending)
    } else if is_text(head) {
        // Never a type that a browser would run, whatever it is called.
        if ending == Some("csv") { "text/csv" } else { "text/plain" }
    } else {
        "application/octet-stream"
    }
}

fn office(ending: Option<&str>) -> &'static str {
    match ending {
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("pptx") => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        Some("odt") => "application/vnd.oasis.opendocument.text",
        _ => "application/zip",
    }
}

fn is_text(head: &[u8]) -> bool {
    let cut = head.len().saturating_sub(4);
    let fits = match std::str::from_utf8(head) {
        Ok(_) => true,
        // The head may end within a character.
        Err(error) => error.valid_up_to() >= cut && error.error_len().is_none(),
    };
    fits && !head.contains(&0)
}

fn be32(head: &[u8], at: usize) -> u32 {
    let four = head.get(at..at.saturating_add(4)).and_then(|four| four.try_into().ok());
    four.map_or(0, u32::from_be_bytes)
}

fn le16(head: &[u8], at: usize) -> u32 {
    let two = head.get(at..at.saturating_add(2)).and_then(|two| two.try_into().ok());
    two.map_or(0, |two| u32::from(u16::from_le_bytes(two)))
}

fn be16(head: &[u8], at: usize) -> u32 {
    let two = head.get(at..at.saturating_add(2)).and_then(|two| two.try_into().ok());
    two.map_or(0, |two| u32::from(u16::from_be_bytes(two)))
}

/// Walks the segments to the frame header, which carries the size.
fn jpeg_size(head: &[u8]) -> (u32, u32) {
    let mut at = 2_usize;
    while let (Some(0xff), Some(marker)) = (head.get(at), head.get(at.saturating_add(1))) {
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            return (be16(head, at.saturating_add(7)), be16(head, at.saturating_add(5)));
        }
        let length = be16(head, at.saturating_add(2)).max(2) as usize;
        at = at.saturating_add(2).saturating_add(length);
    }
    (0, 0)
}

fn webp_size(head: &[u8]) -> (u32, u32) {
    let three =
        |at: usize| le16(head, at) | u32::from(*head.get(at.saturating_add(2)).unwrap_or(&0)) << 16;
    match head.get(12..16) {
        Some(b"VP8X") => (three(24).saturating_add(1), three(27).saturating_add(1)),
        Some(b"VP8 ") => (le16(head, 26) & 0x3fff, le16(head, 28) & 0x3fff),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cv_06_a_file_is_what_its_bytes_say_not_what_it_is_called() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 0, 40, 0, 0, 0, 30]);
        assert_eq!(kind(&png, "x.txt"), Ok(Kind { mime: "image/png", width: 40, height: 30 }));
        assert_eq!(kind(b"<script>alert(1)</script>", "x.png").map(|k| k.mime), Ok("text/plain"));
        assert_eq!(kind(b"<svg onload='x'/>", "x.svg").map(|k| k.mime), Ok("text/plain"));
        assert_eq!(kind(b"\x00\x01\x02", "x.jpg").map(|k| k.mime), Ok("application/octet-stream"));
    }

    #[test]
    fn cv_06_programs_are_refused_by_content_and_by_name() {
        assert_eq!(kind(b"MZ\x90", "holiday.jpg"), Err(Refusal::FileTypeNotAllowed));
        assert_eq!(kind(b"\x7fELF", "x"), Err(Refusal::FileTypeNotAllowed));
        assert_eq!(kind(b"hello", "x.EXE"), Err(Refusal::FileTypeNotAllowed));
    }

    #[test]
    fn cv_06_lying_pictures_do_not_make_us_read_past_the_end() {
        for head in [&b"\xff\xd8\xff"[..], b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8X"]
        {
            assert_eq!(kind(head, "x").map(|k| (k.width, k.height)).map(|s| s.0 < 2), Ok(true));
        }
    }
}
