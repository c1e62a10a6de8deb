//! The same bytes, smaller: Brotli and gzip, made once here so that the server never compresses a file.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

use super::Mode;
use super::asset::{Asset, digest};
use super::kept::Kept;
use crate::failure::{At, Failure};

/// Endings of what is not compressed already.
const WORTH_IT: [&str; 9] =
    ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Part of the key of what is kept: another way to make it makes it again.
const RECIPE: &[u8] = include_bytes!("compressed.rs");

#[derive(Debug, Default)]
pub(crate) struct Smaller {
    brotli: Option<Vec<u8>>,
    gzip: Option<Vec<u8>>,
}

impl Smaller {
    /// The forms there are, each with what is put behind the file's name.
    pub(crate) fn endings(&self) -> impl Iterator<Item = (&'static str, &[u8])> {
        let brotli = self.brotli.as_deref().map(|bytes| ("br", bytes));
        let gzip = self.gzip.as_deref().map(|bytes| ("gz", bytes));
        brotli.into_iter().chain(gzip)
    }

    /// Whether the file itself can be had from it; the server unpacks gzip only.
    pub(crate) fn can_be_unpacked(&self) -> bool {
        self.gzip.is_some()
    }

    pub(crate) fn brotli_bytes(&self) -> Option<usize> {
        self.brotli.as_ref().map(Vec::len)
    }
}

pub(crate) fn make(asset: &Asset, mode: Mode, kept: &mut Kept) -> Result<Smaller, Failure> {
    if !WORTH_IT.contains(&asset.ending()) {
        return Ok(Smaller::default());
    }
    let key = digest(&[asset.bytes(), RECIPE]);
    let brotli =
        kept.or_make(format!("{key}.br"), |path| keep(path, |to| brotli(asset.bytes(), mode, to)))?;
    let gzip =
        kept.or_make(format!("{key}.gz"), |path| keep(path, |to| gzip(asset.bytes(), mode, to)))?;
    Ok(Smaller { brotli: read_if_smaller(&brotli, asset)?, gzip: read_if_smaller(&gzip, asset)? })
}

fn keep(path: &Path, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    write(&mut bytes).at(path)?;
    fs::write(path, bytes).at(path)
}

fn read_if_smaller(path: &Path, asset: &Asset) -> Result<Option<Vec<u8>>, Failure> {
    let bytes = fs::read(path).at(path)?;
    Ok((bytes.len() < asset.bytes().len()).then_some(bytes))
}

fn brotli(mut bytes: &[u8], mode: Mode, to: &mut Vec<u8>) -> io::Result<()> {
    let quality = match mode {
        Mode::Dev => 4,
        Mode::Release => 11,
    };
    let parameters =
        BrotliEncoderParams { quality, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut bytes, to, &parameters)?;
    Ok(())
}

fn gzip(bytes: &[u8], mode: Mode, to: &mut Vec<u8>) -> io::Result<()> {
    let level = match mode {
        Mode::Dev => Compression::fast(),
        Mode::Release => Compression::best(),
    };
    let mut encoder = GzBuilder::new().write(to, level);
    encoder.write_all(bytes)?;
    encoder.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::site::files::tests::Scratch;

    #[test]
    fn both_forms_give_the_bytes_back() {
        let scratch = Scratch::new("compressed");
        let mut kept = Kept::open(scratch.path().into()).unwrap();
        let asset = Asset::new("a.svg".into(), b"<path/>".repeat(99));
        let smaller = make(&asset, Mode::Release, &mut kept).unwrap();

        let mut unpacked = Vec::new();
        let mut brotli = smaller.brotli.as_deref().unwrap();
        brotli::BrotliDecompress(&mut brotli, &mut unpacked).unwrap();
        assert_eq!(unpacked, asset.bytes());

        unpacked.clear();
        let gzip = smaller.gzip.as_deref().unwrap();
        flate2::read::GzDecoder::new(gzip).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, asset.bytes());
    }

    #[test]
    fn what_does_not_get_smaller_is_left_as_it_is() {
        let scratch = Scratch::new("uncompressed");
        let mut kept = Kept::open(scratch.path().into()).unwrap();
        let tiny = make(&Asset::new("a.txt".into(), b"a".to_vec()), Mode::Dev, &mut kept).unwrap();
        assert_eq!(tiny.endings().count(), 0);
        let sound = Asset::new("a.ogg".into(), vec![0; 999]);
        assert_eq!(make(&sound, Mode::Dev, &mut kept).unwrap().endings().count(), 0);
    }
}
