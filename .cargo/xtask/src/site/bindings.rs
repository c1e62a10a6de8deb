//! From a crate to what a browser loads: compiled, bound to JavaScript, optimised.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use super::asset::{Asset, digest};
use super::kept::Kept;
use super::{Mode, files};
use crate::failure::{At, Failure};
use crate::process;
use crate::setup::WASM_TARGET;
use crate::workspace::Workspace;

/// Part of the key of what is kept: another way to make it makes it again.
const RECIPE: &[u8] = include_bytes!("bindings.rs");

/// Exactly what rustc's wasm target and wasm-bindgen use by themselves, so no browser is asked for more.
const OPTIMISE: [&str; 9] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-producers",
    "--strip-target-features",
];

/// The script that loads the pieces of a program.
const PIECES: &str = "pieces.js";

impl Mode {
    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "wasm-release",
        }
    }

    /// Dev's folder is the one profile folder not called as the profile.
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "wasm-release",
        }
    }

    pub(crate) fn wasm_flags(self) -> &'static str {
        match self {
            Self::Dev => "--cfg erase_components",
            Self::Release => "--cfg erase_components",
        }
    }
}

/// Every entry in a call of its own: features asked for by one must not end up in the other.
pub(crate) fn compile(workspace: &Workspace, mode: Mode, entry: &str) -> Result<(), Failure> {
    let mut cargo = workspace.cargo(&["rustc", "--lib", "--target", WASM_TARGET]);
    cargo.args(["--package", entry, "--profile", mode.profile()]);
    if is_cut(mode, entry) {
        // Where one function calls another is needed to take them apart.
        cargo.args(["--features", "lazy", "--", "-C", "link-args=--emit-relocs"]);
    }
    process::run(with_wasm_flags(&mut cargo, mode))
}

/// Whether screens that are not needed at once are put into pieces of their own. Not while developing: it takes time.
fn is_cut(mode: Mode, entry: &str) -> bool {
    mode == Mode::Release && entry == "desk"
}

/// Flags for the browser's crates only: a change of RUSTFLAGS would compile everything native again. No debugger reads
/// their debug information, and it is more than half of what is linked and bound; names of functions stay.
fn with_wasm_flags(cargo: &mut std::process::Command, mode: Mode) -> &mut std::process::Command {
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", mode.wasm_flags());
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "none");
    // It would win over the one above, and what suits this machine's processor does not suit wasm.
    cargo.env_remove("RUSTFLAGS")
}

pub(crate) fn make(
    workspace: &Workspace,
    mode: Mode,
    entry: &str,
    kept: &mut Kept,
) -> Result<Vec<Asset>, Failure> {
    let wasm = workspace.wasm_artifact(mode.folder(), entry);
    let bytes = fs::read(&wasm).at(&wasm)?;
    let lock = crate::setup::tools_lock(workspace)?;
    let parts = [&bytes, mode.name().as_bytes(), RECIPE, lock.as_bytes()];
    let folder = kept.or_make(digest(&parts), |folder| {
        if is_cut(mode, entry) {
            let whole = wasm.with_extension("whole.wasm");
            cut(&bytes, entry, folder, &whole)?;
            bind(&whole, mode, entry, folder)?;
        } else {
            bind(&wasm, mode, entry, folder)?;
        }
        match mode {
            Mode::Dev => Ok(()),
            Mode::Release => optimise(workspace, folder),
        }
    })?;
    linked(files::under(&folder)?, entry)
}

fn bind(wasm: &Path, mode: Mode, entry: &str, folder: &Path) -> Result<(), Failure> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(entry);
    bindgen.typescript(false).omit_default_module_path(false);
    bindgen.debug(mode == Mode::Dev).remove_name_section(mode == Mode::Release);
    // The pieces find what they share with the main part by them.
    bindgen.keep_lld_exports(is_cut(mode, entry));
    let wrong = |error| Failure::Bindings(format!("bindings of {entry}: {error:#}"));
    bindgen.web(true).map_err(wrong)?;
    bindgen.generate(folder).map_err(wrong)
}

/// Takes the pieces out: they and the script that loads them into `folder`, the main part to `main`.
fn cut(whole: &[u8], entry: &str, folder: &Path, main: &Path) -> Result<(), Failure> {
    let glue = format!("./{entry}.js");
    let mut options = wasm_split_cli_support::Options::new(whole);
    options.output_dir = folder;
    options.main_out_path = main;
    options.main_module = &glue;
    let link = format!("./{PIECES}");
    options.link_name = &link;
    let wrong = |error| Failure::Bindings(format!("pieces of {entry}: {error:#}"));
    wasm_split_cli_support::transform(options).map(drop).map_err(wrong)
}

