// Being told: by notifications of an open page, and by push when none is open.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { Colleague } from "../actors/colleague.ts";
import { support } from "../support/scenes.ts";
import { PushService } from "../support/push-service.ts";
import { Api } from "../support/api.ts";
import { PASSWORD } from "../support/workspace.ts";
import { expect, test } from "../support/test.ts";

interface Shown {
  title: string;
  body: string;
}

/** A page nobody looks at, whose notifications can be seen and pressed. */
async function unwatched(page: Page): Promise<void> {
  await page.context().grantPermissions(["notifications"]);
  await page.addInitScript(() => {
    const shown: { title: string; body: string; onclick?: () => void }[] = [];
    class Told {
      static permission = "granted";
      static requestPermission = () => Promise.resolve("granted");
      onclick?: () => void;
      constructor(
        readonly title: string,
        readonly options: { body?: string } = {},
      ) {
        shown.push(this as unknown as { title: string; body: string; onclick?: () => void });
      }
      get body(): string {
        return this.options.body ?? "";
      }
      close(): void {}
    }
    Object.assign(window, { Notification: Told, shown });
    document.hasFocus = () => false;
  });
}

const told = (page: Page) =>
  page.evaluate(() => (window as unknown as { shown: Shown[] }).shown.map(({ title, body }) => ({ title, body })));

const presses = (page: Page, index: number) =>
  page.evaluate((index) => (window as unknown as { shown: { onclick?: () => void }[] }).shown[index]?.onclick?.(), index);

test("CV-03 a press on a notification opens the new chat", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace, { algorithm: "auto_selection" });
  const desk = await agent(ada);
  await unwatched(desk.page);
  await desk.goes("/account");
  await expect(desk.page.getByRole("heading", { name: "My account" })).toBeVisible();
  const guest = await workspace.arrives("Emmy Noether", care);
  await expect.poll(async () => (await told(desk.page)).map((one) => one.title)).toContainEqual(expect.stringContaining("Emmy Noether"));
  await presses(desk.page, 0);
  await expect(desk.page).toHaveURL(new RegExp(`/desk/${guest.id}$`));
  await expect(desk.conversation.getByRole("heading", { name: "Emmy Noether" })).toBeVisible();
});

test("CV-03 a direct message is told, without its text until that is wanted, and not at all when switched off", async ({
  workspace,
  agent,
}) => {
  const [adaIs, graceIs] = [await workspace.hire("Ada Lovelace"), await workspace.hire("Grace Hopper")];
  const ada = await agent(adaIs);
  await unwatched(ada.page);
  await ada.sitsDown();
  const grace = await new Colleague(await agent(graceIs)).opensMessages();
  await grace.opens("Ada Lovelace");
  await grace.says("top secret");
  await expect.poll(() => told(ada.page)).toEqual([{ title: "Grace Hopper wrote to you", body: "" }]);
  await presses(ada.page, 0);
  await expect(ada.page).toHaveURL(new RegExp(`/messages/${graceIs.person.id}$`));

  await ada.goes("/account/notifications");
  await ada.page.getByRole("switch", { name: "Show text in notifications" }).check();
  await grace.says("no secret");
  await expect.poll(() => told(ada.page)).toEqual([{ title: "Grace Hopper wrote to you", body: "no secret" }]);
  await ada.page.getByRole("switch", { name: "Direct messages" }).uncheck();
  await grace.says("not told");
  await expect(ada.page.locator("#glance-messages")).toContainText("3 unread messages");
  await expect(ada.page).toHaveTitle(/^\(3\)/);
  expect(await told(ada.page)).toHaveLength(1);
});

