//! `cargo xtask test`: sets the machine up, then runs every check in order and stops at the first that fails.

mod ahead;
mod counts;
mod mail;
mod postgres;
mod scratch;
mod steps;

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use crate::failure::Failure;
use crate::setup;
use crate::site::Mode;
use crate::workspace::Workspace;
use ahead::Ahead;
use counts::Counts;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Fmt,
    Clippy,
    Rust,
    Doc,
    Site,
    Browser,
    Deny,
}

const STEPS: [Step; 7] =
    [Step::Fmt, Step::Clippy, Step::Rust, Step::Doc, Step::Site, Step::Browser, Step::Deny];

impl Step {
    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Rust => "rust",
            Self::Doc => "doc",
            Self::Site => "site",
            Self::Browser => "browser",
            Self::Deny => "deny",
        }
    }

    /// `--fast` leaves out what only matters before a release.
    fn is_fast(self) -> bool {
        !matches!(self, Self::Doc | Self::Site | Self::Deny)
    }
}

/// What to check, and with which of the two sites.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    steps: Vec<Step>,
    mode: Mode,
}

impl Wish {
    /// Whether there is something to do while the site is linked.
    fn makes_site_ahead(&self) -> bool {
        self.steps.contains(&Step::Site) && self.steps.contains(&Step::Rust)
    }
}

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode, Failure> {
    let wish = wish(arguments)?;
    set_up(workspace, &wish)?;
    let mut ahead = wish.makes_site_ahead().then(|| Ahead::start(workspace)).transpose()?;
    let mut counts = Counts::default();
    let mut failure = None;
    let mut times = Vec::new();
    for step in &wish.steps {
        eprintln!("\n== {}", step.name());
        let start = Instant::now();
        let report = match ahead.take_if(|_| *step == Step::Site) {
            Some(ahead) => ahead.finish().into(),
            None => take(*step, workspace, wish.mode),
        };
        counts = counts + report.counts;
        times.push(format!("{} {:.1} s", step.name(), start.elapsed().as_secs_f64()));
        if report.failure.is_some() {
            failure = report.failure;
            break;
        }
    }
    eprintln!("\n{}", times.join(", "));
    if let Some(failure) = &failure {
        eprintln!("{failure}");
        // A check without tests of its own must not end in "0 failed".
        counts.failed = counts.failed.max(1);
    }
    // The last line is read by programs.
    let _ = writeln!(io::stdout(), "{counts}");
    Ok(if failure.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// What one step counted, and why it failed if it did.
#[derive(Debug, Default)]
struct Report {
    counts: Counts,
    failure: Option<Failure>,
}

impl From<Result<(), Failure>> for Report {
    fn from(done: Result<(), Failure>) -> Self {
        Self { counts: Counts::default(), failure: done.err() }
    }
}

fn take(step: Step, workspace: &Workspace, mode: Mode) -> Report {
    match step {
        Step::Fmt => steps::fmt(workspace).into(),
        Step::Clippy => steps::clippy(workspace).into(),
        Step::Rust => steps::rust(workspace),
        Step::Doc => steps::doc(workspace).into(),
        Step::Site => steps::site(workspace).into(),
        Step::Browser => steps::browser(workspace, mode),
        Step::Deny => steps::deny(workspace).into(),
    }
}

fn wish(arguments: &[String]) -> Result<Wish, Failure> {
    let is_fast = arguments.iter().any(|argument| argument == "--fast");
    let mut named = Vec::new();
    for argument in arguments.iter().filter(|argument| *argument != "--fast") {
        let step = STEPS.into_iter().find(|step| step.name() == argument);
        named.push(step.ok_or_else(usage)?);
    }
    let is_wanted = |step: &Step| match named.as_slice() {
        [] => !is_fast || step.is_fast(),
        named => named.contains(step),
    };
    Ok(Wish {
        steps: STEPS.into_iter().filter(is_wanted).collect(),
        mode: if is_fast { Mode::Dev } else { Mode::Release },
    })
}

fn usage() -> Failure {
    let names = STEPS.map(Step::name).join(", ");
    Failure::Usage(format!("cargo xtask test [--fast] [steps]\nsteps: {names}"))
}

fn set_up(workspace: &Workspace, wish: &Wish) -> Result<(), Failure> {
    let has = |step| wish.steps.contains(&step);
    let is_release = wish.mode == Mode::Release;
    let makes_site = has(Step::Site) || has(Step::Browser);
    let mut packages = vec![&setup::C_COMPILER];
    if has(Step::Rust) {
        packages.extend([&setup::POSTGRESQL, &setup::NATS]);
    }
    if has(Step::Rust) || has(Step::Browser) {
        packages.extend([&setup::POSTFIX, &setup::DOVECOT, &setup::OPENSSL]);
    }
    if has(Step::Site) || has(Step::Browser) {
        packages.extend([&setup::NODE, &setup::NPM]);
    }
    if has(Step::Browser) {
        packages.extend([&setup::BROWSER, &setup::PDF_READER]);
    }
    setup::packages(&packages)?;
    if has(Step::Fmt) {
        setup::rust_component(workspace, "rustfmt")?;
    }
    if has(Step::Clippy) {
        setup::rust_component(workspace, "clippy")?;
    }
    if makes_site {
        setup::wasm_target(workspace)?;
    }
    if has(Step::Site) || has(Step::Browser) && is_release {
        setup::build_tools(workspace)?;
    }
    if has(Step::Browser) {
        setup::browser_tests(workspace)?;
    }
    if has(Step::Rust) {
        setup::cargo_tool(workspace, "cargo-nextest")?;
    }
    if has(Step::Deny) {
        setup::cargo_tool(workspace, "cargo-deny")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wished(arguments: &[&str]) -> Result<Wish, Failure> {
        wish(&arguments.iter().map(|argument| (*argument).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn without_a_name_every_step_is_taken_on_the_release_site() {
        let wish = wished(&[]).unwrap();
        assert_eq!(wish.steps, STEPS);
        assert_eq!(wish.mode, Mode::Release);
        assert!(wish.makes_site_ahead());
    }

    #[test]
    fn fast_leaves_the_release_out() {
        let wish = wished(&["--fast"]).unwrap();
        assert_eq!(wish.steps, [Step::Fmt, Step::Clippy, Step::Rust, Step::Browser]);
        assert_eq!(wish.mode, Mode::Dev);
    }

    #[test]
    fn named_steps_keep_their_order() {
        let wish = wished(&["browser", "fmt", "--fast"]).unwrap();
        assert_eq!(wish.steps, [Step::Fmt, Step::Browser]);
        assert!(!wish.makes_site_ahead());
        assert!(wished(&["everything"]).is_err());
    }
}
