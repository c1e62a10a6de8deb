//! The agent's line: the call that is theirs, this page's part in it, and what comes before and after.

use std::rc::Rc;

use leptos::{prelude::*, reactive::owner::LocalStorage, task::spawn_local};
use model::{
    call::{CallAct, CallKind, CallRecord, Signal},
    cursor::Side,
    id::{CallId, ConversationId},
};

use super::{
    known::{Current, Phone, Wish},
    machine::{Machine, Media, Told, Trouble, Way, keep, kept},
};
use crate::{
    api,
    live::{Live, News},
    parts::{Toaster, use_toaster},
    shell::session::{Session, use_session},
    words::calls as words,
};

/// Copy; given as context to what shows the phone.
#[derive(Clone, Copy)]
pub(super) struct Line {
    live: Live,
    session: Session,
    toaster: Toaster,
    pub(super) current: Memo<Option<Current>>,
    pub(super) wish: RwSignal<Option<Wish>>,
    /// What is wanted on, and what is on.
    pub(super) media: RwSignal<Media>,
    pub(super) theirs: RwSignal<Media>,
    pub(super) way: RwSignal<Way>,
    pub(super) trouble: RwSignal<Option<Trouble>>,
    pub(super) is_busy: RwSignal<bool>,
    /// The call in which this page talks.
    pub(super) talks_in: RwSignal<Option<CallId>>,
    /// Whose next call of a conversation is this page's.
    expected: StoredValue<Option<ConversationId>>,
    /// How the other side is reached.
    ice: RwSignal<Option<String>>,
    pub(super) is_open: RwSignal<bool>,
    machine: StoredValue<Option<Machine>, LocalStorage>,
    /// What is to be done once microphone and camera are on.
    when_ready: StoredValue<Option<Callback<()>>>,
    pub(super) after: RwSignal<Option<CallRecord>>,
}

/// Gives the line to what is below the caller, and begins to follow calls and wishes.
pub(super) fn provide_line() {
    let live = expect_context::<Live>();
    let Phone { current, wish, is_busy } = expect_context::<Phone>();
    let line = Line {
        live,
        session: use_session(),
        toaster: use_toaster(),
        current,
        wish,
        media: RwSignal::default(),
        theirs: RwSignal::default(),
        way: RwSignal::default(),
        trouble: RwSignal::new(None),
        is_busy,
        talks_in: RwSignal::new(None),
        expected: StoredValue::new(None),
        ice: RwSignal::new(None),
        is_open: RwSignal::new(false),
        machine: StoredValue::new_local(None),
        when_ready: StoredValue::new(None),
        after: RwSignal::new(None),
    };
    live.on_news(Callback::new(move |news| {
        if let News::Signal(signal) = news {
            line.hear(&signal);
        }
    }));
    line.follow();
    on_cleanup(move || {
        line.machine.try_update_value(Option::take);
    });
    provide_context(line);
}

impl Line {
    fn follow(self) {
        Effect::new(move |before: Option<Option<Current>>| {
            let now = self.current.get();
            untrack(|| self.changed(before.flatten().as_ref(), now.as_ref()));
            now
        });
        Effect::new(move || self.start_when_answered());
        Effect::new(move || {
            if let Some(wish) = self.wish.get() {
                untrack(|| self.begin(&wish));
            }
        });
    }

    fn changed(self, before: Option<&Current>, now: Option<&Current>) {
        let id = |it: &Current| it.call.id;
        if let Some(over) = before.filter(|before| now.map(id) != Some(before.call.id)) {
            self.ended(over.call.id, over.call.kind);
        }
        let Some(now) = now else { return };
        let is_expected = self.expected.get_value() == Some(now.conversation);
        if is_expected && now.call.by == Side::Staff {
            self.expected.set_value(None);
            self.take_part(now.call.id);
        } else if self.talks_in.get_untracked().is_none()
            && kept() == Some(now.call.id)
            && now.call.kind != CallKind::Link
        {
            self.resume();
        }
    }

    /// The page talks in this call from here on, also after a reload.
    fn take_part(self, call: CallId) {
        self.talks_in.set(Some(call));
        keep(Some(call));
        self.wish.set(None);
        self.is_busy.set(false);
    }

    fn start_when_answered(self) {
        let Some(now) = self.current.get() else { return };
        let is_ours = self.talks_in.get() == Some(now.call.id) && self.is_open.get();
        let Some(ice) = self.ice.get().filter(|_| is_ours && !now.call.rings()) else { return };
        self.with(|machine| {
            machine.start(&ice, true, now.call.kind == CallKind::Video);
            machine.hold(now.call.held.is_some());
        });
    }

    fn ended(self, call: CallId, kind: CallKind) {
        if self.talks_in.get_untracked() == Some(call) {
            self.let_go();
        } else if kind != CallKind::Link {
            // Whichever page talked asks for the notes.
            return;
        }
        spawn_local(async move {
            let Ok(found) = api::calls::find(call).await else { return };
            let record = found.record;
            if record.answered.is_some() {
                self.after.try_set(Some(record));
            } else {
                self.toaster.say(words::state(record.state()).text());
            }
        });
    }

    /// This page is out of the call.
    fn let_go(self) {
        keep(None);
        self.talks_in.set(None);
        self.put_down();
    }

    fn put_down(self) {
        self.is_open.set(false);
        self.ice.set(None);
        self.trouble.set(None);
        self.is_busy.set(false);
        self.when_ready.set_value(None);
        self.way.set(Way::Connecting);
        self.theirs.set(Media { audio: true, video: false });
        let machine = self.machine.try_update_value(Option::take);
        drop(machine);
    }

