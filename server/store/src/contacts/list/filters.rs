//! What the list of contacts is narrowed down to.

use model::{contact::ContactFilters, custom_field::Holder};

use crate::{Conn, Error, clause::Clause, custom_fields, opt_outs};

/// Adds what the filters say.
pub(crate) async fn restrict(
    conn: &mut Conn,
    clause: &mut Clause,
    filters: &ContactFilters,
) -> Result<(), Error> {
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
    for (ids, wanted) in [(BLOCKED, filters.is_blocked), (opt_outs::ALL, filters.is_opted_out)] {
        if let Some(wanted) = wanted {
            clause.and(&format!("id {} ({ids})", is_in(wanted)));
        }
    }
    custom_fields::asked::restrict(conn, clause, (Holder::Contact, &filters.fields)).await
}

/// The few are looked up in an index of their own, not met by walking through all.
const BLOCKED: &str = "SELECT b.id FROM contacts b WHERE b.blocked IS NOT NULL";

const fn is_in(wanted: bool) -> &'static str {
    if wanted { "IN" } else { "NOT IN" }
}

#[cfg(test)]
mod tests {
    use model::{
        broadcast::OptOut,
        contact::{Block, ContactFilters, ContactOrder, ContactQuery},
        custom_field::{CustomField, Editors, FieldTest, Holder, Kind},
        id::{ContactId, CustomFieldId, DepartmentId},
        moment::Moment,
        permission::Reach,
    };

    use crate::{
        Store, contacts, custom_fields, on_both, opt_outs,
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

        async fn cc_03_contacts_are_narrowed_down_by_who_is_blocked_and_who_wants_no_broadcasts(store) {
            let mut write = store.write().await.unwrap();
            for number in 0..4 {
                contacts::insert(&mut write, &samples::contact(number)).await.unwrap();
            }
            let block = Block { at: Moment(1), by: samples::person_ref(1), reason: String::new() };
            let id = |number| samples::contact(number).id;
            contacts::set_block(&mut write, id(1), Some(&block)).await.unwrap();
            let out = OptOut { at: Moment(1), by: None };
            for number in [1, 2] {
                opt_outs::add(&mut write, id(number), &out).await.unwrap();
            }
            write.commit().await.unwrap();
            let none = ContactFilters::default;
            let (yes, no) = (Some(true), Some(false));
            for (filters, numbers) in [
                (ContactFilters { is_blocked: yes, ..none() }, &[1][..]),
                (ContactFilters { is_blocked: no, ..none() }, &[0, 2, 3]),
                (ContactFilters { is_opted_out: yes, ..none() }, &[1, 2]),
                (ContactFilters { is_opted_out: no, ..none() }, &[0, 3]),
                (ContactFilters { is_opted_out: yes, is_blocked: no, ..none() }, &[2]),
            ] {
                assert_eq!(found(&store, filters.clone()).await, numbers, "{filters:?}");
            }
            // Who sees one of them finds that one, and counts no other.
            let mut write = store.write().await.unwrap();
            let me = samples::person(1).id;
            contacts::made_by(&mut write, id(2), me).await.unwrap();
            let query = ContactQuery {
                filters: ContactFilters { is_opted_out: yes, ..none() },
                ..ContactQuery::default()
            };
            let page = contacts::list(&mut write, &Reach::Own, me, &query).await.unwrap();
            assert_eq!((page.rows.len(), page.total), (1, 1));
        }

        async fn cc_03_contacts_are_narrowed_down_by_custom_fields_each_as_its_kind_is_compared(store) {
            let mut write = store.write().await.unwrap();
            for (number, (key, kind)) in (0..).zip(KINDS) {
                let it = field(number, key, *kind);
                custom_fields::insert(&mut write, &it).await.unwrap();
            }
            let values: &[&[(&str, &str)]] = &[
                &[("plan", "Gold"), ("note", "Größe 50%"), ("vip", "true"), ("fax", "+4930901820")],
                &[("plan", "Golden"), ("uses", "Tea\nIced tea"), ("vip", "false")],
                &[("uses", "Iced tea\nCoffee"), ("size", "1.5"), ("born", "1906-12-09")],
                &[("secret", "Gold"), ("off", "Gold")],
            ];
            for (number, values) in (0..).zip(values) {
                let mut contact = samples::contact(number);
                let owned = |(key, value): &(&str, &str)| (key.to_string(), value.to_string());
                contact.fields = values.iter().map(owned).collect();
                contacts::insert(&mut write, &contact).await.unwrap();
            }
            write.commit().await.unwrap();
            let cases: &[(&str, &str, &[i64])] = &[
                ("plan", "is.GOLD", &[0]),
                ("plan", "has.gold", &[0, 1]),
                ("note", "has.grosse", &[0]),
                ("note", "has.50%", &[0]),
                ("note", "has.5_%", &[]),
                ("note", "is.GRÖSSE 50%", &[0]),
                ("vip", "is.true", &[0]),
                ("vip", "is.false", &[1, 2, 3]),
                ("uses", "is.Tea", &[1]),
                ("uses", "is.iced tea", &[1, 2]),
                ("uses", "is.Coffee", &[2]),
                ("size", "is.1,50", &[2]),
                ("born", "is.1906-12-09", &[2]),
                ("fax", "has.030 901820", &[0]),
                ("fax", "is.+49 30 901820", &[0]),
                ("secret", "is.Gold", &[]),
                ("off", "is.Gold", &[]),
                ("gone", "is.Gold", &[]),
            ];
            for (key, test, numbers) in cases {
                let fields = [(key.to_string(), FieldTest::read(test))].into();
                let filters = ContactFilters { fields, ..ContactFilters::default() };
                assert_eq!(found(&store, filters).await, *numbers, "{key} {test}");
            }
            let fields = [("plan", "has.gold"), ("vip", "is.false")];
            let fields = fields.map(|(key, test)| (key.to_string(), FieldTest::read(test))).into();
            let both = ContactFilters { fields, ..ContactFilters::default() };
            assert_eq!(found(&store, both).await, [1]);
        }
    }

    const KINDS: &[(&str, Kind)] = &[
        ("plan", Kind::Select),
        ("note", Kind::LongText),
        ("vip", Kind::Checkbox),
        ("uses", Kind::MultiSelect),
        ("size", Kind::Number),
        ("born", Kind::Date),
        ("fax", Kind::Phone),
        ("secret", Kind::Text),
        ("off", Kind::Text),
    ];

    fn field(number: u64, key: &str, kind: Kind) -> CustomField {
        CustomField {
            id: CustomFieldId(samples::id(100 + number)),
            key: String::from(key),
            holder: Holder::Contact,
            label: String::from(key),
            kind,
            options: Vec::new(),
            pattern: String::new(),
            is_required: false,
            is_searchable: key != "secret",
            is_visible: true,
            is_asked: false,
            editors: Editors::Everybody,
            is_enabled: key != "off",
            place: 0,
            version: 1,
        }
    }
}
