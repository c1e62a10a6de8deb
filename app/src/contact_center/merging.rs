//! Making one contact of two: which other one, and what of each stays.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use model::{
    contact::{Contact, ContactOrder, ContactQuery},
    id::ContactId,
    merge::{Keep, MergeChoices, MergeDraft, suggested},
    page::PageAt,
    refusal::Refusal,
};

use super::merge_lines::{Line, lines};
use crate::{
    api::{self, Fault},
    custom_fields::use_definitions,
    parts::{Banner, BannerKind, Button, ButtonKind, Dialog, Glyph, Search},
    shell::session::{Session, contact_name, use_session},
    words::{Word, merging as words, parts as part_words, refusals},
};

/// Contacts that are offered for one search.
const FOUND: u32 = 8;

/// What the dialog knows. Copy.
#[derive(Debug, Clone, Copy)]
struct Merging {
    session: Session,
    /// The contact that stays.
    into: RwSignal<Contact>,
    other: RwSignal<Option<Contact>>,
    choices: RwSignal<MergeChoices>,
    fault: RwSignal<Option<Fault>>,
    is_busy: RwSignal<bool>,
    on_merged: Callback<(Contact, String)>,
}

/// `on_merged` hears of the contact that both became, and of what the other one was called.
#[component]
pub(super) fn MergeDialog(
    contact: Contact,
    #[prop(into)] on_merged: Callback<(Contact, String)>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let merging = Merging {
        session: use_session(),
        into: RwSignal::new(contact.clone()),
        other: RwSignal::new(None),
        choices: RwSignal::default(),
        fault: RwSignal::new(None),
        is_busy: RwSignal::new(false),
        on_merged,
    };
    use_definitions().ask();
    let title = words::TITLE.with(&[("name", &contact_name(&contact))]);
    view! {
        <Dialog title close=part_words::CLOSE.text() on_close wide=true>
            {move || match merging.other.get() {
                None => view! { <Choosing merging on_close/> }.into_any(),
                Some(other) => view! { <Comparing merging other on_close/> }.into_any(),
            }}
        </Dialog>
    }
}

/// Finds the other contact.
#[component]
fn Choosing(merging: Merging, on_close: Callback<()>) -> impl IntoView {
    let value = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Vec<Contact>>);
    let look = move |search: String| {
        if search.trim().is_empty() {
            return found.set(None);
        }
        spawn_local(async move {
            let own = merging.into.get_untracked().id;
            let page = PageAt { after: None, limit: FOUND + 1 };
            let order = ContactOrder::LastChat;
            let query = ContactQuery {
                search: search.clone(),
                order,
                is_descending: true,
                page,
                ..ContactQuery::default()
            };
            match merging.session.ask(api::contacts::list(query)).await {
                Ok(page) => {
                    // An answer to what is no longer asked for is late.
                    if value.try_get_untracked().is_some_and(|now| now == search) {
                        found.set(Some(page.rows.into_iter().filter(|it| it.id != own).collect()));
                    }
                }
                Err(fault) => drop(merging.fault.try_set(Some(fault))),
            }
        });
    };
    view! {
        <div class="dialog__body">
            <p>{words::TEXT.text()}</p>
            // Alone in a column it would take all the height.
            <div>
                <Search
                    label=words::OTHER.text()
                    placeholder=words::OTHER_HINT.text()
                    clear=words::CLEAR.text()
                    value
                    on_settle=look
                />
            </div>
            <Trouble merging/>
            <div role="status">
                {move || {
                    let is_none = found.with(|found| found.as_ref().is_some_and(Vec::is_empty));
                    is_none.then(|| words::NONE_FOUND.text())
                }}
            </div>
            <ul class="cards">
                <For each=move || found.get().unwrap_or_default() key=|it| it.id let:contact>
                    <li class="card">
                        <button
                            type="button"
                            class="card__main"
                            on:click={
                                let contact = contact.clone();
                                move |_| merging.choose(contact.clone())
                            }
                        >
                            <span class="card__title">{contact_name(&contact)}</span>
                            <span class="card__text">{known(&contact)}</span>
                        </button>
                    </li>
                </For>
            </ul>
        </div>
        <div class="dialog__foot">
            <Button label=part_words::CANCEL.text() on_click=move |()| on_close.run(())/>
        </div>
    }
}

fn known(contact: &Contact) -> String {
    let username = [contact.username.clone()];
    let all = username.into_iter().chain(contact.emails.iter().chain(&contact.phones).cloned());
    all.collect::<Vec<_>>().join(" · ")
}

