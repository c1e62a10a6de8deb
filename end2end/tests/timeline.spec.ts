// The timeline: older messages come in above what is read, and nothing moves.
import type { Locator } from "@playwright/test";
import { support } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

const MANY = 330;

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

  // The log begins with the 200 newest; the first of them is taken hold of before anything older is there.
  const seam = desk.messages.getByText(`Teapot number ${MANY - 198}.`, { exact: true });
  const older = desk.messages.getByText(`Teapot number ${MANY - 205}.`, { exact: true });
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

/** Scrolls up and says whether that is in sight. */
async function upTo(log: Locator, wanted: Locator): Promise<boolean> {
  await log.evaluate((node) => node.scrollTo({ top: 0 }));
  return wanted.isVisible();
}
