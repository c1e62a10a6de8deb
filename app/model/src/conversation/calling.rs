//! What becomes of a conversation's call.

use alloc::string::String;

use super::{Conversation, Stage};
use crate::{
    call::{Call, CallKind, CallStep},
    cursor::Side,
    event::{Author, Event},
    id::CallId,
    person::PersonRef,
};

impl Conversation {
    pub(super) fn follow_call(&mut self, id: CallId, step: &CallStep, event: &Event) {
        if let CallStep::Rang { kind, link } = step {
            if let Stage::Open { agent } = &self.stage {
                self.call = Some(begun(id, (*kind, link), agent, event));
            }
            return;
        }
        let Some(call) = self.call.as_mut().filter(|call| call.id == id) else { return };
        match step {
            CallStep::Rang { .. } => {}
            CallStep::Answered => call.answered = call.answered.or(Some(event.at)),
            CallStep::Held => call.held = call.held.or(Some(event.at)),
            CallStep::Resumed => call.held = None,
            CallStep::Ended(_) => self.call = None,
        }
    }
}

fn begun(id: CallId, (kind, link): (CallKind, &String), agent: &PersonRef, event: &Event) -> Call {
    let by = if event.author == Author::Guest { Side::Guest } else { Side::Staff };
    let (agent, link) = (agent.clone(), link.clone());
    Call { id, kind, by, agent, rang: event.at, answered: None, held: None, link }
}
