//! A list of the Contact Center, whichever: search, views, filters, columns, count, rows, and what is selected.

use std::{collections::BTreeSet, sync::Arc};

use leptos::prelude::*;
use model::page::PageAt;
use uuid::Uuid;

use super::{
    Fresh,
    bulk::SeenTags,
    chosen::{Chosen, Mark, SelectionBar, mark_all},
    columns,
    entry::{Asked, Entry},
    filters::{self, AddFilter, Editor, FilterChips, Filters},
    list::{AddressSearch, Count, ROW_HEIGHT, Sorting, States, Texts, row_count},
    pages::Pages,
    views::{Views, ViewsMenu},
};
use crate::{
    desk::afresh,
    parts::{Button, ButtonKind, Cell, Column, Empty, Glyph, VirtualList},
    shell::{
        address::{Address, use_address},
        session::use_session,
    },
    words::contact_center as words,
};

/// What the address asks of this list.
fn asked<T: Entry>() -> Memo<Asked> {
    let search = use_address().query("search");
    let (active, sorting) = (filters::active::<T>(), sorting::<T>());
    Memo::new(move |_| {
        let (sort, order) = sorting.now();
        let (search, filters) = (search.get().unwrap_or_default(), active.get());
        Asked { search, filters, is_sorted: sorting.is_chosen(), sort, order }
    })
}

fn sorting<T: Entry>() -> Sorting {
    Sorting::new(T::START.0, T::START.1)
}

/// What the address asks for, as this list asks it.
pub(super) fn query<T: Entry>() -> Memo<T::Query> {
    let asked = asked::<T>();
    Memo::new(move |_| asked.with(T::query))
}

/// `tools` stand beside the search, `above` stands above the rows.
pub(super) fn entries<T: Entry>(tools: ViewFn, above: ViewFn) -> AnyView {
    let session = use_session();
    let filters = Filters::of::<T>();
    let (sorting, asked) = (sorting::<T>(), asked::<T>());
    let query = Memo::new(move |_| asked.with(T::query));
    let pages = pages::<T>(query);
    let views = Views::new(T::LISTING, T::FILTERS);
    let shown = columns::shown::<T>(views);
    let rows = Signal::derive(move || {
        pages.rows.with(|rows| rows.iter().map(|row| (row.id(), row.name())).collect())
    });
    let chosen = Chosen::provide(rows, pages.total);
    provide_context(query);
    let tags = seen_tags(pages);
    provide_context(SeenTags(tags.into()));
    // What is found is another set then: nobody means rows they do not see.
    Effect::new(move |before: Option<(String, Vec<_>)>| {
        let now = asked.with(|asked| (asked.search.clone(), asked.filters.clone()));
        if before.is_some_and(|before| before != now) {
            chosen.clear();
        }
        now
    });
    let texts = Texts { loading: T::WORDS.loading, failed: T::WORDS.failed };
    let acts = T::acts(session);
    let empty = move || nothing::<T>(filters, asked);
    let chooser = columns::chooser::<T>(views, shown);
    let table = Table { pages, sorting, shown, selects: acts.is_some(), asked };
    view! {
        <div class="tools">
            <AddressSearch placeholder=T::WORDS.search/>
            {T::beside_search(pages)}
            <AddFilter filters/>
            <ViewsMenu views/>
            {chooser}
            {tools.run()}
            <Count pages one=T::WORDS.one many=T::WORDS.many/>
        </div>
        <Editor filters tags/>
        <FilterChips filters/>
        {above.run()}
        <States
            pages
            texts
            rows=move || table.view()
            empty
        />
        {acts.map(|acts| view! { <SelectionBar acts/> })}
    }
    .into_any()
}

/// The rows, fetched anew whenever something else is asked or the start of the list has changed.
fn pages<T: Entry>(query: Memo<T::Query>) -> Pages<T> {
    let fresh = T::fresh(expect_context::<Fresh>());
    let pages = Pages::new(
        move |page: PageAt| T::fetch(query.get_untracked(), page),
        |a: &T, b: &T| a.id() == b.id(),
    );
    Effect::new(move || {
        query.track();
        pages.load();
    });
    let follow = T::follow();
    Effect::new(move |before: Option<()>| {
        follow();
        if before.is_some() {
            pages.refresh();
        }
    });
    Effect::new(move |before: Option<()>| {
        let (Some(changed), Some(())) = (fresh.get(), before) else { return };
        match (pages.replace(&changed), T::TAKES_NEW) {
            // What happened to one may have taken another row away, or brought it back.
            (true, true) => pages.refresh(),
            (false, true) => pages.load(),
            (_, false) => {}
        }
    });
    pages
}

