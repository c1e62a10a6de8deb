//! To whom: everybody a search finds, or contacts chosen one by one.

use leptos::{prelude::*, task::spawn_local};
use model::{
    broadcast::{Choice as Counted, Medium},
    contact::{ContactQuery, ContactRef},
    page::PageAt,
    refusal::Field,
};

use super::{CHOSEN, FOUND, form::Form, whole};
use crate::{
    api,
    contact_center::{
        filters::{AddFilter, Editor, FilterChips},
        list::AddressSearch,
    },
    parts::{Button, ButtonKind, Chip, Choice, Glyph, Icon, RadioGroup, Search},
    shell::session::contact_name,
    words::{Word, broadcasts as words, contact_center, parts as part_words, refusals},
};

/// Contacts offered at once.
const OFFERED: u32 = 8;
/// Contacts that are named; of more the number is told.
const NAMED: usize = 50;

#[component]
pub(super) fn ToWhom(form: Form) -> impl IntoView {
    let ways =
        vec![Choice::new(FOUND, words::FOUND.text()), Choice::new(CHOSEN, words::CHOSEN.text())];
    let is_chosen = Memo::new(move |_| form.is_chosen());
    view! {
        <fieldset class="form__group">
            <legend class="form__legend">{words::TO.text()}</legend>
            <RadioGroup
                label=words::WHO.text()
                value=form.to
                options=Signal::stored(ways)
                error=form.problems.at(Field::Recipients)
            />
            {move || if is_chosen.get() {
                view! { <OneByOne form/> }.into_any()
            } else {
                view! { <Found form/> }.into_any()
            }}
            <Comes form/>
        </fieldset>
    }
}

#[component]
fn Found(form: Form) -> impl IntoView {
    let filters = form.filters;
    view! {
        <div class="field">
            <div class="broadcast__find">
                <AddressSearch label=words::SEARCH_TO/>
                <AddFilter filters/>
            </div>
            <p class="field__hint">{words::SEARCH_HINT.text()}</p>
        </div>
        <Editor filters tags=Signal::stored(Vec::new())/>
        <FilterChips filters/>
        <Show when=move || !form.except.with(Vec::is_empty)>
            <div class="tools__chips">
                <span>{words::LEFT_OUT.text()}</span>
                <Chips of=form.except/>
            </div>
        </Show>
    }
}

#[component]
fn Chips(of: RwSignal<Vec<ContactRef>>) -> impl IntoView {
    let first = move || of.with(|all| all.iter().take(NAMED).cloned().collect::<Vec<_>>());
    let count = Memo::new(move |_| of.with(Vec::len));
    let more = move || {
        let more = u64::try_from(count.get().saturating_sub(NAMED)).unwrap_or_default();
        words::AND_MORE.with(&[("count", &whole(more))])
    };
    view! {
        <For each=first key=|one| one.id let:one>
            <Chip
                label=one.name
                remove=words::REMOVE.text()
                on_remove=move |()| of.update(|all| all.retain(|other| other.id != one.id))
            />
        </For>
        <Show when=move || { count.get() > NAMED }>
            <span class="quiet">{more}</span>
        </Show>
        <Show when=move || { count.get() > 1 }>
            <Button
                label=words::REMOVE_ALL.text()
                kind=ButtonKind::Quiet
                on_click=move |()| of.set(Vec::new())
            />
        </Show>
    }
}

#[component]
fn OneByOne(form: Form) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let offered = RwSignal::new(Vec::<ContactRef>::new());
    let asked = StoredValue::new(0_u64);
    let look = Callback::new(move |search: String| {
        let number = asked.get_value().wrapping_add(1);
        asked.set_value(number);
        if search.trim().is_empty() {
            return offered.set(Vec::new());
        }
        let page = PageAt { after: None, limit: OFFERED };
        let query = ContactQuery { search, page, ..ContactQuery::default() };
        spawn_local(async move {
            let answer = form.session.ask(api::contacts::list(query)).await;
            if asked.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(page) => {
                    let found = page.rows.iter();
                    let found = found.map(|it| ContactRef { id: it.id, name: contact_name(it) });
                    offered.try_set(found.collect());
                }
                Err(fault) => form.session.tell(&fault),
            }
        });
    });
    let add = move |one: ContactRef| {
        form.chosen.update(|all| {
            if all.iter().all(|other| other.id != one.id) {
                all.push(one);
            }
        });
    };
    let left = move || {
        let chosen = form.chosen.get();
        let mut offered = offered.get();
        offered.retain(|one| chosen.iter().all(|other| other.id != one.id));
        offered
    };
    view! {
        <div class="field">
            <Search
                label=words::SEARCH_TO.text()
                clear=contact_center::CLEAR_SEARCH.text()
                value=typed
                on_settle=look
            />
            <p class="field__hint">{words::ADD_HINT.text()}</p>
        </div>
        <Show when=move || !left().is_empty()>
            <ul class="broadcast__offered" aria-label=words::FOUND_LIST.text()>
                <For each=left key=|one| one.id let:one>
                    <li>
                        <Button
                            label=words::ADD.with(&[("name", &one.name)])
                            kind=ButtonKind::Quiet
                            glyph=Glyph::Plus
                            on_click=move |()| add(one.clone())
                        />
                    </li>
                </For>
            </ul>
        </Show>
        <div class="tools__chips">
            <Show when=move || form.chosen.with(Vec::is_empty)>
                <span class="quiet">{words::NOBODY_CHOSEN.text()}</span>
            </Show>
            <Chips of=form.chosen/>
        </div>
    }
}

/// What the choice comes to.
#[component]
fn Comes(form: Form) -> impl IntoView {
    let text = move || match (form.choice.get(), form.choice_fault.get()) {
        (_, Some(fault)) => words::COUNT_FAILED.with(&[("why", &refusals::fault(&fault))]),
        (Some(choice), None) => counted(&choice, form.medium()),
        (None, None) => words::COUNTING.text().to_owned(),
    };
    view! {
        <p class="broadcast__count" role="status">
            <Icon glyph=Glyph::UsersRound/>
            <span>{text}</span>
        </p>
        <Show when=move || form.choice_fault.with(Option::is_some)>
            <div>
                <Button label=part_words::RETRY.text() on_click=move |()| form.count_again()/>
            </div>
        </Show>
    }
}

fn counted(choice: &Counted, medium: Medium) -> String {
    let unreachable = match medium {
        Medium::Email => words::SKIP_ADDRESS,
        Medium::Chat => words::SKIP_BROWSER,
    };
    let parts: [(u64, Word); 3] = [
        (choice.opted_out, words::SKIP_OUT),
        (choice.blocked, words::SKIP_BLOCKED),
        (choice.unreachable, unreachable),
    ];
    let skipped: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| word.with(&[("count", &whole(count))]))
        .collect();
    let total = match choice.total {
        1 => words::TO_ONE.text().to_owned(),
        count => words::TO_COUNT.with(&[("count", &whole(count))]),
    };
    if skipped.is_empty() {
        return total;
    }
    format!("{total} {}", words::WILL_SKIP.with(&[("what", &skipped.join(", "))]))
}
