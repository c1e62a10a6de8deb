//! What a list is narrowed down to by what custom fields say.

use std::collections::BTreeMap;

use model::custom_field::{CustomField, FieldTest, Holder, Kind, TICKED, clean};

use super::values;
use crate::{
    Conn, Error,
    clause::{Clause, infix},
    fold,
};

/// Adds what is asked of the fields of contacts, or of conversations, by key.
pub(crate) async fn restrict(
    conn: &mut Conn,
    clause: &mut Clause,
    (holder, tests): (Holder, &BTreeMap<String, FieldTest>),
) -> Result<(), Error> {
    if tests.is_empty() {
        return Ok(());
    }
    let known = super::of(conn, holder).await?;
    for (key, test) in tests {
        match known.iter().find(|field| field.key == *key && field.is_filter()) {
            Some(field) => restrict_to_field(clause, field, test),
            // What nobody is asked any more, nobody is found by.
            None => clause.and("FALSE"),
        }
    }
    Ok(())
}

fn restrict_to_field(clause: &mut Clause, field: &CustomField, test: &FieldTest) {
    let is_unticked = field.kind == Kind::Checkbox && test.text() != TICKED;
    let key = clause.value(field.key.clone());
    let meets = if field.kind == Kind::Checkbox {
        // A box nobody ever touched is not ticked either.
        format!("value = {}", clause.value(String::from(TICKED)))
    } else {
        value_meets(clause, field, test)
    };
    let is_in = if is_unticked { "NOT IN" } else { "IN" };
    let (id, of) = match field.holder {
        Holder::Contact => ("id", "contact FROM contact_fields"),
        Holder::Conversation => ("conversations.id", "conversation FROM conversation_fields"),
    };
    clause.and(&format!("{id} {is_in} (SELECT {of} WHERE field = {key} AND {meets})"));
}

/// The condition that a kept value is as it is asked for.
fn value_meets(clause: &mut Clause, field: &CustomField, test: &FieldTest) -> String {
    match test {
        FieldTest::Contains(text) => {
            let digits = fold::phone_digits(text).filter(|_| field.kind == Kind::Phone);
            let part = digits.unwrap_or_else(|| values::key(text));
            format!("value LIKE {} ESCAPE '\\'", clause.value(infix(&part)))
        }
        FieldTest::Is(text) if field.kind == Kind::MultiSelect => {
            let option = format!("|{}|", values::key(text));
            format!("'|' || value || '|' LIKE {} ESCAPE '\\'", clause.value(infix(&option)))
        }
        FieldTest::Is(text) => {
            let cleaned = clean(field.kind, &field.options, text);
            let wanted = cleaned.as_deref().unwrap_or(text);
            format!("value = {}", clause.value(values::key(wanted)))
        }
    }
}
