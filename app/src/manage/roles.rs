//! Roles and routing in words.

use model::{
    person::{Role, Roles},
    settings::Algorithm,
};

use crate::words::{Word, manage as words};

/// A role's name.
pub(super) const fn role_word(role: Role) -> Word {
    match role {
        Role::Agent => words::AGENT,
        Role::Monitor => words::MONITOR,
        Role::Manager => words::MANAGER,
        Role::Administrator => words::ADMINISTRATOR,
    }
}

/// What a role may do.
pub(super) const fn role_hint(role: Role) -> Word {
    match role {
        Role::Agent => words::AGENT_HINT,
        Role::Monitor => words::MONITOR_HINT,
        Role::Manager => words::MANAGER_HINT,
        Role::Administrator => words::ADMINISTRATOR_HINT,
    }
}

/// All roles of a person, in one line.
#[must_use]
pub fn roles_in_words(roles: Roles) -> String {
    let held = Role::ALL.into_iter().filter(|role| roles.has(*role));
    held.map(|role| role_word(role).text()).collect::<Vec<_>>().join(", ")
}

/// An algorithm's name.
#[must_use]
pub const fn algorithm_word(algorithm: Algorithm) -> Word {
    match algorithm {
        Algorithm::ManualSelection => words::MANUAL_SELECTION,
        Algorithm::AutoSelection => words::AUTO_SELECTION,
        Algorithm::LoadBalancing => words::LOAD_BALANCING,
        Algorithm::LoadRotation => words::LOAD_ROTATION,
    }
}

/// How an algorithm picks.
pub(super) const fn algorithm_hint(algorithm: Algorithm) -> Word {
    match algorithm {
        Algorithm::ManualSelection => words::MANUAL_SELECTION_HINT,
        Algorithm::AutoSelection => words::AUTO_SELECTION_HINT,
        Algorithm::LoadBalancing => words::LOAD_BALANCING_HINT,
        Algorithm::LoadRotation => words::LOAD_ROTATION_HINT,
    }
}
