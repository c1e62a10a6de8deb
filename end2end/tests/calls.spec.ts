// Calls: a guest and an agent talk by sound and picture, or at a conference provider, and what is left of it.
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "@playwright/test";
import type { Agent } from "../actors/agent.ts";
import type { Visitor } from "../actors/visitor.ts";
import { ALLOWED, DEVICES, chatOf, hears, listenIn, madeBy, refuseDevices, sees } from "../support/calls.ts";
import type { Settings } from "../support/api.ts";
import { talk } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";
import { Ways } from "../support/ways.ts";
import type { Member, Workspace } from "../support/workspace.ts";

test.use({ launchOptions: DEVICES });

interface Cast {
  workspace: Workspace;
  agent: (member: Member, options?: BrowserContextOptions) => Promise<Agent>;
  visitor: (options?: BrowserContextOptions) => Promise<Visitor>;
}

/** Ada and Emmy in a chat, both with devices. */
async function chat(cast: Cast, look: BrowserContextOptions = {}) {
  return talk({
    workspace: cast.workspace,
    agent: async (member) => {
      const made = await cast.agent(member, { ...ALLOWED, ...look });
      await listenIn(made.page);
      return made;
    },
    visitor: async () => {
      const made = await cast.visitor({ ...ALLOWED, ...look });
      await listenIn(made.page);
      return made;
    },
  });
}

async function configure(workspace: Workspace, calls: Partial<Settings["calls"]>): Promise<void> {
  const settings = await workspace.root.call<Settings>("settings/load");
  await workspace.configure({ calls: { ...settings.calls, ...calls } });
}

function bar(desk: Agent) {
  return desk.page.getByRole("region", { name: "Phone bar", exact: true });
}

function card(guest: Visitor) {
  return guest.chat.getByRole("region", { name: "Call", exact: true });
}

