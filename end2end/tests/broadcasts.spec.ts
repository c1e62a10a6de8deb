// Broadcasts: chosen, written, previewed, sent, read in the boxes they arrive in, and the way out of them.
import type { Page } from "@playwright/test";
import type { Contact } from "../support/api.ts";
import { freshAddress, letters, setUpMail } from "../support/mail.ts";
import { expect, test } from "../support/test.ts";
import type { Member, Workspace } from "../support/workspace.ts";

interface Cast {
  mary: Member;
  addresses: string[];
  contacts: Contact[];
}

/** Mary, who manages, and three contacts of hers: two with an address, one without. */
async function cast(workspace: Workspace, pace = 600): Promise<Cast> {
  await setUpMail(workspace);
  await workspace.configure({ broadcasts_per_minute: pace });
  const mary = await workspace.hire("Mary Manager", ["manager", "agent"]);
  const addresses = [freshAddress("anna"), freshAddress("bertha")];
  const contacts = [];
  for (const [name, emails] of [["Anna Arendt", [addresses[0]]], ["Bertha Benz", [addresses[1]]], ["Clara Zetkin", []]] as const) {
    contacts.push(await mary.api.createContact({ name, emails: emails.map((address) => address ?? "") }));
  }
  return { mary, addresses, contacts };
}

/** Fills in what is said. */
async function write(page: Page, subject: string, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Subject" }).fill(subject);
  await page.getByRole("textbox", { name: "Message" }).fill(text);
}

async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send broadcast" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Send now" }).click();
  await expect(page).toHaveURL(/\/contact-center\/broadcasts\/[0-9a-f-]{36}/);
}

