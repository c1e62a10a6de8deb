//! Two people changed the same thing: theirs beside mine, field by field, and a choice.

use std::sync::Arc;

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{
    problems::{focus_first, focus_first_field},
    saving::Saving,
};
use crate::{
    parts::{Banner, BannerKind, Button, ButtonKind},
    words::{Word, parts as part_words, shell as words},
};

/// One field of a form: how it is called, how it reads, how it is taken over.
#[derive(Debug)]
pub struct Part<D: 'static> {
    pub label: Word,
    pub text: fn(&D) -> String,
    /// Takes the field from the second into the first.
    pub take: fn(&mut D, &D),
}

type Text<D> = Arc<dyn Fn(&D) -> String + Send + Sync>;
type Take<D> = Arc<dyn Fn(&mut D, &D) + Send + Sync>;

/// A field that only the open form knows: as a [`Part`], with a label of its own.
pub struct Loose<D> {
    pub label: String,
    pub text: Text<D>,
    pub take: Take<D>,
}

impl<D> Clone for Loose<D> {
    fn clone(&self) -> Self {
        let (text, take) = (Arc::clone(&self.text), Arc::clone(&self.take));
        Self { label: self.label.clone(), text, take }
    }
}

impl<D> std::fmt::Debug for Loose<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Loose").field(&self.label).finish()
    }
}

impl<D> From<&'static Part<D>> for Loose<D> {
    fn from(part: &'static Part<D>) -> Self {
        let label = part.label.text().to_owned();
        Self { label, text: Arc::new(part.text), take: Arc::new(part.take) }
    }
}

/// The three drafts of a conflict: where both started, and where each arrived.
#[derive(Debug, Clone)]
pub struct Versions<D> {
    pub base: D,
    pub mine: D,
    pub theirs: D,
}

/// A field that differs; preselected is the side that changed it.
#[derive(Debug)]
struct Difference<D> {
    part: Loose<D>,
    keeps_mine: RwSignal<bool>,
}

