//! The message as some of its readers would get it, with what is filled in and what is missing marked.

use leptos::prelude::*;
use model::{
    broadcast::{Medium, Sample, Voice},
    canned::{Piece, pieces},
    contact::ContactRef,
};

use super::form::Form;
use crate::{
    parts::{Button, ButtonKind, Empty, Glyph, Tag, Tone},
    shell::session::contact_name,
    words::{broadcasts as words, canned as canned_words},
};

#[component]
pub(super) fn Preview(form: Form) -> impl IntoView {
    let samples = Memo::new(move |_| {
        form.choice.with(|choice| choice.as_ref().map(|it| it.samples.clone()).unwrap_or_default())
    });
    let is_empty = Memo::new(move |_| samples.with(Vec::is_empty));
    let numbered = move || samples.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <section class="broadcast__preview" aria-labelledby="broadcast-preview">
            <h3 class="form__legend" id="broadcast-preview">{words::PREVIEW.text()}</h3>
            {move || if is_empty.get() {
                view! { <Empty glyph=Glyph::Eye title=words::PREVIEW_NONE.text()/> }.into_any()
            } else {
                view! {
                    <p class="form__note">{words::PREVIEW_TEXT.text()}</p>
                    <For
                        each=numbered
                        key=|(at, sample)| (*at, sample.contact.id, sample.contact.version, sample.skip)
                        let:one
                    >
                        <Shown form at=one.0 sample=one.1/>
                    </For>
                }
                .into_any()
            }}
        </section>
    }
}

#[component]
fn Shown(form: Form, at: usize, sample: Sample) -> impl IntoView {
    let name = contact_name(&sample.contact);
    let address = sample.contact.emails.first().cloned().unwrap_or_default();
    let skip = sample.skip.map(|why| words::WOULD_SKIP.with(&[("why", words::skip(why).text())]));
    let who = StoredValue::new(ContactRef { id: sample.contact.id, name: name.clone() });
    let is_found = Memo::new(move |_| !form.is_chosen());
    let has_more = Memo::new(move |_| form.total() > 3);
    let held = StoredValue::new(sample);
    let filled = move |text: RwSignal<String>| {
        move || text.with(|text| held.with_value(|sample| parts_of(form, text, sample)))
    };
    let is_mail = Memo::new(move |_| form.medium() == Medium::Email);
    let leave_out = StoredValue::new(words::LEAVE_OUT_WHO.with(&[("name", &name)]));
    let another = StoredValue::new(words::ANOTHER_FOR.with(&[("name", &name)]));
    view! {
        <article class="letter" aria-label=name.clone()>
            <header class="letter__head">
                <span class="letter__to">
                    <span class="who__name">{name.clone()}</span>
                    <Show when=move || is_mail.get()>
                        <span class="quiet">{address.clone()}</span>
                    </Show>
                </span>
                {skip.map(|label| view! { <Tag label tone=Tone::Bad glyph=Glyph::Ban/> })}
            </header>
            <Show when=move || is_mail.get()>
                <p class="letter__subject" dir="auto">{filled(form.subject)}</p>
            </Show>
            <p class="canned__text letter__text" dir="auto">{filled(form.text)}</p>
            <footer class="letter__foot">
                <Show when=move || has_more.get()>
                    <Button
                        label=another.get_value()
                        kind=ButtonKind::Quiet
                        glyph=Glyph::RefreshCw
                        on_click=move |()| next(form, at)
                    />
                </Show>
                <Show when=move || is_found.get()>
                    <Button
                        label=leave_out.get_value()
                        kind=ButtonKind::Quiet
                        glyph=Glyph::UserRoundX
                        on_click=move |()| form.except.update(|all| all.push(who.get_value()))
                    />
                </Show>
            </footer>
        </article>
    }
}

/// Shows the next contact that is not shown yet in the place of this one.
fn next(form: Form, at: usize) {
    let total = form.total();
    form.places.update(|places| {
        let Some(mut place) = places.get(at).copied() else { return };
        for _ in 0..=places.len() {
            place = (place + 1) % total.max(1);
            if !places.contains(&place) {
                break;
            }
        }
        if let Some(held) = places.get_mut(at) {
            *held = place;
        }
    });
}

fn parts_of(form: Form, text: &str, sample: &Sample) -> AnyView {
    form.session.me.with(|me| {
        let voice = Voice {
            sender: &me.person.name,
            sender_email: &me.person.email,
            contact: &sample.contact,
        };
        pieces(text).into_iter().map(|piece| part(piece, &voice)).collect_view().into_any()
    })
}

fn part(piece: Piece<'_>, voice: &Voice<'_>) -> AnyView {
    match piece {
        Piece::Text(text) => text.to_owned().into_any(),
        Piece::Unknown(word) => {
            view! { <mark class="canned__unknown">{word.to_owned()}</mark> }.into_any()
        }
        Piece::Open(open) => match voice.value(open).filter(|value| !value.is_empty()) {
            Some(value) => view! { <span class="canned__filled">{value}</span> }.into_any(),
            None => {
                let name = canned_words::placeholder(open).text();
                let gap = canned_words::NOT_KNOWN.with(&[("what", name)]);
                view! { <mark class="canned__gap">{gap}</mark> }.into_any()
            }
        },
    }
}
