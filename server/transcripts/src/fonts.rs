//! The fonts that come with the program, and the order in which they are tried.

use std::{
    borrow::Cow,
    io::Read,
    sync::{Arc, LazyLock},
};

use flate2::read::GzDecoder;
use parley::{
    FontContext,
    fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache},
    style::{FontFamily, FontFamilyName, GenericFamily},
};

/// Latin, Greek, Cyrillic and Devanagari; Arabic; Hebrew; emoji; Korean; Chinese and Japanese.
/// Compressed: they are half as large so, and a server that makes no PDF never unpacks them.
const FACES: &[(&str, &[u8])] = &[
    ("Text", include_bytes!("../fonts/NotoSans-Regular.ttf.gz")),
    ("Text", include_bytes!("../fonts/NotoSans-Bold.ttf.gz")),
    ("Arabic", include_bytes!("../fonts/NotoSansArabic-Regular.ttf.gz")),
    ("Arabic", include_bytes!("../fonts/NotoSansArabic-Bold.ttf.gz")),
    ("Hebrew", include_bytes!("../fonts/NotoSansHebrew-Regular.ttf.gz")),
    ("Hebrew", include_bytes!("../fonts/NotoSansHebrew-Bold.ttf.gz")),
    (EMOJI, include_bytes!("../fonts/NotoEmoji-Regular.ttf.gz")),
    ("Korean", include_bytes!("../fonts/NanumGothic.ttf.gz")),
    ("Asian", include_bytes!("../fonts/DroidSansFallbackFull.ttf.gz")),
];
const EMOJI: &str = "Emoji";

/// The fonts unpacked, once for all transcripts.
static UNPACKED: LazyLock<Vec<(&str, Blob<u8>)>> = LazyLock::new(|| {
    FACES.iter().map(|(name, bytes)| (*name, Blob::new(Arc::new(unpacked(bytes))))).collect()
});

/// What cannot be unpacked is a font without glyphs: whoever needs it is told that the fonts cannot be read.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut font = Vec::new();
    match GzDecoder::new(bytes).read_to_end(&mut font) {
        Ok(_) => font,
        Err(_) => Vec::new(),
    }
}

const STACK: [FontFamilyName<'static>; 6] = [
    FontFamilyName::Named(Cow::Borrowed("Text")),
    FontFamilyName::Named(Cow::Borrowed("Arabic")),
    FontFamilyName::Named(Cow::Borrowed("Hebrew")),
    FontFamilyName::Named(Cow::Borrowed("Asian")),
    FontFamilyName::Named(Cow::Borrowed("Korean")),
    FontFamilyName::Named(Cow::Borrowed(EMOJI)),
];

/// The families in the order in which they are tried for each character.
pub(crate) const fn stack() -> FontFamily<'static> {
    FontFamily::List(Cow::Borrowed(&STACK))
}

/// Only the fonts of the program: the same transcript looks the same on every machine.
pub(crate) fn collection() -> FontContext {
    let options = CollectionOptions { shared: false, system_fonts: false };
    let mut collection = Collection::new(options);
    for (family_name, font) in UNPACKED.iter() {
        let family = FontInfoOverride { family_name: Some(family_name), ..Default::default() };
        collection.register_fonts(font.clone(), Some(family));
    }
    if let Some(emoji) = collection.family_id(EMOJI) {
        collection.set_generic_families(GenericFamily::Emoji, std::iter::once(emoji));
    }
    FontContext { collection, source_cache: SourceCache::default() }
}

#[cfg(test)]
mod tests {
    use super::{FACES, unpacked};

    #[test]
    fn every_font_unpacks_whole() {
        for (name, bytes) in FACES {
            let font = unpacked(bytes);
            let is_font = font.starts_with(&[0, 1, 0, 0]) && font.len() > bytes.len();
            assert!(is_font, "{name}: {} bytes", font.len());
        }
    }
}