    /// Asks what is wanted on before it rings at the guest; a conference needs nothing.
    fn begin(self, wish: &Wish) {
        if wish.kind == CallKind::Link {
            self.wish.set(None);
            return self.act(wish.conversation, CallAct::Start(wish.kind));
        }
        self.open(Media { audio: true, video: wish.kind == CallKind::Video }, None);
    }

    /// It rings at the guest.
    pub(super) fn call(self) {
        let Some(wish) = self.wish.get_untracked() else { return };
        self.expected.set_value(Some(wish.conversation));
        self.is_busy.set(true);
        self.ask(wish.conversation, CallAct::Start(wish.kind));
    }

    /// Not after all.
    pub(super) fn give_up(self) {
        self.wish.set(None);
        self.put_down();
    }

    pub(super) fn answer(self) {
        let Some(now) = self.current.get_untracked() else { return };
        let then = Callback::new(move |()| {
            self.take_part(now.call.id);
            self.ask(now.conversation, CallAct::Answer(now.call.id));
        });
        self.open(Media { audio: true, video: false }, Some(then));
        self.is_busy.set(true);
    }

    /// Talks on from this page: it was reloaded, or the call went on elsewhere.
    pub(super) fn resume(self) {
        let Some(now) = self.current.get_untracked() else { return };
        self.take_part(now.call.id);
        self.open(Media { audio: true, video: false }, None);
        self.ask(now.conversation, CallAct::Join(now.call.id));
    }

    pub(super) fn hang_up(self) {
        self.do_to_current(if self.rings_here() { CallAct::Decline } else { CallAct::HangUp });
    }

    pub(super) fn hold(self, on: bool) {
        self.do_to_current(if on { CallAct::Hold } else { CallAct::Resume });
    }

    pub(super) fn turn_microphone(self) {
        let on = !self.media.get_untracked().audio;
        self.trouble.set(None);
        self.with(|machine| machine.set_microphone(on));
    }

    pub(super) fn turn_camera(self) {
        let on = !self.media.get_untracked().video;
        self.trouble.set(None);
        self.with(|machine| machine.set_camera(on));
    }

    /// Puts a picture there as long as there is one.
    pub(super) fn show(self, is_remote: bool, host: &web_sys::Element) {
        self.with(|machine| machine.show(is_remote, host));
    }

    /// Whether somebody calls and waits for an answer.
    pub(super) fn rings_here(self) -> bool {
        let now = self.current.get_untracked();
        now.is_some_and(|now| now.call.rings() && now.call.by == Side::Guest)
    }

    fn do_to_current(self, act: fn(CallId) -> CallAct) {
        if let Some(now) = self.current.get_untracked() {
            self.act(now.conversation, act(now.call.id));
        }
    }

    fn act(self, conversation: ConversationId, act: CallAct) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            if let Err(fault) = api::calls::act(conversation, act).await {
                self.session.tell(&fault);
            }
            self.is_busy.try_set(false);
        });
    }

    /// As `act`, and learns how the other side is reached.
    fn ask(self, conversation: ConversationId, act: CallAct) {
        spawn_local(async move {
            match api::calls::act(conversation, act).await {
                Ok(ice) => {
                    self.ice.try_set(Some(ice.configuration));
                }
                Err(fault) => {
                    self.expected.try_set_value(None);
                    self.session.tell(&fault);
                    if self.wish.try_get_untracked().flatten().is_none() {
                        self.let_go();
                    }
                }
            }
            self.is_busy.try_set(false);
        });
    }

    fn open(self, wanted: Media, then: Option<Callback<()>>) {
        self.put_down();
        self.when_ready.set_value(then);
        self.media.set(Media::default());
        let tell = Rc::new(move |told| self.told(told));
        Machine::open(tell, move |machine| {
            let Some(machine) = machine else {
                self.is_busy.try_set(false);
                return self.toaster.warn(words::NOT_LOADED.text());
            };
            machine.prepare(wanted);
            self.machine.try_set_value(Some(machine));
            self.is_open.try_set(true);
        });
    }

    fn told(self, told: Told) {
        match told {
            Told::Ready => {
                if let Some(Some(then)) = self.when_ready.try_update_value(Option::take) {
                    then.run(());
                }
            }
            Told::Media(media) => drop(self.media.try_set(media)),
            Told::Theirs(media) => drop(self.theirs.try_set(media)),
            Told::Trouble(trouble) => {
                self.trouble.try_set(Some(trouble));
                self.is_busy.try_set(false);
            }
            Told::Way(Way::Failed) => self.fail(),
            Told::Way(way) => drop(self.way.try_set(way)),
            Told::Signal { text, to } => self.send(text, to),
            Told::Elsewhere => self.let_go(),
        }
    }

    fn fail(self) {
        let before = self.way.try_get_untracked();
        if before != Some(Way::Failed) {
            self.way.try_set(Way::Failed);
            self.toaster.warn(words::NO_WAY.text());
            let had_one = before == Some(Way::Reconnecting);
            self.do_to_current(if had_one { CallAct::Break } else { CallAct::Fail });
        }
    }

    fn send(self, text: String, to: u32) {
        let (Some(Some(now)), Some(Some(from))) = (
            self.current.try_get_untracked(),
            self.machine.try_with_value(|machine| machine.as_ref().map(|machine| machine.page)),
        ) else {
            return;
        };
        let (conversation, call) = (now.conversation, now.call.id);
        self.live.signal(Signal { conversation, call, from, to, text });
    }

    fn hear(self, signal: &Signal) {
        if self.talks_in.get_untracked() == Some(signal.call) {
            self.with(|machine| machine.hear(signal.from, signal.to, &signal.text));
        }
    }

    fn with(self, act: impl FnOnce(&Machine)) {
        self.machine.try_with_value(|machine| machine.as_ref().map(act));
    }
}
