// Who gets what: algorithms, limits, offers, the queue, and the reason for each decision.
import { Agent } from "../actors/agent.ts";
import type { Department, Settings } from "../support/api.ts";
import { support } from "../support/scenes.ts";
import type { Member, Workspace } from "../support/workspace.ts";
import { expect, test } from "../support/test.ts";

/** Per algorithm: who gets the first, second, third and fourth chat when Ada may have ten and Grace two. */
const ALGORITHMS = [
  { name: "Manual selection", picks: ["nobody", "nobody", "nobody", "nobody"], why: /^Manual selection: it waits/ },
  { name: "Auto selection", picks: ["Ada", "Grace", "Ada", "Grace"], why: /^Auto selection picked Grace Hopper/ },
  { name: "Load balancing", picks: ["Ada", "Grace", "Ada", "Ada"], why: /^Load balancing picked Ada Lovelace/ },
  { name: "Load rotation", picks: ["Ada", "Grace", "Ada", "Grace"], why: /^Load rotation picked Grace Hopper/ },
];

for (const { name, picks, why } of ALGORITHMS) {
  test(`RT-01 RT-07 ${name}, chosen for a department in Manage, decides and says why`, async ({ workspace, browse }) => {
    const ada = await workspace.hire("Ada Lovelace", ["agent"], 10);
    const grace = await workspace.hire("Grace Hopper", ["agent"], 2);
    const care = await workspace.department("Support", [ada, grace]);
    for (const member of [ada, grace]) await workspace.seat(member);

    const { root } = workspace;
    const page = await browse();
    await page.context().addCookies([{ name: "switchboard", value: root.cookie, url: root.url() }]);
    await page.goto(`${root.url()}/manage/departments`);
    await page.getByRole("link", { name: "Support" }).click();
    await page.getByLabel("Routing algorithm").selectOption({ label: name });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("row", { name: new RegExp(`Support.*${name}`) })).toBeVisible();

    const served: string[] = [];
    let last = "";
    for (const [at] of picks.entries()) {
      const guest = await workspace.arrives(`Guest ${at + 1}`, care);
      last = guest.id;
      if (picks[at] !== "nobody") await expect.poll(() => servedBy(workspace, guest.id)).not.toBe("nobody");
      served.push(await servedBy(workspace, guest.id));
    }
    expect(served).toEqual(picks);

    await page.goto(`${root.url()}/desk/${last}?panel=room`);
    const routing = page.getByRole("region", { name: "Routing" });
    await expect(routing.getByText(why)).toBeVisible();
    await expect(routing.getByText(/^3 agents were considered\. Of all: 1 not in the department/)).toBeVisible();
    await expect(routing.getByRole("listitem").filter({ hasText: "Ada Lovelace" })).toBeVisible();
  });
}

test("RT-02 the lowest limit that is set wins, and a place that becomes free is used at once", async ({
  workspace,
  agent,
}) => {
  await workspace.configure({ algorithm: "auto_selection", max_conversations: 3 });
  const ada = await workspace.hire("Ada Lovelace");
  const care = await workspace.department("Support", [ada], { max_conversations: 1 });
  const sales = await workspace.department("Sales", [ada]);
  const desk = await agent(ada);
  await desk.sitsDown();
  const mine = desk.list("Chats in Progress").getByRole("link");
  await workspace.arrives("Support One", care);
  await expect(mine).toHaveCount(1);
  await workspace.arrives("Support Two", care);
  await expect(desk.entry("Queued Chats", "Support Two")).toBeVisible();
  await workspace.arrives("Sales One", sales);
  await workspace.arrives("Sales Two", sales);
  await expect(mine).toHaveCount(3);
  await workspace.arrives("Sales Three", sales);
  await expect(desk.list("Queued Chats").getByRole("link")).toHaveCount(2);

  await desk.opens("Support Two", "Queued Chats");
  await desk.button("Take it").click();
  await expect(desk.toast("The department’s limit of 1 conversations is reached.")).toBeVisible();
  const panel = await desk.opensPanel("Room Information");
  await expect(panel.getByText(/Full: 1 of 1 \(the department’s limit\)/)).toBeVisible();
  await desk.opens("Support One");
  await desk.ends();
  await expect(desk.entry("Chats in Progress", "Support Two")).toBeVisible();
  await expect(desk.entry("Queued Chats", "Sales Three")).toBeVisible();
});

