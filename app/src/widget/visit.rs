//! Where the visitor stands: arriving, before the form, or talking; and the calls that lead on.

use leptos::{ev, prelude::*, task::spawn_local};
use model::{
    id::ConversationId,
    refusal::Refusal,
    visitor::{PreChatForm, VisitorPass, WidgetConfig},
};

use super::{host::Host, kept};
use crate::api::{Fault, visitors};

/// What the chat shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Arriving,
    Failed(Fault),
    /// The pre-chat form.
    Asking,
    Talking(VisitorPass, ConversationId),
}

/// The visit of this tab; `Copy`, given as context.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    pub(super) host: Host,
    pub(super) step: RwSignal<Step>,
    /// What the form asks for; also names the departments.
    pub(super) config: RwSignal<Option<WidgetConfig>>,
    /// Whether the server is being asked where the visitor stands.
    pub(super) is_arriving: RwSignal<bool>,
}

impl Visit {
    pub(super) fn new(host: Host) -> Self {
        Self {
            host,
            step: RwSignal::new(Step::Arriving),
            config: RwSignal::new(None),
            is_arriving: RwSignal::new(false),
        }
    }

    pub(super) fn here() -> Self {
        expect_context()
    }

    /// Finds out whether the visitor was here before, and what is asked of them otherwise.
    pub(super) fn arrive(self) {
        if self.is_arriving.get_untracked() {
            return;
        }
        self.is_arriving.set(true);
        spawn_local(async move {
            let next = self.find_out().await.unwrap_or_else(Step::Failed);
            self.is_arriving.set(false);
            self.show(next);
        });
    }

    async fn find_out(self) -> Result<Step, Fault> {
        if let Some(token) = kept::token() {
            match visitors::come_back(token).await {
                Ok(pass) => {
                    if let Some(talking) = remember(pass) {
                        spawn_local(async move { _ = self.configure().await });
                        return Ok(talking);
                    }
                }
                // The token is worth nothing any more; the form still knows their name.
                Err(Fault::Refused(refusal)) if !is_passing(&refusal) => {
                    kept::forget_token();
                    kept::forget_conversation();
                }
                Err(fault) => return Err(fault),
            }
        }
        self.configure().await?;
        Ok(Step::Asking)
    }

    async fn configure(self) -> Result<(), Fault> {
        let config = visitors::config().await?;
        if self.config.with_untracked(|held| held.as_ref() != Some(&config)) {
            self.config.set(Some(config));
        }
        Ok(())
    }

    fn show(self, next: Step) {
        if self.step.with_untracked(|step| *step != next) {
            self.step.set(next);
        }
    }

    /// Starts a chat from the form.
    pub(super) async fn start(self, form: PreChatForm) -> Result<(), Fault> {
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
        if let Some(talking) = remember(pass) {
            self.host.called.update(|called| *called = called.wrapping_add(1));
            self.host.say("started");
            self.show(talking);
        }
        Ok(())
    }

    /// Back to the form, for a new conversation of the same visitor.
    pub(super) fn start_over(self) {
        kept::forget_conversation();
        if self.config.with_untracked(Option::is_none) {
            return self.arrive();
        }
        self.show(Step::Asking);
        // Who is there may have changed since.
        spawn_local(async move { _ = self.configure().await });
    }

    /// The token was refused: the visitor is somebody new, but the form knows their name.
    pub(super) fn forget(self) {
        kept::forget_token();
        self.start_over();
    }

    /// What one tab starts or leaves, the others follow.
    pub(super) fn follow_other_tabs(self) {
        let handle = window_event_listener(ev::storage, move |event| {
            if event.key().is_some_and(|key| kept::is_about_visit(&key)) {
                self.follow();
            }
        });
        on_cleanup(move || handle.remove());
    }

    fn follow(self) {
        let shown = match self.step.get_untracked() {
            Step::Talking(_, conversation) => Some(conversation),
            _ => None,
        };
        let now = kept::conversation();
        if now.is_none() && shown.is_some() {
            self.start_over();
        } else if now != shown {
            self.arrive();
        }
    }
}

/// Keeps the pass for the next page; the conversation it leads to, if there is one.
fn remember(pass: VisitorPass) -> Option<Step> {
    kept::set_token(&pass.token);
    let conversation = pass.conversation.or_else(kept::conversation)?;
    kept::set_conversation(conversation);
    Some(Step::Talking(pass, conversation))
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
