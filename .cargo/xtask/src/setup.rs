//! What a machine needs before anything is built or tested, installed where that is possible without asking.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{At, Failure};
use crate::process;
use crate::site::Mode;
use crate::step::timed;
use crate::workspace::Workspace;

pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

const CHROMIUM: &str = "/usr/bin/chromium";

/// A program, the Debian package that brings it, and where to look beside PATH.
#[derive(Debug)]
pub(crate) struct Package {
    program: &'static str,
    package: &'static str,
    find: fn(&str) -> Option<PathBuf>,
}

impl Package {
    fn is_there(&self) -> bool {
        (self.find)(self.program).is_some()
    }
}

pub(crate) const POSTGRESQL: Package =
    Package { program: "initdb", package: "postgresql", find: postgresql_program };
pub(crate) const NATS: Package =
    Package { program: "nats-server", package: "nats-server", find: process::find };
/// Takes the tests' mail.
pub(crate) const POSTFIX: Package =
    Package { program: "postfix", package: "postfix", find: system_program };
/// Knows the passwords of whoever hands mail in.
pub(crate) const DOVECOT: Package =
    Package { program: "dovecot", package: "dovecot-core", find: system_program };
pub(crate) const OPENSSL: Package =
    Package { program: "openssl", package: "openssl", find: process::find };
/// Reads the text of a PDF.
pub(crate) const PDF_READER: Package =
    Package { program: "pdftotext", package: "poppler-utils", find: process::find };
pub(crate) const BROWSER: Package = Package {
    program: CHROMIUM,
    package: "chromium",
    find: |path| Path::new(path).is_file().then(|| path.into()),
};
pub(crate) const NODE: Package =
    Package { program: "node", package: "nodejs", find: process::find };
pub(crate) const NPM: Package = Package { program: "npm", package: "npm", find: process::find };
/// The embedded database is C.
pub(crate) const C_COMPILER: Package =
    Package { program: "cc", package: "build-essential", find: process::find };

pub(crate) fn for_native() -> Result<(), Failure> {
    require(&C_COMPILER)
}

/// For the commands that people start: nothing is installed into their system, they are told.
pub(crate) fn for_site(workspace: &Workspace, mode: Mode) -> Result<(), Failure> {
    for_native()?;
    wasm_target(workspace)?;
    if mode == Mode::Dev {
        return Ok(());
    }
    require(&NODE)?;
    require(&NPM)?;
    build_tools(workspace)
}

