//! A long list or table of rows of one height, of which only those in sight are in the page.

mod heads;
pub(super) mod hold;
pub(super) mod rows;
pub(super) mod scroller;
mod window;

use std::hash::Hash;

use leptos::prelude::*;

use super::{Column, fresh_id, icon_button::flag};
pub use heads::Cell;
use heads::{Heads, tracks};
use hold::Hold;
use rows::Source;
use scroller::Scroller;

/// `key` tells rows apart: include a version if what a row shows can change. `scope` (the search,
/// the filter) brings the list back to its start. With `active` and `id` the keyboard stays
/// elsewhere: the owner moves `active` and points to the row `{id}-{index}`. With `columns` it is
/// a table, and the children of a row are one `Cell` per column. `on_range` hears of the row that
/// Shift and an arrow lead to.
#[component]
pub fn VirtualList<T, K, KF, EF, N>(
    #[prop(into)] items: Signal<Vec<T>>,
    key: KF,
    row_height: f64,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] columns: Option<Signal<Vec<Column>>>,
    #[prop(optional, into)] selected: Signal<Option<K>>,
    #[prop(optional, into)] total: Signal<Option<usize>>,
    #[prop(optional, into)] scope: Signal<String>,
    #[prop(optional, into)] on_open: Option<Callback<T>>,
    #[prop(optional, into)] on_toggle: Option<Callback<T>>,
    #[prop(optional, into)] on_range: Option<Callback<T>>,
    #[prop(optional, into)] on_near_end: Option<Callback<()>>,
    #[prop(optional)] active: Option<RwSignal<Option<usize>>>,
    #[prop(optional, into)] id: Option<String>,
    children: EF,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
    KF: Fn(&T) -> K + Copy + Send + Sync + 'static,
    EF: Fn(T) -> N + Clone + Send + Sync + 'static,
    N: IntoView + 'static,
{
    let is_table = columns.is_some();
    let id = id.unwrap_or_else(|| fresh_id(if is_table { "table" } else { "list" }));
    let is_driven = active.is_some();
    let active = active.unwrap_or_else(|| RwSignal::new(None));
    let len = Signal::derive(move || items.with(Vec::len));
    let scroller = Scroller::new(id.clone(), len, row_height, active);
    let source = Source { items, key, selected, on_open, on_toggle, on_range };
    source.load_more(scroller, scope, on_near_end);
    let hold = Hold::new(source, scroller, scope);
    if is_driven {
        scroller.follow();
    }
    let size = move || total.get().unwrap_or_else(|| len.get());
    let row = move |offset: ReadSignal<usize>, item: T| {
        let at = move || scroller.rows.get().first + offset.get();
        let (own, opened) = (item.clone(), item.clone());
        view! {
            <div
                class="virtual__row"
                role=if is_table { "row" } else { "option" }
                id=move || scroller.row_id(at())
                // The heads are row 1.
                aria-rowindex=move || is_table.then(|| (at() + 2).to_string())
                aria-posinset=move || (!is_table).then(|| (at() + 1).to_string())
                aria-setsize=move || (!is_table).then(|| size().to_string())
                aria-selected=move || flag(source.is_selected(&own) || (is_driven && scroller.active.get() == Some(at())))
                data-active=move || (scroller.active.get() == Some(at())).then_some("")
                style:block-size=scroller.height_of(1)
                on:click=move |event| {
                    scroller.active.set(Some(at()));
                    source.click(&event, opened.clone());
                }
            >
                {children(item)}
            </div>
        }
    };
    let widths = move |is_narrow| columns.map(|all| all.with(|all| tracks(all, is_narrow)));
    view! {
        <div
            node_ref=scroller.node
            class=if is_table { "virtual virtual-table" } else { "virtual" }
            role=if is_table { "grid" } else { "listbox" }
            id=id
            tabindex=if is_driven { "-1" } else { "0" }
            aria-label=label
            aria-rowcount=move || is_table.then(|| (size() + 1).to_string())
            aria-activedescendant=move || scroller.active_id()
            style:--columns=move || widths(false)
            style:--columns-narrow=move || widths(true)
            on:scroll=move |_| {
                scroller.scrolled();
                hold.remember(source, scroller);
            }
            on:focus=move |_| if !is_driven { source.focus(scroller) }
            on:keydown=move |event| source.press(scroller, &event)
        >
            {columns.map(|columns| view! { <Heads columns node=scroller.head/> })}
            <div
                class="virtual__space"
                role=if is_table { "rowgroup" } else { "presentation" }
                style:block-size=move || scroller.height_of(len.get())
                style:padding-block-start=move || scroller.height_of(scroller.rows.get().first)
            >
                <ForEnumerate each=move || source.shown(scroller) key=key children=row/>
            </div>
        </div>
    }
}
