//! What people may write beside plain text: a small safe subset of Markdown. Pure; both programs make elements of it.

mod inline;
mod parse;

pub(crate) use inline::{Inline, links};
pub(crate) use parse::{Block, parse};
