// Direct messages: between two colleagues and nobody else, over any network.
import { AxeBuilder } from "@axe-core/playwright";
import { Colleague } from "../actors/colleague.ts";
import { support } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

test("CV-13 two colleagues write to each other, see each other typing, and what was read", async ({ workspace, agent }) => {
  const [adaIs, graceIs] = [await workspace.hire("Ada Lovelace"), await workspace.hire("Grace Hopper")];
  const ada = await new Colleague(await agent(adaIs)).opensMessages();
  const grace = new Colleague(await agent(graceIs));
  await grace.agent.sitsDown();

  await ada.opens("Grace Hopper");
  await expect(ada.thread).toContainText("Only Grace Hopper and you can read it.");
  await ada.says("Lunch at **noon**?");
  await expect(ada.message("Lunch at").locator("strong")).toHaveText("noon");
  await expect(ada.message("Lunch at")).toContainText("delivered");
  await expect(grace.badge).toContainText("1 unread message");

  await grace.agent.toast("Ada Lovelace wrote to you").getByRole("button", { name: "Open" }).click();
  await expect(grace.message("Lunch at")).toBeVisible();
  await expect(grace.badge).not.toContainText("unread");
  await expect(ada.message("Lunch at")).toContainText("read");

  await grace.box.pressSequentially("At one");
  await expect(ada.thread.getByText("Grace Hopper is typing")).toBeVisible();
  await grace.box.press("Enter");
  await expect(ada.message("At one")).toBeVisible();
  await expect(ada.thread.getByText("Grace Hopper is typing")).toBeHidden();
  await expect(ada.entry("Grace Hopper")).toContainText("At one");
  await expect(grace.entry("Ada Lovelace")).toContainText("You: At one");
});

test("CV-13 what is written without a network goes out once it is back, once and in order", async ({ workspace, agent }) => {
  const [adaIs, graceIs] = [await workspace.hire("Ada Lovelace"), await workspace.hire("Grace Hopper")];
  const ada = await new Colleague(await agent(adaIs)).opensMessages();
  const grace = await new Colleague(await agent(graceIs)).opensMessages();
  await ada.opens("Grace Hopper");
  await grace.opens("Ada Lovelace");
  await ada.says("before");
  await expect(grace.message("before")).toBeVisible();

  await ada.page.context().setOffline(true);
  await ada.says("first, offline");
  await ada.says("second, offline");
  await expect(ada.message("second, offline")).toContainText("sending");
  await grace.says("meanwhile");
  await expect(grace.thread.getByText("offline")).toHaveCount(0);

  await ada.page.context().setOffline(false);
  await expect(grace.message("second, offline")).toBeVisible();
  await expect(grace.message("first, offline")).toHaveCount(1);
  await expect(ada.message("meanwhile")).toBeVisible();
  const told = await grace.thread.locator(".message__text").allInnerTexts();
  expect(told).toEqual(["before", "meanwhile", "first, offline", "second, offline"]);
});

test("CV-13 a draft stays, a file arrives, and a restarted server loses nothing", async ({ workspace, agent, server }) => {
  const [adaIs, graceIs] = [await workspace.hire("Ada Lovelace"), await workspace.hire("Grace Hopper")];
  const ada = await new Colleague(await agent(adaIs)).opensMessages();
  const grace = await new Colleague(await agent(graceIs)).opensMessages();
  await ada.opens("Grace Hopper");
  await ada.box.fill("half a thought");
  await ada.page.reload();
  await expect(ada.box).toHaveValue("half a thought");
  await ada.box.fill("");
  const file = { name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("all of it") };
  await ada.thread.locator('input[type="file"]').setInputFiles(file);
  await ada.says("The plan");
  await grace.opens("Ada Lovelace");
  const link = grace.message("The plan").getByRole("link", { name: /plan\.txt/ });
  await expect(link).toBeVisible();
  const address = new URL((await link.getAttribute("href")) ?? "", server.url).href;
  expect((await grace.page.context().request.get(address)).status()).toBe(200);
  const stranger = await workspace.root.call<{ me: unknown }>("session/bootstrap").then(() =>
    fetch(address, { headers: { cookie: `switchboard=${workspace.root.cookie}` } }),
  );
  expect(stranger.status).toBe(404);

  await server.restart("SIGKILL");
  await ada.says("after the restart");
  await expect(grace.message("after the restart")).toBeVisible();
});

