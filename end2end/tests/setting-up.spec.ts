// The first day: nobody is there yet, then an administrator, then everybody else.
import { Agent } from "../actors/agent.ts";
import { PASSWORD } from "../support/workspace.ts";
import { expect, test } from "../support/test.ts";

test("MA-04 the first visit creates the administrator, and nobody else can do it again", async ({ server, browse }) => {
  const page = await browse();
  await page.goto(server.url);
  await expect(page.getByRole("heading", { name: "Set up Switchboard" })).toBeVisible();
  const create = page.getByRole("button", { name: "Create the workspace" });
  await create.click();
  await expect(page.getByText("Please fill this in.").first()).toBeVisible();

  await page.getByLabel("Workspace name").fill("Tea & Co");
  await page.getByLabel("Your name").fill("Rosalind Root");
  await page.getByLabel("Username").fill("root");
  await page.getByLabel("Email").fill("root@tea.example");
  await page.getByLabel("Password").fill("short");
  await create.click();
  await expect(page.getByText(/^Too short/)).toBeVisible();
  await page.getByLabel("Password").fill(PASSWORD);
  await create.click();
  await expect(page.getByRole("link", { name: "Desk" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Manage" })).toBeVisible();

  await server.restart("SIGKILL");
  const other = await browse();
  await other.goto(server.url);
  await expect(other.getByRole("heading", { name: "Log in to Tea & Co" })).toBeVisible();
});

test("logging in refuses a wrong password, and leads to the page that was asked for", async ({ workspace, browse }) => {
  const ada = await workspace.hire("Ada Lovelace");
  const agent = new Agent(await browse(), ada);
  await agent.goes("/contact-center/chats?search=teapot");
  const { page } = agent;
  await page.getByLabel("Email or username").fill("ada");
  await page.getByLabel("Password").fill("not this one");
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByText(/^Wrong email, username or password./)).toBeVisible();
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("tab", { name: "Chats", selected: true })).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "Search" })).toHaveValue("teapot");
});

test("RT-01 RT-02 an administrator adds an agent with a limit and a department with an algorithm, and chats follow both", async ({
  workspace,
  browse,
}) => {
  const page = await browse();
  const { root } = workspace;
  await page.context().addCookies([{ name: "switchboard", value: root.cookie, url: workspace.server.url }]);
  await page.goto(`${workspace.server.url}/desk`);
  await page.getByRole("link", { name: "Manage" }).click();
  const sections = page.getByRole("navigation", { name: "Manage" });

  await sections.getByRole("link", { name: "Agents" }).click();
  await page.getByRole("link", { name: "New Agent" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Grace Hopper");
  await page.getByLabel("Username").fill("grace");
  await page.getByLabel("Email").fill("grace@tea.example");
  await page.getByRole("checkbox", { name: /^Agent/ }).check();
  await page.getByLabel("Simultaneous conversations per agent").fill("1");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Grace Hopper was added.")).toBeVisible();

  await sections.getByRole("link", { name: "Departments" }).click();
  await page.getByRole("link", { name: "New Department" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Repairs");
  await page.getByLabel("Routing algorithm").selectOption({ label: "Load balancing" });
  await page.getByLabel("Add a member").selectOption({ label: "Grace Hopper · Agent" });
  await expect(page.getByLabel("Order of Grace Hopper")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Repairs was added.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Repairs.*1.*Load balancing/ })).toBeVisible();

  const me = await workspace.root.call<{ departments: { id: string; name: string }[] }>("session/bootstrap").then(
    (boot) => (boot as unknown as { me: { departments: { id: string; name: string }[] } }).me,
  );
  const repairs = me.departments.find((one) => one.name === "Repairs");
  const desk = new Agent(await browse(), {
    person: { id: "", username: "grace", name: "Grace Hopper", version: 1 },
    api: root,
  });
  await desk.logsIn();
  await desk.isSeated();
  await desk.becomes("Available");
  await root.startChat("First Guest", repairs?.id ?? null);
  await expect(desk.entry("Chats in Progress", "First Guest")).toBeVisible();
  await root.startChat("Second Guest", repairs?.id ?? null);
  await expect(desk.entry("Queued Chats", "Second Guest")).toBeVisible();
  await desk.opens("First Guest");
  await desk.ends();
  await expect(desk.entry("Chats in Progress", "Second Guest")).toBeVisible();
});

test("the style guide is in demo workspaces only", async ({ workspace, agent }) => {
  const mary = await workspace.hire("Mary Manager", ["manager"]);
  const desk = await agent(mary);
  await desk.goes("/styleguide");
  await expect(desk.page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await expect(desk.page).toHaveTitle(/^There is no such page/);
});
