// The agent's lists: who may get what, how it announces itself, and who takes it.
import type { Agent } from "../actors/agent.ts";
import { expect, test } from "../support/test.ts";
import { support, talk } from "../support/scenes.ts";

test("CV-01 only an Available agent gets new conversations, and the choice outlives a reload", async ({
  workspace,
  agent,
}) => {
  const ada = await workspace.hire("Ada Lovelace");
  const care = await workspace.department("Support", [ada], { algorithm: "auto_selection" });
  await ada.api.setAvailability("offline");
  const desk = await agent(ada);
  await desk.sitsDown();
  await expect(desk.button("Availability Offline")).toBeVisible();
  await workspace.arrives("Emmy Noether", care, "Anybody there?");
  await expect(desk.entry("Queued Chats", "Emmy Noether")).toBeVisible();
  await desk.becomes("Available");
  await expect(desk.entry("Chats in Progress", "Emmy Noether")).toBeVisible();
  for (const availability of ["Away", "Busy"] as const) {
    await desk.becomes(availability);
    const name = `Guest while ${availability}`;
    await workspace.arrives(name, care);
    await expect(desk.entry("Queued Chats", name)).toBeVisible();
  }
  await desk.page.reload();
  await expect(desk.button("Availability Busy")).toBeVisible();
  await expect(desk.list("Queued Chats").getByRole("link")).toHaveCount(2);
});

test("CV-02 queued, in progress and on hold: each list shows the guest, the last line, what is unread, the timers", async ({
  workspace,
  agent,
}) => {
  const { ada, support: care } = await support(workspace);
  await workspace.arrives("Emmy Noether", care, "I wait for anybody.");
  const lise = await workspace.arrives("Lise Meitner", care, "Hello?");
  const hedy = await workspace.arrives("Hedy Lamarr", care, "Good morning");
  await ada.api.take(lise.id);
  await ada.api.take(hedy.id);
  const desk = await agent(ada);
  await desk.sitsDown();

  await expect(desk.entry("Queued Chats", "Emmy Noether")).toContainText("I wait for anybody.");
  const busy = desk.entry("Chats in Progress", "Lise Meitner");
  await lise.says("One more thing:");
  await lise.says("do you ship to Sweden?");
  await expect(busy).toContainText("do you ship to Sweden?");
  await expect(busy).toContainText("3 unread messages");
  await expect(busy).toContainText(/Waiting for an answer \d+:\d\d/);
  await expect(busy).toContainText(/Total time \d+:\d\d/);
  await desk.opens("Lise Meitner");
  await expect(busy).not.toContainText("unread");

  await desk.opens("Hedy Lamarr");
  await desk.says("Good morning! One moment, please.");
  await expect(desk.message("Good morning! One moment, please.")).toContainText(/sent|delivered|read/);
  await desk.button("Place Chat On-Hold").click();
  await expect(desk.entry("On-Hold Chats", "Hedy Lamarr")).toContainText("Reply: Good morning! One moment, please.");
  await hedy.says("Still here.");
  await expect(desk.entry("Chats in Progress", "Hedy Lamarr")).toContainText("Still here.");
});

test("CV-03 a new conversation notifies, a click on the notification opens it, and the title counts", async ({
  workspace,
  agent,
}) => {
  const { ada, support: care } = await support(workspace, { algorithm: "auto_selection" });
  const desk = await agent(ada, { permissions: ["notifications"] });
  await desk.page.addInitScript(recordNotifications);
  await desk.sitsDown();
  await desk.page.evaluate(() => Object.assign(window, { isAway: true }));
  const emmy = await workspace.arrives("Emmy Noether", care, "Is anybody there?");
  const shown = () => desk.page.evaluate(() => window.shown.map(({ title }) => title));
  await expect.poll(shown).toContain("New chat with Emmy Noether");
  await expect.poll(shown).toContain("Emmy Noether wrote");
  await expect(desk.page).toHaveTitle(/^\(1\) /);
  await expect(desk.page.getByRole("status").filter({ hasText: "New chat with Emmy Noether" })).toHaveCount(1);
  await desk.page.evaluate(() => {
    window.isAway = false;
    window.shown.at(-1)?.onclick?.(new MouseEvent("click"));
  });
  await expect(desk.page).toHaveURL(new RegExp(`/desk/${emmy.id}`));
  await expect(desk.message("Is anybody there?")).toBeVisible();
  await expect(desk.page).toHaveTitle(/^Desk/);
});

