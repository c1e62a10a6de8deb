//! A long table with sortable heads, of which only the rows in sight are in the page.

use std::hash::Hash;

use leptos::{html, prelude::*};

use super::{
    Column, Order,
    column::SortButton,
    fresh_id,
    icon_button::flag,
    virtual_list::{hold::Hold, rows::Source, scroller::Scroller},
};

/// As `VirtualList`; the children of a row are one `Cell` per column.
#[component]
pub fn VirtualTable<T, K, KF, EF, N>(
    #[prop(into)] items: Signal<Vec<T>>,
    key: KF,
    row_height: f64,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] columns: Signal<Vec<Column>>,
    #[prop(optional, into)] selected: Signal<Option<K>>,
    #[prop(optional, into)] total: Signal<Option<usize>>,
    #[prop(optional, into)] scope: Signal<String>,
    #[prop(optional, into)] on_open: Option<Callback<T>>,
    #[prop(optional, into)] on_toggle: Option<Callback<T>>,
    #[prop(optional, into)] on_near_end: Option<Callback<()>>,
    children: EF,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
    KF: Fn(&T) -> K + Copy + Send + Sync + 'static,
    EF: Fn(T) -> N + Clone + Send + Sync + 'static,
    N: IntoView + 'static,
{
    let len = Signal::derive(move || items.with(Vec::len));
    let scroller = Scroller::new(fresh_id("table"), len, row_height, RwSignal::new(None));
    let source = Source { items, key, selected, on_open, on_toggle };
    source.load_more(scroller, scope, on_near_end);
    let hold = Hold::new(source, scroller, scope);
    let row = move |offset: ReadSignal<usize>, item: T| {
        let at = move || scroller.rows.get().first + offset.get();
        let (own, opened) = (item.clone(), item.clone());
        view! {
            <div
                class="virtual__row"
                role="row"
                id=move || scroller.row_id(at())
                // The heads are row 1.
                aria-rowindex=move || (at() + 2).to_string()
                aria-selected=move || flag(source.is_selected(&own))
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
    view! {
        <div
            node_ref=scroller.node
            class="virtual virtual-table"
            role="grid"
            tabindex="0"
            aria-label=label
            aria-rowcount=move || (total.get().unwrap_or_else(|| len.get()) + 1).to_string()
            aria-activedescendant=move || scroller.active_id()
            style:--columns=move || columns.with(|columns| tracks(columns, false))
            style:--columns-narrow=move || columns.with(|columns| tracks(columns, true))
            on:scroll=move |_| {
                scroller.scrolled();
                hold.remember(source, scroller);
            }
            on:focus=move |_| source.focus(scroller)
            on:keydown=move |event| source.press(scroller, &event)
        >
            <Heads columns node=scroller.head/>
            <div
                class="virtual__space"
                role="rowgroup"
                style:block-size=move || scroller.height_of(len.get())
                style:padding-block-start=move || scroller.height_of(scroller.rows.get().first)
            >
                <ForEnumerate each=move || source.shown(scroller) key=key children=row/>
            </div>
        </div>
    }
}

#[component]
pub fn Cell(
    #[prop(optional)] numeric: bool,
    #[prop(optional)] narrow: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div
            class="virtual-table__cell"
            role="gridcell"
            data-align=numeric.then_some("end")
            data-narrow=narrow.then_some("")
        >
            {children()}
        </div>
    }
}

#[component]
fn Heads(columns: Signal<Vec<Column>>, node: NodeRef<html::Div>) -> impl IntoView {
    let head = |column: Column| {
        view! {
            <div
                class="virtual-table__head"
                role="columnheader"
                aria-sort=column.sorted.map(Order::aria)
                data-align=column.is_numeric.then_some("end")
                data-narrow=column.is_narrow_hidden.then_some("")
            >
                <SortButton
                    label=Signal::stored(column.label)
                    sorted=Signal::stored(column.sorted)
                    on_sort=column.on_sort
                />
            </div>
        }
    };
    view! {
        <div node_ref=node class="virtual-table__heads" role="rowgroup">
            <div class="virtual-table__heads-row" role="row" aria-rowindex="1">
                {move || columns.get().into_iter().map(head).collect_view()}
            </div>
        </div>
    }
}

fn tracks(columns: &[Column], is_narrow: bool) -> String {
    columns
        .iter()
        .filter(|column| !(is_narrow && column.is_narrow_hidden))
        .map(|column| format!("minmax(0, {})", column.width))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Column, tracks};

    #[test]
    fn a_phone_gets_fewer_tracks() {
        let columns = [Column::new("Name").width("2fr"), Column::new("Phone").narrow()];
        assert_eq!(tracks(&columns, false), "minmax(0, 2fr) minmax(0, 1fr)");
        assert_eq!(tracks(&columns, true), "minmax(0, 2fr)");
    }
}
