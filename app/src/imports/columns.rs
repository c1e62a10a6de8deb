//! What each column of a file is, and what that would make of its first rows.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use model::{
    custom_field::Holder,
    import::{Import, Mapping, Target, targets},
};

use super::rows::FirstRows;
use crate::{
    api,
    custom_fields::use_definitions,
    parts::{Button, ButtonKind, Checkbox, Choice, Select, intl, use_toaster},
    shell::session::use_session,
    words::{Language, imports as words},
};

#[component]
pub(super) fn Columns(held: RwSignal<Option<Import>>) -> impl IntoView {
    let session = use_session();
    let toaster = use_toaster();
    let import = held.get_untracked()?;
    let id = import.id;
    let chosen: Vec<RwSignal<String>> =
        import.mapping.columns.iter().map(|target| RwSignal::new(target.word())).collect();
    let updates = RwSignal::new(import.mapping.updates);
    let columns = chosen.clone();
    let mapping = Memo::new(move |_| Mapping {
        columns: columns.iter().map(|one| one.with(|word| target_of(word))).collect(),
        updates: updates.get(),
    });
    let busy = RwSignal::new(false);
    let start = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let mapping = mapping.get_untracked();
        spawn_local(async move {
            let answer = session.ask(api::imports::start(id, mapping)).await;
            busy.try_set(false);
            match answer {
                Ok(begun) => {
                    toaster.say(words::STARTED.text());
                    held.try_set(Some(begun));
                }
                Err(fault) => session.tell(&fault),
            }
        });
    };
    let definitions = use_definitions();
    let options = Memo::new(move |_| {
        let fields = targets(definitions.of(Holder::Contact), &session.staff());
        let common = Target::COMMON.into_iter().filter_map(|target| {
            words::target(&target).map(|word| Choice::new(target.word(), word.text()))
        });
        let own = fields.into_iter().map(|field| {
            let label = words::FIELD.with(&[("label", &field.label)]);
            Choice::new(Target::Field(field.key).word(), label)
        });
        common.chain(own).collect::<Vec<_>>()
    });
    let fields = chosen.into_iter().enumerate().map(|(at, value)| {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let label = words::column(&import.header, at, Language::current());
        view! { <Select label value options/> }
    });
    let fields = fields.collect_view();
    let count = intl::number(f64::from(import.rows));
    Some(view! {
        <form class="form" on:submit=start>
            <section class="box" aria-labelledby="import-columns">
                <div class="box__head">
                    <h2 class="box__title" id="import-columns">{words::COLUMNS.text()}</h2>
                </div>
                <div class="box__body import-columns">
                    <p class="quiet">{words::COLUMNS_TEXT.text()}</p>
                    <div class="import-columns__fields">{fields}</div>
                    <Checkbox
                        label=words::UPDATES.text()
                        hint=words::UPDATES_HINT.text()
                        value=updates
                    />
                </div>
            </section>
            <FirstRows id header=import.header mapping/>
            <div class="form__foot">
                <Button
                    label=words::START.with(&[("count", &count)])
                    kind=ButtonKind::Primary
                    busy
                    submit=true
                />
            </div>
        </form>
    })
}

fn target_of(word: &str) -> Target {
    Target::from_word(word).unwrap_or_default()
}