/// A form; in its place the choice between both versions, once somebody else was faster.
#[component]
pub fn ConflictFrame<T, D>(
    /// The form, which gets the focus when it is back.
    node: NodeRef<html::Form>,
    saving: Saving<T>,
    parts: &'static [Part<D>],
    /// Sets theirs beside what is filled in.
    #[prop(into)]
    versions: Callback<T, Versions<D>>,
    /// Fields of this form alone.
    #[prop(optional, into)]
    more: Option<Callback<(), Vec<Loose<D>>>>,
    /// Gets theirs, and the draft put together from the choices.
    #[prop(into)]
    on_merge: Callback<(T, D)>,
    #[prop(into)] on_cancel: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    D: Clone + Send + Sync + 'static,
{
    let was_asked = StoredValue::new(false);
    move || match saving.theirs.get() {
        None => {
            if was_asked.get_value() {
                focus_first_field(node);
            }
            children()
        }
        Some(theirs) => {
            was_asked.set_value(true);
            let versions = versions.run(theirs.clone());
            let merge = move |merged: D| on_merge.run((theirs.clone(), merged));
            let on_merge = Callback::new(merge);
            let more = more.map(|more| more.run(())).unwrap_or_default();
            let busy = saving.is_busy;
            view! { <Conflict parts versions more busy on_merge on_cancel/> }.into_any()
        }
    }
}

/// `on_merge` gets the draft put together from the choices. The focus begins in the first of them.
#[component]
pub fn Conflict<D>(
    parts: &'static [Part<D>],
    versions: Versions<D>,
    /// Fields of this form alone.
    #[prop(optional)]
    more: Vec<Loose<D>>,
    #[prop(into)] busy: Signal<bool>,
    on_merge: Callback<D>,
    on_cancel: Callback<()>,
) -> impl IntoView
where
    D: Clone + Send + Sync + 'static,
{
    let parts = parts.iter().map(Loose::from).chain(more).collect();
    let differences = StoredValue::new(differences(parts, &versions));
    let versions = StoredValue::new(versions);
    let node = NodeRef::new();
    Effect::new(move || focus_first(node, "input:checked, button"));
    let merge = move |event: SubmitEvent| {
        event.prevent_default();
        let merged = versions.with_value(|versions| {
            differences.with_value(|differences| merged(differences, versions))
        });
        on_merge.run(merged);
    };
    let rows = differences.with_value(|differences| {
        versions.with_value(|versions| {
            differences.iter().map(|difference| row(difference, versions)).collect_view()
        })
    });
    view! {
        <form class="conflict" node_ref=node novalidate on:submit=merge>
            <Banner kind=BannerKind::Error text=words::CONFLICT.text()/>
            {rows}
            <div class="form__foot">
                <Button label=part_words::CANCEL.text() on_click=move |()| on_cancel.run(())/>
                <Button
                    label=part_words::SAVE.text()
                    kind=ButtonKind::Primary
                    busy
                    submit=true
                />
            </div>
        </form>
    }
}

fn row<D>(difference: &Difference<D>, versions: &Versions<D>) -> impl IntoView + use<D> {
    let Difference { part, keeps_mine } = difference;
    let keeps_mine = *keeps_mine;
    let name = part.label.clone();
    let side = move |is_mine: bool, word: Word, text: String| {
        view! {
            <label class="conflict__side">
                <input
                    class="check__box"
                    type="radio"
                    name=name.clone()
                    prop:checked=move || keeps_mine.get() == is_mine
                    on:change=move |_| keeps_mine.set(is_mine)
                />
                <span class="conflict__whose">{word.text()}</span>
                <span class="conflict__text">{readable(text)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="conflict__part">
            <legend class="field__label">{part.label.clone()}</legend>
            {side(true, words::MINE, (part.text)(&versions.mine))}
            {side(false, words::THEIRS, (part.text)(&versions.theirs))}
        </fieldset>
    }
}

fn readable(text: String) -> String {
    if text.is_empty() { words::EMPTY.text().to_owned() } else { text }
}

fn differences<D>(parts: Vec<Loose<D>>, versions: &Versions<D>) -> Vec<Difference<D>> {
    let differs = |part: &Loose<D>| (part.text)(&versions.mine) != (part.text)(&versions.theirs);
    parts
        .into_iter()
        .filter(differs)
        .map(|part| {
            let is_mine_changed = (part.text)(&versions.mine) != (part.text)(&versions.base);
            Difference { part, keeps_mine: RwSignal::new(is_mine_changed) }
        })
        .collect()
}

fn merged<D: Clone>(differences: &[Difference<D>], versions: &Versions<D>) -> D {
    let mut merged = versions.theirs.clone();
    for difference in differences.iter().filter(|one| one.keeps_mine.get_untracked()) {
        (difference.part.take)(&mut merged, &versions.mine);
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    type Pair = (&'static str, &'static str);

    const PARTS: &[Part<Pair>] = &[
        Part {
            label: words::MINE,
            text: |pair| pair.0.to_owned(),
            take: |into, from| into.0 = from.0,
        },
        Part {
            label: words::THEIRS,
            text: |pair| pair.1.to_owned(),
            take: |into, from| into.1 = from.1,
        },
    ];

    #[test]
    fn changes_of_different_fields_are_both_kept_unless_somebody_chooses_otherwise() {
        let owner = Owner::new();
        owner.set();
        let versions = Versions {
            base: ("Ada", "+49301"),
            mine: ("Ada Lovelace", "+49301"),
            theirs: ("Ada", "+49302"),
        };
        let found = differences(PARTS.iter().map(Loose::from).collect(), &versions);
        assert_eq!(found.len(), 2);
        assert_eq!(merged(&found, &versions), ("Ada Lovelace", "+49302"));
    }
}
