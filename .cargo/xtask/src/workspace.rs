//! Where everything is: the sources, the artifacts, and what the build tool keeps for itself.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::process;

/// Everything that runs on this machine itself. The browser's crates turn on other features of `app`, and cargo
/// would add both up.
pub(crate) const NATIVE: [&str; 5] = ["--workspace", "--exclude", "desk", "--exclude", "widget"];

/// The benchmark, which nothing else builds.
pub(crate) const BENCH: [&str; 4] = ["--package", "server", "--features", "bench"];

/// The screens, compiled for this machine: their tests are about what needs no browser.
pub(crate) const SCREENS: [&str; 4] = ["--package", "app", "--features", "csr"];

#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    pub(crate) fn find() -> Result<Self, Failure> {
        let own = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = own.as_deref().and_then(|own| own.ancestors().nth(2));
        let Some(root) = root else {
            return Err(Failure::Usage("start it as `cargo xtask`".into()));
        };
        let mut metadata = Command::new(cargo());
        metadata.args(["metadata", "--no-deps", "--format-version=1"]);
        metadata.current_dir(root);
        let metadata = process::read(&mut metadata)?;
        Ok(Self {
            root: root.into(),
            target: target_directory(&metadata).unwrap_or_else(|| root.join("target")),
        })
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// What cargo made for `profile`, for the machine itself.
    pub(crate) fn artifact(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(name)
    }

    pub(crate) fn wasm_artifact(&self, profile: &str, name: &str) -> PathBuf {
        let folder = self.target.join(crate::setup::WASM_TARGET);
        folder.join(profile).join(format!("{name}.wasm"))
    }

    /// The site as the server embeds it: next to the sources even when cargo's own folder is elsewhere.
    pub(crate) fn site(&self) -> PathBuf {
        self.path("target/site")
    }

    pub(crate) fn kept(&self, mode: &str) -> PathBuf {
        self.path("target/xtask").join(mode)
    }

    /// Programs installed by npm for the build alone.
    pub(crate) fn tools(&self) -> PathBuf {
        self.path("target/tools")
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(cargo());
        command.args(arguments);
        command
    }

    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root);
        command
    }
}

/// The very cargo that started the build tool, so that one toolchain does everything.
fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

fn target_directory(metadata: &str) -> Option<PathBuf> {
    let metadata: serde_json::Value = serde_json::from_str(metadata).ok()?;
    Some(metadata.get("target_directory")?.as_str()?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_artifacts_are_where_cargo_says() {
        let metadata = r#"{"packages":[],"target_directory":"/elsewhere/target"}"#;
        assert_eq!(target_directory(metadata), Some("/elsewhere/target".into()));
        assert_eq!(target_directory("not json"), None);
    }
}
