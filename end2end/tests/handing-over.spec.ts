// Conversations change hands: back to the queue, forwarded, on hold, with a colleague asked in.
import type { Agent } from "../actors/agent.ts";
import type { Department } from "../support/api.ts";
import { expect, test } from "../support/test.ts";
import type { Member, Workspace } from "../support/workspace.ts";

/** Ada and Grace in Support, Margaret in Sales; nobody is handed anything unasked. */
async function crew(workspace: Workspace, more: Partial<Department> = {}) {
  await workspace.configure({ algorithm: "manual_selection" });
  const [ada, grace, margaret] = [
    await workspace.hire("Ada Lovelace"),
    await workspace.hire("Grace Hopper"),
    await workspace.hire("Margaret Hamilton"),
  ];
  const care = await workspace.department("Support", [ada, grace]);
  const sales = await workspace.department("Sales", [margaret], more);
  return { ada, grace, margaret, care, sales };
}

/** Emmy talks with Ada, who has her desk open. */
async function talk(
  stage: { workspace: Workspace; agent: (member: Member) => Promise<Agent> },
  ada: Member,
  care: Department,
) {
  const emmy = await stage.workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  await ada.api.take(emmy.id);
  const desk = await stage.agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  return { emmy, desk };
}

function dialogOf(desk: Agent) {
  return desk.page.getByRole("dialog", { name: "Forward chat" });
}

test("QA-01 a chat moved to the queue waits for the others, and Undo brings it back", async ({ workspace, agent }) => {
  const { ada, grace, care } = await crew(workspace);
  const { desk } = await talk({ workspace, agent }, ada, care);
  const other = await agent(grace);
  await other.sitsDown();
  await desk.button("Move to the queue").click();
  await expect(other.entry("Queued Chats", "Emmy Noether")).toBeVisible();
  await desk.toast("is back in the queue").getByRole("button", { name: "Undo" }).click();
  await expect(desk.toast("Undone.")).toBeVisible();
  await expect(desk.entry("Chats in Progress", "Emmy Noether")).toBeVisible();
  await expect(desk.box).toBeVisible();
  await expect(other.list("Queued Chats").getByRole("link")).toHaveCount(0);

  await desk.button("Move to the queue").click();
  await other.takes("Emmy Noether");
  await desk.toast("is back in the queue").getByRole("button", { name: "Undo" }).click();
  await expect(desk.toast("Grace Hopper was faster")).toBeVisible();
});

test("QA-02 forwarded to a department by keyboard; the visitor goes on writing and reads one calm line", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { ada, margaret, care } = await crew(workspace);
  const guest = await visitor();
  await guest.opens();
  await guest.starts("Emmy Noether", care.name);
  await guest.says("Do you sell tea, too?");
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.takes("Emmy Noether");
  const sales = await agent(margaret);
  await sales.sitsDown();

  await desk.button("Forward chat").focus();
  await desk.page.keyboard.press("Enter");
  const dialog = dialogOf(desk);
  await expect(dialog.getByLabel("Department")).toBeFocused();
  await desk.page.keyboard.type("sal");
  await expect(dialog.getByRole("option", { name: /Sales.*1 person available/ })).toBeVisible();
  await desk.page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Department")).toHaveValue("Sales");
  await dialog.getByLabel("Comment").fill("Wants Assam for the office.");
  await dialog.getByRole("button", { name: "Forward", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.toast("The chat with Emmy Noether was forwarded to Sales.")).toBeVisible();
  await expect(desk.list("Chats in Progress").getByRole("link")).toHaveCount(0);

  await expect(guest.chat.getByText("You are being connected with Sales")).toHaveCount(1);
  await guest.says("Assam, please.");
  await sales.takes("Emmy Noether");
  await expect(sales.message("Assam, please.")).toBeVisible();
  await expect(sales.messages.getByText("Ada Lovelace forwarded the chat to Sales: “Wants Assam for the office.”")).toBeVisible();
  await expect(guest.chat.getByText("Wants Assam")).toHaveCount(0);
});

