//! The coloured circle of a person: icon, initials or picture.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// As many as `style/tokens.css` has `--tone-*`.
const TONES: u32 = 12;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarKind {
    #[default]
    Person,
    Initials,
    /// The workspace itself.
    Bot,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    Small,
    #[default]
    Medium,
    Large,
}

/// The colour comes from `seed` (an id), so that it stays when the name changes.
#[component]
pub fn Avatar(
    #[prop(into)] name: Signal<String>,
    #[prop(into)] seed: Signal<String>,
    #[prop(optional)] kind: AvatarKind,
    #[prop(optional, into)] picture: Signal<String>,
    #[prop(optional)] size: AvatarSize,
) -> impl IntoView {
    let face = move || {
        if picture.with(|url| !url.is_empty()) {
            view! { <img class="avatar__picture" src=picture alt="" loading="lazy"/> }.into_any()
        } else {
            match kind {
                AvatarKind::Person => view! { <Icon glyph=Glyph::UserRound/> }.into_any(),
                AvatarKind::Bot => view! { <Icon glyph=Glyph::Bot/> }.into_any(),
                AvatarKind::Initials => name.with(|name| initials(name)).into_any(),
            }
        }
    };
    view! {
        <span
            class="avatar"
            aria-hidden="true"
            data-tone=move || seed.with(|seed| tone(seed).to_string())
            data-size=match size {
                AvatarSize::Small => "small",
                AvatarSize::Medium => "medium",
                AvatarSize::Large => "large",
            }
        >
            {face}
        </span>
    }
}

pub(crate) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    words.next().into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// FNV-1a, which spreads ids that differ in a digit only.
pub(crate) fn tone(seed: &str) -> u32 {
    let hash = seed
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash % TONES
}

#[cfg(test)]
mod tests {
    use super::{initials, tone};

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Ada Byron Lovelace"), "AL");
        assert_eq!(initials("bo"), "B");
        assert_eq!(initials(" "), "");
    }

    #[test]
    fn neighbouring_ids_get_different_tones() {
        assert_ne!(tone("contact-1"), tone("contact-2"));
    }
}
