//! Conversations that change hands: forwarded, returned, taken back; every refusal and every race.

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};
use actions::{
    conversations::{self, Target},
    departments,
};
use model::{
    availability::Availability,
    conversation::{Stage, StageName},
    department::DepartmentDraft,
    event::{Author, EventBody},
    forward::{Forward, TAKE_BACK_MS},
    id::{ConversationId, DepartmentId},
    permission::{Permission, Staff},
    person::Role,
    reason::Rule,
    refusal::{Field, Problem, Refusal, Thing},
    settings::{Algorithm, Delivery},
};

/// Ada serves a guest in Support; Bo is in Support, Cleo in Sales.
struct Shop {
    ada: Staff,
    bo: Staff,
    cleo: Staff,
    support: DepartmentId,
    sales: DepartmentId,
    guest: Guest,
}

async fn shop(trial: &Trial) -> Shop {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let cleo = trial.agent("cleo").await;
    let support = trial.department("Support", &[&ada, &bo]).await;
    let sales = trial.department("Sales", &[&cleo]).await;
    let (ada, bo) = (trial.staff(ada.person.id).await, trial.staff(bo.person.id).await);
    let cleo = trial.staff(cleo.person.id).await;
    let guest = trial.guest("Guest", Some(support)).await;
    trial.take(&ada, guest.conversation).await.unwrap();
    Shop { ada, bo, cleo, support, sales, guest }
}

fn to_department(department: DepartmentId) -> Target {
    Target { department: Some(department), person: None }
}

fn to_person(staff: &Staff) -> Target {
    Target { department: None, person: Some(staff.person.id) }
}

async fn forward(
    trial: &Trial,
    staff: &Staff,
    id: ConversationId,
    target: Target,
) -> Result<Forward, Refusal> {
    refused(conversations::forward(&trial.house, staff, id, target, "a comment").await)
}

async fn take_back(trial: &Trial, staff: &Staff, id: ConversationId) -> Result<(), Refusal> {
    refused(conversations::take_back(&trial.house, staff, id).await)
}

async fn set(trial: &Trial, id: DepartmentId, change: impl FnOnce(&mut DepartmentDraft)) {
    refused(try_set(trial, id, change).await).unwrap();
}

async fn try_set(
    trial: &Trial,
    id: DepartmentId,
    change: impl FnOnce(&mut DepartmentDraft),
) -> Result<(), actions::Error> {
    let all = departments::list(&trial.house, &trial.admin).await.unwrap();
    let it = all.into_iter().find(|department| department.id == id).unwrap();
    let mut draft = DepartmentDraft {
        name: it.name,
        description: it.description,
        is_enabled: it.is_enabled,
        is_public: it.is_public,
        algorithm: it.algorithm,
        max_conversations: it.max_conversations,
        requires_tags: it.requires_tags,
        sends_transcript: it.sends_transcript,
        fallback: it.fallback,
        hold_limit_s: it.hold_limit_s,
        hold_comment: it.hold_comment,
        members: it.members,
    };
    change(&mut draft);
    departments::edit(&trial.house, &trial.admin, id, it.version, draft).await.map(drop)
}

async fn away(trial: &Trial, staff: &Staff) {
    actions::people::set_availability(&trial.house, staff, Availability::Away).await.unwrap();
}

