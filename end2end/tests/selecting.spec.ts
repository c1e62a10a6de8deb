// Contacts in the list: narrowed down by what is known of them, selected, taken out as a table, written to.
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import type { Agent } from "../actors/agent.ts";
import type { Contact } from "../support/api.ts";
import { clean } from "../support/axe.ts";
import { freshAddress, letters, setUpMail } from "../support/mail.ts";
import { expect, test } from "../support/test.ts";
import type { Workspace } from "../support/workspace.ts";

const FIELD = {
  holder: "contact",
  pattern: "",
  options: [] as string[],
  is_required: false,
  is_searchable: true,
  is_visible: true,
  is_asked: false,
  editors: "everybody",
  is_enabled: true,
};

const NAMES = ["Emmy Noether", "Hedy Lamarr", "Lise Meitner", "Marie Curie"] as const;

const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });
const count = (page: Page) => page.locator(".tools__count");
const bar = (page: Page) => page.getByRole("group", { name: "Selection" });
const chips = (page: Page) => page.getByRole("group", { name: "Filters" });

/** Four contacts; Emmy and Hedy have the golden plan, Lise lives in Berlin and is blocked, Marie wants no broadcasts. */
async function cast(workspace: Workspace, addresses: string[] = []): Promise<Contact[]> {
  const plan = { ...FIELD, key: "plan", label: "Plan", kind: "select", options: ["Gold", "Silver"] };
  const city = { ...FIELD, key: "city", label: "City", kind: "text" };
  const hidden = { ...FIELD, key: "hidden", label: "Never asked", kind: "text", is_searchable: false };
  for (const draft of [plan, city, hidden]) await workspace.root.call("custom_fields/create", { draft });
  const fields = [{ plan: "Gold" }, { plan: "Gold", city: "Wien" }, { plan: "Silver", city: "Berlin-Mitte" }, {}];
  const made: Contact[] = [];
  for (const [number, name] of NAMES.entries()) {
    const draft = { name, emails: [addresses[number] ?? `${String(number)}@tea.example`], fields: fields[number] };
    made.push(await workspace.root.createContact(draft));
  }
  await workspace.root.call("contacts/block", { contact: made[2]?.id, reason: "" });
  await workspace.root.call("broadcasts/opt", { contact: made[3]?.id, is_out: true });
  return made;
}

async function contacts(workspace: Workspace, agent: (member: Awaited<ReturnType<Workspace["hire"]>>) => Promise<Agent>): Promise<Agent> {
  const desk = await agent(await workspace.hire("Mary Manager", ["manager"]));
  await desk.goes("/contact-center/contacts?sort=name");
  await expect(count(desk.page)).toHaveText("4 contacts");
  return desk;
}

