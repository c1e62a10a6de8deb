//! Where the visitor stands: arriving, before the form, or talking; and the calls that lead on.

use std::{cell::Cell, rc::Rc};

use model::{
    id::ConversationId,
    refusal::Refusal,
    visitor::{PreChatForm, VisitorPass, WidgetConfig},
};

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::{
    dom::{hear, window},
    host::Host,
    kept,
    react::{Signal, effect},
};
use crate::{
    api::{Fault, visitors},
    live::timer::after,
};

/// How long the page around the frame may take to hand over what it kept for us.
const HOST_MS: i32 = 1_500;

/// What the chat shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Arriving,
    Failed(Fault),
    /// The pre-chat form.
    Asking,
    Talking(VisitorPass, ConversationId),
}

/// The visit of this tab; clones are the same.
#[derive(Clone)]
pub(super) struct Visit {
    pub(super) host: Host,
    pub(super) step: Signal<Step>,
    /// What the form asks for; also names the departments.
    pub(super) config: Signal<Option<WidgetConfig>>,
    /// Whether the server is being asked where the visitor stands.
    pub(super) is_arriving: Signal<bool>,
}

impl Visit {
    pub(super) fn new(host: Host) -> Self {
        Self {
            host,
            step: Signal::new(Step::Arriving),
            config: Signal::new(None),
            is_arriving: Signal::new(false),
        }
    }

    /// Says that the chat is there. Where the browser keeps nothing for a frame, the page around it may have done so.
    pub(super) fn begin(&self) {
        self.host.say("ready");
        if !(self.host.is_framed && kept::is_lent()) {
            return self.arrive();
        }
        let has_begun = Rc::new(Cell::new(false));
        let visit = self.clone();
        let begin = Rc::new(move || {
            if !has_begun.replace(true) {
                visit.arrive();
            }
        });
        let late = Rc::clone(&begin);
        after(HOST_MS, move || late());
        let (visit, origin) = (self.clone(), self.host.origin.clone());
        effect(move || {
            if origin.get().is_some() {
                begin();
                // What was learnt before the page was known.
                visit.host.keep();
            }
        });
    }

    /// Finds out whether the visitor was here before, and what is asked of them otherwise.
    pub(super) fn arrive(&self) {
        if self.is_arriving.peek() {
            return;
        }
        self.is_arriving.set(true);
        let visit = self.clone();
        spawn_local(async move {
            let next = visit.find_out().await.unwrap_or_else(Step::Failed);
            visit.is_arriving.set(false);
            visit.step.turn_to(next);
        });
    }

    async fn find_out(&self) -> Result<Step, Fault> {
        if let Some(token) = kept::token() {
            match visitors::come_back(token).await {
                Ok(pass) => {
                    if let Some(talking) = self.remember(pass) {
                        self.configure_soon();
                        return Ok(talking);
                    }
                }
                // The token is worth nothing any more; the form still knows their name.
                Err(Fault::Refused(refusal)) if !is_passing(&refusal) => {
                    kept::forget_token();
                    kept::forget_conversation();
                    self.host.keep();
                }
                Err(fault) => return Err(fault),
            }
        }
        self.configure().await?;
        Ok(Step::Asking)
    }

    async fn configure(&self) -> Result<(), Fault> {
        self.config.turn_to(Some(visitors::config().await?));
        Ok(())
    }

    fn configure_soon(&self) {
        let visit = self.clone();
        spawn_local(async move { _ = visit.configure().await });
    }

    /// Starts a chat from the form.
    pub(super) async fn start(&self, form: PreChatForm) -> Result<(), Fault> {
        let token = kept::token();
        let pass = match visitors::start(token.clone(), form.clone()).await {
            Err(Fault::Refused(Refusal::NotSignedIn | Refusal::NotFound { .. }))
                if token.is_some() =>
            {
                kept::forget_token();
                visitors::start(None, form).await?
            }
            // Another tab was faster.
            Err(Fault::Refused(Refusal::AlreadyTalking { .. })) => {
                visitors::come_back(token.unwrap_or_default()).await?
            }
            other => other?,
        };
        if let Some(talking) = self.remember(pass) {
            self.host.call();
            self.host.say("started");
            self.step.turn_to(talking);
        }
        Ok(())
    }

    /// Back to the form, for a new conversation of the same visitor.
    pub(super) fn start_over(&self) {
        kept::forget_conversation();
        self.host.keep();
        if self.config.look(Option::is_none) {
            return self.arrive();
        }
        self.step.turn_to(Step::Asking);
        // Who is there may have changed since.
        self.configure_soon();
    }

    /// The token was refused: the visitor is somebody new, but the form knows their name.
    pub(super) fn forget(&self) {
        kept::forget_token();
        self.start_over();
    }

    /// What one tab starts or leaves, the others follow.
    pub(super) fn follow_other_tabs(&self) {
        let visit = self.clone();
        hear(&window(), "storage", move |event| {
            let event: &web_sys::StorageEvent = event.unchecked_ref();
            if event.key().is_some_and(|key| kept::is_about_visit(&key)) {
                visit.follow();
            }
        });
    }

    fn follow(&self) {
        let shown = self.step.look(|step| match step {
            Step::Talking(_, conversation) => Some(*conversation),
            _ => None,
        });
        let now = kept::conversation();
        if now.is_none() && shown.is_some() {
            self.start_over();
        } else if now != shown {
            self.arrive();
        }
    }

    /// Keeps the pass for the next page; the conversation it leads to, if there is one.
    fn remember(&self, pass: VisitorPass) -> Option<Step> {
        kept::set_token(&pass.token);
        let conversation = pass.conversation.or_else(kept::conversation)?;
        kept::set_conversation(conversation);
        self.host.keep();
        Some(Step::Talking(pass, conversation))
    }
}

/// Refusals that say nothing about the token.
const fn is_passing(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Busy
            | Refusal::TooFast { .. }
            | Refusal::TooManyAttempts { .. }
            | Refusal::Malformed { .. }
    )
}