on_both! {
async fn qa_02_forwarded_to_a_department_it_waits_there_in_its_old_place(trial) {
    let shop = shop(&trial).await;
    let id = shop.guest.conversation;
    let arrived = trial.conversation(id).await.arrived;
    trial.later(60_000);
    let done = forward(&trial, &shop.ada, id, to_department(shop.sales)).await.unwrap();
    assert_eq!(done.from, Some(shop.ada.person.clone()));
    let it = trial.conversation(id).await;
    assert_eq!((it.stage.clone(), it.department), (Stage::Queued, Some(shop.sales)));
    assert_eq!(it.arrived, arrived);
    // The guest goes on writing, and hears with whom they will be connected, not what was said about them.
    trial.guest_says(&shop.guest, "are you there?").await;
    let seen = conversations::thread_since(&trial.house, &shop.guest.actor, id, 0).await.unwrap();
    let told = seen.events.iter().find_map(|event| match &event.body {
        EventBody::Forwarded(forward) => Some(forward.clone()),
        _ => None,
    });
    let told = told.unwrap();
    assert_eq!(told.department.unwrap().name, "Sales");
    assert_eq!((told.comment.as_str(), told.from), ("", None));
    assert_eq!(trial.take(&shop.cleo, id).await, Ok(()));
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_02_forwarded_to_somebody_they_have_it_and_the_reason_says_so(trial) {
    let shop = shop(&trial).await;
    let id = shop.guest.conversation;
    forward(&trial, &shop.ada, id, to_person(&shop.bo)).await.unwrap();
    assert_eq!(trial.stage(id).await, Stage::Open { agent: shop.bo.person.clone() });
    let log = trial.log(id).await;
    let EventBody::Assigned { reason: Some(reason), .. } = &log.last().unwrap().body else {
        panic!("{:?}", log.last());
    };
    assert_eq!(reason.rule, Rule::Forwarded);
    // With a department, somebody of that department: Sales's limit counts there.
    let both = Target { department: Some(shop.sales), person: Some(shop.cleo.person.id) };
    forward(&trial, &shop.bo, id, both).await.unwrap();
    let it = trial.conversation(id).await;
    assert_eq!(it.stage, Stage::Open { agent: shop.cleo.person.clone() });
    assert_eq!(it.department, Some(shop.sales));
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_02_where_conversations_ring_a_forwarded_one_rings_too(trial) {
    let shop = shop(&trial).await;
    trial.settings(|s| s.delivery = Delivery::Offer { timeout_s: 45 }).await;
    let id = shop.guest.conversation;
    forward(&trial, &shop.ada, id, to_person(&shop.bo)).await.unwrap();
    assert!(matches!(trial.stage(id).await, Stage::Offered { .. }));
    conversations::refuse(&trial.house, &shop.bo, id).await.unwrap();
    let it = trial.conversation(id).await;
    assert_eq!((it.stage, it.department), (Stage::Queued, Some(shop.support)));
    // Neither who forwarded it nor who refused it is the next to be asked.
    assert_eq!(it.declined, [shop.ada.person.id, shop.bo.person.id]);
}
}

on_both! {
async fn qa_02_who_cannot_serve_it_does_not_get_it_and_the_refusal_says_why(trial) {
    let shop = shop(&trial).await;
    let id = shop.guest.conversation;
    let mia = trial.person("mia", &[Role::Manager]).await;
    let is = |person: &Staff| person.person.clone();
    let try_person = |staff: Staff| {
        let (trial, ada) = (&trial, &shop.ada);
        async move { forward(trial, ada, id, to_person(&staff)).await.map(drop) }
    };
    let nowhere = Refusal::invalid(Field::Department, Problem::Missing);
    assert_eq!(forward(&trial, &shop.ada, id, Target::default()).await.map(drop), Err(nowhere));
    assert_eq!(try_person(mia).await, Err(Refusal::NotAnAgent));
    let same = Refusal::AlreadyIn { person: is(&shop.ada) };
    assert_eq!(try_person(shop.ada.clone()).await, Err(same));
    let foreign = Refusal::NotInDepartment { person: is(&shop.cleo) };
    assert_eq!(try_person(shop.cleo.clone()).await, Err(foreign));
    // Bo is full, then away, then gone.
    trial.settings(|s| s.max_conversations = 1).await;
    let other = trial.guest("Other", Some(shop.support)).await.conversation;
    trial.take(&shop.bo, other).await.unwrap();
    let full = Refusal::PersonFull { person: is(&shop.bo), load: 1, max: 1 };
    assert_eq!(try_person(shop.bo.clone()).await, Err(full));
    away(&trial, &shop.bo).await;
    let away = Refusal::NotAvailable { person: is(&shop.bo) };
    assert_eq!(try_person(shop.bo.clone()).await, Err(away));
    let mut draft = crate::trial::draft_of("bo", "Bo", &[Role::Agent]);
    (draft.password, draft.is_enabled) = (None, false);
    actions::people::edit(&trial.house, &trial.admin, shop.bo.person.id, 1, draft).await.unwrap();
    let gone = Refusal::not_found(Thing::Person);
    assert_eq!(try_person(shop.bo.clone()).await, Err(gone));
    // Nothing of all that happened to the conversation.
    assert_eq!(trial.at(id).await.as_deref(), Some("Ada"));
    assert_eq!(trial.log(id).await.len(), 2);
}
}

on_both! {
async fn qa_02_while_nobody_is_there_the_fallback_gets_it_else_it_is_refused(trial) {
    let shop = shop(&trial).await;
    let id = shop.guest.conversation;
    let sales = to_department(shop.sales);
    let billing = trial.department("Billing", &[&shop.bo]).await;
    trial.house.presence.left(shop.cleo.person.id, trial.house.clock.now());
    trial.later(31_000);
    let nobody = forward(&trial, &shop.ada, id, sales).await.map(drop);
    assert!(matches!(nobody, Err(Refusal::NobodyThere { department }) if department.name == "Sales"));
    // What falls back to where it is goes nowhere.
    set(&trial, shop.sales, |draft| draft.fallback = Some(shop.support)).await;
    let nobody = forward(&trial, &shop.ada, id, sales).await.map(drop);
    assert!(matches!(nobody, Err(Refusal::NobodyThere { .. })));
    set(&trial, shop.sales, |draft| draft.fallback = Some(billing)).await;
    let done = forward(&trial, &shop.ada, id, sales).await.unwrap();
    assert_eq!(done.department.unwrap().name, "Billing");
    assert_eq!(done.passed.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Sales"]);
    assert_eq!(trial.conversation(id).await.department, Some(billing));
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_02_fallbacks_that_lead_in_a_circle_are_not_saved(trial) {
    let shop = shop(&trial).await;
    let circular = Err(Refusal::invalid(Field::Fallback, Problem::Circular));
    let own = try_set(&trial, shop.sales, |draft| draft.fallback = Some(shop.sales)).await;
    assert_eq!(refused(own), circular);
    set(&trial, shop.sales, |draft| draft.fallback = Some(shop.support)).await;
    let back = try_set(&trial, shop.support, |draft| draft.fallback = Some(shop.sales)).await;
    assert_eq!(refused(back), circular);
    let nowhere = DepartmentId(model::Uuid::from_u128(7));
    let unknown = try_set(&trial, shop.support, |draft| draft.fallback = Some(nowhere)).await;
    assert_eq!(refused(unknown), Err(Refusal::invalid(Field::Fallback, Problem::Unknown)));
}
}

on_both! {
async fn qa_02_a_department_that_is_disabled_the_same_or_unknown_gets_nothing(trial) {
    let shop = shop(&trial).await;
    let id = shop.guest.conversation;
    let try_department = |department| {
        let (trial, ada) = (&trial, &shop.ada);
        async move { forward(trial, ada, id, to_department(department)).await.map(drop) }
    };
    assert_eq!(try_department(shop.support).await, Err(Refusal::SameDepartment));
    let unknown = DepartmentId(model::Uuid::from_u128(7));
    let missing = Refusal::not_found(Thing::Department);
    assert_eq!(try_department(unknown).await, Err(missing));
    set(&trial, shop.sales, |draft| draft.is_enabled = false).await;
    let disabled = try_department(shop.sales).await;
    assert!(matches!(disabled, Err(Refusal::DepartmentDisabled { .. })), "{disabled:?}");
}
}

on_both! {
async fn qa_02_what_is_on_hold_ended_or_none_of_theirs_cannot_be_forwarded(trial) {
    let shop = shop(&trial).await;
    let id = shop.guest.conversation;
    let target = to_person(&shop.bo);
    let hidden = Refusal::not_found(Thing::Conversation);
    assert_eq!(forward(&trial, &shop.cleo, id, target).await.map(drop), Err(hidden));
    trial.staff_says(&shop.ada, id, "one moment").await;
    conversations::hold(&trial.house, &shop.ada, id).await.unwrap();
    let held = Refusal::WrongStage { stage: StageName::OnHold };
    assert_eq!(forward(&trial, &shop.ada, id, target).await.map(drop), Err(held.clone()));
    let returned = conversations::return_to_queue(&trial.house, &shop.ada, id).await;
    assert_eq!(refused(returned), Err(held));
    conversations::resume(&trial.house, &shop.ada, id).await.unwrap();
    // An agent forwards what waits only once they have taken it.
    let queued = trial.guest("Other", Some(shop.support)).await.conversation;
    let permission = Permission::ViewRooms;
    let not_theirs = forward(&trial, &shop.ada, queued, target).await.map(drop);
    assert_eq!(not_theirs, Err(Refusal::NotPermitted { permission }));
    conversations::close(&trial.house, &shop.ada, id, "", &[]).await.unwrap();
    let closed = forward(&trial, &shop.ada, id, target).await.map(drop);
    assert_eq!(closed, Err(Refusal::AlreadyClosed));
}
}

on_both! {
async fn qa_02_a_supervisor_forwards_what_a_colleague_serves_and_what_waits(trial) {
    let shop = shop(&trial).await;
    let id = shop.guest.conversation;
    let mia = trial.person("mia", &[Role::Manager]).await;
    set(&trial, shop.support, |draft| {
        draft.members.push(model::department::Member { person: mia.person.id, order: 9 });
    })
    .await;
    let mia = trial.staff(mia.person.id).await;
    forward(&trial, &mia, id, to_person(&shop.bo)).await.unwrap();
    assert_eq!(trial.at(id).await.as_deref(), Some("Bo"));
    let waiting = trial.guest("Other", Some(shop.support)).await.conversation;
    forward(&trial, &mia, waiting, to_department(shop.sales)).await.unwrap();
    assert_eq!(trial.conversation(waiting).await.department, Some(shop.sales));
    // They see nothing of Sales, and can take it back all the same.
    assert_eq!(take_back(&trial, &mia, waiting).await, Ok(()));
    let it = trial.conversation(waiting).await;
    assert_eq!((it.stage, it.department), (Stage::Queued, Some(shop.support)));
    trial.check_log(waiting).await;
}
}

on_both! {
async fn qa_02_the_dialog_knows_who_is_there_and_what_stands_in_the_way(trial) {
    let shop = shop(&trial).await;
    let id = shop.guest.conversation;
    away(&trial, &shop.cleo).await;
    set(&trial, shop.sales, |draft| draft.fallback = Some(shop.support)).await;
    let targets = conversations::targets(&trial.house, &shop.ada, id).await.unwrap();
    // Not where it is already.
    let names: Vec<&str> = targets.departments.iter().map(|it| it.department.name.as_str()).collect();
    assert_eq!(names, ["Sales"]);
    assert!(matches!(targets.departments[0].obstacle, Some(Refusal::NobodyThere { .. })));
    let people: Vec<(&str, bool)> =
        targets.people.iter().map(|it| (it.username.as_str(), it.obstacle.is_none())).collect();
    assert_eq!(people, [("bo", true), ("cleo", false)]);
    let hidden = refused(conversations::targets(&trial.house, &shop.cleo, id).await).map(drop);
    assert_eq!(hidden, Err(Refusal::not_found(Thing::Conversation)));
}
}

on_both! {
async fn qa_01_who_returned_it_may_take_it_back_until_somebody_else_has_it(trial) {
    let shop = shop(&trial).await;
    let id = shop.guest.conversation;
    conversations::return_to_queue(&trial.house, &shop.ada, id).await.unwrap();
    assert_eq!(take_back(&trial, &shop.bo, id).await, Err(Refusal::TooLateToUndo));
    trial.later(TAKE_BACK_MS);
    assert_eq!(take_back(&trial, &shop.ada, id).await, Ok(()));
    let it = trial.conversation(id).await;
    assert_eq!(it.stage, Stage::Open { agent: shop.ada.person.clone() });
    assert_eq!(it.declined, []);
    assert_eq!(take_back(&trial, &shop.ada, id).await, Err(Refusal::TooLateToUndo));
    conversations::return_to_queue(&trial.house, &shop.ada, id).await.unwrap();
    trial.later(TAKE_BACK_MS + 1);
    assert_eq!(take_back(&trial, &shop.ada, id).await, Err(Refusal::TooLateToUndo));
    trial.take(&shop.bo, id).await.unwrap();
    let taken = Refusal::AlreadyTaken { by: shop.bo.person.clone() };
    assert_eq!(take_back(&trial, &shop.ada, id).await, Err(taken));
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_02_what_was_forwarded_comes_back_unless_the_colleague_did_something_with_it(trial) {
    let shop = shop(&trial).await;
    let id = shop.guest.conversation;
    forward(&trial, &shop.ada, id, to_person(&shop.bo)).await.unwrap();
    trial.guest_says(&shop.guest, "hello?").await;
    assert_eq!(take_back(&trial, &shop.ada, id).await, Ok(()));
    assert_eq!(trial.at(id).await.as_deref(), Some("Ada"));
    forward(&trial, &shop.ada, id, to_person(&shop.bo)).await.unwrap();
    trial.staff_says(&shop.bo, id, "hi, Bo here").await;
    let taken = Refusal::AlreadyTaken { by: shop.bo.person.clone() };
    assert_eq!(take_back(&trial, &shop.ada, id).await, Err(taken));
    // Closed is final.
    forward(&trial, &shop.bo, id, to_person(&shop.ada)).await.unwrap();
    actions::visitors::end(&trial.house, &shop.guest.token, id).await.unwrap();
    assert_eq!(take_back(&trial, &shop.bo, id).await, Err(Refusal::AlreadyClosed));
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_01_taking_back_obeys_the_limits(trial) {
    let shop = shop(&trial).await;
    trial.settings(|s| s.max_conversations = 1).await;
    let id = shop.guest.conversation;
    conversations::return_to_queue(&trial.house, &shop.ada, id).await.unwrap();
    let other = trial.guest("Other", Some(shop.support)).await.conversation;
    trial.take(&shop.ada, other).await.unwrap();
    let full = take_back(&trial, &shop.ada, id).await;
    assert!(matches!(full, Err(Refusal::LimitReached { .. })), "{full:?}");
}
}

on_both! {
async fn qa_02_of_two_commands_at_once_one_wins_and_the_other_is_told_what_happened(trial) {
    let shop = shop(&trial).await;
    for round in 0..6 {
        let guest = trial.guest(&format!("Racer{round}"), Some(shop.support)).await;
        let id = guest.conversation;
        trial.take(&shop.ada, id).await.unwrap();
        let close = async { refused(conversations::close(&trial.house, &shop.ada, id, "", &[]).await) };
        let send = forward(&trial, &shop.ada, id, to_department(shop.sales));
        match tokio::join!(send, close) {
            (Ok(_), Err(refusal)) => {
                assert_eq!(refusal, Refusal::WrongStage { stage: StageName::Queued });
                // Forward and take: whoever of Sales takes it first has it.
                trial.take(&shop.cleo, id).await.unwrap();
                conversations::close(&trial.house, &shop.cleo, id, "", &[]).await.unwrap();
            }
            (Err(refusal), Ok(())) => assert_eq!(refusal, Refusal::AlreadyClosed),
            // The colleague of Sales may close what Ada forwarded only after taking it: never both.
            other => panic!("{other:?}"),
        }
        trial.check_log(id).await;
    }
}
}

on_both! {
async fn qa_01_undo_and_take_at_once_give_it_to_one_of_them(trial) {
    let shop = shop(&trial).await;
    for round in 0..6 {
        let id = trial.guest(&format!("Racer{round}"), Some(shop.support)).await.conversation;
        trial.take(&shop.ada, id).await.unwrap();
        conversations::return_to_queue(&trial.house, &shop.ada, id).await.unwrap();
        let (undone, taken) = tokio::join!(take_back(&trial, &shop.ada, id), trial.take(&shop.bo, id));
        let by = |staff: &Staff| Refusal::AlreadyTaken { by: staff.person.clone() };
        match (undone, taken) {
            (Ok(()), Err(refusal)) => assert_eq!(refusal, by(&shop.ada)),
            (Err(refusal), Ok(())) => assert_eq!(refusal, by(&shop.bo)),
            other => panic!("{other:?}"),
        }
        trial.check_log(id).await;
    }
}
}

on_both! {
async fn qa_01_who_returned_it_is_not_handed_it_again_at_once(trial) {
    let shop = shop(&trial).await;
    let id = shop.guest.conversation;
    trial.settings(|s| s.algorithm = Algorithm::AutoSelection).await;
    conversations::return_to_queue(&trial.house, &shop.ada, id).await.unwrap();
    trial.route().await;
    assert_eq!(trial.at(id).await.as_deref(), Some("Bo"));
    // Given by routing, untouched by Bo: it still comes back.
    assert_eq!(take_back(&trial, &shop.ada, id).await, Ok(()));
    assert_eq!(trial.at(id).await.as_deref(), Some("Ada"));
    let authors = trial.log(id).await;
    assert!(matches!(authors.last().unwrap().author, Author::Staff(_)));
}
}
