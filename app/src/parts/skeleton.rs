//! Grey shapes in the place of what is loading.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SkeletonKind {
    #[default]
    Lines,
    Entries,
    Table,
}

#[component]
pub fn Skeleton(
    #[prop(into)] label: Signal<String>,
    #[prop(default = 5)] rows: u32,
    #[prop(optional)] kind: SkeletonKind,
) -> impl IntoView {
    let name = match kind {
        SkeletonKind::Lines => "lines",
        SkeletonKind::Entries => "entries",
        SkeletonKind::Table => "table",
    };
    view! {
        <div class="skeleton" role="status" data-kind=name>
            <p class="skeleton__label">{label}</p>
            {(0..rows)
                .map(|_| view! { <div class="skeleton__row" aria-hidden="true"></div> })
                .collect_view()}
        </div>
    }
}
