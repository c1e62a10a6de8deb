// What the three lists of the Contact Center share: filters, columns, saved views, the keyboard, the selection.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { clean } from "../support/axe.ts";
import { type Guest, type Workspace } from "../support/workspace.ts";
import { expect, test } from "../support/test.ts";
import { support } from "../support/scenes.ts";

const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });
const count = (page: Page) => page.locator(".tools__count");

async function filter(page: Page, name: string, label: string): Promise<void> {
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitem", { name }).click();
  await page.getByRole("combobox", { name, exact: true }).selectOption({ label });
}

/** Three closed chats of Ada's. */
async function chats(workspace: Workspace, names = ["Emmy Noether", "Lise Meitner", "Hedy Lamarr"]): Promise<{ ada: Awaited<ReturnType<typeof support>>["ada"]; guests: Guest[] }> {
  const { ada, support: department } = await support(workspace);
  const guests: Guest[] = [];
  for (const [number, name] of names.entries()) {
    const tags = number === 0 ? ["refund"] : [];
    guests.push(await workspace.finished(ada, department, name, { texts: [`I am ${name}.`], tags }));
  }
  return { ada, guests };
}

test("CC-01 CC-03 contacts are narrowed down by chips, which the address keeps and Esc does not lose", async ({
  workspace,
  agent,
}) => {
  await workspace.root.createContact({ name: "Emmy Noether", emails: ["emmy@example.org"], phones: ["+4930901820"] });
  await workspace.root.createContact({ name: "Lise Meitner", emails: ["lise@example.org"] });
  await workspace.root.createContact({ name: "Hedy Lamarr" });
  const mary = await workspace.hire("Mary Manager", ["manager"]);
  const { page } = await agent(mary);
  await page.goto(`${workspace.server.url}/contact-center/contacts`);
  await expect(count(page)).toHaveText("3 contacts");
  await filter(page, "Has a phone", "No");
  await expect(count(page)).toHaveText("2 contacts");
  await filter(page, "Has an email", "Yes");
  await expect(count(page)).toHaveText("1 contact");
  await expect(row(page, /Lise Meitner/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("group", { name: "Filters" })).toContainText("Has a phone: No");
  await expect(count(page)).toHaveText("1 contact");
  await page.getByRole("button", { name: "Has a phone: No", exact: true }).click();
  await page.getByRole("combobox", { name: "Has a phone" }).selectOption({ label: "Yes" });
  await expect(row(page, /Emmy Noether/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox", { name: "Has a phone" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Add filter" })).toBeFocused();
  await page.getByRole("button", { name: "Remove Has an email: Yes" }).click();
  await expect(page.getByRole("group", { name: "Filters" })).not.toContainText("Has an email");
});

