//! One WebSocket: open it, send frames, hear what happens; dropping it closes it silently.

use model::wire::ClientFrame;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{CloseEvent, Event, MessageEvent, WebSocket};

/// What a socket tells.
pub(super) enum Signal {
    Opened,
    Text(String),
    Closed,
}

pub(super) struct Socket {
    socket: WebSocket,
    _on_open: Closure<dyn Fn(Event)>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_close: Closure<dyn Fn(CloseEvent)>,
}

impl Socket {
    /// Connects to a path of the page's own host.
    pub(super) fn open(path: &str, tell: impl Fn(Signal) + Clone + 'static) -> Option<Self> {
        let socket = WebSocket::new(&address(path)?).ok()?;
        let on_open = closure(tell.clone(), |_: Event| Some(Signal::Opened));
        let on_message =
            closure(tell.clone(), |event: MessageEvent| event.data().as_string().map(Signal::Text));
        // An error is always followed by a close.
        let on_close = closure(tell, |_: CloseEvent| Some(Signal::Closed));
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Some(Self { socket, _on_open: on_open, _on_message: on_message, _on_close: on_close })
    }

    pub(super) fn send(&self, frame: &ClientFrame) {
        if let Ok(text) = crate::json::to_string(frame) {
            _ = self.socket.send_with_str(&text);
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        _ = self.socket.close();
    }
}

fn closure<E: wasm_bindgen::convert::FromWasmAbi + 'static>(
    tell: impl Fn(Signal) + 'static,
    read: impl Fn(E) -> Option<Signal> + 'static,
) -> Closure<dyn Fn(E)> {
    Closure::new(move |event: E| {
        if let Some(signal) = read(event) {
            tell(signal);
        }
    })
}

fn address(path: &str) -> Option<String> {
    let location = web_sys::window()?.location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}{path}", location.host().ok()?))
}

/// Whether the browser believes that it has a network.
pub(super) fn has_network() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether the page can be seen.
pub(super) fn is_visible() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_none_or(|page| page.visibility_state() != web_sys::VisibilityState::Hidden)
}

/// Listens on the window until dropped.
pub(super) struct Listener {
    name: &'static str,
    target: web_sys::EventTarget,
    heard: Closure<dyn Fn(JsValue)>,
}

impl Listener {
    pub(super) fn new(
        target: &web_sys::EventTarget,
        name: &'static str,
        on: impl Fn(JsValue) + 'static,
    ) -> Self {
        let heard: Closure<dyn Fn(JsValue)> = Closure::new(on);
        let function = heard.as_ref().unchecked_ref();
        _ = target.add_event_listener_with_callback(name, function);
        Self { name, target: target.clone(), heard }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.heard.as_ref().unchecked_ref();
        _ = self.target.remove_event_listener_with_callback(self.name, function);
    }
}