test("RT-04 a visitor sees their place in the queue move", async ({ workspace, agent, visitor }) => {
  const { ada, support: care } = await support(workspace);
  const first = await workspace.arrives("Lise Meitner", care, "I came first.");
  const guest = await visitor();
  await guest.opens();
  await guest.starts("Emmy Noether", "Support");
  await expect(guest.chat.getByText("You are number 2 in the queue.")).toBeVisible();
  await ada.api.take(first.id);
  await expect(guest.chat.getByText("You are next.")).toBeVisible();
  const desk = await agent(ada);
  await desk.sitsDown();
  await desk.takes("Emmy Noether");
  await expect(guest.chat.getByText("You are next.")).toBeHidden();
  await expect(guest.chat.getByText("Ada Lovelace is here for you")).toBeVisible();
});

test("RT-06 RT-07 an offer rings; refused it rings at the next, who accepts it", async ({ workspace, agent }) => {
  const { ada, grace, care } = await offering(workspace);
  const first = await agent(ada);
  const second = await agent(grace);
  for (const desk of [first, second]) await desk.sitsDown();
  await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  await expect(first.entry("Queued Chats", "Emmy Noether")).toContainText("Ringing for you");
  await expect(second.entry("Queued Chats", "Emmy Noether")).toHaveCount(0);
  await first.opens("Emmy Noether", "Queued Chats");
  await expect(first.page.getByText("Emmy Noether rings for you.")).toBeVisible();
  await expect(first.page.getByRole("timer").filter({ hasText: "Time left" })).toBeVisible();
  await first.button("Refuse").click();
  await expect(second.entry("Queued Chats", "Emmy Noether")).toContainText("Ringing for you");
  await second.opens("Emmy Noether", "Queued Chats");
  await second.button("Accept").click();
  await expect(second.box).toBeVisible();
  await expect(second.messages).toContainText("Ada Lovelace refused; the chat waits in the queue again");
  const panel = await second.opensPanel("Room Information");
  await expect(panel.getByRole("heading", { name: /^Offered to Grace Hopper/ })).toBeVisible();
  await expect(panel.getByText("Just returned, refused or missed it")).toBeVisible();
});

test("RT-06 an agent who closes the browser loses nothing: the chat goes to the next one", async ({
  workspace,
  agent,
}) => {
  await workspace.configure({ presence_grace_s: 1, when_agent_gone: "requeue", algorithm: "auto_selection" });
  const ada = await workspace.hire("Ada Lovelace");
  const grace = await workspace.hire("Grace Hopper");
  const care = await workspace.department("Support", [ada, grace]);
  const first = await agent(ada);
  await first.sitsDown();
  const guest = await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  await expect(first.entry("Chats in Progress", "Emmy Noether")).toBeVisible();
  const second = await agent(grace);
  await second.sitsDown();
  await first.page.close();
  await expect(second.entry("Chats in Progress", "Emmy Noether")).toBeVisible();
  await second.opens("Emmy Noether");
  await expect(second.message("My teapot leaks.")).toBeVisible();
  await expect(second.messages).toContainText("The agent lost the connection; the chat waits in the queue again");
  expect(await servedBy(workspace, guest.id)).toBe("Grace");
});

test("RT-06 ringing as a way of delivery is chosen in Manage, and its limits are told", async ({ workspace, browse }) => {
  const { root } = workspace;
  const page = await browse();
  await page.context().addCookies([{ name: "switchboard", value: root.cookie, url: root.url() }]);
  const agent = new Agent(page, { person: { id: "", username: "root", name: "Rosalind Root", version: 1 }, api: root });
  await agent.goes("/manage/settings");
  await page.getByRole("radio", { name: "rings until the agent accepts" }).check();
  await page.getByRole("spinbutton", { name: "Rings for (seconds)", exact: true }).fill("5");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter a number from 15 to 300.")).toBeVisible();
  await page.getByRole("spinbutton", { name: "Rings for (seconds)", exact: true }).fill("20");
  await page.getByRole("radio", { name: "Load rotation" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(agent.toast("The settings were saved")).toBeVisible();
  const settings = await root.call<Settings>("settings/load");
  expect(settings.delivery).toEqual({ offer: { timeout_s: 20 } });
  expect(settings.algorithm).toBe("load_rotation");
});

async function offering(workspace: Workspace): Promise<{ ada: Member; grace: Member; care: Department }> {
  await workspace.configure({ delivery: { offer: { timeout_s: 120 } }, algorithm: "auto_selection" });
  const ada = await workspace.hire("Ada Lovelace");
  const grace = await workspace.hire("Grace Hopper");
  const care = await workspace.department("Support", [ada, grace]);
  return { ada, grace, care };
}

/** The first name of whoever has it. */
async function servedBy(workspace: Workspace, conversation: string): Promise<string> {
  const { conversation: it } = await workspace.root.call<{
    conversation: { stage: string | Record<string, { agent?: { name: string } }> };
  }>("conversations/thread", { conversation });
  const [at] = typeof it.stage === "string" ? [] : Object.values(it.stage);
  return at?.agent?.name.split(" ")[0] ?? "nobody";
}
