//! Why the build tool stopped, in words that say what to do next.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("{}: {source}", path.display())]
    File {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("`{command}` does not start: {source}")]
    Start {
        command: String,
        #[source]
        source: io::Error,
    },
    #[error("`{command}` failed ({status})")]
    Command { command: String, status: String },
    #[error("{what} is missing. Install it with:\n    {install}")]
    Missing { what: String, install: String },
    #[error("{0}")]
    Usage(String),
    #[error("{0}")]
    Bindings(String),
    #[error("{0}")]
    Style(String),
    #[error("{0}")]
    Sizes(String),
    #[error("{}: {reason}", path.display())]
    Format { path: PathBuf, reason: String },
}

impl Failure {
    pub(crate) fn missing(what: &str, install: &str) -> Self {
        Self::Missing { what: what.into(), install: install.into() }
    }

    pub(crate) fn format(path: &Path, reason: impl ToString) -> Self {
        Self::Format { path: path.into(), reason: reason.to_string() }
    }
}

/// Says which file an IO error is about.
pub(crate) trait At<T> {
    fn at(self, path: &Path) -> Result<T, Failure>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, Failure> {
        self.map_err(|source| Failure::File { path: path.into(), source })
    }
}
