//! What a canned response is made or changed by, field by field.

use leptos::prelude::use_context;
use model::canned::{CannedDraft, CannedResponse};

use crate::{
    canned::scope::scope_in_words,
    shell::{conflict::Part, session::Session},
    words::canned as words,
};

pub(super) const PARTS: &[Part<CannedDraft>] = &[
    Part {
        label: words::SHORTCUT,
        text: |draft| draft.shortcut.clone(),
        take: |into, from| into.shortcut.clone_from(&from.shortcut),
    },
    Part {
        label: words::TEXT,
        text: |draft| draft.text.clone(),
        take: |into, from| into.text.clone_from(&from.text),
    },
    Part {
        label: words::SHARING,
        text: scope_text,
        take: |into, from| into.scope.clone_from(&from.scope),
    },
    Part {
        label: words::TAGS,
        text: |draft| draft.tags.join(", "),
        take: |into, from| into.tags.clone_from(&from.tags),
    },
];

fn scope_text(draft: &CannedDraft) -> String {
    use_context::<Session>().map_or_else(
        || draft.scope.name().as_str().to_owned(),
        |session| scope_in_words(session, &draft.scope),
    )
}

pub(super) fn draft_of(response: &CannedResponse) -> CannedDraft {
    CannedDraft {
        shortcut: response.shortcut.clone(),
        text: response.text.clone(),
        scope: response.scope.clone(),
        tags: response.tags.clone(),
    }
}
