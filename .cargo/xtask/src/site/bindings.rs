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
    let mut cargo = workspace.cargo(&["build", "--lib", "--target", WASM_TARGET]);
    cargo.args(["--package", entry, "--profile", mode.profile()]);
    process::run(with_wasm_flags(&mut cargo, mode))
}

/// Flags for the browser's crates only: a change of RUSTFLAGS would compile everything native again. No debugger reads
/// their debug information, and it is more than half of what is linked and bound; names of functions stay.
pub(crate) fn with_wasm_flags(
    cargo: &mut std::process::Command,
    mode: Mode,
) -> &mut std::process::Command {
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
        bind(&wasm, mode, entry, folder)?;
        match mode {
            Mode::Dev => Ok(()),
            Mode::Release => optimise(workspace, &folder.join(format!("{entry}_bg.wasm"))),
        }
    })?;
    linked(files::under(&folder)?, entry)
}

fn bind(wasm: &Path, mode: Mode, entry: &str, folder: &Path) -> Result<(), Failure> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(entry);
    bindgen.typescript(false).omit_default_module_path(false);
    bindgen.debug(mode == Mode::Dev).remove_name_section(mode == Mode::Release);
    let wrong = |error| Failure::Bindings(format!("bindings of {entry}: {error:#}"));
    bindgen.web(true).map_err(wrong)?;
    bindgen.generate(folder).map_err(wrong)
}

fn optimise(workspace: &Workspace, wasm: &Path) -> Result<(), Failure> {
    let program = workspace.tools().join("node_modules/.bin/wasm-opt");
    let mut command = workspace.command(program);
    process::run(command.args(OPTIMISE).arg(wasm).arg("-o").arg(wasm))
}

/// Gives the files their served names, inner ones first, and writes these names where the others refer to them.
fn linked(found: BTreeMap<String, Vec<u8>>, entry: &str) -> Result<Vec<Asset>, Failure> {
    let glue = format!("{entry}.js");
    let mut assets = Vec::new();
    let mut text = String::new();
    for (name, bytes) in found {
        if name == glue {
            text = String::from_utf8_lossy(&bytes).into_owned();
        } else {
            assets.push(Asset::new(name, bytes));
        }
    }
    for asset in &assets {
        if !text.contains(asset.logical()) {
            return Err(Failure::Bindings(format!("{glue} does not load {}", asset.logical())));
        }
        text = text.replace(asset.logical(), asset.name());
    }
    assets.push(Asset::new(glue, text.into_bytes()));
    Ok(assets)
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
    fn glue_that_leaves_its_wasm_out_is_a_failure() {
        let file = |name: &str| (name.to_owned(), b"let a;".to_vec());
        let found = BTreeMap::from([file("desk.js"), file("desk_bg.wasm")]);
        assert!(linked(found, "desk").is_err());
    }
}
