//! Folders as maps from a path to its bytes: reading one, and making one equal to the other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{At, Failure};

/// Every file under `folder` by its path in it, with `/` between the parts; hidden ones are left out.
pub(crate) fn under(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut found = BTreeMap::new();
    for path in paths(folder)? {
        let relative = path.strip_prefix(folder).unwrap_or(&path);
        let name = relative.to_string_lossy().replace('\\', "/");
        found.insert(name, fs::read(&path).at(&path)?);
    }
    Ok(found)
}

/// Makes `folder` hold exactly `files`. What is right already is left alone: its time of change is what cargo looks at.
pub(crate) fn sync(folder: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) -> Result<(), Failure> {
    fs::create_dir_all(folder).at(folder)?;
    for (name, bytes) in files {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|there| there == *bytes) {
            continue;
        }
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).at(parent)?;
        fs::write(&path, bytes).at(&path)?;
    }
    for path in paths(folder)? {
        let relative = path.strip_prefix(folder).unwrap_or(&path);
        if !files.contains_key(relative) {
            fs::remove_file(&path).at(&path)?;
        }
    }
    Ok(())
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if !folder.exists() {
            continue;
        }
        for entry in fs::read_dir(&folder).at(&folder)? {
            let path = entry.at(&folder)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if !is_hidden(&path) {
                found.push(path);
            }
        }
    }
    Ok(found)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A folder of its own for one test, gone at its end.
    #[derive(Debug)]
    pub(crate) struct Scratch(PathBuf);

    impl Scratch {
        pub(crate) fn new(name: &str) -> Self {
            let folder = format!("switchboard-xtask-{}-{name}", std::process::id());
            let path = std::env::temp_dir().join(folder);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        pub(crate) fn path(&self) -> &Path {
            &self.0
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_synced_folder_holds_exactly_what_it_should() {
        let scratch = Scratch::new("sync");
        let file = |name: &str, text: &str| (PathBuf::from(name), text.as_bytes().to_vec());
        let first = BTreeMap::from([file("a/old.js", "1"), file("same.css", "2")]);
        sync(scratch.path(), &first).unwrap();
        let time = fs::metadata(scratch.path().join("same.css")).unwrap().modified().unwrap();

        let second = BTreeMap::from([file("a/new.js", "3"), file("same.css", "2")]);
        sync(scratch.path(), &second).unwrap();
        let there = under(scratch.path()).unwrap();
        assert_eq!(there.keys().collect::<Vec<_>>(), ["a/new.js", "same.css"]);
        let again = fs::metadata(scratch.path().join("same.css")).unwrap().modified().unwrap();
        assert_eq!(time, again);
    }

    #[test]
    fn hidden_files_and_folders_that_are_not_there_are_no_files() {
        let scratch = Scratch::new("hidden");
        fs::write(scratch.path().join(".keep"), "").unwrap();
        assert!(under(scratch.path()).unwrap().is_empty());
        assert!(under(&scratch.path().join("absent")).unwrap().is_empty());
    }
}
