//! The rooms of ARCHITECTURE.md, enforced: who may import whom, how long a file may be, what a call may contain.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use model::audit::Deed;

const FILE_LINES: usize = 500;
/// Lines a server function's body may have: who is asking, what is asked, the answer.
const CALL_LINES: usize = 12;

/// Every arrow between the workspace's own crates.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("routing", &["model"]),
    ("store", &["model"]),
    ("transcripts", &[]),
    ("bus", &["model"]),
    ("channels", &["model"]),
    ("actions", &["bus", "model", "routing", "store"]),
    ("app", &["actions", "model"]),
    ("desk", &["app"]),
    ("widget", &["app"]),
    ("server", &["actions", "app", "bus", "channels", "model", "routing", "store", "transcripts"]),
    ("xtask", &[]),
];

/// What the pure rooms may use from outside.
const PURE: &[(&str, &[&str])] = &[("model", &["serde", "thiserror", "uuid"]), ("routing", &[])];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// Each own crate's dependencies that are not for tests only.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let names = |package: &serde_json::Value| {
        let all = package["dependencies"].as_array().unwrap().iter();
        let used = all.filter(|dependency| dependency["kind"].as_str() != Some("dev"));
        used.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).collect()
    };
    packages.map(|p| (p["name"].as_str().unwrap().to_owned(), names(p))).collect()
}

#[test]
fn no_room_imports_another_that_the_map_does_not_list() {
    let found = dependencies();
    for (room, uses) in &found {
        let arrows = ARROWS.iter().find(|(name, _)| name == room);
        let (_, allowed) = arrows.unwrap_or_else(|| panic!("{room} is not on the map"));
        for used in uses.iter().filter(|used| found.contains_key(*used)) {
            assert!(allowed.contains(&used.as_str()), "{room} must not import {used}");
        }
    }
    for (room, allowed) in PURE {
        for used in found[*room].iter().filter(|used| !found.contains_key(*used)) {
            assert!(allowed.contains(&used.as_str()), "{room} is pure and must not import {used}");
        }
    }
}

#[test]
fn what_decides_does_no_io() {
    for room in ["app/model/src/lib.rs", "server/routing/src/lib.rs"] {
        let text = fs::read_to_string(root().join(room)).unwrap();
        assert!(text.contains("#![no_std]"), "{room} must be no_std");
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_ours =
            !["target", "node_modules", ".git", "data", "test-results", "playwright-report"]
                .contains(&name.as_str());
        if path.is_dir() && is_ours {
            sources(&path, found);
        } else if path
            .extension()
            .is_some_and(|e| e == "rs" || e == "css" || e == "ts" || e == "js")
        {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    sources(&root(), &mut found);
    found
}

#[test]
fn no_file_is_longer_than_the_limit_and_each_says_what_it_is() {
    let mut faults = Vec::new();
    for path in all_sources() {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let lines = text.lines().count();
        if lines > FILE_LINES {
            faults.push(format!("{name}: {lines} lines"));
        }
        if name.ends_with(".rs") && !text.starts_with("//!") {
            faults.push(format!("{name}: does not begin by saying what it is"));
        }
        let forbidden = ["utils", "helpers", "common", "manager", "service", "mod"];
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if forbidden.contains(&stem.as_str()) {
            faults.push(format!("{name}: a name that says nothing"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn calls_are_thin() {
    let calls = root().join("app/src/api");
    let mut files = Vec::new();
    sources(&calls, &mut files);
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for call in text.split("#[server(").skip(1) {
            let signature = call.split('{').next().unwrap_or_default();
            let body = call.split_once("{\n").map_or("", |(_, rest)| rest);
            let body = body.split("\n}\n").next().unwrap_or_default();
            let name = signature.lines().find(|line| line.contains("fn ")).unwrap_or_default();
            assert!(
                signature.contains("protocol = Wire"),
                "{}: {name} does not travel by Wire: write `protocol = Wire` (app/src/api/wire.rs)",
                path.display()
            );
            assert!(body.lines().count() <= CALL_LINES, "{}: {name}", path.display());
            for word in ["if ", "match ", "for ", "while "] {
                assert!(!body.contains(word), "{}: {name} decides by `{word}`", path.display());
            }
        }
    }
}

#[test]
fn the_visitors_chat_carries_no_framework() {
    let mut files = vec![root().join("app/src/widget.rs"), root().join("app/src/api/post.rs")];
    for folder in ["app/src/widget", "app/src/json", "app/src/parts/markup"] {
        sources(&root().join(folder), &mut files);
    }
    let core = ["core", "inner", "kept", "link", "outbox", "reports", "socket", "speak", "watch"];
    files.extend(core.map(|file| root().join(format!("app/src/live/{file}.rs"))));
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for word in ["leptos::", "serde_json::"] {
            let is_test = path.ends_with("tests.rs") || text.contains("#[cfg(test)]");
            let is_used = text.contains(word) && !(is_test && word == "serde_json::");
            assert!(!is_used, "{} uses {word}: visitors would load it", path.display());
        }
    }
}

#[test]
fn sql_is_in_the_store_alone() {
    for path in all_sources() {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let is_outside =
            name.ends_with(".rs") && !name.contains("store/") && !name.contains("tests/");
        if !is_outside || name.contains("bin/") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for word in ["sqlx::", "SELECT ", "INSERT INTO"] {
            assert!(!text.contains(word), "{name} contains {word}");
        }
    }
}

/// Words between quotes that are a noun, a dot and a verb.
fn deeds_in(text: &str) -> impl Iterator<Item = &str> {
    let is_word =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    text.split('"').filter(move |quoted| {
        quoted.split_once('.').is_some_and(|(noun, verb)| is_word(noun) && is_word(verb))
    })
}

#[test]
fn ma_05_whatever_is_written_into_the_audit_trail_has_a_deed_with_words() {
    let nouns: Vec<&str> =
        Deed::ALL.iter().filter_map(|deed| Some(deed.as_str().split_once('.')?.0)).collect();
    for path in all_sources() {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        if !name.starts_with("server/actions/src") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for word in deeds_in(&text) {
            let (noun, verb) = word.split_once('.').unwrap();
            let is_file = ["csv", "json", "zip", "pdf", "example"].contains(&verb);
            if nouns.contains(&noun) && !is_file {
                assert!(Deed::of(word).is_some(), "{name} writes {word}");
            }
        }
    }
}
