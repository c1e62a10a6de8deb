// The directory of contacts, chats and calls.
import type { Page } from "@playwright/test";
import type { Agent } from "../actors/agent.ts";
import { Refused } from "../support/api.ts";
import { expect, test } from "../support/test.ts";
import { support } from "../support/scenes.ts";

const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });

/** Adds a filter from the menu; gives its field. */
function add(page: Page, name: string): { selectOption: (option: { label: string }) => Promise<unknown> } {
  return {
    selectOption: async (option) => {
      await page.getByRole("button", { name: "Add filter" }).click();
      await page.getByRole("menuitem", { name }).click();
      await page.getByRole("combobox", { name, exact: true }).selectOption(option);
    },
  };
}

test("CC-01 the Contact Center in the main navigation has the tabs Contacts, Chats and Calls", async ({
  workspace,
  agent,
}) => {
  const { ada } = await support(workspace);
  const { page } = await sitting(await agent(ada));
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Contact Center" }).click();
  await expect(page).toHaveURL(/\/contact-center\/contacts$/);
  for (const name of ["Chats", "Calls", "Contacts"]) {
    await page.getByRole("tab", { name, exact: true }).click();
    await expect(page.getByRole("tab", { name, selected: true, exact: true })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/contact-center/${name.toLowerCase()}$`));
  }
  await page.goBack();
  await expect(page.getByRole("tab", { name: "Calls", selected: true })).toBeVisible();
  await expect(page.getByText("No calls yet")).toBeVisible();
});

test("CC-02 an agent sees what they served, a manager their departments, an administrator everything", async ({
  workspace,
  browse,
}) => {
  const [ada, grace, dennis, mary] = await Promise.all([
    workspace.hire("Ada Lovelace"),
    workspace.hire("Grace Hopper"),
    workspace.hire("Dennis Ritchie"),
    workspace.hire("Mary Manager", ["manager"]),
  ]);
  const manual = { algorithm: "manual_selection" } as const;
  const care = await workspace.department("Support", [ada, grace, mary], manual);
  const sales = await workspace.department("Sales", [dennis], manual);
  const byAda = await workspace.finished(ada, care, "Guest of Ada");
  await workspace.finished(grace, care, "Guest of Grace");
  const byDennis = await workspace.finished(dennis, sales, "Guest of Dennis");

  const everybody = ["Guest of Ada", "Guest of Dennis", "Guest of Grace"];
  const sees: [string, typeof ada.api, string[]][] = [
    ["Ada", ada.api, ["Guest of Ada"]],
    ["Grace", grace.api, ["Guest of Grace"]],
    ["Mary", mary.api, ["Guest of Ada", "Guest of Grace"]],
    ["the administrator", workspace.root, everybody],
  ];
  for (const [who, api, names] of sees) {
    const page = await browse();
    await page.context().addCookies([{ name: "switchboard", value: api.cookie, url: workspace.server.url }]);
    for (const tab of ["chats", "contacts"]) {
      await page.goto(`${workspace.server.url}/contact-center/${tab}`);
      await expect(page.getByRole("row"), `${tab} of ${who}`).toHaveCount(names.length + 1);
      for (const name of names) await expect(row(page, name), `${tab} of ${who}`).toBeVisible();
    }
    await page.context().close();
  }

  // An address or a call of one's own making shows no more than the lists do.
  const page = await browse();
  await page.context().addCookies([{ name: "switchboard", value: ada.api.cookie, url: workspace.server.url }]);
  await page.goto(`${workspace.server.url}/contact-center/chats/${byDennis.id}?view=full`);
  await expect(page.getByText("There is no such conversation, or you may not see it.").first()).toBeVisible();
  const foreign = await ada.api.call("conversations/thread", { conversation: byDennis.id }).catch((no: unknown) => no);
  expect(foreign).toBeInstanceOf(Refused);
  expect((foreign as Refused).status).toBe(404);
  const contact = await ada.api.call("contacts/find", { contact: byDennis.pass.contact }).catch((no: unknown) => no);
  expect((contact as Refused).status).toBe(404);
  expect(await ada.api.events(byAda.id)).not.toHaveLength(0);
});

test("CC-05 a contact is edited in a panel: saved, cancelled, and never over somebody else's change", async ({
  workspace,
  agent,
}) => {
  const contact = await workspace.root.createContact({ name: "Emmy Noether", emails: ["emmy@example.org"] });
  const mary = await workspace.hire("Mary Manager", ["manager"]);
  const martha = await workspace.hire("Martha Manager", ["manager"]);
  const mine = await agent(mary);
  await mine.goes("/contact-center/contacts");
  await row(mine.page, /Emmy Noether/).click();
  const panel = mine.panel("Contact Information");
  await expect(panel.getByText("emmy@example.org")).toBeVisible();
  await expect(mine.page).toHaveURL(new RegExp(contact.id));

  await panel.getByRole("button", { name: "Edit" }).click();
  await panel.getByLabel("Name").fill("Somebody Else");
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(panel.getByRole("heading", { name: "Emmy Noether" })).toBeVisible();

  await panel.getByRole("button", { name: "Edit" }).click();
  await panel.getByLabel("Phone").fill("12");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByText(/Not a phone number/)).toBeVisible();
  await panel.getByLabel("Phone").fill("+49 30 901820");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByRole("link", { name: "+4930901820" })).toBeVisible();
  await expect(row(mine.page, /Emmy Noether.*\+4930901820/)).toBeVisible();

  const theirs = await agent(martha);
  await theirs.goes(`/contact-center/contacts/${contact.id}?edit=1`);
  const other = theirs.panel("Contact Information");
  await other.getByLabel("Name").fill("Emmy A. Noether");
  await panel.getByRole("button", { name: "Edit" }).click();
  await panel.getByLabel("Notes").fill("Prefers green tea.");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("heading", { name: "Emmy A. Noether" })).toBeVisible();
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByText(/Somebody else changed this/)).toBeVisible();
  await expect(panel.getByText("Emmy A. Noether")).toBeVisible();
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByRole("heading", { name: "Emmy A. Noether" })).toBeVisible();
  await expect(panel.getByText("Prefers green tea.")).toBeVisible();

  await mine.page.reload();
  await expect(panel.getByText("Prefers green tea.")).toBeVisible();
});

test("CC-08 a chat appears the moment it is closed, and never before", async ({ workspace, agent }) => {
  const { ada, support: department } = await support(workspace);
  await workspace.finished(ada, department, "Emmy Noether", { texts: ["The lid of my teapot is broken."], tags: ["refund"] });
  const open = await workspace.arrives("Sofja Kowalewskaja", department, "Do you sell samovars?");
  await ada.api.take(open.id);

  const { page } = await sitting(await agent(ada));
  await page.getByRole("link", { name: "Contact Center" }).click();
  await page.getByRole("tab", { name: "Chats" }).click();
  for (const name of ["Guest", "Department", "Agent", "Started", "Closed", "Tags"]) {
    await expect(page.getByRole("columnheader", { name })).toBeVisible();
  }
  await expect(row(page, /Emmy Noether.*Support.*Ada Lovelace.*refund/)).toBeVisible();
  await expect(row(page, /Sofja/)).toBeHidden();
  await ada.api.close(open.id, "", ["samovar"]);
  await expect(row(page, /Sofja Kowalewskaja.*samovar/)).toBeVisible();
  await expect(page.getByText("2 chats")).toBeVisible();
});

test("CC-08 closed chats are found by words of their messages and by filters, which the address keeps", async ({
  workspace,
  agent,
}) => {
  const { ada, support: department } = await support(workspace);
  const grace = await workspace.hire("Grace Hopper");
  const sales = await workspace.department("Sales", [grace], { algorithm: "manual_selection" });
  await workspace.finished(ada, department, "Emmy Noether", {
    texts: ["The lid of my teapot is broken."],
    tags: ["refund"],
  });
  await workspace.finished(ada, department, "Lise Meitner", { texts: ["Where is my parcel?"], tags: ["parcel"] });
  await workspace.finished(grace, sales, "Hedy Lamarr", { texts: ["A teapot for thirty people, please."] });

  const mary = await workspace.hire("Mary Manager", ["manager"]);
  const { page } = await agent(mary);
  await page.goto(`${workspace.server.url}/contact-center/chats`);
  const rows = page.getByRole("row");
  await expect(rows).toHaveCount(4);
  const search = page.getByRole("searchbox", { name: "Search" });
  await search.fill("teap");
  await expect(rows).toHaveCount(3);
  await expect(row(page, /Lise Meitner/)).toBeHidden();
  await page.reload();
  await expect(search).toHaveValue("teap");
  await expect(rows).toHaveCount(3);
  await search.fill("teap brok");
  await expect(rows).toHaveCount(2);
  await expect(row(page, /Emmy Noether/)).toBeVisible();
  await search.fill("nothing of the kind");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await expect(rows).toHaveCount(4);

  await add(page, "Department").selectOption({ label: "Sales" });
  await expect(rows).toHaveCount(2);
  await expect(row(page, /Hedy Lamarr/)).toBeVisible();
  await page.getByRole("button", { name: "Remove Department: Sales" }).click();
  await add(page, "Agent").selectOption({ label: "Ada Lovelace" });
  await expect(rows).toHaveCount(3);
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitem", { name: "Tag" }).click();
  await page.getByRole("combobox", { name: "Tag" }).fill("parcel");
  await page.getByRole("combobox", { name: "Tag" }).press("Enter");
  await expect(rows).toHaveCount(2);
  await expect(row(page, /Lise Meitner/)).toBeVisible();
  await page.reload();
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await add(page, "Closed").selectOption({ label: "Today" });
  await expect(page.getByText("Closed: Today")).toBeVisible();
  await expect(rows).toHaveCount(4);
});

test("CC-10 View full conversation opens the archived chat, which can be read and not written", async ({
  workspace,
  agent,
}) => {
  const { ada, support: department } = await support(workspace);
  const chat = await workspace.finished(ada, department, "Emmy Noether", {
    texts: ["The lid of my teapot is broken.", "Can it be repaired?"],
    comment: "A new lid is on its way.",
  });
  const desk = await agent(ada);
  await desk.goes("/contact-center/chats");
  await row(desk.page, /Emmy Noether/).click();
  const information = desk.panel("Room Information");
  await expect(information).toContainText("A new lid is on its way.");
  await information.getByRole("link", { name: "View full conversation" }).click();
  await expect(desk.page).toHaveURL(new RegExp(`/contact-center/chats/${chat.id}\\?.*view=full`));
  for (const reload of [false, true]) {
    if (reload) await desk.page.reload();
    await expect(desk.message("The lid of my teapot is broken.")).toBeVisible();
    await expect(desk.message("Can it be repaired?")).toBeVisible();
    await expect(desk.messages).toContainText("Ada Lovelace ended the chat");
    await expect(desk.page.getByRole("textbox", { name: "Message" })).toHaveCount(0);
    await expect(desk.page.getByRole("button", { name: "Send", exact: true })).toHaveCount(0);
  }
  await desk.page.getByRole("link", { name: "Back to the chats" }).click();
  await expect(row(desk.page, /Emmy Noether/)).toBeVisible();
});

async function sitting(agent: Agent): Promise<Agent> {
  await agent.sitsDown();
  return agent;
}
