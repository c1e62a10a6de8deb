//! Contact Information: what is known about one contact, and its form.

use leptos::{prelude::*, task::spawn_local};
use model::{contact::Contact, custom_field::Holder, id::ContactId, permission::Action};

use super::{
    blocking::{BlockButton, BlockedNotice},
    contact_broadcasts::OfContact,
    contact_form::ContactForm,
    erasing::{EraseButton, ErasedContact},
    merges::Merges,
    merging::MergeDialog,
};
use crate::{
    api::{self, Fault},
    custom_fields::CustomFacts,
    parts::{
        Avatar, AvatarSize, Button, ButtonLink, Copy, ExactTime, Failed, Glyph, RelativeTime,
        Skeleton, TimeStyle, use_toaster,
    },
    shell::{
        address::use_address,
        place::Place,
        session::{contact_name, use_session},
    },
    words::{
        contact_center as words, contact_trust as trust_words, merging as merge_words,
        parts as part_words, refusals,
    },
};

/// The panel's contents. Whether the form is open stands in the address (`edit=1`).
/// `known` is shown until the server has answered; `on_saved` hears of changes made here, `on_history` that
/// the chat history is wanted.
#[component]
pub fn ContactInformation(
    #[prop(into)] contact: Signal<ContactId>,
    #[prop(optional, into)] known: Signal<Option<Contact>>,
    #[prop(optional, into)] on_saved: Option<Callback<Contact>>,
    #[prop(into)] on_history: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let address = use_address();
    let toaster = use_toaster();
    let held = RwSignal::new(None::<Contact>);
    // A form starts from what the server holds now, not from an older row.
    let is_fresh = RwSignal::new(false);
    let fault = RwSignal::new(None::<Fault>);
    let load = move |id: ContactId| {
        fault.set(None);
        spawn_local(async move {
            let answer = session.ask(api::contacts::find(id)).await;
            if contact.try_get_untracked() != Some(id) {
                return;
            }
            match answer {
                Ok(found) => {
                    held.set(Some(found));
                    is_fresh.set(true);
                }
                Err(found) => fault.set(Some(found)),
            }
        });
    };
    Effect::new(move || {
        let id = contact.get();
        is_fresh.set(false);
        held.set(known.get_untracked().filter(|known| known.id == id));
        load(id);
    });
    let saved = Callback::new(move |changed: Contact| {
        toaster.say(words::CONTACT_SAVED.with(&[("name", &contact_name(&changed))]));
        held.set(Some(changed.clone()));
        address.set_query(&[("edit", None)]);
        if let Some(on_saved) = on_saved {
            on_saved.run(changed);
        }
    });
    let changed = Callback::new(move |changed: Contact| {
        held.set(Some(changed.clone()));
        if let Some(on_saved) = on_saved {
            on_saved.run(changed);
        }
    });
    let edit = address.query("edit");
    let shown = Memo::new(move |_| {
        let wants_form = edit.get().is_some() && session.may_at_all(Action::EditContact);
        match (held.with(Option::is_some), fault.with(Option::is_some)) {
            (true, _) if wants_form && is_fresh.get() => Shown::Form,
            (_, true) => Shown::Failed,
            (true, false) if !wants_form => Shown::Known,
            _ => Shown::Loading,
        }
    });
    let stop = Callback::new(move |()| address.set_query(&[("edit", None)]));
    move || match shown.get() {
        Shown::Form => view! {
            <div class="panel__section">
                {held.get_untracked().map(|contact| view! {
                    <ContactForm contact on_saved=saved on_cancel=stop/>
                })}
            </div>
        }
        .into_any(),
        Shown::Known => {
            let known = move || {
                held.get().map(|contact| match contact.erased {
                    Some(at) => view! { <ErasedContact at/> }.into_any(),
                    None => view! { <Known contact on_history on_changed=changed/> }.into_any(),
                })
            };
            known.into_any()
        }
        Shown::Failed => view! {
            <Failed
                title=words::CONTACT_FAILED.text()
                text=Signal::derive(move || {
                    fault.with(|fault| fault.as_ref().map(refusals::fault).unwrap_or_default())
                })
                retry=part_words::RETRY.text()
                on_retry=move |()| load(contact.get_untracked())
            />
        }
        .into_any(),
        Shown::Loading => view! {
            <Skeleton label=words::CONTACT_LOADING.text() rows=6/>
        }
        .into_any(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Loading,
    Failed,
    Known,
    Form,
}

#[component]
fn Known(
    contact: Contact,
    on_history: Callback<()>,
    on_changed: Callback<Contact>,
) -> impl IntoView {
    let session = use_session();
    let address = use_address();
    let name = contact_name(&contact);
    let id = contact.id;
    let merging = contact.clone();
    let last = contact.last_conversation.map(|id| Place::Chats(Some(id)).to_string());
    view! {
        <div class="panel__section contact-card">
            <Avatar name=name.clone() seed=contact.id.to_string() size=AvatarSize::Large/>
            <div class="contact-card__who">
                <h3 class="contact-card__name">{name}</h3>
                <p class="contact-card__username">{contact.username.clone()}</p>
            </div>
        </div>
        {contact.blocked.clone().map(|block| view! { <BlockedNotice block/> })}
        <Facts contact=contact.clone()/>
        <div class="panel__section">
            <div class="contact-card__links">
                <Button
                    label=words::CHAT_HISTORY.text()
                    glyph=Glyph::History
                    on_click=on_history
                />
                {last.map(|href| view! {
                    <ButtonLink
                        label=words::OPEN_LAST_CHAT.text()
                        href
                        glyph=Glyph::MessageSquareText
                    />
                })}
                <Show when=move || session.may_at_all(Action::MergeContact)>
                    <MergeButton contact=merging.clone() on_changed/>
                </Show>
                {session.may_at_all(Action::ExportContact).then(|| view! {
                    <ButtonLink
                        label=trust_words::EXPORT_DATA.text()
                        href=format!("/contacts/{}/data.zip", contact.id)
                        glyph=Glyph::Download
                        attr:download=""
                    />
                })}
                <BlockButton contact=contact.clone() on_changed/>
                <EraseButton contact on_changed/>
            </div>
        </div>
        <Merges contact=id on_changed/>
        <OfContact contact=id has_switch=true/>
        <Show when=move || session.may_at_all(Action::EditContact)>
            <div class="panel__foot">
                <Button
                    label=part_words::EDIT.text()
                    glyph=Glyph::Pencil
                    on_click=move |()| address.push_query(&[("edit", Some("1".to_owned()))])
                />
            </div>
        </Show>
    }
}

#[component]
fn MergeButton(contact: Contact, on_changed: Callback<Contact>) -> impl IntoView {
    let toaster = use_toaster();
    let is_open = RwSignal::new(false);
    let contact = StoredValue::new(contact);
    let merged = Callback::new(move |(merged, other): (Contact, String)| {
        is_open.set(false);
        let name = contact_name(&merged);
        toaster.say(merge_words::MERGED.with(&[("name", &name), ("other", &other)]));
        on_changed.run(merged);
    });
    view! {
        <Button
            label=merge_words::BUTTON.text()
            glyph=Glyph::GitMerge
            on_click=move |()| is_open.set(true)
        />
        <Show when=move || is_open.get()>
            <MergeDialog
                contact=contact.get_value()
                on_merged=merged
                on_close=move |()| is_open.set(false)
            />
        </Show>
    }
}

#[component]
fn Facts(contact: Contact) -> impl IntoView {
    let manager = contact.manager.map(|manager| manager.name);
    let links =
        |values: Vec<String>, scheme: &'static str| {
            let none = values.is_empty().then(|| words::NONE.text());
            let links = values
            .into_iter()
            .map(|value| view! {
                <span class="facts__address">
                    <a class="facts__link" href=format!("{scheme}:{value}")>{value.clone()}</a>
                    <Copy
                        label=words::COPY.with(&[("what", &value)])
                        done=words::COPIED.with(&[("what", &value)])
                        failed=words::NOT_COPIED.text()
                        text=value
                    />
                </span>
            })
            .collect_view();
            view! { {none} {links} }
        };
    view! {
        <dl class="facts panel__section">
            <div class="facts__row"><dt>{words::EMAIL.text()}</dt><dd>{links(contact.emails, "mailto")}</dd></div>
            <div class="facts__row"><dt>{words::PHONE.text()}</dt><dd>{links(contact.phones, "tel")}</dd></div>
            <div class="facts__row">
                <dt>{words::CONTACT_MANAGER.text()}</dt>
                <dd>{manager.unwrap_or_else(|| words::NOBODY.text().to_owned())}</dd>
            </div>
            <div class="facts__row">
                <dt>{words::LAST_CHAT.text()}</dt>
                <dd>
                    {match contact.last_chat {
                        Some(at) => view! { <RelativeTime at_ms=Signal::stored(at.0)/> }.into_any(),
                        None => words::NEVER.text().into_any(),
                    }}
                </dd>
            </div>
            <div class="facts__row">
                <dt>{words::CREATED.text()}</dt>
                <dd><ExactTime at_ms=Signal::stored(contact.created.0) style=TimeStyle::Day/></dd>
            </div>
            <CustomFacts holder=Holder::Contact fields=contact.fields/>
            {(!contact.notes.is_empty()).then(|| view! {
                <div class="facts__row" data-wide="">
                    <dt>{words::NOTES.text()}</dt>
                    <dd class="facts__prose">{contact.notes}</dd>
                </div>
            })}
        </dl>
    }
}
