//! Contacts that are selected: what narrows them down, and who takes out or writes to which of them.

use crate::{
    custom_fields::{field, fields},
    on_both,
    trial::{Trial, refused},
};
use actions::{broadcasts, contacts, custom_fields};
use model::{
    broadcast::Medium,
    contact::{Contact, ContactDraft, ContactFilters, ContactOrder, ContactQuery},
    custom_field::{CustomFieldDraft, FieldTest, Kind},
    id::ContactId,
    permission::{Permission, Staff},
    person::Role,
    refusal::{Field, Problem, Refusal},
    selection::{ContactExport, ContactSelection, SELECTION_LIMIT, Selection},
};

/// Makes a contact of this person's with a plan.
async fn planned(trial: &Trial, by: &Staff, name: &str, plan: &str) -> Contact {
    let draft = ContactDraft {
        name: name.to_owned(),
        fields: fields(&[("plan", plan)]),
        ..ContactDraft::default()
    };
    contacts::create(&trial.house, by, &draft).await.unwrap()
}

/// A manager who sees Emmy, Hedy and Lise and not Olga, who is the administrator's; all but Lise have the golden plan.
async fn cast(trial: &Trial) -> (Staff, [ContactId; 4]) {
    let plan = field("plan", Kind::Select);
    custom_fields::create(&trial.house, &trial.admin, plan).await.unwrap();
    let mia = trial.person("mia", &[Role::Manager]).await;
    trial.department("Support", &[&mia]).await;
    let mia = trial.staff(mia.person.id).await;
    let mut ids = Vec::new();
    for (name, plan) in [("Emmy", "Gold"), ("Hedy", "Gold"), ("Lise", "Silver")] {
        ids.push(planned(trial, &mia, name, plan).await.id);
        trial.later(1_000);
    }
    ids.push(planned(trial, &trial.admin, "Olga", "Gold").await.id);
    (mia, ids.try_into().unwrap())
}

fn golden() -> ContactQuery {
    let fields = [("plan".to_owned(), FieldTest::Is("gold".to_owned()))].into();
    narrowed(ContactFilters { fields, ..ContactFilters::default() })
}

fn narrowed(filters: ContactFilters) -> ContactQuery {
    ContactQuery { filters, order: ContactOrder::Name, ..ContactQuery::default() }
}

async fn listed(trial: &Trial, by: &Staff, query: &ContactQuery) -> Vec<String> {
    let page = contacts::list(&trial.house, by, query).await.unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    page.rows.into_iter().map(|contact| contact.name).collect()
}

fn by_name(selection: ContactSelection, is_descending: bool) -> ContactExport {
    ContactExport { selection, order: ContactOrder::Name, is_descending }
}

async fn exported(
    trial: &Trial,
    by: &Staff,
    wanted: &ContactExport,
) -> Result<Vec<String>, Refusal> {
    let page = refused(contacts::export(&trial.house, by, wanted, None).await)?;
    Ok(page.rows.into_iter().map(|contact| contact.name).collect())
}

on_both! {
async fn cc_02_cc_03_what_narrows_contacts_down_shows_nobody_who_is_not_seen(trial) {
    let (mia, [emmy, hedy, lise, olga]) = cast(&trial).await;
    assert_eq!(listed(&trial, &trial.admin, &golden()).await, ["Emmy", "Hedy", "Olga"]);
    assert_eq!(listed(&trial, &mia, &golden()).await, ["Emmy", "Hedy"]);
    for contact in [emmy, olga] {
        contacts::block(&trial.house, &trial.admin, contact, "").await.unwrap();
    }
    for contact in [hedy, lise, olga] {
        broadcasts::opt(&trial.house, &trial.admin, contact, true).await.unwrap();
    }
    let blocked = |it| narrowed(ContactFilters { is_blocked: Some(it), ..golden().filters });
    let out = |it| narrowed(ContactFilters { is_opted_out: Some(it), ..ContactFilters::default() });
    assert_eq!(listed(&trial, &mia, &blocked(true)).await, ["Emmy"]);
    assert_eq!(listed(&trial, &mia, &blocked(false)).await, ["Hedy"]);
    assert_eq!(listed(&trial, &mia, &out(true)).await, ["Hedy", "Lise"]);
    assert_eq!(listed(&trial, &mia, &out(false)).await, ["Emmy"]);
    assert_eq!(listed(&trial, &trial.admin, &out(true)).await, ["Hedy", "Lise", "Olga"]);
    // Whoever serves nobody finds nobody, whatever they ask for.
    let ada = trial.agent("ada").await;
    for query in [golden(), blocked(true), out(true), out(false)] {
        assert_eq!(listed(&trial, &ada, &query).await, [] as [&str; 0]);
    }
}
}

