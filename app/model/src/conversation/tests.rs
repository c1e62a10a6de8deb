//! What the log makes of a conversation.

use alloc::boxed::Box;
use uuid::Uuid;

use super::*;
use crate::{
    event::Requeue,
    id::EventId,
    reason::{Numbers, Reason},
};

/// A conversation that rings at somebody and stops ringing, for this reason, at 7.
fn stopped_ringing(why: Requeue) -> Conversation {
    let contact = ContactRef { id: crate::id::ContactId(Uuid::nil()), name: "Ada".into() };
    let agent = PersonRef { id: PersonId(Uuid::nil()), name: "Ben".into() };
    let reason = Box::new(Reason::taken_by_hand(agent.clone(), Numbers::default()));
    let (department, channel) = (None, Channel::Chat);
    let (priority, sla_due) = (Priority::None, None);
    let page_url = String::new();
    let created = EventBody::Created { contact, channel, department, priority, sla_due, page_url };
    let offered = EventBody::Offered { agent, deadline: Moment(7), reason };
    let event = |version: u32, at, body| Event {
        id: EventId(Uuid::from_u128(version.into())),
        version,
        at: Moment(at),
        author: Author::System,
        body,
    };
    let id = ConversationId(Uuid::nil());
    let mut conversation = Conversation::from_first(id, &event(1, 1, created)).unwrap();
    conversation.apply(&event(2, 2, offered));
    conversation.apply(&event(3, 7, EventBody::Queued { why }));
    conversation
}

#[test]
fn rt_06_whoever_declines_is_remembered_with_the_moment() {
    for why in [Requeue::Returned, Requeue::OfferRefused, Requeue::OfferExpired] {
        let conversation = stopped_ringing(why);
        assert_eq!(conversation.stage, Stage::Queued);
        assert_eq!(conversation.arrived, Moment(1));
        assert_eq!(conversation.declined, [PersonId(Uuid::nil())]);
        assert_eq!(conversation.declined_at, Some(Moment(7)));
    }
}

#[test]
fn rt_06_a_lost_connection_is_no_refusal() {
    for why in [Requeue::AgentLost, Requeue::HoldEnded] {
        let conversation = stopped_ringing(why);
        assert_eq!(conversation.stage, Stage::Queued);
        assert_eq!(conversation.declined, []);
        assert_eq!(conversation.declined_at, None);
    }
}
