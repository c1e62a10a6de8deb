// Times an agent feels, from the key to the painted screen. Prints numbers, asserts none.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { Agent } from "../actors/agent.ts";
import { support } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";
import type { Guest, Member, Workspace } from "../support/workspace.ts";

const RESPONSES = 10_000;
const MESSAGES = 5_000;
const A_SECOND = 50;
const TYPED = "thank you for waiting, I am looking into your order and will be back in a minute. ";

test("from a key to the list of 10,000 canned responses", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  await fill(workspace);
  await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  const desk = await seated(agent, ada);
  await desk.takes("Emmy Noether");
  const list = desk.conversation.getByRole("listbox", { name: "Canned responses" });
  await desk.box.pressSequentially("!");
  // The first list waits for all of them to be fetched.
  await expect(list.getByRole("option")).toHaveCount(50, { timeout: 120_000 });
  await desk.box.fill("");
  const first: number[] = [];
  const further: number[] = [];
  for (const query of ["refund", "order 77", "delivery tomorrow", "zebra", "r12", "teapot lid", "911", "sorry wait", "x", "parcel 1234"]) {
    first.push(...(await keys(desk, "!")));
    further.push(...(await keys(desk, query)));
    await desk.box.fill("");
    await expect(list).toBeHidden();
  }
  tell("! opens the list", first);
  tell("a further key narrows it", further);
});

test("typing while 50 messages a second arrive", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  const guests = await Promise.all(
    ["Emmy Noether", "Bo Diddley", "Cleo Patra", "Dido Carthage", "Eve Online"].map((name) => workspace.arrives(name, care, "Hello")),
  );
  for (const guest of guests) await ada.api.take(guest.id);
  const desk = await seated(agent, ada);
  await desk.opens("Emmy Noether");
  tell("a key while nothing arrives", await keys(desk, TYPED));
  await desk.box.fill("");
  const stream = arrive(guests);
  tell(`a key while ${A_SECOND} messages a second arrive`, await keys(desk, TYPED));
  const { count, seconds } = await stream.end();
  console.log(`  (${(count / seconds).toFixed(0)} messages a second arrived, a fifth of them in the open chat)`);
});

test("switching between conversations of 5,000 messages", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  const names = ["Emmy Noether", "Bo Diddley"];
  const guests = await Promise.all(names.map((name) => workspace.arrives(name, care, "Hello")));
  for (const guest of guests) await ada.api.take(guest.id);
  await Promise.all(guests.map((guest) => talksMuch(guest)));
  const desk = await seated(agent, ada);
  const first = [await switched(desk, "Alt+1"), await switched(desk, "Alt+2")];
  tell("opened for the first time", first);
  const again: number[] = [];
  for (let round = 0; round < 10; round += 1) again.push(await switched(desk, "Alt+1"), await switched(desk, "Alt+2"));
  tell("opened again", again);
  for (const key of ["Alt+1", "Alt+2"]) {
    await switched(desk, key);
    await scrollsToTheBeginning(desk);
  }
  const whole: number[] = [];
  for (let round = 0; round < 5; round += 1) whole.push(await switched(desk, "Alt+1"), await switched(desk, "Alt+2"));
  tell("opened again, with everything said in it loaded", whole);
});

async function seated(agent: (member: Member) => Promise<Agent>, member: Member): Promise<Agent> {
  const desk = await agent(member);
  await desk.page.addInitScript(watchKeys);
  await desk.sitsDown();
  return desk;
}

