//! Whom routing tries first: the contact's manager, who chatted with them last.

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};
use actions::{contacts, conversations, visitors};
use model::{
    contact::ContactDraft,
    event::EventBody,
    id::{ContactId, PersonId},
    permission::{Actor, Staff},
    person::Role,
    reason::{Preference, Rule},
    refusal::{Field, Problem, Refusal},
};
use std::net::IpAddr;

fn contact_of(guest: &Guest) -> ContactId {
    let Actor::Visitor { contact } = guest.actor else { panic!("a guest is a visitor") };
    contact
}

async fn set_manager(
    trial: &Trial,
    contact: ContactId,
    manager: Option<PersonId>,
) -> Result<(), Refusal> {
    let held = contacts::find(&trial.house, &trial.admin, contact).await.unwrap();
    let draft = ContactDraft {
        name: held.name,
        emails: held.emails,
        phones: held.phones,
        notes: held.notes,
        manager,
        fields: held.fields,
    };
    let edit = contacts::edit(&trial.house, &trial.admin, contact, held.version, &draft).await;
    refused(edit).map(drop)
}

/// The guest's chat is ended and they start the next one.
async fn again(trial: &Trial, guest: &Guest, by: &Staff) -> Guest {
    conversations::close(&trial.house, by, guest.conversation, "", &[]).await.unwrap();
    let form = Trial::form("Guest", None);
    let address = IpAddr::from([10, 0, 0, 1]);
    let pass = visitors::start(&trial.house, Some(&guest.token), form, address).await.unwrap();
    Guest {
        token: pass.token,
        actor: Actor::Visitor { contact: pass.contact },
        conversation: pass.conversation.unwrap(),
    }
}

async fn rule_of(trial: &Trial, guest: &Guest) -> Option<Rule> {
    let log = trial.log(guest.conversation).await;
    log.iter().rev().find_map(|event| match &event.body {
        EventBody::Assigned { reason, .. } => reason.as_ref().map(|reason| reason.rule),
        _ => None,
    })
}

on_both! {
async fn rt_03_the_contact_manager_comes_before_the_algorithm(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let first = trial.guest("Guest", None).await;
    trial.route().await;
    let holder = if trial.at(first.conversation).await.as_deref() == Some("Ada") { &ada } else { &bo };
    // The algorithm would pick the other one now; the manager has it again.
    set_manager(&trial, contact_of(&first), Some(holder.person.id)).await.unwrap();
    let second = again(&trial, &first, holder).await;
    trial.route().await;
    assert_eq!(trial.at(second.conversation).await, Some(holder.person.name.clone()));
    let preferred = Rule::Preferred { preference: Preference::ContactManager };
    assert_eq!(rule_of(&trial, &second).await, Some(preferred));
    trial.settings(|s| s.prefers_manager = false).await;
    let third = again(&trial, &second, holder).await;
    trial.route().await;
    assert_ne!(trial.at(third.conversation).await, Some(holder.person.name.clone()));
}
}

on_both! {
async fn rt_03_who_chatted_last_is_tried_where_the_workspace_says_so_after_the_manager(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let first = trial.guest("Guest", None).await;
    trial.route().await;
    let is_ada = trial.at(first.conversation).await.as_deref() == Some("Ada");
    let (holder, other) = if is_ada { (&ada, &bo) } else { (&bo, &ada) };
    trial.settings(|s| s.prefers_last = true).await;
    let second = again(&trial, &first, holder).await;
    trial.route().await;
    assert_eq!(trial.at(second.conversation).await, Some(holder.person.name.clone()));
    let preferred = Rule::Preferred { preference: Preference::LastChatted };
    assert_eq!(rule_of(&trial, &second).await, Some(preferred));
    set_manager(&trial, contact_of(&second), Some(other.person.id)).await.unwrap();
    let third = again(&trial, &second, holder).await;
    trial.route().await;
    assert_eq!(trial.at(third.conversation).await, Some(other.person.name.clone()));
}
}

