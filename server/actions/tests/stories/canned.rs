//! Canned responses: who sees, saves and deletes them, whose a shortcut is, and what is counted.

use crate::{
    on_both,
    trial::{Trial, refused},
};
use actions::{canned, messages};
use model::{
    Uuid,
    canned::{CannedDraft, CannedResponse, SHORTCUT_LIMIT, Scope, ScopeName},
    id::{CannedId, DepartmentId},
    parse::MESSAGE_LIMIT,
    permission::{Actor, Permission, Staff},
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
    wire::Say,
};

fn draft(shortcut: &str, scope: Scope) -> CannedDraft {
    CannedDraft {
        shortcut: shortcut.to_owned(),
        text: "Hello {{contact.name}}".to_owned(),
        scope,
        tags: vec!["greeting".to_owned()],
    }
}

fn own(staff: &Staff) -> Scope {
    Scope::Private(staff.person.id)
}

async fn create(
    trial: &Trial,
    staff: &Staff,
    draft: CannedDraft,
) -> Result<CannedResponse, Refusal> {
    refused(canned::create(&trial.house, staff, draft).await)
}

async fn shortcuts(trial: &Trial, staff: &Staff) -> Vec<String> {
    let list = canned::list(&trial.house, staff, None).await.unwrap();
    list.responses.unwrap().into_iter().map(|it| it.shortcut).collect()
}

on_both! {
async fn cr_02_one_sees_ones_own_those_of_ones_departments_and_public_ones(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let support = trial.department("Support", &[&ada]).await;
    let sales = trial.department("Sales", &[&bo]).await;
    let (ada, bo) = (trial.staff(ada.person.id).await, trial.staff(bo.person.id).await);
    let admin = &trial.admin;
    create(&trial, admin, draft("everybody", Scope::Public)).await.unwrap();
    create(&trial, admin, draft("support", Scope::Departments(vec![support]))).await.unwrap();
    create(&trial, admin, draft("both", Scope::Departments(vec![sales, support]))).await.unwrap();
    create(&trial, &ada, draft("!Mine", own(&ada))).await.unwrap();
    assert_eq!(shortcuts(&trial, &ada).await, ["mine", "both", "support", "everybody"]);
    assert_eq!(shortcuts(&trial, &bo).await, ["both", "everybody"]);
    // Nobody's private ones are anybody else's, the administrator's neither.
    assert_eq!(shortcuts(&trial, admin).await, ["both", "support", "everybody"]);
    let list = canned::list(&trial.house, &ada, None).await.unwrap();
    let again = canned::list(&trial.house, &ada, Some(list.revision)).await.unwrap();
    assert_eq!((again.revision, again.responses), (4, None));
}
}

on_both! {
async fn cr_02_a_shortcut_finds_one_response_in_each_scope_and_the_refusal_says_whose(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let support = trial.department("Support", &[&ada]).await;
    let sales = trial.department("Sales", &[&bo]).await;
    let admin = &trial.admin;
    let taken = |by: &Staff, scope| {
        Err(Refusal::ShortcutTaken { by: by.person.clone(), scope })
    };
    create(&trial, admin, draft("hi", Scope::Public)).await.unwrap();
    let twin = create(&trial, admin, draft(" !HI ", Scope::Public)).await.map(drop);
    assert_eq!(twin, taken(admin, ScopeName::Public));
    // One's own may be called like a public one, and like a colleague's.
    create(&trial, &ada, draft("hi", own(&ada))).await.unwrap();
    create(&trial, &bo, draft("hi", own(&bo))).await.unwrap();
    let twin = create(&trial, &ada, draft("hi", own(&ada))).await.map(drop);
    assert_eq!(twin, taken(&ada, ScopeName::Private));
    create(&trial, admin, draft("hi", Scope::Departments(vec![support]))).await.unwrap();
    let other = create(&trial, admin, draft("hi", Scope::Departments(vec![sales]))).await.unwrap();
    let both = draft("hi", Scope::Departments(vec![support, sales]));
    let twin = canned::edit(&trial.house, admin, other.id, (1, both)).await;
    assert_eq!(refused(twin).map(drop), taken(admin, ScopeName::Departments));
    // Editing without a new shortcut is no clash with oneself.
    let same = draft("hi", Scope::Departments(vec![sales]));
    canned::edit(&trial.house, admin, other.id, (1, same)).await.unwrap();
}
}

on_both! {
async fn cr_03_who_lacks_the_right_saves_and_deletes_nothing_and_what_is_hidden_is_not_there(trial) {
    let ada = trial.agent("ada").await;
    let support = trial.department("Support", &[&ada]).await;
    let sales = trial.department("Sales", &[]).await;
    let ada = trial.staff(ada.person.id).await;
    let (public, here) = (Scope::Public, Scope::Departments(vec![support]));
    let no = Err(Refusal::NotPermitted { permission: Permission::SaveAllCanned });
    assert_eq!(create(&trial, &ada, draft("a", public.clone())).await.map(drop), no);
    assert_eq!(create(&trial, &ada, draft("a", here.clone())).await.map(drop), no);
    let theirs = create(&trial, &trial.admin, draft("b", public.clone())).await.unwrap();
    let edited = canned::edit(&trial.house, &ada, theirs.id, (1, draft("c", public))).await;
    assert_eq!(refused(edited).map(drop), no);
    let gone = canned::remove(&trial.house, &ada, theirs.id).await;
    assert_eq!(refused(gone), no);
    // One's own does not become public by an edit.
    let mine = create(&trial, &ada, draft("mine", own(&ada))).await.unwrap();
    let edited = canned::edit(&trial.house, &ada, mine.id, (1, draft("mine", Scope::Public))).await;
    assert_eq!(refused(edited).map(drop), no);
    let hidden = Err(Refusal::not_found(Thing::CannedResponse));
    let admin = &trial.admin;
    assert_eq!(refused(canned::find(&trial.house, admin, mine.id).await).map(drop), hidden);
    assert_eq!(refused(canned::remove(&trial.house, admin, mine.id).await), hidden);
    let stolen = draft("x", own(&ada));
    assert_eq!(create(&trial, admin, stolen).await.map(drop), hidden);
    let far = create(&trial, admin, draft("far", Scope::Departments(vec![sales]))).await.unwrap();
    assert_eq!(refused(canned::find(&trial.house, &ada, far.id).await).map(drop), hidden);
    let nothing = CannedId(Uuid::nil());
    assert_eq!(refused(canned::find(&trial.house, admin, nothing).await).map(drop), hidden);
}
}

