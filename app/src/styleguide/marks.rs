//! What only shows something: people, counts, times, icons.

use leptos::prelude::*;

use super::Part;
use crate::parts::{
    Avatar, AvatarKind, AvatarSize, Badge, Chip, Countdown, EVERY_GLYPH, ExactTime, Glyph, Icon,
    Kbd, Presence, PresenceState, Prose, RelativeTime, Tag, TimeStyle, Timer, TimerTone, Tone,
    intl, use_clock,
};

#[component]
pub(super) fn Marks() -> impl IntoView {
    view! {
        <People/>
        <Counts/>
        <Times/>
        <Part title="Prose">
            <div class="styleguide__box prose"><Prose text=PROSE/></div>
        </Part>
        <Part title="Kbd">
            <Kbd keys="Ctrl+K"/>
            <Kbd keys="Alt+↓"/>
            <Kbd keys="?"/>
        </Part>
        <section class="styleguide__part">
            <h2 class="styleguide__title">"Icon"</h2>
            <div class="styleguide__icons">
                {EVERY_GLYPH.iter().map(|(name, glyph)| view! {
                    <div class="styleguide__icon"><Icon glyph=*glyph/>{*name}</div>
                }).collect_view()}
            </div>
        </section>
    }
}

const PROSE: &str = "**Strong**, _soft_, ~~gone~~, `code` and https://tea.example/lids\n> what was said before\n- one\n- two\n\n```\nlet lid = teapot.lid();\n```\n\u{05e9}\u{05dc}\u{05d5}\u{05dd}, written from right to left";

#[component]
fn People() -> impl IntoView {
    let sizes = [AvatarSize::Small, AvatarSize::Medium, AvatarSize::Large];
    let states = [
        (PresenceState::Available, "Available"),
        (PresenceState::Away, "Away"),
        (PresenceState::Busy, "Busy"),
        (PresenceState::Offline, "Offline"),
    ];
    view! {
        <Part title="Avatar, Presence">
            {(0..16).map(|seed| view! { <Avatar name="Ada" seed=format!("contact {seed}")/> }).collect_view()}
            {sizes.map(|size| view! {
                <Avatar name="Grace Hopper" seed="grace" kind=AvatarKind::Initials size/>
            }).collect_view()}
            <Avatar name="Switchboard" seed="bot" kind=AvatarKind::Bot/>
            <Avatar name="Ada" seed="picture" picture="/favicon.svg"/>
            {states.map(|(state, label)| view! { <Presence state label/> }).collect_view()}
            <Presence state=PresenceState::Away label="Away" compact=true/>
        </Part>
    }
}

#[component]
fn Counts() -> impl IntoView {
    let chips = RwSignal::new(vec!["Refund".to_owned(), "Login".to_owned()]);
    let tones = [Tone::Neutral, Tone::Accent, Tone::Bad];
    view! {
        <Part title="Badge, Tag, Chip">
            <Badge count=2_u32 label="2 unread messages"/>
            <Badge count=140_u32 label="140 unread messages"/>
            <Badge count=7_u32 label="7 waiting" quiet=true/>
            {tones.map(|tone| view! { <Tag label="Refund" tone/> }).collect_view()}
            <Tag label="On hold" glyph=Glyph::Pause/>
            <For each=move || chips.get() key=Clone::clone let:chip>
                {
                    let own = chip.clone();
                    view! {
                        <Chip
                            label=chip
                            remove="Remove"
                            on_remove=move |()| chips.update(|chips| chips.retain(|one| *one != own))
                        />
                    }
                }
            </For>
        </Part>
    }
}

#[component]
fn Times() -> impl IntoView {
    let now_ms = use_clock().now_ms.get_untracked();
    let ago = move |seconds: i64| now_ms - seconds * 1000;
    let since = move |seconds: i64| Some(ago(seconds));
    let late = Some(180_000);
    view! {
        <Part title="Timer, time">
            <Timer since_ms=since(41) label="Total"/>
            <Timer since_ms=since(4000) label="Total"/>
            <Timer since_ms=since(41) label="Waiting" tone=TimerTone::Response/>
            <Timer since_ms=since(175) late_after_ms=late late="late" label="Waiting" tone=TimerTone::Response/>
            <Timer since_ms=since(200) late_after_ms=late late="late" label="Waiting"/>
            <Timer since_ms=since(200) late_after_ms=late late="late" label="Waiting" compact=true tone=TimerTone::Response/>
            <Countdown until_ms=ago(-45) label="Offered for"/>
            {[5, 200, 8000, 200_000, 2_000_000].map(|seconds| view! { <RelativeTime at_ms=ago(seconds)/> }).collect_view()}
            <RelativeTime at_ms=ago(200) short=true/>
            <ExactTime at_ms=ago(0)/>
            <ExactTime at_ms=ago(0) style=TimeStyle::Day/>
            <ExactTime at_ms=ago(0) style=TimeStyle::DayAndMinute/>
            <span>{intl::duration_words(190_000)}</span>
            <span>{intl::bytes(182_400)}</span>
            <span>{intl::percent(0.934)}</span>
            <span>{intl::number(28_431.0)}</span>
        </Part>
    }
}
