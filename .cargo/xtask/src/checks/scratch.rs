//! Temporary folders of the servers that the tests start.

use std::fs;
use std::path::Path;

/// Removes the folders of runs that were killed: what follows `prefix` in their names is their process's id.
pub(crate) fn remove_left_behind(prefix: &str) {
    for entry in fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(id) = name.to_str().and_then(|name| name.strip_prefix(prefix)) else {
            continue;
        };
        if !Path::new("/proc").join(id).exists() {
            remove(&entry.path());
        }
    }
}

pub(crate) fn remove(folder: &Path) {
    if let Err(error) = fs::remove_dir_all(folder) {
        eprintln!("{} stays: {error}", folder.display());
    }
}
