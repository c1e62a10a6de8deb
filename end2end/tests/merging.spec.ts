// Contacts as people maintain them: duplicates, merging and taking it back, conflicts, contact managers.
import { clean } from "../support/axe.ts";
import type { Contact } from "../support/api.ts";
import { expect, test } from "../support/test.ts";

test("CC-06 a likely duplicate is offered, opened, or created all the same", async ({ workspace, agent }) => {
  const ada = await workspace.hire("Ada Agent");
  await ada.api.createContact({ name: "Grace Guest", emails: ["grace@example.com"] });
  const { page } = await agent(ada);
  const address = `${workspace.server.url}/contact-center/contacts/new`;
  const form = page.getByRole("region", { name: "New Contact" });
  await page.goto(address);
  await form.getByLabel("Name").fill("G. Guest");
  await form.getByLabel("Email").fill("GRACE@example.com");
  await page.getByRole("button", { name: "Save" }).click();
  const offer = page.getByRole("region", { name: "This person may be known already" });
  await expect(offer.getByText("Same email")).toBeVisible();
  await clean(page, "the offer");
  await offer.getByRole("link", { name: "Open Grace Guest" }).click();
  await expect(page.getByRole("heading", { name: "Grace Guest" })).toBeVisible();
  // What was typed is still there.
  await page.goto(address);
  await expect(form.getByLabel("Name")).toHaveValue("G. Guest");
  await page.getByRole("button", { name: "Save" }).click();
  await offer.getByRole("button", { name: "Create anyway" }).click();
  await expect(page.getByText("G. Guest was added to the contacts.")).toBeVisible();
  await expect(page.getByText("2 contacts")).toBeVisible();
});

test("CC-06 emails and phones are checked when they are left, added, removed, and put first", async ({
  workspace,
  agent,
}) => {
  const ada = await workspace.hire("Ada Agent");
  const { page } = await agent(ada);
  const form = page.getByRole("region", { name: "New Contact" });
  await page.goto(`${workspace.server.url}/contact-center/contacts/new`);
  await form.getByLabel("Name").fill("Grace Guest");
  await form.getByLabel("Email", { exact: true }).fill("grace");
  await form.getByLabel("Phone", { exact: true }).fill("030 1");
  await form.getByLabel("Notes").focus();
  await expect(page.getByText(/Not an email address/)).toBeVisible();
  await expect(page.getByText(/Not a phone number/)).toBeVisible();
  await form.getByLabel("Email", { exact: true }).fill("grace@example.com");
  await form.getByLabel("Phone", { exact: true }).fill("");
  await page.getByRole("button", { name: "Add another email" }).click();
  await form.getByLabel("Email 2", { exact: true }).fill("guest@example.com");
  await page.getByRole("button", { name: "Put Email 2 first" }).click();
  await expect(form.getByLabel("Email", { exact: true })).toHaveValue("guest@example.com");
  await form.getByRole("combobox", { name: "Contact manager" }).fill("ada");
  await page.keyboard.press("Enter");
  await expect(form.getByRole("combobox", { name: "Contact manager" })).toHaveValue("Ada Agent");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Grace Guest was added to the contacts.")).toBeVisible();
  const query = { search: "", order: "name", is_descending: false, page: { after: null, limit: 10 } };
  const { rows } = await ada.api.call<{ rows: Contact[] }>("contacts/list", { query });
  expect(rows[0]?.emails).toEqual(["guest@example.com", "grace@example.com"]);
});

