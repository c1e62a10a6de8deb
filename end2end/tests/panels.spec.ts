// The panels beside a conversation, open or closed: facts, search, files, the contact's history.
import type { Locator, Page } from "@playwright/test";
import type { Agent } from "../actors/agent.ts";
import { attach } from "../support/files.ts";
import { support, talk } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

const option = (panel: Locator, text: string | RegExp) => panel.getByRole("option").filter({ hasText: text });

/** The row of a fact in a panel: its name and what it says. */
const fact = (panel: Locator, name: string) => panel.locator(".facts__row").filter({ has: panel.page().getByText(name, { exact: true }) });

async function isInSight(message: Locator): Promise<void> {
  await expect(message).toBeInViewport();
  await expect(message).toHaveAttribute("data-found", "");
}

test("PA-01 Room Information tells when, how fast, who and what, and is edited in place", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.says("My teapot leaks");
  await desk.says("Where does it leak?");
  const panel = await desk.opensPanel("Room Information");
  for (const name of ["Started", "Queue time", "Taken", "Total time", "First response", "Average response time"]) {
    await expect(fact(panel, name)).toBeVisible();
  }
  await expect(fact(panel, "First response")).toContainText(/\d+ sec/);
  await expect(fact(panel, "Average response time")).toContainText(/\d+ sec/);
  await expect(fact(panel, "Guest")).toContainText("Emmy Noether");
  await expect(fact(panel, "Agent")).toContainText("Ada Lovelace (@ada)");
  await expect(fact(panel, "Department")).toContainText("Support");
  await expect(fact(panel, "Channel")).toContainText("Chat");
  await expect(fact(panel, "Page")).toContainText("http");

  await panel.getByRole("button", { name: "Edit" }).click();
  await expect(panel.getByLabel("Department")).toBeHidden();
  await panel.getByLabel("Topic").fill("A leaking teapot");
  await panel.getByLabel("Tags").fill("teapot");
  await panel.getByLabel("Tags").press("Enter");
  await panel.getByLabel("Priority").selectOption({ label: "High" });
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(fact(panel, "Topic")).toContainText("A leaking teapot");
  await expect(fact(panel, "Tags")).toContainText("teapot");
  await expect(fact(panel, "Priority")).toContainText("High");
  await desk.page.reload();
  await expect(fact(panel, "Topic")).toContainText("A leaking teapot");
});

test("PA-02 Contact Information says who the guest is, is edited, and leads to the chat history", async ({
  workspace,
  agent,
}) => {
  const { ada, support: department } = await support(workspace);
  const old = await workspace.finished(ada, department, "Emmy Noether", { texts: ["An old question"], comment: "Answered" });
  const now = await workspace.returns(old, department, "A new question");
  await ada.api.take(now.id);
  const desk = await agent(ada);
  await desk.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  const panel = await desk.opensPanel("Contact Information");
  await expect(panel.getByRole("heading", { name: "Emmy Noether" })).toBeVisible();
  await expect(panel.getByText(/^guest-\d+$/)).toBeVisible();
  await expect(panel.getByRole("link", { name: "emmy.noether@example.org" })).toHaveAttribute(
    "href",
    "mailto:emmy.noether@example.org",
  );
  for (const name of ["Phone", "Contact manager", "Last chat", "Created"]) await expect(fact(panel, name)).toBeVisible();
  await panel.getByRole("button", { name: "Copy emmy.noether@example.org" }).click();
  await expect(desk.toast("is on the clipboard")).toBeVisible();
  expect(await desk.page.evaluate(() => navigator.clipboard.readText())).toBe("emmy.noether@example.org");

  await panel.getByRole("button", { name: "Edit" }).click();
  await panel.getByLabel("Phone").fill("+49 30 901820");
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByRole("link", { name: "+4930901820" })).toHaveAttribute("href", "tel:+4930901820");

  await panel.getByRole("button", { name: "Chat History" }).click();
  const history = desk.panel("Contact Chat History");
  await expect(option(history, "Answered")).toBeVisible();
  await expect(desk.page).toHaveURL(/panel=history/);
  await desk.page.goBack();
  await expect(panel).toBeVisible();
});

