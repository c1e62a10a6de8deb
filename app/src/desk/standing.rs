//! How a conversation stands to the person who looks at it. Pure.

use model::{
    conversation::{Conversation, Spoke, Stage},
    id::PersonId,
    refusal::Refusal,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    Queued,
    /// Rings for this person until then.
    RingingHere {
        deadline_ms: i64,
    },
    RingingAt(String),
    /// In progress, at this person.
    Mine,
    /// A colleague serves it, and this person was invited; empty while nobody serves it.
    Helping(String),
    ServedBy(String),
    OnHoldHere,
    OnHoldAt(String),
    Ended,
}

pub(super) fn standing(conversation: &Conversation, me: PersonId) -> Standing {
    let serves = conversation.stage.agent().is_some_and(|agent| agent.id == me);
    if !serves && !conversation.stage.is_closed() && conversation.is_helped_by(me) {
        let agent = conversation.stage.agent().map(|agent| agent.name.clone());
        return Standing::Helping(agent.unwrap_or_default());
    }
    match &conversation.stage {
        Stage::Queued => Standing::Queued,
        Stage::Offered { agent, deadline } if agent.id == me => {
            Standing::RingingHere { deadline_ms: deadline.0 }
        }
        Stage::Offered { agent, .. } => Standing::RingingAt(agent.name.clone()),
        Stage::Open { agent } if agent.id == me => Standing::Mine,
        Stage::Open { agent } => Standing::ServedBy(agent.name.clone()),
        Stage::OnHold { agent } if agent.id == me => Standing::OnHoldHere,
        Stage::OnHold { agent } => Standing::OnHoldAt(agent.name.clone()),
        Stage::Closed { .. } => Standing::Ended,
    }
}

/// What can be done with a conversation from its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuickAction {
    MoveToQueue,
    Forward,
    Hold,
    End,
    Call,
}

/// Why an action is not possible now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Obstacle {
    AlreadyQueued,
    TakeFirst,
    AlreadyEnded,
    ResumeFirst,
    AlreadyOnHold,
    AnswerFirst,
    AtSomebody(String),
    /// The role does not allow it.
    NotAllowed(Refusal),
}

/// What stands in the way of an action; `allowed` is what the permissions say.
pub(super) fn obstacle(
    action: QuickAction,
    conversation: &Conversation,
    me: PersonId,
    allowed: Result<(), Refusal>,
) -> Option<Obstacle> {
    let by_stage = match (standing(conversation, me), action) {
        (Standing::Ended, _) => Some(Obstacle::AlreadyEnded),
        (Standing::Queued, QuickAction::MoveToQueue) => Some(Obstacle::AlreadyQueued),
        (Standing::Queued, QuickAction::Hold | QuickAction::Call) => Some(Obstacle::TakeFirst),
        (Standing::RingingHere { .. }, QuickAction::End) => None,
        (Standing::RingingHere { .. }, _) => Some(Obstacle::TakeFirst),
        (Standing::RingingAt(name), _) => Some(Obstacle::AtSomebody(name)),
        (
            Standing::OnHoldHere | Standing::OnHoldAt(_),
            QuickAction::MoveToQueue | QuickAction::Forward | QuickAction::Call,
        ) => Some(Obstacle::ResumeFirst),
        (Standing::ServedBy(name) | Standing::Helping(name), QuickAction::Call) => {
            Some(Obstacle::AtSomebody(name))
        }
        (Standing::OnHoldHere | Standing::OnHoldAt(_), QuickAction::Hold) => {
            Some(Obstacle::AlreadyOnHold)
        }
        (Standing::Mine | Standing::ServedBy(_), QuickAction::Hold) => {
            let spoke = conversation.last_line.as_ref().map(|line| line.by);
            (spoke != Some(Spoke::Staff)).then_some(Obstacle::AnswerFirst)
        }
        _ => None,
    };
    by_stage.or_else(|| allowed.err().map(|refusal| not_allowed(refusal, conversation, me)))
}

/// A colleague's conversation is better told by their name than by a permission.
fn not_allowed(refusal: Refusal, conversation: &Conversation, me: PersonId) -> Obstacle {
    match conversation.stage.agent().filter(|agent| agent.id != me) {
        Some(agent) => Obstacle::AtSomebody(agent.name.clone()),
        None if conversation.stage == Stage::Queued => Obstacle::TakeFirst,
        None => Obstacle::NotAllowed(refusal),
    }
}

#[cfg(test)]
mod tests {
    use model::{
        contact::ContactRef,
        conversation::{Channel, Conversation, Priority, Stage},
        event::{Author, Event, EventBody},
        id::{ContactId, ConversationId, EventId, PersonId},
        moment::Moment,
        person::PersonRef,
    };
    use uuid::Uuid;

