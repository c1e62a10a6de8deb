// The chat on somebody's site: light to carry, asks what it should, survives whatever the page does.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { support, talk } from "../support/scenes.ts";

test("WI-01 one script line adds a launcher that weighs little, moves nothing and loads the chat only when wanted", async ({
  workspace,
  visitor,
}) => {
  await support(workspace);
  const guest = await visitor();
  const { page } = guest;
  let weight = 0;
  page.on("response", async (response) => {
    if (response.url().startsWith(workspace.server.url)) weight += (await response.request().sizes()).responseBodySize;
  });
  await page.addInitScript(() => {
    window.moved = 0;
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) window.moved += (shift as PerformanceEntry & { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await guest.opens();
  await expect(guest.launcher).toBeVisible();
  await expect(guest.launcher).toHaveAttribute("aria-expanded", "false");
  await expect.poll(() => weight).toBeGreaterThan(0);
  expect(weight).toBeLessThan(6 * 1024);
  expect(page.frames()).toHaveLength(1);
  const before = await looks(page);
  await guest.opensChat();
  await expect(guest.field("Name")).toBeFocused();
  await expect(page.getByRole("button", { name: "Close chat" })).toHaveAttribute("aria-expanded", "true");
  expect(await looks(page)).toEqual(before);
  expect(await page.evaluate(() => window.moved)).toBe(0);

  await page.keyboard.press("Escape");
  await expect(guest.launcher).toBeFocused();
  await expect(guest.chat.locator("body")).toBeHidden();
});

test("WI-01 a page whose style hides and bends everything cannot touch the launcher or the chat", async ({
  workspace,
  visitor,
}) => {
  await support(workspace);
  const guest = await visitor();
  await guest.opens("/?hostile");
  await expect(guest.launcher).toBeVisible();
  const box = await guest.launcher.boundingBox();
  expect(box?.width).toBe(56);
  expect(box?.height).toBe(56);
  await guest.starts("Emmy Noether", "Support");
  await guest.says("Still here.");
  await expect(guest.message("Still here.")).toBeVisible();
  const frame = await guest.page.locator('iframe[title="Chat"]').boundingBox();
  expect(frame?.width).toBe(400);
  const style = await guest.box.evaluate((box) => getComputedStyle(box).fontFamily);
  expect(style).not.toContain("cursive");
});

test("WI-02 the form asks what the workspace wants: required, optional, consent, each with its own error", async ({
  workspace,
  visitor,
}) => {
  await support(workspace);
  await workspace.configure({
    pre_chat: { name: "optional", email: "required", department: "required", consent: "I agree to the privacy policy." },
  });
  const guest = await visitor();
  await guest.opens();
  await guest.opensChat();
  await expect(guest.chat.getByText("Optional")).toHaveCount(1);
  await guest.field("Email").fill("not an address");
  await guest.button("Start chat").click();
  await expect(guest.chat.getByText("Not an email address. Write it like ada@example.com.")).toBeVisible();
  await expect(guest.chat.getByText("Please tick this box, otherwise we may not chat with you.")).toBeVisible();
  await expect(guest.field("Email")).toBeFocused();
  await expect(guest.field("Email")).toHaveAttribute("aria-invalid", "true");

  await guest.page.reload();
  await expect(guest.field("Email")).toHaveValue("not an address");
  await guest.field("Email").fill("emmy@example.org");
  await guest.field("Department").selectOption({ label: "Support" });
  await guest.chat.getByRole("checkbox", { name: "I agree to the privacy policy." }).check();
  await guest.button("Start chat").click();
  await expect(guest.box).toBeVisible();
});

test("WI-02 a workspace that asks nothing gets visitors straight into the chat, under a number", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { ada } = await support(workspace);
  await workspace.configure({
    algorithm: "manual_selection",
    pre_chat: { name: "off", email: "off", department: "off", consent: "" },
  });
  const guest = await visitor();
  await guest.opens();
  await guest.opensChat();
  await expect(guest.button("Start chat")).toBeVisible();
  for (const name of ["Name", "Email", "Department"]) await expect(guest.field(name)).toHaveCount(0);
  await guest.button("Start chat").click();
  await guest.says("No name given.");
  const desk = await agent(ada);
  await desk.sitsDown();
  await expect(desk.entry("Queued Chats", /^guest-\d+/)).toContainText("No name given.");
});

test("WI-03 a minimised chat counts what is unread; opened, it shows who wrote, and reads it", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await expect(guest.chat.getByRole("heading", { name: "Ada Lovelace" })).toBeVisible();
  await guest.button("Minimise chat").click();
  await expect(guest.launcher).toBeFocused();
  await desk.says("One moment,");
  await desk.says("I am looking.");
  await expect(guest.page.getByText("2 unread messages")).toBeAttached();
  await guest.opensChat();
  await expect(guest.message("I am looking.")).toBeVisible();
  await expect(guest.page.getByText("2 unread messages")).toHaveCount(0);
  await expect(guest.message("One moment,")).toContainText("Ada Lovelace");
  await expect(desk.message("I am looking.")).toContainText("read");
  await guest.chat.getByRole("button", { name: "Emoji" }).click();
  await guest.button("👍").click();
  await expect(guest.box).toHaveValue("👍");
  await guest.button("Send").click();
  await expect(desk.message("👍")).toBeVisible();
});

test("WI-04 the chat goes on after a reload and on the next page, open or closed as it was left", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.says("Before the reload");
  await guest.page.reload();
  await expect(guest.message("Before the reload")).toBeVisible();
  await desk.says("Still with you.");
  await expect(guest.message("Still with you.")).toBeVisible();

  await guest.page.getByRole("link", { name: "To the checkout" }).click();
  await expect(guest.page).toHaveURL(/\/checkout$/);
  await expect(guest.message("Before the reload")).toHaveCount(1);
  await guest.says("At the checkout");
  await expect(desk.message("At the checkout")).toHaveCount(1);
  await guest.button("Minimise chat").click();
  await guest.page.goBack();
  await expect(guest.launcher).toHaveAttribute("aria-expanded", "false");
  await desk.says("Are you there?");
  await expect(guest.page.getByText("1 unread message")).toBeAttached();
  await guest.opensChat();
  await expect(guest.message("Are you there?")).toHaveCount(1);
  await expect(guest.messages.locator(".bubble")).toHaveCount(4);
});