pub(crate) fn wasm_target(workspace: &Workspace) -> Result<(), Failure> {
    let libraries = process::read(workspace.command("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        WASM_TARGET,
    ]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    rustup(workspace, "Rust's wasm target", &["target", "add", WASM_TARGET])
}

pub(crate) fn rust_component(workspace: &Workspace, component: &str) -> Result<(), Failure> {
    let subcommand = component.trim_start_matches("rust");
    if process::works(&mut workspace.cargo(&[subcommand, "--version"])) {
        return Ok(());
    }
    rustup(workspace, component, &["component", "add", component])
}

fn rustup(workspace: &Workspace, what: &str, arguments: &[&str]) -> Result<(), Failure> {
    if process::find("rustup").is_none() {
        return Err(Failure::missing(what, &format!("rustup {}", arguments.join(" "))));
    }
    timed(what, || process::run(workspace.command("rustup").args(arguments)))
}

/// A subcommand of cargo's, compiled from its registry when it is not there.
pub(crate) fn cargo_tool(workspace: &Workspace, name: &str) -> Result<(), Failure> {
    let subcommand = name.trim_start_matches("cargo-");
    if process::works(&mut workspace.cargo(&[subcommand, "--version"])) {
        return Ok(());
    }
    timed(name, || process::run(&mut workspace.cargo(&["install", "--locked", name])))
}

/// Installs the packages of the missing programs, and asks again before each: one may bring another's program.
pub(crate) fn packages(wanted: &[&Package]) -> Result<(), Failure> {
    let missing: Vec<_> = wanted.iter().filter(|wanted| !wanted.is_there()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if process::find("apt-get").is_none() {
        let names: Vec<_> = missing.iter().map(|wanted| wanted.package).collect();
        let names = names.join(" ");
        return Err(Failure::missing(&names, &format!("your system's package manager: {names}")));
    }
    timed("apt-get update", || process::run(as_root("apt-get")?.arg("update")))?;
    let _quiet = Quiet::begin()?;
    for wanted in missing {
        if wanted.is_there() {
            continue;
        }
        let install = ["install", "--yes", "--no-install-recommends", wanted.package];
        timed(wanted.package, || process::run(as_root("apt-get")?.args(install)))?;
    }
    Ok(())
}

/// Debian asks this program whether a package may start its services.
const MAY_START: &str = "/usr/sbin/policy-rc.d";

/// While it lives, what is installed starts nothing: the tests have servers of their own.
#[derive(Debug)]
struct Quiet {
    is_ours: bool,
}

impl Quiet {
    fn begin() -> Result<Self, Failure> {
        let path = Path::new(MAY_START);
        let is_ours = is_root()? && !path.exists();
        if is_ours {
            fs::write(path, "#!/bin/sh\nexit 101\n").at(path)?;
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).at(path)?;
        }
        Ok(Self { is_ours })
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        if self.is_ours {
            let _ = fs::remove_file(MAY_START);
        }
    }
}

pub(crate) fn is_root() -> Result<bool, Failure> {
    Ok(process::read(Command::new("id").arg("-u"))?.trim() == "0")
}

/// Not everybody's PATH has the folder of the system's own programs.
pub(crate) fn system_program(program: &str) -> Option<PathBuf> {
    let beside = Path::new("/usr/sbin").join(program);
    process::find(program).or_else(|| beside.is_file().then_some(beside))
}

/// Debian keeps the server programs of PostgreSQL beside PATH, one folder per version.
pub(crate) fn postgresql_program(program: &str) -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version = path.file_name()?.to_str()?.parse().ok()?;
            Some((version, path.join("bin").join(program)))
        })
        .filter(|(_, path)| path.is_file())
        .collect();
    versions.sort();
    versions.pop().map(|(_, path)| path).or_else(|| process::find(program))
}

pub(crate) fn tools_lock(workspace: &Workspace) -> Result<String, Failure> {
    let path = workspace.path(".cargo/xtask/package-lock.json");
    fs::read_to_string(&path).at(&path)
}

/// `wasm-opt`, from npm's `binaryen`.
pub(crate) fn build_tools(workspace: &Workspace) -> Result<(), Failure> {
    let (from, to) = (workspace.path(".cargo/xtask"), workspace.tools());
    fs::create_dir_all(&to).at(&to)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(from.join(name), to.join(name)).at(&to)?;
    }
    npm_packages(workspace, "build tools (npm)", &to)
}

pub(crate) fn browser_tests(workspace: &Workspace) -> Result<(), Failure> {
    npm_packages(workspace, "browser tests (npm)", &workspace.path("end2end"))
}

fn npm_packages(workspace: &Workspace, what: &str, folder: &Path) -> Result<(), Failure> {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).at(&lock)?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    let mut npm = workspace.command("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--silent"]).current_dir(folder);
    // The browser is the system's.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    timed(what, || process::run(&mut npm))?;
    fs::write(&installed, wanted).at(&installed)
}

fn require(wanted: &Package) -> Result<(), Failure> {
    if wanted.is_there() {
        return Ok(());
    }
    let install = format!("sudo apt-get install --yes {}", wanted.package);
    Err(Failure::missing(&format!("`{}`", wanted.program), &install))
}

fn as_root(program: &str) -> Result<Command, Failure> {
    if is_root()? {
        let mut command = Command::new(program);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        return Ok(command);
    }
    let mut command = Command::new("sudo");
    command.args(["DEBIAN_FRONTEND=noninteractive", program]);
    Ok(command)
}