test("CC-13 a broadcast is previewed, tried, sent to each by name, and told contact by contact", async ({ workspace, agent }) => {
  const { mary, addresses } = await cast(workspace);
  const desk = await agent(mary);
  const { page } = desk;
  await desk.goes("/contact-center/contacts");
  await page.getByRole("tab", { name: "Broadcasts" }).click();
  await expect(page.getByText("No broadcasts yet")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "New Broadcast" }).first().click();
  await expect(page.getByText("3 contacts. Skipped: 1 without an email address.")).toBeVisible();

  await page.getByRole("button", { name: "Send broadcast" }).click();
  await expect(page.getByText("Please fill this in.").first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Subject" })).toBeFocused();
  await write(page, "News for {{contact.name}}", "Dear {{contact.name}}, call us: {{shoe.size}}");
  await page.getByRole("button", { name: "Send broadcast" }).click();
  await expect(page.getByText(/Nothing stands for one of the words in braces/)).toBeVisible();
  await page.getByRole("textbox", { name: "Message" }).fill("Dear {{contact.name}}, <b>new</b> from");
  await page.getByRole("button", { name: "Insert a placeholder" }).click();
  await page.getByRole("menuitem", { name: "Agent’s name" }).click();
  await page.getByRole("button", { name: "Insert a placeholder" }).click();
  await page.getByRole("menuitem", { name: "Contact’s phone" }).click();

  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByRole("article")).toHaveCount(3);
  const anna = preview.getByRole("article", { name: "Anna Arendt" });
  await expect(anna.getByText("News for Anna Arendt")).toBeVisible();
  await expect(anna.getByText(/Dear Anna Arendt, <b>new<\/b> from Mary Manager/)).toBeVisible();
  await expect(anna.getByText("[Contact’s phone: not known]")).toBeVisible();
  await expect(preview.getByText("Would be skipped: No email address")).toBeVisible();

  // What is written survives a reload.
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Subject" })).toHaveValue("News for {{contact.name}}");
  await send(page);

  await expect(page.getByRole("heading", { name: "News for {{contact.name}}" })).toBeVisible();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();
  await expect(page.getByText("3 of 3")).toBeVisible();
  const results = page.getByRole("region", { name: "Results" });
  await expect(results.getByRole("row", { name: /Clara Zetkin.*Skipped.*No email address/ })).toBeVisible();
  await expect(results.getByRole("row", { name: /Anna Arendt.*Sent/ })).toBeVisible();
  await page.getByLabel("Show").selectOption("skipped");
  await expect(results.getByRole("row")).toHaveCount(2);
  await page.reload();
  await expect(results.getByRole("row")).toHaveCount(2);

  const [letter] = await letters(addresses[0] ?? "");
  expect(letter?.subject).toBe("News for Anna Arendt");
  expect(letter?.plain).toContain("Dear Anna Arendt, <b>new</b> from Mary Manager");
  expect(letter?.html).toContain("&lt;b&gt;new&lt;/b&gt;");
  await letters(addresses[1] ?? "");

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  const stream = await (await download).createReadStream();
  let table = "";
  for await (const chunk of stream) table += String(chunk);
  expect(table).toContain("Clara Zetkin,,Skipped,No email address");

  await page.getByRole("tab", { name: "Contacts" }).click();
  await page.getByRole("row", { name: /Anna Arendt/ }).click();
  const history = page.getByRole("region", { name: "Broadcasts" });
  await expect(history.getByText("News for Anna Arendt")).toBeVisible();
  await expect(history.getByText("Sent", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Chat History" }).click();
  await expect(page.getByRole("region", { name: "Broadcasts" }).getByText("News for Anna Arendt")).toBeVisible();
});

test("CC-13 a test goes to whoever writes it", async ({ workspace, agent }) => {
  const { mary } = await cast(workspace);
  const to = freshAddress("mary");
  const draft = { username: "mary", name: "Mary Manager", email: to, password: null, roles: ["manager", "agent"], max_conversations: 0, is_enabled: true };
  await workspace.root.call("people/edit", { person: mary.person.id, version: 1, draft });
  const desk = await agent(mary);
  await desk.goes("/contact-center/broadcasts/new");
  await write(desk.page, "News", "Dear {{contact.name}}");
  await desk.page.getByRole("button", { name: `Send a test to ${to}` }).click();
  await expect(desk.page.getByText(`The mail server took the test to ${to}.`)).toBeVisible();
  const [letter] = await letters(to);
  expect(letter?.plain).toContain("Dear Anna Arendt");
  expect(letter?.plain).toContain("This is a test.");
  expect(letter?.headers.get("list-unsubscribe")).toBeUndefined();
});

test("CC-13 one by one chosen, paused, resumed, called off: the bar follows by itself", async ({ workspace, agent }) => {
  const { mary } = await cast(workspace, 1);
  const desk = await agent(mary);
  const { page } = desk;
  await desk.goes("/contact-center/broadcasts/new");
  await page.getByRole("radio", { name: "Contacts chosen one by one" }).check();
  await expect(page.getByText("Nobody is chosen yet.")).toBeVisible();
  for (const name of ["Anna Arendt", "Bertha Benz"]) {
    await page.getByRole("searchbox", { name: "Search contacts" }).fill(name.slice(0, 4));
    await page.getByRole("button", { name: `Add ${name}` }).click();
  }
  await expect(page.getByText("2 contacts.")).toBeVisible();
  await write(page, "Slow news", "Dear {{contact.name}}");
  await send(page);
  await expect(page.getByText("1 of 2")).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("Sending", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Call off" }).click();
  const question = page.getByRole("alertdialog", { name: "Call this broadcast off?" });
  await expect(question.getByText(/^1 contact has not got it/)).toBeVisible();
  await question.getByRole("button", { name: "Call off" }).click();
  await expect(page.getByText("2 of 2")).toBeVisible();
  await expect(page.getByRole("row", { name: /Bertha Benz.*Skipped.*Called off/ })).toBeVisible();
  await page.getByRole("link", { name: "Back to the broadcasts" }).click();
  await expect(page.getByRole("row", { name: /Slow news.*Called off.*2 of 2.*Email.*Mary Manager/ })).toBeVisible();
});

test("CC-13 a refused address is told in the mail server’s words, mended, and sent again", async ({ workspace, agent }) => {
  const { mary } = await cast(workspace);
  const nobody = await mary.api.createContact({ name: "Dora Nobody", emails: ["nobody@customer.test"] });
  const desk = await agent(mary);
  const { page } = desk;
  await desk.goes("/contact-center/contacts?search=nobody");
  await page.getByRole("link", { name: "Write to these" }).click();
  await expect(page.getByText("1 contact.")).toBeVisible();
  await write(page, "News", "Dear {{contact.name}}");
  await send(page);
  await expect(page.getByRole("row", { name: /Dora Nobody.*nobody@customer\.test.*Not sent.*550 5\.1\.1/ })).toBeVisible();
  const to = freshAddress("dora");
  const draft = { name: "Dora Nobody", emails: [to], phones: [], notes: "", manager: null };
  await mary.api.call("contacts/edit", { contact: nobody.id, version: 1, draft });
  await page.getByRole("button", { name: "Send the refused ones again" }).click();
  await expect(page.getByRole("row", { name: /Dora Nobody.*Sent/ })).toBeVisible();
  const [letter] = await letters(to);
  expect(letter?.plain).toContain("Dear Dora Nobody");
});

test("CC-13 who unsubscribes by the link in a mail, or by hand, gets no more of them", async ({ workspace, agent, browse }) => {
  const { mary, addresses, contacts } = await cast(workspace);
  const desk = await agent(mary);
  const { page } = desk;
  await desk.goes("/contact-center/broadcasts/new");
  await write(page, "First", "Dear {{contact.name}}");
  await send(page);
  await expect(page.getByText("3 of 3")).toBeVisible();
  const [letter] = await letters(addresses[0] ?? "");
  expect(letter?.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  const link = /<(.+)>/.exec(letter?.headers.get("list-unsubscribe") ?? "")?.[1] ?? "";
  expect(link.startsWith(workspace.server.url)).toBe(true);
  expect(letter?.plain).toContain(link);

  const guest = await browse({ locale: "de-DE" });
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Keine Nachrichten von Tea & Co mehr?" })).toBeVisible();
  await guest.getByRole("link", { name: "English" }).click();
  await guest.getByRole("button", { name: "Unsubscribe" }).click();
  await expect(guest.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  await guest.getByRole("button", { name: "Subscribe again" }).click();
  await expect(guest.getByRole("button", { name: "Unsubscribe" })).toBeVisible();
  // A mail program's own button.
  const pressed = await fetch(link, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(pressed.status).toBe(200);

  await desk.goes(`/contact-center/contacts/${contacts[0]?.id ?? ""}`);
  const section = page.getByRole("region", { name: "Broadcasts" });
  await expect(section.getByRole("switch", { name: "Gets broadcasts" })).not.toBeChecked();
  await expect(section.getByText(/by the link in a mail/)).toBeVisible();
  await desk.goes(`/contact-center/contacts/${contacts[1]?.id ?? ""}`);
  await section.getByRole("switch", { name: "Gets broadcasts" }).uncheck();
  await expect(section.getByText(/noted by Mary Manager/)).toBeVisible();

  await desk.goes("/contact-center/broadcasts/new");
  await expect(page.getByText("3 contacts. Skipped: 2 want no broadcasts, 1 without an email address.")).toBeVisible();
  await write(page, "Second", "Dear {{contact.name}}");
  await send(page);
  await expect(page.getByText("3 of 3")).toBeVisible();
  await expect(page.getByRole("row", { name: /Anna Arendt.*Skipped.*Wants no broadcasts/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Bertha Benz.*Skipped.*Wants no broadcasts/ })).toBeVisible();
});

test("CC-13 in chats it appears in the guest’s open chat, and the answer comes back", async ({ workspace, agent, visitor }) => {
  const { mary } = await cast(workspace);
  await workspace.seat(mary);
  const desk = await agent(mary);
  const guest = await visitor();
  await guest.opens();
  await guest.starts("Emmy Noether");
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  await desk.goes("/contact-center/broadcasts/new");
  const { page } = desk;
  await page.getByRole("radio", { name: "Chat", exact: true }).check();
  await expect(page.getByText("4 contacts. Skipped: 3 without a browser that can receive it.")).toBeVisible();
  await page.getByRole("textbox", { name: "Message" }).fill("Hello {{contact.name}}, the new teapots are here.");
  await send(page);
  await expect(page.getByText("4 of 4")).toBeVisible();
  await expect(guest.message("Hello Emmy Noether, the new teapots are here.")).toBeVisible();
});

test("CC-13 who may not send broadcasts sees nothing of them", async ({ workspace, agent }) => {
  const ada = await workspace.hire("Ada Lovelace");
  const desk = await agent(ada);
  await desk.goes("/contact-center/contacts");
  await expect(desk.page.getByRole("tab", { name: "Calls" })).toBeVisible();
  await expect(desk.page.getByRole("tab", { name: "Broadcasts" })).toHaveCount(0);
  await expect(desk.page.getByRole("link", { name: "Write to these" })).toHaveCount(0);
  await desk.goes("/contact-center/broadcasts");
  await expect(desk.page.getByText(/not allowed|may not/i).first()).toBeVisible();
});
