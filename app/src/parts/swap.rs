//! One view in the place of another, such that the one that goes hears of nothing more.

use leptos::{prelude::*, tachys::reactive_graph::OwnedView};

/// Shows the view of what `of` is now.
///
/// When the address changes, a screen may go in the same moment as something on it changes. Its signals go at once, but what
/// draws with them is still run once more where that was due already, finds them gone and ends the page. So everything on the
/// screen is stopped before its signals go.
#[component]
pub(crate) fn Swap<K, V>(#[prop(into)] of: Signal<K>, view: V) -> impl IntoView
where
    K: Clone + PartialEq + Send + Sync + 'static,
    V: Fn(K) -> AnyView + Send + 'static,
{
    let shown = RwSignal::new(of.get_untracked());
    let inside = StoredValue::new(None::<Owner>);
    Effect::new(move || {
        let now = of.get();
        if shown.with_untracked(|shown| *shown == now) {
            return;
        }
        inside.with_value(|inside| {
            if let Some(inside) = inside {
                inside.pause();
            }
        });
        shown.set(now);
    });
    move || {
        let owner = Owner::new();
        inside.set_value(Some(owner.clone()));
        let now = shown.get();
        owner.with(|| OwnedView::new(untrack(|| view(now))))
    }
}
