// What people trust a contact center with: blocking, erasing, importing and exporting contacts, and who looked.
import { expect, test } from "../support/test.ts";
import { clean } from "../support/axe.ts";
import { support, talk } from "../support/scenes.ts";

test("CC-14 a contact is blocked from the panel: the chat ends, a new one is politely refused, until it is taken back", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.says("You are all stupid");
  const panel = await desk.opensPanel("Contact Information");
  await panel.getByRole("button", { name: "Block", exact: true }).click();
  const dialog = desk.page.getByRole("dialog", { name: "Block Emmy Noether" });
  await clean(desk.page, "the dialog Block");
  await dialog.getByLabel("Reason").fill("Insults");
  await dialog.getByRole("button", { name: "Block", exact: true }).click();
  await expect(desk.toast("Emmy Noether is blocked.")).toBeVisible();

  // The guest's chat has ended; another one does not begin.
  await guest.button("Start a new chat").click();
  await guest.button("Start chat").click();
  await expect(guest.chat.getByText("You cannot write here at the moment. Please reach us another way.")).toBeVisible();

  await desk.goes("/contact-center/contacts");
  await desk.page.getByRole("row", { name: /Emmy Noether/ }).click();
  const known = desk.panel("Contact Information");
  await expect(known.getByText("Blocked by Ada Lovelace")).toBeVisible();
  await expect(known.getByText("Insults")).toBeVisible();
  await known.getByRole("button", { name: "Unblock" }).click();
  await expect(known.getByText("Blocked by Ada Lovelace")).toBeHidden();
  await guest.button("Start chat").click();
  await expect(guest.box).toBeVisible();
});

test("CC-14 a contact is erased by typing the name, and only an administrator can", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.says("My secret is safe with you");
  const panel = await desk.opensPanel("Contact Information");
  await expect(panel.getByRole("button", { name: "Block", exact: true })).toBeVisible();
  await expect(panel.getByRole("button", { name: "Erase…" })).toHaveCount(0);

  const alex = await agent(await workspace.hire("Alex Admin", ["administrator"]));
  await alex.goes("/contact-center/contacts");
  await alex.page.getByRole("row", { name: /Emmy Noether/ }).click();
  const known = alex.panel("Contact Information");
  await known.getByRole("button", { name: "Erase…" }).click();
  const dialog = alex.page.getByRole("dialog", { name: "Erase Emmy Noether" });
  await expect(dialog.getByText("The chat that is open ends")).toBeVisible();
  await expect(dialog.getByText("1 messages")).toBeVisible();
  await clean(alex.page, "the dialog Erase");
  await dialog.getByRole("textbox").fill("Emmy");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(dialog.getByText("Not the same. Type it exactly as it stands above.")).toBeVisible();
  await dialog.getByRole("textbox").fill("Emmy Noether");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(alex.toast("Emmy Noether was erased.")).toBeVisible();
  await expect(known.getByText("Everything about this contact was erased.")).toBeVisible();

  // The agent's screen and the guest's forget it at once.
  await expect(desk.page.getByText("My secret is safe with you")).toBeHidden();
  await expect(guest.chat.getByText("My secret is safe with you")).toBeHidden();
  await alex.goes("/contact-center/chats");
  await expect(alex.page.getByRole("row", { name: /Erased contact/ })).toBeVisible();
  await alex.goes("/contact-center/contacts?search=Emmy");
  await expect(alex.page.getByText("Nothing found")).toBeVisible();
});