/** Ada chooses how from the quick action and presses Start Call. */
async function calls(desk: Agent, how: "Audio call" | "Video call"): Promise<void> {
  await desk.button("Call").click();
  await desk.page.getByRole("menuitem", { name: how }).click();
  const dialog = desk.page.getByRole("dialog", { name: "Call Emmy Noether" });
  await expect(dialog.getByRole("button", { name: "Microphone", pressed: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Start Call" }).click();
  await expect(dialog).toBeHidden();
}

async function answers(guest: Visitor): Promise<void> {
  await expect(card(guest)).toContainText("Ada Lovelace calls you");
  await guest.button("Accept").click();
  await expect(card(guest)).toContainText("In a call with Ada Lovelace");
  await expect(card(guest).getByRole("timer")).toBeVisible();
}

test("VO-01 QA-08 VO-04 CC-12 an agent calls with video, both hear and see each other, and the record says so", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await chat({ workspace, agent, visitor });
  await calls(desk, "Video call");
  await expect(bar(desk)).toContainText("Calling…");
  await expect(card(guest)).toContainText("Ada Lovelace calls you");
  // Icons say what is to be on before one joins.
  await card(guest).getByRole("button", { name: "Camera", pressed: false }).click();
  await answers(guest);
  await expect(bar(desk)).toContainText("In a call");
  await Promise.all([hears(desk.page.mainFrame()), hears(chatOf(guest)), sees(desk.page.mainFrame()), sees(chatOf(guest))]);
  await expect(desk.page.getByRole("img", { name: "Emmy Noether’s camera" })).toBeVisible();

  await bar(desk).getByRole("button", { name: "Microphone", pressed: true }).click();
  await expect(bar(desk).getByRole("button", { name: "Microphone", pressed: false })).toBeVisible();
  await card(guest).getByRole("button", { name: "Microphone", pressed: true }).click();
  await expect(bar(desk)).toContainText("Emmy Noether is muted");
  await bar(desk).getByRole("button", { name: "Hold the call" }).click();
  await expect(card(guest)).toContainText("Ada Lovelace has put the call on hold");
  await bar(desk).getByRole("button", { name: "Resume the call" }).click();
  await expect(card(guest)).toContainText("In a call with Ada Lovelace");

  // The bar stays in reach on every screen.
  await desk.page.getByRole("link", { name: "Contact Center" }).click();
  await expect(bar(desk)).toContainText("In a call");
  await guest.button("Hang up").click();
  await expect(card(guest)).toBeHidden();
  await expect(guest.messages).toContainText("The call has ended");
  const after = desk.page.getByRole("region", { name: "After the call with Emmy Noether" });
  await after.getByLabel("Notes").fill("Wants a bigger teapot");
  await after.getByLabel("Disposition").selectOption("Follow-up needed");
  await after.getByRole("button", { name: "Save" }).click();
  await expect(after).toBeHidden();

  await desk.page.getByRole("tab", { name: "Calls" }).or(desk.page.getByRole("link", { name: "Calls" })).first().click();
  await desk.page.getByRole("searchbox", { name: "Search" }).fill("noether");
  await desk.page.getByRole("row").filter({ hasText: "Emmy Noether" }).click();
  const details = desk.page.getByRole("region", { name: "Call Information" });
  await expect(details).toContainText("Wants a bigger teapot");
  await expect(details).toContainText("Follow-up needed");
  await expect(details).toContainText("Video call");
  await expect(details).toContainText("Outbound");
  for (const name of ["Waiting time", "Talk time", "Hold time", "Last call with this contact"]) {
    await expect(details).toContainText(name);
  }
});

test("VO-01 a call is declined, missed, and hung up by the agent", async ({ workspace, agent, visitor }) => {
  await configure(workspace, { ring_s: 10 });
  const { desk, guest } = await chat({ workspace, agent, visitor });
  // A chat that is folded away opens when it rings.
  await guest.button("Minimise chat").click();
  await expect(guest.box).toBeHidden();
  await calls(desk, "Audio call");
  await card(guest).getByRole("button", { name: "Decline" }).click();
  await expect(bar(desk)).toBeHidden();
  await expect(desk.toast("Declined")).toBeVisible();
  await expect(desk.messages).toContainText("Emmy Noether declined the call");

  await calls(desk, "Audio call");
  await expect(card(guest)).toBeVisible();
  await expect(desk.messages).toContainText("Nobody answered the call");
  await expect(guest.messages).toContainText("Missed call");
  await expect(card(guest)).toBeHidden();

  await calls(desk, "Audio call");
  await answers(guest);
  await hears(chatOf(guest));
  await bar(desk).getByRole("button", { name: "Hang up" }).click();
  await expect(card(guest)).toBeHidden();
  await expect(desk.messages).toContainText("Ada Lovelace ended the call");
});

test("VO-01 whoever reloads the page talks on, and another tab takes over", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await chat({ workspace, agent, visitor });
  await calls(desk, "Audio call");
  await answers(guest);
  await hears(desk.page.mainFrame());

  await desk.page.reload();
  await desk.isSeated();
  await expect(bar(desk)).toContainText("In a call", { timeout: 60_000 });
  await Promise.all([hears(desk.page.mainFrame()), hears(chatOf(guest))]);

  await guest.page.reload();
  await expect(card(guest)).toContainText("In a call with Ada Lovelace", { timeout: 60_000 });
  await Promise.all([hears(desk.page.mainFrame()), hears(chatOf(guest))]);

  const second = await desk.page.context().newPage();
  await second.goto(desk.page.url());
  const other = second.getByRole("region", { name: "Phone bar", exact: true });
  await expect(other).toContainText("In progress on another page", { timeout: 60_000 });
  await other.getByRole("button", { name: "Continue here" }).click();
  await expect(other).toContainText("In a call", { timeout: 60_000 });
  await expect(bar(desk)).toContainText("In progress on another page");
  await hears(second.mainFrame());
});

test("VO-01 a call goes on while the server is out of reach of either side", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await chat({ workspace, agent, visitor });
  await calls(desk, "Audio call");
  await answers(guest);
  const both = () => Promise.all([hears(desk.page.mainFrame()), hears(chatOf(guest))]);
  await both();

  // What they say goes from browser to browser: each in turn loses the server only.
  for (const [page, told] of [
    [desk.page, desk.page.getByText(/^You are offline|^The connection is interrupted/)],
    [guest.page, guest.chat.getByText(/^No connection/)],
  ] as const) {
    await page.context().setOffline(true);
    await expect(told).toBeVisible();
    await both();
    await page.context().setOffline(false);
    await expect(told).toBeHidden();
    await both();
  }
  await bar(desk).getByRole("button", { name: "Hold the call" }).click();
  await expect(card(guest)).toContainText("Ada Lovelace has put the call on hold");
  await bar(desk).getByRole("button", { name: "Resume the call" }).click();
  await expect(card(guest)).toContainText("In a call with Ada Lovelace");
});

