//! Running times: how long something waits, how long is left.

use leptos::prelude::*;

use super::{Glyph, Icon, use_clock};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimerTone {
    #[default]
    Quiet,
    /// A blue plate, red when late.
    Response,
}

/// Counts up from `since_ms`; from `late_after_ms` on it is red, with an icon and the words `late`.
#[component]
pub fn Timer(
    #[prop(into)] since_ms: Signal<Option<i64>>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] late_after_ms: Signal<Option<i64>>,
    #[prop(optional, into)] late: Signal<String>,
    #[prop(optional, into)] until_ms: Signal<Option<i64>>,
    #[prop(optional)] tone: TimerTone,
    #[prop(optional)] compact: bool,
) -> impl IntoView {
    let clock = use_clock();
    let elapsed_ms = Memo::new(move |_| {
        let since_ms = since_ms.get()?;
        Some(until_ms.get().unwrap_or_else(|| clock.now_ms.get()) - since_ms)
    });
    let is_late = Memo::new(move |_| match (elapsed_ms.get(), late_after_ms.get()) {
        (Some(elapsed_ms), Some(limit_ms)) => elapsed_ms >= limit_ms,
        _ => false,
    });
    view! {
        <Show when=move || elapsed_ms.with(Option::is_some)>
            <span
                class="timer"
                role="timer"
                data-tone=(tone == TimerTone::Response).then_some("response")
                data-state=move || is_late.get().then_some("late")
            >
                <Show when=move || is_late.get()>
                    <Icon glyph=Glyph::AlarmClock/>
                    <span class=if compact { "unseen" } else { "timer__words" }>{late} " "</span>
                </Show>
                <span class="unseen">{label} " "</span>
                <span class="timer__value">
                    {move || elapsed_ms.get().map(stopwatch)}
                </span>
            </span>
        </Show>
    }
}

/// Counts down to `until_ms` and stays at 0:00.
#[component]
pub fn Countdown(
    #[prop(into)] until_ms: Signal<i64>,
    #[prop(into)] label: Signal<String>,
) -> impl IntoView {
    let clock = use_clock();
    // A second that has begun still counts: 0:00 means now.
    let left = move || stopwatch(until_ms.get() - clock.now_ms.get() + 999);
    view! {
        <span class="timer" role="timer">
            <Icon glyph=Glyph::Timer/>
            <span class="unseen">{label} " "</span>
            <span class="timer__value">{left}</span>
        </span>
    }
}

/// m:ss, from an hour on h:mm:ss.
fn stopwatch(elapsed_ms: i64) -> String {
    let seconds = elapsed_ms.max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::stopwatch;

    #[test]
    fn a_stopwatch_shows_hours_only_when_there_are_any() {
        assert_eq!(stopwatch(41_900), "0:41");
        assert_eq!(stopwatch(190_000), "3:10");
        assert_eq!(stopwatch(3_600_000), "1:00:00");
        assert_eq!(stopwatch(90_061_000), "25:01:01");
    }

    #[test]
    fn a_clock_that_runs_behind_shows_zero() {
        assert_eq!(stopwatch(-5_000), "0:00");
    }
}
