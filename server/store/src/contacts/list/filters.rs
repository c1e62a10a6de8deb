//! What the list of contacts is narrowed down to.

use model::contact::ContactFilters;

use crate::clause::Clause;

/// Adds what the filters say.
pub(super) fn restrict(clause: &mut Clause, filters: &ContactFilters) {
    if let Some(manager) = filters.manager {
        let manager = clause.value(manager.0);
        clause.and(&format!("manager = {manager}"));
    }
    if let Some(agent) = filters.agent {
        let agent = clause.value(agent.0);
        clause.and(&format!("id IN (SELECT contact FROM contact_people WHERE person = {agent})"));
    }
    if let Some(department) = filters.department {
        let department = clause.value(department.0);
        clause.and(&format!(
            "id IN (SELECT contact FROM contact_departments WHERE department = {department})"
        ));
    }
    for (column, wanted) in [("emails", filters.has_email), ("phones", filters.has_phone)] {
        match wanted {
            Some(true) => clause.and(&format!("{column} <> '[]'")),
            Some(false) => clause.and(&format!("{column} = '[]'")),
            None => {}
        }
    }
    if let Some(from) = filters.chatted_from {
        let from = clause.value(from.0);
        clause.and(&format!("last_chat >= {from}"));
    }
    if let Some(until) = filters.chatted_until {
        let until = clause.value(until.0);
        clause.and(&format!("last_chat < {until}"));
    }
}

#[cfg(test)]
mod tests {
    use model::{
        contact::{ContactFilters, ContactOrder, ContactQuery},
        id::{ContactId, DepartmentId},
        moment::Moment,
        permission::Reach,
    };

    use crate::{
        Store, contacts, on_both,
        samples::{self, Tale},
    };

    async fn found(store: &Store, filters: ContactFilters) -> Vec<i64> {
        let query =
            ContactQuery { filters, order: ContactOrder::Created, ..ContactQuery::default() };
        let mut read = store.read().await.unwrap();
        let me = samples::person(1).id;
        let page = contacts::list(&mut read, &Reach::All, me, &query).await.unwrap();
        page.rows.iter().map(|contact| contact.created.0).collect()
    }

    on_both! {
        async fn cc_03_contacts_are_narrowed_down_by_what_is_known_of_them(store) {
            let sales = DepartmentId(samples::id(70));
            let mut write = store.write().await.unwrap();
            for number in 0..4_u64 {
                let mut contact = samples::contact(number);
                if number == 1 {
                    contact.manager = Some(samples::person_ref(2));
                    contact.emails = vec![String::from("a@example.org")];
                }
                if number > 1 {
                    contact.phones = vec![String::from("+4930901820")];
                    contact.last_chat = Some(Moment(i64::try_from(number).unwrap() * 100));
                }
                contacts::insert(&mut write, &contact).await.unwrap();
            }
            contacts::made_by(&mut write, samples::contact(0).id, samples::person(3).id).await.unwrap();
            write.commit().await.unwrap();
            let contact: ContactId = samples::contact(3).id;
            Tale::with(3, contact, Some(sales)).taken(10, 4).store(&store).await;
            let none = ContactFilters::default;
            let person = |number| Some(samples::person(number).id);
            let cases = [
                (none(), &[0, 1, 2, 3][..]),
                (ContactFilters { manager: person(2), ..none() }, &[1]),
                (ContactFilters { agent: person(3), ..none() }, &[0]),
                (ContactFilters { agent: person(4), ..none() }, &[3]),
                (ContactFilters { department: Some(sales), ..none() }, &[3]),
                (ContactFilters { has_email: Some(true), ..none() }, &[1]),
                (ContactFilters { has_email: Some(false), ..none() }, &[0, 2, 3]),
                (ContactFilters { has_phone: Some(true), ..none() }, &[2, 3]),
                (ContactFilters { has_phone: Some(false), has_email: Some(false), ..none() }, &[0]),
                (ContactFilters { chatted_from: Some(Moment(200)), ..none() }, &[2, 3]),
                (ContactFilters { chatted_until: Some(Moment(300)), ..none() }, &[2]),
            ];
            for (filters, numbers) in cases {
                assert_eq!(found(&store, filters.clone()).await, numbers, "{filters:?}");
            }
        }
    }
}