test("VO-01 a call whose way between the browsers breaks finds another, and both hear each other again", async ({
  workspace,
  agent,
  visitor,
}) => {
  const ways = new Ways();
  const { desk, guest } = await talk({
    workspace,
    agent: async (member) => {
      const made = await agent(member, ALLOWED);
      await ways.lead(made.page);
      await listenIn(made.page);
      return made;
    },
    visitor: async () => {
      const made = await visitor(ALLOWED);
      await ways.lead(made.page);
      await listenIn(made.page);
      return made;
    },
  });
  await calls(desk, "Audio call");
  await answers(guest);
  await Promise.all([hears(desk.page.mainFrame()), hears(chatOf(guest))]);
  expect(ways.carried).toBeGreaterThan(0);
  const before = await madeBy(desk.page.mainFrame());

  ways.cut();
  await expect(bar(desk)).toContainText("The connection broke off, looking for another way…");
  await expect(card(guest)).toContainText("The connection broke off, looking for another way…");
  // Agreed on anew while nothing gets through: the old way is not what comes back.
  await expect.poll(() => madeBy(desk.page.mainFrame())).not.toBe(before);
  ways.mend();
  await expect(bar(desk)).toContainText("In a call");
  await expect(card(guest)).toContainText("In a call with Ada Lovelace");
  await Promise.all([hears(desk.page.mainFrame()), hears(chatOf(guest))]);
  ways.close();
});

test("VO-01 a call ends with a calm line when one side does not come back", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await chat({ workspace, agent, visitor });
  await calls(desk, "Audio call");
  await answers(guest);
  await hears(desk.page.mainFrame());
  await guest.page.goto("about:blank");
  await expect(bar(desk)).toContainText("looking for another way");
  await expect(bar(desk)).toBeHidden({ timeout: 90_000 });
  await expect(desk.messages).toContainText("The call broke off");
  await expect(desk.box).toBeEnabled();
});

test("VO-01 a call ends when the conversation moves on", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await chat({ workspace, agent, visitor });
  await calls(desk, "Audio call");
  await answers(guest);
  await desk.ends();
  await expect(bar(desk)).toBeHidden();
  await expect(card(guest)).toBeHidden();
  await expect(guest.messages).toContainText("The call has ended");
});

test("VO-01 a guest calls where the workspace lets them", async ({ workspace, agent, visitor }) => {
  await configure(workspace, { guests_may_call: true });
  const { desk, guest } = await chat({ workspace, agent, visitor });
  await guest.button("Call").click();
  await expect(card(guest)).toContainText("Calling Ada Lovelace");
  await expect(bar(desk)).toContainText("calls you");
  await bar(desk).getByRole("button", { name: "Answer" }).click();
  await expect(card(guest)).toContainText("In a call with Ada Lovelace");
  await Promise.all([hears(desk.page.mainFrame()), hears(chatOf(guest))]);
});

test("VO-02 a conference opens in a new window and leaves Join Call in the conversation", async ({
  workspace,
  agent,
  visitor,
}) => {
  await configure(workspace, { link: "https://meet.example/{{room}}" });
  const { desk, guest } = await chat({ workspace, agent, visitor });
  for (const page of [desk.page, guest.page]) {
    await page.context().route("https://meet.example/**", (route) => route.fulfill({ body: "Enter your name" }));
  }
  await desk.button("Call").click();
  await desk.page.getByRole("menuitem", { name: "Conference link" }).click();
  await expect(desk.messages).toContainText("Ada Lovelace invited Emmy Noether to a conference");
  const [window] = await Promise.all([
    desk.page.context().waitForEvent("page"),
    desk.messages.getByRole("button", { name: "Join Call" }).click(),
  ]);
  await expect(window).toHaveURL(/^https:\/\/meet\.example\/[0-9a-f]{32}$/);
  const [other] = await Promise.all([
    guest.page.context().waitForEvent("page"),
    guest.messages.getByRole("button", { name: "Join Call" }).click(),
  ]);
  await expect(other).toHaveURL(window.url());
  await expect(desk.messages).toContainText("Emmy Noether answered");
  await bar(desk).getByRole("button", { name: "End the conference" }).click();
  await expect(desk.messages.getByRole("button", { name: "Join Call" })).toBeHidden();
  await expect(guest.messages.getByRole("button", { name: "Join Call" })).toBeHidden();
});