fn optimise(workspace: &Workspace, folder: &Path) -> Result<(), Failure> {
    let program = workspace.tools().join("node_modules/.bin/wasm-opt");
    for name in files::under(folder)?.keys().filter(|name| name.ends_with(".wasm")) {
        let wasm = folder.join(name);
        let mut command = workspace.command(&program);
        process::run(command.args(OPTIMISE).arg(&wasm).arg("-o").arg(&wasm))?;
    }
    Ok(())
}

/// Gives the files their served names and writes these names where others refer to them. The scripts name each other, so
/// theirs come from the content of all.
fn linked(found: BTreeMap<String, Vec<u8>>, entry: &str) -> Result<Vec<Asset>, Failure> {
    let glue = format!("{entry}.js");
    let contents: Vec<&[u8]> = found.values().map(Vec::as_slice).collect();
    let together = digest(&contents);
    let mut assets = Vec::new();
    let mut scripts = Vec::new();
    for (name, bytes) in found {
        if name == glue || name == PIECES {
            scripts.push(Asset::named(name, bytes, &together));
        } else {
            assets.push(Asset::new(name, bytes));
        }
    }
    // The glue comes last: who reads the list finds it there.
    scripts.sort_by_key(|script| script.logical() == glue);
    let names: Vec<(String, String)> = assets
        .iter()
        .chain(&scripts)
        .map(|asset| (asset.logical().to_owned(), asset.name().to_owned()))
        .collect();
    let texts: Vec<String> =
        scripts.iter().map(|script| String::from_utf8_lossy(script.bytes()).into_owned()).collect();
    for (logical, _) in names.iter().filter(|(logical, _)| *logical != glue) {
        if !texts.iter().any(|text| text.contains(logical)) {
            return Err(Failure::Bindings(format!("{glue} does not load {logical}")));
        }
    }
    for (script, text) in scripts.into_iter().zip(texts) {
        let renamed =
            |text: String, (logical, name): &(String, String)| rename(&text, logical, name);
        let text = names.iter().fold(text, renamed);
        assets.push(Asset::named(script.logical().to_owned(), text.into_bytes(), &together));
    }
    Ok(assets)
}

/// Scripts are named anew only where they are imported from: the program itself asks for what it imports by the name with
/// which it was linked, and that stands in the glue too.
fn rename(text: &str, logical: &str, name: &str) -> String {
    if !logical.ends_with(".js") {
        return text.replace(logical, name);
    }
    ["\"", "'"].iter().fold(text.to_owned(), |text, quote| {
        text.replace(
            &format!("from {quote}./{logical}{quote}"),
            &format!("from {quote}./{name}{quote}"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_loads_its_files_under_their_served_names() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let glue = "import { a } from './snippets/x-1/inline0.js'; new URL('desk_bg.wasm', b);";
        let found = BTreeMap::from([
            file("desk.js", glue),
            file("desk_bg.wasm", "\0asm"),
            file("snippets/x-1/inline0.js", "export function a() {}"),
        ]);
        let assets = linked(found, "desk").unwrap();
        let glue = assets.last().unwrap();
        let text = std::str::from_utf8(glue.bytes()).unwrap();
        assert_eq!(glue.logical(), "desk.js");
        for inner in &assets[..2] {
            assert!(text.contains(inner.name()) && !text.contains(inner.logical()), "{text}");
        }
    }

    #[test]
    fn scripts_that_name_each_other_get_names_from_the_content_of_both() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let glue = "import * as a from './pieces.js'; \
                    const imports = {'./pieces.js': a}; new URL('desk_bg.wasm', b);";
        let pieces = "import { initSync } from './desk.js'; new URL('./0_manage.wasm', b);";
        let found = |pieces: &str| {
            BTreeMap::from([
                file("desk.js", glue),
                file("pieces.js", pieces),
                file("desk_bg.wasm", "\0asm"),
                file("0_manage.wasm", "\0asm1"),
            ])
        };
        let assets = linked(found(pieces), "desk").unwrap();
        let [script, glue] = &assets[2..] else { panic!("{assets:?}") };
        let text = |asset: &Asset| String::from_utf8(asset.bytes().to_vec()).unwrap();
        assert_eq!((script.logical(), glue.logical()), ("pieces.js", "desk.js"));
        assert!(text(script).contains(glue.name()) && text(glue).contains(script.name()));
        assert!(text(script).contains(assets[0].name()), "{}", text(script));
        assert!(text(glue).contains("{'./pieces.js': a}"), "{}", text(glue));
        let other = linked(found(&format!("{pieces} 1;")), "desk").unwrap();
        assert_ne!(other.last().unwrap().name(), glue.name());
    }

    #[test]
    fn glue_that_leaves_its_wasm_out_is_a_failure() {
        let file = |name: &str| (name.to_owned(), b"let a;".to_vec());
        let found = BTreeMap::from([file("desk.js"), file("desk_bg.wasm")]);
        assert!(linked(found, "desk").is_err());
    }
}