async function add(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

async function table(download: Download): Promise<string[]> {
  expect(download.suggestedFilename()).toBe("contacts.csv");
  const text = await readFile(await download.path(), "utf8");
  expect(text).toMatch(/^\uFEFFName,Username,Email/);
  return text.trim().split("\r\n").slice(1).map((line) => line.split(",")[0] ?? "");
}

test("CC-03 contacts are narrowed down by block, opt-out and custom fields, as chips the address and a view keep", async ({
  workspace,
  agent,
}) => {
  await cast(workspace);
  const { page } = await contacts(workspace, agent);
  await page.getByRole("button", { name: "Add filter" }).click();
  await expect(page.getByRole("menuitem", { name: "Never asked" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  await add(page, "Blocked");
  await page.getByRole("combobox", { name: "Blocked" }).selectOption({ label: "Yes" });
  await expect(count(page)).toHaveText("1 contact");
  await expect(row(page, /Lise Meitner/)).toBeVisible();
  await page.getByRole("combobox", { name: "Blocked" }).selectOption({ label: "No" });
  await expect(count(page)).toHaveText("3 contacts");
  await add(page, "Wants no broadcasts");
  await page.getByRole("combobox", { name: "Wants no broadcasts" }).selectOption({ label: "No" });
  await expect(count(page)).toHaveText("2 contacts");
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await expect(count(page)).toHaveText("4 contacts");

  await add(page, "Plan");
  await page.getByRole("combobox", { name: "Plan" }).selectOption({ label: "Gold" });
  await expect(count(page)).toHaveText("2 contacts");
  await add(page, "City");
  await page.getByRole("searchbox", { name: "City" }).fill("wie");
  await expect(count(page)).toHaveText("1 contact");
  await expect(row(page, /Hedy Lamarr/)).toBeVisible();
  await page.reload();
  await expect(chips(page)).toContainText("Plan: Gold");
  await expect(chips(page)).toContainText("City: contains “wie”");
  await expect(count(page)).toHaveText("1 contact");
  await page.getByRole("button", { name: "City: contains “wie”", exact: true }).click();
  await page.getByRole("combobox", { name: "City" }).selectOption({ label: "Is exactly" });
  await expect(page.getByText("Nothing found")).toBeVisible();
  await page.getByRole("searchbox", { name: "City" }).fill("WIEN");
  await expect(count(page)).toHaveText("1 contact");
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: /^Views/ }).click();
  await page.getByRole("menuitem", { name: "Save as a new view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Golden Vienna");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: /^Views/ }).click();
  await page.getByRole("menuitemradio", { name: "Everything", exact: true }).click();
  await expect(count(page)).toHaveText("4 contacts");
  await page.getByRole("button", { name: /^Views/ }).click();
  await page.getByRole("menuitemradio", { name: "Golden Vienna" }).click();
  await expect(count(page)).toHaveText("1 contact");
  await page.getByRole("button", { name: "Remove City: WIEN" }).click();
  await expect(count(page)).toHaveText("2 contacts");
});

test("CC-14 contacts leave as they are listed, or as they are selected: filters, order and selection", async ({ workspace, agent }) => {
  await cast(workspace);
  const { page } = await contacts(workspace, agent);
  const by = async (press: () => Promise<void>): Promise<string[]> => {
    const download = page.waitForEvent("download");
    await press();
    return table(await download);
  };
  const listed = () => by(() => page.getByRole("link", { name: "Export", exact: true }).click());
  const selected = () => by(() => bar(page).getByRole("button", { name: "Export as CSV" }).click());
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "descending");
  expect(await listed()).toEqual(["Marie Curie", "Lise Meitner", "Hedy Lamarr", "Emmy Noether"]);
  await add(page, "Blocked");
  await page.getByRole("combobox", { name: "Blocked" }).selectOption({ label: "No" });
  await expect(count(page)).toHaveText("3 contacts");
  expect(await listed()).toEqual(["Marie Curie", "Hedy Lamarr", "Emmy Noether"]);

  await row(page, /Emmy Noether/).getByRole("checkbox").click();
  await row(page, /Marie Curie/).getByRole("checkbox").click();
  await expect(bar(page)).toContainText("2 selected");
  expect(await selected()).toEqual(["Marie Curie", "Emmy Noether"]);
  await row(page, /Marie Curie/).getByRole("checkbox").click({ modifiers: ["Shift"] });
  await bar(page).getByRole("button", { name: "Select all 3" }).click();
  await row(page, /Hedy Lamarr/).getByRole("checkbox").click();
  await expect(bar(page)).toContainText("2 selected");
  expect(await selected()).toEqual(["Marie Curie", "Emmy Noether"]);
  // Another question finds others: nothing is selected then.
  await page.getByRole("button", { name: "Remove Blocked: No" }).click();
  await expect(bar(page)).toBeHidden();

  const grid = page.getByRole("grid", { name: "Contacts" });
  await grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press(" ");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar(page)).toContainText("2 selected");
  expect(await selected()).toEqual(["Marie Curie", "Lise Meitner"]);
});

test("CC-14 who may neither export nor send broadcasts selects no contacts", async ({ workspace, agent }) => {
  const ada = await workspace.hire("Ada Lovelace");
  await ada.api.createContact({ name: "Emmy Noether" });
  const { page } = await agent(ada);
  await page.goto(`${workspace.server.url}/contact-center/contacts`);
  await expect(row(page, /Emmy Noether/)).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});

