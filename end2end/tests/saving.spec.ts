// What happens to the place of whoever works by keyboard when a form is saved, refused, or somebody else was faster.
import { Agent } from "../actors/agent.ts";
import { clean } from "../support/axe.ts";
import type { Settings } from "../support/api.ts";
import { expect, test } from "../support/test.ts";

test("MA-04 saving the settings by keyboard leaves the focus where it was", async ({ workspace, browse }) => {
  const page = await browse();
  const { root } = workspace;
  await page.context().addCookies([{ name: "switchboard", value: root.cookie, url: workspace.server.url }]);
  const sections = [
    ["/manage/settings", "Workspace name", async () => (await root.call<Settings>("settings/load")).workspace_name],
    ["/manage/email", "From name", async () => (await root.call<{ from_name: string }>("mail/load")).from_name],
  ] as const;
  for (const [path, label, held] of sections) {
    await page.goto(`${workspace.server.url}${path}`);
    const field = page.getByRole("textbox", { name: label, exact: true });
    const save = page.getByRole("button", { name: "Save", exact: true });
    await expect(save).toHaveAttribute("aria-disabled", "true");
    await field.fill("Tea");
    await field.press("Enter");
    await expect.poll(held).toBe("Tea");
    await expect(save).toHaveAttribute("aria-disabled", "true");
    await expect(field).toBeFocused();

    await field.fill("Samovars");
    await save.focus();
    await page.keyboard.press("Enter");
    await expect.poll(held).toBe("Samovars");
    await expect(save).toHaveAttribute("aria-disabled", "true");
    await expect(save).toBeFocused();
    await expect(field).toHaveValue("Samovars");
  }
});

test("MA-01 a refused save leaves the focus in the field that is refused, with all that was typed", async ({
  workspace,
  browse,
}) => {
  const ada = await workspace.hire("Ada Lovelace");
  await workspace.hire("Grace Hopper");
  const page = await browse();
  await page.context().addCookies([{ name: "switchboard", value: workspace.root.cookie, url: workspace.server.url }]);
  await page.goto(`${workspace.server.url}/manage/agents/${ada.person.id}`);
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  const username = page.getByLabel("Username");
  await name.fill("Ada King");
  await username.fill("grace");
  await username.press("Enter");
  await expect(username).toHaveAttribute("aria-invalid", "true");
  await expect(username).toBeFocused();
  await expect(name).toHaveValue("Ada King");
  // The field is the same one: what is typed on goes into it.
  await page.keyboard.press("End");
  await page.keyboard.type("2");
  await expect(username).toHaveValue("grace2");
});

test("MA-04 who was slower chooses by keyboard, and is back in the form", async ({ workspace, agent }) => {
  const { root } = workspace;
  const mary = await workspace.hire("Mary Jackson", ["administrator"]);
  const desk: Agent = await agent(mary);
  const { page } = desk;
  await desk.goes("/manage/settings");
  const field = page.getByRole("textbox", { name: "Workspace name", exact: true });
  await field.fill("Samovars");
  await workspace.configure({ workspace_name: "Teapots", hold_comment: "One moment." });
  await field.press("Enter");
  await expect(page.getByText(/^Somebody else changed this/)).toBeVisible();
  const names = page.getByRole("group", { name: "Workspace name" });
  await expect(names.getByRole("radio", { name: /^Mine/ })).toBeFocused();
  await clean(page, "a conflict");
  await page.keyboard.press("Enter");
  await expect(desk.toast(/saved/i)).toBeVisible();
  await expect(field).toBeFocused();
  const held = await root.call<{ workspace_name: string; hold_comment: string }>("settings/load");
  expect([held.workspace_name, held.hold_comment]).toEqual(["Samovars", "One moment."]);
});
