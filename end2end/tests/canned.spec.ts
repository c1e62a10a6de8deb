// Canned responses: found by `!`, filled in, used from the panel, made in the room, looked after in Manage.
import type { Locator } from "@playwright/test";
import type { Agent } from "../actors/agent.ts";
import type { Api } from "../support/api.ts";
import { support, talk } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

type Scope = "public" | { private: string } | { departments: string[] };

/** Saves one as this person. */
function save(by: Api, shortcut: string, text: string, scope: Scope, tags: string[] = []): Promise<{ id: string }> {
  return by.call("canned/create", { draft: { shortcut, text, scope, tags } });
}

function suggestions(desk: Agent, name = "Canned responses"): Locator {
  return desk.conversation.getByRole("listbox", { name, exact: true });
}

function option(desk: Agent, text: string | RegExp): Locator {
  return desk.conversation.getByRole("option").filter({ hasText: text });
}

async function chosen(desk: Agent): Promise<string> {
  return (await desk.conversation.getByRole("option", { selected: true }).textContent()) ?? "";
}

test("CR-01 an exclamation mark finds canned responses by shortcut and by words, and keys choose one", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  const { root } = workspace;
  await save(root, "hi", "Hello {{contact.name}}, this is {{agent.name}} of {{department.name}}.", "public");
  await save(root, "late", "Your parcel arrives tomorrow, {{contact.name}}.", "public", ["delivery"]);
  const refund = await save(root, "refund", "The refund is done.", "public");
  await save(root, "slow", "A refund takes five days.", "public");
  const { keyboard } = desk.page;

  await desk.box.pressSequentially("!");
  await expect(suggestions(desk).getByRole("option")).toHaveCount(4);
  await expect(desk.box).toHaveAttribute("aria-controls", (await suggestions(desk).getAttribute("id")) ?? "-");
  await keyboard.type("refund");
  await expect(suggestions(desk).getByRole("option")).toHaveCount(2);
  // The shortcut before what only mentions it.
  await expect(suggestions(desk).getByRole("option").first()).toContainText("!refund");
  expect(await chosen(desk)).toContain("!refund");
  await keyboard.press("ArrowDown");
  expect(await chosen(desk)).toContain("!slow");
  await keyboard.press("ArrowDown");
  expect(await chosen(desk)).toContain("!refund");
  await keyboard.press("Escape");
  await expect(suggestions(desk)).toBeHidden();
  await expect(desk.box).toHaveValue("!refund");

  await desk.box.fill("");
  await desk.box.pressSequentially("!delivery parcel");
  await expect(option(desk, "Your parcel arrives tomorrow, Emmy Noether.")).toBeVisible();
  await keyboard.press("Tab");
  await expect(desk.box).toHaveValue("Your parcel arrives tomorrow, Emmy Noether.");
  await keyboard.type(" Really!");
  await expect(desk.box).toHaveValue("Your parcel arrives tomorrow, Emmy Noether. Really!");
  await keyboard.press("Enter");
  await expect(guest.message("Your parcel arrives tomorrow, Emmy Noether. Really!")).toBeVisible();

  await desk.box.pressSequentially("!refund");
  await keyboard.press("Enter");
  await expect(desk.box).toHaveValue("The refund is done.");
  await keyboard.press("Control+z");
  await expect(desk.box).toHaveValue("!refund");
  await keyboard.press("Control+Shift+z");
  await expect(desk.box).toHaveValue("The refund is done.");
  await keyboard.press("Escape");
  await keyboard.press("Enter");
  await expect(guest.message("The refund is done.")).toBeVisible();
  const uses = () => root.call<{ uses: number }>("canned/find", { id: refund.id }).then((it) => it.uses);
  await expect.poll(uses).toBe(1);

  await desk.box.pressSequentially("!hi");
  await option(desk, "!hi").click();
  await expect(desk.box).toHaveValue("Hello Emmy Noether, this is Ada Lovelace of Support.");
  await expect(desk.box).toBeFocused();
  // In the middle of a message it is an exclamation mark.
  await desk.box.fill("Oh !hi");
  await expect(suggestions(desk)).toBeHidden();
});

test("CR-02 everybody finds their own, those of their departments and public ones, filled in as far as known", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  const grace = await workspace.hire("Grace Hopper");
  const sales = await workspace.department("Sales", [grace]);
  const { root } = workspace;
  await save(root, "everybody", "For {{shoe.size}} all.", "public");
  await save(root, "here", "Call {{contact.phone}}, {{contact.name}}.", { departments: [care.id] });
  await save(root, "there", "Sales only.", { departments: [sales.id] });
  await save(ada.api, "mine", "Only Ada's.", { private: ada.person.id });
  await workspace.arrives("Emmy Noether", care, "Hello");
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.takes("Emmy Noether");
  await desk.box.pressSequentially("!");
  const options = suggestions(desk).getByRole("option");
  await expect(options).toContainText([/!mine/, /!here/, /!everybody/]);
  await expect(options).toHaveCount(3);
  await desk.box.pressSequentially("here");
  await desk.page.keyboard.press("Enter");
  await expect(desk.box).toHaveValue("Call , Emmy Noether.");
  await expect(desk.conversation.getByRole("status").filter({ hasText: "Left out" })).toContainText("Contact’s phone");

  // What changes elsewhere is here at once.
  await save(root, "fresh", "Just made.", { departments: [care.id] });
  await desk.box.fill("");
  await desk.box.pressSequentially("!fresh");
  await expect(option(desk, "Just made.")).toBeVisible();
});