test("PA-03 messages are found as one types, plain or by a regular expression, and Enter jumps to them", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.says("I see Error404 on the page");
  await desk.says("And is there an **error12**?");
  await guest.says("Yes, and café error500");
  await desk.button("Internal note").click();
  await desk.says("told the shop: Error777");
  await expect(desk.message("Error777")).toBeVisible();

  const panel = await desk.opensPanel("Search Messages");
  const box = panel.getByRole("searchbox", { name: "Search" });
  await expect(box).toBeFocused();
  await box.pressSequentially("CAFE");
  await expect(panel.getByRole("option")).toHaveCount(1);
  await expect(panel.getByRole("option").locator("mark")).toHaveText("café");
  await expect(panel.getByText("1 message found")).toBeVisible();

  await box.fill("error\\d{3}");
  await expect(panel.getByText("Nothing found").first()).toBeVisible();
  await panel.getByRole("switch", { name: "Regular expression" }).check();
  await expect(panel.getByRole("option")).toHaveCount(3);
  await expect(panel.getByRole("option").first()).toContainText("Internal note");
  await expect(panel.getByRole("option").locator("mark")).toHaveText(["Error777", "error500", "Error404"]);

  // What is wrong is said where it is, and what was found stays.
  await box.fill("error\\d{3}(");
  await expect(panel.getByText("At character 11: this ( is never closed. Add a ).")).toBeVisible();
  await expect(panel.getByRole("option")).toHaveCount(3);
  await box.fill("error\\d{3}");
  await expect(panel.getByText("At character")).toBeHidden();

  await box.press("ArrowDown");
  await box.press("ArrowDown");
  await box.press("ArrowDown");
  await box.press("Enter");
  await isInSight(desk.message("Error404"));
  await expect(desk.page).toHaveURL(/panel=search/);
  await expect(desk.page).toHaveURL(/q=error/);
  await expect(desk.page).toHaveURL(/at=\d+/);
  expect(await marks(desk.page)).toEqual(["Error404", "Error777", "error500"]);

  // The address shows a colleague the same.
  await desk.page.reload();
  await isInSight(desk.message("Error404"));
  await expect(panel.getByRole("option")).toHaveCount(3);

  await box.press("Escape");
  await expect(box).toHaveValue("");
  await expect.poll(() => marks(desk.page)).toEqual([]);
  await box.press("Escape");
  await expect(panel).toBeHidden();
  await expect(desk.page.getByRole("button", { name: "Search Messages" })).toBeFocused();
});

test("PA-03 a match far back is fetched and shown, and the way back to the newest is one press", async ({
  workspace,
  agent,
}) => {
  const { ada, support: department } = await support(workspace);
  const guest = await workspace.arrives("Emmy Noether", department, "The needle is here");
  for (let number = 0; number < 450; number++) await guest.says(`hay ${number}`);
  await ada.api.take(guest.id);
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  await expect(desk.message("hay 449")).toBeInViewport();
  await expect(desk.message("The needle is here")).toBeHidden();
  const panel = await desk.opensPanel("Search Messages");
  await panel.getByRole("searchbox", { name: "Search" }).fill("needle");
  await option(panel, "The needle is here").click();
  await isInSight(desk.message("The needle is here"));
  await desk.page.getByRole("button", { name: "Newest" }).click();
  await expect(desk.message("hay 449")).toBeInViewport();
  // More is found than one answer holds: the list goes on by itself.
  await panel.getByRole("searchbox", { name: "Search" }).fill("hay");
  await expect(panel.getByText(/messages found so far/)).toBeVisible();
  await panel.getByRole("searchbox", { name: "Search" }).press("ArrowDown");
  await panel.getByRole("listbox", { name: "Messages found" }).focus();
  await desk.page.keyboard.press("End");
  await expect(option(panel, /hay 399$/)).toHaveCount(1);
});