/** Every tone the page makes: its pitch, how loud, and whether it is cut off by silence. */
async function listened(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tones: { pitch: number; peak: number }[] = [];
    class Parameter {
      peak = 0;
      setValueAtTime(): this {
        return this;
      }
      linearRampToValueAtTime(value: number): this {
        this.peak = Math.max(this.peak, value);
        return this;
      }
    }
    class Context {
      currentTime = 0;
      destination = {};
      createGain = () => ({ gain: new Parameter(), connect: () => {} });
      createOscillator() {
        let gain: { gain: Parameter } | undefined;
        const tone = {
          type: "sine",
          frequency: { value: 0, setValueAtTime: (pitch: number) => (tone.frequency.value = pitch) },
          connect: (node: { gain: Parameter }) => (gain = node),
          start: () => tones.push({ pitch: Math.round(tone.frequency.value), peak: gain?.gain.peak ?? 0 }),
          stop: () => {},
        };
        return tone;
      }
      resume = () => Promise.resolve();
      close = () => Promise.resolve();
    }
    Object.assign(window, { AudioContext: Context, tones });
  });
}

const tones = (page: Page) => page.evaluate(() => (window as unknown as { tones: { pitch: number; peak: number }[] }).tones);
const forget = (page: Page) => page.evaluate(() => void ((window as unknown as { tones: unknown[] }).tones.length = 0));
const pitches = async (page: Page) => (await tones(page)).map((tone) => tone.pitch);