test("CC-01 each person chooses columns and their order, which are remembered and travel with a link", async ({
  workspace,
  agent,
}) => {
  const { ada } = await chats(workspace);
  const desk = await agent(ada);
  const { page } = desk;
  await desk.goes("/contact-center/chats");
  const heads = page.getByRole("columnheader");
  await expect(heads).toHaveText(["", "Guest", "Department", "Agent", "Started", "Closed", "Tags"]);
  await page.getByRole("button", { name: "Columns" }).click();
  const dialog = page.getByRole("dialog", { name: "Columns" });
  await dialog.getByRole("checkbox", { name: "Department" }).uncheck();
  await dialog.getByRole("checkbox", { name: "Duration" }).check();
  await dialog.getByRole("button", { name: "Move Tags forward" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  const chosen = ["", "Guest", "Agent", "Started", "Tags", "Closed", "Duration"];
  await expect(heads).toHaveText(chosen);
  await page.getByRole("columnheader", { name: "Duration" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "Duration" })).toHaveAttribute("aria-sort", "descending");
  const shared = page.url();
  await desk.goes("/contact-center/chats");
  await expect(heads).toHaveText(chosen);

  const mary = await workspace.hire("Mary Manager", ["manager"]);
  const other = await agent(mary);
  await other.page.goto(shared);
  await expect(other.page.getByRole("columnheader")).toHaveText(chosen);
  await other.goes("/contact-center/chats");
  await expect(other.page.getByRole("columnheader", { name: "Department" })).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await dialog.getByRole("button", { name: "Usual columns" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(heads).toHaveText(["", "Guest", "Department", "Agent", "Started", "Closed", "Tags"]);
});

test("CC-01 a view is saved, opened with, renamed, shared and deleted by those who may", async ({ workspace, agent }) => {
  const { ada } = await chats(workspace);
  const mary = await workspace.hire("Mary Manager", ["manager"]);
  const desk = await agent(mary);
  const { page } = desk;
  await desk.goes("/contact-center/chats");
  await expect(count(page)).toHaveText("3 chats");
  await page.getByRole("searchbox", { name: "Search" }).fill("noether");
  await expect(count(page)).toHaveText("1 chat");
  const menu = page.getByRole("button", { name: /^Views/ });
  await menu.click();
  await page.getByRole("menuitem", { name: "Save as a new view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Emmy’s");
  await dialog.getByRole("checkbox", { name: "Always start with this view" }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The view Emmy’s was saved." })).toBeVisible();

  await desk.goes("/contact-center/chats");
  await expect(count(page)).toHaveText("1 chat");
  await expect(page.getByRole("searchbox", { name: "Search" })).toHaveValue("noether");
  await menu.click();
  await page.getByRole("menuitem", { name: "Rename or share…" }).click();
  const change = page.getByRole("dialog", { name: "Rename or share this view" });
  await change.getByRole("textbox", { name: "Name" }).fill("Everything of Emmy");
  await change.getByRole("combobox", { name: "Who sees it" }).selectOption({ label: "Everybody" });
  await change.getByRole("button", { name: "Save" }).click();

  const agents = await agent(ada);
  await agents.goes("/contact-center/chats");
  await expect(count(agents.page)).toHaveText("3 chats");
  await agents.page.getByRole("button", { name: /^Views/ }).click();
  await agents.page.getByRole("menuitemradio", { name: "Everything of Emmy" }).click();
  await expect(count(agents.page)).toHaveText("1 chat");
  await agents.page.getByRole("button", { name: /^Views/ }).click();
  await expect(agents.page.getByRole("menuitem", { name: "Always start with this view" })).toBeVisible();
  await expect(agents.page.getByRole("menuitem", { name: "Delete this view…" })).toBeHidden();
  await agents.page.getByRole("menuitemradio", { name: "Everything", exact: true }).click();
  await expect(count(agents.page)).toHaveText("3 chats");

  await menu.click();
  await page.getByRole("menuitem", { name: "Delete this view…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await desk.goes("/contact-center/chats");
  await expect(count(page)).toHaveText("3 chats");
});

test("CC-01 the keyboard is enough: search, rows, panel, and back to where it was", async ({ workspace, agent }) => {
  const { ada } = await chats(workspace);
  const desk = await agent(ada);
  const { page } = desk;
  await desk.goes("/contact-center/chats");
  await expect(count(page)).toHaveText("3 chats");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search" })).toBeFocused();
  const grid = page.getByRole("grid", { name: "Chats" });
  await grid.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const panel = desk.panel("Room Information");
  await expect(panel).toContainText("Lise Meitner");
  await expect(grid).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(panel).toContainText("Emmy Noether");
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(grid).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(panel).toContainText("Lise Meitner");
});

test("CC-09 many chats are tagged at once, with progress and a result, and what one may not change is left alone", async ({
  workspace,
  agent,
}) => {
  const { ada } = await chats(workspace);
  const desk = await agent(ada);
  const { page } = desk;
  await desk.goes("/contact-center/chats");
  await row(page, /Hedy Lamarr/).getByRole("checkbox").click();
  await row(page, /Emmy Noether/).getByRole("checkbox").click({ modifiers: ["Shift"] });
  const bar = page.getByRole("group", { name: "Selection" });
  await expect(bar).toContainText("3 selected");
  await row(page, /Lise Meitner/).getByRole("checkbox").click();
  await expect(bar).toContainText("2 selected");
  await expect(bar.getByRole("button", { name: "Export" })).toBeHidden();
  await bar.getByRole("button", { name: "Add tags" }).click();
  const dialog = page.getByRole("dialog", { name: "Add tags to 2 chats" });
  await dialog.getByRole("combobox", { name: "Tags" }).fill("vip");
  await dialog.getByRole("button", { name: "Add tags" }).click();
  const jobs = page.getByRole("group", { name: "Bulk changes and exports" });
  await expect(jobs).toContainText("Done: 2 of 2.");
  await expect(row(page, /Hedy Lamarr.*vip/)).toBeVisible();
  await expect(row(page, /Emmy Noether.*refund.*vip/)).toBeVisible();
  await expect(row(page, /Lise Meitner.*vip/)).toBeHidden();
  await expect(bar).toBeHidden();

  await page.getByRole("grid", { name: "Chats" }).getByRole("checkbox", { name: "Select all" }).click();
  await expect(bar).toContainText("3 selected");
  await bar.getByRole("button", { name: "Remove tags" }).click();
  const untag = page.getByRole("dialog", { name: "Remove tags from 3 chats" });
  await untag.getByRole("combobox", { name: "Tags" }).fill("VIP");
  await untag.getByRole("button", { name: "Remove tags" }).click();
  await expect(jobs).toContainText("Done: 2 of 3.");
  await expect(row(page, /vip/)).toHaveCount(0);

  await page.getByRole("grid", { name: "Chats" }).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press(" ");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar).toContainText("2 selected");
  await bar.getByRole("button", { name: "Clear selection" }).click();
  await expect(bar).toBeHidden();
});

test("CC-08 closed chats are narrowed down by a custom field of theirs, as a chip the address keeps", async ({
  workspace,
  agent,
}) => {
  const { guests } = await chats(workspace);
  const draft = {
    label: "Order number",
    key: "order",
    holder: "conversation",
    kind: "text",
    options: [],
    pattern: "",
    is_required: false,
    is_searchable: true,
    is_visible: true,
    is_asked: false,
    editors: "everybody",
    is_enabled: true,
  };
  await workspace.root.call("custom_fields/create", { draft });
  for (const [number, guest] of guests.entries()) {
    const fields = { order: `TC-1${number}` };
    const edit = { topic: null, tags: null, priority: null, fields, since: null };
    await workspace.root.call("conversations/edit", { conversation: guest.id, edit });
  }
  const desk = await agent(await workspace.hire("Mary Manager", ["manager"]));
  const { page } = desk;
  await desk.goes("/contact-center/chats");
  await expect(count(page)).toHaveText("3 chats");
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitem", { name: "Order number" }).click();
  await page.getByRole("searchbox", { name: "Order number" }).fill("tc-11");
  await expect(count(page)).toHaveText("1 chat");
  await expect(row(page, /Lise Meitner/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("group", { name: "Filters" })).toContainText("Order number: contains “tc-11”");
  await expect(count(page)).toHaveText("1 chat");
  await page.getByRole("button", { name: /^Remove Order number/ }).click();
  await expect(count(page)).toHaveText("3 chats");
});

test("CC-08 chosen chats leave as a file that no spreadsheet takes for formulas", async ({ workspace, agent }) => {
  await chats(workspace, ["=1+2", "Lise Meitner"]);
  const mary = await workspace.hire("Mary Manager", ["manager"]);
  const desk = await agent(mary);
  const { page } = desk;
  await desk.goes("/contact-center/chats");
  await page.getByRole("grid", { name: "Chats" }).getByRole("checkbox", { name: "Select all" }).click();
  const bar = page.getByRole("group", { name: "Selection" });
  await bar.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /As CSV/ }).click();
  const jobs = page.getByRole("group", { name: "Bulk changes and exports" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    jobs.getByRole("link", { name: "Download" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain(",'=1+2,Support,Ada Lovelace,");
  expect(text.trim().split("\r\n")).toHaveLength(3);
  const theirs = await (await agent(await workspace.hire("Grace Hopper"))).page.request.get(download.url());
  expect(theirs.status()).toBe(404);
});

test("CC-11 from the panel of a closed chat lead its history, a search, its files, the contact and its transcript", async ({
  workspace,
  agent,
}) => {
  const { ada } = await chats(workspace);
  const desk = await agent(ada);
  const { page } = desk;
  for (const [link, region] of [
    ["Contact Chat History", "Contact Chat History"],
    ["Search Messages", "Search Messages"],
    ["Files", "Files"],
  ] as const) {
    await desk.goes("/contact-center/chats");
    await row(page, /Emmy Noether/).click();
    await desk.panel("Room Information").getByRole("link", { name: link }).click();
    await expect(desk.panel(region)).toBeVisible();
    await expect(desk.message("I am Emmy Noether.")).toBeVisible();
  }
  await desk.goes("/contact-center/chats");
  await row(page, /Emmy Noether/).click();
  await desk.panel("Room Information").getByRole("button", { name: "Send transcript" }).click();
  await expect(page.getByRole("menuitem", { name: "Send via email" })).toBeVisible();
  await page.getByRole("menuitem", { name: "Export chat transcript as PDF" }).click();
  // The bot brings it.
  await expect(page.getByRole("link", { name: "Messages", exact: true })).toHaveAccessibleDescription(/1/);
  await desk.panel("Room Information").getByRole("link", { name: "Contact Information" }).click();
  await expect(desk.panel("Contact Information")).toContainText("Emmy Noether");
});

test("CC-01 on a phone the panel is a page of its own with a way back", async ({ workspace, agent }) => {
  const { ada } = await chats(workspace);
  const desk = await agent(ada, { viewport: { width: 390, height: 844 } });
  const { page } = desk;
  await desk.goes("/contact-center/chats");
  await row(page, /Lise Meitner/).click();
  const panel = desk.panel("Room Information");
  await expect(panel).toContainText("Lise Meitner");
  await expect(page.getByRole("grid")).toBeHidden();
  const back = panel.getByRole("button", { name: "Back to the list" });
  await expect(back).toBeFocused();
  await back.click();
  await expect(page.getByRole("grid", { name: "Chats" })).toBeFocused();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`CC-01 the lists, their filters, columns, views and selection are accessible (${colorScheme})`, async ({
    workspace,
    agent,
  }) => {
    await chats(workspace);
    const mary = await workspace.hire("Mary Manager", ["manager"]);
    const desk = await agent(mary, { colorScheme, reducedMotion: "reduce" });
    const { page } = desk;
    await desk.goes("/contact-center/calls");
    await expect(page.getByText("No calls yet")).toBeVisible();
    await clean(page, "no calls");
    await desk.goes("/contact-center/chats");
    await filter(page, "Agent", "Ada Lovelace");
    await expect(count(page)).toHaveText("3 chats");
    await clean(page, "a filter that is being changed");
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Add filter" }).click();
    await clean(page, "the menu of filters");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Columns" }).click();
    await expect(page.getByRole("dialog", { name: "Columns" })).toBeVisible();
    await clean(page, "the columns");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Views/ }).click();
    await page.getByRole("menuitem", { name: "Save as a new view…" }).click();
    await expect(page.getByRole("dialog", { name: "Save this view" })).toBeVisible();
    await clean(page, "saving a view");
    await page.keyboard.press("Escape");
    await page.getByRole("checkbox", { name: "Select all" }).click();
    const bar = page.getByRole("group", { name: "Selection" });
    await bar.getByRole("button", { name: "Add tags" }).click();
    await clean(page, "tagging many");
    const dialog = page.getByRole("dialog", { name: "Add tags to 3 chats" });
    await dialog.getByRole("combobox", { name: "Tags" }).fill("vip");
    await dialog.getByRole("button", { name: "Add tags" }).click();
    await expect(page.getByText("Done: 3 of 3.")).toBeVisible();
    await clean(page, "what came of it");
    await page.getByRole("button", { name: "Bulk changes and exports" }).click();
    await clean(page, "all that was begun");
  });
}

test("CC-09 an old chat is edited in its panel, and never over a colleague’s change", async ({ workspace, agent }) => {
  const { ada, guests } = await chats(workspace);
  const id = guests[0]?.id ?? "";
  const desk = await agent(ada);
  const { page } = desk;
  await desk.goes(`/contact-center/chats/${id}`);
  const panel = desk.panel("Room Information");
  await panel.getByRole("button", { name: "Edit" }).click();
  await panel.getByLabel("Topic").fill("A broken lid");
  await panel.getByRole("combobox", { name: "Priority" }).selectOption({ label: "High" });
  await panel.getByRole("combobox", { name: "Tags" }).fill("lid");
  await panel.getByRole("combobox", { name: "Tags" }).press("Enter");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel).toContainText("A broken lid");
  await expect(row(page, /Emmy Noether.*refund.*lid/)).toBeVisible();

  await panel.getByRole("button", { name: "Edit" }).click();
  await panel.getByLabel("Topic").fill("A lid");
  await workspace.root.call("conversations/edit", {
    conversation: id,
    edit: { topic: "Teapots", tags: null, priority: null, fields: {}, since: null },
  });
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel).toContainText("Teapots");
  await panel.getByRole("group", { name: "Topic" }).getByRole("radio").last().check();
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByRole("button", { name: "Edit" })).toBeVisible();
  await expect(panel).toContainText("Teapots");
});

// The page ended when Call back led to the desk, because the list outlives its signals; mended in parts/virtual_list, not seen working yet.
test("CC-12 calls are narrowed down and ordered, noted afterwards, and the guest is called back", async ({
  workspace,
  agent,
}) => {
  const { ada, support: department } = await support(workspace);
  const guest = await workspace.arrives("Emmy Noether", department, "Please call me.");
  await ada.api.take(guest.id);
  for (const _ of [1, 2]) {
    await ada.api.call("calls/act", { conversation: guest.id, act: { start: "audio" } });
    const thread = await ada.api.call<{ conversation: { call: { id: string } } }>("conversations/thread", {
      conversation: guest.id,
    });
    await ada.api.call("calls/act", { conversation: guest.id, act: { hang_up: thread.conversation.call.id } });
  }
  const desk = await agent(ada);
  const { page } = desk;
  await desk.goes("/contact-center/calls");
  await expect(count(page)).toHaveText("2 calls");
  await filter(page, "State", "Ended");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await page.getByRole("combobox", { name: "State" }).selectOption({ label: "Not answered" });
  await expect(count(page)).toHaveText("2 calls");
  await filter(page, "Direction", "Inbound");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await page.getByRole("button", { name: "Remove Direction: Inbound" }).click();
  await page.getByRole("columnheader", { name: "Talk time" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "Talk time" })).toHaveAttribute("aria-sort", "descending");
  await row(page, /Emmy Noether/).first().click();
  const details = desk.panel("Call Information");
  await details.getByRole("button", { name: "Edit notes" }).click();
  await details.getByLabel("Notes").fill("Rings later.");
  await details.getByLabel("Disposition").selectOption("Call back");
  await details.getByRole("button", { name: "Save" }).click();
  await expect(details).toContainText("Rings later.");
  await filter(page, "Disposition", "Call back");
  await expect(count(page)).toHaveText("1 call");
  const call = page.url();
  await details.getByRole("button", { name: "Call back" }).click();
  await expect(page).toHaveURL(new RegExp(`/desk/${guest.id}`));
  const dialog = page.getByRole("dialog", { name: "Call Emmy Noether" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await ada.api.close(guest.id);
  await page.goto(call);
  await expect(details.getByRole("button", { name: "Call back" })).toHaveAttribute("aria-disabled", "true");
  await expect(details.getByRole("button", { name: "Call back" })).toHaveAccessibleDescription(/not in a chat now/);
});