test("CC-14 two contacts become one with what was chosen, and two again", async ({ workspace, agent }) => {
  const ada = await workspace.hire("Ada Agent");
  const emmy = await workspace.finished(ada, null, "Emmy Noether", { texts: ["hello"] });
  const other = await workspace.finished(ada, null, "Amalie Noether", { texts: ["me again"] });
  const { page } = await agent(ada);
  const panel = page.getByRole("region", { name: "Contact Information" });
  await page.goto(`${workspace.server.url}/contact-center/contacts/${emmy.pass.contact}`);
  await panel.getByRole("button", { name: "Merge…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("searchbox").fill("amalie");
  await dialog.getByRole("button", { name: /Amalie Noether/ }).click();
  const name = dialog.getByRole("group", { name: "Name" });
  await expect(name.getByRole("radio")).toHaveCount(2);
  await clean(page, "the comparison");
  await name.getByRole("radio").nth(1).check();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByText("Amalie Noether is now part of Amalie Noether.")).toBeVisible();
  await expect(page.getByText("1 contact", { exact: true })).toBeVisible();
  await expect(panel.getByText("emmy.noether@example.org")).toBeVisible();
  await expect(panel.getByText("amalie.noether@example.org")).toBeVisible();
  await panel.getByRole("button", { name: "Chat History" }).click();
  await expect(page.getByText("me again")).toBeVisible();

  // A link to the one that is gone leads to the one that stayed.
  await page.goto(`${workspace.server.url}/contact-center/contacts/${other.pass.contact}`);
  await expect(panel.getByText("emmy.noether@example.org")).toBeVisible();
  await clean(page, "a merged contact");
  await panel.getByRole("button", { name: "Undo merge with Amalie Noether" }).click();
  await expect(page.getByText("Amalie Noether and Emmy Noether are two contacts again.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("2 contacts")).toBeVisible();
});

test("CC-14 a block of one of them is told before they become one, and taken back with the undo", async ({
  workspace,
  agent,
}) => {
  const ada = await workspace.hire("Ada Agent");
  const emmy = await workspace.finished(ada, null, "Emmy Noether");
  const other = await workspace.finished(ada, null, "Amalie Noether");
  await workspace.root.call("contacts/block", { contact: other.pass.contact, reason: "Insults" });
  const { page } = await agent(ada);
  const panel = page.getByRole("region", { name: "Contact Information" });
  await page.goto(`${workspace.server.url}/contact-center/contacts/${emmy.pass.contact}`);
  await panel.getByRole("button", { name: "Merge…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("searchbox").fill("amalie");
  await dialog.getByRole("button", { name: /Amalie Noether/ }).click();
  await expect(dialog.getByText(/^Amalie Noether is blocked: the contact that stays is blocked too/)).toBeVisible();
  await clean(page, "the comparison with somebody blocked");
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(panel.getByText("Insults")).toBeVisible();
  await panel.getByRole("button", { name: "Undo merge with Amalie Noether" }).click();
  await expect(panel.getByText("Insults")).toBeHidden();
  await page.goto(`${workspace.server.url}/contact-center/contacts/${other.pass.contact}`);
  await expect(panel.getByText("Insults")).toBeVisible();
});

test("CC-05 what somebody else saved meanwhile is compared field by field, custom fields too", async ({
  workspace,
  agent,
}) => {
  const ada = await workspace.hire("Ada Agent");
  const draft = {
    key: "plan",
    holder: "contact",
    label: "Plan",
    kind: "text",
    options: [],
    pattern: "",
    is_required: false,
    is_searchable: false,
    is_visible: true,
    is_asked: false,
    editors: "everybody",
    is_enabled: true,
  };
  await workspace.root.call("custom_fields/create", { draft });
  const held = await ada.api.createContact({ name: "Grace Guest" });
  const { page } = await agent(ada);
  await page.goto(`${workspace.server.url}/contact-center/contacts/${held.id}?edit=1`);
  await page.getByLabel("Notes").fill("mine");
  await page.getByLabel("Plan").fill("Gold");
  const theirs = { name: "Grace G.", emails: [], phones: [], notes: "", manager: null, fields: { plan: "Silver" } };
  await workspace.root.call("contacts/edit", { contact: held.id, version: 1, draft: theirs });
  await page.getByRole("button", { name: "Save" }).click();
  const plan = page.getByRole("group", { name: "Plan" });
  await expect(plan.getByText("Gold")).toBeVisible();
  await plan.getByRole("radio").nth(1).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Grace G. was saved.")).toBeVisible();
  const now = await ada.api.call<Contact & { fields: object }>("contacts/find", { contact: held.id });
  expect([now.name, now.notes, now.fields]).toEqual(["Grace G.", "mine", { plan: "Silver" }]);
});

test("CC-07 an agent's contacts are listed, given to another, and their chats go there first", async ({
  workspace,
  agent,
}) => {
  const mia = await workspace.hire("Mia Manager", ["manager"]);
  const [ada, bo] = [await workspace.hire("Ada Agent"), await workspace.hire("Bo Agent")];
  const emmy = await workspace.finished(ada, null, "Emmy Noether");
  await workspace.seat(ada);
  await workspace.seat(bo);
  const contact = await workspace.root.call<Contact>("contacts/find", { contact: emmy.pass.contact });
  const draft = { ...contact, manager: ada.person.id };
  await workspace.root.call("contacts/edit", { contact: contact.id, version: contact.version, draft });
  const { page } = await agent(mia);
  await page.goto(`${workspace.server.url}/manage/agents/${ada.person.id}`);
  const section = page.getByRole("region", { name: "Contacts they look after" });
  await expect(section.getByRole("link", { name: "Emmy Noether" })).toBeVisible();
  await clean(page, "an agent");
  await section.getByLabel("Give all of them to").selectOption("Bo Agent");
  await section.getByRole("button", { name: "Reassign contacts" }).click();
  await expect(page.getByText("1 contact was given to Bo Agent.")).toBeVisible();
  await expect(section.getByText(/^None/)).toBeVisible();
  const again = await workspace.returns(emmy, null, "hello again");
  await expect
    .poll(async () => {
      const thread = await workspace.root.call<{ conversation: { stage: object } }>("conversations/thread", {
        conversation: again.id,
      });
      return JSON.stringify(thread.conversation.stage);
    })
    .toContain("Bo Agent");
});
