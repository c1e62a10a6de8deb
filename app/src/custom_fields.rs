//! Custom fields on the screens: the definitions, what is known, and the inputs of forms.

mod facts;
mod inputs;
mod leaving;

use leptos::{prelude::*, task::spawn_local};
use model::{
    custom_field::{CustomField, Holder},
    id::CustomFieldId,
};

pub use self::{
    facts::{CustomFacts, kind_word},
    inputs::{CustomInputs, Inputs},
    leaving::on_leaving,
};
use crate::{
    api::{self, Fault},
    shell::session::{Session, use_session},
};

/// The definitions, fetched when a screen first shows one. Copy; given as context behind the login page.
#[derive(Debug, Clone, Copy)]
pub struct Definitions {
    /// In the order in which they are shown; `None` until they are here.
    pub all: RwSignal<Option<Vec<CustomField>>>,
    pub fault: RwSignal<Option<Fault>>,
    session: Session,
}

/// Gives the definitions as context; nothing is fetched until somebody asks.
pub fn provide_definitions() {
    let session = use_session();
    provide_context(Definitions { all: RwSignal::new(None), fault: RwSignal::new(None), session });
}

#[must_use]
pub fn use_definitions() -> Definitions {
    expect_context::<Definitions>()
}

impl Definitions {
    /// Fetches them, also when they are here already: others may have changed them. What is held is shown meanwhile.
    pub fn ask(self) {
        self.fault.set(None);
        spawn_local(async move {
            match self.session.ask(api::custom_fields::list()).await {
                Ok(all) => self.take(all),
                Err(fault) => drop(self.fault.try_set(Some(fault))),
            }
        });
    }

    /// Takes all of them in.
    pub fn take(self, all: Vec<CustomField>) {
        if self.all.try_with_untracked(|held| held.as_ref() != Some(&all)) == Some(true) {
            self.all.set(Some(all));
        }
    }

    /// Takes a saved one in.
    pub fn put(self, field: CustomField) {
        self.all.update(|all| {
            let all = all.get_or_insert_default();
            match all.iter_mut().find(|held| held.id == field.id) {
                Some(held) => *held = field,
                None => all.push(field),
            }
        });
    }

    /// Lets a deleted one go.
    pub fn drop(self, id: CustomFieldId) {
        self.all.update(|all| {
            if let Some(all) = all {
                all.retain(|field| field.id != id);
            }
        });
    }

    #[must_use]
    pub fn get(self, id: CustomFieldId) -> Option<CustomField> {
        self.all.with(|all| all.as_ref()?.iter().find(|field| field.id == id).cloned())
    }

    /// Those of contacts or conversations, whether they are shown or not.
    #[must_use]
    pub fn of(self, holder: Holder) -> Vec<CustomField> {
        self.all.with(|all| {
            let all = all.iter().flatten();
            all.filter(|field| field.holder == holder).cloned().collect()
        })
    }

    /// Those that people see and fill in.
    #[must_use]
    pub fn shown(self, holder: Holder) -> Vec<CustomField> {
        let mut fields = self.of(holder);
        fields.retain(CustomField::is_shown);
        fields
    }
}
