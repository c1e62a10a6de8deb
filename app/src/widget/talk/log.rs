//! What was said, from the oldest to the newest; stays at the newest unless the visitor scrolls away.

use leptos::{html, prelude::*, task::spawn_local};

use super::{
    Chat,
    bubble::BubbleLine,
    lines::{Line, Notice, lines},
};
use crate::{
    api::visitors,
    parts::{Badge, Button, ButtonKind, Glyph, Icon, intl, use_clock},
    words::widget as w,
};

/// This close to the end counts as there, in CSS pixels.
const NEAR_PX: i32 = 40;

#[component]
pub(super) fn Log() -> impl IntoView {
    let chat = Chat::here();
    let node = NodeRef::<html::Div>::new();
    let all = Memo::new(move |_| {
        chat.watched.thread.with(|thread| {
            let thread = thread.as_ref()?;
            Some(chat.watched.outgoing.with(|out| lines(thread, out, intl::day_key)))
        })
    });
    // The list stands upside down in its box (`column-reverse`): 0 is the newest, older is below 0.
    let to_end = move || {
        if let Some(node) = node.get_untracked() {
            node.set_scroll_top(0);
        }
    };
    let look = move |_| {
        let at = node.get_untracked().map_or(0, |node| node.scroll_top());
        let is_at_end = at > -NEAR_PX;
        if chat.is_at_end.get_untracked() != is_at_end {
            chat.is_at_end.set(is_at_end);
        }
    };
    let own = Memo::new(move |_| chat.watched.outgoing.with(|all| all.last().map(|one| one.id)));
    Effect::watch(
        move || own.get(),
        // Whoever says something wants to see it.
        move |id, _, _| {
            if id.is_some() {
                to_end()
            }
        },
        false,
    );
    view! {
        <div class="talk" node_ref=node role="log" aria-label=w::MESSAGES.text() tabindex="0" on:scroll=look>
            <div class="talk__inner">
                <Older/>
                <ol class="talk__list">
                    <For
                        each=move || all.get().unwrap_or_default()
                        key=Line::key
                        children=draw
                    />
                </ol>
            </div>
        </div>
        <Jump on_jump=Callback::new(move |()| to_end())/>
    }
}

fn draw(line: Line) -> impl IntoView {
    match line {
        Line::Day { at_ms, .. } => {
            view! { <li class="talk__day"><span>{move || day_words(at_ms)}</span></li> }.into_any()
        }
        Line::Notice { notice, .. } => {
            view! { <li class="talk__line">{notice_words(&notice)}</li> }.into_any()
        }
        Line::Bubble(bubble) => view! { <BubbleLine bubble/> }.into_any(),
    }
}

fn day_words(at_ms: i64) -> String {
    let now_ms = use_clock().now_ms.get_untracked();
    if intl::day_key(now_ms) == intl::day_key(at_ms) {
        w::TODAY.text().to_owned()
    } else {
        intl::day(at_ms)
    }
}

fn notice_words(notice: &Notice) -> String {
    match notice {
        Notice::Joined(name) => w::JOINED.with(&[("name", name)]),
        Notice::TookOver(name) => w::TOOK_OVER.with(&[("name", name)]),
        Notice::IsBack(name) => w::IS_BACK.with(&[("name", name)]),
        Notice::BackInQueue => w::SOMEBODY_ELSE.text().to_owned(),
    }
}

/// Back to the newest, with what came meanwhile.
#[component]
fn Jump(on_jump: Callback<()>) -> impl IntoView {
    let chat = Chat::here();
    let said = chat.know(|thread| thread.conversation.staff_messages);
    let left_at = RwSignal::new(0);
    Effect::new(move |_| {
        if chat.is_at_end.get() {
            left_at.set(said.get().unwrap_or_default());
        }
    });
    let new = move || said.get().unwrap_or_default().saturating_sub(left_at.get());
    view! {
        <div class="talk__jump-place">
            <Show when=move || !chat.is_at_end.get()>
                <button class="talk__jump" type="button" on:click=move |_| on_jump.run(())>
                    <Icon glyph=Glyph::ArrowDown/>
                    <span>{w::NEWEST.text()}</span>
                    <Badge
                        count=Signal::derive(new)
                        label=move || w::UNREAD.with(&[("count", &new().to_string())])
                    />
                </button>
            </Show>
        </div>
    }
}

/// Fetches what is not held, where there is any.
#[component]
fn Older() -> impl IntoView {
    let chat = Chat::here();
    let before = chat.know(|thread| thread.has_older().then(|| thread.first_version()));
    let is_busy = RwSignal::new(false);
    let fetch = move |()| {
        let Some(before) = before.get_untracked().flatten() else { return };
        let token = chat.token.get_value();
        is_busy.set(true);
        spawn_local(async move {
            let page = visitors::older(token, chat.conversation, before).await;
            is_busy.try_set(false);
            if let Ok(page) = page {
                chat.watched.prepend(page);
            }
        });
    };
    view! {
        <Show when=move || before.get().flatten().is_some()>
            <div class="talk__older">
                <Button
                    kind=ButtonKind::Quiet
                    label=w::SHOW_OLDER.text()
                    busy=is_busy
                    on_click=fetch
                />
            </div>
        </Show>
    }
}
