//! A call in the visitor's chat: it rings, is answered, and goes on above the messages.

use std::{cell::RefCell, rc::Rc};

use model::{
    call::{Call, CallAct, CallKind, Signal as Sent},
    cursor::Side,
    id::CallId,
};
use wasm_bindgen_futures::spawn_local;

use super::{Chat, Told as Stage};
use crate::{
    api::{Fault, visitors},
    live::{
        News,
        timer::{Every, after},
    },
    parts::Glyph,
    phone::machine::{Machine, Media, Told, Trouble, Way, keep, kept},
    widget::{
        clock::now_ms,
        dom::{El, el, window},
        live::Live,
        parts::{banner, button, icon, icon_button, named, press_button},
        react::{Signal, effect, memo, on_cleanup, untrack},
        sound, wording,
    },
    words::{calls as words, widget as w},
};

/// It rings so often.
const RING_MS: i32 = 3_000;
/// What did not work is said so long.
const FAULT_MS: i32 = 10_000;

/// The visitor's end of a call; clones are the same.
#[derive(Clone)]
pub(super) struct Phone {
    call: Signal<Option<Call>>,
    /// What is to be on, and once it talks, what is.
    media: Signal<Media>,
    theirs: Signal<Media>,
    way: Signal<Way>,
    trouble: Signal<Option<Trouble>>,
    fault: Signal<Option<Fault>>,
    is_busy: Signal<bool>,
    /// The call in which this page talks.
    talks_in: Signal<Option<CallId>>,
    /// The next call of the visitor is this page's.
    expects: Signal<bool>,
    /// How the other side is reached.
    ice: Signal<Option<String>>,
    machine: Rc<RefCell<Option<Machine>>>,
}

impl Phone {
    pub(super) fn new(live: &Live) -> Self {
        let known = live.know(|thread| thread.conversation.call.clone());
        Self {
            call: memo(move || known.get().flatten()),
            media: Signal::new(Media { audio: true, video: false }),
            theirs: Signal::new(Media { audio: true, video: false }),
            way: Signal::new(Way::Connecting),
            trouble: Signal::new(None),
            fault: Signal::new(None),
            is_busy: Signal::new(false),
            talks_in: Signal::new(None),
            expects: Signal::new(false),
            ice: Signal::new(None),
            machine: Rc::default(),
        }
    }

    fn with(&self, act: impl FnOnce(&Machine)) {
        if let Some(machine) = self.machine.borrow().as_ref() {
            act(machine);
        }
    }

    fn put_down(&self) {
        keep(None);
        self.talks_in.turn_to(None);
        self.expects.turn_to(false);
        self.ice.turn_to(None);
        self.way.turn_to(Way::Connecting);
        self.trouble.turn_to(None);
        self.media.turn_to(Media { audio: true, video: false });
        let machine = self.machine.take();
        drop(machine);
    }

    fn is_here(&self, call: &Call) -> bool {
        self.talks_in.get() == Some(call.id)
    }

    fn take_part(&self, call: CallId) {
        keep(Some(call));
        self.talks_in.turn_to(Some(call));
    }
}

/// Puts the call, while there is one, into the chat.
pub(super) fn call(into: El, chat: &Rc<Chat>) -> El {
    follow(chat);
    let (phone, own) = (chat.phone.clone(), Rc::clone(chat));
    let here = phone.talks_in.clone();
    let fault = phone.fault.clone();
    into.place(
        move || {
            let is_here = here.get();
            // Only what another picture is made of.
            phone.call.with(|it| it.as_ref().map(|it| (it.id, it.rings(), is_here == Some(it.id))))
        },
        move |shown| shown.map(|_| panel(&own)),
    )
    .place(
        move || fault.get(),
        |fault| {
            fault.map(|it| banner("error", "alert", Glyph::TriangleAlert, &wording::fault(&it)))
        },
    )
}