test("VO-02 an administrator chooses what calls are possible, and a slip is told beside its field", async ({
  workspace,
  agent,
  visitor,
  browse,
}) => {
  const page = await browse();
  const { root } = workspace;
  await page.context().addCookies([{ name: "switchboard", value: root.cookie, url: root.url() }]);
  await page.goto(`${root.url()}/manage/settings`);
  const calls = page.getByRole("group", { name: "Calls", exact: true });
  await calls.getByLabel("Conference link").fill("https://meet.example/all");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(calls).toContainText("Everybody would meet in the same room");
  await calls.getByLabel("Conference link").fill("https://meet.example/{{room}}");
  await calls.getByLabel("STUN and TURN servers").fill("stun.example");
  await calls.getByLabel("STUN and TURN servers").press("Enter");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(calls).toContainText("Not a server");
  await calls.getByRole("button", { name: "Remove stun.example" }).click();
  await calls.getByRole("switch", { name: "With video" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Save" })).toHaveAttribute("aria-disabled", "true");

  const { desk } = await chat({ workspace, agent, visitor });
  await desk.button("Call").click();
  await expect(desk.page.getByRole("menuitem", { name: "Audio call" })).toBeVisible();
  await expect(desk.page.getByRole("menuitem", { name: "Conference link" })).toBeVisible();
  await expect(desk.page.getByRole("menuitem", { name: "Video call" })).toBeHidden();
});

for (const [name, words] of [
  ["NotAllowedError", "the browser may not use it"],
  ["NotFoundError", "none was found"],
  ["NotReadableError", "another program uses it"],
  ["http", "Browsers allow calls only over https"],
  ["old browser", "This browser cannot make calls"],
] as const) {
  test(`VO-01 what is in the way of a call is said, with what to do (${name})`, async ({ workspace, agent, visitor }) => {
    const { desk } = await talk({
      workspace,
      agent: async (member) => {
        const made = await agent(member);
        await refuseDevices(made.page, name);
        return made;
      },
      visitor,
    });
    await desk.button("Call").click();
    await desk.page.getByRole("menuitem", { name: "Audio call" }).click();
    await expect(desk.page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  });
}

test("VO-01 a guest without a microphone is told so and listens, and their other tab knows", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({
    workspace,
    agent: async (member) => {
      const made = await agent(member, ALLOWED);
      await listenIn(made.page);
      return made;
    },
    visitor: async () => {
      const made = await visitor(ALLOWED);
      await listenIn(made.page);
      await refuseDevices(made.page, "NotFoundError");
      return made;
    },
  });
  await calls(desk, "Audio call");
  await guest.button("Accept").click();
  await expect(guest.chat.getByRole("alert").filter({ hasText: "none was found" })).toBeVisible();
  await expect(card(guest)).toContainText("Ada Lovelace calls you");
  await card(guest).getByRole("button", { name: "Microphone", pressed: true }).click();
  await answers(guest);
  await hears(chatOf(guest));
  await expect(bar(desk)).toContainText("Emmy Noether is muted");

  const other = guest.beside(await guest.page.context().newPage());
  await other.opens();
  await other.opensChat();
  await expect(card(other)).toContainText("The call goes on in another window");
  await expect(other.button("Continue here")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`VO-01 VO-02 calls are accessible (${colorScheme})`, async ({ workspace, agent, visitor }) => {
    const look = { colorScheme, reducedMotion: "reduce" } as const;
    const { desk, guest } = await chat({ workspace, agent, visitor }, look);
    await desk.button("Call").click();
    await clean(desk.page, "the ways to call");
    await desk.page.getByRole("menuitem", { name: "Video call" }).click();
    const dialog = desk.page.getByRole("dialog", { name: "Call Emmy Noether" });
    await expect(dialog.getByRole("button", { name: "Camera", pressed: true })).toBeVisible();
    await clean(desk.page, "before a call");
    await dialog.getByRole("button", { name: "Start Call" }).click();
    await expect(card(guest)).toBeVisible();
    await clean(guest.page, "a call that rings");
    await answers(guest);
    await expect(bar(desk)).toContainText("In a call");
    await clean(desk.page, "a call at the desk");
    await clean(guest.page, "a call in the chat");
    await guest.button("Hang up").click();
    const after = desk.page.getByRole("region", { name: "After the call with Emmy Noether" });
    await expect(after).toBeVisible();
    await clean(desk.page, "after a call");
    await after.getByRole("button", { name: "Skip" }).click();
    await desk.goes("/contact-center/calls");
    await desk.page.getByRole("row").filter({ hasText: "Emmy Noether" }).click();
    await desk.button("Edit notes").click();
    await clean(desk.page, "a call's information");
  });
}

/** Nothing is wrong with what is shown now, frames included. */
async function clean(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ target, failureSummary }) => `${target.flat().join(" ")}: ${failureSummary ?? ""}`),
  }));
  expect.soft(told, screen).toEqual([]);
}