test("QA-02 forwarded to a user, who has it at once with the reason", async ({ workspace, agent }) => {
  const { ada, grace, care } = await crew(workspace);
  const { desk } = await talk({ workspace, agent }, ada, care);
  const other = await agent(grace);
  await other.sitsDown();
  await desk.button("Forward chat").click();
  const dialog = dialogOf(desk);
  // Margaret serves Sales: her department has to be chosen first.
  await dialog.getByLabel("User").click();
  await expect(dialog.getByRole("option", { name: /Grace Hopper.*@grace · Available · 0 conversations/ })).toBeVisible();
  await expect(dialog.getByRole("option", { name: /Margaret/ })).toHaveCount(0);
  await dialog.getByRole("option", { name: /Grace Hopper/ }).click();
  await dialog.getByRole("button", { name: "Forward", exact: true }).click();
  await expect(desk.toast("was forwarded to Grace Hopper")).toBeVisible();
  await other.opens("Emmy Noether");
  const panel = await other.opensPanel("Room Information");
  await expect(panel.getByText("A colleague forwarded it to Grace Hopper.")).toBeVisible();
});

test("QA-02 who went away between opening the dialog and pressing the button: the reason, and nothing typed is lost", async ({
  workspace,
  agent,
}) => {
  const { ada, grace, care } = await crew(workspace);
  const { desk } = await talk({ workspace, agent }, ada, care);
  await workspace.seat(grace);
  await desk.button("Forward chat").click();
  const dialog = dialogOf(desk);
  await dialog.getByRole("button", { name: "Forward", exact: true }).click();
  await expect(dialog.getByText("Please fill this in.")).toBeVisible();
  await dialog.getByLabel("User").fill("grace");
  await dialog.getByRole("option", { name: /Grace Hopper/ }).click();
  await dialog.getByLabel("Comment").fill("Knows this teapot.");
  await grace.api.setAvailability("away");
  await dialog.getByRole("button", { name: "Forward", exact: true }).click();
  await expect(desk.toast("Grace Hopper is not available now.")).toBeVisible();
  await expect(dialog.getByLabel("User")).toHaveValue("Grace Hopper");
  await expect(dialog.getByLabel("Comment")).toHaveValue("Knows this teapot.");
  // Looked up again: the list says so, too.
  await dialog.getByLabel("User").click();
  const option = dialog.getByRole("option", { name: /Grace Hopper.*Not available now/ });
  await expect(option).toHaveAttribute("aria-disabled", "true");
  // Half-filled forms survive a reload.
  await desk.page.reload();
  await desk.button("Forward chat").click();
  await expect(dialog.getByLabel("Comment")).toHaveValue("Knows this teapot.");
});

test("QA-02 while nobody is there the department's fallback gets it, as Manage says", async ({ workspace, agent, browse }) => {
  const { ada, grace, care, margaret } = await crew(workspace);
  await workspace.department("Billing", [grace]);
  await workspace.seat(grace);
  const { desk } = await talk({ workspace, agent }, ada, care);
  await margaret.api.setAvailability("away");
  await desk.button("Forward chat").click();
  await dialogOf(desk).getByLabel("Department").click();
  const sales = dialogOf(desk).getByRole("option", { name: /Sales/ });
  await expect(sales).toHaveText(/Nobody is available/);
  await expect(sales).toHaveAttribute("aria-disabled", "true");
  await dialogOf(desk).getByRole("button", { name: "Cancel" }).click();

  const page = await browse();
  const { root } = workspace;
  await page.context().addCookies([{ name: "switchboard", value: root.cookie, url: root.url() }]);
  await page.goto(`${root.url()}/manage/departments`);
  await page.getByRole("link", { name: "Sales" }).click();
  await page.getByLabel(/forwarded chats go to/).selectOption({ label: "Billing" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Sales/ })).toBeVisible();

  await desk.button("Forward chat").click();
  await dialogOf(desk).getByLabel("Department").click();
  await expect(sales).toHaveText(/Nobody is available: goes to Billing/);
  await sales.click();
  await dialogOf(desk).getByRole("button", { name: "Forward", exact: true }).click();
  await expect(desk.toast("Nobody was available in Sales: the chat with Emmy Noether went to Billing.")).toBeVisible();
});