/// The ways to call whoever serves the chat, where the workspace has any.
pub(super) fn start(into: El, chat: &Rc<Chat>) -> El {
    let may = |chat: &Rc<Chat>, wants_camera: bool| {
        let chat = Rc::clone(chat);
        move || {
            let config = chat.visit.config.clone();
            let may = config.with(|it| {
                it.as_ref().is_some_and(|it| it.may_call && (it.may_show || !wants_camera))
            });
            let is_free = chat.phone.call.with(Option::is_none);
            may && is_free && chat.stage.get() == Some(Stage::Served)
        }
    };
    let face = |chat: &Rc<Chat>, kind: CallKind, glyph: Glyph, word: crate::words::Word| {
        let chat = Rc::clone(chat);
        move || {
            let (busy, chat) = (chat.phone.is_busy.clone(), Rc::clone(&chat));
            icon_button("quiet", glyph, word.text(), Some(busy), move || {
                let wanted = Media { audio: true, video: kind == CallKind::Video };
                open(&chat, wanted, Some(CallAct::Start(kind)));
            })
        }
    };
    into.when(may(chat, false), face(chat, CallKind::Audio, Glyph::Phone, w::CALL))
        .when(may(chat, true), face(chat, CallKind::Video, Glyph::Video, w::VIDEO_CALL))
}

/// Puts the way into a conference, while it goes on, behind its invitation.
pub(super) fn join(into: El, chat: &Rc<Chat>, id: CallId) -> El {
    let (call, chat) = (chat.phone.call.clone(), Rc::clone(chat));
    into.when(
        move || call.with(|it| it.as_ref().is_some_and(|it| it.id == id)),
        move || join_button(&chat),
    )
}

fn join_button(chat: &Rc<Chat>) -> El {
    let chat = Rc::clone(chat);
    button("primary", w::JOIN_CALL.text(), None, move || {
        let Some(call) = chat.phone.call.peek() else { return };
        // In the press itself: later the browser would block the window.
        _ = window().open_with_url_and_target_and_features(&call.link, "_blank", "noopener");
        act(&chat, CallAct::Answer(call.id));
    })
}

fn follow(chat: &Rc<Chat>) {
    let (phone, own) = (chat.phone.clone(), Rc::clone(chat));
    // The machine goes when the call is over, and begins when it is answered.
    effect(move || {
        let Some(call) = phone.call.get() else {
            if phone.talks_in.peek().is_some() {
                phone.put_down();
            }
            return;
        };
        if !phone.is_here(&call) {
            if phone.expects.get() && call.by == Side::Guest {
                phone.take_part(call.id);
            } else if kept() == Some(call.id) && phone.machine.borrow().is_none() {
                // The page was reloaded.
                let wanted = Media { audio: true, video: false };
                untrack(|| open(&own, wanted, Some(CallAct::Join(call.id))));
            }
            return;
        }
        if let Some(ice) = phone.ice.get().filter(|_| !call.rings()) {
            phone.with(|machine| {
                machine.start(&ice, false, call.kind == CallKind::Video);
                machine.hold(call.held.is_some());
            });
        }
    });
    let (call, is_silent) = (chat.phone.call.clone(), chat.is_silent.clone());
    let rings = memo(move || call.with(|it| it.as_ref().is_some_and(rings_here)));
    let host = chat.visit.host.clone();
    let ringing = RefCell::new(None);
    effect(move || {
        if rings.get() {
            // Folded away, nobody would see who calls.
            host.say("ring");
        }
        let is_heard = rings.get() && !is_silent.get();
        if is_heard {
            sound::play();
        }
        *ringing.borrow_mut() = is_heard.then(|| Every::new(RING_MS, sound::play)).flatten();
    });
    let own = Rc::downgrade(chat);
    chat.live.on_news(move |news| {
        if let (News::Signal(sent), Some(chat)) = (news, own.upgrade())
            && chat.phone.talks_in.peek() == Some(sent.call)
        {
            chat.phone.with(|machine| machine.hear(sent.from, sent.to, &sent.text));
        }
    });
}

fn rings_here(call: &Call) -> bool {
    call.rings() && call.by == Side::Staff
}

