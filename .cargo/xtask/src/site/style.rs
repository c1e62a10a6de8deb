//! One style sheet per entry: its `@import`s joined and, for release, minified.

use std::io;
use std::path::Path;

use lightningcss::bundler::{Bundler, FileProvider, ResolveResult, SourceProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

use super::Mode;
use super::asset::Asset;
use crate::failure::Failure;
use crate::workspace::Workspace;

pub(crate) fn join(workspace: &Workspace, mode: Mode, entry: &str) -> Result<Asset, Failure> {
    let css = joined(&workspace.path(&format!("style/{entry}.css")), mode)?;
    Ok(Asset::new(format!("{entry}.css"), css.into_bytes()))
}

fn joined(path: &Path, mode: Mode) -> Result<String, Failure> {
    let wrong = |reason: String| Failure::Style(format!("{}: {reason}", path.display()));
    let files = Files(FileProvider::new());
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let bundled = bundler.bundle(path);
    let mut sheet = bundled.map_err(|error| Failure::Style(error.to_string()))?;
    // Also for development: only this step defines what older browsers are given for `light-dark()`.
    let options = MinifyOptions { targets: targets(), ..MinifyOptions::default() };
    sheet.minify(options).map_err(|error| wrong(error.to_string()))?;
    let options = PrinterOptions {
        minify: mode == Mode::Release,
        targets: targets(),
        ..PrinterOptions::default()
    };
    let printed = sheet.to_css(options).map_err(|error| wrong(error.to_string()))?;
    Ok(printed.code)
}

/// The file system, with errors that say which file.
struct Files(FileProvider);

impl SourceProvider for Files {
    type Error = io::Error;

    fn read<'a>(&'a self, file: &Path) -> io::Result<&'a str> {
        let text = self.0.read(file);
        text.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))
    }

    fn resolve(&self, specifier: &str, from: &Path) -> io::Result<ResolveResult> {
        self.0.resolve(specifier, from)
    }
}

/// The oldest browsers with everything the wasm itself needs, and nesting, layers and `color-mix` in their style.
fn targets() -> Targets {
    Targets::from(Browsers {
        chrome: Some(version(120, 0)),
        edge: Some(version(120, 0)),
        firefox: Some(version(121, 0)),
        safari: Some(version(17, 2)),
        ios_saf: Some(version(17, 2)),
        ..Browsers::default()
    })
}

fn version(major: u32, minor: u32) -> u32 {
    major << 16 | minor << 8
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::site::files::tests::Scratch;

    #[test]
    fn imports_are_joined_in_their_layers() {
        let scratch = Scratch::new("style");
        let entry = scratch.path().join("desk.css");
        fs::create_dir(scratch.path().join("parts")).unwrap();
        fs::write(&entry, "@layer base, parts;\n@import \"parts/a.css\" layer(parts);").unwrap();
        fs::write(scratch.path().join("parts/a.css"), ".a { color: #ff0000; }").unwrap();
        let css = joined(&entry, Mode::Release).unwrap();
        assert_eq!(css, "@layer base;@layer parts{.a{color:red}}");
    }

    #[test]
    fn a_missing_import_is_told_by_name() {
        let scratch = Scratch::new("style-missing");
        let entry = scratch.path().join("desk.css");
        fs::write(&entry, "@import \"absent.css\";").unwrap();
        let failure = joined(&entry, Mode::Dev).unwrap_err().to_string();
        assert!(failure.contains("absent.css") || failure.contains("desk.css"), "{failure}");
    }
}