test("QA-06 on hold only after an answer; the guest's message resumes it; a department's time-out ends it with a comment", async ({
  workspace,
  agent,
}) => {
  const { ada, care } = await crew(workspace);
  const { root } = workspace;
  await root.call("departments/edit", {
    department: care.id,
    version: care.version,
    draft: { ...care, hold_limit_s: 2, hold_comment: "Write again any time." },
  });
  const { emmy, desk } = await talk({ workspace, agent }, ada, care);
  const hold = desk.button("Place Chat On-Hold");
  await expect(hold).toHaveAttribute("aria-disabled", "true");
  await desk.says("One moment.");
  await expect(hold).not.toHaveAttribute("aria-disabled", "true");
  await hold.click();
  await expect(desk.entry("On-Hold Chats", "Emmy Noether")).toBeVisible();
  for (const name of ["Move to the queue", "Forward chat"]) {
    await expect(desk.button(name)).toHaveAttribute("aria-disabled", "true");
  }
  await emmy.says("Still here.");
  await expect(desk.entry("Chats in Progress", "Emmy Noether")).toBeVisible();
  await desk.says("Another moment.");
  await hold.click();
  await expect(desk.page.getByText("It ends by itself in")).toBeVisible();
  await expect(desk.page.getByText("The chat was ended automatically: “Write again any time.”")).toBeVisible();
  await expect(desk.list("On-Hold Chats").getByRole("link")).toHaveCount(0);
});

test("CV-11 a colleague who is invited sees the chat, writes and leaves again", async ({ workspace, agent, visitor }) => {
  const { ada, margaret, care } = await crew(workspace);
  const guest = await visitor();
  await guest.opens();
  await guest.starts("Emmy Noether", care.name);
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.takes("Emmy Noether");
  const helper = await agent(margaret);
  await helper.sitsDown();
  const id = new URL(desk.page.url()).pathname.split("/").pop();
  await ada.api.call("conversations/invite", { conversation: id, username: "@margaret" });
  await expect(desk.messages.getByText("Ada Lovelace invited Margaret Hamilton")).toBeVisible();
  await expect(desk.conversation.getByText("with Margaret Hamilton")).toBeVisible();
  await helper.opens("Emmy Noether");
  await helper.says("I know this teapot.");
  await expect(desk.message("I know this teapot.")).toBeVisible();
  await expect(guest.message("I know this teapot.")).toBeVisible();
  await helper.button("Leave").click();
  await expect(helper.list("Chats in Progress").getByRole("link")).toHaveCount(0);
  await expect(desk.messages.getByText("Margaret Hamilton left the chat")).toBeVisible();
  await expect(guest.chat.getByText(/invited|left the chat/)).toHaveCount(0);
});

test("RT-03 CC-07 the contact's manager, chosen in the contact's form, gets the next chat and the reason says so", async ({
  workspace,
  agent,
  browse,
}) => {
  await workspace.configure({ algorithm: "auto_selection" });
  const ada = await workspace.hire("Ada Lovelace");
  const grace = await workspace.hire("Grace Hopper");
  for (const member of [ada, grace]) await workspace.seat(member);
  const emmy = await workspace.arrives("Emmy Noether", null, "First chat.");
  await expect.poll(() => ada.api.events(emmy.id).then((events) => events.length)).toBeGreaterThan(2);
  await ada.api.close(emmy.id);

  const page = await browse();
  const { root } = workspace;
  await page.context().addCookies([{ name: "switchboard", value: root.cookie, url: root.url() }]);
  await page.goto(`${root.url()}/contact-center/contacts/${emmy.pass.contact}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("combobox", { name: "Contact manager" }).fill("Ada Lovelace");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Ada Lovelace").first()).toBeVisible();

  // The algorithm alone would pick Grace: she has received fewer today.
  const form = { name: "Emmy Noether", email: "emmy.noether@example.org", department: null, has_consented: true, page_url: "" };
  await root.call("visitors/start", { token: emmy.pass.token, form });
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  const panel = await desk.opensPanel("Room Information");
  await expect(panel.getByText("Ada Lovelace is the contact manager, so Ada Lovelace was asked first.")).toBeVisible();
});