/** In the page: how long each key took until what it caused was painted. */
function watchKeys(): void {
  const times: number[] = [];
  Object.assign(window, { keyTimes: times });
  const painted = new MessageChannel();
  const waiting: number[] = [];
  painted.port1.onmessage = () => times.push(...waiting.splice(0).map((from) => performance.now() - from));
  addEventListener(
    "keydown",
    (event) => {
      // Delete is what Playwright presses to empty the box.
      if (["Alt", "Control", "Shift", "Delete"].includes(event.key)) return;
      // The frame that follows the key holds what it changed; the message is heard after that frame.
      const from = event.timeStamp;
      requestAnimationFrame(() => {
        waiting.push(from);
        painted.port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

/** Types key by key, as fast as a fast typist. */
async function keys(desk: Agent, text: string): Promise<number[]> {
  const { page } = desk;
  await forget(page);
  await desk.box.focus();
  await page.keyboard.type(text, { delay: 80 });
  await expect.poll(() => times(page).then((all) => all.length)).toBe(text.length);
  return times(page);
}

/** From the key until the other conversation's messages are painted. */
async function switched(desk: Agent, key: string): Promise<number> {
  const { page } = desk;
  const before = await desk.conversation.getByRole("heading", { level: 1 }).textContent({ timeout: 500 }).catch(() => null);
  // Listening begins before the key is pressed: the two go to the browser by different ways.
  await page.evaluate((name) => {
    const took = new Promise<number>((done) => {
      let from = 0;
      addEventListener("keydown", (event) => (from = event.timeStamp), { capture: true });
      const look = () => {
        const now = document.querySelector(".conversation__name")?.textContent;
        const isThere = from > 0 && now && now !== name && document.querySelector(".timeline .message");
        if (!isThere) return requestAnimationFrame(look);
        const painted = new MessageChannel();
        painted.port1.onmessage = () => done(performance.now() - from);
        return painted.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
    Object.assign(window, { switching: took });
  }, before);
  await page.keyboard.press(key);
  return page.evaluate(() => (window as unknown as { switching: Promise<number> }).switching);
}

async function scrollsToTheBeginning(desk: Agent): Promise<void> {
  const begin = desk.messages.getByText("number 1 of", { exact: false });
  await expect(async () => {
    await desk.messages.evaluate((node) => node.scrollTo(0, 0));
    await expect(begin.first()).toBeAttached({ timeout: 50 });
  }).toPass({ timeout: 300_000, intervals: [50] });
  await desk.messages.evaluate((node) => node.scrollTo(0, node.scrollHeight));
}

async function talksMuch(guest: Guest): Promise<void> {
  for (let from = 0; from < MESSAGES; from += 50) {
    const batch = Array.from({ length: 50 }, (_, at) => guest.says(`This is number ${from + at + 1} of what I have to say.`));
    await Promise.all(batch);
  }
}

/** Every guest in turn, until it is ended. */
function arrive(guests: Guest[]): { end: () => Promise<{ count: number; seconds: number }> } {
  const began = performance.now();
  let count = 0;
  const said: Promise<void>[] = [];
  const timer = setInterval(() => {
    const due = ((performance.now() - began) / 1000) * A_SECOND;
    for (; count < due; count += 1) {
      const guest = guests[count % guests.length];
      if (guest) said.push(guest.says(`Message ${count} of many.`));
    }
  }, 10);
  return {
    end: async () => {
      clearInterval(timer);
      const seconds = (performance.now() - began) / 1000;
      await Promise.all(said);
      return { count, seconds };
    },
  };
}

async function fill(workspace: Workspace): Promise<void> {
  const words = ["refund", "order", "delivery", "tomorrow", "teapot", "lid", "sorry", "wait", "parcel", "invoice"];
  const word = (at: number) => words[at % words.length] ?? "";
  const text = (at: number) =>
    `Hello {{contact.name}}, about your ${word(at)} ${at}: the ${word(at * 7 + 3)} and the ${word(at * 3 + 1)} ` +
    `are on their way. Please tell us if the ${word(at * 11 + 5)} is late. {{agent.name}}, {{department.name}}`;
  for (let from = 0; from < RESPONSES; from += 25) {
    const batch = Array.from({ length: 25 }, (_, at) => from + at).map((at) =>
      workspace.root.call("canned/create", {
        draft: { shortcut: `${word(at)}-r${at}`, text: text(at), scope: "public", tags: [word(at + 2)] },
      }),
    );
    await Promise.all(batch);
  }
}

function forget(page: Page): Promise<void> {
  return page.evaluate(() => void (window as unknown as { keyTimes: number[] }).keyTimes.splice(0));
}

function times(page: Page): Promise<number[]> {
  return page.evaluate(() => [...(window as unknown as { keyTimes: number[] }).keyTimes]);
}

function tell(what: string, all: number[]): void {
  const sorted = [...all].sort((one, other) => one - other);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(0);
  console.log(`${what}: median ${at(0.5)} ms, 95 % under ${at(0.95)} ms, worst ${at(1)} ms (${all.length})`);
}

test.afterAll(async () => {
  console.log(`load of the machine: ${(await readFile("/proc/loadavg", "utf8")).trim()}`);
});
