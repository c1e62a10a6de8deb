//! Which colleagues have this conversation open at this moment.

use leptos::prelude::*;
use model::id::PersonId;

use super::{attention::Attention, room::use_room};
use crate::{
    parts::{Avatar, AvatarKind, AvatarSize},
    words::desk as words,
};

/// More would push the quick actions away; all of them are named.
const MOST_FACES: usize = 3;

#[component]
pub(super) fn Lookers() -> impl IntoView {
    let room = use_room();
    let is_shown = expect_context::<Attention>().is_shown;
    Effect::new(move || {
        if is_shown.get() {
            room.live.look(room.id);
        } else {
            room.live.look_away(room.id);
        }
    });
    on_cleanup(move || room.live.look_away(room.id));
    let others = room.live.lookers;
    let named = Memo::new(move |_| {
        let name = |id: &PersonId| (*id, room.session.person_name(*id));
        others.with(|others| others.iter().map(name).collect::<Vec<_>>())
    });
    let label = move || {
        let names =
            named.with(|named| named.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>());
        words::ALSO_HERE.with(&[("names", &names.join(", "))])
    };
    let more = move || {
        let more = named.with(|named| named.len().saturating_sub(MOST_FACES));
        (more > 0).then(|| view! { <span class="lookers__more">{format!("+{more}")}</span> })
    };
    let faces =
        move || named.with(|named| named.iter().take(MOST_FACES).cloned().collect::<Vec<_>>());
    view! {
        <Show when=move || named.with(|named| !named.is_empty())>
            <div class="lookers" role="img" aria-label=label data-tip=label>
                <For each=faces key=Clone::clone let:face>
                    <Avatar
                        name=face.1
                        seed=face.0.to_string()
                        kind=AvatarKind::Initials
                        size=AvatarSize::Small
                    />
                </For>
                {more}
            </div>
        </Show>
    }
}
