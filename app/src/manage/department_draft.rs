//! What a department is made or changed by, field by field.

use model::{
    department::{Department, DepartmentDraft},
    settings::Algorithm,
};

use super::{members::in_words, roles::algorithm_word};
use crate::{
    shell::{conflict::Part, session::use_session},
    words::{mail as mail_words, manage as words},
};

pub(super) const PARTS: &[Part<DepartmentDraft>] = &[
    Part {
        label: words::NAME,
        text: |draft| draft.name.clone(),
        take: |into, from| into.name.clone_from(&from.name),
    },
    Part {
        label: words::DESCRIPTION,
        text: |draft| draft.description.clone(),
        take: |into, from| into.description.clone_from(&from.description),
    },
    Part {
        label: words::ENABLED_DEPARTMENT,
        text: |draft| yes_or_no(draft.is_enabled),
        take: |into, from| into.is_enabled = from.is_enabled,
    },
    Part {
        label: words::IS_PUBLIC,
        text: |draft| yes_or_no(draft.is_public),
        take: |into, from| into.is_public = from.is_public,
    },
    Part {
        label: words::REQUIRES_TAGS,
        text: |draft| yes_or_no(draft.requires_tags),
        take: |into, from| into.requires_tags = from.requires_tags,
    },
    Part {
        label: mail_words::SENDS_TRANSCRIPT,
        text: |draft| yes_or_no(draft.sends_transcript),
        take: |into, from| into.sends_transcript = from.sends_transcript,
    },
    Part {
        label: words::ALGORITHM,
        text: |draft| algorithm_in_words(draft.algorithm),
        take: |into, from| into.algorithm = from.algorithm,
    },
    Part {
        label: words::LIMIT_PER_AGENT,
        text: |draft| draft.max_conversations.to_string(),
        take: |into, from| into.max_conversations = from.max_conversations,
    },
    Part {
        label: words::FALLBACK,
        text: |draft| match draft.fallback {
            Some(id) => use_session().department_name(Some(id)),
            None => words::NO_FALLBACK.text().to_owned(),
        },
        take: |into, from| into.fallback = from.fallback,
    },
    Part {
        label: words::HOLD_ENDS,
        text: |draft| match draft.hold_limit_s {
            None => words::AS_WORKSPACE.text().to_owned(),
            Some(0) => words::HOLD_NEVER.text().to_owned(),
            Some(limit_s) => format!("{} ({limit_s})", words::HOLD_AFTER.text()),
        },
        take: |into, from| into.hold_limit_s = from.hold_limit_s,
    },
    Part {
        label: words::HOLD_COMMENT,
        text: |draft| draft.hold_comment.clone(),
        take: |into, from| into.hold_comment.clone_from(&from.hold_comment),
    },
    Part {
        label: words::MEMBERS,
        text: |draft| in_words(&draft.members),
        take: |into, from| into.members.clone_from(&from.members),
    },
];

pub(super) fn yes_or_no(is_so: bool) -> String {
    if is_so { words::YES.text() } else { words::NO.text() }.to_owned()
}

/// A department's own algorithm, or the workspace's.
pub(super) fn algorithm_in_words(algorithm: Option<Algorithm>) -> String {
    algorithm.map_or(words::AS_WORKSPACE, algorithm_word).text().to_owned()
}

pub(super) fn draft_of(department: &Department) -> DepartmentDraft {
    DepartmentDraft {
        name: department.name.clone(),
        description: department.description.clone(),
        is_enabled: department.is_enabled,
        is_public: department.is_public,
        algorithm: department.algorithm,
        max_conversations: department.max_conversations,
        requires_tags: department.requires_tags,
        fallback: department.fallback,
        hold_limit_s: department.hold_limit_s,
        hold_comment: department.hold_comment.clone(),
        sends_transcript: department.sends_transcript,
        members: department.members.clone(),
    }
}

pub(super) fn new_draft() -> DepartmentDraft {
    DepartmentDraft {
        name: String::new(),
        description: String::new(),
        is_enabled: true,
        is_public: true,
        algorithm: None,
        max_conversations: 0,
        requires_tags: false,
        fallback: None,
        hold_limit_s: None,
        hold_comment: String::new(),
        sends_transcript: false,
        members: Vec::new(),
    }
}
