//! Blocking a contact, and letting them write again.

use leptos::{html, prelude::*, task::spawn_local};
use model::{
    contact::{Block, Contact},
    id::ContactId,
    parse,
    permission::Action,
};

use crate::{
    api,
    parts::{Button, DialogForm, ExactTime, Glyph, Icon, TextArea, TimeStyle, use_toaster},
    shell::session::{contact_name, use_session},
    words::contact_trust as words,
};

/// Since when, by whom and why a contact is blocked.
#[component]
pub(super) fn BlockedNotice(block: Block) -> impl IntoView {
    let by = words::BLOCKED_BY.with(&[("name", &block.by.name)]);
    view! {
        <div class="panel__section">
            <div class="contact-block">
                <Icon glyph=Glyph::Ban/>
                <div class="contact-block__text">
                    <p class="contact-block__title">{by}</p>
                    <p class="quiet">
                        <ExactTime at_ms=Signal::stored(block.at.0) style=TimeStyle::DayAndMinute/>
                    </p>
                    {(!block.reason.is_empty()).then(|| view! {
                        <p class="facts__prose">{block.reason}</p>
                    })}
                </div>
            </div>
        </div>
    }
}

/// *Block*, which asks first; of a blocked contact *Unblock*.
#[component]
pub(super) fn BlockButton(contact: Contact, on_changed: Callback<Contact>) -> impl IntoView {
    let session = use_session();
    let is_blocked = contact.blocked.is_some();
    let action = if is_blocked { Action::UnblockContact } else { Action::BlockContact };
    let name = contact_name(&contact);
    let id = contact.id;
    let asks = RwSignal::new(false);
    session.may_at_all(action).then(|| {
        if is_blocked {
            return view! { <Unblock contact=id name on_changed/> }.into_any();
        }
        view! {
            <Button
                label=words::BLOCK.text()
                glyph=Glyph::Ban
                on_click=move |()| asks.set(true)
            />
            <Show when=move || asks.get()>
                <BlockDialog
                    contact=id
                    name=name.clone()
                    on_changed
                    on_close=move |()| asks.set(false)
                />
            </Show>
        }
        .into_any()
    })
}

#[component]
fn Unblock(contact: ContactId, name: String, on_changed: Callback<Contact>) -> impl IntoView {
    let session = use_session();
    let toaster = use_toaster();
    let busy = RwSignal::new(false);
    let unblock = move |()| {
        let name = name.clone();
        busy.set(true);
        spawn_local(async move {
            let answer = session.ask(api::contacts::unblock(contact)).await;
            busy.try_set(false);
            match answer {
                Ok(changed) => {
                    toaster.say(words::UNBLOCKED.with(&[("name", &name)]));
                    on_changed.try_run(changed);
                }
                Err(fault) => session.tell(&fault),
            }
        });
    };
    view! { <Button label=words::UNBLOCK.text() glyph=Glyph::Undo2 busy on_click=unblock/> }
}

#[component]
fn BlockDialog(
    contact: ContactId,
    name: String,
    on_changed: Callback<Contact>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let toaster = use_toaster();
    let reason = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let title = words::BLOCK_WHOM.with(&[("name", &name)]);
    let submit = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let name = name.clone();
        let why = reason.get_untracked();
        spawn_local(async move {
            let answer = session.ask(api::contacts::block(contact, why)).await;
            busy.try_set(false);
            match answer {
                Ok(changed) => {
                    toaster.say(words::BLOCKED.with(&[("name", &name)]));
                    on_close.try_run(());
                    on_changed.try_run(changed);
                }
                Err(fault) => session.tell(&fault),
            }
        });
    };
    let node = NodeRef::<html::Form>::new();
    view! {
        <DialogForm
            title
            submit=words::BLOCK.text()
            node
            busy
            on_submit=submit
            on_cancel=on_close
            on_close
        >
            <p>{words::BLOCK_TEXT.text()}</p>
            <TextArea
                label=words::REASON.text()
                hint=words::REASON_HINT.text()
                value=reason
                max_length=parse::NOTES_LIMIT
            />
        </DialogForm>
    }
}
