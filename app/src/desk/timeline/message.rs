//! A group of one author's messages, and each message with its files and its mark.

use leptos::prelude::*;
use model::{
    canned::Scope,
    direct::BOT,
    id::{EventId, PersonId},
    permission::{Action, Subject},
    upload::FileRef,
};

use super::{
    super::room::Room,
    rows::{Group as GroupRow, Mark, Message as MessageRow, Rows, Speaker},
};
use crate::{
    live::{Live, file_href},
    messages::Report,
    parts::{
        Avatar, AvatarKind, Button, ButtonKind, ExactTime, Glyph, Icon, IconButton, Prose, intl,
    },
    shell::session::use_session,
    words::{canned as canned_words, desk as words, parts as part_words, refusals},
};

/// Who the guest is, for their name and colour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guest {
    pub(crate) name: Signal<String>,
    pub(crate) seed: Signal<String>,
}

#[component]
pub(crate) fn Group(id: EventId, rows: Memo<Rows>, guest: Guest) -> impl IntoView {
    let group = Memo::new(move |_| rows.with(|rows| rows.group(id).cloned()));
    let GroupRow { speaker, at_ms, .. } = group.get_untracked()?;
    // Older messages may join it at its beginning.
    let at_ms = Memo::new(move |_| group.with(|g| g.as_ref().map_or(at_ms, |g| g.at_ms)));
    let side = if matches!(speaker, Speaker::Staff(_)) { "staff" } else { "contact" };
    let (name, seed, kind) = match speaker {
        Speaker::Guest => (guest.name, guest.seed, AvatarKind::Person),
        Speaker::Staff(person) | Speaker::Colleague(person) => {
            let kind = if person.id == BOT { AvatarKind::Bot } else { AvatarKind::Initials };
            (Signal::stored(person.name), Signal::stored(person.id.to_string()), kind)
        }
    };
    let ids = move || {
        group.with(|group| {
            group
                .iter()
                .flat_map(|group| &group.messages)
                .map(|message| message.id)
                .collect::<Vec<_>>()
        })
    };
    Some(view! {
        <li class="group" data-side=side>
            <Avatar name seed kind/>
            <p class="group__head">
                <span class="group__author">{name}</span>
                <ExactTime at_ms/>
            </p>
            <For each=ids key=|id| *id let:message>
                <Message id=message group/>
            </For>
        </li>
    })
}

#[component]
fn Message(id: EventId, group: Memo<Option<GroupRow>>) -> impl IntoView {
    let MessageRow { text, files, is_note, at_ms, notice, .. } =
        group.with_untracked(|group| find(group.as_ref(), id).cloned())?;
    let mark = Memo::new(move |_| {
        group.with(|group| {
            find(group.as_ref(), id).map_or(Mark::None, |message| message.mark.clone())
        })
    });
    // Who is named is known once the server took it.
    let marked = Memo::new(move |_| {
        group.with(|group| find(group.as_ref(), id).map(|message| usernames(&message.mentions)))
    });
    let label = is_note.then(|| {
        view! {
            <p class="message__label">
                <Icon glyph=Glyph::StickyNote/>
                {words::INTERNAL_NOTE.text()}
            </p>
        }
    });
    let actions = view! { <Actions text=text.clone()/> };
    let has_text = !text.is_empty();
    let prose = move || {
        let marked = if is_note { marked.get() } else { None };
        view! { <Prose text=text.clone() marked=marked.unwrap_or_default()/> }
    };
    let body = has_text.then(|| view! { <div class="message__text prose">{prose}</div> });
    Some(view! {
        <div
            class="message"
            id=format!("event-{id}")
            data-kind=is_note.then_some("note")
            data-state=move || mark.with(state)
            title=intl::date_time(at_ms)
        >
            {label}
            {body}
            {notice.map(|notice| view! { <Report notice/> })}
            <Files files/>
            <MarkSign mark/>
            <Refused id mark/>
            {actions}
        </div>
    })
}

fn find(group: Option<&GroupRow>, id: EventId) -> Option<&MessageRow> {
    group?.messages.iter().find(|message| message.id == id)
}

