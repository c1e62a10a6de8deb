//! The heads of a long table, and its cells.

use leptos::{html, prelude::*};

use crate::parts::{Column, Order, column::SortButton};

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
pub(super) fn Heads(columns: Signal<Vec<Column>>, node: NodeRef<html::Div>) -> impl IntoView {
    let head = |column: Column| {
        view! {
            <div
                class="virtual-table__head"
                role="columnheader"
                aria-sort=column.sorted.map(Order::aria)
                data-align=column.is_numeric.then_some("end")
                data-narrow=column.is_narrow_hidden.then_some("")
            >
                {match column.head {
                    Some(head) => head(),
                    None => view! {
                        <SortButton
                            label=Signal::stored(column.label)
                            sorted=Signal::stored(column.sorted)
                            on_sort=column.on_sort
                        />
                    }
                    .into_any(),
                }}
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

pub(super) fn tracks(columns: &[Column], is_narrow: bool) -> String {
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
