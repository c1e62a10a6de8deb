// A browser that keeps nothing for a frame of another site: the page around the chat does it instead.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { support } from "../support/scenes.ts";

/** As browsers answer that block the storage of foreign frames. */
async function closeStorageOfFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window === window.top) return;
    const denied = (): never => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: denied });
  });
}

test("WI-04 where the browser keeps nothing for the chat's frame, its visitor is known again all the same", async ({
  workspace,
  visitor,
}) => {
  await support(workspace);
  const guest = await visitor();
  await closeStorageOfFrames(guest.page);
  await guest.opens();
  await guest.starts("Emmy Noether", "Support");
  await guest.says("Before the reload");
  await expect(guest.message("Before the reload")).toHaveAttribute("data-state", /sent|delivered|read/);
  await guest.page.reload();
  await expect(guest.message("Before the reload")).toHaveCount(1);

  await guest.page.getByRole("link", { name: "To the checkout" }).click();
  await expect(guest.page).toHaveURL(/\/checkout$/);
  await guest.says("At the checkout");
  await expect(guest.messages.locator(".bubble__text")).toHaveText(["Before the reload", "At the checkout"]);

  await guest.button("End chat").click();
  await guest.button("Confirm").click();
  await guest.button("Start a new chat").click();
  await guest.page.reload();
  await expect(guest.button("Start chat")).toBeVisible();
  await expect(guest.messages).toHaveCount(0);
});

test("WI-04 what a page kept for one visitor is not believed once the chat knows another", async ({
  workspace,
  visitor,
}) => {
  await support(workspace);
  const guest = await visitor();
  await guest.opens();
  await guest.starts("Emmy Noether", "Support");
  await guest.says("Mine");
  // The frame's own storage is open here: what stands in the page's is nobody's business.
  await guest.page.evaluate(() => localStorage.setItem("switchboard.kept", "made-up 00000000-0000-0000-0000-000000000000"));
  await guest.page.reload();
  await expect(guest.message("Mine")).toHaveCount(1);
});
