//! What a member of the staff is made or changed by, field by field.

use model::person::{Person, PersonDraft, Role, Roles};

use super::{department_draft::yes_or_no, roles::roles_in_words};
use crate::{shell::conflict::Part, words::manage as words};

pub(super) const PARTS: &[Part<PersonDraft>] = &[
    Part {
        label: words::NAME,
        text: |draft| draft.name.clone(),
        take: |into, from| into.name.clone_from(&from.name),
    },
    Part {
        label: words::USERNAME,
        text: |draft| draft.username.clone(),
        take: |into, from| into.username.clone_from(&from.username),
    },
    Part {
        label: words::EMAIL,
        text: |draft| draft.email.clone(),
        take: |into, from| into.email.clone_from(&from.email),
    },
    Part {
        label: words::ROLES,
        text: |draft| roles_in_words(draft.roles),
        take: |into, from| into.roles = from.roles,
    },
    Part {
        label: words::LIMIT_PER_AGENT,
        text: |draft| draft.max_conversations.to_string(),
        take: |into, from| into.max_conversations = from.max_conversations,
    },
    Part {
        label: words::ENABLED_AGENT,
        text: |draft| yes_or_no(draft.is_enabled),
        take: |into, from| into.is_enabled = from.is_enabled,
    },
];

pub(super) fn draft_of(person: &Person) -> PersonDraft {
    PersonDraft {
        username: person.username.clone(),
        name: person.name.clone(),
        email: person.email.clone(),
        password: None,
        roles: person.roles,
        max_conversations: person.max_conversations,
        is_enabled: person.is_enabled,
    }
}

pub(super) fn new_draft() -> PersonDraft {
    PersonDraft {
        username: String::new(),
        name: String::new(),
        email: String::new(),
        password: None,
        roles: Roles::default().with(Role::Agent),
        max_conversations: 0,
        is_enabled: true,
    }
}
