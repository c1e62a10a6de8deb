//! The demo workspace's custom fields, and what is known by them about its guests.

use model::{
    custom_field::{CustomField, Editors, Holder, Kind},
    id::CustomFieldId,
};

use super::{dice::Dice, guests::Guest};

const PLANS: [&str; 3] = ["Taster", "Regular", "Connoisseur"];

/// The definitions, in the order in which they are shown.
pub(super) fn defined(dice: &mut Dice) -> Vec<CustomField> {
    let mut field = |key: &str, label: &str, kind: Kind| CustomField {
        id: CustomFieldId(dice.uuid()),
        key: String::from(key),
        holder: Holder::Contact,
        label: String::from(label),
        kind,
        options: Vec::new(),
        pattern: String::new(),
        is_required: false,
        is_searchable: false,
        is_visible: true,
        is_asked: false,
        editors: Editors::Everybody,
        is_enabled: true,
        place: 0,
        version: 1,
    };
    let number = CustomField {
        pattern: String::from(r"TC-\d{5}"),
        is_searchable: true,
        ..field("customer_number", "Customer number", Kind::Text)
    };
    let plan = CustomField {
        options: PLANS.map(String::from).to_vec(),
        ..field("subscription", "Tea subscription", Kind::Select)
    };
    let since = field("customer_since", "Customer since", Kind::Date);
    let order = CustomField {
        holder: Holder::Conversation,
        pattern: String::from(r"\d{6}"),
        is_searchable: true,
        ..field("order_number", "Order number", Kind::Text)
    };
    let fields = [number, plan, since, order];
    fields.into_iter().zip(0..).map(|(field, place)| CustomField { place, ..field }).collect()
}

/// Most guests have bought something before.
pub(super) fn fill_in(guests: &mut [Guest], dice: &mut Dice) {
    for (guest, number) in guests.iter_mut().zip(10_407_u32..) {
        let fields = &mut guest.contact.fields;
        if dice.percent(70) {
            fields.insert(String::from("customer_number"), format!("TC-{number}"));
            let (year, month) = (dice.between(2019, 2025), dice.between(1, 12));
            let day = dice.between(1, 28);
            fields.insert(String::from("customer_since"), format!("{year}-{month:02}-{day:02}"));
        }
        if dice.percent(35) {
            fields.insert(String::from("subscription"), String::from(dice.word(&PLANS)));
        }
    }
}
