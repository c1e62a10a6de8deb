// A whole working day without a mouse.
import type { Locator, Page } from "@playwright/test";
import { Agent } from "../actors/agent.ts";
import { support } from "../support/scenes.ts";
import { PASSWORD } from "../support/workspace.ts";
import { expect, test } from "../support/test.ts";

test("an agent logs in, takes, answers and ends a chat by keyboard alone", async ({ workspace, browse }) => {
  const { ada, support: care } = await support(workspace);
  await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  const desk = new Agent(await browse(), ada);
  const { keyboard } = desk.page;
  await desk.goes("/login");
  await expect(desk.page.getByLabel("Email or username")).toBeFocused();
  await keyboard.type("ada");
  await keyboard.press("Tab");
  await keyboard.type(PASSWORD);
  await keyboard.press("Enter");
  await expect(desk.entry("Queued Chats", "Emmy Noether")).toBeVisible();

  await keyboard.press("Alt+ArrowDown");
  await expect(desk.message("My teapot leaks.")).toBeVisible();
  await keyboard.press("t");
  await expect(desk.box).toBeFocused();
  await keyboard.type("Where does it leak?");
  await keyboard.press("Enter");
  await expect(desk.message("Where does it leak?")).toContainText(/sent|delivered|read/);
  await expect(desk.box).toBeFocused();

  await walk(desk.page, "Shift+Tab", desk.button("End conversation"));
  await keyboard.press("Enter");
  const dialog = desk.page.getByRole("dialog", { name: "End conversation" });
  await expect(dialog.getByLabel("Comment")).toBeFocused();
  await keyboard.type("A new one is on its way.");
  await keyboard.press("Tab");
  await expect(dialog.getByLabel("Tags")).toBeFocused();
  await keyboard.type("leak");
  await keyboard.press("Enter");
  await walk(desk.page, "Tab", dialog.getByRole("button", { name: "Confirm" }));
  await keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(desk.list("Chats in Progress").getByRole("link")).toHaveCount(0);

  await keyboard.press("?");
  const help = desk.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toBeVisible();
  await keyboard.press("Escape");
  await expect(help).toBeHidden();
  await walk(desk.page, "Tab", desk.page.getByRole("link", { name: "Contact Center" }));
  await keyboard.press("Enter");
  await expect(desk.page.getByRole("row", { name: /Emmy Noether/ })).toBeVisible();
});

test("the Contact Center's list is walked and opened by keyboard", async ({ workspace, agent }) => {
  await workspace.root.createContact({ name: "Emmy Noether" });
  await workspace.root.createContact({ name: "Lise Meitner" });
  const mary = await workspace.hire("Mary Manager", ["manager"]);
  const desk = await agent(mary);
  const { keyboard } = desk.page;
  await desk.goes("/contact-center/contacts?sort=name");
  await expect(desk.page.getByRole("row", { name: /Lise Meitner/ })).toBeVisible();
  await keyboard.press("/");
  const search = desk.page.getByRole("searchbox", { name: "Search" });
  await expect(search).toBeFocused();
  await keyboard.type("meit");
  await expect(desk.page.getByRole("row", { name: /Emmy Noether/ })).toBeHidden();
  await keyboard.press("Escape");
  await expect(search).toHaveValue("");
  await walk(desk.page, "Tab", desk.page.getByRole("grid", { name: "Contacts" }));
  await keyboard.press("Home");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect(desk.panel("Contact Information").getByRole("heading", { name: "Lise Meitner" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(desk.panel("Contact Information")).toBeHidden();
});

test("WI-09 a visitor opens the chat, fills the form in and writes by keyboard alone", async ({ workspace, visitor }) => {
  await support(workspace);
  const guest = await visitor();
  const { keyboard } = guest.page;
  await guest.opens();
  await expect(guest.launcher).toBeVisible();
  await walk(guest.page, "Tab", guest.launcher);
  await keyboard.press("Enter");
  await expect(guest.field("Name")).toBeFocused();
  await keyboard.type("Emmy Noether");
  await keyboard.press("Tab");
  await keyboard.type("emmy@example.org");
  await keyboard.press("Enter");
  await expect(guest.box).toBeFocused();
  await keyboard.type("My teapot leaks.");
  await keyboard.press("Enter");
  await expect(guest.message("My teapot leaks.")).toBeVisible();
  await keyboard.press("Escape");
  await expect(guest.launcher).toBeFocused();
});

/** Presses a key until the focus is there. */
async function walk(page: Page, key: "Tab" | "Shift+Tab", to: Locator): Promise<void> {
  const isThere = () => to.evaluate((node) => node === (node.getRootNode() as Document | ShadowRoot).activeElement);
  for (let steps = 0; steps < 60; steps += 1) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never leads to ${to.toString()}`);
}
