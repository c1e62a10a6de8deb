//! The guard against stale replies: what came while somebody typed is said before their reply goes out.

use leptos::prelude::*;
use model::{
    event::{Author, Event, EventBody},
    id::PersonId,
};

use crate::{
    composer::Draft,
    desk::room::Room,
    live::storage,
    parts::{Button, ButtonKind, Glyph, Icon},
    words::desk as words,
};

/// Watches one message box. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guard {
    /// The last version seen when the typing began; kept with the draft, over reloads.
    begun: RwSignal<Option<u32>>,
    /// The version up to which the person was told.
    told: RwSignal<Option<u32>>,
    /// Who wrote meanwhile, while it is shown.
    who: RwSignal<Vec<String>>,
}

impl Guard {
    pub(super) fn watch(room: Room, draft: Draft) -> Self {
        let key = format!("switchboard.begun.{}.{}", room.session.my_id(), room.id);
        let kept = storage::get(&key).and_then(|version| version.parse().ok());
        let guard = Self {
            begun: RwSignal::new(kept),
            told: RwSignal::new(None),
            who: RwSignal::new(Vec::new()),
        };
        let is_writing = Memo::new(move |_| {
            draft.text.with(|text| !text.trim().is_empty())
                || draft.files.with(|files| !files.is_empty())
        });
        Effect::new(move || {
            if !is_writing.get() {
                guard.begun.set(None);
                guard.forgive();
            } else if guard.begun.with_untracked(Option::is_none) {
                // Before anything was seen there is nothing to compare with yet.
                guard.begun.set(Some(room.seen.get()).filter(|seen| *seen > 0));
            }
        });
        Effect::new(move || match guard.begun.get() {
            Some(version) => storage::set(&key, &version.to_string()),
            None => storage::remove(&key),
        });
        guard
    }

    /// Whether a reply may go out. If not, it now says why; asked again without further news, it may.
    pub(super) fn lets_pass(self, room: Room) -> bool {
        let Some(after) = self.told.get_untracked().max(self.begun.get_untracked()) else {
            return true;
        };
        let me = room.session.my_id();
        let (version, who) = room.watched.thread.with_untracked(|thread| {
            let Some(thread) = thread else { return (after, Vec::new()) };
            let guest = &thread.conversation.contact.name;
            (thread.conversation.version, who_wrote(&thread.events, (after, me), guest))
        });
        if who.is_empty() {
            return true;
        }
        self.told.set(Some(version));
        self.who.set(who);
        false
    }

    /// The person looks at what came before they go on.
    fn look(self, room: Room) {
        let before = self.begun.get_untracked();
        self.begun.set(self.told.get_untracked().or(before));
        self.forgive();
        room.new_after.set(before);
        room.said.update(|said| *said = said.wrapping_add(1));
    }

    fn forgive(self) {
        if self.told.with_untracked(Option::is_some) {
            self.told.set(None);
            self.who.set(Vec::new());
        }
    }

    /// Escape looks first.
    pub(super) fn key(self, event: &leptos::ev::KeyboardEvent, room: Room) {
        // A menu that was open above the box has taken the key for itself.
        let is_free = event.key() == "Escape" && !event.default_prevented();
        if is_free && self.who.with_untracked(|who| !who.is_empty()) {
            event.prevent_default();
            event.stop_propagation();
            self.look(room);
        }
    }

    /// The question, above the box while it is open. The text stays where it is.
    pub(super) fn view(
        self,
        room: Room,
        send: impl Fn() + Copy + Send + Sync + 'static,
        focus: impl Fn() + Copy + Send + Sync + 'static,
    ) -> impl IntoView {
        let text = move || {
            let names = self.who.with(|who| who.join(&format!(" {} ", words::AND.text())));
            words::WROTE_MEANWHILE.with(&[("names", &names)])
        };
        let is_shown = Memo::new(move |_| self.who.with(|who| !who.is_empty()));
        view! {
            <Show when=move || is_shown.get()>
                <div class="composer__guard" role="alert">
                    <Icon glyph=Glyph::MessageCircle/>
                    <p class="composer__warning">{text} " " {words::SEND_ANYWAY_HINT.text()}</p>
                    <Button
                        label=words::LOOK_FIRST.text()
                        on_click=move |()| {
                            self.look(room);
                            focus();
                        }
                    />
                    <Button
                        label=words::SEND_ANYWAY.text()
                        kind=ButtonKind::Quiet
                        on_click=move |()| send()
                    />
                </div>
            </Show>
        }
    }
}

/// Who, besides me, said something to be read here after that version; each once, in order.
fn who_wrote(events: &[Event], (after, me): (u32, PersonId), guest: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let fresh = events.iter().rev().take_while(|event| event.version > after);
    let said = fresh.filter(|event| matches!(event.body, EventBody::Said { .. }));
    for event in said {
        let name = match &event.author {
            Author::Guest => guest,
            Author::Staff(person) if person.id != me => person.name.as_str(),
            Author::Staff(_) | Author::System => continue,
        };
        if !names.iter().any(|known| known == name) {
            names.insert(0, name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use model::{
        event::{Author, Event, EventBody},
        id::{EventId, PersonId},
        moment::Moment,
        person::PersonRef,
    };
    use uuid::Uuid;

    use super::who_wrote;

    fn person(n: u128, name: &str) -> PersonRef {
        PersonRef { id: PersonId(Uuid::from_u128(n)), name: name.into() }
    }

    fn said(version: u32, author: Author) -> Event {
        let body = EventBody::Said { text: "hi".into(), files: vec![] };
        let id = EventId(Uuid::from_u128(version.into()));
        Event { id, version, at: Moment(0), author, body }
    }

    fn noted(version: u32, author: Author) -> Event {
        Event {
            body: EventBody::Noted { text: "hm".into(), mentions: vec![] },
            ..said(version, author)
        }
    }

    #[test]
    fn cv_06_only_what_others_said_after_the_typing_began_makes_a_reply_stale() {
        let (ada, bo) = (person(1, "Ada"), person(2, "Bo"));
        let events = [
            said(1, Author::Guest),
            said(2, Author::Staff(ada.clone())),
            noted(3, Author::Staff(bo.clone())),
            said(4, Author::Staff(bo)),
            said(5, Author::Guest),
            said(6, Author::Guest),
        ];
        let who = |events: &[Event], after| who_wrote(events, (after, ada.id), "Emmy");
        assert_eq!(who(&events[..3], 0), ["Emmy"]);
        assert!(who(&events[..3], 1).is_empty());
        assert_eq!(who(&events, 2), ["Bo", "Emmy"]);
        assert_eq!(who(&events, 5), ["Emmy"]);
        assert!(who(&events, 6).is_empty());
    }
}
