//! Moments: relative with the exact time on hover, or exact.

use leptos::prelude::*;

use super::{intl, use_clock};

#[component]
pub fn RelativeTime(
    #[prop(into)] at_ms: Signal<i64>,
    #[prop(optional)] short: bool,
) -> impl IntoView {
    let clock = use_clock();
    let words = move || {
        clock.minute();
        let now_ms = clock.now_ms.get_untracked();
        if short {
            intl::relative_short(at_ms.get(), now_ms)
        } else {
            intl::relative(at_ms.get(), now_ms)
        }
    };
    view! {
        <time
            class="time"
            datetime=move || intl::machine(at_ms.get())
            title=move || intl::date_time(at_ms.get())
        >
            {words}
        </time>
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimeStyle {
    #[default]
    Minute,
    Day,
    DayAndMinute,
}

#[component]
pub fn ExactTime(
    #[prop(into)] at_ms: Signal<i64>,
    #[prop(optional)] style: TimeStyle,
) -> impl IntoView {
    let words = move || match style {
        TimeStyle::Minute => intl::minute(at_ms.get()),
        TimeStyle::Day => intl::day(at_ms.get()),
        TimeStyle::DayAndMinute => intl::date_time(at_ms.get()),
    };
    view! {
        <time
            class="time"
            datetime=move || intl::machine(at_ms.get())
            title=move || intl::date_time(at_ms.get())
        >
            {words}
        </time>
    }
}