on_both! {
async fn cc_03_a_field_that_is_not_searched_narrows_down_to_nobody(trial) {
    let (_, _) = cast(&trial).await;
    let all = custom_fields::list(&trial.house, &trial.admin).await.unwrap();
    let plan = all.into_iter().find(|it| it.key == "plan").unwrap();
    let draft = CustomFieldDraft { is_searchable: false, ..field("plan", Kind::Select) };
    let changed = (plan.version, draft);
    custom_fields::edit(&trial.house, &trial.admin, plan.id, changed).await.unwrap();
    assert_eq!(listed(&trial, &trial.admin, &golden()).await, [] as [&str; 0]);
}
}

on_both! {
async fn cc_02_cc_14_a_file_of_contacts_follows_filters_order_and_selection_as_far_as_one_sees(trial) {
    let (mia, [emmy, hedy, lise, olga]) = cast(&trial).await;
    let found = |minus: &[ContactId]| Selection::Filter { query: golden(), minus: minus.to_vec() };
    let wanted = by_name(found(&[]), false);
    assert_eq!(exported(&trial, &mia, &wanted).await.unwrap(), ["Emmy", "Hedy"]);
    let wanted = by_name(found(&[]), true);
    assert_eq!(exported(&trial, &trial.admin, &wanted).await.unwrap(), ["Olga", "Hedy", "Emmy"]);
    let wanted = by_name(found(&[hedy]), true);
    assert_eq!(exported(&trial, &trial.admin, &wanted).await.unwrap(), ["Olga", "Emmy"]);
    let chosen = Selection::Chosen(vec![olga, lise, emmy, lise]);
    let wanted = by_name(chosen.clone(), true);
    assert_eq!(exported(&trial, &mia, &wanted).await.unwrap(), ["Lise", "Emmy"]);
    let wanted = ContactExport { order: ContactOrder::Created, ..by_name(chosen, false) };
    assert_eq!(exported(&trial, &trial.admin, &wanted).await.unwrap(), ["Emmy", "Lise", "Olga"]);

    let many = (0..=u128::from(SELECTION_LIMIT)).map(|n| ContactId(model::Uuid::from_u128(n)));
    let wanted = by_name(Selection::Chosen(many.collect()), false);
    let problem = Problem::TooMany { limit: SELECTION_LIMIT };
    let answer = exported(&trial, &mia, &wanted).await;
    assert_eq!(answer, Err(Refusal::invalid(Field::Contact, problem)));
    let ada = trial.agent("ada").await;
    let answer = exported(&trial, &ada, &by_name(found(&[]), false)).await;
    let permission = Permission::ExportContacts;
    assert_eq!(answer, Err(Refusal::NotPermitted { permission }));
}
}

on_both! {
async fn cc_14_a_long_selection_leaves_page_by_page_each_contact_once(trial) {
    let mut ids = Vec::new();
    for number in 0..205 {
        let draft = ContactDraft { name: format!("{number:03}"), ..ContactDraft::default() };
        ids.push(contacts::create(&trial.house, &trial.admin, &draft).await.unwrap().id);
    }
    ids.reverse();
    for selection in [
        Selection::Chosen(ids[1..].to_vec()),
        Selection::Filter { query: ContactQuery::default(), minus: vec![ids[0]] },
    ] {
        let wanted = by_name(selection, false);
        let (mut names, mut after) = (Vec::new(), None);
        loop {
            let page = contacts::export(&trial.house, &trial.admin, &wanted, after).await.unwrap();
            names.extend(page.rows.into_iter().map(|contact| contact.name));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(names, (0..204).map(|number| format!("{number:03}")).collect::<Vec<_>>());
    }
}
}

on_both! {
async fn cc_13_a_broadcast_goes_to_whom_filters_find_as_far_as_its_sender_sees(trial) {
    let (mia, [emmy, hedy, ..]) = cast(&trial).await;
    broadcasts::opt(&trial.house, &trial.admin, hedy, true).await.unwrap();
    let choose = async |by: &Staff, query: ContactQuery, minus: &[ContactId]| {
        let to = Selection::Filter { query, minus: minus.to_vec() };
        let asked = (to, Medium::Email);
        let choice = broadcasts::choose(&trial.house, by, asked, &[0, 1, 2]).await.unwrap();
        assert_eq!(choice.total, choice.samples.len() as u64);
        let names = choice.samples.into_iter().map(|sample| sample.contact.name);
        (choice.opted_out, names.collect::<Vec<_>>())
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(choose(&mia, golden(), &[]).await, (1, names(&["Emmy", "Hedy"])));
    assert_eq!(choose(&trial.admin, golden(), &[emmy]).await, (1, names(&["Hedy", "Olga"])));
    let willing = ContactFilters { is_opted_out: Some(false), ..golden().filters };
    assert_eq!(choose(&mia, narrowed(willing), &[]).await, (0, names(&["Emmy"])));
}
}