test("CV-03 the tune, how loud it is, and quiet while the page is in front are for each to choose", async ({ workspace, agent }) => {
  const [adaIs, graceIs] = [await workspace.hire("Ada Lovelace"), await workspace.hire("Grace Hopper")];
  const ada = await agent(adaIs);
  await listened(ada.page);
  await ada.goes("/account/notifications");
  const { page } = ada;
  const grace = await new Colleague(await agent(graceIs)).opensMessages();
  await grace.opens("Ada Lovelace");

  // Browsers let a page sound only after it was touched; choosing plays it.
  await page.getByRole("heading", { name: "Sounds" }).click();
  await page.getByLabel("Message", { exact: true }).selectOption("Knock");
  await expect.poll(() => pitches(page)).toEqual([196, 196]);
  const usual = (await tones(page))[0]?.peak ?? 0;
  await page.getByRole("slider", { name: "Volume" }).fill("100");
  await forget(page);
  await ada.button("Play “Message”").click();
  await expect.poll(() => pitches(page)).toEqual([196, 196]);
  expect((await tones(page))[0]?.peak ?? 0).toBeGreaterThan(usual);

  await forget(page);
  await grace.says("knock knock");
  await expect.poll(() => pitches(page)).toEqual([196, 196]);

  await page.getByRole("switch", { name: "Quiet while this page is in front" }).check();
  await forget(page);
  await grace.says("and nobody hears");
  await expect(page.locator("#glance-messages")).toContainText("2 unread messages");
  expect(await pitches(page)).toEqual([]);
  await page.evaluate(() => Object.assign(document, { hasFocus: () => false }));
  await grace.says("and somebody hears");
  await expect.poll(() => pitches(page)).toEqual([196, 196]);

  await page.getByRole("switch", { name: "Play sounds" }).uncheck();
  await forget(page);
  await grace.says("off is off");
  await expect(page.locator("#glance-messages")).toContainText("4 unread messages");
  expect(await pitches(page)).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`CV-03 where the browser blocks notifications, My account says so and what to do (${colorScheme})`, async ({ workspace, agent }) => {
    const ada = await agent(await workspace.hire("Ada Lovelace"), { colorScheme, reducedMotion: "reduce" });
    const { page } = ada;
    await page.addInitScript(() => Object.defineProperty(Notification, "permission", { get: () => "denied" }));
    await ada.goes("/account/notifications");
    const choice = page.getByRole("switch", { name: "Show notifications" });
    await expect(choice).not.toBeChecked();
    await expect(choice).toHaveAccessibleDescription(/Blocked in this browser’s settings/);
    await choice.click({ force: true });
    await expect(choice).not.toBeChecked();
    await expect(page.getByRole("region", { name: "While no page is open" }).getByRole("status")).toContainText("Allow them there first.");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}

test.describe("push", () => {
  test.use({ flags: ["--allow-local-push"] });

  test("CV-03 who has no page open is pushed to, signed and readable for that browser alone", async ({ workspace, agent }) => {
    const [adaIs, graceIs] = [await workspace.hire("Ada Lovelace"), await workspace.hire("Grace Hopper")];
    const service = await PushService.open();
    await adaIs.api.call("account/subscribe", { subscription: service.subscription() });
    const grace = await new Colleague(await agent(graceIs)).opensMessages();
    await grace.opens("Ada Lovelace");
    // The first try fails: it is tried again.
    service.answers.push(503);
    await grace.says("are you there?");
    await expect.poll(() => service.pushed, { timeout: 60_000 }).toEqual([
      {
        title: "Grace Hopper wrote to you",
        body: "",
        tag: graceIs.person.id.replaceAll("-", ""),
        url: `/messages/${graceIs.person.id}`,
      },
    ]);
    expect(service.refused).toEqual([]);

    // Gone for good: the subscription goes as well.
    service.answers.push(410);
    await grace.says("still not?");
    const isPushed = async () => (await adaIs.api.call<{ is_pushed: boolean }[]>("account/sign_ins")).some((it) => it.is_pushed);
    await expect.poll(isPushed, { timeout: 60_000 }).toBe(false);
    service.close();
  });

  test("CV-03 a chat that comes in while the page is closed is pushed, and while it is open it is not", async ({ workspace, agent }) => {
    const { ada, support: care } = await support(workspace, { algorithm: "auto_selection" });
    const service = await PushService.open();
    const phone = await new Api(ada.api.url).logIn("ada", PASSWORD);
    await phone.call("account/subscribe", { subscription: service.subscription() });
    const desk = await agent(ada);
    await desk.sitsDown();
    const seen = await workspace.arrives("Emmy Noether", care);
    await expect(desk.entry("Chats in Progress", "Emmy Noether")).toBeVisible();
    await desk.page.close();
    const missed = await workspace.arrives("Mary Somerville", care);
    await expect.poll(() => service.pushed.map((one) => one.url), { timeout: 60_000 }).toContain(`/desk/${missed.id}`);
    expect(service.pushed.map((one) => one.url)).not.toContain(`/desk/${seen.id}`);
    service.close();
  });
});

test("CV-03 what is pushed is shown by the browser, and a press on it opens the conversation in the open page", async ({
  workspace,
  agent,
}) => {
  const adaIs = await workspace.hire("Ada Lovelace");
  const ada = await agent(adaIs);
  const context = ada.page.context();
  await context.grantPermissions(["notifications"]);
  await ada.sitsDown();
  const session = await context.newCDPSession(ada.page);
  const registered = new Promise<string>((found) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [first] = registrations;
      if (first) found(first.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const started = context.waitForEvent("serviceworker");
  await ada.page.evaluate(async () => {
    await navigator.serviceWorker.register("/push.js");
    await navigator.serviceWorker.ready;
  });
  const worker = await started;
  const data = JSON.stringify({ title: "Emmy Noether wrote", body: "hello", tag: "t", url: "/messages" });
  await session.send("ServiceWorker.deliverPushMessage", {
    origin: workspace.server.url,
    registrationId: await registered,
    data,
  });
  const shown = () =>
    worker.evaluate(async () => {
      const scope = globalThis as unknown as { registration: ServiceWorkerRegistration };
      const all = await scope.registration.getNotifications();
      return all.map(({ title, body, tag }) => ({ title, body, tag }));
    });
  await expect.poll(shown).toEqual([{ title: "Emmy Noether wrote", body: "hello", tag: "t" }]);
  await worker.evaluate(async () => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const [notification] = await scope.registration.getNotifications();
    const Press = (globalThis as unknown as { NotificationEvent: new (name: string, init: object) => Event }).NotificationEvent;
    dispatchEvent(new Press("notificationclick", { notification }));
  });
  await expect(ada.page).toHaveURL(/\/messages$/);
  await expect.poll(shown).toEqual([]);
});
