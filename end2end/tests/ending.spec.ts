// How a conversation ends: with a comment, with tags, and for both sides at once.
import { expect, test } from "../support/test.ts";
import { support, talk } from "../support/scenes.ts";

test("QA-07 ending asks for comment and tags; the guest reads the comment and may start anew", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await desk.button("End conversation").click();
  const dialog = desk.page.getByRole("dialog", { name: "End conversation" });
  await dialog.getByLabel("Comment").fill("Half a comment");
  await desk.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(desk.box).toBeVisible();

  await desk.ends({ comment: "Your lid is on its way.", tags: ["teapots", "refund"] });
  await expect(desk.toast("The chat with Emmy Noether has ended.")).toBeVisible();
  await expect(desk.list("Chats in Progress").getByRole("link")).toHaveCount(0);
  await expect(guest.chat.getByText("Ada Lovelace ended the chat")).toBeVisible();
  await expect(guest.chat.getByText("Your lid is on its way.")).toBeVisible();
  await expect(guest.box).toHaveCount(0);

  await guest.button("Start a new chat").click();
  await expect(guest.field("Name")).toHaveValue("Emmy Noether");
  await guest.button("Start chat").click();
  await expect(guest.box).toBeVisible();
  await expect(desk.entry("Chats in Progress", "Emmy Noether")).toBeVisible();
});

test("QA-07 a department that wants a tag refuses to end without one, and says so", async ({ workspace, agent }) => {
  const { ada, support: billing } = await support(workspace, { name: "Billing", requires_tags: true });
  const emmy = await workspace.arrives("Emmy Noether", billing, "My invoice is wrong.");
  await ada.api.take(emmy.id);
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  await desk.button("End conversation").click();
  const dialog = desk.page.getByRole("dialog", { name: "End conversation" });
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByText(/This department needs at least one tag/)).toBeVisible();
  await expect(dialog.getByLabel("Tags")).toBeFocused();
  await dialog.getByLabel("Tags").fill("invoice");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.list("Chats in Progress").getByRole("link")).toHaveCount(0);
  await desk.goes("/contact-center/chats");
  await expect(desk.page.getByRole("row", { name: /Emmy Noether.*invoice/ })).toBeVisible();
});

test("QA-07 a guest who ends the chat takes it off the agent's desk", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.button("End chat").click();
  await guest.button("Confirm").click();
  await expect(guest.chat.getByText("You ended the chat")).toBeVisible();
  await expect(desk.list("Chats in Progress").getByRole("link")).toHaveCount(0);
  await expect(desk.page.getByText("This chat has ended.")).toBeVisible();
});
