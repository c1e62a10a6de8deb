// What a slash and an at sign do in the message box.
import { support } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

test("CV-12 the slash menu offers commands, says what cannot be done, and never sends one as a message", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  const guest = await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  const desk = await agent(ada);
  const { keyboard } = desk.page;
  await desk.sitsDown();
  await desk.takes("Emmy Noether");
  const menu = desk.conversation.getByRole("listbox", { name: "Commands", exact: true });
  const command = (name: string) => menu.getByRole("option").filter({ hasText: name });

  await desk.box.pressSequentially("/");
  await expect(command("/close")).toContainText("End conversation");
  await expect(command("/hold")).toHaveAttribute("aria-disabled", "true");
  await expect(command("/hold")).toContainText("answer first");
  await expect(command("/resume")).toContainText("The chat is not on hold.");
  await keyboard.type("top");
  await expect(menu.getByRole("option")).toHaveCount(1);
  await keyboard.press("Enter");
  await expect(desk.box).toHaveValue("/topic ");
  await keyboard.type("A leaking pot");
  await keyboard.press("Enter");
  await expect(desk.messages.getByText("Ada Lovelace set the topic to “A leaking pot”")).toBeVisible();
  await expect(desk.box).toHaveValue("");

  await desk.box.pressSequentially("/note Ask for a photo.");
  await keyboard.press("Enter");
  await expect(desk.message("Ask for a photo.")).toContainText("Internal note");

  // What cannot be done stays in the box, with the reason.
  await desk.box.pressSequentially("/hold");
  await keyboard.press("Enter");
  await expect(desk.conversation.getByRole("alert")).toContainText("answer first");
  await expect(desk.box).toHaveValue("/hold");
  await desk.box.fill("/hodl");
  await keyboard.press("Enter");
  await expect(desk.conversation.getByRole("alert")).toContainText("There is no command /hodl.");
  await desk.box.fill("//hold on");
  await keyboard.press("Enter");
  await expect(desk.message("/hold on")).toBeVisible();
  await desk.box.pressSequentially("/hold");
  await keyboard.press("Enter");
  await expect(desk.button("Resume")).toBeVisible();
  await desk.button("Resume").click();

  await desk.box.pressSequentially("/help");
  await keyboard.press("Enter");
  const help = desk.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help.getByText("/invite @username")).toBeVisible();
  await keyboard.press("Escape");
  await desk.box.pressSequentially("/forw");
  await keyboard.press("Enter");
  const forward = desk.page.getByRole("dialog", { name: "Forward chat" });
  await expect(forward.getByLabel("Department")).toBeVisible();
  await forward.getByRole("button", { name: "Cancel" }).click();
  await desk.box.pressSequentially("/trans");
  await keyboard.press("Enter");
  const transcript = desk.page.getByRole("dialog", { name: "Send via email" });
  await transcript.getByRole("button", { name: "Cancel" }).click();
  await desk.box.pressSequentially("/close");
  await keyboard.press("Enter");
  const dialog = desk.page.getByRole("dialog", { name: "End conversation" });
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(desk.list("Chats in Progress").getByRole("link")).toHaveCount(0);
  const said = (await workspace.root.events(guest.id)).flatMap((event) =>
    typeof event.body === "object" && event.body["said"] ? [event.body["said"].text] : [],
  );
  expect(said).toEqual(["My teapot leaks.", "/hold on"]);
});

test("CV-11 CV-12 /invite asks an agent or manager in, completes their name, and refuses everybody else", async ({
  workspace,
  agent,
}) => {
  const { ada, support: care } = await support(workspace);
  const grace = await workspace.hire("Grace Hopper");
  await workspace.hire("Mary Manager", ["manager"]);
  await workspace.hire("Monica Monitor", ["monitor"]);
  const guest = await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  const desk = await agent(ada);
  const { keyboard } = desk.page;
  await desk.sitsDown();
  await desk.takes("Emmy Noether");
  const menu = desk.conversation.getByRole("listbox", { name: "Colleagues", exact: true });
  const problem = desk.conversation.getByRole("alert");

  await desk.box.pressSequentially("/inv");
  await keyboard.press("Enter");
  await expect(desk.box).toHaveValue("/invite ");
  await expect(menu.getByRole("option").filter({ hasText: "Mary Manager" })).not.toHaveAttribute("aria-disabled", "true");
  await expect(menu.getByRole("option").filter({ hasText: "Monica" })).toContainText("User is not an Omnichannel Agent");
  await keyboard.type("hop");
  await keyboard.press("Tab");
  await expect(desk.box).toHaveValue("/invite @grace ");
  await keyboard.press("Enter");
  await expect(desk.toast("Grace Hopper is in this chat now.")).toBeVisible();
  await expect(desk.messages.getByText("Ada Lovelace invited Grace Hopper")).toBeVisible();
  await expect(desk.box).toHaveValue("");
  const helper = await agent(grace);
  await helper.sitsDown();
  await helper.opens("Emmy Noether");
  await helper.box.pressSequentially("/leave");
  await helper.page.keyboard.press("Enter");
  await expect(desk.messages.getByText("Grace Hopper left the chat")).toBeVisible();

  // Nobody else; what was typed stays, to be mended.
  for (const [typed, said] of [
    ["/invite @monica", "User is not an Omnichannel Agent"],
    ["/invite nobody", "There is no such person"],
    ["/invite", "Write something after /invite."],
  ] as const) {
    await desk.box.fill(typed);
    await keyboard.press("Escape");
    await keyboard.press("Enter");
    await expect(problem).toContainText(said);
    await expect(desk.box).toHaveValue(typed);
  }
  const invited = (await workspace.root.events(guest.id)).filter((event) => typeof event.body === "object" && event.body["invited"]);
  expect(invited).toHaveLength(1);
});

test("CV-10 a note names colleagues who can see the chat, and stands out for them", async ({ workspace, agent }) => {
  const ada = await workspace.hire("Ada Lovelace");
  const mary = await workspace.hire("Mary Manager", ["manager"]);
  await workspace.hire("Grace Hopper");
  const care = await workspace.department("Support", [ada, mary], { algorithm: "manual_selection" });
  await workspace.seat(ada);
  const guest = await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  const desk = await agent(ada);
  const { keyboard } = desk.page;
  await desk.sitsDown();
  await desk.takes("Emmy Noether");
  const menu = desk.conversation.getByRole("listbox", { name: "Colleagues", exact: true });

  // The guest would read it: nobody is offered.
  await desk.box.pressSequentially("@m");
  await expect(menu).toBeHidden();
  await desk.box.fill("");
  await desk.button("Internal note").click();
  await desk.box.pressSequentially("Look, @");
  await expect(menu.getByRole("option")).toHaveCount(3);
  await expect(menu.getByRole("option").filter({ hasText: "Grace Hopper" })).toContainText("cannot see this chat");
  await keyboard.type("man");
  await keyboard.press("Enter");
  await expect(desk.box).toHaveValue("Look, @mary ");
  await keyboard.type("please");
  await keyboard.press("Enter");
  await expect(desk.message("Look, @mary please").locator(".mention")).toHaveText("@mary");
  const noted = (await workspace.root.events(guest.id)).flatMap((event) =>
    typeof event.body === "object" && event.body["noted"] ? [event.body["noted"]] : [],
  );
  expect(noted).toEqual([{ text: "Look, @mary please", mentions: [mary.person.id] }]);

  await desk.box.fill("And @grace?");
  await keyboard.press("Enter");
  await expect(desk.conversation.getByRole("alert")).toContainText("Grace Hopper cannot see this chat");
  await expect(desk.box).toHaveValue("And @grace?");
});
