//! What tells one list of the Contact Center from another, as data: its words, columns, filters, and how it asks.

use std::{collections::BTreeMap, fmt::Debug, future::Future, sync::Arc};

use leptos::prelude::*;
use model::{
    custom_field::{FieldTest, Holder},
    moment::Moment,
    page::{Page, PageAt},
    saved_view::Listing,
};
use uuid::Uuid;

use super::{Fresh, pages::Pages, period::Period};
use crate::{
    api::Fault,
    parts::{Glyph, Order},
    shell::{place::Place, session::Session},
    words::Word,
};

/// A row of a list.
pub(super) trait Entry: Clone + PartialEq + Send + Sync + 'static {
    type Query: Clone + PartialEq + Debug + Send + Sync + 'static;

    const LISTING: Listing;
    const WORDS: Words;
    /// The first one is always shown.
    const FIELDS: &'static [Field<Self>];
    const FILTERS: &'static [Filter];
    /// Whose custom fields it can be narrowed down by.
    const HOLDER: Option<Holder> = None;
    /// The column sorted by when the address names none, and how.
    const START: (&'static str, Order);
    /// Whether one that is not in the list yet may belong into it.
    const TAKES_NEW: bool = false;

    fn id(&self) -> Uuid;
    /// Another one: the row is drawn anew.
    fn mark(&self) -> (u32, i64);
    /// How it is called in `Select …`.
    fn name(&self) -> String;
    fn place(id: Option<Uuid>) -> Place;
    fn opened(place: Place) -> Option<Uuid>;
    fn query(asked: &Asked) -> Self::Query;
    fn fetch(
        query: Self::Query,
        page: PageAt,
    ) -> impl Future<Output = Result<Page<Self>, Fault>> + 'static;
    /// What the panel learned or changed.
    fn fresh(fresh: Fresh) -> RwSignal<Option<Arc<Self>>>;
    /// Called in an effect: follows what changes the start of the list.
    fn follow() -> impl Fn() + 'static;
    /// What stands there when nothing was asked for and there is nothing.
    fn nothing() -> AnyView;
    /// What can be done with those selected; `None`: none can be.
    fn acts(session: Session) -> Option<fn() -> AnyView>;
    /// What stands beside the search box, and what is learned of the rows.
    fn beside_search(_: Pages<Self>) -> AnyView {
        ().into_any()
    }
    /// Tags that came by, for the filter.
    fn tags(&self) -> &[String] {
        &[]
    }
}

/// The words of one list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    pub(super) label: Word,
    pub(super) search: Word,
    pub(super) one: Word,
    pub(super) many: Word,
    pub(super) loading: Word,
    pub(super) failed: Word,
}

/// A column.
#[derive(Debug)]
pub(super) struct Field<T: 'static> {
    /// As the address and the server name it.
    pub(super) key: &'static str,
    pub(super) name: Word,
    pub(super) width: &'static str,
    /// How it is sorted at the first press: names begin at A, times with the latest.
    pub(super) sorts: Option<Order>,
    /// Whether a phone has room for it.
    pub(super) is_wide: bool,
    /// Whether it is shown to whoever chose nothing.
    pub(super) is_usual: bool,
    pub(super) cell: fn(&Arc<T>, Session) -> AnyView,
}

/// Something a list can be narrowed down by; its key names it in the address.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filter {
    pub(super) key: &'static str,
    pub(super) name: Word,
    pub(super) kind: FilterKind,
}

/// How the address names a custom field: this, then its key.
pub(super) const FIELD: &str = "field.";

/// What is chosen from.
#[derive(Debug, Clone, Copy)]
pub(super) enum FilterKind {
    Agent,
    Department,
    Tag,
    Contact,
    Disposition,
    Period,
    Words(&'static [(&'static str, Word)]),
}

/// What the address asks for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub(super) search: String,
    /// Keys of filters and their values.
    pub(super) filters: Vec<(String, String)>,
    /// Whether somebody asked for an order; else what fits a search best may come first.
    pub(super) is_sorted: bool,
    pub(super) sort: String,
    pub(super) order: Order,
}

impl Asked {
    pub(super) fn is_narrowed(&self) -> bool {
        !(self.search.is_empty() && self.filters.is_empty())
    }

    pub(super) fn word(&self, key: &str) -> Option<String> {
        self.filters.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
    }

    pub(super) fn id<Id: std::str::FromStr>(&self, key: &str) -> Option<Id> {
        self.word(key)?.parse().ok()
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        self.word(key).map(|word| word == YES)
    }

    /// What is asked of custom fields, by their keys.
    pub(super) fn tests(&self) -> BTreeMap<String, FieldTest> {
        let named = self.filters.iter().filter_map(|(name, word)| {
            Some((name.strip_prefix(FIELD)?.to_owned(), FieldTest::read(word)))
        });
        named.collect()
    }

    /// The first moment of a period and the first behind it.
    pub(super) fn bounds(&self, key: &str) -> (Option<Moment>, Option<Moment>) {
        self.word(key).map_or((None, None), |word| Period::read(&word).bounds())
    }
}

/// The values of a filter that is on or off.
pub(super) const YES: &str = "yes";
pub(super) const NO: &str = "no";

/// What stands over a list of which nothing is there.
#[component]
pub(super) fn Nothing(glyph: Glyph, title: Word, text: Word) -> impl IntoView {
    use crate::parts::Empty;
    view! { <Empty glyph title=title.text() text=text.text()/> }
}