test("CR-03 a message of the room becomes a canned response, and a shortcut that is taken says whose it is", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  await save(ada.api, "spout", "Old.", { private: ada.person.id });
  await workspace.arrives("Emmy Noether", care, "Hello");
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.takes("Emmy Noether");
  await desk.says("Does it leak at the spout?");
  await desk.message("Does it leak at the spout?").hover();
  await desk.message("Does it leak at the spout?").getByRole("button", { name: "Save as canned response" }).click();
  const dialog = desk.page.getByRole("dialog", { name: "New Canned Response" });
  await expect(dialog.getByLabel("Shortcut")).toBeFocused();
  await expect(dialog.getByLabel("Text")).toHaveValue("Does it leak at the spout?");
  // An agent keeps it to themselves.
  await expect(dialog.getByRole("radio")).toHaveCount(1);
  await dialog.getByLabel("Shortcut").fill("spout");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("You use this shortcut for another private response already.")).toBeVisible();
  await dialog.getByLabel("Shortcut").fill("!leak");
  await dialog.getByLabel("Text").fill("Hi {{contact.name}} ({{contact.email}}), does it {{leek}}?");
  await expect(dialog.getByText("{{leek}} stands for nothing")).toBeVisible();
  const preview = dialog.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText("Hi Emmy Noether (emmy.noether@example.org), does it {{leek}}?");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(desk.toast("!leak was saved.")).toBeVisible();
  await desk.box.pressSequentially("!leak");
  await expect(option(desk, "!leak")).toBeVisible();

  // By keyboard: what was said last.
  await desk.box.fill("/canned");
  await desk.page.keyboard.press("Escape");
  await desk.page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Text")).toHaveValue("Does it leak at the spout?");
});

