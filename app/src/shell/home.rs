//! Lets an event handler make signals that live as long as a form, not as the button that was pressed.

use leptos::{prelude::*, reactive::owner::WeakOwner};

/// The owner it was made in. Copy.
#[derive(Debug, Clone, Copy)]
pub struct Home(StoredValue<Option<WeakOwner>>);

impl Home {
    /// Makes signals that belong here.
    pub fn make<T>(self, make: impl FnOnce() -> T) -> T {
        let owner = self.0.with_value(|owner| owner.as_ref().and_then(WeakOwner::upgrade));
        match owner {
            Some(owner) => owner.with(make),
            None => make(),
        }
    }
}

impl Default for Home {
    fn default() -> Self {
        Self(StoredValue::new(Owner::current().map(|owner| owner.downgrade())))
    }
}

#[cfg(test)]
mod tests {
    use super::Home;
    use leptos::prelude::*;

    #[test]
    fn what_a_button_makes_outlives_the_button() {
        let form = Owner::new();
        let home = form.with(Home::default);
        let button = form.with(Owner::new);
        let (lost, kept) = button.with(|| (RwSignal::new(1), home.make(|| RwSignal::new(1))));
        button.cleanup();
        assert_eq!(lost.try_get_untracked(), None);
        assert_eq!(kept.try_get_untracked(), Some(1));
    }
}
