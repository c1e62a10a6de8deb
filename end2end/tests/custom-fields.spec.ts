// Custom fields: defined in Manage, filled in by agents and guests, shown in the panels, found by the search.
import { clean } from "../support/axe.ts";
import { expect, test } from "../support/test.ts";

interface Contact {
  id: string;
  fields: Record<string, string>;
}

const FIELD = {
  holder: "contact",
  kind: "text",
  options: [] as string[],
  pattern: "",
  is_required: false,
  is_searchable: false,
  is_visible: true,
  is_asked: false,
  editors: "everybody",
  is_enabled: true,
};

test("MA-04 a manager defines a field, orders the fields, and deletes one", async ({ workspace, agent }) => {
  const mia = await workspace.hire("Mia Manager", ["manager"]);
  const { page } = await agent(mia);
  await page.goto(`${workspace.server.url}/manage/custom-fields`);
  await expect(page.getByText("No custom fields yet")).toBeVisible();
  await page.getByRole("link", { name: "New Custom Field" }).click();
  await page.getByLabel("Label").fill("Customer number");
  await expect(page.getByLabel("Key")).toHaveValue("customer_number");
  await page.getByLabel("Regular expression").fill("KD-(");
  await page.getByRole("switch", { name: /Searchable/ }).click();
  // Half-filled, it survives a reload.
  await page.reload();
  await expect(page.getByLabel("Regular expression")).toHaveValue("KD-(");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/Not a regular expression/)).toBeVisible();
  await page.getByLabel("Regular expression").fill("KD-\\d{5}");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Customer number was added.")).toBeVisible();

  await page.getByRole("link", { name: "New Custom Field" }).click();
  await page.getByLabel("Label").fill("Plan");
  await page.getByLabel("Kind").selectOption("Select");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Please fill this in.")).toBeVisible();
  await page.getByLabel("Options").fill("Gold\nSilver");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Plan was added.")).toBeVisible();

  const rows = page.getByRole("table", { name: "Contacts" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("Customer number");
  await page.getByRole("button", { name: "Move Plan up" }).click();
  await expect(rows.nth(1)).toContainText("Plan");
  await page.reload();
  await expect(rows.nth(1)).toContainText("Plan");
  await clean(page, "the lists");

  await page.getByRole("link", { name: "Plan" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Plan was deleted.")).toBeVisible();
  await expect(rows).toHaveCount(2);
});

test("CC-06 custom fields are checked in place, kept over a reload, saved, shown and found", async ({
  workspace,
  agent,
}) => {
  const ada = await workspace.hire("Ada Agent");
  const number = { ...FIELD, key: "number", label: "Customer number", pattern: "KD-\\d{5}", is_searchable: true };
  await workspace.root.call("custom_fields/create", { draft: number });
  const plan = { ...FIELD, key: "plan", label: "Plan", kind: "select", options: ["Gold", "Silver"], is_required: true };
  await workspace.root.call("custom_fields/create", { draft: plan });
  const topics = { ...FIELD, key: "topics", label: "Interests", kind: "multi_select", options: ["Tea", "Cups"] };
  await workspace.root.call("custom_fields/create", { draft: topics });
  const rank = { ...FIELD, key: "rank", label: "Rank", editors: "managers" };
  await workspace.root.call("custom_fields/create", { draft: rank });
  const { page } = await agent(ada);
  const form = page.getByRole("region", { name: "New Contact" });
  await page.goto(`${workspace.server.url}/contact-center/contacts/new`);
  await form.getByLabel("Name").fill("Grace Guest");
  await form.getByLabel("Customer number").fill("KD-12");
  // Left, it is looked at by the server's rules.
  await form.getByLabel("Plan").focus();
  await expect(page.getByText(/Not in the form this field wants/)).toBeVisible();
  await form.getByLabel("Customer number").fill("KD-12345");
  await form.getByLabel("Tea").check();
  await expect(form.getByLabel("Rank")).toHaveAttribute("readonly", "");
  await page.reload();
  await expect(form.getByLabel("Customer number")).toHaveValue("KD-12345");
  await expect(form.getByLabel("Tea")).toBeChecked();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Please fill this in.")).toBeVisible();
  await expect(form.getByLabel("Plan")).toBeFocused();
  await form.getByLabel("Plan").selectOption("Gold");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Grace Guest was added to the contacts.")).toBeVisible();
  const panel = page.getByRole("region", { name: "Contact Information" });
  await expect(panel.getByText("KD-12345")).toBeVisible();
  await expect(panel.getByText("Gold")).toBeVisible();
  await expect(panel.getByText("Tea")).toBeVisible();
  await clean(page, "the panel");

  await page.getByRole("searchbox", { name: "Search" }).fill("kd-123");
  await expect(page.getByText("1 contact", { exact: true })).toBeVisible();
});

test("WI-02 guests are asked for custom fields before a chat, and the agent sees the answers", async ({
  workspace,
  visitor,
}) => {
  const order = { ...FIELD, key: "order", label: "Order number", holder: "conversation", kind: "number" };
  await workspace.root.call("custom_fields/create", { draft: { ...order, is_asked: true, is_required: true } });
  const plan = { ...FIELD, key: "plan", label: "Plan", kind: "select", options: ["Gold", "Silver"] };
  await workspace.root.call("custom_fields/create", { draft: { ...plan, is_asked: true } });
  const guest = await visitor();
  await guest.opens();
  await guest.opensChat();
  const { chat } = guest;
  await chat.getByLabel("Name").fill("Emmy");
  await chat.getByLabel("Email").fill("emmy@example.com");
  await chat.getByLabel("Order number").fill("many");
  await chat.getByLabel("Plan").selectOption("Silver");
  await chat.getByRole("button", { name: "Start chat" }).click();
  await expect(chat.getByText(/Not a number/)).toBeVisible();
  await chat.getByLabel("Order number").fill("4711");
  await chat.getByRole("button", { name: "Start chat" }).click();
  await expect(guest.box).toBeVisible();
  const query = { search: "Emmy", order: "name", is_descending: false, page: { after: null, limit: 10 } };
  const found = await workspace.root.call<{ rows: Contact[] }>("contacts/list", { query });
  expect(found.rows[0]?.fields).toEqual({ plan: "Silver" });
});
