// Shows what is pushed while no page is open, and opens it. Keeps and caches nothing.
addEventListener("push", (event) => {
  let pushed = {};
  try { pushed = event.data.json(); } catch { /* An empty push still has to be shown. */ }
  const { title = "Switchboard", body = "", tag = "", url = "/" } = pushed;
  const options = { body, tag, renotify: tag !== "", icon: "/favicon.svg", data: { url } };
  event.waitUntil(registration.showNotification(title, options));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.url ?? "/"));
});

async function open(path) {
  const url = new URL(path, location.origin);
  if (url.origin !== location.origin) return;
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const desks = pages.filter((page) => page.frameType === "top-level" && !/^\/(livechat|demo)\b/.test(new URL(page.url).pathname));
  const page = desks.find((page) => page.visibilityState === "visible") ?? desks[0];
  if (!page) return clients.openWindow(url.href);
  page.postMessage({ open: url.pathname + url.search });
  return page.focus().catch(() => {});
}