/// Both side by side, with what is to stay.
#[component]
fn Comparing(merging: Merging, other: Contact, on_close: Callback<()>) -> impl IntoView {
    let names =
        StoredValue::new((contact_name(&merging.into.get_untracked()), contact_name(&other)));
    let text = names
        .with_value(|(name, other)| words::CHOOSE_TEXT.with(&[("name", name), ("other", other)]));
    let is_other_blocked = other.blocked.is_some();
    let blocked = move || {
        let name = if merging.into.with(|into| into.blocked.is_some()) {
            names.with_value(|(own, _)| own.clone())
        } else if is_other_blocked {
            names.with_value(|(_, others)| others.clone())
        } else {
            return None;
        };
        let text = words::BLOCKED_TOO.with(&[("name", &name)]);
        Some(view! { <Banner text/> })
    };
    let rows = move || {
        let all = merging.into.with(|into| lines(into, &other));
        all.into_iter().map(|line| row(merging, line, &names.get_value())).collect_view()
    };
    view! {
        <div class="dialog__body">
            <p>{text}</p>
            {blocked}
            <Trouble merging/>
            <div class="conflict">{rows}</div>
        </div>
        <div class="dialog__foot">
            <Button
                label=words::ANOTHER.text()
                glyph=Glyph::ArrowLeft
                on_click=move |()| merging.other.set(None)
            />
            <Button label=part_words::CANCEL.text() on_click=move |()| on_close.run(())/>
            <Button
                label=words::MERGE.text()
                kind=ButtonKind::Primary
                busy=merging.is_busy
                on_click=move |()| merging.send()
            />
        </div>
    }
}

#[component]
fn Trouble(merging: Merging) -> impl IntoView {
    move || {
        merging.fault.get().map(|fault| {
            view! { <Banner kind=BannerKind::Error text=refusals::fault(&fault)/> }
        })
    }
}

fn row(merging: Merging, line: Line, (own, others): &(String, String)) -> impl IntoView + use<> {
    let Line { label, key, mine, theirs, has_both } = line;
    let (group, key) = (format!("merge-{label}"), Arc::new(key));
    let side = move |keep: Keep, whose: String, text: String| {
        let (shown, set) = (Arc::clone(&key), Arc::clone(&key));
        view! {
            <label class="conflict__side">
                <input
                    class="check__box"
                    type="radio"
                    name=group.clone()
                    prop:checked=move || merging.choices.with(|it| shown.read(it)) == keep
                    on:change=move |_| merging.choices.update(|it| set.write(it, keep))
                />
                <span class="conflict__whose">{whose}</span>
                <span class="conflict__text">{text}</span>
            </label>
        }
    };
    let both = has_both.then(|| {
        side(Keep::Both, words::BOTH.text().to_owned(), words::BOTH_TEXT.text().to_owned())
    });
    view! {
        <fieldset class="conflict__part">
            <legend class="field__label">{label}</legend>
            {side(Keep::Survivor, own.clone(), readable(mine))}
            {side(Keep::Other, others.clone(), readable(theirs))}
            {both}
        </fieldset>
    }
}

fn readable(text: String) -> String {
    let empty: Word = crate::words::shell::EMPTY;
    if text.is_empty() { empty.text().to_owned() } else { text }
}

impl Merging {
    fn choose(self, other: Contact) {
        self.fault.set(None);
        self.choices.set(self.into.with_untracked(|into| suggested(into, &other)));
        self.other.set(Some(other));
    }

    fn send(self) {
        let Some(other) = self.other.get_untracked() else { return };
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.fault.set(None);
        let into = self.into.get_untracked();
        let draft = MergeDraft {
            survivor: into.id,
            survivor_version: into.version,
            other: other.id,
            other_version: other.version,
            choices: self.choices.get_untracked(),
        };
        spawn_local(async move {
            let answer = self.session.ask(api::contacts::merge(draft)).await;
            self.is_busy.try_set(false);
            match answer {
                Ok(merged) => {
                    self.on_merged.try_run((merged, contact_name(&other)));
                }
                Err(fault @ Fault::Refused(Refusal::EditConflict { .. })) => {
                    self.fault.try_set(Some(fault));
                    self.look_again((into.id, other.id)).await;
                }
                Err(fault) => drop(self.fault.try_set(Some(fault))),
            }
        });
    }

    /// Somebody changed one of them: shows both as they are now, and keeps what was chosen.
    async fn look_again(self, (into, other): (ContactId, ContactId)) {
        if let Ok(fresh) = self.session.ask(api::contacts::find(into)).await {
            self.into.try_set(fresh);
        }
        if let Ok(fresh) = self.session.ask(api::contacts::find(other)).await {
            self.other.try_set(Some(fresh));
        }
    }
}
