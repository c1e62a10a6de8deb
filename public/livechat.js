// Switchboard livechat: puts a launcher on the page and, once it is wanted, the chat in a frame of its own.
// <script src="https://your-switchboard/livechat.js" async></script>   Options and API: docs/widget.md
(() => {
  "use strict";
  const script = document.currentScript ?? document.querySelector('script[src*="/livechat.js"]');
  if (!script || window.Switchboard) return;

  const SLOW_MS = 12_000;
  const { origin } = new URL(script.src);
  const { dataset } = script;
  const language = dataset.language || navigator.language;
  const words = language.startsWith("de")
    ? {
        open: "Chat öffnen",
        close: "Chat schließen",
        unread: (n) => (n === 1 ? "1 ungelesene Nachricht" : `${n} ungelesene Nachrichten`),
        failed: "Der Chat ist gerade nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.",
        retry: "Erneut versuchen",
      }
    : {
        open: "Open chat",
        close: "Close chat",
        unread: (n) => (n === 1 ? "1 unread message" : `${n} unread messages`),
        failed: "The chat cannot be reached right now. Check your connection and try again.",
        retry: "Try again",
      };

  // The page may have switched its storage off; then nothing is remembered.
  const recall = (area, key) => {
    try {
      return window[area].getItem(`switchboard.${key}`);
    } catch {
      return null;
    }
  };
  const remember = (area, key, value) => {
    try {
      if (value) window[area].setItem(`switchboard.${key}`, value === true ? "1" : value);
      else window[area].removeItem(`switchboard.${key}`);
    } catch {}
  };

  const css = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:auto!important;z-index:2147483000!important}
*{box-sizing:border-box;margin:0;font:16px/1.5 system-ui,sans-serif}
button{border:0;cursor:pointer;touch-action:manipulation;background:#1f5fd0;color:#fff}
button:hover{background:#184fb3}
button:focus-visible{outline:2px solid #fff;box-shadow:0 0 0 5px #1f5fd0}
aside>button{position:fixed;inset-block-end:calc(20px + env(safe-area-inset-bottom));inset-inline-end:20px;inline-size:56px;block-size:56px;padding:0;border-radius:50%;display:grid;place-items:center;box-shadow:0 4px 16px #0004;transition:scale .15s}
aside>button:active{scale:.94}
svg{inline-size:26px;block-size:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
[role=status]{position:fixed;inset-block-end:calc(60px + env(safe-area-inset-bottom));inset-inline-end:14px;min-inline-size:24px;padding-inline:6px;border-radius:12px;background:#c62a2f;color:#fff;font-size:14px;line-height:24px;font-weight:600;text-align:center;pointer-events:none}
[role=status]:empty{visibility:hidden}
[role=status] span{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
dialog{position:fixed;inset:auto;inset-block-end:calc(92px + env(safe-area-inset-bottom));inset-inline-end:20px;inline-size:min(400px,100vw - 40px);block-size:min(680px,100dvh - 112px);max-inline-size:none;max-block-size:none;padding:0;border:0;border-radius:16px;overflow:hidden;background:Canvas;color:CanvasText;box-shadow:0 12px 48px #0005}
dialog[open]{animation:rise .15s ease-out}
@keyframes rise{from{opacity:0;translate:0 12px}}
dialog::backdrop{background:none}
iframe{display:block;inline-size:100%;block-size:100%;border:0}
dialog>div{position:absolute;inset:0;display:flex;flex-direction:column;gap:16px;align-items:center;justify-content:center;padding:32px;text-align:center;background:Canvas}
dialog>div[hidden]{display:none}
div>button{min-block-size:44px;padding-inline:20px;border-radius:8px}
@media (max-width:520px),(max-height:480px){dialog{inset-block:var(--top,0) auto;inset-inline:0;inline-size:100%;block-size:var(--height,100dvh);border-radius:0}}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
@media (forced-colors:active){button,dialog{border:2px solid ButtonBorder}}
@media print{:host{display:none!important}}`;

  const make = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };
  const icon = (...drawings) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    for (const drawing of drawings) {
      const path = document.createElementNS(svg.namespaceURI, "path");
      path.setAttribute("d", drawing);
      svg.append(path);
    }
    return svg;
  };
  // Lucide (ISC): message-circle, chevron-down.
  const bubble = icon("M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719");
  const chevron = icon("m6 9 6 6 6-6");

  const launcher = make("button", { type: "button", "aria-label": words.open, "aria-expanded": "false", "aria-describedby": "unread" }, bubble);
  const unread = make("div", { role: "status", id: "unread" });
  const retry = make("button", { type: "button" }, words.retry);
  const leave = make("button", { type: "button" }, words.close);
  const apology = make("div", { role: "alert", hidden: "" });
  const panel = make("dialog", { "aria-label": "Chat" }, apology);
  const host = make("switchboard-livechat");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.append(make("aside", { "aria-label": "Chat" }, launcher, unread), panel);

  const small = matchMedia("(max-width:520px),(max-height:480px)");
  const listeners = {};
  let frame = null;
  let isReady = false;
  let isOpen = false;
  let slow = 0;

  // A page that never said it can be dark gets a light chat.
  const theme = () => dataset.theme || (getComputedStyle(document.documentElement).colorScheme.includes("dark") ? "system" : "light");

  const load = () => {
    if (frame) return;
    const address = new URL("/livechat", origin);
    address.searchParams.set("language", language);
    address.searchParams.set("theme", theme());
    isReady = false;
    frame = make("iframe", { src: address, title: "Chat", allow: "autoplay; camera; fullscreen; microphone" });
    panel.prepend(frame);
    slow = setTimeout(() => {
      apology.replaceChildren(words.failed, retry, leave);
      apology.hidden = false;
    }, SLOW_MS);
  };

  const send = (say) => {
    if (!isReady) return;
    const page = location.href.split("#")[0];
    const kept = recall("localStorage", "kept");
    frame.contentWindow.postMessage({ switchboard: 1, say, page, kept, isFull: small.matches }, origin);
  };

  // Over the whole screen it is modal, so that nothing behind it takes the focus; a keyboard must not cover it.
  const place = () => {
    if (!isOpen) return;
    if (panel.matches(":modal") !== small.matches) {
      panel.close();
      if (small.matches) panel.showModal();
      else panel.open = true;
    }
    const view = window.visualViewport;
    if (small.matches && view) {
      panel.style.setProperty("--top", `${view.offsetTop}px`);
      panel.style.setProperty("--height", `${view.height}px`);
    }
  };

  const tell = (is) => {
    isOpen = is;
    remember("sessionStorage", "open", is);
    launcher.setAttribute("aria-expanded", is);
    launcher.setAttribute("aria-label", is ? words.close : words.open);
    launcher.replaceChildren(is ? chevron : bubble);
  };

  const open = (takesFocus) => {
    load();
    if (!isOpen) {
      tell(true);
      if (small.matches) panel.showModal();
      else panel.open = true;
      place();
    }
    if (takesFocus) frame.focus();
    send(takesFocus ? "open" : "show");
  };

  const close = (givesFocus = document.activeElement === host) => {
    if (!isOpen) return;
    tell(false);
    panel.close();
    send("close");
    if (givesFocus) launcher.focus();
  };

  const count = (number) => {
    unread.replaceChildren();
    if (!number) return;
    const digits = make("b", { "aria-hidden": "true" }, number > 99 ? "99+" : `${number}`);
    unread.append(digits, make("span", {}, words.unread(number)));
  };

  const heard = {
    ready() {
      isReady = true;
      clearTimeout(slow);
      apology.hidden = true;
      send(isOpen ? (root.activeElement === frame ? "open" : "show") : "hello");
    },
    close: () => close(true),
    ring: () => open(),
    unread: (number) => count(Number.isInteger(number) && number > 0 ? number : 0),
    // Who the visitor is, where the browser keeps nothing for a frame of another site.
    keep: (value) => remember("localStorage", "kept", typeof value === "string" && value),
    talking: (is) => remember("localStorage", "talking", is === true),
    started() {},
    ended() {},
  };

  addEventListener("message", ({ source, origin: from, data }) => {
    if (!frame || source !== frame.contentWindow || from !== origin || data?.switchboard !== 1) return;
    if (!Object.hasOwn(heard, data.say)) return;
    heard[data.say](data.value);
    for (const listener of listeners[data.say] ?? []) listener(data.value);
  });

  launcher.addEventListener("click", () => (isOpen ? close(true) : open(true)));
  launcher.addEventListener("pointerenter", load);
  leave.addEventListener("click", () => close(true));
  retry.addEventListener("click", () => {
    apology.hidden = true;
    frame.remove();
    frame = null;
    open(true);
  });
  root.addEventListener("keydown", (event) => event.key === "Escape" && close(true));
  panel.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(true);
  });
  // The browser closes it past "cancel" when it was asked twice.
  panel.addEventListener("close", () => panel.open || close(true));
  small.addEventListener("change", place);
  for (const change of ["resize", "scroll"]) window.visualViewport?.addEventListener(change, place);

  const on = (what) => (listener) => {
    (listeners[what] ??= new Set()).add(listener);
    return () => listeners[what].delete(listener);
  };
  window.Switchboard = Object.freeze({
    maximize: () => open(true),
    minimize: () => close(),
    onChatStarted: on("started"),
    onChatEnded: on("ended"),
    onUnread: on("unread"),
  });

  const start = () => {
    // Beside the body: a page that swaps or transforms its body keeps the chat where it is.
    document.documentElement.append(host);
    dispatchEvent(new Event("switchboard:ready"));
    if (recall("sessionStorage", "open") && !small.matches) open(false);
    else if (recall("localStorage", "talking")) (window.requestIdleCallback ?? setTimeout)(load);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
