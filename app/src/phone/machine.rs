//! The border to `phone.js`: what it is told, and what it tells. No framework in here, for the visitor's chat calls too.

use std::rc::Rc;

use js_sys::{Function, Reflect};
use model::id::CallId;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::{Element, HtmlScriptElement, Storage};

use crate::words::calls as words;

/// What the script calls itself on the page, and where it is.
const NAME: &str = "switchboardPhone";
const ADDRESS: &str = "/phone.js";
/// In which call this page talks, kept over a reload of it.
const KEY: &str = "switchboard.call";

#[wasm_bindgen]
extern "C" {
    type Maker;
    #[wasm_bindgen(method)]
    fn open(this: &Maker, page: u32, tell: &Function) -> Handle;

    type Handle;
    #[wasm_bindgen(method)]
    fn prepare(this: &Handle, audio: bool, video: bool);
    #[wasm_bindgen(method)]
    fn set(this: &Handle, kind: &str, on: bool);
    #[wasm_bindgen(method)]
    fn start(this: &Handle, configuration: &str, is_agent: bool, has_video: bool);
    #[wasm_bindgen(method)]
    fn hear(this: &Handle, from: u32, to: u32, text: &str);
    #[wasm_bindgen(method)]
    fn hold(this: &Handle, on: bool);
    #[wasm_bindgen(method)]
    fn show(this: &Handle, is_remote: bool, host: &Element);
    #[wasm_bindgen(method)]
    fn close(this: &Handle);
}

/// What the phone tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Told {
    /// What was wanted is on.
    Ready,
    /// What is on here now.
    Media(Media),
    /// What is on at the other side.
    Theirs(Media),
    Way(Way),
    Trouble(Trouble),
    /// To be sent to the other side.
    Signal {
        text: String,
        to: u32,
    },
    /// The other side talks with another page of ours now.
    Elsewhere,
}

/// Microphone and camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Media {
    pub(crate) audio: bool,
    pub(crate) video: bool,
}

/// How the two browsers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Way {
    #[default]
    Connecting,
    Connected,
    Reconnecting,
    /// No way was found.
    Failed,
}

/// Why a microphone or a camera is not on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) why: Why,
    pub(crate) is_camera: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    Denied,
    /// By the page that has the chat in a frame.
    Blocked,
    Missing,
    Busy,
    Insecure,
    Unsupported,
    Unplugged,
}

impl Trouble {
    /// What is in the way, and what to do.
    pub(crate) fn in_words(self) -> String {
        let device = if self.is_camera { words::CAMERA } else { words::MICROPHONE };
        let word = match self.why {
            Why::Denied => words::DENIED,
            Why::Blocked => words::BLOCKED,
            Why::Missing => words::MISSING,
            Why::Busy => words::DEVICE_BUSY,
            Why::Insecure => words::INSECURE,
            Why::Unsupported => words::UNSUPPORTED,
            Why::Unplugged => words::UNPLUGGED,
        };
        word.with(&[("device", device.text())])
    }
}

impl Told {
    fn read(what: &str, first: &str, second: &str) -> Option<Self> {
        let media = Media { audio: first == "true", video: second == "true" };
        Some(match what {
            "ready" => Self::Ready,
            "media" => Self::Media(media),
            "other" => Self::Theirs(media),
            "signal" => Self::Signal { text: first.to_owned(), to: second.parse().ok()? },
            "elsewhere" => Self::Elsewhere,
            "state" => Self::Way(match first {
                "connecting" => Way::Connecting,
                "connected" => Way::Connected,
                "reconnecting" => Way::Reconnecting,
                _ => Way::Failed,
            }),
            "trouble" => Self::Trouble(Trouble {
                why: match first {
                    "denied" => Why::Denied,
                    "blocked" => Why::Blocked,
                    "missing" => Why::Missing,
                    "insecure" => Why::Insecure,
                    "unsupported" => Why::Unsupported,
                    "unplugged" => Why::Unplugged,
                    _ => Why::Busy,
                },
                is_camera: second == "video",
            }),
            _ => return None,
        })
    }
}

/// One phone, from before a call to its end; dropping it lets everything go.
pub(crate) struct Machine {
    handle: Handle,
    /// The number this page is known by in the call.
    pub(crate) page: u32,
    _tell: Closure<dyn Fn(String, String, String)>,
}

impl Machine {
    /// Makes a phone once its script is loaded; `None` where it cannot be.
    pub(crate) fn open(tell: Rc<dyn Fn(Told)>, then: impl FnOnce(Option<Self>) + 'static) {
        load(Box::new(move |maker| {
            then(maker.map(|maker| {
                let told: Closure<dyn Fn(String, String, String)> =
                    Closure::new(move |what: String, first: String, second: String| {
                        if let Some(told) = Told::read(&what, &first, &second) {
                            tell(told);
                        }
                    });
                let page = number();
                let handle = maker.open(page, told.as_ref().unchecked_ref());
                Self { handle, page, _tell: told }
            }));
        }));
    }

    /// Turns on what is wanted; tells `Ready`, or the trouble.
    pub(crate) fn prepare(&self, wanted: Media) {
        self.handle.prepare(wanted.audio, wanted.video);
    }

    pub(crate) fn set_microphone(&self, on: bool) {
        self.handle.set("audio", on);
    }

    pub(crate) fn set_camera(&self, on: bool) {
        self.handle.set("video", on);
    }

    /// Begins to look for the other browser; a second time changes nothing.
    pub(crate) fn start(&self, configuration: &str, is_agent: bool, has_video: bool) {
        self.handle.start(configuration, is_agent, has_video);
    }

    /// Takes in what the other side sent.
    pub(crate) fn hear(&self, from: u32, to: u32, text: &str) {
        self.handle.hear(from, to, text);
    }

    pub(crate) fn hold(&self, on: bool) {
        self.handle.hold(on);
    }

    /// Puts the other side's picture (or one's own) into an element.
    pub(crate) fn show(&self, is_remote: bool, host: &Element) {
        self.handle.show(is_remote, host);
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        self.handle.close();
    }
}

/// The call in which this page talked before it was reloaded.
pub(crate) fn kept() -> Option<CallId> {
    storage()?.get_item(KEY).ok().flatten()?.parse().ok()
}

/// Keeps in which call this page talks.
pub(crate) fn keep(call: Option<CallId>) {
    let Some(storage) = storage() else { return };
    _ = match call {
        Some(call) => storage.set_item(KEY, &call.to_string()),
        None => storage.remove_item(KEY),
    };
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// A number that no other page of this call has.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a random number below 2^31 fits"
)]
fn number() -> u32 {
    (js_sys::Math::random() * 2_147_483_646.0) as u32 + 1
}

fn load(then: Box<dyn FnOnce(Option<Maker>)>) {
    let maker = || {
        let window = web_sys::window()?;
        let found = Reflect::get(&window, &NAME.into()).ok()?;
        found.is_object().then(|| found.unchecked_into::<Maker>())
    };
    let found = maker();
    let head = web_sys::window().and_then(|window| window.document()?.head());
    let (None, Some(head)) = (&found, head) else { return then(found) };
    let made = head.owner_document().and_then(|page| page.create_element("script").ok());
    let Some(script) = made.map(JsCast::unchecked_into::<HtmlScriptElement>) else {
        return then(None);
    };
    // Whichever of the two the browser calls, it is there or it is not.
    let ended: JsValue = Closure::once_into_js(move || then(maker()));
    script.set_onload(Some(ended.unchecked_ref()));
    script.set_onerror(Some(ended.unchecked_ref()));
    script.set_src(ADDRESS);
    _ = head.append_child(&script);
}