test("CR-03 managers look after public ones and those of departments, and of two edits none is lost", async ({ workspace, agent }) => {
  const mary = await workspace.hire("Mary Manager", ["manager"]);
  const care = await workspace.department("Support", [mary]);
  const made = await save(workspace.root, "hello", "Hello!", "public");
  const desk = await agent(mary);
  const { page } = desk;
  await desk.goes("/manage/canned-responses");
  const table = page.getByRole("grid", { name: "Canned Responses" });
  await expect(table.getByRole("row", { name: /!hello/ })).toBeVisible();

  await page.getByRole("link", { name: "New Canned Response" }).click();
  await page.getByLabel("Shortcut").fill("hours");
  await page.getByLabel("Text").fill("Until six.");
  await page.getByRole("radio", { name: /^Departments/ }).check();
  await page.getByRole("combobox", { name: "Departments" }).fill("Support");
  await page.getByRole("combobox", { name: "Departments" }).press("Enter");
  await page.getByLabel("Tags").fill("time");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(desk.toast("!hours was saved.")).toBeVisible();
  await expect(table.getByRole("row", { name: /!hours/ })).toContainText("time");

  await page.getByLabel("Shared with").selectOption({ label: care.name });
  await expect(table.getByRole("row", { name: /!hello/ })).toBeHidden();
  await expect(table.getByRole("row", { name: /!hours/ })).toBeVisible();
  await page.getByLabel("Shared with").selectOption({ label: "All" });
  await page.getByRole("searchbox", { name: "Search" }).fill("until");
  await expect(table.getByRole("row", { name: /!hello/ })).toBeHidden();
  await expect(page).toHaveURL(/search=until/);

  await desk.goes(`/manage/canned-responses/${made.id}`);
  await page.getByLabel("Text").fill("Hello from Mary");
  const draft = { shortcut: "hello", text: "Hello from Root", scope: "public", tags: ["root"] };
  await workspace.root.call("canned/edit", { id: made.id, version: 1, draft });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Somebody else changed this")).toBeVisible();
  await expect(page.getByText("Hello from Root")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(desk.toast("!hello was saved.")).toBeVisible();
  const held = await workspace.root.call<{ text: string; tags: string[] }>("canned/find", { id: made.id });
  expect([held.text, held.tags]).toEqual(["Hello from Mary", ["root"]]);

  await table.getByRole("row", { name: /!hello/ }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Delete !hello?" });
  await confirm.getByRole("button", { name: "Delete" }).click();
  await expect(desk.toast("!hello was deleted.")).toBeVisible();
  await expect(table.getByRole("row", { name: /!hello/ })).toBeHidden();
});

test("PA-06 the panel searches, filters, shows what would be said, and puts it into the box", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  const { root } = workspace;
  await save(root, "hi", "Hello {{contact.name}}", "public");
  await save(root, "phone", "I call {{contact.phone}}", { departments: [care.id] });
  await save(ada.api, "mine", "Only Ada's.", { private: ada.person.id }, ["own"]);
  await workspace.arrives("Emmy Noether", care, "Hello");
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether", "Queued Chats");
  const panel = await desk.opensPanel("Canned Responses");
  const item = (shortcut: string) => panel.getByRole("listitem").filter({ hasText: shortcut });
  await expect(item("!hi")).toContainText("Hello Emmy Noether");
  await expect(item("!phone")).toContainText("[Contact’s phone: not known]");
  await expect(panel.getByRole("status")).toHaveText("3 canned responses");
  // Nothing can be written before it is taken.
  await expect(item("!hi").getByRole("button", { name: "Use" })).toHaveAttribute("aria-disabled", "true");
  await desk.button("Take it").click();
  await expect(desk.box).toBeVisible();

  await panel.getByLabel("Shared with").selectOption({ label: "Private" });
  await expect(panel.getByRole("heading", { level: 3 })).toHaveText(["!mine"]);
  await panel.getByLabel("Shared with").selectOption({ label: "All" });
  await panel.getByRole("searchbox", { name: "Search" }).fill("hello");
  await expect(panel.getByRole("heading", { level: 3 })).toHaveText(["!hi"]);
  await expect(desk.page).toHaveURL(/canned=hello/);
  await desk.page.reload();
  await expect(panel.getByRole("heading", { level: 3 })).toHaveText(["!hi"]);
  await item("!hi").getByRole("button", { name: "Use" }).click();
  await expect(desk.box).toHaveValue("Hello Emmy Noether");
  await expect(desk.box).toBeFocused();

  await panel.getByRole("searchbox", { name: "Search" }).fill("nothing like it");
  await panel.getByRole("button", { name: "Show all" }).click();
  await expect(panel.getByRole("listitem").filter({ hasText: "!" })).toHaveCount(3);
  await item("!mine").hover();
  await item("!mine").getByRole("button", { name: "Edit !mine" }).click();
  const dialog = desk.page.getByRole("dialog", { name: "Edit canned response" });
  await dialog.getByLabel("Text").fill("Ada's and better.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(item("!mine")).toContainText("Ada's and better.");
  await item("!mine").getByRole("button", { name: "Delete !mine" }).click();
  await desk.page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(item("!mine")).toBeHidden();
  // What is public is not an agent's to change.
  await expect(item("!hi").getByRole("button")).toHaveCount(1);
});

test("CR-04 the same menus help in direct messages, where a contact is unknown", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  const grace = await workspace.hire("Grace Hopper");
  await save(workspace.root, "hi", "Hello {{contact.name}}, {{agent.name}} here.", "public");
  await save(workspace.root, "care", "Ask us.", { departments: [care.id] });
  await save(grace.api, "hers", "Only Grace's.", { private: grace.person.id });
  const [desk, other] = await Promise.all([agent(ada), agent(grace)]);
  await desk.goes(`/messages/${grace.person.id}`);
  await other.goes(`/messages/${ada.person.id}`);
  const box = desk.page.getByRole("textbox", { name: "Message", exact: true });
  const list = desk.page.getByRole("listbox", { name: "Canned responses", exact: true });
  await box.pressSequentially("!");
  await expect(list.getByRole("option")).toContainText([/!care/, /!hi/]);
  await expect(list.getByRole("option")).toHaveCount(2);
  await box.pressSequentially("hi");
  await desk.page.keyboard.press("Enter");
  await expect(box).toHaveValue("Hello , Ada Lovelace here.");
  await expect(desk.page.getByRole("status").filter({ hasText: "Left out" })).toContainText("Contact’s name");
  // What is half-written is there again.
  await desk.page.reload();
  await expect(box).toHaveValue("Hello , Ada Lovelace here.");
  await box.fill("Is ");
  await box.press("End");
  await box.pressSequentially("@gr");
  await expect(desk.page.getByRole("listbox", { name: "Colleagues", exact: true })).toBeVisible();
  await desk.page.keyboard.press("Enter");
  await expect(box).toHaveValue("Is @grace ");
  await box.pressSequentially("here? :thumbs");
  await desk.page.keyboard.press("Tab");
  await desk.page.keyboard.press("Enter");
  await expect(box).toHaveValue("");
  await expect(other.messages.getByText("Is @grace here? 👍")).toBeVisible();
});

test("CR-02 a placeholder goes where the caret is, in place of what is selected, and can be undone", async ({ workspace, agent }) => {
  const desk = await agent(await workspace.hire("Dorothy Vaughan", ["manager"]));
  const { page } = desk;
  await desk.goes("/manage/canned-responses/new");
  const text = page.getByRole("textbox", { name: "Text", exact: true });
  await text.fill("Hello NAME, how are you?");
  await text.evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(6, 10));
  await page.getByRole("button", { name: "Insert placeholder" }).click();
  await page.getByRole("menuitem", { name: "Contact’s name" }).click();
  await expect(text).toHaveValue("Hello {{contact.name}}, how are you?");
  await expect(text).toBeFocused();
  await page.keyboard.type("!");
  await expect(text).toHaveValue("Hello {{contact.name}}!, how are you?");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(text).toHaveValue("Hello NAME, how are you?");
});