test("PA-04 files are listed, filtered by name and type, looked at, and lead to their message", async ({
  workspace,
  agent,
}) => {
  const { ada, support: department } = await support(workspace);
  const old = await workspace.arrives("Emmy Noether", department, "An old photo");
  await attach(workspace, old, "old-photo.png");
  await ada.api.take(old.id);
  await ada.api.close(old.id);
  const now = await workspace.returns(old, department, "Here they are");
  for (const name of ["Größe.txt", "photo one.png", "photo two.png"]) await attach(workspace, now, name);
  await ada.api.take(now.id);
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  const panel = await desk.opensPanel("Files");
  const rows = panel.getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await expect(panel.getByText("3 files")).toBeVisible();
  await expect(panel.getByLabel("Type")).toHaveValue("");

  await panel.getByRole("searchbox", { name: "Search" }).pressSequentially("grosse");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Größe.txt");
  await panel.getByRole("searchbox", { name: "Search" }).fill("");
  await panel.getByLabel("Type").selectOption({ label: "Images" });
  await expect(rows).toHaveCount(2);
  await expect(desk.page).toHaveURL(/kind=image/);

  await panel.getByRole("button", { name: "Preview photo two.png" }).click();
  const look = desk.page.getByRole("dialog", { name: "photo two.png" });
  await expect(look.getByRole("img", { name: "photo two.png" })).toBeVisible();
  await expect(look.getByText("1 of 2")).toBeVisible();
  await desk.page.keyboard.press("ArrowRight");
  const next = desk.page.getByRole("dialog", { name: "photo one.png" });
  await expect(next.getByRole("img", { name: "photo one.png" })).toBeVisible();
  await desk.page.keyboard.press("ArrowLeft");
  await expect(look).toBeVisible();
  const saved = desk.page.waitForEvent("download");
  await look.getByRole("link", { name: "Download" }).click();
  expect((await saved).suggestedFilename()).toBe("photo two.png");
  await desk.page.keyboard.press("Escape");
  await expect(look).toBeHidden();

  await panel.getByRole("button", { name: "Show photo one.png in the conversation" }).click();
  await expect(desk.messages.locator(".message[data-found] img")).toHaveAttribute("alt", "photo one.png");

  await panel.getByRole("switch", { name: "All chats of this contact" }).check();
  await expect(rows).toHaveCount(3);
  await panel.getByRole("button", { name: "Show old-photo.png in the conversation" }).click();
  const history = desk.panel("Contact Chat History");
  await expect(history.locator(".message[data-found] img")).toHaveAttribute("alt", "old-photo.png");
});

test("PA-04 a conversation without files says so, and so does a search without a result", async ({ workspace, agent, visitor }) => {
  const { desk } = await talk({ workspace, agent, visitor });
  const panel = await desk.opensPanel("Files");
  await expect(panel.getByText("No files yet")).toBeVisible();
  await panel.getByRole("searchbox", { name: "Search" }).fill("x");
  await expect(panel.getByText("No such file")).toBeVisible();
  await panel.getByRole("button", { name: "Show all files" }).click();
  await expect(panel.getByText("No files yet")).toBeVisible();
});

test("PA-05 the chat history shows past chats with their closing comment, reads one, searches it and all of them", async ({
  workspace,
  agent,
}) => {
  const { ada, support: department } = await support(workspace);
  const grace = await workspace.hire("Grace Hopper");
  const sales = await workspace.department("Sales", [grace], { algorithm: "manual_selection" });
  const first = await workspace.finished(ada, department, "Emmy Noether", {
    texts: ["Where is my samovar?", "It has number S-100"],
    comment: "On its way",
  });
  const second = await workspace.returns(first, sales, "A samovar for Sales alone");
  await grace.api.take(second.id);
  await grace.api.close(second.id, "Sold");
  const third = await workspace.returns(first, department, "The lid fell off");
  await ada.api.take(third.id);
  await ada.api.close(third.id, "A new lid is sent");
  const now = await workspace.returns(first, department, "The samovar is here");
  await ada.api.take(now.id);
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  const panel = await desk.opensPanel("Contact Chat History");
  await expect(panel.getByText("2 past chats")).toBeVisible();
  await expect(panel.getByRole("option").first()).toContainText("Closed: A new lid is sent");
  await expect(panel.getByRole("option").first()).toContainText("Ada Lovelace (@ada) · Support");
  await expect(option(panel, "Sold")).toHaveCount(0);

  await option(panel, "On its way").click();
  const log = panel.getByRole("log");
  await expect(log.getByText("It has number S-100")).toBeVisible();
  await expect(panel.getByRole("textbox", { name: "Message" })).toBeHidden();
  await expect(panel.getByRole("link", { name: "View full conversation" })).toHaveAttribute("href", /chats\/.*view=full/);
  await panel.getByRole("searchbox", { name: "Search" }).pressSequentially("samovar");
  await expect(panel.getByText("1 of 1")).toBeVisible();
  await isInSight(log.locator(".message", { hasText: "Where is my samovar?" }));
  await panel.getByRole("button", { name: "Back to the chat history" }).click();
  await expect(panel.getByText("2 past chats")).toBeVisible();

  // The whole history at once: what Ada may see, this chat included.
  await panel.getByRole("searchbox", { name: "Search" }).fill("samovar");
  await expect(panel.getByRole("option")).toHaveCount(2);
  await expect(option(panel, "Sales alone")).toHaveCount(0);
  await option(panel, "The samovar is here").click();
  await isInSight(desk.message("The samovar is here"));
  await option(panel, "Where is my samovar?").click();
  await isInSight(log.locator(".message", { hasText: "Where is my samovar?" }));
  await desk.page.reload();
  await isInSight(log.locator(".message", { hasText: "Where is my samovar?" }));
  await panel.getByRole("link", { name: "View full conversation" }).click();
  await expect(desk.page).toHaveURL(/contact-center\/chats\/.*view=full/);
});

