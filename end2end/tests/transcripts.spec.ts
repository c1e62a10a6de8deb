// Transcripts by email: sent by hand, at the end, and always; read in the box they arrive in.
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { support, talk } from "../support/scenes.ts";
import { emailOf } from "../support/names.ts";
import { certificates, freshAddress, letters, ports, setUpMail } from "../support/mail.ts";

/** Opens the dialog of the quick action. */
async function viaEmail(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Send transcript" }).click();
  await page.getByRole("menuitem", { name: "Send via email" }).click();
  const dialog = page.getByRole("dialog", { name: "Send via email" });
  await expect(dialog.getByRole("textbox", { name: "Email" })).toBeVisible();
  return dialog;
}

test("QA-03 an agent sends the transcript: it arrives with both parts, and the guest sees nothing of it", async ({
  workspace,
  agent,
  visitor,
}) => {
  await setUpMail(workspace);
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.says("Grüße! My <b>lid</b> is broken & gone.");
  await expect(desk.message("Grüße!")).toBeVisible();
  await desk.says("A new one is on its way.");

  const dialog = await viaEmail(desk.page);
  await expect(dialog.getByRole("textbox", { name: "Email" })).toHaveValue(emailOf("Emmy Noether"));
  await expect(dialog.getByLabel("Subject")).toHaveValue("Your chat with Tea & Co");
  await dialog.getByRole("textbox", { name: "Email" }).fill("emmy at home");
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog.getByText("Not an email address.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Email" })).toBeFocused();
  const to = freshAddress("emmy");
  await dialog.getByRole("textbox", { name: "Email" }).fill(to);
  await dialog.getByLabel("Subject").fill("Über Ihren Deckel");
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog).toBeHidden();

  const [letter] = await letters(to);
  expect(letter?.subject).toBe("Über Ihren Deckel");
  expect(letter?.headers.get("auto-submitted")).toBe("auto-generated");
  expect(letter?.plain).toContain("Grüße! My <b>lid</b> is broken & gone.");
  expect(letter?.plain).toContain("A new one is on its way.");
  expect(letter?.html).toContain("Grüße! My &lt;b&gt;lid&lt;/b&gt; is broken &amp; gone.");
  expect(letter?.html).not.toContain("<b>lid");

  await expect(desk.toast(`The transcript was sent to ${to}.`)).toBeVisible();
  await expect(desk.messages.getByText(`Transcript sent to ${to}`)).toBeVisible();
  const panel = await desk.opensPanel("Room Information");
  const mails = panel.getByRole("region", { name: "Transcripts by email" });
  await expect(mails.getByText(to)).toBeVisible();
  await expect(mails.getByText(/^Sent at/)).toBeVisible();
  await expect(guest.message("A new one is on its way.")).toBeVisible();
  await expect(guest.chat.getByText("ranscript")).toHaveCount(0);
});

test("QA-03 a refused address is told with the mail server's words, and can be tried again", async ({
  workspace,
  agent,
}) => {
  await setUpMail(workspace);
  const { ada, support: department } = await support(workspace);
  const emmy = await workspace.arrives("Emmy Noether", department, "Hello?");
  await ada.api.take(emmy.id);
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  const dialog = await viaEmail(desk.page);
  await dialog.getByRole("textbox", { name: "Email" }).fill("nobody@customer.test");
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(desk.toast(/nobody@customer\.test was not taken: 550 5\.1\.1/)).toBeVisible();
  const panel = await desk.opensPanel("Room Information");
  const mails = panel.getByRole("region", { name: "Transcripts by email" });
  await expect(mails.getByText("Not sent")).toBeVisible();
  await expect(mails.getByText(/^550 5\.1\.1 <nobody@customer\.test>/)).toBeVisible();
  await mails.getByRole("button", { name: "Retry" }).click();
  // Refused once more: asked, refused, refused.
  await expect(desk.messages.getByText(/was not taken: 550/)).toHaveCount(2);
  await expect(mails.getByRole("button", { name: "Retry" })).toBeVisible();
});