on_both! {
async fn cr_03_a_monitor_maintains_those_of_own_departments(trial) {
    let monitor = trial.person("mo", &[Role::Monitor]).await;
    let support = trial.department("Support", &[&monitor]).await;
    let sales = trial.department("Sales", &[]).await;
    let monitor = trial.staff(monitor.person.id).await;
    let here = Scope::Departments(vec![support]);
    let made = create(&trial, &monitor, draft("hi", here.clone())).await.unwrap();
    let both = Scope::Departments(vec![support, sales]);
    let wide = canned::edit(&trial.house, &monitor, made.id, (1, draft("hi", both))).await;
    let no = Refusal::NotPermitted { permission: Permission::SaveAllCanned };
    assert_eq!(refused(wide).map(drop), Err(no));
    canned::edit(&trial.house, &monitor, made.id, (1, draft("hey", here))).await.unwrap();
    canned::remove(&trial.house, &monitor, made.id).await.unwrap();
    let again = canned::remove(&trial.house, &monitor, made.id).await;
    assert_eq!(refused(again), Err(Refusal::not_found(Thing::CannedResponse)));
}
}

on_both! {
async fn cr_03_of_two_edits_from_the_same_version_the_later_is_told_not_lost(trial) {
    let made = create(&trial, &trial.admin, draft("hi", Scope::Public)).await.unwrap();
    let edit = async |shortcut: &str| {
        let draft = draft(shortcut, Scope::Public);
        refused(canned::edit(&trial.house, &trial.admin, made.id, (1, draft)).await)
    };
    assert_eq!(edit("hello").await.unwrap().version, 2);
    assert_eq!(edit("hallo").await.map(drop), Err(Refusal::EditConflict { version: 2 }));
    let held = canned::find(&trial.house, &trial.admin, made.id).await.unwrap();
    assert_eq!((held.shortcut.as_str(), &held.created_by), ("hello", &trial.admin.person));
}
}

on_both! {
async fn cr_03_what_cannot_be_a_response_is_refused_by_its_field(trial) {
    let nowhere = Scope::Departments(vec![DepartmentId(Uuid::nil())]);
    let long = CannedDraft { text: "x".repeat(MESSAGE_LIMIT as usize + 1), ..draft("a", Scope::Public) };
    let cases = [
        (draft("", Scope::Public), Field::Shortcut, Problem::Missing),
        (draft("two words", Scope::Public), Field::Shortcut, Problem::NotAShortcut),
        (
            draft(&"x".repeat(50), Scope::Public),
            Field::Shortcut,
            Problem::TooLong { limit: SHORTCUT_LIMIT },
        ),
        (
            CannedDraft { text: " \n".to_owned(), ..draft("a", Scope::Public) },
            Field::Text,
            Problem::Missing,
        ),
        (long, Field::Text, Problem::TooLong { limit: MESSAGE_LIMIT }),
        (draft("a", Scope::Departments(Vec::new())), Field::Department, Problem::Missing),
        (draft("a", nowhere), Field::Department, Problem::Unknown),
    ];
    for (draft, field, problem) in cases {
        let made = create(&trial, &trial.admin, draft).await.map(drop);
        assert_eq!(made, Err(Refusal::invalid(field, problem)));
    }
    assert_eq!(shortcuts(&trial, &trial.admin).await, Vec::<String>::new());
}
}

on_both! {
async fn cr_03_a_message_is_counted_once_for_the_response_it_was_made_with(trial) {
    let guest = trial.guest("Guest", None).await;
    let ada = trial.agent("ada").await;
    trial.route().await;
    let mine = create(&trial, &ada, draft("hi", own(&ada))).await.unwrap();
    let hidden = create(&trial, &trial.admin, draft("x", own(&trial.admin))).await.unwrap();
    let say = Say {
        canned: vec![mine.id, hidden.id, CannedId(Uuid::nil())],
        ..trial.say(guest.conversation, "Hello Guest")
    };
    for _ in 0..3 {
        messages::say(&trial.house, &Actor::Staff(ada.clone()), &say).await.unwrap();
    }
    let uses = async |staff: &Staff, id| {
        canned::find(&trial.house, staff, id).await.unwrap().uses
    };
    assert_eq!(uses(&ada, mine.id).await, 1);
    assert_eq!(uses(&trial.admin, hidden.id).await, 0);
    // A guest counts nothing.
    let say = Say { canned: vec![mine.id], ..trial.say(guest.conversation, "thanks") };
    messages::say(&trial.house, &guest.actor, &say).await.unwrap();
    assert_eq!(uses(&ada, mine.id).await, 1);
}
}
