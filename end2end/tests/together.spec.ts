// Several people at one conversation, and several at one browser: who looks, who wrote meanwhile, who is signed in.
import type { Locator } from "@playwright/test";
import { Agent } from "../actors/agent.ts";
import { support, talk } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

const guard = (desk: Agent): Locator => desk.conversation.getByRole("alert").filter({ hasText: "while you were typing" });

test("CV-06 a reply is held back when the guest wrote while it was typed", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.says("My teapot leaks.");
  await expect(desk.message("My teapot leaks.")).toBeVisible();
  // What was in sight before the typing began holds nothing back.
  await desk.says("Where does it leak?");
  await expect(guest.message("Where does it leak?")).toBeVisible();

  await desk.box.fill("Please send it back.");
  await guest.says("No, wait, it was the cup.");
  await expect(desk.message("it was the cup.")).toBeVisible();
  await desk.box.press("Enter");
  await expect(guard(desk)).toContainText("Emmy Noether wrote while you were typing.");
  await expect(desk.box).toHaveValue("Please send it back.");
  await expect(desk.message("Please send it back.")).toHaveCount(0);

  // To look first keeps the text; what was looked at holds nothing back.
  await desk.box.press("Escape");
  await expect(guard(desk)).toBeHidden();
  await expect(desk.box).toBeFocused();
  await expect(desk.box).toHaveValue("Please send it back.");
  await desk.box.fill("Then send the cup back.");
  await desk.box.press("Enter");
  await expect(guest.message("Then send the cup back.")).toBeVisible();

  // Again, over a reload; this time it goes out as it is.
  await desk.box.fill("And the saucer.");
  await guest.says("I found another cup.");
  await expect(desk.message("another cup.")).toBeVisible();
  await desk.page.reload();
  await expect(desk.box).toHaveValue("And the saucer.");
  await desk.button("Send").click();
  await expect(guard(desk)).toBeVisible();
  await desk.button("Send anyway").click();
  await expect(guest.message("And the saucer.")).toBeVisible();
  await expect(guard(desk)).toBeHidden();
  await expect(desk.box).toHaveValue("");
});

test("CV-06 notes are never held back, and Enter again sends", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await desk.button("Internal note").click();
  await desk.box.fill("Sounds like the spout.");
  await guest.says("Are you there?");
  await expect(desk.message("Are you there?")).toBeVisible();
  await desk.box.press("Enter");
  await expect(desk.message("Sounds like the spout.")).toBeVisible();
  await desk.button("Internal note").click();
  await desk.box.fill("Yes, I am.");
  await guest.says("Hello?");
  await expect(desk.message("Hello?")).toBeVisible();
  await desk.box.press("Enter");
  await expect(guard(desk)).toBeVisible();
  await desk.box.press("Enter");
  await expect(guest.message("Yes, I am.")).toBeVisible();
});

test("colleagues see who else looks at a conversation, until they leave", async ({ workspace, agent, visitor }) => {
  const { ada, support: care } = await support(workspace);
  const grace = await workspace.hire("Grace Hopper", ["manager"]);
  const guest = await visitor();
  await guest.opens();
  await guest.starts("Emmy Noether", care.name);
  await guest.says("My teapot leaks.");
  const [first, second] = await Promise.all([agent(ada), agent(grace)]);
  const faces = (desk: Agent) => desk.conversation.getByRole("img", { name: /^Also looking/ });
  await first.sitsDown();
  await first.opens("Emmy Noether", "Queued Chats");
  await expect(first.message("My teapot leaks.")).toBeVisible();
  await expect(faces(first)).toBeHidden();

  await second.sitsDown();
  await second.opens("Emmy Noether", "Queued Chats");
  await expect(faces(first)).toHaveAccessibleName("Also looking: Grace Hopper");
  await expect(faces(second)).toHaveAccessibleName("Also looking: Ada Lovelace");
  await expect(guest.chat.getByText(/looking/)).toHaveCount(0);

  await second.goes("/contact-center/contacts");
  await expect(faces(first)).toBeHidden();
  await second.page.goBack();
  await expect(faces(first)).toBeVisible();
  await second.page.close();
  await expect(faces(first)).toBeHidden();
});

test("CV-08 nothing goes out in the name of whoever signs in to the same browser next", async ({ server, workspace, agent, visitor }) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  const grace = await workspace.hire("Grace Hopper");
  await guest.says("My teapot leaks.");
  await expect(desk.message("My teapot leaks.")).toBeVisible();
  const conversation = new URL(desk.page.url()).pathname.split("/").at(-1) ?? "";

  // Ada says something while the server is away; when it is back, the browser is Grace's.
  await server.halt("SIGTERM");
  await desk.says("Between you and me: it was my fault.");
  const cookie = { name: "switchboard", url: server.url };
  await desk.page.context().addCookies([{ ...cookie, value: grace.api.cookie }]);
  await server.resume();
  const notice = desk.page.getByRole("heading", { name: "This browser is signed in as Grace Hopper now" });
  await expect(notice).toBeVisible();
  await expect(notice).toBeFocused();
  await expect(desk.page.getByText("Drafts and unsent messages of Ada Lovelace")).toBeVisible();
  const said = await workspace.root.events(conversation);
  expect(JSON.stringify(said)).not.toContain("my fault");

  // Ada comes back to it, and it goes out in her name.
  await desk.button("Log in as Ada Lovelace").click();
  await desk.page.getByLabel("Email or username").fill("ada");
  await desk.page.getByLabel("Password").fill("correct horse battery");
  await desk.button("Log in").click();
  await desk.isSeated();
  await expect(guest.message("it was my fault.")).toBeVisible();
  await desk.opens("Emmy Noether");
  await expect(desk.message("it was my fault.")).toContainText(/delivered|read/);
});

test("a tab says so at once when another tab signs somebody else in, and no call goes out in their name", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  const grace = await workspace.hire("Grace Hopper");
  const guest = await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether", "Queued Chats");
  await expect(desk.message("My teapot leaks.")).toBeVisible();

  // The cookie changes without a word: the next call finds out before anything is done.
  const context = desk.page.context();
  const cookie = { name: "switchboard", url: desk.url };
  await context.addCookies([{ ...cookie, value: grace.api.cookie }]);
  await desk.button("Take it").click();
  await expect(desk.page.getByRole("heading", { name: /signed in as Grace Hopper/ })).toBeVisible();
  const events = await workspace.root.events(guest.id);
  expect(JSON.stringify(events)).not.toContain("assigned");

  // Ada again; then Grace logs in in a second tab.
  await context.addCookies([{ ...cookie, value: ada.api.cookie }]);
  await desk.sitsDown();
  await context.clearCookies();
  const second = new Agent(await context.newPage(), grace);
  await second.logsIn();
  await second.isSeated();
  await expect(desk.page.getByRole("heading", { name: /signed in as Grace Hopper/ })).toBeVisible();
  await desk.page.getByRole("button", { name: "Reload and go on as Grace Hopper" }).click();
  await desk.isSeated();
});