test("CC-13 selected contacts are written to, one by one or all that filters find but some", async ({ workspace, agent }) => {
  await setUpMail(workspace);
  await workspace.configure({ broadcasts_per_minute: 600 });
  const addresses = NAMES.map((name) => freshAddress(name.split(" ")[0]?.toLowerCase() ?? ""));
  await cast(workspace, addresses);
  const { page } = await contacts(workspace, agent);
  await row(page, /Emmy Noether/).getByRole("checkbox").click();
  await row(page, /Hedy Lamarr/).getByRole("checkbox").click();
  await bar(page).getByRole("button", { name: "Write to the selected" }).click();
  await expect(page.getByRole("radio", { name: "Contacts chosen one by one" })).toBeChecked();
  await expect(page.getByText("2 contacts.")).toBeVisible();
  await page.getByRole("textbox", { name: "Subject" }).fill("News for {{contact.name}}");
  await page.getByRole("textbox", { name: "Message" }).fill("Dear {{contact.name}}");
  await page.reload();
  await expect(page.getByText("2 contacts.")).toBeVisible();
  await page.getByRole("button", { name: "Remove Hedy Lamarr" }).click();
  await expect(page.getByText("1 contact.")).toBeVisible();

  // What is written stays, whoever it is for.
  await page.goto(`${workspace.server.url}/contact-center/contacts?sort=name&field.plan=is.Gold`);
  await expect(count(page)).toHaveText("2 contacts");
  await page.getByRole("grid", { name: "Contacts" }).getByRole("checkbox", { name: "Select all" }).click();
  await row(page, /Emmy Noether/).getByRole("checkbox").click();
  await expect(bar(page)).toContainText("1 selected");
  await bar(page).getByRole("button", { name: "Write to the selected" }).click();
  await expect(page.getByRole("radio", { name: "Everybody a search finds" })).toBeChecked();
  await expect(chips(page)).toContainText("Plan: Gold");
  await expect(page.getByText("Left out:")).toBeVisible();
  await expect(page.getByText("1 contact.")).toBeVisible();
  await expect(page.getByRole("article", { name: "Hedy Lamarr" })).toContainText("News for Hedy Lamarr");
  await page.reload();
  await expect(page.getByText("1 contact.")).toBeVisible();
  await add(page, "City");
  await page.getByRole("searchbox", { name: "City" }).fill("nowhere");
  await expect(page.getByText("0 contacts.")).toBeVisible();
  await page.getByRole("button", { name: "Remove City: contains “nowhere”" }).click();
  await expect(page.getByText("1 contact.")).toBeVisible();
  await page.getByRole("button", { name: "Send broadcast" }).click();
  await page.getByRole("alertdialog", { name: "Send to 1 contact?" }).getByRole("button", { name: "Send now" }).click();
  await expect(page.getByText("1 of 1")).toBeVisible();
  const [letter] = await letters(addresses[1] ?? "");
  expect(letter?.plain).toContain("Dear Hedy Lamarr");
});

test("CC-13 from the list a broadcast goes to those that the chips find", async ({ workspace, agent }) => {
  await cast(workspace);
  const { page } = await contacts(workspace, agent);
  await add(page, "Wants no broadcasts");
  await page.getByRole("combobox", { name: "Wants no broadcasts" }).selectOption({ label: "No" });
  await expect(count(page)).toHaveText("3 contacts");
  await page.getByRole("link", { name: "Write to these" }).click();
  await expect(chips(page)).toContainText("Wants no broadcasts: No");
  await expect(page.getByText("3 contacts. Skipped: 1 blocked.")).toBeVisible();
  await page.getByRole("radio", { name: "Contacts chosen one by one" }).check();
  await expect(page.getByText("Nobody is chosen yet.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Nobody is chosen yet.")).toBeVisible();
  await page.getByRole("radio", { name: "Everybody a search finds" }).check();
  await expect(page.getByText("3 contacts. Skipped: 1 blocked.")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390] as const) {
    test(`CC-01 filters and selection of contacts are accessible (${colorScheme}, ${String(width)})`, async ({ workspace, agent }) => {
      await cast(workspace);
      const options = { colorScheme, reducedMotion: "reduce", viewport: { width, height: 844 } } as const;
      const desk = await agent(await workspace.hire("Mary Manager", ["manager"]), options);
      const { page } = desk;
      await desk.goes("/contact-center/contacts?sort=name&field.plan=is.Gold&field.gone=is.this&blocked=no");
      await expect(page.getByText("Nothing found")).toBeVisible();
      await clean(page, "a field that is gone");
      await page.getByRole("button", { name: "gone: this", exact: true }).click();
      await expect(page.getByText(/no longer exists/)).toBeVisible();
      await clean(page, "its filter");
      await page.getByRole("button", { name: "Remove gone: this" }).click();
      await add(page, "City");
      await page.getByRole("searchbox", { name: "City" }).fill("e");
      await expect(count(page)).toHaveText("1 contact");
      await clean(page, "a text that is asked for");
      await page.getByRole("checkbox", { name: "Select Hedy Lamarr" }).click();
      await expect(bar(page)).toContainText("1 selected");
      await clean(page, "the selection");
      await bar(page).getByRole("button", { name: "Write to the selected" }).click();
      await expect(page.getByText("1 contact.")).toBeVisible();
      await clean(page, "whom it is for");
      await page.getByRole("radio", { name: "Everybody a search finds" }).check();
      await clean(page, "whom filters find");
    });
  }
}
