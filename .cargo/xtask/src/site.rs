//! The browser's side of the product, made into `target/site`: wasm, bindings, style, public files, each under a
//! name that changes with its content.

mod asset;
mod bindings;
mod compressed;
pub(crate) mod files;
mod kept;
mod manifest;
pub(crate) mod sizes;
mod style;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;

use crate::failure::{At, Failure};
use crate::step::timed;
use crate::workspace::Workspace;
use asset::Asset;
use kept::Kept;
pub(crate) use manifest::Manifest;
use manifest::{Entry, MANIFEST};

pub(crate) const ENTRIES: [&str; 2] = ["desk", "widget"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Dev,
    Release,
}

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }
}

pub(crate) fn build(workspace: &Workspace, mode: Mode) -> Result<Manifest, Failure> {
    let _alone = alone(workspace)?;
    let mut kept = Kept::open(workspace.kept(mode.name()))?;
    let mut assets = public(workspace)?;
    for entry in ENTRIES {
        assets.push(style::join(workspace, mode, entry)?);
        timed(&format!("{entry}: wasm"), || bindings::compile(workspace, mode, entry))?;
        let made = timed(&format!("{entry}: bindings"), || {
            bindings::make(workspace, mode, entry, &mut kept)
        })?;
        assets.extend(made);
    }
    let manifest = timed("site: compress and write", || {
        let (files, manifest) = lay_out(&assets, mode, &mut kept)?;
        files::sync(&workspace.site(), &files)?;
        Ok(manifest)
    })?;
    kept.forget_unused()?;
    Ok(manifest)
}

/// Held while the site is written: a second build would take the files away from under this one.
fn alone(workspace: &Workspace) -> Result<File, Failure> {
    let folder = workspace.path("target/xtask");
    fs::create_dir_all(&folder).at(&folder)?;
    let path = folder.join("lock");
    let lock = File::create(&path).at(&path)?;
    if lock.try_lock().is_err() {
        eprintln!("waiting for another build of the site");
        lock.lock().at(&path)?;
    }
    Ok(lock)
}

fn public(workspace: &Workspace) -> Result<Vec<Asset>, Failure> {
    let found = files::under(&workspace.path("public"))?;
    let assets = found.into_iter().map(|(logical, bytes)| Asset::new(logical, bytes));
    Ok(assets.collect())
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Every file of the site by its path in it, and the index over them.
fn lay_out(assets: &[Asset], mode: Mode, kept: &mut Kept) -> Result<(Files, Manifest), Failure> {
    let mut files = Files::new();
    let mut manifest = Manifest::default();
    for asset in assets {
        let smaller = compressed::make(asset, mode, kept)?;
        manifest.add(asset, Entry::of(asset, &smaller));
        let name = asset.name();
        if !smaller.can_be_unpacked() {
            files.insert(name.into(), asset.bytes().to_vec());
        }
        for (ending, bytes) in smaller.endings() {
            files.insert(format!("{name}.{ending}").into(), bytes.to_vec());
        }
    }
    files.insert(MANIFEST.into(), manifest.to_json());
    Ok((files, manifest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_there_once_or_in_smaller_forms_with_one_index_over_all() {
        let scratch = files::tests::Scratch::new("lay-out");
        let mut kept = Kept::open(scratch.path().into()).unwrap();
        let loader = Asset::new("livechat.js".into(), b"let a = 1;".repeat(50));
        let sound = Asset::new("sounds/new.ogg".into(), vec![7; 300]);
        let (loader_name, sound_name) = (loader.name().to_owned(), sound.name().to_owned());
        let (files, manifest) = lay_out(&[loader, sound], Mode::Dev, &mut kept).unwrap();
        let names: Vec<_> = files.keys().map(|path| path.to_str().unwrap()).collect();
        let [br, gz] = ["br", "gz"].map(|ending| format!("{loader_name}.{ending}"));
        assert_eq!(names, [&br, &gz, MANIFEST, &*sound_name]);
        assert_eq!(manifest.get("livechat.js").unwrap().bytes, 500);
    }
}
