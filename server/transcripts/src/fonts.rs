//! The fonts that come with the program, and the order in which they are tried.

use std::{borrow::Cow, sync::Arc};

use parley::{
    FontContext,
    fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache},
    style::{FontFamily, FontFamilyName, GenericFamily},
};

/// Latin, Greek, Cyrillic and Devanagari; Arabic; Hebrew; emoji; Korean; Chinese and Japanese.
const FACES: &[(&str, &[u8])] = &[
    ("Text", include_bytes!("../fonts/NotoSans-Regular.ttf")),
    ("Text", include_bytes!("../fonts/NotoSans-Bold.ttf")),
    ("Arabic", include_bytes!("../fonts/NotoSansArabic-Regular.ttf")),
    ("Arabic", include_bytes!("../fonts/NotoSansArabic-Bold.ttf")),
    ("Hebrew", include_bytes!("../fonts/NotoSansHebrew-Regular.ttf")),
    ("Hebrew", include_bytes!("../fonts/NotoSansHebrew-Bold.ttf")),
    (EMOJI, include_bytes!("../fonts/NotoEmoji-Regular.ttf")),
    ("Korean", include_bytes!("../fonts/NanumGothic.ttf")),
    ("Asian", include_bytes!("../fonts/DroidSansFallbackFull.ttf")),
];
const EMOJI: &str = "Emoji";

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
    for (family_name, bytes) in FACES {
        let family = FontInfoOverride { family_name: Some(family_name), ..Default::default() };
        collection.register_fonts(Blob::new(Arc::new(*bytes)), Some(family));
    }
    if let Some(emoji) = collection.family_id(EMOJI) {
        collection.set_generic_families(GenericFamily::Emoji, std::iter::once(emoji));
    }
    FontContext { collection, source_cache: SourceCache::default() }
}
