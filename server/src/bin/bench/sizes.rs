//! Bytes: what travels to a browser, and how large the one binary is.

use std::{collections::BTreeMap, fs};

use anyhow::Context;
use serde::Deserialize;

use crate::{process::beside, table};

/// What each screen needs before it can be used.
const SCREENS: [(&str, &[&str]); 3] = [
    ("launcher", &["livechat.js"]),
    ("opened chat", &["widget.js", "widget_bg.wasm", "widget.css"]),
    ("agent app", &["desk.js", "desk_bg.wasm", "desk.css"]),
];

#[derive(Debug, Deserialize)]
struct File {
    bytes: usize,
    br_bytes: Option<usize>,
}

pub(crate) fn measure() -> anyhow::Result<()> {
    let program = beside("switchboard")?;
    // The site is built into the folder beside that of the programs.
    let site = program.parent().and_then(|folder| folder.parent()).context("no build folder")?;
    let manifest = site.join("site/manifest.json");
    let text = fs::read_to_string(manifest).context("build the site: `cargo xtask build`")?;
    let files: BTreeMap<String, File> = serde_json::from_str(&text)?;
    let mut rows = Vec::new();
    for (screen, names) in SCREENS {
        let (mut plain, mut sent) = (0, 0);
        for name in names {
            let file = files.get(*name).with_context(|| format!("{name} is not in the site"))?;
            plain += file.bytes;
            sent += file.br_bytes.unwrap_or(file.bytes);
        }
        rows.push(vec![screen.to_owned(), table::whole(sent as f64), table::whole(plain as f64)]);
    }
    let size = fs::metadata(program)?.len();
    rows.push(vec!["binary".to_owned(), String::new(), table::whole(size as f64)]);
    table::print("sizes in bytes", &["", "brotli", "plain"], &rows);
    Ok(())
}