/// `@name` of those a note names, as they are called now.
fn usernames(mentions: &[PersonId]) -> Vec<String> {
    if mentions.is_empty() {
        return Vec::new();
    }
    use_session().people.with_untracked(|people| {
        let named = people.iter().filter(|person| mentions.contains(&person.id));
        named.map(|person| format!("@{}", person.username)).collect()
    })
}

/// What can be done with a message of an open conversation. By keyboard: `/canned`.
#[component]
fn Actions(text: String) -> impl IntoView {
    let room = use_context::<Room>()?;
    let own = Scope::Private(room.session.my_id());
    let may = untrack(|| room.session.may(Action::SaveCanned, Subject::Canned(&own)));
    let text = Some(text).filter(|text| may.is_ok() && !text.is_empty())?;
    Some(view! {
        <div class="message__actions">
            <IconButton
                glyph=Glyph::MessageSquareText
                label=canned_words::SAVE_MESSAGE.text()
                on_click=move |()| room.to_save.set(Some(text.clone()))
                attr:tabindex="-1"
            />
        </div>
    })
}

const fn state(mark: &Mark) -> Option<&'static str> {
    match mark {
        Mark::None => None,
        Mark::Sending => Some("sending"),
        Mark::Sent => Some("sent"),
        Mark::Delivered => Some("delivered"),
        Mark::Read => Some("read"),
        Mark::Refused(_) => Some("failed"),
    }
}

#[component]
fn MarkSign(mark: Memo<Mark>) -> impl IntoView {
    let sign = move || {
        Some(match mark.get() {
            Mark::None => return None,
            Mark::Sending => (Glyph::Clock, words::MARK_SENDING),
            Mark::Sent => (Glyph::Check, words::MARK_SENT),
            Mark::Delivered => (Glyph::CheckCheck, words::MARK_DELIVERED),
            Mark::Read => (Glyph::CheckCheck, words::MARK_READ),
            Mark::Refused(_) => (Glyph::CircleAlert, words::MARK_REFUSED),
        })
    };
    move || {
        sign().map(|(glyph, word)| {
            view! {
                <span class="message__mark" data-tip=word.text()>
                    <Icon glyph/>
                    <span class="unseen">{word.text()}</span>
                </span>
            }
        })
    }
}

/// Why it was not sent, and what can be done.
#[component]
fn Refused(id: EventId, mark: Memo<Mark>) -> impl IntoView {
    let live = expect_context::<Live>();
    let reason = move || match mark.get() {
        Mark::Refused(refusal) => Some(refusals::refusal(&refusal)),
        _ => None,
    };
    move || {
        reason().map(|reason| {
            view! {
                <p class="message__failed" role="alert">
                    <span>{words::NOT_SENT.text()} " " {reason}</span>
                    <Button
                        label=part_words::RETRY.text()
                        glyph=Glyph::RefreshCw
                        kind=ButtonKind::Quiet
                        on_click=move |()| live.retry(id)
                    />
                    <Button
                        label=words::DELETE.text()
                        glyph=Glyph::Trash2
                        kind=ButtonKind::Quiet
                        on_click=move |()| live.forget(id)
                    />
                </p>
            }
        })
    }
}

#[component]
fn Files(files: Vec<FileRef>) -> impl IntoView {
    (!files.is_empty()).then(|| {
        view! {
            <ul class="message__files">
                {files.into_iter().map(|file| view! { <li><File file/></li> }).collect_view()}
            </ul>
        }
    })
}

#[component]
fn File(file: FileRef) -> impl IntoView {
    let href = file_href(file.id);
    let name = file.name.clone();
    if file.is_picture() {
        // Its size is known, so nothing moves when it arrives.
        let size = (file.width > 0).then(|| (file.width.to_string(), file.height.to_string()));
        let (width, height) = size.unzip();
        let shown = href.clone();
        return view! {
            <a class="file" data-kind="image" href=shown target="_blank" rel="noopener">
                <img src=href alt=file.name width=width height=height loading="lazy"/>
            </a>
        }
        .into_any();
    }
    view! {
        <a class="file" href=href download=name>
            <Icon glyph=Glyph::File/>
            <span class="file__name">{file.name}</span>
            <span class="file__size">{intl::bytes(file.size_bytes)}</span>
        </a>
    }
    .into_any()
}