test("CC-14 contacts are imported: columns guessed, the first rows looked at, a report of what was left out", async ({
  workspace,
  agent,
}) => {
  await workspace.root.createContact({ name: "Emmy", emails: ["emmy@example.org"] });
  const mary = await agent(await workspace.hire("Mary Manager", ["manager"]));
  const { page } = mary;
  await mary.goes("/contact-center/contacts");
  await page.getByRole("link", { name: "Import" }).click();
  await expect(page.getByText("No imports yet")).toBeVisible();
  await clean(page, "no imports");
  const file = "Vorname;Nachname;E-Mail\nEmmy;Noether;emmy@example.org\nAda;Lovelace;ada@example.org\nBad;Mail;nonsense\n";
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await expect(page.getByRole("heading", { name: "people.csv" })).toBeVisible();
  await expect(page.getByLabel("Vorname")).toHaveValue("first_name");
  await expect(page.getByRole("row", { name: /Updates Emmy/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /New contact/ })).toHaveCount(1);
  await expect(page.getByRole("row", { name: /Left out: E-Mail: not an email address/ })).toBeVisible();
  await clean(page, "columns and first rows");

  // What is changed is looked at anew; the page may be left and comes back.
  await page.getByLabel("Update contacts who are known by email or phone").uncheck();
  await expect(page.getByRole("row", { name: /Left out: known already/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("row", { name: /Updates Emmy/ })).toBeVisible();
  await page.getByRole("button", { name: "Import 3 rows" }).click();
  await expect(page.getByText("1 created")).toBeVisible();
  await expect(page.getByText("1 updated")).toBeVisible();
  await expect(page.getByText("1 left out")).toBeVisible();
  await clean(page, "an import that is over");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the report" }).click();
  const report = await (await download).createReadStream();
  const text = (await report.toArray()).join("");
  expect(text).toContain("4,left out,E-Mail: not an email address,Bad,Mail,nonsense");
  await mary.goes("/contact-center/contacts?search=lovelace");
  await expect(page.getByRole("row", { name: /Ada Lovelace/ })).toBeVisible();
});

test("CC-14 a custom field is a column: guessed by its name, checked by its kind, filled in", async ({
  workspace,
  agent,
}) => {
  const draft = {
    key: "size",
    holder: "contact",
    label: "Shoe size",
    kind: "number",
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
  const mary = await agent(await workspace.hire("Mary Manager", ["manager"]));
  const { page } = mary;
  await mary.goes("/contact-center/import");
  const file = "Name,Shoe size,Size 2\nAda,38.5,\nBo,large,\n";
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "sizes.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  const column = page.getByLabel("Shoe size", { exact: true });
  await expect(column).toHaveValue("field:size");
  await expect(column.getByRole("option", { name: "Shoe size (custom field)" })).toHaveCount(1);
  await expect(page.getByRole("row", { name: /Left out: Shoe size: not a number/ })).toBeVisible();
  await column.selectOption("ignore");
  await expect(page.getByRole("row", { name: /New contact/ })).toHaveCount(2);
  await column.selectOption("field:size");
  await expect(page.getByRole("row", { name: /New contact/ })).toHaveCount(1);
  await clean(page, "columns with a custom field");
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(page.getByText("1 created")).toBeVisible();
  await mary.goes("/contact-center/contacts?search=ada");
  await page.getByRole("row", { name: /Ada/ }).click();
  await expect(mary.panel("Contact Information").getByText("38.5")).toBeVisible();
});

test("CC-14 the contacts that are found are exported, and compute nothing", async ({ workspace, agent }) => {
  await workspace.root.createContact({ name: "=HYPERLINK(1)", emails: ["emmy@example.org"] });
  await workspace.root.createContact({ name: "Other", emails: ["other@example.org"] });
  const mary = await agent(await workspace.hire("Mary Manager", ["manager"]));
  await mary.goes("/contact-center/contacts?search=emmy");
  await expect(mary.page.getByRole("row", { name: /HYPERLINK/ })).toBeVisible();
  const download = mary.page.waitForEvent("download");
  await mary.page.getByRole("link", { name: "Export" }).click();
  const text = (await (await (await download).createReadStream()).toArray()).join("");
  expect(text).toMatch(/^\uFEFFName,Username,Email/);
  expect(text).toContain("\"'=HYPERLINK(1)\",");
  expect(text).not.toContain("other@example.org");
});

test("MA-05 every look at a contact and a closed chat stands in the audit trail, in words", async ({
  workspace,
  agent,
}) => {
  const { ada, support: department } = await support(workspace);
  const over = await workspace.finished(ada, department, "Emmy Noether");
  const desk = await agent(ada);
  await desk.goes(`/contact-center/chats/${over.id}?view=full`);
  await expect(desk.page.getByRole("log", { name: "Messages" })).toBeVisible();
  await desk.goes(`/contact-center/contacts/${over.pass.contact}`);
  await expect(desk.panel("Contact Information")).toBeVisible();

  const alex = await agent(await workspace.hire("Alex Admin", ["administrator"]));
  const { page } = alex;
  await alex.goes("/manage/audit");
  await expect(page.getByRole("row", { name: /Ada Lovelace Opened a closed conversation/ }).first()).toBeVisible();
  await expect(page.getByRole("row", { name: /Ada Lovelace Opened a contact Emmy Noether/ })).toBeVisible();
  await clean(page, "the audit trail");
  await page.getByLabel("What").selectOption({ label: "Opened a contact" });
  await expect(page).toHaveURL(/what=contact\.viewed/);
  await expect(page.getByRole("row", { name: /Logged in/ })).toHaveCount(0);
  await expect(page.getByRole("row", { name: /Opened a contact/ })).toHaveCount(1);
  await page.getByRole("link", { name: "Emmy Noether" }).click();
  await expect(alex.panel("Contact Information")).toBeVisible();

  await desk.goes("/manage/audit");
  await expect(desk.page.getByText("You may not open this").or(desk.page.getByRole("main"))).toBeVisible();
  await expect(desk.page.getByRole("table", { name: "Audit" })).toHaveCount(0);
});