test("CV-04 a queued conversation is previewed without being taken, and of two who take it at once one gets it", async ({
  workspace,
  agent,
}) => {
  const ada = await workspace.hire("Ada Lovelace");
  const grace = await workspace.hire("Grace Hopper");
  const care = await workspace.department("Support", [ada, grace], { algorithm: "manual_selection" });
  for (const { api } of [ada, grace]) await api.setAvailability("available");
  const emmy = await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  const desks = [await agent(ada), await agent(grace)] as const;
  for (const desk of desks) {
    await desk.sitsDown();
    await desk.opens("Emmy Noether", "Queued Chats");
    await expect(desk.message("My teapot leaks.")).toBeVisible();
    await expect(desk.box).toHaveCount(0);
  }
  const stage = () =>
    workspace.root
      .call<{ conversation: { stage: string | object } }>("conversations/thread", { conversation: emmy.id })
      .then((thread) => thread.conversation.stage);
  expect(await stage()).toBe("queued");

  await pressTogether(desks);
  await expect.poll(() => has(desks.map((desk) => desk.box))).toHaveLength(1);
  const winner = (await desks[0].box.count()) > 0 ? 0 : 1;
  const loser = desks[1 - winner as 0 | 1];
  await expect(loser.page.getByText(`${desks[winner].name} was faster and has this`).first()).toBeVisible();
  await expect(loser.entry("Queued Chats", "Emmy Noether")).toHaveCount(0);
  const taken = (await workspace.root.events(emmy.id)).filter(({ body }) => typeof body === "object" && "assigned" in body);
  expect(taken).toHaveLength(1);
});

test("CV-05 a conversation of another department reaches nobody else, not even by its address", async ({
  workspace,
  agent,
}) => {
  await workspace.configure({ algorithm: "manual_selection" });
  const { support: care } = await support(workspace);
  const dennis = await workspace.hire("Dennis Ritchie");
  await workspace.department("Sales", [dennis]);
  const general = await workspace.arrives("Hedy Lamarr", null, "I am not sure who can help.");
  const desk = await agent(dennis);
  await desk.sitsDown();
  await expect(desk.entry("Queued Chats", "Hedy Lamarr")).toBeVisible();
  const emmy = await workspace.arrives("Emmy Noether", care, "For Support only.");
  // What came later has arrived, so what did not come never will.
  await general.says("Hello again");
  await expect(desk.page.getByText("Hello again").first()).toBeVisible();
  await expect(desk.page.getByText("Emmy Noether")).toHaveCount(0);
  await desk.goes(`/desk/${emmy.id}`);
  await expect(desk.page.getByText("There is no such conversation, or you may not see it.")).toBeVisible();
  await expect(desk.page.getByText("For Support only.")).toHaveCount(0);
});

test("the open conversation, its panel and Back are in the address", async ({ workspace, agent, visitor }) => {
  const { desk } = await talk({ workspace, agent, visitor });
  await desk.opensPanel("Contact Information");
  await expect(desk.page).toHaveURL(/\/desk\/[0-9a-f-]+\?panel=contact/);
  await desk.page.reload();
  await expect(desk.panel("Contact Information")).toContainText("emmy.noether@example.org");
  await desk.page.goBack();
  await expect(desk.panel("Contact Information")).toBeHidden();
  await expect(desk.box).toBeVisible();
});

/** Both calls are on their way before either is answered. */
async function pressTogether(desks: readonly Agent[]): Promise<void> {
  const held: (() => Promise<void>)[] = [];
  for (const desk of desks) {
    await desk.page.route("**/api/conversations/take", (route) => void held.push(() => route.continue()));
    await desk.button("Take it").click();
  }
  await expect.poll(() => held.length).toBe(desks.length);
  await Promise.all(held.map((go) => go()));
}

async function has(boxes: { count: () => Promise<number> }[]): Promise<number[]> {
  const counts = await Promise.all(boxes.map((box) => box.count()));
  return counts.filter((count) => count > 0);
}

declare global {
  interface Window {
    shown: { title: string; onclick: ((event: MouseEvent) => void) | null }[];
    isAway: boolean;
  }
}

/** Stands in for the browser's notifications, which a test cannot press; and lets the tab look away. */
function recordNotifications(): void {
  window.shown = [];
  window.isAway = false;
  class Recorded {
    static permission = "granted";
    static requestPermission = () => Promise.resolve("granted");
    onclick: ((event: MouseEvent) => void) | null = null;
    readonly title: string;
    constructor(title: string) {
      this.title = title;
      window.shown.push(this);
    }
    close(): void {}
  }
  Object.assign(window, { Notification: Recorded });
  Document.prototype.hasFocus = () => !window.isAway;
}