test("CC-11 a closed chat has the panels too: contact, history, search and files", async ({ workspace, agent }) => {
  const { ada, support: department } = await support(workspace);
  const chat = await workspace.arrives("Emmy Noether", department, "The lid of my teapot is broken");
  await attach(workspace, chat, "lid.png");
  await ada.api.take(chat.id);
  await ada.api.close(chat.id, "A new lid is sent");
  const desk = await agent(ada);
  await desk.goes(`/contact-center/chats/${chat.id}?view=full`);
  const search = await desk.opensPanel("Search Messages");
  await search.getByRole("searchbox", { name: "Search" }).fill("lid");
  await expect(search.getByRole("option")).toHaveCount(3);
  await option(search, "is broken").click();
  await isInSight(desk.message("is broken"));
  const files = await desk.opensPanel("Files");
  await expect(files.getByRole("listitem")).toHaveCount(1);
  const contact = await desk.opensPanel("Contact Information");
  await expect(contact.getByRole("heading", { name: "Emmy Noether" })).toBeVisible();
  const history = await desk.opensPanel("Contact Chat History");
  await expect(option(history, "This chat")).toContainText("A new lid is sent");
  const room = await desk.opensPanel("Room Information");
  await expect(room.getByRole("button", { name: "Edit" })).toBeVisible();
  await desk.page.keyboard.press("Escape");
  await expect(room).toBeHidden();
});

test("PA-05 in the Contact Center a contact's chat history opens in the panel, with a way back", async ({ workspace, agent }) => {
  const { ada, support: department } = await support(workspace);
  const chat = await workspace.finished(ada, department, "Emmy Noether", { texts: ["Hello"], comment: "Bye" });
  const { page, panel } = await contactPanel(await agent(ada), chat.pass.contact);
  await panel.getByRole("button", { name: "Chat History" }).click();
  const history = page.getByRole("region", { name: "Contact Chat History" });
  await option(history, "Closed: Bye").click();
  await expect(history.getByRole("log").getByText("Hello")).toBeVisible();
  await history.getByRole("button", { name: "Back to the contact" }).click();
  await expect(panel.getByRole("heading", { name: "Emmy Noether" })).toBeVisible();
});

test("PA-03 on a phone a panel fills the screen, a match is shown in its place, and Back leads to the results", async ({
  workspace,
  agent,
}) => {
  const { ada, support: department } = await support(workspace);
  const chat = await workspace.arrives("Emmy Noether", department, "My teapot leaks");
  await ada.api.take(chat.id);
  const desk = await agent(ada, { viewport: { width: 390, height: 844 } });
  await desk.goes(`/desk/${chat.id}`);
  const panel = await desk.opensPanel("Search Messages");
  await expect(desk.message("My teapot leaks")).not.toBeInViewport();
  await panel.getByRole("searchbox", { name: "Search" }).fill("teapot");
  await option(panel, "My teapot leaks").click();
  await isInSight(desk.message("My teapot leaks"));
  await desk.page.goBack();
  await expect(option(panel, "My teapot leaks")).toBeVisible();
  await panel.getByRole("button", { name: "Back to the conversation" }).click();
  await expect(panel).toBeHidden();
});

async function contactPanel(desk: Agent, contact: string): Promise<{ page: Page; panel: Locator }> {
  await desk.goes(`/contact-center/contacts/${contact}`);
  return { page: desk.page, panel: desk.panel("Contact Information") };
}

/** What the page marks of a search, in order of the words. */
function marks(page: Page): Promise<string[]> {
  return page.evaluate(() => [...(CSS.highlights.get("sought") ?? [])].map((range) => String(range)).sort());
}
