//! What somebody went to from here before: kept in this browser, for each person.

use model::id::PersonId;
use serde::{Deserialize, Serialize};

use super::target::{Act, Kind, Target};
use crate::{json, live::storage};

/// More are not remembered.
const MOST: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Recent {
    name: String,
    detail: String,
    address: String,
}

fn key(me: PersonId) -> String {
    format!("switchboard.recent.{me}")
}

/// The latest first.
pub(super) fn load(me: PersonId) -> Vec<Target> {
    let target = |one: Recent| Target::open(Kind::Recent, one.name, one.detail, one.address);
    read(me).into_iter().map(target).collect()
}

fn read(me: PersonId) -> Vec<Recent> {
    storage::get(&key(me)).and_then(|text| json::from_str(&text).ok()).unwrap_or_default()
}

/// Puts it first. Only what has an address is remembered: a command is of its moment.
pub(super) fn remember(me: PersonId, target: &Target) {
    let Act::Open(address) = &target.act else { return };
    let mut all = read(me);
    all.retain(|one| one.address != *address);
    let (name, detail) = (target.name.clone(), target.detail.clone());
    all.insert(0, Recent { name, detail, address: address.clone() });
    all.truncate(MOST);
    if let Ok(text) = json::to_string(&all) {
        storage::set(&key(me), &text);
    }
}