on_both! {
async fn rt_03_a_manager_without_room_is_waited_for_and_one_who_is_gone_is_not(trial) {
    trial.settings(|s| (s.max_conversations, s.preferred_wait_s) = (1, 20)).await;
    let ada = trial.agent("ada").await;
    let first = trial.guest("Guest", None).await;
    trial.route().await;
    set_manager(&trial, contact_of(&first), Some(ada.person.id)).await.unwrap();
    let second = again(&trial, &first, &ada).await;
    let busy = trial.guest("Busy", None).await.conversation;
    trial.take(&ada, busy).await.unwrap();
    let bo = trial.agent("bo").await;
    trial.route().await;
    assert_eq!(trial.at(second.conversation).await, None);
    trial.later(20_000);
    trial.route().await;
    assert_eq!(trial.at(second.conversation).await.as_deref(), Some("Bo"));
    // Gone: not waited for at all.
    trial.house.presence.left(ada.person.id, trial.house.clock.now());
    trial.later(31_000);
    let third = again(&trial, &second, &bo).await;
    trial.route().await;
    assert_eq!(trial.at(third.conversation).await.as_deref(), Some("Bo"));
}
}

on_both! {
async fn cc_07_only_an_agent_can_be_the_manager_and_one_who_stopped_may_stay(trial) {
    let ada = trial.agent("ada").await;
    let mia = trial.person("mia", &[Role::Manager]).await;
    let guest = trial.guest("Guest", None).await;
    let contact = contact_of(&guest);
    let unknown = Err(Refusal::invalid(Field::Manager, Problem::Unknown));
    assert_eq!(set_manager(&trial, contact, Some(mia.person.id)).await, unknown);
    let nobody = PersonId(model::Uuid::from_u128(9));
    assert_eq!(set_manager(&trial, contact, Some(nobody)).await, unknown);
    assert_eq!(set_manager(&trial, contact, Some(ada.person.id)).await, Ok(()));
    let mut draft = crate::trial::draft_of("ada", "Ada", &[Role::Agent]);
    (draft.password, draft.is_enabled) = (None, false);
    actions::people::edit(&trial.house, &trial.admin, ada.person.id, 1, draft).await.unwrap();
    assert_eq!(set_manager(&trial, contact, Some(ada.person.id)).await, Ok(()));
    assert_eq!(set_manager(&trial, contact, None).await, Ok(()));
    let held = contacts::find(&trial.house, &trial.admin, contact).await.unwrap();
    assert_eq!(held.manager, None);
}
}

on_both! {
async fn cc_07_contacts_of_an_agent_who_leaves_are_given_to_another_whom_routing_tries_then(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let mia = trial.person("mia", &[Role::Manager]).await;
    let first = trial.guest("Guest", None).await;
    trial.route().await;
    let is_ada = trial.at(first.conversation).await.as_deref() == Some("Ada");
    let (holder, other) = if is_ada { (&ada, &bo) } else { (&bo, &ada) };
    set_manager(&trial, contact_of(&first), Some(holder.person.id)).await.unwrap();
    let managed = contacts::managed(&trial.house, &mia, holder.person.id).await.unwrap();
    assert_eq!((managed.count, managed.contacts[0].name.as_str()), (1, "Guest"));
    let permission = model::permission::Permission::ManageAgents;
    let denied = Err(Refusal::NotPermitted { permission });
    let asked = contacts::managed(&trial.house, &ada, holder.person.id).await;
    assert_eq!(refused(asked).map(drop), denied);
    let given = contacts::reassign(&trial.house, &ada, holder.person.id, None).await;
    assert_eq!(refused(given).map(drop), denied);
    let given =
        contacts::reassign(&trial.house, &mia, holder.person.id, Some(mia.person.id)).await;
    let unknown = Refusal::invalid(Field::Manager, Problem::Unknown);
    assert_eq!(refused(given), Err(unknown));
    let to = Some(other.person.id);
    let given = contacts::reassign(&trial.house, &mia, holder.person.id, to).await;
    assert_eq!(refused(given), Ok(1));
    let second = again(&trial, &first, holder).await;
    trial.route().await;
    assert_eq!(trial.at(second.conversation).await, Some(other.person.name.clone()));
    let preferred = Rule::Preferred { preference: Preference::ContactManager };
    assert_eq!(rule_of(&trial, &second).await, Some(preferred));
}
}
