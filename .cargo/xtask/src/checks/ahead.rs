//! The release's site, made beside the other checks: most of its time one core links, and the other has nothing to do.

use std::env;
use std::fs::{self, File};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::failure::{At, Failure};
use crate::process;
use crate::workspace::Workspace;

/// The check of the site on its way. Dropped, it is stopped with everything it started.
#[derive(Debug)]
pub(crate) struct Ahead {
    command: Command,
    child: Child,
    said: PathBuf,
    has_ended: bool,
}

impl Ahead {
    /// Starts `cargo xtask test site` in a group of processes of its own; what it says is kept until it is waited for.
    pub(crate) fn start(workspace: &Workspace) -> Result<Self, Failure> {
        let own = env::current_exe().at("the build tool".as_ref())?;
        // Not behind the others: it is the longest row of steps that cannot be done at the same time.
        let mut command = workspace.command(own);
        command.args(["test", "site"]);
        Self::spawn(command, workspace.path("target/xtask/ahead.log"))
    }

    fn spawn(mut command: Command, said: PathBuf) -> Result<Self, Failure> {
        let folder = said.parent().unwrap_or(&said);
        fs::create_dir_all(folder).at(folder)?;
        let log = File::create(&said).at(&said)?;
        let same = log.try_clone().at(&said)?;
        command.stdin(Stdio::null()).stdout(log).stderr(same).process_group(0);
        let child = process::begin(&mut command)?;
        Ok(Self { command, child, said, has_ended: false })
    }

    /// Waits for its end and repeats what it said.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let ended = process::end(&self.command, &mut self.child);
        self.has_ended = true;
        let mut said = File::open(&self.said).at(&self.said)?;
        io::copy(&mut said, &mut io::stderr()).at(&self.said)?;
        ended
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        if self.has_ended {
            return;
        }
        // Its process's id is its group's.
        process::works(Command::new("kill").args(["--", &format!("-{}", self.child.id())]));
        drop(self.child.wait());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::files::tests::Scratch;

    fn shell(script: &str, scratch: &Scratch) -> Ahead {
        let mut command = Command::new("sh");
        command.args(["-c", script]).current_dir(scratch.path());
        Ahead::spawn(command, scratch.path().join("ahead.log")).unwrap()
    }

    #[test]
    fn its_end_is_waited_for_and_a_failure_is_its_own() {
        let scratch = Scratch::new("ahead-end");
        shell("sleep 0.1; touch done", &scratch).finish().unwrap();
        assert!(scratch.path().join("done").exists());
        let failed = shell("echo no; exit 4", &scratch).finish().unwrap_err();
        assert!(failed.to_string().contains("exit status: 4"));
    }

    #[test]
    fn dropped_it_is_stopped_with_what_it_started() {
        let scratch = Scratch::new("ahead-drop");
        let ahead = shell("(sleep 0.5; touch late) & touch begun; wait", &scratch);
        while !scratch.path().join("begun").exists() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        drop(ahead);
        std::thread::sleep(std::time::Duration::from_millis(800));
        assert!(!scratch.path().join("late").exists());
    }
}