/// Every tag that came by since the tab was opened, so that choosing one does not hide the others.
fn seen_tags<T: Entry>(pages: Pages<T>) -> Memo<Vec<String>> {
    Memo::new(move |before: Option<&Vec<String>>| {
        let mut seen: BTreeSet<String> = before.into_iter().flatten().cloned().collect();
        pages.rows.with(|rows| seen.extend(rows.iter().flat_map(|row| row.tags().iter().cloned())));
        seen.into_iter().collect()
    })
}

/// The rows as a table. Copy.
struct Table<T: Entry> {
    pages: Pages<T>,
    sorting: Sorting,
    shown: Memo<Vec<usize>>,
    /// Whether rows can be selected.
    selects: bool,
    asked: Memo<Asked>,
}

impl<T: Entry> Copy for Table<T> {}

impl<T: Entry> Clone for Table<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Entry> Table<T> {
    fn columns(self) -> Vec<Column> {
        let mark = self.selects.then(|| Column::new("").width("24px").head(mark_all));
        let shown = self.shown.get();
        let fields = shown.iter().filter_map(|at| T::FIELDS.get(*at));
        let column = |field: &'static super::entry::Field<T>| {
            let mut column = Column::new(field.name.text()).width(field.width);
            if field.is_wide {
                column = column.narrow();
            }
            match field.sorts {
                None => column,
                Some(first) => column
                    .sorted(self.sorting.of(field.key))
                    .on_sort(self.sorting.press(field.key, first)),
            }
        };
        mark.into_iter().chain(fields.map(column)).collect()
    }

    fn view(self) -> AnyView {
        let (address, session) = (use_address(), use_session());
        let chosen = expect_context::<Chosen>();
        let opened = Memo::new(move |_| T::opened(address.place.get()));
        let selected = Signal::derive(move || {
            let id = opened.get()?;
            let rows = self.pages.rows;
            rows.with(|rows| rows.iter().find(|row| row.id() == id).map(|row| key(row)))
        });
        let total = row_count(self.pages);
        let scope = Signal::derive(move || self.asked.with(|asked| format!("{asked:?}")));
        let turn = move |row: Arc<T>| {
            if self.selects {
                chosen.turn(row.id(), row.name())
            }
        };
        let reach = move |row: Arc<T>| {
            if self.selects {
                chosen.reach(row.id(), row.name())
            }
        };
        let mark = move |row: &Arc<T>| {
            let (id, name) = (row.id(), row.name());
            self.selects.then(|| view! { <Cell><Mark id name/></Cell> })
        };
        let show = move |row: Arc<T>| open::<T>(address, row.id());
        let key_of = |row: &Arc<T>| key(row);
        let cells = move |row: Arc<T>| {
            move || {
                let shown = self.shown.get();
                let fields = shown.iter().filter_map(|at| T::FIELDS.get(*at));
                let cell = |field: &super::entry::Field<T>| {
                    let inside = (field.cell)(&row, session);
                    view! { <Cell narrow=field.is_wide>{inside}</Cell> }
                };
                fields.map(cell).collect_view()
            }
        };
        view! {
            <VirtualList
                items=self.pages.rows
                key=key_of
                row_height=ROW_HEIGHT
                label=T::WORDS.label.text()
                columns=Signal::derive(move || self.columns())
                selected
                total
                scope
                on_open=show
                on_toggle=turn
                on_range=reach
                on_near_end=move |()| self.pages.more()
                let:row
            >
                {mark(&row)}
                {cells(row)}
            </VirtualList>
        }
        .into_any()
    }
}

fn key<T: Entry>(row: &Arc<T>) -> (Uuid, (u32, i64)) {
    (row.id(), row.mark())
}

/// Opens one beside the same search and order; a form that stood open stays behind.
fn open<T: Entry>(address: Address, id: Uuid) {
    let mut changes = afresh();
    changes.extend([("history", None), ("view", None)]);
    address.go(&untrack(|| address.beside_with(T::place(Some(id)), &changes)));
}

fn nothing<T: Entry>(filters: Filters, asked: Memo<Asked>) -> AnyView {
    let is_narrowed = Memo::new(move |_| asked.with(Asked::is_narrowed));
    (move || {
        if !is_narrowed.get() {
            return T::nothing();
        }
        view! {
            <Empty
                glyph=Glyph::Search
                title=words::NOTHING_FOUND.text()
                text=words::NOTHING_FOUND_TEXT.text()
            >
                <Button
                    label=words::CLEAR_ALL.text()
                    kind=ButtonKind::Secondary
                    on_click=move |()| filters.clear()
                />
            </Empty>
        }
        .into_any()
    })
    .into_any()
}