fn panel(chat: &Rc<Chat>) -> El {
    let phone = &chat.phone;
    let frame = el("section", "call").attr("aria-label", w::CALL.text());
    let Some(call) = phone.call.peek() else { return frame };
    let is_here = phone.talks_in.peek() == Some(call.id);
    let (name, known) = (call.agent.name.clone(), phone.clone());
    let frame = frame.kid(
        el("p", "call__state").attr("role", "status").words(move || state(&known, &name, is_here)),
    );
    let frame = match call.answered.filter(|_| is_here) {
        Some(answered) => frame.kid(time(answered.0)),
        None => frame,
    };
    let row = el("div", "call__actions");
    let row = match (call.kind, call.rings(), call.by) {
        (CallKind::Link, ..) => row.kid(join_button(chat)),
        (_, true, Side::Staff) if !is_here => {
            let row = own_media(row, phone, call.kind == CallKind::Video);
            let chat = Rc::clone(chat);
            row.kid(button("primary", w::ACCEPT.text(), Some(phone.is_busy.clone()), move || {
                open(&chat, chat.phone.media.peek(), Some(CallAct::Answer(call.id)));
            }))
        }
        (_, false, _) if !is_here => {
            let chat = Rc::clone(chat);
            row.kid(button("secondary", w::CONTINUE_HERE.text(), None, move || {
                open(&chat, Media { audio: true, video: false }, Some(CallAct::Join(call.id)));
            }))
        }
        _ => own_media(row, phone, call.kind == CallKind::Video),
    };
    let (word, done) = match rings_here(&call) && !is_here {
        true => (w::DECLINE, CallAct::Decline(call.id)),
        false => (w::HANG_UP, CallAct::HangUp(call.id)),
    };
    let own = Rc::clone(chat);
    let row = row.kid(icon_button("danger", Glyph::PhoneOff, word.text(), None, move || {
        act(&own, done);
    }));
    let frame = if is_here && call.kind == CallKind::Video {
        frame.kid(pictures(phone, &call.agent.name))
    } else {
        frame
    };
    let trouble = phone.trouble.clone();
    frame.kid(row).place(
        move || trouble.get(),
        |trouble| {
            let words = trouble?.in_words();
            Some(banner("error", "alert", Glyph::TriangleAlert, &words))
        },
    )
}

/// How long it has gone on: beside the words that are spoken, or they would be every second.
fn time(since_ms: i64) -> El {
    let told = move || {
        let seconds = (now_ms() - since_ms).max(0) / 1_000;
        format!("{}:{:02}", seconds / 60, seconds % 60)
    };
    let text = Signal::new(told());
    let (shown, ticking) = (text.clone(), Every::new(1_000, move || text.turn_to(told())));
    on_cleanup(move || drop(ticking));
    el("p", "call__time").attr("role", "timer").words(move || shown.get())
}

fn state(phone: &Phone, name: &str, is_here: bool) -> String {
    let way = phone.way.get();
    let word = phone.call.with(|call| {
        let call = call.as_ref()?;
        Some(match (call.kind, call.rings(), call.by) {
            (CallKind::Link, ..) => w::INVITES_YOU,
            (_, true, Side::Staff) if !is_here => w::CALLS_YOU,
            (_, true, Side::Guest) => w::CALLING,
            (_, false, _) if !is_here => w::CALL_ELSEWHERE,
            _ if call.held.is_some() => w::CALL_ON_HOLD,
            _ => match way {
                Way::Connecting => w::CALL_CONNECTING,
                Way::Connected => w::IN_CALL,
                Way::Reconnecting | Way::Failed => w::CALL_RECONNECTING,
            },
        })
    });
    word.map(|word| word.with(&[("name", name)])).unwrap_or_default()
}

/// Microphone and camera; before one joins they say what is to be on.
fn own_media(into: El, phone: &Phone, has_video: bool) -> El {
    let one = |is_camera: bool| {
        let media = phone.media.clone();
        let is_on = move |media: Media| if is_camera { media.video } else { media.audio };
        let own = phone.clone();
        let turn = move || {
            own.trouble.turn_to(None);
            let mut now = own.media.peek();
            let on = !is_on(now);
            if own.machine.borrow().is_none() {
                if is_camera {
                    now.video = on
                } else {
                    now.audio = on
                }
                own.media.set(now);
            }
            own.with(|machine| match is_camera {
                true => machine.set_camera(on),
                false => machine.set_microphone(on),
            });
        };
        let glyph = move |is_on| match (is_camera, is_on) {
            (true, true) => Glyph::Video,
            (true, false) => Glyph::VideoOff,
            (false, true) => Glyph::Mic,
            (false, false) => Glyph::MicOff,
        };
        let label = if is_camera { words::CAMERA } else { words::MICROPHONE };
        let pressed = media.clone();
        named(press_button("icon-button", "secondary", None, Box::new(turn)), label.text())
            .state("aria-pressed", move || Some(is_on(pressed.get()).to_string()))
            .place(move || is_on(media.get()), move |is_on| Some(icon(glyph(is_on))))
    };
    let into = into.kid(one(false));
    if has_video { into.kid(one(true)) } else { into }
}