test("CV-13 an administrator finds nothing there, and the bot reads nothing", async ({ workspace, agent }) => {
  const [adaIs, graceIs] = [await workspace.hire("Ada Lovelace"), await workspace.hire("Grace Hopper", ["administrator"])];
  const ada = await new Colleague(await agent(adaIs)).opensMessages();
  const linus = await workspace.hire("Linus Pauling");
  await ada.opens("Linus Pauling");
  await ada.says("between us");
  await expect(ada.message("between us")).toContainText("sent");

  const grace = await new Colleague(await agent(graceIs)).opensMessages();
  await expect(grace.people.getByText("between us")).toHaveCount(0);
  await grace.agent.goes(`/messages/${linus.person.id}`);
  await expect(grace.thread).toContainText("This is the beginning");
  await expect(grace.thread.getByText("between us")).toHaveCount(0);
  await grace.opens("Switchboard");
  await expect(grace.thread.getByText("Nobody reads messages to this account.")).toBeVisible();
  await expect(grace.box).toHaveCount(0);
  await grace.agent.goes("/messages/01a1fd31-04bf-7131-b317-f1535ca2e028");
  await expect(grace.thread.getByRole("heading", { name: "These messages cannot be shown" })).toBeVisible();
});

test("CV-13 somebody is found by name and reached by keyboard, and one column fits a phone", async ({ workspace, agent }) => {
  const adaIs = await workspace.hire("Ada Lovelace");
  for (const name of ["Grace Hopper", "Linus Pauling", "Margaret Hamilton"]) await workspace.hire(name);
  const ada = await new Colleague(await agent(adaIs, { viewport: { width: 390, height: 844 } })).opensMessages();
  await ada.people.getByRole("searchbox", { name: "Search" }).fill("ham");
  await expect(ada.people.getByRole("link")).toHaveCount(1);
  await ada.page.keyboard.press("Tab");
  await ada.page.keyboard.press("Tab");
  await expect(ada.entry("Margaret Hamilton")).toBeFocused();
  await ada.page.keyboard.press("Enter");
  await expect(ada.thread.getByRole("heading", { name: "Margaret Hamilton" })).toBeVisible();
  await expect(ada.people).toBeHidden();
  await ada.agent.button("Back to the list").click();
  await expect(ada.people).toBeVisible();
  await ada.people.getByRole("searchbox", { name: "Search" }).fill("nobody at all");
  await expect(ada.people.getByText("Nobody is called like that.")).toBeVisible();
});

test("CV-10 a colleague mentioned in a note is told, and led to the conversation", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace, { algorithm: "auto_selection" });
  const grace = await workspace.hire("Grace Hopper", ["administrator"]);
  const guest = await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  const reader = await new Colleague(await agent(grace)).opensMessages();
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  await desk.button("Internal note").click();
  await desk.says("@grace may I refund her?");
  await expect(reader.badge).toContainText("1 unread message");
  await reader.opens("Switchboard");
  const report = reader.message("Ada Lovelace mentioned you in the conversation with Emmy Noether");
  await expect(report).toContainText("may I refund her?");
  await report.getByRole("link", { name: "Open the conversation" }).click();
  await expect(reader.page).toHaveURL(new RegExp(`/desk/${guest.id}$`));
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`CV-13 the messages are accessible (${colorScheme})`, async ({ workspace, agent }) => {
    const [adaIs, graceIs] = [await workspace.hire("Ada Lovelace"), await workspace.hire("Grace Hopper")];
    const look = { colorScheme, reducedMotion: "reduce" } as const;
    const ada = await new Colleague(await agent(adaIs, look)).opensMessages();
    expect((await new AxeBuilder({ page: ada.page }).analyze()).violations, "nobody chosen").toEqual([]);
    const grace = await new Colleague(await agent(graceIs, look)).opensMessages();
    await ada.opens("Grace Hopper");
    await ada.says("Hello\n> quoted\n- one");
    await grace.opens("Ada Lovelace");
    await grace.says("Hello yourself");
    await expect(ada.message("Hello yourself")).toBeVisible();
    expect((await new AxeBuilder({ page: ada.page }).analyze()).violations, "a log").toEqual([]);
    await ada.opens("Switchboard");
    expect((await new AxeBuilder({ page: ada.page }).analyze()).violations, "the bot").toEqual([]);
  });
}
