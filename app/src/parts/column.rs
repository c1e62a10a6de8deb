//! Columns: their heads, their order, and the sort button in them.

use leptos::prelude::*;

use super::{Glyph, Icon};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Ascending,
    Descending,
}

impl Order {
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }

    pub(super) fn aria(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Ascending => Glyph::ArrowUp,
            Self::Descending => Glyph::ArrowDown,
        }
    }
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    pub(super) label: String,
    pub(super) width: &'static str,
    pub(super) is_numeric: bool,
    pub(super) is_narrow_hidden: bool,
    pub(super) sorted: Option<Order>,
    pub(super) on_sort: Option<Callback<()>>,
    /// What stands at its head instead of its label.
    pub(super) head: Option<fn() -> AnyView>,
}

impl Column {
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            width: "1fr",
            is_numeric: false,
            is_narrow_hidden: false,
            sorted: None,
            on_sort: None,
            head: None,
        }
    }

    /// A track of `grid-template-columns`: "2fr", "120px". Fractions shrink to 0.
    #[must_use]
    pub fn width(self, width: &'static str) -> Self {
        Self { width, ..self }
    }

    #[must_use]
    pub fn numeric(self) -> Self {
        Self { is_numeric: true, ..self }
    }

    /// Not shown on a phone; its cells need `narrow=true` too.
    #[must_use]
    pub fn narrow(self) -> Self {
        Self { is_narrow_hidden: true, ..self }
    }

    #[must_use]
    pub fn sorted(self, sorted: Option<Order>) -> Self {
        Self { sorted, ..self }
    }

    #[must_use]
    pub fn head(self, head: fn() -> AnyView) -> Self {
        Self { head: Some(head), ..self }
    }

    #[must_use]
    pub fn on_sort(self, on_sort: impl Into<Callback<()>>) -> Self {
        Self { on_sort: Some(on_sort.into()), ..self }
    }
}

/// A head of a plain `<table>`.
#[component]
pub fn ColumnHead(
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] sorted: Signal<Option<Order>>,
    #[prop(optional, into)] on_sort: Option<Callback<()>>,
    #[prop(optional)] numeric: bool,
) -> impl IntoView {
    view! {
        <th
            scope="col"
            data-align=numeric.then_some("end")
            aria-sort=move || sorted.get().map(Order::aria)
        >
            <SortButton label sorted on_sort/>
        </th>
    }
}

/// The words of a head, as a button if the column can be sorted.
#[component]
pub(super) fn SortButton(
    label: Signal<String>,
    sorted: Signal<Option<Order>>,
    on_sort: Option<Callback<()>>,
) -> impl IntoView {
    match on_sort {
        None => label.into_any(),
        Some(on_sort) => view! {
            <button class="sort" type="button" on:click=move |_| on_sort.run(())>
                <span>{label}</span>
                <Icon glyph=move || sorted.get().map_or(Glyph::ArrowUpDown, Order::glyph)/>
            </button>
        }
        .into_any(),
    }
}
