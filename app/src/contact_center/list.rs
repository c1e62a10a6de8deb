//! What the long lists of the Contact Center share: search box, count, cells, and the states around the rows.

use leptos::prelude::*;
use model::{moment::Moment, page::COUNT_LIMIT};

use super::{
    chosen::counted,
    pages::{Loading, Pages},
};
use crate::{
    parts::{
        Avatar, AvatarSize, Banner, BannerKind, Button, ButtonKind, Failed, Order, RelativeTime,
        Search, Skeleton, SkeletonKind,
    },
    shell::address::use_address,
    words::{Word, contact_center as words, parts as part_words, refusals},
};

/// Pixels of a row.
pub(super) const ROW_HEIGHT: f64 = 44.0;

/// The search box; what is searched stands in the address.
#[component]
pub(super) fn AddressSearch(
    #[prop(optional)] placeholder: Option<Word>,
    #[prop(default = part_words::SEARCH)] label: Word,
) -> impl IntoView {
    let address = use_address();
    let searched = address.query("search");
    let value = RwSignal::new(String::new());
    Effect::new(move || {
        let text = searched.get().unwrap_or_default();
        if value.with_untracked(|value| *value != text) {
            value.set(text);
        }
    });
    view! {
        <Search
            label=label.text()
            placeholder=placeholder.map(Word::text).unwrap_or_default()
            clear=words::CLEAR_SEARCH.text()
            value
            on_settle=move |text: String| address.set_query(&[("search", Some(text))])
        />
    }
}

/// A cell with who it is about.
pub(super) fn who(name: String, seed: String, shown: AnyView) -> AnyView {
    view! {
        <span class="who">
            <Avatar name seed size=AvatarSize::Small/>
            <span class="who__name">{shown}</span>
        </span>
    }
    .into_any()
}

/// A cell with a moment.
pub(super) fn moment(at: Moment) -> AnyView {
    view! { <RelativeTime at_ms=Signal::stored(at.0)/> }.into_any()
}

/// How many there are, said when it changes.
#[component]
pub(super) fn Count<T: Send + Sync + 'static>(
    pages: Pages<T>,
    one: Word,
    many: Word,
) -> impl IntoView {
    let text = move || match pages.total.get() {
        None => String::new(),
        Some(1) => one.text().to_owned(),
        // Nobody counts a million while somebody waits.
        Some(count) => many.with(&[("count", &counted(count))]),
    };
    view! { <span class="tools__count" role="status">{text}</span> }
}

/// How many rows there are, where that is known.
pub(super) fn row_count<T: Send + Sync + 'static>(pages: Pages<T>) -> Signal<Option<usize>> {
    Signal::derive(move || pages.total.get().filter(|total| *total <= COUNT_LIMIT)?.try_into().ok())
}

/// The words of one list's states.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Texts {
    pub(crate) loading: Word,
    pub(crate) failed: Word,
}

/// What stands in the place of the rows, or the rows with what goes wrong below them.
#[component]
pub(crate) fn States<T, R, E>(pages: Pages<T>, texts: Texts, rows: R, empty: E) -> impl IntoView
where
    T: Send + Sync + 'static,
    R: Fn() -> AnyView + Copy + Send + Sync + 'static,
    E: Fn() -> AnyView + Copy + Send + Sync + 'static,
{
    let shown = Memo::new(move |_| {
        let is_empty = pages.rows.with(Vec::is_empty);
        pages.loading.with(|loading| match loading {
            Loading::First => Shown::Loading,
            Loading::Failed(_) => Shown::Failed,
            Loading::Anew | Loading::More | Loading::Done | Loading::MoreFailed(_) => {
                if is_empty {
                    Shown::Empty
                } else {
                    Shown::Rows
                }
            }
        })
    });
    let fault = move || {
        pages.loading.with(|loading| match loading {
            Loading::Failed(fault) | Loading::MoreFailed(fault) => refusals::fault(fault),
            _ => String::new(),
        })
    };
    let is = move |wanted: fn(&Loading) -> bool| pages.loading.with(wanted);
    let has_more_failed = move || is(|loading| matches!(loading, Loading::MoreFailed(_)));
    let is_anew = move || is(|loading| *loading == Loading::Anew);
    view! {
        <div class="listing" aria-busy=move || is_anew().then_some("true")>
            {move || match shown.get() {
                Shown::Loading => view! {
                    <Skeleton label=texts.loading.text() rows=12 kind=SkeletonKind::Table/>
                }
                .into_any(),
                Shown::Failed => view! {
                    <Failed
                        title=texts.failed.text()
                        text=Signal::derive(fault)
                        retry=part_words::RETRY.text()
                        on_retry=move |()| pages.load()
                    />
                }
                .into_any(),
                Shown::Empty => empty(),
                Shown::Rows => rows(),
            }}
        </div>
        <Show when=has_more_failed>
            <Banner kind=BannerKind::Error text=words::MORE_FAILED.text()>
                <Button
                    label=part_words::RETRY.text()
                    kind=ButtonKind::Quiet
                    on_click=move |()| pages.more()
                />
            </Banner>
        </Show>
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Loading,
    Failed,
    Empty,
    Rows,
}

/// A column's order as the address holds it: `sort=name&dir=down`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sorting {
    sort: Memo<Option<String>>,
    direction: Memo<Option<String>>,
    /// The column sorted by when the address names none, and how.
    start: (&'static str, Order),
}

impl Sorting {
    pub(super) fn new(column: &'static str, order: Order) -> Self {
        let address = use_address();
        Self {
            sort: address.query("sort"),
            direction: address.query("dir"),
            start: (column, order),
        }
    }

    /// The column and its direction.
    pub(super) fn now(self) -> (String, Order) {
        let column = self.sort.get();
        let order = match self.direction.get().as_deref() {
            Some("up") => Order::Ascending,
            Some(_) => Order::Descending,
            None if column.is_none() => self.start.1,
            None => Order::Ascending,
        };
        (column.unwrap_or_else(|| self.start.0.to_owned()), order)
    }

    /// Whether somebody asked for an order.
    pub(super) fn is_chosen(self) -> bool {
        self.sort.with(Option::is_some)
    }

    /// How this column is sorted, if the list is sorted by it.
    pub(super) fn of(self, column: &str) -> Option<Order> {
        let (sorted, order) = self.now();
        (sorted == column).then_some(order)
    }

    /// What a press on this column's head does; names begin at A, times with the latest.
    pub(super) fn press(self, column: &'static str, first: Order) -> Callback<()> {
        let address = use_address();
        Callback::new(move |()| {
            let order = untrack(|| self.of(column)).map_or(first, Order::reversed);
            let direction = if order == Order::Ascending { "up" } else { "down" };
            address.set_query(&[
                ("sort", Some(column.to_owned())),
                ("dir", Some(direction.to_owned())),
            ]);
        })
    }
}