test("QA-03 without a mail server the dialog says who can name one; an administrator does, and tests it", async ({
  workspace,
  agent,
}) => {
  const { ada, support: department } = await support(workspace);
  const emmy = await workspace.arrives("Emmy Noether", department, "Hello?");
  await ada.api.take(emmy.id);
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  const dialog = await viaEmail(desk.page);
  await expect(dialog.getByRole("alert")).toContainText("an administrator names the mail server in Manage → Email");
  await expect(dialog.getByRole("button", { name: "Send", exact: true })).toHaveAttribute("aria-disabled", "true");

  const root = { person: { id: "", username: "root", name: "Rosalind Root", version: 1 }, api: workspace.root };
  const admin = await agent(root);
  await admin.goes("/manage/email");
  const { page } = admin;
  await page.getByLabel("Host").fill("localhost");
  await page.getByLabel("Port").fill(String(ports().starttls));
  await page.getByLabel("Username").fill("anybody");
  await page.getByLabel("Password").fill("wrong");
  await page.getByLabel("Own certificates (PEM)").fill(certificates());
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("From address")).toBeFocused();
  await page.getByLabel("From address").fill("help@tea.test");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(admin.toast("The mail server was saved.")).toBeVisible();
  const to = freshAddress("root");
  await page.getByLabel("Send the test to").fill(to);
  await page.getByRole("button", { name: "Send a test mail" }).click();
  await expect(page.getByRole("region", { name: "Test" }).getByRole("alert")).toContainText("535 5.7.8");

  await page.getByLabel("Password").fill(ports().password);
  await expect(page.getByRole("button", { name: "Send a test mail" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Save" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByLabel("Password")).toHaveValue("");
  await page.getByRole("button", { name: "Send a test mail" }).click();
  await expect(page.getByText(`The mail server took the test mail to ${to}.`)).toBeVisible();
  const [letter] = await letters(to);
  expect(letter?.subject).toBe("Test mail from Tea & Co");
  const kept = await workspace.root.call<object>("mail/load");
  expect(JSON.stringify(kept)).not.toContain(`"${ports().password}"`);
});

test("QA-07 ending sends the transcript when ticked, and says why where it cannot", async ({ workspace, agent }) => {
  await setUpMail(workspace);
  await workspace.configure({ pre_chat: { name: "required", email: "optional", department: "optional", consent: "" } });
  const { ada, support: department } = await support(workspace);
  const emmy = await workspace.arrives("Emmy Noether", department, "Hello?");
  await ada.api.take(emmy.id);
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  await desk.button("End conversation").click();
  const dialog = desk.page.getByRole("dialog", { name: "End conversation" });
  const tick = dialog.getByRole("checkbox", { name: "Send chat transcript via email" });
  await expect(tick).not.toBeChecked();
  await expect(tick).not.toHaveAttribute("aria-disabled", "true");
  await tick.check();
  await expect(dialog.getByRole("textbox", { name: "Email" })).toHaveValue(emailOf("Emmy Noether"));
  const to = freshAddress("emmy");
  await dialog.getByRole("textbox", { name: "Email" }).fill(to);
  await dialog.getByLabel("Comment").fill("Bye!");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog).toBeHidden();
  const [letter] = await letters(to);
  expect(letter?.subject).toBe("Your chat with Tea & Co");
  expect(letter?.plain).toContain("Ada Lovelace ended the chat:\n  Bye!");

  const form = { name: "Lise Meitner", email: "", department: department.id, has_consented: true, page_url: "" };
  const pass = await workspace.root.call<{ conversation: string }>("visitors/start", { token: null, form });
  await ada.api.take(pass.conversation);
  await desk.opens("Lise Meitner");
  await desk.button("End conversation").click();
  await expect(tick).toHaveAttribute("aria-disabled", "true");
  await expect(dialog.getByText("Lise Meitner has left no email address.")).toBeVisible();
});

test("QA-05 always at the end: ticked from the start, and sent by itself when the guest ends the chat", async ({
  workspace,
  agent,
  visitor,
}) => {
  await setUpMail(workspace);
  const { desk, guest } = await talk({ workspace, agent, visitor });
  const to = freshAddress("emmy");
  const found = await desk.member.api.call<{ events: { body: { created?: { contact: { id: string } } } }[] }>(
    "conversations/thread",
    { conversation: new URL(desk.page.url()).pathname.split("/").pop() },
  );
  const contact = found.events[0]?.body.created?.contact.id;
  const draft = { name: "Emmy Noether", emails: [to], phones: [], notes: "" };
  await workspace.root.call("contacts/edit", { contact, version: 1, draft });

  await desk.goes("/account/omnichannel");
  const omnichannel = desk.page.getByRole("region", { name: "Omnichannel" });
  const always = omnichannel.getByRole("switch", { name: "Send chat transcript via email" });
  await expect(always).not.toBeChecked();
  const saved = desk.page.waitForResponse((answer) => answer.url().endsWith("/transcripts/set_habits"));
  await always.check();
  await saved;
  await desk.page.reload();
  await expect(always).toBeChecked();

  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  await desk.button("End conversation").click();
  const dialog = desk.page.getByRole("dialog", { name: "End conversation" });
  await expect(dialog.getByRole("checkbox", { name: "Send chat transcript via email" })).toBeChecked();
  await expect(dialog.getByRole("textbox", { name: "Email" })).toHaveValue(to);
  await desk.page.keyboard.press("Escape");

  await guest.button("End chat").click();
  await guest.button("Confirm").click();
  await expect(guest.chat.getByText("You ended the chat")).toBeVisible();
  const [letter] = await letters(to);
  expect(letter?.to).toContain("Emmy Noether");
  expect(letter?.plain).toContain("Emmy Noether ended the chat");
  expect(letter?.plain).toContain("Times are those of Europe/Berlin.");
});

test("CC-11 the transcript of a closed chat is sent from the Contact Center", async ({ workspace, agent }) => {
  await setUpMail(workspace);
  const { ada, support: department } = await support(workspace);
  await workspace.finished(ada, department, "Emmy Noether", { texts: ["My lid is broken."] });
  const desk = await agent(ada);
  await desk.goes("/contact-center/chats");
  await desk.page.getByRole("row", { name: /Emmy Noether/ }).click();
  const dialog = await viaEmail(desk.page);
  const to = freshAddress("emmy");
  await dialog.getByRole("textbox", { name: "Email" }).fill(to);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog).toBeHidden();
  const [letter] = await letters(to);
  expect(letter?.plain).toContain("My lid is broken.");
  const mails = desk.page.getByRole("region", { name: "Transcripts by email" });
  await expect(mails.getByText(/^Sent at/)).toBeVisible();
});
