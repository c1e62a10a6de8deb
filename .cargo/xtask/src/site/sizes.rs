//! The size gates of `.ci/sizes.toml`: what a browser has to load may get smaller, not larger.

use std::fmt::Write;
use std::fs;

use super::manifest::Manifest;
use crate::failure::{At, Failure};
use crate::workspace::Workspace;

const LIMITS: &str = ".ci/sizes.toml";

/// A limit more than this far above the size of the day is worth lowering.
const SLACK_PERCENT: usize = 2;

#[derive(Debug, PartialEq, Eq)]
struct Limit {
    /// Logical names; their sizes are added up.
    files: Vec<String>,
    max_bytes: usize,
}

/// One line per gate; a gate that is passed is the failure.
pub(crate) fn check(workspace: &Workspace, manifest: &Manifest) -> Result<String, Failure> {
    let path = workspace.path(LIMITS);
    let text = fs::read_to_string(&path).at(&path)?;
    let limits = parse(&text).map_err(|reason| Failure::format(&path, reason))?;
    compare(&limits, manifest).map_err(Failure::Sizes)
}

fn parse(text: &str) -> Result<Vec<Limit>, String> {
    let mut limits = Vec::new();
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        limits.push(limit(line).ok_or_else(|| format!("not `\"files\" = bytes`: {line}"))?);
    }
    Ok(limits)
}

fn limit(line: &str) -> Option<Limit> {
    let (files, max_bytes) = line.split_once('=')?;
    let files = files.trim().strip_prefix('"')?.strip_suffix('"')?;
    Some(Limit {
        files: files.split('+').map(|file| file.trim().to_owned()).collect(),
        max_bytes: max_bytes.trim().replace('_', "").parse().ok()?,
    })
}

fn compare(limits: &[Limit], manifest: &Manifest) -> Result<String, String> {
    let mut said = String::new();
    let mut is_over = false;
    for limit in limits {
        let name = limit.files.join(" + ");
        let size = size(limit, manifest)?;
        let max_bytes = limit.max_bytes;
        let verdict = if size > max_bytes {
            is_over = true;
            format!("{} bytes over the limit", size - max_bytes)
        } else if (max_bytes - size) * 100 > max_bytes * SLACK_PERCENT {
            "fits; the limit can be lowered to this".into()
        } else {
            "fits".into()
        };
        let _ = writeln!(said, "{name}: {size} of {max_bytes} bytes (Brotli), {verdict}");
    }
    if !is_over {
        return Ok(said);
    }
    let _ = write!(
        said,
        "Make it smaller (`twiggy top` on the wasm, fewer web-sys features and generics, a lazy route), \
         or raise the limit in {LIMITS} together with an ADR in docs/adr that says why."
    );
    Err(said)
}

fn size(limit: &Limit, manifest: &Manifest) -> Result<usize, String> {
    let sizes = limit.files.iter().map(|file| {
        let entry = manifest.get(file);
        entry.map(|entry| entry.sent_bytes()).ok_or_else(|| format!("{LIMITS}: no file {file}"))
    });
    sizes.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::manifest::tests::manifest;

    const TEXT: &str =
        "# The desk.\n\"desk.js + desk_bg.wasm\" = 1_000\n\n\"livechat.js\" = 100 # bytes";

    #[test]
    fn a_limit_holds_for_the_sum_of_its_files() {
        let limits = parse(TEXT).unwrap();
        let files = ["desk.js", "desk_bg.wasm"].map(String::from).into();
        let first = Limit { files, max_bytes: 1000 };
        assert_eq!(limits[0], first);
        assert_eq!(limits[1].max_bytes, 100);

        let fits = [("desk.js", 10), ("desk_bg.wasm", 985), ("livechat.js", 50)];
        let said = compare(&limits, &manifest(&fits)).unwrap();
        let lines: Vec<_> = said.lines().collect();
        assert!(lines[0].ends_with("995 of 1000 bytes (Brotli), fits"));
        assert!(lines[1].ends_with("can be lowered to this"));
    }

    #[test]
    fn the_gate_says_by_how_much_and_what_to_do() {
        let over = [("desk.js", 20), ("desk_bg.wasm", 985), ("livechat.js", 99)];
        let said = compare(&parse(TEXT).unwrap(), &manifest(&over)).unwrap_err();
        assert!(said.contains("5 bytes over the limit"));
        assert!(said.contains("ADR"));
    }

    #[test]
    fn a_limit_for_a_file_that_is_not_there_is_a_mistake() {
        assert!(compare(&parse(TEXT).unwrap(), &manifest(&[])).is_err());
        assert!(parse("desk.js = 1").is_err());
        assert!(parse("\"desk.js\" = many").is_err());
    }
}
