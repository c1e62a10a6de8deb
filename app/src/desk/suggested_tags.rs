//! The tags that are suggested for a conversation.

use leptos::{prelude::*, task::spawn_local};
use model::id::DepartmentId;

use crate::{api, shell::session::Session};

/// None until they are here; a form works without.
pub(super) fn suggested_tags(
    session: Session,
    department: Option<DepartmentId>,
) -> RwSignal<Vec<String>> {
    let tags = RwSignal::new(Vec::new());
    spawn_local(async move {
        if let Ok(found) = session.ask(api::tags::suggestions(department)).await {
            tags.try_set(found);
        }
    });
    tags
}
