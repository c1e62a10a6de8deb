// The timeline and the visitor's chat: older messages come in above what is read, and nothing moves.
import type { Locator } from "@playwright/test";
import { Line } from "../support/line.ts";
import { support, talk } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

/** More than the 200 that a log begins with; and more than the next page too. */
const MANY = 330;
const MORE = 430;

test("older messages come in above what is read, also within one author's group", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  const said = Array.from({ length: MANY }, (_, n) => `Teapot number ${n + 1}.`);
  const guest = await workspace.arrives("Emmy Noether", care, ...said);
  await ada.api.take(guest.id);
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  const newest = desk.messages.getByText(`Teapot number ${MANY}.`, { exact: true });
  await expect(newest).toBeInViewport();

  // The newest 60 are drawn; the first of them is taken hold of before anything older is there.
  const seam = desk.messages.getByText(`Teapot number ${MANY - 56}.`, { exact: true });
  const older = desk.messages.getByText(`Teapot number ${MANY - 65}.`, { exact: true });
  await expect(older).toHaveCount(0);
  await seam.evaluate((node) => node.scrollIntoView({ block: "start" }));
  await expect(older).toHaveCount(1);
  await expect(seam).toBeInViewport();
  await expect(newest).not.toBeInViewport();
  await expect(desk.button("Newest")).toBeVisible();

  // To the very beginning; then the first message is there, once.
  const first = desk.messages.getByText("Teapot number 1.", { exact: true });
  await expect.poll(() => upTo(desk.messages, first)).toBe(true);
  await expect(first).toHaveCount(1);
  await expect(desk.messages.locator(".message")).toHaveCount(MANY);

  await desk.button("Newest").click();
  await expect(newest).toBeInViewport();
});

test("WI-04 in the visitor's chat neither older messages nor new ones move what is read", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  const conversation = new URL(desk.page.url()).pathname.split("/").at(-1) ?? "";
  const line = await Line.staff(desk.member.api);
  await line.watches(conversation);
  for (let n = 1; n <= MORE; n += 1) await line.says(conversation, `Teapot number ${n}.`);
  const bubble = (n: number) => guest.messages.getByText(`Teapot number ${n}.`, { exact: true });

  // Come back, the chat begins with the newest messages of one long speech.
  await guest.page.reload();
  await expect(bubble(MORE)).toBeInViewport();
  const older = guest.button("Show older messages");
  await expect(bubble(100)).toHaveCount(0);
  await older.focus();
  await expect(older).toBeInViewport();
  const oldest = await guest.messages.locator(".bubble").first().innerText();
  const seam = bubble(Number(/number (\d+)/.exec(oldest)?.[1]) + 1);
  await expect(seam).toBeInViewport();
  const place = await top(seam);
  await guest.page.route("**/api/visitors/older", (route) => route.abort());
  await older.press("Enter");
  await expect(guest.chat.getByRole("alert").filter({ hasText: "We cannot be reached right now." })).toBeVisible();
  await guest.page.unroute("**/api/visitors/older");
  await older.press("Enter");
  await expect(bubble(100)).toHaveCount(1);
  expect(Math.abs((await top(seam)) - place)).toBeLessThan(2);

  // What comes meanwhile moves nothing either.
  await line.says(conversation, "Are you still there?");
  await expect(guest.chat.getByRole("button", { name: /^Newest.*1 unread/ })).toBeVisible();
  expect(Math.abs((await top(seam)) - place)).toBeLessThan(2);

  // By keyboard to the very beginning; with nothing older left, the log has the focus.
  await older.press("Enter");
  await expect(bubble(1)).toHaveCount(1);
  await expect(older).toHaveCount(0);
  await expect(guest.messages).toBeFocused();
  await expect(guest.messages.locator(".bubble", { hasText: "Teapot number" })).toHaveCount(MORE);
  expect(Math.abs((await top(seam)) - place)).toBeLessThan(2);
  line.close();
});

/** Where it stands on the screen. */
function top(row: Locator): Promise<number> {
  return row.evaluate((node) => node.getBoundingClientRect().top);
}

/** Scrolls up and says whether that is in sight. */
async function upTo(log: Locator, wanted: Locator): Promise<boolean> {
  await log.evaluate((node) => node.scrollTo({ top: 0 }));
  return wanted.isVisible();
}
