// The menus of the message box and everything about canned responses, light and dark: axe finds nothing.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { support } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

for (const colorScheme of ["light", "dark"] as const) {
  const look = { colorScheme, reducedMotion: "reduce" } as const;

  test(`menus, panel and dialog of canned responses are accessible (${colorScheme})`, async ({ workspace, agent }) => {
    const { ada, support: care } = await support(workspace);
    const draft = { shortcut: "hi", text: "Hello {{contact.name}} {{contact.phone}} {{x}}", scope: "public", tags: ["a", "b"] };
    await workspace.root.call("canned/create", { draft });
    await workspace.root.call("canned/create", { draft: { ...draft, shortcut: "ho", scope: { departments: [care.id] } } });
    await workspace.arrives("Emmy Noether", care, "Hello");
    const desk = await agent(ada, look);
    await desk.sitsDown();
    await desk.takes("Emmy Noether");
    for (const [typed, name] of [["!", "Canned responses"], ["/", "Commands"], [":smi", "Matching emoji"]] as const) {
      await desk.box.fill("");
      await desk.box.pressSequentially(typed);
      await expect(desk.conversation.getByRole("listbox", { name, exact: true })).toBeVisible();
      await clean(desk.page, name);
    }
    await desk.box.fill("/nothing");
    await desk.page.keyboard.press("Enter");
    await expect(desk.conversation.getByRole("alert")).toContainText("no command");
    await clean(desk.page, "a refused command");
    await desk.box.fill("");
    const panel = await desk.opensPanel("Canned Responses");
    await expect(panel.getByRole("heading", { level: 3 })).toHaveCount(2);
    await clean(desk.page, "the panel");
    await panel.getByRole("button", { name: "Create" }).click();
    const dialog = desk.page.getByRole("dialog", { name: "New Canned Response" });
    await dialog.getByLabel("Text").fill("{{contact.name}} {{contact.phone}} {{x}}");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByText("Please fill this in.")).toBeVisible();
    await clean(desk.page, "the dialog with errors");
  });

  test(`Manage, Canned Responses is accessible (${colorScheme})`, async ({ workspace, agent }) => {
    const mary = await workspace.hire("Mary Manager", ["manager"]);
    await workspace.department("Support", [mary]);
    const desk = await agent(mary, look);
    await desk.goes("/manage/canned-responses");
    await expect(desk.page.getByText("No canned responses yet")).toBeVisible();
    await clean(desk.page, "an empty list");
    const draft = { shortcut: "hi", text: "Hello", scope: "public", tags: ["a", "b"] };
    const made = await workspace.root.call<{ id: string }>("canned/create", { draft });
    await expect(desk.page.getByRole("row", { name: /!hi/ })).toBeVisible();
    await clean(desk.page, "a list");
    await desk.goes(`/manage/canned-responses/${made.id}`);
    await desk.page.getByRole("radio", { name: /^Departments/ }).check();
    await desk.page.getByRole("button", { name: "Save" }).click();
    await expect(desk.page.getByText("Please fill this in.")).toBeVisible();
    await clean(desk.page, "the form with errors");
    await desk.page.getByRole("button", { name: "Delete" }).click();
    await expect(desk.page.getByRole("alertdialog")).toBeVisible();
    await clean(desk.page, "the question before deleting");
  });
}

/** Nothing is wrong with what is shown now. */
async function clean(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ target, failureSummary }) => `${target.flat().join(" ")}: ${failureSummary ?? ""}`),
  }));
  expect.soft(told, screen).toEqual([]);
}