test("WI-04 two tabs are one chat", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.says("From the first tab");
  const second = guest.beside(await guest.page.context().newPage());
  await second.opens("/checkout");
  await second.opensChat();
  await expect(second.message("From the first tab")).toHaveCount(1);
  await second.says("From the second tab");
  for (const tab of [guest, second]) {
    await expect(tab.messages.locator(".bubble__text")).toHaveText(["From the first tab", "From the second tab"]);
  }
  await desk.says("To both tabs");
  for (const tab of [guest, second]) await expect(tab.message("To both tabs")).toHaveCount(1);
  await expect(desk.message("From the")).toHaveCount(2);
  await expect(desk.list("Chats in Progress").getByRole("link")).toHaveCount(1);
});

test("WI-04 a dropped network loses and doubles nothing, and says what happens", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await workspace.server.halt("SIGTERM");
  await guest.says("Into the void");
  await expect(guest.chat.getByText(/^No connection\. What you write is kept/)).toBeVisible();
  await guest.page.reload().catch(() => undefined);
  await workspace.server.resume();
  await guest.page.reload();
  await expect(desk.message("Into the void")).toHaveCount(1);
  await expect(guest.message("Into the void")).toHaveCount(1);
  await expect(guest.message("Into the void")).toContainText(/Sent|Delivered|Read/);
});

declare global {
  interface Window {
    moved: number;
  }
}

/** How the host page's own text looks. */
function looks(page: Page): Promise<unknown> {
  return page.getByRole("heading").evaluate((heading) => {
    const { font, color, display } = getComputedStyle(heading);
    return { font, color, display, top: heading.getBoundingClientRect().top };
  });
}