fn pictures(phone: &Phone, name: &str) -> El {
    let theirs = w::THEIR_CAMERA.with(&[("name", name)]);
    let one =
        |class: &str, label: &str| el("div", class).attr("role", "img").attr("aria-label", label);
    let (shown, hidden) = (phone.theirs.clone(), phone.media.clone());
    let theirs = one("call__theirs", &theirs)
        .state("data-state", move || (!shown.get().video).then(|| "off".to_owned()));
    let own = one("call__own", w::YOUR_CAMERA.text())
        .state("data-state", move || (!hidden.get().video).then(|| "off".to_owned()));
    phone.with(|machine| {
        machine.show(true, theirs.node());
        machine.show(false, own.node());
    });
    el("div", "call__pictures").kid(theirs).kid(own)
}

/// Turns microphone and camera on; once they are, does what is to be done and talks from here.
fn open(chat: &Rc<Chat>, wanted: Media, then: Option<CallAct>) {
    chat.phone.fault.turn_to(None);
    chat.phone.put_down();
    chat.phone.is_busy.set(true);
    let (told, opened) = (Rc::clone(chat), Rc::clone(chat));
    let then = RefCell::new(then);
    let tell = Rc::new(move |what| hear(&told, &then, what));
    Machine::open(tell, move |machine| {
        let Some(machine) = machine else {
            opened.phone.is_busy.set(false);
            return opened.phone.fault.set(Some(Fault::Unreachable));
        };
        machine.prepare(wanted);
        *opened.phone.machine.borrow_mut() = Some(machine);
    });
}

fn hear(chat: &Rc<Chat>, then: &RefCell<Option<CallAct>>, told: Told) {
    let phone = &chat.phone;
    match told {
        Told::Ready => {
            if let Some(done) = then.take() {
                act(chat, done);
            }
        }
        Told::Media(media) => phone.media.turn_to(media),
        Told::Theirs(media) => phone.theirs.turn_to(media),
        Told::Trouble(trouble) => {
            phone.is_busy.set(false);
            phone.trouble.set(Some(trouble));
            // Before one joins, the icons say again what is to be on.
            if phone.talks_in.peek().is_none() {
                let machine = phone.machine.take();
                drop(machine);
            }
        }
        Told::Way(Way::Failed) => {
            if let Some(call) = phone.call.peek() {
                let had_one = phone.way.peek() == Way::Reconnecting;
                act(chat, if had_one { CallAct::Break } else { CallAct::Fail }(call.id));
            }
        }
        Told::Way(way) => phone.way.turn_to(way),
        Told::Signal { text, to } => {
            let call = phone.call.peek().map(|call| call.id);
            let page = phone.machine.borrow().as_ref().map(|machine| machine.page);
            if let (Some(call), Some(from)) = (call, page) {
                let conversation = chat.live.conversation;
                chat.live.signal(Sent { conversation, call, from, to, text });
            }
        }
        Told::Elsewhere => phone.put_down(),
    }
}

fn act(chat: &Rc<Chat>, act: CallAct) {
    let (token, conversation) = (chat.token.to_string(), chat.live.conversation);
    let phone = chat.phone.clone();
    spawn_local(async move {
        let result = visitors::call(token, conversation, act).await;
        phone.is_busy.set(false);
        match (result, act) {
            (Ok(ice), CallAct::Answer(call) | CallAct::Join(call)) => {
                if phone.machine.borrow().is_some() {
                    phone.ice.set(Some(ice.configuration));
                    phone.take_part(call);
                }
            }
            (Ok(ice), CallAct::Start(_)) => {
                phone.ice.set(Some(ice.configuration));
                phone.expects.set(true);
            }
            (Ok(_), _) => {}
            (Err(fault), _) => {
                phone.put_down();
                phone.fault.set(Some(fault));
                after(FAULT_MS, move || phone.fault.turn_to(None));
            }
        }
    });
}