    use super::{Obstacle, QuickAction, Standing, obstacle, standing};

    const ME: PersonId = PersonId(Uuid::from_u128(1));

    fn person(number: u128) -> PersonRef {
        PersonRef { id: PersonId(Uuid::from_u128(number)), name: format!("P{number}") }
    }

    fn event(version: u32, author: Author, body: EventBody) -> Event {
        Event { id: EventId(Uuid::nil()), version, at: Moment(0), author, body }
    }

    fn conversation(stage: Stage) -> Conversation {
        let body = EventBody::Created {
            contact: ContactRef { id: ContactId(Uuid::nil()), name: "Ada".into() },
            channel: Channel::Chat,
            department: None,
            priority: Priority::None,
            sla_due: None,
            page_url: String::new(),
        };
        let first = event(1, Author::Guest, body);
        let mut it = Conversation::from_first(ConversationId(Uuid::nil()), &first).unwrap();
        it.stage = stage;
        it
    }

    fn said(it: &mut Conversation, author: Author) {
        let body = EventBody::Said { text: "hi".into(), files: vec![] };
        it.apply(&event(2, author, body));
    }

    #[test]
    fn qa_06_hold_asks_for_an_answer_while_the_guest_spoke_last() {
        let mut mine = conversation(Stage::Open { agent: person(1) });
        said(&mut mine, Author::Guest);
        let found = obstacle(QuickAction::Hold, &mine, ME, Ok(()));
        assert_eq!(found, Some(Obstacle::AnswerFirst));
        said(&mut mine, Author::Staff(person(1)));
        assert_eq!(obstacle(QuickAction::Hold, &mine, ME, Ok(())), None);
    }

    #[test]
    fn qa_01_what_is_on_hold_is_resumed_before_it_goes_back_to_the_queue() {
        let held = conversation(Stage::OnHold { agent: person(1) });
        let found = obstacle(QuickAction::MoveToQueue, &held, ME, Ok(()));
        assert_eq!(found, Some(Obstacle::ResumeFirst));
        assert_eq!(obstacle(QuickAction::End, &held, ME, Ok(())), None);
    }

    #[test]
    fn qa_02_what_is_on_hold_is_resumed_before_it_is_forwarded() {
        let held = conversation(Stage::OnHold { agent: person(1) });
        let found = obstacle(QuickAction::Forward, &held, ME, Ok(()));
        assert_eq!(found, Some(Obstacle::ResumeFirst));
        let mine = conversation(Stage::Open { agent: person(1) });
        assert_eq!(obstacle(QuickAction::Forward, &mine, ME, Ok(())), None);
    }

    #[test]
    fn qa_08_only_who_serves_an_open_conversation_calls() {
        let mine = conversation(Stage::Open { agent: person(1) });
        assert_eq!(obstacle(QuickAction::Call, &mine, ME, Ok(())), None);
        for (stage, found) in [
            (Stage::Queued, Obstacle::TakeFirst),
            (Stage::OnHold { agent: person(1) }, Obstacle::ResumeFirst),
            (Stage::Open { agent: person(2) }, Obstacle::AtSomebody("P2".into())),
        ] {
            let it = conversation(stage);
            assert_eq!(obstacle(QuickAction::Call, &it, ME, Ok(())), Some(found));
        }
    }

    #[test]
    fn cv_11_whoever_was_invited_helps_until_they_serve_it_themselves() {
        let mut it = conversation(Stage::Open { agent: person(2) });
        it.helpers.push(person(1));
        assert_eq!(standing(&it, ME), Standing::Helping("P2".into()));
        it.stage = Stage::Open { agent: person(1) };
        assert_eq!(standing(&it, ME), Standing::Mine);
    }

    #[test]
    fn a_closed_conversation_takes_no_action_at_all() {
        let closed = Stage::Closed { at: Moment(0), by: Author::Guest, comment: String::new() };
        let closed = conversation(closed);
        for action in [
            QuickAction::MoveToQueue,
            QuickAction::Forward,
            QuickAction::Hold,
            QuickAction::End,
            QuickAction::Call,
        ] {
            let found = obstacle(action, &closed, ME, Ok(()));
            assert_eq!(found, Some(Obstacle::AlreadyEnded));
        }
    }

    #[test]
    fn a_colleagues_conversation_says_whose_it_is() {
        let theirs = conversation(Stage::Open { agent: person(2) });
        assert_eq!(standing(&theirs, ME), Standing::ServedBy("P2".into()));
    }
}
