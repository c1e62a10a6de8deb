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

test("a whole day by keyboard alone: Available, a panel, on hold, resumed, forwarded, Contact Center, Manage", async ({
  workspace,
  agent,
}) => {
  const ada = await workspace.hire("Ada Lovelace", ["agent", "administrator"]);
  const care = await workspace.department("Support", [ada], { algorithm: "auto_selection" });
  const margaret = await workspace.hire("Margaret Hamilton");
  await workspace.department("Sales", [margaret], { algorithm: "manual_selection" });
  await workspace.seat(margaret);
  await ada.api.setAvailability("away");
  await workspace.arrives("Emmy Noether", care, "Do you sell tea, too?");
  const desk = await agent(ada);
  const { page } = desk;
  const { keyboard } = page;
  await desk.sitsDown();
  await expect(desk.entry("Queued Chats", "Emmy Noether")).toBeVisible();

  await press(page, "Tab", page.getByRole("button", { name: "Availability Away" }));
  await expect(page.getByRole("menuitemradio", { name: "Away" })).toBeVisible();
  await keyboard.press("Home");
  await expect(page.getByRole("menuitemradio", { name: "Available" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Availability Available" })).toBeFocused();
  await expect(desk.entry("Chats in Progress", "Emmy Noether")).toBeVisible();
  await keyboard.press("Alt+1");
  await expect(desk.message("Do you sell tea, too?")).toBeVisible();

  await press(page, "Tab", desk.box, null);
  await keyboard.type("We do. One moment, please.");
  await keyboard.press("Enter");
  await expect(desk.message("One moment, please.")).toContainText(/sent|delivered|read/);
  const panels = page.getByRole("navigation", { name: "Panels" });
  await press(page, "Tab", panels.getByRole("button", { name: "Contact Information" }));
  await expect(desk.panel("Contact Information")).toBeVisible();
  await keyboard.press("Escape");
  await expect(desk.panel("Contact Information")).toBeHidden();
  await expect(panels.getByRole("button", { name: "Contact Information" })).toBeFocused();

  await press(page, "Shift+Tab", desk.button("Place Chat On-Hold"));
  await expect(desk.entry("On-Hold Chats", "Emmy Noether")).toBeVisible();
  await press(page, "Tab", desk.button("Resume"));
  await expect(desk.entry("Chats in Progress", "Emmy Noether")).toBeVisible();
  await press(page, "Shift+Tab", desk.button("Forward chat"));
  const dialog = page.getByRole("dialog", { name: "Forward chat" });
  await expect(dialog.getByLabel("Department")).toBeFocused();
  await keyboard.type("sal");
  await expect(dialog.getByRole("option", { name: /Sales/ })).toBeVisible();
  await keyboard.press("Enter");
  await press(page, "Tab", dialog.getByRole("button", { name: "Forward", exact: true }));
  await expect(dialog).toBeHidden();
  await expect(desk.list("Chats in Progress").getByRole("link")).toHaveCount(0);

  await press(page, "Tab", page.getByRole("link", { name: "Contact Center" }));
  await expect(page.getByRole("row", { name: /Emmy Noether/ })).toBeVisible();
  await press(page, "Tab", page.getByRole("link", { name: "Manage", exact: true }));
  await press(page, "Tab", page.getByRole("navigation", { name: "Manage" }).getByRole("link", { name: "Departments" }));
  await press(page, "Tab", page.getByRole("link", { name: "New Department" }));
  await walk(page, "Tab", page.getByRole("textbox", { name: "Name", exact: true }));
  await keyboard.type("Repairs");
  await press(page, "Tab", page.getByRole("button", { name: "Save" }));
  await expect(page.getByRole("row", { name: /Repairs/ })).toBeVisible();
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

/** Walks there and presses Enter, or another key. */
async function press(page: Page, key: "Tab" | "Shift+Tab", to: Locator, then: string | null = "Enter"): Promise<void> {
  await expect(to).toBeVisible();
  await walk(page, key, to);
  if (then) await page.keyboard.press(then);
}

/** Presses a key until the focus is there. */
async function walk(page: Page, key: "Tab" | "Shift+Tab", to: Locator): Promise<void> {
  const isThere = () => to.evaluate((node) => node === (node.getRootNode() as Document | ShadowRoot).activeElement);
  for (let steps = 0; steps < 60; steps += 1) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never leads to ${to.toString()}`);
}
