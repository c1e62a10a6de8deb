// Ctrl+K: from every screen to anything, by keyboard.
import type { Page } from "@playwright/test";
import { clean } from "../support/axe.ts";
import { support } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

function dialog(page: Page, name = "Go to") {
  const dialog = page.getByRole("dialog", { name });
  return {
    dialog,
    box: dialog.getByRole("combobox"),
    chosen: dialog.getByRole("option", { selected: true }),
    option: (name: RegExp) => dialog.getByRole("option", { name }),
  };
}

test("CC-02 Ctrl+K goes to conversations, contacts and closed chats, and shows only what one may see", async ({
  workspace,
  agent,
}) => {
  const { ada, support: care } = await support(workspace);
  const margaret = await workspace.hire("Margaret Hamilton");
  const sales = await workspace.department("Sales", [margaret], { algorithm: "manual_selection" });
  await workspace.finished(ada, care, "Emmy Noether", { texts: ["The lid of my samovar is broken."] });
  await workspace.finished(margaret, sales, "Emma Goldman", { texts: ["How much is a samovar?"] });
  const open = await workspace.arrives("Sofja Kowalewskaja", care, "Do you sell samovars?");
  await ada.api.take(open.id);
  const desk = await agent(ada);
  const { page } = desk;
  const { keyboard } = page;
  await desk.sitsDown();

  await keyboard.press("Control+k");
  const go = dialog(page);
  await expect(go.box).toBeFocused();
  await expect(go.option(/Sofja Kowalewskaja/)).toBeVisible();
  await clean(page, "Go to, nothing typed");
  await keyboard.type("sofja");
  await expect(go.chosen).toHaveText(/Sofja Kowalewskaja/);
  await keyboard.press("Enter");
  await expect(go.dialog).toBeHidden();
  await expect(desk.conversation.getByRole("heading", { name: "Sofja Kowalewskaja" })).toBeVisible();

  // Also while somebody writes; what is written stays.
  await desk.box.fill("We do");
  await desk.box.press("Control+k");
  await expect(go.box).toBeFocused();
  await keyboard.type("emm");
  await expect(go.option(/Emmy Noether.*emmy/)).toBeVisible();
  await expect(go.option(/Emma Goldman/)).toHaveCount(0);
  await clean(page, "Go to, with results");
  await keyboard.press("Escape");
  await expect(go.dialog).toBeHidden();
  await expect(desk.box).toBeFocused();
  await expect(desk.box).toHaveValue("We do");

  await keyboard.press("Control+k");
  await keyboard.type("samovar");
  const chats = go.dialog.getByRole("group", { name: "Closed chats" });
  await expect(chats.getByRole("option")).toHaveCount(1);
  await expect(chats.getByRole("option")).toHaveText(/Emmy Noether/);
  while (!/Noether/.test((await go.chosen.textContent()) ?? "")) await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect(page).toHaveURL(/contact-center\/chats\//);

  // What was gone to comes first the next time, from another screen too.
  await keyboard.press("Control+k");
  await expect(go.dialog.getByRole("group", { name: "Recent" }).getByRole("option").first()).toHaveText(/Emmy Noether/);
  await keyboard.type("xyzzy");
  await expect(go.dialog.getByText("Nothing found for “xyzzy”.")).toBeVisible();
});

test("MA-04 Ctrl+K opens screens, settings and commands, and says why something cannot be done", async ({
  workspace,
  agent,
}) => {
  const ada = await workspace.hire("Ada Lovelace", ["agent", "administrator"]);
  const grace = await workspace.hire("Grace Hopper");
  const care = await workspace.department("Support", [ada, grace], { algorithm: "manual_selection" });
  await workspace.seat(ada);
  const guest = await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  await ada.api.take(guest.id);
  const desk = await agent(ada);
  const { page } = desk;
  const { keyboard } = page;
  const go = dialog(page);
  const goes = async (typed: string, to: RegExp) => {
    await keyboard.press("Control+k");
    await expect(go.box).toBeFocused();
    await keyboard.type(typed);
    await expect(go.chosen).toHaveText(to);
    await keyboard.press("Enter");
    await expect(go.dialog).toBeHidden();
  };
  await desk.goes(`/desk/${guest.id}`);
  await expect(desk.box).toBeVisible();
  await goes("forward", /Forward/);
  await expect(page.getByRole("dialog", { name: "Forward chat" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Forward chat" })).toBeHidden();

  await keyboard.press("Control+k");
  await keyboard.type("resume");
  await expect(go.option(/resume/i).first()).toHaveAttribute("aria-disabled", "true");
  await keyboard.press("Escape");

  await goes("limits", /^Limits/);
  await expect(page).toHaveURL(/manage\/settings\?group=limits/);
  await expect(page.getByRole("group", { name: "Limits" }).getByRole("spinbutton").first()).toBeFocused();
  await goes("grace", /Grace Hopper/);
  await expect(page).toHaveURL(new RegExp(`/messages/${grace.person.id}`));
  await goes("busy", /Busy/);
  await expect(page.getByRole("button", { name: "Availability Busy" })).toBeVisible();
  await goes("notif", /^Notifications/);
  await expect(page.getByRole("tab", { name: "Notifications", selected: true })).toBeVisible();
});

test("Ctrl+K speaks German, fits a phone, and stands in the list of shortcuts", async ({ workspace, agent }) => {
  const { ada } = await support(workspace);
  const desk = await agent(ada, { locale: "de-DE", viewport: { width: 390, height: 844 } });
  const { page } = desk;
  await desk.goes("/desk");
  await expect(page.getByRole("navigation", { name: "Hauptnavigation" })).toBeVisible();
  const shortcuts = page.getByRole("dialog").getByText("Überall hin, auf jeder Seite");
  // The desk hears keys once it is there whole.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(shortcuts).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  const go = dialog(page, "Gehe zu");
  await expect(go.box).toBeFocused();
  await page.keyboard.type("anruf");
  await expect(go.chosen).toHaveText(/^Anrufe/);
  const box = await go.dialog.boundingBox();
  expect(box?.width).toBeLessThanOrEqual(390);
  await clean(page, "Gehe zu");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/contact-center\/calls/);
});
