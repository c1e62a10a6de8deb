//! The checks themselves, one function each.

use super::Report;
use super::counts::{self, Counts};
use super::mail;
use super::postgres::Scratch;
use crate::failure::Failure;
use crate::process::{self, Summary};
use crate::serve;
use crate::site::{self, ENTRIES, Mode, sizes};
use crate::workspace::{BENCH, NATIVE, SCREENS, Workspace};

const DENY_WARNINGS: [&str; 3] = ["--", "--deny", "warnings"];

pub(crate) fn fmt(workspace: &Workspace) -> Result<(), Failure> {
    // Rustfmt does not hear what cargo is told about colours.
    let is_plain = std::env::var_os("CARGO_TERM_COLOR").is_some_and(|colours| colours == "never");
    let colours = if is_plain { "never" } else { "auto" };
    process::run(&mut workspace.cargo(&["fmt", "--all", "--", "--check", "--color", colours]))
}

pub(crate) fn clippy(workspace: &Workspace) -> Result<(), Failure> {
    for packages in [&NATIVE[..], &BENCH[..], &SCREENS[..]] {
        let mut native = workspace.cargo(&["clippy", "--all-targets"]);
        process::run(native.args(packages).args(DENY_WARNINGS))?;
    }
    // As what each of them is made of, but for this machine: nothing in them asks for which they are compiled, and all that
    // they need is checked already.
    for entry in ENTRIES {
        let mut native = workspace.cargo(&["clippy", "--package", entry]);
        process::run(native.args(DENY_WARNINGS))?;
    }
    Ok(())
}

pub(crate) fn rust(workspace: &Workspace) -> Report {
    let postgres = match Scratch::start() {
        Ok(postgres) => postgres,
        Err(failure) => return Err(failure).into(),
    };
    let mail = mail::Scratch::try_start();
    let mut both = Report::default();
    for packages in [&NATIVE[..], &SCREENS[..]] {
        let mut nextest = workspace.cargo(&["nextest", "run", "--no-fail-fast"]);
        nextest.args(packages).env("SWITCHBOARD_TEST_POSTGRES", postgres.url());
        mail.iter().for_each(|mail| mail.name_to(&mut nextest));
        let report = count(process::watch(&mut nextest, Summary::Stderr), counts::of_nextest);
        both.counts = both.counts + report.counts;
        both.failure = both.failure.or(report.failure);
    }
    both
}

pub(crate) fn doc(workspace: &Workspace) -> Result<(), Failure> {
    let mut doc = workspace.cargo(&["doc", "--no-deps"]);
    process::run(doc.args(NATIVE).env("RUSTDOCFLAGS", "--deny warnings"))
}

pub(crate) fn site(workspace: &Workspace) -> Result<(), Failure> {
    let manifest = site::build(workspace, Mode::Release)?;
    eprint!("{}", manifest.table());
    let said = sizes::check(workspace, &manifest)?;
    eprint!("{said}");
    Ok(())
}

pub(crate) fn browser(workspace: &Workspace, mode: Mode) -> Report {
    let built = site::build(workspace, mode).and_then(|_| serve::build_dev_server(workspace));
    if let Err(failure) = built {
        return Err(failure).into();
    }
    let mail = mail::Scratch::try_start();
    let mut playwright = workspace.command("npx");
    mail.iter().for_each(|mail| mail.name_to(&mut playwright));
    playwright.args(["playwright", "test", "--reporter=list"]);
    playwright.current_dir(workspace.path("end2end"));
    playwright.env("SWITCHBOARD_BIN", workspace.artifact("debug", "switchboard"));
    count(process::watch(&mut playwright, Summary::Stdout), counts::of_playwright)
}

pub(crate) fn deny(workspace: &Workspace) -> Result<(), Failure> {
    let check = ["deny", "check", "licenses", "bans", "sources"];
    process::run(&mut workspace.cargo(&check))?;
    advisories(workspace)
}

/// They come from a repository that not every network reaches: a copy from before will do, and having none is said.
fn advisories(workspace: &Workspace) -> Result<(), Failure> {
    let check = |words: &[&str]| process::watch(&mut workspace.cargo(words), Summary::Stderr);
    let (said, checked) = check(&["deny", "check", "advisories"])?;
    if checked.is_ok() || !said.contains("failed to fetch advisory database") {
        return checked;
    }
    let (said, checked) = check(&["deny", "--offline", "check", "advisories"])?;
    if checked.is_ok() || !said.contains("FETCH_HEAD") {
        return checked;
    }
    eprintln!(
        "ADVISORIES NOT CHECKED: their database cannot be fetched from here, and none is there."
    );
    Ok(())
}

fn count(
    watched: Result<(String, Result<(), Failure>), Failure>,
    counts: fn(&str) -> Counts,
) -> Report {
    match watched {
        Ok((printed, ended)) => Report { counts: counts(&printed), failure: ended.err() },
        Err(failure) => Err(failure).into(),
    }
}
