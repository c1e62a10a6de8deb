//! Results of slow work, kept under the digest of everything that went into them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{At, Failure};

#[derive(Debug)]
pub(crate) struct Kept {
    folder: PathBuf,
    used: BTreeSet<String>,
}

impl Kept {
    pub(crate) fn open(folder: PathBuf) -> Result<Self, Failure> {
        fs::create_dir_all(&folder).at(&folder)?;
        Ok(Self { folder, used: BTreeSet::new() })
    }

    /// The file or folder kept under `key`, made at the path given to `make` if it is not there yet.
    pub(crate) fn or_make(
        &mut self,
        key: String,
        make: impl FnOnce(&Path) -> Result<(), Failure>,
    ) -> Result<PathBuf, Failure> {
        let path = self.folder.join(&key);
        if !path.exists() {
            // Interrupted work must never look finished: it gets its name last.
            let unfinished = self.folder.join(format!("{key}.unfinished"));
            remove(&unfinished)?;
            make(&unfinished)?;
            fs::rename(&unfinished, &path).at(&path)?;
        }
        self.used.insert(key);
        Ok(path)
    }

    /// Drops what this build had no use for, so that the folder stays as large as one build.
    pub(crate) fn forget_unused(self) -> Result<(), Failure> {
        for entry in fs::read_dir(&self.folder).at(&self.folder)? {
            let entry = entry.at(&self.folder)?;
            if !self.used.contains(entry.file_name().to_string_lossy().as_ref()) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }
}

fn remove(path: &Path) -> Result<(), Failure> {
    if path.is_dir() {
        return fs::remove_dir_all(path).at(path);
    }
    if path.exists() {
        return fs::remove_file(path).at(path);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::tests::Scratch;

    #[test]
    fn work_is_done_once_and_forgotten_when_unused() {
        let scratch = Scratch::new("kept");
        let write = |path: &Path| fs::write(path, "made").at(path);
        let mut kept = Kept::open(scratch.path().into()).unwrap();
        let path = kept.or_make("one".into(), write).unwrap();
        kept.or_make("one".into(), |_| panic!("made twice")).unwrap();
        kept.or_make("two".into(), write).unwrap();
        kept.forget_unused().unwrap();

        let mut kept = Kept::open(scratch.path().into()).unwrap();
        kept.or_make("two".into(), |_| panic!("made twice")).unwrap();
        kept.forget_unused().unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn work_that_failed_is_done_again() {
        let scratch = Scratch::new("kept-failed");
        let mut kept = Kept::open(scratch.path().into()).unwrap();
        let failed = kept.or_make("one".into(), |path| {
            fs::write(path, "half").at(path)?;
            Err(Failure::Usage("interrupted".into()))
        });
        assert!(failed.is_err());
        let path = kept.or_make("one".into(), |path| fs::write(path, "whole").at(path)).unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "whole");
    }
}
